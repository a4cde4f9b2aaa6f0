//! Sessions to links: one pass over each account's sessions, accounts in parallel.

use rayon::prelude::*;

use super::links::{Link, Links};
use crate::model::{AccountId, Day, ValueId};
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
    let blocks: Vec<Vec<Link>> = (0..accounts.div_ceil(ACCOUNTS_PER_TASK))
        .into_par_iter()
        .map(|block| {
            let mut links = Vec::new();
            let mut uses = Vec::new();
            for account in block * ACCOUNTS_PER_TASK..accounts.min((block + 1) * ACCOUNTS_PER_TASK) {
                let sessions = &logins[offsets[account] as usize..offsets[account + 1] as usize];
                uses.clear();
                uses.extend(sessions.iter().filter_map(|login| Some((value(login)?, login.start))));
                uses.sort_unstable();
                for run in uses.chunk_by(|a, b| a.0 == b.0) {
                    let mut days = 0u16;
                    let mut last_day = Day(u32::MAX);
                    for &(_, start) in run {
                        if start.day() != last_day {
                            days = days.saturating_add(1);
                            last_day = start.day();
                        }
                    }
                    links.push(Link {
                        account: AccountId(account as u32),
                        value: run[0].0,
                        first: run[0].1,
                        last: run[run.len() - 1].1,
                        days,
                        count: run.len() as u32,
                    });
                }
            }
            links
        })
        .collect();
    // Each block is freed once it is copied: both whole would be the peak of the run.
    let mut links = Vec::with_capacity(blocks.iter().map(Vec::len).sum());
    blocks.into_iter().for_each(|mut block| links.append(&mut block));
    Links::new(links, accounts, values)
}
