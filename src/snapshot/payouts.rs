//! Payouts in 20 bytes, and what is known of the few that went onward apart.

use std::ops::Deref;

use super::records::PayoutRow;
use crate::model::{AccountId, Maybe, Time, ValueId};

/// Money paid out, and onward where the payer knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payout {
    /// To whom.
    pub account: AccountId,
    /// When.
    pub paid_at: Time,
    /// To which destination.
    pub bank: ValueId,
    /// Where it stands in `Payouts::onward`, or `NONE`.
    onward: u32,
    /// 1-based data row.
    pub row: u32,
}

const NONE: u32 = u32::MAX;

/// What a payout became.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Onward {
    /// Where it went next.
    pub value: ValueId,
    /// When.
    pub at: Maybe<Time>,
    /// How much was paid out.
    pub paid: Maybe<f64>,
    /// How much of it went on.
    pub amount: Maybe<f64>,
}

/// All payouts; read as a slice they are sorted by account, time, destination, what is known of them, row.
#[derive(Debug, Default)]
pub struct Payouts {
    rows: Vec<Payout>,
    onward: Vec<Onward>,
}

impl Payouts {
    /// Where a payout went next, where the payer knows.
    #[must_use]
    pub fn onward(&self, payout: &Payout) -> Option<&Onward> {
        self.onward.get(payout.onward as usize)
    }
}

impl Deref for Payouts {
    type Target = [Payout];

    fn deref(&self) -> &[Payout] {
        &self.rows
    }
}

impl From<Vec<PayoutRow>> for Payouts {
    /// From sorted rows.
    fn from(rows: Vec<PayoutRow>) -> Self {
        let mut onward = Vec::new();
        let narrow = |row: &PayoutRow| {
            let place = onward.len() as u32;
            let known = row.onward.get().map(|value| {
                onward.push(Onward { value, at: row.onward_at, paid: row.amount, amount: row.onward_amount });
                place
            });
            let PayoutRow { account, paid_at, bank, row, .. } = *row;
            Payout { account, paid_at, bank, onward: known.unwrap_or(NONE), row }
        };
        let rows = rows.iter().map(narrow).collect();
        onward.shrink_to_fit();
        Self { rows, onward }
    }
}
