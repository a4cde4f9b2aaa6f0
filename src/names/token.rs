//! A name cut into tokens: runs without white space or separators, each of one kind of script.

use unicode_normalization::char::decompose_canonical;

use super::kana::{LONG, fold, is_kana, is_loan_kana};
use super::variants::{canonical, is_stand_in};

/// What a token is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Script {
    Kana,
    /// Kanji, also with kana between.
    Han,
    Latin,
    /// Any other script: compared only with itself.
    Other,
}

/// One token in its compared form: katakana without small letters and kanji in their standard form; or capital
/// letters A to Z with `:` after a vowel that carried a macron or circumflex; or another script in lower case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Token {
    pub script: Script,
    pub text: String,
}

/// Signs of the whole name that its tokens no longer show.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Signs {
    /// Letters or kana that romaji and Japanese names do not use: several lawful kana forms must be expected.
    pub foreign: bool,
    /// A comma: the family name stands first.
    pub comma: bool,
    /// A middle dot between parts: as foreign names are divided in kana.
    pub dot: bool,
}

#[derive(Default)]
struct Cutter {
    tokens: Vec<Token>,
    signs: Signs,
    open: bool,
}

/// Cuts a normalised name. Digits and symbols are passed over.
pub(super) fn cut(normalised: &str) -> (Vec<Token>, Signs) {
    let mut cutter = Cutter::default();
    for c in normalised.chars() {
        cutter.take(c);
    }
    (cutter.tokens, cutter.signs)
}

impl Cutter {
    fn take(&mut self, c: char) {
        match c {
            // Bank fields write ー as '-'; after kanji, a long mark is a misread 一.
            '-' if self.ends_in_kana() => self.push(Script::Kana, 'ー'),
            'ー' if self.last_is(Script::Han) => self.push(Script::Han, '一'),
            '々' | '〻' => {
                let again = self.last_char().unwrap_or('々');
                self.push(Script::Han, again);
            }
            _ if is_kana(c) => {
                self.signs.foreign |= is_loan_kana(c);
                let folded = fold(c, self.last_char());
                self.push(Script::Kana, folded);
            }
            '\'' => {}
            ',' => {
                self.signs.comma = true;
                self.open = false;
            }
            '・' => {
                self.signs.dot = true;
                // Foreign names are divided so in kana.
                self.signs.foreign |= self.last_is(Script::Kana);
                self.open = false;
            }
            _ if is_han(c) => self.push(Script::Han, canonical(c)),
            _ if c.is_alphabetic() => self.letter(c),
            // Accents left alone and marks inside a word (Indic vowels) are not separators.
            _ if is_mark(c) => self.mark(c),
            _ => self.open &= c.is_numeric(),
        }
    }

    fn last_is(&self, script: Script) -> bool {
        self.open && self.tokens.last().is_some_and(|t| t.script == script)
    }

    fn last_char(&self) -> Option<char> {
        if self.open { self.tokens.last().and_then(|t| t.text.chars().next_back()) } else { None }
    }

    fn ends_in_kana(&self) -> bool {
        self.last_char().is_some_and(|c| is_kana(c) && c != 'ー')
    }

    fn push(&mut self, script: Script, c: char) {
        if !self.open || !self.joins(script) {
            self.tokens.push(Token { script, text: String::new() });
            self.open = true;
        }
        if let Some(last) = self.tokens.last_mut() {
            if script == Script::Han && last.script == Script::Kana {
                last.script = Script::Han;
            }
            last.text.push(c);
        }
    }

    /// Kanji and kana share a token (山ノ内, 美どり); other scripts do not mix.
    fn joins(&self, script: Script) -> bool {
        let japanese = |s: Script| matches!(s, Script::Kana | Script::Han);
        self.tokens.last().is_some_and(|t| t.script == script || (japanese(t.script) && japanese(script)))
    }

    fn letter(&mut self, c: char) {
        let mut base = None;
        let mut long = false;
        let mut other_mark = false;
        decompose_canonical(c, |d| match d {
            '\u{304}' | '\u{302}' => long = true,
            _ if base.is_none() => base = Some(d),
            _ => other_mark = true,
        });
        let base = base.unwrap_or(c);
        let Some(letters) = latin_letters(base) else {
            self.signs.foreign = true;
            for lower in c.to_lowercase() {
                self.push(Script::Other, lower);
            }
            return;
        };
        self.signs.foreign |= other_mark || !base.is_ascii();
        for letter in letters.chars() {
            self.push(Script::Latin, letter);
        }
        if long && matches!(letters, "A" | "E" | "I" | "O" | "U") {
            self.push(Script::Latin, LONG as char);
        }
    }

    fn mark(&mut self, c: char) {
        if self.last_is(Script::Latin) && matches!(c, '\u{304}' | '\u{302}') {
            if self.last_char().is_some_and(|l| matches!(l, 'A' | 'E' | 'I' | 'O' | 'U')) {
                self.push(Script::Latin, LONG as char);
            }
        } else if self.last_is(Script::Latin) {
            self.signs.foreign = true;
        } else if self.last_is(Script::Other) {
            self.push(Script::Other, c);
        }
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '〇' | '〆') || is_stand_in(c)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{20D0}'..='\u{20FF}')
        || (c as u32 >= 0x483 && unicode_normalization::char::is_combining_mark(c))
}

/// Capital letters of a Latin letter without its accents; `None` for other scripts.
fn latin_letters(c: char) -> Option<&'static str> {
    const ASCII: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if c.is_ascii_alphabetic() {
        let i = (c.to_ascii_uppercase() as u8 - b'A') as usize;
        return ASCII.get(i..=i);
    }
    Some(match c {
        'Ø' | 'ø' | 'Ơ' | 'ơ' => "O",
        'Æ' | 'æ' => "AE",
        'Œ' | 'œ' => "OE",
        'ß' | 'ẞ' => "SS",
        'Ł' | 'ł' => "L",
        'Đ' | 'đ' | 'Ð' | 'ð' | 'Ɗ' | 'ɗ' => "D",
        'Þ' | 'þ' => "TH",
        'ı' => "I",
        'Ħ' | 'ħ' => "H",
        'Ŋ' | 'ŋ' => "NG",
        'Ŧ' | 'ŧ' => "T",
        'Ə' | 'ə' => "E",
        'Ɓ' | 'ɓ' => "B",
        'Ƙ' | 'ƙ' => "K",
        'Ư' | 'ư' => "U",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::normalise;

    fn texts(s: &str) -> Vec<String> {
        cut(&normalise(s)).0.into_iter().map(|t| t.text).collect()
    }

    #[test]
    fn separators_and_long_marks() {
        assert_eq!(texts("ﾖ-ｺ･ｵﾉ"), ["ヨーコ", "オノ"]);
        assert_eq!(texts("Smith-Jones, O'Brien"), ["SMITH", "JONES", "OBRIEN"]);
        assert_eq!(texts("Ōno José"), ["O:NO", "JOSE"]);
        assert_eq!(texts("佐々木Taro"), ["佐佐木", "TARO"]);
        assert_eq!(texts("山ヶ城 さくら"), ["山ケ城", "サクラ"]);
    }

    #[test]
    fn digits_do_not_cut_but_symbols_do() {
        assert_eq!(texts("a1b_c"), ["AB", "C"]);
    }
}
