//! Whoever had a document long before an operation used it, and shares nothing else with it, is its victim and no member.

use ringtrace::analyze::analyze;
use ringtrace::messages::Lang;
use ringtrace::model::Table;
use ringtrace::progress::Progress;
use ringtrace::settings::Settings;
use ringtrace::snapshot::Pseudonyms;

use crate::common::{DAY, MINUTE, NAMES, NEW_YEAR, Platform, accusing_cluster, members_and_left_out};
use crate::motifs::town;

/// Four accounts that take turns on one machine. Two of them stand on a document that `m9` submitted `days` before.
fn platform(days: i64, payee: &str) -> Platform {
    let mut platform = town();
    for at in 0..4usize {
        let id = format!("m{at}");
        platform.account(&id, NAMES[at]);
        let document = if at < 2 { "TAKEN".to_owned() } else { format!("OWN-{at}") };
        platform.row("documents", format!("{id},{document},passport,JP,{},{}", NAMES[at], NEW_YEAR - 180 * DAY));
        platform.row("identifiers", format!("{id},template,bid-7,"));
        for day in 0..30i64 {
            for turn in 0..3i64 {
                let start = day * DAY + (540 + turn * 150 + at as i64 * 30) * MINUTE;
                platform.login(&id, start, 26, "133.1.2.3", "one-machine");
            }
        }
    }
    let made = NEW_YEAR - (180 + days) * DAY;
    platform.row("accounts", format!("m9,{},,worker,JP,{made},active,,", NAMES[9]));
    platform.row("documents", format!("m9,TAKEN,passport,JP,{},{made}", NAMES[9]));
    platform.row("bank_accounts", format!("m9,{payee},bank,{},JP,{made},", NAMES[9]));
    platform.daily("m9", 0..40, 3, "133.77.7.7", "a-machine-of-ones-own");
    platform
}

/// The accounts of the accusation, and who is named as a victim.
fn accused(platform: &Platform) -> (Vec<String>, Vec<String>) {
    let (members, victims) = members_and_left_out(platform, "m0", "identity_victim");
    let names = victims.iter().filter_map(|why| Some(why.split_once(' ')?.0.to_owned()));
    (members, names.collect())
}

#[test]
fn the_owner_of_a_document_is_left_out_and_named() {
    let (members, victims) = accused(&platform(200, "own-payee"));
    assert_eq!(members, ["m0", "m1", "m2", "m3"]);
    assert_eq!(victims, ["m9"]);
}

#[test]
fn who_came_with_the_others_is_one_of_them() {
    let (members, victims) = accused(&platform(30, "own-payee"));
    assert_eq!(members, ["m0", "m1", "m2", "m3", "m9"]);
    assert!(victims.is_empty());
}

#[test]
fn who_shares_more_than_the_document_is_one_of_them() {
    let mut platform = platform(200, "common-payee");
    platform.row("bank_accounts", format!("m2,common-payee,bank,{},JP,{NEW_YEAR},", NAMES[9]));
    let (members, victims) = accused(&platform);
    assert_eq!(members, ["m0", "m1", "m2", "m3", "m9"]);
    assert!(victims.is_empty());
}

#[test]
fn a_client_who_is_paid_nothing_is_an_owner_too() {
    let mut platform = platform(200, "own-payee");
    let rows = platform.tables.get_mut("accounts").expect("accounts");
    for row in rows.iter_mut().filter(|row| row.starts_with("m9,")) {
        *row = row.replace(",worker,", ",client,");
    }
    platform.tables.get_mut("bank_accounts").expect("payees").retain(|row| !row.starts_with("m9,"));
    let (members, victims) = accused(&platform);
    assert_eq!(members, ["m0", "m1", "m2", "m3"]);
    assert_eq!(victims, ["m9"]);
}

/// Two accounts on a document that `m9` had `days` before, both reached at one number that a stranger has as well.
fn two_on_a_taken_document(days: i64) -> Platform {
    let mut platform = town();
    let made = NEW_YEAR - (180 + days) * DAY;
    for (id, at, from, phone) in
        [("m0", 0usize, NEW_YEAR - 180 * DAY, 1), ("m1", 1, NEW_YEAR - 170 * DAY, 1), ("m9", 9, made, 2)]
    {
        platform.row("accounts", format!("{id},{},,worker,JP,{from},active,,", NAMES[at]));
        platform.row("documents", format!("{id},TAKEN,passport,JP,{},{from}", NAMES[at]));
        platform.row("bank_accounts", format!("{id},payee-{id},bank,{},JP,{from},", NAMES[at]));
        platform.row("identifiers", format!("{id},phone,090-5551-000{phone},"));
        platform.daily(id, 0..40, 3 + at as i64, &format!("133.77.7.{at}"), &format!("machine-{id}"));
    }
    platform
}

#[test]
fn what_was_copied_speaks_against_the_copies_when_its_owner_has_left() {
    let report = two_on_a_taken_document(200).report();
    let cluster = accusing_cluster(&report, "m0").expect("two names on a third person's document, and one number");
    assert_eq!(cluster.accounts, ["m0", "m1"]);
    let paper = cluster.evidence.iter().find(|piece| piece.code == "P3").expect("the document is evidence");
    assert_eq!(paper.accounts, ["m0", "m1"], "evidence names members only");
    assert_eq!(
        paper.rows.iter().filter(|row| row.0 == Table::Documents).count(),
        3,
        "and cites the owner's row as well"
    );
    assert!(cluster.alternatives.iter().any(|story| story.class == "identity_victim" && story.why.starts_with("m9 ")));
}

#[test]
fn two_on_a_document_with_whoever_came_with_them_are_three() {
    let report = two_on_a_taken_document(10).report();
    assert_eq!(accusing_cluster(&report, "m0").expect("accused").accounts, ["m0", "m1", "m9"]);
}

#[test]
fn a_victims_id_is_a_pseudonym_where_all_ids_are() {
    let settings = Settings::default();
    let mut snapshot = platform(200, "own-payee").snapshot(&settings);
    snapshot.pseudonymise(Pseudonyms::new(b"a key of more than sixteen bytes").expect("a key"));
    let report = analyze(&snapshot, &settings, Lang::En, &Progress::silent());
    let stories = report.clusters.iter().flat_map(|cluster| &cluster.alternatives);
    let victims: Vec<&str> =
        stories.filter(|story| story.class == "identity_victim").map(|story| story.why.as_str()).collect();
    assert_eq!(victims.len(), 1);
    assert!(!victims[0].contains("m9") && victims[0].contains(" signed up "), "{}", victims[0]);
}

#[test]
fn an_owner_may_show_a_habit_and_may_not_be_paid() {
    let mut habit = platform(200, "own-payee");
    for day in [100, 110, 120] {
        habit.row("changes", format!("m9,bank_account,{}", NEW_YEAR + day * DAY));
    }
    assert_eq!(habit.findings("P1").len(), 1);
    let mut unpaid = platform(200, "own-payee");
    unpaid.tables.get_mut("bank_accounts").expect("payees").retain(|row| !row.starts_with("m9,"));
    for platform in [habit, unpaid] {
        let (members, victims) = accused(&platform);
        assert_eq!(members, ["m0", "m1", "m2", "m3"]);
        assert_eq!(victims, ["m9"]);
    }
}

#[test]
fn a_copy_that_only_forged_papers_hold_has_an_owner_too() {
    let mut platform = town();
    let made = NEW_YEAR - 180 * DAY;
    for at in 0..4usize {
        let id = format!("m{at}");
        platform.account(&id, NAMES[at]);
        platform.row("documents", format!("{id},FORGED,passport,JP,{},{made}", NAMES[at]));
        platform.daily(&id, 0..40, 3 + at as i64, &format!("133.77.7.{at}"), &format!("machine-{id}"));
    }
    let long_before = made - 200 * DAY;
    platform.row("documents", format!("m3,TAKEN,licence,JP,{},{made}", NAMES[3]));
    platform.row("accounts", format!("m9,{},,worker,JP,{long_before},active,,", NAMES[9]));
    platform.row("documents", format!("m9,TAKEN,licence,JP,{},{long_before}", NAMES[9]));
    let (members, victims) = accused(&platform);
    assert_eq!(members, ["m0", "m1", "m2", "m3"]);
    assert_eq!(victims, ["m9"]);
}

#[test]
fn who_was_at_a_machine_of_those_on_the_document_is_one_of_them() {
    let mut platform = platform(200, "own-payee");
    for (at, id) in ["m0", "m1", "m9"].iter().enumerate() {
        for day in 3..20 {
            platform.login(id, day * DAY + (60 + at as i64 * 30) * MINUTE, 20, "133.4.4.4", "side-machine");
        }
    }
    let (members, victims) = accused(&platform);
    assert_eq!(members, ["m0", "m1", "m2", "m3", "m9"]);
    assert!(victims.is_empty());
}
