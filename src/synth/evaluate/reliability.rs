//! Whether scores are probabilities: clusters by score, and how many of them are rings.

use serde::Serialize;

use super::read::ResultCluster;
use super::truth::Truth;

/// Clusters whose scores lie in one tenth.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Decile {
    /// Lowest score.
    pub from: f64,
    /// Highest score (not included, but for 1).
    pub to: f64,
    /// Clusters.
    pub clusters: u64,
    /// Clusters more than half of whose accounts are of one ring.
    pub rings: u64,
    /// Their share; `None` where there is no cluster.
    pub share: Option<f64>,
    /// Mean score: what the share should be.
    pub expected: Option<f64>,
}

/// The table of ten rows, over every cluster of the queue.
pub fn deciles(truth: &Truth, queue: &[&ResultCluster]) -> Vec<Decile> {
    let mut deciles: Vec<Decile> = (0..10)
        .map(|at| Decile { from: f64::from(at) / 10.0, to: f64::from(at + 1) / 10.0, ..Decile::default() })
        .collect();
    let mut sums = [0.0; 10];
    for cluster in queue {
        let at = ((cluster.score * 10.0) as usize).min(9);
        let of_ring = truth.of_main_ring(&cluster.accounts);
        deciles[at].clusters += 1;
        deciles[at].rings += u64::from(2 * of_ring > cluster.accounts.len() as u64);
        sums[at] += cluster.score;
    }
    for (decile, sum) in deciles.iter_mut().zip(sums) {
        let count = decile.clusters as f64;
        decile.share = (decile.clusters > 0).then(|| decile.rings as f64 / count);
        decile.expected = (decile.clusters > 0).then(|| sum / count);
    }
    deciles
}
