//! Latin letters with Latin letters: tokens in any order, middle names left out, initials, other romanisations.

use super::fold::{Folding, same};
use super::form::{Form, Tokens};
use super::parts::{Cut, covers, shared};
use super::reason::NameReason;
use super::turn::{turned_agree, turned_equal};

/// Compares two Latin forms. Symmetric.
pub(super) fn compare(a: &Form, b: &Form, cut: Cut) -> NameReason {
    if turned_equal(&a.key, &b.key) {
        return NameReason::SameName;
    }
    // An adapted reading (L as R) is for kana only: LAURA and RAURA are spelled differently on purpose.
    let japanese = !a.foreign && !b.foreign && !a.cv.is_empty() && !b.cv.is_empty();
    if japanese && a.consonants == b.consonants && no_initials(a, b) {
        if turned_agree(&a.cv, &b.cv, Folding::Long) {
            return NameReason::SameReading;
        }
        if turned_agree(&a.cv, &b.cv, Folding::AllVowels) {
            return if a.long || b.long { NameReason::SameReading } else { NameReason::LongVowelsOnly };
        }
    }
    // Where both are romaji, tokens are compared by sound.
    let by_sound = japanese && no_initials(a, b);
    let (x, y) = if by_sound { (&a.cv, &b.cv) } else { (&a.key, &b.key) };
    let alike = |p: &str, q: &str| p == q || if by_sound { same(p, q, Folding::Long) } else { same_sound(p, q) };
    if let Some(found) = covers(x, y, &alike).or_else(|| initials(x, y, &alike).max(initials(y, x, &alike))) {
        return found;
    }
    if (cut.a && begins(&a.key, &b.key)) || (cut.b && begins(&b.key, &a.key)) {
        return NameReason::CutShort;
    }
    if (a.foreign || b.foreign) && close_spelling(&a.key, &b.key) {
        return NameReason::SpellingVariant;
    }
    shared(a, b, x, y, &alike)
}

/// Readings leave initials out, so they decide only where there are none.
fn no_initials(a: &Form, b: &Form) -> bool {
    a.key.iter().chain(b.key.iter()).all(|t| t.len() > 1)
}

/// Two tokens that are romanisations of the same kana.
fn same_sound(x: &str, y: &str) -> bool {
    use super::romaji::{Reading, push_cv};
    // Romanisations of one name end in the same vowel or N, or in the H of a long one.
    let end = |t: &str| t.trim_end_matches(['H', 'U', 'O']).len() == t.len();
    let ends = |t: &str| t.bytes().last();
    if x.len() < 2 || y.len() < 2 || x.len().abs_diff(y.len()) > 6 || (end(x) && end(y) && ends(x) != ends(y)) {
        return false;
    }
    let (mut p, mut q) = (String::new(), String::new());
    push_cv(x, &mut p) == Reading::Japanese && push_cv(y, &mut q) == Reading::Japanese && same(&p, &q, Folding::Long)
}

/// Pairs equal tokens, then initials with what is left.
fn initials(a: &Tokens, b: &Tokens, alike: &dyn Fn(&str, &str) -> bool) -> Option<NameReason> {
    // Two tokens on either side and no initial: they agree wholly or not at all.
    if a.parts().max(b.parts()) <= 2 && a.iter().chain(b.iter()).all(|t| t.len() > 1) {
        return None;
    }
    let mut used = Used::default();
    let equal = used.pair(a, b, |x, y| x.len() > 1 && y.len() > 1 && alike(x, y));
    if equal == 0 {
        return None;
    }
    let fits = |x: &str, y: &str| x.as_bytes().first() == y.as_bytes().first();
    let mut paired = used.pair(a, b, |x, y| x.len() == 1 && y.len() == 1 && fits(x, y));
    paired += used.pair(a, b, |x, y| (x.len() == 1 || y.len() == 1) && fits(x, y));
    let rest = (a.parts() - equal - paired).min(b.parts() - equal - paired);
    match (equal, paired, rest) {
        // Beside family and given name, only what stands on one side alone may be left.
        (2.., _, 0) => Some(NameReason::MiddleName),
        (1, 1.., 0) => Some(NameReason::InitialsOnly),
        _ => None,
    }
}

/// Tokens that have a partner already, a bit each.
#[derive(Default)]
struct Used {
    a: u32,
    b: u32,
}

impl Used {
    /// Gives each free token of `a` the first free token of `b` that passes; returns how many found one.
    fn pair(&mut self, a: &Tokens, b: &Tokens, test: impl Fn(&str, &str) -> bool) -> usize {
        let mut found = 0;
        for (i, x) in a.iter().enumerate() {
            let partner = b.iter().enumerate().find(|(j, y)| self.b & (1 << j) == 0 && test(x, y));
            if let Some((j, _)) = partner.filter(|_| self.a & (1 << i) == 0) {
                self.a |= 1 << i;
                self.b |= 1 << j;
                found += 1;
            }
        }
        found
    }
}

/// Whether the cut name is the beginning of the other, as it is or turned.
fn begins(cut: &Tokens, whole: &Tokens) -> bool {
    let (short, long) = (cut.text(), whole.text());
    short.len() >= 16
        && (long.starts_with(short)
            || whole.cuts().any(|i| {
                let (head, tail) = (&long[i..], &long[..i]);
                head.starts_with(short) || short.strip_prefix(head).is_some_and(|rest| tail.starts_with(rest))
            }))
}

/// Every token of the shorter name is spelled nearly as one of the other: MUHAMMAD and MOHAMMED.
fn close_spelling(a: &Tokens, b: &Tokens) -> bool {
    // Nearness is not transitive, so who chooses first matters: either may.
    joined_close(a, b) || each_close(a, b) || each_close(b, a)
}

fn each_close(small: &Tokens, large: &Tokens) -> bool {
    let mut used = Used::default();
    let extra = large.parts().checked_sub(small.parts());
    extra.is_some_and(|n| n <= 1)
        && (small.parts() > 1 || large.parts() == 1)
        && used.pair(small, large, |x, y| close(x.as_bytes(), y.as_bytes())) == small.parts()
}

/// The same with tokens joined otherwise: MIN JUN and MINJOON.
fn joined_close(a: &Tokens, b: &Tokens) -> bool {
    let (x, y) = (a.text(), b.text());
    let turned = |t: &str, i: usize| [&t[i..], &t[..i]].concat();
    x.len().min(y.len()) >= 6
        && x.len().abs_diff(y.len()) <= 4
        && (close(x.as_bytes(), y.as_bytes())
            || a.cuts().any(|i| close(turned(x, i).as_bytes(), y.as_bytes()))
            || b.cuts().any(|i| close(x.as_bytes(), turned(y, i).as_bytes())))
}

/// Spellings of one name: the same consonants in the same order, as they sound alike, or one letter in four changed.
fn close(x: &[u8], y: &[u8]) -> bool {
    const LONGEST: usize = 40;
    if x.len().abs_diff(y.len()) > 4 || x.len().max(y.len()) > LONGEST || x.is_empty() || y.is_empty() {
        return false;
    }
    let sounds = |w: &[u8]| w.iter().filter_map(|&c| sound_class(c)).collect::<Vec<u8>>();
    let (mut p, mut q) = (sounds(x), sounds(y));
    p.dedup();
    q.dedup();
    (p == q && p.len() >= 2 && x.len().min(y.len()) >= 3) || distance(x, y) <= x.len().min(y.len()) / 4
}

/// Consonants that romanisations of one sound exchange; vowels and H say little.
fn sound_class(c: u8) -> Option<u8> {
    Some(match c {
        b'B' | b'P' => b'P',
        b'F' | b'V' | b'W' => b'F',
        b'C' | b'K' | b'G' | b'Q' => b'K',
        b'S' | b'X' | b'Z' => b'S',
        b'T' | b'D' => b'T',
        b'L' => b'L',
        b'R' => b'R',
        b'M' => b'M',
        b'N' => b'N',
        b'J' => b'J',
        _ => return None,
    })
}

/// Levenshtein's distance, in one row; the texts are at most 40 letters long.
fn distance(x: &[u8], y: &[u8]) -> usize {
    let mut row: [usize; 41] = std::array::from_fn(|i| i);
    for (i, a) in x.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in y.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (diagonal + usize::from(a != b)).min(above + 1).min(row[j] + 1);
            diagonal = above;
        }
    }
    row[y.len()]
}
