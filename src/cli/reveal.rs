//! `ringtrace reveal`.

use std::path::PathBuf;

use super::{Failure, say};
use crate::progress::Progress;
use crate::settings::Settings;
use crate::snapshot::{Pseudonyms, ReadOptions, read};

/// Arguments of `reveal`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  ringtrace reveal key.txt --snapshot snapshot document:9f3a61c20b7d44e85a10\n\n\
    The key and the snapshot must be those of `ringtrace analyze --pseudonymise key.txt snapshot`.")]
pub struct RevealArgs {
    /// The file with the key under which the run was pseudonymised.
    key: PathBuf,
    /// The snapshot from which the run was made.
    #[arg(long, value_name = "DIR")]
    snapshot: PathBuf,
    /// Pseudonyms, such as `document:9f3a61c20b7d44e85a10`.
    #[arg(required = true)]
    ids: Vec<String>,
    /// The settings file (TOML) of the run.
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
}

/// Runs `reveal`: a line for each pseudonym, in the order given.
pub fn run(args: &RevealArgs) -> Result<(), Failure> {
    let pseudonyms = Pseudonyms::load(&args.key).map_err(|error| Failure(error.to_string()))?;
    let wanted: Vec<(&str, &str)> =
        args.ids.iter().map(|id| Ok((kind(id)?, id.as_str()))).collect::<Result<_, Failure>>()?;
    let settings = match &args.settings {
        Some(path) => Settings::load(path).map_err(|error| Failure(error.to_string()))?,
        None => Settings::default(),
    };
    let how = ReadOptions { tables: &settings.tables, networks: &settings.networks, strict: false };
    let mut snapshot =
        read(&args.snapshot, &how, &Progress::on_terminal()).map_err(|error| Failure(error.to_string()))?;
    snapshot.pseudonymise(pseudonyms);
    let found = snapshot.find_pseudonyms(&wanted);
    let lines = args.ids.iter().map(|id| match found.get(id) {
        Some(&node) => format!("{id}\t{}\n", snapshot.raw(node)),
        None => format!("{id}\t(nothing in this snapshot has this pseudonym under this key)\n"),
    });
    say(lines.collect::<String>())?;
    let missing = args.ids.iter().filter(|id| !found.contains_key(*id)).count();
    if missing == 0 { Ok(()) } else { Err(Failure(format!("{missing} of {} could not be revealed", args.ids.len()))) }
}

/// The kind before the last colon: the names of kinds may hold colons, hexadecimal digits do not.
fn kind(id: &str) -> Result<&str, Failure> {
    let wrong = || Failure(format!("{id:?} is no pseudonym; expected a kind, a colon and hexadecimal digits"));
    let (kind, digits) = id.rsplit_once(':').ok_or_else(wrong)?;
    let hexadecimal = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if kind.is_empty() || !hexadecimal { Err(wrong()) } else { Ok(kind) }
}
