//! Files in, columns out: reads a snapshot directory into typed, sorted, normalised tables.
//!
//! Every string that only has to be compared becomes an id in a sorted dictionary, so that ids, and all that
//! follows from them, do not depend on the order of rows, the cut of part files or the number of threads.

mod accounts;
mod addresses;
mod block;
mod cell;
mod chunk;
mod clock;
mod collect;
mod column_view;
mod csv;
mod decoder;
mod error;
mod files;
mod intern;
mod known;
mod load;
mod loading;
mod loads;
mod login;
mod logins;
mod mapping;
mod maxmind;
mod moment;
mod ndjson;
mod networks;
mod normalise;
mod order;
mod pages;
mod parquet;
mod parquet_file;
mod payouts;
mod placeholder;
mod plain_types;
mod pools;
mod pseudonyms;
mod read;
mod records;
mod row;
mod row_groups;
mod source;
mod spare;
mod spill;
mod tables;
mod text;
mod text_file;
mod text_parser;
mod value;

pub use accounts::{Account, Accounts};
pub use addresses::Addresses;
pub use decoder::{decoded, is_of_decoder};
pub use error::ReadError;
pub use login::Login;
pub use logins::Logins;
pub use payouts::{Onward, Payout, Payouts};
pub use pseudonyms::{KeyError, Pseudonyms, WITHHELD};
pub use read::{ReadOptions, read, read_within};
pub use spill::Spill;

pub use tables::{
    BankAccount, Change, Contract, Document, Identifier, Known, KnownVerdict, PayoutKind, Report, ReportKind, Review,
    Role, Status, Tie, Work,
};
pub use text::{Dictionary, IpKey, StringTable, TextPool};

use crate::model::{AccountId, Indicator, KindId, Need, NodeKind, Table, Time};
use serde::Serialize;

/// A platform's state and events up to one moment.
///
/// Every vector of rows is sorted by account, then time, then its other columns, then input row.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// Accounts, listed or only mentioned.
    pub accounts: Accounts,
    /// All free text: names, holders, categories, countries.
    pub text: TextPool,
    /// Values of the kind `document`.
    pub document_values: Dictionary,
    /// Values of the kind `bank_account` (from `bank_accounts` and `payouts`).
    pub bank_values: Dictionary,
    /// Values of the kind `device`.
    pub device_values: Dictionary,
    /// Values of the kind `onward`.
    pub onward_values: Dictionary,
    /// Values of the kind `ip`, and what is known of their networks.
    pub addresses: Addresses,
    /// Names of the kinds in `identifiers`, sorted.
    pub kinds: Vec<String>,
    /// Values of each of those kinds, by [`KindId`].
    pub kind_values: Vec<Dictionary>,

    /// ID documents submitted.
    pub documents: Vec<Document>,
    /// Payout destinations registered.
    pub bank_accounts: Vec<BankAccount>,
    /// Sessions.
    pub logins: Logins,
    /// Changes of registered details.
    pub changes: Vec<Change>,
    /// Reviews; sorted by reviewer.
    pub reviews: Vec<Review>,
    /// Orders; sorted by worker.
    pub contracts: Vec<Contract>,
    /// Logged work.
    pub work: Vec<Work>,
    /// Payouts.
    pub payouts: Payouts,
    /// Other identifiers.
    pub identifiers: Vec<Identifier>,
    /// Direct ties.
    pub ties: Vec<Tie>,
    /// What clients reported.
    pub reports: Vec<Report>,
    /// Whether any network information was given.
    pub has_networks: bool,
    /// Decisions that people made before.
    pub known: Vec<Known>,

    /// Which tables were there (a table of no rows is there).
    pub present: Vec<Table>,
    /// The columns that some file of their table has (in NDJSON: that some line has), in the tables' order.
    pub columns: Vec<(Table, &'static str)>,
    /// The latest moment in any table: the snapshot's own 'now'.
    pub moment: Time,
    /// Rows that could not be used, sorted by table, file, row, column.
    pub rejects: Vec<Reject>,
    /// The files read, sorted by path.
    pub inputs: Vec<InputFile>,
    /// What else the reader has to say (unknown columns, accounts not listed), in a stable order.
    pub notes: Vec<String>,
    /// Whether results show pseudonyms instead of identifiers, and withhold names.
    pub pseudonyms: Option<Pseudonyms>,
}

/// What is known of the network that an IP belongs to; all fields absent where nothing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct IpNetwork {
    /// What kind of network it is.
    pub kind: Option<NetworkKind>,
    /// Autonomous system.
    pub asn: Option<u32>,
    /// ISO 3166-1 alpha-2, upper case.
    pub country: Option<[u8; 2]>,
    /// Latitude and longitude in hundredths of a degree, where a database places the address.
    pub place: Option<(i16, i16)>,
}

impl IpNetwork {
    /// Takes from `other` what it does not say itself.
    pub(crate) fn complete(&mut self, other: Self) {
        self.kind = self.kind.or(other.kind);
        self.asn = self.asn.or(other.asn);
        self.country = self.country.or(other.country);
        self.place = self.place.or(other.place);
    }
}

/// Kinds of network, as in the `networks` table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is the word of snapshot.md")]
pub enum NetworkKind {
    Residential,
    Mobile,
    Cgnat,
    Office,
    Campus,
    Public,
    Hosting,
    Vpn,
    Tor,
}

/// A row that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Reject {
    /// The table's name.
    pub table: &'static str,
    /// Path relative to the snapshot.
    pub file: String,
    /// 1-based data row within the file.
    pub row: u64,
    /// The column, empty where the whole row is at fault.
    pub column: String,
    /// What was wrong and what was expected.
    pub reason: String,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct InputFile {
    /// Path relative to the snapshot.
    pub path: String,
    /// The table it fed.
    pub table: &'static str,
    /// Size in bytes.
    pub bytes: u64,
    /// Data rows read, rejected ones included.
    pub rows: u64,
    /// Rows rejected.
    pub rejected: u64,
    /// BLAKE3 of the file's bytes, hexadecimal.
    pub digest: String,
}

impl Snapshot {
    /// Whether a table was given.
    #[must_use]
    pub fn has(&self, table: Table) -> bool {
        self.present.contains(&table)
    }

    /// The ties from an account, in their order. O(log ties) before the first.
    pub fn ties_from(&self, account: AccountId) -> impl Iterator<Item = &Tie> {
        let from = self.ties.partition_point(|tie| tie.account < account);
        self.ties[from..].iter().take_while(move |tie| tie.account == account)
    }

    /// Whether a table with these columns was given; `networks` also where a database of addresses was.
    #[must_use]
    pub fn meets(&self, need: &Need) -> bool {
        let there = self.has(need.table) || (need.table == Table::Networks && self.has_networks);
        there && need.columns.iter().all(|column| self.columns.contains(&(need.table, column)))
    }

    /// What an indicator lacks to run, as a clause; `None` where it can run.
    #[must_use]
    pub fn lacks(&self, indicator: Indicator) -> Option<String> {
        let unmet = indicator.needs().iter().filter(|any| !any.iter().any(|need| self.meets(need)));
        let clause = |any: &&[Need]| any.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
        let clauses: Vec<String> = unmet.map(clause).collect();
        (!clauses.is_empty()).then(|| format!("needs {}", clauses.join(", and ")))
    }

    /// The name of a kind of node, as in results.
    #[must_use]
    pub fn kind_name(&self, kind: NodeKind) -> &str {
        match kind {
            NodeKind::Account => "account",
            NodeKind::Document => "document",
            NodeKind::Ip => "ip",
            NodeKind::BankAccount => "bank_account",
            NodeKind::Device => "device",
            NodeKind::Onward => "onward",
            NodeKind::Other(KindId(k)) => &self.kinds[k as usize],
        }
    }

    /// How many nodes of a kind there are.
    #[must_use]
    pub fn count(&self, kind: NodeKind) -> usize {
        match kind {
            NodeKind::Account => self.accounts.len(),
            NodeKind::Ip => self.addresses.len(),
            other => self.dictionary(other).map_or(0, Dictionary::len),
        }
    }

    /// Every kind of node, in the graph's order.
    #[must_use]
    pub fn node_kinds(&self) -> Vec<NodeKind> {
        use NodeKind::{Account, BankAccount, Device, Document, Ip, Onward, Other};
        let fixed = [Account, Document, Ip, BankAccount, Device, Onward];
        fixed.into_iter().chain((0..self.kinds.len()).map(|k| Other(KindId(k as u16)))).collect()
    }

    fn dictionary(&self, kind: NodeKind) -> Option<&Dictionary> {
        match kind {
            NodeKind::Account | NodeKind::Ip => None,
            NodeKind::Document => Some(&self.document_values),
            NodeKind::BankAccount => Some(&self.bank_values),
            NodeKind::Device => Some(&self.device_values),
            NodeKind::Onward => Some(&self.onward_values),
            NodeKind::Other(KindId(k)) => self.kind_values.get(k as usize),
        }
    }
}
