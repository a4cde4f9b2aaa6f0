//! `bank_accounts`, `payouts`, `ties`.

use std::cmp::Ordering;

use super::super::collect::Cells;
use super::super::error::Fault;
use super::super::pools::Ids;
use super::super::tables::{BankAccount, PayoutKind, Tie};
use super::{Record, by_number};
use crate::model::{AccountId, Maybe, Table, Time, ValueId};

impl Record for BankAccount {
    const TABLE: Table = Table::BankAccounts;

    fn read(cells: &mut Cells<'_>, row: u32) -> Result<Self, Fault> {
        const OF: Table = Table::BankAccounts;
        let added_at = cells.time(const { OF.position("added_at") })?.into();
        let removed_at = cells.time(const { OF.position("removed_at") })?.into();
        Ok(Self {
            account: cells.account(const { OF.position("account_id") })?,
            added_at,
            bank: cells.bank(const { OF.position("bank_account_id") })?,
            removed_at,
            kind: cells.listed(const { OF.position("kind") }, PayoutKind::parse)?,
            holder: cells.text(const { OF.position("holder") })?,
            country: cells.code(const { OF.position("country") })?,
            row,
        })
    }

    fn renumber(&mut self, ids: &impl Ids) {
        self.account = ids.account(self.account);
        self.bank = ids.bank(self.bank);
        self.holder = self.holder.map(|id| ids.text(id));
        self.country = self.country.map(|id| ids.text(id));
    }

    fn advance(&mut self, rows: u32) {
        self.row += rows;
    }

    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }

    fn latest(&self) -> Option<Time> {
        self.added_at.max(self.removed_at).get()
    }

    fn accounts(&self) -> [Option<AccountId>; 2] {
        [Some(self.account), None]
    }
}

/// A payout as it is read.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(crate) struct PayoutRow {
    /// To whom.
    pub account: AccountId,
    /// When.
    pub paid_at: Time,
    /// To which destination.
    pub bank: ValueId,
    /// How much.
    pub amount: Maybe<f64>,
    /// Where it went next.
    pub onward: Maybe<ValueId>,
    /// When.
    pub onward_at: Maybe<Time>,
    /// How much of it.
    pub onward_amount: Maybe<f64>,
    /// 1-based data row.
    pub row: u32,
}

impl Record for PayoutRow {
    const TABLE: Table = Table::Payouts;

    fn read(cells: &mut Cells<'_>, row: u32) -> Result<Self, Fault> {
        const OF: Table = Table::Payouts;
        let paid_at = cells.need_time(const { OF.position("paid_at") })?;
        let onward_at = cells.time(const { OF.position("onward_at") })?.into();
        let amount = cells.number(const { OF.position("amount") })?.into();
        let onward_amount = cells.number(const { OF.position("onward_amount") })?.into();
        let account = cells.account(const { OF.position("account_id") })?;
        let bank = cells.bank(const { OF.position("bank_account_id") })?;
        cells.unread(const { OF.position("currency") })?;
        let onward = cells.onward(const { OF.position("onward_id") })?.into();
        cells.unread(const { OF.position("onward_country") })?;
        Ok(Self { account, paid_at, bank, amount, onward, onward_at, onward_amount, row })
    }

    fn renumber(&mut self, ids: &impl Ids) {
        self.account = ids.account(self.account);
        self.bank = ids.bank(self.bank);
        self.onward = self.onward.map(|id| ids.onward(id));
    }

    fn advance(&mut self, rows: u32) {
        self.row += rows;
    }

    fn order(&self, other: &Self) -> Ordering {
        by_number(self, other)
    }

    fn latest(&self) -> Option<Time> {
        Some(self.paid_at).max(self.onward_at.get())
    }

    fn accounts(&self) -> [Option<AccountId>; 2] {
        [Some(self.account), None]
    }
}

impl Record for Tie {
    const TABLE: Table = Table::Ties;

    fn read(cells: &mut Cells<'_>, row: u32) -> Result<Self, Fault> {
        const OF: Table = Table::Ties;
        let at = cells.time(const { OF.position("at") })?.into();
        let amount = cells.number(const { OF.position("amount") })?.into();
        Ok(Self {
            account: cells.account(const { OF.position("account_id") })?,
            at,
            other: cells.account(const { OF.position("other_id") })?,
            kind: cells.need_word(const { OF.position("kind") })?,
            amount,
            row,
        })
    }

    fn renumber(&mut self, ids: &impl Ids) {
        self.account = ids.account(self.account);
        self.other = ids.account(self.other);
        self.kind = ids.text(self.kind);
    }

    fn advance(&mut self, rows: u32) {
        self.row += rows;
    }

    fn order(&self, other: &Self) -> Ordering {
        by_number(self, other)
    }

    fn latest(&self) -> Option<Time> {
        self.at.get()
    }

    fn accounts(&self) -> [Option<AccountId>; 2] {
        [Some(self.account), Some(self.other)]
    }
}
