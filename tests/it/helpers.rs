//! One who pays, helps, collects from or lives with the others in the open, and the same where one hand runs them.

use crate::common::{DAY, MINUTE, NAMES, NEW_YEAR, Platform};
use crate::motifs::{check_accused, check_lawful, member, town};
use crate::places::story;

/// A minute of a day's first `span`, different for each day and account, so that nobody keeps step with anybody.
fn minute(day: i64, at: usize, span: i64) -> i64 {
    let seed = (day as u64 * 64 + at as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 33;
    mixed as i64 % span * MINUTE
}

/// Sessions of an account on a line and machine of its own, every third day.
fn at_work(platform: &mut Platform, at: usize) {
    for day in (at as i64 % 3..90).step_by(3) {
        let start = day * DAY + minute(day, at, 1200);
        platform.login(&format!("m{at}"), start, 30, &format!("61.7.{at}.1"), &format!("own-m{at}"));
    }
}

/// Six people with one payee, which bears the first one's name, and one text; 70 % of what they are paid go on to one house.
fn paid_on_the_firsts_account() -> Platform {
    let mut platform = town();
    for at in 0..6 {
        member(&mut platform, at);
        at_work(&mut platform, at);
        platform.row("bank_accounts", format!("m{at},one-payee,bank,{},JP,{NEW_YEAR},", NAMES[0]));
        for month in 0..3 {
            let (paid, sent) = (NEW_YEAR + month * 30 * DAY, NEW_YEAR + (month * 30 + 1) * DAY);
            platform.row("payouts", format!("m{at},one-payee,{paid},100000,JPY,house,{sent},70000,JP"));
        }
        platform.row("identifiers", format!("m{at},template,offer-7,"));
    }
    platform
}

/// Money between the first and each of the others, every month, `up` to the first or down from it.
fn monthly(platform: &mut Platform, people: usize, up: bool) {
    for at in 1..people as i64 {
        let (from, to) = if up { (at, 0) } else { (0, at) };
        for month in 0..3 {
            platform.row("ties", format!("m{from},m{to},transfer,{},20000", NEW_YEAR + (month * 30 + at) * DAY));
        }
    }
}

#[test]
fn a_contractor_pays_the_others_and_whom_they_pay_is_none() {
    let mut wages = paid_on_the_firsts_account();
    monthly(&mut wages, 6, false);
    check_lawful(&wages);
    assert!(story(&wages, "subcontract", "contractor"));
    let mut levy = paid_on_the_firsts_account();
    monthly(&mut levy, 6, true);
    check_accused(&levy, 6);
    // The payroll of people who share a machine too is no contractor's.
    for day in 60..100i64 {
        let start = day * DAY + minute(day, 9, 1200);
        wages.login(&format!("m{}", day % 6), start, 30, &format!("133.1.{day}.3"), "machine");
    }
    check_accused(&wages, 6);
}

/// Five people with one text who come to the first one's machine and line every fifth day; the others also work `elsewhere`, or nowhere else.
fn helped(elsewhere: bool) -> Platform {
    let mut platform = town();
    for at in 0..5 {
        let id = member(&mut platform, at);
        platform.row("identifiers", format!("{id},template,profile-7,"));
        platform.row("bank_accounts", format!("{id},one-payee,bank,{},JP,{NEW_YEAR},", NAMES[0]));
        if at > 0 && elsewhere {
            at_work(&mut platform, at);
        }
    }
    for day in 0..60i64 {
        let at = if day % 3 == 0 { 1 + day / 3 % 4 } else { 0 };
        platform.login(&format!("m{at}"), day * DAY + minute(day, 9, 1200), 30, "133.1.2.3", "machine");
    }
    platform
}

#[test]
fn who_comes_to_a_helpers_machine_works_elsewhere_too() {
    let mut cared = helped(true);
    check_lawful(&cared);
    assert!(story(&cared, "acquaintances", "helps the others"));
    check_accused(&helped(false), 5);
    // Whose an account is that nobody registered, nobody knows.
    let mut unregistered = cared.clone();
    let registered = unregistered.tables.get_mut("bank_accounts").expect("payees");
    registered.retain(|row| !row.contains("one-payee"));
    for at in 0..5 {
        unregistered.row("payouts", format!("m{at},one-payee,{NEW_YEAR},100000,JPY,,,,"));
    }
    check_accused(&unregistered, 5);
    for at in 1..4 {
        cared.row("documents", format!("m{at},ONE-PAPER,passport,JP,{},", NAMES[at]));
    }
    check_accused(&with_first_member(cared), 3);
}

/// Three times a month apart each of so many people sends 70 % of what they are paid on to one house.
fn sends_on(platform: &mut Platform, people: usize) {
    for (at, month) in (0..people).flat_map(|at| (0..3).map(move |month| (at, month))) {
        let (paid, sent) = (NEW_YEAR + month * 30 * DAY, NEW_YEAR + (month * 30 + 9) * DAY);
        platform.row("payouts", format!("m{at},own-payee-{at},{paid},100000,JPY,house,{sent},70000,JP"));
    }
}

#[test]
fn who_is_helped_does_not_send_on_to_one_house() {
    let mut sending = helped(true);
    sends_on(&mut sending, 5);
    assert!(!story(&sending, "acquaintances", "helps the others"));
    let mut one = helped(true);
    sends_on(&mut one, 1);
    assert!(story(&one, "acquaintances", "helps the others"));
}

/// Five people with one text whom the first brought in, who sit down at two machines in no order and work at home besides.
fn taught() -> Platform {
    let mut platform = town();
    for at in 0..5 {
        let id = member(&mut platform, at);
        platform.row("identifiers", format!("{id},template,profile-7,"));
        at_work(&mut platform, at);
    }
    for at in 1..5 {
        platform.row("ties", format!("m0,m{at},referral,{},", NEW_YEAR - (170 + at as i64 * 9) * DAY));
    }
    for day in 0..60i64 {
        let machine = format!("bench-{}", day % 2);
        platform.login(&format!("m{}", day % 5), day * DAY + minute(day, 9, 1200), 30, "133.1.2.3", &machine);
    }
    platform
}

#[test]
fn five_who_are_brought_in_to_a_machine_and_a_text_are_pupils_and_owe_no_house_a_share() {
    let school = taught();
    check_lawful(&school);
    assert!(story(&school, "school", "workshop"));
    let mut sending = taught();
    sends_on(&mut sending, 5);
    assert!(!story(&sending, "school", "workshop"));
}

#[test]
fn a_helpers_machine_is_known_by_the_payee_that_bears_their_name_where_others_are_there_more_often() {
    let helped = |helper_elsewhere: bool| {
        let mut platform = town();
        for at in 0..5 {
            let id = member(&mut platform, at);
            if at > 0 {
                platform.row("bank_accounts", format!("{id},one-payee,bank,{},JP,{NEW_YEAR},", NAMES[0]));
            }
            if at > 0 || helper_elsewhere {
                at_work(&mut platform, at);
            }
        }
        for day in 0..60i64 {
            let at = if day % 6 == 0 { 0 } else { 1 + day % 4 };
            platform.login(&format!("m{at}"), day * DAY + minute(day, 9, 1200), 30, "133.1.2.3", "machine");
        }
        platform
    };
    check_lawful(&helped(false));
    assert!(story(&helped(false), "acquaintances", "helps the others"));
    assert!(!story(&helped(true), "acquaintances", "helps the others"));
}

/// The same platform in which `m0` and `m1` have changed ids, so that the accused group holds `m0`.
fn with_first_member(mut platform: Platform) -> Platform {
    for line in platform.tables.values_mut().flatten() {
        *line = line.replace("m0,", "m#,").replace("m1,", "m0,").replace("m#,", "m1,");
    }
    platform
}

#[test]
fn a_guild_that_meets_and_collects_is_none_with_a_common_text() {
    let mut guild = town();
    for at in 0..6 {
        let id = member(&mut guild, at);
        for day in 0..40i64 {
            let start = day * DAY + (day * 7919 % 1000) * MINUTE;
            guild.login(&id, start + at as i64 * MINUTE, 60, &format!("61.7.{at}.1"), &format!("own-{id}"));
        }
        guild.daily(&id, 40..80, 3 + at as i64, &format!("61.7.{at}.1"), &format!("own-{id}"));
    }
    monthly(&mut guild, 6, true);
    check_lawful(&guild);
    assert!(story(&guild, "acquaintances", "dues or donations"));
    for at in 0..6 {
        guild.row("identifiers", format!("m{at},template,bid-7,"));
    }
    check_accused(&guild, 6);
}

/// Six people on one line with one number and one text, each on a machine of their own; by day they work `elsewhere`, or at the line too.
fn on_one_line(elsewhere: bool) -> Platform {
    let mut platform = town();
    for at in 0..6 {
        let id = member(&mut platform, at);
        platform.row("identifiers", format!("{id},phone,090-5551-0007,"));
        platform.row("identifiers", format!("{id},template,profile-7,"));
        let other = if elsewhere { format!("61.7.{at}.1") } else { "133.1.2.3".to_owned() };
        for day in 0..60i64 {
            let line = if day % 3 == 0 { &other } else { "133.1.2.3" };
            platform.login(&id, day * DAY + minute(day, at, 1300), 50, line, &format!("own-{id}"));
        }
    }
    platform
}

#[test]
fn who_lives_in_quarters_works_elsewhere_and_the_machines_of_a_farm_do_not() {
    check_lawful(&on_one_line(true));
    assert!(story(&on_one_line(true), "house_share", "live on one line"));
    check_accused(&on_one_line(false), 6);
}
