//! Checks a casebook: that it is one, that its guards are in place, and that the chain of hashes holds.

use std::path::Path;

use super::chain::chain_hash;
use super::decision::Decision;
use super::entry::{Entry, Hash};
use super::error::CaseError;
use super::store::{Casebook, SCHEMA};

/// What an audit found.
#[derive(Clone, Debug)]
pub struct AuditReport {
    /// Entries read.
    pub entries: u64,
    /// When the first and the last were made.
    pub span: Option<(String, String)>,
    /// Hash of the last entry: noted elsewhere, it proves later that nothing before it was cut off or changed.
    pub head: Hash,
    /// What breaks, in words; empty where the book is whole.
    pub breaks: Vec<String>,
}

impl AuditReport {
    /// Whether the book is whole.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.breaks.is_empty()
    }
}

/// Audits a book. `seen` are hashes noted earlier that the chain must still contain. O(entries).
///
/// A chain cannot show by itself that its last entries were cut off; a hash noted elsewhere does.
///
/// # Errors
/// The file is no casebook, or cannot be read at all.
pub fn audit(path: &Path, seen: &[String]) -> Result<AuditReport, CaseError> {
    let book = Casebook::open_read_only(path)?;
    let mut breaks = database_breaks(&book)?;
    breaks.extend(guard_breaks(&book)?);
    let entries = book.entries()?;
    breaks.extend(chain_breaks(&entries));
    for noted in seen {
        let noted = noted.trim().to_ascii_lowercase();
        let found = !noted.is_empty() && entries.iter().any(|entry| entry.hash.to_string().starts_with(&noted));
        if !found {
            breaks.push(format!("no entry has the hash {noted}: entries were removed or changed since it was noted"));
        }
    }
    Ok(AuditReport {
        entries: entries.len() as u64,
        span: entries.first().zip(entries.last()).map(|(first, last)| (first.at.clone(), last.at.clone())),
        head: entries.last().map_or(Hash::ZERO, |entry| entry.hash),
        breaks,
    })
}

fn database_breaks(book: &Casebook) -> Result<Vec<String>, CaseError> {
    let check = |row: &rusqlite::Row| row.get::<_, String>(0);
    let mut statement = book.connection().prepare("PRAGMA integrity_check(20)").map_err(CaseError::at(book.path()))?;
    let rows = statement.query_map([], check).and_then(Iterator::collect::<rusqlite::Result<Vec<String>>>);
    let rows = rows.map_err(CaseError::at(book.path()))?;
    Ok(rows.into_iter().filter(|row| row != "ok").map(|row| format!("the database file is damaged: {row}")).collect())
}

/// The table and its triggers must be those that this program makes.
fn guard_breaks(book: &Casebook) -> Result<Vec<String>, CaseError> {
    let statement = "SELECT sql FROM sqlite_master WHERE name = ?1";
    let mut breaks = Vec::new();
    for (name, wanted) in SCHEMA {
        use rusqlite::OptionalExtension;
        let found = book.connection().query_row(statement, [name], |row| row.get::<_, String>(0)).optional();
        match found.map_err(CaseError::at(book.path()))? {
            None => breaks.push(format!("{name} is missing: the book no longer refuses what it should refuse")),
            Some(sql) if sql != wanted => breaks.push(format!("{name} is not as this program makes it")),
            Some(_) => {}
        }
    }
    Ok(breaks)
}

/// What breaks in a chain of entries, in words. O(entries).
#[must_use]
pub fn chain_breaks(entries: &[Entry]) -> Vec<String> {
    let mut breaks = Vec::new();
    let (mut previous, mut expected) = (Hash::ZERO, 1);
    for entry in entries {
        let seq = entry.seq;
        if seq != expected {
            breaks.push(match seq - expected.min(seq) {
                0 => format!("entry {seq} stands where {expected} should"),
                1 => format!("entry {expected} is missing"),
                _ => format!("entries {expected} to {} are missing", seq - 1),
            });
        }
        if entry.previous != previous {
            breaks
                .push(format!("entry {seq} does not follow the entry before it: one of the two was changed or moved"));
        }
        if chain_hash(entry.previous, entry) != entry.hash {
            breaks.push(format!("entry {seq} was changed after it was written: its hash does not fit what it says"));
        }
        match serde_json::from_str::<Decision>(&entry.decision) {
            Err(error) => breaks.push(format!("entry {seq} holds no decision that can be read: {error}")),
            Ok(Decision::Undo { entry: target }) if target == 0 || target >= seq => {
                breaks.push(format!("entry {seq} takes back entry {target}, which does not stand before it"));
            }
            Ok(_) => {}
        }
        (previous, expected) = (entry.hash, seq + 1);
    }
    breaks
}
