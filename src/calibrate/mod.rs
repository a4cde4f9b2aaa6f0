//! Refits the factors on the bits of evidence from what clusters turned out to be.
//!
//! A cluster's score is a sum of bits, so that a logistic regression on the bits of each kind (log-odds in bits, as
//! written in `clusters.ndjson`) has the score as the special case in which every factor is 1. The regression is
//! shrunk towards that: with few verdicts the factors stay what they were, with many they follow the platform.

mod fit;
mod verdicts;

pub use fit::{Example, Fit, fit};
pub use verdicts::{Verdicts, VerdictsError, read_verdicts};

use std::collections::BTreeMap;

use crate::model::Bits;
use crate::report::Cluster;
use crate::settings::{EVIDENCE_CODES, PRIOR, Settings};

/// Alternatives that are bounds of the score, or said of somebody outside, not weights: they are not refitted, and take no part.
const BOUNDS: [&str; 5] = ["one_kind", "unmodelled", "identity_victim", "acted_upon", "decided_apart"];
/// The name before a code of evidence among the features.
const EVIDENCE: &str = "evidence.";
/// The name before a class of lawful explanation among the features.
const ALTERNATIVES: &str = "alternatives.";

/// A cluster as an example: its bits by kind, with the prior's apart, and its verdict.
#[must_use]
pub fn example(cluster: &Cluster, is_ring: bool) -> Example {
    let mut bits: BTreeMap<String, f64> = BTreeMap::new();
    // What weighs nothing whatever it is has no factor.
    for evidence in cluster.evidence.iter().filter(|evidence| EVIDENCE_CODES.contains(&evidence.code.as_str())) {
        *bits.entry(format!("{EVIDENCE}{}", evidence.code)).or_default() += evidence.weight;
    }
    for alternative in cluster.alternatives.iter().filter(|weighed| !BOUNDS.contains(&weighed.class.as_str())) {
        // A background speaks both ways, by one factor.
        let both_ways = EVIDENCE_CODES.contains(&alternative.class.as_str());
        let side = if both_ways { EVIDENCE } else { ALTERNATIVES };
        *bits.entry(format!("{side}{}", alternative.class)).or_default() += alternative.weight;
    }
    Example { bits, prior: cluster.prior, is_ring }
}

/// The settings under which the fitted score holds: factors multiplied, and the prior, which was `prior` in the runs, moved and fixed: verdicts
/// know what a count of scores supposes.
#[must_use]
pub fn refitted(settings: &Settings, prior: f64, fit: &Fit) -> Settings {
    let mut new = settings.clone();
    new.score.estimate_prior = false;
    for (name, factor) in &fit.factors {
        let bounded = |old: f64| ((old * factor * 1000.0).round() / 1000.0).clamp(0.0, crate::settings::MOST_FACTOR);
        if let Some(code) = name.strip_prefix(EVIDENCE) {
            new.weights.evidence.insert(code.to_owned(), bounded(settings.weights.evidence(code)));
        } else if let Some(class) = name.strip_prefix(ALTERNATIVES) {
            // A household is taken back within the evidence: it has no factor of its own.
            if class != "household" {
                new.weights.alternatives.insert(class.to_owned(), bounded(settings.weights.alternative(class)));
            }
        }
    }
    let moved = Bits(Bits::from_probability(prior).0 + fit.shift).probability();
    new.score.prior = ((moved * 1e6).round() / 1e6).clamp(*PRIOR.start(), *PRIOR.end());
    new
}
