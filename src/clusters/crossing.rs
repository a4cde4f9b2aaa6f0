//! Ties that cross from one group of accounts to another: whether the two may be one.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::link::PairPart;
use crate::model::AccountId;
use crate::settings::ClusterSettings;
use crate::ties::Family;

/// Bits at which a kind of evidence counts as one of the two that must agree.
pub(super) const AGREES: f32 = 0.5;

/// A cluster, or an account of no cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Position in the list of clusters.
    Cluster(u32),
    /// An account that stands in none.
    Loose(AccountId),
}

/// Two units whose ties to each other suffice to ask whether they are one operation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crossing {
    /// The smaller unit.
    pub a: Unit,
    /// The larger unit.
    pub b: Unit,
    /// Bits over all independent kinds, the best pair's of each.
    pub bits: f64,
}

/// Which unit each account belongs to.
#[must_use]
pub fn homes(accounts: usize, clusters: &[Vec<AccountId>]) -> Vec<Unit> {
    let mut home: Vec<Unit> = (0..accounts).map(|at| Unit::Loose(AccountId(at as u32))).collect();
    for (at, members) in clusters.iter().enumerate() {
        members.iter().for_each(|account| home[account.index()] = Unit::Cluster(at as u32));
    }
    home
}

/// Pairs of units, at least one of them `strong`, that two kinds of evidence or one weighty tie join; ascending.
/// O(parts).
#[must_use]
pub fn crossings(parts: &[PairPart], home: &[Unit], strong: &[bool], settings: &ClusterSettings) -> Vec<Crossing> {
    let is_strong = |unit: Unit| matches!(unit, Unit::Cluster(at) if strong[at as usize]);
    let mut between: FxHashMap<(Unit, Unit), BTreeMap<Family, f32>> = FxHashMap::default();
    for part in parts {
        let (a, b) = (home[part.a.index()], home[part.b.index()]);
        if a != b && (is_strong(a) || is_strong(b)) {
            let best = between.entry((a.min(b), a.max(b))).or_default().entry(part.family).or_default();
            *best = best.max(part.bits);
        }
    }
    let mut found: Vec<Crossing> = between
        .into_par_iter()
        .filter_map(|((a, b), families)| {
            let kinds = families.values().filter(|bits| **bits >= AGREES).count();
            let alone = families.iter().any(|(&family, &bits)| f64::from(bits) >= alone_from(family, settings));
            let bits: f64 = families.values().map(|bits| f64::from(*bits)).sum();
            let joined = kinds >= 2 && bits >= settings.join_from || alone;
            joined.then_some(Crossing { a, b, bits })
        })
        .collect();
    found.sort_unstable_by_key(|crossing| (crossing.a, crossing.b));
    found
}

/// Bits at which one kind joins without a second. Strangers remit to one payee and pass orders on, so money asks for more.
fn alone_from(family: Family, settings: &ClusterSettings) -> f64 {
    match family {
        Family::Money => settings.merge_from * 1.35,
        _ => settings.merge_from,
    }
}
