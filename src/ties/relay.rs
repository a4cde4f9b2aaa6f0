//! One hand, several machines: sessions that begin within minutes of the end of another account's, again and again.
//!
//! An operator who keeps a machine and a line for each account still works them one after the other. People who know
//! nothing of each other do not wait for one another. Only pairs that something else brings near are compared; each is
//! tested against its null model, how often the follower's own times of day would put it there.

use rayon::prelude::*;

use super::aside::SetAside;
use super::bond::{Bond, BondKind};
use super::near::standing_out;
use super::rhythm::{Habits, beyond_a_rota, in_step, zone_offset};
use crate::graph::Graph;
use crate::model::{AccountId, DAY, MINUTE, Time};
use crate::settings::Settings;
use crate::snapshot::Login;

/// Seconds by which the next session may begin before the last one has ended.
const OVERLAP: u32 = MINUTE;

/// Bonds of those of the pairs `near` that follow one another. Sessions on one machine are left to
/// [`super::device_bonds`]. O(pairs x sessions).
#[must_use]
pub fn relay_bonds(graph: &Graph, near: &[(AccountId, AccountId)], settings: &Settings) -> (Vec<Bond>, SetAside) {
    let offset = zone_offset(graph, settings);
    let found: Vec<(AccountId, AccountId, f64)> = near
        .par_iter()
        .filter_map(|&(a, b)| {
            let (mine, other) = (graph.logins(a), graph.logins(b));
            let seen = following_days(mine, other, settings) + following_days(other, mine, settings);
            // Most pairs never follow: their habits need not be known.
            if seen < settings.groups.n7_joint {
                return None;
            }
            let likely = expected_days(mine, other, settings, offset) + expected_days(other, mine, settings, offset);
            Some((a, b, beyond_a_rota(seen, likely)))
        })
        .collect();
    in_step(BondKind::Relay, &standing_out(found, near.len(), settings.groups.n7_surprise))
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
        let from = after + gallop(&other[after..], |next| next.start.plus(OVERLAP) < end);
        let mut soon = other[from..].iter().take_while(|next| next.start <= end.plus(window));
        if soon.any(|next| login.device().is_none() || login.device() != next.device()) {
            days.push(end.day().0);
        }
    }
    days.sort_unstable();
    days.dedup();
    days.len() as u32
}

/// How many at the front are `before`, all of which stand before the others. O(log of that number): a session is over before many
/// others begin.
fn gallop(logins: &[Login], before: impl Fn(&Login) -> bool) -> usize {
    let (mut passed, mut step) = (0, 1);
    while logins.get(passed + step - 1).is_some_and(&before) {
        passed += step;
        step *= 2;
    }
    let end = logins.len().min(passed + step - 1);
    passed + logins[passed..end].partition_point(before)
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
