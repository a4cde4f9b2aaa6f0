//! The same snapshot gives the same bytes: for any number of threads, any order of rows and columns, any cut into part
//! files, and every format. Rows are cited by number, so numbers of shuffled rows are led back through the shuffle.

use crate::runs;
use crate::support;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use crate::runs::{Files, equal};
use crate::support::{Sheet, put, written};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use ringtrace::export::TableFormat;
use ringtrace::graph::Graph;
use ringtrace::model::Table;
use ringtrace::progress::Progress;
use ringtrace::settings::{Settings, SynthSettings};
use ringtrace::snapshot::{ReadOptions, Spill, read};
use ringtrace::synth::{Format, Order, plan, write_snapshot};
use serde_json::Value;

const END: u32 = 1_759_244_400; // 2025-10-01, midnight in Tokyo

/// A platform under test: its tables, and its results with one thread, read as plain CSV.
struct Subject {
    name: &'static str,
    sheets: Vec<Sheet>,
    expected: Files,
}

static SUBJECTS: LazyLock<[Subject; 2]> = LazyLock::new(|| [subject("demo", demo()), subject("platform", platform())]);

fn subject(name: &'static str, sheets: Vec<Sheet>) -> Subject {
    let expected = analysed(&sheets, "csv", 1);
    let clusters = expected["clusters.ndjson"].iter().filter(|&&byte| byte == b'\n').count();
    assert!(clusters > 3, "{name}: {clusters} clusters are too few to show anything");
    assert!(expected["rejects.csv"].iter().filter(|&&byte| byte == b'\n').count() > 3, "{name}: rejects");
    Subject { name, sheets, expected }
}

fn demo() -> Vec<Sheet> {
    sheets(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo"))
}

/// Two thousand accounts with a session every fifth day, and rows that cannot be used among the others.
fn platform() -> Vec<Sheet> {
    let settings = SynthSettings { logins: [24.0, 24.0], days: [120.0, 120.0], ..SynthSettings::default() };
    let world = plan(&settings, Order { accounts: 2000, seed: 5, rings: Some(14) }, END);
    let directory = tempfile::tempdir().expect("a temporary directory");
    write_snapshot(&world, directory.path(), Format::Csv, &Progress::silent()).expect("a snapshot");
    let mut sheets = sheets(directory.path());
    for sheet in &mut sheets {
        spoil(sheet);
    }
    sheets
}

/// Adds rows that are rejected: a required value missing, a time that is none, and an account that is there twice.
fn spoil(sheet: &mut Sheet) {
    let (Some(first), Some(last)) = (sheet.rows.first().cloned(), sheet.rows.last().cloned()) else { return };
    let mut missing = first.clone();
    missing[0].clear();
    sheet.rows.insert(sheet.rows.len() / 2, missing);
    if let Some(column) = sheet.header.iter().position(|name| name.ends_with("_at")) {
        let mut wrong = last;
        "soon".clone_into(&mut wrong[column]);
        sheet.rows.insert(sheet.rows.len() / 3, wrong);
    }
    if sheet.name == "accounts" {
        let mut twice = first;
        "Another Name".clone_into(&mut twice[1]);
        sheet.rows.push(twice);
    }
}

/// The tables of a directory of CSV files.
fn sheets(directory: &Path) -> Vec<Sheet> {
    let read = |table: Table| {
        let path = directory.join(format!("{}.csv", table.name()));
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).expect("a table");
        let fields = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let header = fields(reader.headers().expect("a header"));
        let rows = reader.records().map(|record| fields(&record.expect("a row"))).collect();
        Sheet { name: table.name(), header, rows }
    };
    Table::ALL.into_iter().map(read).collect()
}

fn analysed(sheets: &[Sheet], format: &str, threads: usize) -> Files {
    let directory = support::write_all(sheets, format);
    runs::results(directory.path(), &Settings::default(), threads, TableFormat::Text)
}

/// Rejects of files in another format or cut are the same but for the name of the file.
fn without_file(files: &Files, row_of: impl Fn(&str, &str, u64) -> u64) -> Files {
    let mut reader = csv::Reader::from_reader(files["rejects.csv"].as_slice());
    let mut rows: Vec<(String, u64, String, String)> = reader
        .records()
        .map(|record| record.expect("a reject"))
        .map(|r| {
            let row = row_of(&r[0], &r[1], r[2].parse().expect("a row"));
            (r[0].to_owned(), row, r[3].to_owned(), reason(&r[4], |file, row| row_of(&r[0], file, row)))
        })
        .collect();
    rows.sort_unstable();
    let mut files = files.clone();
    files.insert("rejects.csv".into(), format!("{rows:#?}").into_bytes());
    files
}

/// A reason without the file's name and line, and with the number of the row within the table.
fn reason(text: &str, row_of: impl Fn(&str, u64) -> u64) -> String {
    let text = text.split_once(" (line ").map_or(text, |(before, _)| before);
    let Some((before, place)) = text.split_once("which is kept: row ") else { return text.to_owned() };
    let (row, file) = place.split_once(" of ").expect("a row of a file");
    format!("{before}which is kept: row {}", row_of(file, row.parse().expect("a row")))
}

#[test]
fn any_number_of_threads() {
    for subject in &*SUBJECTS {
        let directory = support::write_all(&subject.sheets, "csv");
        for threads in [2, 8] {
            let case = format!("{}, {threads} threads", subject.name);
            let settings = Settings::default();
            let got = runs::results(directory.path(), &settings, threads, TableFormat::Text);
            equal(&case, &got, &subject.expected, &["measured"]);
        }
        let parquet = |threads| runs::results(directory.path(), &Settings::default(), threads, TableFormat::Parquet);
        equal(&format!("{}, results as Parquet", subject.name), &parquet(8), &parquet(1), &["measured"]);
    }
}

#[test]
fn any_order_of_columns() {
    for subject in &*SUBJECTS {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let shuffled: Vec<Sheet> = subject.sheets.iter().map(|sheet| columns(sheet, &mut random)).collect();
        let got = analysed(&shuffled, "csv", 2);
        equal(&format!("{}, shuffled columns", subject.name), &got, &subject.expected, &["measured", "inputs"]);
    }
}

/// The columns in another order, where every row has as many fields as the header.
fn columns(sheet: &Sheet, random: &mut ChaCha8Rng) -> Sheet {
    let mut order: Vec<usize> = (0..sheet.header.len()).collect();
    order.shuffle(random);
    let width = sheet.header.len();
    let moved = |fields: &Vec<String>| {
        if fields.len() == width { order.iter().map(|&at| fields[at].clone()).collect() } else { fields.clone() }
    };
    Sheet { name: sheet.name, header: moved(&sheet.header), rows: sheet.rows.iter().map(moved).collect() }
}

#[test]
fn any_format() {
    for subject in &*SUBJECTS {
        // A row of too few fields exists in CSV only.
        let whole = |sheet: &Sheet| {
            let rows = sheet.rows.iter().filter(|row| row.len() == sheet.header.len());
            Sheet { rows: rows.cloned().collect(), ..sheet.clone() }
        };
        let sheets: Vec<Sheet> = subject.sheets.iter().map(whole).collect();
        let plain = without_file(&analysed(&sheets, "csv", 2), |_, _, row| row);
        for format in ["csv.gz", "csv.zst", "ndjson", "ndjson.gz", "ndjson.zst"] {
            let got = without_file(&analysed(&sheets, format, 2), |_, _, row| row);
            equal(&format!("{}, {format}", subject.name), &got, &plain, &["measured", "inputs"]);
        }
    }
}

/// Parquet has types, so rows whose times are none cannot be written to it: they are left out on both sides.
#[test]
fn parquet_is_as_csv() {
    for subject in &*SUBJECTS {
        let sound = |sheet: &Sheet| {
            let typed = |row: &&Vec<String>| {
                row.len() == sheet.header.len() && sheet.header.iter().zip(*row).all(|(name, value)| fits(name, value))
            };
            Sheet { rows: sheet.rows.iter().filter(typed).cloned().collect(), ..sheet.clone() }
        };
        let sheets: Vec<Sheet> = subject.sheets.iter().map(sound).collect();
        let plain = without_file(&analysed(&sheets, "csv", 2), |_, _, row| row);
        let got = without_file(&analysed(&sheets, "parquet", 2), |_, _, row| row);
        equal(&format!("{}, parquet", subject.name), &got, &plain, &["measured", "inputs"]);
    }
}

fn fits(column: &str, value: &str) -> bool {
    if !column.ends_with("_at") || value.is_empty() {
        return true;
    }
    value.parse::<jiff::Timestamp>().is_ok()
        || value.parse::<jiff::civil::Date>().is_ok()
        || value.parse::<i64>().is_ok()
}

#[test]
fn any_cut_into_part_files() {
    for subject in &*SUBJECTS {
        for (parts, format) in [(2, "csv"), (7, "csv.gz")] {
            let directory = tempfile::tempdir().expect("a temporary directory");
            let mut first_rows: BTreeMap<String, u64> = BTreeMap::new();
            for sheet in &subject.sheets {
                let size = sheet.rows.len().div_ceil(parts).max(1);
                for (part, rows) in sheet.rows.chunks(size).enumerate() {
                    let name = format!("{}/part-{part:03}.{format}", sheet.name);
                    let piece = Sheet { rows: rows.to_vec(), ..sheet.clone() };
                    put(directory.path(), &name, &written(&piece, format));
                    first_rows.insert(name, (part * size) as u64);
                }
            }
            let got = runs::results(directory.path(), &Settings::default(), 2, TableFormat::Text);
            // A reject is told with its row within its file; a result cites the row within the table.
            let got = without_file(&got, |_, file, row| first_rows[file] + row);
            let expected = without_file(&subject.expected, |_, _, row| row);
            equal(&format!("{}, {parts} parts, {format}", subject.name), &got, &expected, &["measured", "inputs"]);
        }
    }
}

#[test]
fn any_order_of_rows() {
    for subject in &*SUBJECTS {
        for seed in [1, 2] {
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            let mut origin: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            let mut shuffled = subject.sheets.clone();
            for sheet in &mut shuffled {
                let mut order: Vec<usize> = (0..sheet.rows.len()).collect();
                order.shuffle(&mut random);
                sheet.rows = order.iter().map(|&at| sheet.rows[at].clone()).collect();
                origin.insert(sheet.name, order);
            }
            let original = |table: &str, row: u64| origin[table][row as usize - 1] as u64 + 1;
            let case = format!("{}, rows shuffled with seed {seed}", subject.name);
            let got = without_file(&analysed(&shuffled, "csv", 2), |table, _, row| original(table, row));
            let expected = without_file(&subject.expected, |_, _, row| row);
            let (got, expected) = (cited(&got, original), cited(&expected, |_, row| row));
            equal(&case, &got, &expected, &["measured", "inputs"]);
        }
    }
}

/// The results with each list of rows led back to the original rows, and sorted again.
fn cited(files: &Files, original: impl Fn(&str, u64) -> u64) -> Files {
    let mut files = files.clone();
    for (name, bytes) in &mut files {
        if name.ends_with(".ndjson") {
            let lines = bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
            let mut text = String::new();
            for line in lines {
                let mut value: Value = serde_json::from_slice(line).expect("JSON");
                lead_back(&mut value, &original);
                text.push_str(&value.to_string());
                text.push('\n');
            }
            *bytes = text.into_bytes();
        }
    }
    files
}

fn lead_back(value: &mut Value, original: &impl Fn(&str, u64) -> u64) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                match field {
                    Value::Array(rows) if key == "rows" => {
                        let named = |row: &Value| {
                            (row[0].as_str().expect("a table").to_owned(), row[1].as_u64().expect("a row"))
                        };
                        let mut back: Vec<(String, u64)> =
                            rows.iter().map(named).map(|(table, row)| (table.clone(), original(&table, row))).collect();
                        back.sort_unstable();
                        *rows = back.into_iter().map(|(table, row)| serde_json::json!([table, row])).collect();
                    }
                    other => lead_back(other, original),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| lead_back(item, original)),
        _ => {}
    }
}

#[test]
fn a_limit_of_memory_changes_nothing() {
    let check = |case: &str, directory: &Path, rows: usize, threads: usize| {
        let place = tempfile::tempdir().expect("a temporary directory");
        let spill = Spill { directory: place.path().to_owned(), rows };
        let (settings, tables) = (Settings::default(), TableFormat::Text);
        let spilled = runs::results_within(directory, &settings, threads, tables, Some(&spill));
        let held = runs::results(directory, &settings, 1, tables);
        equal(&format!("{case}, {rows} sessions and links in memory"), &spilled, &held, &["measured"]);
        assert_eq!(std::fs::read_dir(place.path()).expect("a directory").count(), 0, "files left behind");
    };
    for subject in &*SUBJECTS {
        for (rows, threads) in [(7, 2), (100, 3)] {
            check(subject.name, support::write_all(&subject.sheets, "csv").path(), rows, threads);
        }
    }
    let settings = SynthSettings { logins: [24.0, 24.0], days: [120.0, 120.0], ..SynthSettings::default() };
    let world = plan(&settings, Order { accounts: 500, seed: 6, rings: Some(4) }, END);
    let directory = tempfile::tempdir().expect("a temporary directory");
    write_snapshot(&world, directory.path(), Format::Parquet, &Progress::silent()).expect("a snapshot");
    check("parquet", directory.path(), 300, 2);
}

#[test]
fn links_that_cannot_be_written_are_an_error() {
    let snapshot = support::write_all(&demo(), "csv");
    let settings = Settings::default();
    let how = ReadOptions { tables: &settings.tables, networks: &settings.networks, strict: false };
    let read = read(snapshot.path(), &how, &Progress::silent()).expect("a snapshot");
    let missing = snapshot.path().join("missing");
    let error = Graph::within(&read, &missing, 1, &Progress::silent()).err().expect("no directory");
    assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
}
