//! What can go wrong with a casebook, in words for the person who decides.

use std::path::{Path, PathBuf};

/// Why a casebook could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// The file is a database, but not a casebook, or no database at all.
    #[error("{}: {what}; expected a casebook that `ringtrace serve --cases` made", path.display())]
    NotACasebook {
        /// The file.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// The database refused.
    #[error("{}: {source}", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// The decision itself is wrong: the field and what was expected.
    #[error("{0}")]
    Refused(String),
    /// An entry cannot be read.
    #[error("{}: entry {seq}: {what}; `ringtrace audit` says more", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The entry's number.
        seq: u64,
        /// What was wrong.
        what: String,
    },
}

impl CaseError {
    /// Turns an SQLite error at `path` into a case error; for `map_err`.
    pub(super) fn at(path: &Path) -> impl FnOnce(rusqlite::Error) -> Self + '_ {
        move |source| match source {
            rusqlite::Error::SqliteFailure(code, _) if code.code == rusqlite::ErrorCode::NotADatabase => {
                Self::NotACasebook { path: path.to_path_buf(), what: "not a database".into() }
            }
            source => Self::Database { path: path.to_path_buf(), source },
        }
    }
}
