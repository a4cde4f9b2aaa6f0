//! What is in force: every entry that no later entry, itself in force, takes back.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::decision::Decision;
use super::error::CaseError;
use super::store::{Casebook, Entry};
use crate::model::Time;

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

/// The decisions in force, in order; undo entries are not among them.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Entry and decision, by number.
    pub entries: Vec<(Entry, Decision)>,
}

impl Standing {
    /// What is in force in a book.
    ///
    /// # Errors
    /// The book cannot be read, or an entry is damaged.
    pub fn of(book: &Casebook) -> Result<Self, CaseError> {
        Ok(Self::from_resolved(&Resolved::all(book.entries()?, book.path())?))
    }

    /// What is in force among entries.
    pub(crate) fn from_resolved(all: &[Resolved]) -> Self {
        let standing =
            all.iter().filter(|one| one.undone_by.is_none() && !matches!(one.decision, Decision::Undo { .. }));
        Self { entries: standing.map(|one| (one.entry.clone(), one.decision.clone())).collect() }
    }
}

/// The moment from which on a decision that ends on a date counts no more: the beginning of the day in UTC. `None`
/// where the text is no date that a [`Time`] can hold.
#[must_use]
pub fn expiry(until: &str) -> Option<Time> {
    let date: jiff::civil::Date = until.parse().ok()?;
    let moment = date.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second();
    match u32::try_from(moment) {
        Ok(seconds) => Some(Time(seconds)),
        Err(_) if moment < 0 => Some(Time(0)),
        Err(_) => Some(Time(u32::MAX)),
    }
}
