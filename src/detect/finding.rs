//! A finding before it is written out: ids, not names.

use crate::messages::Message;
use crate::model::{AccountId, Indicator, Node, RowRef, Table};

/// What a detector found.
#[derive(Clone, Debug)]
pub struct RawFinding {
    /// The indicator of the catalogue.
    pub indicator: Indicator,
    /// The family of detectors that made it.
    pub detector: &'static str,
    /// Accounts, ascending.
    pub accounts: Vec<AccountId>,
    /// Nodes that it rests on.
    pub nodes: Vec<Node>,
    /// Bits; 0 where it is only noted.
    pub weight: f64,
    /// What was measured.
    pub value: f64,
    /// What was asked.
    pub threshold: f64,
    /// What to tell people.
    pub message: Message,
    /// Input rows.
    pub rows: Vec<RowRef>,
}

/// Rows of a table.
pub(super) fn rows(table: Table, rows: impl IntoIterator<Item = u32>) -> Vec<RowRef> {
    rows.into_iter().map(|row| RowRef { table, row }).collect()
}

/// A finding about one account.
pub(super) fn about(
    account: AccountId,
    indicator: Indicator,
    value: f64,
    threshold: f64,
    message: Message,
) -> RawFinding {
    RawFinding {
        indicator,
        detector: "account",
        accounts: vec![account],
        nodes: Vec::new(),
        weight: super::conduct_weight(indicator),
        value,
        threshold,
        message,
        rows: Vec::new(),
    }
}
