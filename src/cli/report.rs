//! `ringtrace report`: results as one page that opens offline.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::{Failure, say};
use crate::export::read;
use crate::export::report_page::{Redaction, ReportOptions, write_report};
use crate::messages::Lang;

/// Arguments of `report`.
#[derive(Debug, clap::Args)]
pub struct ReportArgs {
    /// Results directory that `analyze` wrote.
    #[arg(value_name = "DIR")]
    pub results: PathBuf,
    /// File to write.
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
    if args.out.exists() && !args.force {
        return Err(Failure::at(&args.out, "exists already; give another file, or --force to replace it"));
    }
    let report = read::report(&args.results).map_err(|error| Failure(error.to_string()))?;
    let options = ReportOptions {
        lang: args.lang,
        redaction: Redaction { names: args.redact.contains(&Redact::Names), ips: args.redact.contains(&Redact::Ips) },
        name: name(&args.results),
        clusters: args.clusters,
    };
    let shown = args.clusters.map_or(report.clusters.len(), |most| most.min(report.clusters.len()));
    let bytes = whole_or_not(&args.out, |out| write_report(report, &options, out))?;
    say(format!("{shown} clusters, {:.1} MB: {}", bytes as f64 / 1e6, args.out.display()))
}

/// The last part of a path, as the run's name.
fn name(directory: &Path) -> String {
    let whole = directory.canonicalize().unwrap_or_else(|_| directory.to_owned());
    whole.file_name().map_or_else(|| "results".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// Writes a file beside its place and moves it there when it is complete; returns its size.
fn whole_or_not(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<&mut std::fs::File>) -> std::io::Result<()>,
) -> Result<u64, Failure> {
    let failed = |error: std::io::Error| Failure::at(path, error);
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".ringtrace-").tempfile_in(parent).map_err(failed)?;
    {
        let mut out = BufWriter::with_capacity(1 << 18, file.as_file_mut());
        write(&mut out).and_then(|()| out.flush()).map_err(failed)?;
    }
    readable(file.as_file()).map_err(failed)?;
    let bytes = file.as_file().metadata().map_err(failed)?.len();
    file.persist(path).map_err(|error| Failure::at(path, error.error))?;
    Ok(bytes)
}

/// Temporary files are private; a report is as readable as any other file.
#[cfg(unix)]
fn readable(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_file: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
