//! Each motif is accused with its evidence, and no longer once the cited rows are gone; each lawful look-alike is not.

use crate::common::{DAY, HOUR, MINUTE, NAMES, NEW_YEAR, Platform, accusing_cluster};
use ringtrace::report::Cluster;

/// Strangers with homes, machines and habits of their own.
pub fn town() -> Platform {
    let mut platform = Platform::with_strangers(400);
    for at in 0..400i64 {
        let id = format!("s{at:04}");
        let ip = format!("60.{}.{}.7", at / 200, at % 200);
        for day in (at % 3..60).step_by(5) {
            platform.login(&id, day * DAY + (at * 37 % 900) * MINUTE, 60, &ip, &format!("own-{at}"));
        }
        platform.row("documents", format!("{id},DOC{at},passport,JP,Stranger{at:04} Person{at:04},"));
        platform.row("bank_accounts", format!("{id},bank-{at},bank,STRANGER{at:04} PERSON{at:04},JP,{NEW_YEAR},"));
    }
    platform
}

pub fn member(platform: &mut Platform, at: usize) -> String {
    let id = format!("m{at}");
    platform.account(&id, NAMES[at]);
    platform.row("documents", format!("{id},M-DOC{at},passport,JP,{},", NAMES[at]));
    id
}

/// The platform without the rows that a cluster's evidence cites, whose numbers count from 1.
fn without_cited(platform: &Platform, cluster: &Cluster) -> Platform {
    let mut rest = platform.clone();
    for (table, lines) in &mut rest.tables {
        let cited = |row: usize| {
            cluster
                .evidence
                .iter()
                .flat_map(|evidence| &evidence.rows)
                .any(|name| name.0.name() == *table && name.1 == row as u32)
        };
        let kept: Vec<String> = lines
            .iter()
            .enumerate()
            .filter(|(at, _)| *table == "accounts" || !cited(at + 1))
            .map(|(_, line)| line.clone())
            .collect();
        *lines = kept;
    }
    rest
}

/// Asserts that `m0` stands in an accused cluster of at least `members` of the ring's accounts and nobody else, that
/// the evidence adds up, and that the accusation falls with its rows.
pub fn check_accused(platform: &Platform, members: usize) -> Cluster {
    let report = platform.report();
    let cluster =
        accusing_cluster(&report, "m0").unwrap_or_else(|| panic!("not accused: {:#?}", report.clusters)).clone();
    assert!(cluster.accounts.iter().all(|id| id.starts_with('m')), "a stranger is accused: {:?}", cluster.accounts);
    assert!(cluster.accounts.len() >= members, "{:?}", cluster.accounts);
    let bits: f64 = cluster.prior
        + cluster.evidence.iter().map(|evidence| evidence.weight).sum::<f64>()
        + cluster.alternatives.iter().map(|alternative| alternative.weight).sum::<f64>();
    let odds = (cluster.score / (1.0 - cluster.score)).log2();
    assert!((bits - odds).abs() < 0.01, "evidence adds up to {bits}, the score says {odds}");
    for evidence in &cluster.evidence {
        assert!(!evidence.rows.is_empty(), "{} cites rows", evidence.code);
        assert!(!evidence.text.is_empty());
    }
    let after = without_cited(platform, &cluster).report();
    assert!(accusing_cluster(&after, "m0").is_none(), "still accused without its evidence: {:?}", after.clusters);
    cluster
}

pub fn check_lawful(platform: &Platform) {
    let report = platform.report();
    let accused: Vec<_> = report.clusters.iter().filter(|cluster| cluster.score >= 0.5).collect();
    assert!(accused.is_empty(), "{accused:#?}");
}

#[test]
fn laptop_farm() {
    let mut platform = town();
    for at in 0..8 {
        let id = member(&mut platform, at);
        for day in 0..40i64 {
            let start = day * DAY + (day * 7919 % 1000) * MINUTE;
            platform.login(&id, start + at as i64 * MINUTE, 240, "133.1.2.3", &format!("laptop-{at}"));
        }
    }
    let cluster = check_accused(&platform, 8);
    assert!(cluster.motifs.contains(&"laptop_farm".to_owned()), "{:?}", cluster.motifs);
}

#[test]
fn payout_funnel_with_an_agreed_share() {
    let mut platform = town();
    for at in 0..6 {
        let id = member(&mut platform, at);
        platform.row("bank_accounts", format!("{id},funnel,bank,OGAWA MIKI,JP,{NEW_YEAR},"));
        for week in 0..4 {
            let paid = NEW_YEAR + week * 7 * DAY;
            platform.row("payouts", format!("{id},funnel,{paid},1000,JPY,abroad,{},800,XX", paid + DAY));
        }
    }
    let cluster = check_accused(&platform, 6);
    assert!(cluster.motifs.contains(&"payout_funnel".to_owned()), "{:?}", cluster.motifs);
}

#[test]
fn one_document_under_several_names() {
    let mut platform = town();
    for at in 0..3 {
        let id = member(&mut platform, at);
        platform.row("documents", format!("{id},CLONED,passport,JP,{},", NAMES[at]));
    }
    let cluster = check_accused(&platform, 3);
    assert!(cluster.motifs.contains(&"cloned_id".to_owned()), "{:?}", cluster.motifs);
}

#[test]
fn persona_operator_with_a_template() {
    let mut platform = town();
    for at in 0..5 {
        let id = member(&mut platform, at);
        platform.row("identifiers", format!("{id},template,bid-7,"));
        for day in 0..30i64 {
            for turn in 0..3i64 {
                let start = day * DAY + 9 * HOUR + turn * 150 * MINUTE + at as i64 * 30 * MINUTE;
                platform.login(&id, start, 26, "133.1.2.3", "one-machine");
            }
        }
    }
    let cluster = check_accused(&platform, 5);
    assert!(cluster.motifs.contains(&"persona_operator".to_owned()), "{:?}", cluster.motifs);
}

#[test]
fn recycling_after_a_ban() {
    let mut platform = town();
    let old = NEW_YEAR - 90 * DAY;
    platform.row("accounts", format!("m0,{},,worker,JP,{old},suspended,{NEW_YEAR},", NAMES[0]));
    platform.row("documents", format!("m0,M-DOC0,passport,JP,{},", NAMES[0]));
    for at in 1..4 {
        let id = format!("m{at}");
        platform.row("accounts", format!("{id},{},,worker,JP,{},active,,", NAMES[at], NEW_YEAR + at as i64 * DAY));
        platform.row("documents", format!("{id},M-DOC{at},passport,JP,{},", NAMES[at]));
    }
    for at in 0..4 {
        platform.row("bank_accounts", format!("m{at},same-payee,bank,OGAWA MIKI,JP,{NEW_YEAR},"));
        platform.row("identifiers", format!("m{at},phone,090-1111-2222,"));
    }
    let cluster = check_accused(&platform, 4);
    assert!(cluster.motifs.contains(&"recycling_after_ban".to_owned()), "{:?}", cluster.motifs);
}

#[test]
fn stealth_ring_in_step_two_hops_away() {
    let mut platform = town();
    for at in 0..5 {
        let id = member(&mut platform, at);
        for day in 0..40i64 {
            let start = day * DAY + (day * 7919 % 1000) * MINUTE + at as i64 * 2 * MINUTE;
            platform.login(&id, start, 90, &format!("133.{at}.2.3"), &format!("laptop-{at}"));
        }
        for week in 0..4 {
            let paid = NEW_YEAR + week * 7 * DAY;
            platform.row("payouts", format!("{id},p-{at},{paid},1000,JPY,abroad,{},750,XX", paid + DAY));
        }
    }
    let cluster = check_accused(&platform, 5);
    assert!(cluster.motifs.contains(&"stealth_ring".to_owned()), "{:?}", cluster.motifs);
}

#[test]
fn a_family_on_one_line_machine_and_payout_account() {
    let mut platform = town();
    for (at, given) in ["Taro", "Hana", "Ken", "Yui"].into_iter().enumerate() {
        let id = format!("m{at}");
        platform.account(&id, &format!("Ogawa {given}"));
        platform.row("documents", format!("{id},M-DOC{at},passport,JP,Ogawa {given},"));
        platform.row("bank_accounts", format!("{id},family,bank,OGAWA TARO,JP,{NEW_YEAR},"));
        platform.daily(&id, 0..40, 2 * at as i64 + 3, "133.1.2.3", "family-pc");
        platform.daily(&id, 0..40, 14, "133.1.2.3", &format!("phone-{at}"));
    }
    check_lawful(&platform);
}

#[test]
fn a_couple_with_two_names() {
    let mut platform = town();
    for at in 0..2 {
        let id = member(&mut platform, at);
        platform.row("bank_accounts", format!("{id},joint,bank,SATO TARO,JP,{NEW_YEAR},"));
        platform.daily(&id, 0..60, 3 + at as i64, "133.1.2.3", "shared-pc");
    }
    check_lawful(&platform);
}

/// Workers paid on a company's account, from one office; `organisation` as they declare it.
fn agency(organisation: &str) -> Platform {
    let mut platform = town();
    for (at, name) in NAMES.into_iter().enumerate().take(8) {
        let id = format!("m{at}");
        platform.row("accounts", format!("{id},{name},,worker,JP,{},active,,{organisation}", NEW_YEAR - 100 * DAY));
        platform.row("bank_accounts", format!("{id},payee,bank,ｶ)ﾃﾂｸﾊﾞﾝｸ,JP,{NEW_YEAR},"));
        platform.row("identifiers", format!("{id},template,house-style,"));
        platform.daily(&id, 0..40, 1, "133.1.2.3", &format!("desk-{}", at / 2));
    }
    platform
}

#[test]
fn agencies_declared_and_evident() {
    check_lawful(&agency("Techbank KK"));
    check_lawful(&agency(""));
}

#[test]
fn no_agency_explains_one_face_under_several_papers() {
    let with_papers = |face: fn(usize) -> usize| {
        let mut platform = agency("");
        for (at, name) in NAMES.into_iter().enumerate().take(8) {
            platform.row("documents", format!("m{at},passport-{at},passport,JP,{name},{NEW_YEAR}"));
            platform.row("identifiers", format!("m{at},portrait,face-{},", face(at)));
        }
        platform
    };
    check_lawful(&with_papers(|at| at));
    check_accused(&with_papers(|_| 0), 8);
}

#[test]
fn a_house_share_a_cafe_and_a_carrier() {
    let mut platform = town();
    for (at, _) in NAMES.iter().enumerate().take(6) {
        let id = member(&mut platform, at);
        platform.daily(&id, 0..40, 3 + at as i64, "133.1.2.3", &format!("laptop-{at}"));
    }
    for at in 0..120i64 {
        platform.login(&format!("s{at:04}"), (at % 50) * DAY + 5 * HOUR, 40, "133.9.9.9", &format!("own-{at}"));
        for day in (0..30).step_by(3) {
            platform.login(&format!("s{:04}", at + 150), (at % 5 + day) * DAY, 40, "49.1.1.1", &format!("phone-{at}"));
        }
    }
    check_lawful(&platform);
}

#[test]
fn a_class_that_signed_up_together() {
    let mut platform = town();
    for at in 0..25i64 {
        let id = format!("m{at}");
        let made = NEW_YEAR + (at % 3) * DAY;
        platform.row("accounts", format!("{id},Pupil{at} Family{at},,worker,JP,{made},active,,"));
        platform.login(&id, (at % 3) * DAY + HOUR, 60, "150.1.1.1", &format!("lab-{at}"));
        platform.daily(&id, 20..50, at % 12, &format!("61.1.{at}.1"), &format!("home-{at}"));
    }
    check_lawful(&platform);
}

#[test]
fn machines_sold_on_and_a_bank_merger() {
    let mut platform = town();
    for at in 0..20i64 {
        platform.row("changes", format!("s{at:04},bank_account,{}", NEW_YEAR + 10 * DAY));
        platform.daily(&format!("s{:04}", at + 40), 70..90, 3, &format!("61.1.{at}.1"), &format!("own-{at}"));
    }
    check_lawful(&platform);
}

#[test]
fn decisions_are_honoured_until_they_expire() {
    let mut platform = town();
    for at in 0..3 {
        let id = member(&mut platform, at);
        platform.row("documents", format!("{id},CLONED,passport,JP,{},", NAMES[at]));
    }
    assert!(accusing_cluster(&platform.report(), "m0").is_some());
    let mut ignored = platform.clone();
    ignored.row("known", format!("document,CLONED,ignore,,scanner fault,{}", NEW_YEAR + 1000 * DAY));
    check_lawful(&ignored);
    let mut expired = platform.clone();
    expired.row("known", format!("document,CLONED,ignore,,scanner fault,{NEW_YEAR}"));
    assert!(accusing_cluster(&expired.report(), "m0").is_some());
    let mut separate = platform;
    for other in ["m1", "m2"] {
        separate.row("known", format!("account,m0,separate,{other},met both,"));
    }
    assert!(accusing_cluster(&separate.report(), "m0").is_none());
}

/// Everything but names, countries and what compares them.
fn outcome(platform: &Platform) -> Vec<(String, Vec<String>, f64, Vec<String>)> {
    let clusters = platform.report().clusters;
    clusters.into_iter().map(|cluster| (cluster.cluster, cluster.accounts, cluster.score, cluster.motifs)).collect()
}

#[test]
fn renaming_everyone_and_moving_everyone_changes_nothing() {
    let mut platform = town();
    for at in 0..6 {
        let id = member(&mut platform, at);
        platform.row("identifiers", format!("{id},phone,090-1111-2222,"));
        platform.daily(&id, 0..30, at as i64 * 2, "133.1.2.3", "one-machine");
    }
    platform.tables.remove("bank_accounts");
    let before = outcome(&platform);
    assert!(!before.is_empty());
    let rename = |line: &String| {
        let mut line = line.clone();
        for (at, name) in NAMES.iter().enumerate().take(8) {
            let (family, given) = name.split_once(' ').expect("two parts");
            line = line.replace(family, ["Иванов", "Ким", "Nguyễn", "مراد", "García", "陳", "O'Neil", "Åberg"][at]);
            line = line.replace(given, ["Олег", "Сун", "Văn", "سليم", "José", "偉", "Sean", "Björn"][at]);
        }
        line.replace("Stranger", "Странник").replace("Person", "Человек").replace(",JP,", ",BR,")
    };
    let mut renamed = platform.clone();
    for lines in renamed.tables.values_mut() {
        *lines = lines.iter().map(rename).collect();
    }
    assert_eq!(outcome(&renamed), before);
}

/// A number under several people's names says as much in every script, and one person's name in two ways as little.
#[test]
fn names_on_one_document_differ_in_every_script() {
    let on_one = |names: [&str; 3]| {
        let mut platform = town();
        for (at, name) in names.into_iter().enumerate() {
            platform.account(&format!("m{at}"), name);
            platform.row("documents", format!("m{at},X123,passport,JP,{name},"));
            platform.row("identifiers", format!("m{at},phone,090-5551-2345,"));
        }
        outcome(&platform)
    };
    let latin = on_one(["Ivan Petrov", "Oleg Sidorov", "Anna Smirnova"]);
    assert_eq!(latin.len(), 1);
    for names in [
        ["Иван Петров", "Олег Сидоров", "Анна Смирнова"],
        ["김 철수", "이 영희", "박 민준"],
        ["محمد علي", "سليم مراد", "ليلى حسن"],
    ] {
        assert_eq!(on_one(names), latin);
    }
    let one_person = on_one(["Ivan Petrov", "Ivan Ivanovich Petrov", "Petrov Ivan"]);
    assert_eq!(on_one(["Иван Петров", "Иван Иванович Петров", "Петров Иван"]), one_person);
}
