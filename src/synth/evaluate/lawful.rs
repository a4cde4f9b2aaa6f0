//! Lawful accounts that are accused, in all and by class.

use std::collections::BTreeMap;

use serde::Serialize;

use super::truth::Truth;

/// Accounts of one lawful class.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ClassScore {
    /// Accounts.
    pub accounts: u64,
    /// Accounts accused.
    pub accused: u64,
    /// Share accused.
    pub share: f64,
}

/// Lawful accounts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LawfulScore {
    /// All of them.
    pub all: ClassScore,
    /// By class; an empty class is shown as `unnamed`.
    pub by_class: BTreeMap<String, ClassScore>,
}

/// Counts lawful accounts (those without a motif) and the accused among them.
pub fn lawful(truth: &Truth, accused: &[Option<u32>]) -> LawfulScore {
    let mut score = LawfulScore::default();
    for (row, accused) in truth.rows().iter().zip(accused).filter(|(row, _)| row.motif.is_empty()) {
        let name = if row.class.is_empty() { "unnamed" } else { &row.class };
        let class = score.by_class.entry(name.to_owned()).or_default();
        for count in [class, &mut score.all] {
            count.accounts += 1;
            count.accused += u64::from(accused.is_some());
        }
    }
    for count in score.by_class.values_mut().chain([&mut score.all]) {
        count.share = if count.accounts > 0 { count.accused as f64 / count.accounts as f64 } else { 0.0 };
    }
    score
}
