//! `[weights]`: factors on the bits of each kind of evidence and of each lawful explanation.
//!
//! The tables in the code say what a kind of evidence would mean by itself. How far that holds beside the other kinds is
//! a question of measurement: these factors come from `calibrate` (regularised logistic regression of what clusters
//! turned out to be on their bits) over synthetic platforms of two independent makers, shrunk towards 1. A platform
//! that has verdicts of its own replaces them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Factors by code; what is not named keeps the factor that was fitted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WeightSettings {
    /// Factor on the bits of a kind of evidence, by its code (`P3`, `shared_payout`, ...).
    pub evidence: BTreeMap<String, f64>,
    /// Factor on the bits of a lawful explanation, by its class (`agency`, `subcontract`, ...).
    pub alternatives: BTreeMap<String, f64>,
}

/// Evidence whose fitted factor is not 1.
const EVIDENCE: [(&str, f64); 20] = [
    ("C4", 1.2),
    ("C5", 1.8),
    ("C6", 0.5),
    ("N3", 1.6),
    ("N6", 0.8),
    ("N7", 1.7),
    ("N8", 1.2),
    ("P1", 1.7),
    ("P2", 1.3),
    ("P3", 1.3),
    ("P4", 0.75),
    ("P7", 0.6),
    ("T1", 0.7),
    ("T2", 1.5),
    ("T3", 2.0),
    ("referrals", 0.9),
    ("shared_contact", 0.7),
    ("shared_device", 1.15),
    ("shared_payout", 1.15),
    ("transfers", 0.75),
];
/// Lawful explanations whose fitted factor is not 1.
const ALTERNATIVES: [(&str, f64); 2] = [("agency", 1.5), ("subcontract", 1.2)];
/// Factors beyond this are mistakes: no weight is tenfold wrong.
const MOST: f64 = 10.0;

impl WeightSettings {
    /// Factor on the bits of evidence with this code.
    #[must_use]
    pub fn evidence(&self, code: &str) -> f64 {
        factor(&self.evidence, &EVIDENCE, code)
    }

    /// Factor on the bits of this lawful explanation.
    #[must_use]
    pub fn alternative(&self, class: &str) -> f64 {
        factor(&self.alternatives, &ALTERNATIVES, class)
    }

    /// The first factor that cannot be one, and why.
    #[must_use]
    pub fn wrong(&self) -> Option<String> {
        let all = self.evidence.iter().chain(&self.alternatives);
        all.filter(|(_, factor)| !(0.0..=MOST).contains(*factor))
            .map(|(name, factor)| {
                format!("the factor {factor} of {name} in [weights] does not lie between 0 and {MOST}")
            })
            .next()
    }
}

fn factor(set: &BTreeMap<String, f64>, fitted: &[(&str, f64)], name: &str) -> f64 {
    let fitted = || fitted.iter().find(|(known, _)| *known == name).map_or(1.0, |(_, factor)| *factor);
    set.get(name).copied().unwrap_or_else(fitted)
}
