//! `ringtrace report`: results as one page that opens offline.

use std::path::{Path, PathBuf};

use super::{Failure, inputs, say, stream};
use crate::export::report_page::{Redaction, ReportOptions, write_report};
use crate::export::{check_file, read, write_file};
use crate::messages::Lang;

/// Arguments of `report`.
#[derive(Debug, clap::Args)]
pub struct ReportArgs {
    /// Results directory that `analyze` wrote.
    #[arg(value_name = "DIR")]
    pub results: PathBuf,
    /// File to write (- for standard output).
    #[arg(long, value_name = "FILE", default_value = "report.html")]
    pub out: PathBuf,
    /// Language in which the page opens; the reader can switch.
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Lang,
    /// What to blank: names of people, IP addresses (numbered instead).
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHAT")]
    pub redact: Vec<Redact>,
    /// Show only the N highest clusters.
    #[arg(long, value_name = "N")]
    pub clusters: Option<usize>,
    /// Replace FILE if it exists.
    #[arg(long)]
    pub force: bool,
}

/// What a report can leave out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Redact {
    /// Registered names and holders of payout accounts.
    Names,
    /// IP addresses and networks.
    Ips,
}

/// Runs `report`.
///
/// # Errors
/// The results cannot be read, or the file cannot be written.
pub fn run(args: &ReportArgs) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure(error.to_string());
    let standard_output = args.out == Path::new("-");
    if !standard_output {
        inputs::not_of_results("--out", &args.out, &args.results)?;
        check_file(&args.out, args.force).map_err(|error| failed(&error))?;
    }
    let report = read::report(&args.results).map_err(|error| failed(&error))?;
    let options = ReportOptions {
        lang: args.lang,
        redaction: Redaction { names: args.redact.contains(&Redact::Names), ips: args.redact.contains(&Redact::Ips) },
        name: name(&args.results),
        clusters: args.clusters,
    };
    let shown = args.clusters.map_or(report.clusters.len(), |most| most.min(report.clusters.len()));
    if standard_output {
        return stream(|mut out| write_report(report, &options, &mut out));
    }
    write_file(&args.out, args.force, |mut out| write_report(report, &options, &mut out))
        .map_err(|error| failed(&error))?;
    let bytes = std::fs::metadata(&args.out).map_err(|error| Failure::at(&args.out, error))?.len();
    say(format!("{shown} clusters, {:.1} MB: {}", bytes as f64 / 1e6, args.out.display()))
}

/// The last part of a path, as the run's name.
fn name(directory: &Path) -> String {
    let whole = directory.canonicalize().unwrap_or_else(|_| directory.to_owned());
    whole.file_name().map_or_else(|| "results".to_owned(), |name| name.to_string_lossy().into_owned())
}
