//! Whole runs through the library: a snapshot directory in, the bytes of all result files out.

use std::collections::BTreeMap;
use std::path::Path;

use ringtrace::analyze::analyze_graph;
use ringtrace::export::{ExportOptions, TableFormat, write_results};
use ringtrace::graph::Graph;
use ringtrace::messages::Lang;
use ringtrace::progress::Progress;
use ringtrace::settings::Settings;
use ringtrace::snapshot::{ReadOptions, Spill, read_within};
use serde_json::{Value, json};

/// The content of each file of a results directory, by its path within.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Analyses a snapshot with `threads` threads and gives back every file of the results.
pub fn results(snapshot: &Path, settings: &Settings, threads: usize, tables: TableFormat) -> Files {
    results_within(snapshot, settings, threads, tables, None)
}

/// Like [`results`]; sessions, and as many links, that do not fit in memory go to the disk.
pub fn results_within(
    snapshot: &Path,
    settings: &Settings,
    threads: usize,
    tables: TableFormat,
    spill: Option<&Spill>,
) -> Files {
    let place = tempfile::tempdir().expect("a temporary directory");
    let out = place.path().join("results");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    pool.install(|| {
        let progress = Progress::silent();
        let how = ReadOptions { tables: &settings.tables, networks: &settings.networks, strict: false };
        let read = read_within(snapshot, &how, spill, &progress).expect("a snapshot");
        assert_eq!(read.logins.on_disk(), spill.is_some(), "where the sessions stand");
        let graph = match spill {
            None => Graph::new(&read, &progress),
            Some(spill) => Graph::within(&read, &spill.directory, spill.rows, &progress).expect("temporary files"),
        };
        let on_disk = graph.kinds().iter().any(|kind| graph.links(*kind).on_disk());
        assert_eq!(on_disk, spill.is_some(), "where the links stand");
        let report = analyze_graph(&graph, settings, Lang::En, &progress, |_, report| report);
        let options = ExportOptions { tables, ..ExportOptions::default() };
        write_results(&report, &out, &options, &json!({ "threads": threads })).expect("results");
    });
    files(&out)
}

/// Every file below a directory.
pub fn files(directory: &Path) -> Files {
    let mut files = Files::new();
    let mut open = vec![directory.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).expect("a directory") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(directory).expect("below").to_string_lossy().replace('\\', "/");
                files.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

/// `run.json` without what may differ: `without` names its fields.
pub fn run_json(files: &Files, without: &[&str]) -> Value {
    let mut run: Value = serde_json::from_slice(&files["run.json"]).expect("JSON");
    let fields = run.as_object_mut().expect("an object");
    for name in without {
        assert!(fields.remove(*name).is_some(), "run.json has no {name}");
    }
    run
}

/// All files but `run.json` are equal byte for byte, and `run.json` without the fields named.
pub fn equal(case: &str, got: &Files, expected: &Files, run_without: &[&str]) {
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(got), names(expected), "{case}: the files");
    for (name, bytes) in got {
        if name != "run.json" {
            same(case, name, bytes, &expected[name]);
        }
    }
    let run = |files: &Files| serde_json::to_vec_pretty(&run_json(files, run_without)).expect("JSON");
    same(case, "run.json", &run(got), &run(expected));
}

/// Fails with the first line that differs; files of a few megabytes must not be printed whole.
pub fn same(case: &str, name: &str, got: &[u8], expected: &[u8]) {
    if got == expected {
        return;
    }
    let (got, expected) = (String::from_utf8_lossy(got), String::from_utf8_lossy(expected));
    let (mut left, mut right) = (got.lines(), expected.lines());
    for line in 1.. {
        let (a, b) = (left.next(), right.next());
        assert!(a == b, "{case}: {name} differs in line {line}\n     got: {}\nexpected: {}", clip(a, b), clip(b, a));
        assert!(a.is_some(), "{case}: {name} differs in its line ends");
    }
}

/// The part of a line around the place where it leaves the other.
fn clip(line: Option<&str>, other: Option<&str>) -> String {
    let Some(line) = line else { return "(no such line)".into() };
    let common = line.chars().zip(other.unwrap_or_default().chars()).take_while(|(a, b)| a == b).count();
    line.chars().skip(common.saturating_sub(120)).take(400).collect()
}
