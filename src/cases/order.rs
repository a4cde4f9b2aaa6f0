//! The order of a report whose identifiers are pseudonyms: by what is shown, so that it says nothing of what is not.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::report::{Cluster, Diagram, Report, Timeline};

/// Sorts again every list that is sorted by account or value. O(report log report).
pub fn by_shown(report: &mut Report) {
    report.clusters.iter_mut().for_each(cluster);
    for finding in &mut report.findings {
        finding.accounts.sort_unstable();
        finding.nodes.sort_unstable();
    }
    report.accounts.sort_unstable_by(|a, b| a.account_id.cmp(&b.account_id));
    // The smallest account stands for a component: smallest by what is shown.
    let mut smallest: BTreeMap<Arc<str>, Arc<str>> = BTreeMap::new();
    for account in &report.accounts {
        smallest.entry(account.component.clone()).or_insert_with(|| account.account_id.as_str().into());
    }
    for account in &mut report.accounts {
        if let Some(first) = smallest.get(&account.component) {
            account.component.clone_from(first);
        }
    }
    report.diagrams.iter_mut().for_each(diagram);
    report.timelines.iter_mut().for_each(timeline);
}

fn cluster(cluster: &mut Cluster) {
    cluster.accounts.sort_unstable();
    cluster.identifiers.sort_unstable();
    for group in &mut cluster.cohesion.without_weakest {
        group.sort_unstable();
    }
    cluster.cohesion.without_weakest.sort_unstable();
    for piece in &mut cluster.evidence {
        piece.accounts.sort_unstable();
        piece.nodes.sort_unstable();
    }
}

/// Accounts first, then identifiers, then hubs; each by value within its kind. Edges follow their nodes.
fn diagram(diagram: &mut Diagram) {
    let rank = |at: u32| {
        let node = &diagram.nodes[at as usize];
        (node.kind != "account", node.hub, &node.kind, &node.value)
    };
    let mut order: Vec<u32> = (0..diagram.nodes.len() as u32).collect();
    order.sort_by(|&a, &b| rank(a).cmp(&rank(b)));
    let mut place = vec![0u32; order.len()];
    order.iter().enumerate().for_each(|(at, &old)| place[old as usize] = at as u32);
    diagram.nodes = order.iter().map(|&at| diagram.nodes[at as usize].clone()).collect();
    for edge in &mut diagram.edges {
        let (a, b) = (place[edge.a as usize], place[edge.b as usize]);
        (edge.a, edge.b) = (a.min(b), a.max(b));
    }
    diagram.edges.sort_by_key(|edge| (edge.a, edge.b));
}

fn timeline(timeline: &mut Timeline) {
    timeline.lanes.sort_by(|a, b| a.account.cmp(&b.account));
    let places = |values: &mut Vec<String>| -> Vec<i32> {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|&a, &b| values[a].cmp(&values[b]));
        let mut place = vec![0; values.len()];
        order.iter().enumerate().for_each(|(at, &old)| place[old] = at as i32);
        *values = order.iter().map(|&at| values[at].clone()).collect();
        place
    };
    let (devices, ips) = (places(&mut timeline.devices), places(&mut timeline.ips));
    let moved = |place: &[i32], at: i32| usize::try_from(at).ok().and_then(|at| place.get(at).copied()).unwrap_or(-1);
    for session in timeline.lanes.iter_mut().flat_map(|lane| &mut lane.sessions) {
        session.2 = moved(&devices, session.2);
        session.3 = moved(&ips, session.3);
    }
}
