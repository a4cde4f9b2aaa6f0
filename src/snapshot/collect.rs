//! Reads the cells of a row as what the table's columns hold, and collects their strings to be interned.

use std::collections::BTreeMap;
use std::net::IpAddr;

use super::cell::{Cell, shown};
use super::error::{Fault, quoted};
use super::mapping::{DerivedCells, Projection};
use super::pools::{Interners, Pools};
use super::row::RawRow;
use super::{moment, value};
use crate::model::{AccountId, Form, KindId, OrderId, Table, TextId, Time, ValueId};

/// Words that a column does not know: by column and word, how often, and the first row.
pub(crate) type StrangeWords = BTreeMap<(usize, String), u64>;

/// The cells of one row, read as the table's columns.
pub(crate) struct Cells<'a> {
    pub projection: &'a Projection,
    pub row: RawRow<'a>,
    pub derived: &'a DerivedCells,
    pub pools: &'a mut Pools,
    pub interners: &'a Interners,
    pub strange: &'a mut StrangeWords,
}

const MOST_STRANGE: usize = 1000;
/// Bytes of a value above which it is no identifier of anything; blocks of texts have offsets of 32 bits.
const LONGEST_VALUE: usize = 4 << 20;

impl Cells<'_> {
    #[inline]
    fn cell(&self, column: usize) -> Cell<'_> {
        self.projection.cell(column, self.row, self.derived)
    }

    /// The text of a cell handed to `take`; `None` where it is absent.
    #[inline]
    fn with<R>(&mut self, column: usize, take: impl FnOnce(&mut Pools, &str) -> R) -> Result<Option<R>, Fault> {
        match self.projection.cell(column, self.row, self.derived) {
            Cell::Absent => Ok(None),
            Cell::Text(text) if text.len() > LONGEST_VALUE => {
                Err(Fault::at(column, format!("{} bytes of text, where a value has 4 MiB at most", text.len())))
            }
            Cell::Text(text) => Ok(Some(take(self.pools, text))),
            other => Ok(Some(take(self.pools, &plain_text(column, other)?))),
        }
    }

    fn required<R>(&self, column: usize, value: Option<R>) -> Result<R, Fault> {
        value.ok_or_else(|| {
            let (table, about) = (self.projection.table, self.projection.table.columns()[column]);
            // A file of the platform's own may feed several tables: most customers have no passport, say.
            let wide = matches!(table, Table::Documents | Table::BankAccounts | Table::Identifiers);
            if wide && about.form == Form::Value && !self.projection.by_name {
                return Fault::silent(column);
            }
            Fault::at(column, format!("no value; every row of `{}` needs `{}`", table.name(), about.name))
        })
    }

    /// A required account.
    #[inline]
    pub fn account(&mut self, column: usize) -> Result<AccountId, Fault> {
        let id = self.with(column, |pools, text| AccountId(pools.accounts.text(text)))?;
        self.required(column, id)
    }

    /// Free text.
    #[inline]
    pub fn text(&mut self, column: usize) -> Result<Option<TextId>, Fault> {
        self.with(column, |pools, text| TextId::new(pools.texts.text(text) as usize))
    }

    /// An order.
    pub fn order(&mut self, column: usize) -> Result<Option<OrderId>, Fault> {
        self.with(column, |pools, text| OrderId::new(pools.orders.text(text) as usize))
    }

    /// An order that is required.
    pub fn need_order(&mut self, column: usize) -> Result<OrderId, Fault> {
        let id = self.order(column)?;
        self.required(column, id)
    }

    /// Text that nothing reads: only whether it is text.
    pub fn unread(&mut self, column: usize) -> Result<(), Fault> {
        self.with(column, |_, _| ()).map(|_| ())
    }

    /// An open word, in lower case.
    pub fn word(&mut self, column: usize) -> Result<Option<TextId>, Fault> {
        self.with(column, |pools, text| TextId::new(pools.texts.text(&lower(text)) as usize))
    }

    /// An open word that is required.
    pub fn need_word(&mut self, column: usize) -> Result<TextId, Fault> {
        let id = self.word(column)?;
        self.required(column, id)
    }

    /// A code, in upper case.
    pub fn code(&mut self, column: usize) -> Result<Option<TextId>, Fault> {
        self.with(column, |pools, text| {
            let upper = text.bytes().any(|byte| byte.is_ascii_lowercase()).then(|| text.to_ascii_uppercase());
            TextId::new(pools.texts.text(upper.as_deref().unwrap_or(text)) as usize)
        })
    }

    /// A device.
    #[inline]
    pub fn device(&mut self, column: usize) -> Result<Option<ValueId>, Fault> {
        self.with(column, |pools, text| ValueId(pools.devices.text(text)))
    }

    /// A payout destination.
    pub fn bank(&mut self, column: usize) -> Result<ValueId, Fault> {
        let id = self.with(column, |pools, text| ValueId(pools.banks.text(text)))?;
        self.required(column, id)
    }

    /// Where a payout went next.
    pub fn onward(&mut self, column: usize) -> Result<Option<ValueId>, Fault> {
        self.with(column, |pools, text| ValueId(pools.onward.text(text)))
    }

    /// A document, compared by the rules of its kind.
    pub fn document(&mut self, column: usize, kind: usize) -> Result<ValueId, Fault> {
        let licence = match self.string(kind)? {
            None => true,
            Some(kind) => super::normalise::is_licence(&kind),
        };
        let id = self.with(column, |pools, text| {
            ValueId(pools.documents.text(&super::normalise::document_string(text, licence)))
        })?;
        self.required(column, id)
    }

    /// An identifier with its kind.
    pub fn identifier(&mut self, kind: usize, value: usize) -> Result<(KindId, ValueId), Fault> {
        let name = self.string(kind)?;
        let name = lower(&self.required(kind, name)?).into_owned();
        let reserved = ["account", "document", "ip", "bank_account", "device", "onward"];
        if reserved.contains(&name.as_str()) {
            let reason = format!("'{name}' is a kind of node that other tables make; name this kind otherwise");
            return Err(Fault::at(kind, reason));
        }
        let number = self.interners.kind(&name);
        let id = self.with(value, |pools, text| {
            ValueId(pools.identifiers.text(&super::normalise::identifier_string(text, number)))
        })?;
        Ok((KindId(number), self.required(value, id)?))
    }

    /// A moment.
    #[inline]
    pub fn time(&mut self, column: usize) -> Result<Option<Time>, Fault> {
        moment::time(self.cell(column), self.projection.time.as_deref()).map_err(|reason| Fault::at(column, reason))
    }

    /// A moment that is required.
    #[inline]
    pub fn need_time(&mut self, column: usize) -> Result<Time, Fault> {
        let time = self.time(column)?;
        self.required(column, time)
    }

    /// An IP address.
    #[inline]
    pub fn address(&mut self, column: usize) -> Result<Option<ValueId>, Fault> {
        let address: Option<IpAddr> = value::address(self.cell(column)).map_err(|reason| Fault::at(column, reason))?;
        Ok(address.map(|address| ValueId(self.pools.addresses.address(address))))
    }

    /// A finite number.
    pub fn number(&mut self, column: usize) -> Result<Option<f64>, Fault> {
        value::number(self.cell(column)).map_err(|reason| Fault::at(column, reason))
    }

    /// Yes or no; a word that is neither counts as not known.
    #[inline]
    pub fn flag(&mut self, column: usize) -> Option<bool> {
        let cell = self.cell(column);
        if let Ok(flag) = value::flag(cell) {
            return flag;
        }
        let word = shown(cell);
        self.strange_word(column, word);
        None
    }

    /// A word of a closed list; another word counts as not known.
    pub fn listed<W>(&mut self, column: usize, parse: impl Fn(&str) -> Option<W>) -> Result<Option<W>, Fault> {
        let Some(text) = self.string(column)? else { return Ok(None) };
        let word = parse(&text);
        if word.is_none() {
            self.strange_word(column, quoted(&text));
        }
        Ok(word)
    }

    /// A word of a closed list that is required.
    pub fn need_listed<W>(
        &mut self,
        column: usize,
        words: &[&str],
        parse: impl Fn(&str) -> Option<W>,
    ) -> Result<W, Fault> {
        let text = self.string(column)?;
        let text = self.required(column, text)?;
        parse(&text).ok_or_else(|| Fault::at(column, format!("{} is none of {}", quoted(&text), words.join(", "))))
    }

    /// The text of a cell, owned.
    pub fn string(&mut self, column: usize) -> Result<Option<String>, Fault> {
        self.with(column, |_, text| text.to_owned())
    }

    /// The text of a required cell, owned.
    pub fn need_string(&mut self, column: usize) -> Result<String, Fault> {
        let text = self.string(column)?;
        self.required(column, text)
    }

    fn strange_word(&mut self, column: usize, word: String) {
        let known = self.strange.len() < MOST_STRANGE || self.strange.contains_key(&(column, word.clone()));
        let word = if known { word } else { "other words".into() };
        *self.strange.entry((column, word)).or_default() += 1;
    }
}

/// A typed cell where text is expected: ids are often written as numbers.
fn plain_text(column: usize, cell: Cell<'_>) -> Result<String, Fault> {
    match cell {
        Cell::NotText(_) => Err(Fault::at(column, "not UTF-8")),
        Cell::Nested => Err(Fault::at(column, "a list or object where a plain value is expected")),
        Cell::Real(number) if number.abs() >= 9_007_199_254_740_992.0 => {
            Err(Fault::at(column, format!("{number} has lost digits: write long numbers as text")))
        }
        other => Ok(shown(other)),
    }
}

fn lower(text: &str) -> std::borrow::Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        text.into()
    } else {
        text.to_lowercase().into()
    }
}
