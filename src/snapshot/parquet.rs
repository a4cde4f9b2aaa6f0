//! Parquet: row groups to batches of columns, with only the wanted columns decoded.

use std::fs::File;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use arrow::array::ArrayRef;
use arrow::compute::cast;
use arrow::record_batch::RecordBatch;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::arrow::{ProjectionMask, parquet_to_arrow_field_levels};

use super::column_view::ColumnView;
use super::error::ReadError;
use super::mapping::Projection;
use super::pages::HeldGroup;
use super::plain_types::{plain_type, readable, with_views};
use super::row_groups::{Stretch, in_order};
use super::source::SourceFile;
use super::spare::Spare;

/// Rows of a batch.
const BATCH: usize = 1 << 14;
pub(crate) const REPAIR: &str = "The file is cut off or damaged, or no Parquet file: export it again";

/// What takes the batches of a row group.
pub(crate) trait Take: FnMut(&[ColumnView<'_>], usize) -> Result<(), ReadError> {}

impl<F: FnMut(&[ColumnView<'_>], usize) -> Result<(), ReadError>> Take for F {}

/// An open Parquet file.
pub(crate) struct ParquetFile {
    path: PathBuf,
    name: String,
    metadata: ArrowReaderMetadata,
    /// Names of the columns at the top level.
    pub header: Vec<String>,
}

impl ParquetFile {
    /// Opens a file and reads its footer.
    pub fn open(source: &SourceFile<'_>) -> Result<Self, ReadError> {
        let file = File::open(&source.path).map_err(|error| ReadError::io(&source.path, "open the file", &error))?;
        let fault = |error: &dyn std::fmt::Display| {
            ReadError::new(&source.name, format!("expected a whole Parquet file, but: {error}"), REPAIR)
        };
        // The types that an Arrow writer noted beside the file's own (dictionaries, time zones) are not needed.
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let metadata = ArrowReaderMetadata::load(&file, options.clone()).map_err(|error| fault(&error))?;
        // Views point into the pages that texts stand in: no text is copied.
        let options = options.with_schema(with_views(metadata.schema()));
        let metadata =
            ArrowReaderMetadata::try_new(metadata.metadata().clone(), options).map_err(|error| fault(&error))?;
        let header = metadata.schema().fields().iter().map(|field| field.name().clone()).collect();
        Ok(Self { path: source.path.clone(), name: source.name.clone(), metadata, header })
    }

    /// Number of row groups.
    pub fn groups(&self) -> usize {
        self.metadata.metadata().num_row_groups()
    }

    /// Rows of a row group.
    pub fn rows_of(&self, group: usize) -> u64 {
        u64::try_from(self.metadata.metadata().row_group(group).num_rows()).unwrap_or(0)
    }

    /// Bytes of a row group on the disk.
    pub fn bytes_of(&self, group: usize) -> u64 {
        u64::try_from(self.metadata.metadata().row_group(group).compressed_size()).unwrap_or(0)
    }

    /// Whether the wanted columns have types that can be read.
    pub fn check(&self, projection: &Projection) -> Result<(), ReadError> {
        for wanted in &projection.wanted {
            let field = self.metadata.schema().field_with_name(wanted);
            if let Some(field) = field.ok().filter(|field| !readable(field.data_type())) {
                let what = format!(
                    "the type {} is not read; expected text, a number, a time or a truth value",
                    field.data_type()
                );
                return Err(ReadError::new(&self.name, what, "Write the column as text").column(wanted));
            }
        }
        Ok(())
    }

    /// Where each row group lies, where they can be read one after the other.
    pub fn in_order(&self) -> Option<Vec<Range<u64>>> {
        in_order(self.metadata.metadata())
    }

    /// Hands the batches of a row group, which is read page by page, to `take`: the wanted columns, in order, and the number of rows.
    pub fn read_group(&self, group: usize, projection: &Projection, take: impl Take) -> Result<(), ReadError> {
        // Opened anew for each row group: clones of a file share one position, and threads would move it under each other.
        let file = File::open(&self.path).map_err(|error| ReadError::io(&self.path, "open the file", &error))?;
        let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone())
            .with_projection(self.mask(projection))
            .with_row_groups(vec![group])
            .with_batch_size(BATCH)
            .build()
            .map_err(|error| self.fault(group, &error))?;
        self.read_batches(group, reader, projection, take)
    }

    /// The same of a row group in memory.
    pub fn read_held(
        &self,
        group: usize,
        bytes: Stretch,
        spare: &Arc<Spare>,
        projection: &Projection,
        take: impl Take,
    ) -> Result<(), ReadError> {
        let metadata = self.metadata.metadata();
        let fields = Some(self.metadata.schema().fields());
        let held = HeldGroup { metadata, group, bytes: Arc::new(bytes), spare: spare.clone() };
        let reader = parquet_to_arrow_field_levels(self.metadata.parquet_schema(), self.mask(projection), fields)
            .and_then(|levels| ParquetRecordBatchReader::try_new_with_row_groups(&levels, &held, BATCH, None))
            .map_err(|error| self.fault(group, &error))?;
        self.read_batches(group, reader, projection, take)
    }

    fn read_batches(
        &self,
        group: usize,
        reader: ParquetRecordBatchReader,
        projection: &Projection,
        mut take: impl Take,
    ) -> Result<(), ReadError> {
        for batch in reader {
            let batch = batch.map_err(|error| self.fault(group, &error))?;
            let columns = Self::columns(&batch, projection).map_err(|error| self.fault(group, &error))?;
            let views: Option<Vec<ColumnView<'_>>> = columns.iter().map(ColumnView::new).collect();
            let odd = || self.fault(group, &"a column of another type than the footer says");
            take(&views.ok_or_else(odd)?, batch.num_rows())?;
        }
        Ok(())
    }

    /// A row group that is not what the footer says.
    pub fn fault(&self, group: usize, error: &dyn std::fmt::Display) -> ReadError {
        let what = format!("row group {}: expected whole Parquet pages, but: {error}", group + 1);
        ReadError::new(&self.name, what, REPAIR)
    }

    fn mask(&self, projection: &Projection) -> ProjectionMask {
        let place = |name: &String| self.header.iter().position(|column| column == name);
        ProjectionMask::roots(self.metadata.parquet_schema(), projection.wanted.iter().filter_map(place))
    }

    /// The wanted columns of a batch, in order, cast to plain types.
    fn columns(batch: &RecordBatch, projection: &Projection) -> Result<Vec<ArrayRef>, arrow::error::ArrowError> {
        let column = |name: &String| {
            let array = batch.column_by_name(name).cloned();
            let array = array.ok_or_else(|| arrow::error::ArrowError::SchemaError(format!("no column {name}")))?;
            match plain_type(array.data_type()) {
                Some(plain) => cast(&array, &plain),
                None => Ok(array),
            }
        };
        projection.wanted.iter().map(column).collect()
    }
}
