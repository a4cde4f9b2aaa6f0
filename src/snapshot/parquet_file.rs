//! Parquet files: row groups side by side.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::block::digest_of;
use super::chunk::Chunk;
use super::error::ReadError;
use super::load::{Context, Loading};
use super::mapping::Projection;
use super::parquet::ParquetFile;
use super::records::Record;
use super::row::RawRow;
use super::source::SourceFile;
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
    let rows =
        Rows { read: Mutex::new(std::mem::replace(&mut table.rows, Gathered::new(None))), spare: Mutex::default() };
    let checked: &Loading<T> = table;
    let read = |group: usize| {
        let chunks = read_group(&parquet, group, &projection, context, bases[group] as u32, checked, &rows);
        advance(parquet.bytes_of(group));
        chunks
    };
    let groups = || (0..parquet.groups()).into_par_iter().map(read).collect::<Vec<_>>();
    let (groups, digest) = rayon::join(groups, || digest_of(&file.path));
    table.rows = rows.read.into_inner().unwrap_or_else(PoisonError::into_inner);
    for chunks in groups {
        for chunk in chunks? {
            table.tally(chunk, context)?;
        }
    }
    table.end(&projection, digest?)
}

/// The records of all row groups, in no order.
struct Rows<T> {
    read: Mutex<Gathered<T>>,
    /// Vectors of chunks that are done, for those of other row groups: new memory is cleared by the system at its first touch.
    spare: Mutex<Vec<Vec<T>>>,
}

/// Reads a row group: its records go to `rows`, in no order; what is left of its chunks is returned in order.
fn read_group<T: Record>(
    parquet: &ParquetFile,
    group: usize,
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
        let mut records = std::mem::take(&mut chunk.rows);
        rows.read.lock().unwrap_or_else(PoisonError::into_inner).extend(&records)?;
        records.clear();
        chunks.push(chunk);
        Ok(records)
    };
    let mut chunk = Chunk::new(context.interners);
    chunk.rows = spare().pop().unwrap_or_default();
    parquet.read_group(group, projection, |columns, count| {
        for index in 0..count {
            chunk.push(RawRow::Columns { columns, index }, projection, context.interners, || 0);
        }
        if chunk.count < CHUNK {
            return Ok(());
        }
        chunk.rows = settle(std::mem::replace(&mut chunk, Chunk::new(context.interners)))?;
        Ok(())
    })?;
    let records = settle(chunk)?;
    spare().push(records);
    Ok(chunks)
}
