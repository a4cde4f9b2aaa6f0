//! What is fuzzed: each target takes any bytes, and fails where the program panics or breaks a law.
//!
//! `tests/it/fuzz_smoke.rs` runs them for some seconds on any toolchain; `fuzz/` runs them under libFuzzer.
#![allow(dead_code, reason = "each user takes its part")]

mod dot;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use ringtrace::export::read as results;
use ringtrace::model::Table;
use ringtrace::names::{compare_holder, compare_people, family_keys, is_corporate, normalise, prepare};
use ringtrace::progress::Progress;
use ringtrace::settings::{NetworkFiles, Settings, TableSettings};
use ringtrace::snapshot::{ReadError, ReadOptions, Snapshot, read};
use ringtrace::synth::evaluate::{as_text, evaluate, read_results, read_truth};

pub use dot::{dot, scan};

/// A target by name.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const ALL: [Target; 8] = [
    ("csv", csv),
    ("ndjson", ndjson),
    ("parquet", parquet),
    ("settings", settings),
    ("names", names),
    ("dot", dot),
    ("evaluation", evaluation),
    ("results", read_back),
];

/// A directory of this process, in memory where the system has such a place: it is written thousands of times.
fn scratch() -> &'static Path {
    static SCRATCH: std::sync::OnceLock<PathBuf> = std::sync::OnceLock::new();
    SCRATCH.get_or_init(|| {
        let memory = Path::new("/dev/shm");
        let parent = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
        let own = parent.join(format!("ringtrace-fuzz-{}", std::process::id()));
        fs::create_dir_all(&own).expect("a directory");
        own
    })
}

/// Removes what the targets have written.
pub fn tidy() {
    let _ = fs::remove_dir_all(scratch());
}

/// The first byte chooses the table.
fn table_of(data: &[u8]) -> Option<(Table, &[u8])> {
    let (&first, rest) = data.split_first()?;
    Some((Table::ALL[usize::from(first) % Table::ALL.len()], rest))
}

/// Reads a snapshot that has the bytes as one table; `accounts` is there in any case.
fn snapshot(table: Table, extension: &str, bytes: &[u8]) -> Result<Snapshot, ReadError> {
    let directory = scratch().join(extension);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).expect("a directory");
    if table != Table::Accounts {
        fs::write(directory.join("accounts.csv"), "account_id\nA1\nA2\n").expect("a file");
    }
    fs::write(directory.join(format!("{}.{extension}", table.name())), bytes).expect("a file");
    let (tables, networks) = (TableSettings::default(), NetworkFiles::default());
    let options = ReadOptions { tables: &tables, networks: &networks, strict: false };
    let snapshot = read(&directory, &options, &Progress::silent())?;
    for input in &snapshot.inputs {
        let listed = snapshot.rejects.iter().filter(|reject| reject.file == input.path).count() as u64;
        assert!(listed <= input.rejected && input.rejected <= input.rows, "{input:?}, {listed} rejects");
    }
    assert!(snapshot.rejects.is_sorted());
    Ok(snapshot)
}

/// What of a snapshot must not depend on the file's name.
fn gist(snapshot: &Snapshot) -> String {
    let rejects: Vec<_> = snapshot.rejects.iter().map(|r| (r.table, r.row, &r.column, &r.reason)).collect();
    let rows: Vec<_> = snapshot.inputs.iter().map(|input| (input.table, input.rows, input.rejected)).collect();
    let (s, logins) =
        (snapshot, snapshot.logins.iter().map(|(account, login)| (account, login.start, login.end(), login.ip())));
    let kept = (&s.documents, &s.changes, &s.reviews, &s.payouts, &s.identifiers, &s.ties, &s.known, &s.addresses);
    format!("{rejects:?} {rows:?} {:?} {:?} {kept:?}", s.accounts.listed(), logins.collect::<Vec<_>>())
}

/// Text is read, or refused with a message that names the file; packed, it is the same text.
fn text_table(data: &[u8], plain: &str, packed: &str, pack: fn(&[u8]) -> Vec<u8>) {
    let Some((table, bytes)) = table_of(data) else { return };
    let first = snapshot(table, plain, bytes);
    let second = snapshot(table, packed, &pack(bytes));
    match (first, second) {
        (Ok(first), Ok(second)) => assert_eq!(without_names(&gist(&first)), without_names(&gist(&second))),
        (Err(error), Err(_)) => assert!(error.to_string().contains(table.name()), "{error}"),
        (first, second) => panic!("plain: {:?}, packed: {:?}", first.err(), second.err()),
    }
}

/// Reasons may name the file.
fn without_names(text: &str) -> String {
    text.replace(".csv.gz", ".csv").replace(".ndjson.zst", ".ndjson")
}

/// CSV.
pub fn csv(data: &[u8]) {
    text_table(data, "csv", "csv.gz", |bytes| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).expect("memory");
        encoder.finish().expect("memory")
    });
}

/// NDJSON.
pub fn ndjson(data: &[u8]) {
    text_table(data, "ndjson", "ndjson.zst", |bytes| zstd::encode_all(bytes, 1).expect("memory"));
}

/// Parquet.
pub fn parquet(data: &[u8]) {
    let Some((table, bytes)) = table_of(data) else { return };
    if let Err(error) = snapshot(table, "parquet", bytes) {
        assert!(error.to_string().contains(table.name()), "{error}");
    }
}

/// Settings: what is accepted survives being written.
pub fn settings(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match Settings::parse(&text, "settings.toml") {
        Ok(settings) => {
            let written = toml::to_string(&settings).expect("settings can be written");
            let again = Settings::parse(&written, "written").expect("what was written can be read");
            // Compared as text, because NaN is not equal to itself.
            assert_eq!(toml::to_string(&again).expect("settings can be written"), written);
        }
        Err(error) => assert!(error.to_string().starts_with("settings.toml")),
    }
}

/// Names: the verdict is symmetric, a name agrees with itself or cannot be compared, and normal form is stable.
pub fn names(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (a, b) = text.split_once('\n').unwrap_or((&text, ""));
    let normal = normalise(a);
    assert_eq!(normalise(&normal), normal, "{a:?}");
    let (first, second) = (prepare(a), prepare(b));
    let ab = compare_people(std::slice::from_ref(&first), std::slice::from_ref(&second));
    let ba = compare_people(std::slice::from_ref(&second), std::slice::from_ref(&first));
    assert_eq!(ab.verdict, ba.verdict, "{a:?} and {b:?}");
    let own = compare_people(std::slice::from_ref(&first), std::slice::from_ref(&first));
    assert_ne!(own.verdict, ringtrace::names::NameMatch::Mismatch, "{a:?} with itself");
    let _ = (compare_holder(&first, &[second]), is_corporate(&first), family_keys(&first));
}

/// The files of an evaluation: the first byte chooses which of them holds the rest.
pub fn evaluation(data: &[u8]) {
    let Some((&first, bytes)) = data.split_first() else { return };
    let directory = scratch().join("evaluation");
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).expect("a directory");
    let mut files: Vec<(&str, &[u8])> = vec![
        ("truth.csv", b"account_id,operator,motif,class\nA1,o1,shift_team,\nA2,o1,shift_team,\nA3,p3,,household\n"),
        (
            "clusters.ndjson",
            b"{\"cluster\":\"c-1\",\"kind\":\"linked\",\"score\":0.7,\"rank\":1,\"accounts\":[\"A1\",\"A3\"]}\n",
        ),
        ("accounts.csv", b"account_id,component,cluster,score,indicators\nA1,A1,c-1,0.7,\n"),
    ];
    let chosen = usize::from(first) % (files.len() + 2);
    match chosen {
        3 => files[1] = ("clusters.parquet", bytes),
        4 => files[2] = ("accounts.parquet", bytes),
        chosen => files[chosen].1 = bytes,
    }
    for (name, bytes) in files {
        fs::write(directory.join(name), bytes).expect("a file");
    }
    let Ok(truth) = read_truth(&directory.join("truth.csv")) else { return };
    let Ok(read) = read_results(&directory) else { return };
    let evaluation = evaluate(&read, &truth, 0.5);
    for share in [evaluation.pairs.f1, evaluation.bcubed.f1, evaluation.average_precision] {
        assert!((0.0..=1.0).contains(&share), "{evaluation:?}");
    }
    assert!(!as_text(&evaluation).is_empty());
}

/// The files of a results directory: the first byte chooses which of them holds the rest.
pub fn read_back(data: &[u8]) {
    let Some((&first, bytes)) = data.split_first() else { return };
    let names = [
        "run.json",
        "clusters.ndjson",
        "findings.ndjson",
        "accounts.csv",
        "rejects.csv",
        "diagrams.ndjson",
        "timelines.ndjson",
        "clusters.parquet",
        "findings.parquet",
        "accounts.parquet",
        "rejects.parquet",
    ];
    let directory = scratch().join("results");
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).expect("a directory");
    let name = names[usize::from(first) % names.len()];
    fs::write(directory.join(name), bytes).expect("a file");
    let error = match name.split_once('.').expect("an extension").0 {
        "run" => results::run(&directory).err(),
        "clusters" => results::clusters(&directory).err(),
        "findings" => results::findings(&directory).err(),
        "accounts" => results::accounts(&directory).err(),
        "rejects" => results::rejects(&directory).err(),
        "diagrams" => results::diagrams(&directory).err(),
        _ => results::timelines(&directory).err(),
    };
    if let Some(error) = error {
        assert!(error.to_string().contains(name), "{name}: {error}");
    }
}
