//! Links between accounts and the values of one kind, as CSR in both directions.

use rayon::prelude::*;

use crate::model::{AccountId, Time, ValueId};

/// One account's use of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, bytemuck::Zeroable)]
pub struct Link {
    /// Who.
    pub account: AccountId,
    /// What.
    pub value: ValueId,
    /// First use; the start of time where the table gives none.
    pub first: Time,
    /// Last use.
    pub last: Time,
    /// Distinct UTC days of use, at least 1.
    pub days: u16,
    /// Uses, at least 1.
    pub count: u32,
}

/// All links of one kind.
///
/// `links` is sorted by account, then value; account `a` owns `links[by_account[a]..by_account[a+1]]`. Value `v` is
/// carried by `links[i]` for `i` in `order[by_value[v]..by_value[v+1]]`, in ascending account order.
#[derive(Debug, Default)]
pub struct Links {
    links: Vec<Link>,
    by_account: Vec<u32>,
    by_value: Vec<u32>,
    order: Vec<u32>,
}

impl Links {
    /// Builds both directions from links sorted by account and value, each pair once. O(links + accounts + values).
    ///
    /// # Panics
    /// Where links are not sorted and distinct (debug builds).
    #[must_use]
    pub fn new(links: Vec<Link>, accounts: usize, values: usize) -> Self {
        debug_assert!(links.is_sorted_by(|a, b| (a.account, a.value) < (b.account, b.value)));
        let mut by_account = vec![0u32; accounts + 1];
        let mut by_value = vec![0u32; values + 1];
        for link in &links {
            by_account[link.account.index() + 1] += 1;
            by_value[link.value.index() + 1] += 1;
        }
        accumulate(&mut by_account);
        accumulate(&mut by_value);
        let mut next = by_value.clone();
        let mut order = vec![0u32; links.len()];
        for (at, link) in links.iter().enumerate() {
            let slot = &mut next[link.value.index()];
            order[*slot as usize] = at as u32;
            *slot += 1;
        }
        Self { links, by_account, by_value, order }
    }

    /// Builds from one link a row, in any order: links of the same account and value are merged.
    #[must_use]
    pub fn from_rows(mut rows: Vec<Link>, accounts: usize, values: usize) -> Self {
        rows.par_sort_unstable();
        rows.dedup_by(|later, kept| {
            let same = (later.account, later.value) == (kept.account, kept.value);
            if same {
                kept.days += u16::from(later.first.day() != kept.last.day());
                kept.last = kept.last.max(later.last);
                kept.count += later.count;
            }
            same
        });
        Self::new(rows, accounts, values)
    }

    /// Number of links.
    #[must_use]
    pub fn len(&self) -> usize {
        self.links.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// Number of values.
    #[must_use]
    pub fn values(&self) -> usize {
        self.by_value.len().saturating_sub(1)
    }

    /// All links, by account, then value.
    #[must_use]
    pub fn all(&self) -> &[Link] {
        &self.links
    }

    /// How many accounts carry a value.
    #[must_use]
    pub fn degree(&self, value: ValueId) -> u32 {
        self.by_value[value.index() + 1] - self.by_value[value.index()]
    }

    /// The links of a value, by account.
    pub fn of_value(&self, value: ValueId) -> impl ExactSizeIterator<Item = &Link> {
        let range = self.by_value[value.index()] as usize..self.by_value[value.index() + 1] as usize;
        self.order[range].iter().map(|&at| &self.links[at as usize])
    }

    /// The links of an account, by value.
    #[must_use]
    pub fn of_account(&self, account: AccountId) -> &[Link] {
        if self.by_account.is_empty() {
            return &[];
        }
        &self.links[self.by_account[account.index()] as usize..self.by_account[account.index() + 1] as usize]
    }

    /// The link between an account and a value. O(log links of the account).
    #[must_use]
    pub fn get(&self, account: AccountId, value: ValueId) -> Option<&Link> {
        let links = self.of_account(account);
        links.binary_search_by_key(&value, |link| link.value).ok().map(|at| &links[at])
    }
}

fn accumulate(counts: &mut [u32]) {
    let mut total = 0;
    for count in counts {
        total += *count;
        *count = total;
    }
}
