//! Sorts the rows of a table: segments as they were read go to buckets of accounts, side by side, then each bucket is sorted.
//!
//! A segment is freed when its rows stand in buckets, and a bucket when its rows stand in the table, so that the rows are never
//! held twice. Rows go to buckets through a few of each that stay in cache ("software write-combining": Balkesen et al., "Main-memory
//! hash joins on multi-core CPUs", ICDE 2013). Within a bucket they are swapped to where they belong (an American flag sort: McIlroy,
//! Bostic and McIlroy, "Engineering radix sort", 1993); rows are compared only with rows of their own account.

use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::pools::Final;
use super::records::Record;
use crate::allocator::give_back_now;
use crate::model::AccountId;

/// Rows of a table as they are read, in no order, in vectors of limited size.
pub(crate) type Segments<T> = Vec<Vec<T>>;

/// Rows of a bucket that are aimed at: a few megabytes, which stay in cache.
const ROWS: usize = 1 << 16;
/// Buckets at most: few enough for a segment to have several rows for each.
const BUCKETS: usize = 1 << 11;
/// Buckets for each thread that are sorted before the table takes their rows.
const AT_ONCE: usize = 8;

/// Gives rows their final ids and their order; `accounts` bounds the account ids.
pub(crate) fn settled<T: Record>(segments: Segments<T>, accounts: usize, ids: &Final) -> Vec<T> {
    let mut table = Vec::with_capacity(segments.iter().map(Vec::len).sum());
    let mut buckets = Buckets::new(segments, accounts, |rows| T::renumber_all(rows, ids)).sorted();
    let at_once = AT_ONCE * rayon::current_num_threads();
    loop {
        let next: Vec<_> = buckets.by_ref().take(at_once).collect();
        if next.is_empty() {
            return table;
        }
        let sorted: Vec<Vec<T>> = next.into_par_iter().map(Bucket::rows).collect();
        sorted.into_iter().for_each(|rows| table.extend_from_slice(&rows));
    }
}

/// Rows by bucket: bucket `b` has those of the accounts `b * width..(b + 1) * width`.
pub(crate) struct Buckets<T> {
    /// Accounts of a bucket.
    pub width: usize,
    rows: Vec<Mutex<Vec<T>>>,
}

/// A bucket whose rows are still to be sorted.
pub(crate) struct Bucket<T> {
    from: usize,
    width: usize,
    rows: Vec<T>,
}

impl<T: Record> Buckets<T> {
    /// Takes the rows of segments, first changed by `prepare`. Within a bucket they are in no order.
    pub fn new(mut segments: Segments<T>, accounts: usize, prepare: impl Fn(&mut [T]) + Sync) -> Self {
        let rows: usize = segments.iter().map(Vec::len).sum();
        let width = accounts.div_ceil(rows.div_ceil(ROWS).clamp(1, BUCKETS)).max(1).next_power_of_two();
        let shift = width.ilog2();
        let count = accounts.div_ceil(width).max(1);
        // Counted first: each bucket is one piece of memory of its size, which is free at once when its rows stand elsewhere.
        let sizes: Vec<AtomicUsize> = (0..count).map(|_| AtomicUsize::new(0)).collect();
        segments.par_iter_mut().for_each(|rows| {
            prepare(rows);
            let mut own = vec![0; count];
            rows.iter().for_each(|row| own[key(row) >> shift] += 1);
            sizes.iter().zip(own).filter(|(_, own)| *own > 0).for_each(|(size, own)| _ = size.fetch_add(own, Relaxed));
        });
        let rows = sizes.into_iter().map(|size| Mutex::new(Vec::with_capacity(size.into_inner()))).collect();
        let buckets = Self { width, rows };
        let done = AtomicUsize::new(0);
        let empty = || vec![Vec::new(); count];
        let scatter = |mut near: Vec<Vec<T>>, rows: Vec<T>| {
            for row in rows {
                let bucket = key(&row) >> shift;
                let some = &mut near[bucket];
                if some.capacity() == 0 {
                    some.reserve_exact(NEAR);
                }
                some.push(row);
                if some.len() == NEAR {
                    buckets.take(bucket, some);
                }
            }
            if done.fetch_add(1, Relaxed) % GIVEN_BACK == GIVEN_BACK - 1 {
                give_back_now();
            }
            near
        };
        let rest = segments.into_par_iter().fold(empty, scatter);
        rest.for_each(|mut near| near.iter_mut().enumerate().for_each(|(bucket, some)| buckets.take(bucket, some)));
        buckets
    }

    /// Moves rows to a bucket.
    fn take(&self, bucket: usize, some: &mut Vec<T>) {
        self.rows[bucket].lock().unwrap_or_else(PoisonError::into_inner).append(some);
    }

    /// The buckets, ascending by account.
    pub fn sorted(self) -> impl Iterator<Item = Bucket<T>> {
        let bucket = move |(at, rows): (usize, Mutex<Vec<T>>)| Bucket {
            from: at * self.width,
            width: self.width,
            rows: rows.into_inner().unwrap_or_else(PoisonError::into_inner),
        };
        self.rows.into_iter().enumerate().map(bucket)
    }
}

/// Rows for one bucket that a thread keeps by itself: those for all buckets stay in a core's cache.
const NEAR: usize = 32;

/// Segments whose memory is given back together: all rows would else be held twice, since this stage may be as short as the delay.
const GIVEN_BACK: usize = 16;

/// Appends rows to vectors of `size` rows each, without moving those that are there.
pub(super) fn fill<T: Clone>(segments: &mut Segments<T>, mut rows: &[T], size: usize) {
    while !rows.is_empty() {
        match segments.last_mut() {
            Some(last) if last.len() < size => {
                let (now, later) = rows.split_at(rows.len().min(size - last.len()));
                last.extend_from_slice(now);
                rows = later;
            }
            _ => segments.push(Vec::with_capacity(size)),
        }
    }
}

impl<T: Record> Bucket<T> {
    /// The first account that may be in the bucket.
    pub fn from(&self) -> usize {
        self.from
    }

    /// The rows in no order.
    pub fn unsorted(&self) -> &[T] {
        &self.rows
    }

    /// The rows in the table's order.
    pub fn rows(mut self) -> Vec<T> {
        sort_bucket(&mut self.rows, self.from, self.width);
        self.rows
    }
}

fn key<T: Record>(row: &T) -> usize {
    row.accounts()[0].map_or(0, AccountId::index)
}

/// Sorts rows of the accounts `from..from + width`.
pub(super) fn sort_bucket<T: Record>(rows: &mut [T], from: usize, width: usize) {
    if width < 2 || rows.len() < 64 || width > rows.len() {
        rows.sort_unstable_by(Record::order);
        return;
    }
    let bounds = partition(rows, width, |row| key(row) - from);
    for ends in bounds.windows(2) {
        rows[ends[0]..ends[1]].sort_unstable_by(Record::order);
    }
}

/// Groups rows by bucket, in place; returns where each bucket begins, and the end.
pub(super) fn partition<T>(rows: &mut [T], buckets: usize, bucket: impl Fn(&T) -> usize) -> Vec<usize> {
    let mut bounds = vec![0; buckets + 1];
    for row in rows.iter() {
        bounds[bucket(row) + 1] += 1;
    }
    for index in 0..buckets {
        bounds[index + 1] += bounds[index];
    }
    let mut next = bounds.clone();
    for current in 0..buckets {
        while next[current] < bounds[current + 1] {
            let at = next[current];
            let home = bucket(&rows[at]);
            if home != current {
                rows.swap(at, next[home]);
            }
            next[home] += 1;
        }
    }
    bounds
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::login::{Login, LoginRow};
    use super::super::pools::Final;
    use super::super::records::Record;
    use super::{Bucket, Buckets, ROWS, fill, partition, sort_bucket};
    use crate::model::{AccountId, Time, ValueId};

    fn login(seed: u32, accounts: u32, row: u32) -> LoginRow {
        let mixed = seed.wrapping_mul(2_654_435_761).rotate_left(7);
        let ip = (!mixed.is_multiple_of(3)).then_some(ValueId(mixed % 5));
        let login = Login::new(Time(mixed % 7), None, ip, None, mixed.is_multiple_of(2), row);
        LoginRow { account: AccountId(mixed % accounts), login }
    }

    #[test]
    fn rows_in_segments_come_back_in_order() {
        for accounts in [1, 3, 5_000, 100_000] {
            let mut rows: Vec<LoginRow> = (0..ROWS as u32 * 3).map(|row| login(row ^ 0x5bd1, accounts, row)).collect();
            let mut segments = Vec::new();
            rows.chunks(777).for_each(|some| fill(&mut segments, some, 5_000));
            assert!(segments.iter().rev().skip(1).all(|segment| segment.len() == 5_000));
            rows.sort_by(Record::order);
            let buckets = Buckets::new(segments, accounts as usize, |_| ()).sorted();
            assert!(buckets.flat_map(Bucket::rows).eq(rows), "{accounts} accounts");
        }
    }

    #[test]
    fn a_table_without_rows_or_accounts_settles() {
        assert!(super::settled::<LoginRow>(Vec::new(), 7, &Final::default()).is_empty());
        assert!(super::settled::<LoginRow>(Vec::new(), 0, &Final::default()).is_empty());
    }

    proptest! {
        #[test]
        fn buckets_are_grouped_and_nothing_is_lost(values in prop::collection::vec(0_usize..9, 0..200)) {
            let mut grouped = values.clone();
            let bounds = partition(&mut grouped, 9, |value| *value);
            let mut sorted = values;
            sorted.sort_unstable();
            prop_assert_eq!(&grouped, &sorted);
            prop_assert_eq!(bounds[9], sorted.len());
        }

        #[test]
        fn a_bucket_sorts(seeds in prop::collection::vec(any::<u32>(), 0..300), from in 0_usize..50) {
            let mut rows: Vec<LoginRow> = seeds.iter().zip(0..).map(|(seed, row)| {
                let mut login = login(*seed, 40, row);
                login.account = AccountId(login.account.0 + from as u32);
                login
            }).collect();
            let mut expected = rows.clone();
            expected.sort_by(Record::order);
            sort_bucket(&mut rows, from, 40);
            prop_assert_eq!(rows, expected);
        }
    }
}
