//! `calibrate`: verdicts on a run's clusters become a settings file that `analyze` takes.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

fn ringtrace(arguments: &[&str]) -> std::process::Output {
    Command::cargo_bin("ringtrace").expect("the program").args(arguments).output().expect("it runs")
}

/// A platform, its results with every cluster listed, and the truth.
fn results(at: &Path) -> (String, String) {
    let path = |name: &str| at.join(name).to_string_lossy().into_owned();
    fs::write(path("low.toml"), "[score]\nlist_from = 0.01\n").expect("settings");
    let made = ringtrace(&["generate", "--accounts", "15000", "--seed", "11", "--out", &path("platform")]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let settings = path("low.toml");
    let run = ringtrace(&["analyze", &path("platform"), "--out", &path("results"), "--settings", &settings]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    (path("results"), path("platform/truth.csv"))
}

#[test]
fn a_truth_becomes_settings_that_analyze_takes() {
    let directory = tempfile::tempdir().expect("a directory");
    let (results, truth) = results(directory.path());
    let out = directory.path().join("settings.toml").to_string_lossy().into_owned();
    let done = ringtrace(&["calibrate", &results, "--truth", &truth, "--out", &out]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(said.contains("prior") && said.contains("Log-loss"), "{said}");
    let settings = fs::read_to_string(&out).expect("written");
    assert!(settings.contains("[weights.evidence]"), "{settings}");
    let again = ringtrace(&["calibrate", &results, "--truth", &truth, "--out", &out]);
    assert_eq!(again.status.code(), Some(1), "an existing file is not replaced unasked");
    let platform = directory.path().join("platform").to_string_lossy().into_owned();
    let next = directory.path().join("next").to_string_lossy().into_owned();
    let run = ringtrace(&["analyze", &platform, "--out", &next, "--settings", &out]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn too_few_or_unreadable_verdicts_are_refused_with_a_reason() {
    let directory = tempfile::tempdir().expect("a directory");
    let (results, _) = results(directory.path());
    let verdicts = directory.path().join("verdicts.csv");
    let refused = |text: &str| {
        fs::write(&verdicts, text).expect("written");
        let done = ringtrace(&["calibrate", &results, "--verdicts", &verdicts.to_string_lossy()]);
        assert_eq!(done.status.code(), Some(1));
        String::from_utf8_lossy(&done.stderr).into_owned()
    };
    assert!(refused("cluster,verdict\nc-1,maybe\n").contains("line 2: the verdict “maybe”"));
    assert!(refused("cluster,decision\nc-1,confirmed\n").contains("there is no column verdict"));
    assert!(refused("cluster,verdict\nc-1,confirmed\n").contains("at least 10 of each"));
}
