//! What is said of a cluster without weight: who stands beside it and is no member, and what people decided of its members.

use super::alternatives::Weighed;
use super::found::Findings;
use super::found::Target;
use super::names::account_names;
use super::owners::OWNED_BEFORE;
use crate::graph::Graph;
use crate::messages::{Deed, Message};
use crate::model::{AccountId, DAY};

/// Whose documents the cluster's accounts use.
pub(super) fn owners_beside(graph: &Graph, owners: &[AccountId]) -> Vec<Weighed> {
    let note = |account| Weighed {
        class: "identity_victim",
        weight: 0.0,
        message: Message::Owner { account, days: OWNED_BEFORE / DAY },
    };
    sorted_names(graph, owners).into_iter().map(note).collect()
}

/// Whom the cluster acts upon: whoever reads it looks at them too, and knows why they are no members.
pub(super) fn acted_upon(graph: &Graph, targets: &[Target]) -> Vec<Weighed> {
    let named = |target: &Target| (sorted_names(graph, &target.accounts).join(", "), target.deed);
    let mut named: Vec<(String, Deed)> = targets.iter().map(named).collect();
    named.sort();
    let note = |(accounts, deed)| Weighed {
        class: "acted_upon",
        weight: 0.0,
        message: Message::ActedUpon { accounts, deed, days: OWNED_BEFORE / DAY },
    };
    named.into_iter().map(note).collect()
}

/// Pairs of members whom somebody decided to be different people: whoever reads it knows the
/// decision too. O(n^2) for n accounts.
pub(super) fn decided_apart(found: &Findings, accounts: &[AccountId]) -> Vec<Weighed> {
    let pairs = accounts.iter().enumerate().flat_map(|(at, &a)| accounts[at + 1..].iter().map(move |&b| [a, b]));
    let apart = pairs.filter(|&[a, b]| found.bonds.separate(a, b));
    let mut named: Vec<Vec<String>> = apart.map(|pair| sorted_names(found.graph, &pair)).collect();
    named.sort();
    let note = |pair: Vec<String>| {
        let [one, other] = <[String; 2]>::try_from(pair).expect("two names of two accounts");
        Weighed { class: "decided_apart", weight: 0.0, message: Message::DecidedApart { one, other } }
    };
    named.into_iter().map(note).collect()
}

/// The accounts as they are shown, in the order of that: pseudonyms say nothing of the order of what they stand for.
fn sorted_names(graph: &Graph, accounts: &[AccountId]) -> Vec<String> {
    let mut names = account_names(graph.snapshot, accounts);
    names.sort();
    names
}
