//! Operations of more accounts than a group may grow to by itself, or of cells that share a payee only; and a firm whose people begin when its rota says.

use crate::common::{DAY, MINUTE, NEW_YEAR, Platform, accusing_cluster};
use crate::motifs::{check_accused, check_lawful, member, town};
use crate::places::story;

const CELLS: usize = 16;
const OF_EACH: usize = 5;

/// A name that no other account here has a part of in common with.
fn name(at: usize) -> String {
    const SYLLABLES: [&str; 10] = ["ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "ru"];
    let word = |of: usize| format!("{}{}{}", SYLLABLES[of % 10], SYLLABLES[of / 10 % 10], SYLLABLES[of * 7 % 10]);
    format!("{}son {}ta", word(at + 10), word(at + 110))
}

/// Cells of five that share a payee, a number and a text; so many of each are reached at one number with as many of the next cell.
fn cells(linked: usize) -> Platform {
    let mut platform = Platform::with_strangers(3000);
    for cell in 0..CELLS {
        for of in 0..OF_EACH {
            let at = cell * OF_EACH + of;
            let id = format!("m{at:03}");
            platform.account(&id, &name(at));
            platform.row("documents", format!("{id},OWN-{at},passport,JP,{},", name(at)));
            platform.row("payouts", format!("{id},bank-{cell},{NEW_YEAR},1000,JPY,,,,"));
            platform.row("identifiers", format!("{id},phone,070-{cell},"));
            platform.row("identifiers", format!("{id},template,bid-{cell},"));
            let link = if of < linked { cell.checked_sub(1) } else { Some(cell).filter(|_| of + linked >= OF_EACH) };
            if let Some(link) = link {
                platform.row("identifiers", format!("{id},phone,080-{link},"));
            }
        }
    }
    platform
}

fn largest(platform: &Platform) -> usize {
    let report = platform.report();
    let cluster = accusing_cluster(&report, "m000").expect("an accusation");
    assert!(cluster.accounts.iter().all(|id| id.starts_with('m')));
    report.clusters.iter().map(|cluster| cluster.accounts.len()).max().unwrap_or_default()
}

#[test]
fn an_operation_of_many_cells_is_one_where_several_of_either_carry_what_both_own() {
    assert_eq!(largest(&cells(2)), CELLS * OF_EACH);
    let once = largest(&cells(1));
    assert!(once <= 60, "one number between two accounts joins no more than that: {once}");
}

/// Two operations of five, each with a payee, a number and a text of its own; so many of the first, and one of the second, use a text that nobody else does.
fn with_a_text_between(of_the_first: usize) -> Platform {
    let mut platform = Platform::with_strangers(3000);
    for at in 0..2 * OF_EACH {
        let (id, cell) = (format!("m{at:03}"), at / OF_EACH);
        platform.account(&id, &name(at));
        platform.row("documents", format!("{id},OWN-{at},passport,JP,{},", name(at)));
        platform.row("payouts", format!("{id},bank-{cell},{NEW_YEAR},1000,JPY,,,,"));
        platform.row("identifiers", format!("{id},phone,070-{cell},"));
        platform.row("identifiers", format!("{id},template,bid-{cell},"));
        if at < of_the_first || at == OF_EACH {
            platform.row("identifiers", format!("{id},template,between,"));
        }
    }
    platform
}

#[test]
fn one_text_between_one_of_either_leaves_two_operations_two() {
    assert_eq!(largest(&with_a_text_between(1)), OF_EACH);
    assert_eq!(largest(&with_a_text_between(2)), 2 * OF_EACH);
}

/// Seven people at desks of their own who begin within minutes of one another, when each day's rota says, and are reached at one number.
/// The first `paid` of them are paid on a company's account.
fn on_a_rota(paid: usize) -> Platform {
    let mut platform = town();
    for at in 0..7usize {
        let id = member(&mut platform, at);
        platform.row("identifiers", format!("{id},phone,03-5550-1234,"));
        if at < paid {
            platform.row("bank_accounts", format!("{id},the-firm,bank,ｶ)ﾔﾏﾄｼﾞﾑ,JP,{NEW_YEAR},"));
            for month in 1..4 {
                platform.row("payouts", format!("{id},the-firm,{},70000,JPY,,,,", NEW_YEAR + month * 30 * DAY));
            }
        }
        for day in 0..60i64 {
            let begins = day * DAY + day * 7919 % 600 * MINUTE;
            platform.login(&id, begins + at as i64 % 4 * MINUTE, 200, "133.1.2.3", &format!("desk-{at}"));
        }
    }
    platform
}

#[test]
fn whom_a_company_pays_begin_when_its_rota_says() {
    check_lawful(&on_a_rota(7));
    assert!(story(&on_a_rota(7), "agency", "company"));
    check_accused(&on_a_rota(4), 7);
}

/// Four cells of five, each with one face under five names and a number of its own; nobody knows anybody of another cell. All of a cell but one are
/// paid on one account, and so are `others` strangers.
fn cells_on_one_payee(others: usize) -> Platform {
    let mut platform = Platform::with_seen_strangers(250);
    for at in 0..20 {
        let (cell, id) = (at / 5, format!("m{at:02}"));
        platform.account(&id, &name(at));
        platform.row("identifiers", format!("{id},portrait,face-{cell},{NEW_YEAR}"));
        platform.row("identifiers", format!("{id},phone,070-{cell},{NEW_YEAR}"));
        if at % 5 > 0 {
            platform.row("bank_accounts", format!("{id},the-firm,bank,ｶ)ﾔﾏﾄｼﾞﾑ,JP,{NEW_YEAR},"));
            platform.row("payouts", format!("{id},the-firm,{},1000,JPY,,,,", NEW_YEAR + DAY));
        }
    }
    for at in 0..others {
        platform.row("bank_accounts", format!("s{at:04},the-firm,bank,ｶ)ﾔﾏﾄｼﾞﾑ,JP,{NEW_YEAR},"));
        platform.row("payouts", format!("s{at:04},the-firm,{},1000,JPY,,,,", NEW_YEAR + DAY));
    }
    platform
}

fn largest_of_the_accused(platform: &Platform) -> usize {
    let report = platform.report();
    let accused = report.clusters.iter().filter(|cluster| cluster.score >= 0.5);
    accused.map(|cluster| cluster.accounts.len()).max().unwrap_or_default()
}

#[test]
fn accused_cells_that_hold_most_of_a_payee_are_one_operation_whosever_name_it_bears() {
    assert_eq!(largest_of_the_accused(&cells_on_one_payee(2)), 20);
    assert_eq!(largest_of_the_accused(&cells_on_one_payee(20)), 5, "most of whom a firm pays are others");
}
