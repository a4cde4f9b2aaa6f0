//! Entries with their decisions, and which of them later ones take back.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::decision::Decision;
use super::entry::Entry;
use super::error::CaseError;

/// An entry with its decision, and the entry in force that takes it back, where there is one.
#[derive(Clone, Debug)]
pub(crate) struct Resolved {
    pub entry: Entry,
    pub decision: Decision,
    pub undone_by: Option<u64>,
}

impl Resolved {
    /// All entries of a book, in order. O(entries).
    pub fn all(entries: Vec<Entry>, path: &Path) -> Result<Vec<Self>, CaseError> {
        let mut resolved = Vec::with_capacity(entries.len());
        for entry in entries {
            let decision = serde_json::from_str(&entry.decision).map_err(|error| {
                let what = format!("its decision cannot be read ({error})");
                CaseError::Damaged { path: path.to_path_buf(), seq: entry.seq, what }
            })?;
            resolved.push(Self { entry, decision, undone_by: None });
        }
        let mut taken_back: FxHashMap<u64, u64> = FxHashMap::default();
        for resolved in resolved.iter_mut().rev() {
            resolved.undone_by = taken_back.get(&resolved.entry.seq).copied();
            if let (None, Decision::Undo { entry }) = (resolved.undone_by, &resolved.decision) {
                taken_back.insert(*entry, resolved.entry.seq);
            }
        }
        Ok(resolved)
    }
}
