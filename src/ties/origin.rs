//! N6: accounts made together from one machine or address, and dispersed since.

use rayon::prelude::*;

use super::bond::{Bond, BondKind, Measure};
use super::ips::carries_identity;
use super::limits::Limits;
use crate::graph::Graph;
use crate::model::{AccountId, DAY, Node, NodeKind, Time, ValueId};
use crate::settings::Settings;
use crate::snapshot::Login;

/// Days after creation that count as the beginning.
const BEGINNING: u32 = 2 * DAY;
/// Days after creation from which sessions count as later.
const LATER: u32 = 14 * DAY;

/// Accounts that are tied by a common beginning, where N6 is found from `n6_accounts` on: with another kind of evidence three say something.
const TIED_FROM: u32 = 3;

/// Bonds of accounts that began on one machine or address within days, and never came back to it.
///
/// O(links + sessions of the candidates).
#[must_use]
pub fn origin_bonds(graph: &Graph, limits: &Limits, settings: &Settings) -> Vec<Bond> {
    let mut bonds = Vec::new();
    for kind in [NodeKind::Ip, NodeKind::Device] {
        let links = graph.links(kind);
        let limit = limits.of(kind) * 2;
        let needed = TIED_FROM.min(settings.groups.n6_accounts);
        bonds.par_extend((0..links.values() as u32).into_par_iter().with_min_len(64).flat_map_iter(|value| {
            let value = ValueId(value);
            let place = kind == NodeKind::Device || carries_identity(graph.snapshot.addresses.network(value).kind);
            if !place || !(needed..=limit).contains(&links.degree(value)) {
                return Vec::new();
            }
            bonds_of(graph, settings, Node { kind, value }, needed)
        }));
    }
    bonds
}

fn bonds_of(graph: &Graph, settings: &Settings, node: Node, needed: u32) -> Vec<Bond> {
    let links = graph.links(node.kind);
    let mut made: Vec<(Time, AccountId)> = links
        .carriers(node.value)
        .iter()
        .filter_map(|&account| {
            let created = graph.snapshot.accounts[account].created_at?;
            let here = |login: &&Login| {
                Some(node.value) == if node.kind == NodeKind::Ip { login.ip() } else { login.device() }
            };
            // Sessions ascend in time.
            let sessions = graph.logins(account);
            let (first, last) = (sessions.iter().find(here)?.start, sessions.iter().rfind(here)?.start);
            let began = first.plus(DAY) >= created && first <= created.plus(BEGINNING);
            let gone = last < created.plus(LATER) && moved_on(graph, account, created);
            (began && gone).then_some((created, account))
        })
        .collect();
    made.sort_unstable();
    let window = settings.groups.n6_days * DAY;
    let mut bonds = Vec::new();
    let mut from = 0;
    while from < made.len() {
        let until = made.partition_point(|&(created, _)| created < made[from].0.plus(window));
        if until - from >= needed as usize {
            let mut accounts: Vec<AccountId> = made[from..until].iter().map(|&(_, account)| account).collect();
            accounts.sort_unstable();
            bonds.push(Bond {
                kind: BondKind::Origin,
                node: Some(node),
                more: Vec::new(),
                measure: Measure {
                    quality: 1.0,
                    bonus: 0.0,
                    value: accounts.len() as f64,
                    threshold: f64::from(settings.groups.n6_accounts),
                },
                accounts,
                pairs: None,
            });
            from = until;
        } else {
            from += 1;
        }
    }
    bonds
}

/// Whether the account has sessions after its beginning: one that was never used again did not disperse.
fn moved_on(graph: &Graph, account: AccountId, created: Time) -> bool {
    graph.logins(account).last().is_some_and(|login| login.start >= created.plus(LATER))
}
