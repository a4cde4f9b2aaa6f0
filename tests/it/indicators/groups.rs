//! N1 to N8: what groups of accounts show, on both sides of each threshold.

use super::{check, strangers};
use crate::common::{DAY, HOUR, MINUTE, NEW_YEAR, Platform};
use crate::motifs::{check_lawful, member, town};

#[test]
fn n1_a_client_and_a_worker_share_a_payout_account() {
    let pair = |role: &str| {
        let mut platform = strangers();
        platform.row("accounts", format!("t1,Abe Aoi,,worker,JP,{NEW_YEAR},active,,"));
        platform.row("accounts", format!("t2,Ueda Ume,,{role},JP,{NEW_YEAR},active,,"));
        platform.row("bank_accounts", "t1,b1,bank,,JP,,").row("bank_accounts", "t2,b1,bank,,JP,,");
        platform
    };
    check("N1", &pair("worker"), &pair("client"));
}

/// Workers on one ID document (a cluster), rated by one client.
fn rated(workers: i64, rating: f64, days: i64) -> Platform {
    let mut platform = strangers();
    for worker in 0..4 {
        platform.row("documents", format!("s000{worker},P1,passport,JP,,"));
    }
    for worker in 0..workers {
        let at = NEW_YEAR + worker * days * DAY / (workers - 1).max(1);
        platform.row("reviews", format!("s0100,s000{worker},{at},{rating},"));
    }
    platform
}

#[test]
fn n2_one_client_rates_three_workers_of_a_cluster_highly() {
    check("N2", &rated(2, 5.0, 14), &rated(3, 4.5, 14));
    check("N2", &rated(3, 4.4, 14), &rated(3, 4.5, 14));
    check("N2", &rated(3, 4.5, 16), &rated(3, 4.5, 14));
}

#[test]
fn n2_of_people_who_rate_one_another_each_finding_has_an_id_and_a_client_of_its_own() {
    let mut platform = strangers();
    let ids: Vec<String> = (0..5).map(|at| format!("r{at}")).collect();
    for id in &ids {
        platform.row("accounts", format!("{id},{id} Abe,,both,JP,{NEW_YEAR},active,,"));
        let others = ids.iter().filter(|other| *other != id);
        others.for_each(|other| {
            platform.row("reviews", format!("{id},{other},{},5,", NEW_YEAR + DAY));
        });
    }
    let found = platform.findings("N2");
    assert_eq!(found.len(), 5, "{found:?}");
    let distinct: std::collections::BTreeSet<&str> = found.iter().map(|finding| finding.finding.as_str()).collect();
    assert_eq!(distinct.len(), 5, "{found:?}");
    for finding in &found {
        let client = &finding.nodes[0].1;
        assert!(ids.contains(client) && finding.text.starts_with(client.as_str()), "{finding:?}");
    }
}

#[test]
fn of_long_sessions_lists_each_account_and_each_address_has_a_row() {
    let mut platform = strangers();
    for at in 0..12 {
        let id = format!("s{at:04}");
        platform.daily(&id, 0..40, 3, "203.0.113.5", &format!("d{at}")).daily(
            &id,
            40..60,
            3,
            "198.51.100.7",
            &format!("d{at}"),
        );
    }
    let found = platform.findings("P4");
    assert!(!found.is_empty());
    let logins = &platform.tables["logins"];
    for finding in &found {
        assert!(finding.rows.len() <= 100, "{}", finding.rows.len());
        let cited: Vec<&str> = finding.rows.iter().map(|row| logins[row.1 as usize - 1].as_str()).collect();
        for account in &finding.accounts {
            assert!(cited.iter().any(|row| row.starts_with(account.as_str())), "{account}: {finding:?}");
        }
        for node in &finding.nodes {
            assert!(cited.iter().any(|row| row.contains(&node.1)), "{node:?}: {finding:?}");
        }
    }
}

#[test]
fn n3_one_template_on_two_accounts() {
    let mut one = strangers();
    one.row("identifiers", "s0001,template,t-9,");
    let mut two = one.clone();
    two.row("identifiers", "s0002,template,t-9,");
    check("N3", &one, &two);
}

fn banned(made_after: i64) -> Platform {
    let mut platform = strangers();
    platform.row("accounts", format!("old,Abe Aoi,,worker,JP,{},suspended,{NEW_YEAR},", NEW_YEAR - 90 * DAY));
    platform.row("accounts", format!("new,Ueda Ume,,worker,JP,{},active,,", NEW_YEAR + made_after));
    platform.row("bank_accounts", "old,b1,bank,,JP,,").row("bank_accounts", "new,b1,bank,,JP,,");
    platform
}

#[test]
fn n4_a_banned_accounts_payee_on_an_account_made_later() {
    check("N4", &banned(-1), &banned(0));
}

#[test]
fn n4_an_account_that_ended_before_it_was_made_comes_back_as_nobody() {
    let mut platform = strangers();
    for id in ["one", "two"] {
        platform.row("accounts", format!("{id},Abe {id},,worker,JP,{NEW_YEAR},closed,{},", NEW_YEAR - 900 * DAY));
        platform.row("bank_accounts", format!("{id},b1,bank,,JP,,"));
    }
    assert!(platform.findings("N4").is_empty());
}

/// First days on one device and network, then another; `back` sessions return to the first.
fn handed_over(later: i64, back: i64) -> Platform {
    let mut platform = strangers();
    platform.row("accounts", format!("t1,Abe Aoi,,worker,JP,{NEW_YEAR},active,,"));
    platform.daily("t1", 0..4, 3, "203.0.113.5", "d1").daily("t1", 10..10 + later, 3, "198.51.100.7", "d2");
    platform.daily("t1", 60..60 + back, 3, "203.0.113.5", "d1");
    platform
}

#[test]
fn n5_one_new_set_takes_all_later_sessions() {
    check("N5", &handed_over(9, 0), &handed_over(10, 0));
    check("N5", &handed_over(10, 1), &handed_over(10, 0));
}

/// Accounts made from one address on these days, which go elsewhere later.
fn made_together(accounts: i64, days: i64, disperse: bool) -> Platform {
    let mut platform = strangers();
    for at in 0..accounts {
        let made = at * days * DAY / (accounts - 1);
        platform.row("accounts", format!("t{at},Name{at} Other{at},,worker,JP,{},active,,", NEW_YEAR + made));
        platform.login(&format!("t{at}"), made + HOUR, 30, "203.0.113.5", &format!("d{at}"));
        let later = if disperse { format!("198.51.{at}.7") } else { "203.0.113.5".into() };
        platform.login(&format!("t{at}"), made + 30 * DAY, 30, &later, &format!("d{at}"));
    }
    platform
}

#[test]
fn n6_five_accounts_made_within_a_week_then_dispersed() {
    check("N6", &made_together(4, 6, true), &made_together(5, 6, true));
    check("N6", &made_together(5, 8, true), &made_together(5, 6, true));
    check("N6", &made_together(5, 6, false), &made_together(5, 6, true));
}

/// Two accounts that start at odd times of the day, together or not.
fn starts(minutes_apart: i64) -> Platform {
    let mut platform = strangers();
    for day in 0..40 {
        let odd = (day * 7919) % 1200;
        platform.login("s0001", day * DAY + odd * MINUTE, 20, "", "d1");
        platform.login("s0002", day * DAY + (odd + minutes_apart) * MINUTE, 20, "", "d2");
    }
    platform
}

#[test]
fn n7_the_same_minutes_beyond_chance() {
    check("N7", &starts(45), &starts(4));
}

#[test]
fn n7_office_hours_are_not_lockstep() {
    let mut platform = strangers();
    for account in 0..10 {
        for day in 0..60 {
            // Every workday at nine in Tokyo, give or take some minutes of one's own.
            if (day + 4) % 7 < 5 {
                let spread = (day * 31 + account * 17 + day * account * 7) % 25;
                platform.login(&format!("s000{account}"), day * DAY + spread * MINUTE, 480, "", &format!("d{account}"));
            }
        }
    }
    assert_eq!(platform.findings("N7").len(), 0);
}

/// Two accounts with many sessions, of which a tenth begin together: too few to be met by MinHash. `text` is what each of them offers.
fn seldom_together(text: impl Fn(usize) -> String) -> Platform {
    let mut platform = strangers();
    for (at, id) in ["s0001", "s0002"].iter().enumerate() {
        platform.row("identifiers", format!("{id},template,{},", text(at)));
        for day in 0..170 {
            let apart = if day % 10 == 0 { 0 } else { at as i64 * 461 };
            platform.login(id, day * DAY + (day * 7919 + apart) % 1200 * MINUTE, 20, "", &format!("d{at}"));
        }
    }
    platform
}

#[test]
fn n7_few_joint_starts_suffice_where_something_else_is_shared() {
    check("N7", &seldom_together(|at| format!("text-{at}")), &seldom_together(|_| "one-text".into()));
}

/// Six people on one line who come on some days of the week, at nine give or take some minutes, each to a machine of their own.
fn colleagues(weekdays: &[i64]) -> Platform {
    let mut platform = town();
    for at in 0..6 {
        let id = member(&mut platform, at);
        for day in (0..180).filter(|day| weekdays.contains(&(day % 7))) {
            let late = (day * 31 + at as i64 * 17 + day * at as i64 * 7) % 12;
            platform.login(&id, day * DAY + late * MINUTE, 480, "133.1.2.3", &format!("desk-{at}"));
        }
    }
    platform
}

#[test]
fn n7_colleagues_on_one_rota_are_no_ring() {
    check_lawful(&colleagues(&[1, 3, 5]));
    check_lawful(&colleagues(&[4]));
}

/// Two accounts on one device, switching with this gap on each of some days.
fn switches(days: i64, gap_minutes: i64) -> Platform {
    let mut platform = strangers();
    for day in 0..days {
        platform.login("s0001", day * DAY, 60, "", "d1");
        platform.login("s0002", day * DAY + (60 + gap_minutes) * MINUTE, 60, "", "d1");
    }
    platform
}

#[test]
fn n8_switches_within_ten_minutes_on_three_days() {
    check("N8", &switches(2, 5), &switches(3, 5));
    check("N8", &switches(6, 10), &switches(6, 9));
}

#[test]
fn a_machine_sold_on_ties_nobody() {
    let mut platform = strangers();
    platform.daily("s0001", 0..20, 3, "", "d1").daily("s0002", 25..60, 3, "", "d1");
    let report = platform.report();
    assert!(report.clusters.is_empty(), "{:?}", report.clusters);
}
