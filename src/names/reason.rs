//! Why two names agree, differ, or cannot be compared, in words.

/// Whether two names agree.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NameMatch {
    /// They may be of the same person or body.
    Match,
    /// They can be compared, and differ.
    Mismatch,
    /// They cannot be compared, or not enough to say.
    Undetermined,
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident $verdict:ident $code:literal $en:literal $ja:literal;)*) => {
        /// Why a comparison of names came out as it did.
        ///
        /// The order is the order of strength within one comparison: of several pairs of names the greatest decides.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum NameReason {
            $($(#[$doc])* $name,)*
        }

        impl NameReason {
            /// All reasons, weakest first.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The verdict that goes with the reason.
            #[must_use]
            pub const fn verdict(self) -> NameMatch {
                match self { $(Self::$name => NameMatch::$verdict,)* }
            }

            /// A stable name for results.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The reason as an English sentence.
            #[must_use]
            pub const fn sentence(self) -> &'static str {
                match self { $(Self::$name => $en,)* }
            }

            /// The reason as a Japanese sentence.
            #[must_use]
            pub const fn sentence_ja(self) -> &'static str {
                match self { $(Self::$name => $ja,)* }
            }
        }
    };
}

reasons! {
    /// One of the two has no name.
    NothingToCompare Undetermined "nothing-to-compare"
        "One of the two names is missing." "比較する名義の一方がありません。";
    /// Pseudonyms that differ: of one name written in two ways, too.
    Pseudonym Undetermined "pseudonym"
        "A name is replaced by a pseudonym, and pseudonyms of one name written in two ways differ."
        "名義が仮名化されており、同じ氏名でも表記が違えば一致しないため、比較できません。";
    /// Kanji against kana or Latin.
    KanjiReading Undetermined "kanji-reading"
        "One name is in kanji, whose reading cannot be derived; no name in kana or Latin letters stands beside it."
        "一方が漢字のみで読みを導けず、カナやローマ字の名義もないため比較できません。";
    /// Scripts that cannot be compared.
    OtherScript Undetermined "other-script"
        "The names are in scripts that cannot be compared with certainty." "確実に比較できない文字で書かれています。";
    /// A foreign name against kana.
    ForeignForms Undetermined "foreign-forms"
        "The name is not a Japanese reading and has several lawful kana forms; that they differ says nothing."
        "日本語読みの氏名ではなく、正当なカナ表記が複数あり得るため、違いは判断材料になりません。";
    /// The account is a company's, the holder a person.
    CorporateOwner Undetermined "corporate-owner"
        "The account belongs to a company or other body, and a person is paid." "アカウントは法人等のもので、個人の口座に支払われています。";
    /// The holder is a company.
    CorporatePayee Undetermined "corporate-payee"
        "A company or other body is paid: an agency or an own business is lawful." "受取人が法人等です。代理店や自営の法人であれば正当です。";
    /// Nothing agrees.
    Different Mismatch "different" "The names differ." "名義が異なります。";
    /// One part agrees; which part is not known.
    OnePartOnly Mismatch "one-part-only"
        "One part of the name agrees, the rest differs: it may be a relative, or a name before or after marriage."
        "氏名の一部だけが一致します。親族、または結婚前後の氏名の可能性があります。";
    /// The family names agree.
    FamilyNameOnly Mismatch "family-name-only"
        "The family name agrees, the given name differs: it may be a relative." "姓は一致し、名が異なります。親族の可能性があります。";
    /// The given names agree.
    GivenNameOnly Mismatch "given-name-only"
        "The given name agrees, the family name differs: it may be the name before or after marriage."
        "名は一致し、姓が異なります。結婚前後の氏名の可能性があります。";
    /// Spelled alike, as one foreign name may be.
    SpellingVariant Undetermined "spelling-variant"
        "The spellings are close, as two ways of writing one name are." "表記が近く、同じ氏名の別表記の可能性があります。";
    /// A character could not be read.
    UnreadableCharacter Undetermined "unreadable-character"
        "The names agree but for a character that the source could not write." "表示できない文字を除いて一致します。";
    /// Only a part of the name is there to compare.
    PartOnly Undetermined "part-only"
        "Only a part of the name can be compared, and it agrees." "比較できるのは氏名の一部だけで、その部分は一致します。";
    /// Initials.
    InitialsOnly Undetermined "initials-only"
        "One part of the name agrees, the other is only an initial that fits." "一部が一致し、残りは頭文字のみで、矛盾しません。";
    /// As the voiced marks ゛ and ゜ are lost.
    VoicedMarksOnly Undetermined "voiced-marks-only"
        "The names differ only in voiced marks, which are easily lost." "濁点・半濁点だけが異なります。";
    /// As long vowels are spelled.
    LongVowelsOnly Undetermined "long-vowels-only"
        "The names differ only in how long vowels are written." "長音の書き方だけが異なります。";
    /// The same body.
    SameOrganisation Match "same-organisation"
        "The company or other body is the same." "同じ法人等の名義です。";
    /// The name beside a trade name.
    TradeName Match "trade-name"
        "The whole name stands in the other, beside a trade name." "屋号とともに氏名の全体が含まれています。";
    /// Middle names left out.
    MiddleName Match "middle-name"
        "Family and given name agree; a middle name is left out or shortened." "姓と名が一致し、ミドルネームの省略のみ異なります。";
    /// Cut at the length of the field.
    CutShort Match "cut-short"
        "One name is cut at the length of its field, and agrees as far as it goes." "項目の文字数で切れていますが、その範囲で一致します。";
    /// Kana and Latin letters, or two romanisations.
    SameReading Match "same-reading"
        "The readings agree." "読みが一致します。";
    /// The same.
    SameName Match "same-name" "The names are the same." "名義が一致します。";
}
