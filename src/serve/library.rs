//! All runs that are served, newest first, and answers that are made once.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use rustc_hash::FxHashMap;

use super::book::View;
use super::pages::PageCache;
use super::queue::{self, Changes};
use super::run::LoadedRun;
use crate::explore::compare;
use crate::export::ReadError;
use crate::export::report_page::data;

/// The runs.
pub struct Library {
    runs: Vec<LoadedRun>,
    /// Of each run, the changes of its clusters against the run before; empty for the oldest.
    changes: Vec<Arc<Changes>>,
    queues: Vec<Mutex<Option<(u64, Bytes)>>>,
    diffs: Mutex<FxHashMap<(usize, usize), Bytes>>,
    /// Cluster pages that were made.
    pub pages: PageCache,
}

impl Library {
    /// Reads the runs.
    ///
    /// # Errors
    /// A results directory cannot be read.
    pub fn load(directories: &[PathBuf]) -> Result<Self, ReadError> {
        let mut runs: Vec<LoadedRun> = Vec::new();
        for directory in directories {
            let path = directory.canonicalize().unwrap_or_else(|_| directory.clone());
            let name = path.file_name().map_or_else(|| "run".to_owned(), |name| name.to_string_lossy().into_owned());
            let taken = |id: &str| runs.iter().any(|run| run.id == id);
            let mut names = std::iter::once(name.clone()).chain((2..).map(|turn| format!("{name}-{turn}")));
            let id = names.find(|id| !taken(id)).unwrap_or(name);
            runs.push(LoadedRun::load(directory, id)?);
        }
        // Newest first; of runs on the same moment the one named last.
        runs.reverse();
        runs.sort_by_key(|run| std::cmp::Reverse(run.moment()));
        let changes = (0..runs.len())
            .map(|at| match runs.get(at + 1) {
                None => Arc::default(),
                Some(before) => Arc::new(queue::changes(&compare(&before.clusters, &runs[at].clusters, None))),
            })
            .collect();
        let queues = runs.iter().map(|_| Mutex::default()).collect();
        Ok(Self { runs, changes, queues, diffs: Mutex::default(), pages: PageCache::default() })
    }

    /// The runs, newest first.
    #[must_use]
    pub fn runs(&self) -> &[LoadedRun] {
        &self.runs
    }

    /// Position of a run by id; without one the newest.
    #[must_use]
    pub fn find(&self, id: Option<&str>) -> Option<usize> {
        match id.filter(|id| !id.is_empty()) {
            None => (!self.runs.is_empty()).then_some(0),
            Some(id) => self.runs.iter().position(|run| run.id == id),
        }
    }

    /// The queue of a run as JSON, with changes and decisions; made again only after a decision.
    #[must_use]
    pub fn queue(&self, at: usize, view: &View) -> Bytes {
        let mut cached = self.queues[at].lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((version, bytes)) = cached.as_ref()
            && *version == view.version
        {
            return bytes.clone();
        }
        let changes = |base: usize| {
            if base == at + 1 { Arc::clone(&self.changes[at]) } else { Arc::new(self.changes_since(base, at)) }
        };
        let bytes = Bytes::from(queue::make(&self.runs, at, view, &self.changes[at], changes));
        *cached = Some((view.version, bytes.clone()));
        bytes
    }

    fn changes_since(&self, base: usize, at: usize) -> Changes {
        queue::changes(&compare(&self.runs[base].clusters, &self.runs[at].clusters, None))
    }

    /// What changed from one run to another, as JSON; made once.
    #[must_use]
    pub fn diff(&self, old: usize, new: usize) -> Bytes {
        if let Some(bytes) = self.diffs.lock().unwrap_or_else(PoisonError::into_inner).get(&(old, new)) {
            return bytes.clone();
        }
        let (before, after) = (&self.runs[old], &self.runs[new]);
        let indexes = before.index.as_ref().ok().zip(after.index.as_ref().ok());
        let mut diff = compare(&before.clusters, &after.clusters, indexes);
        (diff.old, diff.new) = (before.id.clone(), after.id.clone());
        let bytes = Bytes::from(serde_json::to_vec(&diff).unwrap_or_default());
        self.diffs.lock().unwrap_or_else(PoisonError::into_inner).insert((old, new), bytes.clone());
        bytes
    }

    /// Everything about a cluster but decisions, as JSON; made once as long as there is room.
    ///
    /// # Errors
    /// A file was damaged since.
    pub fn page(&self, at: usize, place: usize) -> Result<Bytes, ReadError> {
        if let Some(bytes) = self.pages.get((at, place)) {
            return Ok(bytes);
        }
        let page = self.runs[at].page(place)?;
        let bytes = Bytes::from(serde_json::to_vec(&page).unwrap_or_default());
        self.pages.put((at, place), &bytes);
        Ok(bytes)
    }

    /// The newest run's pages by rank, made before somebody asks, until there is no more room.
    pub fn warm(self: &Arc<Self>) {
        for (at, run) in self.runs.iter().enumerate() {
            for place in 0..run.clusters.len() {
                if self.pages.full() {
                    return;
                }
                // What is damaged is told to whoever asks for it.
                let _ = self.page(at, place);
            }
        }
    }

    /// The runs as JSON.
    #[must_use]
    pub fn list(&self) -> Vec<data::Run> {
        self.runs.iter().map(|run| data::run(&run.id, &run.info, run.clusters.len())).collect()
    }
}
