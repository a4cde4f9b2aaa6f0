//! Components of a graph that stands in rows already.

use super::super::csr::Csr;
use super::Components;
use super::forest::{Forest, SAMPLE, TASK};
use super::giant::most_common;
use rayon::prelude::*;

/// Rounds of the sampled start: edges taken from the front of each row.
const SAMPLED_NEIGHBORS: usize = 2;
/// Nodes that one task takes.
const NODES: usize = TASK / 16;

/// Components of a graph that stands in rows already: a few edges of each node settle most of the giant component, whose nodes
/// then need not look at their other edges (Afforest). O(n + m) work, far less than m where one component is giant.
pub fn components_of(graph: &Csr) -> Components {
    let nodes = graph.node_count() as u32;
    let forest = Forest::new(graph.node_count());
    let tasks = || (0..nodes).into_par_iter().step_by(NODES).map(|start| start..nodes.min(start + NODES as u32));
    for round in 0..SAMPLED_NEIGHBORS {
        tasks().for_each(|task| {
            forest.unite_queued(task.filter_map(|v| graph.neighbors(v).get(round).map(|&u| (v, u))));
        });
    }
    forest.flatten();
    let step = (nodes as usize).div_ceil(SAMPLE).max(1);
    let giant = most_common((0..nodes).step_by(step).map(|v| forest.load(v)).collect()).map(|found| found.0);
    tasks().for_each(|task| {
        // An edge out of the giant is seen from its other end, which is not in it (or was joined to it by then).
        let outside = task.filter(|&v| Some(forest.load(v)) != giant);
        forest.unite_queued(
            outside.flat_map(|v| graph.neighbors(v).iter().skip(SAMPLED_NEIGHBORS).map(move |&u| (v, u))),
        );
    });
    forest.finish()
}
