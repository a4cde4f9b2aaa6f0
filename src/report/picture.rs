//! What is drawn of a cluster: its diagram and its timeline.

use serde::{Deserialize, Serialize};

/// What a diagram of a cluster shows: a graph of accounts and of the identifiers between them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Diagram {
    /// The cluster's id.
    pub cluster: String,
    /// Accounts first, then identifiers; each sorted.
    pub nodes: Vec<DiagramNode>,
    /// Edges between positions of `nodes`, sorted.
    pub edges: Vec<DiagramEdge>,
}

/// A node of a diagram.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DiagramNode {
    /// Kind of node (`account`, `device`, ...).
    pub kind: String,
    /// Value as the platform stores it.
    pub value: String,
    /// A second line: an account's name, a network's kind; empty where there is none.
    pub note: String,
    /// Part the account plays (`payee`, `broker`, `banned`, `client`, ...), empty where none stands out.
    pub role: String,
    /// Accounts on the whole platform that carry this identifier; 0 for accounts.
    pub degree: u64,
    /// Whether it is a hub: context, not evidence.
    pub hub: bool,
}

/// An edge of a diagram: account to identifier, or account to account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DiagramEdge {
    /// Position of one end in `nodes`.
    pub a: u32,
    /// Position of the other end.
    pub b: u32,
    /// What it says in bits (width of the line); read as 0 where it is no number.
    #[serde(deserialize_with = "number_or_zero")]
    pub bits: f64,
    /// Its evidence in a word or two: codes, days, counts.
    pub label: String,
    /// Whether it is the weakest tie on which the cluster hangs.
    pub weakest: bool,
}

/// Sessions of a cluster's accounts over time: what a timeline draws. A line of `timelines.ndjson`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Timeline {
    /// The cluster's id.
    pub cluster: String,
    /// Devices that sessions name by position.
    pub devices: Vec<String>,
    /// Addresses that sessions name by position.
    pub ips: Vec<String>,
    /// A lane for each account, in the cluster's order.
    pub lanes: Vec<Lane>,
}

/// The sessions of one account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Lane {
    /// The account.
    pub account: String,
    /// Sessions in all; `sessions` may hold only the last of them.
    pub total: u64,
    /// Start and end in Unix seconds, position of the device and of the address (-1 where not known); by start.
    pub sessions: Vec<(u32, u32, i32, i32)>,
}

/// JSON has no infinity: it is written as null.
fn number_or_zero<'de, D: serde::Deserializer<'de>>(value: D) -> Result<f64, D::Error> {
    Ok(Option::<f64>::deserialize(value)?.unwrap_or(0.0))
}
