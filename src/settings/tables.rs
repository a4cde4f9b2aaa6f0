//! `[[tables.NAME]]`: a platform's own files and columns; `[networks]`: databases of address ranges.

use serde::{Deserialize, Serialize};

/// Sources of each table; a table without any is read from `<table>.<ext>` or `<table>/`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TableSettings {}

/// Databases of address ranges.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NetworkFiles {
    /// MaxMind DB files, relative to the snapshot.
    pub mmdb: Vec<String>,
}
