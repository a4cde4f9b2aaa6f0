//! Which clusters of a run were decided about before, and whether the decision still stands.
//!
//! A decision is about a cluster when it bears its id, or when the accounts that both name are at least half of all
//! that either names; of several the latest counts. Changes since are: accounts that joined, a code that was not there
//! and says a bit or more, a code that says at least a bit more than it did, and a new node under a code, but for new
//! addresses (P4), which change by themselves. With a change a dismissed cluster is `reopened`; a confirmed one stays
//! confirmed and names its changes.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::decision::{Decision, EvidenceMark};
use super::entry::Entry;
use super::standing::{Standing, expiry};
use crate::model::Time;
use crate::report::Cluster;

/// Bits from which on a difference in evidence is a change.
const CHANGE: f64 = 1.0;

/// What a cluster's decision makes of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Confirmed.
    Confirmed,
    /// Dismissed with a lawful class.
    Dismissed,
    /// Dismissed before, and changed since.
    Reopened,
}

impl Status {
    /// The word, as in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Dismissed => "dismissed",
            Self::Reopened => "reopened",
        }
    }
}

/// A cluster's decision. A line of `decisions.ndjson`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Mark {
    /// The cluster's id in this run.
    pub cluster: String,
    /// What the decision makes of it.
    pub status: Status,
    /// The lawful class, where it was dismissed; else empty.
    pub class: String,
    /// Number of the entry.
    pub entry: u64,
    /// Who decided.
    pub who: String,
    /// When.
    pub at: String,
    /// Why.
    pub why: String,
    /// What changed since, in words.
    pub changes: Vec<String>,
}

struct Verdict<'a> {
    entry: &'a Entry,
    cluster: &'a str,
    class: Option<&'a str>,
    accounts: &'a [String],
    evidence: &'a [EvidenceMark],
}

/// The marks of the clusters of a run whose snapshot ends at `moment`, in their order. O(accounts of clusters and
/// decisions).
#[must_use]
pub fn marks(standing: &Standing, clusters: &[Cluster], moment: Time) -> Vec<Mark> {
    let ended = |decision: &Decision| decision.until().and_then(expiry).is_some_and(|end| end <= moment);
    let lasting = standing.entries.iter().filter(|(_, decision)| !ended(decision));
    let verdicts: Vec<Verdict> = lasting.filter_map(verdict).collect();
    let mut by_account: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut by_id: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, verdict) in verdicts.iter().enumerate() {
        by_id.insert(verdict.cluster, at);
        verdict.accounts.iter().for_each(|account| by_account.entry(account).or_default().push(at));
    }
    clusters
        .iter()
        .filter_map(|cluster| {
            let same = by_id.get(cluster.cluster.as_str()).copied();
            let latest = same.max(latest_overlapping(cluster, &verdicts, &by_account))?;
            Some(mark(cluster, &verdicts[latest]))
        })
        .collect()
}

fn verdict((entry, decision): &(Entry, Decision)) -> Option<Verdict<'_>> {
    match decision {
        Decision::Confirm { cluster, accounts, evidence } => {
            Some(Verdict { entry, cluster, class: None, accounts, evidence })
        }
        Decision::Dismiss { cluster, class, accounts, evidence, .. } => {
            Some(Verdict { entry, cluster, class: Some(class), accounts, evidence })
        }
        _ => None,
    }
}

fn latest_overlapping(
    cluster: &Cluster,
    verdicts: &[Verdict],
    by_account: &FxHashMap<&str, Vec<usize>>,
) -> Option<usize> {
    let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
    for account in &cluster.accounts {
        by_account.get(account.as_str()).into_iter().flatten().for_each(|&at| *shared.entry(at).or_default() += 1);
    }
    let half = |at: usize, both: usize| both * 2 >= cluster.accounts.len() + verdicts[at].accounts.len() - both;
    shared.into_iter().filter(|&(at, both)| half(at, both)).map(|(at, _)| at).max()
}

fn mark(cluster: &Cluster, verdict: &Verdict) -> Mark {
    let changes = changes(cluster, verdict);
    let status = match (verdict.class, changes.is_empty()) {
        (None, _) => Status::Confirmed,
        (Some(_), true) => Status::Dismissed,
        (Some(_), false) => Status::Reopened,
    };
    Mark {
        cluster: cluster.cluster.clone(),
        status,
        class: verdict.class.unwrap_or_default().to_owned(),
        entry: verdict.entry.seq,
        who: verdict.entry.who.clone(),
        at: verdict.entry.at.clone(),
        why: verdict.entry.why.clone(),
        changes,
    }
}

fn changes(cluster: &Cluster, verdict: &Verdict) -> Vec<String> {
    let mut changes = Vec::new();
    let joined = cluster.accounts.iter().filter(|account| verdict.accounts.binary_search(account).is_err());
    let joined: Vec<&str> = joined.map(String::as_str).collect();
    if !joined.is_empty() {
        changes.push(format!("{} account(s) joined: {}", joined.len(), some(&joined)));
    }
    for piece in &cluster.evidence {
        let Some(before) = verdict.evidence.iter().find(|mark| mark.code == piece.code) else {
            if piece.weight >= CHANGE {
                changes.push(format!("new evidence {} with {:.1} bits", piece.code, piece.weight));
            }
            continue;
        };
        if piece.weight >= before.weight + CHANGE {
            changes.push(format!("{} says {:.1} bits; it said {:.1}", piece.code, piece.weight, before.weight));
        } else if piece.code != "P4" {
            let known: FxHashSet<_> = before.nodes.iter().collect();
            let new: Vec<&str> =
                piece.nodes.iter().filter(|node| !known.contains(node)).map(|node| node.1.as_str()).collect();
            if !new.is_empty() {
                changes.push(format!("{} rests on something new: {}", piece.code, some(&new)));
            }
        }
    }
    changes
}

/// The first few of a list.
fn some(items: &[&str]) -> String {
    let shown = items.iter().take(3).copied().collect::<Vec<_>>().join(", ");
    if items.len() > 3 { format!("{shown}, …") } else { shown }
}
