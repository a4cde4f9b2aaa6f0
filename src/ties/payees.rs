//! Payout accounts that a company holds: what an agency collects its workers' pay on.

use rayon::prelude::*;

use crate::graph::Graph;
use crate::model::ValueId;
use crate::names::{is_corporate, prepare};

/// Payout destinations whose holder is a company, as any of the accounts registered it; ascending.
/// O(n log n) for n payout accounts.
#[must_use]
pub fn company_payees(graph: &Graph) -> Vec<ValueId> {
    let snapshot = graph.snapshot;
    let held = snapshot.bank_accounts.iter().filter_map(|row| Some((row.bank, row.checked_holder()?)));
    let mut holders: Vec<_> = held.collect();
    holders.sort_unstable();
    holders.dedup();
    let mut company: Vec<ValueId> = holders
        .into_par_iter()
        .filter(|&(_, holder)| is_corporate(&prepare(snapshot.text.get(holder))))
        .map(|(bank, _)| bank)
        .collect();
    company.dedup();
    company
}
