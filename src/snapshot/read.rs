//! Reads a snapshot: every table, then the dictionaries, then what depends on both.

use std::path::Path;

use rayon::prelude::*;

use super::error::ReadError;
use super::files::Files;
use super::intern::{sort_only, sort_strings, sort_values};
use super::loading::Context;
use super::loads::Loads;
use super::login::LoginRow;
use super::logins::Logins;
use super::maxmind::Database;
use super::networks::{Ranges, look_up};
use super::normalise::Rule;
use super::order::{Segments, settled};
use super::pools::{Final, Interners};
use super::records::{KnownRow, NetworkRow, PayoutRow, Record};
use super::spill::{Gathered, Spill};
use super::tables::{BankAccount, Change, Contract, Document, Identifier, Report, Review, Tie, Work};
use super::text::Keys;
use super::{Accounts, Dictionary, Snapshot, TextPool, known, normalise};
use crate::model::{AccountId, Table};
use crate::progress::Progress;
use crate::settings::{NetworkFiles, TableSettings};

/// What to read, and how.
#[derive(Clone, Copy, Debug)]
pub struct ReadOptions<'a> {
    /// The platform's own files and columns.
    pub tables: &'a TableSettings,
    /// Databases of address ranges.
    pub networks: &'a NetworkFiles,
    /// Whether the first row that cannot be used stops the run.
    pub strict: bool,
}

/// Reads the snapshot in `directory`, in the current rayon pool.
///
/// The result is the same for any number of threads; apart from the numbers of rows it is the same for any order of
/// rows, part files and columns, and for any format.
///
/// # Errors
/// A directory, file or setting that cannot be read or does not fit, and with `strict` the first row (by table, file
/// and row) that cannot be used.
pub fn read(directory: &Path, options: &ReadOptions<'_>, progress: &Progress) -> Result<Snapshot, ReadError> {
    read_within(directory, options, None, progress)
}

/// Like [`read`]; sessions that do not fit in memory go to the disk. The result is the same.
///
/// # Errors
/// As [`read`], and where the temporary files cannot be written.
pub fn read_within(
    directory: &Path,
    options: &ReadOptions<'_>,
    spill: Option<&Spill>,
    progress: &Progress,
) -> Result<Snapshot, ReadError> {
    if !directory.is_dir() {
        let what = "no directory of this name; expected a snapshot";
        return Err(ReadError::new(directory.display().to_string(), what, "Give the directory that holds the tables"));
    }
    let files = Files::find(directory, options.tables)?;
    let interners = Interners::new();
    let context = Context { interners: &interners, spill, strict: options.strict };
    let mut loads = Loads::default();
    let accounts = loads.table(&files, &context, progress)?;
    let tables = Tables::read(&mut loads, &files, &context, progress)?;
    let networks: Segments<NetworkRow> = loads.table(&files, &context, progress)?;
    let decisions: Segments<KnownRow> = loads.table(&files, &context, progress)?;

    let mut snapshot = Snapshot::default();
    let stage = progress.stage("sorting values", 0);
    let (account_ids, ids) = dictionaries(interners, &mut snapshot);
    drop(stage);
    let stage = progress.stage("sorting rows", 0);
    let rows = loads.accounts(accounts, account_ids.len(), &ids, options.strict)?;
    snapshot.accounts = Accounts::new(account_ids, rows);
    snapshot.settle(tables, &ids, &mut loads)?;
    drop(stage);
    let stage = progress.stage("looking up networks", 0);
    snapshot.look_up(directory, networks.concat(), options.networks, &mut loads)?;
    drop(stage);
    let (decisions, notes) = known::resolve(&settled(decisions, 0, &ids), &snapshot);
    snapshot.known = decisions;
    loads.notes.extend(notes);
    loads.finish(&files, directory, &mut snapshot)?;
    Ok(snapshot)
}

macro_rules! tables {
    ($($table:ident: $row:ty = $name:ident),*; logins; $($further:ident: $other:ty = $named:ident),*) => {
        /// The rows of the tables about accounts as they are read: in no order, with temporary ids.
        struct Tables {
            logins: Gathered<LoginRow>,
            $($table: Segments<$row>,)*
            $($further: Segments<$other>,)*
        }

        impl Tables {
            fn read(
                loads: &mut Loads,
                files: &Files<'_>,
                context: &Context<'_>,
                progress: &Progress,
            ) -> Result<Self, ReadError> {
                Ok(Self {
                    $($table: loads.table(files, context, progress)?,)*
                    logins: loads.gathered(files, context, progress)?,
                    $($further: loads.table(files, context, progress)?,)*
                })
            }
        }

        impl Snapshot {
            /// Gives the rows of all tables about accounts their final ids and their order.
            fn settle(&mut self, tables: Tables, ids: &Final, loads: &mut Loads) -> Result<(), ReadError> {
                let count = self.accounts.len();
                $(
                    self.$table = settled(tables.$table, count, ids);
                    loads.unlisted(Table::$name, named(&self.$table), &self.accounts);
                )*
                self.logins = match tables.logins.finish()? {
                    Ok(rows) => Logins::settled(rows, count, ids),
                    Err(spilled) => spilled.settle(ids, count)?,
                };
                let absent = self.accounts.unlisted(|account| !self.logins.of(account).is_empty());
                loads.absent(Table::Logins, absent);
                $(
                    let rows = settled(tables.$further, count, ids);
                    loads.unlisted(Table::$named, named(&rows), &self.accounts);
                    self.$further = rows.into();
                )*
                Ok(())
            }
        }
    };
}

// In the order of their notes.
tables!(
    documents: Document = Documents,
    bank_accounts: BankAccount = BankAccounts;
    logins;
    changes: Change = Changes,
    reviews: Review = Reviews,
    contracts: Contract = Contracts,
    work: Work = Work,
    payouts: PayoutRow = Payouts,
    identifiers: Identifier = Identifiers,
    ties: Tie = Ties,
    reports: Report = Reports
);

/// The accounts that rows speak of.
fn named<T: Record>(rows: &[T]) -> impl Iterator<Item = AccountId> {
    rows.iter().flat_map(Record::accounts).flatten()
}

impl Snapshot {
    /// Looks up what is known of each address.
    fn look_up(
        &mut self,
        directory: &Path,
        mut rows: Vec<NetworkRow>,
        files: &NetworkFiles,
        loads: &mut Loads,
    ) -> Result<(), ReadError> {
        rows.par_sort_unstable_by(Record::order);
        let mut databases = Vec::new();
        for path in &files.mmdb {
            let (database, input) = Database::open(directory, path)?;
            databases.push(database);
            loads.inputs.push(input);
        }
        self.has_networks = loads.present.contains(&Table::Networks) || !databases.is_empty();
        if self.has_networks {
            look_up(&mut self.addresses, &Ranges::new(&rows), &databases)?;
        }
        Ok(())
    }
}

/// Sorts all strings and addresses; returns the accounts' ids, and where each temporary id went.
fn dictionaries(interners: Interners, snapshot: &mut Snapshot) -> (super::StringTable, Final) {
    let names = interners.kinds();
    let one = |(mut dictionaries, map): (Vec<Dictionary>, _)| (dictionaries.pop().unwrap_or_default(), map);
    let Interners { accounts, texts, orders, documents, banks, devices, onward, identifiers, addresses, .. } =
        interners;
    let plain = |interner| {
        one(sort_values(interner, &[Some(Rule::Plain)], |_| 0, |shown| shown, |shown| Rule::Plain.key(shown)))
    };
    // One dictionary after the other, small ones first: each takes the memory of its table twice while it is sorted, and
    // then less than before.
    let (documents, document_map) = one(sort_values(
        documents,
        &[None],
        |_| 0,
        |string| normalise::document_parts(string).1,
        normalise::document_key,
    ));
    snapshot.document_values = documents;
    let (banks, bank_map) = plain(banks);
    snapshot.bank_values = banks;
    let (onward, onward_map) = plain(onward);
    snapshot.onward_values = onward;
    let orders = sort_only(orders);
    let (devices, device_map) = sort_strings(devices);
    snapshot.device_values = Dictionary::new(devices, Keys::Shown);
    let ((account_ids, accounts), (texts, text_map)) = rayon::join(|| accounts.sort(), || sort_strings(texts));
    snapshot.text = TextPool::new(texts);
    let group = |string: &str| usize::from(normalise::identifier_parts(string).0).min(names.len().saturating_sub(1));
    let rules: Vec<Rule> = names.iter().map(|name| Rule::of(name)).collect();
    let some: Vec<Option<Rule>> = rules.iter().copied().map(Some).collect();
    let (values, identifier_map) = sort_values(
        identifiers,
        &some,
        group,
        |string| normalise::identifier_parts(string).1,
        |string| rules[group(string)].key(normalise::identifier_parts(string).1),
    );
    let (addresses, address_map) = addresses.sort();
    snapshot.addresses = addresses;
    let kinds = sort_kinds(names, values, snapshot);
    let ids = Final {
        accounts,
        texts: text_map,
        orders,
        documents: document_map,
        banks: bank_map,
        devices: device_map,
        onward: onward_map,
        identifiers: identifier_map,
        addresses: address_map,
        kinds,
    };
    (account_ids, ids)
}

/// Sorts the kinds that have values; returns where each temporary number went.
fn sort_kinds(names: Vec<String>, values: Vec<Dictionary>, snapshot: &mut Snapshot) -> Vec<u16> {
    let mut order: Vec<(String, usize, Dictionary)> =
        names.into_iter().zip(values).enumerate().map(|(number, (name, values))| (name, number, values)).collect();
    let mut map = vec![0; order.len()];
    order.retain(|(_, _, values)| !values.is_empty());
    order.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, number, values) in order {
        map[number] = snapshot.kinds.len() as u16;
        snapshot.kinds.push(name);
        snapshot.kind_values.push(values);
    }
    map
}
