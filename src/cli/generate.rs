//! `ringtrace generate`.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::{Failure, inputs, say};
use crate::export::{ExportError, check_directory, write_directory};
use crate::progress::Progress;
use crate::settings::{Settings, SynthSettings};
use crate::synth::{Format, Order, PLATFORM, Tie, World, WriteError, plan, write_snapshot};

/// Arguments of `generate`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  ringtrace generate --out platform\n  ringtrace generate --accounts 200000 --seed 7 --format parquet --out platform\n  \
    ringtrace generate --accounts 5000 --without strongest --out platform\n\n\
    The truth is written beside the tables, as DIR/truth.csv. Next:\n  \
    ringtrace analyze platform --out results\n  ringtrace evaluate results --truth platform/truth.csv"
)]
pub struct GenerateArgs {
    /// Accounts of the platform, rings and look-alikes included.
    #[arg(long, value_name = "N", default_value_t = 5000)]
    pub accounts: usize,
    /// Seed: the same seed, size and settings give the same bytes.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Directory for the platform; it appears when it is whole, or not at all.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Format of the tables.
    #[arg(long, value_enum, default_value = "csv")]
    pub format: TableFormat,
    /// Number of rings [default: as many as reach the share of accounts in the settings, 0.5% to 2%].
    #[arg(long, value_name = "R")]
    pub rings: Option<usize>,
    /// Settings file (TOML), whose section `[synth]` has sizes and rates.
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Take a kind of edge away from every ring: `strongest` (of each motif), or a kind such as `device` or `onward`.
    #[arg(long, value_name = "KIND")]
    pub without: Vec<String>,
    /// Add the worst case for cost: identifiers that up to half of all accounts carry.
    #[arg(long)]
    pub hubs: bool,
    /// Number of threads [default: all processors].
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// Replace DIR if it holds a generated platform, and nothing else.
    #[arg(long)]
    pub force: bool,
}

/// Formats of tables.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum TableFormat {
    /// One CSV file a table.
    Csv,
    /// Parquet, large tables in parts.
    Parquet,
}

/// Runs `generate`.
pub fn run(args: &GenerateArgs) -> Result<(), Failure> {
    inputs::apart("--out", &args.out, &[("--settings", args.settings.as_deref())])?;
    let settings = settings(args)?;
    if args.accounts == 0 || args.accounts > 1 << 28 {
        return Err(Failure(format!("--accounts {}: expected 1 to {}", args.accounts, 1 << 28)));
    }
    check_directory(&args.out, args.force, &PLATFORM).map_err(|error| Failure(error.to_string()))?;
    let end = end_of_period(&settings.moment)?;
    let order = Order { accounts: args.accounts, seed: args.seed, rings: args.rings };
    let progress = Progress::on_terminal();
    let world = {
        let _stage = progress.stage("planning", 0);
        plan(&settings, order, end)
    };
    let format = match args.format {
        TableFormat::Csv => Format::Csv,
        TableFormat::Parquet => Format::Parquet,
    };
    let written = super::with_threads(args.threads, || {
        let mut written = Vec::new();
        let done = write_directory(&args.out, args.force, &PLATFORM, |place| {
            written = write_snapshot(&world, place, format, &progress).map_err(refused)?;
            Ok(())
        });
        done.map(|()| written).map_err(|error| Failure(error.to_string()))
    })?;
    say(summary(args, &world, &written))
}

fn settings(args: &GenerateArgs) -> Result<SynthSettings, Failure> {
    let mut settings = match &args.settings {
        None => SynthSettings::default(),
        Some(path) => Settings::load(path).map_err(|error| Failure(error.to_string()))?.synth,
    };
    settings.without.extend(args.without.iter().cloned());
    settings.hubs |= args.hubs;
    for word in &settings.without {
        if word != "strongest" && !Tie::NAMES.contains(&word.as_str()) {
            let names = Tie::NAMES.join(", ");
            return Err(Failure(format!("--without {word}: no such kind of edge; expected strongest, {names}")));
        }
    }
    settings.validate().map_err(Failure)?;
    Ok(settings)
}

/// Midnight in Tokyo at the beginning of a day, Unix seconds.
fn end_of_period(day: &str) -> Result<u32, Failure> {
    let wrong = || Failure(format!("synth.moment = {day:?}: expected a date, YYYY-MM-DD, from 2000 to 2100"));
    let date: jiff::civil::Date = day.parse().map_err(|_| wrong())?;
    let midnight = date.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(9))).map_err(|_| wrong())?;
    let seconds = midnight.timestamp().as_second();
    u32::try_from(seconds).ok().filter(|_| (2000..2100).contains(&date.year())).ok_or_else(wrong)
}

fn refused(error: WriteError) -> ExportError {
    match error {
        WriteError::Io { path, source } => ExportError::Io { path: path.into(), source },
        WriteError::Encode { path, reason } => {
            ExportError::Io { path: path.into(), source: std::io::Error::other(reason) }
        }
    }
}

fn summary(args: &GenerateArgs, world: &World, written: &[(&str, u64)]) -> String {
    let ringed = world.accounts.iter().filter(|row| matches!(row.label, crate::synth::Label::Ring(_))).count();
    let (accounts, days, rings) = (world.accounts.len(), world.days, world.rings);
    let mut text = format!("{accounts} accounts over {days} days; {rings} rings with {ringed} accounts\n");
    for (table, rows) in written {
        let _ = writeln!(text, "  {table:<14} {rows:>12} rows");
    }
    let _ = writeln!(text, "written to {}", args.out.display());
    text
}
