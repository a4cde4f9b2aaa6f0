//! When accounts are at work: each one's habits, against which coincidences are tested, and the groups that come of them.

use super::bond::{Bond, BondKind, Measure};
use super::ips::split_pairs;
use crate::graph::Graph;
use crate::model::{AccountId, DAY, Time};
use crate::settings::Settings;

/// Accounts of one group above which it is no longer a ring's rhythm.
const GROUP_AT_MOST: usize = 200;

/// Bonds of pairs with their bits of surprise, at least `asked`, split where groups hang on a single pair. O(pairs log pairs).
pub(super) fn in_step(kind: BondKind, found: &[(AccountId, AccountId, f64)], asked: f64) -> Vec<Bond> {
    let mut accounts: Vec<AccountId> = found.iter().flat_map(|&(a, b, _)| [a, b]).collect();
    accounts.sort_unstable();
    accounts.dedup();
    let place = |account: AccountId| account.place_in(&accounts);
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
                kind,
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
pub(super) fn zone_offset(graph: &Graph, settings: &Settings) -> i64 {
    let zone = jiff::tz::TimeZone::get(&settings.time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let moment = jiff::Timestamp::from_second(i64::from(graph.snapshot.moment.0)).unwrap_or_default();
    i64::from(zone.to_offset(moment).seconds())
}

/// When an account starts its sessions: by time of day, on workdays and on days off.
pub(super) struct Habits {
    /// Local seconds of the day, ascending; workdays, then days off.
    starts: [Vec<u32>; 2],
    /// Such days between its first and last session.
    days: [f64; 2],
}

impl Habits {
    pub(super) fn new(times: &[Time], offset: i64) -> Self {
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

    /// Days of `moments` (ascending) on which the account would start between `before` seconds before one of them and
    /// `after` seconds after it, by its habits alone. O(moments x log sessions).
    pub(super) fn expected_days(&self, moments: &[Time], before: u32, after: u32, offset: i64) -> f64 {
        let missed = |day: &[Time]| -> f64 {
            day.iter().map(|&moment| 1.0 - self.chance(moment, before, after, offset)).product()
        };
        moments.chunk_by(|x, y| x.day() == y.day()).map(|day| 1.0 - missed(day)).sum()
    }

    /// Chance that the account starts between `before` seconds before `time` and `after` seconds after it, on that day, from
    /// its habits. O(log sessions).
    fn chance(&self, time: Time, before: u32, after: u32, offset: i64) -> f64 {
        let (day, second) = local(time, offset);
        let kind = usize::from(day_off(day));
        let list = &self.starts[kind];
        let from = list.partition_point(|&s| s + before < second);
        let until = list.partition_point(|&s| s <= second + after);
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
