//! Ids to what the platform calls them.

use crate::messages::{Lang, Message};
use crate::model::{AccountId, Node, RowRef};
use crate::report::{NodeName, RowName};
use crate::snapshot::{Snapshot, WITHHELD};

/// Account ids as the platform writes them.
#[must_use]
pub fn account_names(snapshot: &Snapshot, accounts: &[AccountId]) -> Vec<String> {
    accounts.iter().map(|&account| snapshot.account_shown(account).into_owned()).collect()
}

/// A node as kind and value.
#[must_use]
pub fn node_name(snapshot: &Snapshot, node: Node) -> NodeName {
    NodeName(snapshot.kind_name(node.kind).to_owned(), snapshot.shown(node))
}

/// A row as table and number.
#[must_use]
pub fn row_name(row: RowRef) -> RowName {
    RowName(row.table, row.row)
}

/// A sentence, without the names in it where the snapshot withholds them.
#[must_use]
pub fn sentence(snapshot: &Snapshot, message: &Message, lang: Lang) -> String {
    if snapshot.pseudonyms.is_none() {
        return message.text(lang);
    }
    let mut message = message.clone();
    match &mut message {
        Message::P2 { holder, name } => {
            WITHHELD.clone_into(holder);
            WITHHELD.clone_into(name);
        }
        Message::AgencyDeclared { name } | Message::AgencyRefuted { name, .. } => WITHHELD.clone_into(name),
        _ => {}
    }
    message.text(lang)
}
