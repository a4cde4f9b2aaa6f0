//! What is said of each account.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::found::Findings;
use crate::algo::components::Forest;
use crate::graph::Graph;
use crate::model::{AccountId, Indicator, NodeKind, ValueId};
use crate::report::{AccountResult, Cluster};
use crate::settings::Settings;
use crate::ties::{Limits, carries_identity};

/// Every account that shows something, stands in a cluster or shares something, in the order of accounts. O(links + findings).
#[must_use]
pub(super) fn account_results(
    found: &Findings,
    settings: &Settings,
    clusters: &[Cluster],
    cluster_of: &[Option<u32>],
) -> Vec<AccountResult> {
    let graph = found.graph;
    let components = kept_components(graph, found.limits);
    let mut sizes = vec![0u32; graph.accounts()];
    components.iter().for_each(|&label| sizes[label as usize] += 1);
    // One list for all: most accounts show nothing.
    let mut shown: Vec<(AccountId, Indicator)> =
        found.raw.iter().flat_map(|raw| raw.accounts.iter().map(|&account| (account, raw.indicator))).collect();
    shown.par_sort_unstable();
    shown.dedup();
    let mut rest = shown.as_slice();
    // Room for all at once: nearly every account is told of, and a list that grows is held twice.
    let mut results = Vec::with_capacity(graph.accounts());
    let mut names: FxHashMap<u32, Arc<str>> = FxHashMap::default();
    for at in 0..graph.accounts() {
        let account = AccountId(at as u32);
        let (own, after) = rest.split_at(rest.iter().take_while(|shown| shown.0 == account).count());
        rest = after;
        let cluster = cluster_of[at].map(|rank| &clusters[rank as usize]);
        let component = components[at];
        if sizes[component as usize] < 2 && cluster.is_none() && own.is_empty() {
            continue;
        }
        let name = || graph.snapshot.account_shown(AccountId(component)).into();
        results.push(AccountResult {
            account_id: graph.snapshot.account_shown(account).into_owned(),
            component: names.entry(component).or_insert_with(name).clone(),
            cluster: cluster.map_or_else(String::new, |cluster| cluster.cluster.clone()),
            score: cluster
                .map_or_else(|| found.conduct.lone_score(account, settings.score.prior), |cluster| cluster.score),
            indicators: own.iter().map(|(_, indicator)| indicator.info().code.into()).collect(),
        });
    }
    results
}

/// Connected components of accounts over every value under its limit, and direct ties: the smallest account of each. O(links).
fn kept_components(graph: &Graph, limits: &Limits) -> Vec<u32> {
    let forest = Forest::new(graph.accounts());
    for &kind in graph.kinds() {
        let links = graph.links(kind);
        let keeps = |value: ValueId| {
            let carrier = kind == NodeKind::Ip && !carries_identity(graph.snapshot.addresses.network(value).kind);
            links.degree(value) <= limits.of(kind) && !carrier
        };
        let values = (0..links.values() as u32).into_par_iter().map(ValueId).filter(|&value| keeps(value));
        forest.unite_stream(values.flat_map_iter(|value| {
            let carriers = links.carriers(value);
            carriers.windows(2).map(|pair| (pair[0].0, pair[1].0))
        }));
    }
    let ties: Vec<(u32, u32)> = graph.snapshot.ties.iter().map(|tie| (tie.account.0, tie.other.0)).collect();
    forest.unite_all(&ties);
    forest.finish().labels
}
