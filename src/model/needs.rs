//! What each indicator needs of a snapshot: the one table that says so.

use super::{Indicator, Table};

/// A table, and those of its columns without which it does not help.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Need {
    /// The table.
    pub table: Table,
    /// Columns that must be there beside the required ones.
    pub columns: &'static [&'static str],
}

const fn all(table: Table) -> Need {
    Need { table, columns: &[] }
}

const fn with(table: Table, columns: &'static [&'static str]) -> Need {
    Need { table, columns }
}

const REPORTS: Need = all(Table::Reports);
const DOCUMENTS: Need = all(Table::Documents);
const BANKS: Need = all(Table::BankAccounts);
const PAYOUTS: Need = all(Table::Payouts);
const IDENTIFIERS: Need = all(Table::Identifiers);
const ADDRESSES: Need = with(Table::Logins, &["ip"]);
const DEVICES: Need = with(Table::Logins, &["device_id"]);
const RATINGS: Need = with(Table::Reviews, &["rating", "posted_at"]);
const NETWORKS: Need = all(Table::Networks);
const CHANGES: Need = all(Table::Changes);
const HOLDERS: Need = with(Table::BankAccounts, &["holder"]);
const NAMES: Need = with(Table::Accounts, &["name"]);
const KANA: Need = with(Table::Accounts, &["name_kana"]);
const DOCUMENT_NAMES: Need = with(Table::Documents, &["name"]);
const REMOTE: Need = with(Table::Logins, &["remote"]);
const ENDS: Need = with(Table::Logins, &["ended_at"]);
const WORK: Need = all(Table::Work);
const REVIEWS: Need = all(Table::Reviews);
const FEES: Need = with(Table::Contracts, &["fee"]);
const BANK_KINDS: Need = with(Table::BankAccounts, &["kind"]);
const ONWARD: Need = with(Table::Payouts, &["onward_id"]);
const RESIDENCE: Need = with(Table::Accounts, &["country"]);
const ROLES: Need = with(Table::Accounts, &["role"]);
const CONTRACTS: Need = all(Table::Contracts);
const ENDED_ACCOUNTS: Need = with(Table::Accounts, &["status", "created_at"]);
const CREATED: Need = with(Table::Accounts, &["created_at"]);
const LOGINS: Need = all(Table::Logins);

impl Indicator {
    /// What the indicator needs: of each list, at least one. `networks` is met by a database of addresses too.
    #[must_use]
    pub const fn needs(self) -> &'static [&'static [Need]] {
        match self {
            Self::P1 => &[&[CHANGES]],
            Self::P2 => &[&[HOLDERS], &[NAMES, KANA, DOCUMENT_NAMES]],
            Self::P3 => &[&[DOCUMENTS]],
            Self::P4 | Self::P5 => &[&[ADDRESSES]],
            Self::P6 => &[&[ENDS]],
            Self::P7 => &[&[WORK]],
            Self::P8 => &[&[REVIEWS], &[DOCUMENTS, BANKS, PAYOUTS, DEVICES, IDENTIFIERS]],
            Self::C1 | Self::C2 | Self::C3 => &[&[REPORTS]],
            Self::C4 => &[&[REPORTS, FEES]],
            Self::C5 => &[&[REPORTS, DEVICES]],
            Self::C6 => &[&[REPORTS, BANK_KINDS]],
            Self::T1 => &[&[DOCUMENT_NAMES, IDENTIFIERS]],
            Self::T2 => &[&[ONWARD]],
            Self::T3 => &[&[REMOTE, NETWORKS], &[REMOTE, ADDRESSES], &[REMOTE, RESIDENCE]],
            Self::N1 => &[&[BANKS, PAYOUTS], &[ROLES, CONTRACTS]],
            Self::N2 => &[&[RATINGS], &[DOCUMENTS, BANKS, PAYOUTS, ADDRESSES, DEVICES, IDENTIFIERS]],
            Self::N3 => &[&[IDENTIFIERS]],
            Self::N4 => &[&[ENDED_ACCOUNTS], &[DOCUMENTS, BANKS, PAYOUTS, DEVICES, IDENTIFIERS]],
            Self::N5 => &[&[DEVICES]],
            Self::N6 => &[&[CREATED], &[DEVICES, ADDRESSES]],
            Self::N7 => &[&[LOGINS]],
            Self::N8 => &[&[DEVICES]],
        }
    }
}

impl std::fmt::Display for Need {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}`", self.table.name())?;
        for (index, column) in self.columns.iter().enumerate() {
            write!(f, "{}'{column}'", if index == 0 { " with " } else { " and " })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Indicator;

    #[test]
    fn every_need_names_columns_that_exist() {
        for indicator in Indicator::ALL {
            assert!(!indicator.needs().is_empty(), "{indicator}");
            for need in indicator.needs().iter().flat_map(|any| any.iter()) {
                for column in need.columns {
                    assert!(!need.table.columns()[need.table.position(column)].required, "{indicator} {need}");
                }
            }
        }
    }
}
