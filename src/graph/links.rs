//! Links between accounts and the values of one kind, as CSR in both directions, 10 bytes a link.
//!
//! What only few ask for (first use, last use, count) is read from the rows again: [`super::Use`].

use rayon::prelude::*;

use super::turn::turned;
use crate::model::{AccountId, Day, Time, ValueId};

/// All links of one kind.
///
/// Account `a` uses `values[by_account[a]..by_account[a+1]]`, ascending, each on as many UTC days as `days` says at the same
/// position. Value `v` is carried by `carriers[by_value[v]..by_value[v+1]]`, ascending.
#[derive(Debug, Default)]
pub struct Links {
    values: Vec<ValueId>,
    days: Vec<u16>,
    by_account: Vec<u32>,
    by_value: Vec<u32>,
    carriers: Vec<AccountId>,
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
}

impl Links {
    /// Joins the links of all accounts, in order, and adds the other direction. O(links + accounts + values).
    pub(super) fn new(parts: Vec<Part>, values: usize) -> Self {
        let total = parts.iter().map(|part| part.values.len()).sum();
        let accounts: usize = parts.iter().map(|part| part.counts.len()).sum();
        let mut links = Self {
            values: Vec::with_capacity(total),
            days: Vec::with_capacity(total),
            by_account: Vec::with_capacity(accounts + 1),
            by_value: Vec::new(),
            carriers: Vec::new(),
        };
        links.by_account.push(0);
        for part in parts {
            links.values.extend(part.values);
            links.days.extend(part.days);
            for count in part.counts {
                links.by_account.push(links.by_account[links.by_account.len() - 1] + count);
            }
        }
        (links.by_value, links.carriers) = turned(&links.values, &links.by_account, values);
        links
    }

    /// Builds from rows in any order. O(rows log rows).
    pub(super) fn from_rows(mut rows: Vec<(AccountId, ValueId, Time)>, accounts: usize, values: usize) -> Self {
        rows.par_sort_unstable();
        let (mut part, mut from) = (Part::default(), 0);
        for account in (0..accounts as u32).map(AccountId) {
            let own = rows[from..].iter().take_while(|row| row.0 == account).count();
            part.push(rows[from..from + own].iter().map(|&(_, value, at)| (value, at)));
            from += own;
        }
        Self::new(vec![part], values)
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

    fn range(&self, account: AccountId) -> std::ops::Range<usize> {
        match self.by_account.get(account.index()..account.index() + 2) {
            Some(bounds) => bounds[0] as usize..bounds[1] as usize,
            None => 0..0,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::Links;
    use crate::model::{AccountId, DAY, Time, ValueId};

    proptest! {
        #[test]
        fn both_directions_say_what_the_rows_say(rows in prop::collection::vec((0u32..9, 0u32..7, 0u32..5), 0..120)) {
            let rows: Vec<_> = rows.into_iter().map(|(a, v, t)| (AccountId(a), ValueId(v), Time(t * (DAY / 2)))).collect();
            let mut days: BTreeMap<(AccountId, ValueId), BTreeSet<u32>> = BTreeMap::new();
            rows.iter().for_each(|&(a, v, at)| { days.entry((a, v)).or_default().insert(at.day().0); });
            let links = Links::from_rows(rows, 9, 8);
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
