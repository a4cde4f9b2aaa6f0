//! `ringtrace analyze`.

use std::path::PathBuf;

use super::{Failure, summary};
use crate::analyze::analyze;
use crate::export::{ExportOptions, TableFormat, check_target, write_results};
use crate::messages::Lang;
use crate::progress::Progress;
use crate::settings::Settings;
use crate::snapshot::{ReadOptions, read};

/// Arguments of `analyze`.
#[derive(Debug, clap::Args)]
pub struct AnalyzeArgs {
    /// The snapshot: a directory with one file or folder of files for each table.
    snapshot: PathBuf,
    /// Where to write the results: a directory that does not exist yet.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The settings file (TOML).
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// How to write the tables of the results.
    #[arg(long, value_enum, default_value = "csv")]
    tables: Tables,
    /// Stop at the first row that cannot be used.
    #[arg(long)]
    strict: bool,
    /// Threads to use; all cores by default.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Diagrams to write: those of the first N clusters.
    #[arg(long, value_name = "N", default_value_t = 200)]
    diagrams: usize,
    /// Language of the sentences.
    #[arg(long, value_enum, default_value = "en")]
    lang: Lang,
    /// Replace the results that stand in DIR.
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
        Some(path) => toml::from_str(&std::fs::read_to_string(path).map_err(|e| Failure::at(path, e))?).map_err(|e| Failure::at(path, e))?,
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
        print!("{}", summary::summary(&snapshot, &report, &settings, &args.out));
        Ok(())
    })
}
