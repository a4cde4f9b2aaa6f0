//! Groups too wide to be one hand's: context only, and counted, so that nothing goes out of sight in silence.

use std::collections::BTreeMap;

use serde::Serialize;

use super::bond::BondKind;

/// Groups of each kind of bond that were set aside for their width.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SetAside(BTreeMap<String, Count>);

/// Groups of one kind.
#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Count {
    groups: u64,
    /// Pairs of accounts that nothing ties for it.
    pairs: u64,
    /// Accounts of the widest group.
    largest: u64,
}

impl SetAside {
    /// Counts a group of `accounts`, tied by `pairs`.
    pub(super) fn add(&mut self, kind: BondKind, accounts: usize, pairs: usize) {
        self.merge(format!("{kind:?}"), Count { groups: 1, pairs: pairs as u64, largest: accounts as u64 });
    }

    /// Counts what another detector set aside too.
    pub fn extend(&mut self, other: Self) {
        other.0.into_iter().for_each(|(kind, count)| self.merge(kind, count));
    }

    fn merge(&mut self, kind: String, more: Count) {
        let count = self.0.entry(kind).or_default();
        *count = Count {
            groups: count.groups + more.groups,
            pairs: count.pairs + more.pairs,
            largest: count.largest.max(more.largest),
        };
    }
}
