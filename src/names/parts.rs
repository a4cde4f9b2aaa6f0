//! Names compared part by part: middle names, trade names, and which part of two differing names agrees.

use super::form::{Form, Tokens};
use super::reason::NameReason;
use super::token::Script;

/// Which of the two may be cut at the length of its field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    pub a: bool,
    pub b: bool,
}

/// Two undivided kanji names with two or more characters in common at one end.
pub(super) fn common_end(a: &str, b: &str) -> NameReason {
    let head = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let tail = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count();
    match (head, tail) {
        (2.., _) => NameReason::FamilyNameOnly,
        (_, 2..) => NameReason::GivenNameOnly,
        _ => NameReason::Different,
    }
}

/// One name has all tokens of the other and more: two tokens or more that agree leave out a middle name; one token that
/// is a whole undivided name stands beside a trade name.
pub(super) fn covers(a: &Tokens, b: &Tokens, alike: &dyn Fn(&str, &str) -> bool) -> Option<NameReason> {
    let kanji = !a.text().is_ascii();
    let (small, large) = if a.parts() <= b.parts() { (a, b) } else { (b, a) };
    if small.parts() >= 2 && large.parts() > small.parts() {
        let mut used = 0_u32;
        let all = small.iter().all(|s| {
            let found = large.iter().enumerate().find(|(i, l)| used & (1 << i) == 0 && alike(s, l));
            found.map(|(i, _)| used |= 1 << i).is_some()
        });
        if all {
            return Some(NameReason::MiddleName);
        }
    }
    if large.parts() < 2 {
        return None;
    }
    let whole = |name: &Tokens, token: &str| {
        let text = name.text();
        // Long enough to be a family and a given name.
        text.len()
            >= if kanji {
                9
            } else if name.parts() > 1 {
                8
            } else {
                14
            }
            && token.len() + 6 >= text.len()
            && (alike(text, token) || rotated(name, token, alike))
    };
    let named = small.iter().any(|t| whole(large, t)) && small.parts() > 1 || large.iter().any(|t| whole(small, t));
    (named && small.parts() + large.parts() > 2 && small.text().len() != large.text().len())
        .then_some(NameReason::TradeName)
}

fn rotated(name: &Tokens, token: &str, alike: &dyn Fn(&str, &str) -> bool) -> bool {
    name.parts() == 2 && alike(&[name.part(1), name.part(0)].concat(), token)
}

/// Which part of two differing names agrees.
pub(super) fn shared(a: &Form, b: &Form, x: &Tokens, y: &Tokens, alike: &dyn Fn(&str, &str) -> bool) -> NameReason {
    match (x.parts(), y.parts()) {
        (0 | 1, 0 | 1) => undivided(x.text(), y.text(), a.script == Script::Han || b.script == Script::Han),
        (0 | 1, _) => one_divided(x, y, b.family_first, alike),
        (_, 0 | 1) => one_divided(y, x, a.family_first, alike),
        _ => both_divided(a, b, x, y, alike),
    }
}

fn both_divided(a: &Form, b: &Form, x: &Tokens, y: &Tokens, alike: &dyn Fn(&str, &str) -> bool) -> NameReason {
    let partner = |p: &str| y.iter().position(|q| alike(p, q));
    let found = x.iter().enumerate().find_map(|(i, p)| partner(p).map(|j| (i, j)));
    let Some((i, j)) = found else { return NameReason::Different };
    match (a.family_first, b.family_first) {
        (true, false) => end_of(i),
        (false, true) => end_of(j),
        (true, true) if (i == 0) == (j == 0) => end_of(i),
        _ => NameReason::OnePartOnly,
    }
}

/// What the token at `i` is where the family name stands first.
fn end_of(i: usize) -> NameReason {
    if i == 0 { NameReason::FamilyNameOnly } else { NameReason::GivenNameOnly }
}

/// `one` is undivided: a token of `many` may be all of it, or stand at its beginning or end.
fn one_divided(one: &Tokens, many: &Tokens, family_first: bool, alike: &dyn Fn(&str, &str) -> bool) -> NameReason {
    let text = one.text();
    if many.iter().any(|t| alike(t, text)) {
        return NameReason::PartOnly;
    }
    let last = many.parts() - 1;
    for (i, token) in many.iter().enumerate().filter(|(_, t)| t.len() >= 4) {
        let at_end = text.char_indices().any(|(k, _)| text.len() - k <= token.len() + 3 && alike(&text[k..], token));
        let at_start = text.starts_with(token)
            || text
                .char_indices()
                .any(|(k, _)| k <= token.len() + 3 && k + 3 >= token.len() && alike(&text[..k], token));
        match (at_start, at_end) {
            (true, _) if family_first && i == 0 => return NameReason::FamilyNameOnly,
            (_, true) if family_first && i == last => return NameReason::GivenNameOnly,
            (false, false) => {}
            _ => return NameReason::OnePartOnly,
        }
    }
    NameReason::Different
}

/// Both undivided: three kana or more in common at the beginning may be a family name.
fn undivided(x: &str, y: &str, han: bool) -> NameReason {
    let common = x.bytes().zip(y.bytes()).take_while(|(p, q)| p == q).count();
    if !han && common >= 6 && common < x.len() && common < y.len() {
        NameReason::OnePartOnly
    } else {
        NameReason::Different
    }
}
