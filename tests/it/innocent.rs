//! Who looks like an operation and is none, and how little more it takes: both sides of each lawful story.

use crate::common::{DAY, HOUR, NAMES, NEW_YEAR, Platform, accusing_cluster};
use crate::motifs::{check_accused, check_lawful, member, town};
use ringtrace::settings::Settings;

fn refers(platform: &mut Platform, from: usize, to: usize) {
    platform.row("ties", format!("m{from},m{to},referral,{NEW_YEAR},"));
    platform.row("ties", format!("m{from},m{to},message,{NEW_YEAR},"));
}

#[test]
fn friends_who_bring_each_other_in_and_copy_a_profile() {
    let mut platform = town();
    for at in 0..4 {
        let id = member(&mut platform, at);
        platform.row("identifiers", format!("{id},template,profile-1,"));
    }
    (1..4).for_each(|at| refers(&mut platform, 0, at));
    check_lawful(&platform);
    let mut settings = Settings::default();
    settings.score.list_from = 0.0;
    let clusters = platform.report_with(&settings).clusters;
    let cluster = clusters.into_iter().find(|cluster| cluster.accounts.contains(&"m0".into()));
    let told = cluster.expect("it is listed").alternatives.into_iter().any(|story| story.class == "acquaintances");
    assert!(told, "the lawful story is told");
}

#[test]
fn a_document_number_on_two_accounts_is_an_error_until_something_else_is_shared() {
    let pair = || {
        let mut platform = town();
        for at in 0..2 {
            let id = member(&mut platform, at);
            platform.row("documents", format!("{id},X123,passport,JP,{},", NAMES[at]));
        }
        platform
    };
    check_lawful(&pair());
    let mut with_a_machine = pair();
    for turn in 0..20i64 {
        with_a_machine.daily(&format!("m{}", turn % 2), turn * 2..turn * 2 + 1, 5, "133.9.9.9", "one-machine");
    }
    check_accused(&with_a_machine, 2);
    let mut three = pair();
    let third = member(&mut three, 2);
    three.row("documents", format!("{third},X123,passport,JP,{},", NAMES[2]));
    check_accused(&three, 3);
}

/// A suspended account and one made a month later, on one document and one payout account, under these names.
fn returned(names: [&str; 2]) -> Platform {
    let mut platform = town();
    let ban = NEW_YEAR + 30 * DAY;
    platform.row("accounts", format!("m0,{},,worker,JP,{NEW_YEAR},suspended,{ban},", names[0]));
    platform.row("accounts", format!("m1,{},,worker,JP,{},active,,", names[1], ban + 30 * DAY));
    for (at, name) in names.iter().enumerate() {
        platform.row("documents", format!("m{at},X123,passport,JP,{name},"));
        platform.row("bank_accounts", format!("m{at},B-1,bank,{name},JP,,"));
    }
    platform
}

#[test]
fn coming_back_under_ones_own_name_hides_nothing_and_under_another_does() {
    check_lawful(&returned([NAMES[0], NAMES[0]]));
    check_accused(&returned([NAMES[0], NAMES[1]]), 2);
}

/// Accounts that send what is left of each payout, after a share, on to one house.
fn sends(platform: &mut Platform, at: usize, shares: [f64; 3], hours: i64) {
    let id = member(platform, at);
    for (turn, share) in (0i64..).zip(shares) {
        let (paid, amount) = (NEW_YEAR + turn * 14 * DAY, 100_000.0);
        let left = amount * (1.0 - share);
        platform.row("payouts", format!("{id},b-{id},{paid},{amount},JPY,house,{},{left},HK", paid + hours * HOUR));
    }
}

#[test]
fn an_agreed_share_needs_a_second_kind_of_three_and_of_a_dozen() {
    let senders = |count: usize| {
        // Among thousands: what a dozen of four hundred do is no rarity.
        let mut platform = Platform::with_strangers(6000);
        (0..count).for_each(|at| sends(&mut platform, at, [0.2, 0.21, 0.2], 20));
        platform
    };
    for count in [3, 12] {
        check_lawful(&senders(count));
        let mut with_texts = senders(count);
        for at in 0..count {
            with_texts.row("identifiers", format!("m{at},template,bid-1,"));
        }
        check_accused(&with_texts, count);
    }
}

#[test]
fn a_teams_client_who_praises_it_is_no_second_kind_beside_an_agreed_share() {
    let praised = |text: bool| {
        let mut platform = Platform::with_strangers(6000);
        for at in 0..8 {
            sends(&mut platform, at, [0.2, 0.21, 0.2], 20);
            platform.row("reviews", format!("s0003,m{at},{},5,", NEW_YEAR + at as i64 * DAY));
            if text {
                platform.row("identifiers", format!("m{at},template,bid-1,"));
            }
        }
        platform
    };
    let team = praised(false);
    assert!(!team.findings("N2").is_empty(), "the client praises them");
    check_lawful(&team);
    check_accused(&praised(true), 8);
}

#[test]
fn how_money_is_paid_out_is_no_second_kind_beside_where_it_goes() {
    let paid_in = |kind: &str, hidden: bool| {
        let mut platform = Platform::with_strangers(6000);
        for at in 0..8 {
            sends(&mut platform, at, [0.2, 0.21, 0.2], 20);
            platform.row("bank_accounts", format!("m{at},b-m{at},{kind},,JP,{NEW_YEAR},"));
            let line = if hidden { "198.51.100" } else { "61.8.7" };
            platform.daily(&format!("m{at}"), 0..20, at as i64, &format!("{line}.{at}"), &format!("own-{at}"));
        }
        platform.row("networks", "198.51.100.0/24,vpn,64500,NL,Exit");
        platform
    };
    assert_eq!(paid_in("crypto", false).findings("C6").len(), 8);
    check_lawful(&paid_in("crypto", false));
    check_accused(&paid_in("bank", true), 8);
}

#[test]
fn accounts_made_together_at_one_machine_agree_with_an_agreed_share() {
    let three = |together: bool| {
        let mut platform = town();
        for at in 0..3usize {
            let id = format!("m{at}");
            sends(&mut platform, at, [0.25; 3], 30);
            let first = if together { 0 } else { at };
            let (line, machine) = (format!("133.9.{first}.9"), format!("first-{first}"));
            platform.login(&id, (at as i64 + 1) * HOUR - 180 * DAY, 40, &line, &machine);
            for turn in 0..6i64 {
                let start = (10 + 7 * turn + 2 * at as i64) * DAY + (3 + 5 * at as i64 + 3 * turn) % 20 * HOUR;
                platform.login(&id, start, 45, &format!("61.8.{at}.1"), &format!("own-machine-{at}"));
            }
        }
        platform
    };
    let report = three(false).report();
    assert!(accusing_cluster(&report, "m0").is_none(), "an agreed share alone: {:?}", report.clusters);
    let cluster = check_accused(&three(true), 3);
    assert!(cluster.evidence.iter().any(|evidence| evidence.code == "N6"), "{:?}", cluster.evidence);
}

#[test]
fn who_remits_to_the_same_house_is_not_tied_by_an_agreed_share() {
    let mut platform = town();
    for at in 0..6 {
        sends(&mut platform, at, [0.2, 0.21, 0.2], 20);
        platform.row("identifiers", format!("m{at},template,bid-1,"));
    }
    sends(&mut platform, 6, [0.2, 0.6, 0.4], 20);
    sends(&mut platform, 7, [0.2, 0.2, 0.2], 200);
    let report = platform.report();
    let cluster = accusing_cluster(&report, "m0").expect("the operation is accused");
    assert!(!cluster.accounts.iter().any(|id| id == "m6" || id == "m7"), "{:?}", cluster.accounts);
}

/// Five accounts made by one hand: a text in common, and money between `m0` and the others.
fn money_and_a_text(into_the_first: bool) -> Platform {
    let mut platform = town();
    for at in 0..5 {
        let id = member(&mut platform, at);
        platform
            .row("identifiers", format!("{id},template,bid-1,"))
            .row("identifiers", format!("{id},phone,090-{},", at / 2));
        for week in (0..3i64).filter(|_| at > 0) {
            let (from, to) = if into_the_first { (at, 0) } else { (0, at) };
            platform.row("ties", format!("m{from},m{to},transfer,{},10000", NEW_YEAR + week * 7 * DAY));
        }
    }
    platform
}

#[test]
fn a_broker_collects_and_whoever_passes_work_on_pays() {
    let score = |platform: &Platform| {
        let report = platform.report();
        let of_m0 = |cluster: &&ringtrace::report::Cluster| cluster.accounts.contains(&"m0".to_owned());
        report.clusters.iter().find(of_m0).map_or(0.0, |cluster| cluster.score)
    };
    let (broker, team) = (money_and_a_text(true), money_and_a_text(false));
    assert!(score(&broker) > score(&team), "{} and {}", score(&broker), score(&team));
    let cluster = check_accused(&broker, 5);
    assert!(cluster.evidence.iter().any(|evidence| evidence.code == "tribute"), "{:?}", cluster.evidence);
}

#[test]
fn praise_counts_where_the_praised_share_something_and_ties_nobody() {
    let praised = |phones: usize| {
        let mut platform = town();
        for at in 0..4 {
            let id = member(&mut platform, at);
            if at < phones {
                platform.row("identifiers", format!("{id},phone,090-1,"));
            }
            platform.row("reviews", format!("s0003,{id},{},5,", NEW_YEAR + at as i64 * DAY));
        }
        platform
    };
    let report = praised(4).report();
    let codes = |report: &ringtrace::report::Report| -> Vec<String> {
        let of_m0 = report.clusters.iter().find(|cluster| cluster.accounts.contains(&"m0".to_owned()));
        of_m0.map_or_else(Vec::new, |cluster| cluster.evidence.iter().map(|evidence| evidence.code.clone()).collect())
    };
    assert!(codes(&report).contains(&"N2".to_owned()), "{:?}", codes(&report));
    assert!(
        !report.clusters.iter().any(|cluster| cluster.accounts.contains(&"s0003".to_owned())),
        "the client is not tied"
    );
    assert!(codes(&praised(0).report()).is_empty(), "praise alone ties nobody");
}

#[test]
fn two_kinds_that_tie_other_people_do_not_agree() {
    // Three on one payee, three with one text, and one phone between the two groups.
    let mut platform = town();
    for at in 0..6 {
        let id = member(&mut platform, at);
        if at < 3 {
            platform.row("bank_accounts", format!("{id},funnel,bank,,JP,,"));
        } else {
            platform.row("identifiers", format!("{id},template,bid-1,"));
        }
    }
    platform.row("identifiers", "m2,phone,090-1,").row("identifiers", "m3,phone,090-1,");
    check_lawful(&platform);
}

/// Five accounts on one machine one after the other, each made when the one before came to this end.
fn one_after_another(end: &str) -> Platform {
    let mut platform = town();
    // So rare is a machine of five on a platform of two thousand.
    for at in 400..2_000 {
        platform.account(&format!("s{at:04}"), &format!("Stranger{at:04} Person{at:04}"));
    }
    for at in 0..5i64 {
        let (made, ended) = (NEW_YEAR + at * 30 * DAY, NEW_YEAR + (at * 30 + 28) * DAY);
        let end = if at < 4 { format!("{end},{ended}") } else { "active,".to_owned() };
        platform.row("accounts", format!("m{at},{},,worker,JP,{made},{end},", NAMES[at as usize]));
        platform.row("documents", format!("m{at},M-DOC{at},passport,JP,{},", NAMES[at as usize]));
        platform.daily(&format!("m{at}"), at * 30..at * 30 + 28, 3, &format!("61.7.{at}.1"), "one-machine");
    }
    platform
}

#[test]
fn a_machine_that_goes_on_after_each_of_four_bans_is_one_hands() {
    check_accused(&one_after_another("suspended"), 5);
    check_lawful(&one_after_another("closed"));
    // That all of them gave one address makes them no family.
    let mut house = one_after_another("suspended");
    for at in 0..5 {
        house.row("identifiers", format!("m{at},address,1-2-3 Kita,{NEW_YEAR}"));
    }
    check_accused(&house, 5);
}
