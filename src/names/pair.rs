//! Two forms compared: one reason each time.

use super::compare::NameMatch;
use super::form::{Form, Tokens};
use super::latin;
use super::reason::NameReason;
use super::romaji::{Folding, Turned, agree, same};
use super::token::Script;
use super::variants::is_stand_in;

/// Which of the two may be cut at the length of its field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    pub a: bool,
    pub b: bool,
}

/// Compares two forms. Symmetric.
pub(super) fn compare(a: &Form, b: &Form, cut: Cut) -> NameReason {
    if a.partial || b.partial {
        return part(a, b);
    }
    match (a.script, b.script) {
        (Script::Kana, Script::Kana) => kana(a, b, cut),
        (Script::Latin, Script::Latin) => latin::compare(a, b, cut),
        (Script::Kana, Script::Latin) => reading(a, b, cut),
        (Script::Latin, Script::Kana) => reading(b, a, Cut { a: cut.b, b: cut.a }),
        (Script::Han, Script::Han) => han(a, b, cut),
        (Script::Other, Script::Other) => other(a, b),
        (Script::Other, _) | (_, Script::Other) => NameReason::OtherScript,
        (Script::Han, _) | (_, Script::Han) => NameReason::KanjiReading,
    }
}

/// Kana with kana: strictly, so that オノ is not オオノ.
fn kana(a: &Form, b: &Form, cut: Cut) -> NameReason {
    let free = a.long || b.long;
    let alike = |x: &str, y: &str| x == y || (free && same(x, y, Folding::AllVowels));
    if a.consonants == b.consonants
        && (turned_equal(&a.cv, &b.cv) || (free && turned_agree(&a.cv, &b.cv, Folding::AllVowels)))
    {
        return NameReason::SameName;
    }
    if let Some(found) = covers(&a.cv, &b.cv, &alike) {
        return found;
    }
    let prefix = |x: &Form, y: &Form| begins(x, y, |p, t| agree_or_equal(p, t, free));
    if (cut.a && prefix(a, b)) || (cut.b && prefix(b, a)) {
        return NameReason::CutShort;
    }
    if turned(&a.cv, &b.cv, same_but_long_spelling) {
        return NameReason::LongVowelsOnly;
    }
    if turned_agree(&a.cv, &b.cv, Folding::Unvoiced) && unvoiced_lengths_agree(&a.cv, &b.cv) {
        return NameReason::VoicedMarksOnly;
    }
    shared(a, b, &a.cv, &b.cv, &alike)
}

/// Kana (`k`) with Latin letters (`l`).
fn reading(k: &Form, l: &Form, cut: Cut) -> NameReason {
    if l.cv.is_empty() {
        return NameReason::ForeignForms;
    }
    let alike = |x: &str, y: &str| same(x, y, Folding::Long);
    if k.consonants == l.consonants {
        if turned_agree(&k.cv, &l.cv, Folding::Long) {
            return NameReason::SameReading;
        }
        if turned_agree(&k.cv, &l.cv, Folding::AllVowels) {
            return if k.long || l.long { NameReason::SameReading } else { NameReason::LongVowelsOnly };
        }
    }
    if let Some(found) = covers(&k.cv, &l.cv, &alike) {
        return found;
    }
    let prefix = |x: &Form, y: &Form| begins(x, y, |p, t| agree(p, t, Folding::Long, true));
    if (cut.a && prefix(k, l)) || (cut.b && prefix(l, k)) {
        return NameReason::CutShort;
    }
    if l.foreign {
        return NameReason::ForeignForms;
    }
    match shared(k, l, &k.cv, &l.cv, &alike) {
        found if found.verdict() == NameMatch::Mismatch && not_only_romaji(&l.key) && same_skeleton(&k.cv, &l.cv) => {
            NameReason::SpellingVariant
        }
        found => found,
    }
}

/// Whether a token may also be read as an English or French word: JUNE is ジュン, KATE is ケイト, TINA is ティナ.
fn not_only_romaji(letters: &Tokens) -> bool {
    letters.iter().any(|t| t.ends_with('E') || ["TI", "DI", "JE"].iter().any(|s| t.contains(s)))
}

/// The same consonants in the same order, doubled ones once.
fn same_skeleton(a: &Tokens, b: &Tokens) -> bool {
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

/// Kanji with kanji, in standard forms.
fn han(a: &Form, b: &Form, cut: Cut) -> NameReason {
    if turned_equal(&a.key, &b.key) {
        return NameReason::SameName;
    }
    let prefix = |x: &Form, y: &Form| y.key.text().starts_with(x.key.text());
    if (cut.a && prefix(a, b)) || (cut.b && prefix(b, a)) {
        return NameReason::CutShort;
    }
    if unreadable(a.key.text(), b.key.text()) {
        return NameReason::UnreadableCharacter;
    }
    let alike = |x: &str, y: &str| x == y;
    match shared(a, b, &a.key, &b.key, &alike) {
        NameReason::Different if a.key.parts() == 1 && b.key.parts() == 1 => common_end(a.key.text(), b.key.text()),
        found => found,
    }
}

/// Two undivided kanji names with two or more characters in common at one end.
fn common_end(a: &str, b: &str) -> NameReason {
    let head = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let tail = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count();
    match (head, tail) {
        (2.., _) => NameReason::FamilyNameOnly,
        (_, 2..) => NameReason::GivenNameOnly,
        _ => NameReason::Different,
    }
}

/// Equal but for characters that the source could not write; at least half must be read.
fn unreadable(a: &str, b: &str) -> bool {
    let (mut read, mut unread) = (0, 0);
    let (mut x, mut y) = (a.chars(), b.chars());
    loop {
        match (x.next(), y.next()) {
            (None, None) => return unread > 0 && read >= unread,
            (Some(p), Some(q)) if p == q => read += 1,
            (Some(p), Some(q)) if is_stand_in(p) || is_stand_in(q) => unread += 1,
            _ => return false,
        }
    }
}

/// Any other script with itself: agreement counts, difference does not.
fn other(a: &Form, b: &Form) -> NameReason {
    if turned_equal(&a.key, &b.key) {
        NameReason::SameName
    } else {
        covers(&a.key, &b.key, &|x, y| x == y).unwrap_or(NameReason::OtherScript)
    }
}

/// Where only a part of one name is in a script that the other has.
fn part(a: &Form, b: &Form) -> NameReason {
    let reading_of = |f: &Form| matches!(f.script, Script::Kana | Script::Latin) && !f.cv.is_empty();
    let by_sound = a.script != b.script;
    let (x, y) = match (a.script == b.script, reading_of(a) && reading_of(b)) {
        (true, _) => (a.own(), b.own()),
        (false, true) => (&a.cv, &b.cv),
        (false, false) => return incomparable(a, b),
    };
    let alike = |p: &str, q: &str| p == q || (by_sound && same(p, q, Folding::Long));
    if turned_equal(x, y) || (by_sound && turned_agree(x, y, Folding::Long)) {
        let whole =
            x.parts() > 1 || y.parts() > 1 || x.text().chars().count() >= if a.script == Script::Han { 3 } else { 10 };
        return if whole { NameReason::SameName } else { NameReason::PartOnly };
    }
    // Kanji parts and two parts may leave out what agrees; a difference then says nothing.
    if a.script == Script::Han || (a.partial && b.partial) || a.script == Script::Other {
        return incomparable(a, b);
    }
    match shared(a, b, x, y, &alike) {
        NameReason::Different if a.foreign || b.foreign => NameReason::ForeignForms,
        NameReason::Different => NameReason::Different,
        _ => NameReason::PartOnly,
    }
}

fn incomparable(a: &Form, b: &Form) -> NameReason {
    let has = |script| a.script == script || b.script == script;
    if has(Script::Other) {
        NameReason::OtherScript
    } else if has(Script::Han) {
        NameReason::KanjiReading
    } else {
        NameReason::ForeignForms
    }
}

/// Applies `test` to `a` and `b` as they are, then turned at the places where tokens meet: order and spaces do not count. When
/// neither is divided, any kana may begin the given name.
fn turned(a: &Tokens, b: &Tokens, test: impl Fn(Turned, Turned) -> bool) -> bool {
    let (x, y) = (a.text().as_bytes(), b.text().as_bytes());
    test((x, b""), (y, b""))
        || a.cuts().any(|i| test((&x[i..], &x[..i]), (y, b"")))
        || b.cuts().any(|i| test((x, b""), (&y[i..], &y[..i])))
        || (a.parts() < 2
            && b.parts() < 2
            && x.len() <= 96
            && (2..x.len().saturating_sub(1)).any(|i| starts_kana(x, i) && test((&x[i..], &x[..i]), (y, b""))))
}

/// Whether a character may begin at byte `i`: in `cv` text after a vowel, ン or ー; in UTF-8 at its boundaries.
fn starts_kana(x: &[u8], i: usize) -> bool {
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
fn unvoiced_lengths_agree(a: &Tokens, b: &Tokens) -> bool {
    a.text().len() == b.text().len()
}

/// Equal kana for kana, but オウ for オオ or エイ for エエ.
fn same_but_long_spelling(a: Turned, b: Turned) -> bool {
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

/// One name has all tokens of the other and more: two tokens or more that agree leave out a middle name; one token that
/// is a whole undivided name stands beside a trade name.
pub(super) fn covers(a: &Tokens, b: &Tokens, alike: &dyn Fn(&str, &str) -> bool) -> Option<NameReason> {
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
        text.len() >= if name.parts() > 1 { 8 } else { 14 }
            && token.len() + 2 >= text.len()
            && (alike(text, token) || rotated(name, token, alike))
    };
    let named = small.iter().any(|t| whole(large, t)) && small.parts() > 1 || large.iter().any(|t| whole(small, t));
    (named && small.parts() + large.parts() > 2 && small.text().len() != large.text().len())
        .then_some(NameReason::TradeName)
}

fn rotated(name: &Tokens, token: &str, alike: &dyn Fn(&str, &str) -> bool) -> bool {
    name.parts() == 2 && alike(&[name.part(1), name.part(0)].concat(), token)
}

/// Whether the cut form `a` is the beginning of `b`, as `b` is or turned. The last kana of `a` does not count: it may have
/// lost its mark.
fn begins(a: &Form, b: &Form, test: impl Fn(Turned, Turned) -> bool) -> bool {
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

fn agree_or_equal(short: Turned, long: Turned, free: bool) -> bool {
    let equal = short.0.iter().eq(long.0.iter().chain(long.1).take(short.0.len()));
    equal || (free && agree(short, long, Folding::AllVowels, true))
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
