//! Whoever shares nothing with an operation but an exchange or an exit that strangers use is no member of it.

use crate::common::{DAY, HOUR, MINUTE, NAMES, NEW_YEAR, Platform, accusing_cluster};

/// Six people's laptops on one line, their money paid to one account and sent on to `house`, among 250 strangers.
fn platform(house: &str) -> Platform {
    let mut platform = Platform::with_seen_strangers(250);
    farm(&mut platform, 'm', 6, 7919, "133.1.2.3", house);
    platform
}

/// `rhythm` spreads the days' beginnings: two farms with one rhythm would be one hand.
fn farm(platform: &mut Platform, name: char, people: i64, rhythm: i64, line: &str, house: &str) {
    for at in 0..people {
        let id = format!("{name}{at}");
        let person = NAMES[at as usize + if name == 'm' { 0 } else { 6 }];
        platform.account(&id, person);
        platform.row("documents", format!("{id},{id}-DOC,passport,JP,{person},"));
        platform.row("bank_accounts", format!("{id},{name}-funnel,bank,OGAWA MIKI,JP,{NEW_YEAR},"));
        for day in 0..40i64 {
            let start = day * DAY + (day * rhythm % 1000) * MINUTE;
            platform.login(&id, start + at * MINUTE, 240, line, &format!("{name}-laptop-{at}"));
        }
        sends(platform, &id, &format!("{name}-funnel"), house);
    }
}

fn sends(platform: &mut Platform, id: &str, bank: &str, house: &str) {
    for payout in 1..4i64 {
        let paid = NEW_YEAR + payout * 11 * DAY;
        platform.row("payouts", format!("{id},{bank},{paid},100000,JPY,{house},{},75000,HK", paid + HOUR));
    }
}

/// Strangers who send to `house` too.
fn with_senders(platform: &mut Platform, strangers: std::ops::Range<usize>, house: &str) {
    for at in strangers {
        let id = format!("s{at:04}");
        platform.row("bank_accounts", format!("{id},bank-{at},bank,Stranger{at:04} Person{at:04},JP,{NEW_YEAR},"));
        sends(platform, &id, &format!("bank-{at}"), house);
    }
}

fn members(platform: &Platform, account: &str) -> Vec<String> {
    let report = platform.report();
    accusing_cluster(&report, account).map(|cluster| cluster.accounts.clone()).unwrap_or_default()
}

#[test]
fn those_who_send_to_the_same_house_are_left_out_where_they_are_the_most() {
    let mut platform = platform("house");
    with_senders(&mut platform, 0..9, "house");
    let found = members(&platform, "m0");
    assert_eq!(found, ["m0", "m1", "m2", "m3", "m4", "m5"]);
    assert!(members(&platform, "s0000").is_empty(), "one payee alone accuses nobody");
}

#[test]
fn two_operations_that_share_a_house_with_strangers_stay_two() {
    let mut platform = platform("m-own");
    farm(&mut platform, 'n', 6, 4409, "126.9.8.7", "n-own");
    for id in ["m0", "m1", "n0", "n1"] {
        let bank = format!("{}-funnel", &id[..1]);
        sends(&mut platform, id, &bank, "house");
    }
    with_senders(&mut platform, 0..4, "house");
    assert_eq!(members(&platform, "m0"), ["m0", "m1", "m2", "m3", "m4", "m5"]);
    assert_eq!(members(&platform, "n0"), ["n0", "n1", "n2", "n3", "n4", "n5"]);
}

#[test]
fn operations_that_meet_in_one_account_stay_two() {
    let in_step = |accounts: &[&str]| {
        let mut platform = platform("m-own");
        farm(&mut platform, 'n', 6, 4409, "126.9.8.7", "n-own");
        for (at, id) in accounts.iter().enumerate() {
            for day in 0..40i64 {
                platform.login(id, day * DAY + (day * 6131 % 1000) * MINUTE, 30, &format!("133.9.9.{at}"), "");
            }
        }
        members(&platform, "m0").len()
    };
    assert_eq!(in_step(&["m0", "n0", "n1"]), 6);
    assert_eq!(in_step(&["m0", "m1", "n0", "n1"]), 12);
}

#[test]
fn a_stock_picture_draws_nobody_in() {
    let mut platform = platform("house");
    for at in 0..8 {
        platform.row("documents", format!("s{at:04},S-DOC{at},passport,JP,Stranger{at:04} Person{at:04},"));
        platform.row("identifiers", format!("s{at:04},portrait,shelf,{NEW_YEAR}"));
    }
    for id in ["m0", "m1"] {
        platform.row("identifiers", format!("{id},portrait,shelf,{NEW_YEAR}"));
    }
    assert_eq!(members(&platform, "m0"), ["m0", "m1", "m2", "m3", "m4", "m5"]);
}

#[test]
fn customers_of_an_exit_that_one_of_them_uses_are_left_out_for_all_that_they_hide() {
    let mut platform = Platform::with_seen_strangers(250);
    for at in 250..2_000 {
        platform.account(&format!("s{at:04}"), &format!("Stranger{at:04} Person{at:04}"));
    }
    farm(&mut platform, 'm', 3, 7919, "133.1.2.3", "house");
    platform.row("networks", "185.7.0.0/16,vpn,64500,NL,Exit");
    for (at, id) in ["m0", "s0000", "s0001"].into_iter().enumerate() {
        for day in 0..30i64 {
            let start = day * DAY + (day * (4051 + 977 * at as i64) % 1000) * MINUTE;
            platform.login(id, start, 30, "185.7.1.2", "");
        }
    }
    assert_eq!(members(&platform, "m0"), ["m0", "m1", "m2"]);
}
