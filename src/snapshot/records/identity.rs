//! `documents`, `identifiers`, `changes`, `reports`.

use std::cmp::Ordering;

use super::super::collect::Cells;
use super::super::error::Fault;
use super::super::pools::Ids;
use super::super::tables::{Change, Document, Identifier, Report, ReportKind};
use super::Record;
use crate::model::{AccountId, Table, Time};

impl Record for Document {
    const TABLE: Table = Table::Documents;

    fn read(cells: &mut Cells<'_>, row: u32) -> Result<Self, Fault> {
        const OF: Table = Table::Documents;
        const KIND: usize = OF.position("kind");
        Ok(Self {
            submitted_at: cells.time(const { OF.position("submitted_at") })?.into(),
            account: cells.account(const { OF.position("account_id") })?,
            document: cells.document(const { OF.position("document_id") }, KIND)?,
            kind: cells.word(KIND)?,
            country: cells.code(const { OF.position("country") })?,
            name: cells.text(const { OF.position("name") })?,
            row,
        })
    }

    fn renumber(&mut self, ids: &impl Ids) {
        self.account = ids.account(self.account);
        self.document = ids.document(self.document);
        for text in [&mut self.kind, &mut self.country, &mut self.name] {
            *text = text.map(|id| ids.text(id));
        }
    }

    fn advance(&mut self, rows: u32) {
        self.row += rows;
    }

    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }

    fn latest(&self) -> Option<Time> {
        self.submitted_at.get()
    }

    fn accounts(&self) -> [Option<AccountId>; 2] {
        [Some(self.account), None]
    }
}

impl Record for Identifier {
    const TABLE: Table = Table::Identifiers;

    fn read(cells: &mut Cells<'_>, row: u32) -> Result<Self, Fault> {
        const OF: Table = Table::Identifiers;
        let seen_at = cells.time(const { OF.position("seen_at") })?.into();
        let account = cells.account(const { OF.position("account_id") })?;
        let (kind, value) = cells.identifier(const { OF.position("kind") }, const { OF.position("value") })?;
        Ok(Self { account, seen_at, kind, value, row })
    }

    fn renumber(&mut self, ids: &impl Ids) {
        self.account = ids.account(self.account);
        self.kind = ids.kind(self.kind);
        self.value = ids.identifier(self.value);
    }

    fn advance(&mut self, rows: u32) {
        self.row += rows;
    }

    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }

    fn latest(&self) -> Option<Time> {
        self.seen_at.get()
    }

    fn accounts(&self) -> [Option<AccountId>; 2] {
        [Some(self.account), None]
    }
}

impl Record for Change {
    const TABLE: Table = Table::Changes;

    fn read(cells: &mut Cells<'_>, row: u32) -> Result<Self, Fault> {
        const OF: Table = Table::Changes;
        Ok(Self {
            changed_at: cells.need_time(const { OF.position("changed_at") })?,
            account: cells.account(const { OF.position("account_id") })?,
            field: cells.need_word(const { OF.position("field") })?,
            row,
        })
    }

    fn renumber(&mut self, ids: &impl Ids) {
        self.account = ids.account(self.account);
        self.field = ids.text(self.field);
    }

    fn advance(&mut self, rows: u32) {
        self.row += rows;
    }

    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }

    fn latest(&self) -> Option<Time> {
        Some(self.changed_at)
    }

    fn accounts(&self) -> [Option<AccountId>; 2] {
        [Some(self.account), None]
    }
}

impl Record for Report {
    const TABLE: Table = Table::Reports;

    fn read(cells: &mut Cells<'_>, row: u32) -> Result<Self, Fault> {
        const OF: Table = Table::Reports;
        Ok(Self {
            reported_at: cells.time(const { OF.position("reported_at") })?,
            account: cells.account(const { OF.position("account_id") })?,
            kind: cells.need_listed(const { OF.position("kind") }, ReportKind::WORDS, ReportKind::parse)?,
            reporter: cells.text(const { OF.position("reporter_id") })?,
            row,
        })
    }

    fn renumber(&mut self, ids: &impl Ids) {
        self.account = ids.account(self.account);
        self.reporter = self.reporter.map(|id| ids.text(id));
    }

    fn advance(&mut self, rows: u32) {
        self.row += rows;
    }

    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }

    fn latest(&self) -> Option<Time> {
        self.reported_at
    }

    fn accounts(&self) -> [Option<AccountId>; 2] {
        [Some(self.account), None]
    }
}
