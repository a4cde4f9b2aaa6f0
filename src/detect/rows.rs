//! The input rows that a bond rests on: all of them, or some for a reader to look up.

use std::hash::Hash;

use rustc_hash::FxHashSet;

use crate::graph::Graph;
use crate::model::{AccountId, Node, NodeKind, RowRef, Table};
use crate::ties::{Bond, BondKind};

/// The input rows that a bond among `accounts` rests on, sorted.
pub(crate) fn bond_rows(graph: &Graph, bond: &Bond, accounts: &[AccountId]) -> Vec<RowRef> {
    let lists = accounts.iter().flat_map(|&account| rows_of(graph, bond, account, accounts));
    let mut rows: Vec<RowRef> = lists.flatten().collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Some of the rows of [`bond_rows`], sorted: of each account one at least, then one for each thing that the bond rests on, and so on in turn
/// until there are `at_most`. Which ones depends on what they say (the earliest first), not on their order in the table.
pub(crate) fn some_bond_rows(graph: &Graph, bond: &Bond, accounts: &[AccountId], at_most: usize) -> Vec<RowRef> {
    let own = |&account: &AccountId| in_turn(rows_of(graph, bond, account, accounts));
    some_in_turn(accounts.iter().map(own).collect(), at_most.max(accounts.len()))
}

/// The first `at_most` that differ of what [`in_turn`] gives, sorted.
pub(crate) fn some_in_turn<T: Copy + Eq + Hash + Ord>(lists: Vec<Vec<T>>, at_most: usize) -> Vec<T> {
    let mut some = in_turn(lists);
    let mut seen = FxHashSet::default();
    some.retain(|item| seen.insert(*item));
    some.truncate(at_most);
    some.sort_unstable();
    some
}

/// The first of each list, then the second of each, and so on.
pub(crate) fn in_turn<T>(lists: Vec<Vec<T>>) -> Vec<T> {
    let mut all = Vec::with_capacity(lists.iter().map(Vec::len).sum());
    let mut lists: Vec<_> = lists.into_iter().map(Vec::into_iter).collect();
    while !lists.is_empty() {
        lists.retain_mut(|list| list.next().map(|item| all.push(item)).is_some());
    }
    all
}

/// The rows of one account: a list for each thing that the bond rests on, or one of all; each in the order of time.
fn rows_of(graph: &Graph, bond: &Bond, account: AccountId, accounts: &[AccountId]) -> Vec<Vec<RowRef>> {
    let snapshot = graph.snapshot;
    let mut rows = Vec::new();
    let mut lists = Vec::new();
    let mut add = |table: Table, row: u32| rows.push(RowRef { table, row });
    match bond.kind {
        BondKind::Synchrony | BondKind::Relay => {
            graph.logins(account).iter().for_each(|login| add(Table::Logins, login.row()));
        }
        BondKind::Reviews | BondKind::Boosting => {
            let written = graph.reviews.of(account, &snapshot.reviews).iter();
            // Whom they praise together may be no member.
            let reviewed = if bond.kind == BondKind::Boosting { &bond.accounts } else { accounts };
            written
                .filter(|review| reviewed.binary_search(&review.reviewee).is_ok())
                .for_each(|review| add(Table::Reviews, review.row));
        }
        BondKind::Praise => {
            let client = bond.node.map_or(account, |client| AccountId(client.value.0));
            let written = graph.reviews.of(client, &snapshot.reviews).iter();
            written.filter(|review| review.reviewee == account).for_each(|review| add(Table::Reviews, review.row));
        }
        BondKind::Transfer | BondKind::Tribute | BondKind::Referral | BondKind::Direct => {
            let sent = snapshot.ties_from(account);
            sent.filter(|tie| accounts.binary_search(&tie.other).is_ok()).for_each(|tie| add(Table::Ties, tie.row));
        }
        BondKind::Known => {
            let pair = |verdict| matches!(verdict, crate::snapshot::KnownVerdict::Same(a, b) if accounts == [a.min(b), a.max(b)]);
            snapshot.known.iter().filter(|known| pair(known.verdict)).for_each(|known| add(Table::Known, known.row));
        }
        _ => {
            for &node in bond.node.iter().chain(&bond.more) {
                let mut linking = Vec::new();
                node_rows(graph, account, node, &mut |table, row| linking.push(RowRef { table, row }));
                lists.push(linking);
            }
            if bond.kind == BondKind::Return || bond.kind == BondKind::Origin {
                let row = snapshot.accounts[account].row;
                if row > 0 {
                    add(Table::Accounts, row);
                }
            }
        }
    }
    lists.push(rows);
    lists
}

/// The input rows that link an account to a node.
fn node_rows(graph: &Graph, account: AccountId, node: Node, add: &mut impl FnMut(Table, u32)) {
    let snapshot = graph.snapshot;
    let value = node.value;
    match node.kind {
        NodeKind::Account => {}
        NodeKind::Document => graph
            .documents
            .of(account, &snapshot.documents)
            .iter()
            .filter(|row| row.document == value)
            .for_each(|row| add(Table::Documents, row.row)),
        NodeKind::Ip => graph
            .logins(account)
            .iter()
            .filter(|row| row.ip() == Some(value))
            .for_each(|row| add(Table::Logins, row.row())),
        NodeKind::Device => graph
            .logins(account)
            .iter()
            .filter(|row| row.device() == Some(value))
            .for_each(|row| add(Table::Logins, row.row())),
        NodeKind::BankAccount => {
            let registered = graph.bank_accounts.of(account, &snapshot.bank_accounts).iter();
            registered.filter(|row| row.bank == value).for_each(|row| add(Table::BankAccounts, row.row));
            let paid = graph.payouts.of(account, &snapshot.payouts).iter();
            paid.filter(|row| row.bank == value).for_each(|row| add(Table::Payouts, row.row));
        }
        NodeKind::Onward => graph
            .payouts
            .of(account, &snapshot.payouts)
            .iter()
            .filter(|row| snapshot.payouts.onward(row).is_some_and(|onward| onward.value == value))
            .for_each(|row| add(Table::Payouts, row.row)),
        NodeKind::Other(kind) => graph
            .identifiers
            .of(account, &snapshot.identifiers)
            .iter()
            .filter(|row| row.kind == kind && row.value == value)
            .for_each(|row| add(Table::Identifiers, row.row)),
    }
}

#[cfg(test)]
mod tests {
    use super::{in_turn, some_in_turn};

    #[test]
    fn every_list_gives_its_first_before_any_gives_its_second() {
        assert_eq!(in_turn(vec![vec![1, 2, 3], vec![], vec![4], vec![5, 6]]), [1, 4, 5, 2, 6, 3]);
        assert!(in_turn::<u8>(Vec::new()).is_empty());
        assert_eq!(some_in_turn(vec![vec![9, 1], vec![9, 7], vec![2]], 3), [1, 2, 9]);
    }
}
