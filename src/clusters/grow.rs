//! Accounts at the edge of a strong cluster: tied to several of its members by a little each.
//!
//! Beside an operation an account's own weak ties mean more than among strangers: what counts is the best of each
//! independent kind over all members, after what is lawful between the two is taken back.

use rustc_hash::FxHashMap;

use super::crossing::AGREES;
use super::link::{Bonds, PairPart};
use crate::graph::Graph;
use crate::model::AccountId;
use crate::ties::Family;

/// Adds to each of `clusters` that `strong` names the loose accounts that are tied to it by at least `join_from` bits
/// over independent kinds, at least two of which agree. `loose` are accounts of no strong cluster; an account joins the
/// cluster that it is tied to most, the first of equals. Returns the clusters in the same order. O(weak ties).
#[must_use]
pub fn grow(
    graph: &Graph,
    bonds: &Bonds,
    parts: &[PairPart],
    clusters: Vec<Vec<AccountId>>,
    strong: &[bool],
    join_from: f64,
) -> Vec<Vec<AccountId>> {
    let mut home: Vec<Option<u32>> = vec![None; graph.accounts()];
    for (at, accounts) in clusters.iter().enumerate().filter(|(at, _)| strong[*at]) {
        accounts.iter().for_each(|account| home[account.index()] = Some(at as u32));
    }
    let mut ties: FxHashMap<(AccountId, u32), FxHashMap<Family, f32>> = FxHashMap::default();
    for part in parts {
        let (a, b) = (home[part.a.index()], home[part.b.index()]);
        let (loose, cluster) = match (a, b) {
            (None, Some(cluster)) => (part.a, cluster),
            (Some(cluster), None) => (part.b, cluster),
            _ => continue,
        };
        let best = ties.entry((loose, cluster)).or_default().entry(part.family).or_default();
        *best = best.max(part.bits);
    }
    let mut joins: Vec<(AccountId, u32, f64)> = ties
        .into_iter()
        .filter(|((account, cluster), _)| {
            !clusters[*cluster as usize].iter().any(|&other| bonds.separate(*account, other))
        })
        .map(|((account, cluster), families)| {
            // Summed in the families' order: the sum must not depend on the map's.
            let mut bits: Vec<(Family, f32)> = families.into_iter().collect();
            bits.sort_unstable_by_key(|part| part.0);
            let kinds = bits.iter().filter(|part| part.1 >= AGREES).count();
            (account, cluster, kinds, bits.iter().map(|part| f64::from(part.1)).sum())
        })
        .filter(|join: &(AccountId, u32, usize, f64)| join.2 >= 2 && join.3 >= join_from)
        .map(|(account, cluster, _, bits)| (account, cluster, bits))
        .collect();
    joins.sort_by(|x, y| x.0.cmp(&y.0).then(y.2.total_cmp(&x.2)).then(x.1.cmp(&y.1)));
    joins.dedup_by_key(|join| join.0);
    let mut grown = clusters;
    // Who joins leaves the weak cluster it stood in.
    let joined: FxHashMap<AccountId, u32> = joins.iter().map(|&(account, cluster, _)| (account, cluster)).collect();
    for (at, accounts) in grown.iter_mut().enumerate() {
        accounts.retain(|account| joined.get(account).is_none_or(|&cluster| cluster as usize == at));
    }
    for (account, cluster, _) in joins {
        grown[cluster as usize].push(account);
    }
    grown.iter_mut().for_each(|accounts| accounts.sort_unstable());
    grown
}
