//! Sessions to links: one pass over each account's sessions, accounts in parallel.

use rayon::prelude::*;

use super::links::{Links, Part};
use crate::model::{AccountId, Time, ValueId};
use crate::snapshot::{Login, Logins};

/// Accounts whose sessions are gathered by one task; fixed, so that the cut never depends on the threads.
const ACCOUNTS_PER_TASK: usize = 4096;

/// Links from accounts to the values that `value` takes out of their sessions. O(sessions log sessions of an account).
pub(super) fn from_logins(
    logins: &Logins,
    accounts: usize,
    values: usize,
    value: impl Fn(&Login) -> Option<ValueId> + Sync,
) -> Links {
    let tasks: Vec<usize> = (0..accounts).step_by(ACCOUNTS_PER_TASK).collect();
    let gather = |from: usize| {
        let (mut part, mut uses) = (Part::default(), Vec::new());
        for account in from..accounts.min(from + ACCOUNTS_PER_TASK) {
            let sessions = logins.of(AccountId(account as u32));
            uses.clear();
            // Value and start in one number: one comparison orders both.
            uses.extend(
                sessions.iter().filter_map(|login| Some(u64::from(value(login)?.0) << 32 | u64::from(login.start.0))),
            );
            uses.sort_unstable();
            part.push(uses.iter().map(|&both| (ValueId((both >> 32) as u32), Time(both as u32))));
        }
        part
    };
    Links::new(tasks.into_par_iter().map(gather).collect(), values)
}
