//! The settings file (TOML): every threshold with its unit, default and reason. Unknown keys are errors.

mod load;
mod synth;
mod tables;

pub use load::SettingsError;
pub use synth::SynthSettings;
pub use tables::{FileColumns, NetworkFiles, SourceSettings, TableSettings};

use serde::{Deserialize, Serialize};

/// All settings of a run. Every field has a default, so that an empty file is a valid one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Where a platform's own files and columns are mapped to tables.
    pub tables: TableSettings,
    /// Databases of address ranges.
    pub networks: NetworkFiles,
    /// The synthetic platform that `generate` makes.
    pub synth: SynthSettings,
}
