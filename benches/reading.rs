//! Reading logins from CSV, NDJSON and Parquet: rows a second, and peak memory.
//!
//! `RINGTRACE_BENCH_LOGINS` sets the number of rows (default one million); five logins an account, a device for
//! each 1.5 accounts, IPv4 addresses with a long tail. `RINGTRACE_BENCH_KEEP` names a directory to keep the files in.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use arrow::array::{ArrayRef, StringArray, TimestampSecondArray};
use arrow::record_batch::RecordBatch;
use divan::Bencher;
use divan::counter::ItemsCount;
use parquet::arrow::ArrowWriter;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use ringtrace::progress::{Progress, peak_memory};
use ringtrace::settings::{NetworkFiles, TableSettings};
use ringtrace::snapshot::{ReadOptions, read};

fn main() {
    divan::main();
    eprintln!("peak memory of all: {} MiB", peak_memory() >> 20);
}

const GROUP: usize = 1 << 17;

fn logins() -> usize {
    std::env::var("RINGTRACE_BENCH_LOGINS").ok().and_then(|text| text.parse().ok()).unwrap_or(1_000_000)
}

/// A login's fields.
struct Row {
    account: String,
    start: u32,
    ip: String,
    device: String,
}

fn row(rng: &mut ChaCha8Rng, accounts: u32) -> Row {
    let account = rng.random_range(0..accounts);
    let tail = rng.random::<f64>().powi(3);
    let ip = (tail * f64::from(accounts) * 2.0) as u32 ^ 0x0a00_0000;
    let device = (account / 3 * 2 + rng.random_range(0..2)).wrapping_mul(2_654_435_761);
    Row {
        account: format!("u{account:09}"),
        start: 1_700_000_000 + rng.random_range(0..7_776_000),
        ip: std::net::Ipv4Addr::from(ip).to_string(),
        device: format!("{:016x}", u64::from(device) << 20 | 0x5a5a5),
    }
}

static FILES: LazyLock<PathBuf> = LazyLock::new(|| {
    let kept = std::env::var("RINGTRACE_BENCH_KEEP").map(PathBuf::from);
    let directory =
        kept.unwrap_or_else(|_| std::env::temp_dir().join("ringtrace-bench-reading")).join(logins().to_string());
    if !directory.join("done").exists() {
        write_files(&directory).expect("the bench's files");
        fs::write(directory.join("done"), "").expect("the bench's files");
    }
    directory
});

fn write_files(directory: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let folder = |name: &str| -> std::io::Result<PathBuf> {
        let folder = directory.join(name);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("accounts.csv"), "account_id\n")?;
        Ok(folder)
    };
    let mut csv = BufWriter::new(File::create(folder("csv")?.join("logins.csv"))?);
    let mut ndjson = BufWriter::new(File::create(folder("ndjson")?.join("logins.ndjson"))?);
    let parquet = File::create(folder("parquet")?.join("logins.parquet"))?;
    writeln!(csv, "account_id,started_at,ended_at,ip,device_id,remote")?;
    let (mut rng, mut writer) = (ChaCha8Rng::seed_from_u64(7), None);
    let (mut left, accounts) = (logins(), (logins() / 5).max(1) as u32);
    while left > 0 {
        let rows: Vec<Row> = (0..left.min(GROUP)).map(|_| row(&mut rng, accounts)).collect();
        left -= rows.len();
        let mut line = String::new();
        for row in &rows {
            line.clear();
            let start = jiff::Timestamp::from_second(i64::from(row.start))?;
            writeln!(line, "{},{start},,{},{},false", row.account, row.ip, row.device)?;
            csv.write_all(line.as_bytes())?;
            line.clear();
            writeln!(
                line,
                r#"{{"account_id":"{}","started_at":{},"ip":"{}","device_id":"{}"}}"#,
                row.account, row.start, row.ip, row.device
            )?;
            ndjson.write_all(line.as_bytes())?;
        }
        let text =
            |of: fn(&Row) -> &str| Arc::new(rows.iter().map(|row| Some(of(row))).collect::<StringArray>()) as ArrayRef;
        let times: TimestampSecondArray = rows.iter().map(|row| Some(i64::from(row.start))).collect();
        let batch = RecordBatch::try_from_iter([
            ("account_id", text(|row| &row.account)),
            ("started_at", Arc::new(times) as ArrayRef),
            ("ip", text(|row| &row.ip)),
            ("device_id", text(|row| &row.device)),
        ])?;
        if writer.is_none() {
            writer = Some(ArrowWriter::try_new(parquet.try_clone()?, batch.schema(), None)?);
        }
        if let Some(writer) = writer.as_mut() {
            writer.write(&batch)?;
            writer.flush()?;
        }
    }
    if let Some(writer) = writer {
        writer.close()?;
    }
    Ok(())
}

#[divan::bench(args = ["csv", "parquet", "ndjson"], sample_count = 5, sample_size = 1)]
fn read_logins(bencher: Bencher, format: &str) {
    let directory = FILES.join(format);
    let (tables, networks) = (TableSettings::default(), NetworkFiles::default());
    let options = ReadOptions { tables: &tables, networks: &networks, strict: false };
    bencher.counter(ItemsCount::new(logins())).bench(|| {
        let snapshot = read(&directory, &options, &Progress::silent()).expect("a snapshot");
        assert_eq!(snapshot.logins.len(), logins());
        snapshot
    });
}
