//! `ringtrace diff`.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::explain::Format;
use super::{Failure, say, visible};
use crate::explore::{Change, Diff, Index, compare};
use crate::export::read;

/// Arguments of `diff`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  ringtrace diff monday tuesday\n  ringtrace diff monday tuesday --format json\n\n\
    Made with `ringtrace analyze --previous monday`, the later run keeps the ids of the earlier one's clusters.")]
pub struct DiffArgs {
    /// Results of the earlier run.
    old: PathBuf,
    /// Results of the later run.
    new: PathBuf,
    /// How to print.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Accounts and ties named in one line of text.
const NAMED: usize = 8;

/// Runs `diff`.
pub fn run(args: &DiffArgs) -> Result<(), Failure> {
    let clusters = |directory: &Path| read::clusters(directory).map_err(|error| Failure(error.to_string()));
    let (old, new) = (clusters(&args.old)?, clusters(&args.new)?);
    let indexes = [&args.old, &args.new].map(|directory| Index::open(directory));
    let mut notes = Vec::new();
    notes.extend(indexes.iter().filter_map(|index| index.as_ref().err()).map(ToString::to_string));
    let indexes = indexes[0].as_ref().ok().zip(indexes[1].as_ref().ok());
    let mut diff = compare(&old, &new, indexes);
    diff.old = args.old.display().to_string();
    diff.new = args.new.display().to_string();
    for note in notes {
        eprintln!("ringtrace: ties are not compared: {note}");
    }
    match args.format {
        Format::Json => {
            let json = serde_json::to_string_pretty(&diff).map_err(|error| Failure(error.to_string()))?;
            say(json)
        }
        Format::Text => say(text(&diff)),
    }
}

fn text(diff: &Diff) -> String {
    let mut text = String::new();
    let counts: Vec<String> = ["born", "grown", "shrunk", "merged", "split", "gone"]
        .into_iter()
        .filter_map(|word| {
            let count = diff.changes.iter().filter(|change| change.change == word).count();
            (count > 0).then(|| format!("{count} {word}"))
        })
        .chain([format!("{} the same", diff.same)])
        .collect();
    let _ = writeln!(text, "{} → {}: {}", diff.old, diff.new, counts.join(", "));
    diff.changes.iter().for_each(|change| describe(&mut text, change));
    text
}

fn describe(text: &mut String, change: &Change) {
    let score = match (change.score_before, change.score_after) {
        (Some(before), Some(after)) => format!("score {before:.3} → {after:.3}"),
        (None, Some(after)) => format!("score {after:.3}"),
        (Some(before), None) => format!("score was {before:.3}"),
        (None, None) => String::new(),
    };
    let _ = writeln!(text, "\n{:<7} {}  {score}", change.change, change.cluster);
    if change.from.len() + change.to.len() > 2 {
        let _ = writeln!(text, "        {} → {}", change.from.join(", "), change.to.join(", "));
    }
    for (sign, accounts) in [('+', &change.accounts_added), ('-', &change.accounts_removed)] {
        if !accounts.is_empty() {
            let more = accounts.len().saturating_sub(NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let named = accounts.iter().take(NAMED).map(|account| visible(account)).collect::<Vec<_>>().join(", ");
            let _ = writeln!(text, "      {sign} {named}{more}");
        }
    }
    for tie in change.ties.iter().take(NAMED) {
        let [a, b, label] = [&tie.a.1, &tie.b.1, &tie.label].map(|text| visible(text));
        let _ = writeln!(text, "        {}: {a} — {b}  {:.1} bits  {label}", tie.change, tie.bits);
    }
}
