//! Parse, call, exit code.

use std::process::ExitCode;

use clap::Parser;
use ringtrace::allocator::{Allocator, give_back_soon};
use ringtrace::cli::{Args, run};

#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

/// What a shell reports for a command that was interrupted: 128 and the number of SIGINT.
const INTERRUPTED: i32 = 130;

fn main() -> ExitCode {
    give_back_soon();
    let args = Args::parse();
    // What a decoder of damaged files panics with is told as an error of the file.
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !ringtrace::snapshot::is_of_decoder(panic) {
            usual(panic);
        }
    }));
    let watched = ctrlc::set_handler(|| {
        ringtrace::export::cleanup::remove_all_and_stop();
        eprintln!("\nringtrace: interrupted; nothing was left half-written");
        std::process::exit(INTERRUPTED);
    });
    if let Err(error) = watched {
        eprintln!("ringtrace: cannot watch for Ctrl-C ({error}); an interrupted run may leave a temporary directory");
    }
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("ringtrace: {failure}");
            ExitCode::from(1)
        }
    }
}
