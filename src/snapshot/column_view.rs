//! A column of a Parquet batch, looked at with its type known.

use arrow::array::{
    Array, ArrayRef, AsArray, BinaryArray, BooleanArray, Decimal128Array, FixedSizeBinaryArray, Float32Array,
    Float64Array, Int32Array, Int64Array, LargeBinaryArray, LargeStringArray, PrimitiveArray, StringArray,
    StringViewArray,
};
use arrow::datatypes::{
    ArrowPrimitiveType, DataType, Date32Type, TimeUnit, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType,
};

use super::cell::{Cell, bytes_cell, some_text};
use crate::model::DAY;

/// A column of a batch, with its type known.
pub(crate) enum ColumnView<'a> {
    Text(&'a StringArray),
    LargeText(&'a LargeStringArray),
    TextView(&'a StringViewArray),
    Bytes(&'a BinaryArray),
    LargeBytes(&'a LargeBinaryArray),
    FixedBytes(&'a FixedSizeBinaryArray),
    Small(&'a Int32Array),
    Integer(&'a Int64Array),
    Single(&'a Float32Array),
    Real(&'a Float64Array),
    Decimal(&'a Decimal128Array, f64),
    Flag(&'a BooleanArray),
    /// Times, and how many of their units make a second.
    Seconds(&'a PrimitiveArray<TimestampSecondType>),
    Milliseconds(&'a PrimitiveArray<TimestampMillisecondType>),
    Microseconds(&'a PrimitiveArray<TimestampMicrosecondType>),
    Nanoseconds(&'a PrimitiveArray<TimestampNanosecondType>),
    Days(&'a PrimitiveArray<Date32Type>),
    Nothing,
}

fn present<T: ArrowPrimitiveType>(array: &PrimitiveArray<T>, index: usize) -> Option<T::Native> {
    array.is_valid(index).then(|| array.value(index))
}

impl<'a> ColumnView<'a> {
    /// Looks at a column that [`plain_type`](super::plain_types::plain_type) has made one of these types.
    pub fn new(array: &'a ArrayRef) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Utf8 => Self::Text(array.as_string_opt()?),
            DataType::LargeUtf8 => Self::LargeText(array.as_string_opt()?),
            DataType::Utf8View => Self::TextView(array.as_string_view_opt()?),
            DataType::Binary => Self::Bytes(array.as_binary_opt()?),
            DataType::LargeBinary => Self::LargeBytes(array.as_binary_opt()?),
            DataType::FixedSizeBinary(_) => Self::FixedBytes(array.as_fixed_size_binary_opt()?),
            DataType::Int32 => Self::Small(array.as_primitive_opt()?),
            DataType::Int64 => Self::Integer(array.as_primitive_opt()?),
            DataType::Float32 => Self::Single(array.as_primitive_opt()?),
            DataType::Float64 => Self::Real(array.as_primitive_opt()?),
            DataType::Decimal128(_, scale) => Self::Decimal(array.as_primitive_opt()?, 10f64.powi(i32::from(*scale))),
            DataType::Boolean => Self::Flag(array.as_boolean_opt()?),
            DataType::Timestamp(TimeUnit::Second, _) => Self::Seconds(array.as_primitive_opt()?),
            DataType::Timestamp(TimeUnit::Millisecond, _) => Self::Milliseconds(array.as_primitive_opt()?),
            DataType::Timestamp(TimeUnit::Microsecond, _) => Self::Microseconds(array.as_primitive_opt()?),
            DataType::Timestamp(TimeUnit::Nanosecond, _) => Self::Nanoseconds(array.as_primitive_opt()?),
            DataType::Date32 => Self::Days(array.as_primitive_opt()?),
            DataType::Null => Self::Nothing,
            _ => return None,
        })
    }

    /// The content of a row.
    #[inline]
    pub fn cell(&self, index: usize) -> Cell<'a> {
        let text = |valid: bool, text: &'a str| if valid { some_text(text) } else { Cell::Absent };
        let bytes = |valid: bool, bytes: &'a [u8]| if valid { bytes_cell(bytes) } else { Cell::Absent };
        let moment = |value: Option<i64>, unit: i64| value.map_or(Cell::Absent, |v| Cell::Moment(v.div_euclid(unit)));
        match self {
            Self::Text(array) => text(array.is_valid(index), array.value(index)),
            Self::LargeText(array) => text(array.is_valid(index), array.value(index)),
            Self::TextView(array) => text(array.is_valid(index), array.value(index)),
            Self::Bytes(array) => bytes(array.is_valid(index), array.value(index)),
            Self::LargeBytes(array) => bytes(array.is_valid(index), array.value(index)),
            Self::FixedBytes(array) => bytes(array.is_valid(index), array.value(index)),
            Self::Small(array) => present(array, index).map_or(Cell::Absent, |v| Cell::Integer(i64::from(v))),
            Self::Integer(array) => present(array, index).map_or(Cell::Absent, Cell::Integer),
            Self::Single(array) => present(array, index).map_or(Cell::Absent, |v| Cell::Real(f64::from(v))),
            Self::Real(array) => present(array, index).map_or(Cell::Absent, Cell::Real),
            Self::Decimal(array, scale) => present(array, index).map_or(Cell::Absent, |v| Cell::Real(v as f64 / scale)),
            Self::Flag(array) if array.is_valid(index) => Cell::Flag(array.value(index)),
            Self::Seconds(array) => moment(present(array, index), 1),
            Self::Milliseconds(array) => moment(present(array, index), 1_000),
            Self::Microseconds(array) => moment(present(array, index), 1_000_000),
            Self::Nanoseconds(array) => moment(present(array, index), 1_000_000_000),
            Self::Days(array) => {
                present(array, index).map_or(Cell::Absent, |v| Cell::Moment(i64::from(v) * i64::from(DAY)))
            }
            Self::Flag(_) | Self::Nothing => Cell::Absent,
        }
    }
}
