//! Whether reviews stand on orders worth the name: work costs what the market pays, a review that is bought does not.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::graph::Graph;
use crate::model::{AccountId, OrderId, TextId};

/// What each order paid, as a share of the median of its category and currency.
pub struct Fees<'a> {
    share: FxHashMap<OrderId, f64>,
    graph: &'a Graph<'a>,
}

impl<'a> Fees<'a> {
    /// What the snapshot's contracts paid. O(contracts log contracts).
    #[must_use]
    pub fn new(graph: &'a Graph<'a>) -> Self {
        let mut markets: BTreeMap<(Option<TextId>, Option<TextId>), Vec<(OrderId, f64)>> = BTreeMap::new();
        for contract in &graph.snapshot.contracts {
            if let Some(fee) = contract.fee.get() {
                markets.entry((contract.category, contract.currency)).or_default().push((contract.contract, fee));
            }
        }
        let mut share = FxHashMap::default();
        for mut market in markets.into_values() {
            market.sort_unstable_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
            let median = market[market.len() / 2].1;
            share.extend(market.into_iter().filter(|_| median > 0.0).map(|(contract, fee)| (contract, fee / median)));
        }
        Self { share, graph }
    }

    /// Share of the reviews inside a group that stand on no order, or on one far below the market; `None` where the
    /// platform's orders are not known.
    pub(super) fn hollow(&self, accounts: &[AccountId]) -> Option<f64> {
        if self.share.is_empty() {
            return None;
        }
        let reviews = &self.graph.snapshot.reviews;
        let inside = accounts.iter().flat_map(|&account| self.graph.reviews.of(account, reviews));
        let inside = inside.filter(|review| accounts.binary_search(&review.reviewee).is_ok());
        let paid: Vec<bool> = inside
            .map(|review| {
                review.contract.and_then(|contract| self.share.get(&contract)).is_some_and(|&share| share >= HOLLOW)
            })
            .collect();
        Some(paid.iter().filter(|paid| !**paid).count() as f64 / paid.len().max(1) as f64)
    }
}

/// Share of the median fee below which an order only serves the review.
const HOLLOW: f64 = 0.5;
