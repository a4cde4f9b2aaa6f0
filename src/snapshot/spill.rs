//! Sessions that do not fit in memory: gathered in a file as they are read, then sorted by ranges of accounts.
//!
//! A row is written three times: as it is read and into the range of its account in 24 bytes, then sorted within the range, without
//! its account, in 20. The files have no names, so that nothing is left behind. The result is the same as in memory, since the order of rows is total.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use bytemuck::Pod;
use rayon::prelude::*;

use super::error::ReadError;
use super::login::{Login, LoginRow};
use super::logins::Logins;
use super::order::{self, Segments};
use super::pools::Final;
use super::records::Record;

/// Where sessions go that do not fit in memory.
#[derive(Clone, Debug)]
pub struct Spill {
    /// Directory for temporary files.
    pub directory: PathBuf,
    /// Sessions that are held in memory, at most and at least one.
    pub rows: usize,
}

impl Spill {
    /// Bytes of a session in memory while sessions are read.
    pub const ROW: usize = size_of::<LoginRow>();
}

/// Groups of accounts that rows are counted by before they are cut into ranges.
const GROUPS: usize = 1 << 16;

/// Rows that are read before further memory is asked for (a vector that grows is copied, and then held twice), that get their ids
/// by one thread, and that are made narrower at once.
const SEGMENT: usize = 1 << 16;

/// The rows of a table as they are read: in memory and, of sessions, beyond a number of rows in a file.
pub(crate) struct Gathered<T> {
    /// Rows in memory, in no order.
    held: Segments<T>,
    /// How many they are.
    rows: usize,
    spill: Option<Spill>,
    file: Option<File>,
}

/// Sessions in a file, in no order, with temporary ids.
#[derive(Debug)]
pub(crate) struct Spilled {
    spill: Spill,
    file: File,
}

impl<T: Record> Gathered<T> {
    pub fn new(spill: Option<&Spill>) -> Self {
        let spill = spill.filter(|_| T::bytes(&[]).is_some()).cloned();
        Self { held: Vec::new(), rows: 0, spill, file: None }
    }

    /// Takes rows.
    pub fn extend(&mut self, rows: &[T]) -> Result<(), ReadError> {
        if self.spill.as_ref().is_some_and(|spill| self.rows + rows.len() > spill.rows) {
            self.flush()?;
        }
        order::fill(&mut self.held, rows, SEGMENT);
        self.rows += rows.len();
        Ok(())
    }

    /// Takes rows with the memory that they stand in, where most of it is used; else gives it back for other rows.
    pub fn take(&mut self, mut rows: Vec<T>) -> Result<Vec<T>, ReadError> {
        if self.spill.is_some() || rows.len() < SEGMENT.max(rows.capacity() / 8 * 7) {
            self.extend(&rows)?;
            rows.clear();
            return Ok(rows);
        }
        self.rows += rows.len();
        self.held.push(rows);
        // Further rows go to the one that has room.
        if let [.., open, last] = &mut self.held[..]
            && open.len() < SEGMENT
        {
            std::mem::swap(open, last);
        }
        Ok(Vec::new())
    }

    fn flush(&mut self) -> Result<(), ReadError> {
        let Some(spill) = &self.spill else { return Ok(()) };
        let fault = |error: &io::Error| written(&spill.directory, error);
        if self.file.is_none() {
            self.file = Some(tempfile::tempfile_in(&spill.directory).map_err(|error| fault(&error))?);
        }
        if let Some(file) = &mut self.file {
            let mut bytes = self.held.iter().filter_map(|rows| T::bytes(rows));
            bytes.try_for_each(|bytes| file.write_all(bytes)).map_err(|error| fault(&error))?;
        }
        (self.held, self.rows) = (Vec::new(), 0);
        Ok(())
    }

    /// The rows of a table that is never spilled.
    pub fn in_memory(self) -> Segments<T> {
        self.held
    }

    /// The rows where they are all in memory, else those in the file.
    pub fn finish(mut self) -> Result<Result<Segments<T>, Spilled>, ReadError> {
        if self.file.is_some() {
            self.flush()?;
        }
        Ok(match (self.spill, self.file) {
            (Some(spill), Some(file)) => Err(Spilled { spill, file }),
            _ => Ok(self.held),
        })
    }
}

fn written(directory: &Path, error: &io::Error) -> ReadError {
    ReadError::io(directory, "keep sessions in a temporary file", error)
}

impl Spilled {
    /// Gives the rows their final ids and their order.
    pub fn settle(self, ids: &Final, accounts: usize) -> Result<Logins, ReadError> {
        self.sorted(ids, accounts).map_err(|error| written(&self.spill.directory, &error))
    }

    fn sorted(&self, ids: &Final, accounts: usize) -> io::Result<Logins> {
        let width = accounts.div_ceil(GROUPS).max(1);
        let mut counts = vec![0; accounts.div_ceil(width)];
        self.blocks(ids, |rows| {
            rows.iter().for_each(|row| counts[row.account.index() / width] += 1);
            Ok(())
        })?;
        let ranges = Ranges::new(&counts, self.spill.rows);
        let file = tempfile::tempfile_in(&self.spill.directory)?;
        let mut next = ranges.starts.clone();
        self.blocks(ids, |rows| {
            let bounds =
                order::partition(rows, ranges.len(), |row| ranges.of_group[row.account.index() / width] as usize);
            for (range, ends) in bounds.windows(2).enumerate() {
                write_at(&file, next[range], &rows[ends[0]..ends[1]])?;
                next[range] += (ends[1] - ends[0]) as u64;
            }
            Ok(())
        })?;
        Self::sort(&file, &ranges, accounts)
    }

    /// Sorts a file whose rows stand in ranges of accounts. Sessions without their account take the place of rows that were read.
    fn sort(file: &File, ranges: &Ranges, accounts: usize) -> io::Result<Logins> {
        let mut counts = vec![0; accounts];
        for ends in ranges.starts.windows(2) {
            let mut rows: Vec<LoginRow> = vec![bytemuck::Zeroable::zeroed(); (ends[1] - ends[0]) as usize];
            read_at(file, ends[0], &mut rows)?;
            rows.par_sort_unstable_by(Record::order);
            rows.iter().for_each(|row| counts[row.account.index()] += 1);
            for (from, some) in (ends[0]..).step_by(SEGMENT).zip(rows.chunks(SEGMENT)) {
                let logins: Vec<Login> = some.iter().map(|row| row.login).collect();
                write_at(file, from, &logins)?;
            }
        }
        file.set_len(counts.iter().sum::<u64>() * size_of::<Login>() as u64)?;
        Logins::mapped(file, &counts)
    }

    /// Hands all rows, with their final ids, to `take` in blocks.
    fn blocks(&self, ids: &Final, mut take: impl FnMut(&mut [LoginRow]) -> io::Result<()>) -> io::Result<()> {
        let all = (self.file.metadata()?.len() / Spill::ROW as u64) as usize;
        let mut block: Vec<LoginRow> = vec![bytemuck::Zeroable::zeroed(); all.min(self.spill.rows)];
        for from in (0..all).step_by(block.len().max(1)) {
            let rows = &mut block[..(all - from).min(self.spill.rows)];
            read_at(&self.file, from as u64, rows)?;
            rows.par_chunks_mut(SEGMENT).for_each(|rows| LoginRow::renumber_all(rows, ids));
            take(rows)?;
        }
        Ok(())
    }
}

fn read_at<R: Pod>(mut file: &File, row: u64, rows: &mut [R]) -> io::Result<()> {
    file.seek(SeekFrom::Start(row * size_of::<R>() as u64))?;
    file.read_exact(bytemuck::cast_slice_mut(rows))
}

fn write_at<R: Pod>(mut file: &File, row: u64, rows: &[R]) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    file.seek(SeekFrom::Start(row * size_of::<R>() as u64))?;
    file.write_all(bytemuck::cast_slice(rows))
}

/// Ranges of accounts of which each fits in memory, unless one group of accounts alone does not.
struct Ranges {
    /// The range of each group of accounts.
    of_group: Vec<u32>,
    /// The number of the first row of each range, and of all rows.
    starts: Vec<u64>,
}

impl Ranges {
    fn new(counts: &[u64], most: usize) -> Self {
        let (mut of_group, mut starts, mut total, mut held) = (Vec::with_capacity(counts.len()), vec![0], 0, 0);
        for &count in counts {
            if held > 0 && held + count > most as u64 {
                starts.push(total);
                held = 0;
            }
            of_group.push(starts.len() as u32 - 1);
            (held, total) = (held + count, total + count);
        }
        starts.push(total);
        Self { of_group, starts }
    }

    fn len(&self) -> usize {
        self.starts.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::login::LoginRow;
    use super::{Gathered, Ranges, SEGMENT, Spill};

    #[test]
    fn rows_are_held_up_to_the_limit_and_then_in_a_file() {
        let rows: Vec<LoginRow> = vec![bytemuck::Zeroable::zeroed(); 5];
        let mut held: Gathered<LoginRow> = Gathered::new(None);
        (0..SEGMENT / 4).for_each(|_| held.extend(&rows).expect("memory"));
        let segments = held.in_memory();
        assert_eq!(segments.iter().map(Vec::len).collect::<Vec<_>>(), [SEGMENT, SEGMENT / 4]);
        let spill = Spill { directory: std::env::temp_dir(), rows: 7 };
        let mut spilled: Gathered<LoginRow> = Gathered::new(Some(&spill));
        spilled.extend(&rows).expect("memory");
        assert!(spilled.file.is_none());
        spilled.extend(&rows).expect("a file");
        assert_eq!(spilled.rows, 5);
        let file = spilled.finish().expect("a file").expect_err("not in memory").file;
        assert_eq!(file.metadata().expect("a length").len(), 10 * Spill::ROW as u64);
    }

    #[test]
    fn ranges_hold_what_fits_and_a_group_that_does_not_stands_alone() {
        let ranges = Ranges::new(&[3, 4, 0, 9, 1, 1], 7);
        assert_eq!(ranges.of_group, [0, 0, 0, 1, 2, 2]);
        assert_eq!(ranges.starts, [0, 7, 16, 18]);
        assert_eq!(Ranges::new(&[], 7).starts, [0, 0]);
    }
}
