//! Maximal cliques of at least a given size, streamed to a sink, never held together.
//!
//! Nodes are renumbered in degeneracy order; each is once the first node of its cliques, the rest of which lie among its later
//! neighbours P, at most `degeneracy` many. P and the earlier neighbours X that could make a clique non-maximal become one
//! small universe of bitsets, in which Bron and Kerbosch's search runs with Tomita's pivot on an explicit stack.
//! O(d n 3^(d/3)) time for degeneracy d; roots are searched in parallel, and cliques reach the sink in order of root.
//!
//! Bron and Kerbosch (1973); Tomita, Tanaka and Takahashi (2006); Eppstein, Löffler and Strash (ISAAC 2010).

mod ordered;
mod search;

use super::csr::Csr;
use ordered::Ordered;
use rayon::prelude::*;
use search::{Block, Workspace, search_block};
use std::sync::Mutex;

/// What to look for, and how long.
#[derive(Clone, Debug)]
pub struct CliqueConfig {
    /// Cliques with fewer nodes are not reported; 1 reports isolated nodes, 2 lone edges.
    pub min_size: usize,
    /// Search steps (nodes added to a partial clique) spent on one root before the rest of that root is given up.
    pub steps_per_root: u64,
    /// Search steps in all; roots that come after the block that passes this limit are not searched.
    pub steps_total: u64,
}

impl Default for CliqueConfig {
    fn default() -> Self {
        Self { min_size: 3, steps_per_root: 20_000_000, steps_total: 2_000_000_000 }
    }
}

/// What a search did. Counts are of what reached the sink.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CliqueSummary {
    /// Cliques handed to the sink.
    pub cliques: u64,
    /// Nodes in the largest of them.
    pub largest: usize,
    /// Search steps taken.
    pub steps: u64,
    /// Roots whose search was given up at `steps_per_root`.
    pub roots_cut: u64,
    /// Roots not searched because `steps_total` was used up.
    pub roots_skipped: u64,
}

impl CliqueSummary {
    /// Whether every maximal clique of the asked size was reported.
    pub fn is_complete(&self) -> bool {
        self.roots_cut == 0 && self.roots_skipped == 0
    }
}

/// Roots whose cliques are collected by one task before they reach the sink.
const ROOTS_PER_BLOCK: usize = 64;
/// Blocks searched between two visits to the sink; what they find is held meanwhile.
const BLOCKS_PER_WAVE: usize = 32;

/// Hands every maximal clique of `graph` with at least `config.min_size` nodes to `sink`, its nodes ascending.
///
/// The order of cliques, and where a budget cuts, depend on the graph and the configuration alone. Parallel edges do not matter.
/// Extra memory: 16 bytes a node and 8 an edge, a bitset universe for each thread, and the cliques of one wave of roots.
pub fn maximal_cliques(graph: &Csr, config: &CliqueConfig, mut sink: impl FnMut(&[u32])) -> CliqueSummary {
    let ordered = Ordered::new(graph);
    let mut summary = CliqueSummary::default();
    let starts: Vec<usize> = (0..ordered.nodes()).step_by(ROOTS_PER_BLOCK).collect();
    let mut searched = 0;
    let spare = Mutex::new(Vec::new());
    for wave in starts.chunks(BLOCKS_PER_WAVE) {
        let search = |&start: &usize| {
            let roots = start as u32..(start + ROOTS_PER_BLOCK).min(ordered.nodes()) as u32;
            // rayon would make one workspace for each task; these outlive their task and serve the next.
            let lent = spare.lock().map_or(None, |mut spare| spare.pop());
            let mut workspace = lent.unwrap_or_else(|| Workspace::new(ordered.nodes()));
            let block = search_block(&ordered, config, roots, &mut workspace);
            if let Ok(mut spare) = spare.lock() {
                spare.push(workspace);
            }
            block
        };
        let blocks: Vec<Block> = wave.par_iter().with_max_len(1).map(search).collect();
        for block in blocks {
            if summary.steps >= config.steps_total {
                summary.roots_skipped = (ordered.nodes() - searched) as u64;
                return summary;
            }
            searched += block.roots;
            summary.absorb(&block);
            block.cliques().for_each(&mut sink);
        }
    }
    summary
}

impl CliqueSummary {
    fn absorb(&mut self, block: &Block) {
        self.cliques += block.ends.len() as u64;
        self.largest = self.largest.max(block.cliques().map(<[u32]>::len).max().unwrap_or(0));
        self.steps += block.steps;
        self.roots_cut += block.roots_cut;
    }
}

/// All maximal cliques with at least `min_size` nodes, found by growing every clique one node at a time and keeping those that
/// nothing extends; each ascending, all sorted. Exponential, for tests on small graphs.
pub fn naive_maximal_cliques(graph: &Csr, min_size: usize) -> Vec<Vec<u32>> {
    let nodes = graph.node_count() as u32;
    let mut found = Vec::new();
    let mut open: Vec<Vec<u32>> = (0..nodes).map(|v| vec![v]).collect();
    while let Some(clique) = open.pop() {
        let fits = |u: &u32| clique.iter().all(|&v| v != *u && graph.has_edge(v, *u));
        let last = clique[clique.len() - 1];
        if clique.len() >= min_size && !(0..nodes).any(|u| fits(&u)) {
            found.push(clique.clone());
        }
        open.extend((last + 1..nodes).filter(fits).map(|u| [clique.as_slice(), &[u]].concat()));
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests;
