//! Ties that cross from one group of accounts to another: whether the two may be one.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::link::PairPart;
use crate::model::AccountId;
use crate::settings::ClusterSettings;
use crate::ties::Family;

/// Bits at which a kind of evidence counts as one of the two that must agree.
pub const AGREES: f32 = 0.5;

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
    /// Whether both are accused by themselves.
    pub accused: bool,
}

/// Which unit each account belongs to.
#[must_use]
pub fn homes<'a>(accounts: usize, clusters: impl Iterator<Item = &'a [AccountId]>) -> Vec<Unit> {
    let mut home: Vec<Unit> = (0..accounts).map(|at| Unit::Loose(AccountId(at as u32))).collect();
    for (at, members) in clusters.enumerate() {
        members.iter().for_each(|account| home[account.index()] = Unit::Cluster(at as u32));
    }
    home
}

/// How likely a cluster is an operation by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Too little to grow by.
    Weak,
    /// Enough to look at what is tied to it.
    Strong,
    /// It is accused.
    Accused,
}

/// Pairs of units, at least one of them strong, that two kinds of evidence or one weighty tie join, and pairs of accused
/// clusters that share anything but a place or a deal; ascending. O(parts).
#[must_use]
pub fn crossings(parts: &[PairPart], home: &[Unit], of: &[Standing], settings: &ClusterSettings) -> Vec<Crossing> {
    let standing = |unit: Unit| match unit {
        Unit::Cluster(at) => of[at as usize],
        Unit::Loose(_) => Standing::Weak,
    };
    let is_strong = |unit: Unit| standing(unit) >= Standing::Strong;
    let mut between: FxHashMap<(Unit, Unit), BTreeMap<Family, (f32, usize)>> = FxHashMap::default();
    for part in parts {
        let (a, b) = (home[part.a.index()], home[part.b.index()]);
        if a != b && (is_strong(a) || is_strong(b)) {
            let best = between.entry((a.min(b), a.max(b))).or_default().entry(part.family).or_default();
            *best = (best.0.max(part.bits), best.1 + 1);
        }
    }
    let mut found: Vec<Crossing> = between
        .into_par_iter()
        .filter_map(|((a, b), families)| {
            let kinds = families.values().filter(|(bits, _)| *bits >= AGREES).count();
            let bits: f64 = families.values().map(|(bits, _)| f64::from(*bits)).sum();
            let alone = families.iter().any(|(&family, &(bits, _))| f64::from(bits) >= alone_from(family, settings));
            let accused = standing(a) == Standing::Accused && standing(b) == Standing::Accused;
            // Strangers' operations meet on an exit, trade with one another, buy one text, or use one broker once.
            let apart = |family: Family| matches!(family, Family::Network | Family::Direct | Family::Content);
            let firm = families.iter().filter(|part| !apart(*part.0));
            let (firm, pairs) =
                firm.fold((0.0, 0), |sum, (_, &(bits, pairs))| (sum.0 + f64::from(bits), sum.1 + pairs));
            let both = accused && pairs >= 2 && firm >= settings.merge_accused_from;
            let joined = kinds >= 2 && bits >= settings.join_from || alone || both;
            joined.then_some(Crossing { a, b, accused })
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
