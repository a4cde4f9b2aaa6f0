//! Accounts on a line whose address changes are tied; customers who are moved from exit to exit are not.

use crate::common::{DAY, HOUR, Platform};
use ringtrace::graph::Graph;
use ringtrace::progress::Progress;
use ringtrace::settings::Settings;
use ringtrace::ties::{Limits, line_bonds};

/// The accounts of each moving line.
fn lines(platform: &Platform) -> Vec<Vec<String>> {
    let settings = Settings::default();
    let snapshot = platform.snapshot(&settings);
    let progress = Progress::silent();
    let graph = Graph::new(&snapshot, &progress);
    let limits = Limits::derive(&graph, &settings.linking);
    let bonds = line_bonds(&graph, &limits, &settings.linking);
    let shown = |bond: &ringtrace::ties::Bond| {
        bond.accounts.iter().map(|&account| snapshot.account_shown(account).into_owned()).collect()
    };
    bonds.iter().map(shown).collect()
}

/// Numbers that look random and are always the same (splitmix64).
fn mixed(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// `count` accounts that log in on every other day of 60 from the address that `address` gives for account and day.
fn seen(count: usize, address: impl Fn(usize, i64) -> String) -> Platform {
    let mut platform = Platform::with_strangers(80);
    for at in 0..count {
        let id = format!("m{at:02}");
        platform.account(&id, &format!("Name{at} Given{at}"));
        for day in (0..60i64).filter(|&day| mixed((at as u64) << 32 | day as u64) & 1 == 0) {
            let device = format!("own-{at}");
            platform.login(&id, day * DAY + (at as i64 % 20) * HOUR, 30, &address(at, day), &device);
        }
    }
    platform
}

#[test]
fn who_has_the_address_of_the_day_is_on_one_line() {
    let platform = seen(6, |_, day| format!("60.1.{}.9", day / 3));
    assert_eq!(lines(&platform), [(0..6).map(|at| format!("m{at:02}")).collect::<Vec<_>>()]);
}

#[test]
fn customers_who_meet_on_exits_by_chance_are_not() {
    let exit = |at: usize, day: i64| mixed((at as u64) << 20 | day as u64) % 16;
    let platform = seen(40, |at, day| format!("185.0.0.{}", exit(at, day)));
    let tied: usize = lines(&platform).iter().map(Vec::len).sum();
    assert!(tied <= 6, "{tied} of 40 customers of one service are on one line");
}

#[test]
fn a_line_stays_a_line_beside_exits() {
    let exit = |at: usize, day: i64| mixed((at as u64) << 20 | day as u64) % 16;
    let platform = seen(40, |at, day| match at {
        0..5 => format!("60.1.{}.9", day / 3),
        _ => format!("185.0.0.{}", exit(at, day)),
    });
    let line: Vec<String> = (0..5).map(|at| format!("m{at:02}")).collect();
    assert!(lines(&platform).contains(&line), "{:?}", lines(&platform));
}
