//! The commands as people run them: exit codes, refusals, messages, and what an interrupted run leaves behind.

use crate::{runs, support};

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::support::put;
use assert_cmd::Command;

fn ringtrace(arguments: &[&str]) -> Output {
    Command::cargo_bin("ringtrace").unwrap().args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Succeeds, and gives back what was printed.
fn prints(arguments: &[&str]) -> String {
    let output = ringtrace(arguments);
    let (said, complaint) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}{complaint}");
    assert_eq!(complaint, "", "{arguments:?}: nothing to complain about");
    said
}

/// Fails with an exit code, says why, does not panic, prints no result, and gives back the message.
fn fails(code: i32, arguments: &[&str]) -> String {
    let output = ringtrace(arguments);
    let complaint = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {complaint}");
    assert!(!complaint.contains("panicked") && !complaint.is_empty(), "{arguments:?}: {complaint}");
    assert_eq!(text(&output.stdout), "", "{arguments:?}");
    complaint
}

fn entries(directory: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A place with a small snapshot in it.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        for sheet in support::platform() {
            put(place.path(), &format!("snapshot/{}.csv", sheet.name), support::csv_text(&sheet).as_bytes());
        }
        Self(place)
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }
}

#[test]
fn a_run_prints_a_summary_and_writes_every_file() {
    let place = Place::new();
    let (snapshot, out) = (place.path("snapshot"), place.path("deep/er/results"));
    let said = prints(&["analyze", &snapshot, "--out", &out]);
    assert!(said.contains("Read") && said.contains("Results") && said.contains(&out), "{said}");
    assert!(!said.contains(['\u{1b}', '\r', '\u{8}']), "no bars or colours where nobody watches: {said:?}");
    assert_eq!(entries(Path::new(&place.path("deep/er"))), ["results"], "nothing beside the results");
    let names = entries(Path::new(&out));
    for name in ["accounts.csv", "clusters", "clusters.ndjson", "findings.ndjson", "rejects.csv", "run.json"] {
        assert!(names.iter().any(|other| other == name), "{name} in {names:?}");
    }
    let validated = prints(&["validate", &snapshot]);
    assert!(validated.contains("Indicators") && !validated.contains('\u{1b}'), "{validated}");
    let parquet = place.path("parquet");
    prints(&["analyze", &snapshot, "--out", &parquet, "--tables", "parquet", "--threads", "1", "--diagrams", "0"]);
    let names = entries(Path::new(&parquet));
    for name in ["accounts.parquet", "clusters.parquet", "findings.parquet", "rejects.parquet", "run.json"] {
        assert!(names.iter().any(|other| other == name), "{name} in {names:?}");
    }
    assert_eq!(entries(&Path::new(&parquet).join("clusters")), [""; 0]);
}

#[test]
fn existing_results_are_replaced_only_when_asked() {
    let place = Place::new();
    let (snapshot, out) = (place.path("snapshot"), place.path("results"));
    prints(&["analyze", &snapshot, "--out", &out]);
    let mark = Path::new(&out).join("clusters/c-0123456789.svg"); // such as `render` draws
    fs::write(&mark, "old").unwrap();
    let complaint = fails(1, &["analyze", &snapshot, "--out", &out]);
    assert!(complaint.contains(&out) && complaint.contains("--force"), "{complaint}");
    assert!(mark.exists(), "untouched");
    prints(&["analyze", &snapshot, "--out", &out, "--force"]);
    assert!(!mark.exists(), "replaced");

    // A directory of somebody else's is never replaced, and not even read.
    let other = place.path("mine");
    put(Path::new(&other), "letter.txt", b"dear");
    let complaint = fails(1, &["analyze", &snapshot, "--out", &other, "--force"]);
    assert!(complaint.contains("run.json") && complaint.contains(&other), "{complaint}");
    assert_eq!(entries(Path::new(&other)), ["letter.txt"]);
    let complaint = fails(1, &["analyze", &snapshot, "--out", &snapshot, "--force"]);
    assert!(complaint.contains("the snapshot is --out"), "{complaint}");
    assert!(Path::new(&snapshot).join("accounts.csv").exists(), "the snapshot is not replaced by its results");
    assert_eq!(entries(place.0.path()), ["mine", "results", "snapshot"]);
}

/// A limit that next to nothing keeps to: all large pieces stand on the disk, beside sessions and links.
#[test]
fn a_tiny_limit_of_memory_changes_nothing() {
    let place = tempfile::tempdir().unwrap();
    let path = |name: &str| place.path().join(name).to_str().unwrap().to_owned();
    prints(&["generate", "--accounts", "3000", "--seed", "12", "--out", &path("platform")]);
    prints(&["analyze", &path("platform"), "--out", &path("held")]);
    let output = ringtrace(&["analyze", &path("platform"), "--out", &path("new/spilled"), "--memory", "1MiB"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(
        text(&output.stderr).contains("more than the limit: pieces that are too small"),
        "{}",
        text(&output.stderr)
    );
    let files = |name: &str| runs::files(&place.path().join(name));
    let spilled = files("new/spilled");
    runs::equal("1 MiB", &spilled, &files("held"), &["measured"]);
    let memory = &runs::run_json(&spilled, &[])["measured"]["memory"];
    assert_eq!(memory["limit"], 1 << 20);
    assert!(memory["most_on_disk"].as_u64().unwrap() > 10 << 20, "{memory}");
    assert_eq!(entries(place.path()), ["held", "new", "platform"], "files left behind");
    assert_eq!(entries(&place.path().join("new")), ["spilled"], "files left behind");
}

#[test]
fn wrong_usage_is_told_apart_from_wrong_input() {
    let place = Place::new();
    let (snapshot, out) = (place.path("snapshot"), place.path("results"));
    for arguments in [
        &["analyze"] as &[&str],
        &["analyze", &snapshot],
        &["analyse", &snapshot, "--out", &out],
        &["analyze", &snapshot, "--out", &out, "--tables", "xlsx"],
        &["analyze", &snapshot, "--out", &out, "--threads", "many"],
        &["analyze", &snapshot, "--out", &out, "--diagrams", "-1"],
        &["generate", "--out", &out, "--accounts", "1e6"],
        &["render", &out, "--format", "gif"],
        &["completions", "cmd"],
        &["--verbose"],
    ] {
        let complaint = fails(2, arguments);
        assert!(complaint.contains("--help"), "{complaint}");
    }
    for arguments in [
        &["analyze", &snapshot, "--out", &out, "--threads", "0"] as &[&str],
        &["analyze", &place.path("none"), "--out", &out],
        &["analyze", &snapshot, "--out", &out, "--settings", &place.path("none.toml")],
        &["validate", &place.path("none")],
        &["generate", "--out", &out, "--accounts", "0"],
        &["generate", "--out", &out, "--threads", "0"],
        &["validate", &snapshot, "--threads", "0"],
        &["render", &place.path("none"), "--format", "dot"],
        &["evaluate", &place.path("none"), "--truth", &place.path("none.csv")],
        &["export", &place.path("none"), "--format", "gexf", "--out", &out],
    ] {
        let complaint = fails(1, arguments);
        assert!(complaint.starts_with("ringtrace: "), "{complaint}");
    }
    assert_eq!(entries(place.0.path()), ["snapshot"], "a refused command leaves nothing");
}

#[test]
fn bare_help_and_version_are_no_errors() {
    let version = prints(&["--version"]);
    assert_eq!(version, format!("ringtrace {}\n", env!("CARGO_PKG_VERSION")));
    for command in ["analyze", "validate", "render", "export", "generate", "evaluate", "man", "completions"] {
        let (long, short) = (prints(&[command, "--help"]), prints(&[command, "-h"]));
        assert!(long.contains(&format!("Usage: ringtrace {command}")), "{long}");
        assert!(short.lines().all(|line| line.chars().count() <= 120), "{short}");
        assert!(prints(&["--help"]).contains(command));
        for line in long.lines().filter(|line| line.trim_start().starts_with("--")) {
            assert!(!line.ends_with("TODO"), "{line}");
        }
    }
    for command in ["analyze", "generate", "evaluate", "render", "export"] {
        assert!(prints(&[command, "--help"]).contains("Example"), "{command} shows an example");
    }
}

#[test]
fn messages_say_where_and_what_to_do() {
    let place = Place::new();
    let (snapshot, out) = (place.path("snapshot"), place.path("results"));
    let analyze = |more: &[&str]| fails(1, &[&["analyze", &snapshot, "--out", &out], more].concat());
    let has = |complaint: String, words: &[&str]| {
        for word in words {
            assert!(complaint.contains(word), "no {word:?} in: {complaint}");
        }
    };
    let settings = place.path("settings.toml");
    fs::write(&settings, "[score]\nprior = 0.01\npriority = 1\n").unwrap();
    has(analyze(&["--settings", &settings]), &[&settings, "line 3, column 1", "priority"]);
    fs::write(&settings, "[score\n").unwrap();
    has(analyze(&["--settings", &settings]), &[&settings, "line 1"]);
    let mapped = "[[tables.identifiers]]\npath = \"nowhere/*.csv\"\n";
    fs::write(&settings, mapped).unwrap();
    has(analyze(&["--settings", &settings]), &["nowhere/*.csv"]);

    let changes = Path::new(&snapshot).join("changes.csv");
    fs::write(&changes, "account_id,field,changed_at\nA1,name,2024-03-01\nA1,name,soon\n").unwrap();
    has(analyze(&["--strict"]), &["changes.csv, row 2, column 'changed_at'", "'soon' is not a time", "RFC 3339"]);
    assert!(!Path::new(&out).exists(), "--strict writes nothing");
    has(fails(1, &["validate", &snapshot, "--strict"]), &["changes.csv, row 2"]);
    let said = prints(&["analyze", &snapshot, "--out", &out]);
    assert!(said.contains("rejects.csv"), "{said}");
    let rejects = fs::read_to_string(Path::new(&out).join("rejects.csv")).unwrap();
    assert!(rejects.contains("changes,changes.csv,2,changed_at,"), "{rejects}");
    let validated = prints(&["validate", &snapshot]);
    assert!(validated.contains("changes.changed_at: 'soon' is not a time"), "{validated}");
    fs::remove_dir_all(&out).unwrap();

    fs::write(&changes, "account,field,changed_at\nA1,name,2024-03-01\n").unwrap();
    has(analyze(&[]), &["changes.csv", "'account_id'", "'account'", "[[tables.changes]]"]);
    assert!(!Path::new(&out).exists());

    fs::remove_file(&changes).unwrap();
    let objects = Path::new(&snapshot).join("changes.ndjson");
    let good = r#"{"account_id":"A1","field":"name","changed_at":"2024-03-01T00:00:00Z"}"#;
    fs::write(&objects, format!("{good}\n\n{}\n", good.replace("2024-03-01T00:00:00Z", "soon"))).unwrap();
    let validated = prints(&["validate", &snapshot]);
    assert!(validated.contains("(line 3)"), "{validated}");
    fs::remove_file(&objects).unwrap();
    fs::write(&settings, "[linking.limits]\ndevise = 5\n").unwrap();
    let said = prints(&["analyze", &snapshot, "--out", &out, "--settings", &settings]);
    assert!(said.contains("[linking] limits speaks of devise, a kind that is not here: here are"), "{said}");
    let directory = fails(1, &["export", &out, "--format", "neo4j-csv", "--out", "-"]);
    has(directory, &["is a directory of several files", "name one"]);
    has(fails(1, &["report", &out, "--out", &snapshot, "--force"]), &[&snapshot, "is a directory"]);
    let page = place.path("new/place/report.html");
    prints(&["report", &out, "--out", &page]);
    assert!(Path::new(&page).is_file());
    has(fails(1, &["report", &out, "--out", &page]), &[&page, "already exists", "--force"]);
    fs::remove_dir_all(&out).unwrap();

    let truth = place.path("truth.csv");
    fs::write(&changes, "account_id,field,changed_at\n").unwrap();
    prints(&["analyze", &snapshot, "--out", &out]);
    fs::write(&truth, "account_id,operator,motif,class\nA1,o1\n").unwrap();
    has(fails(1, &["evaluate", &out, "--truth", &truth]), &[&truth, "line: 2"]);
    has(fails(1, &["render", &out, "c-0000000000", "--format", "dot"]), &["c-0000000000", "nearest"]);
}

/// Whatever stands in the files: a message or rejected rows, never a panic, and no half of a result.
#[test]
fn garbage_is_refused_or_rejected() {
    let noise: Vec<u8> = (0..50_000u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    let deep = "[".repeat(200_000);
    for (name, bytes) in [
        ("csv", noise.as_slice()),
        ("csv", b"\"\"\"\"\"\n,,,\n"),
        ("csv", b"account_id,account_id\nA,B\n"),
        ("ndjson", noise.as_slice()),
        ("ndjson", deep.as_bytes()),
        ("ndjson", b"{\"account_id\":{\"a\":[1]}}\n{\"account_id\":1e400}\n"),
        ("parquet", noise.as_slice()),
        ("parquet", b"PAR1\xff\xff\xff\x7fPAR1"),
        ("csv.gz", noise.as_slice()),
        ("ndjson.zst", noise.as_slice()),
    ] {
        for table in ["accounts", "logins", "networks"] {
            let place = Place::new();
            fs::remove_file(place.path(&format!("snapshot/{table}.csv"))).unwrap();
            put(place.0.path(), &format!("snapshot/{table}.{name}"), bytes);
            let (snapshot, out) = (place.path("snapshot"), place.path("results"));
            let output = ringtrace(&["analyze", &snapshot, "--out", &out, "--threads", "2"]);
            let complaint = text(&output.stderr);
            assert!(!complaint.contains("panicked"), "{table}.{name}: {complaint}");
            match output.status.code() {
                Some(0) => assert!(Path::new(&out).join("run.json").exists(), "{table}.{name}"),
                Some(1) => {
                    assert!(complaint.contains(table), "{table}.{name}: {complaint}");
                    assert_eq!(entries(place.0.path()), ["snapshot"], "{table}.{name}");
                }
                code => panic!("{table}.{name}: {code:?}: {complaint}"),
            }
        }
    }
}

#[test]
fn a_full_pipe_reader_that_leaves_is_no_panic() {
    let place = Place::new();
    let binary = assert_cmd::cargo::cargo_bin("ringtrace");
    for command in ["completions bash", &format!("validate {}", place.path("snapshot"))] {
        let script = format!("{} {command} | true", binary.display());
        let output = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
        let complaint = text(&output.stderr);
        assert!(!complaint.contains("panicked"), "{command}: {complaint}");
    }
}

#[test]
fn manual_pages_and_completions() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("man");
    prints(&["man", "--out", out.to_str().unwrap()]);
    let names = entries(&out);
    for name in ["ringtrace.1", "ringtrace-analyze.1", "ringtrace-render.1"] {
        assert!(names.iter().any(|other| other == name), "{name} in {names:?}");
        let page = fs::read_to_string(out.join(name)).unwrap();
        assert!(page.contains(".TH ") && page.contains(".SH SYNOPSIS"), "{name}");
    }
    assert!(!names.iter().any(|name| name.contains("help")), "{names:?}");
    for (shell, word) in [("bash", "_ringtrace()"), ("zsh", "#compdef ringtrace"), ("fish", "complete -c ringtrace")] {
        let script = prints(&["completions", shell]);
        assert!(script.contains(word) && script.contains("analyze") && script.contains("evaluate"), "{shell}");
    }
}

#[cfg(unix)]
mod interrupted {
    use std::process::{Child, Stdio};
    use std::time::{Duration, Instant};

    use super::*;

    /// What a shell reports for a command ended by SIGINT: 128 and its number.
    const INTERRUPTED: i32 = 130;

    fn start(arguments: &[&str]) -> Child {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("ringtrace"));
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    fn interrupt(child: &Child) {
        let sent = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Interrupts as soon as something appears beside `out`, or `after` that time where nothing does.
    fn interrupt_when_writing(
        mut child: Child,
        parent: &Path,
        before: &[String],
        after: Duration,
    ) -> (Option<i32>, String) {
        let started = Instant::now();
        while started.elapsed() < after && entries(parent) == before && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        if child.try_wait().unwrap().is_none() {
            interrupt(&child);
        }
        let output = child.wait_with_output().unwrap();
        (output.status.code(), text(&output.stderr))
    }

    #[test]
    fn generate_leaves_nothing() {
        let place = tempfile::tempdir().unwrap();
        let out = place.path().join("platform");
        let child = start(&["generate", "--accounts", "200000", "--out", out.to_str().unwrap()]);
        let (code, complaint) = interrupt_when_writing(child, place.path(), &[], Duration::from_mins(1));
        assert_eq!(code, Some(INTERRUPTED), "{complaint}");
        assert!(complaint.contains("interrupted"), "{complaint}");
        assert_eq!(entries(place.path()), [""; 0]);
    }

    #[test]
    fn analyze_leaves_all_or_nothing_and_keeps_what_was_there() {
        let place = tempfile::tempdir().unwrap();
        let (snapshot, out) = (place.path().join("snapshot"), place.path().join("results"));
        let (snapshot, out) = (snapshot.to_str().unwrap(), out.to_str().unwrap());
        prints(&["generate", "--accounts", "3000", "--out", snapshot]);
        let analyze = || start(&["analyze", snapshot, "--out", out, "--force"]);
        let before = entries(place.path());
        let (code, complaint) = interrupt_when_writing(analyze(), place.path(), &before, Duration::from_millis(150));
        assert_eq!(code, Some(INTERRUPTED), "while it reads: {complaint}");
        assert_eq!(entries(place.path()), ["snapshot"]);
        // While it writes: the signal may come a moment too late, and then everything is there.
        let whole = |expected: &[&str], code: Option<i32>, complaint: &str| match code {
            Some(INTERRUPTED) if entries(place.path()) == expected => {}
            Some(0 | INTERRUPTED) => {
                assert_eq!(entries(place.path()), ["results", "snapshot"]);
                assert!(Path::new(out).join("run.json").exists());
            }
            code => panic!("{code:?}: {complaint}"),
        };
        let (code, complaint) = interrupt_when_writing(analyze(), place.path(), &before, Duration::from_mins(5));
        whole(&["snapshot"], code, &complaint);
        prints(&["analyze", snapshot, "--out", out, "--force"]);
        let before = entries(place.path());
        let (code, complaint) = interrupt_when_writing(analyze(), place.path(), &before, Duration::from_mins(5));
        whole(&["results", "snapshot"], code, &complaint);
        assert!(Path::new(out).join("run.json").exists(), "old or new results, but whole ones");
    }
}
