//! `ringtrace audit`.

use std::path::PathBuf;

use super::Failure;
use crate::casebook::audit;

/// Arguments of `audit`.
#[derive(Debug, clap::Args)]
pub struct AuditArgs {
    /// The casebook.
    cases: PathBuf,
    /// A hash that an earlier audit printed: the book must still contain it. Without one, entries that were cut off
    /// at the end cannot be noticed.
    #[arg(long, value_name = "HASH")]
    seen: Vec<String>,
}

/// Runs `audit`.
pub fn run(args: &AuditArgs) -> Result<(), Failure> {
    let report = audit(&args.cases, &args.seen).map_err(|error| Failure(error.to_string()))?;
    let span = report.span.as_ref().map_or_else(String::new, |(first, last)| format!(", {first} to {last}"));
    println!("Entries   {}{span}", report.entries);
    println!("Head      {}", report.head);
    for what in &report.breaks {
        println!("Broken    {what}");
    }
    if report.holds() {
        println!("The chain holds. Note the head elsewhere; `--seen` checks later that it is still there.");
        return Ok(());
    }
    let count = report.breaks.len();
    Err(Failure::at(&args.cases, format!("{count} break(s): this book cannot be relied on from the first one on")))
}
