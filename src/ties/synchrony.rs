//! N7: sessions that start in the same minutes again and again, beyond chance given each account's own habits.
//!
//! Candidates come from MinHash over the slots in which an account starts (Broder 1997), on two grids shifted by half a
//! slot, so that no pair is compared that has little in common. Each candidate is then tested against its null model:
//! how many joint starts the second account's own times of day, on workdays and days off, would give by chance. The
//! surprise is the Chernoff bound of the Poisson tail in bits, and must exceed what trying so many pairs gives for free.

use rayon::prelude::*;

use super::bond::{Bond, BondKind};
use super::chance::surprise;
use super::rhythm::{Habits, in_step, zone_offset};
use crate::graph::Graph;
use crate::model::{AccountId, MINUTE, Time};
use crate::settings::Settings;

/// Bands of the MinHash; half of them on each grid.
const BANDS: u64 = 24;
/// Accounts in one band's bucket above which it is a common rhythm, not a ring.
const BUCKET_AT_MOST: usize = 64;

/// Bonds of accounts in step. O(accounts x sessions x bands + candidates x sessions).
#[must_use]
pub fn synchrony_bonds(graph: &Graph, settings: &Settings) -> Vec<Bond> {
    let offset = zone_offset(graph, settings);
    let eligible: Vec<AccountId> = (0..graph.accounts() as u32)
        .map(AccountId)
        .filter(|&account| graph.logins(account).len() >= settings.groups.n7_sessions as usize)
        .collect();
    let candidates = candidates(graph, &eligible);
    let asked = settings.groups.n7_surprise + (candidates.len().max(1) as f64).log2();
    let found: Vec<(AccountId, AccountId, f64)> = candidates
        .par_iter()
        .filter_map(|&(a, b)| {
            let starts = |account| graph.logins(account).iter().map(|login| login.start).collect();
            let (mine, other): (Vec<Time>, Vec<Time>) = (starts(a), starts(b));
            let joint = joint_days(&mine, &other, settings);
            // Most candidates met by chance in one slot: their habits need not be known.
            if joint < settings.groups.n7_joint {
                return None;
            }
            let window = settings.groups.n7_minutes * MINUTE;
            let likely = Habits::new(&other, offset).expected_days(&mine, window, window, offset);
            let surprise = surprise(f64::from(joint), likely);
            (surprise >= asked).then_some((a, b, surprise))
        })
        .collect();
    in_step(BondKind::Synchrony, &found, asked)
}

/// Pairs whose slots agree in at least one band, ascending.
fn candidates(graph: &Graph, eligible: &[AccountId]) -> Vec<(AccountId, AccountId)> {
    // Longer bands for more accounts: chance collisions grow with the square of their number.
    let rows = match eligible.len() {
        0..=30_000 => 2,
        30_001..=400_000 => 3,
        _ => 4,
    };
    let bands: Vec<Vec<(AccountId, AccountId)>> = (0..BANDS)
        .into_par_iter()
        .map(|band| {
            let mut keyed: Vec<(u64, AccountId)> =
                eligible.iter().map(|&account| (band_key(graph, account, band, rows), account)).collect();
            keyed.sort_unstable();
            let mut pairs = Vec::new();
            for bucket in keyed.chunk_by(|a, b| a.0 == b.0) {
                if (2..=BUCKET_AT_MOST).contains(&bucket.len()) {
                    for (at, &(_, a)) in bucket.iter().enumerate() {
                        pairs.extend(bucket[at + 1..].iter().map(|&(_, b)| (a, b)));
                    }
                }
            }
            pairs
        })
        .collect();
    let mut pairs = bands.concat();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// The smallest hashes of the account's slots, `rows` of them, folded into one key.
fn band_key(graph: &Graph, account: AccountId, band: u64, rows: u64) -> u64 {
    let width = 20 * MINUTE;
    let shift = if band.is_multiple_of(2) { 0 } else { width / 2 };
    let mut key = band;
    for row in 0..rows {
        let seed = mix(band * 16 + row + 1);
        let starts = graph.logins(account).iter();
        let least = starts.map(|login| mix(u64::from((login.start.0 + shift) / width) ^ seed)).min().unwrap_or(0);
        key = mix(key ^ least);
    }
    key
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every input bit reaches every output bit.
const fn mix(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// Days on which two accounts, each with its starts ascending, started a session together.
fn joint_days(mine: &[Time], other: &[Time], settings: &Settings) -> u32 {
    let window = settings.groups.n7_minutes * MINUTE;
    let (mut joint, mut at) = (0, 0);
    for day in mine.chunk_by(|x, y| x.day() == y.day()) {
        let mut met = false;
        for &start in day {
            while at < other.len() && other[at].plus(window) < start {
                at += 1;
            }
            met |= at < other.len() && other[at] <= start.plus(window);
        }
        joint += u32::from(met);
    }
    joint
}
