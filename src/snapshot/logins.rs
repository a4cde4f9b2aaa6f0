//! The sessions of each account: in memory or, where they would not fit, in a temporary file that is mapped.
#![allow(unsafe_code, reason = "a mapped file is the one way to hand out slices of sessions that are not in memory")]

use std::fs::File;
use std::io;

use memmap2::{Advice, Mmap};
use rayon::prelude::*;

use super::login::{Login, LoginRow};
use super::order::{Bucket, Buckets, Segments};
use super::pools::Final;
use super::records::Record;
use crate::algo::vectors::running_sums;
use crate::model::AccountId;

/// All sessions by account, each account's sorted by start, IP, device, end, row: 20 bytes each.
#[derive(Debug, Default)]
pub struct Logins {
    held: Held,
    /// Among all sessions those of account `a` are `bounds[a]..bounds[a + 1]`.
    bounds: Vec<u64>,
}

#[derive(Debug)]
enum Held {
    /// A block holds the sessions of `2^shift` accounts.
    Memory {
        blocks: Vec<Vec<Login>>,
        shift: u32,
    },
    Disk(Mmap),
}

impl Default for Held {
    fn default() -> Self {
        Self::Memory { blocks: Vec::new(), shift: 0 }
    }
}

/// Bytes of sessions on the disk that are asked for at once.
const AHEAD: usize = 1 << 18;

impl Logins {
    /// Sessions as they were read, in memory; `accounts` bounds the account ids.
    pub(crate) fn settled(segments: Segments<LoginRow>, accounts: usize, ids: &Final) -> Self {
        let buckets = Buckets::new(segments, accounts, |rows| LoginRow::renumber_all(rows, ids));
        let width = buckets.width;
        let buckets: Vec<Bucket<LoginRow>> = buckets.sorted().collect();
        // A block takes the memory of buckets before.
        let settle = |bucket: Bucket<LoginRow>| by_account(&bucket, width.min(accounts - bucket.from()));
        let (blocks, counts): (Vec<Vec<Login>>, Vec<Vec<u64>>) =
            buckets.into_par_iter().with_max_len(1).map(settle).unzip();
        let counts: Vec<&[u64]> = counts.iter().map(Vec::as_slice).collect();
        Self { held: Held::Memory { blocks, shift: width.ilog2() }, bounds: running_sums(&counts) }
    }

    /// Sessions in a file without a name, which holds nothing but sorted ones and at least one; `counts`: how many of each account.
    pub(crate) fn mapped(file: &File, counts: &[u64]) -> io::Result<Self> {
        // SAFETY: the file has no name (`tempfile_in`), so that no other process can open it, and its one handle here is
        // not written to again: its bytes stay as they are until it is unmapped.
        let map = unsafe { Mmap::map(file) }?;
        // An account's sessions are a few rows: what the system reads around them is not used where accounts are looked up, and
        // passes over all accounts ask for what comes next (`of`).
        map.advise(Advice::Random)?;
        let bounds = running_sums(&[counts]);
        if map.is_empty() || bounds.last().map(|end| *end as usize * size_of::<Login>()) != Some(map.len()) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "no whole rows"));
        }
        Ok(Self { held: Held::Disk(map), bounds })
    }

    /// Number of sessions.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bounds.last().map_or(0, |end| *end as usize)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The account's sessions, by start.
    #[must_use]
    pub fn of(&self, account: AccountId) -> &[Login] {
        let at = account.index();
        let Some(&[from, to]) = self.bounds.get(at..at + 2) else { return &[] };
        let (from, to) = (from as usize, to as usize);
        match &self.held {
            Held::Memory { blocks, shift } => {
                let block = at >> shift;
                let before = self.bounds[block << shift] as usize;
                &blocks[block][from - before..to - before]
            }
            Held::Disk(map) => {
                let end = to * size_of::<Login>();
                if from * size_of::<Login>() / AHEAD != end / AHEAD && end + AHEAD <= map.len() {
                    // Once in a stretch, so that it costs look-ups little. Advice that is not taken changes nothing.
                    let _ = map.advise_range(Advice::WillNeed, end, AHEAD);
                }
                &bytemuck::cast_slice(map)[from..to]
            }
        }
    }

    /// Every session with its account, in order.
    pub fn iter(&self) -> impl Iterator<Item = (AccountId, &Login)> {
        let accounts = (0..self.bounds.len().saturating_sub(1) as u32).map(AccountId);
        accounts.flat_map(|account| self.of(account).iter().map(move |login| (account, login)))
    }

    /// Whether the sessions stand on the disk.
    #[must_use]
    pub fn on_disk(&self) -> bool {
        matches!(self.held, Held::Disk(_))
    }
}

/// The sessions of a bucket of accounts in order, and how many each account has.
fn by_account(bucket: &Bucket<LoginRow>, accounts: usize) -> (Vec<Login>, Vec<u64>) {
    let place = |row: &LoginRow| row.account.index() - bucket.from();
    let mut counts = vec![0; accounts];
    bucket.unsorted().iter().for_each(|row| counts[place(row)] += 1);
    let mut logins: Vec<Login> = bytemuck::zeroed_vec(bucket.unsorted().len());
    let mut next: Vec<u32> = running_sums(&[&counts]).into_iter().map(|bound| bound as u32).collect();
    for row in bucket.unsorted() {
        let slot = &mut next[place(row)];
        logins[*slot as usize] = row.login;
        *slot += 1;
    }
    let mut rest = &mut logins[..];
    for count in &counts {
        let (own, behind) = rest.split_at_mut(*count as usize);
        own.sort_unstable();
        rest = behind;
    }
    (logins, counts)
}
