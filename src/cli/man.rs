//! `ringtrace man`: manual pages, one for the program and one for each subcommand.

use std::path::PathBuf;

use clap::CommandFactory;

use super::{Args, Failure, say};

/// Arguments of `man`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  ringtrace man --out ~/.local/share/man/man1 && man ringtrace-analyze")]
pub struct ManArgs {
    /// Directory for the pages (ringtrace.1, ringtrace-analyze.1, ...); made if it is not there.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// Runs `man`.
pub fn run(args: &ManArgs) -> Result<(), Failure> {
    std::fs::create_dir_all(&args.out).map_err(|error| Failure::at(&args.out, error))?;
    // Without the subcommand `help`, whose pages would only repeat the others.
    let command = Args::command().disable_help_subcommand(true);
    clap_mangen::generate_to(command, &args.out).map_err(|error| Failure::at(&args.out, error))?;
    say(format!("manual pages written to {}", args.out.display()))
}
