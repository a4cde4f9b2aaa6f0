//! Butterflies: two rows and two columns of a bipartite graph with all four edges, the smallest thing that is dense.
//!
//! Tells which edges lie in one. Among random edges hardly any does, so what is left is where dense blocks are.
//! Nodes are ranked by degree, and every butterfly is met once, from its node of highest degree: paths of two edges that
//! only pass nodes of lower rank are counted by where they end, and two that end alike make a butterfly.
//! O(sum over edges of the smaller degree) time, 8 bytes a direction of an edge, and a byte a node and part of the work.
//!
//! Wang, Lin, Qin, Zhang and Zhang, "Vertex priority based butterfly counting" (VLDB 2019); Chiba and Nishizeki (1985).

use rayon::prelude::*;

use super::csr::Csr;

/// For each of `edges`, from rows `0..rows` to columns `0..columns`, whether it lies in a butterfly; same order. A
/// repeated edge is one edge.
///
/// # Panics
/// If an end is out of range.
#[must_use]
pub fn in_butterflies(rows: usize, columns: usize, edges: &[(u32, u32)]) -> Vec<bool> {
    let nodes = rows + columns;
    let rank = ranks(nodes, edges.iter().map(|&(row, column)| (row as usize, rows + column as usize)));
    let ends = |&(row, column): &(u32, u32)| (rank[row as usize], rank[rows + column as usize]);
    let graph = Csr::from_edges(nodes, &edges.iter().map(ends).collect::<Vec<_>>());
    let met = arcs_met(&graph);
    let (offsets, _) = graph.as_slices();
    let is_met = |from: u32, to: u32| {
        graph.neighbors(from).binary_search(&to).is_ok_and(|place| met[offsets[from as usize] + place])
    };
    edges.par_iter().map(ends).map(|(a, b)| is_met(a, b) || is_met(b, a)).collect()
}

/// The place of each node by degree, the highest first; the smaller node of equals.
fn ranks(nodes: usize, edges: impl Iterator<Item = (usize, usize)>) -> Vec<u32> {
    let mut degree = vec![0u32; nodes];
    for (a, b) in edges {
        degree[a] += 1;
        degree[b] += 1;
    }
    let mut order: Vec<u32> = (0..nodes as u32).collect();
    order.par_sort_unstable_by_key(|&v| (std::cmp::Reverse(degree[v as usize]), v));
    let mut rank = vec![0; nodes];
    for (&v, place) in order.iter().zip(0..) {
        rank[v as usize] = place;
    }
    rank
}

/// For each direction of an edge, by its place among the targets, whether a butterfly was met over it; of the two
/// directions of an edge, the one from the middle of the path is told.
fn arcs_met(graph: &Csr) -> Vec<bool> {
    let nodes = graph.node_count();
    let parts = rayon::current_num_threads() * PARTS_A_THREAD;
    let found: Vec<Vec<usize>> = (0..parts)
        .into_par_iter()
        .map(|part| {
            let mut counts = vec![0u8; nodes];
            let mut found = Vec::new();
            // Every so many nodes: neighbours in rank take alike long.
            (part..nodes).step_by(parts).for_each(|top| meet(graph, top as u32, &mut counts, &mut found));
            found
        })
        .collect();
    let mut met = vec![false; graph.as_slices().1.len()];
    found.into_iter().flatten().for_each(|arc| met[arc] = true);
    met
}

/// Parts of the work for each thread: nodes of high rank take longest, and are dealt out in turn.
const PARTS_A_THREAD: usize = 4;

/// Adds to `found` the arcs of all butterflies of which `top` is the node of highest rank. `counts` are all zero, before
/// and after.
fn meet(graph: &Csr, top: u32, counts: &mut [u8], found: &mut Vec<usize>) {
    let (offsets, _) = graph.as_slices();
    let below = |v: u32| graph.neighbors(v).partition_point(|&u| u <= top);
    let middles = &graph.neighbors(top)[below(top)..];
    let mut twice = false;
    for &middle in middles {
        for &end in &graph.neighbors(middle)[below(middle)..] {
            counts[end as usize] = counts[end as usize].saturating_add(1);
            twice |= counts[end as usize] == 2;
        }
    }
    for &middle in middles {
        let first = below(middle);
        let row = offsets[middle as usize];
        let mut any = false;
        for (place, &end) in graph.neighbors(middle).iter().enumerate().skip(first) {
            if twice && counts[end as usize] >= 2 {
                found.push(row + place);
                any = true;
            }
        }
        if any {
            // The node before the first of lower rank is the top itself.
            found.push(row + first - 1);
        }
    }
    for &middle in middles {
        graph.neighbors(middle)[below(middle)..].iter().for_each(|&end| counts[end as usize] = 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn naive(edges: &[(u32, u32)]) -> Vec<bool> {
        let set: BTreeSet<(u32, u32)> = edges.iter().copied().collect();
        let closes = |&(row, column): &(u32, u32)| {
            set.iter().filter(|other| other.0 == row && other.1 != column).any(|&(_, beside)| {
                set.iter().any(|&(other, at)| other != row && at == column && set.contains(&(other, beside)))
            })
        };
        edges.iter().map(closes).collect()
    }

    proptest! {
        #[test]
        fn finds_what_trying_all_finds(edges in prop::collection::vec((0u32..12, 0u32..9), 0..60)) {
            prop_assert_eq!(in_butterflies(12, 9, &edges), naive(&edges));
        }
    }

    #[test]
    fn a_ring_of_six_has_none_and_a_square_is_one() {
        let hexagon = [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (2, 0)];
        assert_eq!(in_butterflies(3, 3, &hexagon), [false; 6]);
        let square_with_a_tail = [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2)];
        assert_eq!(in_butterflies(2, 3, &square_with_a_tail), [true, true, true, true, false]);
    }
}
