//! From how many accounts on a value is only context: derived from the snapshot's own degrees, and stated.

use serde::Serialize;

use crate::graph::Graph;
use crate::model::{NodeKind, ValueId};
use crate::settings::LinkSettings;

/// The limit of one kind and what it was derived from.
#[derive(Clone, Debug, Serialize)]
pub struct KindLimit {
    /// Accounts on a value up to which it can tie accounts.
    pub limit: u32,
    /// Values that two accounts or more share.
    pub shared_values: u64,
    /// Values above the limit: hubs, kept as context.
    pub hubs: u64,
    /// Links to those hubs.
    pub hub_links: u64,
    /// The largest number of accounts on one value.
    pub largest: u32,
    /// Chance that two accounts drawn at random share a value of this kind.
    pub chance_shared: f64,
}

/// Limits of every kind of identifier.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    kinds: Vec<(NodeKind, KindLimit)>,
}

impl Limits {
    /// Derives the limits: the quantile of the degrees of shared values, within the settings' bounds. O(values).
    #[must_use]
    pub fn derive(graph: &Graph, settings: &LinkSettings) -> Self {
        let kinds = graph.kinds().iter().map(|&kind| (kind, derive_one(graph, settings, kind))).collect();
        Self { kinds }
    }

    /// The limit of a kind.
    ///
    /// # Panics
    /// Where the snapshot does not have the kind.
    #[must_use]
    pub fn of(&self, kind: NodeKind) -> u32 {
        self.kinds.iter().find(|(k, _)| *k == kind).expect("a kind of the graph").1.limit
    }

    /// Every kind's limit, in the graph's order.
    pub fn all(&self) -> impl Iterator<Item = (NodeKind, &KindLimit)> {
        self.kinds.iter().map(|(kind, limit)| (*kind, limit))
    }
}

fn derive_one(graph: &Graph, settings: &LinkSettings, kind: NodeKind) -> KindLimit {
    let links = graph.links(kind);
    let mut degrees: Vec<u32> =
        (0..links.values()).map(|v| links.degree(ValueId(v as u32))).filter(|&degree| degree >= 2).collect();
    degrees.sort_unstable();
    let at = ((degrees.len() as f64 * settings.limit_quantile) as usize).min(degrees.len().saturating_sub(1));
    let quantile = degrees.get(at).copied().unwrap_or(0);
    let fixed = settings.limits.get(graph.snapshot.kind_name(kind)).copied();
    let low = settings.limit_at_least.min(settings.limit_at_most);
    let limit = fixed.unwrap_or_else(|| quantile.clamp(low, settings.limit_at_most));
    let above = &degrees[degrees.partition_point(|&degree| degree <= limit)..];
    let pairs = degrees.iter().map(|&d| f64::from(d) * f64::from(d - 1) / 2.0).fold(0.0, std::ops::Add::add);
    let accounts = graph.accounts().max(2) as f64;
    KindLimit {
        limit,
        shared_values: degrees.len() as u64,
        hubs: above.len() as u64,
        hub_links: above.iter().map(|&degree| u64::from(degree)).sum(),
        largest: degrees.last().copied().unwrap_or(0),
        chance_shared: pairs / (accounts * (accounts - 1.0) / 2.0),
    }
}
