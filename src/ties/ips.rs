//! P4: accounts that use one address on the same days, again and again; and such as use one by turns, to and fro over weeks.
//!
//! What counts is joint use: addresses are leased again, so two accounts that used one at different times say nothing. A lease passes
//! on once; who comes back after the other, and again, is on the same line.
//! Sessions on a machine that several of the address's accounts share are left out: the machine already says it.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::bond::{Bond, BondKind, Measure};
use super::days::DaySet;
use super::limits::Limits;
use crate::graph::Graph;
use crate::model::{AccountId, Node, NodeKind, ValueId};
use crate::settings::LinkSettings;
use crate::snapshot::NetworkKind;

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

/// Times that an address passes from one to the other from which on they use it by turns: each was back three times after the other. A lease that
/// passes on, and comes back once, makes two.
const TURNS: u32 = 6;

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
    let network = graph.snapshot.addresses.network(ip).kind;
    let (met, mut by_turns) = pairs_on(graph, settings, ip, residents);
    if met.is_empty() && by_turns.is_empty() {
        return Vec::new();
    }
    let met = split_pairs(residents.len(), &met);
    // Who meets those who meet one another is on their line already.
    let apart = |&(a, b): &(u32, u32)| {
        !met.iter().any(|(members, _)| [a, b].iter().all(|at| members.binary_search(at).is_ok()))
    };
    by_turns.retain(apart);
    let by_turns = split_pairs(residents.len(), &by_turns);
    let joint = if is_exit(network) { BondKind::Exit } else { BondKind::Ip };
    let met = met.into_iter().map(|group| (joint, group));
    met.chain(by_turns.into_iter().map(|group| (BondKind::Line, group)))
        .map(|(kind, (members, pairs))| {
            let accounts: Vec<AccountId> = members.iter().map(|&at| residents[at as usize]).collect();
            let days_here = |&account: &AccountId| graph.links(NodeKind::Ip).days(account, ip);
            let most = accounts.iter().map(days_here).max().unwrap_or(0);
            let (value, threshold) = (f64::from(most), f64::from(settings.recurring_days));
            let quality = quality(graph, active, ip, residents, &accounts);
            Bond {
                kind,
                node: Some(Node { kind: NodeKind::Ip, value: ip }),
                more: Vec::new(),
                measure: Measure { quality, bonus: 0.0, value, threshold },
                accounts,
                pairs: Some(pairs),
            }
        })
        .collect()
}

/// Pairs of positions among the residents.
type Pairs = Vec<(u32, u32)>;

/// Pairs of residents who are there on the same days, and such as are there by turns, as positions; sessions on a machine that several of them
/// share do not count.
fn pairs_on(graph: &Graph, settings: &LinkSettings, ip: ValueId, residents: &[AccountId]) -> (Pairs, Pairs) {
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
    // Customers of an exit come and go as they like.
    let at_home = !is_exit(graph.snapshot.addresses.network(ip).kind);
    let (mut met, mut by_turns) = (Vec::new(), Vec::new());
    for a in 0..residents.len() {
        for b in a + 1..residents.len() {
            if days[a].recurs_with(&days[b], settings) {
                met.push((a as u32, b as u32));
            } else if at_home && days[a].turns(&days[b]) >= TURNS {
                by_turns.push((a as u32, b as u32));
            }
        }
    }
    (met, by_turns)
}

/// How much of an address's weight holds for some of its residents.
fn quality(graph: &Graph, active: &[u16], ip: ValueId, residents: &[AccountId], accounts: &[AccountId]) -> f64 {
    let links = graph.links(NodeKind::Ip);
    // Where visitors outnumber residents it is a place; who is mostly elsewhere is a visitor with habits.
    let place = (1.5 * residents.len() as f64 / f64::from(links.degree(ip))).min(1.0);
    let network = graph.snapshot.addresses.network(ip).kind;
    if is_exit(network) {
        return place * faithful(graph, ip, accounts);
    }
    let share_here =
        |&account: &AccountId| f64::from(links.days(account, ip)) / f64::from(active[account.index()].max(1));
    let exclusive = accounts.iter().map(share_here).sum::<f64>() / accounts.len() as f64;
    // A few who now and then meet on one line know one another; many who do are customers of one exit or café.
    let few = (FEW / accounts.len() as f64).min(1.0);
    let at_home = few * (OCCASIONAL + (1.0 - OCCASIONAL) * exclusive) + (1.0 - few) * exclusive * exclusive;
    let office = if matches!(network, Some(NetworkKind::Office | NetworkKind::Campus)) { 0.3 } else { 1.0 };
    place * office * at_home
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
