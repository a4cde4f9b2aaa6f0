//! People who work together in the open: two at one machine, a team that one of them leads, a firm that half of its people name.

use crate::common::{DAY, HOUR, MINUTE, NAMES, NEW_YEAR, Platform};
use crate::motifs::{check_accused, check_lawful, member, town};
use crate::places::story;

/// So many people with one text who take turns at one machine, each on another day; each is also at work elsewhere.
fn at_one_machine(people: usize) -> Platform {
    let mut platform = town();
    for at in 0..people {
        let id = member(&mut platform, at);
        platform.row("identifiers", format!("{id},template,studio-7,"));
        for day in (60 + at as i64..110).step_by(people) {
            let start = day * DAY + (day * 7919 % 1200) * MINUTE;
            platform.login(&id, start, 60, &format!("61.7.{at}.1"), &format!("own-machine-{at}"));
        }
    }
    for day in 0..60i64 {
        let start = day * DAY + (day * 7919 % 1200) * MINUTE;
        platform.login(&format!("m{}", day % people as i64), start, 30, &format!("133.1.{day}.3"), "machine");
    }
    platform
}

/// Money from the first to each of the others, and a message with it.
fn paid_by_the_first(platform: &mut Platform, others: usize) {
    for at in 1..=others {
        for month in 0..3 {
            let when = NEW_YEAR + (month * 30 + at as i64) * DAY;
            platform.row("ties", format!("m0,m{at},transfer,{when},20000"));
            platform.row("ties", format!("m0,m{at},message,{when},"));
        }
    }
}

#[test]
fn two_at_one_machine_are_partners_until_they_share_a_paper() {
    let mut couple = at_one_machine(2);
    paid_by_the_first(&mut couple, 1);
    check_lawful(&couple);
    assert!(story(&couple, "house_share", "live or work together"));
    for at in 0..2 {
        couple.row("documents", format!("m{at},ONE-PAPER,passport,JP,{},", NAMES[at]));
    }
    check_accused(&couple, 2);
}

#[test]
fn who_orders_from_the_others_and_pays_them_leads_a_team() {
    let mut hidden = at_one_machine(5);
    paid_by_the_first(&mut hidden, 4);
    let mut team = hidden.clone();
    for at in 1..5 {
        let when = NEW_YEAR + at * DAY;
        team.row("contracts", format!("c{at},m0,m{at},design,30000,JPY,{when}"));
    }
    check_lawful(&team);
    assert!(story(&team, "subcontract", "led in the open"));
    // The same without orders, and with one paper for two of them.
    check_accused(&hidden, 5);
    for at in 1..3 {
        team.row("documents", format!("m{at},ONE-PAPER,passport,JP,{},", NAMES[at]));
    }
    check_accused(&team, 2);
}

/// Six people of one text and number; the first are paid on a company's account, and the last declare it.
fn firm(paid: usize, declared: usize) -> Platform {
    let mut platform = town();
    for at in 0..6 {
        let id = format!("m{at}");
        let organisation = if at + declared >= 6 { "株式会社スマイル" } else { "" };
        let made = NEW_YEAR - 180 * DAY;
        platform.row("accounts", format!("{id},{},,worker,JP,{made},active,,{organisation}", NAMES[at]));
        platform.row("documents", format!("{id},M-DOC{at},passport,JP,{},", NAMES[at]));
        platform.row("identifiers", format!("{id},template,offer-7,"));
        platform.row("identifiers", format!("{id},phone,03-5551-2345,"));
        if at < paid {
            platform.row("bank_accounts", format!("{id},firm-payee,bank,ｶ)ｽﾏｲﾙ,JP,{NEW_YEAR},"));
        }
        for day in (at as i64..60).step_by(6) {
            let start = day * DAY + (day * 7919 % 1200) * MINUTE;
            platform.login(&id, start, 60, &format!("61.7.{at}.1"), &format!("own-machine-{at}"));
        }
    }
    platform
}

#[test]
fn whoever_leaves_the_holder_out_is_paid_by_the_firm_that_others_name() {
    let paid = |holders: [&str; 5]| {
        let mut platform = town();
        for (at, holder) in holders.into_iter().enumerate() {
            let id = member(&mut platform, at);
            platform.row("bank_accounts", format!("{id},one,bank,{holder},JP,{NEW_YEAR},"));
            platform.row("identifiers", format!("{id},phone,090-1111-2222,"));
        }
        platform
    };
    check_lawful(&paid(["ｶ)ﾂﾊﾞｻ", "ｶ)ﾂﾊﾞｻ", "", "", ""]));
    check_accused(&paid(["ｶ)ﾂﾊﾞｻ", "KATO MOE", "", "", ""]), 5);
}

#[test]
fn whoever_is_not_paid_by_the_firm_may_name_it() {
    check_lawful(&firm(2, 2));
    assert!(story(&firm(2, 2), "agency", "company is paid"));
    check_accused(&firm(2, 0), 6);
}

/// Nine people paid on one account of which nobody knows the holder, who come by turns to three machines on these days.
fn at_the_firms_machines(days: impl Iterator<Item = i64>) -> Platform {
    let mut platform = town();
    for at in 0..9usize {
        let id = member(&mut platform, at);
        platform.row("identifiers", format!("{id},template,offer-7,"));
        platform.row("bank_accounts", format!("{id},one-payee,bank,,JP,{NEW_YEAR},"));
        platform.daily(&id, 60..70, 9 + at as i64, &format!("61.7.{at}.1"), &format!("own-machine-{at}"));
    }
    for (turn, day) in days.enumerate() {
        for place in 0..3i64 {
            // Three of them a day, each on another machine than the last time.
            let (id, machine) = ((turn as i64 * 3 + place) % 9, (turn as i64 / 3 + place) % 3);
            platform.login(
                &format!("m{id}"),
                day * DAY + (1 + 2 * place) * HOUR,
                45,
                "133.1.2.3",
                &format!("desk-{machine}"),
            );
        }
    }
    platform
}

#[test]
fn machines_that_keep_office_hours_and_one_payee_may_be_a_firms() {
    let firm = at_the_firms_machines((0..90).filter(|day| (day + 3) % 7 < 5));
    check_lawful(&firm);
    assert!(story(&firm, "agency", "perhaps a firm"));
    check_accused(&at_the_firms_machines(0..64), 9);
}

/// One person's client and worker account, their names written as these.
fn two_roles(names: [&str; 2]) -> Platform {
    let mut platform = town();
    for (at, role) in ["client", "worker"].into_iter().enumerate() {
        let (id, name, made) = (format!("m{at}"), names[at], NEW_YEAR - 180 * DAY);
        platform.row("accounts", format!("{id},{name},,{role},JP,{made},active,,"));
        platform.row("documents", format!("{id},OWN-PAPER,passport,JP,{name},"));
        platform.row("identifiers", format!("{id},phone,090-5551-2345,"));
        platform.row("bank_accounts", format!("{id},own-payee,bank,5a16953674388dbc,JP,{NEW_YEAR},"));
    }
    platform
}

#[test]
fn pseudonyms_of_one_name_written_in_two_ways_are_no_two_people() {
    check_lawful(&two_roles(["39aada858aa35a1904d4115f", "deed6b9bbebbdf618c6657aa"]));
    check_accused(&two_roles(["Sato Taro", "Watanabe Mai"]), 2);
}

/// Five people with one text, paid to an account of this kind that bears a company's name.
fn paid_to_a_company(kind: &str) -> Platform {
    let mut platform = town();
    for at in 0..5 {
        let id = member(&mut platform, at);
        platform.row("identifiers", format!("{id},template,offer-7,"));
        platform.row("bank_accounts", format!("{id},one-payee,{kind},カ)オガワ,JP,{NEW_YEAR},"));
    }
    platform
}

#[test]
fn nobody_checks_whose_name_stands_beside_a_crypto_asset() {
    check_lawful(&paid_to_a_company("bank"));
    check_accused(&paid_to_a_company("crypto"), 5);
}
