//! `ringtrace serve`.
use super::Failure;
/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
pub struct ServeArgs {}
/// Runs `serve`.
pub fn run(_args: &ServeArgs) -> Result<(), Failure> {
    Ok(())
}
