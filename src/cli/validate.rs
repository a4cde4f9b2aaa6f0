//! `ringtrace validate`: reads everything, and says what was rejected and what can run.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use super::{Failure, say};
use crate::model::{Indicator, Table};
use crate::progress::Progress;
use crate::settings::Settings;
use crate::snapshot::{InputFile, ReadOptions, Reject, Snapshot, read};

/// Arguments of `validate`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  ringtrace validate snapshot\n  ringtrace validate exports --settings mapping.toml --strict"
)]
pub struct ValidateArgs {
    /// Directory with the snapshot: each table a file (accounts.csv, logins.parquet, ...) or a directory of parts.
    #[arg(value_name = "SNAPSHOT")]
    pub snapshot: PathBuf,
    /// Settings file (TOML): files and columns of the platform's own, and all thresholds.
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Number of threads [default: all processors].
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// Stop with an error at the first row that cannot be used.
    #[arg(long)]
    pub strict: bool,
}

/// Runs `validate`.
pub fn run(args: &ValidateArgs) -> Result<(), Failure> {
    let settings = match &args.settings {
        Some(path) => Settings::load(path).map_err(|error| Failure(error.to_string()))?,
        None => Settings::default(),
    };
    let options = ReadOptions { tables: &settings.tables, networks: &settings.networks, strict: args.strict };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.threads.unwrap_or(0)).build();
    let pool = pool.map_err(|error| Failure(format!("cannot start threads: {error}")))?;
    let progress = Progress::on_terminal();
    let snapshot = pool.install(|| read(&args.snapshot, &options, &progress));
    let snapshot = snapshot.map_err(|error| Failure(error.to_string()))?;
    say(report(&snapshot))
}

/// What `validate` prints.
#[must_use]
pub fn report(snapshot: &Snapshot) -> String {
    let mut text = String::new();
    let _ = tables(&mut text, snapshot);
    let _ = rejects(&mut text, &snapshot.rejects);
    let _ = notes(&mut text, &snapshot.notes);
    let _ = indicators(&mut text, snapshot);
    text
}

fn tables(text: &mut String, snapshot: &Snapshot) -> std::fmt::Result {
    writeln!(text, "{:<14} {:>6} {:>14} {:>12} {:>14}", "table", "files", "bytes", "rows", "rejected")?;
    for table in Table::ALL {
        let files: Vec<&InputFile> = snapshot.inputs.iter().filter(|input| input.table == table.name()).collect();
        if files.is_empty() {
            writeln!(text, "{:<14} {:>6}", table.name(), "-")?;
            continue;
        }
        let sum = |of: fn(&InputFile) -> u64| files.iter().map(|file| of(file)).sum::<u64>();
        let (bytes, rows, rejected) = (sum(|file| file.bytes), sum(|file| file.rows), sum(|file| file.rejected));
        let share =
            if rejected == 0 { String::new() } else { format!(" ({:.2} %)", 100.0 * rejected as f64 / rows as f64) };
        writeln!(text, "{:<14} {:>6} {bytes:>14} {rows:>12} {rejected:>14}{share}", table.name(), files.len())?;
    }
    writeln!(text, "\n{} accounts, the latest event at {}", snapshot.accounts.len(), snapshot.moment)
}

/// Rejected rows by table, column and kind of reason, the most frequent first, each with its first row.
fn rejects(text: &mut String, rejects: &[Reject]) -> std::fmt::Result {
    const SHOWN: usize = 20;
    if rejects.is_empty() {
        return writeln!(text, "\nNo row was rejected.");
    }
    let mut groups: BTreeMap<(&str, &str, String), (u64, &Reject)> = BTreeMap::new();
    for reject in rejects {
        groups.entry((reject.table, &reject.column, gist(&reject.reason))).or_insert((0, reject)).0 += 1;
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.1.0));
    writeln!(text, "\nRejected rows, each kind with its first:")?;
    for ((table, column, _), (count, first)) in groups.iter().take(SHOWN) {
        let column = if column.is_empty() { String::new() } else { format!(".{column}") };
        writeln!(text, "  {count:>8}  {table}{column}: {} ({}, row {})", first.reason, first.file, first.row)?;
    }
    if groups.len() > SHOWN {
        writeln!(text, "  and {} more kinds", groups.len() - SHOWN)?;
    }
    Ok(())
}

/// A reason without the value that it quotes and without numbers.
fn gist(reason: &str) -> String {
    let unquoted = match (reason.find('\''), reason.rfind('\'')) {
        (Some(from), Some(to)) if from < to => [&reason[..from], &reason[to..]].concat(),
        _ => reason.to_owned(),
    };
    unquoted.chars().filter(|c| !c.is_ascii_digit()).collect()
}

fn notes(text: &mut String, notes: &[String]) -> std::fmt::Result {
    if notes.is_empty() {
        return Ok(());
    }
    writeln!(text, "\nNotes:")?;
    notes.iter().try_for_each(|note| writeln!(text, "  {note}"))
}

fn indicators(text: &mut String, snapshot: &Snapshot) -> std::fmt::Result {
    writeln!(text, "\nIndicators:")?;
    for indicator in Indicator::ALL {
        let state =
            snapshot.lacks(*indicator).map_or_else(|| "can run".to_owned(), |lack| format!("cannot run: {lack}"));
        writeln!(text, "  {indicator}  {:<72} {state}", indicator.info().meaning)?;
    }
    Ok(())
}
