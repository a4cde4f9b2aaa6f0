//! One row as every format gives it: cells, each absent, text or typed.

use super::cell::{Cell, Slot};
use super::column_view::ColumnView;

/// A row before its columns are mapped.
#[derive(Clone, Copy)]
pub(crate) enum RawRow<'a> {
    /// A line of CSV or NDJSON.
    Slots {
        /// The block that holds it, and the same as text where the whole block is UTF-8.
        block: &'a [u8],
        text: Option<&'a str>,
        scratch: &'a str,
        slots: &'a [Slot],
    },
    /// Row `index` of a batch of Parquet columns.
    Columns { columns: &'a [ColumnView<'a>], index: usize },
}

impl<'a> RawRow<'a> {
    /// The content of a wanted column.
    #[inline]
    pub fn cell(&self, column: usize) -> Cell<'a> {
        match *self {
            RawRow::Slots { block, text, scratch, slots } => slots[column].cell(block, text, scratch),
            RawRow::Columns { columns, index } => columns[column].cell(index),
        }
    }
}
