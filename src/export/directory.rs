//! The results directory, with all its files.

use std::fs;
use std::io::Write;
use std::path::Path;

use rayon::prelude::*;
use serde_json::Value;

use super::dot::{self, Heading};
use super::fold::FoldConfig;
use super::network::Network;
use super::target::{OwnFiles, check_directory};
use super::whole::{file, sync, write_directory};
use super::{ExportError, write_accounts, write_ndjson, write_parquet, write_rejects, write_run};
use crate::report::{Cluster, Report};

/// How the tables are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum TableFormat {
    /// NDJSON and CSV.
    #[default]
    Text,
    /// Parquet.
    Parquet,
}

/// What to write.
#[derive(Clone, Copy, Debug)]
pub struct ExportOptions {
    /// How the tables are written.
    pub tables: TableFormat,
    /// How many clusters get a DOT file, from the head of the queue.
    pub diagrams: usize,
    /// Whether an existing results directory is replaced.
    pub force: bool,
}

impl Default for ExportOptions {
    fn default() -> Self {
        Self { tables: TableFormat::Text, diagrams: 200, force: false }
    }
}

/// What a results directory holds: what is written here and by [`ExtraFile`]s, and what `render` draws.
pub const RESULTS: OwnFiles = OwnFiles {
    marker: "run.json",
    file: |path| match path.strip_prefix("clusters/") {
        Some(diagram) => is_diagram(diagram),
        None => matches!(
            path,
            "run.json"
                | "clusters.ndjson"
                | "findings.ndjson"
                | "accounts.csv"
                | "rejects.csv"
                | "clusters.parquet"
                | "findings.parquet"
                | "accounts.parquet"
                | "rejects.parquet"
                | "diagrams.ndjson"
                | "timelines.ndjson"
                | "decisions.ndjson"
                | "explore.idx"
        ),
    },
    folder: |path| path == "clusters",
};

/// What [`write_network_parquet`] writes.
pub const NETWORK_PARQUET: OwnFiles = OwnFiles {
    marker: "nodes.parquet",
    file: |path| {
        let table = path.strip_suffix(".parquet");
        table.is_some_and(|table| ["clusters", "findings", "accounts", "rejects", "nodes", "edges"].contains(&table))
    },
    folder: |_| false,
};

/// Whether a file's name is that of a cluster's diagram or picture: `c-`, ten hexadecimal digits, and its ending.
fn is_diagram(name: &str) -> bool {
    let parts = name.strip_prefix("c-").and_then(|rest| rest.split_once('.'));
    parts.is_some_and(|(id, ending)| {
        id.len() == 10 && id.bytes().all(|byte| byte.is_ascii_hexdigit()) && ["dot", "svg", "png"].contains(&ending)
    })
}

/// Says, before any work is done, whether [`write_results`] would accept the directory.
///
/// # Errors
/// It exists and `force` is not given; or it is given and the directory is neither empty nor earlier results alone.
pub fn check_target(directory: &Path, force: bool) -> Result<(), ExportError> {
    check_directory(directory, force, &RESULTS)
}

/// A further file of the results: its name, and what writes it.
pub struct ExtraFile<'a> {
    /// Name within the directory.
    pub name: &'a str,
    /// Writes its bytes, given the report's clusters.
    pub write: &'a (dyn Fn(&[Cluster], &mut (dyn Write + Send)) -> std::io::Result<()> + 'a),
}

/// Writes all files of the results to `directory`, which appears whole or not at all.
///
/// `measured` goes to `run.json` under that name; every other byte depends on `report` and `options` alone. See
/// [`write_directory`] for `force`.
///
/// # Errors
/// Those of [`check_target`], and whatever the file system refuses.
pub fn write_results(
    report: &Report,
    directory: &Path,
    options: &ExportOptions,
    measured: &Value,
) -> Result<(), ExportError> {
    write_directory(directory, options.force, &RESULTS, |place| write_files(report, place, options, measured))
}

/// Like [`write_results`], with further files beside those of the report. While they are written, only the clusters of the
/// report are still held.
///
/// # Errors
/// Those of [`write_results`].
pub fn write_results_with(
    mut report: Report,
    directory: &Path,
    options: &ExportOptions,
    measured: &Value,
    extra: &[ExtraFile],
) -> Result<(), ExportError> {
    write_directory(directory, options.force, &RESULTS, |place| {
        write_files(&report, place, options, measured)?;
        let clusters = std::mem::take(&mut report.clusters);
        drop(report);
        extra.iter().try_for_each(|further| file(&place.join(further.name), |out| (further.write)(&clusters, out)))
    })
}

fn write_files(
    report: &Report,
    directory: &Path,
    options: &ExportOptions,
    measured: &Value,
) -> Result<(), ExportError> {
    let at = |name: &str| directory.join(name);
    match options.tables {
        TableFormat::Text => {
            file(&at("clusters.ndjson"), |out| write_ndjson(&report.clusters, out))?;
            file(&at("findings.ndjson"), |out| write_ndjson(&report.findings, out))?;
            file(&at("accounts.csv"), |out| write_accounts(&report.accounts, out))?;
            file(&at("rejects.csv"), |out| write_rejects(&report.rejects, out))?;
        }
        TableFormat::Parquet => write_tables(report, directory)?,
    }
    file(&at("diagrams.ndjson"), |out| write_ndjson(&report.diagrams, out))?;
    file(&at("timelines.ndjson"), |out| write_ndjson(&report.timelines, out))?;
    write_diagrams(report, &at("clusters"), options.diagrams)?;
    file(&at("run.json"), |out| write_run(&report.run, measured, out))
}

/// Writes the four tables as Parquet.
fn write_tables(report: &Report, directory: &Path) -> Result<(), ExportError> {
    file(&directory.join("clusters.parquet"), |out| write_parquet(&report.clusters, out))?;
    file(&directory.join("findings.parquet"), |out| write_parquet(&report.findings, out))?;
    file(&directory.join("accounts.parquet"), |out| write_parquet(&report.accounts, out))?;
    file(&directory.join("rejects.parquet"), |out| write_parquet(&report.rejects, out))
}

/// Writes a report's tables, and its network as `nodes.parquet` and `edges.parquet`, into an empty directory.
///
/// # Errors
/// Whatever the file system refuses.
pub fn write_network_parquet(report: &Report, network: &Network, directory: &Path) -> Result<(), ExportError> {
    write_tables(report, directory)?;
    file(&directory.join("nodes.parquet"), |out| write_parquet(&network.nodes, out))?;
    file(&directory.join("edges.parquet"), |out| write_parquet(&network.edges, out))
}

/// Writes `<cluster>.dot` for the first `count` clusters.
fn write_diagrams(report: &Report, directory: &Path, count: usize) -> Result<(), ExportError> {
    fs::create_dir(directory).map_err(ExportError::at(directory))?;
    report.clusters.par_iter().zip(&report.diagrams).take(count).try_for_each(|(cluster, diagram)| {
        let path = directory.join(diagram_file_name(&diagram.cluster, "dot"));
        let heading = Heading::from(cluster);
        fs::write(&path, dot::print(diagram, Some(&heading), &FoldConfig::default())).map_err(ExportError::at(&path))
    })?;
    sync(directory)
}

/// The name of a cluster's diagram file. An id that this program made stands as it is; whatever else a damaged file
/// may hold cannot leave the directory.
pub fn diagram_file_name(cluster: &str, extension: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '_' };
    format!("{}.{extension}", cluster.chars().take(64).map(safe).collect::<String>())
}
