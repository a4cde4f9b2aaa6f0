//! Dense blocks of a bipartite graph by greedy peeling.
//!
//! Returns blocks S of rows and columns with a large g(S) = (weight of the edges inside) / (rows + columns), at least half of
//! the largest possible. An edge weighs 1 / ln(d + c), d being the degree of its column, so that edges to popular columns
//! (camouflage) count little. The node with the least weight is removed again and again; the best set on the way is the block.
//! No set denser than the best one known keeps a node of less weight than that density, so such nodes may go in any order: a
//! coarse peel of whole layers finds a good set first, sweeps over the edge list drop what is too light for a better one, and
//! only what is left is peeled exactly, with a heap. Weights are integers, so plain greedy peeling is reproduced to the last
//! node unless the coarse set is denser still. O(m) for each layer or sweep, of which there are O(log n); O(m log n) at worst.
//!
//! Hooi, Song, Beutel, Shah, Shin and Faloutsos, "FRAUDAR" (KDD 2016); Charikar (APPROX 2000) for the guarantee; Boob et al.,
//! "Flowless" (WWW 2020) for pruning by a lower bound; Bahmani, Kumar and Vassilvitskii (VLDB 2012) for peeling in layers.

mod greedy;
mod heap;
mod sweep;

use greedy::Greedy;
use sweep::Sweep;

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
        let layered = Sweep::new(rows, &weights, &left).layers();
        let mut core = Sweep::new(rows, &weights, &left);
        core.keep_denser_than(layered.density);
        let best = Greedy::new(&core, layered.density).run().unwrap_or(layered.set);
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
    for &(_, column) in edges {
        degree[column as usize] += 1;
    }
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

/// A density as weight over size, compared without division.
#[derive(Clone, Copy, Debug)]
struct Density {
    weight: u64,
    size: usize,
}

impl Density {
    fn is_below(self, other: Self) -> bool {
        u128::from(self.weight) * (other.size as u128) < u128::from(other.weight) * self.size as u128
    }

    /// Whether a node of this weight is too light for any set denser than `self`.
    fn exceeds(self, node_weight: u64) -> bool {
        Self { weight: node_weight, size: 1 }.is_below(self)
    }
}

/// Plain greedy peeling with a scan for every minimum, in the same integer weights: O(n^2 + n m), for tests.
pub fn naive_dense_block(rows: usize, columns: usize, edges: &[(u32, u32)], constant: f64) -> DenseBlock {
    let weights = column_weights(columns, edges, constant);
    let ends = |&(row, column): &(u32, u32)| (row as usize, rows + column as usize, weights[column as usize]);
    let mut alive = vec![true; rows + columns];
    let (mut best, mut best_set) = (Density { weight: 0, size: 1 }, vec![false; rows + columns]);
    loop {
        let inside: Vec<_> = edges.iter().map(ends).filter(|&(r, c, _)| alive[r] && alive[c]).collect();
        let size = alive.iter().filter(|&&x| x).count();
        let density = Density { weight: inside.iter().map(|e| e.2).sum(), size };
        if best.is_below(density) {
            best = density;
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
        fn is_plain_greedy_peeling_or_better(edges in prop::collection::vec((0u32..14, 0u32..11), 1..120), constant in 1.5f64..8.0) {
            let config = PeelConfig { column_constant: constant, ..PeelConfig::default() };
            let (found, plain) = (&dense_blocks(14, 11, &edges, &config)[0], naive_dense_block(14, 11, &edges, constant));
            prop_assert!(*found == plain || found.density > plain.density, "{found:?} for {plain:?}");
            // Without the layers' lower bound it is the very same.
            let weights = column_weights(11, &edges, constant);
            let mut core = Sweep::new(14, &weights, &edges);
            let whole = core.density();
            core.keep_denser_than(whole);
            let exact = Greedy::new(&core, whole).run().expect("the whole graph at least");
            prop_assert_eq!(exact.into_block(14, &edges, &weights), plain);
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
