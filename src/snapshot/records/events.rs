//! `logins`, `work`, `reviews`, `contracts`.

use std::cmp::Ordering;

use super::super::collect::Cells;
use super::super::error::Fault;
use super::super::login::{Login, LoginRow};
use super::super::pools::Ids;
use super::super::tables::{Contract, Review, Work};
use super::{Record, Stretch, by_number, login_columns};
use crate::model::{AccountId, Table, Time};

fn in_order(start: Time, end: Time, column: usize) -> Result<(), Fault> {
    if end < start {
        return Err(Fault::at(column, format!("{end} is before the start, {start}")));
    }
    Ok(())
}

/// Rows whose ids are replaced together: they stay in a core's nearest cache.
const GROUP: usize = 128;

impl Record for LoginRow {
    const TABLE: Table = Table::Logins;

    #[inline]
    fn read(cells: &mut Cells<'_>, row: u32) -> Result<Self, Fault> {
        const OF: Table = Table::Logins;
        const ENDED: usize = OF.position("ended_at");
        let start = cells.need_time(const { OF.position("started_at") })?;
        let end = cells.time(ENDED)?;
        in_order(start, end.unwrap_or(start), ENDED)?;
        let ip = cells.address(const { OF.position("ip") })?;
        let remote = cells.flag(const { OF.position("remote") }).unwrap_or(false);
        let account = cells.account(const { OF.position("account_id") })?;
        let device = cells.device(const { OF.position("device_id") })?;
        Ok(Self { account, login: Login::new(start, end, ip, device, remote, row) })
    }

    fn read_columns(stretch: &mut Stretch<'_>, into: &mut Vec<Self>) -> Option<Time> {
        login_columns::read(stretch, into)
    }

    #[inline]
    fn renumber(&mut self, ids: &impl Ids) {
        Self::renumber_all(std::slice::from_mut(self), ids);
    }

    /// One kind of id after the other: in a short loop the cache misses of many rows overlap.
    fn renumber_all(rows: &mut [Self], ids: &impl Ids) {
        for rows in rows.chunks_mut(GROUP) {
            rows.iter_mut().for_each(|row| row.account = ids.account(row.account));
            rows.iter_mut().for_each(|row| row.login = row.login.map_ip(|id| ids.address(id)));
            rows.iter_mut().for_each(|row| row.login = row.login.map_device(|id| ids.device(id)));
        }
    }

    #[inline]
    fn advance(&mut self, rows: u32) {
        let Self { login, .. } = *self;
        let row = login.row() + rows;
        self.login = Login::new(login.start, login.end(), login.ip(), login.device(), login.remote(), row);
    }

    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }

    fn latest(&self) -> Option<Time> {
        Some(self.login.end().unwrap_or(self.login.start))
    }

    fn bytes(rows: &[Self]) -> Option<&[u8]> {
        Some(bytemuck::cast_slice(rows))
    }

    fn accounts(&self) -> [Option<AccountId>; 2] {
        [Some(self.account), None]
    }
}

impl Record for Work {
    const TABLE: Table = Table::Work;

    fn read(cells: &mut Cells<'_>, row: u32) -> Result<Self, Fault> {
        const OF: Table = Table::Work;
        const ENDED: usize = OF.position("ended_at");
        let (start, end) = (cells.need_time(const { OF.position("started_at") })?, cells.need_time(ENDED)?);
        in_order(start, end, ENDED)?;
        let account = cells.account(const { OF.position("account_id") })?;
        cells.unread(const { OF.position("contract_id") })?;
        Ok(Self { account, start, end, row })
    }

    fn renumber(&mut self, ids: &impl Ids) {
        self.account = ids.account(self.account);
    }

    fn advance(&mut self, rows: u32) {
        self.row += rows;
    }

    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }

    fn latest(&self) -> Option<Time> {
        Some(self.end)
    }

    fn accounts(&self) -> [Option<AccountId>; 2] {
        [Some(self.account), None]
    }
}

impl Record for Review {
    const TABLE: Table = Table::Reviews;

    fn read(cells: &mut Cells<'_>, row: u32) -> Result<Self, Fault> {
        const OF: Table = Table::Reviews;
        const RATING: usize = OF.position("rating");
        let posted_at = cells.time(const { OF.position("posted_at") })?.into();
        let rating = cells.number(RATING)?;
        if let Some(outside) = rating.filter(|rating| !(1.0..=5.0).contains(rating)) {
            let reason =
                format!("{outside} is outside 1 to 5; another scale can be recoded with `values` in the settings");
            return Err(Fault::at(RATING, reason));
        }
        Ok(Self {
            reviewer: cells.account(const { OF.position("reviewer_id") })?,
            posted_at,
            reviewee: cells.account(const { OF.position("reviewee_id") })?,
            rating: rating.map(|rating| rating as f32).into(),
            contract: cells.order(const { OF.position("contract_id") })?,
            row,
        })
    }

    fn renumber(&mut self, ids: &impl Ids) {
        self.reviewer = ids.account(self.reviewer);
        self.reviewee = ids.account(self.reviewee);
        self.contract = self.contract.map(|id| ids.order(id));
    }

    fn advance(&mut self, rows: u32) {
        self.row += rows;
    }

    fn order(&self, other: &Self) -> Ordering {
        by_number(self, other)
    }

    fn latest(&self) -> Option<Time> {
        self.posted_at.get()
    }

    fn accounts(&self) -> [Option<AccountId>; 2] {
        [Some(self.reviewer), Some(self.reviewee)]
    }
}

impl Record for Contract {
    const TABLE: Table = Table::Contracts;

    fn read(cells: &mut Cells<'_>, row: u32) -> Result<Self, Fault> {
        const OF: Table = Table::Contracts;
        let started_at = cells.time(const { OF.position("started_at") })?.into();
        let fee = cells.number(const { OF.position("fee") })?.into();
        Ok(Self {
            worker: cells.account(const { OF.position("worker_id") })?,
            started_at,
            client: cells.account(const { OF.position("client_id") })?,
            contract: cells.need_order(const { OF.position("contract_id") })?,
            category: cells.text(const { OF.position("category") })?,
            fee,
            currency: cells.code(const { OF.position("currency") })?,
            row,
        })
    }

    fn renumber(&mut self, ids: &impl Ids) {
        self.worker = ids.account(self.worker);
        self.client = ids.account(self.client);
        self.contract = ids.order(self.contract);
        self.category = self.category.map(|id| ids.text(id));
        self.currency = self.currency.map(|id| ids.text(id));
    }

    fn advance(&mut self, rows: u32) {
        self.row += rows;
    }

    fn order(&self, other: &Self) -> Ordering {
        by_number(self, other)
    }

    fn latest(&self) -> Option<Time> {
        self.started_at.get()
    }

    fn accounts(&self) -> [Option<AccountId>; 2] {
        [Some(self.worker), Some(self.client)]
    }
}
