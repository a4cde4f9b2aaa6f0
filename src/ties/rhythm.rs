//! When accounts are at work: each one's habits, against which coincidences are tested, and the groups that come of them.

use super::aside::SetAside;
use super::bond::{Bond, BondKind, Measure};
use super::chance::surprise;
use super::ips::split_pairs;
use crate::graph::Graph;
use crate::model::{AccountId, DAY, Time};
use crate::settings::Settings;

/// Accounts of one group above which it is no longer a ring's rhythm.
const GROUP_AT_MOST: usize = 200;

/// Two accounts whose sessions meet beyond chance.
pub(super) struct Meeting {
    pub a: AccountId,
    pub b: AccountId,
    /// Bits, at least what was asked for.
    pub surprise: f64,
    /// Bits that were asked for.
    pub asked: f64,
}

/// Those of the pairs, each with its bits, that have the bits `asked` for.
pub(super) fn meetings(pairs: Vec<(AccountId, AccountId, f64)>, asked: f64) -> Vec<Meeting> {
    let enough = pairs.into_iter().filter(|&(.., bits)| bits >= asked);
    enough.map(|(a, b, surprise)| Meeting { a, b, surprise, asked }).collect()
}

/// Bonds of accounts that meet, split where groups hang on a single pair; groups that are too wide are counted. O(pairs log pairs).
pub(super) fn in_step(kind: BondKind, found: &[Meeting]) -> (Vec<Bond>, SetAside) {
    let mut accounts: Vec<AccountId> = found.iter().flat_map(|meeting| [meeting.a, meeting.b]).collect();
    accounts.sort_unstable();
    accounts.dedup();
    let place = |account: AccountId| account.place_in(&accounts);
    let pairs: Vec<(u32, u32)> = found.iter().map(|meeting| (place(meeting.a), place(meeting.b))).collect();
    let meeting: rustc_hash::FxHashMap<(u32, u32), &Meeting> = pairs.iter().copied().zip(found).collect();
    let (groups, wide): (Vec<_>, Vec<_>) =
        split_pairs(accounts.len(), &pairs).into_iter().partition(|(members, _)| members.len() <= GROUP_AT_MOST);
    let mut aside = SetAside::default();
    wide.iter().for_each(|(members, pairs)| aside.add(kind, members.len(), pairs.len()));
    let bonds = groups
        .into_iter()
        .map(|(members, pairs)| {
            let of_pairs = || pairs.iter().map(|&(a, b)| meeting[&(members[a as usize], members[b as usize])]);
            let value = median_of(of_pairs().map(|meeting| meeting.surprise));
            let excess = median_of(of_pairs().map(|meeting| meeting.surprise / meeting.asked));
            let threshold = of_pairs().map(|meeting| meeting.asked).fold(f64::INFINITY, f64::min);
            Bond {
                kind,
                node: None,
                more: Vec::new(),
                accounts: members.iter().map(|&at| accounts[at as usize]).collect(),
                pairs: Some(pairs),
                // Twice the surprise that was asked is no accident of the null model either.
                measure: Measure { quality: 1.0, bonus: (excess - 1.0).clamp(0.0, 1.5), value, threshold },
            }
        })
        .collect();
    (bonds, aside)
}

/// The upper median; the iterator is not empty.
fn median_of(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Seconds to add to UTC for the platform's local time, at the snapshot's moment.
pub(super) fn zone_offset(graph: &Graph, settings: &Settings) -> i64 {
    let zone = jiff::tz::TimeZone::get(&settings.time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let moment = jiff::Timestamp::from_second(i64::from(graph.snapshot.moment.0)).unwrap_or_default();
    i64::from(zone.to_offset(moment).seconds())
}

/// Colleagues who change together between three shifts start together three times as often as the habits of either make likely.
const ROTA: f64 = 3.0;

/// Starts about one time of one day of the week from which on they are a habit, and not where one start happened to fall.
const WEEKLY: f64 = 3.0;

/// Bits of surprise at meetings on `seen` days where habits make `likely` ones; none where a rota explains as many.
pub(super) fn beyond_a_rota(seen: u32, likely: f64) -> f64 {
    if f64::from(seen) <= ROTA * likely { 0.0 } else { surprise(f64::from(seen), likely) }
}

/// When an account starts its sessions: by time of day, on workdays and on days off, and on each day of the week.
pub(super) struct Habits {
    /// Workdays, days off, then Monday to Sunday.
    kinds: [Kind; 9],
}

/// Days of one kind between an account's first and last session.
#[derive(Default)]
struct Kind {
    /// Local seconds of the day of its starts, ascending.
    starts: Vec<u32>,
    /// How many such days.
    days: f64,
}

impl Habits {
    pub(super) fn new(times: &[Time], offset: i64) -> Self {
        let mut kinds: [Kind; 9] = Default::default();
        for &time in times {
            let (day, second) = local(time, offset);
            kinds_of(day).into_iter().for_each(|kind| kinds[kind].starts.push(second));
        }
        kinds.iter_mut().for_each(|kind| kind.starts.sort_unstable());
        let (first, last) =
            (times.first().map_or(0, |&t| local(t, offset).0), times.last().map_or(0, |&t| local(t, offset).0));
        for day in first..=last {
            kinds_of(day).into_iter().for_each(|kind| kinds[kind].days += 1.0);
        }
        Self { kinds }
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
    /// its habits on such days and on that day of the week, whichever make it likelier. O(log sessions).
    fn chance(&self, time: Time, before: u32, after: u32, offset: i64) -> f64 {
        let (day, second) = local(time, offset);
        let [such, weekday] = kinds_of(day).map(|kind| &self.kinds[kind]);
        let within = |kind: &Kind| {
            let from = kind.starts.partition_point(|&s| s + before < second);
            (kind.starts.partition_point(|&s| s <= second + after) - from) as f64
        };
        // Half a start more: a habit is never known to be impossible.
        let usual = (within(such) + 0.5).min(such.days.max(1.0)) / (such.days.max(1.0) + 1.0);
        let weekly = within(weekday);
        if weekly < WEEKLY {
            return usual;
        }
        usual.max(weekly.min(weekday.days) / (weekday.days + 1.0))
    }
}

/// The kinds of a day: workday or day off, and its place in the week.
fn kinds_of(day: i64) -> [usize; 2] {
    // 1970-01-01 was a Thursday.
    let weekday = (day + 3).rem_euclid(7) as usize;
    [usize::from(weekday >= 5), 2 + weekday]
}

fn local(time: Time, offset: i64) -> (i64, u32) {
    let shifted = i64::from(time.0) + offset;
    (shifted.div_euclid(i64::from(DAY)), shifted.rem_euclid(i64::from(DAY)) as u32)
}
