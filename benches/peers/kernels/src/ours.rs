//! Our kernels, each as a line of JSON.

use crate::support::Edges;
use crate::{cost, files};
use ringtrace::algo::Csr;
use ringtrace::algo::bridges::cuts;
use ringtrace::algo::cliques::{CliqueConfig, maximal_cliques};
use ringtrace::algo::components;
use ringtrace::algo::kcore::core_numbers;
use ringtrace::algo::leiden::{LeidenConfig, Quality, leiden as communities, quality_of};
use ringtrace::algo::peel::{PeelConfig, dense_blocks};
use ringtrace::algo::radix::radix_sort;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

pub fn components(input: &Edges) -> String {
    let (found, cost) = cost::of(|| components::components(input.nodes, &input.edges));
    format!(r#"{{{cost}, "count": {}, "digest": "{:016x}"}}"#, found.count, digest(&found.labels))
}

pub fn components_of_rows(input: &Edges) -> String {
    let graph = Csr::from_edges(input.nodes, &input.edges);
    let (found, cost) = cost::of(|| components::components_of(&graph));
    format!(r#"{{{cost}, "count": {}, "digest": "{:016x}"}}"#, found.count, digest(&found.labels))
}

/// Leiden; beside the cost, the modularity of what was found and how it agrees with what was planted.
pub fn leiden(file: &Path, cpm: bool, resolution: f64) -> std::io::Result<String> {
    let input = files::edges(file)?;
    let weights: Vec<f32> = files::numbers(&files::beside(file, "weights"))?;
    let truth: Vec<u32> = files::numbers(&files::beside(file, "truth"))?;
    let edges: Vec<(u32, u32, f32)> = input.edges.iter().zip(weights).map(|(&(a, b), weight)| (a, b, weight)).collect();
    let graph = Csr::from_weighted_edges(input.nodes, &edges);
    drop((input, edges));
    let quality = if cpm { Quality::Cpm { resolution } } else { Quality::Modularity { resolution } };
    let config = LeidenConfig { quality, ..LeidenConfig::default() };
    let (found, cost) = cost::of(|| communities(&graph, &config));
    let modularity = quality_of(&graph, &found.labels, Quality::Modularity { resolution: 1.0 });
    let (count, digest, nmi) = (found.count, digest(&found.labels), nmi(&found.labels, &truth));
    Ok(format!(
        r#"{{{cost}, "modularity": {modularity:.5}, "count": {count}, "nmi": {nmi:.5}, "digest": "{digest:016x}"}}"#
    ))
}

/// The edges are let go before the search, as in a run.
pub fn cliques(input: Edges, min_size: usize) -> String {
    let graph = Csr::from_edges(input.nodes, &input.edges);
    drop(input);
    let config = CliqueConfig { min_size, ..CliqueConfig::default() };
    let (found, cost) = cost::of(|| maximal_cliques(&graph, &config, |_| ()));
    format!(r#"{{{cost}, "count": {}, "complete": {}}}"#, found.cliques, found.is_complete())
}

pub fn rows(input: &Edges) -> String {
    let (graph, cost) = cost::of(|| Csr::from_edges(input.nodes, &input.edges));
    format!(r#"{{{cost}, "count": {}}}"#, graph.edge_count())
}

pub fn cores(input: &Edges) -> String {
    let graph = Csr::from_edges(input.nodes, &input.edges);
    let (found, cost) = cost::of(|| core_numbers(&graph));
    format!(r#"{{{cost}, "count": {}}}"#, found.degeneracy)
}

pub fn bridges(input: &Edges) -> String {
    let graph = Csr::from_edges(input.nodes, &input.edges);
    let (found, cost) = cost::of(|| cuts(&graph));
    format!(r#"{{{cost}, "count": {}}}"#, found.bridges.len())
}

/// Peeling, with the nodes on both sides.
pub fn blocks(input: &Edges) -> String {
    let (found, cost) = cost::of(|| dense_blocks(input.nodes, input.nodes, &input.edges, &PeelConfig::default()));
    format!(r#"{{{cost}, "count": {}}}"#, found.len())
}

pub fn sort(input: &Edges) -> String {
    let mut keys: Vec<u64> = input.edges.iter().map(|&(a, b)| u64::from(a) << 32 | u64::from(b)).collect();
    let ((), cost) = cost::of(|| radix_sort(&mut keys));
    format!(r#"{{{cost}, "count": {}}}"#, keys.len())
}

fn digest(labels: &[u32]) -> u64 {
    let mut hasher = DefaultHasher::new();
    labels.hash(&mut hasher);
    hasher.finish()
}

/// Normalised mutual information of two partitions, by the arithmetic mean of their entropies.
fn nmi(a: &[u32], b: &[u32]) -> f64 {
    let total = a.len() as f64;
    let entropy = |keys: &mut dyn Iterator<Item = (u32, u32)>| -> f64 {
        let mut counts = HashMap::<_, f64>::new();
        keys.for_each(|key| *counts.entry(key).or_default() += 1.0);
        counts.values().map(|count| -count / total * (count / total).ln()).sum()
    };
    let one = entropy(&mut a.iter().map(|&x| (x, 0)));
    let two = entropy(&mut b.iter().map(|&x| (x, 0)));
    let both = entropy(&mut a.iter().copied().zip(b.iter().copied()));
    2.0 * (one + two - both) / (one + two)
}
