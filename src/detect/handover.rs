//! N5: an account handed over after verification.

use super::finding::{RawFinding, about, rows};
use crate::graph::Graph;
use crate::messages::Message;
use crate::model::{AccountId, DAY, Indicator, Node, NodeKind, Table, ValueId};
use crate::settings::Settings;
use crate::snapshot::Login;

/// The machines and networks of the first days never return, and one new machine takes (nearly) all later sessions.
pub(super) fn n5(graph: &Graph, settings: &Settings, account: AccountId, found: &mut Vec<RawFinding>) {
    let limits = &settings.accounts;
    let sessions = graph.logins(account);
    let Some(begun) = graph.snapshot.accounts[account].created_at.or(sessions.first().map(|login| login.start)) else {
        return;
    };
    let split = sessions.partition_point(|login| login.start < begun.plus(limits.n5_days * DAY));
    let (first, later) = sessions.split_at(split);
    if later.len() < limits.n5_sessions as usize || !first.iter().any(|login| login.device().is_some()) {
        return;
    }
    let network = |login: &Login| login.ip().map(|ip| graph.snapshot.addresses.key(ip).network());
    let mut machines: Vec<ValueId> = first.iter().filter_map(|login| login.device()).collect();
    let mut networks: Vec<u64> = first.iter().filter_map(network).collect();
    machines.sort_unstable();
    networks.sort_unstable();
    let returns = |login: &Login| {
        login.device().is_none_or(|device| machines.binary_search(&device).is_ok())
            || network(login).is_some_and(|network| networks.binary_search(&network).is_ok())
    };
    if later.iter().any(returns) {
        return;
    }
    let mut taken: Vec<ValueId> = later.iter().filter_map(|login| login.device()).collect();
    taken.sort_unstable();
    let most =
        taken.chunk_by(|a, b| a == b).max_by_key(|run| run.len()).map_or((0, None), |run| (run.len(), Some(run[0])));
    if most.0 as f64 >= ONE_SET * later.len() as f64 {
        let message = Message::N5 { days: limits.n5_days, later: later.len() };
        let mut finding = about(account, Indicator::N5, later.len() as f64, f64::from(limits.n5_sessions), message);
        finding.nodes = most.1.map(|value| Node { kind: NodeKind::Device, value }).into_iter().collect();
        finding.rows = rows(Table::Logins, sessions.iter().map(|login| login.row()));
        found.push(finding);
    }
}

/// Share of the later sessions on one machine that makes it 'one new set': a phone beside it is no second hand.
const ONE_SET: f64 = 0.8;
