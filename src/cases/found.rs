//! All that the passes before found, as the report is built from it.

use super::background::Background;
use super::conduct::Conduct;
use crate::clusters::Bonds;
use crate::detect::RawFinding;
use crate::graph::Graph;
use crate::messages::Deed;
use crate::model::AccountId;
use crate::ties::{Limits, People};

/// All that the passes before found.
pub struct Findings<'a> {
    /// The graph.
    pub graph: &'a Graph<'a>,
    /// Who may be related.
    pub people: &'a People,
    /// What ties accounts.
    pub bonds: &'a Bonds,
    /// From where on a value is context.
    pub limits: &'a Limits,
    /// What single accounts show.
    pub conduct: &'a Conduct,
    /// When accounts were made, and who is known to be paid.
    pub background: &'a Background,
    /// Findings of all detectors; the first `single` are about one account each, by account.
    pub raw: Vec<RawFinding>,
    /// Number of findings about single accounts.
    pub single: usize,
    /// Clusters.
    pub groups: Vec<Group>,
}

/// Accounts of one cluster, ascending, and whom it acts upon, who are none of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Its members.
    pub accounts: Vec<AccountId>,
    /// Who is tied to them by what they did.
    pub targets: Vec<Target>,
}

/// Accounts, ascending, to whom the others did all that ties them; more than one where these are tied to one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Who.
    pub accounts: Vec<AccountId>,
    /// What says the most of all that was done to them.
    pub deed: Deed,
}
