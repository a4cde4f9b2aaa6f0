//! Values that no setting can have, and where they stand in the file.

use std::fmt::Display;
use std::ops::{Range, RangeInclusive};

use toml::de::{DeTable, DeValue};

/// A value that a setting cannot have.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    /// Names of the tables, outermost first, and of the key.
    path: Vec<String>,
    /// What was wrong, what was expected, and the repair.
    pub what: String,
}

impl Wrong {
    /// About the value of a key.
    pub fn new<'a>(path: impl IntoIterator<Item = &'a str>, what: String) -> Self {
        Self { path: path.into_iter().map(str::to_owned).collect(), what }
    }

    /// About a number outside of what its setting can mean, not a number among them.
    pub fn outside<T: Display>(path: [&str; 2], value: T, within: &RangeInclusive<T>) -> Self {
        let [table, key] = path;
        let what = format!("{key} in [{table}] is {value}; it lies from {} to {}", within.start(), within.end());
        Self::new(path, what)
    }

    /// Bytes of the value in the file's text, where it stands there: what no file says is a default.
    pub fn span(&self, text: &str) -> Option<Range<usize>> {
        let file = DeTable::parse(text).ok()?;
        let mut table = file.get_ref();
        let (key, tables) = self.path.split_last()?;
        for name in tables {
            let DeValue::Table(inner) = table.get(name.as_str())?.get_ref() else { return None };
            table = inner;
        }
        Some(table.get(key.as_str())?.span())
    }
}
