//! Reads a results directory back, text or Parquet alike. Errors name the file and, where it has lines, the line.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::ReadError;
use super::columns::table_name;
use super::parquet::{Table, read_parquet};
use super::tables::{ACCOUNT_COLUMNS, REJECT_COLUMNS};
use crate::report::{AccountResult, Cluster, Diagram, Finding, Report, RunInfo, Timeline};
use crate::snapshot::{InputFile, Reject};

/// `run.json`: what was run, and what it cost.
#[derive(Clone, Debug)]
pub struct RunFile {
    /// What was run.
    pub run: RunInfo,
    /// What was measured; null where the file says nothing.
    pub measured: Value,
}

/// Everything in a results directory.
///
/// # Errors
/// A file is missing or damaged.
pub fn report(directory: &Path) -> Result<Report, ReadError> {
    Ok(Report {
        run: run(directory)?.run,
        clusters: clusters(directory)?,
        findings: findings(directory)?,
        accounts: accounts(directory)?,
        rejects: rejects(directory)?,
        diagrams: diagrams(directory)?,
        timelines: timelines(directory)?,
    })
}

/// Reads `run.json`.
///
/// # Errors
/// The file is missing or damaged; a directory without it is not a results directory.
pub fn run(directory: &Path) -> Result<RunFile, ReadError> {
    let path = directory.join("run.json");
    let text = std::fs::read(&path).map_err(|error| {
        let missing = error.kind() == std::io::ErrorKind::NotFound;
        let hint = if missing { "; expected a directory that `ringtrace analyze` wrote" } else { "" };
        ReadError::file(&path, format!("{error}{hint}"))
    })?;
    let damaged = |error: serde_json::Error| ReadError::line(&path, error.line() as u64, error);
    let value: Value = serde_json::from_slice(&text).map_err(damaged)?;
    let inputs = value.get("inputs").cloned().unwrap_or_default();
    let mut run: RunInfo = serde_json::from_slice(&text).map_err(damaged)?;
    let inputs: Vec<InputRow> = serde_json::from_value(inputs).map_err(|error| ReadError::file(&path, error))?;
    let inputs: Result<Vec<InputFile>, String> = inputs.into_iter().map(InputRow::file).collect();
    run.inputs = inputs.map_err(|what| ReadError::file(&path, format!("inputs: {what}")))?;
    Ok(RunFile { run, measured: value.get("measured").cloned().unwrap_or_default() })
}

/// An entry of `inputs`, whose table's name is not yet known to be one.
#[derive(Deserialize)]
struct InputRow {
    path: String,
    table: String,
    bytes: u64,
    rows: u64,
    rejected: u64,
    digest: String,
}

impl InputRow {
    fn file(self) -> Result<InputFile, String> {
        let Self { path, table, bytes, rows, rejected, digest } = self;
        Ok(InputFile { path, table: table_name(&table)?, bytes, rows, rejected, digest })
    }
}

/// Reads the clusters, in the order of the queue.
///
/// # Errors
/// The file is missing or damaged.
pub fn clusters(directory: &Path) -> Result<Vec<Cluster>, ReadError> {
    either(directory, "clusters", "ndjson", ndjson)
}

/// Reads the findings.
///
/// # Errors
/// The file is missing or damaged.
pub fn findings(directory: &Path) -> Result<Vec<Finding>, ReadError> {
    either(directory, "findings", "ndjson", ndjson)
}

/// Reads the findings that `keep` wants; of text tables no more than these is held in memory.
///
/// # Errors
/// The file is missing or damaged.
pub fn findings_where(directory: &Path, keep: impl Fn(&Finding) -> bool) -> Result<Vec<Finding>, ReadError> {
    let mut findings = either(directory, "findings", "ndjson", |path| ndjson_where(path, &keep))?;
    findings.retain(keep);
    Ok(findings)
}

/// Reads the accounts.
///
/// # Errors
/// The file is missing or damaged.
pub fn accounts(directory: &Path) -> Result<Vec<AccountResult>, ReadError> {
    either(directory, "accounts", "csv", |path| csv(path, &ACCOUNT_COLUMNS, account))
}

/// Reads the accounts that `keep` wants; of text tables no more than these is held in memory.
///
/// # Errors
/// The file is missing or damaged.
pub fn accounts_where(
    directory: &Path,
    keep: impl Fn(&AccountResult) -> bool,
) -> Result<Vec<AccountResult>, ReadError> {
    let mut accounts = either(directory, "accounts", "csv", |path| csv_where(path, &ACCOUNT_COLUMNS, account, &keep))?;
    accounts.retain(keep);
    Ok(accounts)
}

/// Reads the rejected rows.
///
/// # Errors
/// The file is missing or damaged.
pub fn rejects(directory: &Path) -> Result<Vec<Reject>, ReadError> {
    either(directory, "rejects", "csv", |path| csv(path, &REJECT_COLUMNS, reject))
}

/// Reads the diagrams, in the order of the queue.
///
/// # Errors
/// The file is missing or damaged.
pub fn diagrams(directory: &Path) -> Result<Vec<Diagram>, ReadError> {
    ndjson(&directory.join("diagrams.ndjson"))
}

/// Reads the timelines, in the order of the queue.
///
/// # Errors
/// A file that is missing, or a line that is not a timeline.
pub fn timelines(directory: &Path) -> Result<Vec<Timeline>, ReadError> {
    ndjson(&directory.join("timelines.ndjson"))
}

/// Reads `<name>.parquet` where it is there, else the text table.
fn either<T: Table>(
    directory: &Path,
    name: &str,
    extension: &str,
    text: impl FnOnce(&Path) -> Result<Vec<T>, ReadError>,
) -> Result<Vec<T>, ReadError> {
    let parquet = directory.join(format!("{name}.parquet"));
    let lines = directory.join(format!("{name}.{extension}"));
    match () {
        () if parquet.is_file() => read_parquet(&parquet),
        () if lines.exists() => text(&lines),
        () => Err(ReadError::file(directory, no_results(directory, name, extension))),
    }
}

/// Why a directory is not one of results, where it lacks a table of them, and what is to be given instead.
pub(crate) fn no_results(directory: &Path, name: &str, extension: &str) -> String {
    let what = match directory.metadata() {
        Ok(found) if found.is_dir() => format!("holds no {name}.{extension} and no {name}.parquet"),
        Ok(_) => "is a file".to_owned(),
        Err(error) => format!("cannot be read: {error}"),
    };
    format!("{what}; expected a directory of results that `ringtrace analyze` wrote")
}

fn ndjson<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, ReadError> {
    ndjson_where(path, |_| true)
}

fn ndjson_where<T: DeserializeOwned>(path: &Path, keep: impl Fn(&T) -> bool) -> Result<Vec<T>, ReadError> {
    let file = File::open(path).map_err(|error| ReadError::file(path, error))?;
    let mut reader = BufReader::with_capacity(1 << 18, file);
    let (mut line, mut rows) = (Vec::new(), Vec::new());
    for number in 1.. {
        line.clear();
        let length = reader.read_until(b'\n', &mut line).map_err(|error| ReadError::line(path, number, error))?;
        if length == 0 {
            break;
        }
        if !line.trim_ascii().is_empty() {
            let row: T = serde_json::from_slice(&line).map_err(|error| ReadError::line(path, number, error))?;
            if keep(&row) {
                rows.push(row);
            }
        }
    }
    Ok(rows)
}

/// Reads a CSV file whose columns, found by name, are handed to `row` in the given order.
fn csv<T, const N: usize>(
    path: &Path,
    columns: &[&str; N],
    row: impl Fn([&str; N]) -> Result<T, String>,
) -> Result<Vec<T>, ReadError> {
    csv_where(path, columns, row, |_| true)
}

fn csv_where<T, const N: usize>(
    path: &Path,
    columns: &[&str; N],
    row: impl Fn([&str; N]) -> Result<T, String>,
    keep: impl Fn(&T) -> bool,
) -> Result<Vec<T>, ReadError> {
    let whole = |error: csv::Error| ReadError::file(path, error);
    let mut reader = csv::Reader::from_path(path).map_err(whole)?;
    let header = reader.headers().map_err(whole)?.clone();
    let mut places = [0; N];
    for (place, column) in places.iter_mut().zip(columns) {
        let found = header.iter().position(|name| name == *column);
        *place = found.ok_or_else(|| ReadError::line(path, 1, format!("no column {column}")))?;
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map(csv::Position::line);
            ReadError { path: PathBuf::from(path), line, what: error.to_string() }
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let cells = places.map(|place| record.get(place).unwrap_or_default());
        let row = row(cells).map_err(|what| ReadError::line(path, line, what))?;
        if keep(&row) {
            rows.push(row);
        }
    }
    Ok(rows)
}

fn account([account_id, component, cluster, score, indicators]: [&str; 5]) -> Result<AccountResult, String> {
    Ok(AccountResult {
        account_id: account_id.to_owned(),
        component: component.into(),
        cluster: cluster.to_owned(),
        score: score.parse().map_err(|_| format!("score: {score:?} is not a number"))?,
        indicators: indicators.split(';').filter(|code| !code.is_empty()).map(|code| code.to_owned().into()).collect(),
    })
}

fn reject([table, file, row, column, reason]: [&str; 5]) -> Result<Reject, String> {
    Ok(Reject {
        table: table_name(table)?,
        file: file.to_owned(),
        row: row.parse().map_err(|_| format!("row: {row:?} is not a whole number"))?,
        column: column.to_owned(),
        reason: reason.to_owned(),
    })
}
