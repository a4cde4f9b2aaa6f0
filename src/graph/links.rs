//! Links between accounts and the values of one kind, as CSR in both directions, 10 bytes a link.
//!
//! What only few ask for (first use, last use, count) is read from the rows again: [`super::Use`].

use std::ops::Range;

use super::column::Column;
use super::turn::turned;
use crate::algo::vectors::{joined, running_sums};
use crate::model::{AccountId, Day, Time, ValueId};

/// All links of one kind.
///
/// Account `a` uses `values[by_account[a]..by_account[a+1]]`, ascending, each on as many UTC days as `days` says at the same
/// position. Value `v` is carried by `carriers[by_value[v]..by_value[v+1]]`, ascending.
#[derive(Debug)]
pub struct Links {
    values: Column<ValueId>,
    days: Column<u16>,
    by_account: Vec<u32>,
    by_value: Vec<u32>,
    carriers: Column<AccountId>,
}

/// The links of some accounts that follow one another: the values of each, ascending, and how many each has.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub values: Vec<ValueId>,
    /// Distinct UTC days of use, at least 1; 65,535 stands for more, too.
    pub days: Vec<u16>,
    /// Links of each account.
    pub counts: Vec<u32>,
}

impl Part {
    /// Appends an account with its uses, ascending by value, then time.
    pub fn push(&mut self, uses: impl Iterator<Item = (ValueId, Time)>) {
        let (before, mut last) = (self.values.len(), None);
        for (value, at) in uses {
            if last.is_none_or(|(other, _)| other != value) {
                self.values.push(value);
                self.days.push(1);
            } else if last != Some((value, at.day())) {
                let days = self.days.len() - 1;
                self.days[days] = self.days[days].saturating_add(1);
            }
            last = Some::<(ValueId, Day)>((value, at.day()));
        }
        self.counts.push((self.values.len() - before) as u32);
    }

    /// Notes where the links of each account end, and one more carrier of each value in the entry after its own.
    pub fn count(&self, by_account: &mut Vec<u32>, by_value: &mut [u32]) {
        self.values.iter().for_each(|value| by_value[value.index() + 1] += 1);
        for count in &self.counts {
            by_account.push(by_account[by_account.len() - 1] + count);
        }
    }
}

/// Where each value's carriers begin, from how many the value before has.
pub(super) fn add_up(by_value: &mut [u32]) {
    for at in 1..by_value.len() {
        by_value[at] += by_value[at - 1];
    }
}

/// The other direction: fills `carriers` with those of some values that follow one another.
pub(super) fn turn(
    values: &[ValueId],
    by_account: &[u32],
    by_value: &[u32],
    of: Range<usize>,
    carriers: &mut [AccountId],
) {
    let first = by_value[of.start];
    let mut next: Vec<u32> = by_value[of.clone()].iter().map(|begin| begin - first).collect();
    for (account, bounds) in by_account.windows(2).enumerate() {
        let own = &values[bounds[0] as usize..bounds[1] as usize];
        let begin = if of.start == 0 { 0 } else { own.partition_point(|value| value.index() < of.start) };
        for value in own[begin..].iter().take_while(|value| value.index() < of.end) {
            let slot = &mut next[value.index() - of.start];
            carriers[*slot as usize] = AccountId(account as u32);
            *slot += 1;
        }
    }
}

impl Links {
    /// Joins the links of all accounts, in order, and adds the other direction. O(links + accounts + values).
    pub(super) fn new(parts: Vec<Part>, values: usize) -> Self {
        let counts: Vec<&[u32]> = parts.iter().map(|part| &part.counts[..]).collect();
        let by_account = running_sums(&counts);
        let (all, days): (Vec<_>, Vec<_>) = parts.into_iter().map(|part| (part.values, part.days)).unzip();
        let (all, days) = (joined(all), joined(days));
        let (by_value, carriers) = turned(&all, &by_account, values);
        Self::of_columns((Column::Held(all), Column::Held(days)), by_account, by_value, Column::Held(carriers))
    }

    /// Links whose columns stand where they are held, with where the links of each account and each value begin.
    pub(super) fn of_columns(
        (values, days): (Column<ValueId>, Column<u16>),
        by_account: Vec<u32>,
        by_value: Vec<u32>,
        carriers: Column<AccountId>,
    ) -> Self {
        Self { values, days, by_account, by_value, carriers }
    }

    /// Number of links.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Whether they stand on the disk.
    #[must_use]
    pub fn on_disk(&self) -> bool {
        self.values.on_disk()
    }

    /// Number of values.
    #[must_use]
    pub fn values(&self) -> usize {
        self.by_value.len().saturating_sub(1)
    }

    /// How many accounts carry a value.
    #[must_use]
    pub fn degree(&self, value: ValueId) -> u32 {
        self.by_value[value.index() + 1] - self.by_value[value.index()]
    }

    /// The accounts that carry a value, ascending.
    #[must_use]
    pub fn carriers(&self, value: ValueId) -> &[AccountId] {
        &self.carriers[self.by_value[value.index()] as usize..self.by_value[value.index() + 1] as usize]
    }

    /// The values that an account uses, ascending.
    #[must_use]
    pub fn values_of(&self, account: AccountId) -> &[ValueId] {
        &self.values[self.range(account)]
    }

    /// Distinct UTC days on which an account used each of [`Self::values_of`].
    #[must_use]
    pub fn days_of(&self, account: AccountId) -> &[u16] {
        &self.days[self.range(account)]
    }

    /// Distinct UTC days on which an account used a value; 0 where it never did. O(log links of the account).
    #[must_use]
    pub fn days(&self, account: AccountId, value: ValueId) -> u16 {
        self.values_of(account).binary_search(&value).map_or(0, |at| self.days_of(account)[at])
    }

    /// Whether an account uses a value. O(log links of the account).
    #[must_use]
    pub fn has(&self, account: AccountId, value: ValueId) -> bool {
        self.values_of(account).binary_search(&value).is_ok()
    }

    /// Whether two accounts have a value in common. O(links of `a` x log links of `b`).
    #[must_use]
    pub fn share(&self, a: AccountId, b: AccountId) -> bool {
        self.values_of(a).iter().any(|&value| self.has(b, value))
    }

    fn range(&self, account: AccountId) -> Range<usize> {
        match self.by_account.get(account.index()..account.index() + 2) {
            Some(bounds) => bounds[0] as usize..bounds[1] as usize,
            None => 0..0,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::ops::Range;

    use proptest::prelude::*;

    use super::super::parts::of_rows;
    use super::super::spilled::Room;
    use super::Links;
    use crate::model::{AccountId, DAY, Time, ValueId};

    proptest! {
        #[test]
        fn both_directions_say_what_the_rows_say(rows in prop::collection::vec((0u32..9, 0u32..7, 0u32..5), 0..120)) {
            let rows: Vec<_> = rows.into_iter().map(|(a, v, t)| (AccountId(a), ValueId(v), Time(t * (DAY / 2)))).collect();
            let mut days: BTreeMap<(AccountId, ValueId), BTreeSet<u32>> = BTreeMap::new();
            rows.iter().for_each(|&(a, v, at)| { days.entry((a, v)).or_default().insert(at.day().0); });
            let part = |accounts: Range<usize>| {
                let own = rows.iter().filter(|row| accounts.contains(&row.0.index()));
                of_rows(own.copied().collect(), accounts)
            };
            let held = Links::new(vec![part(0..9)], 8);
            prop_assert!(!held.on_disk());
            // One wave of tasks and several, one pass over values and several.
            for (width, most) in [(9, 7), (2, 1)] {
                let tasks: Vec<_> = (0..9).step_by(width).map(|from| from..9.min(from + width)).collect();
                let place = tempfile::tempdir().expect("a temporary directory");
                let links = Room::new(place.path(), most).links(&tasks, 8, &part).expect("a file");
                prop_assert_eq!(links.on_disk(), links.len() > most);
                let both = [&held, &links].map(|links| {
                    (links.values.to_vec(), links.days.to_vec(), links.carriers.to_vec(), links.by_account.clone(), links.by_value.clone())
                });
                prop_assert_eq!(&both[0], &both[1]);
            }
            let links = held;
            prop_assert_eq!((links.len(), links.values(), links.is_empty()), (days.len(), 8, days.is_empty()));
            for value in (0..8).map(ValueId) {
                let carriers: Vec<AccountId> = days.keys().filter(|(_, v)| *v == value).map(|(a, _)| *a).collect();
                prop_assert_eq!(links.degree(value) as usize, carriers.len());
                prop_assert_eq!(links.carriers(value), carriers);
            }
            for account in (0..9).map(AccountId) {
                for value in (0..8).map(ValueId) {
                    let expected = days.get(&(account, value)).map_or(0, BTreeSet::len);
                    prop_assert_eq!(links.days(account, value) as usize, expected);
                    prop_assert_eq!(links.has(account, value), expected > 0);
                }
                prop_assert_eq!(links.values_of(account).len(), links.days_of(account).len());
            }
        }
    }
}
