//! Whose identity an operation uses: people with an account of their own on a document that the operation's accounts submitted
//! later. They are its victims, or lent their name, and no members.
//!
//! What tells them: they were first, by a season; whatever ties them ties them to the accounts on their document alone (it was
//! copied, or the copy was opened on their own machine with their own number); they are paid under their own name, if at all; and those
//! accounts are tied by more, to one another or to others. An operation's own first account on a document is seldom older than the rest by so much.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::found::Findings;
use super::view::{Part, parts_among, tied_by};
use crate::clusters::Bonds;
use crate::graph::Graph;
use crate::model::{AccountId, DAY, Indicator, NodeKind, Time, ValueId};
use crate::snapshot::Status;
use crate::ties::BondKind;

/// Seconds by which an owner was there before any other carrier of the document: operations use what they get within weeks.
pub(super) const OWNED_BEFORE: u32 = 90 * DAY;

/// Members (of `accounts`, ascending) whose own document the others use, ascending. O(pairs of bonds among the accounts).
#[must_use]
pub(super) fn owners(found: &Findings, accounts: &[AccountId]) -> Vec<AccountId> {
    let parts = parts_among(found.bonds, accounts);
    let on_documents = parts.iter().filter(|part| part.kind() == BondKind::Document);
    let on_documents: BTreeSet<AccountId> = on_documents.flat_map(|part| part.accounts.iter().copied()).collect();
    if on_documents.is_empty() {
        return Vec::new();
    }
    let documents = found.graph.links(NodeKind::Document);
    let tied = tied_by(parts.iter().filter(|part| !comes_with_the_document(part)));
    // Whoever is on one's document may have used it on one's own machine, or under one's number.
    let beyond: FxHashSet<AccountId> =
        tied.iter().filter(|&&(a, b)| !documents.share(a, b)).flat_map(|&(a, b)| [a, b]).collect();
    let owns = |account: AccountId| {
        let others = |document: ValueId| {
            let carriers = documents.carriers(document).iter().copied();
            carriers.filter(move |&other| other != account && accounts.binary_search(&other).is_ok())
        };
        // By papers that are not the owner's too: what is forged beside a copy is not copied.
        let others_papers =
            parts.iter().filter(|part| is_paper(part) && part.accounts.binary_search(&account).is_err());
        let by_papers: Vec<_> = others_papers.flat_map(|part| part.pairs.iter().copied()).collect();
        let held_without = |other: AccountId| {
            let mut pairs = tied.iter().chain(&by_papers);
            pairs.any(|&(a, b)| (a == other || b == other) && a != account && b != account)
        };
        let mut used =
            documents.values_of(account).iter().copied().filter(|&document| others(document).next().is_some());
        used.all(|document| was_first(found.graph, account, document) && others(document).any(held_without))
    };
    let owner = |account: &AccountId| !beyond.contains(account) && lives_by_own_name(found, *account) && owns(*account);
    on_documents.into_iter().filter(owner).collect()
}

/// Accounts outside of a cluster (`accounts`, ascending) whose own document its accounts use, ascending.
#[must_use]
pub(super) fn owners_outside(found: &Findings, accounts: &[AccountId]) -> Vec<AccountId> {
    let documents = found.graph.links(NodeKind::Document);
    let outside = |account: &AccountId| accounts.binary_search(account).is_err();
    let shared = accounts.iter().flat_map(|&account| documents.values_of(account));
    let shared = shared.filter(|&&document| documents.degree(document) <= found.limits.of(NodeKind::Document));
    let others = shared.flat_map(|&document| documents.carriers(document)).copied().filter(outside);
    let mut all: Vec<AccountId> = others.chain(accounts.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    if all.len() == accounts.len() { Vec::new() } else { owners(found, &all).into_iter().filter(outside).collect() }
}

/// The parts of the bonds among `accounts`, with the papers of theirs that `owners` outside had before: whose number an account stands
/// on says something of that account though the owner is no member. O(pairs of bonds among all of them).
#[must_use]
pub(super) fn parts_with_copies<'a>(bonds: &'a Bonds, accounts: &[AccountId], owners: &[AccountId]) -> Vec<Part<'a>> {
    let mut all = [accounts, owners].concat();
    all.sort_unstable();
    let papers = parts_among(bonds, &all).into_iter().filter(is_paper);
    papers.chain(parts_among(bonds, accounts).into_iter().filter(|part| !is_paper(part))).collect()
}

fn is_paper(part: &Part) -> bool {
    matches!(part.kind(), BondKind::Document | BondKind::ClonedIdentity)
}

/// What whoever copies a document copies with it, and what a ban of the copy brings upon it.
fn comes_with_the_document(part: &Part) -> bool {
    match part.kind() {
        BondKind::Document | BondKind::ClonedIdentity | BondKind::Portrait | BondKind::Visit => true,
        BondKind::Return => part.bond.node.is_some_and(|node| node.kind == NodeKind::Document),
        _ => false,
    }
}

/// Whether an account stands, is paid on accounts of its own or of its document only (a client need not be paid), under no other name, and
/// shows nothing by itself.
fn lives_by_own_name(found: &Findings, account: AccountId) -> bool {
    let payees = found.graph.links(NodeKind::BankAccount);
    let own = payees.values_of(account);
    let one_paper = |other: AccountId| found.graph.links(NodeKind::Document).share(account, other);
    let row = &found.graph.snapshot.accounts[account];
    row.status.is_none_or(|status| status == Status::Active)
        && own.iter().all(|&payee| payees.carriers(payee).iter().all(|&other| other == account || one_paper(other)))
        && !found.conduct.shows(account, Indicator::P2)
}

/// Whether an account signed up and submitted a document [`OWNED_BEFORE`] every other carrier did either.
fn was_first(graph: &Graph, account: AccountId, document: ValueId) -> bool {
    let rows = &graph.snapshot.accounts;
    let Some(made) = rows[account].created_at else { return false };
    let submitted = first_submitted(graph, account, document);
    let others = graph.links(NodeKind::Document).carriers(document).iter().filter(|&&other| other != account);
    others.copied().all(|other| {
        let later = |mine: Time, others: Option<Time>| others.is_some_and(|theirs| theirs.since(mine) >= OWNED_BEFORE);
        let theirs = first_submitted(graph, other, document);
        later(made, rows[other].created_at) && submitted.is_none_or(|mine| theirs.is_none() || later(mine, theirs))
    })
}

fn first_submitted(graph: &Graph, account: AccountId, document: ValueId) -> Option<Time> {
    let rows = graph.documents.of(account, &graph.snapshot.documents).iter();
    rows.filter(|row| row.document == document).filter_map(|row| row.submitted_at.get()).min()
}
