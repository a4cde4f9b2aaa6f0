//! The files of all tables of a snapshot.

use std::collections::BTreeMap;
use std::path::Path;

use super::error::ReadError;
use super::source::{SourceFile, files_of};
use crate::model::Table;
use crate::settings::TableSettings;

/// The files of each table that is there.
pub(crate) struct Files<'a>(pub BTreeMap<Table, Vec<SourceFile<'a>>>);

impl<'a> Files<'a> {
    /// The files in `directory`, as the settings map them; the table of accounts must be among them.
    pub fn find(directory: &Path, settings: &'a TableSettings) -> Result<Self, ReadError> {
        let mut files = BTreeMap::new();
        for table in Table::ALL {
            if let Some(found) = files_of(directory, table, settings)? {
                files.insert(table, found);
            }
        }
        if !files.contains_key(&Table::Accounts) {
            let what = "the table `accounts` is missing; expected accounts.csv, accounts.ndjson (both also .gz or .zst), \
                        accounts.parquet or a directory accounts/ of part files";
            let repair = "Add it, or name its files with [[tables.accounts]] in the settings";
            return Err(ReadError::new(directory.display().to_string(), what, repair));
        }
        Ok(Self(files))
    }
}
