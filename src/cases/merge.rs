//! Clusters that are one operation: joined where the ties across them suffice and the whole explains more than either.
//!
//! An operator who keeps a payee for each three accounts leaves several small clusters with little between them. Two of
//! them become one only if the joined cluster's bits are at least those of the better one: a bystander dilutes every
//! kind of evidence and makes the group larger, which takes bits away.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::clusters::{PairPart, Standing, Unit, crossings, homes};
use crate::model::{AccountId, Bits};
use crate::settings::Settings;

use super::build::{Findings, case_bits};

/// Rounds of joining; each at least halves what can still be joined of a ring.
const ROUNDS: usize = 6;

/// Joins clusters and loose accounts; each cluster ascending, in an order that depends on nothing but them.
/// O(rounds x (parts + bonds of what is joined)).
#[must_use]
pub fn merge_clusters(found: &Findings, parts: &[PairPart], settings: &Settings) -> Vec<Vec<AccountId>> {
    let mut clusters = found.clusters.clone();
    let mut bits: Vec<f64> = clusters.par_iter().map(|accounts| case_bits(found, settings, accounts)).collect();
    for _ in 0..ROUNDS {
        let joins = joins(found, parts, settings, &clusters, &bits);
        if joins.is_empty() {
            break;
        }
        let mut taken: FxHashSet<Unit> = FxHashSet::default();
        let mut gone: FxHashSet<u32> = FxHashSet::default();
        for join in joins {
            if taken.contains(&join.a) || taken.contains(&join.b) {
                continue;
            }
            taken.extend([join.a, join.b]);
            let Unit::Cluster(first) = join.a else { continue };
            clusters[first as usize] = join.accounts;
            bits[first as usize] = join.bits;
            if let Unit::Cluster(second) = join.b {
                gone.insert(second);
            }
        }
        let mut at = 0;
        let mut keep = || {
            at += 1;
            !gone.contains(&(at - 1))
        };
        clusters.retain(|_| keep());
        at = 0;
        let mut keep = || {
            at += 1;
            !gone.contains(&(at - 1))
        };
        bits.retain(|_| keep());
    }
    clusters
}

/// Two units made one: what it would be and how many bits it gains on the better of the two.
struct Join {
    a: Unit,
    b: Unit,
    accounts: Vec<AccountId>,
    bits: f64,
    gain: f64,
}

/// Every join that may be made, the most gainful first.
fn joins(
    found: &Findings,
    parts: &[PairPart],
    settings: &Settings,
    clusters: &[Vec<AccountId>],
    bits: &[f64],
) -> Vec<Join> {
    let standing = |&bits: &f64| match Bits(bits).probability() {
        score if score >= settings.score.accuse_from => Standing::Accused,
        score if score >= settings.clusters.grow_from => Standing::Strong,
        _ => Standing::Weak,
    };
    let standings: Vec<Standing> = bits.iter().map(standing).collect();
    let home = homes(found.graph.accounts(), clusters);
    let accounts_of = |unit: Unit| match unit {
        Unit::Cluster(at) => clusters[at as usize].clone(),
        Unit::Loose(account) => vec![account],
    };
    let bits_of = |unit: Unit| match unit {
        Unit::Cluster(at) => bits[at as usize],
        Unit::Loose(_) => f64::NEG_INFINITY,
    };
    let mut joins: Vec<Join> = crossings(parts, &home, &standings, &settings.clusters)
        .into_par_iter()
        .filter_map(|crossing| {
            let mut accounts = accounts_of(crossing.a);
            let others = accounts_of(crossing.b);
            let apart = accounts.iter().any(|&a| others.iter().any(|&b| found.bonds.separate(a, b)));
            if apart || accounts.len() + others.len() > settings.clusters.largest as usize {
                return None;
            }
            accounts.extend(others);
            accounts.sort_unstable();
            let bits = case_bits(found, settings, &accounts);
            let gain = bits - bits_of(crossing.a).max(bits_of(crossing.b));
            // Two accusations become one that still stands; anything else must gain by what it takes in.
            let holds = crossing.accused && standing(&bits) == Standing::Accused;
            (gain >= 0.0 || holds).then_some(Join { a: crossing.a, b: crossing.b, accounts, bits, gain })
        })
        .collect();
    joins.sort_by(|x, y| y.gain.total_cmp(&x.gain).then((x.a, x.b).cmp(&(y.a, y.b))));
    joins
}
