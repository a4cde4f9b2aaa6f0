//! What is left of the tables beside their rows while a snapshot is read: inputs, rejects, notes.

use std::path::Path;

use super::accounts::Account;
use super::clock::Clock;
use super::error::ReadError;
use super::files::Files;
use super::load::load;
use super::loading::{Context, Loading, strict};
use super::order::{Segments, settled};
use super::pools::Final;
use super::records::{AccountRow, Record};
use super::source::strangers;
use super::spill::Gathered;
use super::{Accounts, InputFile, Reject, Snapshot};
use crate::model::{AccountId, Table};
use crate::progress::Progress;

/// What is left of the tables beside their rows.
#[derive(Default)]
pub(crate) struct Loads {
    pub inputs: Vec<InputFile>,
    pub rejects: Vec<Reject>,
    pub notes: Vec<String>,
    pub clock: Clock,
    pub present: Vec<Table>,
    pub columns: Vec<(Table, &'static str)>,
}

impl Loads {
    /// Reads a table where it is there; its rows fit in memory.
    pub fn table<T: Record>(
        &mut self,
        files: &Files<'_>,
        context: &Context<'_>,
        progress: &Progress,
    ) -> Result<Segments<T>, ReadError> {
        Ok(self.gathered(files, context, progress)?.in_memory())
    }

    /// Reads a table where it is there.
    pub fn gathered<T: Record>(
        &mut self,
        files: &Files<'_>,
        context: &Context<'_>,
        progress: &Progress,
    ) -> Result<Gathered<T>, ReadError> {
        let Some(files) = files.0.get(&T::TABLE) else { return Ok(Gathered::new(None)) };
        let loaded: Loading<T> = load(files, context, progress)?;
        context.interners.forget_spare();
        self.notes.extend(loaded.notes());
        self.present.push(T::TABLE);
        self.columns.extend(loaded.columns.iter().map(|column| (T::TABLE, T::TABLE.columns()[*column].name)));
        self.clock.merge(loaded.clock);
        self.inputs.extend(loaded.inputs);
        self.rejects.extend(loaded.rejects);
        Ok(loaded.rows)
    }

    /// The rows of the accounts by id; of several rows for one account the one that says the least in order counts.
    pub fn accounts(
        &mut self,
        rows: Segments<AccountRow>,
        count: usize,
        ids: &Final,
        strictly: bool,
    ) -> Result<Vec<Account>, ReadError> {
        let rows = settled(rows, count, ids);
        let listed = rows.iter().map(|row| row.account.index() + 1).max().unwrap_or(0);
        let mut accounts = vec![Account::default(); listed];
        let mut repeated = Vec::new();
        for same in rows.chunk_by(|a, b| a.account == b.account) {
            accounts[same[0].account.index()] = same[0].row;
            repeated.extend(same[1..].iter().map(|row| (row.row.row, same[0].row.row)));
        }
        repeated.sort_unstable();
        for (row, kept) in repeated {
            let reject = self.duplicate(u64::from(row), u64::from(kept));
            if strictly {
                return Err(strict(&reject));
            }
            self.rejects.push(reject);
        }
        Ok(accounts)
    }

    /// Rejects a row of `accounts` for one that is kept; both counted over all its files.
    fn duplicate(&mut self, row: u64, kept: u64) -> Reject {
        let (file, row) = self.place(row);
        self.inputs[file].rejected += 1;
        let (kept_file, kept_row) = self.place(kept);
        let reason =
            format!("this account has another row, which is kept: row {kept_row} of {}", self.inputs[kept_file].path);
        Reject { table: "accounts", file: self.inputs[file].path.clone(), row, column: "account_id".into(), reason }
    }

    /// The file of `accounts` that holds a row, and the row within it.
    fn place(&self, mut row: u64) -> (usize, u64) {
        let files = self.inputs.iter().enumerate().filter(|(_, input)| input.table == "accounts");
        for (index, input) in files {
            if row <= input.rows {
                return (index, row);
            }
            row -= input.rows;
        }
        (0, row)
    }

    /// Notes how many accounts a table speaks of that `accounts` does not list.
    pub fn unlisted(&mut self, table: Table, named: impl Iterator<Item = AccountId>, accounts: &Accounts) {
        if accounts.listed().len() == accounts.len() && accounts.listed().iter().all(|account| account.row != 0) {
            return;
        }
        let mut seen = vec![false; accounts.len()];
        named.for_each(|account| seen[account.index()] = true);
        self.absent(table, accounts.unlisted(|account| seen[account.index()]));
    }

    /// Notes it where `absent` accounts that a table speaks of are not listed.
    pub fn absent(&mut self, table: Table, absent: usize) {
        if absent > 0 {
            let name = table.name();
            self.notes
                .push(format!("{name}: {absent} accounts are not listed in `accounts`; their rows count all the same"));
        }
    }

    /// Hands over what was collected.
    pub fn finish(mut self, files: &Files<'_>, directory: &Path, snapshot: &mut Snapshot) -> Result<(), ReadError> {
        let databases = self.inputs.iter().map(|input| input.path.clone());
        let read: Vec<String> = files.0.values().flatten().map(|file| file.name.clone()).chain(databases).collect();
        self.notes.extend(strangers(directory, &read)?);
        self.notes.extend(self.clock.note());
        self.rejects.sort_unstable();
        self.inputs.sort_unstable();
        self.present.sort_unstable();
        snapshot.rejects = self.rejects;
        snapshot.inputs = self.inputs;
        snapshot.notes = self.notes;
        snapshot.present = self.present;
        snapshot.columns = self.columns;
        snapshot.moment = self.clock.latest().unwrap_or_default();
        Ok(())
    }
}
