//! The row groups of a Parquet file in its order: each is read once, hashed on the way, and handed to whoever asks next.
//! Otherwise every byte is copied out of the page cache twice, once for its page and once for the digest.

use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::{Buf, Bytes};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{ChunkReader, Length};

use super::spare::Spare;

/// Bytes of a row group, at most: each thread holds one. A larger one is read page by page.
const MOST: u64 = 16 << 20;

/// Bytes that are hashed while they are still in a core's cache.
const PIECE: usize = 1 << 18;

/// Where each row group lies, where all are small and follow one another: what is left of the file is hashed with the one behind it.
pub(crate) fn in_order(metadata: &ParquetMetaData) -> Option<Vec<Range<u64>>> {
    let mut end = 0;
    let mut range = |group: &RowGroupMetaData| -> Option<Range<u64>> {
        let (mut from, mut to) = (u64::MAX, 0);
        for column in group.columns() {
            let start = column.dictionary_page_offset().unwrap_or_else(|| column.data_page_offset());
            let start = u64::try_from(start).ok()?;
            let behind = start.checked_add(u64::try_from(column.compressed_size()).ok()?)?;
            (from, to) = (from.min(start), to.max(behind));
        }
        let follows = from >= end && to >= from && to - from <= MOST;
        end = to;
        follows.then_some(from..to)
    };
    metadata.row_groups().iter().map(&mut range).collect()
}

/// A file's row groups, one after the other.
pub(crate) struct RowGroups {
    ranges: Vec<Range<u64>>,
    state: Mutex<State>,
    spare: Arc<Spare>,
}

struct State {
    file: File,
    next: usize,
    /// Bytes of the file read.
    position: u64,
    hasher: blake3::Hasher,
}

impl RowGroups {
    /// Of a file at its beginning.
    pub fn new(path: &Path, ranges: Vec<Range<u64>>) -> io::Result<Self> {
        let state = State { file: File::open(path)?, next: 0, position: 0, hasher: blake3::Hasher::new() };
        Ok(Self { ranges, state: Mutex::new(state), spare: Arc::default() })
    }

    /// The number and the bytes of the next row group; `None` after the last, or after one that cannot be read.
    pub fn next(&self) -> Option<(usize, io::Result<Stretch>)> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let group = state.next;
        let read = state.read(self.ranges.get(group)?, &self.spare);
        state.next = if read.is_ok() { group + 1 } else { self.ranges.len() };
        Some((group, read))
    }

    /// The BLAKE3 digest of the file, the rest of which is read for it.
    pub fn digest(self) -> io::Result<String> {
        let mut state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        state.pass(u64::MAX)?;
        Ok(state.hasher.finalize().to_hex().to_string())
    }
}

impl State {
    fn read(&mut self, range: &Range<u64>, spare: &Arc<Spare>) -> io::Result<Stretch> {
        self.pass(range.start - self.position)?;
        let mut bytes = spare.take((range.end - range.start) as usize);
        for piece in bytes.as_mut().chunks_mut(PIECE) {
            self.file.read_exact(piece)?;
            self.hasher.update(piece);
        }
        self.position = range.end;
        Ok(Stretch { start: range.start, bytes: Bytes::from_owner(bytes) })
    }

    /// Hashes the next bytes, as many as there are up to `most`.
    fn pass(&mut self, most: u64) -> io::Result<()> {
        let mut buffer = [0; 16 << 10];
        let mut rest = most;
        while rest > 0 {
            let room = buffer.len().min(usize::try_from(rest).unwrap_or(usize::MAX));
            let read = self.file.read(&mut buffer[..room])?;
            if read == 0 {
                return Ok(());
            }
            self.hasher.update(&buffer[..read]);
            self.position += read as u64;
            rest -= read as u64;
        }
        Ok(())
    }
}

/// Bytes of a file from `start` on.
pub(crate) struct Stretch {
    start: u64,
    bytes: Bytes,
}

impl Stretch {
    fn part(&self, start: u64, length: Option<usize>) -> Result<Bytes> {
        let from = start.checked_sub(self.start).and_then(|from| usize::try_from(from).ok());
        let outside = || ParquetError::EOF("a page outside of its row group".into());
        let from = from.filter(|from| *from <= self.bytes.len()).ok_or_else(outside)?;
        let length = length.unwrap_or(self.bytes.len() - from);
        if length > self.bytes.len() - from {
            return Err(outside());
        }
        Ok(self.bytes.slice(from..from + length))
    }
}

#[cfg(test)]
impl Stretch {
    /// A whole file.
    pub fn whole(bytes: Bytes) -> Self {
        Self { start: 0, bytes }
    }
}

impl Length for Stretch {
    fn len(&self) -> u64 {
        self.start + self.bytes.len() as u64
    }
}

impl ChunkReader for Stretch {
    type T = bytes::buf::Reader<Bytes>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        Ok(self.part(start, None)?.reader())
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        self.part(start, Some(length))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{ArrayRef, Int64Array, RecordBatch};
    use parquet::arrow::ArrowWriter;
    use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
    use parquet::file::properties::WriterProperties;
    use parquet::file::reader::{ChunkReader, Length};

    use super::{RowGroups, in_order};

    #[test]
    fn groups_come_in_order_and_every_byte_is_hashed() {
        let column = |name: &str| (name.to_owned(), Arc::new(Int64Array::from_iter_values(0..700)) as ArrayRef);
        let batch = RecordBatch::try_from_iter([column("a"), column("b")]).expect("two columns");
        let (mut bytes, rows) = (Vec::new(), Some(100));
        let properties = WriterProperties::builder().set_max_row_group_row_count(rows).build();
        let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).expect("a writer");
        writer.write(&batch).expect("rows");
        writer.close().expect("a footer");
        let directory = tempfile::tempdir().expect("a temporary directory");
        let path = directory.path().join("a.parquet");
        std::fs::write(&path, &bytes).expect("a file");
        let file = std::fs::File::open(&path).expect("the file");
        let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).expect("a footer");
        let ranges = in_order(metadata.metadata()).expect("small groups");
        assert_eq!(ranges.len(), 7);
        let groups = RowGroups::new(&path, ranges.clone()).expect("the file");
        for (group, range) in ranges.iter().enumerate() {
            let (number, stretch) = groups.next().expect("a group");
            let stretch = stretch.expect("its bytes");
            let (start, length) = (range.start, (range.end - range.start) as usize);
            assert_eq!((number, stretch.len()), (group, range.end));
            let read = stretch.get_bytes(start, length).expect("all of it");
            assert_eq!(&read[..], &bytes[start as usize..][..length]);
            assert!(stretch.get_bytes(start - 1, 1).is_err() && stretch.get_bytes(start + 1, length).is_err());
        }
        assert!(groups.next().is_none());
        assert_eq!(groups.digest().expect("the rest"), blake3::hash(&bytes).to_hex().to_string());
        // A file that ends too early.
        std::fs::write(&path, &bytes[..ranges[2].end as usize - 1]).expect("a file");
        let groups = RowGroups::new(&path, ranges).expect("the file");
        let read: Vec<_> = std::iter::from_fn(|| groups.next()).map(|(group, read)| (group, read.is_ok())).collect();
        assert_eq!(read, [(0, true), (1, true), (2, false)]);
    }
}
