//! The demo's results, byte for byte. After a change that is meant to change them:
//!
//! ```text
//! UPDATE_GOLDEN=1 cargo nextest run golden::
//! ```
//!
//! and read the difference before it is committed.

use crate::runs;

use std::fs;
use std::path::{Path, PathBuf};

use ringtrace::export::TableFormat;
use ringtrace::settings::Settings;
use ringtrace::synth::evaluate::{evaluate, read_results, read_truth};

const TABLES: [&str; 4] = ["clusters.ndjson", "findings.ndjson", "accounts.csv", "rejects.csv"];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The files compared. Of `run.json` all but the program's version, the settings (the defaults), and what a run cost.
fn comparable(files: &runs::Files) -> Vec<(&'static str, Vec<u8>)> {
    let run = runs::run_json(files, &["measured", "version", "settings"]);
    let mut run = serde_json::to_vec_pretty(&run).expect("JSON");
    run.push(b'\n');
    let tables = TABLES.iter().map(|&name| (name, files[name].clone()));
    tables.chain([("run.json", run)]).collect()
}

#[test]
fn the_demo_has_the_expected_results() {
    let files = runs::results(&fixtures().join("demo"), &Settings::default(), 2, TableFormat::Text);
    let expected = fixtures().join("demo-expected");
    let update = std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| value != "0");
    for (name, bytes) in comparable(&files) {
        let path = expected.join(name);
        if update {
            fs::write(&path, &bytes).expect("fixtures/demo-expected can be written");
        } else {
            let golden = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            runs::same("the demo (UPDATE_GOLDEN=1 accepts the new results)", name, &bytes, &golden);
        }
    }
}

/// What the demo is there to show, whatever the exact numbers: most rings found, no lawful account accused.
#[test]
fn the_expected_results_agree_with_the_truth() {
    let expected = fixtures().join("demo-expected");
    let truth = read_truth(&expected.join("truth.csv")).expect("a truth");
    let evaluation = evaluate(&read_results(&expected).expect("results"), &truth, 0.5);
    let rings = evaluation.rings;
    assert!(rings >= 5, "the demo has {rings} rings");
    let found = evaluation.found.found;
    assert!(found * 3 >= rings * 2, "{found} of {rings} rings found: {:?}", evaluation.found.by_motif);
    let share = evaluation.lawful.all.share;
    assert!(share <= 0.01, "{share} of the lawful accounts accused: {:?}", evaluation.lawful.by_class);
}

#[test]
fn the_demo_is_small_and_has_every_table() {
    let demo = runs::files(&fixtures().join("demo"));
    let bytes: usize = demo.values().chain(runs::files(&fixtures().join("demo-expected")).values()).map(Vec::len).sum();
    assert!(bytes < 1_500_000, "{bytes} bytes");
    for table in ringtrace::model::Table::ALL {
        let text = demo.get(&format!("{}.csv", table.name())).unwrap_or_else(|| panic!("no {}.csv", table.name()));
        assert!(text.iter().filter(|&&byte| byte == b'\n').count() > 1, "{}.csv has no rows", table.name());
    }
    let rejects = fs::read_to_string(fixtures().join("demo-expected/rejects.csv")).expect("rejects");
    assert!(rejects.lines().count() > 3, "the demo shows what a rejected row looks like");
}
