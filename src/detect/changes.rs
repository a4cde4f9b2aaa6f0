//! P1: registered details that change often.

use rustc_hash::FxHashSet;

use super::finding::{RawFinding, about, rows};
use crate::graph::Graph;
use crate::messages::Message;
use crate::model::{AccountId, DAY, Day, Indicator, Table, TextId};
use crate::settings::{AccountSettings, Settings};
use crate::snapshot::Change;

/// Days on which so many accounts change one field that it is an event of the world, not of the account.
pub(super) struct CommonDays(FxHashSet<(TextId, Day)>);

impl CommonDays {
    /// Counts accounts by field and day. O(changes log changes).
    pub(super) fn new(graph: &Graph, settings: &AccountSettings) -> Self {
        let mut changed: Vec<(TextId, Day, AccountId)> =
            graph.snapshot.changes.iter().map(|row| (row.field, row.changed_at.day(), row.account)).collect();
        changed.sort_unstable();
        changed.dedup();
        let common = settings.p1_common_share * graph.accounts() as f64;
        let is_common = |day: &&[(TextId, Day, AccountId)]| day.len() as f64 > common && day.len() >= SEVERAL;
        let days = changed.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(is_common);
        Self(days.map(|day| (day[0].0, day[0].1)).collect())
    }
}

/// Accounts whose changes on one day are an event of the world, at least: on a small platform one account is more than its share.
const SEVERAL: usize = 5;

/// Which details a field stands for, by the words that platforms use.
fn is_payout(field: &str) -> bool {
    ["bank_account", "bank", "payout", "payout_account", "payment"].contains(&field)
}

fn is_legal_name(field: &str) -> bool {
    ["name", "legal_name", "full_name", "name_kana"].contains(&field)
}

pub(super) fn p1(
    graph: &Graph,
    settings: &Settings,
    common: &CommonDays,
    account: AccountId,
    found: &mut Vec<RawFinding>,
) {
    let limits = &settings.accounts;
    let snapshot = graph.snapshot;
    let settled = snapshot.accounts[account].created_at.map(|at| at.plus(limits.p1_settling_days * DAY));
    let counted: Vec<&Change> = graph
        .changes
        .of(account, &snapshot.changes)
        .iter()
        .filter(|row| settled.is_none_or(|settled| row.changed_at >= settled))
        .filter(|row| !common.0.contains(&(row.field, row.changed_at.day())))
        .collect();
    let field = |row: &Change| snapshot.text.get(row.field).to_ascii_lowercase();
    let tests = [
        (limits.p1_payout_changes, "payout", is_payout as fn(&str) -> bool),
        (limits.p1_name_changes, "name", is_legal_name),
        (limits.p1_any_changes, "any", |_| true),
    ];
    for (asked, what, counts) in tests {
        let of_kind: Vec<&Change> = counted.iter().copied().filter(|row| counts(&field(row))).collect();
        let Some(window) = busiest_window(&of_kind, limits.p1_window_days) else { continue };
        if window.len() >= asked as usize {
            let message = Message::P1 { changes: window.len(), what, days: limits.p1_window_days };
            let mut finding = about(account, Indicator::P1, window.len() as f64, f64::from(asked), message);
            finding.rows = rows(Table::Changes, window.iter().map(|row| row.row));
            found.push(finding);
            return;
        }
    }
}

/// The window of `days` with most changes; the earliest of equals.
fn busiest_window<'a, 'b>(changes: &'b [&'a Change], days: u32) -> Option<&'b [&'a Change]> {
    let windows = (0..changes.len()).map(|from| {
        let until = changes.partition_point(|row| row.changed_at < changes[from].changed_at.plus(days * DAY));
        &changes[from..until.max(from + 1)]
    });
    windows.reduce(|best, next| if next.len() > best.len() { next } else { best })
}
