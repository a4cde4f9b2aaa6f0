//! Where each account's rows stand in a table that is sorted by account.

use std::ops::Range;

use crate::model::AccountId;

/// Rows of account `a` are `offsets[a]..offsets[a+1]`; `offsets` has one entry more than there are accounts.
#[derive(Debug, Default)]
pub struct ByAccount {
    offsets: Vec<u32>,
}

impl ByAccount {
    /// Indexes a table of rows sorted by account. O(accounts + rows).
    ///
    /// # Panics
    /// Where the rows are not sorted by account (debug builds), or number 2^32 or more.
    #[must_use]
    pub fn new<T>(accounts: usize, rows: &[T], account: impl Fn(&T) -> AccountId) -> Self {
        debug_assert!(rows.is_sorted_by_key(&account), "rows are sorted by account");
        let mut offsets = vec![0u32; accounts + 1];
        for row in rows {
            offsets[account(row).index() + 1] += 1;
        }
        for at in 0..accounts {
            offsets[at + 1] = offsets[at].checked_add(offsets[at + 1]).expect("fewer than 2^32 rows");
        }
        Self { offsets }
    }

    /// Positions of the account's rows.
    #[must_use]
    pub fn range(&self, account: AccountId) -> Range<usize> {
        self.offsets[account.index()] as usize..self.offsets[account.index() + 1] as usize
    }

    /// The account's rows in the table that was indexed.
    #[must_use]
    pub fn of<'a, T>(&self, account: AccountId, rows: &'a [T]) -> &'a [T] {
        &rows[self.range(account)]
    }
}
