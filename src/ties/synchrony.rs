//! N7: sessions that start in the same minutes again and again, beyond chance given each account's own habits.
//!
//! Candidates come from MinHash over the slots in which an account starts (Broder 1997), on two grids shifted by half a
//! slot, so that no pair is compared that has little in common, and from what brings accounts near. Each is then tested against
//! its null model: how many joint starts the second account's own times of day, on workdays and days off and by the week,
//! would give by chance. The surprise is the Chernoff bound of the Poisson tail in bits, and must exceed what trying so
//! many pairs gives for free.

use rayon::prelude::*;

use super::aside::SetAside;
use super::bond::{Bond, BondKind};
use super::near::standing_out;
use super::rhythm::{Habits, beyond_a_rota, in_step, meetings, zone_offset};
use crate::graph::Graph;
use crate::model::{AccountId, MINUTE, Time};
use crate::settings::Settings;
use crate::snapshot::Login;

/// Bands of the MinHash; half of them on each grid.
const BANDS: u64 = 24;
/// Accounts in one band's bucket above which it is a common rhythm, not a ring.
const BUCKET_AT_MOST: usize = 64;
/// Slots of an account that make the key of a band, at most.
const MOST_ROWS: usize = 4;

/// Bonds of accounts in step: of pairs whose slots agree, and of those that something brings `near` (ascending).
/// O(accounts x sessions x bands + pairs x sessions).
#[must_use]
pub fn synchrony_bonds(graph: &Graph, near: &[(AccountId, AccountId)], settings: &Settings) -> (Vec<Bond>, SetAside) {
    let offset = zone_offset(graph, settings);
    let eligible: Vec<AccountId> = (0..graph.accounts() as u32)
        .map(AccountId)
        .filter(|&account| graph.logins(account).len() >= settings.groups.n7_sessions as usize)
        .collect();
    let candidates = candidates(graph, &eligible);
    let asked = settings.groups.n7_surprise + (candidates.len().max(1) as f64).log2();
    let mut found = meetings(together(graph, &candidates, settings, offset), asked);
    let close = together(graph, near, settings, offset);
    found.extend(standing_out(close, near.len(), settings.groups.n7_surprise));
    // Of a pair found both ways the one for which less was asked.
    found.sort_unstable_by(|x, y| (x.a, x.b).cmp(&(y.a, y.b)).then(x.asked.total_cmp(&y.asked)));
    found.dedup_by_key(|meeting| (meeting.a, meeting.b));
    in_step(BondKind::Synchrony, &found)
}

/// Those of the pairs that start together often enough, with the bits of surprise. O(pairs x sessions).
fn together(
    graph: &Graph,
    pairs: &[(AccountId, AccountId)],
    settings: &Settings,
    offset: i64,
) -> Vec<(AccountId, AccountId, f64)> {
    pairs
        .par_iter()
        .filter_map(|&(a, b)| {
            let joint = joint_days(graph.logins(a), graph.logins(b), settings);
            // Most pairs seldom do: their habits need not be known.
            if joint < settings.groups.n7_joint {
                return None;
            }
            let starts = |account| graph.logins(account).iter().map(|login| login.start).collect::<Vec<Time>>();
            let window = settings.groups.n7_minutes * MINUTE;
            let expected =
                |one: &[Time], other: &[Time]| Habits::new(one, offset).expected_days(other, window, window, offset);
            let (a_starts, b_starts) = (starts(a), starts(b));
            // Whichever one's habits explain more.
            let likely = expected(&a_starts, &b_starts).max(expected(&b_starts, &a_starts));
            Some((a, b, beyond_a_rota(joint, likely)))
        })
        .collect()
}

/// Pairs whose slots agree in at least one band, ascending.
fn candidates(graph: &Graph, eligible: &[AccountId]) -> Vec<(AccountId, AccountId)> {
    // Longer bands for more accounts: chance collisions grow with the square of their number.
    let rows = match eligible.len() {
        0..=30_000 => 2,
        30_001..=400_000 => 3,
        _ => MOST_ROWS,
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
fn band_key(graph: &Graph, account: AccountId, band: u64, rows: usize) -> u64 {
    let width = 20 * MINUTE;
    let shift = if band.is_multiple_of(2) { 0 } else { width / 2 };
    // A slot is mixed once; a product with an odd number for each row orders the slots anew (Dietzfelbinger et al. 1997).
    let factors: [u64; MOST_ROWS] = std::array::from_fn(|row| mix(band * 16 + row as u64 + 1) | 1);
    let mut least = [u64::MAX; MOST_ROWS];
    for login in graph.logins(account) {
        let slot = mix(u64::from((login.start.0 + shift) / width));
        for (least, factor) in least[..rows].iter_mut().zip(factors) {
            *least = (*least).min(slot.wrapping_mul(factor));
        }
    }
    least[..rows].iter().fold(band, |key, least| mix(key ^ least))
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every input bit reaches every output bit.
const fn mix(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// Days on which two accounts, each with its sessions ascending, started a session together. O(sessions of both), without a
/// branch that depends on whose session comes next.
fn joint_days(mine: &[Login], other: &[Login], settings: &Settings) -> u32 {
    let window = settings.groups.n7_minutes * MINUTE;
    let (mut joint, mut last) = (0, None);
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (mine.get(i), other.get(j)) {
        if x.start.0.abs_diff(y.start.0) <= window && last != Some(x.start.day()) {
            last = Some(x.start.day());
            joint += 1;
        }
        let first = x.start <= y.start;
        i += usize::from(first);
        j += usize::from(!first);
    }
    joint
}
