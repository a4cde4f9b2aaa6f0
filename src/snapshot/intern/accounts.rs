//! Account ids to temporary ids, and those to positions among the sorted ids.
//!
//! Most platforms call their accounts by one word and a number of so many digits (`u000123456`, or digits alone). Such an id stands
//! for itself, as an IPv4 address does: its number is its temporary id, and no table is asked while rows are read, which for
//! millions of accounts no cache holds. Ids of any other form are those of a table, from [`OTHERS`] on.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::super::text::StringTable;
use super::form::Form;
use super::interner::Interner;
use super::key::Seeds;
use super::numbers::Numbers;
use super::sorted::{Entry, TempMap, sorted_entries};
use super::split::SplitLocals;
use super::v4::Ranks;

/// Above every number of nine digits.
const OTHERS: u32 = 1 << 31;

/// Distinct account ids while rows are read.
pub(crate) struct AccountInterner {
    /// That of the first id. What ids there are and how they are sorted does not depend on it.
    form: Arc<OnceLock<Form>>,
    numbers: Numbers,
    others: Interner,
}

/// The account ids of a chunk of rows. A local id is the number of an id of the form, or `OTHERS` and a local id of a table.
pub(crate) struct AccountLocals {
    form: Arc<OnceLock<Form>>,
    ids: SplitLocals<OTHERS>,
}

impl AccountLocals {
    /// The local id of an account id.
    #[inline]
    pub fn text(&mut self, text: &str) -> u32 {
        let form = self.form.get_or_init(|| Form::of(text));
        if let Some(number) = form.number(text.as_bytes()) {
            return self.ids.own(number);
        }
        let before = self.ids.others.len();
        let local = self.ids.others.text(text);
        let new = self.ids.others.len() > before;
        self.ids.other(local, new)
    }

    /// How many local ids were given.
    #[inline]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Forgets the local ids from `len` on.
    pub fn truncate(&mut self, len: usize) {
        self.ids.truncate(len);
    }

    /// The temporary id of a local one, once they were looked up.
    #[inline]
    pub fn temporary(&self, local: u32) -> u32 {
        self.ids.temporary(local)
    }
}

#[cfg(test)]
impl AccountLocals {
    /// The string of a local id.
    pub fn text_at(&self, local: u32) -> String {
        match local.checked_sub(OTHERS) {
            Some(other) => self.ids.others.text_at(other as usize),
            None => self.form.get().expect("the form of some id").text(local),
        }
    }
}

impl AccountInterner {
    pub fn new(seeds: Seeds) -> Self {
        let others = Interner::limited(seeds, u32::MAX - OTHERS);
        Self { form: Arc::default(), numbers: Numbers::default(), others }
    }

    /// An empty batch.
    pub fn locals(&self) -> AccountLocals {
        AccountLocals { form: self.form.clone(), ids: SplitLocals::new(self.others.locals()) }
    }

    /// Takes a batch; `None` where a shard of the table is full. `first`: the shard to begin with.
    pub fn resolve(&self, batch: &mut AccountLocals, first: usize) -> Option<()> {
        self.numbers.add(batch.ids.owned());
        self.others.resolve(&mut batch.ids.others, first)
    }

    /// Distinct ids, sorted by bytes, and where each temporary id went.
    pub fn sort(self) -> (StringTable, AccountMap) {
        let numbers = self.numbers.finish();
        let mut shards = self.others.into_shards();
        let others = TempMap::sized(&shards);
        let entries = sorted_entries(&mut shards);
        let none = Form::of("");
        let form = self.form.get().unwrap_or(&none);
        // How many numbers stand before each id of another form.
        let before = |room: &mut Vec<u8>, entry: &Entry| {
            room.resize(if numbers.is_empty() { 0 } else { form.length() }, 0);
            let mut short = [0; 16];
            let text = entry.text(&shards, &mut short).as_bytes();
            numbers.partition_point(|number| {
                form.write(*number, room);
                &room[..] < text
            })
        };
        let before: Vec<usize> = entries.par_iter().map_init(Vec::new, before).collect();
        let mut merged = Cow::Borrowed(&numbers[..]);
        if !before.is_empty() {
            let (mut all, mut from) = (Vec::with_capacity(numbers.len() + entries.len()), 0);
            for (at, index) in before.into_iter().zip(0..) {
                all.extend_from_slice(&numbers[from..at]);
                all.push(OTHERS | index);
                from = at;
            }
            all.extend_from_slice(&numbers[from..]);
            merged = Cow::Owned(all);
        }
        let other = |item: u32| -> Option<&Entry> { Some(&entries[item.checked_sub(OTHERS)? as usize]) };
        let length = |item: &u32| other(*item).map_or(form.length(), |entry| entry.length(&shards)) as u32;
        let write = |position: usize, item: &u32, to: &mut [u8]| match other(*item) {
            Some(entry) => {
                others.set(entry.temporary, position as u32);
                entry.write(&shards, to);
            }
            None => form.write(*item, to),
        };
        let table = StringTable::written(&merged, length, write);
        let mut positions = Vec::new();
        if !entries.is_empty() {
            positions.reserve_exact(numbers.len());
            positions.extend(
                (0..).zip(&*merged).filter(|(_, item)| **item < OTHERS).map(|(position, _): (u32, _)| position),
            );
        }
        (table, AccountMap { numbers: Ranks::new(&numbers), positions, others })
    }
}

/// Where each temporary id of an account went.
#[derive(Debug, Default)]
pub(crate) struct AccountMap {
    numbers: Ranks,
    /// Where each number stands among all ids; empty where there are only numbers.
    positions: Vec<u32>,
    others: TempMap,
}

impl AccountMap {
    /// The position of a temporary id.
    #[inline]
    pub fn get(&self, temporary: u32) -> u32 {
        if temporary >= OTHERS {
            return self.others.get(temporary - OTHERS);
        }
        let rank = self.numbers.get(temporary);
        if self.positions.is_empty() { rank } else { self.positions[rank as usize] }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::{AccountInterner, Seeds};

    proptest! {
        #[test]
        fn ids_of_any_form_are_sorted_and_found(
            first in "u[0-9]{3}|[0-9]{4}|[a-z]{0,2}",
            batches in prop::collection::vec(prop::collection::vec("u[0-9]{3}|u[0-9]{2,4}x?|[0-9]{3,5}|[a-z0-9]{15,17}|v?", 0..60), 1..5),
        ) {
            let interner = AccountInterner::new(Seeds::random());
            let mut seen: Vec<(String, u32)> = Vec::new();
            for (index, batch) in batches.iter().enumerate() {
                let mut locals = interner.locals();
                let mut ids = vec![(first.clone(), locals.text(&first))];
                for text in batch {
                    let (before, local) = (locals.len(), locals.text(text));
                    prop_assert_eq!(&locals.text_at(local), text);
                    // Every third row is of no use.
                    if local % 3 == 0 { locals.truncate(before); } else { ids.push((text.clone(), local)); }
                }
                interner.resolve(&mut locals, index).expect("room");
                seen.extend(ids.into_iter().map(|(text, local)| (text, locals.temporary(local))));
            }
            let distinct: BTreeSet<&str> = seen.iter().map(|(text, _)| text.as_str()).collect();
            let (table, map) = interner.sort();
            prop_assert!(table.iter().eq(distinct.iter().copied()));
            for (text, temporary) in &seen {
                prop_assert_eq!(table.get(map.get(*temporary) as usize), text);
            }
        }
    }
}
