//! Consonants and vowels compared with long vowels folded.
//!
//! Long vowels stay in the texts and are folded while two of them are compared, so that SATO, SATOU, SATOH, SATOO and Satō all
//! meet サトウ, wherever the name is cut into tokens.

use super::kana::LONG;

/// How strictly two texts are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Folding {
    /// Long O and U folded (OO, OU, UU), as every system of romaji does.
    Long,
    /// All doubled vowels folded, and EI like E: ISHII is ISHI, ケー is ケイ.
    AllVowels,
    /// As `Long`, and without voiced marks.
    Unvoiced,
}

/// A text turned round at a place: `head` then `tail`.
pub(super) type Turned<'a> = (&'a [u8], &'a [u8]);

/// The folded letters of a turned text; bit k of `drop` drops its k-th `h`.
struct Folded<'a> {
    text: Turned<'a>,
    at: usize,
    folding: Folding,
    drop: u32,
    before: u8,
}

impl Folded<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        let i = self.at + ahead;
        let (head, tail) = self.text;
        head.get(i).or_else(|| tail.get(i - head.len().min(i))).copied().unwrap_or(0)
    }

    fn is_repeat(&self, c: u8) -> bool {
        match (self.before, c) {
            (b'O', b'O' | b'U') | (b'U', b'U') => true,
            (b'A', b'A') | (b'I', b'I') | (b'E', b'E' | b'I') => self.folding == Folding::AllVowels,
            _ => false,
        }
    }
}

impl Iterator for Folded<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        loop {
            let mut c = self.peek(0);
            if c == 0 {
                return None;
            }
            self.at += 1;
            match c {
                LONG => continue,
                b'h' | b'i' => {
                    let dropped = self.drop & 1 == 1;
                    // The pair `hi` is kept or dropped as one.
                    if c == b'i' || self.peek(0) != b'i' {
                        self.drop >>= 1;
                    }
                    if dropped {
                        continue;
                    }
                    c = c.to_ascii_uppercase();
                }
                b'n' => c = b'N',
                // ニヤ and ンヤ are one in romaji.
                b'I' if self.before == b'N' && self.peek(0) == b'Y' => continue,
                _ if self.is_repeat(c) => continue,
                _ => {}
            }
            self.before = c;
            return Some(if self.folding == Folding::Unvoiced { unvoiced(c) } else { c });
        }
    }
}

fn unvoiced(c: u8) -> u8 {
    match c {
        b'G' => b'K',
        b'Z' => b'S',
        b'D' => b'T',
        b'B' | b'P' => b'H',
        _ => c,
    }
}

/// Whether two turned texts agree once folded; with `prefix`, whether `a` is the beginning of `b`.
pub(super) fn agree(a: Turned, b: Turned, folding: Folding, prefix: bool) -> bool {
    if differ_at_once(a, b, folding) {
        return false;
    }
    let open = |t: Turned| t.0.iter().chain(t.1).filter(|&&c| c == b'h').count().min(3) as u32;
    let (ha, hb) = (open(a), open(b));
    (0..1_u32 << ha).any(|da| (0..1_u32 << hb).any(|db| agree_with(a, b, folding, prefix, (da, db))))
}

/// Most texts differ in their first letter, which folding keeps unless it is open.
fn differ_at_once(a: Turned, b: Turned, folding: Folding) -> bool {
    let first = |t: Turned| t.0.first().or(t.1.first()).copied().unwrap_or(0);
    let letter = |c: u8| if folding == Folding::Unvoiced { unvoiced(c) } else { c }.to_ascii_uppercase();
    let (x, y) = (first(a), first(b));
    let plain = |c: u8| c != b'h' && c != LONG && c != 0;
    plain(x) && plain(y) && letter(x) != letter(y)
}

fn agree_with(a: Turned, b: Turned, folding: Folding, prefix: bool, drop: (u32, u32)) -> bool {
    let folded = |text, drop| Folded { text, at: 0, folding, drop, before: 0 };
    let mut left = folded(a, drop.0);
    let mut right = folded(b, drop.1);
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (None, Some(_)) => return prefix,
            (x, y) if x != y => return false,
            _ => {}
        }
    }
}

/// Whether two whole texts agree.
pub(super) fn same(a: &str, b: &str, folding: Folding) -> bool {
    agree((a.as_bytes(), b""), (b.as_bytes(), b""), folding, false)
}

/// The text folded, for use as a key; every open H is kept, or dropped.
pub(super) fn folded_key(text: &str, keep_h: bool) -> String {
    let folding = Folding::Long;
    let drop = if keep_h { 0 } else { u32::MAX };
    Folded { text: (text.as_bytes(), b""), at: 0, folding, drop, before: 0 }.map(char::from).collect()
}

/// A sum that agrees for all texts that may agree under [`Folding::Long`], whatever their order: how often each
/// consonant but H occurs.
pub(super) fn consonants(text: &str) -> u64 {
    text.bytes().fold(0, |sum: u64, c| {
        let slot = match c {
            b'K' => 0,
            b'S' => 1,
            b'T' => 2,
            b'N' | b'n' => 3,
            b'M' => 4,
            b'Y' => 5,
            b'R' => 6,
            b'W' => 7,
            b'G' => 8,
            b'Z' => 9,
            b'D' => 10,
            b'B' => 11,
            b'P' => 12,
            _ => return sum,
        };
        sum.wrapping_add(1 << (slot * 4))
    })
}
