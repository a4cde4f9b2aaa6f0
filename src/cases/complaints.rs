//! What clients report of a group: different clients, of different members.
//!
//! One report is a misunderstanding or a competitor's; that several clients who are none of the group report several of its
//! accounts for the same kind of thing is not.

use std::collections::BTreeSet;

use crate::graph::Graph;
use crate::model::{AccountId, RowRef, Table};
use crate::snapshot::{Report, ReportKind};

/// What no newcomer's price, voice, language or helper explains. The other kinds have lawful reasons that whole groups share:
/// a carer who works for several is reported as several operators, a class as cheap.
const TELLING: [ReportKind; 2] = [ReportKind::OffPlatform, ReportKind::CryptoPayment];

/// Accounts, and clients, from which on reports speak about a group.
const SEVERAL: usize = 2;

/// The telling reports of an account.
fn telling<'a>(graph: &'a Graph, account: AccountId) -> impl Iterator<Item = &'a Report> {
    let reports = graph.reports.of(account, &graph.snapshot.reports).iter();
    reports.filter(|report| TELLING.contains(&report.kind))
}

/// Share of all accounts of which a client reports something telling, never 0 or 1. O(accounts).
pub fn usual(graph: &Graph) -> f64 {
    let reported = (0..graph.accounts() as u32).filter(|&at| telling(graph, AccountId(at)).next().is_some()).count();
    (reported as f64 + 1.0) / (graph.accounts() as f64 + 2.0)
}

/// Telling reports of a group by clients who are none of it.
pub struct Complaints {
    /// Members who are reported, ascending.
    pub accounts: Vec<AccountId>,
    /// Different clients; reports without a reporter are one client's.
    pub clients: usize,
    /// The reports' rows, ascending.
    pub rows: Vec<RowRef>,
}

/// What clients report of a group (ascending), where several report several of it.
#[must_use]
pub fn complaints(graph: &Graph, accounts: &[AccountId]) -> Option<Complaints> {
    let (text, ids) = (&graph.snapshot.text, &graph.snapshot.accounts);
    let mut found = Complaints { accounts: Vec::new(), clients: 0, rows: Vec::new() };
    let mut clients = BTreeSet::new();
    for &account in accounts {
        for report in telling(graph, account) {
            // By the ids that the platform stores: what results show may be pseudonyms.
            let one_of_them = report
                .reporter
                .is_some_and(|reporter| accounts.iter().any(|&member| ids.id(member) == text.get(reporter)));
            if !one_of_them {
                found.accounts.push(account);
                found.rows.push(RowRef { table: Table::Reports, row: report.row });
                clients.insert(report.reporter);
            }
        }
    }
    found.accounts.dedup();
    found.rows.sort_unstable();
    found.clients = clients.len();
    (found.accounts.len() >= SEVERAL && found.clients >= SEVERAL).then_some(found)
}
