//! Which files feed which table: by their names, or as the settings map them.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::ReadError;
use crate::model::Table;
use crate::settings::{SourceSettings, TableSettings};

/// How a file holds its rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Format {
    Csv,
    Ndjson,
    Parquet,
}

/// How a file is compressed as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Compression {
    None,
    Gzip,
    Zstd,
}

/// A file that feeds a table.
#[derive(Clone, Debug)]
pub(crate) struct SourceFile<'a> {
    /// Where it is.
    pub path: PathBuf,
    /// Its path relative to the snapshot, with '/'.
    pub name: String,
    pub format: Format,
    pub compression: Compression,
    pub bytes: u64,
    pub mapping: Option<&'a SourceSettings>,
}

const EXPECTED: &str = ".csv, .csv.gz, .csv.zst, .ndjson, .ndjson.gz, .ndjson.zst or .parquet";

/// Format and compression by a file's name, and the name without them.
pub(crate) fn kind_of(name: &str) -> Option<(&str, Format, Compression)> {
    let lower = name.to_ascii_lowercase();
    let (stem, compression) = match lower.rsplit_once('.')? {
        (stem, "gz") => (stem, Compression::Gzip),
        (stem, "zst") => (stem, Compression::Zstd),
        _ => (lower.as_str(), Compression::None),
    };
    let (base, extension) = stem.rsplit_once('.')?;
    let format = match extension {
        "csv" => Format::Csv,
        "ndjson" | "jsonl" => Format::Ndjson,
        "parquet" if compression == Compression::None => Format::Parquet,
        _ => return None,
    };
    Some((&name[..base.len()], format, compression))
}

/// The files of a table in order (sources as the settings list them, files of a source by path); `None` where the
/// table is absent.
pub(crate) fn files_of<'a>(
    directory: &Path,
    table: Table,
    settings: &'a TableSettings,
) -> Result<Option<Vec<SourceFile<'a>>>, ReadError> {
    let sources = settings.of(table);
    if sources.is_empty() {
        return by_name(directory, table);
    }
    let mut files = Vec::new();
    for source in sources {
        files.extend(mapped(directory, table, source)?);
    }
    Ok(Some(files))
}

/// `<table>.<ext>` or `<table>/`.
fn by_name<'a>(directory: &Path, table: Table) -> Result<Option<Vec<SourceFile<'a>>>, ReadError> {
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in entries(directory)? {
        let name = entry.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_table = if entry.is_dir() {
            name == table.name()
        } else {
            kind_of(&name).is_some_and(|(base, _, _)| base == table.name())
        };
        if is_table {
            found.push(entry);
        }
    }
    match found.as_slice() {
        [] => Ok(None),
        [one] if one.is_dir() => parts(directory, one, table).map(Some),
        [one] => Ok(Some(vec![source_file(directory, one.clone(), None)?])),
        [first, second, ..] => Err(ReadError::new(
            relative(directory, second),
            format!("the table `{}` is there twice, also as {}", table.name(), relative(directory, first)),
            format!("Keep one of them, or name both as sources with [[tables.{}]] in the settings", table.name()),
        )),
    }
}

/// The part files of a directory, at any depth, sorted by path; hidden files and those that begin with '_' are left.
fn parts<'a>(directory: &Path, part: &Path, table: Table) -> Result<Vec<SourceFile<'a>>, ReadError> {
    let (mut open, mut files) = (vec![part.to_path_buf()], Vec::new());
    while let Some(folder) = open.pop() {
        for entry in entries(&folder)? {
            let name = entry.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if name.starts_with(['.', '_']) {
                continue;
            }
            if entry.is_dir() {
                open.push(entry);
            } else {
                files.push(source_file(directory, entry, None)?);
            }
        }
    }
    if files.is_empty() {
        let what = format!("no part file of the table `{}`; expected {EXPECTED}", table.name());
        return Err(ReadError::new(relative(directory, part), what, "Remove the directory, or put its files there"));
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn mapped<'a>(directory: &Path, table: Table, source: &'a SourceSettings) -> Result<Vec<SourceFile<'a>>, ReadError> {
    let fault = |what: String| {
        ReadError::new(
            source.path.clone(),
            what,
            format!("Correct `path` of [[tables.{}]] in the settings", table.name()),
        )
    };
    let pattern = format!("{}/{}", glob::Pattern::escape(&directory.to_string_lossy()), source.path);
    let paths = glob::glob(&pattern).map_err(|error| fault(format!("not a pattern: {error}")))?;
    let mut files = Vec::new();
    for path in paths {
        let path = path.map_err(|error| ReadError::io(error.path(), "read the directory", error.error()))?;
        if path.is_dir() {
            files.extend(
                parts(directory, &path, table)?.into_iter().map(|file| SourceFile { mapping: Some(source), ..file }),
            );
        } else {
            files.push(source_file(directory, path, Some(source))?);
        }
    }
    if files.is_empty() {
        return Err(fault(format!("no file matches in {}", directory.display())));
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn source_file<'a>(
    directory: &Path,
    path: PathBuf,
    mapping: Option<&'a SourceSettings>,
) -> Result<SourceFile<'a>, ReadError> {
    let name = relative(directory, &path);
    let Some((_, format, compression)) = kind_of(&name) else {
        let what = format!("the name does not tell the format; expected {EXPECTED}");
        return Err(ReadError::new(name, what, "Rename the file, or move it away"));
    };
    let bytes = fs::metadata(&path).map_err(|error| ReadError::io(&path, "open the file", &error))?.len();
    Ok(SourceFile { path, name, format, compression, bytes, mapping })
}

/// What is to be said of files that look like tables' and were not read: a spelling mistake, or a format that is not read.
pub(crate) fn strangers(directory: &Path, read: &[String]) -> Result<Vec<String>, ReadError> {
    let mut notes = Vec::new();
    for entry in entries(directory)? {
        let name = relative(directory, &entry);
        let folder = format!("{name}/");
        if read.iter().any(|path| *path == name || path.starts_with(&folder)) {
            continue;
        }
        let stem = name.split('.').next().unwrap_or_default();
        let table = Table::ALL.iter().map(|table| table.name()).find(|table| table.eq_ignore_ascii_case(stem));
        let (shown, is_folder) = (super::error::quoted(&name), entry.is_dir());
        notes.extend(match table {
            _ if !is_folder && kind_of(&name).is_some() => Some(format!("{name} belongs to no table and was not read")),
            Some(table) if is_folder && table != name => {
                Some(format!("{shown} was not read; a directory of part files of the table `{table}` is named {table}"))
            }
            Some(table) if !is_folder => Some(format!(
                "{shown} was not read: its name does not tell a format that is read; write the table `{table}` as \
                 {EXPECTED}, or move the file away"
            )),
            _ => None,
        });
    }
    Ok(notes)
}

/// What is in a directory, sorted.
fn entries(directory: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let fault = |error: &std::io::Error| ReadError::io(directory, "read the directory", error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(directory).map_err(|error| fault(&error))? {
        paths.push(entry.map_err(|error| fault(&error))?.path());
    }
    paths.sort();
    Ok(paths)
}

/// A path relative to the snapshot, with '/' on every system.
pub(crate) fn relative(directory: &Path, path: &Path) -> String {
    let path = path.strip_prefix(directory).unwrap_or(path);
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}
