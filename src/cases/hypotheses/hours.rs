//! When and where shared machines are at work, and who of their users is at work elsewhere too.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::cases::case::Case;
use crate::detect::is_hidden;
use crate::model::{AccountId, DAY, HOUR, NodeKind, Time, ValueId};
use crate::snapshot::Login;
use crate::ties::BondKind;

/// Sessions there, at least, to know their hours: by chance one set of thirty in fifty has two days of so few.
const SESSIONS: usize = 30;
/// Share of their sessions on the two days in a row on which there are least, at most (two sevenths where every day is alike).
const ON_DAYS_OFF: f64 = 0.08;
/// Hours in a row in which most sessions begin, and the share that do.
const OPEN: usize = 11;
const IN_THESE_HOURS: f64 = 0.85;
/// Share of sessions on machines and lines of one's own from which on somebody is at work elsewhere too, and of people who are.
const ELSEWHERE: f64 = 0.2;
pub(super) const PEOPLE_ELSEWHERE: f64 = 1.0 / 3.0;

/// The machines that accounts of a case work on in turn.
pub(super) fn shared_machines(case: &Case) -> BTreeSet<ValueId> {
    let parts = case.parts.iter().filter(|part| matches!(part.kind(), BondKind::Device | BondKind::Alternation));
    let nodes = parts.filter_map(|part| part.bond.node.filter(|node| node.kind == NodeKind::Device));
    nodes.map(|node| node.value).collect()
}

/// Whether the machines that accounts of a case share are at work as an office's are.
pub(super) fn machines_keep_office_hours(case: &Case) -> bool {
    let machines = shared_machines(case);
    Hours::of(case, |login| login.device().is_some_and(|machine| machines.contains(&machine))).are_an_offices()
}

/// When sessions begin, in no order.
#[derive(Default)]
pub(super) struct Hours(pub Vec<Time>);

impl Hours {
    /// Of those sessions of a case that count.
    pub fn of(case: &Case, counts: impl Fn(&Login) -> bool) -> Self {
        let sessions = case.accounts.iter().flat_map(|&account| case.graph.logins(account));
        Self(sessions.filter(|login| counts(login)).map(|login| login.start).collect())
    }

    /// Whether they keep to a part of the day, and leave two days of the week out.
    pub fn are_an_offices(&self) -> bool {
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
pub(super) struct Uses {
    /// When.
    pub hours: Hours,
    /// Sessions by machine and line; where a line hides the place, or is not known, by none.
    lines: FxHashMap<(ValueId, ValueId), usize>,
    /// Who uses them.
    pub people: BTreeSet<AccountId>,
}

impl Uses {
    pub fn of(case: &Case, machines: &BTreeSet<ValueId>) -> Self {
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
    pub fn on_their_lines(&self) -> usize {
        let mut most: BTreeMap<ValueId, usize> = BTreeMap::new();
        for (&(machine, _), &sessions) in &self.lines {
            let most = most.entry(machine).or_default();
            *most = sessions.max(*most);
        }
        most.values().sum()
    }

    /// Whether the machines are a room's: more than half of the sessions whose line is known are on the line where each stands, and half of
    /// the people are at work elsewhere too.
    pub fn are_a_rooms(&self, case: &Case, machines: &BTreeSet<ValueId>) -> bool {
        let known: usize = self.lines.values().sum();
        2 * self.on_their_lines() > known && 2 * self.elsewhere(case, machines) >= self.people.len()
    }

    /// How many of the people work on a machine and a line of their own too.
    pub fn elsewhere(&self, case: &Case, machines: &BTreeSet<ValueId>) -> usize {
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
