//! The verdict: a holder with an owner's names, or two people's names with each other.

use super::form::Form;
use super::pair;
use super::parts::Cut;
use super::prepare::PreparedName;
use super::reason::{NameMatch, NameReason};
use super::surname::is_hangul;
use super::token::Script;

/// The outcome of a comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NameComparison {
    /// The verdict.
    pub verdict: NameMatch,
    /// Why.
    pub reason: NameReason,
    /// Which of the names compared with decided; `None` when there was none.
    pub other: Option<usize>,
}

/// Compares the holder of a bank account with all names known of the account's owner (registered name, kana, documents,
/// organisation).
///
/// One name that agrees is enough. Otherwise a near agreement (voiced marks lost, a part only) leaves it
/// undetermined, and only then a name that can be compared and differs makes a mismatch.
/// Costs some ten to some hundred nanoseconds for each pair of written forms.
#[must_use]
pub fn compare_holder(holder: &PreparedName, owner: &[PreparedName]) -> NameComparison {
    compare_sets(std::slice::from_ref(holder), owner)
}

/// Compares all names of two people: may they be one person? The verdict is symmetric; `other` is a
/// position in `b`. In scripts for which this program knows no rules, two names that share no word are two, as they are in Latin letters: a
/// bank writes a holder in another script than the holder does, two people's names stand in one.
#[must_use]
pub fn compare_people(a: &[PreparedName], b: &[PreparedName]) -> NameComparison {
    let found = compare_sets(a, b);
    if found.reason == NameReason::OtherScript && share_no_word(a, b) {
        return NameComparison { verdict: NameMatch::Mismatch, reason: NameReason::Different, ..found };
    }
    found
}

/// Whether some names of two people stand in one script without rules, and no word of them agrees.
fn share_no_word(a: &[PreparedName], b: &[PreparedName]) -> bool {
    let (one, other) = (unruled(a), unruled(b));
    let pairs = || one.iter().flat_map(|&x| other.iter().map(move |&y| (x, y)));
    let word = |x: &Form, y: &Form| x.own().iter().any(|word| y.own().iter().any(|other| word == other));
    let written_alike = |x: &Form, y: &Form| block(x).is_some() && block(x) == block(y);
    pairs().any(|(x, y)| written_alike(x, y)) && !pairs().any(|(x, y)| word(x, y))
}

/// The forms of names in scripts without rules.
fn unruled(names: &[PreparedName]) -> Vec<&Form> {
    names.iter().flat_map(|name| name.forms.iter()).filter(|form| form.script == Script::Other).collect()
}

/// The block of characters in which a form begins: Hangul's syllables are one, of the others 256 characters each.
fn block(form: &Form) -> Option<u32> {
    form.own().text().chars().next().map(|c| if is_hangul(c) { 0 } else { u32::from(c) >> 8 })
}

/// Whether the name carries the mark of a company or other body.
#[must_use]
pub fn is_corporate(name: &PreparedName) -> bool {
    name.corporate
}

fn compare_sets(left: &[PreparedName], right: &[PreparedName]) -> NameComparison {
    let foreign = left.iter().chain(right).any(|n| n.foreign);
    let mut best = (NameReason::NothingToCompare, None);
    for (i, b) in right.iter().enumerate() {
        for a in left {
            let reason = compare_names(a, b, foreign);
            if reason > best.0 || best.1.is_none() {
                best = (reason, Some(i));
            }
        }
    }
    let (reason, other) = best;
    NameComparison { verdict: reason.verdict(), reason, other }
}

/// The strongest reason among all pairs of forms. `foreign`: some name known of either side has several lawful kana forms.
fn compare_names(a: &PreparedName, b: &PreparedName, foreign: bool) -> NameReason {
    match (&a.pseudonym, &b.pseudonym) {
        (Some(one), Some(other)) if one == other => return NameReason::SameName,
        (None, None) => {}
        _ => return NameReason::Pseudonym,
    }
    let mut best = NameReason::NothingToCompare;
    for x in &a.forms {
        for y in &b.forms {
            let mut reason = pair::compare(x, y, Cut { a: a.cut, b: b.cut });
            let by_kana = x.script == Script::Kana || y.script == Script::Kana;
            if foreign && by_kana && reason.verdict() == NameMatch::Mismatch {
                reason = NameReason::ForeignForms;
            }
            best = best.max(reason);
        }
    }
    let body = |n: &PreparedName| n.corporate || (n.maybe_corporate && best.verdict() == NameMatch::Mismatch);
    match (body(a), body(b), best.verdict()) {
        (false, false, _) => best,
        (.., NameMatch::Match) => NameReason::SameOrganisation,
        (true, ..) => NameReason::CorporatePayee,
        (false, ..) => NameReason::CorporateOwner,
    }
}
