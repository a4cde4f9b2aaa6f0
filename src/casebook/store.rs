//! The book itself: one append-only table in an SQLite file.
//!
//! WAL with `synchronous = FULL`: when [`Casebook::append`] returns, the entry is on the disk, and a process killed at
//! any moment leaves a book with every acknowledged entry and no half of another.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};

use super::chain::chain_hash;
use super::decision::Decision;
use super::entry::{Entry, Hash};
use super::error::CaseError;
use super::resolved::Resolved;

/// "RTcb": marks the file as a casebook.
pub(super) const APPLICATION_ID: i32 = 0x5254_6362;
/// Version of the table.
pub(super) const VERSION: i32 = 1;

/// The table, and the triggers that keep it append-only: `REPLACE` fires no delete trigger, so that inserting is
/// guarded too.
pub(super) const SCHEMA: [(&str, &str); 4] = [
    (
        "entries",
        "CREATE TABLE entries (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL, \
         run TEXT NOT NULL, decision TEXT NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL) STRICT",
    ),
    (
        "entries_only_next",
        "CREATE TRIGGER entries_only_next BEFORE INSERT ON entries \
         WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entries) \
         BEGIN SELECT RAISE(ABORT, 'entries are only appended'); END",
    ),
    (
        "entries_no_update",
        "CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries \
         BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END",
    ),
    (
        "entries_no_delete",
        "CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries \
         BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END",
    ),
];

/// How long to wait for another process that is writing.
const WAIT: Duration = Duration::from_secs(5);

/// What is to be written.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// Who decides.
    pub who: String,
    /// Why.
    pub why: String,
    /// On which run it was seen.
    pub run: String,
    /// What is decided.
    pub decision: Decision,
}

/// An open casebook.
#[derive(Debug)]
pub struct Casebook {
    path: PathBuf,
    connection: Connection,
}

impl Casebook {
    /// Opens the book, and makes it where there is none.
    ///
    /// # Errors
    /// The file is no casebook, or of a later version, or cannot be written.
    pub fn open(path: &Path) -> Result<Self, CaseError> {
        let connection = Connection::open(path).map_err(CaseError::at(path))?;
        connection.busy_timeout(WAIT).map_err(CaseError::at(path))?;
        let book = Self { path: path.to_path_buf(), connection };
        book.prepare()?;
        Ok(book)
    }

    /// Opens a book that exists, for reading only.
    ///
    /// # Errors
    /// There is no such file, or it is no casebook.
    pub fn open_read_only(path: &Path) -> Result<Self, CaseError> {
        if !path.is_file() {
            return Err(CaseError::NotACasebook { path: path.into(), what: "no such file".into() });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(CaseError::at(path))?;
        connection.busy_timeout(WAIT).map_err(CaseError::at(path))?;
        let book = Self { path: path.to_path_buf(), connection };
        book.check_kind()?;
        Ok(book)
    }

    fn pragma(&self, name: &str) -> Result<i32, CaseError> {
        self.connection.pragma_query_value(None, name, |row| row.get(0)).map_err(CaseError::at(&self.path))
    }

    fn check_kind(&self) -> Result<(), CaseError> {
        let wrong = |what: String| CaseError::NotACasebook { path: self.path.clone(), what };
        match (self.pragma("application_id")?, self.pragma("user_version")?) {
            (APPLICATION_ID, VERSION) => Ok(()),
            (APPLICATION_ID, later) => Err(wrong(format!("version {later}, and this program knows version {VERSION}"))),
            _ => Err(wrong("not a casebook".into())),
        }
    }

    fn prepare(&self) -> Result<(), CaseError> {
        let failed = || CaseError::at(&self.path);
        let tables = "SELECT count(*) FROM sqlite_master";
        let objects: i64 = self.connection.query_row(tables, [], |row| row.get(0)).map_err(failed())?;
        if objects > 0 || self.pragma("application_id")? != 0 {
            self.check_kind()?;
        }
        self.connection.pragma_update(None, "journal_mode", "WAL").map_err(failed())?;
        self.connection.pragma_update(None, "synchronous", "FULL").map_err(failed())?;
        // Two programs may open a new file at once: the second one finds the table made.
        let behaviour = TransactionBehavior::Immediate;
        let transaction = rusqlite::Transaction::new_unchecked(&self.connection, behaviour).map_err(failed())?;
        let objects: i64 = transaction.query_row(tables, [], |row| row.get(0)).map_err(failed())?;
        if objects == 0 {
            for (_, statement) in SCHEMA {
                transaction.execute(statement, []).map_err(failed())?;
            }
            transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(failed())?;
            transaction.pragma_update(None, "user_version", VERSION).map_err(failed())?;
        }
        transaction.commit().map_err(failed())?;
        self.check_kind()
    }

    /// Where the book is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Writes an entry and returns it; it is on the disk when this returns.
    ///
    /// # Errors
    /// The decision is refused (a field, or an undo of what does not stand), or the database is.
    pub fn append(&mut self, new: NewEntry) -> Result<Entry, CaseError> {
        let NewEntry { who, why, run, decision } = new;
        let decision = decision.normalised();
        decision.check(&who, &why)?;
        let path = &self.path;
        let failed = || CaseError::at(path);
        let behaviour = TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(behaviour).map_err(failed())?;
        let last = "SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1";
        let last: Option<(i64, Vec<u8>)> =
            transaction.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?))).optional().map_err(failed())?;
        let (seq, previous) = last.unwrap_or((0, Hash::ZERO.0.to_vec()));
        let damaged = |what: &str| CaseError::Damaged { path: path.clone(), seq: seq as u64, what: what.into() };
        let previous = Hash::from_slice(&previous).ok_or_else(|| damaged("its hash is not one"))?;
        if let Decision::Undo { entry } = decision {
            check_undo(read(&transaction, path)?, path, entry)?;
        }
        let json = serde_json::to_string(&decision).map_err(|error| CaseError::Refused(error.to_string()))?;
        let at = jiff::Timestamp::now().round(jiff::Unit::Millisecond).unwrap_or_else(|_| jiff::Timestamp::now());
        let (at, seq) = (format!("{at:.3}"), seq as u64 + 1);
        let mut entry = Entry { seq, at, who, why, run, decision: json, previous, hash: Hash::ZERO };
        entry.hash = chain_hash(previous, &entry);
        insert(&transaction, &entry).map_err(failed())?;
        transaction.commit().map_err(failed())?;
        Ok(entry)
    }

    /// A number that changes when another process has written to the book.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn version(&self) -> Result<i32, CaseError> {
        self.pragma("data_version")
    }

    /// All entries in order.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn entries(&self) -> Result<Vec<Entry>, CaseError> {
        read(&self.connection, &self.path)
    }
}

fn insert(connection: &Connection, entry: &Entry) -> rusqlite::Result<usize> {
    let statement = "INSERT INTO entries (seq, at, who, why, run, decision, previous, hash) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let Entry { seq, at, who, why, run, decision, previous, hash } = entry;
    connection.execute(statement, params![*seq as i64, at, who, why, run, decision, previous.0, hash.0])
}

/// Only what stands can be taken back.
fn check_undo(entries: Vec<Entry>, path: &Path, target: u64) -> Result<(), CaseError> {
    let all = Resolved::all(entries, path)?;
    match all.iter().find(|one| one.entry.seq == target) {
        None => Err(CaseError::Refused(format!("undoes: there is no entry {target}"))),
        Some(Resolved { undone_by: Some(by), .. }) => {
            Err(CaseError::Refused(format!("undoes: entry {target} was taken back already, by entry {by}")))
        }
        Some(_) => Ok(()),
    }
}

fn read(connection: &Connection, path: &Path) -> Result<Vec<Entry>, CaseError> {
    let statement = "SELECT seq, at, who, why, run, decision, previous, hash FROM entries ORDER BY seq";
    let mut statement = connection.prepare_cached(statement).map_err(CaseError::at(path))?;
    let mut rows = statement.query([]).map_err(CaseError::at(path))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next().map_err(CaseError::at(path))? {
        entries.push(entry(row).map_err(CaseError::at(path))?);
    }
    Ok(entries)
}

fn entry(row: &rusqlite::Row) -> rusqlite::Result<Entry> {
    // What is not a hash reads as zeros, which no chain of ours holds after the first entry: the audit names it.
    let hash = |at: usize| -> rusqlite::Result<Hash> {
        Ok(Hash::from_slice(&row.get::<_, Vec<u8>>(at)?).unwrap_or(Hash::ZERO))
    };
    Ok(Entry {
        seq: row.get::<_, i64>(0)?.unsigned_abs(),
        at: row.get(1)?,
        who: row.get(2)?,
        why: row.get(3)?,
        run: row.get(4)?,
        decision: row.get(5)?,
        previous: hash(6)?,
        hash: hash(7)?,
    })
}
