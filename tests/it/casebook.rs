//! The casebook: what it takes, what it refuses, and what an audit notices.

use std::path::{Path, PathBuf};

use ringtrace::casebook::{CaseError, Casebook, Decision, NewEntry, Standing, Status, audit, chain_hash, marks};
use ringtrace::model::Time;
use ringtrace::report::{Cluster, ClusterKind, Cohesion, Evidence, NodeName};

fn place() -> (tempfile::TempDir, PathBuf) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("cases.db");
    (directory, path)
}

fn entry(decision: Decision) -> NewEntry {
    NewEntry { who: "Investigator".into(), why: "because 理由".into(), run: "monday".into(), decision }
}

fn note(text: &str) -> NewEntry {
    let decision = Decision::Note { cluster: Some("c-1".into()), nodes: Vec::new() };
    NewEntry { why: text.into(), ..entry(decision) }
}

fn separate(a: &str, b: &str) -> Decision {
    Decision::Separate { a: a.into(), b: b.into(), until: None }
}

fn filled(path: &Path, entries: usize) -> Casebook {
    let mut book = Casebook::open(path).expect("a new book");
    (0..entries).for_each(|at| {
        book.append(note(&format!("note {at}"))).expect("it is taken");
    });
    book
}

#[test]
fn entries_follow_one_another_and_survive_reopening() {
    let (_directory, path) = place();
    let written: Vec<_> = {
        let mut book = Casebook::open(&path).expect("a new book");
        let decisions = [separate("b", "a"), Decision::Undo { entry: 1 }, separate("a", "c")];
        decisions.into_iter().map(|decision| book.append(entry(decision)).expect("taken")).collect()
    };
    let book = Casebook::open(&path).expect("the same book");
    assert_eq!(book.entries().expect("readable"), written);
    assert_eq!(written.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(written.windows(2).all(|pair| pair[1].previous == pair[0].hash));
    assert_eq!(chain_hash(written[1].hash, &written[2]), written[2].hash);
    let standing = Standing::of(&book).expect("readable");
    assert_eq!(standing.entries.iter().map(|(entry, _)| entry.seq).collect::<Vec<_>>(), [3]);
    let audited = audit(&path, &[written[0].hash.to_string()]).expect("a book");
    assert_eq!((audited.entries, audited.breaks), (3, Vec::new()));
}

#[test]
fn taking_back_what_took_back_restores() {
    let (_directory, path) = place();
    let mut book = Casebook::open(&path).expect("a new book");
    for decision in [separate("a", "b"), Decision::Undo { entry: 1 }, Decision::Undo { entry: 2 }] {
        book.append(entry(decision)).expect("taken");
    }
    let standing = Standing::of(&book).expect("readable");
    assert_eq!(standing.entries.iter().map(|(entry, _)| entry.seq).collect::<Vec<_>>(), [1]);
    let again = book.append(entry(Decision::Undo { entry: 2 })).expect_err("taken back already");
    assert!(again.to_string().contains("taken back already"), "{again}");
    assert!(book.append(entry(Decision::Undo { entry: 9 })).is_err());
}

#[test]
fn what_is_not_whole_is_refused_in_words() {
    let (_directory, path) = place();
    let mut book = Casebook::open(&path).expect("a new book");
    let group = |class: &str, accounts: &[&str]| Decision::Dismiss {
        cluster: "c-1".into(),
        class: class.into(),
        accounts: accounts.iter().map(ToString::to_string).collect(),
        evidence: Vec::new(),
        until: None,
    };
    let ignore =
        |kind: &str, until: &str| Decision::Ignore { kind: kind.into(), value: "x".into(), until: until.into() };
    let wrong = [
        (entry(group("guilty", &["a"])), "class"),
        (entry(group("household", &[])), "accounts"),
        (NewEntry { why: " ".into(), ..entry(group("other", &["a"])) }, "note"),
        (entry(separate("a", "a")), "nodes"),
        (entry(ignore("device", "tomorrow")), "until"),
        (entry(ignore("account", "2027-01-01")), "nodes"),
        (NewEntry { who: String::new(), ..entry(separate("a", "b")) }, "who"),
        (NewEntry { why: "x".repeat(10_001), ..entry(separate("a", "b")) }, "note"),
        (note(""), "note"),
    ];
    for (new, field) in wrong {
        let error = book.append(new).expect_err(field);
        assert!(matches!(&error, CaseError::Refused(what) if what.starts_with(field)), "{field}: {error}");
    }
    assert_eq!(book.entries().expect("readable"), []);
}

#[test]
fn the_table_itself_refuses_changes() {
    let (_directory, path) = place();
    drop(filled(&path, 3));
    let raw = rusqlite::Connection::open(&path).expect("a database");
    for statement in [
        "UPDATE entries SET why = 'other' WHERE seq = 2",
        "DELETE FROM entries WHERE seq = 3",
        "INSERT OR REPLACE INTO entries SELECT 2, at, who, 'other', run, decision, previous, hash FROM entries WHERE seq = 2",
        "INSERT INTO entries SELECT 9, at, who, why, run, decision, previous, hash FROM entries WHERE seq = 3",
    ] {
        let error = raw.execute(statement, []).expect_err(statement);
        assert!(error.to_string().contains("entries are"), "{error}");
    }
    assert!(audit(&path, &[]).expect("a book").holds());
}

/// Changes a book behind the program's back, triggers and all, and returns what the audit says.
fn tampered(statements: &str, seen: bool) -> Vec<String> {
    let (_directory, path) = place();
    let head = filled(&path, 5).entries().expect("readable").last().expect("five").hash.to_string();
    let raw = rusqlite::Connection::open(&path).expect("a database");
    let triggers = ["entries_no_update", "entries_no_delete", "entries_only_next"];
    let saved: Vec<String> = triggers
        .iter()
        .map(|name| {
            let sql = raw.query_row("SELECT sql FROM sqlite_master WHERE name = ?1", [name], |row| row.get(0));
            raw.execute(&format!("DROP TRIGGER {name}"), []).expect("dropped");
            sql.expect("it was there")
        })
        .collect();
    raw.execute_batch(statements).expect("tampered");
    saved.iter().for_each(|sql| {
        raw.execute(sql, []).expect("put back");
    });
    audit(&path, &if seen { vec![head] } else { Vec::new() }).expect("still a book").breaks
}

#[test]
fn an_audit_notices_every_change() {
    let changes = [
        ("UPDATE entries SET why = 'other' WHERE seq = 3", "entry 3 was changed"),
        ("UPDATE entries SET who = 'nobody' WHERE seq = 5", "entry 5 was changed"),
        ("UPDATE entries SET at = '2020-01-01T00:00:00Z' WHERE seq = 1", "entry 1 was changed"),
        ("UPDATE entries SET decision = '{}' WHERE seq = 2", "entry 2 holds no decision"),
        ("DELETE FROM entries WHERE seq = 2", "entry 2 is missing"),
        ("DELETE FROM entries WHERE seq IN (2, 3)", "entries 2 to 3 are missing"),
        ("UPDATE entries SET hash = previous WHERE seq = 4", "entry 5 does not follow"),
        ("UPDATE entries SET hash = x'00' WHERE seq = 4", "entry 4 was changed"),
    ];
    for (statement, expected) in changes {
        let breaks = tampered(statement, false);
        assert!(breaks.iter().any(|line| line.contains(expected)), "{statement}: {breaks:?}");
    }
    assert_eq!(tampered("", true), Vec::<String>::new());
    let cut = "DELETE FROM entries WHERE seq > 3";
    assert_eq!(tampered(cut, false), Vec::<String>::new(), "a chain alone cannot show that its end was cut off");
    assert!(tampered(cut, true)[0].contains("entries were removed or changed"));
}

#[test]
fn missing_guards_and_strange_files_are_told() {
    let (_directory, path) = place();
    drop(filled(&path, 1));
    let raw = rusqlite::Connection::open(&path).expect("a database");
    raw.execute("DROP TRIGGER entries_no_delete", []).expect("dropped");
    let breaks = audit(&path, &[]).expect("a book").breaks;
    assert!(breaks.iter().any(|line| line.contains("entries_no_delete is missing")), "{breaks:?}");

    let (directory, other) = place();
    assert!(audit(&other, &[]).expect_err("no file").to_string().contains("no such file"));
    std::fs::write(&other, "this is a letter, not a database, and long enough to look like something")
        .expect("written");
    assert!(audit(&other, &[]).expect_err("no database").to_string().contains("not a database"));
    assert!(Casebook::open(&other).is_err());
    let foreign = directory.path().join("foreign.db");
    rusqlite::Connection::open(&foreign).and_then(|raw| raw.execute("CREATE TABLE t (x)", [])).expect("a database");
    assert!(Casebook::open(&foreign).expect_err("foreign").to_string().contains("not a casebook"));
}

#[test]
fn two_writers_take_turns() {
    let (_directory, path) = place();
    drop(Casebook::open(&path).expect("a new book"));
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let path = &path;
            scope.spawn(move || {
                let mut book = Casebook::open(path).expect("the same book");
                (0..10).for_each(|at| {
                    book.append(note(&format!("{writer} {at}"))).expect("taken");
                });
            });
        }
    });
    let audited = audit(&path, &[]).expect("a book");
    assert_eq!((audited.entries, audited.breaks), (40, Vec::new()));
}

fn cluster(id: &str, accounts: &[&str], evidence: &[(&str, f64, &[&str])]) -> Cluster {
    let evidence = evidence.iter().map(|(code, weight, nodes)| Evidence {
        code: (*code).into(),
        weight: *weight,
        text: String::new(),
        accounts: Vec::new(),
        nodes: nodes.iter().map(|value| NodeName("device".into(), (*value).into())).collect(),
        rows: Vec::new(),
    });
    Cluster {
        cluster: id.into(),
        kind: ClusterKind::ProxyRing,
        score: 0.9,
        rank: 1,
        accounts: accounts.iter().map(ToString::to_string).collect(),
        identifiers: Vec::new(),
        motifs: Vec::new(),
        findings: Vec::new(),
        cohesion: Cohesion::default(),
        prior: -6.6,
        alternatives: Vec::new(),
        evidence: evidence.collect(),
    }
}

#[test]
fn a_dismissed_cluster_is_opened_again_only_by_something_new() {
    let (_directory, path) = place();
    let mut book = Casebook::open(&path).expect("a new book");
    let before = cluster("c-1", &["a", "b", "c"], &[("N8", 4.0, &["d1"]), ("P4", 1.0, &["ip1"])]);
    let dismissed = Decision::Dismiss {
        cluster: before.cluster.clone(),
        class: "household".into(),
        accounts: before.accounts.clone(),
        evidence: ringtrace::casebook::EvidenceMark::of(&before),
        until: Some("2026-03-01".into()),
    };
    book.append(entry(dismissed)).expect("taken");
    let standing = Standing::of(&book).expect("readable");
    let february = Time(1_770_000_000);
    let status =
        |after: &Cluster| marks(&standing, std::slice::from_ref(after), february).pop().map(|mark| mark.status);

    assert_eq!(status(&before), Some(Status::Dismissed));
    let other_id = cluster("c-2", &["a", "b"], &[("N8", 4.9, &["d1"]), ("P4", 1.2, &["ip1", "ip2"])]);
    assert_eq!(status(&other_id), Some(Status::Dismissed), "fewer accounts, a new address: nothing that counts");
    assert_eq!(status(&cluster("c-1", &["a", "b", "c", "d"], &[])), Some(Status::Reopened), "somebody joined");
    assert_eq!(status(&cluster("c-1", &["a", "b"], &[("P3", 9.0, &["x"])])), Some(Status::Reopened), "new evidence");
    assert_eq!(status(&cluster("c-1", &["a", "b"], &[("N8", 5.0, &["d1"])])), Some(Status::Reopened), "a bit more");
    assert_eq!(
        status(&cluster("c-1", &["a", "b"], &[("N8", 4.0, &["d1", "d2"])])),
        Some(Status::Reopened),
        "a new device"
    );
    assert_eq!(status(&cluster("c-9", &["a", "x", "y", "z"], &[])), None, "another group");
    let march = Time(1_773_000_000);
    assert!(marks(&standing, &[before], march).is_empty(), "it has ended");
}
