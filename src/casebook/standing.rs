//! What is in force: every entry that no later entry, itself in force, takes back.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::decision::Decision;
use super::error::CaseError;
use super::store::{Casebook, Entry};
use crate::model::Time;

/// The entries in force with their decisions, in order; undo entries are not among them, unless asked of as entries.
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
        Self::from_entries(&book.entries()?, book.path())
    }

    /// What is in force among entries; `path` is for messages.
    ///
    /// # Errors
    /// An entry's decision cannot be read.
    pub fn from_entries(entries: &[Entry], path: &Path) -> Result<Self, CaseError> {
        let mut standing = in_force(entries, path)?;
        standing.retain(|(_, decision)| !matches!(decision, Decision::Undo { .. }));
        Ok(Self { entries: standing })
    }
}

/// Entries that are in force, undo entries included. O(entries).
pub(super) fn in_force(entries: &[Entry], path: &Path) -> Result<Vec<(Entry, Decision)>, CaseError> {
    let mut taken_back: FxHashSet<u64> = FxHashSet::default();
    let mut standing = Vec::new();
    for entry in entries.iter().rev() {
        let decision: Decision = serde_json::from_str(&entry.decision).map_err(|error| {
            let what = format!("its decision cannot be read ({error})");
            CaseError::Damaged { path: path.to_path_buf(), seq: entry.seq, what }
        })?;
        if taken_back.contains(&entry.seq) {
            continue;
        }
        if let Decision::Undo { entry } = decision {
            taken_back.insert(entry);
        }
        standing.push((entry.clone(), decision));
    }
    standing.reverse();
    Ok(standing)
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
