//! `ringtrace validate`.

use super::Failure;

/// Arguments of `validate`.
#[derive(Debug, clap::Args)]
pub struct ValidateArgs {}

/// Runs `validate`.
pub fn run(_args: &ValidateArgs) -> Result<(), Failure> {
    Err(Failure("not merged yet".into()))
}
