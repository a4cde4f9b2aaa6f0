//! `ringtrace evaluate`.

use super::Failure;

/// Arguments of `evaluate`.
#[derive(Debug, clap::Args)]
pub struct EvaluateArgs {}

/// Runs `evaluate`.
pub fn run(_args: &EvaluateArgs) -> Result<(), Failure> {
    Err(Failure("not merged yet".into()))
}
