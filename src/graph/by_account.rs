//! Where each account's rows stand in a table that is sorted by account.

use std::ops::Range;

use crate::model::AccountId;

/// Rows of account `a` are `offsets[a]..offsets[a+1]`; `offsets` ends behind the last account that has rows.
#[derive(Debug, Default)]
pub struct ByAccount {
    offsets: Vec<u32>,
}

impl ByAccount {
    /// Indexes a table of rows sorted by account. O(rows + accounts up to the last that has any).
    ///
    /// # Panics
    /// Where the rows are not sorted by account (debug builds), or number 2^32 or more.
    #[must_use]
    pub fn new<T>(rows: &[T], account: impl Fn(&T) -> AccountId) -> Self {
        debug_assert!(rows.is_sorted_by_key(&account), "rows are sorted by account");
        let Some(last) = rows.last() else { return Self::default() };
        let mut offsets = vec![0u32; account(last).index() + 2];
        for row in rows {
            offsets[account(row).index() + 1] += 1;
        }
        for at in 1..offsets.len() {
            offsets[at] = offsets[at - 1].checked_add(offsets[at]).expect("fewer than 2^32 rows");
        }
        Self { offsets }
    }

    /// Positions of the account's rows.
    #[must_use]
    pub fn range(&self, account: AccountId) -> Range<usize> {
        match self.offsets.get(account.index()..account.index() + 2) {
            Some(bounds) => bounds[0] as usize..bounds[1] as usize,
            None => 0..0,
        }
    }

    /// The account's rows in the table that was indexed.
    #[must_use]
    pub fn of<'a, T>(&self, account: AccountId, rows: &'a [T]) -> &'a [T] {
        &rows[self.range(account)]
    }
}
