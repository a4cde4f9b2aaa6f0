//! Where members whom only one kind of bond ties to an accused cluster were seen beside: addresses and machines that are mostly
//! the others', used too seldom to be a bond; or whom they deal with, or began with. It weighs nothing; it says why they are in.

use std::collections::BTreeSet;

use super::background::Background;
use super::evidence::Piece;
use super::view::{Part, ties_inside};
use crate::clusters::is_mostly_theirs;
use crate::graph::Graph;
use crate::messages::{Beside, Message};
use crate::model::{AccountId, Node, NodeKind, RowRef, Table};
use crate::ties::{BondKind, Family};

/// The codes of this evidence.
const SEEN: &str = "in_passing";
const DEALS: &str = "dealings";
const MADE: &str = "made_together";

/// The evidence of `accounts` (ascending) in passing: where those whom one kind of bond ties at most were seen beside the others, and how whoever was not deals with
/// them or began with them. O(sessions of those, and the reviews and ties of all).
pub(super) fn in_passing_evidence(
    graph: &Graph,
    background: &Background,
    accounts: &[AccountId],
    parts: &[Part],
) -> Vec<Piece> {
    let mut kinds: Vec<BTreeSet<Family>> = vec![BTreeSet::new(); accounts.len()];
    for part in parts.iter().filter(|part| !matches!(part.kind(), BondKind::Visit | BondKind::Direct)) {
        part.accounts.iter().for_each(|account| {
            kinds[account.place_in(accounts) as usize].insert(part.kind().family());
        });
    }
    let held = accounts.iter().zip(&kinds).filter(|(_, kinds)| kinds.len() < 2).map(|(&account, _)| account);
    let mut held: Vec<AccountId> = held.collect();
    let seen = seen_beside(graph, accounts, &held);
    let without = |held: &mut Vec<AccountId>, piece: &Option<Piece>| {
        held.retain(|account| piece.as_ref().is_none_or(|piece| piece.accounts.binary_search(account).is_err()));
    };
    without(&mut held, &seen);
    let deals = deals_with(graph, accounts, &held);
    without(&mut held, &deals);
    held.retain(|&account| {
        let others: Vec<AccountId> = accounts.iter().copied().filter(|&other| other != account).collect();
        background.began_with(graph, account, &others)
    });
    let rows = |&account: &AccountId| RowRef { table: Table::Accounts, row: graph.snapshot.accounts[account].row };
    let made = (!held.is_empty()).then(|| Piece {
        code: MADE,
        family: Family::Conduct,
        weight: 0.0,
        messages: vec![Message::Beside { accounts: held.len(), how: Beside::Began }],
        nodes: Vec::new(),
        rows: held.iter().map(rows).filter(|row| row.row > 0).collect(),
        accounts: held,
    });
    [seen, deals, made].into_iter().flatten().collect()
}

/// At which addresses and machines that are mostly the others' some of `accounts` were seen.
fn seen_beside(graph: &Graph, accounts: &[AccountId], held: &[AccountId]) -> Option<Piece> {
    let (mut nodes, mut rows, mut who) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for &account in held {
        let before = rows.len();
        for login in graph.logins(account) {
            let used = [(NodeKind::Ip, login.ip()), (NodeKind::Device, login.device())];
            for (kind, value) in used.into_iter().filter_map(|(kind, value)| Some((kind, value?))) {
                if is_mostly_theirs(graph, Node { kind, value }, account, accounts) {
                    nodes.insert(Node { kind, value });
                    rows.insert(RowRef { table: Table::Logins, row: login.row() });
                }
            }
        }
        if rows.len() > before {
            who.push(account);
        }
    }
    (!who.is_empty()).then(|| Piece {
        code: SEEN,
        family: Family::Network,
        weight: 0.0,
        messages: vec![Message::Beside { accounts: who.len(), how: Beside::Seen(nodes.len()) }],
        accounts: who,
        nodes: nodes.into_iter().collect(),
        rows: rows.into_iter().collect(),
    })
}

/// The ties and reviews between some of `accounts` and the others.
fn deals_with(graph: &Graph, accounts: &[AccountId], held: &[AccountId]) -> Option<Piece> {
    if held.is_empty() {
        return None;
    }
    let snapshot = graph.snapshot;
    let ties = ties_inside(snapshot, accounts)
        .map(|tie| (tie.account, tie.other, RowRef { table: Table::Ties, row: tie.row }));
    let reviews = accounts
        .iter()
        .flat_map(|&account| graph.reviews.of(account, &snapshot.reviews))
        .map(|review| (review.reviewer, review.reviewee, RowRef { table: Table::Reviews, row: review.row }));
    let (mut who, mut rows) = (BTreeSet::new(), BTreeSet::new());
    for (a, b, row) in ties.chain(reviews) {
        let inside = a != b && [a, b].iter().all(|one| accounts.binary_search(one).is_ok());
        for one in [a, b].into_iter().filter(|one| inside && held.binary_search(one).is_ok()) {
            who.insert(one);
            rows.insert(row);
        }
    }
    (!who.is_empty()).then(|| Piece {
        code: DEALS,
        family: Family::Direct,
        weight: 0.0,
        messages: vec![Message::Beside { accounts: who.len(), how: Beside::Deals(rows.len()) }],
        accounts: who.into_iter().collect(),
        nodes: Vec::new(),
        rows: rows.into_iter().collect(),
    })
}
