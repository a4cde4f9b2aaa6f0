//! `[[tables.NAME]]`: a platform's own files and columns; `[networks]`: databases of address ranges.

use std::collections::BTreeMap;

use jiff::fmt::strtime;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::model::Table;

/// Sources of each table; a table without any is read from `<table>.<ext>` or `<table>/`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "each is the table of its name")]
pub struct TableSettings {
    #[serde(deserialize_with = "sources::<0, _>", skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<SourceSettings>,
    #[serde(deserialize_with = "sources::<1, _>", skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<SourceSettings>,
    #[serde(deserialize_with = "sources::<2, _>", skip_serializing_if = "Vec::is_empty")]
    pub bank_accounts: Vec<SourceSettings>,
    #[serde(deserialize_with = "sources::<3, _>", skip_serializing_if = "Vec::is_empty")]
    pub logins: Vec<SourceSettings>,
    #[serde(deserialize_with = "sources::<4, _>", skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<SourceSettings>,
    #[serde(deserialize_with = "sources::<5, _>", skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<SourceSettings>,
    #[serde(deserialize_with = "sources::<6, _>", skip_serializing_if = "Vec::is_empty")]
    pub contracts: Vec<SourceSettings>,
    #[serde(deserialize_with = "sources::<7, _>", skip_serializing_if = "Vec::is_empty")]
    pub work: Vec<SourceSettings>,
    #[serde(deserialize_with = "sources::<8, _>", skip_serializing_if = "Vec::is_empty")]
    pub payouts: Vec<SourceSettings>,
    #[serde(deserialize_with = "sources::<9, _>", skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<SourceSettings>,
    #[serde(deserialize_with = "sources::<10, _>", skip_serializing_if = "Vec::is_empty")]
    pub ties: Vec<SourceSettings>,
    #[serde(deserialize_with = "sources::<11, _>", skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<SourceSettings>,
    #[serde(deserialize_with = "sources::<12, _>", skip_serializing_if = "Vec::is_empty")]
    pub networks: Vec<SourceSettings>,
    #[serde(deserialize_with = "sources::<13, _>", skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<SourceSettings>,
}

impl TableSettings {
    /// The sources that the settings name for a table.
    #[must_use]
    pub fn of(&self, table: Table) -> &[SourceSettings] {
        match table {
            Table::Accounts => &self.accounts,
            Table::Documents => &self.documents,
            Table::BankAccounts => &self.bank_accounts,
            Table::Logins => &self.logins,
            Table::Changes => &self.changes,
            Table::Reviews => &self.reviews,
            Table::Contracts => &self.contracts,
            Table::Work => &self.work,
            Table::Payouts => &self.payouts,
            Table::Identifiers => &self.identifiers,
            Table::Ties => &self.ties,
            Table::Reports => &self.reports,
            Table::Networks => &self.networks,
            Table::Known => &self.known,
        }
    }
}

/// One source of a table: files of the platform's own, and where the table's columns stand in them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SourceSettings {
    /// Files, relative to the snapshot; `*`, `?` and `**` match as in a shell.
    pub path: String,
    /// The table's column to the file's column or columns (joined with ':'). Where any is given, only those given are
    /// read; where none is, columns are found by their own names.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, FileColumns>,
    /// The table's column to a value that every row has.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub constants: BTreeMap<String, String>,
    /// The table's column to values that are to be read as others.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// How times are written (`strftime` letters), where they are in none of the usual forms. UTC without `%z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
}

/// The file's column, or several that are joined with ':'.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged, expecting = "a column's name, or a list of names to be joined with ':'")]
pub enum FileColumns {
    /// One column.
    One(String),
    /// Several, joined with ':' in this order.
    Joined(Vec<String>),
}

impl FileColumns {
    /// The columns' names.
    #[must_use]
    pub fn names(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Joined(names) => names,
        }
    }
}

/// A source as it stands in the file: `T` is the table's position in [`Table::ALL`], so that a wrong column's name
/// fails where it stands.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source<const T: usize> {
    path: String,
    #[serde(default)]
    columns: BTreeMap<TableColumn<T>, FileColumns>,
    #[serde(default)]
    constants: BTreeMap<TableColumn<T>, Constant>,
    #[serde(default)]
    values: BTreeMap<TableColumn<T>, BTreeMap<String, Constant>>,
    time: Option<String>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct TableColumn<const T: usize>(String);

impl<'de, const T: usize> Deserialize<'de> for TableColumn<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let (table, columns) = (Table::ALL[T].name(), Table::ALL[T].columns());
        if columns.iter().any(|column| column.name == name) {
            return Ok(Self(name));
        }
        let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
        Err(D::Error::custom(format!("`{table}` has no column `{name}`; it has {}", names.join(", "))))
    }
}

/// A value written as text, number or truth value.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a text, a number, true or false")]
enum Constant {
    Text(String),
    Integer(i64),
    Real(f64),
    Flag(bool),
}

impl From<Constant> for String {
    fn from(constant: Constant) -> Self {
        match constant {
            Constant::Text(text) => text,
            Constant::Integer(number) => number.to_string(),
            Constant::Real(number) => number.to_string(),
            Constant::Flag(flag) => flag.to_string(),
        }
    }
}

fn sources<'de, const T: usize, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<SourceSettings>, D::Error> {
    Vec::<Source<T>>::deserialize(deserializer)?
        .into_iter()
        .map(|source| checked(source).map_err(D::Error::custom))
        .collect()
}

fn checked<const T: usize>(source: Source<T>) -> Result<SourceSettings, String> {
    let columns: BTreeMap<String, FileColumns> = source.columns.into_iter().map(|(name, of)| (name.0, of)).collect();
    let constants: BTreeMap<String, String> =
        source.constants.into_iter().map(|(name, of)| (name.0, of.into())).collect();
    if source.path.is_empty() {
        return Err("`path` is empty: give a file or a pattern, relative to the snapshot".into());
    }
    if let Some(both) = columns.keys().find(|name| constants.contains_key(*name)) {
        return Err(format!("`{both}` stands in `columns` and in `constants`: keep one"));
    }
    if let Some((name, _)) = columns.iter().find(|(_, of)| of.names().is_empty()) {
        return Err(format!("`{name}` names no column of the file"));
    }
    if let Some(pattern) = source.time.as_deref().filter(|pattern| !tells_a_day(pattern)) {
        return Err(format!(
            "`time` is {pattern:?}, by which no date can be read; write one like \"%d/%m/%Y %H:%M:%S\""
        ));
    }
    let values = source.values.into_iter();
    let values =
        values.map(|(name, of)| (name.0, of.into_iter().map(|(from, to)| (from, to.into())).collect())).collect();
    Ok(SourceSettings { path: source.path, columns, constants, values, time: source.time })
}

/// Whether a date that is written by the pattern can be read by it.
fn tells_a_day(pattern: &str) -> bool {
    let moment = jiff::civil::date(2024, 3, 26).at(15, 4, 5, 0).to_zoned(jiff::tz::TimeZone::UTC);
    let written = moment.and_then(|moment| strtime::format(pattern, &moment));
    let read = written.and_then(|written| strtime::parse(pattern, &written));
    read.is_ok_and(|parts| parts.to_timestamp().is_ok() || parts.to_datetime().is_ok() || parts.to_date().is_ok())
}

/// Databases of address ranges.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NetworkFiles {
    /// MaxMind DB files, relative to the snapshot.
    pub mmdb: Vec<String>,
}
