//! One line by turns: people who come back to it after one another, on other days, over weeks.

use crate::common::{DAY, HOUR, NAMES, NEW_YEAR, Platform, accusing_cluster, tied_by};

/// Four people whose payouts go on to one payee, each paid on an own account, among 300 strangers. `on` says who is on the line on a day, so that each is there on
/// days of their own; on every other day they are at home.
fn platform(network: &str, on: impl Fn(i64) -> Option<usize>) -> Platform {
    let mut platform = Platform::with_strangers(300);
    platform.row("networks", format!("60.9.9.0/24,{network},1,JP,"));
    for (at, name) in NAMES.iter().enumerate().take(4) {
        let id = format!("t{at}");
        platform.account(&id, name);
        platform.row("documents", format!("{id},DOC{at},passport,JP,{name},"));
        for day in 0..80i64 {
            let here = on(day) == Some(at);
            let (ip, machine) = if here {
                ("60.9.9.9".into(), format!("here-{at}"))
            } else {
                (format!("60.{at}.1.7"), format!("own-{at}"))
            };
            platform.login(&id, day * DAY + (9 + at as i64) * HOUR, 60, &ip, &machine);
        }
        platform.row("bank_accounts", format!("{id},bank-{at},bank,{name},JP,{NEW_YEAR},"));
        for payout in 1..4 {
            let paid = NEW_YEAR + payout * 9 * DAY + at as i64 * HOUR;
            platform.row("payouts", format!("{id},bank-{at},{paid},100000,JPY,next,{},80000,HK", paid + HOUR));
        }
    }
    platform
}

/// Accounts that are said to use a line by turns.
fn by_turns(platform: &Platform) -> Vec<String> {
    tied_by(platform, "shared_line")
}

#[test]
fn whoever_comes_back_after_the_others_again_and_again_is_on_their_line() {
    let platform = platform("residential", |day| Some(day as usize % 4));
    assert_eq!(by_turns(&platform), ["t0", "t1", "t2", "t3"]);
    let report = platform.report();
    let evidence = || report.clusters.iter().flat_map(|cluster| &cluster.evidence);
    let line = evidence().find(|evidence| evidence.code == "shared_line").expect("the line");
    assert!(line.text.contains("by turns"), "{}", line.text);
    assert_eq!(line.rows.len(), 80, "every session on the line");
}

#[test]
fn a_lease_that_passes_on_ties_nobody() {
    assert!(by_turns(&platform("residential", |day| Some(day as usize / 20))).is_empty());
    // Each had it twice: it came back once.
    assert!(by_turns(&platform("residential", |day| Some(day as usize / 10 % 4))).is_empty());
}

#[test]
fn customers_of_an_exit_come_and_go() {
    assert!(by_turns(&platform("vpn", |day| Some(day as usize % 4))).is_empty());
    assert!(by_turns(&platform("mobile", |day| Some(day as usize % 4))).is_empty());
}

#[test]
fn a_line_by_turns_is_no_second_kind_of_evidence() {
    // A line by turns is where people live or meet; a machine that they share is another observation than their money.
    let meet = platform("residential", |day| Some(day as usize % 4));
    assert!(accusing_cluster(&meet.report(), "t0").is_none());
    let mut worked = meet;
    for (at, day) in (0..4).flat_map(|at| (0..20).map(move |day| (at, day))) {
        worked.login(&format!("t{at}"), day * DAY + (14 + at) * HOUR, 50, "61.1.1.1", "one-machine");
    }
    assert!(accusing_cluster(&worked.report(), "t0").is_some());
}
