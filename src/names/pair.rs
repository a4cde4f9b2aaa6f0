//! Two forms compared: one reason each time.

use super::fold::{Folding, agree, same};
use super::form::{Form, Tokens};
use super::latin;
use super::parts::{Cut, common_end, covers, shared};
use super::reason::{NameMatch, NameReason};
use super::token::Script;
use super::turn::{
    agree_or_equal, begins, same_but_long_spelling, same_skeleton, turned, turned_agree, turned_equal,
    unvoiced_lengths_agree,
};
use super::variants::is_stand_in;

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
    if unvoiced_lengths_agree(&a.cv, &b.cv) && turned_agree(&a.cv, &b.cv, Folding::Unvoiced) {
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
    if let Some(found) = covers(&a.key, &b.key, &alike) {
        return found;
    }
    match shared(a, b, &a.key, &b.key, &alike) {
        NameReason::Different if a.key.parts() == 1 && b.key.parts() == 1 => common_end(a.key.text(), b.key.text()),
        found => found,
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
