//! All accounts: their ids, and what is registered of those that `accounts` lists.

use rayon::prelude::*;

use super::tables::{Role, Status};
use super::text::StringTable;
use crate::model::{AccountId, TextId, Time};

/// All accounts: those that `accounts` lists and those that other tables mention. Sorted by id, by code point.
#[derive(Debug, Default)]
pub struct Accounts {
    ids: StringTable,
    /// Up to the last that is listed.
    listed: Vec<Account>,
}

/// What is registered of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// 1-based data row in `accounts`; 0 where the account is only mentioned elsewhere.
    pub row: u32,
    /// Legal name.
    pub name: Option<TextId>,
    /// Its reading in kana.
    pub name_kana: Option<TextId>,
    /// Side of the market.
    pub role: Option<Role>,
    /// Declared residence.
    pub country: Option<TextId>,
    /// When it was made.
    pub created_at: Option<Time>,
    /// Its state.
    pub status: Option<Status>,
    /// Since when.
    pub status_at: Option<Time>,
    /// An agency or company declared openly.
    pub organisation: Option<TextId>,
}

impl Accounts {
    /// Accounts from sorted distinct ids and their rows, which may end with the last that says something.
    #[must_use]
    pub fn new(ids: StringTable, listed: Vec<Account>) -> Self {
        debug_assert!(ids.len() >= listed.len());
        Self { ids, listed }
    }

    /// Number of accounts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The platform's own id of an account.
    #[must_use]
    pub fn id(&self, account: AccountId) -> &str {
        self.ids.get(account.index())
    }

    /// The account of this id. O(log n).
    #[must_use]
    pub fn find(&self, id: &str) -> Option<AccountId> {
        self.ids.find(id).map(|index| AccountId(index as u32))
    }

    /// What is registered of each account, by [`AccountId`], up to the last that `accounts` lists: of those behind nothing is known,
    /// and where all are only mentioned nothing is held.
    #[must_use]
    pub fn listed(&self) -> &[Account] {
        &self.listed
    }

    /// How many accounts that are `named` somewhere `accounts` does not list.
    pub(crate) fn unlisted(&self, named: impl Fn(AccountId) -> bool + Sync) -> usize {
        let all = (0..self.len() as u32).into_par_iter().with_min_len(1 << 12).map(AccountId);
        all.filter(|&account| self[account].row == 0 && named(account)).count()
    }
}

impl std::ops::Index<AccountId> for Accounts {
    type Output = Account;

    fn index(&self, account: AccountId) -> &Account {
        const UNLISTED: Account = Account {
            row: 0,
            name: None,
            name_kana: None,
            role: None,
            country: None,
            created_at: None,
            status: None,
            status_at: None,
            organisation: None,
        };
        self.listed.get(account.index()).unwrap_or(&UNLISTED)
    }
}

#[cfg(test)]
mod tests {
    use super::{Account, Accounts};
    use crate::model::AccountId;
    use crate::snapshot::StringTable;

    #[test]
    fn of_accounts_behind_the_last_that_is_listed_nothing_is_held() {
        let mut ids = StringTable::default();
        ["a", "b", "c", "d"].into_iter().for_each(|id| ids.push(id));
        let listed = |row| Account { row, ..Account::default() };
        let accounts = Accounts::new(ids, vec![listed(0), listed(7)]);
        assert_eq!((accounts.len(), accounts.listed().len()), (4, 2));
        assert_eq!([0, 1, 2, 3].map(|at| accounts[AccountId(at)].row), [0, 7, 0, 0]);
        assert_eq!(accounts[AccountId(3)], Account::default());
        assert_eq!(accounts.unlisted(|account| account != AccountId(2)), 2);
    }
}
