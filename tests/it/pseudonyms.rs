//! With `--pseudonymise` no identifier and no name leaves the program, and only the key brings them back.

use crate::day;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ringtrace::snapshot::Pseudonyms;
use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::day::{analysed, lines, platform, run, said, written};

const KEY: &str = "a key of more than sixteen bytes";

/// Every value of the snapshot that identifies somebody: account ids, values and names; long ones, so that none
/// occurs by chance.
fn secrets(place: &Path) -> BTreeSet<String> {
    secrets_of(&place.join("snapshot"))
}

fn secrets_of(snapshot: &Path) -> BTreeSet<String> {
    let columns = [
        "account_id",
        "other_id",
        "name",
        "name_kana",
        "organisation",
        "document_id",
        "bank_account_id",
        "holder",
        "ip",
        "device_id",
        "onward_id",
        "value",
        "reviewer_id",
        "reviewee_id",
        "client_id",
        "worker_id",
    ];
    let mut secrets = BTreeSet::new();
    for table in std::fs::read_dir(snapshot).expect("a snapshot") {
        let mut reader =
            csv::ReaderBuilder::new().flexible(true).from_path(table.expect("a table").path()).expect("CSV");
        let header = reader.headers().expect("a header").clone();
        for row in reader.records() {
            let row = row.expect("a row");
            let named = header.iter().zip(&row).filter(|(column, _)| columns.contains(column));
            secrets.extend(named.map(|(_, value)| value.to_owned()).filter(|value| value.len() >= 5));
        }
    }
    secrets
}

/// Bytes of every file below a directory.
fn files(directory: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).expect("a file")));
        }
    }
    found
}

fn hostile() -> tempfile::TempDir {
    let mut platform = platform();
    // Everything that is shown anywhere: names in sentences, organisations, rejected values, decisions about strangers.
    for at in 0..5 {
        platform.row("identifiers", format!("r{at},email,ring-mailbox@example.com,"));
        platform.row("identifiers", format!("r{at},template,template-of-ring,"));
        platform.row("documents", format!("s{:04},passport-of-{at},passport,JP,Stranger Papername{at},", at + 10));
    }
    platform.row("accounts", "agency-one,Agency Worker One,,worker,JP,2025-01-01,active,,Honest Agency KK");
    platform.row("accounts", "agency-two,Agency Worker Two,,worker,JP,2025-01-01,active,,Honest Agency KK");
    for id in ["agency-one", "agency-two"] {
        platform.row("bank_accounts", format!("{id},bank-agency,bank,Honest Agency KK,JP,,"));
        platform.daily(id, 0..20, 3, "198.51.100.60", "d-agency");
    }
    platform.row("logins", "s0001,not-a-time-but-secret,,198.51.100.1,d-own-0001,");
    platform.row("logins", "s0002,2026-01-02,,address'with-secret'quotes,d-own-0002,");
    platform.row("known", "device,d-never-seen,ignore,,,");
    written(&platform)
}

#[test]
fn no_identifier_and_no_name_is_in_any_file() {
    let place = hostile();
    let key = place.path().join("key");
    std::fs::write(&key, format!("{KEY}\n")).expect("written");
    let key = key.to_string_lossy().into_owned();
    let mut secrets = secrets(place.path());
    secrets.insert("not-a-time-but-secret".into());
    assert!(secrets.len() > 500);
    let plain = analysed(place.path(), "plain", &[]);
    let leaks = |run: &Path| -> Vec<String> {
        let mut leaks = Vec::new();
        for (file, bytes) in files(run) {
            let found = secrets.iter().filter(|secret| memchr::memmem::find(&bytes, secret.as_bytes()).is_some());
            leaks.extend(found.map(|secret| format!("{file}: {secret}")));
        }
        leaks
    };
    let shown = leaks(&plain);
    for secret in [
        "d-ring-one",
        "Amara Okafor",
        "Somebody Else",
        "ring-mailbox@example.com",
        "not-a-time-but-secret",
        "d-never-seen",
    ] {
        assert!(shown.iter().any(|leak| leak.ends_with(secret)), "{secret} is shown where nothing is hidden");
    }
    for (name, more) in
        [("hidden", vec![]), ("hidden-ja", vec!["--lang", "ja"]), ("hidden-parquet", vec!["--tables", "parquet"])]
    {
        let hidden = analysed(place.path(), name, &[&["--pseudonymise", key.as_str()], &more[..]].concat());
        assert_eq!(leaks(&hidden), Vec::<String>::new(), "{name}");
    }
    let hidden = place.path().join("hidden");
    let clusters = lines(&hidden.join("clusters.ndjson"));
    assert_eq!(clusters.len(), lines(&plain.join("clusters.ndjson")).len(), "the comparison happens before");
    let accounts = clusters[0]["accounts"].as_array().expect("accounts");
    assert_eq!(accounts.len(), 5);
    let texts: Vec<&str> = accounts.iter().filter_map(Value::as_str).collect();
    assert!(texts.iter().all(|id| id.starts_with("account:") && id.len() == 28), "{texts:?}");
    assert!(texts.is_sorted(), "sorted by what is shown, so that the order tells nothing");
    reveal_brings_back(place.path(), &key, &texts);
    decisions_on_pseudonyms_count(place.path(), &key, &texts);
}

fn reveal_brings_back(place: &Path, key: &str, ids: &[&str]) {
    let snapshot = place.join("snapshot").to_string_lossy().into_owned();
    let revealed = said(&[&["reveal", key, "--snapshot", &snapshot], ids].concat());
    let mut back: Vec<&str> =
        revealed.lines().filter_map(|line| line.split_once('\t')).map(|(_, value)| value).collect();
    back.sort_unstable();
    assert_eq!(back, ["r0", "r1", "r2", "r3", "r4"]);
    let pseudonyms = Pseudonyms::new(KEY.as_bytes()).expect("a key");
    let document = pseudonyms.of("document", "TK1234567");
    assert!(
        said(&["reveal", key, "--snapshot", &snapshot, &document]).contains("TK"),
        "in the spelling of the platform"
    );
    let other = place.join("other-key");
    std::fs::write(&other, "another key, just as long as it").expect("written");
    let refused = run(&["reveal", &other.to_string_lossy(), "--snapshot", &snapshot, ids[0]]);
    assert!(!refused.status.success() && !String::from_utf8_lossy(&refused.stdout).contains("\tr"));
    assert!(!run(&["reveal", key, "--snapshot", &snapshot, "r0"]).status.success());
    std::fs::write(&other, "short").expect("written");
    let short = run(&["reveal", &other.to_string_lossy(), "--snapshot", &snapshot, ids[0]]);
    assert!(String::from_utf8_lossy(&short.stderr).contains("at least 16"));
}

/// What was decided on a pseudonymised run holds on the next one.
fn decisions_on_pseudonyms_count(place: &Path, key: &str, ids: &[&str]) {
    use ringtrace::casebook::{Casebook, Decision, NewEntry};
    let cases = place.join("cases.db");
    let mut book = Casebook::open(&cases).expect("a new book");
    for other in &ids[1..] {
        let decision = Decision::Separate { a: ids[0].into(), b: (*other).into(), until: None };
        let entry = NewEntry { who: "A".into(), why: "seen".into(), run: "hidden".into(), decision };
        book.append(entry).expect("taken");
    }
    let next = analysed(place, "next", &["--pseudonymise", key, "--cases", &cases.to_string_lossy()]);
    assert_eq!(day::cluster_of(&next, ids[0]), None);
    assert!(day::cluster_of(&next, ids[1]).is_some());
}

/// Everything about the demo that identifies somebody, as bytes to look for, by their first four.
fn demo_secrets(demo: &Path) -> BTreeMap<[u8; 4], Vec<Vec<u8>>> {
    let mut by_start: BTreeMap<[u8; 4], Vec<Vec<u8>>> = BTreeMap::new();
    for secret in secrets_of(demo).into_iter().filter(|secret| secret.len() >= 6) {
        let bytes = secret.into_bytes();
        by_start.entry([bytes[0], bytes[1], bytes[2], bytes[3]]).or_default().push(bytes);
    }
    by_start
}

/// What of `secrets` occurs in `bytes`.
fn found_in(bytes: &[u8], secrets: &BTreeMap<[u8; 4], Vec<Vec<u8>>>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let starts: FxHashMap<[u8; 4], &Vec<Vec<u8>>> = secrets.iter().map(|(start, all)| (*start, all)).collect();
    for at in 0..bytes.len().saturating_sub(3) {
        let start = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
        let here = starts.get(&start).into_iter().flat_map(|all| all.iter());
        let here = here.filter(|secret| bytes[at..].starts_with(secret));
        found.extend(here.map(|secret| String::from_utf8_lossy(secret).into_owned()));
    }
    found
}

/// The demo with everything that a run can write and print, decisions of a plain run included.
#[test]
fn nothing_of_the_demo_is_in_what_is_written_printed_drawn_or_exported() {
    let place = tempfile::tempdir().expect("a directory");
    let at = |name: &str| place.path().join(name).to_string_lossy().into_owned();
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo");
    let snapshot = demo.to_string_lossy().into_owned();
    std::fs::write(at("key"), KEY).expect("written");
    let secrets = demo_secrets(&demo);
    let plain = said(&["analyze", &snapshot, "--out", &at("plain")]);
    assert!(found_in(&std::fs::read(at("plain/clusters.ndjson")).expect("a file"), &secrets).len() > 100, "{plain}");
    let clusters = ringtrace::export::read::clusters(Path::new(&at("plain"))).expect("clusters");
    decide_on_the_plain_run(Path::new(&at("cases.db")), &clusters);
    let hidden =
        run(&["analyze", &snapshot, "--out", &at("hidden"), "--pseudonymise", &at("key"), "--cases", &at("cases.db")]);
    assert!(hidden.status.success(), "{}", String::from_utf8_lossy(&hidden.stderr));
    let marked = lines(Path::new(&at("hidden/decisions.ndjson")));
    assert_eq!(marked.len(), 1, "what was decided on the plain run holds on the hidden one");
    let mut all = files(Path::new(&at("hidden")));
    all.push(("stdout".into(), hidden.stdout));
    all.push(("stderr".into(), hidden.stderr));
    for format in ["graphml", "gexf", "cytoscape", "stix2.1"] {
        let text = said(&["export", &at("hidden"), "--format", format, "--out", "-"]);
        assert!(text.len() > 10_000, "{format}");
        all.push((format.into(), text.into_bytes()));
    }
    said(&["export", &at("hidden"), "--format", "neo4j-csv", "--out", &at("neo4j")]);
    all.extend(files(Path::new(&at("neo4j"))));
    assert!(all.iter().any(|(name, _)| Path::new(name).extension().is_some_and(|kind| kind == "dot")));
    for (name, bytes) in all {
        assert_eq!(found_in(&bytes, &secrets), BTreeSet::new(), "{name}");
    }
}

/// Decisions that name people in every field: one in force, one that has ended, one without effect.
fn decide_on_the_plain_run(cases: &Path, clusters: &[ringtrace::report::Cluster]) {
    use ringtrace::casebook::{Casebook, Decision, EvidenceMark, NewEntry};
    let [first, second, ..] = clusters else { panic!("the demo has clusters") };
    let why = format!("asked {}", first.accounts.join(" and "));
    let confirm = Decision::Confirm {
        cluster: first.cluster.clone(),
        accounts: first.accounts.clone(),
        evidence: EvidenceMark::of(first),
    };
    let named = &second.identifiers[0];
    let ignore = Decision::Ignore { kind: named.kind.clone(), value: named.value.clone(), until: "2020-01-01".into() };
    let ended = Decision::Separate {
        a: second.accounts[0].clone(),
        b: second.accounts[1].clone(),
        until: Some("2020-01-01".into()),
    };
    let gone = Decision::Ignore { kind: "device".into(), value: "u0000001".into(), until: "2099-01-01".into() };
    let mut book = Casebook::open(cases).expect("a new book");
    for decision in [confirm, ignore, ended, gone] {
        let entry = NewEntry { who: "A".into(), why: why.clone(), run: "plain".into(), decision };
        book.append(entry).expect("taken");
    }
}

#[test]
fn a_pseudonym_depends_on_key_kind_and_value() {
    let one = Pseudonyms::new(KEY.as_bytes()).expect("a key");
    let two = Pseudonyms::new(b"another key, just as long as it").expect("a key");
    let all = [one.of("document", "x"), one.of("device", "x"), one.of("document", "y"), two.of("document", "x")];
    let digits: BTreeSet<&str> = all.iter().filter_map(|id| id.split_once(':')).map(|(_, digits)| digits).collect();
    assert_eq!(digits.len(), 4);
    assert_eq!(one.of("document", "x"), all[0]);
    assert!(Pseudonyms::new(b"fifteen bytes..").is_err());
    assert!(!format!("{one:?}").contains(KEY));
}
