//! Where people meet to work: machines and lines that keep office hours, and the same by night and on Sundays.

use crate::common::{DAY, HOUR, MINUTE, NAMES, NEW_YEAR, Platform};
use crate::motifs::{check_accused, check_lawful, member, town};
use ringtrace::settings::Settings;

/// Workdays from the new year, a Thursday, on.
fn workdays() -> impl Iterator<Item = i64> {
    (0..60).filter(|day| (day + 3) % 7 < 5)
}

/// Five people who take turns on one machine on these days, from this hour (UTC) of each on, with one number and one text between them.
/// Each also works at home.
fn one_machine(days: impl Iterator<Item = i64>, hour: impl Fn(i64) -> i64) -> Platform {
    let mut platform = town();
    for at in 0..5 {
        let id = member(&mut platform, at);
        platform.row("identifiers", format!("{id},phone,03-5551-2345,"));
        platform.row("identifiers", format!("{id},template,profile-7,"));
        platform.row("bank_accounts", format!("{id},own-payee-{at},bank,{},JP,{NEW_YEAR},", NAMES[at]));
        platform.daily(&id, 60..80, 11 + at as i64, &format!("61.7.{at}.1"), &format!("home-{at}"));
    }
    for day in days {
        for at in 0..5i64 {
            platform.login(
                &format!("m{at}"),
                day * DAY + hour(day) * HOUR + at * 50 * MINUTE,
                45,
                "133.1.2.3",
                "machine",
            );
        }
    }
    platform
}

pub fn story(platform: &Platform, class: &str, words: &str) -> bool {
    let mut settings = Settings::default();
    settings.score.list_from = 0.0;
    let clusters = platform.report_with(&settings).clusters;
    let cluster = clusters.into_iter().find(|cluster| cluster.accounts.contains(&"m0".into())).expect("it is listed");
    cluster.alternatives.iter().any(|story| story.class == class && story.weight < 0.0 && story.why.contains(words))
}

#[test]
fn a_support_centre_keeps_office_hours_and_an_operation_does_not() {
    let centre = one_machine(workdays(), |_| 1);
    check_lawful(&centre);
    assert!(story(&centre, "place", "support centre"));
    // On the other side of the world, and where Fridays and Saturdays are free.
    check_lawful(&one_machine(workdays(), |_| 15));
    check_lawful(&one_machine(workdays().map(|day| day + 6), |_| 5));
    // Round the clock, and without a day of rest.
    check_accused(&one_machine(workdays(), |day| day * 7 % 20), 5);
    check_accused(&one_machine(0..60, |_| 1), 5);
}

#[test]
fn a_centre_that_holds_the_papers_of_those_who_come_is_none() {
    let mut platform = one_machine(workdays(), |_| 1);
    for at in 0..3 {
        platform.row("documents", format!("m{at},ONE-PAPER,passport,JP,{},", NAMES[at]));
    }
    check_accused(&platform, 5);
}

/// Four people on one line, each on a machine of their own, paid on one account of which nobody knows the holder, with one text.
fn one_payee(days: impl Iterator<Item = i64>) -> Platform {
    let mut platform = town();
    let days: Vec<i64> = days.collect();
    for at in 0..4i64 {
        let id = member(&mut platform, at as usize);
        platform.row("identifiers", format!("{id},template,offer-7,"));
        platform.row("identifiers", format!("{id},phone,03-5551-2345,"));
        platform.row("bank_accounts", format!("{id},one-payee,bank,,JP,{NEW_YEAR},"));
        for day in &days {
            platform.login(&id, day * DAY + HOUR + at * MINUTE * 20, 240, "133.1.2.3", &format!("laptop-{at}"));
        }
    }
    platform
}

#[test]
fn an_office_is_an_employers_until_it_works_on_sundays() {
    let office = one_payee(workdays());
    check_lawful(&office);
    assert!(story(&office, "agency", "employer"));
    check_accused(&one_payee(0..60), 4);
}

/// So many accounts of one person's name on one document.
fn one_person(accounts: usize) -> Platform {
    let mut platform = town();
    for at in 0..accounts {
        let id = format!("m{at}");
        platform.account(&id, NAMES[0]);
        platform.row("documents", format!("{id},OWN-PAPER,passport,JP,{},", NAMES[0]));
        platform.row("identifiers", format!("{id},phone,090-5551-2345,"));
    }
    platform
}

#[test]
fn a_second_account_under_ones_own_name_hides_nothing_and_four_are_a_habit() {
    check_lawful(&one_person(2));
    assert!(story(&one_person(2), "re_registration", "second account"));
    check_accused(&one_person(4), 4);
}

#[test]
fn one_paper_under_two_names_is_one_persons_only_where_the_given_name_stays() {
    let registered = |first: &str, second: &str| {
        let mut platform = town();
        for (at, name) in [first, second].into_iter().enumerate() {
            platform.account(&format!("m{at}"), name);
            platform.row("documents", format!("m{at},OWN-PAPER,passport,JP,{first},"));
            platform.row("identifiers", format!("m{at},phone,090-5551-2345,"));
        }
        platform
    };
    let married = registered("山田 花子", "鈴木 花子");
    check_lawful(&married);
    assert!(story(&married, "re_registration", "new family name"));
    assert!(!story(&registered("青本 陸", "川野 雄美"), "re_registration", ""));
    assert!(!story(&registered("青本 陸", "川野 雄美"), "household", ""));
}

/// Five people with a brand's picture, text and number, each at work at home, who pass a fee on; on so many of one machine's days
/// they take turns at it.
fn brand(on_one_machine: i64) -> Platform {
    branded(5, on_one_machine, |fee| fee)
}

/// So many people of a brand, of whose payouts of 100,000 `sent` of a fee goes on.
fn branded(size: i64, on_one_machine: i64, sent: impl Fn(i64) -> i64) -> Platform {
    let mut platform = town();
    for at in 0..size {
        let id = member(&mut platform, at as usize);
        for (kind, value) in [("portrait", "logo"), ("template", "offer"), ("phone", "03-5551-2345")] {
            platform.row("identifiers", format!("{id},{kind},{value},"));
        }
        platform.row("bank_accounts", format!("{id},own-{at},bank,{},JP,{NEW_YEAR},", NAMES[at as usize]));
        for month in 0..3 {
            let paid = NEW_YEAR + (month * 30 + at) * DAY;
            let (later, fee) = (paid + (9 + at) * DAY, sent(4_000 * (at + 1) + 1_500 * month));
            platform.row("payouts", format!("{id},own-{at},{paid},100000,JPY,headquarters,{later},{fee},JP"));
        }
        platform.daily(&id, 0..30, 1 + 3 * at, &format!("61.7.{at}.1"), &format!("home-{at}"));
    }
    for day in 30..30 + on_one_machine {
        for at in 0..size {
            platform.login(&format!("m{at}"), day * DAY + 13 * HOUR + at * 50 * MINUTE, 45, "133.1.2.3", "machine");
        }
    }
    platform
}

#[test]
fn a_franchise_has_a_face_and_a_fee_in_common_and_no_machine() {
    let franchise = brand(0);
    check_lawful(&franchise);
    assert!(story(&franchise, "agency", "franchise"));
    check_accused(&brand(30), 5);
    // Nor does a franchisee hide where they work.
    let mut hidden = brand(0);
    hidden.row("networks", "61.7.0.0/16,vpn,64500,NL,Exit");
    assert!(!story(&hidden, "agency", "franchise"));
    check_accused(&hidden, 5);
    // Each has a shop of their own.
    let mut together = brand(0);
    for line in together.tables.get_mut("logins").expect("sessions").iter_mut().filter(|line| line.contains("61.7.")) {
        *line = [1, 2, 3, 4].iter().fold(line.clone(), |line, at| line.replace(&format!("61.7.{at}.1"), "61.7.0.1"));
    }
    assert!(!story(&together, "agency", "franchise"));
    check_accused(&together, 5);
}

#[test]
fn three_with_one_face_are_a_brand_where_each_keeps_most_and_sends_a_fee() {
    let three = branded(3, 0, |fee| fee);
    check_lawful(&three);
    assert!(story(&three, "agency", "franchise"));
    let proxies = branded(3, 0, |fee| 100_000 - fee);
    assert!(!story(&proxies, "agency", "franchise"));
    check_accused(&proxies, 3);
}

/// Seven people who signed up together, with the text of a course; three have one machine in turn for so many days, on the line of each day.
fn course(days: i64, line: impl Fn(i64) -> String) -> Platform {
    let mut platform = town();
    for at in 0..7i64 {
        let id = format!("m{at}");
        let name = NAMES[at as usize];
        platform.row("accounts", format!("{id},{name},,worker,JP,{},active,,", NEW_YEAR + at * HOUR));
        platform.row("documents", format!("{id},M-DOC{at},passport,JP,{name},"));
        platform.row("identifiers", format!("{id},template,course-7,"));
        platform.login(&id, at * HOUR, 40, "133.1.2.3", &format!("mine-{at}"));
        platform.daily(&id, 3..90, 2 + at, &format!("61.7.{at}.1"), &format!("mine-{at}"));
    }
    for day in (1..days).step_by(2) {
        let start = day * DAY + (day * 7919 % 1000) * MINUTE;
        platform.login(&format!("m{}", day / 2 % 3), start, 45, &line(day), "machine");
    }
    platform
}

#[test]
fn a_course_lends_its_machines_for_weeks_and_not_for_a_season() {
    let carried = |day| format!("133.9.{day}.3");
    check_lawful(&course(30, carried));
    assert!(story(&course(30, carried), "school", "signed up together"));
    check_accused(&course(120, carried), 7);
    // The machines of its own room stay there, and people come back to them.
    let room = course(120, |_| "133.1.2.9".to_owned());
    check_lawful(&room);
    assert!(story(&room, "school", "signed up together"));
}

/// Nine people in three shifts at three desks, round the clock and without a day of rest: a shift begins within minutes, and each has a desk for
/// twenty days. Where they work `elsewhere` too they do so at home, every other day.
fn shifts(elsewhere: bool) -> Platform {
    let mut platform = town();
    for at in 0..9i64 {
        let id = member(&mut platform, at as usize);
        for day in 0..60i64 {
            let desk = (at % 3 + day / 20) % 3;
            // Each shift begins when it does that day, and its people within five minutes.
            let begins = (at / 3) * 8 * HOUR + day * 7919 % 400 * MINUTE;
            platform.login(&id, day * DAY + begins + at % 3 * 2 * MINUTE, 100, "133.1.2.3", &format!("desk-{desk}"));
            if elsewhere && day % 2 == 0 {
                let start = day * DAY + (begins + (9 * HOUR + at * 31 * MINUTE)) % DAY;
                platform.login(&id, start, 40, &format!("61.7.{at}.1"), &format!("home-{at}"));
            }
        }
    }
    platform
}

#[test]
fn desks_that_people_take_in_shifts_are_a_call_centres_and_those_of_nobody_elsewhere_are_a_farms() {
    check_lawful(&shifts(true));
    assert!(story(&shifts(true), "place", "in shifts"));
    // One room of nine who are nowhere else, and are called at one number.
    let called_at = |mut platform: Platform, kind: &str| {
        (0..9).for_each(|at| {
            platform.row("identifiers", format!("m{at},{kind},080-5551-7,"));
        });
        platform
    };
    check_accused(&called_at(shifts(false), "phone"), 9);
    // Nobody at a call centre bids with the others' text.
    check_accused(&called_at(shifts(true), "template"), 9);
}
