//! `ringtrace generate`.

use super::Failure;

/// Arguments of `generate`.
#[derive(Debug, clap::Args)]
pub struct GenerateArgs {}

/// Runs `generate`.
pub fn run(_args: &GenerateArgs) -> Result<(), Failure> {
    Err(Failure("not merged yet".into()))
}
