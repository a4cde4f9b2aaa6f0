//! Sessions to links: one pass over each account's sessions, accounts in parallel.

use rayon::prelude::*;

use super::links::{Link, Links};
use crate::model::{AccountId, Day, Time, ValueId};
use crate::snapshot::Login;

/// Accounts whose sessions are gathered by one task; fixed, so that the cut never depends on the threads.
const ACCOUNTS_PER_TASK: usize = 4096;

/// Links from accounts to the values that `value` takes out of their sessions. O(sessions log sessions of an account).
pub(super) fn from_logins(
    logins: &[Login],
    offsets: &[u64],
    values: usize,
    value: impl Fn(&Login) -> Option<ValueId> + Sync,
) -> Links {
    let accounts = offsets.len() - 1;
    // A place for each session: links are never more. What is not written of it costs no memory, since it comes as zeros.
    let mut links: Vec<Link> = bytemuck::zeroed_vec(logins.len());
    let mut tasks = Vec::with_capacity(accounts.div_ceil(ACCOUNTS_PER_TASK));
    let mut rest = links.as_mut_slice();
    for from in (0..accounts).step_by(ACCOUNTS_PER_TASK) {
        let until = accounts.min(from + ACCOUNTS_PER_TASK);
        let (place, behind) = rest.split_at_mut((offsets[until] - offsets[from]) as usize);
        tasks.push((from..until, place));
        rest = behind;
    }
    let written: Vec<usize> = tasks
        .into_par_iter()
        .map(|(accounts, place)| {
            let (mut at, mut uses) = (0, Vec::new());
            for account in accounts {
                let sessions = &logins[offsets[account] as usize..offsets[account + 1] as usize];
                uses.clear();
                uses.extend(sessions.iter().filter_map(|login| Some((value(login)?, login.start))));
                uses.sort_unstable();
                for run in uses.chunk_by(|a, b| a.0 == b.0) {
                    place[at] = link(AccountId(account as u32), run);
                    at += 1;
                }
            }
            at
        })
        .collect();
    let mut end = 0;
    for (task, &count) in written.iter().enumerate() {
        let from = offsets[task * ACCOUNTS_PER_TASK] as usize;
        links.copy_within(from..from + count, end);
        end += count;
    }
    links.truncate(end);
    links.shrink_to_fit();
    Links::new(links, accounts, values)
}

/// The link of an account and a value from its uses, ascending in time.
fn link(account: AccountId, uses: &[(ValueId, Time)]) -> Link {
    let mut days = 0u16;
    let mut last_day = Day(u32::MAX);
    for &(_, start) in uses {
        if start.day() != last_day {
            days = days.saturating_add(1);
            last_day = start.day();
        }
    }
    Link { account, value: uses[0].0, first: uses[0].1, last: uses[uses.len() - 1].1, days, count: uses.len() as u32 }
}
