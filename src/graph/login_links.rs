//! Sessions to links: one pass over each account's sessions.

use std::ops::Range;

use super::links::Part;
use crate::model::{AccountId, Time, ValueId};
use crate::snapshot::{Login, Logins};

/// Links from accounts to the values that `value` takes out of their sessions. O(sessions log sessions of an account).
pub(super) fn of_logins(logins: &Logins, accounts: Range<usize>, value: impl Fn(&Login) -> Option<ValueId>) -> Part {
    let (mut part, mut uses) = (Part::default(), Vec::new());
    for account in accounts {
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
}
