//! What can go wrong when results are written or read.

use std::path::{Path, PathBuf};

/// Why results could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The directory is there and nobody said that it may be replaced.
    #[error("{}: already exists; choose another place or replace it with --force", .0.display())]
    Exists(PathBuf),
    /// The directory is there, may be replaced, but is not one that this program wrote.
    #[error("{}: exists and holds no {marker}, so this program did not write it; --force does not replace it", path.display())]
    NotOurs {
        /// The directory.
        path: PathBuf,
        /// The file that was expected in it.
        marker: &'static str,
    },
    /// The directory is one that this program wrote, but holds what it did not write.
    #[error(
        "{}: also holds {entry}, which this program did not write there, and --force would delete it; move it away, or choose \
         another place",
        path.display()
    )]
    Foreign {
        /// The directory.
        path: PathBuf,
        /// The first of what was not expected in it, as a path within.
        entry: String,
    },
    /// Something else stands where a directory was to be, or to be made.
    #[error("{}: is not a directory, and is never replaced by one; give the name of a directory", .0.display())]
    NotDirectory(PathBuf),
    /// A device, a pipe, a socket or a broken link stands where a file was to be written.
    #[error(
        "{}: is a device, a pipe, a socket or a broken link, and only a regular file is replaced; give the name of a file, \
         or, where the command takes it, - for standard output",
        .0.display()
    )]
    NotRegular(PathBuf),
    /// A directory stands where a file was to be written.
    #[error("{}: is a directory; give the name of a file", .0.display())]
    Directory(PathBuf),
    /// The path cannot name a directory to be made.
    #[error("{}: cannot be the name of a new directory", .0.display())]
    BadTarget(PathBuf),
    /// The system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl ExportError {
    /// Turns an I/O error at `path` into an export error; for `map_err`.
    pub fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |source| Self::Io { path: path.to_path_buf(), source }
    }
}

/// Why results could not be read back: the file, the line where there is one, and what was expected.
#[derive(Debug, thiserror::Error)]
#[error("{}{}: {what}", path.display(), line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct ReadError {
    /// The file.
    pub path: PathBuf,
    /// 1-based line, where the file has lines.
    pub line: Option<u64>,
    /// What was wrong.
    pub what: String,
}

impl ReadError {
    /// An error about a whole file.
    pub fn file(path: &Path, what: impl std::fmt::Display) -> Self {
        Self { path: path.to_path_buf(), line: None, what: what.to_string() }
    }

    /// An error at a 1-based line.
    pub fn line(path: &Path, line: u64, what: impl std::fmt::Display) -> Self {
        Self { path: path.to_path_buf(), line: Some(line), what: what.to_string() }
    }
}
