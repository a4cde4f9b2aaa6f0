//! Parallel radix sort of packed keys.
//!
//! Sorts keys in place, exactly as `sort_unstable` would. Large slices are cut by the first byte in which keys differ: every chunk
//! is scattered within itself while it is in cache, then each bucket collects its piece of every chunk; buckets go on by
//! themselves, and one that fits the cache is sorted from its lowest varying byte upwards. O(n b) for b varying bytes, one
//! copy of the keys as scratch memory, no `unsafe`.
//!
//! Knuth, TAOCP 5.2.5; Polychroniou and Ross, "A comprehensive study of main-memory partitioning" (SIGMOD 2014).

use rayon::prelude::*;

use super::vectors::{cut, same};

/// A key that is sorted by its bytes.
pub trait RadixKey: Copy + Ord + Default + Send + Sync {
    /// The key as an unsigned number in the same order.
    fn bits(self) -> u128;
    /// The byte that starts at bit `shift`.
    fn byte(self, shift: u32) -> usize;
}

impl RadixKey for u32 {
    fn bits(self) -> u128 {
        u128::from(self)
    }
    #[inline]
    fn byte(self, shift: u32) -> usize {
        usize::from((self >> shift) as u8)
    }
}

impl RadixKey for u64 {
    fn bits(self) -> u128 {
        u128::from(self)
    }
    #[inline]
    fn byte(self, shift: u32) -> usize {
        usize::from((self >> shift) as u8)
    }
}

impl RadixKey for u128 {
    fn bits(self) -> u128 {
        self
    }
    #[inline]
    fn byte(self, shift: u32) -> usize {
        usize::from((self >> shift) as u8)
    }
}

impl RadixKey for (u32, u32) {
    fn bits(self) -> u128 {
        u128::from(self.0) << 32 | u128::from(self.1)
    }
    #[inline]
    fn byte(self, shift: u32) -> usize {
        (u64::from(self.0) << 32 | u64::from(self.1)).byte(shift)
    }
}

const BUCKETS: usize = 256;
/// Up to here a comparison sort is as fast.
const SMALL: usize = 512;
/// Bytes up to which a slice and its scratch mostly stay in a core's cache.
const CACHED: usize = 1 << 20;
/// Keys that one task scatters.
const CHUNK: usize = 1 << 15;

/// Sorts `keys` ascending.
pub fn radix_sort<K: RadixKey>(keys: &mut [K]) {
    if keys.len() <= SMALL {
        keys.sort_unstable();
        return;
    }
    sort_block(keys, &mut same(K::default(), keys.len()));
}

/// Bits in which any key differs from the first.
fn varying<K: RadixKey>(keys: &[K]) -> u128 {
    let Some(first) = keys.first().map(|key| key.bits()) else { return 0 };
    let fold = |chunk: &[K]| chunk.iter().fold(0, |seen, key| seen | (key.bits() ^ first));
    if keys.len() <= CHUNK { fold(keys) } else { keys.par_chunks(CHUNK).map(fold).reduce(|| 0, |a, b| a | b) }
}

fn sort_block<K: RadixKey>(keys: &mut [K], scratch: &mut [K]) {
    if keys.len() <= SMALL {
        keys.sort_unstable();
        return;
    }
    let differing = varying(keys);
    if differing == 0 {
        return;
    }
    if size_of_val(keys) <= CACHED {
        sort_cached(keys, scratch, differing);
        return;
    }
    let highest = differing.ilog2();
    let starts = partition(keys, scratch, highest.saturating_sub(7));
    let buckets = split_both(keys, scratch, &starts);
    buckets.into_par_iter().with_max_len(1).for_each(|(keys, scratch)| sort_block(keys, scratch));
}

/// Least significant byte first, in the bytes that differ.
fn sort_cached<K: RadixKey>(keys: &mut [K], scratch: &mut [K], differing: u128) {
    let (mut from, mut to) = (&mut *keys, scratch);
    let mut swapped = false;
    let mut shift = differing.trailing_zeros();
    while shift < 128 {
        let mut next = [0usize; BUCKETS];
        for key in from.iter() {
            next[key.byte(shift)] += 1;
        }
        exclusive_sum(&mut next);
        for &key in from.iter() {
            let slot = &mut next[key.byte(shift)];
            to[*slot] = key;
            *slot += 1;
        }
        (from, to) = (to, from);
        swapped = !swapped;
        let rest = differing.checked_shr(shift + 8).unwrap_or(0);
        shift = if rest == 0 { 128 } else { shift + 8 + rest.trailing_zeros() };
    }
    if swapped {
        to.copy_from_slice(from);
    }
}

fn exclusive_sum(counts: &mut [usize; BUCKETS]) {
    let mut total = 0;
    for slot in counts {
        total += std::mem::replace(slot, total);
    }
}

/// Orders `keys` by the byte at `shift`; returns where each bucket starts, and the end.
fn partition<K: RadixKey>(keys: &mut [K], scratch: &mut [K], shift: u32) -> Vec<usize> {
    // Each chunk is scattered within its own range of the scratch, so tasks never share memory that they write.
    let scatter = |(from, to): (&[K], &mut [K])| {
        let mut next = [0usize; BUCKETS];
        for key in from {
            next[key.byte(shift)] += 1;
        }
        exclusive_sum(&mut next);
        for &key in from {
            let slot = &mut next[key.byte(shift)];
            to[*slot] = key;
            *slot += 1;
        }
        next // now the end of each bucket within the chunk
    };
    let ends: Vec<[usize; BUCKETS]> = keys.par_chunks(CHUNK).zip(scratch.par_chunks_mut(CHUNK)).map(scatter).collect();
    let piece = |chunk: usize, bucket: usize| {
        let start = if bucket == 0 { 0 } else { ends[chunk][bucket - 1] };
        chunk * CHUNK + start..chunk * CHUNK + ends[chunk][bucket]
    };
    let mut starts = vec![0; BUCKETS + 1];
    for bucket in 0..BUCKETS {
        starts[bucket + 1] = starts[bucket] + (0..ends.len()).map(|chunk| piece(chunk, bucket).len()).sum::<usize>();
    }
    let scratch = &*scratch;
    let slices = split(keys, &starts);
    slices.into_par_iter().enumerate().for_each(|(bucket, mut rest)| {
        for chunk in 0..ends.len() {
            let from = &scratch[piece(chunk, bucket)];
            let (to, tail) = rest.split_at_mut(from.len());
            to.copy_from_slice(from);
            rest = tail;
        }
    });
    starts
}

fn split<'a, K>(keys: &'a mut [K], starts: &[usize]) -> Vec<&'a mut [K]> {
    cut(keys, starts.windows(2).map(|bounds| bounds[1] - bounds[0]))
}

fn split_both<'a, K>(keys: &'a mut [K], scratch: &'a mut [K], starts: &[usize]) -> Vec<(&'a mut [K], &'a mut [K])> {
    let pairs = split(keys, starts).into_iter().zip(split(scratch, starts));
    pairs.filter(|(keys, _)| keys.len() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::super::random::SplitMix64;
    use super::*;
    use proptest::prelude::*;

    fn check<K: RadixKey + std::fmt::Debug>(keys: &[K]) {
        let (mut ours, mut theirs) = (keys.to_vec(), keys.to_vec());
        radix_sort(&mut ours);
        theirs.sort_unstable();
        assert!(ours == theirs, "{} keys", keys.len());
    }

    #[test]
    fn large_slices_of_every_shape() {
        let mut random = SplitMix64::new(5);
        for bits in [1, 7, 9, 33, 47, 64] {
            let keys: Vec<u64> = (0..200_000).map(|_| random.next() >> (64 - bits)).collect();
            check(&keys);
            check(&keys.iter().map(|&key| key as u32).collect::<Vec<_>>());
            check(&keys.iter().map(|&key| u128::from(key) << 61 | 5).collect::<Vec<_>>());
            check(&keys.iter().map(|&key| ((key >> 20) as u32, key as u32)).collect::<Vec<_>>());
        }
        // One heavy value, and keys that are sorted already or the other way round.
        check(
            &(0..300_000).map(|_| random.next() & if random.below(9) == 0 { u64::MAX } else { 0 }).collect::<Vec<_>>(),
        );
        check(&(0..150_000u64).collect::<Vec<_>>());
        check(&(0..150_000u64).rev().map(|key| key << 40).collect::<Vec<_>>());
        check(&vec![7u64; 100_000]);
    }

    proptest! {
        #[test]
        fn sorts_as_the_standard_library(seed: u64, len in 0usize..5000, shift in 0u32..64, low in 0u32..64) {
            let mut random = SplitMix64::new(seed);
            let keys: Vec<u64> = (0..len).map(|_| (random.next() >> shift) << low).collect();
            check(&keys);
            check(&keys.iter().map(|&key| u128::from(key) << shift).collect::<Vec<_>>());
        }
    }
}
