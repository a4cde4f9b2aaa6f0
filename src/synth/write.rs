//! Tables to files: blocks of accounts become rows in parallel, and are written in order.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use rayon::prelude::*;

use super::rows::{Layout, Rows};
use crate::export::OwnFiles;
use crate::model::Table;

/// What the directory of a platform holds: each table as a file or as a folder of parts, and the truth.
pub const PLATFORM: OwnFiles = OwnFiles { marker: "truth.csv", file: is_of_platform, folder: is_table };

fn is_table(name: &str) -> bool {
    Table::ALL.iter().any(|table| table.name() == name)
}

fn is_of_platform(path: &str) -> bool {
    if let Some((folder, part)) = path.split_once('/') {
        let number = part.strip_prefix("part-").and_then(|rest| rest.strip_suffix(".parquet"));
        return is_table(folder)
            && number.is_some_and(|number| number.len() >= 5 && number.bytes().all(|byte| byte.is_ascii_digit()));
    }
    let table = path.strip_suffix(".csv").or_else(|| path.strip_suffix(".parquet"));
    path == PLATFORM.marker || table.is_some_and(is_table)
}

/// Format of the snapshot's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Format {
    /// One CSV file a table.
    #[default]
    Csv,
    /// Parquet with zstd; large tables as a directory of parts.
    Parquet,
}

/// What went wrong while a snapshot was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A file could not be written.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// Rows could not be encoded.
    #[error("{path}: {reason}")]
    Encode {
        /// The file.
        path: String,
        /// Why.
        reason: String,
    },
}

/// Blocks in one part file.
const BLOCKS_PER_PART: usize = 16;
/// Rows in one row group.
const ROW_GROUP: usize = 1 << 20;

fn io(path: &Path) -> impl Fn(std::io::Error) -> WriteError + '_ {
    move |source| WriteError::Io { path: path.display().to_string(), source }
}

fn encode<E: std::fmt::Display>(path: &Path) -> impl Fn(E) -> WriteError + '_ {
    move |reason| WriteError::Encode { path: path.display().to_string(), reason: reason.to_string() }
}

/// Writes a table from its blocks of rows; `make(block)` must depend on the block's number only. Returns the rows written.
/// Memory: one block for each thread (CSV), or one row group for each thread (Parquet).
pub fn write_table(
    directory: &Path,
    layout: Layout,
    format: Format,
    blocks: usize,
    make: &(impl Fn(usize) -> Rows + Sync),
    done: &(impl Fn(u64) + Sync),
) -> Result<u64, WriteError> {
    match format {
        Format::Csv => write_csv(&directory.join(format!("{}.csv", layout.name)), layout, blocks, make, done),
        Format::Parquet if blocks <= BLOCKS_PER_PART => {
            let path = directory.join(format!("{}.parquet", layout.name));
            write_parquet(&path, layout, 0..blocks, make, done)
        }
        Format::Parquet => {
            let parts = directory.join(layout.name);
            std::fs::create_dir(&parts).map_err(io(&parts))?;
            (0..blocks.div_ceil(BLOCKS_PER_PART))
                .into_par_iter()
                .map(|part| {
                    let path = parts.join(format!("part-{part:05}.parquet"));
                    let first = part * BLOCKS_PER_PART;
                    write_parquet(&path, layout, first..(first + BLOCKS_PER_PART).min(blocks), make, done)
                })
                .try_reduce(|| 0, |a, b| Ok(a + b))
        }
    }
}

fn write_csv(
    path: &Path,
    layout: Layout,
    blocks: usize,
    make: &(impl Fn(usize) -> Rows + Sync),
    done: &(impl Fn(u64) + Sync),
) -> Result<u64, WriteError> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path).map_err(io(path))?);
    let header: Vec<_> = layout.columns.iter().map(|(name, _)| *name).collect();
    writeln!(file, "{}", header.join(",")).map_err(io(path))?;
    let mut written = 0;
    let wave = rayon::current_num_threads().max(1);
    for first in (0..blocks).step_by(wave) {
        let texts: Vec<_> =
            (first..(first + wave).min(blocks)).into_par_iter().map(|block| make(block).csv()).collect();
        for text in texts {
            let text = text.map_err(encode(path))?;
            written += memchr::memchr_iter(b'\n', &text).count() as u64;
            file.write_all(&text).map_err(io(path))?;
            done(1);
        }
    }
    file.flush().map_err(io(path))?;
    Ok(written)
}

fn write_parquet(
    path: &Path,
    layout: Layout,
    blocks: std::ops::Range<usize>,
    make: &(impl Fn(usize) -> Rows + Sync),
    done: &(impl Fn(u64) + Sync),
) -> Result<u64, WriteError> {
    let file = File::create(path).map_err(io(path))?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .set_created_by("ringtrace generate".into())
        .build();
    let mut writer = ArrowWriter::try_new(file, layout.schema(), Some(properties)).map_err(encode(path))?;
    let mut written = 0;
    for block in blocks {
        let batch = make(block).batch().map_err(encode(path))?;
        written += batch.num_rows() as u64;
        writer.write(&batch).map_err(encode(path))?;
        done(1);
    }
    writer.close().map_err(encode(path))?;
    Ok(written)
}
