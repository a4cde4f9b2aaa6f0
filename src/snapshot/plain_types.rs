//! Which types of Parquet's columns are read, and as what.

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, FieldRef, Fields, Schema, SchemaRef, TimeUnit};

/// The type that a column is cast to so that [`super::column_view::ColumnView`] reads it; `None`: it is read as it is, or not at all.
pub(super) fn plain_type(of: &DataType) -> Option<DataType> {
    match of {
        DataType::Int8 | DataType::Int16 | DataType::UInt8 | DataType::UInt16 => Some(DataType::Int32),
        DataType::UInt32 => Some(DataType::Int64),
        // Beyond 2^63 only the digits are exact.
        DataType::UInt64 => Some(DataType::Utf8),
        DataType::Float16 => Some(DataType::Float32),
        DataType::Decimal32(..) | DataType::Decimal64(..) => Some(DataType::Float64),
        DataType::Date64 => Some(DataType::Timestamp(TimeUnit::Millisecond, None)),
        DataType::BinaryView => Some(DataType::Binary),
        DataType::Dictionary(_, values) => plain_type(values).or_else(|| Some((**values).clone())),
        _ => None,
    }
}

/// Whether a column of this type can be read.
pub(super) fn readable(of: &DataType) -> bool {
    let is_plain = |of: &DataType| {
        use DataType::{
            Binary, Boolean, Date32, Decimal128, FixedSizeBinary, Float32, Float64, Int32, Int64, LargeBinary,
            LargeUtf8, Null, Timestamp, Utf8, Utf8View,
        };
        matches!(
            of,
            Utf8 | LargeUtf8
                | Utf8View
                | Binary
                | LargeBinary
                | FixedSizeBinary(_)
                | Int32
                | Int64
                | Float32
                | Float64
                | Decimal128(..)
                | Boolean
                | Timestamp(..)
                | Date32
                | Null
        )
    };
    is_plain(&plain_type(of).unwrap_or_else(|| of.clone()))
}

/// A schema whose texts at the top level are read as views.
pub(super) fn with_views(schema: &Schema) -> SchemaRef {
    let view = |field: &FieldRef| match field.data_type() {
        DataType::Utf8 | DataType::LargeUtf8 => Arc::new(Field::clone(field).with_data_type(DataType::Utf8View)),
        _ => field.clone(),
    };
    Arc::new(Schema::new_with_metadata(schema.fields().iter().map(view).collect::<Fields>(), schema.metadata().clone()))
}
