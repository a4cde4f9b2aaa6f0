//! P4 on lines whose address changes: accounts that are behind the same address on the same days, address after address.
//!
//! A home line is given a new address every few days; no single one is used on three days by two accounts, but all of
//! them are. Two strangers meet on a leased address once; only one line, or one roof, moves together.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::bond::{Bond, BondKind, Measure};
use super::chance::surprise;
use super::ips::{carries_identity, split_pairs};
use super::limits::Limits;
use crate::graph::Graph;
use crate::model::{AccountId, Node, NodeKind, ValueId};
use crate::settings::LinkSettings;

/// Accounts on one address on one day above which it is a carrier's: nobody moves together with so many.
const TOGETHER_AT_MOST: usize = 12;
/// Addresses that two accounts change through together to be on one line.
const ADDRESSES: usize = 2;

/// Bits of surprise, over what each one's habits make likely, from which on two accounts are on one line.
const SURE_BITS: f64 = 12.0;
/// Bits from which on they may be: a service that moves its customers from exit to exit lets hundreds of pairs meet so by
/// chance, but then those that one of them meets do not meet each other, as all on one line do.
const LIKELY_BITS: f64 = 5.0;

/// Two accounts on one address on one day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Meeting {
    a: AccountId,
    b: AccountId,
    day: u32,
    ip: ValueId,
}

/// Bonds of accounts that move from address to address together. Addresses that tie accounts by themselves
/// ([`super::ip_bonds`]) are left to those. O(sessions + addresses x days x accounts together^2).
#[must_use]
pub fn line_bonds(graph: &Graph, limits: &Limits, settings: &LinkSettings) -> Vec<Bond> {
    if graph.snapshot.addresses.is_empty() {
        return Vec::new();
    }
    let links = graph.links(NodeKind::Ip);
    let limit = limits.of(NodeKind::Ip);
    let mut meetings: Vec<Meeting> = (0..links.values() as u32)
        .into_par_iter()
        .with_min_len(256)
        .filter(|&ip| (2..=limit).contains(&links.degree(ValueId(ip))))
        .filter(|&ip| carries_identity(graph.snapshot.addresses.network(ValueId(ip)).kind))
        .flat_map_iter(|ip| meetings_on(graph, ValueId(ip)))
        .collect();
    meetings.par_sort_unstable();
    let devices = graph.links(NodeKind::Device);
    let together: Vec<&[Meeting]> = meetings
        .chunk_by(|x, y| (x.a, x.b) == (y.a, y.b))
        .filter(|pair| moves_together(pair, settings) && !devices.share(pair[0].a, pair[0].b))
        .collect();
    let habits = habits(graph, &together);
    let likely: Vec<(&[Meeting], f64)> = together
        .into_iter()
        .map(|pair| (pair, beyond_chance(pair, &habits[&pair[0].a], &habits[&pair[0].b])))
        .filter(|&(_, bits)| bits >= LIKELY_BITS)
        .collect();
    let near = neighbours(&likely);
    let one_line = |&&(pair, bits): &&(&[Meeting], f64)| {
        let (ours, theirs) = (&near[&pair[0].a], &near[&pair[0].b]);
        let alone = ours.len() == 1 && theirs.len() == 1;
        bits >= SURE_BITS || alone || ours.iter().any(|other| theirs.binary_search(other).is_ok())
    };
    let pairs: Vec<&[Meeting]> = likely.iter().filter(one_line).map(|&(pair, _)| pair).collect();
    groups(&pairs, settings)
}

fn meetings_on(graph: &Graph, ip: ValueId) -> Vec<Meeting> {
    let mut seen: Vec<(u32, AccountId)> = Vec::new();
    for &account in graph.links(NodeKind::Ip).carriers(ip) {
        let here = graph.logins(account).iter().filter(|login| login.ip() == Some(ip));
        seen.extend(here.map(|login| (login.start.day().0, account)));
    }
    seen.sort_unstable();
    seen.dedup();
    let mut meetings = Vec::new();
    for day in seen.chunk_by(|x, y| x.0 == y.0).filter(|day| (2..=TOGETHER_AT_MOST).contains(&day.len())) {
        for (at, &(day_of, a)) in day.iter().enumerate() {
            meetings.extend(day[at + 1..].iter().map(|&(_, b)| Meeting { a, b, day: day_of, ip }));
        }
    }
    meetings
}

/// Whether a pair met on enough days within the window, on more than one address, none of which is enough by itself.
fn moves_together(pair: &[Meeting], settings: &LinkSettings) -> bool {
    let needed = settings.recurring_days.max(1) as usize;
    let mut days: Vec<u32> = pair.iter().map(|meeting| meeting.day).collect();
    days.dedup();
    let mut ips: Vec<ValueId> = pair.iter().map(|meeting| meeting.ip).collect();
    ips.sort_unstable();
    let most = ips.chunk_by(|x, y| x == y).map(<[ValueId]>::len).max().unwrap_or(0);
    ips.dedup();
    ips.len() >= ADDRESSES
        && most < needed * 2
        && days.len() >= needed
        && days.windows(needed).any(|run| run[needed - 1] - run[0] < settings.recurring_window_days)
}

/// Whom each account meets, ascending.
fn neighbours(pairs: &[(&[Meeting], f64)]) -> FxHashMap<AccountId, Vec<AccountId>> {
    let mut near: FxHashMap<AccountId, Vec<AccountId>> = FxHashMap::default();
    for (pair, _) in pairs {
        near.entry(pair[0].a).or_default().push(pair[0].b);
        near.entry(pair[0].b).or_default().push(pair[0].a);
    }
    near.values_mut().for_each(|others| others.sort_unstable());
    near
}

/// Bits by which a pair meets beyond chance, given on how many days each uses each address: who is on one line has its
/// address of the day, customers of an exit service have any of its addresses on any day.
fn beyond_chance(pair: &[Meeting], ours: &Habits, theirs: &Habits) -> f64 {
    let both = ours.days.iter().filter(|day| theirs.days.binary_search(day).is_ok()).count();
    let on = |habits: &Habits, ip: ValueId| {
        let from = habits.addresses.partition_point(|&(other, _)| other < ip);
        habits.addresses[from..].iter().take_while(|&&(other, _)| other == ip).count()
    };
    let mut addresses: Vec<ValueId> = ours.addresses.iter().map(|&(ip, _)| ip).collect();
    addresses.dedup();
    let chances: usize = addresses.into_iter().map(|ip| on(ours, ip) * on(theirs, ip)).sum();
    let expected = both as f64 * chances as f64 / (ours.days.len() * theirs.days.len()).max(1) as f64;
    surprise(pair.chunk_by(|x, y| x.day == y.day).count() as f64, expected)
}

/// The habits of all who are in `pairs`.
fn habits(graph: &Graph, pairs: &[&[Meeting]]) -> FxHashMap<AccountId, Habits> {
    let mut accounts: Vec<AccountId> = pairs.iter().flat_map(|pair| [pair[0].a, pair[0].b]).collect();
    accounts.sort_unstable();
    accounts.dedup();
    accounts.into_par_iter().map(|account| (account, Habits::new(graph, account))).collect()
}

/// When and where an account is seen, each ascending and once.
struct Habits {
    days: Vec<u32>,
    addresses: Vec<(ValueId, u32)>,
}

impl Habits {
    fn new(graph: &Graph, account: AccountId) -> Self {
        let mut days: Vec<u32> = graph.logins(account).iter().map(|login| login.start.day().0).collect();
        days.dedup();
        let at = graph.logins(account).iter().filter_map(|login| Some((login.ip()?, login.start.day().0)));
        let mut addresses: Vec<(ValueId, u32)> = at.collect();
        addresses.sort_unstable();
        addresses.dedup();
        Self { days, addresses }
    }
}

fn groups(pairs: &[&[Meeting]], settings: &LinkSettings) -> Vec<Bond> {
    let mut accounts: Vec<AccountId> = pairs.iter().flat_map(|pair| [pair[0].a, pair[0].b]).collect();
    accounts.sort_unstable();
    accounts.dedup();
    let place = |account: AccountId| account.place_in(&accounts);
    let edges: Vec<(u32, u32)> = pairs.iter().map(|pair| (place(pair[0].a), place(pair[0].b))).collect();
    let of_pair: FxHashMap<(u32, u32), &[Meeting]> = edges.iter().copied().zip(pairs.iter().copied()).collect();
    split_pairs(accounts.len(), &edges)
        .into_iter()
        .map(|(members, edges)| {
            let met = |&(a, b): &(u32, u32)| of_pair[&(members[a as usize], members[b as usize])];
            let mut ips: Vec<ValueId> =
                edges.iter().flat_map(|edge| met(edge).iter().map(|meeting| meeting.ip)).collect();
            ips.sort_unstable();
            ips.dedup();
            let most = edges.iter().map(|edge| met(edge).len()).max().unwrap_or(0);
            let mut nodes = ips.into_iter().map(|value| Node { kind: NodeKind::Ip, value });
            let members: Vec<AccountId> = members.iter().map(|&at| accounts[at as usize]).collect();
            Bond {
                kind: BondKind::Ip,
                node: nodes.next(),
                more: nodes.collect(),
                accounts: members,
                pairs: Some(edges),
                measure: Measure {
                    quality: 1.0,
                    bonus: 0.0,
                    value: most as f64,
                    threshold: f64::from(settings.recurring_days),
                },
            }
        })
        .collect()
}
