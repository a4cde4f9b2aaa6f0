//! Distinct numbers that lie close, as bits: pages of 512 that are made where a number is.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::algo::vectors::joined;

/// Bits of a number that say where in its page it is.
const PAGE_BITS: u32 = 9;
/// Pages whose numbers one task writes.
const AT_ONCE: usize = 1 << 7;

/// Distinct numbers of all chunks so far.
#[derive(Debug, Default)]
pub(super) struct Numbers(Mutex<Bits>);

#[derive(Debug, Default)]
struct Bits {
    /// For each page of all numbers 0, or from 1 on where it stands in `pages`.
    root: Vec<u32>,
    pages: Vec<[u64; 8]>,
}

impl Numbers {
    /// Takes the numbers of a chunk.
    pub fn add(&self, numbers: impl Iterator<Item = u32>) {
        let mut bits = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        numbers.for_each(|number| bits.insert(number));
    }

    /// All numbers, ascending.
    pub fn finish(self) -> Vec<u32> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner).sorted()
    }
}

impl Bits {
    #[inline]
    fn insert(&mut self, number: u32) {
        let at = (number >> PAGE_BITS) as usize;
        if at >= self.root.len() {
            self.root.resize(at + 1, 0);
        }
        if self.root[at] == 0 {
            self.pages.push([0; 8]);
            self.root[at] = self.pages.len() as u32;
        }
        self.pages[self.root[at] as usize - 1][(number >> 6) as usize % 8] |= 1 << (number % 64);
    }

    fn sorted(&self) -> Vec<u32> {
        let of_pages = |(number, pages): (usize, &[u32])| {
            let mut sorted = Vec::new();
            for (at, page) in ((number * AT_ONCE) as u32..).zip(pages).filter(|(_, page)| **page > 0) {
                for (word, bits) in (0..).zip(self.pages[*page as usize - 1]) {
                    let mut rest = bits;
                    while rest != 0 {
                        sorted.push(at << PAGE_BITS | word << 6 | rest.trailing_zeros());
                        rest &= rest - 1;
                    }
                }
            }
            sorted
        };
        joined(self.root.par_chunks(AT_ONCE).enumerate().map(of_pages).collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Numbers;

    proptest! {
        #[test]
        fn numbers_come_back_ascending_and_once(all in prop::collection::vec(prop_oneof![0_u32..99, 0_u32..99_999, 0_u32..999_999_999], 0..200)) {
            let numbers = Numbers::default();
            all.chunks(7).for_each(|some| numbers.add(some.iter().copied()));
            let mut expected = all;
            expected.sort_unstable();
            expected.dedup();
            prop_assert_eq!(numbers.finish(), expected);
        }
    }
}
