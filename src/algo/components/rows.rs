//! Components of a graph that stands in rows already.

use super::super::csr::Csr;
use super::Components;
use super::forest::{Forest, SAMPLE, TASK};
use super::giant::most_common;
use rayon::prelude::*;

/// Rounds of the sampled start: edges taken from the front of each row.
const SAMPLED_NEIGHBORS: usize = 2;
/// Nodes that one task takes: what it reads of their rows in one round is still cached in the next.
const NODES: usize = TASK / 16;

/// Components of a graph that stands in rows already.
///
/// An edge is taken from the row of its larger end, whose parent was just read. A few edges of each node settle most of a giant
/// component, whose nodes then need not look at their others (Afforest); where no component holds half of those with an edge, every edge
/// is taken once. O(n + m) work, far less than m where one component is giant.
pub fn components_of(graph: &Csr) -> Components {
    let nodes = graph.node_count() as u32;
    let forest = Forest::new(graph.node_count());
    let tasks = || (0..nodes).into_par_iter().step_by(NODES).map(|start| start..nodes.min(start + NODES as u32));
    let below = |v: u32| graph.neighbors(v).iter().take_while(move |&&u| u < v).map(move |&u| (v, u));
    tasks().for_each(|task| {
        for round in 0..SAMPLED_NEIGHBORS {
            forest.unite_queued(task.clone().filter_map(|v| below(v).nth(round)));
        }
    });
    forest.flatten();
    let Some(giant) = giant(&forest, graph) else {
        tasks().for_each(|task| forest.unite_queued(task.flat_map(|v| below(v).skip(SAMPLED_NEIGHBORS))));
        return forest.finish();
    };
    tasks().for_each(|task| {
        // An edge out of the giant is seen from its other end, which is not in it (or was joined to it by then).
        let outside = task.filter(|&v| forest.load(v) != giant);
        forest.unite_queued(outside.flat_map(|v| graph.neighbors(v).iter().map(move |&u| (v, u))));
    });
    forest.finish()
}

/// The root of the component that holds half of the nodes with an edge, judged by a sample of a flat forest.
fn giant(forest: &Forest, graph: &Csr) -> Option<u32> {
    let nodes = graph.node_count() as u32;
    let step = graph.node_count().div_ceil(SAMPLE).max(1);
    let sample: Vec<u32> = (0..nodes).step_by(step).filter(|&v| graph.degree(v) > 0).map(|v| forest.load(v)).collect();
    let looked_at = sample.len();
    most_common(sample, looked_at)
}
