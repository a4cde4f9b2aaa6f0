//! `ringtrace calibrate`.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::{Failure, inputs, say};
use crate::calibrate::{Example, Fit, Verdicts, example, fit, read_verdicts, refitted};
use crate::casebook::{Casebook, Standing, Status, marks};
use crate::export::{check_file, read, write_file};
use crate::model::{Bits, Time};
use crate::report::Cluster;
use crate::settings::Settings;
use crate::synth::evaluate::read_truth;

/// Arguments of `calibrate`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  ringtrace calibrate results --cases cases.db --out settings.toml\n  \
    ringtrace calibrate results --verdicts verdicts.csv --out settings.toml\n  \
    ringtrace analyze SNAPSHOT --settings settings.toml --out next\n\n\
    The verdicts have the columns cluster,verdict (confirmed or dismissed), with the cluster ids of these results. Several \
    results take as many --verdicts, in the same order. All must come from one version and one settings file.")]
pub struct CalibrateArgs {
    /// Directories of results whose clusters were judged.
    #[arg(value_name = "RESULTS", required = true)]
    results: Vec<PathBuf>,
    /// What the clusters turned out to be: CSV with cluster,verdict.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["truth", "cases"])]
    verdicts: Vec<PathBuf>,
    /// The book of decisions that `serve` keeps: confirmed and dismissed clusters of all these results.
    #[arg(long, value_name = "FILE", conflicts_with = "truth")]
    cases: Option<PathBuf>,
    /// The truth of a synthetic platform instead: CSV with account_id,operator,motif.
    #[arg(long, value_name = "FILE")]
    truth: Vec<PathBuf>,
    /// Where the new settings are written; without it they are only shown.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace an existing settings file.
    #[arg(long)]
    force: bool,
    /// How strongly factors are held to what they were: this many verdicts weigh as much as a factor that is off by one.
    #[arg(long, value_name = "VERDICTS", default_value_t = 20.0)]
    shrinkage: f64,
}

/// Verdicts of each side below which nothing can be learnt.
const LEAST: usize = 10;

/// Runs `calibrate`.
pub fn run(args: &CalibrateArgs) -> Result<(), Failure> {
    if let Some(out) = &args.out {
        let judged = args.verdicts.iter().chain(&args.truth).chain(&args.cases);
        let inputs: Vec<_> = judged.map(|path| ("what was judged", Some(path.as_path()))).collect();
        inputs::apart("--out", out, &inputs)?;
        args.results.iter().try_for_each(|results| inputs::not_of_results("--out", out, results))?;
        check_file(out, args.force).map_err(failed)?;
    }
    let judge = Judge::new(args)?;
    if !(args.shrinkage.is_finite() && args.shrinkage > 0.0) {
        return Err(Failure(format!("--shrinkage must be a number above 0, not {}", args.shrinkage)));
    }
    let mut examples = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    let mut settings: Option<Settings> = None;
    let mut priors: Vec<f64> = Vec::new();
    for (at, results) in args.results.iter().enumerate() {
        let clusters = read::clusters(results).map_err(failed)?;
        let run = read::run(results).map_err(failed)?.run;
        let verdicts = judge.verdicts(at, &clusters, run.end())?;
        notes.extend(unknown(results, &verdicts.of_none(&clusters)));
        examples.extend(clusters.iter().filter_map(|cluster| Some(example(cluster, verdicts.of(cluster)?))));
        let used: Settings = serde_json::from_value(run.settings).map_err(|error| {
            Failure::at(&results.join("run.json"), format!("its settings are not of this version: {error}"))
        })?;
        let counted = run.estimated.get("score.prior").and_then(|counted| counted["prior"].as_f64());
        priors.push(counted.unwrap_or(used.score.prior));
        match &settings {
            Some(first) if (&first.weights, &first.score) != (&used.weights, &used.score) => {
                let what = "was made with other weights than the first results; calibrate them apart";
                return Err(Failure::at(results, what));
            }
            _ => settings = Some(used),
        }
    }
    let rings = examples.iter().filter(|example| example.is_ring).count();
    let others = examples.len() - rings;
    if rings < LEAST || others < LEAST {
        let what = "too few to learn from: at least 10 of each are needed";
        notes.push(format!("{rings} confirmed and {others} dismissed clusters are {what}"));
        return Err(Failure(notes.join("\n")));
    }
    let settings = settings.unwrap_or_default();
    let fitted = fit(&examples, args.shrinkage);
    let prior = middle(&priors);
    let new = refitted(&settings, prior, &fitted);
    if let Some(path) = &args.out {
        write(path, &new, args.force)?;
    }
    notes.iter_mut().for_each(|note| *note = format!("Note      {note}\n"));
    say(notes.concat() + &text(&settings.with_prior(prior), &new, &fitted, &examples, args.out.as_deref()))
}

/// Verdicts on clusters that a directory of results does not have, in a sentence.
fn unknown(results: &Path, clusters: &[&str]) -> Option<String> {
    let first = clusters.iter().take(3).copied().collect::<Vec<_>>().join(", ");
    let more = if clusters.len() > 3 { ", ..." } else { "" };
    let count = clusters.len();
    (count > 0)
        .then(|| format!("{count} verdict(s) are on clusters that {} does not have: {first}{more}", results.display()))
}

/// The prior whose odds are the geometric mean of those of the runs.
fn middle(priors: &[f64]) -> f64 {
    let bits = priors.iter().map(|&prior| Bits::from_probability(prior).0).sum::<f64>();
    Bits(bits / priors.len().max(1) as f64).probability()
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure(error.to_string())
}

/// Who says what clusters turned out to be.
enum Judge<'a> {
    Book(Standing),
    Verdicts(&'a [PathBuf]),
    Truth(&'a [PathBuf]),
}

impl<'a> Judge<'a> {
    fn new(args: &'a CalibrateArgs) -> Result<Self, Failure> {
        if let Some(book) = &args.cases {
            let standing = Casebook::open_read_only(book).and_then(|book| Standing::of(&book)).map_err(failed)?;
            return Ok(Self::Book(standing));
        }
        let (judge, files) = match args.truth.as_slice() {
            [] => (Self::Verdicts(&args.verdicts), args.verdicts.len()),
            truth => (Self::Truth(truth), truth.len()),
        };
        let results = args.results.len();
        if files != results {
            let what = "directories of results need as many --verdicts, or --cases";
            return Err(Failure(format!("{results} {what}; {files} were given")));
        }
        Ok(judge)
    }

    /// What the clusters of the results at `at` turned out to be; `end` is the end of their window.
    fn verdicts(&self, at: usize, clusters: &[Cluster], end: Time) -> Result<Verdicts, Failure> {
        match self {
            Self::Book(standing) => Ok(decided(standing, clusters, end)),
            Self::Verdicts(files) => read_verdicts(&files[at]).map_err(failed),
            Self::Truth(files) => Ok(Verdicts::Truth(read_truth(&files[at]).map_err(failed)?)),
        }
    }
}

/// What the book's decisions say of the clusters of a run; what changed since it was dismissed is open again.
fn decided(standing: &Standing, clusters: &[Cluster], end: Time) -> Verdicts {
    let verdict = |status: Status| match status {
        Status::Confirmed => Some(true),
        Status::Dismissed => Some(false),
        Status::Reopened => None,
    };
    let marks = marks(standing, clusters, end);
    Verdicts::Clusters(marks.into_iter().filter_map(|mark| Some((mark.cluster, verdict(mark.status)?))).collect())
}

/// Writes the settings whole or not at all.
fn write(path: &Path, settings: &Settings, force: bool) -> Result<(), Failure> {
    let toml = toml::to_string_pretty(settings).map_err(failed)?;
    let text = format!(
        "# Made by ringtrace calibrate: [weights] and the prior are refitted, the rest is what the run used.\n{toml}"
    );
    write_file(path, force, |file| std::io::Write::write_all(file, text.as_bytes())).map_err(failed)
}

fn text(old: &Settings, new: &Settings, fitted: &Fit, examples: &[Example], out: Option<&Path>) -> String {
    let rings = examples.iter().filter(|example| example.is_ring).count();
    let mut text = format!("{} clusters: {rings} confirmed, {} dismissed\n\n", examples.len(), examples.len() - rings);
    let mut line = |name: &str, old: f64, new: f64, seen: Option<usize>| {
        let seen = seen.map_or_else(String::new, |seen| format!("{seen:>9}"));
        let _ = writeln!(text, "  {name:<28}{old:>9.4}{new:>9.4}{seen}");
    };
    line("prior", old.score.prior, new.score.prior, None);
    for name in fitted.factors.keys() {
        let seen = examples.iter().filter(|example| example.bits.contains_key(name)).count();
        let (before, after) = match name.split_once('.') {
            Some(("evidence", code)) => (old.weights.evidence(code), new.weights.evidence(code)),
            Some((_, class)) => (old.weights.alternative(class), new.weights.alternative(class)),
            None => continue,
        };
        if (before - after).abs() >= 0.01 {
            line(name, before, after, Some(seen));
        }
    }
    let header = format!("  {:<28}{:>9}{:>9}{:>9}\n", "factor", "was", "is", "clusters");
    let at = text.find("\n\n").map_or(0, |at| at + 2);
    text.insert_str(at, &header);
    let _ = writeln!(
        text,
        "\nLog-loss of a verdict, in bits: {:.3} before, {:.3} after (on verdicts that the fit did not see)",
        fitted.loss_before, fitted.loss_after
    );
    if fitted.loss_after >= fitted.loss_before {
        text.push_str("The new factors foretell verdicts no better than the old ones: keep the old ones, or judge more clusters.\n");
    }
    match out {
        Some(path) => {
            let _ = write!(text, "Settings  {}", path.display());
        }
        None => text.push_str("Nothing is written without --out"),
    }
    text
}
