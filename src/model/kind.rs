//! The kinds of node in the graph, and the tables of a snapshot.

use super::KindId;

/// What a node of the graph stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NodeKind {
    /// An account of the platform.
    Account,
    /// An ID document.
    Document,
    /// An IP address (an IPv6 address by its /64).
    Ip,
    /// A payout destination.
    BankAccount,
    /// A device.
    Device,
    /// Where a payout went next (`payouts.onward_id`).
    Onward,
    /// A kind that the `identifiers` table names.
    Other(KindId),
}

/// A table of the snapshot. The order is the order of `snapshot.md`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs, reason = "each is the table of its name")]
pub enum Table {
    Accounts,
    Documents,
    BankAccounts,
    Logins,
    Changes,
    Reviews,
    Contracts,
    Work,
    Payouts,
    Identifiers,
    Ties,
    Reports,
    Networks,
    Known,
}

impl Table {
    /// Every table, in order.
    pub const ALL: [Self; 14] = [
        Self::Accounts,
        Self::Documents,
        Self::BankAccounts,
        Self::Logins,
        Self::Changes,
        Self::Reviews,
        Self::Contracts,
        Self::Work,
        Self::Payouts,
        Self::Identifiers,
        Self::Ties,
        Self::Reports,
        Self::Networks,
        Self::Known,
    ];

    /// The table's name in files and results.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Documents => "documents",
            Self::BankAccounts => "bank_accounts",
            Self::Logins => "logins",
            Self::Changes => "changes",
            Self::Reviews => "reviews",
            Self::Contracts => "contracts",
            Self::Work => "work",
            Self::Payouts => "payouts",
            Self::Identifiers => "identifiers",
            Self::Ties => "ties",
            Self::Reports => "reports",
            Self::Networks => "networks",
            Self::Known => "known",
        }
    }

    /// The table of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }
}

/// By its name.
impl serde::Serialize for Table {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> serde::Deserialize<'de> for Table {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::named(&name).ok_or_else(|| serde::de::Error::custom(format!("no table is called {name:?}")))
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn a_table_is_written_and_read_by_its_name() {
        for table in Table::ALL {
            let text = serde_json::to_string(&table).expect("text");
            assert_eq!(text, format!("\"{}\"", table.name()));
            assert_eq!(serde_json::from_str::<Table>(&text).expect("a table"), table);
        }
        assert!(serde_json::from_str::<Table>("\"login\"").is_err());
    }
}
