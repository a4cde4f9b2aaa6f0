//! The results directory: whole or not at all, the same bytes each time, and readable back.

use crate::samples;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ringtrace::export::{ExportError, ExportOptions, TableFormat, check_target, read, write_results};
use ringtrace::report::Report;
use serde_json::json;

fn text() -> ExportOptions {
    ExportOptions::default()
}

/// Every file below a directory, with its bytes.
fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            found.insert(name, fs::read(&path).expect("a file"));
        }
    }
    found
}

/// What a report says, as one comparable value.
fn content(report: &Report) -> serde_json::Value {
    let rejects = serde_json::to_value(&report.rejects).expect("json");
    json!([&report.run, &report.clusters, &report.findings, &report.accounts, rejects, &report.diagrams])
}

/// The samples, without the weights that JSON cannot hold.
fn finite() -> Report {
    let mut report = samples::report();
    let edges = report.diagrams.iter_mut().flat_map(|diagram| &mut diagram.edges);
    edges.filter(|edge| !edge.bits.is_finite()).for_each(|edge| edge.bits = 1.5);
    report
}

#[test]
fn text_results_read_back_as_they_were() {
    let place = tempfile::tempdir().unwrap();
    let (report, directory) = (finite(), place.path().join("results"));
    write_results(&report, &directory, &text(), &json!({"seconds": 1.5})).unwrap();
    let back = read::report(&directory).unwrap();
    assert_eq!(content(&back), content(&report));
    assert_eq!(read::run(&directory).unwrap().measured, json!({"seconds": 1.5}));
    let names: Vec<String> = files(&directory).into_keys().collect();
    for name in ["run.json", "clusters.ndjson", "findings.ndjson", "accounts.csv", "rejects.csv", "diagrams.ndjson"] {
        assert!(names.iter().any(|other| other == name), "{name} is missing from {names:?}");
    }
    assert_eq!(names.iter().filter(|name| name.starts_with("clusters/")).count(), report.clusters.len());
}

#[test]
fn parquet_results_read_back_as_they_were() {
    let place = tempfile::tempdir().unwrap();
    let (report, directory) = (finite(), place.path().join("results"));
    let options = ExportOptions { tables: TableFormat::Parquet, diagrams: 2, force: false };
    write_results(&report, &directory, &options, &json!(null)).unwrap();
    assert_eq!(content(&read::report(&directory).unwrap()), content(&report));
    let names: Vec<String> = files(&directory).into_keys().collect();
    assert!(names.iter().any(|name| name == "clusters.parquet"));
    assert!(!names.iter().any(|name| name == "accounts.csv" || name == "clusters.ndjson"), "{names:?}");
    assert_eq!(names.iter().filter(|name| name.starts_with("clusters/")).count(), 2);
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for tables in [TableFormat::Text, TableFormat::Parquet] {
        let place = tempfile::tempdir().unwrap();
        let report = finite();
        let options = ExportOptions { tables, ..text() };
        let written = ["a", "b"].map(|name| {
            let directory = place.path().join(name);
            write_results(&report, &directory, &options, &json!(7)).unwrap();
            files(&directory)
        });
        assert_eq!(written[0], written[1]);
    }
}

#[test]
fn an_empty_report_is_written_and_read() {
    for tables in [TableFormat::Text, TableFormat::Parquet] {
        let place = tempfile::tempdir().unwrap();
        let directory = place.path().join("deep/er/results");
        write_results(&Report::default(), &directory, &ExportOptions { tables, ..text() }, &json!({})).unwrap();
        assert_eq!(content(&read::report(&directory).unwrap()), content(&Report::default()));
    }
}

#[test]
fn an_existing_directory_is_refused_unless_forced() {
    let place = tempfile::tempdir().unwrap();
    let directory = place.path().join("results");
    write_results(&Report::default(), &directory, &text(), &json!(1)).unwrap();
    let before = files(&directory);
    let error = write_results(&finite(), &directory, &text(), &json!(2)).unwrap_err();
    assert!(matches!(error, ExportError::Exists(_)), "{error}");
    assert_eq!(files(&directory), before, "a refused run changes nothing");

    write_results(&finite(), &directory, &ExportOptions { force: true, ..text() }, &json!(2)).unwrap();
    assert_eq!(read::run(&directory).unwrap().measured, json!(2));
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "neither old nor unfinished results stay behind");
}

#[test]
fn force_replaces_results_only() {
    let place = tempfile::tempdir().unwrap();
    let precious = place.path().join("home");
    fs::create_dir(&precious).unwrap();
    fs::write(precious.join("thesis.txt"), "years").unwrap();
    let forced = ExportOptions { force: true, ..text() };
    let error = write_results(&finite(), &precious, &forced, &json!(1)).unwrap_err();
    assert!(matches!(error, ExportError::NotOurs { .. }), "{error}");
    assert_eq!(fs::read(precious.join("thesis.txt")).unwrap(), b"years");
    fs::remove_file(precious.join("thesis.txt")).unwrap();
    check_target(&precious, true).expect("an empty directory may be replaced");
    assert!(check_target(Path::new("/"), false).is_err());
    assert!(write_results(&finite(), Path::new(""), &text(), &json!(1)).is_err());
}

#[cfg(unix)]
#[test]
fn a_link_to_the_results_is_followed() {
    let place = tempfile::tempdir().unwrap();
    let (real, link) = (place.path().join("2026-11-22"), place.path().join("latest"));
    write_results(&Report::default(), &real, &text(), &json!(1)).unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    write_results(&finite(), &link, &ExportOptions { force: true, ..text() }, &json!(2)).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(read::run(&real).unwrap().measured, json!(2));
}

#[test]
fn a_failed_run_leaves_nothing_behind() {
    let place = tempfile::tempdir().unwrap();
    let blocker = place.path().join("file");
    fs::write(&blocker, "").unwrap();
    let error = write_results(&finite(), &blocker.join("results"), &text(), &json!(1)).unwrap_err();
    assert!(error.to_string().contains("file"), "{error}");
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
}

#[test]
fn damaged_files_are_named_with_their_line() {
    let place = tempfile::tempdir().unwrap();
    let directory = place.path().join("results");
    write_results(&finite(), &directory, &text(), &json!(1)).unwrap();
    let damage = |name: &str, from: &str, to: &str| {
        let path = directory.join(name);
        let whole = fs::read_to_string(&path).unwrap();
        fs::write(&path, whole.replacen(from, to, 1)).unwrap();
    };
    damage("clusters.ndjson", "\"rank\":2", "\"rank\":\"two\"");
    let error = read::clusters(&directory).unwrap_err().to_string();
    assert!(error.contains("clusters.ndjson:2: ") && error.contains("two"), "{error}");
    damage("accounts.csv", ",1,", ",one,");
    let error = read::accounts(&directory).unwrap_err().to_string();
    assert!(error.contains("accounts.csv:3: score"), "{error}");
    damage("rejects.csv", "table,", "tabel,");
    let error = read::rejects(&directory).unwrap_err().to_string();
    assert!(error.contains("rejects.csv:1: no column table"), "{error}");
    damage("run.json", "\"rows\": 3", "\"rows\": -3");
    let error = read::run(&directory).unwrap_err().to_string();
    assert!(error.contains("run.json"), "{error}");
    let error = read::run(place.path()).unwrap_err().to_string();
    assert!(error.contains("ringtrace analyze"), "{error}");
}

#[test]
fn damaged_parquet_is_an_error() {
    let place = tempfile::tempdir().unwrap();
    let directory = place.path().join("results");
    let options = ExportOptions { tables: TableFormat::Parquet, ..text() };
    write_results(&finite(), &directory, &options, &json!(1)).unwrap();
    let path = directory.join("clusters.parquet");
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    assert!(read::clusters(&directory).unwrap_err().to_string().contains("clusters.parquet"));
    fs::copy(directory.join("accounts.parquet"), &path).unwrap();
    let error = read::clusters(&directory).unwrap_err().to_string();
    assert!(error.contains("no column"), "{error}");
}
