//! `ringtrace audit`.

use std::path::PathBuf;

use super::{Failure, say};
use crate::casebook::audit;

/// Arguments of `audit`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  ringtrace audit cases.db\n  ringtrace audit cases.db --seen 4ba8bb6a\n\n\
    Every entry holds the hash of the one before it; `audit` says which entry breaks the chain, and ends with an error.")]
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
    let mut lines = vec![format!("Entries   {}{span}", report.entries), format!("Head      {}", report.head)];
    lines.extend(report.breaks.iter().map(|what| format!("Broken    {what}")));
    if report.holds() {
        lines.push("The chain holds. Note the head elsewhere; `--seen` checks later that it is still there.".into());
        return say(lines.join("\n"));
    }
    say(lines.join("\n"))?;
    let count = report.breaks.len();
    Err(Failure::at(&args.cases, format!("{count} break(s): this book cannot be relied on from the first one on")))
}
