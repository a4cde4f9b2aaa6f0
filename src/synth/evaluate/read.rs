//! Reads a directory of results.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::Float64Type;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::export::read::no_results;
use crate::snapshot::decoded;

/// A cluster of the results.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
pub struct ResultCluster {
    /// Its id.
    pub cluster: String,
    /// `shared_identity`, `proxy_ring`, `mutual_review` or `linked`.
    pub kind: String,
    /// Probability that it is one operation.
    pub score: f64,
    /// Place in the queue, from 1.
    pub rank: u64,
    /// Its accounts.
    pub accounts: Vec<String>,
}

impl ResultCluster {
    /// Whether the cluster accuses its accounts.
    #[must_use]
    pub fn accuses(&self, threshold: f64) -> bool {
        self.score >= threshold && self.kind != "linked"
    }
}

/// What `evaluate` needs of a directory of results.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// Clusters in any order.
    pub clusters: Vec<ResultCluster>,
    /// Accounts with their scores.
    pub scores: Vec<(String, f64)>,
}

impl Results {
    /// The clusters in the order of review.
    #[must_use]
    pub fn queue(&self) -> Vec<&ResultCluster> {
        let mut queue: Vec<&ResultCluster> = self.clusters.iter().collect();
        queue.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.cluster.cmp(&b.cluster)));
        queue
    }
}

/// What was wrong with a file.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {what}")]
pub struct EvaluateError {
    /// The file.
    pub path: String,
    /// What was wrong, and what was expected.
    pub what: String,
}

pub(super) fn wrong<E: std::fmt::Display>(path: &Path) -> impl Fn(E) -> EvaluateError + '_ {
    move |what| EvaluateError { path: path.display().to_string(), what: what.to_string() }
}

/// Reads `clusters` and `accounts` of a directory of results, NDJSON and CSV or Parquet.
pub fn read_results(directory: &Path) -> Result<Results, EvaluateError> {
    for (table, extension) in [("clusters", "ndjson"), ("accounts", "csv")] {
        if ![extension, "parquet"].iter().any(|ending| directory.join(format!("{table}.{ending}")).exists()) {
            return Err(wrong(directory)(no_results(directory, table, extension)));
        }
    }
    let lines = directory.join("clusters.ndjson");
    let clusters =
        if lines.exists() { clusters_ndjson(&lines)? } else { clusters_parquet(&directory.join("clusters.parquet"))? };
    let table = directory.join("accounts.csv");
    let scores =
        if table.exists() { scores_csv(&table)? } else { scores_parquet(&directory.join("accounts.parquet"))? };
    Ok(Results { clusters, scores })
}

fn clusters_ndjson(path: &Path) -> Result<Vec<ResultCluster>, EvaluateError> {
    let file = BufReader::new(File::open(path).map_err(wrong(path))?);
    let mut clusters = Vec::new();
    for (number, line) in file.lines().enumerate() {
        let line = line.map_err(wrong(path))?;
        if line.trim().is_empty() {
            continue;
        }
        let cluster =
            serde_json::from_str(&line).map_err(|error| wrong(path)(format!("line {}: {error}", number + 1)))?;
        clusters.push(cluster);
    }
    Ok(clusters)
}

#[derive(serde::Deserialize)]
struct ScoreRow {
    account_id: String,
    score: Option<f64>,
}

fn scores_csv(path: &Path) -> Result<Vec<(String, f64)>, EvaluateError> {
    let mut reader = csv::Reader::from_path(path).map_err(wrong(path))?;
    let row = |row: Result<ScoreRow, csv::Error>| row.map(|row| (row.account_id, row.score.unwrap_or(0.0)));
    reader.deserialize().map(row).collect::<Result<_, _>>().map_err(wrong(path))
}

fn batches(path: &Path) -> Result<Vec<RecordBatch>, EvaluateError> {
    decoded(|| read_batches(path), |what| wrong(path)(what))
}

fn read_batches(path: &Path) -> Result<Vec<RecordBatch>, EvaluateError> {
    let file = File::open(path).map_err(wrong(path))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(wrong(path))?.build().map_err(wrong(path))?;
    reader.collect::<Result<_, _>>().map_err(wrong(path))
}

fn column<'a>(path: &Path, batch: &'a RecordBatch, name: &str) -> Result<&'a dyn Array, EvaluateError> {
    batch.column_by_name(name).map(AsRef::as_ref).ok_or_else(|| wrong(path)(format!("no column {name}")))
}

/// The values of a column of text, whatever kind of string column it is; null as empty.
fn texts(path: &Path, array: &dyn Array) -> Result<Vec<String>, EvaluateError> {
    let plain = arrow::compute::cast(array, &arrow::datatypes::DataType::Utf8).map_err(wrong(path))?;
    Ok(plain.as_string::<i32>().iter().map(|text| text.unwrap_or_default().to_owned()).collect())
}

fn numbers(path: &Path, array: &dyn Array) -> Result<Vec<f64>, EvaluateError> {
    let plain = arrow::compute::cast(array, &arrow::datatypes::DataType::Float64).map_err(wrong(path))?;
    Ok(plain.as_primitive::<Float64Type>().iter().map(|value| value.unwrap_or(0.0)).collect())
}

fn clusters_parquet(path: &Path) -> Result<Vec<ResultCluster>, EvaluateError> {
    let mut clusters = Vec::new();
    for batch in batches(path)? {
        let text = |name| column(path, &batch, name).and_then(|array| texts(path, array));
        let number = |name| column(path, &batch, name).and_then(|array| numbers(path, array));
        let (ids, kinds, scores, ranks) = (text("cluster")?, text("kind")?, number("score")?, number("rank")?);
        let lists = column(path, &batch, "accounts")?;
        let lists = lists.as_list_opt::<i32>().ok_or_else(|| wrong(path)("column accounts: expected lists of text"))?;
        for (row, (cluster, kind)) in ids.into_iter().zip(kinds).enumerate() {
            let accounts = texts(path, &lists.value(row))?;
            clusters.push(ResultCluster { cluster, kind, score: scores[row], rank: ranks[row] as u64, accounts });
        }
    }
    Ok(clusters)
}

fn scores_parquet(path: &Path) -> Result<Vec<(String, f64)>, EvaluateError> {
    let mut scores = Vec::new();
    for batch in batches(path)? {
        let accounts = texts(path, column(path, &batch, "account_id")?)?;
        scores.extend(accounts.into_iter().zip(numbers(path, column(path, &batch, "score")?)?));
    }
    Ok(scores)
}
