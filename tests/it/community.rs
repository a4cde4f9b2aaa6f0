//! People who know each other do things together on purpose, and families share what families share.

use ringtrace::report::Alternative;
use ringtrace::settings::Settings;

use crate::common::{DAY, HOUR, MINUTE, NAMES, NEW_YEAR, Platform};
use crate::motifs::{check_accused, check_lawful, member, town};
use crate::places::story;

/// So many people, each at home on a line and machine of their own, who also start together on forty days at any time of day.
fn meeting(people: usize) -> Platform {
    let mut platform = town();
    for at in 0..people {
        let id = member(&mut platform, at);
        for day in 0..40i64 {
            let start = day * DAY + (day * 7919 % 1000) * MINUTE;
            platform.login(&id, start + at as i64 * MINUTE, 60, &format!("61.7.{at}.1"), &format!("own-{id}"));
        }
        platform.daily(&id, 40..80, 3 + at as i64, &format!("61.7.{at}.1"), &format!("own-{id}"));
    }
    platform
}

/// The first brought in all others.
fn brought_in(platform: &mut Platform, people: usize) {
    for at in 1..people {
        platform.row("ties", format!("m0,m{at},referral,{},", NEW_YEAR - 170 * DAY));
    }
}

#[test]
fn friends_who_meet_are_friends_until_they_share_a_text() {
    let mut friends = meeting(5);
    brought_in(&mut friends, 5);
    check_lawful(&friends);
    assert!(story(&friends, "acquaintances", "meet at set hours"));
    for at in 0..5 {
        friends.row("identifiers", format!("m{at},template,bid-7,"));
    }
    check_accused(&friends, 5);
}

#[test]
fn hours_in_step_and_a_thing_that_only_the_platform_names_are_one_observation() {
    // A prior at which one kind would do, were it two.
    let mut settings = Settings::default();
    settings.score.prior = 0.2;
    settings.score.estimate_prior = false;
    let accused = |thing: &str| {
        let mut platform = meeting(5);
        for at in 0..5 {
            platform.row("identifiers", format!("m{at},{thing},silver-7,"));
        }
        let report = platform.report_with(&settings);
        report.clusters.iter().any(|cluster| cluster.score >= 0.5 && cluster.accounts.contains(&"m0".into()))
    };
    assert!(accused("phone"));
    assert!(!accused("purse"));
}

#[test]
fn colleagues_of_one_trade_praise_some_of_one_another_and_a_clique_everybody() {
    let trade = |reach: usize| {
        let mut platform = meeting(7);
        for at in 0..7usize {
            platform.row("identifiers", format!("m{at},template,bid-7,"));
            for other in (0..7).filter(|other| (1..=reach).contains(&at.abs_diff(*other))) {
                let posted = NEW_YEAR + (30 + (at * 7 + other) as i64) * DAY;
                platform.row("reviews", format!("m{at},m{other},{posted},5,"));
            }
        }
        platform
    };
    let some = trade(2);
    check_lawful(&some);
    assert!(story(&some, "acquaintances", "colleagues of one trade"));
    check_accused(&trade(6), 7);
}

#[test]
fn a_team_that_meets_and_praises_some_of_its_own_is_no_clique() {
    let team = |answers: fn(usize, usize) -> bool| {
        let mut platform = meeting(8);
        for (a, b) in (0..8usize).flat_map(|a| (0..8usize).map(move |b| (a, b))).filter(|(a, b)| a != b) {
            if answers(a.min(b), a.max(b)) {
                platform.row("reviews", format!("m{a},m{b},{},5,", NEW_YEAR + (30 + (a + b) as i64) * DAY));
            }
            if (a + 1) % 8 == b || (b + 1) % 8 == a {
                platform.row("ties", format!("m{a},m{b},message,{},", NEW_YEAR + (a * 8 + b) as i64 * DAY));
            }
        }
        platform
    };
    let some = team(|a, b| (a + b) % 2 == 0 || b - a == 1);
    check_lawful(&some);
    check_accused(&team(|_, _| true), 8);
}

#[test]
fn colleagues_at_one_line_work_elsewhere_too_and_the_machines_of_a_farm_do_not() {
    let at_work = |elsewhere: bool| {
        let mut platform = town();
        for at in 0..8 {
            let id = member(&mut platform, at);
            for day in 0..40i64 {
                let start = day * DAY + (day * 7919 % 1000) * MINUTE + at as i64 * MINUTE;
                platform.login(&id, start, 60, "133.1.2.3", &format!("own-{id}"));
                if elsewhere && day % 2 == 0 {
                    platform.login(&id, start + 5 * HOUR, 60, &format!("61.7.{at}.1"), &format!("own-{id}"));
                }
            }
        }
        platform
    };
    check_lawful(&at_work(true));
    assert!(story(&at_work(true), "acquaintances", "share a place"));
    check_accused(&at_work(false), 8);
}

/// So many people, the others of whom sent the first so much money every month.
fn dues(people: usize, money: i64) -> Platform {
    let mut platform = town();
    for at in 0..people {
        let id = member(&mut platform, at);
        for month in (0..4i64).filter(|_| at > 0) {
            let when = NEW_YEAR + (month * 30 + at as i64) * DAY;
            platform.row("ties", format!("{id},m0,transfer,{when},{money}"));
        }
        platform.daily(&id, 0..40, 2 + at as i64, &format!("61.7.{at}.1"), &format!("own-{id}"));
    }
    platform
}

/// Twelve people who sent the first money every month; who brought whom in is known.
fn treasury(money: i64) -> Platform {
    let mut platform = dues(12, money);
    brought_in(&mut platform, 12);
    platform
}

#[test]
fn a_community_collects_dues_where_money_between_people_is_common_and_shares_no_text() {
    let mut settings = Settings::default();
    settings.score.list_from = 0.0;
    settings.weights.evidence.insert("transfers".into(), 0.5);
    let cluster = |platform: &Platform| {
        let clusters = platform.report_with(&settings).clusters;
        clusters.into_iter().find(|cluster| cluster.accounts.contains(&"m0".into())).expect("it is listed")
    };
    let parish = cluster(&treasury(1_000));
    assert!(parish.score < 0.5, "{parish:#?}");
    let told = |story: &Alternative| story.why.contains("dues or donations") && story.weight < -1.0;
    assert!(parish.alternatives.iter().any(told), "{:#?}", parish.alternatives);
    let mut broker = treasury(1_000);
    for at in 0..12 {
        broker.row("identifiers", format!("m{at},template,bid-{},", at % 2));
    }
    assert!(cluster(&broker).score > 0.5);
}

/// Two names on one document; the first account came to an end before the second was made.
fn renamed(status: &str) -> Platform {
    let mut platform = town();
    let (made, ended) = (NEW_YEAR - 300 * DAY, NEW_YEAR + 20 * DAY);
    platform.row("accounts", format!("m0,{},,worker,JP,{made},{status},{ended},", NAMES[0]));
    platform.row("accounts", format!("m1,{},,worker,JP,{},active,,", NAMES[1], ended + 5 * DAY));
    for (at, from) in [(0, 0..20i64), (1, 25..80)] {
        platform.row("documents", format!("m{at},ONE-DOC,driving_licence,JP,{},", NAMES[at]));
        platform.row("identifiers", format!("m{at},phone,090-5551-000{at},"));
        platform.daily(&format!("m{at}"), from, 5, "61.7.7.1", "own-machine");
    }
    platform
}

#[test]
fn a_new_name_after_ones_own_end_is_one_person_and_after_a_ban_it_is_not() {
    check_lawful(&renamed("closed"));
    assert!(story(&renamed("closed"), "re_registration", "new name"));
    check_accused(&renamed("suspended"), 2);
}

/// Six people on one machine and payee of one of them, of whom the first four live two by two at one address; the name of the payee's holder.
fn in_laws(text: bool, related: usize) -> Platform {
    let mut platform = town();
    for at in 0..6 {
        let id = member(&mut platform, at);
        let address = if at < related { format!("{}-3 Common", at / 2) } else { format!("{at}-9 Elsewhere") };
        platform.row("identifiers", format!("{id},address,{address},"));
        platform.row("identifiers", format!("{id},card,card-77,"));
        platform.row("bank_accounts", format!("{id},one-payee,bank,{},JP,{NEW_YEAR},", NAMES[0]));
        platform.row("ties", format!("m0,{id},referral,{},", NEW_YEAR - 170 * DAY));
        if text {
            platform.row("identifiers", format!("{id},template,bid-7,"));
        }
        for day in (at as i64..60).step_by(6) {
            platform.login(&id, day * DAY + (day * 7919 % 1000) * MINUTE, 45, "133.1.2.3", "machine");
        }
    }
    platform
}

#[test]
fn a_wide_family_shares_machine_card_and_payee_and_no_text() {
    check_lawful(&in_laws(false, 4));
    assert!(story(&in_laws(false, 4), "household", "wide family"));
    check_accused(&in_laws(true, 4), 6);
}

#[test]
fn a_group_of_friends_and_another_that_send_to_one_agent_are_no_operation() {
    let mut platform = meeting(6);
    brought_in(&mut platform, 6);
    // Six who have a helper in common.
    for at in 6..12usize {
        let id = member(&mut platform, at);
        platform.row("identifiers", format!("{id},helper,helper-77,"));
        platform.daily(&id, 3..60, 2 + at as i64, &format!("61.8.{at}.1"), &format!("mine-{at}"));
    }
    for at in 5..12i64 {
        platform.row("bank_accounts", format!("m{at},own-{at},bank,{},JP,{NEW_YEAR},", NAMES[at as usize]));
        for month in 0..3 {
            let (paid, sent) = (NEW_YEAR + (month * 30 + at) * DAY, 1_000 * (at + 1) + 7_700 * month);
            platform.row("payouts", format!("m{at},own-{at},{paid},40000,JPY,agent,{},{sent},PH", paid + 9 * DAY));
        }
    }
    check_lawful(&platform);
}

/// Ten people who pay the first every month, three of whom are reached at one number.
fn club() -> Platform {
    let mut platform = dues(10, 3_000);
    for at in 0..3 {
        platform.row("identifiers", format!("m{at},phone,03-5551-2345,"));
    }
    platform
}

#[test]
fn a_clubs_officers_are_reached_at_its_number_and_a_broker_brings_in_who_pays() {
    let told = |platform: &Platform| crate::places::story(platform, "acquaintances", "dues or donations");
    check_lawful(&club());
    assert!(told(&club()));
    let mut broker = club();
    brought_in(&mut broker, 10);
    assert!(!told(&broker));
}

#[test]
fn seven_on_one_payee_of_an_unknown_holder_are_perhaps_a_firms_until_they_take_turns() {
    let paid = |people: usize, founded: bool, turns: bool| {
        let mut platform = town();
        for at in 0..people {
            let id = member(&mut platform, at);
            // A holder that is a pseudonym, as the export of some platforms has it.
            platform.row("bank_accounts", format!("{id},coop-account,bank,h7f3a91d20b55,JP,{NEW_YEAR},"));
            platform.row("identifiers", format!("{id},phone,03-5551-2345,"));
            if founded && at > 0 {
                platform.row("ties", format!("m0,{id},referral,{NEW_YEAR},"));
            }
        }
        for day in (0..80i64).filter(|_| turns) {
            let id = format!("m{}", day % people as i64);
            platform.login(&id, day * DAY + (day * 7919 % 1000) * MINUTE, 60, "133.1.2.3", "machine");
        }
        platform
    };
    let firm = |platform: Platform| story(&platform, "agency", "perhaps a firm");
    for founded in [true, false] {
        check_lawful(&paid(10, founded, false));
        assert!(firm(paid(10, founded, false)));
    }
    assert!(firm(paid(10, true, true)), "a founder's cooperative may have a machine");
    check_accused(&paid(10, false, true), 10);
    assert!(firm(paid(7, false, false)) && !firm(paid(6, false, false)));
}
