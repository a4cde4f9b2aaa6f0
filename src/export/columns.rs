//! How the rows of the report become Arrow columns, and back: structs as structs, `Vec` as lists, nothing nullable.
//!
//! Each row type names its columns once, in `record!`, and writing and reading both follow from that.

use std::borrow::Cow;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Float64Array, ListArray, StringArray, UInt64Array};
use arrow::buffer::OffsetBuffer;
use arrow::datatypes::{DataType, Field, Float64Type, UInt64Type};

use crate::model::Table;
use crate::report::ClusterKind;

/// A type that can stand in a column. Reading gives exactly what was written.
pub trait Column: Sized {
    /// The column's Arrow type.
    fn data_type() -> DataType;
    /// The values as an array of that type.
    fn write(values: &[&Self]) -> ArrayRef;
    /// The values of an array; an error says what was expected.
    fn read(array: &ArrayRef) -> Result<Vec<Self>, String>;
}

/// Checks an array's type before it is taken apart.
pub(super) fn expect<T: Column>(array: &ArrayRef) -> Result<(), String> {
    let (found, wanted) = (array.data_type(), T::data_type());
    if array.null_count() > 0 {
        return Err("a null where none may stand".to_owned());
    }
    let same = matches!((found, &wanted), (DataType::Struct(_), DataType::Struct(_)))
        || matches!((found, &wanted), (DataType::List(_), DataType::List(_)))
        || *found == wanted;
    if same { Ok(()) } else { Err(format!("type {found}, expected {wanted}")) }
}

macro_rules! text {
    ($($type:ty),*) => {$(
        impl Column for $type {
            fn data_type() -> DataType {
                DataType::Utf8
            }

            fn write(values: &[&Self]) -> ArrayRef {
                Arc::new(StringArray::from_iter_values(values.iter().map(|text| &***text)))
            }

            fn read(array: &ArrayRef) -> Result<Vec<Self>, String> {
                expect::<Self>(array)?;
                Ok(array.as_string::<i32>().iter().flatten().map(|text| text.to_owned().into()).collect())
            }
        }
    )*};
}
text!(String, Arc<str>, Cow<'static, str>);

impl Column for f64 {
    fn data_type() -> DataType {
        DataType::Float64
    }

    fn write(values: &[&Self]) -> ArrayRef {
        Arc::new(Float64Array::from_iter_values(values.iter().map(|value| **value)))
    }

    fn read(array: &ArrayRef) -> Result<Vec<Self>, String> {
        expect::<Self>(array)?;
        Ok(array.as_primitive::<Float64Type>().values().to_vec())
    }
}

impl Column for u64 {
    fn data_type() -> DataType {
        DataType::UInt64
    }

    fn write(values: &[&Self]) -> ArrayRef {
        Arc::new(UInt64Array::from_iter_values(values.iter().map(|value| **value)))
    }

    fn read(array: &ArrayRef) -> Result<Vec<Self>, String> {
        expect::<Self>(array)?;
        Ok(array.as_primitive::<UInt64Type>().values().to_vec())
    }
}

/// As every other count and number in the files.
impl Column for u32 {
    fn data_type() -> DataType {
        u64::data_type()
    }

    fn write(values: &[&Self]) -> ArrayRef {
        Arc::new(UInt64Array::from_iter_values(values.iter().map(|value| u64::from(**value))))
    }

    fn read(array: &ArrayRef) -> Result<Vec<Self>, String> {
        let narrow = |number| Self::try_from(number).map_err(|_| format!("{number} where 32 bits are expected"));
        u64::read(array)?.into_iter().map(narrow).collect()
    }
}

impl Column for bool {
    fn data_type() -> DataType {
        DataType::Boolean
    }

    fn write(values: &[&Self]) -> ArrayRef {
        Arc::new(values.iter().map(|value| Some(**value)).collect::<BooleanArray>())
    }

    fn read(array: &ArrayRef) -> Result<Vec<Self>, String> {
        expect::<Self>(array)?;
        Ok(array.as_boolean().values().iter().collect())
    }
}

/// The name of an input table.
impl Column for &'static str {
    fn data_type() -> DataType {
        DataType::Utf8
    }

    fn write(values: &[&Self]) -> ArrayRef {
        Arc::new(StringArray::from_iter_values(values))
    }

    fn read(array: &ArrayRef) -> Result<Vec<Self>, String> {
        String::read(array)?.iter().map(|name| table_name(name)).collect()
    }
}

/// The static name of an input table.
pub(super) fn table_name(name: &str) -> Result<&'static str, String> {
    Table::named(name).map(Table::name).ok_or_else(|| format!("no table is called {name:?}"))
}

impl Column for Table {
    fn data_type() -> DataType {
        DataType::Utf8
    }

    fn write(values: &[&Self]) -> ArrayRef {
        Arc::new(StringArray::from_iter_values(values.iter().map(|table| table.name())))
    }

    fn read(array: &ArrayRef) -> Result<Vec<Self>, String> {
        let names = String::read(array)?;
        names.iter().map(|name| Self::named(name).ok_or_else(|| format!("no table is called {name:?}"))).collect()
    }
}

impl Column for ClusterKind {
    fn data_type() -> DataType {
        DataType::Utf8
    }

    fn write(values: &[&Self]) -> ArrayRef {
        Arc::new(StringArray::from_iter_values(values.iter().map(|kind| kind.name())))
    }

    fn read(array: &ArrayRef) -> Result<Vec<Self>, String> {
        let known = |name: String| Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(name);
        let kinds: Result<Vec<Self>, String> = String::read(array)?.into_iter().map(known).collect();
        kinds.map_err(|name| format!("no kind of cluster is called {name:?}"))
    }
}

impl<T: Column> Column for Vec<T> {
    fn data_type() -> DataType {
        DataType::List(Arc::new(Field::new("item", T::data_type(), false)))
    }

    fn write(values: &[&Self]) -> ArrayRef {
        let offsets = OffsetBuffer::from_lengths(values.iter().map(|list| list.len()));
        let items: Vec<&T> = values.iter().flat_map(|list| list.iter()).collect();
        let field = Arc::new(Field::new("item", T::data_type(), false));
        Arc::new(ListArray::new(field, offsets, T::write(&items), None))
    }

    fn read(array: &ArrayRef) -> Result<Vec<Self>, String> {
        expect::<Self>(array)?;
        let lists = array.as_list::<i32>();
        let (first, last) = (lists.value_offsets()[0], lists.value_offsets()[lists.len()]);
        let items = lists.values().slice(first as usize, (last - first) as usize);
        let mut items = T::read(&items)?.into_iter();
        Ok(lists.offsets().lengths().map(|length| items.by_ref().take(length).collect()).collect())
    }
}

/// Gives a struct its columns: field, column name, type.
macro_rules! record {
    ($row:ident { $($field:tt as $name:ident: $type:ty),* $(,)? }) => {
        impl Column for $row {
            fn data_type() -> DataType {
                let fields = vec![$(Field::new(stringify!($name), <$type as Column>::data_type(), false)),*];
                DataType::Struct(Fields::from(fields))
            }

            fn write(rows: &[&Self]) -> ArrayRef {
                let columns: Vec<(Arc<Field>, ArrayRef)> = vec![$({
                    let values: Vec<&$type> = rows.iter().map(|row| &row.$field).collect();
                    let field = Field::new(stringify!($name), <$type as Column>::data_type(), false);
                    (Arc::new(field), <$type as Column>::write(&values))
                }),*];
                Arc::new(StructArray::from(columns))
            }

            fn read(array: &ArrayRef) -> Result<Vec<Self>, String> {
                expect::<Self>(array)?;
                let rows = array.as_struct();
                $(
                    let column = rows.column_by_name(stringify!($name));
                    let column = column.ok_or(concat!("no column ", stringify!($name)))?;
                    let values = <$type as Column>::read(column);
                    let mut $name = values.map_err(|what| format!("{}: {what}", stringify!($name)))?.into_iter();
                )*
                let row = |_| Some(Self { $($field: $name.next()?),* });
                (0..rows.len()).map(row).collect::<Option<_>>().ok_or_else(|| "columns differ in length".to_owned())
            }
        }
    };
}

pub(super) use record;
