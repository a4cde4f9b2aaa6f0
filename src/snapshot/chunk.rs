//! A stretch of rows on its way from cells to records.

use super::clock::{Stretches, stretches};
use super::collect::{Cells, StrangeWords};
use super::column_view::ColumnView;
use super::error::Fault;
use super::mapping::{DerivedCells, Projection};
use super::ndjson::Keys;
use super::pools::{Interners, Mark, Pools};
use super::records::{Record, Stretch};
use super::row::RawRow;
use crate::model::Time;

/// Rows that are read together, column by column: what is known of them stays in a core's nearest cache.
const STRETCH: usize = 1024;

/// A row that cannot be used: its row and line within the chunk (both from 0), and why.
pub(crate) struct BadRow {
    pub row: u32,
    pub line: u32,
    pub fault: Fault,
}

/// Records with local ids, and all that goes with them.
pub(crate) struct Chunk<T> {
    pub pools: Pools,
    pub rows: Vec<T>,
    /// Rows read, rejected ones included.
    pub count: u32,
    /// Rows that say nothing for this table.
    pub silent: u32,
    /// Lines read.
    pub lines: u32,
    pub bad: Vec<BadRow>,
    pub strange: StrangeWords,
    pub latest: Option<Time>,
    /// The row of `latest`, from 0.
    pub latest_row: u32,
    /// How the times of the rows lie, once they are resolved.
    pub times: Stretches,
    pub keys: Keys,
    derived: DerivedCells,
}

impl<T: Record> Chunk<T> {
    pub fn new(interners: &Interners) -> Self {
        Self {
            pools: interners.pools(),
            rows: Vec::new(),
            count: 0,
            silent: 0,
            lines: 0,
            bad: Vec::new(),
            strange: StrangeWords::new(),
            latest: None,
            latest_row: 0,
            times: Stretches::new(),
            keys: Keys::default(),
            derived: DerivedCells::default(),
        }
    }

    /// Reads one row; `line` is asked only where the row is of no use.
    #[inline]
    pub fn push(
        &mut self,
        row: RawRow<'_>,
        projection: &Projection,
        interners: &Interners,
        line: impl FnOnce() -> u32,
    ) {
        let mark = self.pools.mark();
        projection.derive(row, &mut self.derived);
        let mut cells = Cells {
            projection,
            row,
            derived: &self.derived,
            pools: &mut self.pools,
            interners,
            strange: &mut self.strange,
        };
        match T::read(&mut cells, self.count) {
            Ok(record) => {
                let latest = record.latest();
                if latest > self.latest {
                    (self.latest, self.latest_row) = (latest, self.count);
                }
                self.rows.push(record);
                self.count += 1;
            }
            Err(fault) => self.reject_from(&mark, line(), fault),
        }
    }

    /// Reads the rows of a batch: column by column as far as nothing in them is unusual, else row by row.
    pub fn push_columns(
        &mut self,
        columns: &[ColumnView<'_>],
        count: usize,
        projection: &Projection,
        interners: &Interners,
    ) {
        let mut done = 0;
        while done < count {
            let rows = done..count.min(done + STRETCH);
            let (pools, first, before) = (&mut self.pools, self.count, self.rows.len());
            let mut stretch = Stretch { projection, columns, rows: rows.clone(), pools, first };
            let Some(latest) = T::read_columns(&mut stretch, &mut self.rows) else { break };
            if Some(latest) > self.latest {
                let within = self.rows[before..].iter().position(|row| row.latest() == Some(latest));
                (self.latest, self.latest_row) = (Some(latest), first + within.unwrap_or_default() as u32);
            }
            self.count += rows.len() as u32;
            done = rows.end;
        }
        for index in done..count {
            self.push(RawRow::Columns { columns, index }, projection, interners, || 0);
        }
    }

    /// A row that cannot even be split.
    pub fn reject(&mut self, line: u32, fault: Fault) {
        self.bad.push(BadRow { row: self.count, line, fault });
        self.count += 1;
    }

    #[cold]
    fn reject_from(&mut self, mark: &Mark, line: u32, fault: Fault) {
        self.pools.back_to(mark);
        if fault.silent {
            self.silent += 1;
            self.count += 1;
        } else {
            self.reject(line, fault);
        }
    }

    /// Replaces local ids by temporary ones and numbers the rows from `base` on; `None` where there are too many strings.
    pub fn resolve(&mut self, interners: &Interners, base: u32, first: usize) -> Option<()> {
        self.pools.resolve(interners, first)?;
        self.times = stretches(self.rows.iter().filter_map(Record::latest));
        T::renumber_all(&mut self.rows, &self.pools);
        self.rows.iter_mut().for_each(|row| row.advance(base + 1));
        interners.done_with(std::mem::replace(&mut self.pools, Pools::new(interners)));
        Some(())
    }
}
