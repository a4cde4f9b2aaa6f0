//! The peers that are Rust crates.

use crate::cost;
use crate::support::Edges;
use graph::prelude::*;
use petgraph::unionfind::UnionFind;

pub fn petgraph_union_find(input: &Edges) -> String {
    let (labels, cost) = cost::of(|| united(input.nodes, &input.edges));
    format!(r#"{{{cost}, "count": {}}}"#, distinct(labels))
}

fn united(nodes: usize, edges: &[(u32, u32)]) -> Vec<u32> {
    let mut sets = UnionFind::<u32>::new(nodes);
    for &(a, b) in edges {
        sets.union(a, b);
    }
    sets.into_labeling()
}

/// neo4j-labs' `graph`: a graph in rows, then components; only the latter is timed, and the time of the rows told.
pub fn graph_crate(kernel: &str, input: Edges) -> String {
    let nodes = input.nodes;
    let build =
        || -> DirectedCsrGraph<u32> { GraphBuilder::new().csr_layout(CsrLayout::Sorted).edges(input.edges).build() };
    let (graph, built) = cost::of(build);
    let config = WccConfig::default();
    let (labels, cost) = match kernel {
        "graph-afforest" => labels(graph.node_count(), || wcc_afforest(&graph, config)),
        "graph-dss" => labels(graph.node_count(), || wcc_afforest_dss(&graph, config)),
        _ => labels(graph.node_count(), || wcc_baseline(&graph, config)),
    };
    // Nodes above the last that has an edge are not in its graph.
    let count = distinct(labels) + nodes - graph.node_count() as usize;
    format!(r#"{{{cost}, "count": {count}, "rows": {{{built}}}}}"#)
}

/// `to_vec` of its disjoint sets gives parents, which are no labels; `component` climbs, outside the time.
fn labels<C: Components<u32>>(nodes: u32, job: impl FnOnce() -> C) -> (Vec<u32>, String) {
    let (found, cost) = cost::of(job);
    ((0..nodes).map(|v| found.component(v)).collect(), cost)
}

fn distinct(mut labels: Vec<u32>) -> usize {
    labels.sort_unstable();
    labels.dedup();
    labels.len()
}
