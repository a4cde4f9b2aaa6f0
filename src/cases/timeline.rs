//! Sessions of a cluster over time.

use crate::graph::Graph;
use crate::model::{AccountId, Node, NodeKind, ValueId};
use crate::report::{Lane, Timeline};

/// Sessions of one account that a timeline shows: the last ones, a year of daily work.
const SHOWN: usize = 400;

/// The timeline of a cluster. O(sessions of its accounts).
#[must_use]
pub fn timeline(graph: &Graph, cluster: &str, accounts: &[AccountId]) -> Timeline {
    let lists: Vec<_> = accounts
        .iter()
        .map(|&account| {
            let sessions = graph.logins(account);
            (account, sessions.len(), &sessions[sessions.len().saturating_sub(SHOWN)..])
        })
        .collect();
    let mut devices: Vec<ValueId> =
        lists.iter().flat_map(|list| list.2.iter().filter_map(|login| login.device())).collect();
    let mut ips: Vec<ValueId> = lists.iter().flat_map(|list| list.2.iter().filter_map(|login| login.ip())).collect();
    for values in [&mut devices, &mut ips] {
        values.sort_unstable();
        values.dedup();
    }
    let place = |values: &[ValueId], value: Option<ValueId>| {
        value.and_then(|value| values.binary_search(&value).ok()).map_or(-1, |at| at as i32)
    };
    let lanes = lists
        .iter()
        .map(|&(account, total, sessions)| Lane {
            account: graph.snapshot.account_shown(account).into_owned(),
            total: total as u64,
            sessions: sessions
                .iter()
                .map(|login| {
                    let end = login.end().unwrap_or(login.start).max(login.start);
                    (login.start.0, end.0, place(&devices, login.device()), place(&ips, login.ip()))
                })
                .collect(),
        })
        .collect();
    let shown = |kind: NodeKind, values: &[ValueId]| {
        values.iter().map(|&value| graph.snapshot.shown(Node { kind, value })).collect()
    };
    Timeline {
        cluster: cluster.to_owned(),
        devices: shown(NodeKind::Device, &devices),
        ips: shown(NodeKind::Ip, &ips),
        lanes,
    }
}
