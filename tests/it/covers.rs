//! What an operation can give all its accounts at no cost to look lawful: one family name, a declared organisation, a company's payout account.

use ringtrace::report::Alternative;

use crate::common::{DAY, MINUTE, NAMES, NEW_YEAR, Platform};
use crate::motifs::{check_accused, check_lawful, town};
use crate::places::story;

/// So many accounts that take turns on two machines and are paid on one account; `row` gives their rows of `accounts` and `line` says from where.
fn on_two_machines(people: usize, row: impl Fn(&str, usize) -> String, line: impl Fn(usize) -> String) -> Platform {
    let mut platform = town();
    platform.row("networks", "185.7.0.0/16,vpn,64500,NL,Exit");
    for at in 0..people {
        let id = format!("m{at}");
        platform.row("accounts", row(&id, at));
        platform.row("documents", format!("{id},M-DOC{at},passport,JP,,"));
        platform.row("bank_accounts", format!("{id},the-purse,bank,ONO KEI,JP,{NEW_YEAR},"));
        for day in (at as i64..60).step_by(3) {
            let start = day * DAY + (day * 7919 % 800 + at as i64 * 60) * MINUTE;
            platform.login(&id, start, 45, &line(at), &format!("machine-{}", at % 2));
        }
    }
    platform
}

fn account(id: &str, name: &str, organisation: &str) -> String {
    format!("{id},{name},,worker,JP,{},active,,{organisation}", NEW_YEAR - 100 * DAY)
}

fn exit(at: usize) -> String {
    format!("185.7.{at}.7")
}

fn office(_: usize) -> String {
    "133.1.2.3".into()
}

#[test]
fn a_declared_agency_does_not_hide() {
    let declared = |id: &str, at: usize| account(id, NAMES[at], "Techbank KK");
    let open = on_two_machines(9, declared, office);
    check_lawful(&open);
    assert!(story(&open, "agency", "openly declare"));
    let hidden = check_accused(&on_two_machines(9, declared, exit), 9);
    let said = |story: &Alternative| story.weight == 0.0 && story.why.contains("“Techbank KK”, but half of them hide");
    assert!(hidden.alternatives.iter().any(said), "{:?}", hidden.alternatives);
    // Whom a company pays besides may sit behind its exit.
    let mut paid = on_two_machines(9, declared, exit);
    for row in paid.tables.get_mut("bank_accounts").expect("rows") {
        *row = row.replace("ONO KEI", "ｶ)ﾃﾂｸﾊﾞﾝｸ");
    }
    check_lawful(&paid);
}

#[test]
fn nobody_of_a_declared_agency_sends_on_an_agreed_share() {
    let sending = |onward: i64, brought_in: bool| {
        let mut platform = on_two_machines(6, |id, at| account(id, NAMES[at], "Techbank KK"), office);
        for at in 0..6 {
            for month in 0..4 {
                let paid = NEW_YEAR + (month * 14 + at) * DAY;
                let house = if onward > 0 { format!("house,{},{onward},HK", paid + 60 * MINUTE) } else { ",,,".into() };
                platform.row("payouts", format!("m{at},the-purse,{paid},100000,JPY,{house}"));
            }
            if brought_in && at > 0 {
                platform.row("ties", format!("m0,m{at},referral,{},", NEW_YEAR - 90 * DAY));
            }
        }
        platform
    };
    check_lawful(&sending(0, false));
    check_accused(&sending(75_000, false), 6);
    check_lawful(&sending(75_000, true));
}

#[test]
fn a_company_pays_whom_it_pays() {
    let paid_on = |payee: &str| {
        let mut platform = on_two_machines(9, |id, at| account(id, NAMES[at], ""), office);
        for at in 0..9 {
            platform.row("bank_accounts", format!("m{at},the-firm,bank,ｶ)ﾃﾂｸﾊﾞﾝｸ,JP,{NEW_YEAR},"));
            for month in 0..4 {
                platform.row("payouts", format!("m{at},{payee},{},100000,JPY,,,,", NEW_YEAR + (month * 14 + at) * DAY));
            }
        }
        platform
    };
    check_lawful(&paid_on("the-firm"));
    check_accused(&paid_on("the-purse"), 9);
}

#[test]
fn no_family_has_eleven_accounts() {
    let given = ["Taro", "Hana", "Ken", "Yui", "Jun", "Mai", "Rin", "Sho", "Go", "Emi", "Ren"];
    let family = |people| on_two_machines(people, |id, at| account(id, &format!("Sato {}", given[at]), ""), office);
    check_lawful(&family(8));
    check_accused(&family(11), 11);
}

#[test]
fn five_relatives_in_step_with_one_face_are_one_hand_and_two_are_a_couple() {
    let in_step = |people: usize| {
        let mut platform = town();
        for (at, given) in ["Taro", "Hana", "Ken", "Yui", "Jun"].into_iter().enumerate().take(people) {
            let id = format!("m{at}");
            platform.row("accounts", account(&id, &format!("Sato {given}"), ""));
            platform.row("documents", format!("{id},M-DOC{at},passport,JP,Sato {given},"));
            platform.row("identifiers", format!("{id},portrait,one-face,"));
            for day in 0..40i64 {
                let start = day * DAY + (day * 7919 % 1000 + at as i64) * MINUTE;
                platform.login(&id, start, 60, &format!("61.7.{at}.1"), &format!("own-{id}"));
            }
            platform.daily(&id, 40..80, 3 + at as i64, &format!("61.7.{at}.1"), &format!("own-{id}"));
        }
        platform
    };
    check_lawful(&in_step(2));
    check_accused(&in_step(5), 5);
}
