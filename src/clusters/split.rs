//! The tie graph to clusters of the right size: components, cut at weak bridges, then into communities.

use crate::algo::Csr;
use crate::algo::bridges::cuts;
use crate::algo::components::components;
use crate::algo::leiden::{LeidenConfig, Quality, leiden};
use crate::model::AccountId;
use crate::settings::ClusterSettings;

use super::link::PairTie;

/// The graph of tied accounts: node `i` is `accounts[i]` (ascending), edges are `ties`.
pub struct TieGraph {
    /// Accounts with a tie, ascending.
    pub accounts: Vec<AccountId>,
    /// Ties as positions in `accounts`, with bits; ascending.
    pub ties: Vec<(u32, u32, f32)>,
}

impl TieGraph {
    /// The graph of these ties.
    #[must_use]
    pub fn new(pairs: &[PairTie]) -> Self {
        let mut accounts: Vec<AccountId> = pairs.iter().flat_map(|tie| [tie.a, tie.b]).collect();
        accounts.sort_unstable();
        accounts.dedup();
        let place = |account: AccountId| account.place_in(&accounts);
        let ties = pairs.iter().map(|tie| (place(tie.a), place(tie.b), tie.bits)).collect();
        Self { accounts, ties }
    }
}

/// Clusters of at least two accounts, each ascending, by their first account.
///
/// O(ties) but for the communities, which are near it.
#[must_use]
pub fn split(graph: &TieGraph, settings: &ClusterSettings) -> Vec<Vec<AccountId>> {
    let nodes = graph.accounts.len();
    let kept = without_weak_bridges(graph, settings);
    let parts = groups_of(nodes, &kept);
    let mut clusters = Vec::new();
    let mut place = vec![0u32; nodes];
    let label = components(nodes, &plain(&kept)).labels;
    let mut ties_of: rustc_hash::FxHashMap<u32, Vec<(u32, u32, f32)>> = rustc_hash::FxHashMap::default();
    for &(a, b, bits) in &kept {
        ties_of.entry(label[a as usize]).or_default().push((a, b, bits));
    }
    for part in parts.into_iter().filter(|part| part.len() >= 2) {
        if part.len() < SMALLEST_TO_CUT {
            clusters.push(part);
            continue;
        }
        part.iter().enumerate().for_each(|(at, &node)| place[node as usize] = at as u32);
        let ties = &ties_of[&label[part[0] as usize]];
        let local: Vec<(u32, u32, f32)> =
            ties.iter().map(|&(a, b, bits)| (place[a as usize], place[b as usize], bits)).collect();
        let resolution =
            if part.len() > settings.largest as usize { 2.0 * settings.resolution } else { settings.resolution };
        let config =
            LeidenConfig { quality: Quality::Cpm { resolution }, seed: settings.seed, ..LeidenConfig::default() };
        let found = leiden(&Csr::from_weighted_edges(part.len(), &local), &config);
        let mut communities = vec![Vec::new(); found.count];
        for (at, &community) in found.labels.iter().enumerate() {
            communities[community as usize].push(part[at]);
        }
        clusters.extend(communities.into_iter().filter(|members| members.len() >= 2));
    }
    let mut clusters: Vec<Vec<AccountId>> = clusters
        .into_iter()
        .map(|members| members.into_iter().map(|node| graph.accounts[node as usize]).collect())
        .collect();
    clusters.sort();
    clusters
}

/// Groups of fewer accounts hold together or fall apart at bridges; communities say nothing of them.
const SMALLEST_TO_CUT: usize = 6;

/// The ties but for bridges of few bits between two groups of two accounts or more.
fn without_weak_bridges(graph: &TieGraph, settings: &ClusterSettings) -> Vec<(u32, u32, f32)> {
    let csr = Csr::from_edges(graph.accounts.len(), &plain(&graph.ties));
    let found = cuts(&csr);
    let bits = |a: u32, b: u32| {
        let at = graph.ties.binary_search_by(|tie| (tie.0, tie.1).cmp(&(a, b)));
        at.map_or(0.0, |at| f64::from(graph.ties[at].2))
    };
    let weak: std::collections::BTreeSet<(u32, u32)> = found
        .bridges
        .iter()
        .filter(|bridge| bridge.a_side.min(bridge.b_side) >= 2 && bits(bridge.a, bridge.b) < settings.bridge_from)
        .map(|bridge| (bridge.a, bridge.b))
        .collect();
    graph.ties.iter().filter(|tie| !weak.contains(&(tie.0, tie.1))).copied().collect()
}

fn plain(ties: &[(u32, u32, f32)]) -> Vec<(u32, u32)> {
    ties.iter().map(|&(a, b, _)| (a, b)).collect()
}

fn groups_of(nodes: usize, ties: &[(u32, u32, f32)]) -> Vec<Vec<u32>> {
    components(nodes, &plain(ties)).groups().iter().map(<[u32]>::to_vec).collect()
}
