//! Places that keep office hours: one with machines for those who come (a support centre, a training office, an employer's floor), and
//! an office that nobody declared.
//!
//! Machines of a centre are at work for a part of the day and rest on two days of the week, whichever these are: neither the place on
//! the globe nor the week of its country matters. Who comes is paid on an account of their own, under their own papers. An operation's
//! machine works whenever its operator does: on five makers' platforms two of 821 rings that share machines were like this, and
//! 291 of some 700 lawful groups were.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::agencies::AGENCY;
use super::community::{hide, shares_only};
use super::{Explains, Hypothesis};
use crate::cases::alternatives::Case;
use crate::detect::is_hidden;
use crate::messages::{Message, Story};
use crate::model::{AccountId, DAY, HOUR, Indicator, NodeKind, Time, ValueId};
use crate::snapshot::Login;
use crate::ties::BondKind;

/// Sessions there, at least, to know their hours: by chance one set of thirty in fifty has two days of so few.
const SESSIONS: usize = 30;
/// Share of a machine's sessions on the line where it stands.
const ON_ITS_LINE: f64 = 0.8;
/// Share of their sessions on the two days in a row on which there are least, at most (two sevenths where every day is alike).
const ON_DAYS_OFF: f64 = 0.08;
/// Hours in a row in which most sessions begin, and the share that do.
const OPEN: usize = 11;
const IN_THESE_HOURS: f64 = 0.85;
/// Share of sessions on machines and lines of one's own from which on somebody is at work elsewhere too, and of people who are.
const ELSEWHERE: f64 = 0.2;
pub(super) const PEOPLE_ELSEWHERE: f64 = 1.0 / 3.0;
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
        Some(BondKind::Device | BondKind::Alternation | BondKind::Ip | BondKind::Contact) => 1.0,
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
        Some(BondKind::Device | BondKind::Alternation | BondKind::Visit | BondKind::Ip) => 1.0,
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

/// The machines that accounts of a case work on in turn.
fn shared_machines(case: &Case) -> BTreeSet<ValueId> {
    let parts = case.parts.iter().filter(|part| matches!(part.kind(), BondKind::Device | BondKind::Alternation));
    let nodes = parts.filter_map(|part| part.bond.node.filter(|node| node.kind == NodeKind::Device));
    nodes.map(|node| node.value).collect()
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
    if beyond || remote || !case.covers_half(BondKind::Ip) {
        return None;
    }
    let on_lines = case.parts.iter().filter(|part| part.kind() == BondKind::Ip);
    let lines: BTreeSet<ValueId> = on_lines.filter_map(|part| Some(part.bond.node?.value)).collect();
    let hours = Hours::of(case, |login| login.ip().is_some_and(|line| lines.contains(&line)));
    hours.are_an_offices().then_some(Hypothesis {
        class: "agency",
        plausible: 0.7,
        explains: AGENCY,
        message: Message::Story(Story::AnOffice),
    })
}

/// Whether the machines that accounts of a case share are at work as an office's are.
pub(super) fn machines_keep_office_hours(case: &Case) -> bool {
    let machines = shared_machines(case);
    Hours::of(case, |login| login.device().is_some_and(|machine| machines.contains(&machine))).are_an_offices()
}

/// When sessions begin, in no order.
#[derive(Default)]
struct Hours(Vec<Time>);

impl Hours {
    /// Of those sessions of a case that count.
    fn of(case: &Case, counts: impl Fn(&Login) -> bool) -> Self {
        let sessions = case.accounts.iter().flat_map(|&account| case.graph.logins(account));
        Self(sessions.filter(|login| counts(login)).map(|login| login.start).collect())
    }

    /// Whether they keep to a part of the day, and leave two days of the week out.
    fn are_an_offices(&self) -> bool {
        let sessions = self.0.len() as f64;
        if self.0.len() < SESSIONS {
            return false;
        }
        let mut hours = [0usize; 24];
        self.0.iter().for_each(|start| hours[(start.0 % DAY / HOUR) as usize] += 1);
        let open = |from: usize| (from..from + OPEN).map(|hour| hours[hour % 24]).sum::<usize>();
        let from = (0..24).max_by_key(|&from| (open(from), 24 - from)).unwrap_or(0);
        // A day begins when the place opens, wherever it is.
        let mut days = [0usize; 7];
        self.0.iter().for_each(|start| days[((start.0.saturating_sub(from as u32 * HOUR)) / DAY % 7) as usize] += 1);
        let off = (0..7).map(|day| days[day] + days[(day + 1) % 7]).min().unwrap_or(0);
        open(from) as f64 >= IN_THESE_HOURS * sessions && off as f64 <= ON_DAYS_OFF * sessions
    }
}

/// How a case's accounts use the machines that they share.
#[derive(Default)]
struct Uses {
    hours: Hours,
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
                uses.hours.0.push(login.start);
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
        self.people.iter().filter(|&&account| works_elsewhere(case, account, machines, &lines)).count()
    }
}

/// Whether an account is at work on machines and lines that are none of these, too, and in the open.
pub(super) fn works_elsewhere(
    case: &Case,
    account: AccountId,
    machines: &BTreeSet<ValueId>,
    lines: &BTreeSet<ValueId>,
) -> bool {
    let own = |login: &&Login| {
        login.device().is_none_or(|machine| !machines.contains(&machine))
            && login.ip().is_some_and(|line| !lines.contains(&line))
            && !is_hidden(case.graph.snapshot, login)
    };
    let sessions = case.graph.logins(account);
    sessions.iter().filter(own).count() as f64 >= ELSEWHERE * sessions.len() as f64
}
