//! The results directory: written beside its place, and renamed into it when whole.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::Value;

use super::dot::{self, Heading};
use super::fold::FoldConfig;
use super::{ExportError, cleanup, write_accounts, write_ndjson, write_parquet, write_rejects, write_run};
use crate::report::Report;

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

/// Says, before any work is done, whether [`write_results`] would accept the directory.
///
/// # Errors
/// It exists and `force` is not given; or it is given and the directory is neither empty nor holds a `run.json`.
pub fn check_target(directory: &Path, force: bool) -> Result<(), ExportError> {
    if fs::symlink_metadata(directory).is_err() {
        return if directory.file_name().is_some() { Ok(()) } else { Err(ExportError::BadTarget(directory.into())) };
    }
    if !force {
        return Err(ExportError::Exists(directory.into()));
    }
    let empty = fs::read_dir(directory).map_err(ExportError::at(directory))?.next().is_none();
    if empty || directory.join("run.json").is_file() { Ok(()) } else { Err(ExportError::NotResults(directory.into())) }
}

/// A further file of the results: its name, and what writes it.
pub struct ExtraFile<'a> {
    /// Name within the directory.
    pub name: &'a str,
    /// Writes its bytes.
    pub write: &'a (dyn Fn(&mut dyn Write) -> std::io::Result<()> + 'a),
}

/// Writes all files of the results to `directory`, which appears whole or not at all.
///
/// `measured` goes to `run.json` under that name; every other byte depends on `report` and `options` alone. With
/// `force` an existing results directory is moved aside, replaced, and then deleted. What is unfinished is
/// registered with [`cleanup`], and removed on error.
///
/// # Errors
/// Those of [`check_target`], and whatever the file system refuses.
pub fn write_results(
    report: &Report,
    directory: &Path,
    options: &ExportOptions,
    measured: &Value,
) -> Result<(), ExportError> {
    write_results_with(report, directory, options, measured, &[])
}

/// Like [`write_results`], with further files beside those of the report.
///
/// # Errors
/// Those of [`write_results`].
pub fn write_results_with(
    report: &Report,
    directory: &Path,
    options: &ExportOptions,
    measured: &Value,
    extra: &[ExtraFile],
) -> Result<(), ExportError> {
    check_target(directory, options.force)?;
    let target = real_path(directory)?;
    let unfinished = Unfinished::beside(&target, "partial")?;
    write_files(report, &unfinished.path, options, measured)?;
    for further in extra {
        file(&unfinished.path.join(further.name), |out| (further.write)(out))?;
    }
    sync(&unfinished.path)?;
    check_target(directory, options.force)?;
    unfinished.take_place_of(&target)
}

/// Where the directory really is: a link is followed, and parents that do not exist are made.
fn real_path(directory: &Path) -> Result<PathBuf, ExportError> {
    if let Ok(path) = directory.canonicalize() {
        return Ok(path);
    }
    let name = directory.file_name().ok_or_else(|| ExportError::BadTarget(directory.into()))?;
    let parent = directory.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(ExportError::at(parent))?;
    Ok(parent.canonicalize().map_err(ExportError::at(parent))?.join(name))
}

/// A directory that is removed when dropped, unless it took its place.
struct Unfinished {
    path: PathBuf,
}

impl Unfinished {
    /// Makes an empty directory with a name of its own beside `target`.
    fn beside(target: &Path, what: &str) -> Result<Self, ExportError> {
        let parent = target.parent().ok_or_else(|| ExportError::BadTarget(target.into()))?;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let mut builder = tempfile::Builder::new();
        let prefix = format!(".{name}.{what}-");
        builder.prefix(&prefix);
        #[cfg(unix)]
        {
            // The default is 0700; who may read the results is for the umask to say.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o777));
        }
        let path = builder.tempdir_in(parent).map_err(ExportError::at(parent))?.keep();
        cleanup::register(&path);
        Ok(Self { path })
    }

    /// Renames to `target`; what stood there goes, but comes back if the renaming fails.
    fn take_place_of(self, target: &Path) -> Result<(), ExportError> {
        let old = if target.exists() { Some(Self::beside(target, "old")?) } else { None };
        let aside = old.as_ref().map(|old| old.path.join("results"));
        let swapped = cleanup::undivided(|unfinished| {
            if let Some(aside) = &aside {
                fs::rename(target, aside)?;
            }
            let renamed = fs::rename(&self.path, target);
            if renamed.is_ok() {
                unfinished.retain(|path| *path != self.path);
            } else if let Some(aside) = &aside
                && fs::rename(aside, target).is_err()
            {
                // The old results must not be deleted with the place where they are hidden.
                unfinished.retain(|path| !aside.starts_with(path));
            }
            renamed
        });
        if let Some(old) = old.filter(|_| swapped.is_err())
            && aside.is_some_and(|aside| aside.exists())
        {
            std::mem::forget(old);
        }
        swapped.map_err(ExportError::at(target))?;
        target.parent().map_or(Ok(()), sync)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Gone already where it took its place; what cannot be removed now, nobody else can remove either.
        let _ = fs::remove_dir_all(&self.path);
        cleanup::clear(&self.path);
    }
}

/// Makes a directory's entries durable, where the system can.
fn sync(directory: &Path) -> Result<(), ExportError> {
    if cfg!(unix) {
        File::open(directory).and_then(|file| file.sync_all()).map_err(ExportError::at(directory))?;
    }
    Ok(())
}

/// Writes one file, buffered, and makes it durable.
fn file(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>) -> Result<(), ExportError> {
    let attempt = || {
        let mut out = BufWriter::with_capacity(1 << 18, File::create(path)?);
        write(&mut out)?;
        out.flush()?;
        out.get_ref().sync_all()
    };
    attempt().map_err(ExportError::at(path))
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
        TableFormat::Parquet => {
            file(&at("clusters.parquet"), |out| write_parquet(&report.clusters, out))?;
            file(&at("findings.parquet"), |out| write_parquet(&report.findings, out))?;
            file(&at("accounts.parquet"), |out| write_parquet(&report.accounts, out))?;
            file(&at("rejects.parquet"), |out| write_parquet(&report.rejects, out))?;
        }
    }
    file(&at("diagrams.ndjson"), |out| write_ndjson(&report.diagrams, out))?;
    file(&at("timelines.ndjson"), |out| write_ndjson(&report.timelines, out))?;
    write_diagrams(report, &at("clusters"), options.diagrams)?;
    file(&at("run.json"), |out| write_run(&report.run, measured, out))
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
