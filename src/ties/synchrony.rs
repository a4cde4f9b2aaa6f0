//! N7: sessions that start in the same minutes again and again, beyond chance given each account's own habits.
//!
//! Candidates come from MinHash over the slots in which an account starts (Broder 1997), on two grids shifted by half a
//! slot, so that no pair is compared that has little in common. Each candidate is then tested against its null model:
//! how many joint starts the second account's own times of day, on workdays and days off, would give by chance. The
//! surprise is the Chernoff bound of the Poisson tail in bits, and must exceed what trying so many pairs gives for free.

use rayon::prelude::*;

use super::bond::{Bond, BondKind, Measure};
use super::chance::surprise;
use super::ips::split_pairs;
use crate::graph::Graph;
use crate::model::{AccountId, DAY, MINUTE, Time};
use crate::settings::Settings;

/// Bands of the MinHash; half of them on each grid.
const BANDS: u64 = 24;
/// Accounts in one band's bucket above which it is a common rhythm, not a ring.
const BUCKET_AT_MOST: usize = 64;
/// Accounts of one group above which it is no longer a ring's rhythm.
const GROUP_AT_MOST: usize = 200;

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
            let surprise = surprise(f64::from(joint), expected_days(&mine, &other, settings, offset));
            (surprise >= asked).then_some((a, b, surprise))
        })
        .collect();
    groups(&found, asked)
}

fn groups(found: &[(AccountId, AccountId, f64)], asked: f64) -> Vec<Bond> {
    let mut accounts: Vec<AccountId> = found.iter().flat_map(|&(a, b, _)| [a, b]).collect();
    accounts.sort_unstable();
    accounts.dedup();
    let place = |account: AccountId| accounts.binary_search(&account).map_or(0, |at| at as u32);
    let pairs: Vec<(u32, u32)> = found.iter().map(|&(a, b, _)| (place(a), place(b))).collect();
    let surprise: rustc_hash::FxHashMap<(u32, u32), f64> =
        pairs.iter().zip(found).map(|(&pair, found)| (pair, found.2)).collect();
    split_pairs(accounts.len(), &pairs)
        .into_iter()
        .filter(|(members, _)| members.len() <= GROUP_AT_MOST)
        .map(|(members, pairs)| {
            let mut bits: Vec<f64> =
                pairs.iter().map(|&(a, b)| surprise[&(members[a as usize], members[b as usize])]).collect();
            bits.sort_unstable_by(f64::total_cmp);
            let median = bits[bits.len() / 2];
            Bond {
                kind: BondKind::Synchrony,
                node: None,
                more: Vec::new(),
                accounts: members.iter().map(|&at| accounts[at as usize]).collect(),
                pairs: Some(pairs),
                // Twice the surprise that was asked is no accident of the null model either.
                measure: Measure {
                    quality: 1.0,
                    bonus: (median / asked - 1.0).clamp(0.0, 1.5),
                    value: median,
                    threshold: asked,
                },
            }
        })
        .collect()
}

/// Seconds to add to UTC for the platform's local time, at the snapshot's moment.
fn zone_offset(graph: &Graph, settings: &Settings) -> i64 {
    let zone = jiff::tz::TimeZone::get(&settings.time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let moment = jiff::Timestamp::from_second(i64::from(graph.snapshot.moment.0)).unwrap_or_default();
    i64::from(zone.to_offset(moment).seconds())
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

/// Days on which they would have by the other's habits alone.
fn expected_days(mine: &[Time], other: &[Time], settings: &Settings, offset: i64) -> f64 {
    let window = settings.groups.n7_minutes * MINUTE;
    let habits = Habits::new(other, offset);
    let mut expected = 0.0;
    for day in mine.chunk_by(|x, y| x.day() == y.day()) {
        let mut missed = 1.0;
        for &start in day {
            missed *= 1.0 - habits.chance(start, window, offset);
        }
        expected += 1.0 - missed;
    }
    expected
}

/// When an account starts its sessions: by time of day, on workdays and on days off.
struct Habits {
    /// Local seconds of the day, ascending; workdays, then days off.
    starts: [Vec<u32>; 2],
    /// Such days between its first and last session.
    days: [f64; 2],
}

impl Habits {
    fn new(times: &[Time], offset: i64) -> Self {
        let mut starts = [Vec::new(), Vec::new()];
        for &time in times {
            let (day, second) = local(time, offset);
            starts[usize::from(day_off(day))].push(second);
        }
        starts.iter_mut().for_each(|list| list.sort_unstable());
        let (first, last) =
            (times.first().map_or(0, |&t| local(t, offset).0), times.last().map_or(0, |&t| local(t, offset).0));
        let mut days = [0.0; 2];
        for day in first..=last {
            days[usize::from(day_off(day))] += 1.0;
        }
        Self { starts, days }
    }

    /// Chance that the account starts within `window` seconds of `time` on that day, from its habits.
    fn chance(&self, time: Time, window: u32, offset: i64) -> f64 {
        let (day, second) = local(time, offset);
        let kind = usize::from(day_off(day));
        let list = &self.starts[kind];
        let from = list.partition_point(|&s| s + window < second);
        let until = list.partition_point(|&s| s <= second + window);
        // Half a start more: a habit is never known to be impossible.
        ((until - from) as f64 + 0.5).min(self.days[kind].max(1.0)) / (self.days[kind].max(1.0) + 1.0)
    }
}

fn local(time: Time, offset: i64) -> (i64, u32) {
    let shifted = i64::from(time.0) + offset;
    (shifted.div_euclid(i64::from(DAY)), shifted.rem_euclid(i64::from(DAY)) as u32)
}

/// Saturdays and Sundays; 1970-01-01 was a Thursday.
fn day_off(day: i64) -> bool {
    (day + 3).rem_euclid(7) >= 5
}
