//! The decisions that people can make, and what makes one acceptable.

use serde::{Deserialize, Serialize};

use super::error::CaseError;
use crate::report::{Cluster, NodeName};

/// Lawful classes with which a cluster may be dismissed; those that an analysis weighs, and `other`.
pub const CLASSES: [&str; 13] = [
    "household",
    "house_share",
    "agency",
    "place",
    "two_roles",
    "re_registration",
    "reseller",
    "school",
    "family_firm",
    "subcontract",
    "acquaintances",
    "clerical_error",
    "other",
];

/// Longest text that an entry takes, in characters.
const LONGEST: usize = 10_000;

/// What was decided. In the book it stands as JSON, tagged by `decision`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum Decision {
    /// The cluster is what it looks like.
    Confirm {
        /// The cluster's id when it was decided.
        cluster: String,
        /// Its accounts then, sorted.
        accounts: Vec<String>,
        /// Its evidence then.
        evidence: Vec<EvidenceMark>,
    },
    /// The cluster has a lawful explanation.
    Dismiss {
        /// The cluster's id when it was decided.
        cluster: String,
        /// One of [`CLASSES`].
        class: String,
        /// Its accounts then, sorted.
        accounts: Vec<String>,
        /// Its evidence then.
        evidence: Vec<EvidenceMark>,
        /// `YYYY-MM-DD`: from the beginning of this day (UTC) on it counts no more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<String>,
    },
    /// Two accounts are different people: no tie between them counts.
    Separate {
        /// The smaller account id.
        a: String,
        /// The larger one.
        b: String,
        /// `YYYY-MM-DD`: from the beginning of this day (UTC) on it counts no more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<String>,
    },
    /// An identifier ties nobody, until a date.
    Ignore {
        /// Kind of node.
        kind: String,
        /// Its value as shown.
        value: String,
        /// `YYYY-MM-DD`: from the beginning of this day (UTC) on it counts no more.
        until: String,
    },
    /// A remark; its text is the entry's `why`.
    Note {
        /// The cluster that it is about, where it is about one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cluster: Option<String>,
        /// Accounts and identifiers that it is about.
        #[serde(default)]
        nodes: Vec<NodeName>,
    },
    /// An earlier entry is taken back.
    Undo {
        /// Its number.
        entry: u64,
    },
}

/// A piece of evidence as it was when a cluster was decided about: enough to tell what is new later.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceMark {
    /// Code of the indicator.
    pub code: String,
    /// Bits.
    pub weight: f64,
    /// Nodes that it rested on.
    pub nodes: Vec<NodeName>,
}

impl EvidenceMark {
    /// The marks of a cluster's evidence.
    #[must_use]
    pub fn of(cluster: &Cluster) -> Vec<Self> {
        let mark = |piece: &crate::report::Evidence| Self {
            code: piece.code.clone(),
            weight: piece.weight,
            nodes: piece.nodes.clone(),
        };
        cluster.evidence.iter().map(mark).collect()
    }
}

impl Decision {
    /// The word of the decision, as in its JSON.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Confirm { .. } => "confirm",
            Self::Dismiss { .. } => "dismiss",
            Self::Separate { .. } => "separate",
            Self::Ignore { .. } => "ignore",
            Self::Note { .. } => "note",
            Self::Undo { .. } => "undo",
        }
    }

    /// Puts accounts in order, so that one decision has one form.
    #[must_use]
    pub fn normalised(self) -> Self {
        match self {
            Self::Separate { a, b, until } if b < a => Self::Separate { a: b, b: a, until },
            Self::Confirm { cluster, mut accounts, evidence } => {
                accounts.sort();
                Self::Confirm { cluster, accounts, evidence }
            }
            Self::Dismiss { cluster, class, mut accounts, evidence, until } => {
                accounts.sort();
                Self::Dismiss { cluster, class, accounts, evidence, until }
            }
            other => other,
        }
    }

    /// From which date on it counts no more, where it ends.
    #[must_use]
    pub fn until(&self) -> Option<&str> {
        match self {
            Self::Ignore { until, .. } => Some(until),
            Self::Dismiss { until, .. } | Self::Separate { until, .. } => until.as_deref(),
            _ => None,
        }
    }

    /// Says what is wrong with a decision, as far as it can be seen without the book. A reason is asked for where the
    /// decision alone says nothing: a note, and a dismissal with class `other`.
    ///
    /// # Errors
    /// A field is missing, too long or none of the words expected.
    pub fn check(&self, who: &str, why: &str) -> Result<(), CaseError> {
        text("who", who)?;
        limit("note", why)?;
        if let Some(until) = self.until() {
            let date: Result<jiff::civil::Date, _> = until.parse();
            date.map_err(|_| CaseError::Refused(format!("until: {until:?} is not a date, YYYY-MM-DD")))?;
        }
        match self {
            Self::Confirm { cluster, accounts, .. } => group(cluster, accounts),
            Self::Dismiss { cluster, class, accounts, .. } => {
                group(cluster, accounts)?;
                if !CLASSES.contains(&class.as_str()) {
                    return refuse(format!("class: {class:?} is none of {}", CLASSES.join(", ")));
                }
                if class == "other" { text("note", why) } else { Ok(()) }
            }
            Self::Separate { a, b, .. } if a == b => refuse("nodes: one account cannot be two people".into()),
            Self::Separate { a, b, .. } => text("nodes", a).and_then(|()| text("nodes", b)),
            Self::Ignore { kind, value, .. } if kind == "account" => {
                refuse(format!("nodes: {value:?} is an account; only identifiers can be ignored"))
            }
            Self::Ignore { kind, value, .. } => text("nodes", kind).and_then(|()| text("nodes", value)),
            Self::Note { cluster: None, nodes } if nodes.is_empty() => {
                refuse("cluster, nodes: a note is about a cluster, an account or an identifier".into())
            }
            Self::Note { nodes, .. } => {
                text("note", why)?;
                nodes.iter().try_for_each(|node| text("nodes", &node.0).and_then(|()| text("nodes", &node.1)))
            }
            Self::Undo { entry: 0 } => refuse("undoes: entries are numbered from 1".into()),
            Self::Undo { .. } => Ok(()),
        }
    }
}

fn group(cluster: &str, accounts: &[String]) -> Result<(), CaseError> {
    text("cluster", cluster)?;
    if accounts.is_empty() { refuse("accounts: a decision about a cluster names its accounts".into()) } else { Ok(()) }
}

fn text(field: &str, value: &str) -> Result<(), CaseError> {
    if value.trim().is_empty() { refuse(format!("{field}: must not be empty")) } else { limit(field, value) }
}

fn limit(field: &str, value: &str) -> Result<(), CaseError> {
    let long = value.chars().count() > LONGEST;
    if long { refuse(format!("{field}: longer than {LONGEST} characters")) } else { Ok(()) }
}

fn refuse(what: String) -> Result<(), CaseError> {
    Err(CaseError::Refused(what))
}
