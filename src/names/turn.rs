//! Whole names compared in any turn: the order of family and given name does not count, nor do spaces.

use super::fold::{Folding, Turned, agree};
use super::form::{Form, Tokens};

/// The same consonants in the same order, doubled ones once.
pub(super) fn same_skeleton(a: &Tokens, b: &Tokens) -> bool {
    let skeleton = |t: Turned| -> Vec<u8> {
        let letters = t.0.iter().chain(t.1).map(u8::to_ascii_uppercase);
        let mut out: Vec<u8> = letters.filter(|c| !matches!(c, b'A' | b'I' | b'U' | b'E' | b'O' | b':')).collect();
        out.dedup();
        out
    };
    // Most names differ in how many kinds of consonants they have; that is cheap to see.
    let whole = |t: &Tokens| skeleton((t.text().as_bytes(), b""));
    let (mut x, mut y) = (whole(a), whole(b));
    let enough = x.len() >= 3;
    x.sort_unstable();
    y.sort_unstable();
    x.dedup();
    y.dedup();
    enough && x == y && turned(a, b, |p, q| skeleton(p) == skeleton(q))
}

/// Applies `test` to `a` and `b` as they are, then turned at the places where tokens meet: order and spaces do not count. When
/// neither is divided, any kana of either may begin the given name.
pub(super) fn turned(a: &Tokens, b: &Tokens, test: impl Fn(Turned, Turned) -> bool) -> bool {
    let (x, y) = (a.text().as_bytes(), b.text().as_bytes());
    test((x, b""), (y, b""))
        || a.cuts().any(|i| test((&x[i..], &x[..i]), (y, b"")))
        || b.cuts().any(|i| test((x, b""), (&y[i..], &y[..i])))
        || (a.parts() < 2
            && b.parts() < 2
            && (kana_cuts(x).any(|i| test((&x[i..], &x[..i]), (y, b"")))
                || kana_cuts(y).any(|i| test((x, b""), (&y[i..], &y[..i])))))
}

/// Where an undivided text may be cut, two letters from either end at least; nowhere in a very long one.
fn kana_cuts(text: &[u8]) -> impl Iterator<Item = usize> {
    let end = if text.len() <= 96 { text.len().saturating_sub(1) } else { 0 };
    (2..end).filter(|&i| starts_kana(text, i))
}

/// Whether a character may begin at byte `i`: in `cv` text after a vowel, ン or ー; in UTF-8 at its boundaries.
pub(super) fn starts_kana(x: &[u8], i: usize) -> bool {
    let boundary = x[i] & 0xC0 != 0x80;
    boundary && (!x[i].is_ascii() || matches!(x[i - 1], b'A' | b'I' | b'U' | b'E' | b'O' | b'n' | b':'))
}

/// Equality in any turn.
pub(super) fn turned_equal(a: &Tokens, b: &Tokens) -> bool {
    a.text().len() == b.text().len()
        && turned(a, b, |x, y| {
            // Only one of the two is turned.
            let (whole, (head, tail)) = if x.1.is_empty() { (x.0, y) } else { (y.0, x) };
            whole.starts_with(head) && whole.ends_with(tail)
        })
}

/// Agreement of two `cv` texts in any turn.
pub(super) fn turned_agree(a: &Tokens, b: &Tokens, folding: Folding) -> bool {
    turned(a, b, |x, y| agree(x, y, folding, false))
}

/// Voiced marks lost must leave as many letters as before, so that no long vowel is lost with them.
pub(super) fn unvoiced_lengths_agree(a: &Tokens, b: &Tokens) -> bool {
    a.text().len() == b.text().len()
}

/// Equal kana for kana, but オウ for オオ or エイ for エエ.
pub(super) fn same_but_long_spelling(a: Turned, b: Turned) -> bool {
    let join = |t: Turned| -> Vec<u8> { t.0.iter().chain(t.1).copied().collect() };
    if a.0.len() + a.1.len() != b.0.len() + b.1.len() || a.0.first() != b.0.first() {
        return false;
    }
    let (x, y) = (join(a), join(b));
    (0..x.len()).all(|i| {
        x[i] == y[i]
            || (i > 0
                && match (x[i], y[i]) {
                    (b'O', b'U') | (b'U', b'O') => x[i - 1] == b'O',
                    (b'E', b'I') | (b'I', b'E') => x[i - 1] == b'E',
                    _ => false,
                })
    })
}

/// Whether the cut form `a` is the beginning of `b`, as `b` is or turned. The last kana of `a` does not count: it may have
/// lost its mark.
pub(super) fn begins(a: &Form, b: &Form, test: impl Fn(Turned, Turned) -> bool) -> bool {
    let text = a.cv.text().as_bytes();
    let before = |end: usize| (1..end).rev().find(|&i| starts_kana(text, i)).unwrap_or(0);
    let mut end = before(text.len());
    if text[..end].ends_with(b"NI") {
        // It may be half of ニヤ, which folds to NYA.
        end = before(end);
    }
    let whole = b.cv.text().as_bytes();
    if end < 16 {
        return false;
    }
    let short = (&text[..end], &b""[..]);
    test(short, (whole, b"")) || b.cv.cuts().any(|i| test(short, (&whole[i..], &whole[..i])))
}

pub(super) fn agree_or_equal(short: Turned, long: Turned, free: bool) -> bool {
    let equal = short.0.iter().eq(long.0.iter().chain(long.1).take(short.0.len()));
    equal || (free && agree(short, long, Folding::AllVowels, true))
}
