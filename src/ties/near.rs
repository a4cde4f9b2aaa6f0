//! Pairs of accounts that something brings near, and how much surprise is asked for where so many are compared.
//!
//! An address or machine with few users, a payee, a text: who shares nothing of the kind is not compared, so the cost stays
//! near linear. How much surprise is asked for follows from how many pairs were tried and how many stand out: a false
//! discovery rate (Benjamini and Hochberg 1995), where Bonferroni's bound would ask for more on a larger platform and find
//! less.

use rayon::prelude::*;

use super::rhythm::{Meeting, meetings};
use crate::graph::Graph;
use crate::model::{AccountId, NodeKind, ValueId};
use crate::settings::Settings;

/// Carriers of a thing above which it brings nobody near.
const NEAR: u32 = 12;
/// The same of an address: one exit serves an operation and others.
const NEAR_ADDRESS: u32 = 24;
/// Share of the pairs found that may be chance.
const FALSE_DISCOVERIES: f64 = 0.01;

/// Pairs of accounts with enough sessions that carry one thing together which few do; ascending. O(links + pairs log pairs).
#[must_use]
pub fn pairs_near(graph: &Graph, settings: &Settings) -> Vec<(AccountId, AccountId)> {
    let sessions = settings.groups.n7_sessions as usize;
    let mut pairs: Vec<(AccountId, AccountId)> = Vec::new();
    for &kind in graph.kinds() {
        let links = graph.links(kind);
        let most = if kind == NodeKind::Ip { NEAR_ADDRESS } else { NEAR };
        pairs.par_extend((0..links.values() as u32).into_par_iter().with_min_len(1024).flat_map_iter(|value| {
            let few = (2..=most).contains(&links.degree(ValueId(value)));
            let carriers = if few { links.carriers(ValueId(value)) } else { &[] };
            let seen = |&&account: &&AccountId| graph.logins(account).len() >= sessions;
            let pairs_of = move |(at, &a): (usize, &AccountId)| {
                carriers[at + 1..].iter().filter(seen).map(move |&b| (a, b)).collect::<Vec<_>>()
            };
            carriers.iter().enumerate().filter(move |(_, account)| seen(account)).flat_map(pairs_of)
        }));
    }
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// Those of `found`, each with its bits, that stand out of the `tried` pairs, by `least` bits or more.
pub(super) fn standing_out(found: Vec<(AccountId, AccountId, f64)>, tried: usize, least: f64) -> Vec<Meeting> {
    let asked = least.max(discovered_from(&found, tried));
    meetings(found, asked)
}

/// The bits from which on no more than [`FALSE_DISCOVERIES`] of the pairs are chance, `tried` having been compared;
/// infinite where none stands out (Benjamini and Hochberg 1995, with Chernoff's bound for the p-value).
fn discovered_from(found: &[(AccountId, AccountId, f64)], tried: usize) -> f64 {
    let mut bits: Vec<f64> = found.iter().map(|&(.., bits)| bits).collect();
    bits.sort_unstable_by(|x, y| y.total_cmp(x));
    let needed = |rank: usize| (tried as f64 / (rank as f64 * FALSE_DISCOVERIES)).log2();
    bits.iter().enumerate().rev().find(|&(at, &bits)| bits >= needed(at + 1)).map_or(f64::INFINITY, |(_, &bits)| bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_stand_out_the_less_is_asked() {
        let pairs = |bits: &[f64]| bits.iter().map(|&bits| (AccountId(0), AccountId(1), bits)).collect::<Vec<_>>();
        // log2(1,024 / 0.01) is 16.6 bits for one pair, 14.6 for four.
        assert_eq!(discovered_from(&pairs(&[16.0]), 1024), f64::INFINITY);
        assert_eq!(discovered_from(&pairs(&[17.0, 3.0]), 1024), 17.0);
        assert_eq!(discovered_from(&pairs(&[16.0, 15.0, 3.0, 15.5, 14.8]), 1024), 14.8);
        assert_eq!(discovered_from(&[], 1024), f64::INFINITY);
    }
}
