//! Parquet files: row groups side by side.

use std::io;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::block::digest_of;
use super::chunk::Chunk;
use super::column_view::ColumnView;
use super::error::ReadError;
use super::loading::{Context, Loading};
use super::mapping::Projection;
use super::parquet::ParquetFile;
use super::records::Record;
use super::row_groups::{RowGroups, Stretch};
use super::source::SourceFile;
use super::spare::Spare;
use super::spill::Gathered;

/// Rows that are looked up together, at least: so many that those of one part of a table share its pages.
const CHUNK: u32 = 1 << 17;

/// Reads a file into a table; `advance` hears of the bytes done.
pub(crate) fn read<T: Record>(
    file: &SourceFile<'_>,
    context: &Context<'_>,
    table: &mut Loading<T>,
    advance: &(dyn Fn(u64) + Sync),
) -> Result<(), ReadError> {
    let parquet = ParquetFile::open(file)?;
    let projection = Projection::new(T::TABLE, file.mapping, Some(&parquet.header), &file.name)?;
    parquet.check(&projection)?;
    table.begin(file, 0);
    table.unknown_columns(&projection, &parquet.header);
    let mut bases = vec![table.total()];
    bases.extend((0..parquet.groups()).map(|group| parquet.rows_of(group)));
    for group in 0..parquet.groups() {
        bases[group + 1] += bases[group];
    }
    table.room_for(bases[parquet.groups()])?;
    let read = Mutex::new(std::mem::replace(&mut table.rows, Gathered::new(None)));
    let rows = Rows { read, spare: Mutex::default(), pages: Arc::default() };
    let checked: &Loading<T> = table;
    let read = |group: usize, held: Option<Stretch>| {
        let chunks = read_group(&parquet, (group, held), &projection, context, bases[group] as u32, checked, &rows);
        advance(parquet.bytes_of(group));
        chunks
    };
    let (groups, digest) = if let Some(ranges) = parquet.in_order() {
        held_groups(file, &parquet, ranges, read)
    } else {
        let groups = || (0..parquet.groups()).into_par_iter().map(|group| read(group, None)).collect::<Vec<_>>();
        rayon::join(groups, || digest_of(&file.path))
    };
    table.rows = rows.read.into_inner().unwrap_or_else(PoisonError::into_inner);
    for chunks in groups {
        for chunk in chunks? {
            table.tally(chunk, context)?;
        }
    }
    table.end(&projection, digest?)
}

/// What a row group gave, by group, and the digest of the file.
type Read<T> = (Vec<Result<Vec<Chunk<T>>, ReadError>>, Result<String, ReadError>);

/// Row groups that are small enough to lie in memory: each thread takes the file's next one.
fn held_groups<T: Record>(
    file: &SourceFile<'_>,
    parquet: &ParquetFile,
    ranges: Vec<Range<u64>>,
    read: impl Fn(usize, Option<Stretch>) -> Result<Vec<Chunk<T>>, ReadError> + Sync,
) -> Read<T> {
    let fault = |error: &io::Error| ReadError::io(&file.path, "read the file", error);
    let groups = match RowGroups::new(&file.path, ranges) {
        Ok(groups) => groups,
        Err(error) => return (Vec::new(), Err(fault(&error))),
    };
    let one = |_| {
        let (group, bytes) = groups.next()?;
        Some((group, bytes.map_err(|error| parquet.fault(group, &error)).and_then(|bytes| read(group, Some(bytes)))))
    };
    let mut read: Vec<_> = (0..parquet.groups()).into_par_iter().with_max_len(1).filter_map(one).collect();
    read.sort_unstable_by_key(|(group, _)| *group);
    (read.into_iter().map(|(_, chunks)| chunks).collect(), groups.digest().map_err(|error| fault(&error)))
}

/// The records of all row groups, in no order.
struct Rows<T> {
    read: Mutex<Gathered<T>>,
    /// Vectors of chunks that are done, for those of other row groups: new memory is cleared by the system at its first touch.
    spare: Mutex<Vec<Vec<T>>>,
    /// Buffers of pages.
    pages: Arc<Spare>,
}

/// Reads a row group, which may lie in memory: its records go to `rows`, in no order; what is left of its chunks is returned in order.
fn read_group<T: Record>(
    parquet: &ParquetFile,
    (group, held): (usize, Option<Stretch>),
    projection: &Projection,
    context: &Context<'_>,
    base: u32,
    table: &Loading<T>,
    rows: &Rows<T>,
) -> Result<Vec<Chunk<T>>, ReadError> {
    let spare = || rows.spare.lock().unwrap_or_else(PoisonError::into_inner);
    let (mut chunks, mut next) = (Vec::new(), base);
    let mut settle = |mut chunk: Chunk<T>| -> Result<Vec<T>, ReadError> {
        let resolved = chunk.resolve(context.interners, next, group * 7);
        table.check(resolved, context)?;
        next += chunk.count;
        let records = std::mem::take(&mut chunk.rows);
        let spare = rows.read.lock().unwrap_or_else(PoisonError::into_inner).take(records)?;
        chunks.push(chunk);
        Ok(spare)
    };
    let mut chunk = Chunk::new(context.interners);
    chunk.rows = spare().pop().unwrap_or_default();
    // Exact room: rows of a chunk stay where they are read.
    let mut rest = usize::try_from(parquet.rows_of(group)).unwrap_or(usize::MAX);
    chunk.rows.reserve_exact(rest.min(CHUNK as usize));
    let take = |columns: &[ColumnView<'_>], count: usize| {
        chunk.push_columns(columns, count, projection, context.interners);
        if chunk.count < CHUNK {
            return Ok(());
        }
        rest = rest.saturating_sub(chunk.count as usize);
        chunk.rows = settle(std::mem::replace(&mut chunk, Chunk::new(context.interners)))?;
        chunk.rows.reserve_exact(rest.min(CHUNK as usize));
        Ok(())
    };
    match held {
        Some(bytes) => parquet.read_held(group, bytes, &rows.pages, projection, take)?,
        None => parquet.read_group(group, projection, take)?,
    }
    let records = settle(chunk)?;
    if records.capacity() > 0 {
        spare().push(records);
    }
    Ok(chunks)
}
