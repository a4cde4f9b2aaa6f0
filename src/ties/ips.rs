//! P4: accounts that use one address on the same days, again and again.
//!
//! What counts is joint use: addresses are leased again, so two accounts that used one at different times say nothing.
//! Sessions on a machine that several of the address's accounts share are left out: the machine already says it.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::bond::{Bond, BondKind, Measure};
use super::limits::Limits;
use crate::graph::Graph;
use crate::model::{AccountId, Node, NodeKind, ValueId};
use crate::settings::LinkSettings;
use crate::snapshot::{Login, NetworkKind};

/// Bonds of every address under the limit that is not a carrier's, an exit's or a public one.
///
/// O(sum over addresses of residents^2 x days / 64), residents being bounded by the limit.
#[must_use]
pub fn ip_bonds(graph: &Graph, limits: &Limits, settings: &LinkSettings) -> Vec<Bond> {
    let snapshot = graph.snapshot;
    if snapshot.addresses.is_empty() {
        return Vec::new();
    }
    let links = graph.links(NodeKind::Ip);
    let limit = limits.of(NodeKind::Ip);
    let active = active_days(graph);
    (0..links.values() as u32)
        .into_par_iter()
        .with_min_len(64)
        .filter(|&ip| {
            let kind = snapshot.addresses.network(ValueId(ip)).kind;
            let private = is_exit(kind) && links.degree(ValueId(ip)) <= PRIVATE_AT_MOST;
            links.degree(ValueId(ip)) >= 2 && (carries_identity(kind) || private)
        })
        .flat_map_iter(|ip| {
            let ip = ValueId(ip);
            let residents: Vec<AccountId> = links
                .carriers(ip)
                .iter()
                .copied()
                .filter(|&account| u32::from(links.days(account, ip)) >= settings.recurring_days)
                .collect();
            if residents.len() < 2 || residents.len() > limit as usize {
                return Vec::new();
            }
            bonds_of(graph, settings, &active, ip, &residents)
        })
        .collect()
}

/// Whether accounts on such a network can be tied by it: carriers, exits and public places tie nobody.
#[must_use]
pub fn carries_identity(kind: Option<NetworkKind>) -> bool {
    use NetworkKind::{Campus, Cgnat, Hosting, Mobile, Office, Public, Residential, Tor, Vpn};
    match kind {
        None | Some(Residential | Office | Campus) => true,
        Some(Mobile | Cgnat | Public | Hosting | Vpn | Tor) => false,
    }
}

/// Whether the network hides where its users are.
fn is_exit(kind: Option<NetworkKind>) -> bool {
    matches!(kind, Some(NetworkKind::Hosting | NetworkKind::Vpn))
}

/// Accounts on a hosting or VPN address above which it is a service's exit, not somebody's own.
const PRIVATE_AT_MOST: u32 = 8;

/// Share of an address's weight that holds for accounts that are hardly ever there, where they are few.
const OCCASIONAL: f64 = 0.4;
/// Accounts on one address up to which they are few: a family's.
const FEW: f64 = 4.0;

/// Distinct days with a session, of each account.
fn active_days(graph: &Graph) -> Vec<u16> {
    (0..graph.accounts() as u32)
        .into_par_iter()
        .with_min_len(1024)
        .map(|at| {
            let mut days = 0u16;
            let mut last = None;
            for login in graph.logins(AccountId(at)) {
                if last != Some(login.start.day()) {
                    days = days.saturating_add(1);
                    last = Some(login.start.day());
                }
            }
            days
        })
        .collect()
}

fn bonds_of(graph: &Graph, settings: &LinkSettings, active: &[u16], ip: ValueId, residents: &[AccountId]) -> Vec<Bond> {
    let shared = shared_devices(graph, residents);
    let days: Vec<DaySet> = residents
        .iter()
        .map(|&account| {
            let own = graph.logins(account).iter().filter(|login| {
                login.ip() == Some(ip) && login.device().is_none_or(|device| !shared.contains(&device))
            });
            DaySet::new(own)
        })
        .collect();
    let mut pairs = Vec::new();
    for a in 0..residents.len() {
        for b in a + 1..residents.len() {
            if days[a].recurs_with(&days[b], settings) {
                pairs.push((a as u32, b as u32));
            }
        }
    }
    if pairs.is_empty() {
        return Vec::new();
    }
    let links = graph.links(NodeKind::Ip);
    let carriers = links.degree(ip) as f64;
    split_pairs(residents.len(), &pairs)
        .into_iter()
        .map(|(members, pairs)| {
            let accounts: Vec<AccountId> = members.iter().map(|&at| residents[at as usize]).collect();
            let days_here = |account: AccountId| links.days(account, ip);
            let exclusive = accounts
                .iter()
                .map(|&account| f64::from(days_here(account)) / f64::from(active[account.index()].max(1)))
                .sum::<f64>()
                / accounts.len() as f64;
            // Where visitors outnumber residents it is a place; who is mostly elsewhere is a visitor with habits.
            let place = (1.5 * residents.len() as f64 / carriers).min(1.0);
            // A few who now and then meet on one line know one another; many who do are customers of one exit or café.
            let few = (FEW / accounts.len() as f64).min(1.0);
            let at_home = few * (OCCASIONAL + (1.0 - OCCASIONAL) * exclusive) + (1.0 - few) * exclusive * exclusive;
            let office = match graph.snapshot.addresses.network(ip).kind {
                Some(NetworkKind::Office | NetworkKind::Campus) => 0.3,
                _ => 1.0,
            };
            let most = accounts.iter().map(|&account| days_here(account)).max().unwrap_or(0);
            let network = graph.snapshot.addresses.network(ip).kind;
            Bond {
                kind: if is_exit(network) { BondKind::Exit } else { BondKind::Ip },
                node: Some(Node { kind: NodeKind::Ip, value: ip }),
                more: Vec::new(),
                measure: Measure {
                    quality: if is_exit(network) {
                        place * faithful(graph, ip, &accounts)
                    } else {
                        place * office * at_home
                    },
                    bonus: 0.0,
                    value: f64::from(most),
                    threshold: f64::from(settings.recurring_days),
                },
                accounts,
                pairs: Some(pairs),
            }
        })
        .collect()
}

/// Mean share of the accounts' days on hosting or VPN addresses that they spend on this one: a service moves its
/// customers from exit to exit, a private one is always the same.
fn faithful(graph: &Graph, ip: ValueId, accounts: &[AccountId]) -> f64 {
    let share = |&account: &AccountId| {
        let (mut here, mut hidden) = (DaySet::default(), DaySet::default());
        for login in graph.logins(account) {
            let exit = login.ip().is_some_and(|ip| is_exit(graph.snapshot.addresses.network(ip).kind));
            if exit {
                hidden.insert(login.start.day().0);
                if login.ip() == Some(ip) {
                    here.insert(login.start.day().0);
                }
            }
        }
        here.count() as f64 / hidden.count().max(1) as f64
    };
    accounts.iter().map(share).sum::<f64>() / accounts.len() as f64
}

/// Devices that at least two of the accounts use.
fn shared_devices(graph: &Graph, accounts: &[AccountId]) -> rustc_hash::FxHashSet<ValueId> {
    let links = graph.links(NodeKind::Device);
    let mut users: FxHashMap<ValueId, u32> = FxHashMap::default();
    for &account in accounts {
        for &device in links.values_of(account) {
            *users.entry(device).or_default() += 1;
        }
    }
    users.into_iter().filter(|&(_, users)| users >= 2).map(|(device, _)| device).collect()
}

/// A set of days as bits from `base` on; days are put in ascending.
#[derive(Default)]
struct DaySet {
    base: u32,
    words: Vec<u64>,
}

impl DaySet {
    fn new<'a>(logins: impl Iterator<Item = &'a Login>) -> Self {
        let mut set = Self::default();
        logins.for_each(|login| set.insert(login.start.day().0));
        set
    }

    fn insert(&mut self, day: u32) {
        if self.words.is_empty() {
            self.base = day / 64 * 64;
        }
        let at = (day - self.base) as usize;
        if at / 64 >= self.words.len() {
            self.words.resize(at / 64 + 1, 0);
        }
        self.words[at / 64] |= 1 << (at % 64);
    }

    fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether the two sets share `recurring_days` days within `recurring_window_days`.
    fn recurs_with(&self, other: &Self, settings: &LinkSettings) -> bool {
        let (early, late) = if self.base <= other.base { (self, other) } else { (other, self) };
        let skip = ((late.base - early.base) / 64) as usize;
        let both = early.words.iter().skip(skip).zip(&late.words).map(|(a, b)| a & b);
        let joint: Vec<u64> = both.collect();
        let needed = settings.recurring_days as usize;
        if joint.iter().map(|word| word.count_ones() as usize).sum::<usize>() < needed {
            return false;
        }
        let mut days = Vec::new();
        for (at, &word) in joint.iter().enumerate() {
            let mut rest = word;
            while rest != 0 {
                days.push(at as u32 * 64 + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
        days.windows(needed.max(1)).any(|run| run[run.len() - 1] - run[0] < settings.recurring_window_days)
    }
}

/// Components of the pairs: members ascending, and their pairs renumbered to positions among the members.
pub(super) fn split_pairs(count: usize, pairs: &[(u32, u32)]) -> Vec<(Vec<u32>, Vec<(u32, u32)>)> {
    let mut parent: Vec<u32> = (0..count as u32).collect();
    let find = |parent: &mut Vec<u32>, mut at: u32| {
        while parent[at as usize] != at {
            parent[at as usize] = parent[parent[at as usize] as usize];
            at = parent[at as usize];
        }
        at
    };
    for &(a, b) in pairs {
        let (a, b) = (find(&mut parent, a), find(&mut parent, b));
        parent[a.max(b) as usize] = a.min(b);
    }
    let mut groups: std::collections::BTreeMap<u32, (Vec<u32>, Vec<(u32, u32)>)> = std::collections::BTreeMap::new();
    for at in 0..count as u32 {
        let root = find(&mut parent, at);
        groups.entry(root).or_default().0.push(at);
    }
    for &(a, b) in pairs {
        let group = groups.get_mut(&find(&mut parent, a)).expect("every position has a group");
        let place = |at: u32| group.0.binary_search(&at).expect("a member of its group") as u32;
        let pair = (place(a), place(b));
        group.1.push(pair);
    }
    groups.into_values().filter(|(members, _)| members.len() >= 2).collect()
}
