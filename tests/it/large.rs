//! Operations of more accounts than a group may grow to by itself, and a firm whose people begin when its rota says.

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
