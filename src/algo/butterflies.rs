//! Butterflies: two rows and two columns of a bipartite graph with all four edges, the smallest thing that is dense.
//!
//! Returns the edges that lie in one. Among random edges hardly any does, so what is left is where dense blocks are.
//! Nodes are ranked by degree, and every butterfly is met once, from its node of highest degree: paths of two edges that
//! only pass nodes of lower rank are counted by where they end, and two that end alike make a butterfly.
//! O(sum over edges of the smaller degree) time; 18 bytes an edge, and a byte a node and part of the work.
//!
//! Wang, Lin, Qin, Zhang and Zhang, "Vertex priority based butterfly counting" (VLDB 2019); Chiba and Nishizeki (1985).

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::csr::Csr;

/// Those of `edges`, from rows `0..rows` to columns `0..columns`, that lie in a butterfly; ascending, each once.
///
/// # Panics
/// If an end is out of range.
#[must_use]
pub fn butterfly_edges(rows: usize, columns: usize, edges: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let order = by_degree(rows + columns, edges.iter().map(|&(row, column)| (row as usize, rows + column as usize)));
    let mut rank = vec![0; order.len()];
    order.iter().zip(0..).for_each(|(&v, place)| rank[v as usize] = place);
    let ranked: Vec<(u32, u32)> =
        edges.iter().map(|&(row, column)| (rank[row as usize], rank[rows + column as usize])).collect();
    let graph = Csr::from_edges(rows + columns, &ranked);
    drop((rank, ranked));
    let met = arcs_met(&graph);
    let (offsets, targets) = graph.as_slices();
    let mut found: Vec<(u32, u32)> = (0..graph.node_count())
        .into_par_iter()
        .flat_map_iter(|v| {
            let arcs = (offsets[v]..offsets[v + 1]).filter(|&arc| met[arc].load(Ordering::Relaxed));
            arcs.map(move |arc| (v as u32, targets[arc]))
        })
        .map(|(a, b)| (order[a as usize].min(order[b as usize]), order[a as usize].max(order[b as usize])))
        .map(|(row, column)| (row, column - rows as u32))
        .collect();
    found.par_sort_unstable();
    found.dedup();
    found
}

/// All nodes, the highest degree first; the smaller node of equals.
fn by_degree(nodes: usize, edges: impl Iterator<Item = (usize, usize)>) -> Vec<u32> {
    let mut degree = vec![0u32; nodes];
    for (a, b) in edges {
        degree[a] += 1;
        degree[b] += 1;
    }
    let mut order: Vec<u32> = (0..nodes as u32).collect();
    order.par_sort_unstable_by_key(|&v| (std::cmp::Reverse(degree[v as usize]), v));
    order
}

/// For each direction of an edge, by its place among the targets, whether a butterfly was met over it; of the two
/// directions of an edge one may be told alone.
fn arcs_met(graph: &Csr) -> Vec<AtomicBool> {
    let nodes = graph.node_count();
    let met: Vec<AtomicBool> = graph.as_slices().1.iter().map(|_| AtomicBool::new(false)).collect();
    let parts = rayon::current_num_threads() * PARTS_A_THREAD;
    (0..parts).into_par_iter().for_each(|part| {
        let mut counts = vec![0u8; nodes];
        let mut ends = Vec::new();
        // Every so many nodes: neighbours in rank take alike long.
        (part..nodes).step_by(parts).for_each(|top| meet(graph, top as u32, &mut counts, &mut ends, &met));
    });
    met
}

/// Parts of the work for each thread: nodes of high rank take longest, and are dealt out in turn.
const PARTS_A_THREAD: usize = 4;

/// Marks the arcs of all butterflies of which `top` is the node of highest rank. `counts` are all zero, before and after;
/// `ends` is room for work.
fn meet(graph: &Csr, top: u32, counts: &mut [u8], ends: &mut Vec<u32>, met: &[AtomicBool]) {
    let (offsets, _) = graph.as_slices();
    let below = |v: u32| graph.neighbors(v).partition_point(|&u| u <= top);
    let middles = &graph.neighbors(top)[below(top)..];
    ends.clear();
    for &middle in middles {
        ends.extend_from_slice(&graph.neighbors(middle)[below(middle)..]);
    }
    let mut twice = false;
    for &end in ends.iter() {
        counts[end as usize] = counts[end as usize].saturating_add(1);
        twice |= counts[end as usize] == 2;
    }
    // Other threads only ever set what is set here, so the order in which they do does not matter.
    let mark = |arc: usize| {
        if !met[arc].load(Ordering::Relaxed) {
            met[arc].store(true, Ordering::Relaxed);
        }
    };
    for &middle in if twice { middles } else { &[] } {
        let (row, first) = (offsets[middle as usize], below(middle));
        let beyond = &graph.neighbors(middle)[first..];
        for (place, _) in beyond.iter().enumerate().filter(|(_, end)| counts[**end as usize] >= 2) {
            mark(row + first + place);
            // The neighbour before the first of lower rank is the top itself.
            mark(row + first - 1);
        }
    }
    ends.iter().for_each(|&end| counts[end as usize] = 0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn naive(edges: &[(u32, u32)]) -> Vec<(u32, u32)> {
        let set: BTreeSet<(u32, u32)> = edges.iter().copied().collect();
        let closes = |&(row, column): &(u32, u32)| {
            set.iter().filter(|other| other.0 == row && other.1 != column).any(|&(_, beside)| {
                set.iter().any(|&(other, at)| other != row && at == column && set.contains(&(other, beside)))
            })
        };
        set.iter().copied().filter(closes).collect()
    }

    proptest! {
        #[test]
        fn finds_what_trying_all_finds(edges in prop::collection::vec((0u32..12, 0u32..9), 0..60)) {
            prop_assert_eq!(butterfly_edges(12, 9, &edges), naive(&edges));
        }
    }

    #[test]
    fn a_ring_of_six_has_none_and_a_square_is_one() {
        let hexagon = [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (2, 0)];
        assert_eq!(butterfly_edges(3, 3, &hexagon), []);
        let square_with_a_tail = [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2)];
        assert_eq!(butterfly_edges(2, 3, &square_with_a_tail), square_with_a_tail[..4]);
    }
}
