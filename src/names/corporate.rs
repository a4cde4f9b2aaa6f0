//! Marks of companies and other bodies, by position.
//!
//! The Zengin format abbreviates legal forms and writes them with brackets: `ｶ)X` at the head, `X(ｶ` at the end, `X(ｶ)Y`
//! between. A mark counts only there, so that no personal name is taken for a company.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::kana::{fold, is_kana};
use super::variants::canonical;

/// Zengin abbreviations of legal forms, offices and kinds of body, without small kana.
const BANK_MARKS: &str = "カ ユ メ シ ド イ ソ ザイ シヤ シユウ ガク フク トクヒ ドク ベン チユウ ギヨ シホウ ゼイ ダイ ホゴ ノウ カンリ ロウム \
    チドク ダイガク コクダイ エイ シユツ ジ レン キヨウサイ セイメイ カイジヨウ カサイ ケンポ コクホ コクホレン シヤホ コウネン \
    ジユウクミ ロウクミ セイキヨウ シヨクハンキヨウ コクキヨウレン ノウキヨウレン ケイザイレン キヨウクミ シヨクアン シヤキヨウ トクヨウ \
    ユウクミ ザイダン シヤダン イシヤ イザイ イザ イシ トクシヤ コウザイ コウシヤ";

/// Marks in kanji within brackets.
const KANJI_MARKS: &str = "株 有 同 名 資 社 財 医 学 宗 福 特非 特 独 協 労 相 一社 一財 公社 公財 主 주 유";

/// Words for a legal form or a body, anywhere in the name (kanji in standard form, kana without small letters).
const WORDS: &str = "株式会社 有限会社 合同会社 合名会社 合資会社 相互会社 特定目的会社 特定非営利活動法人 一般社団法人 公益社団法人 一般財団法人 \
    公益財団法人 社団法人 財団法人 医療法人 学校法人 宗教法人 社会福祉法人 税理士法人 弁護士法人 独立行政法人 NPO法人 法人 協同組合 \
    有限責任事業組合 労働組合 組合 有限公司 公司 カブシキガイシヤ カブシキカイシヤ ユウゲンガイシヤ ユウゲンカイシヤ ゴウドウガイシヤ ゴウドウカイシヤ ゴウメイガイシヤ \
    ゴウシガイシヤ シヤダンホウジン ザイダンホウジン イリヨウホウジン ガツコウホウジン シユウキヨウホウジン エヌピーオーホウジン ホウジン \
    ロウドウシヤキヨウドウクミアイ キヨウドウクミアイ ロウドウクミアイ クミアイ 주식회사 유한회사";

/// Endings of trade names that no personal name has.
const ENDINGS: &str = "事務所 商店 商会 商事 商社 工房 工務店 製作所 研究所 研究会 協会 財団 銀行 信用金庫 信用組合 支店 本店 営業所 出張所 学園 \
    病院 医院 実行委員会 委員会 自治会 事業部 ジムシヨ シヨウテン コウムテン セイサクシヨ ギンコウ キヨウカイ シンヨウキンコ";

/// Offices of an association, which a name of its account says beside the association's: no person has one.
const OFFICES: &str =
    "代表 代表者 会長 会計 理事長 事務局 ダイヒヨウ ダイヒヨウシヤ カイチヨウ カイケイ リジチヨウ ジムキヨク";

/// Latin words for a legal form or a business, after another word.
const LATIN: &str = "INC INCORPORATED LTD LIMITED LLC LLP LP PLC CORP CORPORATION COMPANY GMBH KG BV NV SL SRL SARL PTY PTE PVT SDN \
    BHD KK GK YK KAISHA GAISHA APS OYJ LTDA LDA EURL SPZOO DOO KFT HOLDINGS FOUNDATION ASSOCIATION UNIVERSITY SOLUTIONS \
    SERVICES CONSULTING TECHNOLOGIES TECHNOLOGY ENTERPRISES ENTERPRISE AGENCY STUDIO STUDIOS PARTNERS SYSTEMS TRADING \
    VENTURES SOFTWARE OUTSOURCING MEDIA DIGITAL LABS LOGISTICS MARKETING INDUSTRIES INTERNATIONAL NETWORKS TRANSLATIONS PAYROLL BPO \
    COOPERATIVE SACCO EIRELI EOOD TBK JSC PJSC";

/// The same before another word.
const LATIN_FIRST: &str = "KK GK YK PT NPO KABUSHIKI";

/// Latin marks that are also family names: only as the last word, and only when dots or case set them apart.
const LATIN_WEAK: &str = "CO SA AG AB AS SE OY SPA SAS OU CV";

/// Whether a normalised name is that of a company or other body, and the name without its marks.
pub(super) fn strip(normalised: &str) -> (String, bool) {
    let mut name = normalised.to_string();
    let mut found = false;
    while let Some(shorter) = strip_brackets(&name) {
        name = shorter;
        found = true;
    }
    if let Some(shorter) = strip_words(&name) {
        name = shorter;
        found = true;
    }
    while let Some(shorter) = strip_latin(&name) {
        name = shorter;
        found = true;
    }
    let found = found || has_business_ending(&name) || names_an_office(&name);
    (name, found)
}

/// Whether the last word is a Latin mark that may as well be a family name: ACME CO, MARIA CO.
pub(super) fn may_be(normalised: &str) -> bool {
    let last = normalised.rsplit_once(' ').map(|(_, last)| last.to_ascii_uppercase());
    last.is_some_and(|last| LATIN_WEAK_WORD.contains(last.as_str()))
}

/// Words of a list, each found at once: every holder of a payout account is looked up in all of them.
type Lookup = LazyLock<FxHashSet<&'static str>>;

/// Words of a list by one of their characters, in the list's order.
type ByCharacter = LazyLock<FxHashMap<char, Vec<&'static str>>>;

static BANK_MARK: Lookup = LazyLock::new(|| BANK_MARKS.split_whitespace().collect());
static OFFICE: Lookup = LazyLock::new(|| OFFICES.split_whitespace().collect());
static KANJI_MARK: Lookup = LazyLock::new(|| KANJI_MARKS.split_whitespace().collect());
static LATIN_WORD: Lookup = LazyLock::new(|| LATIN.split_whitespace().collect());
static LATIN_FIRST_WORD: Lookup = LazyLock::new(|| LATIN_FIRST.split_whitespace().collect());
static LATIN_WEAK_WORD: Lookup = LazyLock::new(|| LATIN_WEAK.split_whitespace().collect());
static WORDS_BY_HEAD: ByCharacter = LazyLock::new(|| by_character(WORDS, |word| word.chars().next()));
static ENDINGS_BY_TAIL: ByCharacter = LazyLock::new(|| by_character(ENDINGS, |word| word.chars().next_back()));

fn by_character(list: &'static str, of: impl Fn(&str) -> Option<char>) -> FxHashMap<char, Vec<&'static str>> {
    let mut words: FxHashMap<char, Vec<&'static str>> = FxHashMap::default();
    for word in list.split_whitespace() {
        words.entry(of(word).unwrap_or_default()).or_default().push(word);
    }
    words
}

/// Standard kanji and kana without small letters, characters one for one.
fn standard(text: &str) -> String {
    let mut before = None;
    text.chars()
        .map(|c| {
            let folded = if is_kana(c) { fold(c, before) } else { canonical(c) };
            before = Some(folded);
            folded
        })
        .collect()
}

fn is_mark(text: &str) -> bool {
    if text.chars().count() > 8 {
        return false;
    }
    let standard: String = standard(text.trim());
    BANK_MARK.contains(standard.as_str()) || KANJI_MARK.contains(standard.as_str())
}

/// Takes one bracketed mark out: `ｶ)X`, `X(ｶ`, `X(ｶ)Y`, `(株)X`.
fn strip_brackets(name: &str) -> Option<String> {
    let first_close = name.find(')');
    let first_open = name.find('(');
    if let Some(close) = first_close
        && first_open.is_none_or(|open| open > close)
        && is_mark(&name[..close])
    {
        return Some(name[close + 1..].trim().to_string());
    }
    let mut from = 0;
    while let Some(open) = name[from..].find('(').map(|i| i + from) {
        let rest = &name[open + 1..];
        let close = rest.find([')', '(']);
        let inside = close.map_or(rest, |i| &rest[..i]);
        let closed = close.is_some_and(|i| rest[i..].starts_with(')'));
        if (closed || close.is_none()) && is_mark(inside) {
            let after = if closed { rest.get(inside.len() + 1..).unwrap_or("") } else { "" };
            return Some(format!("{} {}", name[..open].trim(), after.trim()).trim().to_string());
        }
        from = open + 1;
    }
    None
}

fn strip_words(name: &str) -> Option<String> {
    let mut text = standard(name);
    let starts = |(at, c): (usize, char)| {
        WORDS_BY_HEAD.get(&c).is_some_and(|words| words.iter().any(|word| text[at..].starts_with(word)))
    };
    if !text.char_indices().any(starts) {
        return None;
    }
    // In the order of the list: a form before those that it contains.
    for word in WORDS.split_whitespace() {
        if text.contains(word) {
            text = text.replace(word, " ");
        }
    }
    Some(text.trim().to_string())
}

fn has_business_ending(name: &str) -> bool {
    let text = standard(name);
    let last = text.trim_end();
    let endings = last.chars().next_back().and_then(|tail| ENDINGS_BY_TAIL.get(&tail));
    endings.into_iter().flatten().any(|ending| last.strip_suffix(ending).is_some_and(|rest| !rest.trim().is_empty()))
}

/// Whether an office stands between or after other words.
fn names_an_office(name: &str) -> bool {
    name.split([' ', '・']).skip(1).any(|word| OFFICE.contains(standard(word).as_str()))
}

fn strip_latin(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split([' ', ',', '&', '・', '(', ')']).filter(|w| !w.is_empty()).collect();
    if words.len() < 2 {
        return None;
    }
    let kept: Vec<&str> = (0..words.len()).filter(|&i| !is_latin_mark(&words, i, name)).map(|i| words[i]).collect();
    (kept.len() < words.len()).then(|| kept.join(" "))
}

fn is_latin_mark(words: &[&str], i: usize, name: &str) -> bool {
    let word = words[i];
    if word.len() > 16 || !word.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return matches!(word, "ООО" | "ОАО" | "ЗАО" | "ПАО");
    }
    let bare = word.replace('.', "").to_ascii_uppercase();
    if i == 0 {
        return LATIN_FIRST_WORD.contains(bare.as_str());
    }
    LATIN_WORD.contains(bare.as_str())
        || (i + 1 == words.len() && LATIN_WEAK_WORD.contains(bare.as_str()) && is_set_apart(word, words, name))
}

/// `Co.`, `S.A.`, `& CO`, or capitals after words in mixed case.
fn is_set_apart(word: &str, words: &[&str], name: &str) -> bool {
    let mixed = |w: &&str| w.chars().any(char::is_lowercase);
    word.contains('.')
        || name.trim_end_matches(word).trim_end().ends_with('&')
        || (!mixed(&word) && words[..words.len() - 1].iter().all(mixed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::normalise;

    fn stripped(s: &str) -> (String, bool) {
        strip(&normalise(s))
    }

    #[test]
    fn marks_by_position() {
        for (name, core) in [
            ("ｶ)ｱｸﾒ", "アクメ"),
            ("ｱｸﾒ(ｶ", "アクメ"),
            ("ｱｸﾒ(ｶ)ﾄｳｷﾖｳ", "アクメ トウキヨウ"),
            ("㈱アクメ", "アクメ"),
            ("アクメ㈲", "アクメ"),
            ("株式会社アクメ", "アクメ"),
            ("アクメ株式會社", "アクメ"),
            ("ﾄﾞ)ｱｸﾒ", "アクメ"),
            ("ｻﾞｲ)ｱｸﾒ", "アクメ"),
            ("ﾄｸﾋ)ｱｸﾒ(ｴｲ", "アクメ"),
            ("シャ)アクメ", "アクメ"),
            ("Acme Inc.", "Acme"),
            ("ACME CO., LTD.", "ACME"),
            ("Acme K.K.", "Acme"),
            ("Acme GmbH", "Acme"),
            ("ｶﾌﾞｼｷｶﾞｲｼﾔｱｸﾒ", "アクメ"),
            ("NPO法人アクメ", "アクメ"),
            ("ﾛｳﾄﾞｳｼﾔｷﾖｳﾄﾞｳｸﾐｱｲﾐﾅﾄ", "ミナト"),
            ("ﾐﾅﾄｶｲ ﾀﾞｲﾋﾖｳ ﾔﾏﾀﾞ ﾀﾛｳ", "ミナトカイ ダイヒヨウ ヤマダ タロウ"),
            ("港の会 会計 山田太郎", "港の会 会計 山田太郎"),
        ] {
            let (got, corporate) = stripped(name);
            assert!(corporate, "{name}");
            assert_eq!(got, core, "{name}");
        }
    }

    #[test]
    fn people_are_not_companies() {
        for name in [
            "ｶﾄﾞ ﾕｳ",
            "ｼﾔ ﾒｲ",
            "Maria Co",
            "CO MARIA",
            "Sa Pinto",
            "佐藤 学",
            "有田 株",
            "ヤマダ(スズキ)ハナコ",
            "LEE AS",
            "王 公",
            "代 表",
            "カイケイ ハナコ",
            "",
        ] {
            assert!(!stripped(name).1, "{name}");
        }
    }
}
