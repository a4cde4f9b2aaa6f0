//! Shared machines: joint use and alternation (N8). A one-way handover is a resale and ties nobody; who used a machine of
//! several others in passing is noted.

use rayon::prelude::*;

use super::bond::{Bond, BondKind, Measure};
use super::ips::split_pairs;
use super::limits::Limits;
use crate::graph::Graph;
use crate::model::{AccountId, MINUTE, Node, NodeKind, Time, ValueId};
use crate::settings::LinkSettings;

/// Bonds of every machine under the limit: joint use, and alternation within minutes.
///
/// O(sum over machines of accounts x sessions), accounts being bounded by the limit.
#[must_use]
pub fn device_bonds(graph: &Graph, limits: &Limits, settings: &LinkSettings) -> Vec<Bond> {
    let links = graph.links(NodeKind::Device);
    let limit = limits.of(NodeKind::Device);
    (0..links.values() as u32)
        .into_par_iter()
        .with_min_len(64)
        .filter(|&device| (2..=limit).contains(&links.degree(ValueId(device))))
        .flat_map_iter(|device| bonds_of(graph, settings, ValueId(device)))
        .collect()
}

/// A session on the machine: who (position among its accounts), from, until.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Use {
    start: Time,
    end: Time,
    who: u32,
    line: Option<ValueId>,
}

fn bonds_of(graph: &Graph, settings: &LinkSettings, device: ValueId) -> Vec<Bond> {
    let links = graph.links(NodeKind::Device);
    let users: Vec<AccountId> = links.carriers(device).to_vec();
    let uses = uses_of(graph, device, &users);
    let count = users.len();
    let mut changes = vec![0u32; count * count];
    let mut switch_days = vec![Vec::new(); count * count];
    count_changes(&uses, count, settings, &mut changes, &mut switch_days);
    let beside = many_machines(graph, &uses, count);
    let one_machine = |at: usize| beside.as_ref().is_none_or(|beside| beside[at]);
    let mut joint = Vec::new();
    let mut quick = Vec::new();
    let mut most_changes = 0;
    let mut most_days = 0;
    for a in 0..count {
        for b in a + 1..count {
            let at = a * count + b;
            if !one_machine(at) {
                continue;
            }
            if changes[at] >= settings.device_changes {
                joint.push((a as u32, b as u32));
                most_changes = most_changes.max(changes[at]);
            }
            switch_days[at].sort_unstable();
            switch_days[at].dedup();
            if switch_days[at].len() >= settings.switch_days as usize {
                quick.push((a as u32, b as u32));
                most_days = most_days.max(switch_days[at].len());
            }
        }
    }
    let interleaved = interleaving(&uses, count);
    let recurring = users.iter().filter(|&&user| links.days(user, device) >= 2).count() as f64;
    // A machine that many used once stands in a public place.
    let place = (1.5 * recurring / count as f64).min(1.0);
    let node = Node { kind: NodeKind::Device, value: device };
    let visit = if beside.is_none() { visit(graph, node, &users, &joint) } else { None };
    let mut bonds = Vec::from_iter(visit);
    let place = if count >= AT_ONCE && is_server(&uses) { place * SERVER } else { place };
    for (kind, pairs, value, threshold) in [
        (BondKind::Device, joint, f64::from(most_changes), f64::from(settings.device_changes)),
        (BondKind::Alternation, quick, most_days as f64, f64::from(settings.switch_days)),
    ] {
        for (members, pairs) in split_pairs(count, &pairs) {
            let back = members.iter().map(|&at| interleaved[at as usize]).sum::<f64>() / members.len() as f64;
            // Visitors of a public machine come once a day; one pair of hands, or one home, goes back and forth.
            let quality = match kind {
                BondKind::Alternation => place * (back / BACK_AND_FORTH).min(1.0),
                _ => place * (0.5 + 0.5 * (back / BACK_AND_FORTH).min(1.0)),
            };
            bonds.push(Bond {
                kind,
                node: Some(node),
                more: Vec::new(),
                accounts: members.iter().map(|&at| users[at as usize]).collect(),
                pairs: Some(pairs),
                measure: Measure { quality, bonus: 0.0, value, threshold },
            });
        }
    }
    bonds
}

/// Accounts on an id from which on it may be many machines': of one model, image or setting.
const ONE_MODEL: usize = 6;
/// Times that an id is at two places at once from which on it is no one machine's.
const TWO_PLACES: usize = 5;

/// Where an id is many machines': for each pair (as in [`count_changes`]) whether both were on it from one line. An id that is in
/// use on different networks at once, and which most of its accounts share with nobody on their own line, is what machines of one
/// model, image or browser setting have in common (fingerprints collide).
fn many_machines(graph: &Graph, uses: &[Use], count: usize) -> Option<Vec<bool>> {
    if count < ONE_MODEL || two_places(graph, uses) < TWO_PLACES {
        return None;
    }
    let mut on: Vec<(ValueId, u32)> = uses.iter().filter_map(|using| Some((using.line?, using.who))).collect();
    on.sort_unstable();
    on.dedup();
    let mut beside = vec![false; count * count];
    let mut neighbours = vec![false; count];
    for line in on.chunk_by(|a, b| a.0 == b.0) {
        for (at, &(_, a)) in line.iter().enumerate() {
            for &(_, b) in &line[at + 1..] {
                beside[a as usize * count + b as usize] = true;
                (neighbours[a as usize], neighbours[b as usize]) = (true, true);
            }
        }
    }
    (neighbours.iter().filter(|beside| **beside).count() * 2 < count).then_some(beside)
}

/// How often a session begins while another account's goes on from another network.
fn two_places(graph: &Graph, uses: &[Use]) -> usize {
    let network = |using: &Use| using.line.map(|line| graph.snapshot.addresses.key(line).network());
    let mut going: Vec<&Use> = Vec::new();
    let mut times = 0;
    for using in uses {
        going.retain(|other| other.end > using.start);
        let apart = |other: &&Use| {
            other.who != using.who && matches!((network(other), network(using)), (Some(a), Some(b)) if a != b)
        };
        times += usize::from(going.iter().any(apart));
        going.push(using);
    }
    times
}

/// Accounts at once on a machine from which on it is a server, or many desktops of one image: no one pair of hands.
const AT_ONCE: usize = 6;
/// What sharing such a machine says beside one that people take turns at.
const SERVER: f64 = 0.2;

/// Days on which they must be.
const AT_ONCE_DAYS: usize = 5;

/// Whether so many accounts are in session at once on the machine, on so many days.
fn is_server(uses: &[Use]) -> bool {
    let mut going: Vec<&Use> = Vec::new();
    let days = uses.chunk_by(|a, b| a.start.day() == b.start.day()).filter(|day| {
        let mut most = 0;
        for using in *day {
            going.retain(|other| other.end > using.start && other.who != using.who);
            going.push(using);
            most = most.max(going.len());
        }
        most >= AT_ONCE
    });
    days.count() >= AT_ONCE_DAYS
}

/// Accounts on a machine above which whoever was there once is one of many.
const VISITED_AT_MOST: usize = 24;
/// Days up to which somebody uses a machine in passing.
pub const IN_PASSING: u16 = 2;

/// Whether an account was on a machine in passing only.
#[must_use]
pub fn in_passing(graph: &Graph, account: AccountId, device: ValueId) -> bool {
    graph.links(NodeKind::Device).days(account, device) <= IN_PASSING
}

/// Who used a machine of at least two others in passing, without taking turns with one of them: `joint` are the pairs that do.
fn visit(graph: &Graph, node: Node, users: &[AccountId], joint: &[(u32, u32)]) -> Option<Bond> {
    let mut visitor: Vec<bool> = users.iter().map(|&user| in_passing(graph, user, node.value)).collect();
    joint.iter().for_each(|&(a, b)| (visitor[a as usize], visitor[b as usize]) = (false, false));
    let visitors = visitor.iter().filter(|visitor| **visitor).count();
    let count = users.len() as u32;
    let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
    ((3..=VISITED_AT_MOST).contains(&users.len()) && visitors > 0).then(|| Bond {
        kind: BondKind::Visit,
        node: Some(node),
        more: Vec::new(),
        accounts: users.to_vec(),
        pairs: Some(pairs.filter(|&(a, b)| visitor[a as usize] || visitor[b as usize]).collect()),
        measure: Measure { quality: 1.0, bonus: 0.0, value: visitors as f64, threshold: 1.0 },
    })
}

/// Share of an account's days on the machine on which it comes back after another account from which on the machine
/// goes back and forth.
const BACK_AND_FORTH: f64 = 0.25;

/// For each account: share of its days on the machine on which it used it, another did, and it came back.
fn interleaving(uses: &[Use], count: usize) -> Vec<f64> {
    let mut days = vec![0u32; count];
    let mut back = vec![0u32; count];
    for day in uses.chunk_by(|a, b| a.start.day() == b.start.day()) {
        let mut turns: Vec<u32> = day.iter().map(|using| using.who).collect();
        turns.dedup();
        let mut times = vec![0u32; count];
        turns.iter().for_each(|&who| times[who as usize] += 1);
        for who in 0..count {
            days[who] += u32::from(times[who] > 0);
            back[who] += u32::from(times[who] > 1);
        }
    }
    back.iter().zip(&days).map(|(&back, &days)| f64::from(back) / f64::from(days.max(1))).collect()
}

fn uses_of(graph: &Graph, device: ValueId, users: &[AccountId]) -> Vec<Use> {
    let mut uses: Vec<Use> = Vec::new();
    for (who, &account) in users.iter().enumerate() {
        let sessions = graph.logins(account).iter().filter(|login| login.device() == Some(device));
        uses.extend(sessions.map(|login| Use {
            start: login.start,
            end: login.end().unwrap_or(login.start).max(login.start),
            who: who as u32,
            line: login.ip(),
        }));
    }
    uses.sort_unstable();
    uses
}

/// For each pair: how often the machine changed hands between the two, whatever others did in between, and the days on
/// which it did within minutes. Pair (a, b), a < b, stands at `a * count + b`.
fn count_changes(
    uses: &[Use],
    count: usize,
    settings: &LinkSettings,
    changes: &mut [u32],
    switch_days: &mut [Vec<u32>],
) {
    // Last use of each account, and for each pair which of the two used the machine last.
    let mut last_end: Vec<Option<Time>> = vec![None; count];
    let mut holder = vec![u32::MAX; count * count];
    for using in uses {
        let who = using.who as usize;
        for other in (0..count).filter(|&other| other != who) {
            let at = who.min(other) * count + who.max(other);
            if let Some(end) = last_end[other]
                && holder[at] != using.who
            {
                changes[at] += 1;
                if using.start.since(end) < settings.switch_minutes * MINUTE {
                    switch_days[at].push(using.start.day().0);
                }
            }
            holder[at] = using.who;
        }
        last_end[who] = Some(last_end[who].map_or(using.end, |end| end.max(using.end)));
    }
}
