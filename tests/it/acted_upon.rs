//! What an operation does to somebody makes nobody one of its accounts: strangers are paid, praised, hired, named as brought in and copied.

use crate::common::{DAY, MINUTE, NAMES, NEW_YEAR, Platform, members_and_left_out};
use crate::motifs::town;

const MEMBERS: usize = 5;

/// Five accounts on two machines that are paid on one account and reached at one number, and `m9`, who was there long before and has a life of their own.
fn platform() -> Platform {
    let mut platform = town();
    for at in 0..MEMBERS {
        let id = format!("m{at}");
        platform.row("accounts", format!("{id},{},,worker,JP,{},active,,", NAMES[at], NEW_YEAR - 100 * DAY));
        platform.row("documents", format!("{id},OWN-{at},passport,JP,,"));
        platform.row("bank_accounts", format!("{id},the-purse,bank,ONO KEI,JP,{NEW_YEAR},"));
        platform.row("identifiers", format!("{id},phone,080-9000-0001,{NEW_YEAR}"));
        platform.row("payouts", format!("{id},the-purse,{},70000,JPY,,,,", NEW_YEAR + 10 * DAY));
        for day in (at as i64..60).step_by(3) {
            let start = day * DAY + (day * 7919 % 800 + at as i64 * 60) * MINUTE;
            platform.login(&id, start, 45, "185.7.7.7", &format!("machine-{}", at % 2));
        }
    }
    platform.row("accounts", format!("m9,{},,worker,JP,{},active,,", NAMES[9], NEW_YEAR - 900 * DAY));
    platform.row("documents", format!("m9,OWN-9,passport,JP,{},{}", NAMES[9], NEW_YEAR - 900 * DAY));
    platform.row("bank_accounts", format!("m9,my-bank,bank,{},JP,{},", NAMES[9], NEW_YEAR - 900 * DAY));
    platform.daily("m9", 0..40, 3, "133.77.7.7", "a-machine-of-ones-own");
    platform
}

/// The accounts of the accusation, and what is said of those whom it acts upon.
fn accused(platform: &Platform) -> (Vec<String>, Vec<String>) {
    members_and_left_out(platform, "m0", "acted_upon")
}

/// Each member does it to `m9`: the operation is as accused as it was, and names `m9` and the deed.
fn check_spared(said: &str, deeds: impl Fn(&mut Platform, &str, i64)) {
    let mut platform = platform();
    (0..MEMBERS).for_each(|at| deeds(&mut platform, &format!("m{at}"), at as i64));
    let (members, upon) = accused(&platform);
    assert_eq!(members, ["m0", "m1", "m2", "m3", "m4"], "{upon:?}");
    let [upon] = upon.as_slice() else { panic!("one sentence: {upon:?}") };
    assert!(upon.starts_with("m9: ") && upon.contains(said), "{upon}");
}

/// Each member does it to `m9`, who is one of them.
fn check_joined(platform: &Platform) {
    let (members, upon) = accused(platform);
    assert_eq!(members, ["m0", "m1", "m2", "m3", "m4", "m9"], "{upon:?}");
    assert_eq!(upon, [""; 0]);
}

fn copied(platform: &mut Platform, id: &str, seen: i64) {
    for (kind, value) in [("template", "the-bid"), ("portrait", "the-face")] {
        platform.row("identifiers", format!("{id},{kind},{value},{seen}"));
    }
}

#[test]
fn whose_text_and_picture_are_copied_is_no_member() {
    check_spared("they use what it had at least 90 days before them", |platform, id, at| {
        if at == 0 {
            copied(platform, "m9", NEW_YEAR - 900 * DAY);
        }
        copied(platform, id, NEW_YEAR + at * DAY);
    });
}

#[test]
fn who_had_it_with_the_others_is_one_of_them() {
    let mut platform = platform();
    copied(&mut platform, "m9", NEW_YEAR - 10 * DAY);
    (0..MEMBERS).for_each(|at| copied(&mut platform, &format!("m{at}"), NEW_YEAR + at as i64 * DAY));
    check_joined(&platform);
}

#[test]
fn whose_bank_account_others_register_is_no_member_until_their_pay_goes_there() {
    let register = |platform: &mut Platform, id: &str, at: i64| {
        platform.row("bank_accounts", format!("{id},my-bank,bank,{},JP,{},", NAMES[9], NEW_YEAR + at * DAY));
    };
    check_spared("they use what it had", register);
    let mut paid = platform();
    for at in 0..2 {
        register(&mut paid, &format!("m{at}"), at as i64);
        paid.row("payouts", format!("m{at},my-bank,{},90000,JPY,,,,", NEW_YEAR + (20 + at as i64) * DAY));
    }
    check_joined(&paid);
}

#[test]
fn a_worker_whom_they_hire_praise_and_claim_to_have_brought_in_is_no_member() {
    check_spared("they", |platform, id, at| {
        let (ordered, done) = (NEW_YEAR + (20 + at) * DAY, NEW_YEAR + (30 + at) * DAY);
        for (to, after) in [("m9", 0), ("s0101", 1), ("s0102", 2), ("s0103", 3)] {
            platform.row("contracts", format!("order-{id}-{to},{id},{to},video,90000,JPY,{ordered}"));
            platform.row("reviews", format!("{id},{to},{},5,order-{id}-{to}", done + after * 40 * MINUTE));
        }
        platform.row("reviews", format!("m9,{id},{},5,order-{id}-m9", done + 300 * MINUTE));
        platform.row("ties", format!("{id},m9,message,{ordered},"));
        platform.row("ties", format!("{id},m9,referral,{},", NEW_YEAR + at * DAY));
    });
}

/// `id` sends money to `to` three times.
fn pay(platform: &mut Platform, id: &str, to: &str) {
    for month in 0..3i64 {
        platform.row("ties", format!("{id},{to},transfer,{},5000", NEW_YEAR + (10 + month * 20) * DAY));
    }
}

#[test]
fn the_one_whom_all_pay_again_and_again_collects() {
    let mut platform = platform();
    (0..MEMBERS).for_each(|at| pay(&mut platform, &format!("m{at}"), "m9"));
    check_joined(&platform);
}

#[test]
fn who_sells_to_others_too_does_not_collect() {
    let mut platform = platform();
    for at in 0..MEMBERS {
        pay(&mut platform, &format!("m{at}"), "m9");
        pay(&mut platform, &format!("s011{at}"), "m9");
        pay(&mut platform, &format!("s012{at}"), "m9");
    }
    let (members, _) = accused(&platform);
    assert_eq!(members, ["m0", "m1", "m2", "m3", "m4"]);
}

#[test]
fn who_works_with_somebody_whom_they_copy_leaves_too() {
    let mut platform = platform();
    platform.row("accounts", format!("m8,{},,worker,JP,{},active,,", NAMES[8], NEW_YEAR - 800 * DAY));
    platform.row("documents", format!("m8,OWN-8,passport,JP,{},{}", NAMES[8], NEW_YEAR - 800 * DAY));
    platform.row("bank_accounts", format!("m8,her-bank,bank,{},JP,{},", NAMES[8], NEW_YEAR - 800 * DAY));
    platform.daily("m8", 0..40, 9, "133.77.7.7", "a-machine-of-ones-own");
    platform.row("identifiers", format!("m8,phone,090-1234-5678,{}", NEW_YEAR - 800 * DAY));
    platform.row("identifiers", format!("m9,phone,090-1234-5678,{}", NEW_YEAR - 800 * DAY));
    copied(&mut platform, "m9", NEW_YEAR - 900 * DAY);
    (0..MEMBERS).for_each(|at| copied(&mut platform, &format!("m{at}"), NEW_YEAR + at as i64 * DAY));
    let (members, upon) = accused(&platform);
    assert_eq!(members, ["m0", "m1", "m2", "m3", "m4"]);
    let [upon] = upon.as_slice() else { panic!("one sentence: {upon:?}") };
    assert!(upon.starts_with("m8, m9: "), "{upon}");
}
