//! What the rows say of an account's use of each value: first, last, how often, and in which row first.

use super::build::Graph;
use crate::model::{AccountId, KindId, NodeKind, Table, Time, ValueId};

/// One account's use of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// What.
    pub value: ValueId,
    /// First use; the start of time where the table gives none.
    pub first: Time,
    /// Last use.
    pub last: Time,
    /// Distinct UTC days of use, at least 1.
    pub days: u16,
    /// Uses, at least 1.
    pub count: u32,
    /// Table and 1-based row of the first of its rows, in the order of their tables.
    pub row: (Table, u32),
}

/// Values that are looked through one by one.
const FEW: usize = 16;

impl Graph<'_> {
    /// The account's uses of the values of a kind, ascending by value. O(rows log values of the account).
    #[must_use]
    pub fn uses(&self, kind: NodeKind, account: AccountId) -> Vec<Use> {
        let mut uses = Vec::new();
        self.uses_into(kind, account, &mut uses);
        uses
    }

    /// As [`Self::uses`], in place of what stood in `uses`: for whoever asks for many accounts.
    pub fn uses_into(&self, kind: NodeKind, account: AccountId, uses: &mut Vec<Use>) {
        let links = self.links(kind);
        let new = |(&value, &days): (&ValueId, &u16)| {
            let (first, last) = (Time(u32::MAX), Time(0));
            Use { value, first, last, days, count: 0, row: (Table::Accounts, 0) }
        };
        uses.clear();
        uses.extend(links.values_of(account).iter().zip(links.days_of(account)).map(new));
        let values = links.values_of(account);
        self.each_use(kind, account, |value, at, row| {
            // Most accounts have a few values, which lie in one line of the cache.
            let place = if values.len() <= FEW {
                values.iter().position(|known| *known == value)
            } else {
                values.binary_search(&value).ok()
            };
            if let Some(place) = place {
                let known = &mut uses[place];
                if known.count == 0 {
                    known.row = row;
                }
                known.count += 1;
                (known.first, known.last) = (known.first.min(at), known.last.max(at));
            }
        });
    }

    /// Hands every row that ties the account to a value of a kind to `take`: in its table's order, which is that of time; bank
    /// accounts as they were registered before those that were paid.
    fn each_use(&self, kind: NodeKind, account: AccountId, mut take: impl FnMut(ValueId, Time, (Table, u32))) {
        let snapshot = self.snapshot;
        let mut add = |value: Option<ValueId>, at: Option<Time>, table: Table, row: u32| {
            if let Some(value) = value {
                take(value, at.unwrap_or_default(), (table, row));
            }
        };
        match kind {
            NodeKind::Account => {}
            NodeKind::Ip => {
                self.logins(account).iter().for_each(|row| add(row.ip(), Some(row.start), Table::Logins, row.row()));
            }
            NodeKind::Device => {
                self.logins(account)
                    .iter()
                    .for_each(|row| add(row.device(), Some(row.start), Table::Logins, row.row()));
            }
            NodeKind::Document => {
                let own = self.documents.of(account, &snapshot.documents);
                own.iter().for_each(|row| add(Some(row.document), row.submitted_at.get(), Table::Documents, row.row));
            }
            NodeKind::BankAccount => {
                let own = self.bank_accounts.of(account, &snapshot.bank_accounts);
                own.iter().for_each(|row| add(Some(row.bank), row.added_at.get(), Table::BankAccounts, row.row));
                let paid = self.payouts.of(account, &snapshot.payouts);
                paid.iter().for_each(|row| add(Some(row.bank), Some(row.paid_at), Table::Payouts, row.row));
            }
            NodeKind::Onward => {
                let own = self.payouts.of(account, &snapshot.payouts);
                let next = |row| snapshot.payouts.onward(row).map(|onward| onward.value);
                own.iter().for_each(|row| add(next(row), Some(row.paid_at), Table::Payouts, row.row));
            }
            NodeKind::Other(KindId(kind)) => {
                let own = self.identifiers.of(account, &snapshot.identifiers).iter().filter(|row| row.kind.0 == kind);
                own.for_each(|row| add(Some(row.value), row.seen_at.get(), Table::Identifiers, row.row));
            }
        }
    }
}
