//! Reciprocity as a platform's norm is no evidence: on Bitcoin Alpha, where traders rate each other, nobody is accused.
//!
//! The ratings (Kumar et al., ICDM 2016) are not part of the crate. They are looked for in the folder that
//! `RINGTRACE_SHARED` names, else in `../shared/data`; without them the test says so and passes.

use crate::common::Platform;

#[test]
fn traders_who_rate_each_other_are_not_accused() {
    let shared = std::env::var("RINGTRACE_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data").to_owned());
    let path = std::path::Path::new(&shared).join("bitcoin_alpha/ratings.csv");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not here", path.display());
        return;
    };
    let mut platform = Platform::default();
    let mut accounts = std::collections::BTreeSet::new();
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        accounts.extend([fields[0], fields[1]]);
        // Ratings from -10 to 10 become stars from 1 to 5.
        let stars = 1.0 + (fields[2].parse::<f64>().expect("a rating") + 10.0) / 5.0;
        platform.row("reviews", format!("{},{},{},{stars},", fields[0], fields[1], fields[3]));
    }
    for id in &accounts {
        platform.account(id, "");
    }
    let report = platform.report();
    assert!(report.run.estimated.contains_key("reviews.transitivity"));
    let accused: Vec<_> = report.clusters.iter().filter(|cluster| cluster.score >= 0.5).collect();
    assert!(accused.is_empty(), "{accused:#?}");
    // Its groups are seen, and weighed for what they are: people who trade with one another.
    let every = ringtrace::settings::Settings {
        score: ringtrace::settings::ScoreSettings { list_from: 1e-6, ..Default::default() },
        ..Default::default()
    };
    let listed = platform.report_with(&every).clusters;
    assert!(!listed.is_empty() && listed.iter().all(|cluster| cluster.score < 0.5), "{listed:#?}");
}
