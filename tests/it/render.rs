//! `ringtrace render`: pictures from a results directory, and messages that say what to do.

use crate::samples;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use ringtrace::export::{ExportOptions, write_results};

/// Results of the samples in a directory of their own; the hostile cluster's weights are not for JSON.
fn results(place: &Path) -> PathBuf {
    let mut report = samples::report();
    let edges = report.diagrams.iter_mut().flat_map(|diagram| &mut diagram.edges);
    edges.filter(|edge| !edge.bits.is_finite()).for_each(|edge| edge.bits = 1.5);
    let directory = place.join("results");
    write_results(&report, &directory, &ExportOptions::default(), &serde_json::json!({})).unwrap();
    directory
}

fn render(arguments: &[&str]) -> (bool, String, String) {
    let output = Command::cargo_bin("ringtrace").unwrap().arg("render").args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.success(), text(&output.stdout), text(&output.stderr))
}

fn has_graphviz() -> bool {
    let there = std::process::Command::new("dot").arg("-V").output().is_ok();
    if !there {
        println!("skipped: Graphviz is not installed");
    }
    there
}

#[test]
fn dot_files_need_no_graphviz() {
    let place = tempfile::tempdir().unwrap();
    let (results, out) = (results(place.path()), place.path().join("pictures"));
    let (done, said, _) = render(&[
        results.to_str().unwrap(),
        "c-7f3a91d20b",
        "--format",
        "dot",
        "--out",
        out.to_str().unwrap(),
        "--graphviz",
        "/nowhere/dot",
    ]);
    assert!(done, "{said}");
    let dot = fs::read_to_string(out.join("c-7f3a91d20b.dot")).unwrap();
    assert_eq!(dot, fs::read_to_string(results.join("clusters/c-7f3a91d20b.dot")).unwrap(), "as analyze wrote it");
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1, "only what was asked for");
}

#[test]
fn svg_and_png_are_drawn() {
    if !has_graphviz() {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let results = results(place.path());
    let (done, said, complaint) = render(&[results.to_str().unwrap()]);
    assert!(done, "{complaint}");
    assert!(said.contains("5 of 5 diagrams"), "{said}");
    let svg = fs::read_to_string(results.join("clusters/c-02b7c19e4f.svg")).unwrap();
    assert!(svg.contains("佐藤 健一") && svg.contains("</svg>"));
    let (done, _, complaint) = render(&[results.to_str().unwrap(), "--top", "1", "--format", "png"]);
    assert!(done, "{complaint}");
    let png = fs::read(results.join("clusters/c-02b7c19e4f.png")).unwrap();
    assert!(png.starts_with(b"\x89PNG"));
}

#[test]
fn the_dot_files_serve_where_the_diagrams_are_gone() {
    if !has_graphviz() {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let results = results(place.path());
    fs::remove_file(results.join("diagrams.ndjson")).unwrap();
    let (done, _, complaint) = render(&[results.to_str().unwrap(), "c-a01f44e37c"]);
    assert!(done, "{complaint}");
    assert!(results.join("clusters/c-a01f44e37c.svg").is_file());
}

#[test]
fn an_unknown_cluster_is_answered_with_the_nearest() {
    let place = tempfile::tempdir().unwrap();
    let results = results(place.path());
    let (done, _, complaint) = render(&[results.to_str().unwrap(), "c-7f3a91d20c", "--format", "dot"]);
    assert!(!done);
    assert!(complaint.contains("no cluster is called \"c-7f3a91d20c\"; nearest: c-7f3a91d20b"), "{complaint}");
}

#[test]
fn a_missing_graphviz_is_told_with_the_repair() {
    let place = tempfile::tempdir().unwrap();
    let results = results(place.path());
    let (done, _, complaint) = render(&[results.to_str().unwrap(), "--graphviz", "/nowhere/dot"]);
    assert!(!done);
    for expected in ["not installed", "/nowhere/dot", "apt install", "dnf install", "brew install", "winget install"] {
        assert!(complaint.contains(expected), "{complaint}");
    }
}

#[test]
fn what_is_no_results_directory_is_said_to_be_none() {
    let place = tempfile::tempdir().unwrap();
    let (done, _, complaint) = render(&[place.path().to_str().unwrap(), "--format", "dot"]);
    assert!(!done);
    assert!(complaint.contains("run.json") && complaint.contains("ringtrace analyze"), "{complaint}");
}

#[cfg(unix)]
#[test]
fn a_graphviz_that_hangs_or_fails_is_stopped_and_named() {
    use std::os::unix::fs::PermissionsExt;
    let place = tempfile::tempdir().unwrap();
    let results = results(place.path());
    let fake = |name: &str, script: &str| {
        let path = place.path().join(name);
        fs::write(&path, format!("#!/bin/sh\n[ \"$1\" = -V ] && exit 0\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    };
    let slow = fake("slow", "exec sleep 600");
    let arguments = [results.to_str().unwrap(), "--top", "2", "--timeout", "1", "--graphviz", slow.to_str().unwrap()];
    let started = std::time::Instant::now();
    let (done, _, complaint) = render(&arguments);
    assert!(!done && complaint.contains("longer than 1 s"), "{complaint}");
    assert!(started.elapsed().as_secs() < 30);
    let broken = fake("broken", "echo 'Error: no memory' >&2; exit 1");
    let (done, said, complaint) = render(&[results.to_str().unwrap(), "--graphviz", broken.to_str().unwrap()]);
    assert!(!done && complaint.contains("c-02b7c19e4f: Graphviz stopped: Error: no memory"), "{complaint}");
    assert!(said.contains("0 of 5"), "{said}");
}
