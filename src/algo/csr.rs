//! An undirected graph in compressed sparse rows: what every algorithm here but the edge-streaming ones reads.
//!
//! Both directions of each edge are stored, rows are sorted, so that a look-up is a binary search and every walk has
//! one order. Rows are filled by counting sort and sorted in parallel: O(n + m log d) time, 4 bytes (8 with weights) for
//! each direction of an edge. The layout is that of the GAP Benchmark Suite (Beamer, Asanović, Patterson 2015).

use std::fmt;

use super::rows::Rows;

/// An undirected graph over the nodes `0..node_count()`, without self-loops.
///
/// `offsets` has `n + 1` entries; the neighbours of `v` are `targets[offsets[v]..offsets[v + 1]]`, ascending. `weights`, where
/// present, has one entry for each target; both directions of an edge carry the same weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Csr {
    offsets: Vec<usize>,
    targets: Vec<u32>,
    weights: Option<Vec<f32>>,
    parallel_edges: bool,
}

/// What [`Csr::validate`] found wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsrFault {
    /// The node whose row is wrong, where one row is to blame.
    pub node: Option<u32>,
    /// What is wrong, in words.
    pub what: &'static str,
}

impl fmt::Display for CsrFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.node {
            Some(node) => write!(f, "row of node {node}: {}", self.what),
            None => f.write_str(self.what),
        }
    }
}

impl std::error::Error for CsrFault {}

impl Csr {
    /// A simple graph on `nodes` nodes: self-loops are dropped, repeated edges (in either direction) kept once.
    ///
    /// # Panics
    /// If an endpoint is not below `nodes`.
    pub fn from_edges(nodes: usize, edges: &[(u32, u32)]) -> Self {
        let mut rows = Rows::scatter(nodes, edges.iter().map(|&(a, b)| (a, b)), |target, ()| target, |_| ());
        rows.sort();
        rows.compact(|last, next| *last == next);
        Self { offsets: rows.offsets, targets: rows.items, weights: None, parallel_edges: false }
    }

    /// As [`Csr::from_edges`], but repeated edges stay: each is an edge of its own (two links are not a bridge).
    ///
    /// # Panics
    /// If an endpoint is not below `nodes`.
    pub fn multigraph(nodes: usize, edges: &[(u32, u32)]) -> Self {
        let mut rows = Rows::scatter(nodes, edges.iter().map(|&(a, b)| (a, b)), |target, ()| target, |_| ());
        rows.sort();
        Self { offsets: rows.offsets, targets: rows.items, weights: None, parallel_edges: true }
    }

    /// A simple weighted graph: self-loops are dropped, the weights of repeated edges added up.
    ///
    /// Repeats are added in ascending order of weight, so that the order of `edges` does not matter.
    ///
    /// # Panics
    /// If an endpoint is not below `nodes`, or a weight is negative or not finite.
    pub fn from_weighted_edges(nodes: usize, edges: &[(u32, u32, f32)]) -> Self {
        assert!(edges.iter().all(|e| e.2.is_finite() && e.2 >= 0.0), "edge weights must be finite and not negative");
        // Bits of non-negative floats ascend with their value, so one integer sorts by target, then weight. `+ 0.0` turns -0.0 into 0.0.
        let pack = |target: u32, weight: f32| u64::from(target) << 32 | u64::from((weight + 0.0).to_bits());
        let ends = edges.iter().map(|&(a, b, _)| (a, b));
        let mut rows = Rows::scatter(nodes, ends, pack, |i| edges[i].2);
        rows.sort();
        let mut targets = Vec::with_capacity(rows.items.len());
        let mut weights = Vec::with_capacity(rows.items.len());
        let mut offsets = Vec::with_capacity(nodes + 1);
        offsets.push(0);
        for row in rows.offsets.windows(2) {
            for same in rows.items[row[0]..row[1]].chunk_by(|a, b| a >> 32 == b >> 32) {
                targets.push((same[0] >> 32) as u32);
                let total: f64 = same.iter().map(|&item| f64::from(f32::from_bits(item as u32))).sum();
                weights.push((total as f32).min(f32::MAX));
            }
            offsets.push(targets.len());
        }
        Self { offsets, targets, weights: Some(weights), parallel_edges: false }
    }

    /// Number of nodes.
    pub fn node_count(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Number of undirected edges.
    pub fn edge_count(&self) -> usize {
        self.targets.len() / 2
    }

    /// The neighbours of `v`, ascending.
    pub fn neighbors(&self, v: u32) -> &[u32] {
        &self.targets[self.row(v)]
    }

    /// The weights of the edges to [`Csr::neighbors`], in the same order; `None` where the graph has no weights.
    pub fn weights(&self, v: u32) -> Option<&[f32]> {
        self.weights.as_ref().map(|weights| &weights[self.row(v)])
    }

    /// Whether edges carry weights.
    pub fn is_weighted(&self) -> bool {
        self.weights.is_some()
    }

    /// Number of neighbours of `v`.
    pub fn degree(&self, v: u32) -> usize {
        self.row(v).len()
    }

    /// Whether `a` and `b` are joined. O(log d), in the shorter row.
    pub fn has_edge(&self, a: u32, b: u32) -> bool {
        let (short, other) = if self.degree(a) <= self.degree(b) { (a, b) } else { (b, a) };
        self.neighbors(short).binary_search(&other).is_ok()
    }

    /// The raw arrays `offsets` (n + 1 entries) and `targets`.
    pub fn as_slices(&self) -> (&[usize], &[u32]) {
        (&self.offsets, &self.targets)
    }

    /// Each edge once, as `(a, b)` with `a < b`, ascending.
    pub fn edges(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        (0..self.node_count() as u32)
            .flat_map(move |a| self.neighbors(a).iter().filter(move |&&b| a < b).map(move |&b| (a, b)))
    }

    /// Checks every promise of the type: lengths, ranges, order, no self-loops, symmetry of edges and weights. O(m log d).
    pub fn validate(&self) -> Result<(), CsrFault> {
        let fault = |node, what| Err(CsrFault { node, what });
        if self.offsets.first() != Some(&0) || self.offsets.last() != Some(&self.targets.len()) {
            return fault(None, "offsets do not span targets");
        }
        if self.weights.as_ref().is_some_and(|weights| weights.len() != self.targets.len()) {
            return fault(None, "weights and targets differ in length");
        }
        let nodes = self.node_count();
        if self.offsets.windows(2).any(|w| w[0] > w[1]) {
            return fault(None, "offsets are not ascending");
        }
        for v in 0..nodes as u32 {
            let row = self.neighbors(v);
            if row.iter().any(|&t| t as usize >= nodes || t == v) {
                return fault(Some(v), "a target is out of range or a self-loop");
            }
            if row.windows(2).any(|w| w[0] > w[1] || (w[0] == w[1] && !self.parallel_edges)) {
                return fault(Some(v), "targets are not ascending");
            }
            if !row.iter().enumerate().all(|(i, &t)| self.mirrored(v, i, t)) {
                return fault(Some(v), "an edge is not the same in both directions");
            }
        }
        Ok(())
    }

    fn row(&self, v: u32) -> std::ops::Range<usize> {
        self.offsets[v as usize]..self.offsets[v as usize + 1]
    }

    /// Whether entry `i` of row `v`, an edge to `t`, stands in row `t` too, as often and with the same weight.
    fn mirrored(&self, v: u32, i: usize, t: u32) -> bool {
        let count = |row: &[u32], x| row.partition_point(|&y| y <= x) - row.partition_point(|&y| y < x);
        let back = self.neighbors(t).partition_point(|&y| y < v);
        let same_weight = match (self.weights(v), self.weights(t)) {
            (Some(here), Some(there)) => there.get(back).is_some_and(|w| w.to_bits() == here[i].to_bits()),
            _ => true,
        };
        count(self.neighbors(v), t) == count(self.neighbors(t), v) && same_weight
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn empty_graphs_are_valid() {
        for nodes in [0, 1, 5] {
            let graph = Csr::from_edges(nodes, &[]);
            assert_eq!(graph.validate(), Ok(()));
            assert_eq!((graph.node_count(), graph.edge_count()), (nodes, 0));
        }
    }

    #[test]
    fn validate_names_the_broken_row() {
        let graph = Csr { offsets: vec![0, 1, 1], targets: vec![1], weights: None, parallel_edges: false };
        assert_eq!(graph.validate().map_err(|f| f.node), Err(Some(0)));
        let graph = Csr { offsets: vec![0, 1], targets: vec![], weights: None, parallel_edges: false };
        assert_eq!(graph.validate().map_err(|f| f.node), Err(None));
    }

    proptest! {
        #[test]
        fn holds_exactly_the_edges_given(edges in prop::collection::vec((0u32..40, 0u32..40), 0..300)) {
            let graph = Csr::from_edges(40, &edges);
            prop_assert_eq!(graph.validate(), Ok(()));
            let expected: BTreeSet<_> = edges.iter().filter(|e| e.0 != e.1).map(|&(a, b)| (a.min(b), a.max(b))).collect();
            prop_assert_eq!(graph.edges().collect::<BTreeSet<_>>(), expected);
            let multi = Csr::multigraph(40, &edges);
            prop_assert_eq!(multi.validate(), Ok(()));
            prop_assert_eq!(multi.edge_count(), edges.iter().filter(|e| e.0 != e.1).count());
        }

        #[test]
        fn sums_weights_in_any_order(edges in prop::collection::vec((0u32..8, 0u32..8, 0f32..10.0), 0..100)) {
            let graph = Csr::from_weighted_edges(8, &edges);
            prop_assert_eq!(graph.validate(), Ok(()));
            let mut turned: Vec<_> = edges.iter().map(|&(a, b, w)| (b, a, w)).collect();
            turned.reverse();
            prop_assert_eq!(&Csr::from_weighted_edges(8, &turned), &graph);
            let mut expected = BTreeMap::<_, f64>::new();
            for &(a, b, w) in edges.iter().filter(|e| e.0 != e.1) {
                *expected.entry((a.min(b), a.max(b))).or_default() += f64::from(w);
            }
            for (&(a, b), &total) in &expected {
                let at = graph.neighbors(a).binary_search(&b).expect("edge is kept");
                let weight = f64::from(graph.weights(a).expect("graph is weighted")[at]);
                prop_assert!((weight - total).abs() < 1e-3);
            }
            prop_assert_eq!(graph.edge_count(), expected.len());
        }
    }
}
