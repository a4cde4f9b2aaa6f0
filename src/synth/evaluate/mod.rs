//! Scores results against a truth: pairs, B-cubed, rings found within a review budget, motifs, lawful classes, account
//! ranking, and whether scores are probabilities.
//!
//! An account is *accused* when it stands in a cluster of score at least the threshold (default 0.5) whose kind is not `linked`. A truth
//! names an operator for each account; only operators with a motif are rings, everyone else is lawful, and two lawful
//! accounts of one person are no pair that must be found.

mod bcubed;
mod lawful;
mod pairs;
mod ranking;
mod read;
mod reliability;
mod rings;
mod text;
mod truth;

pub use bcubed::bcubed;
pub use lawful::{ClassScore, LawfulScore};
pub use pairs::pairs;
pub use ranking::average_precision;
pub use read::{EvaluateError, ResultCluster, Results, read_results};
pub use reliability::Decile;
pub use rings::{MotifScore, RingScore};
pub use text::as_text;
pub use truth::{Truth, TruthRow, read_truth};

use serde::Serialize;

/// Precision, recall and their harmonic mean. Nothing predicted has precision 1, nothing to find has recall 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Scores {
    /// Share of what was predicted that is true.
    pub precision: f64,
    /// Share of what is true that was predicted.
    pub recall: f64,
    /// 2 x precision x recall / (precision + recall); 0 where both are 0.
    pub f1: f64,
}

impl Scores {
    /// Scores from counts: rightly predicted, predicted, true.
    #[must_use]
    pub fn of(right: f64, predicted: f64, truth: f64) -> Self {
        let share = |of: f64| if of > 0.0 { right / of } else { 1.0 };
        Self::from_shares(share(predicted), share(truth))
    }

    /// Scores from precision and recall.
    #[must_use]
    pub fn from_shares(precision: f64, recall: f64) -> Self {
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        Self { precision, recall, f1 }
    }
}

/// A cluster that is shown among the largest.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LargeCluster {
    /// Its id.
    pub cluster: String,
    /// Its kind.
    pub kind: String,
    /// Its score.
    pub score: f64,
    /// Its accounts.
    pub accounts: u64,
    /// How many of them belong to the ring that has most of them here.
    pub of_one_ring: u64,
    /// That ring's motif; empty where no account belongs to a ring.
    pub motif: String,
}

/// All that is measured.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    /// Accounts of the truth.
    pub accounts: u64,
    /// Accounts of the truth that belong to rings.
    pub ring_accounts: u64,
    /// Rings of the truth (operators with a motif and at least two accounts).
    pub rings: u64,
    /// Clusters of the results.
    pub clusters: u64,
    /// The score from which on a cluster accuses.
    pub threshold: f64,
    /// Accounts accused.
    pub accused: u64,
    /// Accounts of the results that the truth does not know.
    pub unknown_accounts: u64,
    /// Pairs of accounts of one ring, predicted pairs being those within one accusing cluster.
    pub pairs: Scores,
    /// B-cubed over all accounts of the truth, singletons included: the headline.
    pub bcubed: Scores,
    /// B-cubed over accounts that belong to a ring or are accused.
    pub bcubed_ring_or_accused: Scores,
    /// Rings found within the review budget, in all and by motif.
    pub found: RingScore,
    /// Lawful accounts that are accused, in all and by class.
    pub lawful: LawfulScore,
    /// Average precision of the account scores, ring members being what is sought.
    pub average_precision: f64,
    /// Clusters by score, and how many of them are rings.
    pub reliability: Vec<Decile>,
    /// The ten largest clusters.
    pub largest: Vec<LargeCluster>,
}

/// Evaluates results against a truth. The order of rows, and of accounts within clusters, does not matter.
/// O(n log n) in accounts and cluster members.
#[must_use]
pub fn evaluate(results: &Results, truth: &Truth, threshold: f64) -> Evaluation {
    let queue = results.queue();
    let accusing = truth.labels(queue.iter().filter(|cluster| cluster.accuses(threshold)).copied());
    let lawful = lawful::lawful(truth, &accusing);
    Evaluation {
        accounts: truth.len() as u64,
        ring_accounts: truth.ring_of().iter().flatten().count() as u64,
        rings: truth.rings().len() as u64,
        clusters: queue.len() as u64,
        threshold,
        accused: accusing.iter().flatten().count() as u64,
        unknown_accounts: queue.iter().flat_map(|c| &c.accounts).filter(|id| truth.find(id).is_none()).count() as u64,
        pairs: pairs(truth.ring_of(), &accusing),
        bcubed: bcubed(truth.ring_of(), &accusing, |_, _| true),
        bcubed_ring_or_accused: bcubed(truth.ring_of(), &accusing, |ring, cluster| ring || cluster),
        found: rings::found(truth, &queue, &accusing),
        lawful,
        average_precision: average_precision(&truth.scored(results)),
        reliability: reliability::deciles(truth, &queue),
        largest: largest(truth, &queue),
    }
}

fn largest(truth: &Truth, queue: &[&ResultCluster]) -> Vec<LargeCluster> {
    let mut order: Vec<&ResultCluster> = queue.to_vec();
    order.sort_by(|a, b| b.accounts.len().cmp(&a.accounts.len()).then(a.rank.cmp(&b.rank)));
    let show = |cluster: &ResultCluster| {
        let (ring, count) = truth.main_ring(&cluster.accounts).unzip();
        LargeCluster {
            cluster: cluster.cluster.clone(),
            kind: cluster.kind.clone(),
            score: cluster.score,
            accounts: cluster.accounts.len() as u64,
            of_one_ring: count.unwrap_or(0),
            motif: ring.map_or_else(String::new, |ring| truth.rings()[ring as usize].motif.clone()),
        }
    };
    order.into_iter().take(10).map(show).collect()
}
