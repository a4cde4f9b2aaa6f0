//! How firmly a cluster holds together: bridges, and the weakest of them.

use crate::algo::Csr;
use crate::algo::bridges::cuts;
use crate::algo::components::components;

use super::diagram::ClusterGraph;

/// How a cluster hangs together.
pub struct Weakest {
    /// Ties whose loss leaves accounts apart.
    pub bridges: usize,
    /// The one with the fewest bits, as positions in the cluster's graph; the smallest of equals.
    pub edge: Option<(u32, u32)>,
    /// The groups of accounts that remain without it, as positions, by their first account.
    pub groups: Vec<Vec<u32>>,
}

/// Finds the bridges of the cluster's graph that part accounts. O(edges).
#[must_use]
pub fn weakest(tied: &ClusterGraph) -> Weakest {
    let edges: Vec<(u32, u32)> = tied.edges.iter().map(|&(a, b, ..)| (a, b)).collect();
    let found = cuts(&Csr::from_edges(tied.nodes.len(), &edges));
    // Without a bridge the part on either side must hold an account; an identifier alone is no group.
    let parting: Vec<(u32, u32, f64)> = found
        .bridges
        .iter()
        .filter_map(|bridge| {
            let at = tied.edges.binary_search_by(|edge| (edge.0, edge.1).cmp(&(bridge.a, bridge.b))).ok()?;
            Some((bridge.a, bridge.b, tied.edges[at].2))
        })
        .collect();
    let edge = parting.iter().min_by(|x, y| x.2.total_cmp(&y.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    let Some(&(a, b, _)) = edge else {
        return Weakest { bridges: 0, edge: None, groups: Vec::new() };
    };
    let rest: Vec<(u32, u32)> = edges.iter().copied().filter(|&edge| edge != (a, b)).collect();
    let groups = components(tied.nodes.len(), &rest).groups();
    let groups = groups
        .iter()
        .map(|group| group.iter().copied().filter(|&node| (node as usize) < tied.accounts).collect::<Vec<u32>>())
        .filter(|group| !group.is_empty())
        .collect();
    Weakest { bridges: parting.len(), edge: Some((a, b)), groups }
}
