//! Two runs compared: clusters born, grown, shrunk, merged, split and gone.
//!
//! An old and a new cluster are related when they share at least two accounts, which are at least half of the smaller
//! one. Related clusters hang together in groups: one old and one new is growth or loss, several old ones and one new a
//! merger, one old and several new a split.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::index::Index;
use crate::report::{Cluster, NodeName};

/// Ties named for one change.
const TIES: usize = 20;

/// What became of clusters.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Diff {
    /// The old run.
    pub old: String,
    /// The new run.
    pub new: String,
    /// What changed, by rank in the new run; what is gone at the end.
    pub changes: Vec<Change>,
    /// Clusters that did not change.
    pub same: usize,
}

/// One change.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Change {
    /// `born`, `grown`, `shrunk`, `merged`, `split` or `gone`.
    pub change: &'static str,
    /// The cluster in the new run, or in the old one where it is gone.
    pub cluster: String,
    /// Clusters before.
    pub from: Vec<String>,
    /// Clusters after.
    pub to: Vec<String>,
    /// Rank in the new run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<u64>,
    /// Score of the largest cluster before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score_before: Option<f64>,
    /// Score in the new run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score_after: Option<f64>,
    /// Accounts that joined.
    pub accounts_added: Vec<String>,
    /// Accounts that left.
    pub accounts_removed: Vec<String>,
    /// Ties that caused it, strongest first.
    pub ties: Vec<DiffTie>,
}

/// A tie that came or went.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DiffTie {
    /// One end.
    pub a: NodeName,
    /// The other.
    pub b: NodeName,
    /// Bits.
    pub bits: f64,
    /// What ties them.
    pub label: String,
    /// `added` or `lost`.
    pub change: &'static str,
}

/// An old and a new cluster that share accounts, by position.
#[derive(Clone, Debug)]
pub(super) struct Overlap {
    pub old: usize,
    pub new: usize,
    shared: usize,
    first: String,
}

/// Compares the clusters of two runs; with both indexes also the ties. O(accounts + ties of what changed).
#[must_use]
pub fn compare(old: &[Cluster], new: &[Cluster], indexes: Option<(&Index, &Index)>) -> Diff {
    let mut diff = Diff::default();
    for (olds, news) in groups(old.len(), new.len(), &overlaps(old, new)) {
        match change(old, new, &olds, &news) {
            None => diff.same += 1,
            Some(mut change) => {
                if let Some(indexes) = indexes {
                    change.ties = ties(old, new, &olds, &news, indexes);
                }
                diff.changes.push(change);
            }
        }
    }
    diff.changes
        .sort_by(|a, b| (a.rank.unwrap_or(u64::MAX), &a.cluster).cmp(&(b.rank.unwrap_or(u64::MAX), &b.cluster)));
    diff
}

/// Related pairs, largest overlap first. O(accounts).
pub(super) fn overlaps(old: &[Cluster], new: &[Cluster]) -> Vec<Overlap> {
    let mut home: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, cluster) in old.iter().enumerate() {
        cluster.accounts.iter().for_each(|account| {
            home.insert(account, at);
        });
    }
    let mut overlaps = Vec::new();
    for (at, cluster) in new.iter().enumerate() {
        let mut shared: BTreeMap<usize, (usize, &str)> = BTreeMap::new();
        for account in &cluster.accounts {
            if let Some(&before) = home.get(account.as_str()) {
                let entry = shared.entry(before).or_insert((0, account));
                *entry = (entry.0 + 1, entry.1.min(account));
            }
        }
        for (before, (count, first)) in shared {
            let smaller = cluster.accounts.len().min(old[before].accounts.len());
            if count >= 2 && 2 * count >= smaller {
                overlaps.push(Overlap { old: before, new: at, shared: count, first: first.to_owned() });
            }
        }
    }
    overlaps.sort_by(|a, b| b.shared.cmp(&a.shared).then_with(|| a.first.cmp(&b.first)));
    overlaps
}

/// Groups of related clusters, as positions of old and of new ones; the unrelated stand alone.
fn groups(olds: usize, news: usize, overlaps: &[Overlap]) -> Vec<(Vec<usize>, Vec<usize>)> {
    let edges: Vec<(u32, u32)> = overlaps.iter().map(|pair| (pair.old as u32, (olds + pair.new) as u32)).collect();
    let found = crate::algo::components::components(olds + news, &edges).groups();
    found
        .iter()
        .map(|group| {
            let (before, after): (Vec<usize>, Vec<usize>) =
                group.iter().map(|&at| at as usize).partition(|&at| at < olds);
            (before, after.into_iter().map(|at| at - olds).collect())
        })
        .collect()
}

fn change(old: &[Cluster], new: &[Cluster], olds: &[usize], news: &[usize]) -> Option<Change> {
    let members = |clusters: &[Cluster], places: &[usize]| -> std::collections::BTreeSet<String> {
        places.iter().flat_map(|&at| clusters[at].accounts.iter().cloned()).collect()
    };
    let (before, after) = (members(old, olds), members(new, news));
    let added: Vec<String> = after.difference(&before).cloned().collect();
    let removed: Vec<String> = before.difference(&after).cloned().collect();
    let change = match (olds.len(), news.len()) {
        (0, _) => "born",
        (_, 0) => "gone",
        (1, 1) if added.is_empty() && removed.is_empty() => return None,
        (1, 1) if added.len() >= removed.len() => "grown",
        (1, 1) => "shrunk",
        (olds, news) if olds > news => "merged",
        _ => "split",
    };
    let largest = |of: &[Cluster], places: &[usize]| -> Option<usize> {
        places.iter().copied().max_by(|&a, &b| {
            let size = |at: usize| of[at].accounts.len();
            size(a).cmp(&size(b)).then_with(|| of[b].cluster.cmp(&of[a].cluster))
        })
    };
    let (first_old, first_new) = (largest(old, olds), largest(new, news));
    let ids = |clusters: &[Cluster], places: &[usize]| places.iter().map(|&at| clusters[at].cluster.clone()).collect();
    Some(Change {
        change,
        cluster: first_new.map(|at| &new[at]).or(first_old.map(|at| &old[at]))?.cluster.clone(),
        from: ids(old, olds),
        to: ids(new, news),
        rank: first_new.map(|at| new[at].rank),
        score_before: first_old.map(|at| old[at].score),
        score_after: first_new.map(|at| new[at].score),
        accounts_added: added,
        accounts_removed: removed,
        ties: Vec::new(),
    })
}

/// Ties among the new clusters' accounts that the old run did not have, and the other way round.
fn ties(old: &[Cluster], new: &[Cluster], olds: &[usize], news: &[usize], indexes: (&Index, &Index)) -> Vec<DiffTie> {
    let accounts = |clusters: &[Cluster], places: &[usize]| -> Vec<String> {
        let mut accounts: Vec<String> = places.iter().flat_map(|&at| clusters[at].accounts.iter().cloned()).collect();
        accounts.sort_unstable();
        accounts
    };
    let mut ties = fresh_ties(&accounts(new, news), indexes.1, indexes.0, "added");
    ties.extend(fresh_ties(&accounts(old, olds), indexes.0, indexes.1, "lost"));
    ties.sort_by(|x, y| y.bits.total_cmp(&x.bits).then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b))));
    ties.truncate(TIES);
    ties
}

/// Pairs of accounts that are tied in `here` and not in `there`.
fn fresh_ties(accounts: &[String], here: &Index, there: &Index, change: &'static str) -> Vec<DiffTie> {
    let nodes: FxHashSet<u32> = accounts.iter().filter_map(|account| here.find("account", account)).collect();
    let counts = |index: &Index, bits: f64| bits >= index.meta().tie_from;
    let mut pairs = Vec::new();
    for &a in &nodes {
        let tied = here.tied(a).into_iter().filter(|tied| tied.account > a && tied.firm);
        let tied = tied.filter(|tied| nodes.contains(&tied.account) && counts(here, f64::from(tied.bits)));
        pairs.extend(tied.map(|tied| (a, tied.account, tied.bits)));
    }
    pairs.retain(|&(a, b, _)| {
        let place = |node: u32| there.find("account", here.shown(node));
        let before = place(a).zip(place(b)).filter(|&(a, b)| !there.separate(a, b)).map(|(a, b)| there.tie(a, b));
        !before.is_some_and(|tie| tie.firm && counts(there, tie.bits))
    });
    pairs.sort_unstable_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    pairs.truncate(TIES);
    pairs
        .into_iter()
        .map(|(a, b, bits)| DiffTie {
            a: here.name(a),
            b: here.name(b),
            bits: super::chain::rounded(f64::from(bits)),
            label: label(here, a, b),
            change,
        })
        .collect()
}

/// What ties two accounts: codes and the values shared.
fn label(index: &Index, a: u32, b: u32) -> String {
    let parts = index.tie(a, b).parts;
    let words = parts.iter().take(3).map(|part| {
        let code = part.kind.code().replace('_', " ");
        part.nodes.first().map_or(code.clone(), |&node| format!("{code} {}", index.shown(node)))
    });
    words.collect::<Vec<_>>().join(", ")
}
