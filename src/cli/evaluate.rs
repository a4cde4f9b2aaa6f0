//! `ringtrace evaluate`.

use std::path::PathBuf;

use super::{Failure, inputs, say};
use crate::export::{check_file, write_file};
use crate::synth::evaluate::{as_text, evaluate, read_results, read_truth};

/// Arguments of `evaluate`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  ringtrace evaluate results --truth platform/truth.csv\n  \
    ringtrace evaluate results --truth truth.csv --threshold 0.9 --format json\n\n\
    The truth has a row for each account. Accounts of one ring share an operator and name a motif; for lawful accounts the \
    motif is empty, and class says what they are (any word, or empty).")]
pub struct EvaluateArgs {
    /// Directory of results that `analyze` wrote.
    #[arg(value_name = "DIR")]
    pub results: PathBuf,
    /// The truth: CSV with `account_id,operator,motif,class`.
    #[arg(long, value_name = "FILE")]
    pub truth: PathBuf,
    /// A cluster accuses from this score on.
    #[arg(long, value_name = "SCORE", default_value_t = 0.5)]
    pub threshold: f64,
    /// What to print.
    #[arg(long, value_enum, default_value = "text")]
    pub format: PrintFormat,
    /// Also write the evaluation as JSON to a file.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Replace the file of --json if it exists.
    #[arg(long, requires = "json")]
    pub force: bool,
}

/// Formats of what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum PrintFormat {
    /// Aligned tables.
    Text,
    /// One JSON object.
    Json,
}

/// Runs `evaluate`.
pub fn run(args: &EvaluateArgs) -> Result<(), Failure> {
    if !(0.0..=1.0).contains(&args.threshold) {
        return Err(Failure(format!("--threshold is a score from 0 to 1, not {}", args.threshold)));
    }
    let failed = |error: &dyn std::fmt::Display| Failure(error.to_string());
    if let Some(path) = &args.json {
        inputs::apart("--json", path, &[("the truth", Some(args.truth.as_path()))])?;
        inputs::not_of_results("--json", path, &args.results)?;
        check_file(path, args.force).map_err(|error| failed(&error))?;
    }
    let truth = read_truth(&args.truth).map_err(|error| failed(&error))?;
    let results = read_results(&args.results).map_err(|error| failed(&error))?;
    let evaluation = evaluate(&results, &truth, args.threshold);
    let json = serde_json::to_string_pretty(&evaluation).map_err(|error| failed(&error))?;
    if let Some(path) = &args.json {
        write_file(path, args.force, |out| writeln!(out, "{json}")).map_err(|error| failed(&error))?;
    }
    match args.format {
        PrintFormat::Text => say(as_text(&evaluation)),
        PrintFormat::Json => say(json),
    }
}
