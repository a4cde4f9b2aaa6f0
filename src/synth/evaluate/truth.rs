//! The truth: which accounts one operator runs, and what the lawful ones are.

use std::collections::BTreeMap;
use std::path::Path;

use super::read::{EvaluateError, ResultCluster, Results, wrong};

/// A row of `truth.csv`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
pub struct TruthRow {
    /// The account.
    pub account_id: String,
    /// Who runs it.
    pub operator: String,
    /// How the ring works; empty for lawful accounts.
    #[serde(default)]
    pub motif: String,
    /// The lawful class; empty for ring members.
    #[serde(default)]
    pub class: String,
}

/// A ring of the truth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrueRing {
    /// Its motif.
    pub motif: String,
    /// Its accounts, as positions.
    pub members: Vec<u32>,
}

/// A truth, sorted by account.
#[derive(Clone, Debug)]
pub struct Truth {
    rows: Vec<TruthRow>,
    ring_of: Vec<Option<u32>>,
    rings: Vec<TrueRing>,
}

impl Truth {
    /// A truth from its rows in any order; of two rows of one account the first by value counts. A ring is an operator with
    /// a motif and at least two accounts.
    #[must_use]
    pub fn new(mut rows: Vec<TruthRow>) -> Self {
        rows.sort_unstable();
        rows.dedup_by(|b, a| a.account_id == b.account_id);
        let mut members: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.motif.is_empty()) {
            members.entry(&row.operator).or_default().push(at as u32);
        }
        let mut ring_of = vec![None; rows.len()];
        let mut rings = Vec::new();
        for members in members.into_values().filter(|members| members.len() > 1) {
            for &at in &members {
                ring_of[at as usize] = Some(rings.len() as u32);
            }
            rings.push(TrueRing { motif: rows[members[0] as usize].motif.clone(), members });
        }
        Self { rows, ring_of, rings }
    }

    /// Number of accounts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Rows, by account.
    #[must_use]
    pub fn rows(&self) -> &[TruthRow] {
        &self.rows
    }

    /// The ring of each account, by position; `None` for lawful accounts.
    #[must_use]
    pub fn ring_of(&self) -> &[Option<u32>] {
        &self.ring_of
    }

    /// The rings.
    #[must_use]
    pub fn rings(&self) -> &[TrueRing] {
        &self.rings
    }

    /// The position of an account.
    #[must_use]
    pub fn find(&self, account: &str) -> Option<u32> {
        self.rows.binary_search_by(|row| row.account_id.as_str().cmp(account)).ok().map(|at| at as u32)
    }

    /// The cluster of each account, by position: the number of the first of the clusters that holds it.
    #[must_use]
    pub fn labels<'a>(&self, clusters: impl Iterator<Item = &'a ResultCluster>) -> Vec<Option<u32>> {
        let mut labels = vec![None; self.rows.len()];
        for (number, cluster) in clusters.enumerate() {
            for at in cluster.accounts.iter().filter_map(|account| self.find(account)) {
                labels[at as usize].get_or_insert(number as u32);
            }
        }
        labels
    }

    /// The ring that has most of these accounts, and how many; of equals the first.
    #[must_use]
    pub fn main_ring(&self, accounts: &[String]) -> Option<(u32, u64)> {
        let mut counts: BTreeMap<u32, u64> = BTreeMap::new();
        for ring in accounts.iter().filter_map(|id| self.find(id)).filter_map(|at| self.ring_of[at as usize]) {
            *counts.entry(ring).or_default() += 1;
        }
        counts.into_iter().max_by_key(|&(ring, count)| (count, std::cmp::Reverse(ring)))
    }

    /// How many of `accounts` are of the ring that most of them are of.
    #[must_use]
    pub fn of_main_ring(&self, accounts: &[String]) -> u64 {
        self.main_ring(accounts).map_or(0, |(_, count)| count)
    }

    /// Each account's score (0 where the results do not name it) and whether it belongs to a ring.
    #[must_use]
    pub fn scored(&self, results: &Results) -> Vec<(f64, bool)> {
        let mut scored: Vec<(f64, bool)> = self.ring_of.iter().map(|ring| (0.0, ring.is_some())).collect();
        for (account, score) in &results.scores {
            if let Some(at) = self.find(account) {
                scored[at as usize].0 = *score;
            }
        }
        scored
    }
}

/// Reads `truth.csv`.
///
/// # Errors
/// The file cannot be read, holds no rows, or gives an account two operators or motifs.
pub fn read_truth(path: &Path) -> Result<Truth, EvaluateError> {
    let mut reader = csv::Reader::from_path(path).map_err(wrong(path))?;
    let header = reader.headers().map_err(wrong(path))?.clone();
    let mut rows: Vec<(TruthRow, u64)> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(wrong(path))?;
        let line = record.position().map_or(0, csv::Position::line);
        rows.push((record.deserialize(Some(&header)).map_err(wrong(path))?, line));
    }
    if rows.is_empty() {
        return Err(wrong(path)("no rows; expected account_id,operator,motif,class"));
    }
    rows.sort_by(|(a, _), (b, _)| a.account_id.cmp(&b.account_id)); // of one account in the order of lines
    let differ = |(a, _): &(TruthRow, u64), (b, _): &(TruthRow, u64)| {
        a.account_id == b.account_id && (&a.operator, &a.motif) != (&b.operator, &b.motif)
    };
    if let Some([(was, before), (is, line)]) = rows.array_windows().find(|[a, b]| differ(a, b)) {
        let said = |row: &TruthRow| format!("operator {:?} and motif {:?}", row.operator, row.motif);
        return Err(wrong(path)(format!(
            "line {line}: the account {:?} has {} here, but {} on line {before}; keep one of the two",
            is.account_id,
            said(is),
            said(was)
        )));
    }
    Ok(Truth::new(rows.into_iter().map(|(row, _)| row).collect()))
}
