//! P2: the holder of a payout account against the account's own names.

use super::finding::{RawFinding, about, rows};
use crate::graph::Graph;
use crate::messages::Message;
use crate::model::{AccountId, Indicator, Node, NodeKind, Table};
use crate::names::{NameMatch, PreparedName, compare_holder, is_corporate, prepare};
use crate::snapshot::BankAccount;
use crate::ties::names_of;

/// Whether a registered payout account's holder is somebody else than the account's owner.
#[must_use]
pub fn holder_mismatch(graph: &Graph, row: &BankAccount) -> NameMatch {
    let Some(holder) = row.holder else { return NameMatch::Undetermined };
    let holder = prepare(graph.snapshot.text.get(holder));
    compare_holder(&holder, &owner_names(graph, row.account)).verdict
}

/// Whether the payout account is held by a company.
#[must_use]
pub fn company_payee(graph: &Graph, row: &BankAccount) -> bool {
    row.checked_holder().is_some_and(|holder| is_corporate(&prepare(graph.snapshot.text.get(holder))))
}

fn owner_names(graph: &Graph, account: AccountId) -> Vec<PreparedName> {
    let mut names = names_of(graph, account);
    let organisation = graph.snapshot.accounts[account].organisation;
    names.extend(organisation.map(|name| prepare(graph.snapshot.text.get(name))));
    names
}

pub(super) fn p2(graph: &Graph, account: AccountId, found: &mut Vec<RawFinding>) {
    let snapshot = graph.snapshot;
    let registered = graph.bank_accounts.of(account, &snapshot.bank_accounts);
    if registered.iter().all(|row| row.holder.is_none()) {
        return;
    }
    let names = owner_names(graph, account);
    let mismatched: Vec<(&BankAccount, String)> = registered
        .iter()
        .filter_map(|row| {
            let holder = snapshot.text.get(row.holder?);
            let compared = compare_holder(&prepare(holder), &names);
            (compared.verdict == NameMatch::Mismatch).then(|| (row, holder.to_owned()))
        })
        .collect();
    if let Some((_, holder)) = mismatched.first() {
        let name = snapshot.accounts[account].name.map_or("", |name| snapshot.text.get(name)).to_owned();
        let message = Message::P2 { holder: holder.clone(), name };
        let mut finding = about(account, Indicator::P2, mismatched.len() as f64, 1.0, message);
        finding.nodes =
            mismatched.iter().map(|(row, _)| Node { kind: NodeKind::BankAccount, value: row.bank }).collect();
        finding.nodes.sort_unstable();
        finding.nodes.dedup();
        finding.rows = rows(Table::BankAccounts, mismatched.iter().map(|(row, _)| row.row));
        let own = snapshot.accounts[account].row;
        finding.rows.extend(rows(Table::Accounts, (own > 0).then_some(own)));
        found.push(finding);
    }
}
