//! The tables and their columns as data: what `snapshot.md` says, once, for readers, writers and settings.

use super::Table;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// The platform's id of an account.
    Account,
    /// An identifier's value, compared after the normalisation of its kind.
    Value,
    /// Free text.
    Text,
    /// An open word, compared without case (`passport`, `phone`).
    Word,
    /// A closed list of words.
    Words,
    /// A code in upper case (country, currency).
    Code,
    /// A moment.
    Time,
    /// A finite number.
    Number,
    /// An IP address.
    Ip,
    /// A range of IP addresses.
    Cidr,
    /// Yes or no.
    Flag,
}

/// A column of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its name in files.
    pub name: &'static str,
    /// Whether a row without it cannot be used.
    pub required: bool,
    /// What it holds.
    pub form: Form,
    /// What it says, in a clause.
    pub about: &'static str,
}

const fn must(name: &'static str, form: Form, about: &'static str) -> Column {
    Column { name, required: true, form, about }
}

const fn may(name: &'static str, form: Form, about: &'static str) -> Column {
    Column { name, required: false, form, about }
}

use Form::{Account, Cidr, Code, Flag, Ip, Number, Text, Time, Value, Word, Words};

const ACCOUNTS: &[Column] = &[
    must("account_id", Account, "the platform's id"),
    may("name", Text, "legal name"),
    may("name_kana", Text, "its reading in kana"),
    may("role", Words, "worker, client or both"),
    may("country", Code, "declared residence, ISO 3166-1 alpha-2"),
    may("created_at", Time, "when it was made"),
    may("status", Words, "active, suspended or closed"),
    may("status_at", Time, "since when"),
    may("organisation", Text, "an agency or company declared openly"),
];
const DOCUMENTS: &[Column] = &[
    must("account_id", Account, "who submitted it"),
    must("document_id", Value, "the document's number or pseudonym"),
    may("kind", Word, "passport, driving_licence, residence_card, my_number, ..."),
    may("country", Code, "issuer"),
    may("name", Text, "the name that it bears"),
    may("submitted_at", Time, "when it was submitted"),
];
const BANK_ACCOUNTS: &[Column] = &[
    must("account_id", Account, "on which account"),
    must("bank_account_id", Value, "the payout destination"),
    may("kind", Words, "bank, money_transfer or crypto"),
    may("holder", Text, "who holds it"),
    may("country", Code, "where it is"),
    may("added_at", Time, "registered since"),
    may("removed_at", Time, "registered until"),
];
const LOGINS: &[Column] = &[
    must("account_id", Account, "who logged in"),
    must("started_at", Time, "when"),
    may("ended_at", Time, "until when"),
    may("ip", Ip, "from which address"),
    may("device_id", Value, "on which device"),
    may("remote", Flag, "whether the platform saw remote control"),
];
const CHANGES: &[Column] = &[
    must("account_id", Account, "whose detail"),
    must("field", Word, "name, email, phone, address, bank_account, document, ..."),
    must("changed_at", Time, "when"),
];
const REVIEWS: &[Column] = &[
    must("reviewer_id", Account, "who wrote it"),
    must("reviewee_id", Account, "whom it is about"),
    may("posted_at", Time, "when"),
    may("rating", Number, "1 to 5"),
    may("contract_id", Text, "the order"),
];
const CONTRACTS: &[Column] = &[
    must("contract_id", Text, "the order's id"),
    must("client_id", Account, "who pays"),
    must("worker_id", Account, "who works"),
    may("category", Text, "kind of work"),
    may("fee", Number, "the price"),
    may("currency", Code, "the fee's currency"),
    may("started_at", Time, "when it began"),
];
const WORK: &[Column] = &[
    must("account_id", Account, "who worked"),
    must("started_at", Time, "from"),
    must("ended_at", Time, "until"),
    may("contract_id", Text, "the order"),
];
const PAYOUTS: &[Column] = &[
    must("account_id", Account, "to whom"),
    must("bank_account_id", Value, "to which destination"),
    must("paid_at", Time, "when"),
    may("amount", Number, "how much"),
    may("currency", Code, "in which currency"),
    may("onward_id", Value, "where it went next"),
    may("onward_at", Time, "when it went on"),
    may("onward_amount", Number, "how much of it"),
    may("onward_country", Code, "to which country"),
];
const IDENTIFIERS: &[Column] = &[
    must("account_id", Account, "whose"),
    must("kind", Word, "phone, email, address, portrait, template, ..."),
    must("value", Value, "the identifier"),
    may("seen_at", Time, "when it was seen"),
];
const TIES: &[Column] = &[
    must("account_id", Account, "from whom"),
    must("other_id", Account, "to whom"),
    must("kind", Word, "transfer, referral, message, ..."),
    may("at", Time, "when"),
    may("amount", Number, "how much"),
];
const REPORTS: &[Column] = &[
    must("account_id", Account, "about whom"),
    must("kind", Words, "what was reported"),
    may("reporter_id", Text, "by whom"),
    may("reported_at", Time, "when"),
];
const NETWORKS: &[Column] = &[
    must("cidr", Cidr, "the range, such as 192.0.2.0/24"),
    may("kind", Words, "what kind of network it is"),
    may("asn", Number, "autonomous system"),
    may("country", Code, "where it is"),
    may("name", Text, "whose it is"),
];
const KNOWN: &[Column] = &[
    must("kind", Word, "the kind of node decided about"),
    must("value", Value, "the node"),
    must("verdict", Words, "ignore, separate or same"),
    may("other", Value, "the other account"),
    may("reason", Text, "why"),
    may("until", Time, "from when on it counts no more"),
];

impl Table {
    /// The table's columns, in the order of `snapshot.md`.
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Accounts => ACCOUNTS,
            Self::Documents => DOCUMENTS,
            Self::BankAccounts => BANK_ACCOUNTS,
            Self::Logins => LOGINS,
            Self::Changes => CHANGES,
            Self::Reviews => REVIEWS,
            Self::Contracts => CONTRACTS,
            Self::Work => WORK,
            Self::Payouts => PAYOUTS,
            Self::Identifiers => IDENTIFIERS,
            Self::Ties => TIES,
            Self::Reports => REPORTS,
            Self::Networks => NETWORKS,
            Self::Known => KNOWN,
        }
    }

    /// Position of the column of this name; usable in constants.
    ///
    /// # Panics
    /// Where the table has no such column (in a constant: does not compile).
    #[must_use]
    pub const fn position(self, name: &str) -> usize {
        let columns = self.columns();
        let mut index = 0;
        while index < columns.len() {
            if same(columns[index].name.as_bytes(), name.as_bytes()) {
                return index;
            }
            index += 1;
        }
        panic!("no such column");
    }
}

const fn same(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let mut index = 0;
    while index < left.len() {
        if left[index] != right[index] {
            return false;
        }
        index += 1;
    }
    true
}
