//! Large vectors made by all threads: the system clears a page when it is first touched, which for hundreds of megabytes takes longer
//! than what is then written to it.

use std::iter::Sum;
use std::ops::AddAssign;

use rayon::prelude::*;

/// Items that one task writes, at least: several pages.
const LEAST: usize = 1 << 14;

/// `count` times the same value.
pub fn same<T: Copy + Send + Sync>(value: T, count: usize) -> Vec<T> {
    let mut all = Vec::new();
    (0..count).into_par_iter().with_min_len(LEAST).map(|_| value).collect_into_vec(&mut all);
    all
}

/// The items of all pieces, in order. Each piece is copied, and freed, by the thread that has time.
pub fn joined<T: Copy + Send + Sync>(pieces: Vec<Vec<T>>) -> Vec<T> {
    let Some(&first) = pieces.iter().flatten().next() else { return Vec::new() };
    let mut all = same(first, pieces.iter().map(Vec::len).sum());
    let places = cut(&mut all, pieces.iter().map(Vec::len));
    pieces.into_par_iter().zip(places).for_each(|(piece, own)| own.copy_from_slice(&piece));
    all
}

/// The first items of a slice in parts of these sizes, which do not exceed it.
pub(super) fn cut<T>(mut rest: &mut [T], sizes: impl Iterator<Item = usize>) -> Vec<&mut [T]> {
    let part = |size| {
        let (own, behind) = std::mem::take(&mut rest).split_at_mut(size);
        rest = behind;
        own
    };
    sizes.map(part).collect()
}

/// Where each of many lies among all, if `counts` (in pieces, one after the other) says how many each has: zero, then the sum up to
/// each. O(n).
pub fn running_sums<T>(counts: &[&[T]]) -> Vec<T>
where
    T: Copy + Default + AddAssign + Sum<T> + Send + Sync,
{
    let totals: Vec<T> = counts.par_iter().map(|piece| piece.iter().copied().sum()).collect();
    let mut sums = same(T::default(), counts.iter().map(|piece| piece.len()).sum::<usize>() + 1);
    let places = cut(&mut sums[1..], counts.iter().map(|piece| piece.len()));
    let mut before = T::default();
    let begin = |total: T| {
        let begin = before;
        before += total;
        begin
    };
    let begins: Vec<T> = totals.into_iter().map(begin).collect();
    counts.par_iter().zip(begins).zip(places).for_each(|((piece, begin), own)| {
        let mut sum = begin;
        for (slot, count) in own.iter_mut().zip(*piece) {
            sum += *count;
            *slot = sum;
        }
    });
    sums
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LEAST, joined, running_sums, same};

    #[test]
    fn a_vector_of_many_tasks_is_whole() {
        assert_eq!(same(7_u8, LEAST * 5 + 3), vec![7; LEAST * 5 + 3]);
        assert!(same(7_u8, 0).is_empty());
    }

    proptest! {
        #[test]
        fn pieces_are_joined_and_summed_as_one(pieces in prop::collection::vec(prop::collection::vec(0_u32..9, 0..7), 0..9)) {
            let all = pieces.concat();
            let borrowed: Vec<&[u32]> = pieces.iter().map(Vec::as_slice).collect();
            let sums = running_sums(&borrowed);
            prop_assert_eq!(sums.len(), all.len() + 1);
            for end in 0..=all.len() {
                prop_assert_eq!(sums[end], all[..end].iter().sum::<u32>());
            }
            prop_assert_eq!(joined(pieces), all);
        }
    }
}
