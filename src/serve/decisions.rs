//! Decisions as the page writes and reads them.

use serde::{Deserialize, Serialize};

use super::run::LoadedRun;
use crate::casebook::{CaseError, Decision, EvidenceMark, NewEntry, Resolved, expiry};
use crate::model::Time;
use crate::report::{Cluster, NodeName};

/// What the page asks to be written.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewDecision {
    /// `confirm`, `dismiss`, `separate`, `ignore`, `note` or `undo`.
    pub action: String,
    /// The run on which it is seen.
    #[serde(default)]
    pub run: String,
    /// Who decides.
    pub who: String,
    /// The cluster (confirm, dismiss, note).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<String>,
    /// The lawful class (dismiss).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Two accounts (separate), one identifier (ignore), any (note).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nodes: Option<Vec<NodeName>>,
    /// `YYYY-MM-DD`, the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The entry that is taken back (undo).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u64>,
}

/// An entry as the page reads it.
#[derive(Clone, Debug, Serialize)]
pub struct ShownDecision {
    #[serde(flatten)]
    new: NewDecision,
    /// Its number.
    pub id: u64,
    /// When.
    pub at: String,
    /// Its hash.
    pub hash: String,
    /// Whether it has ended, as of the run.
    pub expired: bool,
    /// The entry that takes it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undone_by: Option<u64>,
}

fn refuse(what: impl Into<String>) -> CaseError {
    CaseError::Refused(what.into())
}

impl NewDecision {
    /// What is to be written, with the cluster's accounts and evidence as the run shows them.
    ///
    /// # Errors
    /// A field is missing or names what the run does not have.
    pub fn resolve(self, run: &LoadedRun) -> Result<NewEntry, CaseError> {
        let decision = self.decision(run)?;
        Ok(NewEntry { who: self.who, why: self.note.unwrap_or_default(), run: run.id.clone(), decision })
    }

    fn decision(&self, run: &LoadedRun) -> Result<Decision, CaseError> {
        let cluster = || -> Result<&Cluster, CaseError> {
            let id = self.cluster.as_deref().ok_or_else(|| refuse("cluster: is missing"))?;
            let place = run.place(id).ok_or_else(|| refuse(format!("cluster: run {} has no {id:?}", run.id)))?;
            Ok(&run.clusters[place])
        };
        let nodes = self.nodes.as_deref().unwrap_or_default();
        match self.action.as_str() {
            "confirm" => {
                let found = cluster()?;
                Ok(Decision::Confirm {
                    cluster: found.cluster.clone(),
                    accounts: found.accounts.clone(),
                    evidence: EvidenceMark::of(found),
                })
            }
            "dismiss" => {
                let class = self.class.clone().ok_or_else(|| refuse("class: is missing"))?;
                let found = cluster()?;
                Ok(Decision::Dismiss {
                    cluster: found.cluster.clone(),
                    class,
                    accounts: found.accounts.clone(),
                    evidence: EvidenceMark::of(found),
                    until: self.until.clone(),
                })
            }
            "separate" => match nodes {
                [a, b] if a.0 == "account" && b.0 == "account" => {
                    nodes.iter().try_for_each(|node| exists(run, node))?;
                    Ok(Decision::Separate { a: a.1.clone(), b: b.1.clone(), until: self.until.clone() })
                }
                _ => Err(refuse("nodes: two accounts are expected")),
            },
            "ignore" => match nodes {
                [node] => {
                    exists(run, node)?;
                    let until = self.until.clone().ok_or_else(|| refuse("until: is missing; a date, YYYY-MM-DD"))?;
                    Ok(Decision::Ignore { kind: node.0.clone(), value: node.1.clone(), until })
                }
                _ => Err(refuse("nodes: one identifier is expected")),
            },
            "note" => {
                if self.cluster.is_some() {
                    cluster()?;
                }
                nodes.iter().try_for_each(|node| exists(run, node))?;
                Ok(Decision::Note { cluster: self.cluster.clone(), nodes: nodes.to_vec() })
            }
            "undo" => {
                let entry = self.undoes.ok_or_else(|| refuse("undoes: is missing; the number of an entry"))?;
                Ok(Decision::Undo { entry })
            }
            other => {
                Err(refuse(format!("action: {other:?} is none of confirm, dismiss, separate, ignore, note, undo")))
            }
        }
    }
}

/// Whether the run speaks of a node; without an index nobody can say.
fn exists(run: &LoadedRun, node: &NodeName) -> Result<(), CaseError> {
    match &run.index {
        Ok(index) if index.find(&node.0, &node.1).is_none() => {
            Err(refuse(format!("nodes: run {} has no {} {:?}", run.id, node.0.replace('_', " "), node.1)))
        }
        _ => Ok(()),
    }
}

impl ShownDecision {
    /// An entry as the page reads it, for a run that ends at `moment`.
    pub(crate) fn of(resolved: &Resolved, moment: Time) -> Self {
        let Resolved { entry, decision, undone_by } = resolved;
        let mut new = NewDecision {
            action: decision.word().to_owned(),
            run: entry.run.clone(),
            who: entry.who.clone(),
            until: decision.until().map(str::to_owned),
            note: Some(entry.why.clone()).filter(|why| !why.is_empty()),
            ..NewDecision::default()
        };
        let account = |id: &String| NodeName("account".into(), id.clone());
        match decision {
            Decision::Confirm { cluster, .. } => new.cluster = Some(cluster.clone()),
            Decision::Dismiss { cluster, class, .. } => {
                new.cluster = Some(cluster.clone());
                new.class = Some(class.clone());
            }
            Decision::Separate { a, b, .. } => new.nodes = Some(vec![account(a), account(b)]),
            Decision::Ignore { kind, value, .. } => new.nodes = Some(vec![NodeName(kind.clone(), value.clone())]),
            Decision::Note { cluster, nodes } => {
                new.cluster.clone_from(cluster);
                new.nodes = Some(nodes.clone()).filter(|nodes| !nodes.is_empty());
            }
            Decision::Undo { entry } => new.undoes = Some(*entry),
        }
        Self {
            new,
            id: entry.seq,
            at: entry.at.clone(),
            hash: entry.hash.to_string(),
            expired: decision.until().and_then(expiry).is_some_and(|end| end <= moment),
            undone_by: *undone_by,
        }
    }
}

/// Whether a decision speaks of a cluster: of itself, of at least half of its accounts, or of an account or identifier
/// in it. `concerned` says it of an earlier entry by its number, for what takes it back.
pub(crate) fn concerns(decision: &Decision, cluster: &Cluster, concerned: &dyn Fn(u64) -> bool) -> bool {
    let has = |account: &String| cluster.accounts.binary_search(account).is_ok();
    let has_node = |kind: &str, value: &str| {
        let mut identifiers = cluster.identifiers.iter();
        (kind == "account" && has(&value.to_owned()))
            || identifiers.any(|identifier| identifier.kind == kind && identifier.value == value)
    };
    match decision {
        Decision::Confirm { cluster: id, accounts, .. } | Decision::Dismiss { cluster: id, accounts, .. } => {
            let both = accounts.iter().filter(|account| has(account)).count();
            *id == cluster.cluster || (both > 0 && both * 2 >= cluster.accounts.len() + accounts.len() - both)
        }
        Decision::Separate { a, b, .. } => has(a) || has(b),
        Decision::Ignore { kind, value, .. } => has_node(kind, value),
        Decision::Note { cluster: id, nodes } => {
            id.as_ref() == Some(&cluster.cluster) || nodes.iter().any(|node| has_node(&node.0, &node.1))
        }
        Decision::Undo { entry } => concerned(*entry),
    }
}
