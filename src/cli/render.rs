//! `ringtrace render`.

use super::Failure;

/// Arguments of `render`.
#[derive(Debug, clap::Args)]
pub struct RenderArgs {}

/// Runs `render`.
pub fn run(_args: &RenderArgs) -> Result<(), Failure> {
    Err(Failure("not merged yet".into()))
}
