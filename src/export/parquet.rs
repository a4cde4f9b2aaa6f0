//! The tables as Parquet: the columns of the text tables, lists as lists, nested objects as structs.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, RecordBatch, StructArray};
use arrow::datatypes::{DataType, Fields, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::ReadError;
use super::columns::Column;
use super::network::{NetworkEdge, NetworkNode};
use crate::report::{AccountResult, Cluster, Finding};
use crate::snapshot::{Reject, decoded};

/// Rows in a batch: bounds the memory of a conversion, and keeps 32-bit list offsets from overflowing.
const BATCH: usize = 4096;

/// A row type that can be written as a Parquet table: clusters, findings, accounts, rejects, and a
/// network's nodes and edges.
pub trait Table: Column {}
impl Table for Cluster {}
impl Table for Finding {}
impl Table for AccountResult {}
impl Table for Reject {}
impl Table for NetworkNode {}
impl Table for NetworkEdge {}

/// The schema of a table: the fields of its row.
fn schema<T: Column>() -> Arc<Schema> {
    let fields = if let DataType::Struct(fields) = T::data_type() { fields } else { Fields::empty() };
    Arc::new(Schema::new(fields))
}

/// Writes rows as one Parquet file, compressed with Zstandard. The same rows give the same bytes.
pub fn write_parquet<T: Table>(rows: &[T], out: impl Write + Send) -> io::Result<()> {
    let level = ZstdLevel::try_new(3).map_err(io::Error::other)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_created_by(concat!("ringtrace ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let mut writer = ArrowWriter::try_new(out, schema::<T>(), Some(properties)).map_err(io::Error::other)?;
    for part in rows.chunks(BATCH) {
        let array = T::write(&part.iter().collect::<Vec<_>>());
        writer.write(&RecordBatch::from(array.as_struct())).map_err(io::Error::other)?;
    }
    writer.close().map(drop).map_err(io::Error::other)
}

/// Reads the rows of a Parquet file that [`write_parquet`] made. Columns are found by name.
pub(super) fn read_parquet<T: Table>(path: &Path) -> Result<Vec<T>, ReadError> {
    decoded(|| read_rows(path), |what| ReadError::file(path, what))
}

fn read_rows<T: Table>(path: &Path) -> Result<Vec<T>, ReadError> {
    let file = File::open(path).map_err(|error| ReadError::file(path, error))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| ReadError::file(path, error))?;
    let reader = builder.with_batch_size(BATCH).build().map_err(|error| ReadError::file(path, error))?;
    let mut rows = Vec::new();
    for batch in reader {
        let batch = batch.map_err(|error| ReadError::file(path, error))?;
        let array: ArrayRef = Arc::new(StructArray::from(batch));
        rows.extend(T::read(&array).map_err(|what| ReadError::file(path, what))?);
    }
    Ok(rows)
}
