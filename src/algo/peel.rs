//! Dense blocks of a bipartite graph by greedy peeling.
//!
//! Returns blocks S of rows and columns with a large g(S) = (weight of the edges inside) / (rows + columns), at least half of
//! the largest possible. An edge weighs 1 / ln(d + c), d being the degree of its column, so that edges to popular columns
//! (camouflage) count little. The node with the least weight is removed again and again; the best set on the way is the block.
//! No set denser than the best one known keeps a node of less weight than that density, so such nodes may go in any order: at
//! first in sweeps over the edge list, then by a queue. Only what is left needs a heap. Weights are integers, so the result
//! is exactly that of plain greedy peeling. O(m) for each sweep (each removes nodes), O(m log n) at worst.
//!
//! Hooi, Song, Beutel, Shah, Shin and Faloutsos, "FRAUDAR" (KDD 2016); Charikar (APPROX 2000) for the guarantee; Boob et al.,
//! "Flowless" (WWW 2020) for pruning by a lower bound.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// What counts as dense, and how many blocks are wanted.
#[derive(Clone, Debug)]
pub struct PeelConfig {
    /// The c of 1 / ln(degree + c); greater than 1. The paper uses 5.
    pub column_constant: f64,
    /// Blocks extracted at most, densest first as greedy peeling finds them.
    pub max_blocks: usize,
    /// A block with a smaller g(S) ends the search.
    pub min_density: f64,
}

impl Default for PeelConfig {
    fn default() -> Self {
        Self { column_constant: 5.0, max_blocks: 1, min_density: 0.0 }
    }
}

/// A dense block.
#[derive(Clone, Debug, PartialEq)]
pub struct DenseBlock {
    /// Its rows, ascending.
    pub rows: Vec<u32>,
    /// Its columns, ascending.
    pub columns: Vec<u32>,
    /// Edges inside that no earlier block holds.
    pub edges: usize,
    /// g(S): weight of those edges for each row and column.
    pub density: f64,
}

/// Units of one in the integer weights: three thousand million edges of the largest weight still add up in 64 bits.
const UNIT: f64 = (1u64 << 31) as f64;

/// Extracts dense blocks from the graph with `edges` from rows `0..rows` to columns `0..columns`. A repeated edge counts each time.
///
/// After each block its edges are removed and the column weights taken anew, as the paper does.
///
/// # Panics
/// If an end is out of range, or the column constant is not greater than 1.
pub fn dense_blocks(rows: usize, columns: usize, edges: &[(u32, u32)], config: &PeelConfig) -> Vec<DenseBlock> {
    assert!(config.column_constant > 1.0, "the column constant must be greater than 1");
    assert!(u32::try_from(rows + columns).is_ok(), "node ids are u32");
    let mut left = edges.to_vec();
    let mut blocks = Vec::new();
    while blocks.len() < config.max_blocks && !left.is_empty() {
        let weights = column_weights(columns, &left, config.column_constant);
        let best = Sweep::new(rows, &weights, &left).run();
        let block = best.into_block(rows, &left, &weights);
        if block.density < config.min_density {
            break;
        }
        let inside = block_filter(rows, columns, &block);
        left.retain(|&edge| !inside(edge));
        blocks.push(block);
    }
    blocks
}

fn column_weights(columns: usize, edges: &[(u32, u32)], constant: f64) -> Vec<u64> {
    let mut degree = vec![0u64; columns];
    edges.iter().for_each(|&(_, column)| degree[column as usize] += 1);
    degree.iter().map(|&d| (UNIT / (d as f64 + constant).ln()).round() as u64).collect()
}

fn block_filter(rows: usize, columns: usize, block: &DenseBlock) -> impl Fn((u32, u32)) -> bool + use<> {
    let (mut in_rows, mut in_columns) = (vec![false; rows], vec![false; columns]);
    block.rows.iter().for_each(|&row| in_rows[row as usize] = true);
    block.columns.iter().for_each(|&column| in_columns[column as usize] = true);
    move |(row, column)| in_rows[row as usize] && in_columns[column as usize]
}

/// A set of nodes: rows first, then columns.
struct NodeSet(Vec<bool>);

impl NodeSet {
    fn into_block(self, rows: usize, edges: &[(u32, u32)], weights: &[u64]) -> DenseBlock {
        let (in_rows, in_columns) = self.0.split_at(rows);
        let inside = edges.iter().filter(|e| in_rows[e.0 as usize] && in_columns[e.1 as usize]);
        let (count, weight) = inside.fold((0, 0u64), |(n, sum), e| (n + 1, sum + weights[e.1 as usize]));
        let members = |flags: &[bool]| -> Vec<u32> { (0..flags.len() as u32).filter(|&i| flags[i as usize]).collect() };
        let (rows, columns) = (members(in_rows), members(in_columns));
        let density = weight as f64 / UNIT / (rows.len() + columns.len()).max(1) as f64;
        DenseBlock { rows, columns, edges: count, density }
    }
}

/// Whether `a_weight / a_size < b_weight / b_size`.
fn less_dense(a_weight: u64, a_size: usize, b_weight: u64, b_size: usize) -> bool {
    u128::from(a_weight) * (b_size as u128) < u128::from(b_weight) * a_size as u128
}

/// First stage: whole sweeps over the edges, each dropping every node lighter than the average density of what is left.
struct Sweep<'a> {
    rows: usize,
    /// Weight of an edge to each column.
    column_weight: &'a [u64],
    /// Edges between nodes that are left.
    edges: Vec<(u32, u32)>,
    /// Weight of the edges at each node (rows, then columns) to nodes that are left.
    weight: Vec<u64>,
    alive: Vec<bool>,
    size: usize,
    total: u64,
}

impl<'a> Sweep<'a> {
    fn new(rows: usize, column_weight: &'a [u64], edges: &[(u32, u32)]) -> Self {
        let nodes = rows + column_weight.len();
        let mut sweep = Self {
            rows,
            column_weight,
            edges: edges.to_vec(),
            weight: vec![0; nodes],
            alive: vec![true; nodes],
            size: nodes,
            total: 0,
        };
        for &(row, column) in edges {
            let weight = column_weight[column as usize];
            sweep.weight[row as usize] += weight;
            sweep.weight[rows + column as usize] += weight;
            sweep.total += weight;
        }
        sweep
    }

    fn run(mut self) -> NodeSet {
        // A sweep that removes less than this share of the edges leaves the rest to the queue, which touches only what changes.
        const WORTHWHILE: usize = 16;
        loop {
            let before = self.edges.len();
            self.drop_light();
            if before - self.edges.len() <= before / WORTHWHILE {
                return Greedy::new(self).run();
            }
        }
    }

    fn drop_light(&mut self) {
        let (total, size) = (self.total, self.size);
        for v in 0..self.alive.len() {
            if self.alive[v] && less_dense(self.weight[v], 1, total, size) {
                self.alive[v] = false;
                self.size -= 1;
            }
        }
        let (alive, weight, rows) = (&self.alive, &mut self.weight, self.rows);
        let (column_weight, total) = (self.column_weight, &mut self.total);
        self.edges.retain(|&(row, column)| {
            let (r, c) = (row as usize, rows + column as usize);
            let keep = alive[r] && alive[c];
            if !keep {
                let lost = column_weight[column as usize];
                weight[r] -= lost;
                weight[c] -= lost;
                *total -= lost;
            }
            keep
        });
    }
}

/// Second stage: the nodes left, renumbered in order, with rows of neighbours.
struct Greedy {
    /// Number of each node left in the whole graph.
    original: Vec<u32>,
    /// Nodes in the whole graph.
    nodes: usize,
    offsets: Vec<usize>,
    /// Neighbour and weight of the edge.
    arcs: Vec<(u32, u64)>,
    weight: Vec<u64>,
    alive: Vec<bool>,
    size: usize,
    total: u64,
    /// The best density met, as weight and size.
    best: (u64, usize),
    /// Nodes too light for any better set, not yet removed.
    doomed: VecDeque<u32>,
    is_doomed: Vec<bool>,
    /// Weight and node of the others; entries whose weight has changed since are stale.
    heap: BinaryHeap<Reverse<(u64, u32)>>,
    /// Nodes in order of removal.
    removed: Vec<u32>,
}

impl Greedy {
    fn new(sweep: Sweep) -> Self {
        let original: Vec<u32> = (0..sweep.alive.len() as u32).filter(|&v| sweep.alive[v as usize]).collect();
        let mut number = vec![0u32; sweep.alive.len()];
        original.iter().zip(0..).for_each(|(&v, i)| number[v as usize] = i);
        let ends = |&(row, column): &(u32, u32)| {
            (
                number[row as usize] as usize,
                number[sweep.rows + column as usize] as usize,
                sweep.column_weight[column as usize],
            )
        };
        let mut offsets = vec![0usize; original.len() + 1];
        for (r, c, _) in sweep.edges.iter().map(ends) {
            offsets[r] += 1;
            offsets[c] += 1;
        }
        let mut sum = 0;
        for slot in &mut offsets {
            sum += *slot;
            *slot = sum;
        }
        let mut arcs = vec![(0, 0); sum];
        for (r, c, weight) in sweep.edges.iter().map(ends) {
            offsets[r] -= 1;
            arcs[offsets[r]] = (c as u32, weight);
            offsets[c] -= 1;
            arcs[offsets[c]] = (r as u32, weight);
        }
        let left = original.len();
        Self {
            nodes: sweep.alive.len(),
            offsets,
            arcs,
            weight: original.iter().map(|&v| sweep.weight[v as usize]).collect(),
            alive: vec![true; left],
            size: left,
            total: sweep.total,
            best: (0, 1),
            doomed: VecDeque::new(),
            is_doomed: vec![false; left],
            heap: BinaryHeap::new(),
            removed: Vec::with_capacity(left),
            original,
        }
    }

    fn run(mut self) -> NodeSet {
        self.heap = (0..self.size as u32).map(|v| Reverse((self.weight[v as usize], v))).collect();
        let mut removed_at_best = 0;
        while self.size > 0 {
            if less_dense(self.best.0, self.best.1, self.total, self.size) {
                self.best = (self.total, self.size);
                removed_at_best = self.removed.len();
            }
            let Some(least) = self.take_least() else { break };
            self.remove(least);
            while let Some(v) = self.doomed.pop_front() {
                self.remove(v);
            }
        }
        let mut set = NodeSet(vec![false; self.nodes]);
        self.original.iter().for_each(|&v| set.0[v as usize] = true);
        self.removed[..removed_at_best].iter().for_each(|&v| set.0[self.original[v as usize] as usize] = false);
        set
    }

    /// The lightest node left, the smallest of equals.
    fn take_least(&mut self) -> Option<u32> {
        while let Some(Reverse((weight, v))) = self.heap.pop() {
            if self.alive[v as usize] && self.weight[v as usize] == weight {
                return Some(v);
            }
        }
        None
    }

    fn remove(&mut self, v: u32) {
        self.alive[v as usize] = false;
        self.size -= 1;
        self.total -= self.weight[v as usize];
        self.removed.push(v);
        for i in self.offsets[v as usize]..self.offsets[v as usize + 1] {
            let (u, weight) = self.arcs[i];
            if !self.alive[u as usize] || self.is_doomed[u as usize] {
                // Weights of doomed nodes must stay right as well: `total` is taken from them.
                self.weight[u as usize] -= if self.alive[u as usize] { weight } else { 0 };
                continue;
            }
            self.weight[u as usize] -= weight;
            if less_dense(self.weight[u as usize], 1, self.best.0, self.best.1) {
                self.is_doomed[u as usize] = true;
                self.doomed.push_back(u);
            } else {
                self.heap.push(Reverse((self.weight[u as usize], u)));
            }
        }
    }
}

/// Plain greedy peeling with a scan for every minimum, in the same integer weights: O(n^2 + n m), for tests.
pub fn naive_dense_block(rows: usize, columns: usize, edges: &[(u32, u32)], constant: f64) -> DenseBlock {
    let weights = column_weights(columns, edges, constant);
    let ends = |&(row, column): &(u32, u32)| (row as usize, rows + column as usize, weights[column as usize]);
    let mut alive = vec![true; rows + columns];
    let (mut best, mut best_set) = ((0u64, 1usize), vec![false; rows + columns]);
    loop {
        let inside: Vec<_> = edges.iter().map(ends).filter(|&(r, c, _)| alive[r] && alive[c]).collect();
        let size = alive.iter().filter(|&&x| x).count();
        let total = inside.iter().map(|e| e.2).sum();
        if less_dense(best.0, best.1, total, size) {
            best = (total, size);
            best_set.clone_from(&alive);
        }
        let weight = |v: usize| -> u64 { inside.iter().filter(|e| e.0 == v || e.1 == v).map(|e| e.2).sum() };
        let Some((_, least)) = (0..alive.len()).filter(|&v| alive[v]).map(|v| (weight(v), v)).min() else { break };
        alive[least] = false;
    }
    NodeSet(best_set).into_block(rows, edges, &weights)
}

#[cfg(test)]
mod tests {
    use super::super::random::SplitMix64;
    use super::*;
    use proptest::prelude::*;

    /// Background edges at random, and a full block of the first `side` rows and columns, which also rate popular columns.
    fn planted(side: u32) -> Vec<(u32, u32)> {
        let mut random = SplitMix64::new(11);
        let mut edges: Vec<_> = (0..20_000).map(|_| (random.below(5000) as u32, random.below(2000) as u32)).collect();
        edges.extend((0..side).flat_map(|row| (0..side).map(move |column| (row, column))));
        edges.extend((0..side).flat_map(|row| (1990..2000).map(move |column| (row, column))));
        edges
    }

    #[test]
    fn a_planted_block_is_found_despite_camouflage() {
        let found = &dense_blocks(5000, 2000, &planted(25), &PeelConfig::default())[0];
        let inside = found.rows.iter().filter(|&&row| row < 25).count();
        assert!(inside == 25 && found.rows.len() <= 27, "{} rows", found.rows.len());
        assert!((0..25).all(|column| found.columns.contains(&column)));
    }

    #[test]
    fn blocks_come_one_after_the_other() {
        let mut edges = Vec::new();
        for (start, side) in [(0u32, 12u32), (100, 8), (200, 5)] {
            edges.extend((start..start + side).flat_map(|row| (start..start + side).map(move |column| (row, column))));
        }
        let config = PeelConfig { max_blocks: 10, min_density: 1.2, ..PeelConfig::default() };
        let blocks = dense_blocks(300, 300, &edges, &config);
        let sides: Vec<_> = blocks.iter().map(|b| (b.rows[0], b.rows.len(), b.columns.len(), b.edges)).collect();
        assert_eq!(sides, [(0, 12, 12, 144), (100, 8, 8, 64)]);
        assert!(blocks.windows(2).all(|w| w[0].density >= w[1].density));
        let every = dense_blocks(300, 300, &edges, &PeelConfig { max_blocks: 10, ..PeelConfig::default() });
        assert_eq!(every.iter().map(|b| b.edges).sum::<usize>(), edges.len());
    }

    #[test]
    fn nothing_from_nothing() {
        assert!(dense_blocks(3, 3, &[], &PeelConfig::default()).is_empty());
        assert!(dense_blocks(0, 0, &[], &PeelConfig::default()).is_empty());
    }

    proptest! {
        #[test]
        fn equals_plain_greedy_peeling(edges in prop::collection::vec((0u32..14, 0u32..11), 1..120), constant in 1.5f64..8.0) {
            let config = PeelConfig { column_constant: constant, ..PeelConfig::default() };
            prop_assert_eq!(&dense_blocks(14, 11, &edges, &config)[0], &naive_dense_block(14, 11, &edges, constant));
        }

        #[test]
        fn at_least_half_of_the_best(edges in prop::collection::vec((0u32..5, 0u32..5), 1..25)) {
            let found = dense_blocks(5, 5, &edges, &PeelConfig::default())[0].density;
            let weights = column_weights(5, &edges, 5.0);
            let best = (1u32..1024).map(|set| {
                let flags = (0..10).map(|v| set >> v & 1 == 1).collect();
                NodeSet(flags).into_block(5, &edges, &weights).density
            }).fold(0.0, f64::max);
            prop_assert!(found <= best + 1e-9 && found >= best / 2.0 - 1e-9);
        }
    }
}
