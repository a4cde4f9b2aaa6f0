//! Whatever the format, the order and the number of threads: one snapshot.

use crate::support::{Sheet, content, platform, put, read_plain, sheet, write_all, written};
use ringtrace::model::{Node, NodeKind, Table, Time, ValueId};
use ringtrace::snapshot::{KnownVerdict, NetworkKind, Snapshot};

const FORMATS: [&str; 7] = ["csv", "csv.gz", "csv.zst", "ndjson", "ndjson.gz", "ndjson.zst", "parquet"];

fn read_sheets(sheets: &[Sheet], format: &str) -> Snapshot {
    read_plain(write_all(sheets, format).path()).expect("a snapshot")
}

#[test]
fn every_format_gives_the_same_snapshot() {
    let expected = content(&read_sheets(&platform(), "csv"));
    for format in FORMATS {
        let snapshot = read_sheets(&platform(), format);
        assert_eq!(content(&snapshot), expected, "{format}");
        assert!(snapshot.rejects.is_empty(), "{format}: {:?}", snapshot.rejects);
    }
}

#[test]
fn the_values_are_what_the_files_say() {
    let s = read_sheets(&platform(), "csv");
    assert_eq!(s.present, Table::ALL);
    let id = |name: &str| s.accounts.find(name).expect("an account");
    let ids: Vec<&str> = (0..s.accounts.len()).map(|i| s.accounts.id(ringtrace::model::AccountId(i as u32))).collect();
    assert_eq!(ids, ["A1", "A2", "A3", "A8", "A9", "account-with-a-long-name-7"]);
    assert_eq!(s.accounts[id("A8")].row, 0, "only mentioned");
    let a2 = s.accounts[id("A2")];
    assert_eq!(s.text.get(a2.name.expect("a name")), "田中 \"Taro\", the 2nd");
    assert_eq!(s.text.get(a2.country.expect("a country")), "JP");
    assert_eq!(a2.created_at, Some(Time(1_704_153_600)));
    assert_eq!(s.accounts[id("A1")].created_at, Some(Time(1_704_067_200)));
    // Two licences that differ in the count of reissues only, and two ways to write a passport.
    assert_eq!(s.document_values.len(), 2);
    assert_eq!(s.document_values.key(ValueId(0)), "30123456789");
    assert_eq!(s.document_values.shown(ValueId(0)), "3012-3456-7890");
    assert_eq!(s.document_values.shown(ValueId(1)), "TK 1234567");
    // One IPv4 address however it is written, and two IPv6 addresses in one /64.
    assert_eq!(
        s.addresses.iter().map(|shown| shown.to_string()).collect::<Vec<_>>(),
        ["203.0.113.7", "2001:db8:0:1::4"]
    );
    assert_eq!(s.addresses.network(ValueId(0)).kind, Some(NetworkKind::Mobile), "the longer prefix wins");
    assert_eq!(s.addresses.network(ValueId(0)).asn, Some(64_500));
    assert_eq!(s.kinds, ["email", "phone", "portrait"]);
    assert_eq!(s.kind_values[1].len(), 1, "one phone however it is written");
    assert_eq!(s.kind_values[1].shown(ValueId(0)), "+81 90 1234 5678", "the smallest raw form");
    assert_eq!(s.bank_values.len(), 3, "case counts in a crypto address");
    assert_eq!(s.moment, Time(1_717_200_000), "2024-06-01, the latest event");
    let office = Node { kind: NodeKind::Ip, value: ValueId(0) };
    assert!(s.known.iter().any(|known| known.verdict == KnownVerdict::Ignore(office)));
    assert!(s.known.iter().any(|known| known.verdict == KnownVerdict::Separate(id("A1"), id("A2"))));
    assert_eq!(s.known.len(), 3, "a decision about an unknown device has no effect");
    assert!(s.notes.iter().any(|note| note.contains("never-seen")), "{:?}", s.notes);
    assert!(s.notes.iter().any(|note| note.starts_with("reviews: 1 accounts are not listed")), "{:?}", s.notes);
    let login = s.logins.of(id("A2")).iter().find(|login| login.remote()).expect("a remote login");
    assert_eq!((login.row(), login.ip(), login.end()), (2, Some(ValueId(0)), None));
}

#[test]
fn order_of_rows_columns_and_parts_does_not_matter() {
    let expected = content(&read_sheets(&platform(), "csv"));
    let mut sheets = platform();
    for sheet in &mut sheets {
        sheet.rows.reverse();
        sheet.header.reverse();
        sheet.rows.iter_mut().for_each(|row| row.reverse());
    }
    for format in FORMATS {
        assert_eq!(content(&read_sheets(&sheets, format)), expected, "{format} reversed");
        let directory = tempfile::tempdir().expect("a directory");
        for sheet in &sheets {
            for (index, row) in sheet.rows.iter().enumerate() {
                let part = Sheet { rows: vec![row.clone()], ..sheet.clone() };
                let name = format!("{}/day={}/part-{index}.{format}", sheet.name, index % 2);
                put(directory.path(), &name, &written(&part, format));
            }
            put(directory.path(), &format!("{}/_SUCCESS", sheet.name), b"");
        }
        assert_eq!(content(&read_plain(directory.path()).expect("parts")), expected, "{format} in parts");
    }
}

#[test]
fn rows_are_counted_over_all_parts() {
    let directory = tempfile::tempdir().expect("a directory");
    put(directory.path(), "accounts/b.csv", b"account_id\nB1\nB2\n");
    put(directory.path(), "accounts/a.ndjson", b"{\"account_id\":\"C1\"}\n\n{\"account_id\":7}\n");
    let s = read_plain(directory.path()).expect("a snapshot");
    let row = |id: &str| s.accounts[s.accounts.find(id).expect("an account")].row;
    assert_eq!([row("C1"), row("7"), row("B1"), row("B2")], [1, 2, 3, 4]);
    assert_eq!(s.inputs.iter().map(|input| input.rows).collect::<Vec<_>>(), [2, 2]);
    let digest = blake3::hash(b"account_id\nB1\nB2\n").to_hex().to_string();
    assert_eq!(s.inputs[1].digest, digest);
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let mut logins = sheet("logins", "account_id|started_at|ended_at|ip|device_id|remote");
    for index in 0..60_000_u32 {
        let (account, device) = (index.wrapping_mul(2_654_435_761) % 5000, index % 777);
        let note = if index % 997 == 0 {
            format!("device \"{device}\",\nsecond line")
        } else {
            format!("device-{device:016x}")
        };
        logins.rows.push(vec![
            format!("user{account}"),
            (1_700_000_000 + index * 17 % 9_000_000).to_string(),
            String::new(),
            format!("10.{}.{}.1", index % 200, index % 90),
            note,
            String::new(),
        ]);
    }
    let sheets = [platform().swap_remove(0), logins];
    for format in ["csv", "ndjson.gz", "parquet"] {
        let directory = write_all(&sheets, format);
        let with = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            format!("{:?}", pool.install(|| read_plain(directory.path()).expect("a snapshot")))
        };
        let one = with(1);
        assert!(one.len() > 1_000_000);
        assert!(one == with(2), "{format}: two threads differ");
        assert!(one == with(8), "{format}: eight threads differ");
    }
}

/// As pandas writes a column of integers in which one is missing.
#[test]
fn whole_seconds_written_as_decimals_are_times_in_every_format() {
    let lines = |times: [&str; 3]| {
        let [a, b, c] = times;
        format!("account_id,created_at\nA1,{a}\nA2,{b}\nA3,{c}\n")
    };
    let read = |name: &str, bytes: &str| {
        let directory = tempfile::tempdir().expect("a directory");
        put(directory.path(), name, bytes.as_bytes());
        content(&read_plain(directory.path()).expect("a snapshot"))
    };
    let expected = read("accounts.csv", &lines(["1700000000", "1700000000123", ""]));
    assert_eq!(read("accounts.csv", &lines(["1700000000.0", "1700000000123.000", ""])), expected);
    let objects = r#"{"account_id":"A1","created_at":1700000000.0}
{"account_id":"A2","created_at":1700000000123.0}
{"account_id":"A3"}
"#;
    assert_eq!(read("accounts.ndjson", objects), expected);
    assert_eq!(read("accounts.ndjson", &objects.replace("1700000000.0", "\"1700000000.0\"")), expected);
    // No part of a second is, in either.
    let half = lines(["1700000000.5", "1700000000", ""]);
    let rejects = |name: &str, bytes: &str| {
        let directory = tempfile::tempdir().expect("a directory");
        put(directory.path(), name, bytes.as_bytes());
        read_plain(directory.path()).expect("a snapshot").rejects.len()
    };
    assert_eq!(rejects("accounts.csv", &half), 1);
    assert_eq!(rejects("accounts.ndjson", &objects.replace("000.0", "000.5")), 1);
}
