//! What a platform's own text may do to the terminal of whoever reads it: nothing.

use std::process::{Command, Output};

use crate::common::Platform;

/// Starts a colour, rings, hides what follows, turns it round.
const HOSTILE: &str = "evil\u{1b}[31m\u{7}\u{202e}\u{2066}";

fn explain(results: &std::path::Path, more: &[&str]) -> Output {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("ringtrace"));
    command.arg("explain").arg(results).args(more).output().expect("it runs")
}

#[test]
fn explanations_move_no_terminal() {
    let place = tempfile::tempdir().expect("a directory");
    let (snapshot, results) = (place.path().join("snapshot"), place.path().join("results"));
    std::fs::create_dir(&snapshot).expect("a directory");
    let mut platform = Platform::with_strangers(40);
    let (a, b) = (format!("{HOSTILE}1"), format!("{HOSTILE}2"));
    for id in [&a, &b] {
        platform.account(id, "Sato Taro").row("documents", format!("{id},TK1234567,passport,JP,Sato Taro,"));
    }
    platform.write(&snapshot);
    let mut analyze = Command::new(assert_cmd::cargo::cargo_bin("ringtrace"));
    let done = analyze.arg("analyze").arg(&snapshot).arg("--out").arg(&results).output().expect("it runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));

    let unseen = |text: &str| text.chars().any(|c| c != '\n' && (c.is_control() || "\u{202e}\u{2066}".contains(c)));
    for pair in [[a.as_str(), b.as_str()], [a.as_str(), "s0001"]] {
        for lang in ["en", "ja"] {
            let done = explain(&results, &[pair[0], pair[1], "--lang", lang]);
            let said = String::from_utf8_lossy(&done.stdout).into_owned();
            assert!(done.status.success() && said.contains(r"evil\u{1b}[31m\u{7}\u{202e}\u{2066}1"), "{said:?}");
            assert!(!unseen(&said), "{said:?}");
        }
    }
    let missing = explain(&results, &["evil", "s0001"]);
    let complaint = String::from_utf8_lossy(&missing.stderr).into_owned();
    assert!(complaint.contains(r"similar: evil\u{1b}[31m"), "{complaint:?}");
    assert!(!unseen(&complaint), "{complaint:?}");
    let json = explain(&results, &[&a, &b, "--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(value["a"], a.as_str(), "programs get it as it is");
}
