//! What is in force: every entry that no later entry, itself in force, takes back.

use super::decision::Decision;
use super::entry::Entry;
use super::error::CaseError;
use super::resolved::Resolved;
use super::store::Casebook;
use crate::model::Time;

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
