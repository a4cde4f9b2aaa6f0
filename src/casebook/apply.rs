//! Decisions into the next run: different people and ignored identifiers become decisions of the snapshot.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::decision::Decision;
use super::entry::Entry;
use super::error::CaseError;
use super::hide::hide;
use super::marks::{Mark, marks};
use super::standing::{Standing, expiry};
use super::store::Casebook;
use crate::model::{AccountId, Node};
use crate::snapshot::{Known, KnownVerdict, Snapshot};

/// What became of the decisions of a book.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// What is in force; for marking the clusters of the run.
    pub standing: Standing,
    /// Decisions that the analysis honours.
    pub honoured: usize,
    /// Decisions that have ended, in words.
    pub expired: Vec<String>,
    /// Decisions about what this snapshot does not speak of, in words.
    pub without_effect: Vec<String>,
}

impl Applied {
    /// Marks the clusters of a run. Pseudonyms or not: a cluster is known by the accounts that its run shows.
    #[must_use]
    pub fn marks(&self, clusters: &[crate::report::Cluster], moment: crate::model::Time) -> Vec<Mark> {
        marks(&self.standing, clusters, moment)
    }

    /// What a run says of it, a line each.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let expired = self.expired.iter().map(|line| format!("decisions: {line}; it counts no more"));
        let idle = self.without_effect.iter().map(|line| format!("decisions: {line}; it has no effect"));
        expired.chain(idle).collect()
    }
}

/// Appends to `snapshot.known` what the book at `path` says of it.
///
/// A decision has ended when its date is not after the snapshot's own moment.
///
/// # Errors
/// There is no such book, or it is damaged.
pub fn apply(snapshot: &mut Snapshot, path: &Path) -> Result<Applied, CaseError> {
    let mut standing = Standing::of(&Casebook::open_read_only(path)?)?;
    hide(&mut standing, snapshot);
    let mut applied = Applied::default();
    let behind = behind_pseudonyms(snapshot, &standing);
    let find = |snapshot: &Snapshot, kind: &str, value: &str| match snapshot.pseudonyms {
        Some(_) => behind.get(value).copied(),
        None => snapshot.find_shown(kind, value),
    };
    for (entry, decision) in &standing.entries {
        let end = decision.until().and_then(expiry);
        if end.is_some_and(|end| end <= snapshot.moment) {
            applied.expired.push(format!(
                "{} ended on {}",
                said(entry, decision),
                decision.until().unwrap_or_default()
            ));
            continue;
        }
        let verdict = match decision {
            Decision::Separate { a, b, .. } => {
                let account = |id: &str| find(snapshot, "account", id).map(|node| AccountId(node.value.0));
                separate(account(a), account(b))
            }
            Decision::Ignore { kind, value, .. } => find(snapshot, kind, value).map(KnownVerdict::Ignore),
            _ => continue,
        };
        match verdict {
            Some(verdict) => {
                snapshot.known.push(Known { verdict, until: end, reason: None, row: 0 });
                applied.honoured += 1;
            }
            None => applied.without_effect.push(format!("{}: not in this snapshot", said(entry, decision))),
        }
    }
    snapshot.known.sort_unstable();
    applied.standing = standing;
    Ok(applied)
}

/// A decision in a clause: its number and what it is about.
fn said(entry: &Entry, decision: &Decision) -> String {
    let seq = entry.seq;
    match decision {
        Decision::Separate { a, b, .. } => format!("entry {seq} ({a} and {b} are different people)"),
        Decision::Ignore { kind, value, .. } => format!("entry {seq} (ignore {} {value})", kind.replace('_', " ")),
        Decision::Dismiss { cluster, class, .. } if cluster.is_empty() => format!("entry {seq} (dismissed as {class})"),
        Decision::Dismiss { cluster, class, .. } => format!("entry {seq} ({cluster} dismissed as {class})"),
        other => format!("entry {seq} ({})", other.word()),
    }
}

fn separate(a: Option<AccountId>, b: Option<AccountId>) -> Option<KnownVerdict> {
    let (a, b) = (a?, b?);
    (a != b).then(|| KnownVerdict::Separate(a.min(b), a.max(b)))
}

/// The nodes behind the pseudonyms that decisions name, all looked up at once; empty where the run has none.
fn behind_pseudonyms(snapshot: &Snapshot, standing: &Standing) -> FxHashMap<String, Node> {
    let named = standing.entries.iter().flat_map(|(_, decision)| match decision {
        Decision::Separate { a, b, .. } => vec![("account", a.as_str()), ("account", b.as_str())],
        Decision::Ignore { kind, value, .. } => vec![(kind.as_str(), value.as_str())],
        _ => Vec::new(),
    });
    snapshot.find_pseudonyms(&named.collect::<Vec<_>>())
}
