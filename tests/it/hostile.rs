//! Damaged, foreign and malicious input: a clear message or a rejected row, never a panic.

use crate::support::{
    Sheet, content, csv_text, gzip, ndjson_text, parquet_bytes, platform, put, read_plain, read_with, write_all,
};
use ringtrace::model::{AccountId, Table};
use ringtrace::settings::{NetworkFiles, TableSettings};
use ringtrace::snapshot::{ReadError, Snapshot};

/// The platform with one table's file replaced.
fn with_file(table: &str, extension: &str, bytes: &[u8]) -> Result<Snapshot, ReadError> {
    let directory = write_all(&platform(), "csv");
    std::fs::remove_file(directory.path().join(format!("{table}.csv"))).expect("the table's file");
    put(directory.path(), &format!("{table}.{extension}"), bytes);
    read_plain(directory.path())
}

/// Reading stops, and the message names the file and has all of `words`.
fn stops(table: &str, extension: &str, bytes: &[u8], words: &[&str]) {
    let error = with_file(table, extension, bytes).expect_err(table).to_string();
    let file = format!("{table}.{extension}");
    assert!(error.contains(&file), "{file}: {error}");
    for word in words {
        assert!(error.contains(word), "{file}: no '{word}' in: {error}");
    }
}

fn rejected<'a>(snapshot: &'a Snapshot, table: &str) -> Vec<(u64, &'a str, &'a str)> {
    let rejects = snapshot.rejects.iter().filter(|reject| reject.table == table);
    rejects.map(|reject| (reject.row, reject.column.as_str(), reject.reason.as_str())).collect()
}

fn sheets() -> Vec<Sheet> {
    platform()
}

#[test]
fn containers_that_cannot_be_read_stop_the_run() {
    for sheet in sheets() {
        let (csv, parquet) = (csv_text(&sheet), parquet_bytes(&sheet));
        let (zipped, zst) = (gzip(csv.as_bytes()), zstd::encode_all(csv.as_bytes(), 1).expect("memory"));
        stops(sheet.name, "csv.gz", &zipped[..zipped.len() / 2], &["expected a whole gzip stream"]);
        stops(sheet.name, "csv.gz", csv.as_bytes(), &["expected a whole gzip stream"]);
        stops(sheet.name, "csv.zst", &zst[..zst.len() - 3], &["expected a whole zstd stream"]);
        stops(sheet.name, "ndjson.zst", b"{}", &["expected a whole zstd stream"]);
        stops(sheet.name, "parquet", &parquet[..parquet.len() - 7], &["expected a whole Parquet file"]);
        stops(sheet.name, "parquet", csv.as_bytes(), &["expected a whole Parquet file"]);
        stops(sheet.name, "parquet", b"", &["Parquet"]);
        stops(sheet.name, "csv", b"", &["empty", "header line"]);
        stops(sheet.name, "csv", b"\xef\xbb\xbf\n\r\n", &["empty", "header line"]);
        stops(sheet.name, "csv", csv.replace('\n', "\r").as_bytes(), &["carriage return alone", "line feeds"]);
        stops(sheet.name, "csv", &parquet, &[]);
        stops(sheet.name, "csv", &zipped, &[]);
        stops(sheet.name, "csv", b"\xff\xfea\0b\0", &["UTF-16"]);
        stops(sheet.name, "ndjson", b"[{}]", &["JSON list"]);
        stops(sheet.name, "ndjson", &parquet, &["Parquet; its name must end"]);
        stops(sheet.name, "ndjson", b"\x07\x08\n\0\0", &["no line is a JSON object"]);
    }
}

#[test]
fn a_damaged_page_of_parquet_stops_the_run() {
    let sheet = &sheets()[3];
    let mut bytes = parquet_bytes(sheet);
    for byte in &mut bytes[4..120] {
        *byte ^= 0x5a;
    }
    stops("logins", "parquet", &bytes, &["Parquet"]);
}

#[test]
fn a_required_column_that_is_missing_stops_the_run_and_the_header_is_shown() {
    for sheet in sheets() {
        let table = Table::ALL.into_iter().find(|table| table.name() == sheet.name).expect("a table");
        let mut wrong = sheet.clone();
        let required = table.columns().iter().find(|column| column.required).expect("a required column").name;
        let place = wrong.header.iter().position(|name| name == required).expect("the column");
        "wrong_name".clone_into(&mut wrong.header[place]);
        let words = [required, "requires this column", "'wrong_name'", "[[tables."];
        stops(sheet.name, "csv", csv_text(&wrong).as_bytes(), &words);
        stops(sheet.name, "parquet", &parquet_bytes(&wrong), &words);
        let s = with_file(sheet.name, "ndjson", ndjson_text(&wrong).as_bytes()).expect("rows are rejected one by one");
        assert_eq!(rejected(&s, sheet.name).len(), sheet.rows.len());
        assert!(
            rejected(&s, sheet.name)
                .iter()
                .all(|(_, column, reason)| *column == required && reason.starts_with("no value"))
        );
    }
}

#[test]
fn bom_crlf_and_header_only_are_lawful() {
    let expected = content(&read_plain(write_all(&sheets(), "csv").path()).expect("a snapshot"));
    for sheet in sheets() {
        let dos = format!("\u{feff}{}", csv_text(&sheet).replace('\n', "\r\n"));
        assert_eq!(content(&with_file(sheet.name, "csv", dos.as_bytes()).expect("CR LF")), expected, "{}", sheet.name);
        let json = format!("\u{feff}{}", ndjson_text(&sheet).replace('\n', "\r\n\n"));
        assert_eq!(content(&with_file(sheet.name, "ndjson", json.as_bytes()).expect("CR LF")), expected);
        let empty = Sheet { rows: Vec::new(), ..sheet.clone() };
        for (extension, bytes) in
            [("csv", csv_text(&empty).into_bytes()), ("ndjson", Vec::new()), ("parquet", parquet_bytes(&empty))]
        {
            let s = with_file(sheet.name, extension, &bytes).expect("no rows");
            assert!(s.present.iter().any(|table| table.name() == sheet.name), "a table of no rows is there");
            assert!(rejected(&s, sheet.name).is_empty());
        }
    }
}

#[test]
fn an_unclosed_quote_costs_its_line_only() {
    for sheet in sheets() {
        let whole = csv_text(&sheet);
        let broken = whole.replacen('\n', "\n\"left open,\n", 1);
        let s = with_file(sheet.name, "csv", broken.as_bytes()).expect("a rejected row");
        let rejects = rejected(&s, sheet.name);
        assert_eq!(rejects.len(), 1, "{}: {rejects:?}", sheet.name);
        assert_eq!(rejects[0].0, 1);
        assert!(rejects[0].2.contains("quote"), "{rejects:?}");
    }
}

#[test]
fn cut_rows_nul_bytes_and_bytes_that_are_not_text() {
    for sheet in sheets() {
        let fields = sheet.header.len();
        let mut bytes = csv_text(&sheet).into_bytes();
        bytes.extend_from_slice(b"cut");
        let s = with_file(sheet.name, "csv", &bytes).expect("a rejected row");
        let expected = format!("the row has 1 fields, the header {fields}");
        assert_eq!(rejected(&s, sheet.name), [(sheet.rows.len() as u64 + 1, "", expected.as_str())]);
        let mut bytes = csv_text(&sheet).into_bytes();
        bytes.extend_from_slice(&[b"\xff\xfe".as_slice(), &vec![b','; fields - 1], b"\n"].concat());
        let s = with_file(sheet.name, "csv", &bytes).expect("a rejected row");
        assert_eq!(rejected(&s, sheet.name).len(), 1, "{}", sheet.name);
        bytes.extend_from_slice(&vec![0; 5000]);
        with_file(sheet.name, "csv", &bytes).expect("NUL bytes are text");
    }
    let s = with_file("accounts", "csv", b"account_id,name\nA1,ok\nA2,\xe3\x81\n").expect("a snapshot");
    assert_eq!(rejected(&s, "accounts"), [(2, "name", "not UTF-8")]);
    let s =
        with_file("accounts", "ndjson", b"{\"account_id\":\"A1\"}\n{\"account_id\":\"\xff\"}\n").expect("a snapshot");
    assert_eq!(rejected(&s, "accounts"), [(2, "", "the line is not UTF-8")]);
}

#[test]
fn a_field_of_a_megabyte_is_only_long() {
    let long = "長".repeat(400_000);
    let csv = format!("account_id,name\nA1,{long}\nA2,\"{long}\"\n{long},x\n");
    for (extension, bytes) in [("csv", csv.clone().into_bytes()), ("csv.gz", gzip(csv.as_bytes()))] {
        let s = with_file("accounts", extension, &bytes).expect("a snapshot");
        let name = s.accounts[s.accounts.find("A2").expect("A2")].name.expect("a name");
        assert_eq!(s.text.get(name), long);
        assert!(s.accounts.find(&long).is_some());
    }
    let longer = "x".repeat((4 << 20) + 1);
    let s =
        with_file("accounts", "csv", format!("account_id,name\nA1,{longer}\nA2,Ann\n").as_bytes()).expect("a snapshot");
    assert_eq!(rejected(&s, "accounts"), [(1, "name", "4194305 bytes of text, where a value has 4 MiB at most")]);
    assert!(s.accounts.find("A2").is_some());
}

#[test]
fn of_two_rows_for_one_account_the_same_is_kept_in_any_order() {
    let one = "A1,Bob,\nA1,Ann,2024-01-01\nA2,Cy,\nA1,Bob,\n";
    let other = "A1,Bob,\nA1,Bob,\nA2,Cy,\nA1,Ann,2024-01-01\n";
    for rows in [one, other] {
        let csv = format!("account_id,name,created_at\n{rows}");
        let s = with_file("accounts", "csv", csv.as_bytes()).expect("a snapshot");
        let name = s.accounts[s.accounts.find("A1").expect("A1")].name.expect("a name");
        assert_eq!(s.text.get(name), "Ann");
        assert_eq!(rejected(&s, "accounts").len(), 2);
        assert!(rejected(&s, "accounts")[0].2.contains("which is kept"));
        assert_eq!(s.inputs.iter().find(|input| input.path == "accounts.csv").expect("the file").rejected, 2);
    }
}

#[test]
fn values_that_do_not_parse_name_column_and_reason() {
    let csv = "account_id,started_at,ended_at,ip,remote\n\
               A1,2024-02-30,,,\n\
               A1,1969-12-31T23:59:59Z,,,\n\
               A1,2106-03-01,,,\n\
               A1,2024-01-05 10:00:00,,,\n\
               A1,2024-01-05,2024-01-04,,\n\
               A1,2024-01-05,,300.1.1.1,\n\
               A1,,,,\n\
               ,2024-01-05,,,\n\
               A1,2024-01-05,,,perhaps\n";
    let s = with_file("logins", "csv", csv.as_bytes()).expect("a snapshot");
    let rejects = rejected(&s, "logins");
    let expected = [
        (1, "started_at", "is not a time"),
        (2, "started_at", "before 1970"),
        (3, "started_at", "after 2106"),
        (4, "started_at", "no offset from UTC"),
        (5, "ended_at", "before the start"),
        (6, "ip", "'300.1.1.1' is not an IP address"),
        (7, "started_at", "no value"),
        (8, "account_id", "no value"),
    ];
    assert_eq!(rejects.len(), expected.len(), "{rejects:?}");
    for (reject, (row, column, reason)) in rejects.iter().zip(expected) {
        assert_eq!((reject.0, reject.1), (row, column));
        assert!(reject.2.contains(reason), "{}", reject.2);
    }
    assert_eq!(s.logins.len(), 1, "a word that is no truth value is only not known");
    assert!(s.notes.iter().any(|note| note.contains("'perhaps'")), "{:?}", s.notes);
    assert!(s.accounts.find("A1").is_some());
}

#[test]
fn a_rejected_row_leaves_no_trace() {
    let csv = "reviewer_id,reviewee_id,posted_at,rating,contract_id\nghost,A1,2024-01-01,9,Kx\nA2,,2024-01-01,4,Ky\n";
    let s = with_file("reviews", "csv", csv.as_bytes()).expect("a snapshot");
    assert_eq!(rejected(&s, "reviews").len(), 2);
    assert!(s.accounts.find("ghost").is_none());
    assert!(s.text.find("Kx").is_none() && s.text.find("Ky").is_none());
}

#[test]
fn strict_stops_at_the_first_row() {
    let directory = write_all(&sheets(), "csv");
    let text = "account_id,field,changed_at\nA1,name,soon\nA1,,2024-01-01\n";
    put(directory.path(), "changes.csv", text.as_bytes());
    for threads in [1, 2, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let strict = || read_with(directory.path(), &TableSettings::default(), &NetworkFiles::default(), true);
        let error = pool.install(strict).expect_err("a bad row").to_string();
        assert!(error.starts_with("changes.csv, row 1, column 'changed_at': 'soon' is not a time"), "{error}");
    }
    let double = "account_id\nA1\nA1\n";
    put(directory.path(), "changes.csv", b"account_id,field,changed_at\n");
    put(directory.path(), "accounts.csv", double.as_bytes());
    let error = read_with(directory.path(), &TableSettings::default(), &NetworkFiles::default(), true);
    assert!(error.expect_err("a duplicate").to_string().starts_with("accounts.csv, row 2, column 'account_id'"));
}

#[test]
fn directories_that_are_no_snapshot() {
    let empty = tempfile::tempdir().expect("a directory");
    let error = read_plain(empty.path()).expect_err("no accounts").to_string();
    assert!(error.contains("`accounts` is missing") && error.contains("accounts.csv"), "{error}");
    assert!(read_plain(&empty.path().join("none")).expect_err("none").to_string().contains("no directory"));
    put(empty.path(), "accounts.csv", b"account_id\nA\n");
    put(empty.path(), "accounts.parquet", b"");
    let error = read_plain(empty.path()).expect_err("twice").to_string();
    assert!(error.contains("there twice"), "{error}");
    std::fs::remove_file(empty.path().join("accounts.parquet")).expect("a file");
    put(empty.path(), "login.csv", b"x\n");
    put(empty.path(), "work/part.txt", b"x\n");
    let error = read_plain(empty.path()).expect_err("a strange part").to_string();
    assert!(error.contains("work/part.txt") && error.contains("does not tell the format"), "{error}");
    std::fs::remove_file(empty.path().join("work/part.txt")).expect("a file");
    assert!(read_plain(empty.path()).expect_err("no parts").to_string().contains("no part file"));
    std::fs::remove_dir(empty.path().join("work")).expect("a directory");
    let s = read_plain(empty.path()).expect("a snapshot");
    assert_eq!(s.accounts.id(AccountId(0)), "A");
    assert_eq!(s.notes, ["login.csv belongs to no table and was not read"]);
}

#[test]
fn quoted_line_feeds_survive_any_cut() {
    // Quoted fields of many lines that look like rows, over several pieces of a block and several blocks.
    let decoy = "x1,2020-01-01,\nx2,2020-01-01,\n\"\",\"\"\n".repeat(5000);
    let mut csv = String::from("account_id,created_at,name\n");
    for index in 0..300 {
        csv.extend([&format!("A{index},2024-01-01,\"{index} "), decoy.as_str(), "\"\n"]);
    }
    assert!(csv.len() > 40 << 20);
    let s = with_file("accounts", "csv", csv.as_bytes()).expect("a snapshot");
    assert!(s.rejects.is_empty(), "{:?}", s.rejects[0]);
    assert_eq!(s.inputs.iter().find(|input| input.path == "accounts.csv").expect("the file").rows, 300);
    let name = s.accounts[s.accounts.find("A299").expect("A299")].name.expect("a name");
    assert_eq!(s.text.get(name), format!("299 {}", decoy.replace("\"\"", "\"")).trim());
    assert!(s.accounts.find("x1").is_none());
}

#[test]
fn tables_in_a_format_that_is_not_read_are_named() {
    let directory = write_all(&sheets(), "csv");
    for name in ["work.json", "Documents.xlsx", "logins.csv.xz", "reviews", "readme.md", "settings.toml", "photos/x"] {
        put(directory.path(), name, b"PK");
    }
    put(directory.path(), "payouts.parquet/part-0.parquet", b"PAR1");
    let notes = read_plain(directory.path()).expect("a snapshot").notes;
    let of = |name: &str| notes.iter().filter(|note| note.starts_with(&format!("'{name}' was not read"))).count();
    for (name, table) in
        [("work.json", "work"), ("Documents.xlsx", "documents"), ("logins.csv.xz", "logins"), ("reviews", "")]
    {
        assert_eq!(of(name), 1, "{name}: {notes:?}");
        let says = |note: &String| {
            note.starts_with(&format!("'{name}'"))
                && note.contains(table)
                && note.contains(".csv.gz")
                && note.contains(".parquet")
        };
        assert!(notes.iter().any(says), "{name}: {notes:?}");
    }
    assert!(
        notes.iter().any(|note| note.contains("'payouts.parquet'") && note.contains("is named payouts")),
        "{notes:?}"
    );
    assert!(
        !notes.iter().any(|note| ["readme", "settings", "photos"].iter().any(|word| note.contains(word))),
        "{notes:?}"
    );
}

#[test]
fn an_event_of_a_wrong_clock_is_named() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut accounts = "account_id,created_at\n".to_owned();
    let mut logins = "account_id,started_at\n".to_owned();
    for at in 0..60_u32 {
        accounts.extend(["A", &at.to_string(), ",", &(1_700_000_000 + at * 86_400).to_string(), "\n"]);
        logins.extend(["A", &at.to_string(), ",", &(1_710_000_000 + at * 86_400).to_string(), "\n"]);
    }
    put(directory.path(), "accounts.csv", accounts.as_bytes());
    put(directory.path(), "logins.csv", logins.as_bytes());
    let s = read_plain(directory.path()).expect("a snapshot");
    assert!(s.notes.is_empty(), "{:?}", s.notes);
    logins = logins.replacen("A7,", "A7,2099-01-01T00:00:00Z\nA7,", 1);
    for ending in ["csv", "ndjson", "parquet"] {
        std::fs::remove_file(directory.path().join("logins.csv")).ok();
        std::fs::remove_file(directory.path().join("logins.ndjson")).ok();
        let sheet = crate::support::sheet("logins", &logins.replace(',', "|"));
        put(directory.path(), &format!("logins.{ending}"), &crate::support::written(&sheet, ending));
        let s = read_plain(directory.path()).expect("a snapshot");
        assert_eq!(s.moment.to_string(), "2099-01-01T00:00:00Z");
        let expected = format!(
            "the newest time is 2099-01-01T00:00:00Z (logins.{ending}, row 8), more than a year after all but 1 of 121"
        );
        assert!(s.notes.len() == 1 && s.notes[0].starts_with(&expected), "{:?}", s.notes);
        assert!(s.notes[0].contains("correct or remove the row"), "{:?}", s.notes);
    }
}
