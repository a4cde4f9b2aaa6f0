//! With `--pseudonymise` no identifier and no name leaves the program, and only the key brings them back.

mod day;

use std::collections::BTreeSet;
use std::path::Path;

use ringtrace::snapshot::Pseudonyms;
use serde_json::Value;

use day::{analysed, lines, platform, run, said, written};

const KEY: &str = "a key of more than sixteen bytes";

/// Every value of the snapshot that identifies somebody: account ids, values and names; long ones, so that none
/// occurs by chance.
fn secrets(place: &Path) -> BTreeSet<String> {
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
    for table in std::fs::read_dir(place.join("snapshot")).expect("a snapshot") {
        let mut reader = csv::Reader::from_path(table.expect("a table").path()).expect("CSV");
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
