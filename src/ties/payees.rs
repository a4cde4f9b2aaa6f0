//! Payout accounts that a company holds: what an agency collects its workers' pay on.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::graph::Graph;
use crate::model::{AccountId, NodeKind, ValueId};
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
    let added = registered.filter(|row| row.bank == bank).filter_map(|row| row.added_at.get()).min();
    let paid = graph.payouts.of(account, &graph.snapshot.payouts).iter();
    let (mut there, mut since) = (0, 0);
    for payout in paid.filter(|payout| added.is_none_or(|added| payout.paid_at >= added)) {
        since += 1;
        there += usize::from(payout.bank == bank);
    }
    since < PAID_THERE.0 || there as f64 >= PAID_THERE.1 * since as f64
}

/// Who is registered on a company's payout account without being paid there. `company` as [`company_payees`] gives it. O(rows of its carriers).
#[must_use]
pub fn idle_on_companies(graph: &Graph, company: &[ValueId]) -> FxHashSet<(AccountId, ValueId)> {
    let banks = graph.links(NodeKind::BankAccount);
    let carriers = |&bank: &ValueId| banks.carriers(bank).iter().map(move |&account| (account, bank));
    company.iter().flat_map(carriers).filter(|&(account, bank)| !is_paid_on(graph, account, bank)).collect()
}
