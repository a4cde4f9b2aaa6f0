//! Rings found within the review budget, in all and by motif.

use std::collections::BTreeMap;

use serde::Serialize;

use super::read::ResultCluster;
use super::truth::Truth;

/// Rings of one motif.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MotifScore {
    /// Rings of the truth.
    pub rings: u64,
    /// Rings found within the budget.
    pub found: u64,
    /// Accounts of those rings.
    pub members: u64,
    /// Accounts of those rings that are accused.
    pub accused: u64,
    /// Share of the members that are accused.
    pub member_recall: f64,
}

/// Rings found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RingScore {
    /// Clusters that people review: 1.25 x the number of rings, rounded up.
    pub budget: u64,
    /// Rings found within it.
    pub found: u64,
    /// Share of the rings found within it; 1 where there is no ring.
    pub share: f64,
    /// By motif.
    pub by_motif: BTreeMap<String, MotifScore>,
}

/// Counts the rings that a cluster among the first ceil(1.25 R) of the queue finds: it holds at least half of the ring's members,
/// and at least half of its accounts are of that ring.
pub fn found(truth: &Truth, queue: &[&ResultCluster], accused: &[Option<u32>]) -> RingScore {
    let rings = truth.rings();
    let budget = (rings.len() * 5).div_ceil(4);
    let mut hit = vec![false; rings.len()];
    for cluster in queue.iter().take(budget) {
        let Some((ring, count)) = truth.main_ring(&cluster.accounts) else { continue };
        let members = rings[ring as usize].members.len() as u64;
        if 2 * count >= members && 2 * count >= cluster.accounts.len() as u64 {
            hit[ring as usize] = true;
        }
    }
    let mut by_motif: BTreeMap<String, MotifScore> = BTreeMap::new();
    for (ring, &hit) in rings.iter().zip(&hit) {
        let score = by_motif.entry(ring.motif.clone()).or_default();
        score.rings += 1;
        score.found += u64::from(hit);
        score.members += ring.members.len() as u64;
        score.accused += ring.members.iter().filter(|&&at| accused[at as usize].is_some()).count() as u64;
    }
    for score in by_motif.values_mut() {
        score.member_recall = score.accused as f64 / score.members as f64;
    }
    let found = hit.iter().filter(|&&hit| hit).count() as u64;
    let share = if rings.is_empty() { 1.0 } else { found as f64 / rings.len() as f64 };
    RingScore { budget: budget as u64, found, share, by_motif }
}
