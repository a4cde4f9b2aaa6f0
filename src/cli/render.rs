//! `ringtrace render`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rayon::prelude::*;

use super::{Failure, chosen, say};
use crate::export::dot::{self, Heading};
use crate::export::fold::FoldConfig;
use crate::export::graphviz::{self, Picture};
use crate::export::{diagram_file_name, read};
use crate::progress::Progress;
use crate::report::Diagram;

/// Arguments of `render`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  ringtrace render results\n  ringtrace render results c-7f3a91d20b --format png\n  \
    ringtrace render results --top 20 --out pictures\n\nSVG and PNG are drawn by Graphviz, which must be installed."
)]
pub struct RenderArgs {
    /// Results directory that `analyze` wrote.
    #[arg(value_name = "DIR")]
    pub results: PathBuf,
    /// Ids of clusters, such as c-7f3a91d20b; without any, the head of the queue.
    #[arg(value_name = "CLUSTER")]
    pub clusters: Vec<String>,
    /// What to write.
    #[arg(long, value_enum, default_value_t = Format::Svg)]
    pub format: Format,
    /// Directory for the files [default: DIR/clusters].
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// How many clusters from the head of the queue, where none is named.
    #[arg(long, value_name = "N", default_value_t = 20, conflicts_with = "clusters")]
    pub top: usize,
    /// Graphviz' program.
    #[arg(long, value_name = "PROGRAM", default_value = "dot")]
    pub graphviz: PathBuf,
    /// Seconds after which a picture is given up.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub timeout: u64,
}

/// What `render` writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Format {
    /// Scalable pictures, with tooltips.
    Svg,
    /// Pixels.
    Png,
    /// Graphviz' language, for other tools; needs no Graphviz.
    Dot,
}

impl Format {
    const fn picture(self) -> Option<Picture> {
        match self {
            Self::Svg => Some(Picture::Svg),
            Self::Png => Some(Picture::Png),
            Self::Dot => None,
        }
    }

    const fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Dot => "dot",
        }
    }
}

/// Runs `render`.
pub fn run(args: &RenderArgs) -> Result<(), Failure> {
    if args.format != Format::Dot {
        graphviz::check(&args.graphviz).map_err(|error| Failure(error.to_string()))?;
    }
    let drawings = select(drawings(&args.results)?, &args.clusters, args.top)?;
    let out = args.out.clone().unwrap_or_else(|| args.results.join("clusters"));
    fs::create_dir_all(&out).map_err(|error| Failure::at(&out, error))?;
    let progress = Progress::on_terminal();
    let stage = progress.stage("drawing", drawings.len() as u64);
    let mut failures: Vec<(String, Failure)> = drawings
        .par_iter()
        .filter_map(|drawing| {
            let written = write(drawing, args, &out);
            stage.advance(1);
            written.err().map(|failure| (drawing.cluster.clone(), failure))
        })
        .collect();
    drop(stage);
    let drawn = drawings.len() - failures.len();
    say(format!("{drawn} of {} diagrams written to {}", drawings.len(), out.display()))?;
    if failures.is_empty() {
        return Ok(());
    }
    failures.sort_by(|a, b| a.0.cmp(&b.0));
    let lines: Vec<String> = failures.iter().map(|(cluster, failure)| format!("{cluster}: {failure}")).collect();
    Err(Failure(lines.join("\n")))
}

/// One diagram to write.
struct Drawing {
    cluster: String,
    source: Source,
}

enum Source {
    Diagram(Box<Diagram>, Option<Heading>),
    File(PathBuf),
}

/// Every diagram of the results in the order of the queue: from `diagrams.ndjson`, or where that is missing, the
/// DOT files.
fn drawings(results: &Path) -> Result<Vec<Drawing>, Failure> {
    read::run(results).map_err(|error| Failure(error.to_string()))?;
    if !results.join("diagrams.ndjson").is_file() {
        return dot_files(&results.join("clusters"));
    }
    let diagrams = read::diagrams(results).map_err(|error| Failure(error.to_string()))?;
    let clusters = read::clusters(results).map_err(|error| Failure(error.to_string()))?;
    let mut headings: BTreeMap<&str, Heading> =
        clusters.iter().map(|cluster| (cluster.cluster.as_str(), Heading::from(cluster))).collect();
    Ok(diagrams
        .into_iter()
        .map(|diagram| {
            let heading = headings.remove(diagram.cluster.as_str());
            Drawing { cluster: diagram.cluster.clone(), source: Source::Diagram(Box::new(diagram), heading) }
        })
        .collect())
}

fn dot_files(directory: &Path) -> Result<Vec<Drawing>, Failure> {
    let entries = fs::read_dir(directory).map_err(|error| Failure::at(directory, error))?;
    let mut found = BTreeSet::new();
    for entry in entries {
        let path = entry.map_err(|error| Failure::at(directory, error))?.path();
        if path.extension().is_some_and(|extension| extension == "dot") {
            found.insert(path);
        }
    }
    let name = |path: &PathBuf| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(found.into_iter().map(|path| Drawing { cluster: name(&path), source: Source::File(path) }).collect())
}

/// The diagrams asked for; an id that no cluster has is answered with the nearest.
fn select(drawings: Vec<Drawing>, wanted: &[String], top: usize) -> Result<Vec<Drawing>, Failure> {
    if wanted.is_empty() {
        return Ok(drawings.into_iter().take(top).collect());
    }
    chosen::check(wanted, drawings.iter().map(|drawing| drawing.cluster.as_str()))?;
    let wanted: BTreeSet<&str> = wanted.iter().map(String::as_str).collect();
    Ok(drawings.into_iter().filter(|drawing| wanted.contains(drawing.cluster.as_str())).collect())
}

fn write(drawing: &Drawing, args: &RenderArgs, out: &Path) -> Result<(), Failure> {
    let text = match &drawing.source {
        Source::Diagram(diagram, heading) => dot::print(diagram, heading.as_ref(), &FoldConfig::default()),
        Source::File(path) => fs::read_to_string(path).map_err(|error| Failure::at(path, error))?,
    };
    let bytes = match args.format.picture() {
        None => text.into_bytes(),
        Some(picture) => {
            let limit = Duration::from_secs(args.timeout);
            graphviz::draw(&args.graphviz, &text, picture, limit).map_err(|error| Failure(error.to_string()))?
        }
    };
    let path = out.join(diagram_file_name(&drawing.cluster, args.format.extension()));
    fs::write(&path, bytes).map_err(|error| Failure::at(&path, error))
}
