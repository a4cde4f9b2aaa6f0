//! `ringtrace analyze`.

use std::path::PathBuf;

use super::{Failure, say, summary};
use crate::analyze::analyze;
use crate::export::{ExportOptions, TableFormat, check_target, write_results};
use crate::messages::Lang;
use crate::progress::Progress;
use crate::settings::Settings;
use crate::snapshot::{ReadOptions, read};

/// Arguments of `analyze`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  ringtrace analyze snapshot --out results\n  ringtrace analyze exports --settings mapping.toml --out results\n  \
    ringtrace analyze snapshot --out results --force --tables parquet --threads 8\n\n\
    Only the table `accounts` is required; `ringtrace validate` says what each further table adds. Rows that cannot be used\n\
    stand in DIR/rejects.csv, with the reason. Next: `ringtrace render DIR` draws the clusters."
)]
pub struct AnalyzeArgs {
    /// Directory with the snapshot: each table a file (accounts.csv, logins.parquet, ...) or a directory of parts.
    #[arg(value_name = "SNAPSHOT")]
    snapshot: PathBuf,
    /// Directory for the results; it appears when they are whole, or not at all.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Settings file (TOML): files and columns of the platform's own, and all thresholds.
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Format of the tables in the results.
    #[arg(long, value_enum, default_value = "csv")]
    tables: Tables,
    /// Stop with an error at the first row that cannot be used, and write nothing.
    #[arg(long)]
    strict: bool,
    /// Number of threads [default: all processors].
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Write diagrams of the first N clusters of the queue.
    #[arg(long, value_name = "N", default_value_t = 200)]
    diagrams: usize,
    /// Language of the sentences in the results.
    #[arg(long, value_enum, default_value = "en")]
    lang: Lang,
    /// Replace DIR if it holds earlier results.
    #[arg(long)]
    force: bool,
}

/// Formats of the tables of the results.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Tables {
    /// CSV and NDJSON.
    Csv,
    /// Parquet.
    Parquet,
}

/// Runs `analyze`.
pub fn run(args: &AnalyzeArgs) -> Result<(), Failure> {
    let options = ExportOptions {
        tables: match args.tables {
            Tables::Csv => TableFormat::Text,
            Tables::Parquet => TableFormat::Parquet,
        },
        diagrams: args.diagrams,
        force: args.force,
    };
    check_target(&args.out, args.force).map_err(|error| Failure(error.to_string()))?;
    let settings = match &args.settings {
        Some(path) => Settings::load(path).map_err(|error| Failure(error.to_string()))?,
        None => Settings::default(),
    };
    let progress = Progress::on_terminal();
    super::with_threads(args.threads, || {
        let how = ReadOptions { tables: &settings.tables, networks: &settings.networks, strict: args.strict };
        let snapshot = read(&args.snapshot, &how, &progress).map_err(|error| Failure(error.to_string()))?;
        let report = analyze(&snapshot, &settings, args.lang, &progress);
        let written = {
            let _stage = progress.stage("Writing results", 0);
            let measured = serde_json::json!({ "stages": progress.costs(), "threads": rayon::current_num_threads() });
            write_results(&report, &args.out, &options, &measured)
        };
        written.map_err(|error| Failure(error.to_string()))?;
        say(summary::summary(&snapshot, &report, &settings, &args.out))
    })
}
