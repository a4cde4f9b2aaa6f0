//! Payout accounts that a company holds: what an agency collects its workers' pay on.

use rayon::prelude::*;

use crate::graph::Graph;
use crate::model::{AccountId, ValueId};
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

/// Share of what an account was paid since it registered a company's payout account that goes there, at least: old accounts are used up, and some
/// pay arrives elsewhere. Of fewer payouts nothing is said.
const PAID_THERE: (usize, f64) = (3, 0.25);

/// Whether an account is paid on a payout account, and not just registered on it to look so. O(rows of the account).
#[must_use]
pub fn is_paid_on(graph: &Graph, account: AccountId, bank: ValueId) -> bool {
    let registered = graph.bank_accounts.of(account, &graph.snapshot.bank_accounts).iter();
    let since = registered.filter(|row| row.bank == bank).filter_map(|row| row.added_at.get()).min();
    let paid = graph.payouts.of(account, &graph.snapshot.payouts).iter();
    let since: Vec<_> = paid.filter(|payout| since.is_none_or(|since| payout.paid_at >= since)).collect();
    let there = since.iter().filter(|payout| payout.bank == bank).count();
    since.len() < PAID_THERE.0 || there as f64 >= PAID_THERE.1 * since.len() as f64
}
