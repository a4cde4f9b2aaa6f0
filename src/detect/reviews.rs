//! P8 and N2: reviews inside a cluster.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::finding::RawFinding;
use crate::graph::Graph;
use crate::messages::Message;
use crate::model::{AccountId, Indicator, Node, NodeKind, RowRef, Table, ValueId};
use crate::settings::GroupSettings;
use crate::snapshot::Review;
use crate::ties::{Spree, spree};

/// Reviews between accounts that share a document, payout account or device, or stand in one cluster (P8), and clients
/// that rate several workers of one cluster highly in a short time (N2). `cluster_of` gives each account's cluster.
/// O(reviews x links of an account).
#[must_use]
pub fn cluster_findings(
    graph: &Graph,
    settings: &GroupSettings,
    cluster_of: impl Fn(AccountId) -> Option<u32>,
) -> Vec<RawFinding> {
    let mut pairs: BTreeMap<(AccountId, AccountId), (Vec<&Review>, bool)> = BTreeMap::new();
    let mut rated: BTreeMap<(AccountId, u32), Vec<&Review>> = BTreeMap::new();
    let of_others = |review: &&Review| review.reviewer != review.reviewee;
    let shared = |review: &&Review| share(graph, review.reviewer, review.reviewee);
    let reviews: Vec<&Review> = graph.snapshot.reviews.iter().filter(of_others).collect();
    let sharing: Vec<bool> = reviews.par_iter().map(shared).collect();
    for (review, shared) in reviews.into_iter().zip(sharing) {
        let (a, b) = (review.reviewer, review.reviewee);
        let together = cluster_of(a).is_some() && cluster_of(a) == cluster_of(b);
        if shared || together {
            let entry = pairs.entry((a.min(b), a.max(b))).or_default();
            entry.0.push(review);
            entry.1 |= shared;
        }
        if let Some(cluster) = cluster_of(b) {
            rated.entry((a, cluster)).or_default().push(review);
        }
    }
    let mut found: Vec<RawFinding> =
        pairs.into_iter().map(|((a, b), (reviews, shared))| p8(a, b, &reviews, shared)).collect();
    found.extend(rated.into_iter().filter_map(|((client, _), reviews)| n2(graph, settings, client, &reviews)));
    found
}

fn share(graph: &Graph, a: AccountId, b: AccountId) -> bool {
    [NodeKind::Document, NodeKind::BankAccount, NodeKind::Device].into_iter().any(|kind| graph.links(kind).share(a, b))
}

fn p8(a: AccountId, b: AccountId, reviews: &[&Review], shared: bool) -> RawFinding {
    RawFinding {
        indicator: Indicator::P8,
        detector: "mutual_review",
        accounts: vec![a, b],
        nodes: Vec::new(),
        weight: P8_BITS,
        value: reviews.len() as f64,
        threshold: 1.0,
        message: Message::P8 { reviews: reviews.len(), shared },
        rows: review_rows(reviews),
    }
}

/// A family firm reviews itself too; a hidden operation does it to build standing: some 3 times likelier.
const P8_BITS: f64 = 1.5;
/// A loyal client rates its workers highly too, but they are seldom tied otherwise: some 3 times likelier.
const N2_BITS: f64 = 1.5;

fn n2(graph: &Graph, settings: &GroupSettings, client: AccountId, reviews: &[&Review]) -> Option<RawFinding> {
    let Spree { reviews, mut workers, mean } = spree(settings, reviews.iter().copied())?;
    let node = Node { kind: NodeKind::Account, value: ValueId(client.0) };
    let shown = graph.snapshot.shown(node);
    let message = Message::N2 { client: shown, workers: workers.len(), mean, days: settings.n2_days };
    let value = workers.len() as f64;
    workers.push(client);
    workers.sort_unstable();
    workers.dedup();
    Some(RawFinding {
        indicator: Indicator::N2,
        detector: "mutual_review",
        accounts: workers,
        nodes: vec![node],
        weight: N2_BITS,
        value,
        threshold: f64::from(settings.n2_workers),
        message,
        rows: review_rows(&reviews),
    })
}

fn review_rows(reviews: &[&Review]) -> Vec<RowRef> {
    let mut rows: Vec<RowRef> =
        reviews.iter().map(|review| RowRef { table: Table::Reviews, row: review.row }).collect();
    rows.sort_unstable();
    rows
}
