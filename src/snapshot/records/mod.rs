//! How each table's rows are read from cells, renumbered and ordered.

mod accounts;
mod decisions;
mod events;
mod identity;
mod login_columns;
mod money;

pub(crate) use accounts::AccountRow;
pub(crate) use decisions::{KnownRow, NetworkRow, Word, country_code};
pub(crate) use money::PayoutRow;

use std::cmp::Ordering;
use std::ops::Range;

use super::collect::Cells;
use super::column_view::ColumnView;
use super::error::Fault;
use super::mapping::{Made, Projection};
use super::pools::{Ids, Pools};
use crate::model::{AccountId, Table, Time};

/// Rows of a batch of columns that follow one another.
pub(crate) struct Stretch<'a> {
    pub projection: &'a Projection,
    pub columns: &'a [ColumnView<'a>],
    pub rows: Range<usize>,
    pub pools: &'a mut Pools,
    /// The number of the first row within its chunk.
    pub first: u32,
}

impl<'a> Stretch<'a> {
    /// The column that a column of the table is read from; `None` where the file has none.
    fn column(&self, column: usize) -> Result<Option<&'a ColumnView<'a>>, Made> {
        let found = self.projection.plain(column)?.map(|wanted| &self.columns[wanted]);
        Ok(found.filter(|found| !matches!(found, ColumnView::Nothing)))
    }
}

/// A row of a table.
pub(crate) trait Record: Clone + Send + Sync + Sized {
    /// Which table.
    const TABLE: Table;

    /// Reads a row; `row` is its number within its chunk.
    fn read(cells: &mut Cells<'_>, row: u32) -> Result<Self, Fault>;

    /// Reads rows column by column, and returns the latest moment in them; `None` where they are to be read row by row, and nothing
    /// was read.
    fn read_columns(_stretch: &mut Stretch<'_>, _into: &mut Vec<Self>) -> Option<Time> {
        None
    }

    /// Replaces every id.
    fn renumber(&mut self, ids: &impl Ids);

    /// Replaces every id of many rows.
    fn renumber_all(rows: &mut [Self], ids: &impl Ids) {
        rows.iter_mut().for_each(|row| row.renumber(ids));
    }

    /// Adds to the row's number.
    fn advance(&mut self, rows: u32);

    /// The order of the table, total.
    fn order(&self, other: &Self) -> Ordering;

    /// The latest moment in the row.
    fn latest(&self) -> Option<Time>;

    /// The accounts that the row is about.
    fn accounts(&self) -> [Option<AccountId>; 2];

    /// Rows as bytes, of a table whose rows may be kept on the disk.
    fn bytes(_rows: &[Self]) -> Option<&[u8]> {
        None
    }
}

/// The order of two numbers that are finite or absent.
fn by_number<N: PartialOrd>(a: &N, b: &N) -> Ordering {
    a.partial_cmp(b).unwrap_or(Ordering::Equal)
}
