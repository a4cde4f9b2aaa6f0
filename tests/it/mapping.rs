//! Files of a platform's own, mapped in the settings; databases of addresses.

use std::path::{Path, PathBuf};

use crate::support::{gzip, put, read_with};
use ringtrace::cli::validate::report;
use ringtrace::model::Indicator;
use ringtrace::settings::{NetworkFiles, Settings, TableSettings};
use ringtrace::snapshot::{NetworkKind, ReadError, Snapshot};

fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path)
}

fn with_settings(directory: &Path, toml: &str) -> Result<Snapshot, ReadError> {
    let settings = Settings::parse(toml, "settings.toml").expect("settings");
    read_with(directory, &settings.tables, &settings.networks, false)
}

#[test]
fn the_truth_set_of_a_peer_is_read_as_it_is() {
    let directory = fixture("senzing_truthset");
    let settings = Settings::load(&directory.join("settings.toml")).expect("settings");
    let s = read_with(&directory, &settings.tables, &settings.networks, false).expect("a snapshot");
    assert!(s.rejects.is_empty(), "{:?}", s.rejects);
    assert_eq!(s.accounts.len(), 159);
    assert!(s.accounts.listed().iter().all(|account| account.row > 0));
    assert_eq!(s.kinds, ["address", "email", "phone"]);
    let owners = |id: &str| s.accounts.find(id).expect(id);
    let phone =
        |id: &str| s.identifiers.iter().find(|row| row.account == owners(id) && row.kind.0 == 2).expect(id).value;
    assert_eq!(phone("CUSTOMERS:1001"), phone("CUSTOMERS:1002"));
    let mail =
        |id: &str| s.identifiers.iter().find(|row| row.account == owners(id) && row.kind.0 == 1).expect(id).value;
    assert_eq!(mail("CUSTOMERS:1003"), mail("CUSTOMERS:1004"));
    let document = |id: &str| s.documents.iter().find(|row| row.account == owners(id)).expect(id).document;
    assert_eq!(document("CUSTOMERS:1005"), document("WATCHLIST:1006"), "one driving licence");
    // A file that feeds several sources of a table stands once for each, counted over them in order.
    assert!(s.documents.iter().any(|row| row.row > 159));
    assert!(s.notes.iter().any(|note| note.contains("rows of mapped files hold nothing for this table")));
}

#[test]
fn recoded_constant_and_timed_columns() {
    let directory = tempfile::tempdir().expect("a directory");
    put(
        directory.path(),
        "export/users-1.csv.gz",
        &gzip(b"uid,type,since,tel\n1,1,05/01/2024 10:30,090-1111-2222\n2,2,06/01/2024 00:00,\n"),
    );
    put(
        directory.path(),
        "export/users-2.ndjson",
        b"{\"uid\":3,\"type\":3,\"since\":\"07/01/2024 01:02\",\"tel\":\"09011112222\"}\n",
    );
    let toml = r#"
        [[tables.accounts]]
        path = "export/users-*"
        columns = { account_id = "uid", role = "type", created_at = "since" }
        constants = { country = "JP" }
        values = { role = { "1" = "worker", "2" = "client" } }
        time = "%d/%m/%Y %H:%M"
        [[tables.identifiers]]
        path = "export/**/users-*"
        columns = { account_id = "uid", value = "tel" }
        constants = { kind = "phone" }
    "#;
    let s = with_settings(directory.path(), toml).expect("a snapshot");
    assert!(s.rejects.is_empty(), "{:?}", s.rejects);
    let account = |id: &str| s.accounts[s.accounts.find(id).expect("an account")];
    assert_eq!(account("1").role.expect("a role").word(), "worker");
    assert_eq!(account("2").role.expect("a role").word(), "client");
    assert_eq!(account("3").role, None);
    assert_eq!(account("1").created_at.expect("a time").to_string(), "2024-01-05T10:30:00Z");
    assert_eq!(s.text.get(account("3").country.expect("a country")), "JP");
    assert_eq!(s.identifiers.len(), 2);
    assert_eq!(s.identifiers[0].value, s.identifiers[1].value);
    assert_eq!(s.inputs.len(), 4, "a file that feeds two tables stands once for each");
    assert!(s.notes.iter().any(|note| note.starts_with("accounts: '3' is no known value of 'role'")), "{:?}", s.notes);
}

#[test]
fn wrong_mappings_are_told() {
    let directory = tempfile::tempdir().expect("a directory");
    put(directory.path(), "u.csv", b"uid,name\n1,x\n");
    put(directory.path(), "u.ndjson", b"{\"uid\":1,\"who\":\"x\"}\n");
    let check = |toml: &str, words: &[&str]| {
        let error = with_settings(directory.path(), toml).expect_err("a wrong mapping").to_string();
        for word in words {
            assert!(error.contains(word), "no '{word}' in: {error}");
        }
    };
    let head = "[[tables.accounts]]\n";
    check(&format!("{head}path = \"v*.csv\""), &["v*.csv", "no file matches", "[[tables.accounts]]"]);
    check(&format!("{head}path = \"u[.csv\""), &["not a pattern"]);
    check(
        &format!("{head}path = \"u.csv\"\ncolumns = {{ account_id = \"id\" }}"),
        &["u.csv, column 'id'", "'uid', 'name'"],
    );
    check(&format!("{head}path = \"u.csv\"\ncolumns = {{ name = \"name\" }}"), &["account_id", "Name it in `columns`"]);
    check(
        &format!("{head}path = \"u.ndjson\"\ncolumns = {{ account_id = \"uid\", name = \"nom\" }}"),
        &["u.ndjson", "'nom'", "'who'"],
    );
}

/// The databases' own addresses as logins of one account.
fn look_up(databases: &[&str], addresses: &[&str]) -> Result<Snapshot, ReadError> {
    let directory = tempfile::tempdir().expect("a directory");
    put(directory.path(), "accounts.csv", b"account_id\nA\n");
    let rows: Vec<String> = addresses.iter().map(|address| format!("A,2024-01-01,{address}\n")).collect();
    put(directory.path(), "logins.csv", format!("account_id,started_at,ip\n{}", rows.concat()).as_bytes());
    put(directory.path(), "networks.csv", b"cidr,kind,asn\n81.2.69.0/24,campus,64500\n");
    let mmdb = databases.iter().map(|name| fixture("maxmind").join(name).to_string_lossy().into_owned()).collect();
    read_with(directory.path(), &TableSettings::default(), &NetworkFiles { mmdb }, false)
}

#[test]
fn databases_tell_country_network_and_place() {
    let all = [
        "GeoIP2-Anonymous-IP-Test.mmdb",
        "GeoIP2-Connection-Type-Test.mmdb",
        "GeoLite2-ASN-Test.mmdb",
        "GeoIP2-City-Test.mmdb",
        "GeoIP2-Enterprise-Test.mmdb",
    ];
    let addresses =
        ["1.0.1.5", "1.2.0.9", "71.160.223.1", "2.125.160.217", "81.2.69.160", "65.0.0.1", "12.81.92.3", "2001:218::1"];
    let s = look_up(&all, &addresses).expect("a snapshot");
    assert!(s.has_networks);
    let of = |address: &str| {
        let place = s.addresses.iter().position(|shown| shown.to_string() == address).expect("an address");
        s.addresses.network(ringtrace::model::ValueId(place as u32))
    };
    assert_eq!(of("1.0.1.5").kind, Some(NetworkKind::Mobile));
    assert_eq!(of("1.2.0.9").kind, Some(NetworkKind::Vpn));
    assert_eq!(of("71.160.223.1").kind, Some(NetworkKind::Hosting));
    assert_eq!(of("65.0.0.1").kind, Some(NetworkKind::Tor));
    assert_eq!(of("12.81.92.3").asn, Some(7018));
    let boxford = of("2.125.160.217");
    assert_eq!((boxford.country, boxford.place), (Some(*b"GB"), Some((5175, -125))));
    // Rows of `networks` come before databases, field by field.
    let london = of("81.2.69.160");
    assert_eq!((london.kind, london.asn, london.country), (Some(NetworkKind::Campus), Some(64_500), Some(*b"GB")));
    assert_eq!(of("2001:218::1").country, Some(*b"JP"));
    assert!(s.inputs.iter().any(|input| input.path.ends_with("GeoLite2-ASN-Test.mmdb") && input.digest.len() == 64));
}

#[test]
fn broken_databases_are_named() {
    let words = |name: &str, addresses: &[&str]| {
        let error = look_up(&[name], addresses).expect_err("a broken database").to_string();
        assert!(error.contains(name) && error.contains("expected a whole MaxMind DB file"), "{error}");
    };
    words("GeoIP2-City-Test-Invalid-Node-Count.mmdb", &["1.1.1.1", "2.125.160.217", "2001:218::1"]);
    words("GeoIP2-City-Test-Broken-Double-Format.mmdb", &["2.2.2.2", "2001:220::1", "2.125.160.217", "81.2.69.160"]);
    words("README.md", &["1.1.1.1"]);
    let absent = look_up(&["none.mmdb"], &["1.1.1.1"]).expect_err("no database").to_string();
    assert!(absent.contains("none.mmdb: cannot open the file"), "{absent}");
}

#[test]
fn validate_says_what_can_run() {
    let s = look_up(&[], &["1.1.1.1", "bad"]).expect("a snapshot");
    assert_eq!(s.lacks(Indicator::P4), None);
    assert_eq!(s.lacks(Indicator::P6).expect("ends"), "needs `logins` with 'ended_at'");
    assert_eq!(s.lacks(Indicator::N8).expect("devices"), "needs `logins` with 'device_id'");
    let text = report(&s);
    for line in [
        "logins              1",
        "1  logins.ip: 'bad' is not an IP address (v4 or v6) (logins.csv, row 2)",
        "cannot run: needs `payouts` with 'onward_id'",
    ] {
        assert!(text.contains(line), "no '{line}' in\n{text}");
    }
}

#[test]
fn a_column_that_a_constant_hides_is_named_so() {
    let directory = tempfile::tempdir().expect("a directory");
    put(directory.path(), "accounts.csv", b"account_id\nA1\n");
    put(directory.path(), "logins.csv", b"account_id,started_at,remote,strange\nA1,2024-01-01,true,1\n");
    let toml = "[[tables.logins]]\npath = \"logins.csv\"\nconstants = { remote = \"false\" }\n";
    let s = with_settings(directory.path(), toml).expect("a snapshot");
    assert_eq!(
        s.notes,
        [
            "logins: the column 'remote' was not read: a constant of the settings stands in its place (first in logins.csv)",
            "logins: the column 'strange' is not known and was ignored (first in logins.csv)",
        ]
    );
}
