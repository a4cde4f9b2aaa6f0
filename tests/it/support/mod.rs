//! A small snapshot that can be written in every format, and what two snapshots are compared by.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, Float64Array, Int64Array, StringArray, TimestampMillisecondArray};
use arrow::record_batch::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use ringtrace::progress::Progress;
use ringtrace::settings::{NetworkFiles, TableSettings};
use ringtrace::snapshot::{ReadError, ReadOptions, Snapshot, read};

/// A table as text: a header and rows; an empty field is not known.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub name: &'static str,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// A sheet from lines whose fields are separated by '|'.
pub fn sheet(name: &'static str, lines: &str) -> Sheet {
    let fields = |line: &str| line.split('|').map(|field| field.trim().to_owned()).collect::<Vec<String>>();
    let mut lines = lines.lines().filter(|line| !line.trim().is_empty());
    Sheet { name, header: fields(lines.next().expect("a header")), rows: lines.map(fields).collect() }
}

/// All fourteen tables.
pub fn platform() -> Vec<Sheet> {
    vec![
        sheet(
            "accounts",
            "account_id|name|name_kana|role|country|created_at|status|status_at|organisation
            A2|田中 \"Taro\", the 2nd|ﾀﾅｶ ﾀﾛｳ|worker|jp|2024-01-02|active||
            A1|山田 花子|ヤマダ ハナコ|client|JP|2024-01-01T09:00:00+09:00|suspended|2024-05-01T00:00:00Z|Acme K.K.
            A3||||||||
            account-with-a-long-name-7|O'Neil, Ann||both|US|1704067200|closed|1714521600000|",
        ),
        sheet(
            "documents",
            "account_id|document_id|kind|country|name|submitted_at
            A1|3012-3456-7890|driving_licence|JP|山田 花子|2024-01-03
            A2|301234567891|Driving_Licence|JP||2024-01-04T12:00:00Z
            A3|tk1234567|passport|JP|Name|
            A2|TK 1234567|passport||Other|",
        ),
        sheet(
            "bank_accounts",
            "account_id|bank_account_id|kind|holder|country|added_at|removed_at
            A1|0001-123-4567890|bank|ヤマダ ハナコ|JP|2024-01-05|2024-06-01
            A2|bc1qexample|crypto|||2024-01-06|",
        ),
        sheet(
            "logins",
            "account_id|started_at|ended_at|ip|device_id|remote
            A1|2024-02-01T10:00:00Z|2024-02-01T11:00:00Z|203.0.113.7|device-0000000000000001|false
            A2|2024-02-01T10:05:00Z||::ffff:203.0.113.7|device-0000000000000001|true
            A2|2024-02-01T09:05:00Z||2001:db8:0:1::5|d2|
            A9|1706781600||2001:db8:0:1::4||",
        ),
        sheet("changes", "account_id|field|changed_at\nA1|Bank_Account|2024-03-01\nA1|name|2024-03-02"),
        sheet(
            "reviews",
            "reviewer_id|reviewee_id|posted_at|rating|contract_id
            A1|A2|2024-03-03|5|K1
            A2|A1||4.5|K1
            A2|A8|||",
        ),
        sheet(
            "contracts",
            "contract_id|client_id|worker_id|category|fee|currency|started_at
            K1|A1|A2|web design|12000|jpy|2024-02-20
            K2|A1|A3||99.5|USD|",
        ),
        sheet(
            "work",
            "account_id|started_at|ended_at|contract_id
            A2|2024-02-21T01:00:00Z|2024-02-21T03:30:00Z|K1
            A2|2024-02-20T01:00:00Z|2024-02-20T03:30:00Z|",
        ),
        sheet(
            "payouts",
            "account_id|bank_account_id|paid_at|amount|currency|onward_id|onward_at|onward_amount|onward_country
            A2|BC1QEXAMPLE|2024-03-10|12000|JPY|ＸＹ-9|2024-03-11|9600.25|kp
            A2|bc1qexample|2024-03-09|1|||||",
        ),
        sheet(
            "identifiers",
            "account_id|kind|value|seen_at
            A1|phone|090-1234-5678|2024-01-01
            A2|Phone|+81 90 1234 5678|
            A1|email|Hana@Example.com|
            A3|portrait|p:77|2024-04-01",
        ),
        sheet("ties", "account_id|other_id|kind|at|amount\nA1|A2|transfer|2024-03-20|500\nA2|A3|referral||"),
        sheet("reports", "account_id|kind|reporter_id|reported_at\nA2|refuses_video|A1|2024-03-21\nA2|off_platform||"),
        sheet(
            "networks",
            "cidr|kind|asn|country|name
            203.0.113.0/24|mobile|64500|JP|Carrier
            203.0.0.0/16|residential|64501|JP|
            2001:db8::/32|hosting||US|Cloud",
        ),
        sheet(
            "known",
            "kind|value|verdict|other|reason|until
            ip|203.0.113.7|ignore||office|2030-01-01
            account|A2|separate|A1|twins|
            phone|09012345678|ignore|||
            device|never-seen|ignore|||",
        ),
    ]
}

pub fn csv_text(sheet: &Sheet) -> String {
    let field = |field: &String| {
        if field.contains([',', '"', '\n']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field.clone() }
    };
    let line = |fields: &Vec<String>| fields.iter().map(field).collect::<Vec<_>>().join(",") + "\n";
    line(&sheet.header) + &sheet.rows.iter().map(line).collect::<String>()
}

pub fn ndjson_text(sheet: &Sheet) -> String {
    let line = |row: &Vec<String>| {
        let mut object = serde_json::Map::new();
        for (name, value) in sheet.header.iter().zip(row) {
            let value = match (value.as_str(), value.parse::<f64>()) {
                ("", _) if row.len().is_multiple_of(2) => continue,
                ("", _) => serde_json::Value::Null,
                ("true" | "false", _) => (value == "true").into(),
                (_, Ok(number)) if matches!(name.as_str(), "amount" | "fee" | "rating") => number.into(),
                (text, _) if name == "started_at" && text.bytes().all(|b| b.is_ascii_digit()) => {
                    text.parse::<i64>().expect("digits").into()
                }
                (text, _) => text.into(),
            };
            object.insert(name.clone(), value);
        }
        serde_json::Value::Object(object).to_string() + "\n"
    };
    sheet.rows.iter().map(line).collect()
}

fn parquet_column(name: &str, values: &[&str]) -> ArrayRef {
    let known = |value: &&str| (!value.is_empty()).then(|| (*value).to_owned());
    let millis = |value: &str| {
        let moment: Result<jiff::Timestamp, _> = value.parse();
        let date: Result<jiff::civil::Date, _> = value.parse();
        match (moment, date) {
            (Ok(moment), _) => moment.as_millisecond(),
            (_, Ok(date)) => date.in_tz("UTC").expect("UTC").timestamp().as_millisecond(),
            _ => {
                let number: i64 = value.parse().expect("a time");
                if number >= 100_000_000_000 { number } else { number * 1000 }
            }
        }
    };
    let numbers = |v: &&str| v.parse::<f64>().ok();
    match name {
        "remote" => Arc::new(values.iter().map(|v| known(v).map(|v| v == "true")).collect::<BooleanArray>()),
        "amount" | "fee" | "rating" | "onward_amount" => Arc::new(values.iter().map(numbers).collect::<Float64Array>()),
        "asn" => Arc::new(values.iter().map(|v| v.parse::<i64>().ok()).collect::<Int64Array>()),
        name if name.ends_with("_at") => {
            let times: TimestampMillisecondArray = values.iter().map(|v| known(v).map(|v| millis(&v))).collect();
            Arc::new(times.with_timezone("UTC"))
        }
        _ => Arc::new(values.iter().map(known).collect::<StringArray>()),
    }
}

pub fn parquet_bytes(sheet: &Sheet) -> Vec<u8> {
    let column = |index: usize| {
        let values: Vec<&str> = sheet.rows.iter().map(|row| row[index].as_str()).collect();
        parquet_column(&sheet.header[index], &values)
    };
    let columns = sheet.header.iter().enumerate().map(|(index, name)| (name.clone(), column(index), true));
    let batch = RecordBatch::try_from_iter_with_nullable(columns).expect("columns of one length");
    // Small row groups, so that a file has several.
    let rows = (sheet.rows.len() / 7).max(2);
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(rows)).build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).expect("a writer");
    writer.write(&batch).expect("a batch");
    writer.close().expect("a footer");
    bytes
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// A sheet's content and extension in a format.
pub fn written(sheet: &Sheet, format: &str) -> Vec<u8> {
    match format {
        "csv" => csv_text(sheet).into_bytes(),
        "csv.gz" => gzip(csv_text(sheet).as_bytes()),
        "csv.zst" => zstd::encode_all(csv_text(sheet).as_bytes(), 1).expect("memory"),
        "ndjson" => ndjson_text(sheet).into_bytes(),
        "ndjson.gz" => gzip(ndjson_text(sheet).as_bytes()),
        "ndjson.zst" => zstd::encode_all(ndjson_text(sheet).as_bytes(), 1).expect("memory"),
        "parquet" => parquet_bytes(sheet),
        other => panic!("no format {other}"),
    }
}

/// Writes all sheets into a new directory.
pub fn write_all(sheets: &[Sheet], format: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a temporary directory");
    for sheet in sheets {
        put(directory.path(), &format!("{}.{format}", sheet.name), &written(sheet, format));
    }
    directory
}

pub fn put(directory: &Path, name: &str, bytes: &[u8]) {
    let path = directory.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
    File::create(path).and_then(|mut file| file.write_all(bytes)).expect("a file");
}

/// Reads without settings.
pub fn read_plain(directory: &Path) -> Result<Snapshot, ReadError> {
    read_with(directory, &TableSettings::default(), &NetworkFiles::default(), false)
}

pub fn read_with(
    directory: &Path,
    tables: &TableSettings,
    networks: &NetworkFiles,
    strict: bool,
) -> Result<Snapshot, ReadError> {
    read(directory, &ReadOptions { tables, networks, strict }, &Progress::silent())
}

/// Everything in a snapshot but what names files and rows.
pub fn content(snapshot: &Snapshot) -> String {
    let s = snapshot;
    let mut text = String::new();
    macro_rules! dump {
        ($($field:ident),*) => { $(for row in s.$field.iter() { writeln!(text, "{} {row:?}", stringify!($field)).unwrap(); })* };
    }
    for account in (0..s.accounts.len() as u32).map(ringtrace::model::AccountId) {
        let (id, row) = (s.accounts.id(account), &s.accounts[account]);
        writeln!(text, "account {id} listed {} {row:?}", row.row > 0).unwrap();
    }
    for (account, login) in s.logins.iter() {
        let login = (account, login.start, login.end(), login.ip(), login.device(), login.remote());
        writeln!(text, "login {login:?}").unwrap();
    }
    dump!(documents, bank_accounts, changes, reviews, contracts, work, payouts, identifiers, ties, reports, known);
    dump!(kinds);
    for payout in s.payouts.iter() {
        writeln!(text, "onward {:?}", s.payouts.onward(payout)).unwrap();
    }
    for (value, shown) in (0..).map(ringtrace::model::ValueId).zip(s.addresses.iter()) {
        writeln!(text, "ip {:?} {shown} {:?}", s.addresses.key(value), s.addresses.network(value)).unwrap();
    }
    writeln!(text, "{:?}", (&s.text, &s.document_values, &s.bank_values, &s.device_values, &s.onward_values)).unwrap();
    writeln!(text, "{:?}", (&s.kind_values, s.has_networks, &s.present, s.moment, &s.notes)).unwrap();
    without_rows(&text)
}

fn without_rows(text: &str) -> String {
    let mut parts = text.split(" row: ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    out
}
