//! Sorts the rows of a table in place: by account in two passes, then each account's few rows.
//!
//! An American flag sort (McIlroy, Bostic and McIlroy, "Engineering radix sort", 1993) on the account: rows are
//! counted by bucket, then swapped to where their bucket is. Rows are compared only with rows of their own account.

use rayon::prelude::*;

use super::records::Record;

/// Tables shorter than this are sorted by comparison alone.
const LONG: usize = 1 << 14;
/// Buckets of the first pass: few enough for their ends to stay in cache.
const BUCKETS: usize = 1 << 11;

/// Sorts rows by their table's order; `accounts` bounds the account ids.
pub(crate) fn sort<T: Record>(rows: &mut [T], accounts: usize) {
    if rows.len() < LONG || accounts < 2 {
        rows.par_sort_unstable_by(Record::order);
        return;
    }
    let width = accounts.div_ceil(BUCKETS).max(1);
    let bounds = partition(rows, accounts.div_ceil(width), |row| key(row) / width);
    let mut parts = Vec::with_capacity(bounds.len());
    let mut rest = rows;
    for (bucket, ends) in bounds.windows(2).enumerate() {
        let (part, behind) = rest.split_at_mut(ends[1] - ends[0]);
        parts.push((bucket * width, part));
        rest = behind;
    }
    parts.into_par_iter().for_each(|(from, part)| sort_bucket(part, from, width));
}

fn key<T: Record>(row: &T) -> usize {
    row.accounts()[0].map_or(0, crate::model::AccountId::index)
}

/// Sorts a bucket whose accounts are `from..from + width`.
fn sort_bucket<T: Record>(rows: &mut [T], from: usize, width: usize) {
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

    use super::super::records::Record;
    use super::super::tables::Login;
    use super::{LONG, partition, sort, sort_bucket};
    use crate::model::{AccountId, Time, ValueId};

    fn login(seed: u32, accounts: u32, row: u32) -> Login {
        let mixed = seed.wrapping_mul(2_654_435_761).rotate_left(7);
        let ip = (!mixed.is_multiple_of(3)).then_some(ValueId(mixed % 5));
        Login::new(AccountId(mixed % accounts), Time(mixed % 7), None, ip, None, mixed.is_multiple_of(2), row)
    }

    #[test]
    fn long_tables_sort_as_short_ones_do() {
        for accounts in [1, 3, 5_000, 100_000] {
            let mut rows: Vec<Login> = (0..LONG as u32 * 3).map(|row| login(row ^ 0x5bd1, accounts, row)).collect();
            let mut expected = rows.clone();
            expected.sort_by(Record::order);
            sort(&mut rows, accounts as usize);
            assert!(rows == expected, "{accounts} accounts");
        }
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
            let mut rows: Vec<Login> = seeds.iter().zip(0..).map(|(seed, row)| {
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
