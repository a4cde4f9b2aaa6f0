//! Why reading stopped, and the rows that could not be used.

use std::path::Path;

/// Reading stopped: which file, where in it, what was wrong and how to repair it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ReadError {
    /// The file or directory, relative to the snapshot where it lies within.
    pub file: String,
    /// 1-based data row, where one is at fault.
    pub row: Option<u64>,
    /// The column, where one is at fault.
    pub column: Option<String>,
    /// What was wrong, and what was expected.
    pub what: String,
    /// What to do about it; may be empty.
    pub repair: String,
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column '{column}'")?;
        }
        write!(f, ": {}", self.what)?;
        if !self.repair.is_empty() {
            write!(f, ". {}", self.repair)?;
        }
        Ok(())
    }
}

impl ReadError {
    /// An error about a whole file.
    pub(crate) fn new(file: impl Into<String>, what: impl Into<String>, repair: impl Into<String>) -> Self {
        Self { file: file.into(), row: None, column: None, what: what.into(), repair: repair.into() }
    }

    /// An error of the operating system about a file.
    pub(crate) fn io(file: &Path, doing: &str, error: &std::io::Error) -> Self {
        Self::new(file.display().to_string(), format!("cannot {doing}: {error}"), "")
    }

    /// With the column at fault.
    pub(crate) fn column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// With the row at fault.
    pub(crate) fn row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }
}

/// Why a row cannot be used: position of the column in the table's schema (`None`: the whole row), and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub column: Option<usize>,
    pub reason: String,
    /// Whether the row is not at fault: it says nothing for this table.
    pub silent: bool,
}

impl Fault {
    pub fn at(column: usize, reason: impl Into<String>) -> Self {
        Self { column: Some(column), reason: reason.into(), silent: false }
    }

    /// A row that says nothing for this table.
    pub fn silent(column: usize) -> Self {
        Self { column: Some(column), reason: String::new(), silent: true }
    }

    pub fn whole(reason: impl Into<String>) -> Self {
        Self { column: None, reason: reason.into(), silent: false }
    }
}

/// A value as a reason quotes it: cut to 60 characters, control characters escaped.
pub(crate) fn quoted(value: &str) -> String {
    let mut text: String = value.chars().take(60).flat_map(char::escape_debug).collect();
    if value.chars().nth(60).is_some() {
        text.push('…');
    }
    format!("'{text}'")
}
