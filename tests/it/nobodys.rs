//! Values and machines that are nobody's, houses that are everybody's, and people who lead or come back in the open: what they
//! share ties nobody, and how little more does.

use crate::common::{DAY, HOUR, MINUTE, NAMES, NEW_YEAR, Platform, accusing_cluster};
use crate::motifs::{check_accused, check_lawful, member, town};
use crate::places::story;
use ringtrace::settings::Settings;

#[test]
fn what_forms_hold_for_nothing_ties_nobody() {
    let sharing = |document: &str, phone: &str| {
        let mut platform = town();
        for at in 0..5 {
            let id = member(&mut platform, at);
            platform.row("documents", format!("{id},{document},passport,JP,{},", NAMES[at]));
            platform.row("identifiers", format!("{id},phone,{phone},"));
        }
        platform
    };
    for (document, phone) in [("N/A", "000-0000-0000"), ("000000000000", "-"), ("不明", "1234567890")] {
        check_lawful(&sharing(document, phone));
    }
    check_accused(&sharing("TR5550001", "090-5551-2345"), 5);
}

#[test]
fn a_number_under_several_kinds_of_paper_is_no_papers() {
    let on = |kinds: [&str; 4]| {
        let mut platform = town();
        for (at, kind) in kinds.into_iter().enumerate() {
            let id = member(&mut platform, at);
            platform.row("documents", format!("{id},AB7730001,{kind},JP,{},", NAMES[at]));
        }
        platform
    };
    let several = ["passport", "residence_card", "passport", "my_number"];
    check_lawful(&on(several));
    check_accused(&on(["passport"; 4]), 4);
    // A forger writes what suits each account.
    let with_a_text = |carriers: usize| {
        let mut platform = on(several);
        for at in 0..carriers {
            platform.row("identifiers", format!("m{at},template,bid-1,"));
        }
        platform
    };
    check_lawful(&with_a_text(2));
    check_accused(&with_a_text(3), 4);
}

/// Four members on one document number, and so many numbers on three strangers each, who share nothing else, or a telephone.
fn numbers(alone: usize, sharing: usize) -> Platform {
    let mut platform = town();
    for at in 0..4 {
        let id = member(&mut platform, at);
        platform.row("documents", format!("{id},TR5550001,passport,JP,{},", NAMES[at]));
    }
    for group in 0..alone + sharing {
        for at in group * 3..group * 3 + 3 {
            let name = format!("Stranger{at:04} Person{at:04}");
            platform.row("documents", format!("s{at:04},TK{group:06}7,passport,JP,{name},"));
            if group >= alone {
                platform.row("identifiers", format!("s{at:04},phone,090-5551-{group:04},"));
            }
        }
    }
    platform
}

#[test]
fn a_number_and_nothing_else_accuses_unless_most_such_numbers_are_mistakes() {
    check_accused(&numbers(0, 0), 4);
    check_lawful(&numbers(5, 0));
    let mut settings = Settings::default();
    settings.score.list_from = 0.0;
    let report = numbers(5, 0).report_with(&settings);
    let cluster = report.clusters.iter().find(|cluster| cluster.accounts.contains(&"m0".into())).expect("it is listed");
    assert!(cluster.alternatives.iter().any(|story| story.why.contains("6 number(s)")), "{cluster:#?}");
    // Where numbers are mostly operations', one alone is one too.
    check_accused(&numbers(5, 30), 4);
    // A telephone beside it settles it.
    let mut sharing = numbers(5, 0);
    for at in 0..4 {
        sharing.row("identifiers", format!("m{at},phone,090-5559-9999,"));
    }
    check_accused(&sharing, 4);
}

#[test]
fn a_number_on_a_dozen_accounts_that_share_nothing_else_is_a_forms() {
    let dozen = |text: bool| {
        let mut platform = town();
        for at in 0..12 {
            let id = member(&mut platform, at);
            platform.row("documents", format!("{id},9f3ac2d1,passport,JP,{},", NAMES[at]));
            if text && at < 6 {
                platform.row("identifiers", format!("{id},template,bid-1,"));
            }
        }
        platform
    };
    check_lawful(&dozen(false));
    check_accused(&dozen(true), 12);
}

/// Eight accounts on one device id: from one line, by turns; or each from its own, at the same hours.
fn on_one_id(one_line: bool) -> Platform {
    let mut platform = town();
    for at in 0..8i64 {
        let id = member(&mut platform, at as usize);
        platform.row("identifiers", format!("{id},template,bid-{},", at / 8));
        for day in 0..30 {
            let (start, line) = if one_line {
                (9 * 60 + at * 50, "133.5.5.5".to_owned())
            } else {
                (9 * 60 + at * 5, format!("133.{at}.5.5"))
            };
            platform.login(&id, day * DAY + start * MINUTE, 45, &line, "browser-x");
        }
    }
    platform
}

#[test]
fn an_id_that_is_at_eight_places_at_once_is_many_machines() {
    let tied = |platform: &Platform| {
        let report = platform.report();
        report.clusters.iter().any(|cluster| cluster.evidence.iter().any(|evidence| evidence.code == "shared_device"))
    };
    assert!(!tied(&on_one_id(false)), "one model's machines");
    assert!(tied(&on_one_id(true)), "one machine");
    assert!(accusing_cluster(&on_one_id(true).report(), "m0").is_some());
}

/// Accounts that each keep a fifth of what they are paid, by this payee, and send the rest to one house; and `others` who send it
/// what they like. Two and two share a text.
fn senders(payee: impl Fn(usize) -> String, others: usize) -> Platform {
    let mut platform = town();
    for at in 0..4 + others {
        let id = if at < 4 { member(&mut platform, at) } else { format!("s{at:04}") };
        for turn in 0..3i64 {
            let paid = NEW_YEAR + turn * 14 * DAY;
            let left = if at < 4 { 80_000 - turn * 500 } else { 20_000 * (1 + (turn + at as i64) % 4) };
            let onward = paid + 20 * HOUR;
            platform.row("payouts", format!("{id},{},{paid},100000,JPY,house,{onward},{left},HK", payee(at)));
        }
        if at < 4 {
            platform.row("identifiers", format!("{id},template,bid-{},", at / 2));
        }
    }
    platform
}

#[test]
fn an_agreed_share_says_little_at_a_shop_and_nothing_of_a_cooperative() {
    let own = |at: usize| format!("b-{at}");
    let bits = |platform: &Platform| -> f64 {
        let clusters = platform.report().clusters;
        let evidence = clusters.iter().flat_map(|cluster| &cluster.evidence);
        evidence.filter(|evidence| evidence.code == "T2").map(|evidence| evidence.weight).fold(0.0, f64::max)
    };
    let house = bits(&senders(own, 0));
    assert!(house > 4.0, "{house}");
    let paid_to = |holder: &str| {
        let mut platform = senders(|_| "b-one".into(), 0);
        for at in 0..4 {
            platform.row("bank_accounts", format!("m{at},b-one,bank,{holder},JP,,"));
        }
        bits(&platform)
    };
    assert_eq!(paid_to("ﾐﾅﾄｷﾖｳﾄﾞｳｸﾐｱｲ"), 0.0, "a cooperative keeps and sends, once");
    assert!(paid_to("OGAWA MIKI") > 1.0, "a funnel");
    let shop = bits(&senders(own, 20));
    assert!(shop < house / 3.0, "{shop} and {house}");
}

/// The first account closed, two made later, all on one document, phone and payee, under these names.
fn three_times(names: [&str; 3]) -> Platform {
    let mut platform = town();
    let end = NEW_YEAR + 30 * DAY;
    for (at, name) in names.into_iter().enumerate() {
        let made = if at == 0 { NEW_YEAR } else { end + at as i64 * 12 * DAY };
        let state = if at == 0 { format!("closed,{end}") } else { "active,".into() };
        platform.row("accounts", format!("m{at},{name},,worker,JP,{made},{state},"));
        platform.row("documents", format!("m{at},X123,passport,JP,{name},"));
        platform.row("bank_accounts", format!("m{at},B-1,bank,{},JP,,", names[0]));
        platform.row("identifiers", format!("m{at},phone,090-5551-2345,"));
    }
    platform
}

#[test]
fn who_signs_up_a_third_time_under_the_own_name_hides_nothing() {
    check_lawful(&three_times([NAMES[0]; 3]));
    check_accused(&three_times([NAMES[0], NAMES[1], NAMES[2]]), 3);
}

/// Six with a text and a number in common, whom `m0` brought in and pays; paid on the account of `holder`, if anybody's; on their own
/// machines or on one.
pub fn team(holder: Option<&str>, one_machine: bool) -> Platform {
    let mut platform = town();
    for at in 0..6i64 {
        let id = member(&mut platform, at as usize);
        if let Some(holder) = holder {
            platform.row("bank_accounts", format!("{id},B-1,bank,{holder},JP,,"));
        }
        platform
            .row("identifiers", format!("{id},template,bid-1,"))
            .row("identifiers", format!("{id},phone,03-5551-{},", 2345 + at / 3));
        if at > 0 {
            platform.row("ties", format!("m0,{id},referral,{NEW_YEAR},"));
            platform.row("ties", format!("m0,{id},transfer,{},20000", NEW_YEAR + at * DAY));
        }
        for day in (0..20).filter(|_| one_machine) {
            platform.login(&id, day * DAY + (9 * 60 + at * 60) * MINUTE, 50, "133.5.5.5", "one-machine");
        }
    }
    platform
}

#[test]
fn a_team_that_one_of_them_leads_in_the_open_is_an_agency() {
    check_lawful(&team(Some(NAMES[0]), false));
    check_accused(&team(Some("Somebody Else"), false), 6);
    check_accused(&team(Some(NAMES[0]), true), 6);
}

#[test]
fn a_team_that_one_of_them_leads_has_a_number_for_each() {
    let mut team = team(Some(NAMES[0]), false);
    team.tables.get_mut("identifiers").expect("texts and numbers").retain(|row| !row.contains("phone"));
    let mut one_number = team.clone();
    for at in 0..6 {
        one_number.row("identifiers", format!("m{at},phone,090-1234-5678,"));
    }
    let led = |platform: &Platform| story(platform, "agency", "bears the own name of one of them");
    assert!(led(&team));
    assert!(!led(&one_number));
}

/// Four people on one payment card and one payee, where 120 others carry one of four values of this kind.
fn on_one_card(everybody: &str) -> Platform {
    let mut platform = town();
    let letter = |at: usize| char::from(b'a' + (at % 26) as u8);
    for at in 0..120usize {
        let id = format!("x{at:03}");
        platform.account(&id, &format!("R{0}mb{1}ld G{0}rt{1}n", letter(at), letter(at / 26)));
        platform.row("identifiers", format!("{id},{everybody},common-{},", at % 4));
    }
    for at in 0..4 {
        let id = member(&mut platform, at);
        platform.row("identifiers", format!("{id},card,card-77,"));
        platform.row("bank_accounts", format!("{id},one-payee,bank,OGAWA MIKI,JP,{NEW_YEAR},"));
    }
    platform
}

#[test]
fn each_kind_that_the_platform_names_is_as_rare_as_it_is() {
    let bits = |platform: &Platform| {
        let report = platform.report();
        let cluster = report.clusters.into_iter().find(|cluster| cluster.accounts.contains(&"m0".into()));
        let evidence = cluster.expect("it is listed").evidence;
        evidence.iter().filter(|piece| piece.code == "shared_identifier").map(|piece| piece.weight).sum::<f64>()
    };
    let (rare, common) = (bits(&on_one_card("browser")), bits(&on_one_card("card")));
    assert!(rare > 2.5, "a fingerprint that many show says nothing of cards: {rare}");
    assert!(common < 1.5, "a card that many have in common says little: {common}");
}

#[test]
fn papers_alone_leave_a_doubt_that_anything_else_takes() {
    let on_one_paper = |phone: bool| {
        let mut platform = town();
        for at in 0..3 {
            let id = member(&mut platform, at);
            platform.row("documents", format!("{id},TK4417302,passport,JP,{},", NAMES[at]));
            if phone {
                platform.row("identifiers", format!("{id},phone,090-5551-2345,"));
            }
        }
        check_accused(&platform, 3)
    };
    let alone = on_one_paper(false);
    let doubt = alone.alternatives.iter().find(|story| story.class == "clerical_error").expect("it is doubted");
    // 0.85 with the weight of four numbers, and this one: 0.68, less 0.6 bits.
    assert!((alone.score - 0.584).abs() < 0.001 && doubt.weight <= -0.6, "{} {doubt:?}", alone.score);
    let with_a_number = on_one_paper(true).score;
    assert!(with_a_number > 0.9, "{with_a_number}");
}

#[test]
fn a_number_that_stands_under_one_name_is_a_papers_on_a_dozen_accounts_of_two_issuers_too() {
    let dozen = |name: &dyn Fn(usize) -> String| {
        let mut platform = town();
        for at in 0..12 {
            let id = member(&mut platform, at);
            let issuer = ["JP", "US"][at % 2];
            platform.row("documents", format!("{id},9f3ac2d1,passport,{issuer},{},", name(at)));
        }
        platform
    };
    let mut settings = Settings::default();
    settings.score.list_from = 0.0;
    let weight = |platform: Platform| {
        let clusters = platform.report_with(&settings).clusters;
        let pieces = clusters.into_iter().flat_map(|cluster| cluster.evidence).filter(|piece| piece.code == "P3");
        pieces.map(|piece| piece.weight).fold(0.0, f64::max)
    };
    let own_names = weight(dozen(&|at| NAMES[at].to_owned()));
    let two_names = weight(dozen(&|at| ["MAEKAWA HARUHEI", "ASHLEY WILSON"][at % 2].to_owned()));
    assert!(own_names < 1.0 && two_names > 5.0, "{own_names} and {two_names}");
}
