//! What `--force` replaces: what the program wrote itself, and nothing else that somebody keeps beside it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn ringtrace(place: &Path, arguments: &str) -> Output {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("ringtrace"));
    command.args(arguments.split_whitespace()).current_dir(place).output().unwrap()
}

fn works(place: &Path, arguments: &str) -> String {
    let output = ringtrace(place, arguments);
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments}: {complaint}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Is refused with a message that has all the words, and changes nothing.
fn refused(place: &Path, arguments: &str, words: &[&str]) {
    let before = tree(place);
    let output = ringtrace(place, arguments);
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{arguments}: {complaint}");
    for word in words {
        assert!(complaint.contains(word), "{arguments}: no {word:?} in: {complaint}");
    }
    assert!(!complaint.contains("os error"), "{arguments}: {complaint}");
    assert_eq!(tree(place), before, "{arguments}");
}

/// Every path below a directory, with the bytes of regular files.
fn tree(directory: &Path) -> Vec<(PathBuf, Option<Vec<u8>>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let kind = fs::symlink_metadata(&path).unwrap();
        if kind.is_dir() {
            found.extend(tree(&path));
        }
        let bytes = kind.is_file().then(|| fs::read(&path).unwrap());
        found.push((path, bytes));
    }
    found.sort();
    found
}

/// A small platform `p` and its results `r`.
fn analysed() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    works(place.path(), "generate --accounts 600 --rings 3 --out p");
    works(place.path(), "analyze p --out r");
    place
}

#[test]
fn whatever_the_program_writes_is_replaced() {
    let place = analysed();
    let at = place.path();
    fs::write(at.join("key"), "0123456789abcdef0123456789abcdef").unwrap();
    works(at, "render r --format dot");
    works(at, "analyze p --out r --force --tables parquet --pseudonymise key");
    works(at, "analyze p --out r --force --previous r --no-index");
    works(at, "export r --format neo4j-csv --out n");
    works(at, "export r --format neo4j-csv --out n --force");
    works(at, "export r --format parquet --out q");
    works(at, "export r --format parquet --out q --force");
    works(at, "generate --accounts 600 --out p --force --format parquet");
    // A large table is a folder of parts.
    fs::create_dir(at.join("p/logins")).unwrap();
    fs::rename(at.join("p/logins.parquet"), at.join("p/logins/part-00000.parquet")).unwrap();
    works(at, "generate --accounts 600 --out p --force");
}

#[test]
fn what_the_program_did_not_write_is_kept() {
    let place = analysed();
    let at = place.path();
    works(at, "export r --format neo4j-csv --out n");
    works(at, "export r --format parquet --out q");
    for (kind, again) in [
        ("r", "analyze p --out r --force"),
        ("p", "generate --accounts 600 --out p --force"),
        ("n", "export r --format neo4j-csv --out n --force"),
        ("q", "export r --format parquet --out q --force"),
    ] {
        for name in ["notes.txt", "cases.db", ".hidden", "run.json.bak", "clusters.d/x", "logins/mine.csv"] {
            let path = at.join(kind).join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, "mine").unwrap();
            let first = if kind == "p" && name.starts_with("logins") { name } else { name.split('/').next().unwrap() };
            refused(at, again, &[kind, first, "did not write", "move it away"]);
            fs::remove_file(&path).unwrap();
            let _ = fs::remove_dir(path.parent().unwrap());
        }
        let first = at.join(kind).join("0");
        fs::write(&first, "").unwrap();
        fs::write(at.join(kind).join("z"), "").unwrap();
        refused(at, again, &["also holds 0,"]);
        fs::remove_file(at.join(kind).join("z")).unwrap();
        fs::remove_file(&first).unwrap();
        works(at, again);
    }
    for name in ["mine.svg", "c-0123456789.txt", "c-0123456789.dot/x"] {
        let path = at.join("r/clusters").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "mine").unwrap();
        refused(at, "analyze p --out r --force", &["clusters/", name.split('/').next().unwrap()]);
        fs::remove_file(&path).unwrap();
        let _ = fs::remove_dir(path.parent().unwrap());
    }
}

#[test]
fn what_was_given_to_read_is_not_replaced() {
    let place = analysed();
    let at = place.path();
    // Names that the program itself writes, so that only what they were given for keeps them.
    fs::write(at.join("r/rejects.csv"), "").unwrap();
    for option in ["--settings", "--pseudonymise", "--cases"] {
        let file = "r/rejects.csv";
        refused(at, &format!("analyze p --out r --force {option} {file}"), &[option, "lies inside --out r", file]);
    }
    fs::create_dir(at.join("r/deep")).unwrap();
    refused(at, "analyze r/deep --out r --force", &["the snapshot lies inside", "another --out"]);
    refused(at, "analyze p --out r --force --previous r/deep", &["--previous lies inside"]);
    fs::remove_dir(at.join("r/deep")).unwrap();
    refused(at, "analyze p --out p --force", &["the snapshot is --out p"]);
    refused(at, "generate --out p --force --settings p/known.csv", &["--settings lies inside --out p"]);
    refused(at, "export r --format parquet --out r --force", &["the results directory is --out r"]);
    refused(at, "export r --format gexf --out r/run.json --force", &["is a file of the results"]);
    refused(at, "report r --out r/clusters.ndjson --force", &["is a file of the results"]);
    refused(at, "evaluate r --truth p/truth.csv --json p/truth.csv --force", &["the truth is --json"]);
    refused(at, "calibrate r --truth p/truth.csv --out p/truth.csv --force", &["what was judged is --out"]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(at.join("r/rejects.csv"), at.join("link.toml")).unwrap();
        refused(at, "analyze p --out r --force --settings link.toml", &["--settings lies inside --out r"]);
    }
}

#[test]
fn an_evaluation_replaces_a_file_only_when_asked() {
    let place = analysed();
    let at = place.path();
    fs::write(at.join("ev.json"), "mine").unwrap();
    refused(at, "evaluate r --truth p/truth.csv --json ev.json", &["ev.json", "already exists", "--force"]);
    // Before the work: of results that are not there nothing is said.
    refused(at, "evaluate none --truth none.csv --json ev.json", &["ev.json", "already exists"]);
    works(at, "evaluate r --truth p/truth.csv --json ev.json --force");
    assert!(fs::read_to_string(at.join("ev.json")).unwrap().starts_with('{'));
    works(at, "evaluate r --truth p/truth.csv --json new.json");
    assert_eq!(fs::read(at.join("ev.json")).unwrap(), fs::read(at.join("new.json")).unwrap());
}

#[cfg(unix)]
#[test]
fn only_a_regular_file_is_replaced() {
    use std::os::unix::fs::symlink;
    let place = analysed();
    let at = place.path();
    assert!(Command::new("mkfifo").arg(at.join("pipe")).status().unwrap().success());
    symlink("nowhere", at.join("broken")).unwrap();
    symlink("/dev/null", at.join("null")).unwrap();
    for name in ["pipe", "broken", "null"] {
        for force in ["", " --force"] {
            let kind = ["only a regular file is replaced", name];
            refused(at, &format!("report r --out {name}{force}"), &kind);
            refused(at, &format!("export r --format gexf --out {name}{force}"), &kind);
            refused(at, &format!("evaluate r --truth p/truth.csv --json {name}{force}"), &kind);
        }
    }
    // Standard output is a pipe here.
    refused(at, "report r --out /dev/stdout --force", &["/dev/stdout", "- for standard output"]);
    fs::write(at.join("old.html"), "old").unwrap();
    symlink("old.html", at.join("link.html")).unwrap();
    works(at, "report r --out link.html --force");
    assert!(fs::symlink_metadata(at.join("link.html")).unwrap().is_symlink());
    let page = fs::read_to_string(at.join("old.html")).unwrap();
    assert!(page.starts_with("<!"), "the link is followed");
    assert_eq!(works(at, "report r --out -"), page, "the page alone");
    assert!(!at.join("-").exists());
}

#[test]
fn what_stands_in_the_way_is_named() {
    let place = analysed();
    let at = place.path();
    fs::write(at.join("file"), "").unwrap();
    for out in ["file", "file --force", "file/x", "file/x --force", "file/x/y"] {
        refused(at, &format!("analyze p --out {out}"), &["file: is not a directory", "give the name of a directory"]);
        refused(at, &format!("export r --format parquet --out {out}"), &["file: is not a directory"]);
    }
    refused(at, "report r --out file/x.html", &["file: is not a directory"]);
    for (what, why) in [("p", "p: holds no clusters.ndjson"), ("file", "file: is a file")] {
        let words = [why, "expected a directory of results that `ringtrace analyze` wrote"];
        refused(at, &format!("evaluate {what} --truth p/truth.csv"), &words);
        refused(at, &format!("diff r {what}"), &words);
        refused(at, &format!("diff {what} r"), &words);
    }
}
