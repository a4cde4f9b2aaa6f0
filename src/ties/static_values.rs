//! Bonds of what is registered once: documents, payout destinations, onward destinations, other identifiers.

use rayon::prelude::*;

use super::bond::{Bond, BondKind, among_pairs, plain};
use super::limits::Limits;
use super::onward::sent_onward;
use super::people::names_of;
use crate::graph::Graph;
use crate::model::{AccountId, Node, NodeKind, ValueId};
use crate::names::{NameMatch, compare_people};
use crate::settings::Settings;
use crate::snapshot::{Account, Role, Status};

/// What a kind of `identifiers` says, by its name in the settings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KindRole {
    /// Shows a face or identity.
    Portrait,
    /// Says where somebody lives.
    Address,
    /// Says how somebody is reached.
    Contact,
    /// A text or work.
    Template,
    /// Anything else.
    Other,
}

/// What a kind of `identifiers` says.
#[must_use]
pub fn kind_role(name: &str, settings: &Settings) -> KindRole {
    let name = name.to_lowercase();
    let linking = &settings.linking;
    if linking.portrait_kinds.contains(&name) {
        KindRole::Portrait
    } else if linking.address_kinds.contains(&name) {
        KindRole::Address
    } else if linking.contact_kinds.contains(&name) {
        KindRole::Contact
    } else if linking.template_kinds.contains(&name) {
        KindRole::Template
    } else {
        KindRole::Other
    }
}

/// Bonds of documents, payout destinations, onward destinations and other identifiers, but for addresses. `company`: payees of
/// companies, ascending.
#[must_use]
pub fn static_bonds(graph: &Graph, limits: &Limits, company: &[ValueId], settings: &Settings) -> Vec<Bond> {
    let mut bonds = Vec::new();
    for &kind in graph.kinds() {
        match kind {
            NodeKind::Account | NodeKind::Ip | NodeKind::Device => {}
            NodeKind::Document => {
                bonds.extend(shared(graph, limits, kind, |node, accounts| document(graph, settings, node, accounts)));
            }
            NodeKind::BankAccount => {
                bonds.extend(shared(graph, limits, kind, |node, accounts| vec![plain(BondKind::Bank, node, accounts)]));
            }
            NodeKind::Onward => bonds.extend(shared(graph, limits, kind, |node, accounts| {
                sent_onward(graph, company, &settings.groups, node, accounts)
            })),
            NodeKind::Other(id) => {
                let bond = match kind_role(&graph.snapshot.kinds[id.0 as usize], settings) {
                    KindRole::Address => continue,
                    KindRole::Portrait => BondKind::Portrait,
                    KindRole::Contact => BondKind::Contact,
                    KindRole::Template => BondKind::Template,
                    KindRole::Other => BondKind::OtherIdentifier,
                };
                bonds.extend(shared(graph, limits, kind, |node, accounts| match bond {
                    BondKind::Portrait => different_documents(graph, node, &accounts),
                    bond => vec![plain(bond, node, accounts)],
                }));
            }
        }
    }
    bonds
}

fn shared(
    graph: &Graph,
    limits: &Limits,
    kind: NodeKind,
    bonds: impl Fn(Node, Vec<AccountId>) -> Vec<Bond> + Sync,
) -> Vec<Bond> {
    let links = graph.links(kind);
    let limit = limits.of(kind);
    (0..links.values() as u32)
        .into_par_iter()
        .filter(|&value| (2..=limit).contains(&links.degree(ValueId(value))))
        .flat_map_iter(|value| {
            let value = ValueId(value);
            let accounts = links.carriers(value).to_vec();
            bonds(Node { kind, value }, accounts)
        })
        .collect()
}

/// P3, and T1 where the same number stands under different names.
fn document(graph: &Graph, _settings: &Settings, node: Node, accounts: Vec<AccountId>) -> Vec<Bond> {
    let names: Vec<_> = accounts.iter().map(|&account| names_of(graph, account)).collect();
    let (mut pairs, mut one_name) = (Vec::new(), true);
    for a in 0..accounts.len() {
        for b in a + 1..accounts.len() {
            let verdict = compare_people(&names[a], &names[b]).verdict;
            one_name &= verdict == NameMatch::Match;
            if verdict == NameMatch::Mismatch {
                pairs.push((a as u32, b as u32));
            }
        }
    }
    let mut bonds = vec![plain(BondKind::Document, node, accounts)];
    if pairs.is_empty() && one_persons_own(graph, &bonds[0].accounts) {
        bonds[0].measure.quality = OWN_ACCOUNTS;
    } else if names.len() == 2 && one_name {
        bonds[0].measure.quality = SECOND_ACCOUNT;
    }
    if !pairs.is_empty() {
        bonds.push(among_pairs(BondKind::ClonedIdentity, node, &bonds[0].accounts, &pairs));
    }
    bonds
}

/// What is left of P3 for one person's two roles, or an account made again after the first was closed: it is noted.
const OWN_ACCOUNTS: f64 = 0.05;

/// What is left of it for two accounts under one name: a person's second account, or one that somebody opened in their name. It ties
/// the two, and says little of anybody beside them.
const SECOND_ACCOUNT: f64 = 0.25;

/// Two accounts as one person may have them: a client's and a worker's, or one after the other was closed.
fn one_persons_own(graph: &Graph, accounts: &[AccountId]) -> bool {
    let &[a, b] = accounts else { return false };
    let rows = &graph.snapshot.accounts;
    let (a, b) = (&rows[a], &rows[b]);
    let roles =
        matches!((a.role, b.role), (Some(Role::Client), Some(Role::Worker)) | (Some(Role::Worker), Some(Role::Client)));
    let after = |old: &Account, new: &Account| {
        old.status == Some(Status::Closed)
            && matches!((old.status_at, new.created_at), (Some(end), Some(made)) if made >= end)
    };
    roles || after(a, b) || after(b, a)
}

/// T1: one portrait under different documents, or under names that are no one person's where a document is not known.
fn different_documents(graph: &Graph, node: Node, accounts: &[AccountId]) -> Vec<Bond> {
    let documents = graph.links(NodeKind::Document);
    let of = |account: AccountId| documents.values_of(account);
    // Of a picture that so many carry, names tell no more.
    let few = accounts.len() <= NAMED_AT_MOST;
    let names: Vec<_> = accounts.iter().filter(|_| few).map(|&account| names_of(graph, account)).collect();
    let mut pairs = Vec::new();
    for (at, &a) in accounts.iter().enumerate() {
        for (beyond, &b) in accounts[at + 1..].iter().enumerate() {
            let shares = || of(a).iter().any(|&document| documents.has(b, document));
            let others = || few && compare_people(&names[at], &names[at + 1 + beyond]).verdict == NameMatch::Mismatch;
            let known = !of(a).is_empty() && !of(b).is_empty();
            if if known { !shares() } else { others() } {
                pairs.push((at as u32, (at + 1 + beyond) as u32));
            }
        }
    }
    if pairs.is_empty() {
        return Vec::new();
    }
    let mut bond = among_pairs(BondKind::Portrait, node, accounts, &pairs);
    // One face serves a handful of forged papers; a picture that many carry is a stock picture.
    bond.measure.quality = (STOCK_FROM / accounts.len() as f64).min(1.0);
    vec![bond]
}

/// Accounts with one portrait above which names are not compared.
const NAMED_AT_MOST: usize = 24;
/// Accounts with one portrait from which on it is likelier a stock picture than a face.
pub(super) const STOCK_FROM: f64 = 6.0;
