//! Places that keep office hours: one with machines for those who come (a support centre, a training office, an employer's floor), and
//! an office that nobody declared.
//!
//! Machines of a centre are at work for a part of the day and rest on two days of the week, whichever these are: neither the place on
//! the globe nor the week of its country matters. Who comes is paid on an account of their own, under their own papers. An operation's
//! machine works whenever its operator does: on five makers' platforms two of 821 rings that share machines were like this, and
//! 291 of some 700 lawful groups were.

use std::collections::BTreeSet;

use super::Hypothesis;
use super::agencies::AGENCY;
use super::hours::{Hours, PEOPLE_ELSEWHERE, Uses, shared_machines};
use super::signs::{hide, shares_only};
use crate::cases::case::Case;
use crate::cases::kinds::Explains;
use crate::messages::{Message, Story};
use crate::model::{Indicator, ValueId};
use crate::ties::BondKind;

/// Share of a machine's sessions on the line where it stands.
const ON_ITS_LINE: f64 = 0.8;
/// Bits of what such a place has no part in from which on the story is not told.
const BEYOND_A_PLACE: f64 = 0.5;

/// A staffed place with machines of its own.
pub(super) fn staffed_place(case: &Case) -> Option<Hypothesis> {
    let beyond = case.kinds.iter().any(|kind| kind.households >= BEYOND_A_PLACE && is_no_part_of_it(kind.kind));
    if beyond {
        return None;
    }
    let machines = shared_machines(case);
    let uses = Uses::of(case, &machines);
    let sessions = uses.hours.0.len() as f64;
    if !uses.hours.are_an_offices() {
        return None;
    }
    // A machine that stands where it is used, and people who are at work elsewhere too: a place, not only hours.
    let stands = uses.on_their_lines() as f64 >= ON_ITS_LINE * sessions;
    let elsewhere = uses.elsewhere(case, &machines) as f64 >= PEOPLE_ELSEWHERE * uses.people.len() as f64;
    let explains: Explains = |kind| match kind {
        Some(BondKind::Device | BondKind::Alternation | BondKind::Ip | BondKind::Line | BondKind::Contact) => 1.0,
        Some(BondKind::Template | BondKind::OtherIdentifier | BondKind::Referral | BondKind::Direct) => 0.9,
        Some(BondKind::Synchrony | BondKind::Origin | BondKind::Return | BondKind::Visit | BondKind::Praise) => 0.8,
        // A helper at the keyboard, hours that others set: what clients notice of people who are helped.
        None => 0.8,
        _ => 0.0,
    };
    Some(Hypothesis {
        class: "place",
        plausible: if stands && elsewhere { 0.9 } else { 0.7 },
        explains,
        message: Message::Story(Story::StaffedPlace),
    })
}

/// Share of those at the desks of a shift who are at work elsewhere too.
const AT_HOME_TOO: f64 = 0.75;

/// A floor whose desks people take in shifts, round the clock or not: they begin at the same minutes because a shift does, each machine stays on
/// one line, and nearly all are at work elsewhere too, under papers and payees of their own.
pub(super) fn desks(case: &Case) -> Option<Hypothesis> {
    let theirs: Explains = |kind| match kind {
        Some(BondKind::Device | BondKind::Alternation | BondKind::Visit | BondKind::Ip | BondKind::Line) => 1.0,
        Some(BondKind::Synchrony | BondKind::Origin | BondKind::Referral | BondKind::Direct) => 0.9,
        None => 0.5,
        _ => 0.0,
    };
    let machines = shared_machines(case);
    let shifts = case.has(BondKind::Synchrony);
    if machines.is_empty() || !shifts || hide(case) || !shares_only(case, theirs) {
        return None;
    }
    let uses = Uses::of(case, &machines);
    let stands = uses.on_their_lines() as f64 >= ON_ITS_LINE * uses.hours.0.len() as f64;
    let elsewhere = uses.elsewhere(case, &machines) as f64 >= AT_HOME_TOO * uses.people.len() as f64;
    let most = uses.people.len() * 2 >= case.accounts.len();
    (most && stands && elsewhere).then_some(Hypothesis {
        class: "place",
        plausible: 0.85,
        explains: theirs,
        message: Message::Story(Story::Desks),
    })
}

/// Whoever comes to such a place brings their own papers and is paid themself.
fn is_no_part_of_it(kind: BondKind) -> bool {
    matches!(
        kind,
        BondKind::Document
            | BondKind::ClonedIdentity
            | BondKind::Portrait
            | BondKind::Bank
            | BondKind::Holders
            | BondKind::Onward
            | BondKind::Remittance
            | BondKind::Tribute
            | BondKind::Reviews
            | BondKind::Boosting
            | BondKind::Relay
    )
}

/// An office that nobody declared: most of them share its line, which keeps opening hours and rests on two days of the week. They may
/// be paid on one account. Who uses one paper, sends money on, or reviews the others for show is at work for somebody who hides.
pub(super) fn office(case: &Case) -> Option<Hypothesis> {
    let hides = |kind: BondKind| kind != BondKind::Bank && is_no_part_of_it(kind);
    let beyond = case.kinds.iter().any(|kind| kind.households >= BEYOND_A_PLACE && hides(kind.kind));
    let remote = case.habit(Indicator::T3) >= BEYOND_A_PLACE;
    if beyond || remote || !case.on_one_line() {
        return None;
    }
    let lines: BTreeSet<ValueId> = case.lines().filter_map(|part| Some(part.bond.node?.value)).collect();
    let hours = Hours::of(case, |login| login.ip().is_some_and(|line| lines.contains(&line)));
    hours.are_an_offices().then_some(Hypothesis {
        class: "agency",
        plausible: 0.7,
        explains: AGENCY,
        message: Message::Story(Story::AnOffice),
    })
}
