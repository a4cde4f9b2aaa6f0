//! The prior follows what the platform's own groups are: doubtful groups among few sure ones are less likely operations.

use crate::common::{NAMES, NEW_YEAR, Platform};
use ringtrace::report::{Cluster, Report};
use ringtrace::settings::Settings;

/// Strangers, and the group that is asked about: three with one payee and one number, which says something and not enough.
fn platform() -> Platform {
    let mut platform = Platform::default();
    for at in 0..3000 {
        let id = format!("s{at:04}");
        platform.row("accounts", format!("{id},Stranger{at:04} Person{at:04},,worker,JP,{NEW_YEAR},active,,"));
        platform.row("payouts", format!("{id},bank-{at},{NEW_YEAR},1000,JPY,,,,"));
        platform.row("identifiers", format!("{id},phone,070-{at},"));
    }
    group(&mut platform, "asked", &["bank", "phone"]);
    platform
}

/// Three accounts that share each of the things.
fn group(platform: &mut Platform, name: &str, things: &[&str]) {
    for at in 0..3 {
        let id = format!("{name}-{at}");
        platform.row("accounts", format!("{id},{},,worker,JP,{NEW_YEAR},active,,", NAMES[at]));
        for thing in things {
            let (table, row) = match *thing {
                "bank" => ("payouts", format!("{id},bank-{name},{NEW_YEAR},1000,JPY,,,,")),
                "text" => ("identifiers", format!("{id},template,bid-{name},")),
                "face" => ("identifiers", format!("{id},portrait,face-{name},")),
                _ => ("identifiers", format!("{id},phone,080-{name},")),
            };
            platform.row(table, row);
        }
    }
}

/// Lists a group however little it shows; which groups the prior is counted by does not follow from what is listed.
fn listing_all() -> Settings {
    let mut settings = Settings::default();
    settings.score.list_from = 0.0;
    settings
}

fn asked(report: &Report) -> &Cluster {
    let mut clusters = report.clusters.iter();
    clusters.find(|cluster| cluster.accounts.iter().any(|id| id == "asked-0")).expect("the group is listed")
}

/// The prior that the run says it counted, groups and operations.
fn counted(report: &Report) -> (f64, u64, f64) {
    let of = &report.run.estimated["score.prior"];
    (
        of["prior"].as_f64().expect("a probability"),
        of["groups"].as_u64().expect("a count"),
        of["operations"].as_f64().expect("a number"),
    )
}

#[test]
fn doubtful_groups_beside_it_make_a_doubtful_one_less_likely_and_sure_ones_do_not_make_it_likelier() {
    let alone = platform().report_with(&listing_all());
    let (mut sure, mut doubtful) = (platform(), platform());
    for at in 0..25 {
        group(&mut sure, &format!("g{at:02}"), &["bank", "text", "phone", "face"]);
        group(&mut doubtful, &format!("g{at:02}"), &["bank", "phone"]);
    }
    let (sure, doubtful) = (sure.report_with(&listing_all()), doubtful.report_with(&listing_all()));
    let prior = |report: &Report| asked(report).prior;
    assert!(prior(&doubtful) + 0.3 < prior(&alone), "{} and {}", prior(&doubtful), prior(&alone));
    assert!((prior(&alone) - prior(&sure)).abs() < 0.1, "{} and {}", prior(&alone), prior(&sure));
    let (share, groups, operations) = counted(&sure);
    assert!((share - 0.01).abs() < 1e-9 && groups == 26 && operations > 24.0, "{share} {groups} {operations}");
    let (share, groups, operations) = counted(&doubtful);
    assert!(share < 0.01 && groups == 26 && operations < 13.0, "{share} {groups} {operations}");
    let score = |report: &Report| asked(report).score;
    assert!(score(&doubtful) < 0.8 * score(&alone), "{} {}", score(&doubtful), score(&alone));
}

#[test]
fn the_settings_can_fix_it() {
    let mut doubtful = platform();
    for at in 0..25 {
        group(&mut doubtful, &format!("g{at:02}"), &["bank", "phone"]);
    }
    let mut settings = listing_all();
    settings.score.estimate_prior = false;
    let report = doubtful.report_with(&settings);
    assert!((counted(&report).0 - settings.score.prior).abs() < 1e-12, "{:?}", counted(&report));
    assert!((asked(&report).prior - (0.01f64 / 0.99).log2()).abs() < 1e-3, "{}", asked(&report).prior);
}
