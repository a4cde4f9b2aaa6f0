//! Ids to what the platform calls them.

use crate::model::{AccountId, Node, RowRef};
use crate::report::{NodeName, RowName};
use crate::snapshot::Snapshot;

/// Account ids as the platform writes them.
#[must_use]
pub fn account_names(snapshot: &Snapshot, accounts: &[AccountId]) -> Vec<String> {
    accounts.iter().map(|&account| snapshot.accounts.id(account).to_owned()).collect()
}

/// A node as kind and value.
#[must_use]
pub fn node_name(snapshot: &Snapshot, node: Node) -> NodeName {
    NodeName(snapshot.kind_name(node.kind).to_owned(), snapshot.shown(node))
}

/// A row as table and number.
#[must_use]
pub fn row_name(row: RowRef) -> RowName {
    RowName(row.table.name().to_owned(), u64::from(row.row))
}
