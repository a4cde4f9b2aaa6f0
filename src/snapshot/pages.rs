//! Pages of one row group that lies in memory. Those compressed by Snappy, which most writers use unless they are told otherwise, are
//! decompressed into buffers that are used again; the crate's own reader makes a cleared one for each page.

use std::sync::Arc;

use bytes::Bytes;
use parquet::arrow::arrow_reader::RowGroups;
use parquet::basic::Compression;
use parquet::column::page::{Page, PageIterator, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::serialized_reader::SerializedPageReader;

use super::row_groups::Stretch;
use super::spare::Spare;

/// A row group in memory.
pub(crate) struct HeldGroup<'a> {
    pub metadata: &'a ParquetMetaData,
    pub group: usize,
    pub bytes: Arc<Stretch>,
    pub spare: Arc<Spare>,
}

impl HeldGroup<'_> {
    fn of(&self) -> &RowGroupMetaData {
        self.metadata.row_group(self.group)
    }

    fn pages(&self, column: usize) -> Result<Box<dyn PageReader>> {
        let rows = self.num_rows();
        let column = self.of().column(column);
        if column.compression() != Compression::SNAPPY {
            return Ok(Box::new(SerializedPageReader::new(self.bytes.clone(), column, rows, None)?));
        }
        // Pages as they stand in the file.
        let plain = column.clone().into_builder().set_compression(Compression::UNCOMPRESSED).build()?;
        let packed = SerializedPageReader::new(self.bytes.clone(), &plain, rows, None)?;
        Ok(Box::new(Unpacked { packed, decoder: snap::raw::Decoder::new(), spare: self.spare.clone() }))
    }
}

impl RowGroups for HeldGroup<'_> {
    fn num_rows(&self) -> usize {
        usize::try_from(self.of().num_rows()).unwrap_or(0)
    }

    fn column_chunks(&self, column: usize) -> Result<Box<dyn PageIterator>> {
        Ok(Box::new(OneChunk(Some(self.pages(column)))))
    }

    fn row_groups(&self) -> Box<dyn Iterator<Item = &RowGroupMetaData> + '_> {
        Box::new(std::iter::once(self.of()))
    }

    fn metadata(&self) -> &ParquetMetaData {
        self.metadata
    }
}

/// The pages of one column.
struct OneChunk(Option<Result<Box<dyn PageReader>>>);

impl Iterator for OneChunk {
    type Item = Result<Box<dyn PageReader>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.take()
    }
}

impl PageIterator for OneChunk {}

/// Decompresses pages.
struct Unpacked {
    packed: SerializedPageReader<Stretch>,
    decoder: snap::raw::Decoder,
    spare: Arc<Spare>,
}

impl Unpacked {
    /// The content of a page of which `plain` bytes are not compressed.
    fn unpack(&mut self, packed: &Bytes, plain: usize) -> Result<Bytes> {
        let fault = |what: String| ParquetError::General(format!("a page that Snappy cannot read: {what}"));
        let (before, packed) =
            packed.split_at_checked(plain).ok_or_else(|| fault("levels beyond its end".to_owned()))?;
        let length = if packed.is_empty() {
            0
        } else {
            snap::raw::decompress_len(packed).map_err(|error| fault(error.to_string()))?
        };
        // Three bytes stand for 64 at most: a damaged length does not ask for memory.
        if length > packed.len().saturating_mul(64) {
            return Err(fault(format!("{length} bytes from {}", packed.len())));
        }
        let mut buffer = self.spare.take(plain + length);
        let content = buffer.as_mut();
        content[..plain].copy_from_slice(before);
        if length > 0 {
            self.decoder.decompress(packed, &mut content[plain..]).map_err(|error| fault(error.to_string()))?;
        }
        Ok(Bytes::from_owner(buffer))
    }
}

impl PageReader for Unpacked {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let Some(mut page) = self.packed.get_next_page()? else { return Ok(None) };
        match &mut page {
            Page::DataPage { buf, .. } | Page::DictionaryPage { buf, .. } => *buf = self.unpack(buf, 0)?,
            Page::DataPageV2 { buf, def_levels_byte_len, rep_levels_byte_len, is_compressed: true, .. } => {
                *buf = self.unpack(buf, *def_levels_byte_len as usize + *rep_levels_byte_len as usize)?;
            }
            Page::DataPageV2 { .. } => {}
        }
        Ok(Some(page))
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.packed.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.packed.skip_next_page()
    }

    fn at_record_boundary(&mut self) -> Result<bool> {
        self.packed.at_record_boundary()
    }
}

impl Iterator for Unpacked {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{ArrayRef, Int64Array, RecordBatch, StringArray};
    use bytes::Bytes;
    use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
    use parquet::arrow::{ArrowWriter, ProjectionMask, parquet_to_arrow_field_levels};
    use parquet::basic::{Compression, ZstdLevel};
    use parquet::file::properties::{WriterProperties, WriterVersion};

    use super::super::row_groups::Stretch;
    use super::HeldGroup;

    fn written(compression: Compression, version: WriterVersion, dictionary: bool) -> Vec<u8> {
        let texts: StringArray = (0..3000).map(|row| (row % 7 > 0).then(|| format!("text {}", row % 900))).collect();
        let numbers: Int64Array = (0..3000).map(|row| (row % 5 > 0).then_some(row)).collect();
        let nothing: StringArray = (0..3000).map(|_| None::<String>).collect();
        let columns: [(&str, ArrayRef); 3] =
            [("texts", Arc::new(texts)), ("numbers", Arc::new(numbers)), ("nothing", Arc::new(nothing))];
        let batch = RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true)));
        let batch = batch.expect("columns of one length");
        let properties = WriterProperties::builder()
            .set_compression(compression)
            .set_writer_version(version)
            .set_dictionary_enabled(dictionary)
            .set_data_page_row_count_limit(500)
            .set_write_batch_size(100)
            .set_max_row_group_row_count(Some(2000))
            .build();
        let mut bytes = Vec::new();
        let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).expect("a writer");
        writer.write(&batch).expect("rows");
        writer.close().expect("a footer");
        bytes
    }

    /// The rows of a file by pages in memory.
    fn held(bytes: &Bytes) -> parquet::errors::Result<Vec<RecordBatch>> {
        let builder = ParquetRecordBatchReaderBuilder::try_new(bytes.clone())?;
        let (metadata, schema) = (builder.metadata(), builder.parquet_schema());
        let levels = parquet_to_arrow_field_levels(schema, ProjectionMask::all(), Some(builder.schema().fields()))?;
        let (mut batches, spare) = (Vec::new(), Arc::default());
        for group in 0..metadata.num_row_groups() {
            let stretch = Arc::new(Stretch::whole(bytes.clone()));
            let held = HeldGroup { metadata, group, bytes: stretch, spare: Arc::clone(&spare) };
            for batch in ParquetRecordBatchReader::try_new_with_row_groups(&levels, &held, 300, None)? {
                batches.push(batch?);
            }
        }
        Ok(batches)
    }

    #[test]
    fn pages_of_every_kind_are_read_as_the_crate_reads_them() {
        for compression in [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::ZSTD(ZstdLevel::default())] {
            for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
                for dictionary in [false, true] {
                    let bytes = Bytes::from(written(compression, version, dictionary));
                    let plain = ParquetRecordBatchReaderBuilder::try_new(bytes.clone()).expect("a file");
                    let schema = plain.schema().clone();
                    let plain: Vec<RecordBatch> =
                        plain.build().expect("a reader").collect::<Result<_, _>>().expect("whole pages");
                    let one = |batches: &[RecordBatch]| arrow::compute::concat_batches(&schema, batches);
                    let read = held(&bytes).expect("whole pages");
                    assert_eq!(
                        one(&read).expect("one schema"),
                        one(&plain).expect("one schema"),
                        "{compression} {version:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn damaged_pages_are_errors_and_ask_for_no_memory() {
        let whole = written(Compression::SNAPPY, WriterVersion::PARQUET_2_0, false);
        for at in (4..whole.len() * 2 / 3).step_by(11) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xff;
            // An error, or other rows; never more than what is there.
            let read = std::panic::catch_unwind(|| held(&Bytes::from(bytes)));
            let rows = |batches: Vec<RecordBatch>| batches.iter().map(RecordBatch::num_rows).sum::<usize>();
            assert!(read.is_err() || read.is_ok_and(|read| read.map_or(0, rows) <= 3000));
        }
    }
}
