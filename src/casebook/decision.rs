//! The decisions that people can make, and what makes one acceptable.

use serde::{Deserialize, Serialize};

use super::error::CaseError;
use crate::report::{Cluster, NodeName};

/// Lawful classes with which a cluster may be dismissed; those that an analysis weighs, and `other`.
pub const CLASSES: [&str; 9] =
    ["household", "house_share", "agency", "place", "two_roles", "re_registration", "reseller", "school", "other"];

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
    },
    /// Two accounts are different people: no tie between them counts.
    Different {
        /// The smaller account id.
        a: String,
        /// The larger one.
        b: String,
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
        /// What it is about.
        about: Subject,
    },
    /// An earlier entry is taken back.
    Undo {
        /// Its number.
        entry: u64,
    },
}

/// What a note is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// `cluster`, `account`, or a kind of identifier.
    pub kind: String,
    /// Its id or value.
    pub value: String,
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
            Self::Different { .. } => "different",
            Self::Ignore { .. } => "ignore",
            Self::Note { .. } => "note",
            Self::Undo { .. } => "undo",
        }
    }

    /// Puts accounts in order, so that one decision has one form.
    #[must_use]
    pub fn normalised(self) -> Self {
        match self {
            Self::Different { a, b } if b < a => Self::Different { a: b, b: a },
            Self::Confirm { cluster, mut accounts, evidence } => {
                accounts.sort();
                Self::Confirm { cluster, accounts, evidence }
            }
            Self::Dismiss { cluster, class, mut accounts, evidence } => {
                accounts.sort();
                Self::Dismiss { cluster, class, accounts, evidence }
            }
            other => other,
        }
    }

    /// Says what is wrong with a decision, as far as it can be seen without the book.
    ///
    /// # Errors
    /// A field is missing, too long or none of the words expected.
    pub fn check(&self, who: &str, why: &str) -> Result<(), CaseError> {
        text("who", who)?;
        if !matches!(self, Self::Confirm { .. }) || !why.is_empty() {
            text("why", why)?;
        }
        match self {
            Self::Confirm { cluster, accounts, .. } => group(cluster, accounts),
            Self::Dismiss { cluster, class, accounts, .. } => {
                group(cluster, accounts)?;
                let known = CLASSES.contains(&class.as_str());
                let words = CLASSES.join(", ");
                if known { Ok(()) } else { refuse(format!("class: {class:?} is none of {words}")) }
            }
            Self::Different { a, b } if a == b => refuse("a, b: one account cannot be two people".into()),
            Self::Different { a, b } => text("a", a).and_then(|()| text("b", b)),
            Self::Ignore { kind, value, until } => {
                text("kind", kind)?;
                text("value", value)?;
                let date: Result<jiff::civil::Date, _> = until.parse();
                date.map(|_| ()).map_err(|_| CaseError::Refused(format!("until: {until:?} is not a date, YYYY-MM-DD")))
            }
            Self::Note { about } => text("kind", &about.kind).and_then(|()| text("value", &about.value)),
            Self::Undo { entry: 0 } => refuse("entry: entries are numbered from 1".into()),
            Self::Undo { .. } => Ok(()),
        }
    }
}

fn group(cluster: &str, accounts: &[String]) -> Result<(), CaseError> {
    text("cluster", cluster)?;
    if accounts.is_empty() { refuse("accounts: a decision about a cluster names its accounts".into()) } else { Ok(()) }
}

fn text(field: &str, value: &str) -> Result<(), CaseError> {
    if value.trim().is_empty() {
        return refuse(format!("{field}: must not be empty"));
    }
    if value.chars().count() > LONGEST {
        return refuse(format!("{field}: longer than {LONGEST} characters"));
    }
    Ok(())
}

fn refuse(what: String) -> Result<(), CaseError> {
    Err(CaseError::Refused(what))
}
