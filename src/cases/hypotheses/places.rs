//! A place with machines for those who come there: a support centre, a training office, an employer's floor.
//!
//! Its machines stand at one address and are at work in the daytime of workdays. Who comes is paid on an account of their own,
//! under their own papers. An operation's machine works when its operator does, by night and on Sundays, and mostly on several lines:
//! on five makers' platforms no ring of 760 that share machines was like this, and 213 of 700 lawful groups were.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::{Explains, Hypothesis};
use crate::cases::alternatives::Case;
use crate::detect::is_hidden;
use crate::messages::{Message, Story};
use crate::model::{AccountId, DAY, HOUR, NodeKind, Time, ValueId};
use crate::snapshot::Login;
use crate::ties::BondKind;

/// Sessions on shared machines, at least, to know their hours: by chance one set of thirty in fifty has so few on days off.
const SESSIONS: usize = 30;
/// Share of a machine's sessions on the line where it stands.
const ON_ITS_LINE: f64 = 0.8;
/// Share of their sessions on Saturdays and Sundays, at most (two sevenths where every day is alike).
const ON_DAYS_OFF: f64 = 0.12;
/// Local hours of the daytime, and the share of sessions that begin in it.
const DAYTIME: std::ops::Range<u32> = 8 * HOUR..19 * HOUR;
const IN_DAYTIME: f64 = 0.85;
/// Share of sessions on machines and lines of one's own from which on somebody is at work elsewhere too, and of people who are.
const ELSEWHERE: f64 = 0.2;
const PEOPLE_ELSEWHERE: f64 = 1.0 / 3.0;
/// Bits of what such a place has no part in from which on the story is not told.
const BEYOND_A_PLACE: f64 = 0.5;

/// A staffed place with machines of its own.
pub(super) fn staffed_place(case: &Case) -> Option<Hypothesis> {
    let beyond = case.kinds.iter().any(|kind| kind.households >= BEYOND_A_PLACE && is_no_part_of_it(kind.kind));
    if beyond {
        return None;
    }
    let machines: BTreeSet<ValueId> = case
        .parts
        .iter()
        .filter(|part| matches!(part.kind(), BondKind::Device | BondKind::Alternation))
        .filter_map(|part| part.bond.node.filter(|node| node.kind == NodeKind::Device))
        .map(|node| node.value)
        .collect();
    let uses = Uses::of(case, &machines);
    let sessions = uses.sessions as f64;
    let keeps_hours = uses.sessions >= SESSIONS
        && uses.on_their_lines() as f64 >= ON_ITS_LINE * sessions
        && uses.days_off as f64 <= ON_DAYS_OFF * sessions
        && uses.daytime as f64 >= IN_DAYTIME * sessions;
    if !keeps_hours {
        return None;
    }
    let elsewhere = uses.elsewhere(case, &machines) as f64 >= PEOPLE_ELSEWHERE * uses.people.len() as f64;
    let explains: Explains = |kind| match kind {
        Some(BondKind::Device | BondKind::Alternation | BondKind::Ip | BondKind::Contact) => 1.0,
        Some(BondKind::Template | BondKind::OtherIdentifier | BondKind::Referral | BondKind::Direct) => 0.9,
        Some(BondKind::Synchrony | BondKind::Origin | BondKind::Return | BondKind::Visit | BondKind::Praise) => 0.8,
        // A helper at the keyboard, hours that others set: what clients notice of people who are helped.
        None => 0.8,
        _ => 0.0,
    };
    Some(Hypothesis {
        class: "place",
        plausible: if elsewhere { 0.9 } else { 0.7 },
        explains,
        message: Message::Story(Story::StaffedPlace),
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
            | BondKind::Onward
            | BondKind::Remittance
            | BondKind::Tribute
            | BondKind::Reviews
            | BondKind::Boosting
            | BondKind::Relay
    )
}

/// How a case's accounts use the machines that they share.
#[derive(Default)]
struct Uses {
    sessions: usize,
    days_off: usize,
    daytime: usize,
    /// Sessions by machine and line; where a line hides the place, or is not known, by none.
    lines: FxHashMap<(ValueId, ValueId), usize>,
    /// Who uses them.
    people: BTreeSet<AccountId>,
}

impl Uses {
    fn of(case: &Case, machines: &BTreeSet<ValueId>) -> Self {
        let mut uses = Self::default();
        for &account in case.accounts {
            for login in case.graph.logins(account) {
                let Some(machine) = login.device().filter(|machine| machines.contains(machine)) else { continue };
                let (day, second) = local(login.start, case.zone);
                uses.sessions += 1;
                // 1970-01-01 was a Thursday.
                uses.days_off += usize::from((day + 3).rem_euclid(7) >= 5);
                uses.daytime += usize::from(DAYTIME.contains(&second));
                uses.people.insert(account);
                if let Some(line) = login.ip().filter(|_| !is_hidden(case.graph.snapshot, login)) {
                    *uses.lines.entry((machine, line)).or_default() += 1;
                }
            }
        }
        uses
    }

    /// Sessions on the line where each machine is used most.
    fn on_their_lines(&self) -> usize {
        let mut most: BTreeMap<ValueId, usize> = BTreeMap::new();
        for (&(machine, _), &sessions) in &self.lines {
            let most = most.entry(machine).or_default();
            *most = sessions.max(*most);
        }
        most.values().sum()
    }

    /// How many of the people work on a machine and a line of their own too.
    fn elsewhere(&self, case: &Case, machines: &BTreeSet<ValueId>) -> usize {
        let lines: BTreeSet<ValueId> = self.lines.keys().map(|&(_, line)| line).collect();
        let own = |login: &&Login| {
            login.device().is_none_or(|machine| !machines.contains(&machine))
                && login.ip().is_some_and(|line| !lines.contains(&line))
                && !is_hidden(case.graph.snapshot, login)
        };
        let is_elsewhere = |account: &&AccountId| {
            let sessions = case.graph.logins(**account);
            sessions.iter().filter(own).count() as f64 >= ELSEWHERE * sessions.len() as f64
        };
        self.people.iter().filter(is_elsewhere).count()
    }
}

/// Local day since 1970 and second of the day, `zone` seconds ahead of UTC.
fn local(time: Time, zone: i64) -> (i64, u32) {
    let shifted = i64::from(time.0) + zone;
    (shifted.div_euclid(i64::from(DAY)), shifted.rem_euclid(i64::from(DAY)) as u32)
}
