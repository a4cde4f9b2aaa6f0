//! Kana as banks write it: Unicode normalisation, small kana folded up, and each kana as consonant and vowel.

use std::borrow::Cow;

use unicode_normalization::char::compose;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

const VOICED: char = '\u{3099}';
const SEMI_VOICED: char = '\u{309A}';

/// Long-vowel mark in the consonant-and-vowel form.
pub(super) const LONG: u8 = b':';

/// Consonant and vowel of ァ (U+30A1) to ヺ (U+30FA). ン is `n`, so that it differs from the ナ column; ヂ, ヅ and ヲ are
/// written as they sound (ジ, ズ, オ), because people and banks exchange them; small kana equal large ones.
const CV: [&str; 90] = [
    "A", "A", "I", "I", "U", "U", "E", "E", "O", "O", "KA", "GA", "KI", "GI", "KU", "GU", "KE", "GE", "KO", "GO", "SA",
    "ZA", "SI", "ZI", "SU", "ZU", "SE", "ZE", "SO", "ZO", "TA", "DA", "TI", "ZI", "TU", "TU", "ZU", "TE", "DE", "TO",
    "DO", "NA", "NI", "NU", "NE", "NO", "HA", "BA", "PA", "HI", "BI", "PI", "HU", "BU", "PU", "HE", "BE", "PE", "HO",
    "BO", "PO", "MA", "MI", "MU", "ME", "MO", "YA", "YA", "YU", "YU", "YO", "YO", "RA", "RI", "RU", "RE", "RO", "WA",
    "WA", "I", "E", "O", "n", "BU", "KA", "KE", "BA", "BI", "BE", "BO",
];

/// Unicode form in which names are compared: NFKC (half-width kana take their marks, ㈱ becomes `(株)`), voiced marks
/// that stand apart joined to their kana, hyphens, quotes, brackets and dots each made one character, invisible
/// characters and variation selectors dropped, runs of white space one space, trimmed.
///
/// Applying it twice is the same as applying it once.
#[must_use]
pub fn normalise(text: &str) -> String {
    // NFKC can bring forth what the first step would have changed (a mark from a compatibility form): once more.
    let joined = join_marks(&nfkc(&join_marks(text)));
    let joined = nfkc(&joined);
    let mut out = String::with_capacity(joined.len());
    for c in joined.chars().map(simplify) {
        let space = c.is_whitespace();
        if !(space && (out.is_empty() || out.ends_with(' '))) {
            out.push(if space { ' ' } else { c });
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// NFKC; most texts are in that form already.
pub(crate) fn nfkc(text: &str) -> Cow<'_, str> {
    if is_nfkc_quick(text.chars()) == IsNormalized::Yes { text.into() } else { text.nfkc().collect() }
}

/// Drops invisible characters and writes voiced marks as combining marks right after their kana.
fn join_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let mark = match c {
            '\u{309B}' | '\u{FF9E}' | VOICED => VOICED,
            '\u{309C}' | '\u{FF9F}' | SEMI_VOICED => SEMI_VOICED,
            _ if is_invisible(c) => continue,
            // A spacing accent is a quote here; NFKC would make it a space and a combining accent.
            '\u{B4}' | '\u{1FFD}' | '\u{384}' => {
                out.push('\'');
                continue;
            }
            _ => {
                out.push(c);
                continue;
            }
        };
        push_mark(&mut out, mark);
    }
    out
}

/// A mark belongs to the kana before it, also over a space; without such a kana it says nothing.
fn push_mark(out: &mut String, mark: char) {
    let base_end = out.trim_end().len();
    let Some(base) = out[..base_end].chars().next_back() else { return };
    let full = std::iter::once(base).nfkc().next().unwrap_or(base);
    if let Some(voiced) = compose(full, mark) {
        out.truncate(base_end - base.len_utf8());
        out.push(voiced);
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{E0000}'..='\u{E0FFF}')
        || (c.is_control() && !c.is_whitespace())
}

fn simplify(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{2043}' | '\u{2E3A}' | '\u{2E3B}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' | '`' | '\u{2BC}' | '\u{2BB}' | '\u{2B9}' | '\u{2BE}'
        | '\u{2BF}' => '\'',
        '[' | '{' | '\u{3014}' | '\u{3010}' | '\u{3008}' | '\u{300A}' => '(',
        ']' | '}' | '\u{3015}' | '\u{3011}' | '\u{3009}' | '\u{300B}' => ')',
        '\u{B7}' | '\u{2022}' | '\u{2027}' | '\u{2219}' | '\u{22C5}' => '\u{30FB}',
        '\u{3001}' | '\u{60C}' => ',',
        '\u{3002}' => '.',
        _ => c,
    }
}

/// Whether `c` is hiragana or katakana, or the mark ー, or a kana repeat mark.
pub(super) fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309E}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FE}'
        | '\u{31F0}'..='\u{31FF}')
}

/// Kana found only in foreign words: ヴ and the small vowels (ファ, ティ, ジェ, ...).
pub(super) fn is_loan_kana(c: char) -> bool {
    matches!(c, 'ヴ' | 'ゔ' | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ')
}

/// Katakana without small letters; `before` is the kana in front, which repeat marks repeat.
///
/// Folding up loses what banks lose; folding down would have to guess, so it is never done.
pub(super) fn fold(c: char, before: Option<char>) -> char {
    let katakana = match c {
        '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309E}' => char::from_u32(c as u32 + 0x60).unwrap_or(c),
        _ => c,
    };
    match katakana {
        'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' => {
            char::from_u32(katakana as u32 + 1).unwrap_or(katakana)
        }
        'ヵ' => 'カ',
        'ヶ' => 'ケ',
        '\u{31F0}'..='\u{31FF}' => EXTENSION[(katakana as usize - 0x31F0) & 15],
        'ヽ' => before.filter(|&b| is_kana(b)).unwrap_or(katakana),
        'ヾ' => before.filter(|&b| is_kana(b)).map_or(katakana, |b| compose(b, VOICED).unwrap_or(b)),
        _ => katakana,
    }
}

/// Large forms of the Ainu small kana U+31F0 to U+31FF.
const EXTENSION: [char; 16] =
    ['ク', 'シ', 'ス', 'ト', 'ヌ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'ム', 'ラ', 'リ', 'ル', 'レ', 'ロ'];

/// Appends the consonant and vowel of every kana in `kana`, ー as `:`; other characters are passed over.
pub(super) fn push_cv(kana: &str, out: &mut String) {
    let mut before = None;
    for c in kana.chars() {
        let folded = fold(c, before);
        if folded == 'ー' {
            out.push(LONG as char);
        } else if let Some(cv) = (folded as usize).checked_sub(0x30A1).and_then(|i| CV.get(i)) {
            out.push_str(cv);
        }
        before = Some(folded);
    }
}

/// Characters the text takes in a Zengin field, where a voiced mark is a character of its own.
pub(super) fn bank_width(normalised: &str) -> usize {
    normalised.nfkd().filter(|c| !matches!(c, '\u{300}'..='\u{36F}')).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cv(s: &str) -> String {
        let mut out = String::new();
        push_cv(&normalise(s), &mut out);
        out
    }

    #[test]
    fn marks_join_half_width_full_width_and_over_a_space() {
        for s in ["ﾊﾞﾊﾞ", "ハ゛ハ゛", "は゛ば", "ﾊ ﾞハ\u{3099}", "ババ"] {
            assert_eq!(cv(s), "BABA", "{s}");
        }
        assert_eq!(cv("ﾊﾟ"), "PA");
        assert_eq!(cv("ア゛"), "A");
    }

    #[test]
    fn small_letters_fold_up_and_repeat_marks_repeat() {
        assert_eq!(cv("ショッピング"), cv("ｼﾖﾂﾋﾟﾝｸﾞ"));
        assert_eq!(cv("みすゞ"), cv("ミスズ"));
        assert_eq!(cv("イヅミヲ"), cv("イズミオ"));
    }

    #[test]
    fn table_is_aligned() {
        assert_eq!(cv("ァヺンワマンヴヶ"), "ABOnWAMAnBUKE");
    }

    #[test]
    fn width_counts_marks() {
        assert_eq!(bank_width(&normalise("ﾔﾏﾀﾞ ﾀﾛｳ")), 8);
    }
}
