//! Links that do not fit in memory, by ranges of accounts into files, then by ranges of values into one of the other direction.
//!
//! The files have no names, so that nothing is left behind; mapped, their pages are the system's to take back. Of a kind on the
//! disk only where the links of each account and each value begin is in memory. Each range of values takes a pass over the links of all
//! accounts, which stand in the order that carriers are to have, so that nothing is sorted. The result is the same as in memory.

use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use rayon::prelude::*;

use super::column::Column;
use super::links::{Links, Part, add_up, turn};
use crate::model::{AccountId, ValueId};

/// Room for links in memory.
#[derive(Debug)]
pub(super) struct Room<'a> {
    /// Directory for temporary files.
    directory: &'a Path,
    /// Links that are held, at most, while links are written.
    most: usize,
    /// Links that may still be held for good.
    left: usize,
}

impl<'a> Room<'a> {
    pub fn new(directory: &'a Path, most: usize) -> Self {
        Self { directory, most, left: most }
    }

    /// The links of a kind, in memory where there is room left for all of them.
    pub fn links(
        &mut self,
        tasks: &[Range<usize>],
        values: usize,
        part: &(impl Fn(Range<usize>) -> Part + Sync),
    ) -> io::Result<Links> {
        let (mut held, mut total, mut out) = (Vec::new(), 0, None);
        for wave in tasks.chunks(rayon::current_num_threads()) {
            let parts: Vec<Part> = wave.par_iter().map(|accounts| part(accounts.clone())).collect();
            total += parts.iter().map(|part| part.values.len()).sum::<usize>();
            held.extend(parts);
            if total > self.left {
                let out = match &mut out {
                    Some(out) => out,
                    none => none.insert(Written::new(self.directory, values)?),
                };
                held.drain(..).try_for_each(|part| out.write(&part))?;
            }
        }
        if let Some(out) = out {
            return out.turned(self.directory, self.most);
        }
        self.left -= total;
        Ok(Links::new(held, values))
    }
}

/// Links by account in files.
struct Written {
    values: File,
    days: File,
    by_account: Vec<u32>,
    by_value: Vec<u32>,
}

impl Written {
    fn new(directory: &Path, values: usize) -> io::Result<Self> {
        let file = || tempfile::tempfile_in(directory);
        Ok(Self { values: file()?, days: file()?, by_account: vec![0], by_value: vec![0; values + 1] })
    }

    fn write(&mut self, part: &Part) -> io::Result<()> {
        part.count(&mut self.by_account, &mut self.by_value);
        self.values.write_all(bytemuck::cast_slice(&part.values))?;
        self.days.write_all(bytemuck::cast_slice(&part.days))
    }

    /// With the other direction, of which `most` links are in memory at a time.
    fn turned(mut self, directory: &Path, most: usize) -> io::Result<Links> {
        add_up(&mut self.by_value);
        let count = self.by_account[self.by_account.len() - 1] as usize;
        let values: Column<ValueId> = Column::mapped(self.values, count)?;
        let mut file = tempfile::tempfile_in(directory)?;
        for of in ranges(&self.by_value, most) {
            let mut carriers = vec![AccountId(0); (self.by_value[of.end] - self.by_value[of.start]) as usize];
            turn(&values, &self.by_account, &self.by_value, of, &mut carriers);
            file.write_all(bytemuck::cast_slice(&carriers))?;
        }
        let days = Column::mapped(self.days, count)?;
        Ok(Links::of_columns((values, days), self.by_account, self.by_value, Column::mapped(file, count)?))
    }
}

/// Values in ranges that have `most` carriers each, or are one value that alone has more.
fn ranges(by_value: &[u32], most: usize) -> Vec<Range<usize>> {
    let (mut ranges, mut from) = (Vec::new(), 0);
    while from + 1 < by_value.len() {
        let end = by_value[from] as usize + most;
        let fitting = by_value[from + 1..].partition_point(|&begin| begin as usize <= end);
        let to = from + fitting.max(1);
        ranges.push(from..to);
        from = to;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn ranges_hold_what_fits_and_a_value_that_does_not_stands_alone() {
        assert_eq!(ranges(&[0, 3, 7, 7, 16, 17, 18], 7), [0..3, 3..4, 4..6]);
        assert!(ranges(&[0], 7).is_empty());
    }
}
