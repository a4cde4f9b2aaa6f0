//! Rows under construction: typed columns that become an Arrow batch or CSV text.

use std::io::Write;
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, BooleanArray, BooleanBuilder, Float64Array, Float64Builder, Int64Array, Int64Builder, RecordBatch,
    StringArray, StringBuilder, TimestampMillisecondArray, TimestampMillisecondBuilder,
};
use arrow::datatypes::{DataType, Field, Schema, TimeUnit};
use arrow::error::ArrowError;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    Text,
    /// A moment in UTC.
    Time,
    /// A number.
    Number,
    /// A whole number.
    Whole,
    /// Yes or no.
    Flag,
}

/// A table's name and columns.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The table's name.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [(&'static str, Type)],
}

enum Column {
    Text(StringBuilder),
    Time(TimestampMillisecondBuilder),
    Number(Float64Builder),
    Whole(Int64Builder),
    Flag(BooleanBuilder),
}

/// Rows of one table. Cells are pushed one after another, in the order of the columns.
pub struct Rows {
    layout: Layout,
    columns: Vec<Column>,
    at: usize,
}

impl Layout {
    /// The table's Arrow schema; times are milliseconds in UTC.
    #[must_use]
    pub fn schema(&self) -> Arc<Schema> {
        let field = |&(name, kind): &(&str, Type)| {
            let kind = match kind {
                Type::Text => DataType::Utf8,
                Type::Time => DataType::Timestamp(TimeUnit::Millisecond, Some("UTC".into())),
                Type::Number => DataType::Float64,
                Type::Whole => DataType::Int64,
                Type::Flag => DataType::Boolean,
            };
            Field::new(name, kind, true)
        };
        Arc::new(Schema::new(self.columns.iter().map(field).collect::<Vec<_>>()))
    }
}

impl Rows {
    /// No rows yet.
    #[must_use]
    pub fn new(layout: Layout) -> Self {
        let column = |&(_, kind): &(&str, Type)| match kind {
            Type::Text => Column::Text(StringBuilder::new()),
            Type::Time => Column::Time(TimestampMillisecondBuilder::new().with_timezone("UTC")),
            Type::Number => Column::Number(Float64Builder::new()),
            Type::Whole => Column::Whole(Int64Builder::new()),
            Type::Flag => Column::Flag(BooleanBuilder::new()),
        };
        Self { layout, columns: layout.columns.iter().map(column).collect(), at: 0 }
    }

    fn next(&mut self) -> &mut Column {
        let at = self.at;
        self.at = (at + 1) % self.columns.len();
        &mut self.columns[at]
    }

    /// A cell of text.
    pub fn text(&mut self, value: &str) {
        self.maybe_text(Some(value));
    }

    /// A cell of text that may not be known.
    pub fn maybe_text(&mut self, value: Option<&str>) {
        match self.next() {
            Column::Text(column) => column.append_option(value),
            _ => debug_assert!(false, "not a column of text"),
        }
    }

    /// A cell with a moment in Unix seconds.
    pub fn time(&mut self, value: Option<i64>) {
        match self.next() {
            Column::Time(column) => column.append_option(value.map(|seconds| seconds * 1000)),
            _ => debug_assert!(false, "not a column of times"),
        }
    }

    /// A cell with a number.
    pub fn number(&mut self, value: Option<f64>) {
        match self.next() {
            Column::Number(column) => column.append_option(value),
            _ => debug_assert!(false, "not a column of numbers"),
        }
    }

    /// A cell with a whole number.
    pub fn whole(&mut self, value: Option<i64>) {
        match self.next() {
            Column::Whole(column) => column.append_option(value),
            _ => debug_assert!(false, "not a column of whole numbers"),
        }
    }

    /// A cell with yes or no.
    pub fn flag(&mut self, value: Option<bool>) {
        match self.next() {
            Column::Flag(column) => column.append_option(value),
            _ => debug_assert!(false, "not a column of flags"),
        }
    }

    /// The rows as an Arrow batch.
    pub fn batch(mut self) -> Result<RecordBatch, ArrowError> {
        let finish = |column: &mut Column| -> ArrayRef {
            match column {
                Column::Text(column) => Arc::new(column.finish()),
                Column::Time(column) => Arc::new(column.finish()),
                Column::Number(column) => Arc::new(column.finish()),
                Column::Whole(column) => Arc::new(column.finish()),
                Column::Flag(column) => Arc::new(column.finish()),
            }
        };
        RecordBatch::try_new(self.layout.schema(), self.columns.iter_mut().map(finish).collect())
    }

    /// The rows as CSV without a header, times in RFC 3339.
    pub fn csv(self) -> Result<Vec<u8>, ArrowError> {
        let batch = self.batch()?;
        let cells: Vec<Cells> = batch.columns().iter().map(cells).collect::<Result<_, _>>()?;
        let mut out = Vec::with_capacity(batch.num_rows() * 64);
        for row in 0..batch.num_rows() {
            for (at, column) in cells.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                column.write(row, &mut out);
            }
            out.push(b'\n');
        }
        Ok(out)
    }
}

enum Cells<'a> {
    Text(&'a StringArray),
    Time(&'a TimestampMillisecondArray),
    Number(&'a Float64Array),
    Whole(&'a Int64Array),
    Flag(&'a BooleanArray),
}

fn cells(column: &ArrayRef) -> Result<Cells<'_>, ArrowError> {
    let any = column.as_any();
    None.or_else(|| any.downcast_ref().map(Cells::Text))
        .or_else(|| any.downcast_ref().map(Cells::Time))
        .or_else(|| any.downcast_ref().map(Cells::Number))
        .or_else(|| any.downcast_ref().map(Cells::Whole))
        .or_else(|| any.downcast_ref().map(Cells::Flag))
        .ok_or_else(|| ArrowError::NotYetImplemented(column.data_type().to_string()))
}

impl Cells<'_> {
    fn write(&self, row: usize, out: &mut Vec<u8>) {
        let known = match self {
            Cells::Text(column) => column.is_valid(row).then(|| text(column.value(row), out)),
            Cells::Time(column) => column.is_valid(row).then(|| moment(column.value(row) / 1000, out)),
            Cells::Number(column) => column.is_valid(row).then(|| drop(write!(out, "{}", column.value(row)))),
            Cells::Whole(column) => column.is_valid(row).then(|| drop(write!(out, "{}", column.value(row)))),
            Cells::Flag(column) => column.is_valid(row).then(|| drop(write!(out, "{}", column.value(row)))),
        };
        // An unknown value is an empty field.
        known.unwrap_or_default();
    }
}

/// A CSV field, quoted where RFC 4180 asks for it.
fn text(value: &str, out: &mut Vec<u8>) {
    if value.bytes().any(|b| matches!(b, b',' | b'"' | b'\n' | b'\r')) {
        out.push(b'"');
        out.extend_from_slice(value.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(value.as_bytes());
    }
}

/// RFC 3339 in UTC, by the civil calendar from days (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn moment(seconds: i64, out: &mut Vec<u8>) {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    // Writing to a vector cannot fail.
    let _ = write!(out, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_agree_with_the_date_library() {
        for seconds in [0, 951_782_399, 951_782_400, 1_709_164_800, 1_759_276_799, 4_102_444_799] {
            let mut out = Vec::new();
            moment(seconds, &mut out);
            let expected = jiff::Timestamp::from_second(seconds).unwrap().to_string();
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }

    #[test]
    fn csv_quotes_and_leaves_unknown_cells_empty() {
        let layout = Layout { name: "t", columns: &[("a", Type::Text), ("b", Type::Time), ("c", Type::Flag)] };
        let mut rows = Rows::new(layout);
        rows.text("x, \"y\"");
        rows.time(None);
        rows.flag(Some(true));
        assert_eq!(String::from_utf8(rows.csv().unwrap()).unwrap(), "\"x, \"\"y\"\"\",,true\n");
    }
}
