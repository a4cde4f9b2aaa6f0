//! The input row from which each link was first read.

use rayon::prelude::*;

use crate::graph::{Graph, Links};
use crate::model::{AccountId, KindId, NodeKind, Table, ValueId};

/// Accounts handled by one task; fixed, so that the cut never depends on the threads.
const ACCOUNTS_PER_TASK: usize = 4096;

/// For each link of a kind, in the kind's order: table and 1-based row of its earliest use; row 0 where none is known.
pub(super) fn first_rows(graph: &Graph, kind: NodeKind) -> Vec<(Table, u32)> {
    let links = graph.links(kind);
    let accounts = graph.accounts();
    let blocks: Vec<Vec<(Table, u32)>> = (0..accounts.div_ceil(ACCOUNTS_PER_TASK))
        .into_par_iter()
        .map(|block| {
            let range = block * ACCOUNTS_PER_TASK..accounts.min((block + 1) * ACCOUNTS_PER_TASK);
            range.flat_map(|account| of_account(graph, links, kind, AccountId(account as u32))).collect()
        })
        .collect();
    blocks.concat()
}

fn of_account(graph: &Graph, links: &Links, kind: NodeKind, account: AccountId) -> Vec<(Table, u32)> {
    let own = links.of_account(account);
    let mut rows = vec![(Table::Accounts, 0); own.len()];
    let mut add = |value: Option<ValueId>, table: Table, row: u32| {
        let Some(value) = value else { return };
        if let Ok(at) = own.binary_search_by_key(&value, |link| link.value)
            && rows[at].1 == 0
        {
            rows[at] = (table, row);
        }
    };
    let snapshot = graph.snapshot;
    match kind {
        NodeKind::Account => {}
        NodeKind::Ip => graph.logins(account).iter().for_each(|row| add(row.ip(), Table::Logins, row.row())),
        NodeKind::Device => graph.logins(account).iter().for_each(|row| add(row.device(), Table::Logins, row.row())),
        NodeKind::Document => {
            let own = graph.documents.of(account, &snapshot.documents);
            own.iter().for_each(|row| add(Some(row.document), Table::Documents, row.row));
        }
        NodeKind::BankAccount => {
            let own = graph.bank_accounts.of(account, &snapshot.bank_accounts);
            own.iter().for_each(|row| add(Some(row.bank), Table::BankAccounts, row.row));
            let paid = graph.payouts.of(account, &snapshot.payouts);
            paid.iter().for_each(|row| add(Some(row.bank), Table::Payouts, row.row));
        }
        NodeKind::Onward => {
            let own = graph.payouts.of(account, &snapshot.payouts);
            own.iter().for_each(|row| add(row.onward, Table::Payouts, row.row));
        }
        NodeKind::Other(KindId(kind)) => {
            let own = graph.identifiers.of(account, &snapshot.identifiers).iter().filter(|row| row.kind.0 == kind);
            own.for_each(|row| add(Some(row.value), Table::Identifiers, row.row));
        }
    }
    rows
}
