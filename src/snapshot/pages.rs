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
