//! People with one purse, one teacher or one helper, and what shows that somebody works them: hidden access, shifts, orders that are made up.

use crate::common::{DAY, MINUTE, NAMES, NEW_YEAR, Platform};
use crate::motifs::{check_accused, check_lawful, member, town};
use crate::places::story;

/// Whoever is on these lines hides where they work.
fn exits(platform: &mut Platform) {
    platform.row("networks", "185.7.0.0/16,vpn,64500,NL,Exit");
}

/// So many people who take turns on two machines and are paid on one account, the first one's; `line` says from where.
fn one_purse(people: usize, line: impl Fn(usize) -> String) -> Platform {
    let mut platform = town();
    exits(&mut platform);
    for at in 0..people {
        let id = member(&mut platform, at);
        platform.row("bank_accounts", format!("{id},the-purse,bank,{},JP,{NEW_YEAR},", NAMES[0]));
        for day in (at as i64..60).step_by(3) {
            let start = day * DAY + (day * 7919 % 800 + at as i64 * 60) * MINUTE;
            platform.login(&id, start, 45, &line(at), &format!("machine-{}", at % 2));
        }
    }
    platform
}

#[test]
fn a_home_of_several_names_has_one_purse_and_hides_nothing() {
    let home = one_purse(5, |_| "133.1.2.3".into());
    check_lawful(&home);
    assert!(story(&home, "house_share", "one purse"));
    check_accused(&one_purse(5, |at| format!("185.7.{at}.7")), 5);
    // Nor is a purse of nine a home's.
    check_accused(&one_purse(9, |_| "133.1.2.3".into()), 9);
}

#[test]
fn two_who_hide_and_sent_each_other_money_once_share_nothing_else() {
    let two = |text: bool| {
        let mut platform = town();
        exits(&mut platform);
        for at in 0..2 {
            let id = member(&mut platform, at);
            platform.daily(&id, 0..40, 3 + at as i64 * 6, &format!("185.7.{at}.7"), &format!("mine-{at}"));
            if text {
                platform.row("identifiers", format!("{id},template,bid-7,"));
            }
        }
        platform.row("ties", format!("m0,m1,transfer,{},9000", NEW_YEAR + 9 * DAY));
        platform
    };
    check_lawful(&two(false));
    check_accused(&two(true), 2);
}

/// Eight pupils with one text: some of their time at one machine, most of it at home, or all of it there.
fn workshop(brought_in: bool, at_home: bool) -> Platform {
    let mut platform = town();
    for at in 0..8usize {
        let id = member(&mut platform, at);
        platform.row("identifiers", format!("{id},template,bid-7,"));
        if brought_in && at > 0 {
            platform.row("ties", format!("m0,{id},referral,{},", NEW_YEAR - 170 * DAY));
        }
        for day in 0..30i64 {
            platform.login(&id, day * DAY + at as i64 * 50 * MINUTE, 45, "133.5.5.5", "the-machine");
        }
        if at_home {
            platform.daily(&id, 30..60, 3 + at as i64, &format!("61.7.{at}.1"), &format!("mine-{at}"));
        }
    }
    platform
}

#[test]
fn a_workshop_has_pupils_who_came_in_by_its_teacher_or_work_elsewhere_too() {
    for pupils in [workshop(true, true), workshop(true, false), workshop(false, true)] {
        check_lawful(&pupils);
    }
    assert!(story(&workshop(true, true), "school", "workshop"));
    check_accused(&workshop(false, false), 8);
}

/// Five at one machine who praise each other after orders that pay next to nothing; the first brought the others in, or nobody did.
fn praising(brought_in: bool) -> Platform {
    let mut platform = town();
    for at in 0..5usize {
        let id = member(&mut platform, at);
        platform.daily(&id, 0..40, 3 + at as i64, &format!("61.7.{at}.1"), "one-machine");
        if brought_in && at > 0 {
            platform.row("ties", format!("m0,{id},referral,{},", NEW_YEAR - 170 * DAY));
        }
    }
    for (a, b) in (0..5usize).flat_map(|a| (0..5usize).map(move |b| (a, b))).filter(|(a, b)| a != b) {
        let at = NEW_YEAR + (10 + a as i64 * 5 + b as i64) * DAY;
        platform.row("contracts", format!("c-{a}-{b},m{a},m{b},design,300,JPY,{at}"));
        platform.row("reviews", format!("m{a},m{b},{},5,c-{a}-{b}", at + 3 * DAY));
    }
    platform
}

#[test]
fn friends_brought_each_other_in_and_praise_each_other() {
    let friends = praising(true);
    check_lawful(&friends);
    assert!(story(&friends, "acquaintances", "know each other"));
    check_accused(&praising(false), 5);
}

/// Six who sign up at one machine in one week and give one number; each works at home after that, in the open or hidden.
fn newcomers(line: impl Fn(usize) -> String) -> Platform {
    let mut platform = town();
    exits(&mut platform);
    for at in 0..6usize {
        let id = format!("m{at}");
        let made = NEW_YEAR + at as i64 * 40 * MINUTE;
        platform.row("accounts", format!("{id},{},,worker,JP,{made},active,,", NAMES[at]));
        platform.row("identifiers", format!("{id},phone,090-5551-2345,"));
        platform.login(&id, at as i64 * 40 * MINUTE, 20, "133.9.9.9", "the-desk");
        platform.daily(&id, 9..60, 2 + at as i64, &line(at), &format!("mine-{at}"));
    }
    platform
}

#[test]
fn newcomers_give_the_number_of_whoever_helps_them() {
    let house = newcomers(|at| format!("61.7.{at}.1"));
    check_lawful(&house);
    assert!(story(&house, "school", "newcomers"));
    check_accused(&newcomers(|at| format!("185.7.{at}.7")), 6);
}

/// Eight people of eight families at one address with one purse; a text for three of them.
fn one_house(line: impl Fn(usize) -> String, text: bool) -> Platform {
    let mut platform = one_purse(8, line);
    for at in 0..8 {
        platform.row("identifiers", format!("m{at},address,1-2-3 Kita,{NEW_YEAR}"));
        if text && at < 3 {
            platform.row("identifiers", format!("m{at},template,our-text,{NEW_YEAR}"));
        }
    }
    platform
}

#[test]
fn many_families_at_one_address_are_a_house_and_no_family() {
    let home = |_| "133.1.2.3".to_owned();
    let house = one_house(home, false);
    check_lawful(&house);
    assert!(story(&house, "house_share", "several families at one address"));
    // A house full of machines that somebody else works has an address too.
    check_accused(&one_house(|at| format!("185.7.{at}.7"), false), 8);
    check_accused(&one_house(home, true), 8);
}
