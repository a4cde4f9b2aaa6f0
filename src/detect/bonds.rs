//! Findings that are bonds: P3, P4, T1, T2, N1, N3, N4, N6, N7, N8, and P8 where the two ends share something.

use rayon::prelude::*;

use super::finding::RawFinding;
use super::rows::some_bond_rows;
use crate::clusters::Bonds;
use crate::graph::Graph;
use crate::messages::Message;
use crate::model::{AccountId, Indicator};
use crate::snapshot::Role;
use crate::ties::{Bond, BondKind, People};

/// A finding for each bond whose kind the catalogue names, by bond; each cites so many rows, and one of each account at least. O(rows of the
/// accounts in bonds).
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
        | BondKind::Line
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
    let rows = some_bond_rows(graph, bond, &bond.accounts, rows_at_most);
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
