//! People who know one another in the open: circles of a trade, teams, an employer's desktops. And what clients complain of.

use ringtrace::analyze::analyze;
use ringtrace::messages::Lang;
use ringtrace::progress::Progress;
use ringtrace::settings::Settings;
use ringtrace::snapshot::Pseudonyms;

use crate::common::{DAY, HOUR, MINUTE, NAMES, NEW_YEAR, Platform};
use crate::motifs::{check_accused, check_lawful, member, town};
use crate::nobodys::team;
use crate::places::story;

/// Twelve who signed up on one another's word, with one text, and order from and praise those up to `reach` places away.
fn twelve(reach: usize) -> Platform {
    let mut platform = town();
    for client in 0..100 {
        for turn in 0..3 {
            let (order, worker) = (client * 3 + turn, 100 + (client * 7 + turn * 31) % 100);
            platform.row("contracts", format!("k{order},s{client:04},s{worker:04},design,10000,JPY,{NEW_YEAR}"));
            platform.row("reviews", format!("s{client:04},s{worker:04},{},5,k{order}", NEW_YEAR + DAY));
        }
    }
    for a in 0..12usize {
        let id = member(&mut platform, a);
        platform.row("identifiers", format!("{id},template,course-{},", a / 4));
        if a > 0 {
            platform.row("ties", format!("m{},{id},referral,{NEW_YEAR},", a - 1));
        }
        for b in (0..12).filter(|&b| b != a && a.abs_diff(b).min(12 - a.abs_diff(b)) <= reach) {
            let (at, fee) = (NEW_YEAR + ((a + b) % 20) as i64 * DAY, 700 + 300 * ((a * 5 + b) % 9));
            platform.row("contracts", format!("h{a}-{b},m{a},m{b},design,{fee},JPY,{at}"));
            platform.row("reviews", format!("m{a},m{b},{at},5,h{a}-{b}"));
        }
    }
    platform
}

#[test]
fn a_circle_whose_people_know_a_few_each_is_no_clique() {
    check_lawful(&twelve(2));
    check_accused(&twelve(5), 12);
}

#[test]
fn a_circle_that_meets_in_a_room_is_one_too() {
    let mut platform = twelve(2);
    for at in 0..12i64 {
        platform.daily(&format!("m{at}"), 0..30, at % 3 + 9, "133.5.5.5", &format!("laptop-{at}"));
    }
    check_lawful(&platform);
    assert!(story(&platform, "acquaintances", "circle"));
}

/// Two with a number and a text in common, of whom these clients report something.
fn reported(kind: &str, reports: &[(usize, &str)]) -> Platform {
    let mut platform = town();
    for at in 0..2 {
        let id = member(&mut platform, at);
        platform.row("identifiers", format!("{id},phone,090-5551-2345,"));
        platform.row("identifiers", format!("{id},template,bid-1,"));
    }
    for at in 0..4 {
        platform.row("reports", format!("s{:04},{kind},s{:04},{NEW_YEAR}", at * 40, at + 200));
    }
    for (at, client) in reports {
        platform.row("reports", format!("m{at},{kind},{client},{NEW_YEAR}"));
    }
    platform
}

#[test]
fn several_clients_who_report_several_of_a_group_are_evidence() {
    let two = [(0, "s0300"), (1, "s0301")];
    check_lawful(&reported("off_platform", &[]));
    let cluster = check_accused(&reported("off_platform", &two), 2);
    let said =
        cluster.evidence.iter().find(|evidence| evidence.code == "client_reports").expect("reports are evidence");
    assert_eq!(said.accounts, ["m0", "m1"]);
    assert_eq!(said.rows.len(), 2);
    // One client may be a competitor, members accuse each other, and some reports speak of a voice or of a helper.
    check_lawful(&reported("off_platform", &[(0, "s0300"), (1, "s0300")]));
    check_lawful(&reported("off_platform", &[(0, "m1"), (1, "m0")]));
    check_lawful(&reported("refuses_video", &two));
    check_lawful(&reported("several_operators", &two));
}

#[test]
fn pseudonyms_do_not_make_a_member_an_outsider() {
    let said = |reports: &[(usize, &str)]| {
        let settings = Settings::default();
        let mut snapshot = reported("off_platform", reports).snapshot(&settings);
        snapshot.pseudonymise(Pseudonyms::new(b"a key of more than sixteen bytes").expect("a key"));
        let report = analyze(&snapshot, &settings, Lang::En, &Progress::silent());
        report.clusters.iter().flat_map(|cluster| &cluster.evidence).any(|evidence| evidence.code == "client_reports")
    };
    assert!(said(&[(0, "s0300"), (1, "s0301")]), "two clients");
    assert!(!said(&[(0, "m1"), (1, "m0")]), "members of each other");
}

/// Eight who take turns on one machine within minutes, at an address of this kind; paid on their own accounts or on one.
/// A kind that is empty stands for a line of which nothing is known, under remote control.
fn desktops(kind: &str, one_payee: bool) -> Platform {
    let mut platform = town();
    if !kind.is_empty() {
        platform.row("networks", format!("198.51.100.0/24,{kind},,JP,"));
    }
    for at in 0..8i64 {
        let id = member(&mut platform, at as usize);
        let payee = if one_payee { "B-1".into() } else { format!("B-{at}") };
        let holder = if one_payee { "OGAWA MIKI" } else { NAMES[at as usize] };
        platform.row("bank_accounts", format!("{id},{payee},bank,{holder},JP,,"));
        for (day, round) in (0..30).flat_map(|day| [(day, 0), (day, 8)]) {
            let turn = round + (at * (1 + 2 * (day % 2)) + day) % 8;
            let start = NEW_YEAR + day * DAY + HOUR + turn * 22 * MINUTE;
            let remote = kind.is_empty() || kind == "residential";
            platform.row("logins", format!("{id},{start},{},198.51.100.7,desktop,{remote}", start + 20 * MINUTE));
        }
    }
    platform
}

#[test]
fn an_employers_remote_desktops_are_one_observation() {
    check_lawful(&desktops("hosting", false));
    check_lawful(&desktops("", false));
    check_accused(&desktops("hosting", true), 8);
    // A machine at home, or behind a VPN, is somebody's.
    check_accused(&desktops("residential", false), 8);
    check_accused(&desktops("vpn", false), 8);
}

#[test]
fn a_firms_text_and_referrals_are_no_more_than_its_desktops_and_a_number_is() {
    let firm = |kind: &str, texts: usize| {
        let mut platform = desktops(kind, false);
        (0..texts).for_each(|at| _ = platform.row("identifiers", format!("m{at},template,profile-7,")));
        (1..8).for_each(|at| _ = platform.row("ties", format!("m0,m{at},referral,{NEW_YEAR},")));
        platform
    };
    check_lawful(&firm("hosting", 3));
    assert!(story(&firm("hosting", 3), "place", "remote desktops in a data centre"));
    check_accused(&firm("vpn", 3), 8);
    // Whoever brings most of the others in and gives them one text recruits.
    check_accused(&firm("hosting", 8), 8);
    let mut reached = firm("hosting", 3);
    (0..8).for_each(|at| _ = reached.row("identifiers", format!("m{at},phone,070-1,")));
    check_accused(&reached, 8);
}

#[test]
fn a_team_that_nobody_declared_works_in_the_open() {
    check_lawful(&team(None, false));
    check_accused(&team(None, true), 6);
}

/// A hub whom `payers` accounts pay every month, with one text among them; ids sort as `hub` does.
fn paid_by(payers: usize, hub: &str) -> Platform {
    let mut platform = town();
    platform.account(hub, "Kim Hub");
    for at in 0..payers {
        let id = format!("m{at:03}");
        platform.account(&id, &format!("Payer{at:03} Family{at:03}"));
        for month in 0..3i64 {
            platform
                .row("ties", format!("{id},{hub},transfer,{},20000", NEW_YEAR + (month * 30 + at as i64 % 20) * DAY));
        }
    }
    platform
}

#[test]
fn a_hub_of_transfers_is_counted_and_whoever_pays_it_again_is_seen() {
    let hubs = |platform: &Platform| platform.report().run.estimated["set_aside"].clone();
    let bonds = |platform: &Platform| platform.report().run.estimated["bonds"].clone();
    assert_eq!(hubs(&paid_by(60, "a0")), serde_json::json!({}));
    let mut wide = paid_by(55, "a0");
    for at in 0..20 {
        wide.row("ties", format!("s{at:04},a0,transfer,{NEW_YEAR},500"));
    }
    assert_eq!(hubs(&wide), serde_json::json!({ "Transfer": { "groups": 1, "pairs": 75, "largest": 76 } }));
    assert_eq!(bonds(&wide)["Tribute"], 1);
    assert_eq!(bonds(&wide).get("Transfer"), None, "what a hub touches is context");
}

#[test]
fn transfers_weigh_the_same_whichever_id_sorts_first() {
    let bonds = |hub: &str| paid_by(6, hub).report().run.estimated["bonds"].clone();
    assert_eq!(bonds("a0"), bonds("z9"));
    assert_eq!(bonds("z9")["Transfer"], 1, "one star and no pairs beside it");
}
