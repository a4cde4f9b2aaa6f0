//! The value of a partition, and a check of what Leiden promises.

use super::super::csr::Csr;
use super::{Communities, Quality};
use std::collections::BTreeMap;

/// Value of the partition `labels` (numbers below the number of nodes): modularity, or CPM's sum in units of edge weight. O(n + m).
pub fn quality_of(graph: &Csr, labels: &[u32], quality: Quality) -> f64 {
    let sums = Sums::new(graph, labels);
    match quality {
        Quality::Modularity { .. } if sums.total == 0.0 => 0.0,
        Quality::Modularity { resolution } => {
            let term = |i: usize| sums.inside[i] / sums.total - resolution * (sums.strength[i] / sums.total).powi(2);
            (0..sums.inside.len()).map(term).sum()
        }
        Quality::Cpm { resolution } => {
            let term = |i: usize| sums.inside[i] / 2.0 - resolution * sums.size[i] * (sums.size[i] - 1.0) / 2.0;
            (0..sums.inside.len()).map(term).sum()
        }
    }
}

/// Sums by community.
struct Sums {
    /// Weight inside, both directions counted.
    inside: Vec<f64>,
    strength: Vec<f64>,
    size: Vec<f64>,
    /// All weight, both directions counted.
    total: f64,
}

impl Sums {
    fn new(graph: &Csr, labels: &[u32]) -> Self {
        let length = labels.iter().copied().max().map_or(0, |label| label as usize + 1);
        let mut sums =
            Self { inside: vec![0.0; length], strength: vec![0.0; length], size: vec![0.0; length], total: 0.0 };
        for (v, &label) in labels.iter().enumerate() {
            let label = label as usize;
            sums.size[label] += 1.0;
            for (u, weight) in weighted_row(graph, v as u32) {
                sums.strength[label] += weight;
                sums.total += weight;
                if labels[u as usize] as usize == label {
                    sums.inside[label] += weight;
                }
            }
        }
        sums
    }
}

fn weighted_row(graph: &Csr, v: u32) -> impl Iterator<Item = (u32, f64)> + '_ {
    let weights = graph.weights(v);
    graph.neighbors(v).iter().enumerate().map(move |(i, &u)| (u, weights.map_or(1.0, |w| f64::from(w[i]))))
}

/// Checks a result without the search: numbering, connectedness, the quality by its definition over all pairs of nodes, and, where
/// `stable`, that neither a node that moves nor two communities that merge would gain. O(n^2), for tests.
pub fn verify_communities(graph: &Csr, quality: Quality, found: &Communities) -> Result<(), String> {
    let labels = &found.labels;
    let mut next = 0;
    for &label in labels {
        if label > next {
            return Err(format!("community {label} appears before {next}"));
        }
        next += u32::from(label == next);
    }
    if next as usize != found.count {
        return Err(format!("{} communities said, {next} found", found.count));
    }
    for community in 0..found.count as u32 {
        if !is_connected(graph, labels, community) {
            return Err(format!("community {community} is not connected"));
        }
    }
    let value = pair_quality(graph, labels, quality);
    if (value - found.quality).abs() > 1e-6 * (1.0 + value.abs()) {
        return Err(format!("quality {} said, {value} by its definition", found.quality));
    }
    if found.stable { no_move_gains(graph, labels, quality) } else { Ok(()) }
}

fn is_connected(graph: &Csr, labels: &[u32], community: u32) -> bool {
    let Some(start) = labels.iter().position(|&label| label == community) else { return false };
    let mut seen = vec![false; labels.len()];
    seen[start] = true;
    let mut stack = vec![start as u32];
    while let Some(v) = stack.pop() {
        for &u in graph.neighbors(v) {
            if labels[u as usize] == community && !seen[u as usize] {
                seen[u as usize] = true;
                stack.push(u);
            }
        }
    }
    labels.iter().zip(seen).all(|(&label, seen)| label != community || seen)
}

/// Sum over all pairs of nodes in one community of weight less penalty.
fn pair_quality(graph: &Csr, labels: &[u32], quality: Quality) -> f64 {
    let terms = PairTerms::new(graph, quality);
    let nodes = labels.len() as u32;
    let mut value = 0.0;
    for v in 0..nodes {
        let row: BTreeMap<u32, f64> = weighted_row(graph, v).collect();
        for u in (0..nodes).filter(|&u| labels[u as usize] == labels[v as usize]) {
            // Modularity counts the pair of a node with itself; CPM does not.
            if u != v || matches!(quality, Quality::Modularity { .. }) {
                value += terms.scale * (row.get(&u).unwrap_or(&0.0) - terms.penalty(v, u));
            }
        }
    }
    value
}

/// The quality function as a sum over ordered pairs: `scale x (weight - factor x node weight x node weight)`.
struct PairTerms {
    node_weight: Vec<f64>,
    factor: f64,
    scale: f64,
}

impl PairTerms {
    fn new(graph: &Csr, quality: Quality) -> Self {
        let nodes = graph.node_count() as u32;
        match quality {
            Quality::Cpm { resolution } => {
                Self { node_weight: vec![1.0; nodes as usize], factor: resolution, scale: 0.5 }
            }
            Quality::Modularity { resolution } => {
                let node_weight: Vec<f64> = (0..nodes).map(|v| weighted_row(graph, v).map(|(_, w)| w).sum()).collect();
                let total = node_weight.iter().sum::<f64>().max(f64::MIN_POSITIVE);
                Self { node_weight, factor: resolution / total, scale: 1.0 / total }
            }
        }
    }

    fn penalty(&self, v: u32, u: u32) -> f64 {
        self.factor * self.node_weight[v as usize] * self.node_weight[u as usize]
    }
}

fn no_move_gains(graph: &Csr, labels: &[u32], quality: Quality) -> Result<(), String> {
    let terms = PairTerms::new(graph, quality);
    let count = labels.iter().copied().max().map_or(0, |label| label as usize + 1);
    let mut weight = vec![0.0; count];
    labels.iter().zip(&terms.node_weight).for_each(|(&label, w)| weight[label as usize] += w);
    let mut between: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for (v, &own) in labels.iter().enumerate() {
        let node = terms.node_weight[v];
        let mut toward: BTreeMap<u32, f64> = BTreeMap::from([(own, 0.0)]);
        for (u, w) in weighted_row(graph, v as u32) {
            *toward.entry(labels[u as usize]).or_default() += w;
            *between.entry((own, labels[u as usize])).or_default() += w;
        }
        let gain = |label: u32, sum: f64| {
            sum - terms.factor * node * (weight[label as usize] - if label == own { node } else { 0.0 })
        };
        let stay = gain(own, toward[&own]);
        let slack = 1e-6 * (1.0 + stay.abs());
        if stay < -slack || toward.iter().any(|(&label, &sum)| gain(label, sum) > stay + slack) {
            return Err(format!("node {v} would gain by leaving community {own}"));
        }
    }
    for (&(a, b), &sum) in between.iter().filter(|((a, b), _)| a < b) {
        if sum > terms.factor * weight[a as usize] * weight[b as usize] + 1e-6 * (1.0 + sum) {
            return Err(format!("communities {a} and {b} would gain by merging"));
        }
    }
    Ok(())
}
