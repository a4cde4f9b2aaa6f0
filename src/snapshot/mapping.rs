//! Where each column of a table stands in a file: by its own name, or as the settings map it.

use std::collections::{BTreeMap, HashMap};

use super::cell::{Cell, Slot, shown};
use super::error::ReadError;
use super::row::RawRow;
use crate::model::Table;
use crate::settings::{FileColumns, SourceSettings};

/// How the rows of one file become rows of one table.
#[derive(Debug)]
pub(crate) struct Projection {
    pub table: Table,
    /// The file's columns to be read; cells are numbered by their place here.
    pub wanted: Vec<String>,
    /// For each column of the table, in the schema's order.
    fields: Vec<Field>,
    derived: Vec<Derived>,
    /// The mapping's own form of times.
    pub time: Option<String>,
    /// Whether columns were found by name, so that others are worth a note.
    pub by_name: bool,
}

#[derive(Debug)]
enum Field {
    Missing,
    Wanted(usize),
    Derived(usize),
    Constant(String),
}

/// A cell made of others: joined with ':', then recoded.
#[derive(Debug)]
struct Derived {
    parts: Vec<usize>,
    recode: HashMap<String, String>,
}

/// The derived cells of one row.
#[derive(Default)]
pub(crate) struct DerivedCells {
    slots: Vec<Slot>,
    text: String,
}

/// A column of the table that is no column of the file as it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Made;

impl Projection {
    /// Without a mapping, or with one that names no columns, columns are found by name. `header`: the file's columns,
    /// where they are known before its rows.
    pub fn new(
        table: Table,
        mapping: Option<&SourceSettings>,
        header: Option<&[String]>,
        file: &str,
    ) -> Result<Self, ReadError> {
        let none = BTreeMap::new();
        let columns = mapping.map_or(&none, |mapping| &mapping.columns);
        let by_name = columns.is_empty();
        let mut made = Self {
            table,
            wanted: Vec::new(),
            fields: Vec::new(),
            derived: Vec::new(),
            time: mapping.and_then(|mapping| mapping.time.clone()),
            by_name,
        };
        for column in table.columns() {
            let constant = mapping.and_then(|mapping| mapping.constants.get(column.name));
            let recode = mapping.and_then(|mapping| mapping.values.get(column.name));
            let field = match (constant, columns.get(column.name)) {
                (Some(constant), _) => Field::Constant(constant.trim().to_owned()),
                (None, Some(of)) => made.mapped(of, recode, header, file)?,
                (None, None)
                    if by_name && header.is_none_or(|header| header.iter().any(|name| name == column.name)) =>
                {
                    made.mapped(&FileColumns::One(column.name.to_owned()), recode, header, file)?
                }
                (None, None) => Field::Missing,
            };
            if column.required && matches!(field, Field::Missing) {
                return Err(missing(table, column.name, header, mapping.is_some(), file));
            }
            made.fields.push(field);
        }
        Ok(made)
    }

    fn mapped(
        &mut self,
        of: &FileColumns,
        recode: Option<&BTreeMap<String, String>>,
        header: Option<&[String]>,
        file: &str,
    ) -> Result<Field, ReadError> {
        let mut parts = Vec::new();
        for name in of.names() {
            if let Some(header) = header {
                match header.iter().filter(|found| *found == name).count() {
                    1 => {}
                    0 => return Err(absent(name, header, file)),
                    _ => {
                        let what = "the header names this column more than once";
                        return Err(ReadError::new(file, what, "Rename all but one").column(name));
                    }
                }
            }
            let known = self.wanted.iter().position(|wanted| wanted == name);
            parts.push(known.unwrap_or_else(|| {
                self.wanted.push(name.clone());
                self.wanted.len() - 1
            }));
        }
        if parts.len() == 1 && recode.is_none() {
            return Ok(Field::Wanted(parts[0]));
        }
        let recode = recode.into_iter().flatten().map(|(from, to)| (from.clone(), to.clone())).collect();
        self.derived.push(Derived { parts, recode });
        Ok(Field::Derived(self.derived.len() - 1))
    }

    /// The columns of the table that the file has. `met`: which of the wanted were met, where that is not certain
    /// before all rows are read.
    pub fn provided(&self, met: impl Fn(usize) -> bool) -> Vec<usize> {
        let provides = |field: &Field| match field {
            Field::Missing => false,
            Field::Constant(_) => true,
            Field::Wanted(wanted) => met(*wanted),
            Field::Derived(index) => self.derived[*index].parts.iter().all(|part| met(*part)),
        };
        (0..self.fields.len()).filter(|column| provides(&self.fields[*column])).collect()
    }

    /// The wanted column that a column of the table is as it stands; `None` where the file has none.
    pub fn plain(&self, column: usize) -> Result<Option<usize>, Made> {
        match &self.fields[column] {
            Field::Wanted(wanted) => Ok(Some(*wanted)),
            Field::Missing => Ok(None),
            Field::Derived(_) | Field::Constant(_) => Err(Made),
        }
    }

    /// Whether the settings give a column of the table a constant, which hides a column of that name in the file.
    pub fn is_constant(&self, name: &str) -> bool {
        let mut fields = self.table.columns().iter().zip(&self.fields);
        fields.any(|(column, field)| column.name == name && matches!(field, Field::Constant(_)))
    }

    /// Makes the derived cells of a row.
    #[inline]
    pub fn derive(&self, row: RawRow<'_>, cells: &mut DerivedCells) {
        if self.derived.is_empty() {
            return;
        }
        cells.slots.clear();
        cells.text.clear();
        for derived in &self.derived {
            let slot = derived.cell(row, &mut cells.text);
            cells.slots.push(slot);
        }
    }

    /// The content of a column of the table.
    #[inline]
    pub fn cell<'a>(&'a self, column: usize, row: RawRow<'a>, derived: &'a DerivedCells) -> Cell<'a> {
        match &self.fields[column] {
            Field::Wanted(wanted) => row.cell(*wanted),
            Field::Missing => Cell::Absent,
            Field::Derived(index) => derived.slots[*index].cell(&[], None, &derived.text),
            Field::Constant(text) if text.is_empty() => Cell::Absent,
            Field::Constant(text) => Cell::Text(text),
        }
    }
}

impl Derived {
    fn cell(&self, row: RawRow<'_>, text: &mut String) -> Slot {
        let start = text.len();
        for (index, part) in self.parts.iter().enumerate() {
            if index > 0 {
                text.push(':');
            }
            match row.cell(*part) {
                Cell::Text(part) => text.push_str(part),
                // What is not known in one part is not known as a whole.
                Cell::Absent => return Slot::Absent,
                // Bytes that are not text, lists and objects fail in the column that reads them.
                Cell::NotText(_) => return Slot::NotText,
                Cell::Nested => return Slot::Nested,
                other => text.push_str(&shown(other)),
            }
        }
        if let Some(recoded) = self.recode.get(&text[start..]) {
            text.truncate(start);
            text.push_str(recoded);
        }
        Slot::Scratch(start as u32, text.len() as u32)
    }
}

fn missing(table: Table, column: &str, header: Option<&[String]>, mapped: bool, file: &str) -> ReadError {
    let found = header.map_or(String::new(), |header| format!("; the header has {}", listed(header)));
    let repair = if mapped {
        format!("Name it in `columns` or `constants` of this source of `{}`", table.name())
    } else {
        format!("Rename the column, or map it with [[tables.{}]] in the settings", table.name())
    };
    ReadError::new(file, format!("the table `{}` requires this column{found}", table.name()), repair).column(column)
}

fn absent(name: &str, header: &[String], file: &str) -> ReadError {
    let what = format!("the settings map this column, but the header has {}", listed(header));
    ReadError::new(file, what, "Correct the name in the settings").column(name)
}

/// At most 40 names, each as a reason quotes it.
pub(crate) fn listed(names: &[String]) -> String {
    let mut shown: Vec<String> = names.iter().take(40).map(|name| super::error::quoted(name)).collect();
    if names.len() > shown.len() {
        shown.push(format!("and {} more", names.len() - shown.len()));
    }
    if shown.is_empty() { "no columns".into() } else { shown.join(", ") }
}
