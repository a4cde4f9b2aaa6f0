//! Findings that are bonds: P3, P4, T1, T2, N1, N3, N4, N6, N7, N8, and P8 where the two ends share something.

use rayon::prelude::*;

use super::finding::RawFinding;
use crate::clusters::Bonds;
use crate::graph::Graph;
use crate::messages::Message;
use crate::model::{AccountId, Indicator, Node, NodeKind, RowRef, Table};
use crate::snapshot::Role;
use crate::ties::{Bond, BondKind, People};

/// A finding for each bond whose kind the catalogue names, by bond. O(rows of the accounts in bonds).
#[must_use]
pub fn bond_findings(graph: &Graph, people: &People, bonds: &Bonds, rows_at_most: usize) -> Vec<RawFinding> {
    bonds.all().par_iter().flat_map_iter(|bond| finding(graph, people, bonds, bond, rows_at_most)).collect()
}

const fn indicator(kind: BondKind) -> Option<(Indicator, &'static str)> {
    match kind {
        BondKind::Document => Some((Indicator::P3, "shared_identity")),
        BondKind::ClonedIdentity | BondKind::Portrait => Some((Indicator::T1, "shared_identity")),
        BondKind::Ip | BondKind::Exit => Some((Indicator::P4, "proxy_ring")),
        BondKind::Onward => Some((Indicator::T2, "proxy_ring")),
        BondKind::Template => Some((Indicator::N3, "proxy_ring")),
        BondKind::Return => Some((Indicator::N4, "proxy_ring")),
        BondKind::Origin => Some((Indicator::N6, "proxy_ring")),
        BondKind::Synchrony => Some((Indicator::N7, "proxy_ring")),
        BondKind::Alternation => Some((Indicator::N8, "proxy_ring")),
        BondKind::Bank => Some((Indicator::N1, "proxy_ring")),
        BondKind::Holders
        | BondKind::Device
        | BondKind::Visit
        | BondKind::Relay
        | BondKind::Remittance
        | BondKind::Contact
        | BondKind::OtherIdentifier
        | BondKind::Reviews
        | BondKind::Boosting
        | BondKind::Praise
        | BondKind::Tribute
        | BondKind::Transfer
        | BondKind::Referral
        | BondKind::Direct
        | BondKind::Known => None,
    }
}

fn finding(graph: &Graph, people: &People, bonds: &Bonds, bond: &Bond, rows_at_most: usize) -> Option<RawFinding> {
    let (indicator, detector) = indicator(bond.kind)?;
    let units = people.units(&bond.accounts);
    let mut message = bond_message(graph, bond, &bond.accounts, units);
    let mut weight = bonds.bits(graph, bond, bond.accounts.len(), units);
    match indicator {
        // Fewer are tied, and no finding.
        Indicator::N6 if bond.measure.value < bond.measure.threshold => return None,
        Indicator::N1 if !client_and_worker(graph, &bond.accounts) => return None,
        Indicator::N1 => message = Message::N1,
        Indicator::P3 if two_roles(graph, &bond.accounts) => {
            message = Message::TwoRoles;
            weight = 0.0;
        }
        _ => {}
    }
    let mut rows = bond_rows(graph, bond, &bond.accounts);
    rows.truncate(rows_at_most);
    Some(RawFinding {
        indicator,
        detector,
        accounts: bond.accounts.clone(),
        nodes: bond.node.into_iter().chain(bond.more.iter().copied()).collect(),
        weight,
        value: bond.measure.value,
        threshold: bond.measure.threshold,
        message,
        rows,
    })
}

/// The sentence of a bond, as it holds among some of its accounts.
pub(crate) fn bond_message(graph: &Graph, bond: &Bond, accounts: &[AccountId], units: usize) -> Message {
    let shown = bond.node.map_or_else(String::new, |node| graph.snapshot.shown(node));
    Message::Bond { kind: bond.kind, accounts: accounts.len(), shown, value: bond.measure.value, units }
}

/// Exactly two accounts, one that orders and one that works: what one person may have.
pub(crate) fn two_roles(graph: &Graph, accounts: &[AccountId]) -> bool {
    accounts.len() == 2 && client_and_worker(graph, accounts)
}

fn client_and_worker(graph: &Graph, accounts: &[AccountId]) -> bool {
    let role = |role: Role| accounts.iter().any(|&account| graph.snapshot.accounts[account].role == Some(role));
    role(Role::Client) && role(Role::Worker)
}

/// The input rows that a bond among `accounts` rests on, sorted.
pub(crate) fn bond_rows(graph: &Graph, bond: &Bond, accounts: &[AccountId]) -> Vec<RowRef> {
    let mut rows: Vec<RowRef> = accounts.iter().flat_map(|&account| rows_of(graph, bond, account, accounts)).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn rows_of(graph: &Graph, bond: &Bond, account: AccountId, accounts: &[AccountId]) -> Vec<RowRef> {
    let snapshot = graph.snapshot;
    let mut rows = Vec::new();
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
                node_rows(graph, account, node, &mut add);
            }
            if bond.kind == BondKind::Return || bond.kind == BondKind::Origin {
                let row = snapshot.accounts[account].row;
                if row > 0 {
                    add(Table::Accounts, row);
                }
            }
        }
    }
    rows
}

/// The input rows that link an account to a node.
pub(crate) fn node_rows(graph: &Graph, account: AccountId, node: Node, add: &mut impl FnMut(Table, u32)) {
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
