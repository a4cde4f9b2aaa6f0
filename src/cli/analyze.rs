//! `ringtrace analyze`.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::memory::MemoryLimit;
use super::{Failure, inputs, say, summary};
use crate::analyze::{Found, analyze_graph};
use crate::casebook::{self, Applied, Mark, Status};
use crate::explore::{self, IndexInput, carry_ids, write_index};
use crate::export::{self, ExportOptions, ExtraFile, TableFormat, check_target, write_results_with};
use crate::graph::Graph;
use crate::messages::Lang;
use crate::progress::Progress;
use crate::report::{Cluster, Report};
use crate::settings::Settings;
use crate::snapshot::{Pseudonyms, ReadOptions, Snapshot, read_within};

/// Arguments of `analyze`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  ringtrace analyze snapshot --out results\n  ringtrace analyze exports --settings mapping.toml --out results\n  \
    ringtrace analyze snapshot --out results --force --tables parquet --threads 8\n\n\
    Only the table `accounts` is required; `ringtrace validate` says what each further table adds. Rows that cannot be used \
    stand in DIR/rejects.csv, with the reason. Next: `ringtrace render DIR` draws the clusters."
)]
pub struct AnalyzeArgs {
    /// Directory with the snapshot: each table a file (accounts.csv, logins.parquet, ...) or a directory of parts.
    #[arg(value_name = "SNAPSHOT")]
    snapshot: PathBuf,
    /// Directory for the results; it appears when they are whole, or not at all.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Settings file (TOML): files and columns of the platform's own, and all thresholds.
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Format of the tables in the results.
    #[arg(long, value_enum, default_value = "csv")]
    tables: Tables,
    /// Stop with an error at the first row that cannot be used, and write nothing.
    #[arg(long)]
    strict: bool,
    /// Number of threads [default: all processors].
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Write diagrams of the first N clusters of the queue.
    #[arg(long, value_name = "N", default_value_t = 200)]
    diagrams: usize,
    /// Most memory to take, such as 8GiB: what does not fit goes to the disk beside DIR, in files without names; the results are
    /// the same. A run whose small pieces alone take more says so at its end.
    #[arg(long, value_name = "SIZE", value_parser = super::memory::size)]
    memory: Option<u64>,
    /// Language of the sentences in the results.
    #[arg(long, value_enum, default_value = "en")]
    lang: Lang,
    /// Replace DIR if it holds earlier results, and nothing else.
    #[arg(long)]
    force: bool,
    /// Honour the decisions in a casebook that `serve` wrote.
    #[arg(long, value_name = "FILE")]
    cases: Option<PathBuf>,
    /// Results of an earlier run: clusters keep the ids that they had there.
    #[arg(long, value_name = "DIR")]
    previous: Option<PathBuf>,
    /// Show identifiers only as keyed hashes, and names not at all; the key is what the file holds.
    #[arg(long, value_name = "KEYFILE")]
    pseudonymise: Option<PathBuf>,
    /// Leave out the index on which `serve` and `explain` look up what stands in no cluster.
    #[arg(long)]
    no_index: bool,
}

/// Formats of the tables of the results.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Tables {
    /// CSV and NDJSON.
    Csv,
    /// Parquet.
    Parquet,
}

/// Runs `analyze`.
pub fn run(args: &AnalyzeArgs) -> Result<(), Failure> {
    let options = ExportOptions {
        tables: match args.tables {
            Tables::Csv => TableFormat::Text,
            Tables::Parquet => TableFormat::Parquet,
        },
        diagrams: args.diagrams,
        force: args.force,
    };
    let previous = args.previous.as_deref().filter(|previous| !same(previous, &args.out));
    let inputs = [
        ("the snapshot", Some(args.snapshot.as_path())),
        ("--settings", args.settings.as_deref()),
        ("--pseudonymise", args.pseudonymise.as_deref()),
        ("--cases", args.cases.as_deref()),
        ("--previous", previous),
    ];
    inputs::apart("--out", &args.out, &inputs)?;
    check_target(&args.out, args.force).map_err(|error| Failure(error.to_string()))?;
    let settings = match &args.settings {
        Some(path) => Settings::load(path).map_err(|error| Failure(error.to_string()))?,
        None => Settings::default(),
    };
    let previous = match &args.previous {
        Some(directory) => Some(export::read::clusters(directory).map_err(|error| Failure(error.to_string()))?),
        None => None,
    };
    let pseudonyms = match &args.pseudonymise {
        Some(file) => Some(Pseudonyms::load(file).map_err(|error| Failure(error.to_string()))?),
        None => None,
    };
    let progress = Progress::on_terminal();
    super::with_threads(args.threads, || {
        let how = ReadOptions { tables: &settings.tables, networks: &settings.networks, strict: args.strict };
        let limit = args.memory.map(|bytes| MemoryLimit::begin(bytes, &args.out)).transpose()?;
        let spill = limit.map(MemoryLimit::spill);
        let mut snapshot =
            read_within(&args.snapshot, &how, spill.as_ref(), &progress).map_err(|error| Failure(error.to_string()))?;
        if let Some(pseudonyms) = pseudonyms {
            snapshot.pseudonymise(pseudonyms);
        }
        let decided = match &args.cases {
            Some(file) => Some(casebook::apply(&mut snapshot, file).map_err(|error| Failure(error.to_string()))?),
            None => None,
        };
        let graph = match limit {
            None => Graph::new(&snapshot, &progress),
            Some(limit) => limit.graph(&snapshot, &progress)?,
        };
        analyze_graph(&graph, &settings, args.lang, &progress, |found, report| {
            let run =
                Run { args, options: &options, settings: &settings, snapshot: &snapshot, progress: &progress, limit };
            run.finish(found, report, previous.as_deref(), decided.as_ref())?;
            if let Some(warning) = limit.and_then(MemoryLimit::exceeded) {
                eprintln!("ringtrace: {warning}");
            }
            Ok(())
        })
    })
}

/// Whether two paths lead to one place. Earlier results may be the ones replaced: they are read first.
fn same(a: &Path, b: &Path) -> bool {
    a.canonicalize().ok().zip(b.canonicalize().ok()).is_some_and(|(a, b)| a == b)
}

/// What does not change once the snapshot is read.
struct Run<'a> {
    args: &'a AnalyzeArgs,
    options: &'a ExportOptions,
    settings: &'a Settings,
    snapshot: &'a Snapshot,
    progress: &'a Progress,
    limit: Option<MemoryLimit<'a>>,
}

impl Run<'_> {
    /// Carries ids and decisions over, writes the results, says what was found.
    fn finish(
        &self,
        found: Found,
        mut report: Report,
        previous: Option<&[Cluster]>,
        decided: Option<&Applied>,
    ) -> Result<(), Failure> {
        if let Some(previous) = previous {
            carry_ids(&mut report, previous);
        }
        let marks = decided.map(|applied| {
            report.run.notes.extend(applied.notes());
            let marks = applied.marks(&report.clusters, self.snapshot.moment);
            for status in [Status::Confirmed, Status::Dismissed, Status::Reopened] {
                let count = marks.iter().filter(|mark| mark.status == status).count();
                report.run.found.insert(format!("clusters_{}", status.word()), count as u64);
            }
            marks
        });
        let summary = summary::summary(self.snapshot, &report, self.settings, &self.args.out);
        self.write(found, report, marks.as_deref())?;
        say(summary)
    }

    fn write(&self, found: Found, report: Report, marks: Option<&[Mark]>) -> Result<(), Failure> {
        let index = |clusters: &[Cluster], out: &mut (dyn Write + Send)| {
            let input = IndexInput {
                graph: found.graph,
                bonds: found.bonds,
                people: found.people,
                limits: found.limits,
                parts: found.parts,
                tie_from: self.settings.linking.tie_from,
                clusters,
            };
            write_index(&input, out)
        };
        let decisions =
            |_: &[Cluster], out: &mut (dyn Write + Send)| export::write_ndjson(marks.unwrap_or_default(), out);
        let mut extra: Vec<ExtraFile> = Vec::new();
        if !self.args.no_index {
            extra.push(ExtraFile { name: explore::FILE, write: &index });
        }
        if marks.is_some() {
            extra.push(ExtraFile { name: "decisions.ndjson", write: &decisions });
        }
        let _stage = self.progress.stage("Writing results", 0);
        let threads = rayon::current_num_threads();
        let mut measured = serde_json::json!({ "stages": self.progress.costs(), "threads": threads });
        if let Some(limit) = self.limit {
            measured["memory"] = limit.kept();
        }
        let written = write_results_with(report, &self.args.out, self.options, &measured, &extra);
        written.map_err(|error| Failure(error.to_string()))
    }
}
