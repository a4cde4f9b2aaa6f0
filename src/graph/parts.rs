//! The links of one kind of some accounts that follow one another, from the rows of their tables.

use std::ops::Range;

use super::links::Part;
use super::login_links::of_logins;
use crate::model::{AccountId, KindId, NodeKind, Time, ValueId};
use crate::snapshot::Snapshot;

/// Accounts whose rows are gathered by one task; fixed, so that the cut never depends on the threads.
const ACCOUNTS_PER_TASK: usize = 4096;

/// All accounts, cut for tasks.
pub(super) fn tasks(accounts: usize) -> Vec<Range<usize>> {
    (0..accounts).step_by(ACCOUNTS_PER_TASK).map(|from| from..accounts.min(from + ACCOUNTS_PER_TASK)).collect()
}

/// The links of a kind of some accounts. O(rows log rows of the task).
pub(super) fn part(snapshot: &Snapshot, kind: NodeKind, accounts: Range<usize>) -> Part {
    match kind {
        NodeKind::Account => Part::default(),
        NodeKind::Ip => of_logins(&snapshot.logins, accounts, |login| login.ip()),
        NodeKind::Device => of_logins(&snapshot.logins, accounts, |login| login.device()),
        NodeKind::Document => {
            let own = within(&snapshot.documents, &accounts, |row| row.account);
            let rows = own.iter().map(|row| (row.account, row.document, row.submitted_at.get().unwrap_or_default()));
            of_rows(rows.collect(), accounts)
        }
        NodeKind::BankAccount => {
            let own = within(&snapshot.bank_accounts, &accounts, |row| row.account);
            let registered = own.iter().map(|row| (row.account, row.bank, row.added_at.get().unwrap_or_default()));
            let own = within(&snapshot.payouts, &accounts, |row| row.account);
            let paid = own.iter().map(|row| (row.account, row.bank, row.paid_at));
            of_rows(registered.chain(paid).collect(), accounts)
        }
        NodeKind::Onward => {
            let payouts = &snapshot.payouts;
            let own = within(payouts, &accounts, |row| row.account);
            let rows = own.iter().filter_map(|row| Some((row.account, payouts.onward(row)?.value, row.paid_at)));
            of_rows(rows.collect(), accounts)
        }
        NodeKind::Other(KindId(k)) => {
            let own = within(&snapshot.identifiers, &accounts, |row| row.account);
            let rows = own.iter().filter(|row| row.kind.0 == k);
            of_rows(rows.map(|row| (row.account, row.value, row.seen_at.get().unwrap_or_default())).collect(), accounts)
        }
    }
}

/// The rows of some accounts in a table that is sorted by account.
fn within<'a, T>(rows: &'a [T], accounts: &Range<usize>, account: impl Fn(&T) -> AccountId) -> &'a [T] {
    let begin = |at: usize| rows.partition_point(|row| account(row).index() < at);
    &rows[begin(accounts.start)..begin(accounts.end)]
}

/// Links from rows of these accounts in any order.
pub(super) fn of_rows(mut rows: Vec<(AccountId, ValueId, Time)>, accounts: Range<usize>) -> Part {
    rows.sort_unstable();
    let (mut part, mut from) = (Part::default(), 0);
    for account in accounts {
        let own = rows[from..].iter().take_while(|row| row.0.index() == account).count();
        part.push(rows[from..from + own].iter().map(|&(_, value, at)| (value, at)));
        from += own;
    }
    part
}
