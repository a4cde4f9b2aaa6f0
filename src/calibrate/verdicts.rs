//! What clusters turned out to be: investigators' verdicts by cluster, or a truth by account.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::report::Cluster;
use crate::synth::evaluate::Truth;

/// Verdicts that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{path}{}: {what}", line.map_or_else(String::new, |line| format!(", line {line}")))]
pub struct VerdictsError {
    path: String,
    line: Option<u64>,
    what: String,
}

/// What is known of clusters.
pub enum Verdicts {
    /// By cluster id: whether it was one hidden operation.
    Clusters(BTreeMap<String, bool>),
    /// By account, as on a synthetic platform.
    Truth(Truth),
}

impl Verdicts {
    /// Whether a cluster was one hidden operation, where that is known: by its verdict, or by half of its accounts.
    #[must_use]
    pub fn of(&self, cluster: &Cluster) -> Option<bool> {
        match self {
            Self::Clusters(verdicts) => verdicts.get(&cluster.cluster).copied(),
            // Of accounts that it does not list a truth says nothing.
            Self::Truth(truth) if cluster.accounts.iter().all(|account| truth.find(account).is_none()) => None,
            Self::Truth(truth) => {
                let of_ring = truth.of_main_ring(&cluster.accounts);
                Some(of_ring * 2 >= cluster.accounts.len() as u64)
            }
        }
    }

    /// The clusters judged that are not among these, ascending: of another run, or mistyped.
    #[must_use]
    pub fn of_none(&self, clusters: &[Cluster]) -> Vec<&str> {
        let Self::Clusters(verdicts) = self else { return Vec::new() };
        let known: BTreeSet<&str> = clusters.iter().map(|cluster| cluster.cluster.as_str()).collect();
        verdicts.keys().map(String::as_str).filter(|cluster| !known.contains(cluster)).collect()
    }
}

/// Words for a cluster that was one hidden operation.
const YES: [&str; 5] = ["confirm", "confirmed", "ring", "true", "1"];
/// Words for one that was not.
const NO: [&str; 5] = ["dismiss", "dismissed", "lawful", "false", "0"];

/// Reads CSV with the columns `cluster` and `verdict` (`confirmed` or `dismissed`).
///
/// # Errors
/// The file cannot be read, lacks a column, a verdict is neither, or a cluster has both.
pub fn read_verdicts(path: &Path) -> Result<Verdicts, VerdictsError> {
    let mut verdicts: BTreeMap<String, (bool, u64)> = BTreeMap::new();
    let wrong = |line, what| VerdictsError { path: path.display().to_string(), line: Some(line), what };
    rows(path, ["cluster", "verdict"], |line, [cluster, verdict]| {
        let word = verdict.trim().to_ascii_lowercase();
        let is_ring = if YES.contains(&word.as_str()) {
            true
        } else if NO.contains(&word.as_str()) {
            false
        } else {
            return Err(wrong(line, format!("the verdict “{verdict}” is neither confirmed nor dismissed")));
        };
        let cluster = cluster.trim();
        let (before, at) = *verdicts.entry(cluster.to_owned()).or_insert((is_ring, line));
        if before != is_ring {
            let [is, was] = [is_ring, before].map(|ring| if ring { "confirmed" } else { "dismissed" });
            let what = format!("the cluster {cluster} is {is} here and {was} on line {at}; keep one of the two");
            return Err(wrong(line, what));
        }
        Ok(())
    })?;
    Ok(Verdicts::Clusters(verdicts.into_iter().map(|(cluster, (is_ring, _))| (cluster, is_ring)).collect()))
}

fn rows<const N: usize>(
    path: &Path,
    columns: [&str; N],
    mut each: impl FnMut(u64, [&str; N]) -> Result<(), VerdictsError>,
) -> Result<(), VerdictsError> {
    let wrong = |line: Option<u64>, what: String| VerdictsError { path: path.display().to_string(), line, what };
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_path(path)
        .map_err(|error| wrong(None, format!("cannot be read: {error}")))?;
    let header = reader.headers().map_err(|error| wrong(Some(1), error.to_string()))?.clone();
    let mut places = [0; N];
    for (place, column) in places.iter_mut().zip(columns) {
        *place =
            header.iter().position(|name| name.trim_start_matches('\u{feff}').trim() == column).ok_or_else(|| {
                wrong(Some(1), format!("there is no column {column}; the columns {} are needed", columns.join(", ")))
            })?;
    }
    for record in reader.records() {
        let record = record
            .map_err(|error| wrong(error.position().map(csv::Position::line), format!("not a row of CSV: {error}")))?;
        let line = record.position().map_or(0, csv::Position::line);
        each(line, places.map(|place| record.get(place).unwrap_or_default()))?;
    }
    Ok(())
}
