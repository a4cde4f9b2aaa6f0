//! Communities by the Leiden algorithm, for modularity and for the constant Potts model (CPM).
//!
//! Returns a partition in which every community is connected. Nodes move one by one to the neighbouring community that gains
//! most, with a queue of those whose neighbourhood changed; each community is then refined from single nodes upwards into
//! well-connected parts; the parts become the nodes of a smaller graph, and so on until nothing merges. All of it is
//! repeated from its own result until it is stable. The search is sequential and seeded, so the number of threads cannot matter.
//! Near O(m) for each pass; 40 bytes a node and 8 for each direction of an edge beside the graph.
//!
//! Traag, Waltman and van Eck, "From Louvain to Leiden: guaranteeing well-connected communities" (Scientific Reports 2019);
//! Traag, Van Dooren and Nesterov, "Narrow scope for resolution-limit-free community detection" (2011) for CPM.

mod level;
mod moves;
mod parts;
mod quality;
mod refine;
mod sums;

pub use quality::{quality_of, verify_communities};

use super::components::Forest;
use super::csr::Csr;
use super::random::SplitMix64;
use level::Level;
use moves::Mover;
use rayon::prelude::*;

/// What makes a partition good.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quality {
    /// Share of edge weight inside communities beyond what the nodes' strengths would give by chance: at resolution 1 it joins
    /// small groups of a large graph.
    Modularity {
        /// 1 is the usual; larger finds smaller communities.
        resolution: f64,
    },
    /// Edge weight inside communities less `resolution` for each pair of nodes: a community has at least this density inside, and
    /// less between it and any other, whatever the size of the graph.
    Cpm {
        /// Weight for each pair of nodes, in units of edge weight.
        resolution: f64,
    },
}

/// How to search.
#[derive(Clone, Debug)]
pub struct LeidenConfig {
    /// What to maximise.
    pub quality: Quality,
    /// Fixes the order in which nodes are visited and the refinement's choices.
    pub seed: u64,
    /// Passes at most; a pass that moves nothing ends the search before.
    pub max_passes: usize,
    /// A pass that raises the quality by a smaller share than this is the last; 0 goes on to the limit or until nothing moves.
    pub min_gain: f64,
    /// Spread of the refinement's random choice, in units of gain (theta in the paper); 0 takes the best.
    pub randomness: f64,
}

impl Default for LeidenConfig {
    fn default() -> Self {
        Self {
            quality: Quality::Modularity { resolution: 1.0 },
            seed: 1,
            max_passes: 10,
            min_gain: 1e-3,
            randomness: 0.01,
        }
    }
}

/// A partition of the nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct Communities {
    /// Community of each node; communities are numbered from 0 by their smallest node.
    pub labels: Vec<u32>,
    /// Number of communities.
    pub count: usize,
    /// Value of the quality function: modularity (at most 1), or CPM's sum in units of edge weight.
    pub quality: f64,
    /// Passes made.
    pub passes: usize,
    /// Whether the last pass moved nothing: then no single node and no whole community can move or merge for gain.
    pub stable: bool,
    /// Communities that came out of the last pass disconnected and were split; 0 when `stable`.
    pub split: usize,
}

/// Communities of `graph`; edges weigh 1 where it has no weights.
///
/// # Panics
/// If the resolution or the randomness is negative or not finite.
pub fn leiden(graph: &Csr, config: &LeidenConfig) -> Communities {
    let resolution = match config.quality {
        Quality::Modularity { resolution } | Quality::Cpm { resolution } => resolution,
    };
    assert!(resolution.is_finite() && resolution >= 0.0, "the resolution must be finite and not negative");
    assert!(
        config.randomness.is_finite() && config.randomness >= 0.0,
        "the randomness must be finite and not negative"
    );
    let base = Level::of_graph(graph, config.quality);
    let mut search = Pass { config, mover: Mover::new(base.nodes()), random: SplitMix64::new(config.seed) };
    let mut labels: Vec<u32> = (0..base.nodes() as u32).collect();
    let (mut passes, mut stable) = (0, base.nodes() == 0);
    let mut value = f64::NEG_INFINITY;
    while passes < config.max_passes && !stable {
        stable = !search.run(&base, &mut labels);
        passes += 1;
        if config.min_gain > 0.0 {
            let before = std::mem::replace(&mut value, quality_of(graph, &labels, config.quality));
            if value - before < config.min_gain * value.abs() {
                break;
            }
        }
    }
    finish(graph, config, &labels, passes, stable)
}

/// One pass through all levels, and what it reuses from pass to pass.
struct Pass<'a> {
    config: &'a LeidenConfig,
    mover: Mover,
    random: SplitMix64,
}

impl Pass<'_> {
    /// Improves `labels` (a community of each node of `base`, numbers below the number of nodes); whether anything moved.
    fn run(&mut self, base: &Level, labels: &mut [u32]) -> bool {
        let mut moved = self.mover.run(base, labels, &mut self.random) > 0;
        let mut parts = refine::refine(base, labels, self.config.randomness, &mut self.random);
        if parts.count == base.nodes() {
            return moved;
        }
        let mut level = base.aggregate(&parts);
        let mut top = std::mem::take(&mut parts.community);
        let mut node_of: Vec<u32> = parts.part;
        loop {
            moved |= self.mover.run(&level, &mut top, &mut self.random) > 0;
            let mut parts = refine::refine(&level, &top, self.config.randomness, &mut self.random);
            if parts.count == level.nodes() {
                break;
            }
            node_of.par_iter_mut().for_each(|node| *node = parts.part[*node as usize]);
            level = level.aggregate(&parts);
            top = std::mem::take(&mut parts.community);
        }
        labels.par_iter_mut().zip(&node_of).for_each(|(label, &node)| *label = top[node as usize]);
        moved
    }
}

/// Splits what is disconnected, numbers the communities and values them.
fn finish(graph: &Csr, config: &LeidenConfig, labels: &[u32], passes: usize, stable: bool) -> Communities {
    let forest = Forest::new(labels.len());
    (0..labels.len() as u32).into_par_iter().with_min_len(1024).for_each(|v| {
        for &u in graph.neighbors(v).iter().take_while(|&&u| u < v) {
            if labels[u as usize] == labels[v as usize] {
                forest.unite(u, v);
            }
        }
    });
    let connected = forest.finish();
    let mut distinct = vec![false; labels.len()];
    for &label in labels {
        distinct[label as usize] = true;
    }
    let before = distinct.iter().filter(|&&used| used).count();
    let mut number = vec![0u32; labels.len()];
    let mut next = 0;
    for (v, &root) in connected.labels.iter().enumerate() {
        if v as u32 == root {
            number[v] = next;
            next += 1;
        }
    }
    let labels: Vec<u32> = connected.labels.iter().map(|&root| number[root as usize]).collect();
    let quality = quality_of(graph, &labels, config.quality);
    Communities { labels, count: connected.count, quality, passes, stable, split: connected.count - before }
}

#[cfg(test)]
mod tests;
