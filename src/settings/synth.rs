//! `[synth]`: sizes and rates of the synthetic platform, each with its reason.

use serde::{Deserialize, Serialize};

/// Sizes and rates of the synthetic platform.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SynthSettings {}
