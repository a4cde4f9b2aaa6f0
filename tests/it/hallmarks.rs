//! Who carries what belongs to an accused operation joins it; family, and who copies what anybody copies, does not.

use crate::common::{DAY, MINUTE, NAMES, NEW_YEAR, Platform, accusing_cluster};

/// Six laptops of six people on one line, all day, side by side, among 250 strangers.
fn farm() -> Platform {
    let mut platform = Platform::with_seen_strangers(250);
    add_farm(&mut platform, "m", 0, "funnel,bank,OGAWA MIKI", "133.1.2.3", 7919);
    platform
}

/// Such a farm of the six names from one on, whose minutes `stride` spreads.
fn add_farm(platform: &mut Platform, prefix: &str, from: usize, payee: &str, line: &str, stride: i64) {
    for (at, name) in NAMES.iter().enumerate().skip(from).take(6) {
        let id = format!("{prefix}{at}");
        platform.account(&id, name);
        platform.row("documents", format!("{id},{}-DOC{at},passport,JP,{name},", prefix.to_uppercase()));
        platform.row("bank_accounts", format!("{id},{payee},JP,{NEW_YEAR},"));
        for day in 0..40i64 {
            let start = day * DAY + (day * stride % 1000) * MINUTE;
            platform.login(&id, start + at as i64 * MINUTE, 240, line, &format!("laptop-{at}"));
        }
    }
}

fn with_text(platform: &mut Platform, carriers: &[&str]) {
    carriers.iter().for_each(|id| {
        platform.row("identifiers", format!("{id},template,bid-1,{NEW_YEAR}"));
    });
}

/// Accounts of the accused farm that are none of its six.
fn joined(platform: &Platform) -> Vec<String> {
    let report = platform.report();
    let cluster = accusing_cluster(&report, "m0").expect("the farm is accused");
    assert!((0..6).all(|at| cluster.accounts.contains(&format!("m{at}"))), "{:?}", cluster.accounts);
    cluster.accounts.iter().filter(|id| !id.starts_with('m')).cloned().collect()
}

#[test]
fn nobody_joins_for_nothing() {
    assert!(joined(&farm()).is_empty());
}

#[test]
fn a_text_that_is_the_operations_own_and_its_line_bring_somebody_in_and_neither_alone() {
    let mut platform = farm();
    with_text(&mut platform, &["m0", "m1", "s0007"]);
    assert!(joined(&platform).is_empty(), "a text alone");
    let on_the_line = |platform: &mut Platform| {
        platform.daily("s0007", 3..5, 5, "133.1.2.3", "own-7");
    };
    on_the_line(&mut platform);
    assert_eq!(joined(&platform), ["s0007"]);
    let report = platform.report();
    let cluster = accusing_cluster(&report, "s0007").expect("it is accused");
    let naming = cluster.evidence.iter().filter(|evidence| evidence.accounts.contains(&"s0007".to_owned()));
    let codes: Vec<&str> = naming.clone().map(|evidence| evidence.code.as_str()).collect();
    assert!(codes.contains(&"N3") && codes.contains(&"in_passing"), "{codes:?}");
    assert!(naming.into_iter().all(|evidence| !evidence.rows.is_empty()));
    let mut platform = farm();
    on_the_line(&mut platform);
    assert!(joined(&platform).is_empty(), "two days on a line alone");
}

#[test]
fn a_text_that_nobody_else_carries_holds_whoever_was_made_with_the_others() {
    let made = |days: i64| {
        let mut platform = Platform::default();
        for line in farm().tables.remove("accounts").expect("accounts") {
            // Strangers came over three years, the farm half a year ago.
            let (id, _) = line.split_once(',').expect("an id");
            let ago = match id.strip_prefix('s').and_then(|at| at.parse::<i64>().ok()) {
                Some(7) => days,
                Some(at) => 100 + at * 5 / 2,
                None => 180,
            };
            let old = (NEW_YEAR - 180 * DAY).to_string();
            platform.row("accounts", line.replace(&old, &(NEW_YEAR - ago * DAY).to_string()));
        }
        platform.tables.extend(farm().tables.into_iter().filter(|(table, _)| *table != "accounts"));
        with_text(&mut platform, &["m0", "m1", "s0007"]);
        platform
    };
    assert_eq!(joined(&made(150)), ["s0007"]);
    assert!(joined(&made(700)).is_empty(), "made two years before");
    let mut copied = made(150);
    with_text(&mut copied, &["s0100"]);
    assert!(joined(&copied).is_empty(), "somebody else carries it");
}

#[test]
fn a_text_that_one_member_copied_says_nothing_of_the_others_who_did() {
    let mut platform = farm();
    with_text(&mut platform, &["m0", "s0007"]);
    assert!(joined(&platform).is_empty(), "one carrier inside");
    let mut platform = farm();
    with_text(&mut platform, &["m0", "m1", "s0007", "s0008", "s0009", "s0010", "s0011"]);
    assert!(joined(&platform).is_empty(), "two of the six other carriers");
}

#[test]
fn who_was_decided_to_be_somebody_else_than_a_member_does_not_join() {
    let mut platform = with_visits(&["m0", "s0007", "m1", "m2", "s0007", "m1"]);
    platform.row("known", "account,s0007,separate,m4,,".to_owned());
    assert!(joined(&platform).is_empty());
    let mut of_another = with_visits(&["m0", "s0007", "m1", "m2", "s0007", "m1"]);
    of_another.row("known", "account,s0008,separate,m4,,".to_owned());
    assert_eq!(joined(&of_another), ["s0007"], "a decision about another says nothing");
}

#[test]
fn a_cluster_says_of_whom_in_it_somebody_decided_that_they_are_two() {
    let mut platform = farm();
    platform.row("known", "account,m3,separate,m1,,".to_owned());
    let report = platform.report();
    let cluster = accusing_cluster(&report, "m1").expect("the farm is accused");
    assert!(cluster.accounts.contains(&"m3".to_owned()), "the others hold both: {:?}", cluster.accounts);
    let apart: Vec<_> = cluster.alternatives.iter().filter(|story| story.class == "decided_apart").collect();
    assert_eq!(apart.len(), 1, "{apart:?}");
    assert!(apart[0].why.contains("m1 and m3 are different people") && apart[0].weight == 0.0, "{:?}", apart[0]);
    let none = farm().report();
    let stories = none.clusters.iter().flat_map(|cluster| &cluster.alternatives);
    assert!(stories.clone().count() > 0 && stories.into_iter().all(|story| story.class != "decided_apart"));
}

/// A stranger on the machine that one member has beside its laptop.
fn shares_a_machine(name: &str) -> Vec<String> {
    let mut platform = farm();
    platform.account("x", name);
    platform.row("documents", format!("x,X-DOC,passport,JP,{name},"));
    for day in (0..40i64).step_by(3) {
        platform.login("m2", day * DAY + 1100 * MINUTE, 30, "61.9.9.9", "tablet");
        platform.login("x", day * DAY + 1200 * MINUTE, 30, "61.9.9.9", "tablet");
    }
    joined(&platform)
}

#[test]
fn a_machine_of_two_brings_the_other_in_unless_it_is_family() {
    assert_eq!(shares_a_machine("Nakamura Sho"), ["x"]);
    assert!(shares_a_machine("Takahashi Emi").is_empty());
}

/// A machine beside the laptops on which each of `visits` is a session of its own day.
fn with_visits(visits: &[&str]) -> Platform {
    let mut platform = farm();
    for (at, id) in visits.iter().enumerate() {
        platform.login(id, (at as i64 + 2) * DAY + 1200 * MINUTE, 30, &format!("61.9.9.{at}"), "spare");
    }
    platform
}

#[test]
fn visits_to_the_operations_own_machine_bring_the_visitor_in() {
    let platform = with_visits(&["m0", "s0007", "m1", "m2", "s0007", "m1"]);
    assert_eq!(joined(&platform), ["s0007"]);
    assert!(joined(&with_visits(&["m0", "s0007", "m1", "m2"])).is_empty(), "a machine is lent once");
    let report = platform.report();
    let cluster = accusing_cluster(&report, "s0007").expect("it is accused");
    let visit = cluster.evidence.iter().find(|evidence| evidence.code == "visited_device").expect("why");
    assert_eq!(visit.accounts, ["m0", "m1", "m2", "s0007"]);
    assert_eq!((visit.weight, visit.rows.len()), (0.0, 6), "{visit:?}");
}

#[test]
fn a_visit_says_nothing_on_a_machine_that_is_not_the_operations() {
    assert!(joined(&with_visits(&["m0", "s0007", "m0", "m0"])).is_empty(), "one member");
    assert!(joined(&with_visits(&["m0", "s0007", "s0008", "m1"])).is_empty(), "two strangers");
    assert!(joined(&with_visits(&["m0", "s0007", "s0008", "s0009", "m1", "m2"])).is_empty(), "three strangers");
    assert!(joined(&with_visits(&["m0", "s0007", "s0008", "s0007", "s0008", "s0007", "m1"])).is_empty(), "its owners");
    assert!(joined(&with_visits(&["s0007", "s0008", "s0009", "s0010"])).is_empty(), "nobody's");
}

#[test]
fn who_bought_or_sold_the_machine_is_no_visitor() {
    assert!(joined(&with_visits(&["m0", "m1", "m0", "m1", "s0007"])).is_empty(), "after them");
    assert!(joined(&with_visits(&["s0007", "m0", "m1", "m0", "m1"])).is_empty(), "before them");
    assert!(joined(&with_visits(&["m0", "m1", "m0", "s0007", "s0007", "s0007", "m1", "m0", "m1"])).is_empty(), "lent");
}

#[test]
fn a_visitor_brings_nobody_else_in() {
    let mut platform = with_visits(&["m0", "s0007", "m1", "m2", "s0007", "m1"]);
    for day in (0..40i64).step_by(3) {
        platform.login("s0007", day * DAY + 1100 * MINUTE, 30, "61.8.8.8", "tablet");
        platform.login("s0008", day * DAY + 1200 * MINUTE, 30, "61.8.8.8", "tablet");
    }
    assert_eq!(joined(&platform), ["s0007"]);
}

#[test]
fn what_people_decided_stands() {
    let mut platform = farm();
    with_text(&mut platform, &["m0", "m1", "s0007"]);
    platform.row("known", "account,s0007,separate,m0,met both,");
    assert!(joined(&platform).is_empty());
}

#[test]
fn a_text_of_several_and_a_message_bring_somebody_in_unless_half_the_platform_writes_to_them() {
    let mut platform = farm();
    with_text(&mut platform, &["m0", "m1", "s0007"]);
    platform.row("ties", format!("s0007,m3,message,{NEW_YEAR},"));
    assert_eq!(joined(&platform), ["s0007"]);
    let report = platform.report();
    let cluster = accusing_cluster(&report, "s0007").expect("it is accused");
    let dealings = cluster.evidence.iter().find(|evidence| evidence.code == "dealings").expect("it is said why");
    assert_eq!(dealings.accounts, ["s0007"]);
    assert_eq!(dealings.rows.len(), 1);
    assert!(dealings.text.contains("1 message(s)"), "{}", dealings.text);
    for stranger in 20..60 {
        platform.row("ties", format!("s{stranger:04},m3,message,{NEW_YEAR},"));
    }
    assert!(joined(&platform).is_empty(), "one in six writes to it");
}

#[test]
fn a_text_of_one_member_and_messages_both_ways_bring_somebody_in() {
    let mut platform = farm();
    with_text(&mut platform, &["m0", "s0007"]);
    platform.row("ties", format!("s0007,m3,message,{NEW_YEAR},"));
    assert!(joined(&platform).is_empty(), "nobody answers");
    platform.row("ties", format!("m3,s0007,message,{NEW_YEAR},"));
    assert_eq!(joined(&platform), ["s0007"]);
    for stranger in 20..60 {
        platform.row("ties", format!("s{stranger:04},m3,message,{NEW_YEAR},"));
        platform.row("ties", format!("m3,s{stranger:04},message,{NEW_YEAR},"));
    }
    assert_eq!(joined(&platform), [""; 0], "it writes to and fro with one in six");
}

#[test]
fn a_text_of_one_member_and_a_message_bring_nobody_in() {
    let mut platform = farm();
    with_text(&mut platform, &["m0", "s0007"]);
    platform.row("ties", format!("s0007,m3,message,{NEW_YEAR},"));
    assert!(joined(&platform).is_empty());
}

/// The farm, and another of six others on a line and a payee of its own.
fn two_farms() -> Platform {
    let mut platform = farm();
    add_farm(&mut platform, "k", 6, "other-funnel,bank,MORI KEN", "133.9.9.9", 6113);
    platform
}

fn are_one(platform: &Platform) -> bool {
    let report = platform.report();
    let cluster = |id| &accusing_cluster(&report, id).expect("both farms are accused").cluster;
    cluster("m0") == cluster("k6")
}

#[test]
fn two_operations_that_own_things_of_two_kinds_together_are_one() {
    let text = |platform: &mut Platform| with_text(platform, &["m0", "k6"]);
    let line = |platform: &mut Platform| {
        platform.daily("m1", 3..4, 5, "133.5.5.5", "own-m1");
        platform.daily("k7", 8..9, 5, "133.5.5.5", "own-k7");
    };
    for (with_text, with_line) in [(false, false), (true, false), (false, true), (true, true)] {
        let mut platform = two_farms();
        if with_text {
            text(&mut platform);
        }
        if with_line {
            line(&mut platform);
        }
        assert_eq!(are_one(&platform), with_text && with_line, "text {with_text}, line {with_line}");
    }
}
