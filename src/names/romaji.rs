//! Latin letters read as Japanese syllables.
//!
//! Both kana and romaji are written as consonants and vowels of *bank* kana (`cv`): ショウ is `SIYOU` whichever way
//! it is spelled, ハットリ is `HATUTORI` like ハツトリ, since banks cannot tell them apart. Latin letters may leave two readings
//! open: OHISHI is オオイシ or オヒシ; such an H is `h`, which a comparison may keep or drop (with an `i` after it).

use super::kana::LONG;

/// How the letters of a token were read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reading {
    /// Wholly Japanese syllables.
    Japanese,
    /// Only with L as R, V as B and the like: not a Japanese spelling, but it has one plain kana form.
    Adapted,
    /// Not readable as kana.
    None,
}

/// Appends the syllables of `token` (capital letters, `:` for long) to `out`; leaves `out` alone when it has none.
pub(super) fn push_cv(token: &str, out: &mut String) -> Reading {
    let start = out.len();
    for (adapted, reading) in [(false, Reading::Japanese), (true, Reading::Adapted)] {
        let mut reader = Reader { rest: token.as_bytes(), out, adapted, start, vowel: 0 };
        if reader.read_all() {
            return reading;
        }
        out.truncate(start);
    }
    Reading::None
}

struct Reader<'a> {
    rest: &'a [u8],
    out: &'a mut String,
    adapted: bool,
    /// Length of `out` before this token.
    start: usize,
    /// The vowel just written, 0 after a consonant or at the start.
    vowel: u8,
}

fn is_vowel(c: u8) -> bool {
    matches!(c, b'A' | b'I' | b'U' | b'E' | b'O')
}

impl Reader<'_> {
    fn at(&self, i: usize) -> u8 {
        self.rest.get(i).copied().unwrap_or(0)
    }

    fn read_all(&mut self) -> bool {
        while !self.rest.is_empty() {
            let Some(used) = self.step() else { return false };
            self.rest = &self.rest[used..];
        }
        true
    }

    /// Reads one syllable, or the sign before it; returns the letters used.
    fn step(&mut self) -> Option<usize> {
        let (c, next) = (self.at(0), self.at(1));
        if c == LONG {
            self.out.push(':');
            return Some(1);
        }
        if is_vowel(c) {
            self.vowel(c);
            return Some(1);
        }
        if c == b'H' && self.vowel != 0 && !is_vowel(next) {
            return Some(self.long_h(next));
        }
        if c == b'H' && self.vowel == b'O' && is_vowel(next) {
            return Some(self.either_h(next));
        }
        if let Some(used) = self.nasal(c, next) {
            return Some(used);
        }
        if self.geminate(c, next) {
            self.out.push_str("TU");
            self.vowel = 0;
            return Some(1);
        }
        self.syllable(c, next)
    }

    fn vowel(&mut self, v: u8) {
        self.out.push(v as char);
        self.vowel = v;
    }

    fn cv(&mut self, consonant: &str, v: u8, used: usize) -> Option<usize> {
        if !is_vowel(v) {
            return None;
        }
        self.out.push_str(consonant);
        self.vowel(v);
        Some(used)
    }

    /// OH, UH and so on before a consonant or at the end: a long vowel. OHYAMA may also be オヒャマ.
    fn long_h(&mut self, next: u8) -> usize {
        if next == b'Y' {
            self.out.push_str(if self.vowel == b'O' { "hi" } else { "HI" });
        }
        self.vowel = 0;
        1
    }

    /// OHISHI: オヒシ or オオイシ.
    fn either_h(&mut self, next: u8) -> usize {
        self.out.push('h');
        self.vowel(next);
        2
    }

    /// ン: N not before a vowel, and M before B, M and P. NY is ンヤ rather than ニャ; the comparison equates both.
    fn nasal(&mut self, c: u8, next: u8) -> Option<usize> {
        let syllabic = match c {
            b'N' => !is_vowel(next) && next != LONG,
            b'M' => matches!(next, b'B' | b'M' | b'P'),
            _ => false,
        };
        // No Japanese word begins with ン.
        if !syllabic || self.out.len() == self.start {
            return None;
        }
        self.out.push('n');
        self.vowel = 0;
        Some(1)
    }

    /// ッ: a doubled consonant, TCH, CCH.
    fn geminate(&self, c: u8, next: u8) -> bool {
        (c == next && matches!(c, b'K' | b'S' | b'T' | b'P' | b'G' | b'D' | b'B' | b'Z' | b'J' | b'F'))
            || (matches!(c, b'T' | b'C') && next == b'C' && self.at(2) == b'H')
    }

    fn syllable(&mut self, c: u8, next: u8) -> Option<usize> {
        let third = self.at(2);
        match (c, next, third) {
            (b'S', b'H', v) => self.palatal("SI", v, 3),
            (b'C', b'H', v) => self.palatal("TI", v, 3),
            (b'J', b'Y', v) => self.palatal("ZI", v, 3),
            (b'J', v, _) => self.palatal("ZI", v, 2),
            (b'T', b'S', b'U') => self.cv("T", b'U', 3),
            (b'T', b'S', v) => self.cv("TU", v, 3),
            (b'D', b'Z', v @ (b'U' | b'I')) => self.cv("Z", v, 3),
            (b'K' | b'G', b'W', b'A') => self.cv(if c == b'K' { "KUW" } else { "GUW" }, b'A', 3),
            (b'D', b'I' | b'U', _) => self.cv("Z", next, 2),
            (b'F', b'U', _) => self.cv("H", b'U', 2),
            (b'F', b'Y', v) => self.cv("HUY", v, 3),
            (b'F', v, _) => self.cv("HU", v, 2),
            (b'W', b'A', _) => self.cv("W", b'A', 2),
            (b'W', b'I' | b'E', _) => self.cv("U", next, 2),
            (b'W', b'O', _) => self.cv("", b'O', 2),
            (b'Y', b'A' | b'U' | b'O', _) => self.cv("Y", next, 2),
            _ => self.plain(c, next, third),
        }
    }

    /// シャ is written シヤ by banks: the vowel I, then Y; シェ is シエ.
    fn palatal(&mut self, head: &str, v: u8, used: usize) -> Option<usize> {
        match v {
            b'I' => {
                self.out.push_str(head);
                self.vowel = b'I';
                Some(used)
            }
            b'E' => self.cv(head, b'E', used),
            b'A' | b'U' | b'O' => {
                self.out.push_str(head);
                self.cv("Y", v, used)
            }
            _ => None,
        }
    }

    fn plain(&mut self, c: u8, next: u8, third: u8) -> Option<usize> {
        let head = match c {
            b'K' => "KI",
            b'G' => "GI",
            b'S' => "SI",
            b'Z' | b'D' if next == b'Y' || c == b'Z' => "ZI",
            b'T' => "TI",
            b'D' => "DI",
            b'N' => "NI",
            b'H' => "HI",
            b'B' => "BI",
            b'P' => "PI",
            b'M' => "MI",
            b'R' => "RI",
            _ if self.adapted => return self.adapt(c, next, third),
            _ => return None,
        };
        if next == b'Y' { self.palatal(head, third, 3) } else { self.cv(&head[..1], next, 2) }
    }

    /// Letters that no system of romaji uses, where one kana spelling is usual.
    fn adapt(&mut self, c: u8, next: u8, third: u8) -> Option<usize> {
        match (c, next) {
            (b'L', b'L') | (b'C', b'K') => Some(1),
            (b'L', b'Y') => self.palatal("RI", third, 3),
            (b'L', v) => self.cv("R", v, 2),
            (b'V', v) => self.cv("B", v, 2),
            (b'C', b'A' | b'O' | b'U') => self.cv("K", next, 2),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::fold::{Folding, same};
    use crate::names::kana;

    fn meets(latin: &str, kana: &str) -> bool {
        let (mut l, mut k) = (String::new(), String::new());
        assert_eq!(push_cv(latin, &mut l), Reading::Japanese, "{latin}");
        kana::push_cv(kana, &mut k);
        same(&l, &k, Folding::Long)
    }

    #[test]
    fn passport_forms() {
        for (latin, kana) in [
            ("SATO", "サトウ"),
            ("SATOH", "サトウ"),
            ("SATOU", "サトウ"),
            ("SATO:", "サトウ"),
            ("ONO", "オオノ"),
            ("OHNO", "オオノ"),
            ("OONO", "オオノ"),
            ("NAMBA", "ナンバ"),
            ("HOMMA", "ホンマ"),
            ("HATCHORI", "ハッチョウリ"),
            ("HACCHORI", "ハツチヨウリ"),
            ("HATTORI", "ハツトリ"),
            ("SHOICHI", "ショウイチ"),
            ("SYOITI", "シヨウイチ"),
            ("KENICHI", "ケンイチ"),
            ("JUNYA", "ジュンヤ"),
            ("OHISHI", "オオイシ"),
            ("OHARA", "オオハラ"),
            ("OHARA", "オハラ"),
            ("OHUCHI", "オオウチ"),
            ("OHYAMA", "オオヤマ"),
            ("YUHKI", "ユウキ"),
            ("INOUE", "イノウエ"),
            ("TSUZUKI", "ツヅキ"),
            ("TUDUMI", "ツヅミ"),
            ("TUTIYA", "ツチヤ"),
            ("HUZITA", "フジタ"),
            ("ZYUNKO", "ジュンコ"),
            ("JYUNKO", "ジユンコ"),
            ("KAORU", "カヲル"),
            ("ANNA", "アンナ"),
            ("SHINNOSUKE", "シンノスケ"),
        ] {
            assert!(meets(latin, kana), "{latin} {kana}");
        }
    }

    #[test]
    fn different_names_stay_apart() {
        for (latin, kana) in
            [("ANA", "アンナ"), ("MATSUDA", "マダ"), ("OTA", "オダ"), ("ISHII", "イシ"), ("YUKI", "ユキエ")]
        {
            assert!(!meets(latin, kana), "{latin} {kana}");
        }
    }

    #[test]
    fn what_is_not_romaji() {
        for latin in ["SMITH", "NGUYEN", "LEE", "KIM", "WANG", "XU"] {
            assert_ne!(push_cv(latin, &mut String::new()), Reading::Japanese, "{latin}");
        }
        let mut out = String::from("X");
        assert_eq!(push_cv("SCHMIDT", &mut out), Reading::None);
        assert_eq!(out, "X");
    }
}
