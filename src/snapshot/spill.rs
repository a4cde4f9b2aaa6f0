//! Sessions that do not fit in memory: gathered in a file as they are read, then sorted by ranges of accounts.
//!
//! A row is 24 bytes and written three times: as it is read, into the range of its account, and sorted within the range. The
//! files have no names, so that nothing is left behind. The result is the same as in memory, since the order of rows is total.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::ReadError;
use super::logins::Logins;
use super::order;
use super::pools::Final;
use super::records::Record;
use super::tables::Login;

/// Where sessions go that do not fit in memory.
#[derive(Clone, Debug)]
pub struct Spill {
    /// Directory for temporary files.
    pub directory: PathBuf,
    /// Sessions that are held in memory, at most and at least one.
    pub rows: usize,
}

/// Groups of accounts that rows are counted by before they are cut into ranges.
const GROUPS: usize = 1 << 16;

/// The rows of a table as they are read: in memory and, of sessions, beyond a number of rows in a file.
pub(crate) struct Gathered<T> {
    /// Rows in memory, in no order.
    pub held: Vec<T>,
    spill: Option<Spill>,
    file: Option<File>,
}

/// Sessions in a file, in no order, with temporary ids.
pub(crate) struct Spilled {
    spill: Spill,
    file: File,
}

impl<T: Record> Gathered<T> {
    pub fn new(spill: Option<&Spill>) -> Self {
        let spill = spill.filter(|_| T::bytes(&[]).is_some()).cloned();
        Self { held: Vec::new(), spill, file: None }
    }

    /// Makes room for `rows` in all, and where that is not there already for `likely` ones: a vector that doubles is copied, and
    /// then held twice.
    pub fn expect(&mut self, rows: usize, likely: usize) {
        let most = self.spill.as_ref().map_or(usize::MAX, |spill| spill.rows);
        if rows.min(most) > self.held.capacity() {
            self.held.reserve_exact(rows.max(likely).min(most) - self.held.len());
        }
    }

    /// Takes rows.
    pub fn extend(&mut self, rows: &[T]) -> Result<(), ReadError> {
        if self.spill.as_ref().is_some_and(|spill| self.held.len() + rows.len() > spill.rows) {
            self.flush()?;
        }
        self.held.extend_from_slice(rows);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), ReadError> {
        let (Some(spill), Some(bytes)) = (&self.spill, T::bytes(&self.held)) else { return Ok(()) };
        let fault = |error: &io::Error| written(&spill.directory, error);
        if self.file.is_none() {
            self.file = Some(tempfile::tempfile_in(&spill.directory).map_err(|error| fault(&error))?);
        }
        if let Some(file) = &mut self.file {
            file.write_all(bytes).map_err(|error| fault(&error))?;
        }
        self.held.clear();
        Ok(())
    }

    /// The rows where they are all in memory, else those in the file.
    pub fn finish(mut self) -> Result<Result<Vec<T>, Spilled>, ReadError> {
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
        for ends in ranges.starts.windows(2) {
            let mut rows = vec![bytemuck::Zeroable::zeroed(); (ends[1] - ends[0]) as usize];
            (&file).seek(SeekFrom::Start(ends[0] * size_of::<Login>() as u64))?;
            (&file).read_exact(bytemuck::cast_slice_mut(&mut rows))?;
            order::sort(&mut rows, accounts);
            write_at(&file, ends[0], &rows)?;
        }
        Logins::mapped(&file)
    }

    /// Hands all rows, with their final ids, to `take` in blocks.
    fn blocks(&self, ids: &Final, mut take: impl FnMut(&mut [Login]) -> io::Result<()>) -> io::Result<()> {
        let mut left = (self.file.metadata()?.len() / size_of::<Login>() as u64) as usize;
        let mut block: Vec<Login> = vec![bytemuck::Zeroable::zeroed(); left.min(self.spill.rows)];
        (&self.file).seek(SeekFrom::Start(0))?;
        while left > 0 {
            let rows = &mut block[..left.min(self.spill.rows)];
            (&self.file).read_exact(bytemuck::cast_slice_mut(rows))?;
            rows.par_iter_mut().for_each(|row| row.renumber(ids));
            take(rows)?;
            left -= rows.len();
        }
        Ok(())
    }
}

fn write_at(mut file: &File, row: u64, rows: &[Login]) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    file.seek(SeekFrom::Start(row * size_of::<Login>() as u64))?;
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
    use super::super::tables::Login;
    use super::{Gathered, Ranges, Spill};

    #[test]
    fn room_is_made_once_and_not_beyond_what_is_held() {
        let mut rows: Gathered<Login> = Gathered::new(None);
        rows.expect(10, 25);
        let room = rows.held.capacity();
        assert!(room >= 25);
        rows.expect(room, 10 * room);
        assert_eq!(rows.held.capacity(), room, "it is there already");
        rows.expect(room + 1, 0);
        assert!(rows.held.capacity() > room);
        let spill = Spill { directory: ".".into(), rows: 7 };
        let mut rows: Gathered<Login> = Gathered::new(Some(&spill));
        rows.expect(1000, 2000);
        assert_eq!(rows.held.capacity(), 7);
    }

    #[test]
    fn ranges_hold_what_fits_and_a_group_that_does_not_stands_alone() {
        let ranges = Ranges::new(&[3, 4, 0, 9, 1, 1], 7);
        assert_eq!(ranges.of_group, [0, 0, 0, 1, 2, 2]);
        assert_eq!(ranges.starts, [0, 7, 16, 18]);
        assert_eq!(Ranges::new(&[], 7).starts, [0, 0]);
    }
}
