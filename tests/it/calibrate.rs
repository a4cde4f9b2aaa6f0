//! `calibrate`: verdicts on a run's clusters become a settings file that `analyze` takes.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use ringtrace::casebook::{Casebook, Decision, EvidenceMark, NewEntry};
use ringtrace::export::read;
use ringtrace::synth::evaluate::read_truth;

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
    let both = refused("cluster,verdict\nc-1,confirmed\nc-2,ring\nc-1,dismissed\n");
    let place = format!("{}, line 4: the cluster c-1 is dismissed here and confirmed on line 2", verdicts.display());
    assert!(both.contains(&place), "{both}");
    let same = refused("cluster,verdict\nc-1,confirmed\nc-1,ring\n");
    assert!(same.contains("at least 10 of each"), "one verdict twice is one: {same}");
}

#[test]
fn decisions_of_the_book_teach_what_a_truth_teaches() {
    let directory = tempfile::tempdir().expect("a directory");
    let (results, truth) = results(directory.path());
    let known = read_truth(Path::new(&truth)).expect("a truth");
    let book_path = directory.path().join("cases.db");
    let mut book = Casebook::open(&book_path).expect("a new book");
    for cluster in read::clusters(Path::new(&results)).expect("clusters") {
        let evidence = EvidenceMark::of(&cluster);
        let of_ring = known.main_ring(&cluster.accounts).map_or(0, |(_, count)| count);
        let (cluster, accounts) = (cluster.cluster, cluster.accounts);
        let decision = if of_ring * 2 >= accounts.len() as u64 {
            Decision::Confirm { cluster, accounts, evidence }
        } else {
            Decision::Dismiss { cluster, class: "other".into(), accounts, evidence, until: None }
        };
        let entry = NewEntry { who: "ana".into(), why: "seen".into(), run: "results".into(), decision };
        book.append(entry).expect("taken");
    }
    let out = |name: &str| directory.path().join(name).to_string_lossy().into_owned();
    let from_truth = ringtrace(&["calibrate", &results, "--truth", &truth, "--out", &out("truth.toml")]);
    assert!(from_truth.status.success(), "{}", String::from_utf8_lossy(&from_truth.stderr));
    let book = book_path.to_string_lossy().into_owned();
    let from_book = ringtrace(&["calibrate", &results, "--cases", &book, "--out", &out("book.toml")]);
    assert!(from_book.status.success(), "{}", String::from_utf8_lossy(&from_book.stderr));
    let text = |name: &str| fs::read_to_string(out(name)).expect("written");
    assert_eq!(text("book.toml"), text("truth.toml"));
    let both = ringtrace(&["calibrate", &results, "--cases", &book, "--truth", &truth]);
    assert_eq!(both.status.code(), Some(2), "one source of verdicts at a time");
}

#[test]
fn verdicts_on_clusters_that_are_not_there_are_named() {
    let directory = tempfile::tempdir().expect("a directory");
    let (results, _) = results(directory.path());
    let verdicts = directory.path().join("verdicts.csv");
    let mut text = "cluster,verdict\nc-none,confirmed\nc-other,dismissed\n".to_owned();
    for cluster in read::clusters(Path::new(&results)).expect("clusters") {
        let verdict = if cluster.score > 0.5 { "confirmed" } else { "dismissed" };
        text.extend([cluster.cluster.as_str(), ",", verdict, "\n"]);
    }
    fs::write(&verdicts, text).expect("written");
    let done = ringtrace(&["calibrate", &results, "--verdicts", &verdicts.to_string_lossy()]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(said.starts_with("Note      2 verdict(s) are on clusters that "), "{said}");
    assert!(said.contains(" does not have: c-none, c-other\n"), "{said}");
    let truth = directory.path().join("truth.csv");
    fs::write(&truth, "account_id,operator,motif,class\nsomebody-else,o1,,\n").expect("written");
    let refused = ringtrace(&["calibrate", &results, "--truth", &truth.to_string_lossy()]);
    let why = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        why.contains("0 confirmed and 0 dismissed"),
        "accounts that a truth does not list are not dismissed: {why}"
    );
}
