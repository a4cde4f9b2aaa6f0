//! Loads one table: its files one after the other, each in parallel.

use super::error::ReadError;
use super::loading::{Context, Loading};
use super::records::Record;
use super::source::{Format, SourceFile};
use super::{decoded, parquet_file, text_file};
use crate::progress::Progress;

/// Reads all files of a table.
pub(crate) fn load<T: Record>(
    files: &[SourceFile<'_>],
    context: &Context<'_>,
    progress: &Progress,
) -> Result<Loading<T>, ReadError> {
    let bytes = files.iter().map(|file| file.bytes).sum();
    let stage = progress.stage(&format!("reading {}", T::TABLE.name()), bytes);
    let advance = |bytes: u64| stage.advance(bytes);
    let mut table = Loading::new(context);
    for file in files {
        match file.format {
            Format::Parquet => {
                let damaged = |what: &str| {
                    let what = format!("expected a whole Parquet file, but: {what}");
                    ReadError::new(&file.name, what, super::parquet::REPAIR)
                };
                decoded(|| parquet_file::read(file, context, &mut table, &advance), damaged)?;
            }
            Format::Csv | Format::Ndjson => text_file::read(file, context, &mut table, &advance)?,
        }
    }
    Ok(table)
}
