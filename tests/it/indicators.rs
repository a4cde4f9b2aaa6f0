//! Each indicator works by its definition: on both sides of each threshold. Here P, C and T; N in a file of its own.

mod groups;

use crate::common;

use crate::common::{DAY, HOUR, MINUTE, NEW_YEAR, Platform};

fn strangers() -> Platform {
    Platform::with_strangers(300)
}

/// Asserts how many findings an indicator makes on a platform, with and without `more` rows.
fn check(indicator: &str, below: &Platform, above: &Platform) {
    assert_eq!(below.findings(indicator).len(), 0, "{indicator} below its threshold");
    let found = above.findings(indicator);
    assert_eq!(found.len(), 1, "{indicator} at its threshold: {found:?}");
    assert!(!found[0].rows.is_empty(), "{indicator} cites rows");
    assert!(!found[0].text.is_empty(), "{indicator} explains itself");
    assert!(found[0].value >= found[0].threshold, "{indicator} measured {} of {}", found[0].value, found[0].threshold);
}

/// Payout details changed at these days of the year.
fn changes(field: &str, days: &[i64]) -> Platform {
    let mut platform = strangers();
    for day in days {
        platform.row("changes", format!("s0001,{field},{}", NEW_YEAR + day * DAY));
    }
    platform
}

#[test]
fn p1_three_payout_changes_within_ninety_days() {
    check("P1", &changes("bank_account", &[1, 40]), &changes("bank_account", &[1, 40, 90]));
    check("P1", &changes("bank_account", &[1, 40, 91]), &changes("bank_account", &[1, 40, 90]));
}

#[test]
fn p1_two_name_changes_or_four_of_any() {
    check("P1", &changes("name", &[1]), &changes("name", &[1, 50]));
    let mut three = changes("email", &[1, 2]);
    three.row("changes", format!("s0001,phone,{}", NEW_YEAR + 3 * DAY));
    let mut four = three.clone();
    four.row("changes", format!("s0001,address,{}", NEW_YEAR + 4 * DAY));
    check("P1", &three, &four);
}

#[test]
fn p1_the_first_days_and_a_bank_merger_do_not_count() {
    let mut settling = strangers();
    for day in [1, 3, 13] {
        settling.row("changes", format!("s0001,bank_account,{}", NEW_YEAR - 180 * DAY + day * DAY));
    }
    let mut merger = changes("bank_account", &[1, 40, 80]);
    for other in 0..4 {
        merger.row("changes", format!("s{:04},bank_account,{}", other + 2, NEW_YEAR + 40 * DAY));
    }
    assert_eq!(settling.findings("P1").len(), 0);
    assert_eq!(merger.findings("P1").len(), 0, "a day on which more than 1% change the same is no account's own");
}

fn holder(holder: &str) -> Platform {
    let mut platform = strangers();
    platform.row("accounts", format!("t1,山田太郎,ヤマダ タロウ,worker,JP,{NEW_YEAR},active,,"));
    platform.row("bank_accounts", format!("t1,b1,bank,{holder},JP,{NEW_YEAR},"));
    platform
}

#[test]
fn p2_another_holder_but_not_a_company_or_the_owner() {
    check("P2", &holder("ﾔﾏﾀﾞ ﾀﾛｳ"), &holder("ｽｽﾞｷ ｲﾁﾛｳ"));
    check("P2", &holder("ｶ)ﾃｽﾄ"), &holder("ｽｽﾞｷ ｲﾁﾛｳ"));
    check("P2", &holder("山田太郎"), &holder("ｽｽﾞｷ ｲﾁﾛｳ"));
}

#[test]
fn p3_two_accounts_on_one_document() {
    let mut one = strangers();
    one.row("documents", "s0001,P123,passport,JP,,");
    let mut two = one.clone();
    two.row("documents", "s0002,P123,passport,JP,,");
    check("P3", &one, &two);
}

#[test]
fn p3_a_driving_licence_counts_without_its_count_of_reissues() {
    let mut two = strangers();
    two.row("documents", "s0001,123456789010,driving_licence,JP,,");
    two.row("documents", "s0002,123456789011,driving_licence,JP,,");
    let mut other = strangers();
    other.row("documents", "s0001,123456789010,driving_licence,JP,,");
    other.row("documents", "s0002,123456788010,driving_licence,JP,,");
    check("P3", &other, &two);
}

#[test]
fn p3_one_persons_two_roles_are_noted_not_accused() {
    let mut platform = strangers();
    for role in ["client", "worker"] {
        platform.row("accounts", format!("t-{role},Tanaka Hanako,,{role},JP,{NEW_YEAR},active,,"));
        platform.row("documents", format!("t-{role},P9,passport,JP,Tanaka Hanako,"));
    }
    let report = platform.report();
    let found: Vec<_> = report.findings.iter().filter(|finding| finding.indicator == "P3").collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].weight, 0.0);
    assert!(common::accusing_cluster(&report, "t-client").is_none());
}

fn joint_days(days: &[i64]) -> Platform {
    let mut platform = strangers();
    for &day in days {
        platform.login("s0001", day * DAY, 60, "203.0.113.9", "d1");
        platform.login("s0002", day * DAY + 2 * HOUR, 60, "203.0.113.9", "d2");
    }
    platform
}

#[test]
fn p1_one_accounts_changes_are_its_own_on_a_small_platform_too() {
    let mut small = Platform::with_strangers(40);
    for day in [1, 40, 80] {
        small.row("changes", format!("s0001,bank_account,{}", NEW_YEAR + day * DAY));
    }
    assert_eq!(small.findings("P1").len(), 1);
}

#[test]
fn p4_three_joint_days_within_thirty() {
    check("P4", &joint_days(&[0, 9]), &joint_days(&[0, 9, 29]));
    check("P4", &joint_days(&[0, 9, 30]), &joint_days(&[0, 9, 29]));
}

#[test]
fn p4_not_for_carriers_nor_for_days_apart() {
    let mut carrier = joint_days(&[0, 5, 9]);
    carrier.row("networks", "203.0.113.0/24,cgnat,,JP,");
    assert_eq!(carrier.findings("P4").len(), 0);
    // A second list that knows only whose the range is takes nothing back.
    carrier.row("networks", "203.0.113.0/24,,64500,JP,");
    assert_eq!(carrier.findings("P4").len(), 0);
    let mut leased = strangers();
    leased.daily("s0001", 0..20, 3, "203.0.113.9", "d1").daily("s0002", 20..40, 3, "203.0.113.9", "d2");
    assert_eq!(leased.findings("P4").len(), 0);
}

fn hops(networks: i64, minutes_apart: i64) -> Platform {
    let mut platform = strangers();
    for hop in 0..networks {
        platform.login("s0001", hop * minutes_apart * MINUTE, 5, &format!("198.51.{hop}.7"), "d1");
    }
    platform
}

#[test]
fn p5_four_networks_within_an_hour() {
    check("P5", &hops(3, 20), &hops(4, 20));
    check("P5", &hops(4, 21), &hops(4, 20));
}

#[test]
fn p5_networks_of_one_carrier_are_one() {
    let mut platform = hops(4, 20);
    platform.row("networks", "198.51.0.0/16,mobile,64500,JP,");
    assert_eq!(platform.findings("P5").len(), 0);
}

fn long_session(pieces: &[(i64, i64)]) -> Platform {
    let mut platform = strangers();
    for &(start, minutes) in pieces {
        platform.login("s0001", start * MINUTE, minutes, "", "d1");
    }
    platform
}

#[test]
fn p6_sixteen_hours_with_gaps_of_fifteen_minutes() {
    check("P6", &long_session(&[(0, 480), (496, 480)]), &long_session(&[(0, 480), (495, 480)]));
    let flagged = long_session(&[(0, 1440)]).findings("P6");
    let noted = long_session(&[(0, 1439)]).findings("P6");
    assert!(flagged[0].threshold == 24.0 && noted[0].threshold == 16.0);
    assert!(flagged[0].weight > noted[0].weight);
}

/// Weeks (from Monday 2026-01-05, local midnight in Tokyo) with this many hours each, in blocks of a day.
fn weeks(hours: &[i64]) -> Platform {
    let monday = NEW_YEAR + 4 * DAY - 9 * HOUR;
    let mut platform = strangers();
    for (week, &hours) in hours.iter().enumerate() {
        for day in 0..7 {
            let start = monday + (week as i64 * 7 + day) * DAY;
            let minutes = (hours * 60 + 6 - day) / 7;
            platform.row("work", format!("s0001,{start},{},", start + minutes * MINUTE));
        }
    }
    platform
}

#[test]
fn p7_more_than_98_hours_in_three_weeks_of_four() {
    check("P7", &weeks(&[98, 98, 98]), &weeks(&[99, 99, 99]));
    check("P7", &weeks(&[99, 99, 40, 40, 99]), &weeks(&[99, 40, 99, 99]));
}

#[test]
fn p7_blocks_that_overlap() {
    let block = |platform: &mut Platform, from: i64, until: i64| {
        platform.row("work", format!("s0001,{},{},", NEW_YEAR + from, NEW_YEAR + until));
    };
    let (mut touching, mut overlapping) = (strangers(), strangers());
    block(&mut touching, 0, HOUR);
    block(&mut touching, HOUR, 2 * HOUR);
    block(&mut overlapping, 0, HOUR);
    block(&mut overlapping, HOUR - 1, 2 * HOUR);
    check("P7", &touching, &overlapping);
}

#[test]
fn p8_a_review_between_ends_that_share_a_payout_account() {
    let mut unshared = strangers();
    unshared.row("reviews", format!("s0001,s0002,{NEW_YEAR},5,"));
    let mut shared = unshared.clone();
    shared.row("bank_accounts", "s0001,b1,bank,,JP,,").row("bank_accounts", "s0002,b1,bank,,JP,,");
    check("P8", &unshared, &shared);
}

#[test]
fn c1_to_c6_reports_by_two_different_clients() {
    let kinds = [
        ("C1", "unnatural_language"),
        ("C2", "refuses_video"),
        ("C3", "off_platform"),
        ("C4", "below_market"),
        ("C5", "several_operators"),
        ("C6", "crypto_payment"),
    ];
    for (code, kind) in kinds {
        let mut one = strangers();
        one.row("reports", format!("s0001,{kind},c1,{NEW_YEAR}"))
            .row("reports", format!("s0001,{kind},c1,{}", NEW_YEAR + DAY));
        let mut two = one.clone();
        two.row("reports", format!("s0001,{kind},c2,{NEW_YEAR}"));
        check(code, &one, &two);
    }
}

fn fees(low: &[i64]) -> Platform {
    let mut platform = strangers();
    for at in 0..21 {
        platform.row("contracts", format!("k{at},c,s{:04},design,10000,JPY,{NEW_YEAR}", at + 10));
    }
    for (at, fee) in low.iter().enumerate() {
        platform.row("contracts", format!("l{at},c,s0001,design,{fee},JPY,{NEW_YEAR}"));
    }
    platform
}

#[test]
fn c4_three_orders_below_half_the_median() {
    check("C4", &fees(&[4999, 4999]), &fees(&[4999, 4999, 4999]));
    check("C4", &fees(&[4999, 4999, 5000]), &fees(&[4999, 4999, 4999]));
}

/// Three devices, each in its own 8-hour slot of the day (in Tokyo), over some days.
fn shifts(days: i64, devices: i64) -> Platform {
    let mut platform = strangers();
    for day in 0..days {
        for slot in 0..3 {
            // 15:00 UTC is midnight in Tokyo.
            platform.login("s0001", day * DAY + 16 * HOUR + slot * 8 * HOUR, 60, "", &format!("d{}", slot % devices));
        }
    }
    platform
}

#[test]
fn c5_three_devices_in_shifts_over_ten_days() {
    check("C5", &shifts(8, 3), &shifts(10, 3));
    check("C5", &shifts(10, 2), &shifts(10, 3));
}

#[test]
fn c6_a_payout_in_crypto_assets() {
    let mut bank = strangers();
    bank.row("bank_accounts", "s0001,b1,bank,,JP,,");
    let mut crypto = strangers();
    crypto.row("bank_accounts", "s0001,b1,crypto,,JP,,");
    check("C6", &bank, &crypto);
}

#[test]
fn t1_one_portrait_under_different_documents() {
    let mut one = strangers();
    one.row("documents", "s0001,A1,passport,JP,,").row("documents", "s0002,B2,passport,JP,,");
    one.row("identifiers", "s0001,portrait,face-1,");
    let mut two = one.clone();
    two.row("identifiers", "s0002,portrait,face-1,");
    check("T1", &one, &two);
}

/// Two accounts whose payouts go onward to one destination with this share kept and this delay.
fn onward(shares: [f64; 4], hours: i64) -> Platform {
    let mut platform = strangers();
    for (at, share) in shares.iter().enumerate() {
        let paid = NEW_YEAR + at as i64 * 7 * DAY;
        let account = if at % 2 == 0 { "s0001" } else { "s0002" };
        platform.row(
            "payouts",
            format!("{account},b-{account},{paid},1000,JPY,o1,{},{},XX", paid + hours * HOUR, 1000.0 * (1.0 - share)),
        );
    }
    platform
}

#[test]
fn t2_a_constant_share_kept_and_the_rest_onward() {
    let found = onward([0.2, 0.21, 0.2, 0.19], 48).findings("T2");
    assert_eq!(found.len(), 1);
    let bits = |platform: &Platform| platform.findings("T2").first().map_or(0.0, |finding| finding.weight);
    let constant = bits(&onward([0.2, 0.21, 0.2, 0.19], 72));
    assert!(constant > bits(&onward([0.2, 0.4, 0.1, 0.3], 72)), "a share that varies is no agreed share");
    assert!(constant > bits(&onward([0.2, 0.21, 0.2, 0.19], 73)), "too late to be passed on");
    assert!(constant > bits(&onward([0.5, 0.5, 0.5, 0.5], 72)), "too much kept");
}

fn vpn(hidden: i64, open: i64, residence: &str) -> Platform {
    let mut platform = strangers();
    platform.row("accounts", format!("t1,Tanaka Hanako,,worker,{residence},{NEW_YEAR},active,,"));
    platform.row("networks", "198.51.100.0/24,vpn,,US,");
    platform.daily("t1", 0..hidden, 3, "198.51.100.7", "d1").daily("t1", hidden..hidden + open, 3, "203.0.113.5", "d1");
    platform
}

#[test]
fn t3_half_of_the_sessions_hidden_away_from_the_residence() {
    check("T3", &vpn(4, 6, "JP"), &vpn(5, 5, "JP"));
    check("T3", &vpn(5, 5, "US"), &vpn(5, 5, "JP"));
}
