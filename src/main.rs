//! Parse, call, exit code.

use std::process::ExitCode;

use clap::Parser;
use ringtrace::cli::{Args, run};

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("ringtrace: {failure}");
            ExitCode::from(1)
        }
    }
}
