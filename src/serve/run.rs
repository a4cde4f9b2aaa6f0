//! One run, as it is held while serving: the queue in memory, diagrams and timelines on the disk, the index mapped.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::lines::Lines;
use crate::explore::Index;
use crate::export::report_page::data::{self, Page, Row};
use crate::export::{ReadError, read};
use crate::model::Time;
use crate::report::{AccountResult, Cluster, Diagram, Finding, RunInfo, Timeline};

/// A run.
pub struct LoadedRun {
    /// Its id: the name of its directory, made unique among the runs served.
    pub id: String,
    /// Where it is.
    pub directory: PathBuf,
    /// What was run.
    pub info: RunInfo,
    /// Its clusters, by rank.
    pub clusters: Vec<Cluster>,
    /// Their lines in the queue, without changes and decisions.
    pub rows: Vec<Row>,
    /// The index, or why there is none.
    pub index: Result<Index, String>,
    places: FxHashMap<String, usize>,
    findings: Vec<Vec<Finding>>,
    accounts: FxHashMap<String, AccountResult>,
    diagrams: Lines,
    timelines: Lines,
}

impl LoadedRun {
    /// Reads a results directory. Of findings and accounts, what concerns no cluster is not kept.
    ///
    /// # Errors
    /// A file is missing or damaged; a missing index is no error.
    pub fn load(directory: &Path, id: String) -> Result<Self, ReadError> {
        let info = read::run(directory)?.run;
        let clusters = read::clusters(directory)?;
        let mut places = FxHashMap::default();
        let mut home: FxHashMap<&str, usize> = FxHashMap::default();
        for (at, cluster) in clusters.iter().enumerate() {
            places.insert(cluster.cluster.clone(), at);
            cluster.accounts.iter().for_each(|account| {
                home.insert(account, at);
            });
        }
        let mut findings: Vec<Vec<Finding>> = vec![Vec::new(); clusters.len()];
        let at = |finding: &Finding| {
            let of_account = || finding.accounts.iter().find_map(|account| home.get(account.as_str()).copied());
            places.get(&finding.cluster).copied().or_else(of_account)
        };
        for finding in read::findings_where(directory, |finding| at(finding).is_some())? {
            if let Some(at) = at(&finding) {
                findings[at].push(finding);
            }
        }
        let accounts = read::accounts_where(directory, |row| home.contains_key(row.account_id.as_str()))?;
        let accounts = accounts.into_iter().map(|row| (row.account_id.clone(), row)).collect();
        drop(home);
        let diagrams = Lines::open(&directory.join("diagrams.ndjson"))?;
        let timelines = Lines::open(&directory.join("timelines.ndjson"))?;
        let mut rows = Vec::with_capacity(clusters.len());
        for (at, cluster) in clusters.iter().enumerate() {
            rows.push(data::row(cluster, &diagrams.read::<Diagram>(at)?));
        }
        let index = Index::open(directory).map_err(|error| error.to_string());
        let directory = directory.to_path_buf();
        Ok(Self { id, directory, info, clusters, rows, index, places, findings, accounts, diagrams, timelines })
    }

    /// Place of a cluster in the queue, from 0.
    #[must_use]
    pub fn place(&self, cluster: &str) -> Option<usize> {
        self.places.get(cluster).copied()
    }

    /// A cluster's diagram.
    ///
    /// # Errors
    /// The file was damaged since.
    pub fn diagram(&self, place: usize) -> Result<Diagram, ReadError> {
        self.diagrams.read(place)
    }

    /// Everything about a cluster but decisions. O(its diagram and sessions).
    ///
    /// # Errors
    /// A file was damaged since.
    pub fn page(&self, place: usize) -> Result<Page, ReadError> {
        let timeline: Timeline = self.timelines.read(place)?;
        let findings: Vec<&Finding> = self.findings[place].iter().collect();
        let account = |id: &str| self.accounts.get(id);
        Ok(data::page(&self.clusters[place], &findings, &self.diagram(place)?, &timeline, account))
    }

    /// The snapshot's latest moment.
    #[must_use]
    pub fn moment(&self) -> Time {
        self.info.end()
    }
}
