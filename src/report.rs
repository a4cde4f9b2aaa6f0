//! The results as plain data: what the exporters see, and all that they see.
//!
//! Field names and their order are those of the files that `results.md` fixes.

mod picture;

pub use picture::{Diagram, DiagramEdge, DiagramNode, Lane, Timeline};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{Table, Time};
use crate::snapshot::{InputFile, Reject};

/// All that a run found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was run, on what, with which settings.
    pub run: RunInfo,
    /// Clusters, highest score first.
    pub clusters: Vec<Cluster>,
    /// Findings, by cluster rank, then indicator, then accounts.
    pub findings: Vec<Finding>,
    /// Accounts in a component or cluster of two or more, or with a finding; by account id.
    pub accounts: Vec<AccountResult>,
    /// Rows that could not be used.
    pub rejects: Vec<Reject>,
    /// What a diagram of each cluster shows; same order as `clusters`.
    pub diagrams: Vec<Diagram>,
    /// Sessions of each cluster's accounts over time; same order as `clusters`.
    pub timelines: Vec<Timeline>,
}

/// What was run: goes to `run.json` with what was measured beside it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct RunInfo {
    /// Version of the program.
    pub version: String,
    /// The snapshot's latest moment, RFC 3339.
    pub moment: String,
    /// The settings in force, as the settings file would state them.
    pub settings: serde_json::Value,
    /// Each input file.
    #[serde(skip_deserializing)]
    pub inputs: Vec<InputFile>,
    /// Rows read and rejected of each table.
    pub tables: BTreeMap<String, TableCount>,
    /// Whether each indicator ran, and why not.
    pub indicators: BTreeMap<String, IndicatorRun>,
    /// Nodes by kind.
    pub nodes: BTreeMap<String, u64>,
    /// Links from accounts to nodes, by kind of node.
    pub links: BTreeMap<String, u64>,
    /// Everything that was estimated from the snapshot: limits, rates, chances; by name.
    pub estimated: BTreeMap<String, serde_json::Value>,
    /// Counts of what was found.
    pub found: BTreeMap<String, u64>,
    /// What else the reader should know, in a stable order.
    pub notes: Vec<String>,
}

impl RunInfo {
    /// The snapshot's latest moment; the beginning of 1970 where it cannot be read.
    #[must_use]
    pub fn end(&self) -> Time {
        let seconds = self.moment.parse::<jiff::Timestamp>().map_or(0, jiff::Timestamp::as_second);
        Time(u32::try_from(seconds).unwrap_or(0))
    }
}

/// Rows of a table.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct TableCount {
    /// Rows that were used.
    pub read: u64,
    /// Rows that were not.
    pub rejected: u64,
}

/// Whether an indicator ran.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct IndicatorRun {
    /// Whether it ran.
    pub ran: bool,
    /// Why not, or what part of it could not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Findings that it made.
    pub findings: u64,
}

/// A node by kind and value, `["ip","203.0.113.9"]` in JSON.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct NodeName(pub String, pub String);

/// An input row, `["documents",17]` in JSON: table and 1-based data row.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct RowName(pub Table, pub u32);

/// A kind and value as an object.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct IdentifierName {
    /// Kind of node.
    pub kind: String,
    /// Value as the platform stores it.
    pub value: String,
}

/// What kind of group a cluster is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClusterKind {
    /// Several accounts on one identity.
    SharedIdentity,
    /// Several identities behind one hidden hand.
    ProxyRing,
    /// Accounts that review one another beyond chance.
    MutualReview,
    /// Tied, but none of the three.
    Linked,
}

impl ClusterKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::SharedIdentity, Self::ProxyRing, Self::MutualReview, Self::Linked];

    /// The kind's name in files, as serde writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SharedIdentity => "shared_identity",
            Self::ProxyRing => "proxy_ring",
            Self::MutualReview => "mutual_review",
            Self::Linked => "linked",
        }
    }
}

/// A line of `clusters.ndjson`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cluster {
    /// The cluster's id, `c-` and ten hexadecimal digits.
    pub cluster: String,
    /// What kind of group it is.
    pub kind: ClusterKind,
    /// Probability that the accounts are one operation that hides it.
    pub score: f64,
    /// Place in the queue, from 1.
    pub rank: u64,
    /// Account ids, sorted.
    pub accounts: Vec<String>,
    /// Identifiers that tie them, sorted.
    pub identifiers: Vec<IdentifierName>,
    /// Motifs recognised, sorted.
    pub motifs: Vec<String>,
    /// Ids of findings that stand in this cluster.
    pub findings: Vec<String>,
    /// How firmly the cluster holds together.
    pub cohesion: Cohesion,
    /// Prior in bits; with the weights of `evidence` and `alternatives` it adds up to the score's log-odds.
    pub prior: f64,
    /// Lawful explanations weighed.
    pub alternatives: Vec<Alternative>,
    /// Evidence weighed.
    pub evidence: Vec<Evidence>,
}

/// How firmly a cluster holds together.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Cohesion {
    /// Number of ties whose loss disconnects the cluster.
    pub bridges: u64,
    /// The weakest tie on which the cluster hangs: its two ends; empty where there is none.
    pub weakest: Vec<NodeName>,
    /// The groups of accounts that remain when it is taken away.
    pub without_weakest: Vec<Vec<String>>,
}

/// A lawful explanation and what it weighs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Alternative {
    /// `household`, `agency`, `place`, `two_roles`, `reseller`, `school`, ...
    pub class: String,
    /// Bits, at most 0.
    pub weight: f64,
    /// Why it weighs what it weighs, or why it does not suffice.
    pub why: String,
}

/// A piece of evidence.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Evidence {
    /// Code of the indicator, or of a motif.
    pub code: String,
    /// Bits.
    pub weight: f64,
    /// A sentence that an investigator can read.
    pub text: String,
    /// Accounts that it speaks about, sorted.
    pub accounts: Vec<String>,
    /// Nodes that it rests on.
    pub nodes: Vec<NodeName>,
    /// Input rows, sorted.
    pub rows: Vec<RowName>,
}

/// A line of `findings.ndjson`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// The finding's id, `f-` and ten hexadecimal digits.
    pub finding: String,
    /// Code of the catalogue.
    pub indicator: String,
    /// The detector that made it.
    pub detector: String,
    /// The cluster in which it stands, or empty.
    pub cluster: String,
    /// Accounts, sorted.
    pub accounts: Vec<String>,
    /// Nodes that it rests on.
    pub nodes: Vec<NodeName>,
    /// Bits.
    pub weight: f64,
    /// What was measured.
    pub value: f64,
    /// What was asked.
    pub threshold: f64,
    /// A sentence.
    pub text: String,
    /// Input rows, sorted.
    pub rows: Vec<RowName>,
}

/// A line of `accounts.csv`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AccountResult {
    /// The account.
    pub account_id: String,
    /// Smallest account id of its connected component over every tie that the graph keeps. A run holds one text for
    /// all of them.
    pub component: Arc<str>,
    /// Its cluster, or empty.
    pub cluster: String,
    /// 0 to 1.
    pub score: f64,
    /// Codes, sorted by the catalogue's order.
    pub indicators: Vec<Cow<'static, str>>,
}
