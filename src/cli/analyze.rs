//! `ringtrace analyze`.

use super::Failure;

/// Arguments of `analyze`.
#[derive(Debug, clap::Args)]
pub struct AnalyzeArgs {}

/// Runs `analyze`.
pub fn run(_args: &AnalyzeArgs) -> Result<(), Failure> {
    Err(Failure("not merged yet".into()))
}
