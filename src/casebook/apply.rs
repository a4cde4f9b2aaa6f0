//! Decisions into the next run: different people and ignored identifiers become decisions of the snapshot.

use std::path::Path;

use super::decision::Decision;
use super::error::CaseError;
use super::standing::{Standing, expiry};
use super::store::{Casebook, Entry};
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
    let standing = Standing::of(&Casebook::open_read_only(path)?)?;
    let mut applied = Applied::default();
    for (entry, decision) in &standing.entries {
        let resolved = match decision {
            Decision::Different { a, b } => different(snapshot, a, b).map(|verdict| (verdict, None)),
            Decision::Ignore { kind, value, until } => {
                let Some(end) = expiry(until) else { continue };
                if end <= snapshot.moment {
                    applied.expired.push(format!("{} ended on {until}", said(entry, decision)));
                    continue;
                }
                node(snapshot, kind, value).map(|node| (KnownVerdict::Ignore(node), Some(end)))
            }
            _ => continue,
        };
        match resolved {
            Some((verdict, until)) => {
                snapshot.known.push(Known { verdict, until, reason: None, row: 0 });
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
        Decision::Different { a, b } => format!("entry {seq} ({a} and {b} are different people)"),
        Decision::Ignore { kind, value, .. } => format!("entry {seq} (ignore {} {value})", kind.replace('_', " ")),
        other => format!("entry {seq} ({})", other.word()),
    }
}

fn different(snapshot: &Snapshot, a: &str, b: &str) -> Option<KnownVerdict> {
    let (a, b) = (account(snapshot, a)?, account(snapshot, b)?);
    (a != b).then(|| KnownVerdict::Separate(a.min(b), a.max(b)))
}

fn account(snapshot: &Snapshot, id: &str) -> Option<AccountId> {
    node(snapshot, "account", id).map(|node| AccountId(node.value.0))
}

/// The node that is shown as `value`.
fn node(snapshot: &Snapshot, kind: &str, value: &str) -> Option<Node> {
    snapshot.find_shown(kind, value)
}
