//! `accounts`.

use std::cmp::Ordering;

use super::super::accounts::Account;
use super::super::collect::Cells;
use super::super::error::Fault;
use super::super::pools::Ids;
use super::super::tables::{Role, Status};
use super::Record;
use crate::model::{AccountId, Table, Time};

/// A row of `accounts` with the account that it is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AccountRow {
    pub account: AccountId,
    pub row: Account,
}

const ACCOUNT: usize = Table::Accounts.position("account_id");
const NAME: usize = Table::Accounts.position("name");
const KANA: usize = Table::Accounts.position("name_kana");
const ROLE: usize = Table::Accounts.position("role");
const COUNTRY: usize = Table::Accounts.position("country");
const CREATED: usize = Table::Accounts.position("created_at");
const STATUS: usize = Table::Accounts.position("status");
const STATUS_AT: usize = Table::Accounts.position("status_at");
const ORGANISATION: usize = Table::Accounts.position("organisation");

impl AccountRow {
    /// Orders rows of one account by what they say, so that which one is kept does not depend on their order.
    pub fn by_content(&self, other: &Self) -> Ordering {
        let content = |of: &Self| {
            let row = of.row;
            let words = (row.role, row.status);
            (row.name, row.name_kana, words, row.country, row.created_at, row.status_at, row.organisation)
        };
        content(self).cmp(&content(other)).then(self.row.row.cmp(&other.row.row))
    }
}

impl Record for AccountRow {
    const TABLE: Table = Table::Accounts;

    fn read(cells: &mut Cells<'_>, row: u32) -> Result<Self, Fault> {
        let (created_at, status_at) = (cells.time(CREATED)?, cells.time(STATUS_AT)?);
        Ok(Self {
            account: cells.account(ACCOUNT)?,
            row: Account {
                row,
                name: cells.text(NAME)?,
                name_kana: cells.text(KANA)?,
                role: cells.listed(ROLE, Role::parse)?,
                country: cells.code(COUNTRY)?,
                created_at,
                status: cells.listed(STATUS, Status::parse)?,
                status_at,
                organisation: cells.text(ORGANISATION)?,
            },
        })
    }

    fn renumber(&mut self, ids: &impl Ids) {
        self.account = ids.account(self.account);
        for text in [&mut self.row.name, &mut self.row.name_kana, &mut self.row.country, &mut self.row.organisation] {
            *text = text.map(|id| ids.text(id));
        }
    }

    fn advance(&mut self, rows: u32) {
        self.row.row += rows;
    }

    fn order(&self, other: &Self) -> Ordering {
        self.account.cmp(&other.account).then_with(|| self.by_content(other))
    }

    fn latest(&self) -> Option<Time> {
        self.row.created_at.max(self.row.status_at)
    }

    fn accounts(&self) -> [Option<AccountId>; 2] {
        [Some(self.account), None]
    }
}
