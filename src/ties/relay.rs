//! One hand, several machines: sessions that begin within minutes of the end of another account's, again and again.
//!
//! An operator who keeps a machine and a line for each account still works them one after the other. People who know
//! nothing of each other do not wait for one another. Only pairs that something else brings near are compared (an address
//! or machine with few users, a payee, a text), so the cost stays near linear; each is tested against its null model, how
//! often the follower's own times of day would put it there. How much surprise is asked for follows from how many pairs
//! were tried and how many stand out: a false discovery rate (Benjamini and Hochberg 1995), where Bonferroni's bound
//! would ask for more on a larger platform and find less.

use rayon::prelude::*;

use super::bond::{Bond, BondKind};
use super::chance::surprise;
use super::rhythm::{Habits, in_step, zone_offset};
use crate::graph::Graph;
use crate::model::{AccountId, DAY, MINUTE, Time, ValueId};
use crate::settings::Settings;
use crate::snapshot::Login;

/// Carriers of a thing above which it brings nobody near.
const NEAR: u32 = 12;
/// Seconds by which the next session may begin before the last one has ended.
const OVERLAP: u32 = MINUTE;
/// Share of the pairs found that may be chance.
const FALSE_DISCOVERIES: f64 = 0.01;

/// Bonds of accounts that follow one another. Sessions on one machine are left to
/// [`super::device_bonds`]. O(links + pairs near x sessions).
#[must_use]
pub fn relay_bonds(graph: &Graph, settings: &Settings) -> Vec<Bond> {
    let offset = zone_offset(graph, settings);
    let near = pairs_near(graph, settings.groups.n7_sessions);
    let mut found: Vec<(AccountId, AccountId, f64)> = near
        .par_iter()
        .filter_map(|&(a, b)| {
            let (mine, other) = (graph.logins(a), graph.logins(b));
            let seen = following_days(mine, other, settings) + following_days(other, mine, settings);
            // Most pairs never follow: their habits need not be known.
            if seen < settings.groups.n7_joint {
                return None;
            }
            let likely = expected_days(mine, other, settings, offset) + expected_days(other, mine, settings, offset);
            Some((a, b, surprise(f64::from(seen), likely)))
        })
        .collect();
    let asked = settings.groups.n7_surprise.max(discovered_from(&found, near.len()));
    found.retain(|&(.., bits)| bits >= asked);
    in_step(BondKind::Relay, &found, asked)
}

/// Pairs of accounts with enough sessions that carry one thing together which few do; ascending.
fn pairs_near(graph: &Graph, sessions: u32) -> Vec<(AccountId, AccountId)> {
    let mut pairs: Vec<(AccountId, AccountId)> = Vec::new();
    for &kind in graph.kinds() {
        let links = graph.links(kind);
        pairs.par_extend((0..links.values() as u32).into_par_iter().with_min_len(1024).flat_map_iter(|value| {
            let few = (2..=NEAR).contains(&links.degree(ValueId(value)));
            let carriers = if few { links.carriers(ValueId(value)) } else { &[] };
            let seen = |&&account: &&AccountId| graph.logins(account).len() >= sessions as usize;
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

/// Days on which `other` begins within minutes of the end of one of `mine`, not on the same machine.
fn following_days(mine: &[Login], other: &[Login], settings: &Settings) -> u32 {
    let window = settings.groups.n7_minutes * MINUTE;
    let mut days: Vec<u32> = Vec::new();
    let mut after = 0;
    for login in mine {
        // Sessions ascend by their start, so the next search goes on where this one began.
        after += other[after..].iter().take_while(|next| next.start <= login.start).count();
        let Some(end) = login.end() else { continue };
        let from = after + other[after..].partition_point(|next| next.start.plus(OVERLAP) < end);
        let mut soon = other[from..].iter().take_while(|next| next.start <= end.plus(window));
        if soon.any(|next| login.device().is_none() || login.device() != next.device()) {
            days.push(end.day().0);
        }
    }
    days.sort_unstable();
    days.dedup();
    days.len() as u32
}

/// Days on which `other` would by its habits alone.
fn expected_days(mine: &[Login], other: &[Login], settings: &Settings, offset: i64) -> f64 {
    let (Some(first), Some(last)) = (other.first(), other.last()) else { return 0.0 };
    let starts: Vec<Time> = other.iter().map(|login| login.start).collect();
    let habits = Habits::new(&starts, offset);
    let window = settings.groups.n7_minutes * MINUTE;
    let mut ends: Vec<Time> = mine.iter().filter_map(|login| login.end()).collect();
    // Only where the follower was there at all.
    ends.retain(|&end| end.plus(DAY) >= first.start && end <= last.start.plus(DAY));
    ends.sort_unstable();
    habits.expected_days(&ends, OVERLAP, window, offset)
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
