//! P6 and P7: hours that one person does not keep.

use super::finding::{RawFinding, about, rows};
use crate::graph::Graph;
use crate::messages::Message;
use crate::model::{AccountId, HOUR, Indicator, MINUTE, Table, Time};
use crate::settings::Settings;
use crate::snapshot::Work;

/// The platform's local time: UTC and the zone's offset at the snapshot's moment.
pub(super) struct Clock {
    offset: i64,
}

impl Clock {
    pub(super) fn new(graph: &Graph, settings: &Settings) -> Self {
        let zone = jiff::tz::TimeZone::get(&settings.time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let moment = jiff::Timestamp::from_second(i64::from(graph.snapshot.moment.0)).unwrap_or_default();
        Self { offset: i64::from(zone.to_offset(moment).seconds()) }
    }

    /// Seconds of local time.
    pub(super) fn local(&self, time: Time) -> i64 {
        i64::from(time.0) + self.offset
    }
}

pub(super) fn p6(graph: &Graph, settings: &Settings, account: AccountId, found: &mut Vec<RawFinding>) {
    let limits = &settings.accounts;
    let gap = limits.p6_gap_minutes * MINUTE;
    let mut best = (0, 0..0);
    let mut run: Option<(Time, Time, usize)> = None;
    let sessions = graph.logins(account);
    for (at, login) in sessions.iter().enumerate() {
        let end = login.end().unwrap_or(login.start).max(login.start);
        let current = match run {
            Some((start, until, from)) if login.start <= until.plus(gap) => (start, until.max(end), from),
            _ => (login.start, end, at),
        };
        if current.1.since(current.0) > best.0 {
            best = (current.1.since(current.0), current.2..at + 1);
        }
        run = Some(current);
    }
    if best.0 >= limits.p6_noted_hours * HOUR {
        let hours = f64::from(best.0) / f64::from(HOUR);
        let flagged = best.0 >= limits.p6_flagged_hours * HOUR;
        let asked = if flagged { limits.p6_flagged_hours } else { limits.p6_noted_hours };
        let mut finding = about(account, Indicator::P6, hours, f64::from(asked), Message::P6 { hours, flagged });
        if !flagged {
            finding.weight /= 2.0;
        }
        finding.rows = rows(Table::Logins, sessions[best.1].iter().map(|login| login.row()));
        found.push(finding);
    }
}

pub(super) fn p7(graph: &Graph, settings: &Settings, clock: &Clock, account: AccountId, found: &mut Vec<RawFinding>) {
    let limits = &settings.accounts;
    let blocks = graph.work.of(account, &graph.snapshot.work);
    if blocks.is_empty() {
        return;
    }
    let week = 7 * 24 * i64::from(HOUR);
    // 1970-01-01 was a Thursday: weeks begin on Monday.
    let week_of = |local: i64| (local + 3 * 24 * i64::from(HOUR)).div_euclid(week);
    let mut hours: std::collections::BTreeMap<i64, f64> = std::collections::BTreeMap::new();
    let mut covered = Time(0);
    let mut overlapping: Vec<&Work> = Vec::new();
    for block in blocks {
        if block.start < covered && block.end > block.start {
            overlapping.push(block);
        }
        let mut from = clock.local(block.start.max(covered));
        let until = clock.local(block.end);
        while from < until {
            let next = (week_of(from) + 1) * week - 3 * 24 * i64::from(HOUR);
            *hours.entry(week_of(from)).or_default() += (until.min(next) - from) as f64 / f64::from(HOUR);
            from = next;
        }
        covered = covered.max(block.end);
    }
    let asked = f64::from(limits.p7_weekly_hours);
    let long: Vec<i64> = hours.iter().filter(|(_, hours)| **hours > asked).map(|(&week, _)| week).collect();
    let needed = limits.p7_weeks.max(1) as usize;
    let run = long.windows(needed).find(|run| run[needed - 1] - run[0] < 4);
    if let Some(run) = run {
        let most = run.iter().filter_map(|week| hours.get(week)).fold(0.0, |a: f64, b| a.max(*b));
        let mut finding = about(account, Indicator::P7, most, asked, Message::P7Hours { hours: most, weeks: needed });
        let within = |block: &&Work| (run[0]..=run[needed - 1]).contains(&week_of(clock.local(block.start)));
        finding.rows = rows(Table::Work, blocks.iter().filter(within).map(|block| block.row));
        found.push(finding);
    } else if !overlapping.is_empty() {
        let count = overlapping.len();
        let mut finding = about(account, Indicator::P7, count as f64, 1.0, Message::P7Overlap { blocks: count });
        // Each block with the one that it overlaps, which stands before it.
        let both = overlapping.iter().flat_map(|late| {
            let early = blocks.iter().filter(|early| early.start <= late.start && early.end > late.start);
            early.map(|early| early.row)
        });
        finding.rows = rows(Table::Work, both);
        finding.rows.sort_unstable();
        finding.rows.dedup();
        found.push(finding);
    }
}
