//! What evidence is made of: bits, the nodes it rests on, the rows it was read from.

use super::{AccountId, NodeKind, Table, ValueId};

/// Weight of evidence: log2 of a likelihood ratio. Positive speaks for one hidden hand.
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, Default)]
pub struct Bits(pub f64);

impl std::ops::Add for Bits {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl std::iter::Sum for Bits {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self(0.0), |total, item| total + item)
    }
}

impl Bits {
    /// The probability whose log-odds these bits are.
    #[must_use]
    pub fn probability(self) -> f64 {
        1.0 / (1.0 + (-self.0).exp2())
    }

    /// The log-odds of a probability strictly between 0 and 1.
    #[must_use]
    pub fn from_probability(p: f64) -> Self {
        Self((p / (1.0 - p)).log2())
    }
}

/// A node of the graph by its kind and its id within the kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Node {
    /// The kind; says which dictionary `value` is a position in.
    pub kind: NodeKind,
    /// Position in the kind's dictionary (for accounts: the account).
    pub value: ValueId,
}

impl From<AccountId> for Node {
    fn from(account: AccountId) -> Self {
        Self { kind: NodeKind::Account, value: ValueId(account.0) }
    }
}

/// An input row: the table, and the 1-based data row counted over the table's sources in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RowRef {
    /// The table.
    pub table: Table,
    /// 1-based data row.
    pub row: u32,
}
