//! One hand at several machines: sessions that begin where another account's end.

use crate::common::{DAY, HOUR, MINUTE, NAMES, NEW_YEAR, Platform, accusing_cluster, tied_by};

/// Three people, each with a line and a machine, whose payouts go on to one payee, among 300 strangers. `start` says
/// when the session of an account on a day begins, in minutes of the day.
fn platform(machine: impl Fn(usize) -> String, start: impl Fn(i64, i64) -> i64) -> Platform {
    let mut platform = Platform::with_strangers(300);
    for (at, name) in NAMES.iter().enumerate().take(3) {
        let id = format!("r{at}");
        platform.account(&id, name);
        platform.row("documents", format!("{id},DOC{at},passport,JP,{name},"));
        platform.row("bank_accounts", format!("{id},bank-{at},bank,{name},JP,{NEW_YEAR},"));
        for payout in 1..4 {
            let paid = NEW_YEAR + payout * 9 * DAY + at as i64 * HOUR;
            platform.row("payouts", format!("{id},bank-{at},{paid},100000,JPY,next,{},80000,HK", paid + HOUR));
        }
        for day in 0..40i64 {
            let begins = day * DAY + start(at as i64, day) * MINUTE;
            platform.login(&id, begins, 60, &format!("60.{at}.1.7"), &machine(at));
        }
    }
    platform
}

fn own(at: usize) -> String {
    format!("own-{at}")
}

/// A time of the day that no habit foretells, from six in the morning for twelve hours.
fn anywhen(day: i64) -> i64 {
    360 + day * 7919 % 720
}

/// Accounts whose sessions are said to follow one another.
fn relayed(platform: &Platform) -> Vec<String> {
    tied_by(platform, "relay")
}

#[test]
fn whoever_begins_where_another_ends_day_after_day_is_one_hand() {
    let platform = platform(own, |at, day| anywhen(day) + at * 64);
    assert_eq!(relayed(&platform), ["r0", "r1", "r2"]);
    let report = platform.report();
    let cluster = accusing_cluster(&report, "r0").expect("one payee and one rhythm are two kinds of evidence");
    let relay = cluster.evidence.iter().find(|evidence| evidence.code == "relay").expect("the relay");
    assert!(relay.text.contains("begin within minutes of one another's ends"), "{}", relay.text);
    assert_eq!(relay.rows.len(), 3 * 40, "every session of the three");
}

#[test]
fn the_same_hours_of_other_days_say_nothing() {
    assert!(relayed(&platform(own, |at, day| anywhen(day + at * 11) + at * 64)).is_empty());
}

#[test]
fn beginning_long_after_or_before_the_end_says_nothing() {
    assert!(relayed(&platform(own, |at, day| anywhen(day) + at * 120)).is_empty());
    assert!(relayed(&platform(own, |at, day| anywhen(day) + at * 25)).is_empty());
}

#[test]
fn a_fixed_timetable_is_no_surprise() {
    assert!(relayed(&platform(own, |at, _| 540 + at * 64)).is_empty());
}

#[test]
fn turns_on_one_machine_are_left_to_the_machine() {
    let platform = platform(|_| "shared".to_owned(), |at, day| anywhen(day) + at * 64);
    assert!(relayed(&platform).is_empty());
    assert!(!platform.findings("N8").is_empty());
}
