//! `ringtrace completions`: what a shell needs to complete the program's arguments.

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Args, Failure, say};

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  ringtrace completions bash > ~/.local/share/bash-completion/completions/ringtrace\n  \
    ringtrace completions zsh > ~/.zfunc/_ringtrace\n  \
    ringtrace completions fish > ~/.config/fish/completions/ringtrace.fish"
)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Runs `completions`.
pub fn run(args: &CompletionsArgs) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "ringtrace", &mut script);
    say(String::from_utf8_lossy(&script))
}
