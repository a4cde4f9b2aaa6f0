//! `ringtrace generate`.

use std::path::{Path, PathBuf};

use super::Failure;
use crate::progress::Progress;
use crate::settings::{Settings, SynthSettings};
use crate::synth::{Format, Order, Tie, World, plan, write_snapshot};

/// Arguments of `generate`.
#[derive(Debug, clap::Args)]
pub struct GenerateArgs {
    /// Accounts of the platform, rings and look-alikes included.
    #[arg(long, default_value_t = 5000)]
    pub accounts: usize,
    /// Seed: the same seed, size and settings give the same bytes.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Directory to write; made whole or not at all.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Format of the tables.
    #[arg(long, value_enum, default_value = "csv")]
    pub format: TableFormat,
    /// Number of rings; without it, as many as reach the share of accounts drawn from the settings (0.5% to 2%).
    #[arg(long, value_name = "R")]
    pub rings: Option<usize>,
    /// Settings file (TOML); its section [synth] holds sizes and rates.
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Take a kind of edge away from every ring: `strongest` (of each motif), or a kind such as `device` or `onward`.
    #[arg(long, value_name = "KIND")]
    pub without: Vec<String>,
    /// Add the worst case for cost: identifiers that up to half of all accounts carry.
    #[arg(long)]
    pub hubs: bool,
    /// Number of threads; 0 for all processors.
    #[arg(long, default_value_t = 0)]
    pub threads: usize,
    /// Replace DIR if it exists.
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
    let settings = settings(args)?;
    if args.accounts == 0 || args.accounts > 1 << 28 {
        return Err(Failure(format!("--accounts {}: expected 1 to {}", args.accounts, 1 << 28)));
    }
    if args.out.exists() && !args.force {
        return Err(Failure::at(&args.out, "exists already; give another directory, or --force to replace it"));
    }
    if !replaceable(&args.out) {
        return Err(Failure::at(
            &args.out,
            "holds no truth.csv, so no generated platform; --force does not replace it",
        ));
    }
    let end = end_of_period(&settings.moment)?;
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(args.threads)
        .build()
        .map_err(|error| Failure(format!("--threads {}: {error}", args.threads)))?;
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
    let staging = staging(&args.out)?;
    let written = threads
        .install(|| write_snapshot(&world, staging.path(), format, &progress))
        .map_err(|error| Failure(error.to_string()))?;
    publish(staging, &args.out)?;
    summary(args, &world, &written);
    Ok(())
}

fn settings(args: &GenerateArgs) -> Result<SynthSettings, Failure> {
    let mut settings = match &args.settings {
        None => SynthSettings::default(),
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|error| Failure::at(path, error))?;
            toml::from_str::<Settings>(&text).map_err(|error| Failure::at(path, error))?.synth
        }
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

/// Whether a path may be replaced: nothing is there, or an empty directory, or an earlier platform.
fn replaceable(out: &Path) -> bool {
    let empty = || std::fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_none());
    !out.exists() || out.join("truth.csv").is_file() || empty()
}

/// A temporary directory beside the one wanted.
fn staging(out: &Path) -> Result<tempfile::TempDir, Failure> {
    let parent = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(parent).map_err(|error| Failure::at(parent, error))?;
    tempfile::Builder::new().prefix(".ringtrace-").tempdir_in(parent).map_err(|error| Failure::at(parent, error))
}

/// Puts the finished directory in its place.
fn publish(staging: tempfile::TempDir, out: &Path) -> Result<(), Failure> {
    if out.exists() {
        std::fs::remove_dir_all(out).map_err(|error| Failure::at(out, error))?;
    }
    let finished = staging.keep();
    let moved = std::fs::rename(&finished, out);
    if moved.is_err() {
        let _ = std::fs::remove_dir_all(&finished);
    }
    moved.map_err(|error| Failure::at(out, error))?;
    readable(out)
}

/// Temporary directories are private; a snapshot is not.
#[cfg(unix)]
fn readable(out: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(out, std::fs::Permissions::from_mode(0o755)).map_err(|error| Failure::at(out, error))
}

#[cfg(not(unix))]
fn readable(_out: &Path) -> Result<(), Failure> {
    Ok(())
}

fn summary(args: &GenerateArgs, world: &World, written: &[(&str, u64)]) {
    let ringed = world.accounts.iter().filter(|row| matches!(row.label, crate::synth::Label::Ring(_))).count();
    println!(
        "{} accounts over {} days; {} rings with {ringed} accounts",
        world.accounts.len(),
        world.days,
        world.rings
    );
    for (table, rows) in written {
        println!("  {table:<14} {rows:>12} rows");
    }
    println!("written to {}", args.out.display());
}
