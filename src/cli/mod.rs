//! One file for each subcommand; arguments become settings, and `run` is one `match`.

mod chosen;
mod failure;
mod inputs;
mod output;
mod summary;

pub mod analyze;
pub mod audit;
pub mod calibrate;
pub mod completions;
pub mod diff;
pub mod evaluate;
pub mod explain;
pub mod export;
pub mod generate;
pub mod man;
mod memory;
pub mod render;
pub mod report;
pub mod reveal;
pub mod serve;
pub mod validate;

pub use failure::Failure;
use output::{say, stream, visible};

use clap::{Parser, Subcommand};

/// Finds groups of accounts run by one hidden hand, and explains each by its evidence.
///
/// ringtrace reads a snapshot of a platform (accounts, ID documents, logins, payouts, reviews), links the accounts,
/// weighs each group against its lawful explanations and writes a ranked queue for people to review. It says what
/// ties accounts together; it never says who somebody is, and never uses nationality, ethnicity or language.
#[derive(Debug, Parser)]
#[command(
    name = "ringtrace",
    version,
    max_term_width = 100,
    propagate_version = true,
    after_help = "Start with:\n  ringtrace validate SNAPSHOT\n  ringtrace analyze SNAPSHOT --out results\n  ringtrace render results\n\n\
    Exit codes: 0 done, 1 the input or the settings are wrong, 2 wrong usage, 130 interrupted."
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read a snapshot and write ranked, explained clusters with diagrams.
    Analyze(analyze::AnalyzeArgs),
    /// Read a snapshot and say what would be rejected and which indicators can run.
    Validate(validate::ValidateArgs),
    /// Draw the diagrams of clusters.
    Render(render::RenderArgs),
    /// Write the results as one page that opens offline.
    Report(report::ReportArgs),
    /// Write clusters for other tools: GraphML, GEXF, Cytoscape, Neo4j, STIX, Parquet.
    Export(export::ExportArgs),
    /// Make a synthetic platform with planted rings and lawful look-alikes.
    Generate(generate::GenerateArgs),
    /// Compare results with a known truth.
    Evaluate(evaluate::EvaluateArgs),
    /// Refit the weights of evidence from what clusters turned out to be.
    Calibrate(calibrate::CalibrateArgs),
    /// Open the results in a browser: look, decide, see what changed.
    Serve(serve::ServeArgs),
    /// Say what links two accounts, or why nothing does.
    Explain(explain::ExplainArgs),
    /// Say what changed between two runs.
    Diff(diff::DiffArgs),
    /// Check that nothing in a casebook was changed or removed.
    Audit(audit::AuditArgs),
    /// Say what a pseudonym stands for.
    Reveal(reveal::RevealArgs),
    /// Write manual pages.
    Man(man::ManArgs),
    /// Print completions for a shell.
    Completions(completions::CompletionsArgs),
}

/// Runs a subcommand.
pub fn run(args: &Args) -> Result<(), Failure> {
    match &args.command {
        Command::Analyze(args) => analyze::run(args),
        Command::Validate(args) => validate::run(args),
        Command::Render(args) => render::run(args),
        Command::Report(args) => report::run(args),
        Command::Export(args) => export::run(args),
        Command::Generate(args) => generate::run(args),
        Command::Evaluate(args) => evaluate::run(args),
        Command::Calibrate(args) => calibrate::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Audit(args) => audit::run(args),
        Command::Reveal(args) => reveal::run(args),
        Command::Man(args) => man::run(args),
        Command::Completions(args) => completions::run(args),
    }
}

/// Threads beyond which they stand in each other's way on any machine.
const MOST_THREADS: usize = 1024;

/// Runs `work` on `threads` threads, or on as many as there are cores.
fn with_threads<T: Send>(
    threads: Option<usize>,
    work: impl FnOnce() -> Result<T, Failure> + Send,
) -> Result<T, Failure> {
    match threads {
        None => work(),
        Some(0) => Err(Failure("--threads must be at least 1".into())),
        Some(threads) if threads > MOST_THREADS => Err(Failure(format!(
            "--threads must be at most {MOST_THREADS}, not {threads}: beyond the processors more only wait"
        ))),
        Some(threads) => {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.map_err(|error| Failure(format!("cannot start {threads} threads: {error}")))?.install(work)
        }
    }
}
