//! The settings file (TOML): every threshold with its unit, default and reason. Unknown keys are errors.

mod contacts;
mod detection;
mod load;
mod synth;
mod tables;
mod weights;
mod wrong;

pub use contacts::Contact;
pub use detection::{AccountSettings, ClusterSettings, GroupSettings, LinkSettings, PRIOR, ScoreSettings};
pub use load::SettingsError;
pub use synth::{SynthRates, SynthSettings};
pub use tables::{FileColumns, NetworkFiles, SourceSettings, TableSettings};
pub use weights::{ALTERNATIVE_CLASSES, EVIDENCE_CODES, MOST as MOST_FACTOR, WeightSettings};

use serde::{Deserialize, Serialize};

/// All settings of a run. Every field has a default, so that an empty file is a valid one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The platform's own time zone (IANA name): for indicators that speak of the time of day.
    pub time_zone: String,
    /// Prior and thresholds of the queue.
    pub score: ScoreSettings,
    /// Factors on the bits of evidence and of lawful explanations.
    pub weights: WeightSettings,
    /// What ties two accounts.
    pub linking: LinkSettings,
    /// How ties become clusters.
    pub clusters: ClusterSettings,
    /// Indicators of one account.
    pub accounts: AccountSettings,
    /// Indicators of groups.
    pub groups: GroupSettings,
    /// Where a platform's own files and columns are mapped to tables.
    pub tables: TableSettings,
    /// Databases of address ranges.
    pub networks: NetworkFiles,
    /// Whom to turn to with what was found; `contacts = []` shows nobody.
    pub contacts: Vec<Contact>,
    /// The synthetic platform that `generate` makes.
    pub synth: SynthSettings,
}

impl Settings {
    /// The same with another prior.
    #[must_use]
    pub fn with_prior(&self, prior: f64) -> Self {
        let score = ScoreSettings { prior, ..self.score.clone() };
        Self { score, ..self.clone() }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            time_zone: "Asia/Tokyo".into(),
            score: ScoreSettings::default(),
            weights: WeightSettings::default(),
            linking: LinkSettings::default(),
            clusters: ClusterSettings::default(),
            accounts: AccountSettings::default(),
            groups: GroupSettings::default(),
            tables: TableSettings::default(),
            networks: NetworkFiles::default(),
            contacts: Contact::of_the_notice(),
            synth: SynthSettings::default(),
        }
    }
}
