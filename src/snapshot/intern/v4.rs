//! Distinct IPv4 addresses, gathered by sorting: an address is its own temporary id, so that no table is asked while rows are read.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::algo::radix::radix_sort;
use crate::algo::vectors::joined;

/// Addresses that are sorted at once, at least.
const LEAST: usize = 1 << 18;
/// Numbers that one task merges or counts; more than a block has.
const PIECE: usize = 1 << 15;

/// Distinct addresses of all chunks so far.
#[derive(Debug, Default)]
pub(super) struct Gathering(Mutex<Gathered>);

#[derive(Debug, Default)]
struct Gathered {
    /// Ascending, each once.
    known: Vec<u32>,
    /// In any order.
    new: Vec<u32>,
}

impl Gathering {
    /// Takes the addresses of a chunk. O(log n) each, amortised: the new ones wait until they are as many as those that are known.
    pub fn add(&self, addresses: impl Iterator<Item = u32>) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.new.extend(addresses);
        if held.new.len() < held.known.len().max(LEAST) {
            return;
        }
        let new = std::mem::take(&mut held.new);
        // Sorting runs in the pool, whose threads may come here: nothing is locked meanwhile.
        drop(held);
        let mut known = distinct(new);
        loop {
            let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let other = std::mem::take(&mut held.known);
            if other.is_empty() {
                held.known = known;
                return;
            }
            drop(held);
            known = merged(&known, &other);
        }
    }

    /// All addresses, ascending.
    pub fn finish(self) -> Vec<u32> {
        let Gathered { known, new } = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        merged(&known, &distinct(new))
    }
}

fn distinct(mut addresses: Vec<u32>) -> Vec<u32> {
    radix_sort(&mut addresses);
    addresses.dedup();
    addresses
}

/// The union of two ascending lists, each without repeats: cut by the longer one, and merged piece by piece.
fn merged(a: &[u32], b: &[u32]) -> Vec<u32> {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    if short.is_empty() {
        return long.to_vec();
    }
    let behind = |at: usize| long.get(at).map_or(short.len(), |next| short.partition_point(|number| number < next));
    let piece = |from: usize| {
        let to = long.len().min(from + PIECE);
        let begin = if from == 0 { 0 } else { behind(from) };
        merged_piece(&long[from..to], &short[begin..behind(to)])
    };
    joined((0..long.len().div_ceil(PIECE)).into_par_iter().map(|number| piece(number * PIECE)).collect())
}

fn merged_piece(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut both = Vec::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        both.push(a[i].min(b[j]));
        // Without a branch: which is smaller cannot be foretold.
        (i, j) = (i + usize::from(a[i] <= b[j]), j + usize::from(b[j] <= a[i]));
    }
    both.extend_from_slice(&a[i..]);
    both.extend_from_slice(&b[j..]);
    both
}

/// The position of each of many distinct numbers. Numbers that lie close share a block, so that the blocks stay in cache.
#[derive(Debug, Default)]
pub(super) struct Ranks {
    /// Ascending by `stretch`.
    blocks: Vec<Block>,
    shift: u32,
    /// Blocks whose distance from the first has the leading bits `i` are `starts[i]..starts[i+1]`. Empty where there is a block for
    /// every stretch from the first on.
    starts: Vec<u32>,
}

/// The numbers that agree in all but the last six bits.
#[derive(Clone, Copy, Debug)]
struct Block {
    /// The last six bits of each.
    members: u64,
    /// What they agree in.
    stretch: u32,
    /// How many numbers are less than these.
    before: u32,
}

/// Blocks with those between them that have no number.
fn filled(blocks: Vec<Block>, count: usize) -> Vec<Block> {
    let mut all: Vec<Block> = Vec::with_capacity(count);
    for block in blocks {
        while let Some(last) = all.last().filter(|last| last.stretch + 1 < block.stretch) {
            all.push(Block { members: 0, stretch: last.stretch + 1, before: block.before });
        }
        all.push(block);
    }
    all
}

impl Ranks {
    /// Of ascending distinct numbers.
    pub fn new(sorted: &[u32]) -> Self {
        let (Some(least), Some(most)) = (sorted.first(), sorted.last()) else { return Self::default() };
        // Pieces end where a block does.
        let cut =
            |at: usize| at + sorted[at..].iter().take_while(|number| **number >> 6 == sorted[at - 1] >> 6).count();
        let cuts: Vec<usize> = (PIECE..sorted.len()).step_by(PIECE).map(cut).collect();
        let ends = cuts.iter().copied().chain([sorted.len()]);
        let pieces: Vec<(usize, usize)> = [0].into_iter().chain(cuts.iter().copied()).zip(ends).collect();
        let blocks_of = |(from, to): (usize, usize)| {
            let (mut blocks, mut before) = (Vec::new(), from as u32);
            for numbers in sorted[from..to].chunk_by(|a, b| a >> 6 == b >> 6) {
                let members = numbers.iter().fold(0, |members, number| members | 1 << (number & 63));
                blocks.push(Block { members, stretch: numbers[0] >> 6, before });
                before += numbers.len() as u32;
            }
            blocks
        };
        let blocks = joined(pieces.into_par_iter().map(blocks_of).collect());
        let (least, span) = (least >> 6, ((most >> 6) - (least >> 6)) as usize);
        if span < blocks.len() * 2 {
            return Self { blocks: filled(blocks, span + 1), shift: 0, starts: Vec::new() };
        }
        let shift = (0..32).find(|shift| span >> shift < blocks.len()).unwrap_or_default();
        let mut starts = vec![0; (span >> shift) + 2];
        for block in &blocks {
            starts[((block.stretch - least) >> shift) as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Self { blocks, shift, starts }
    }

    /// The position of a number that is there.
    #[inline]
    pub fn get(&self, number: u32) -> u32 {
        let stretch = number >> 6;
        let distance = stretch - self.blocks[0].stretch;
        let below = (1 << (number & 63)) - 1;
        if self.starts.is_empty() {
            let block = &self.blocks[distance as usize];
            return block.before + (block.members & below).count_ones();
        }
        let place = (distance >> self.shift) as usize;
        let near = &self.blocks[self.starts[place] as usize..self.starts[place + 1] as usize];
        let block = &near[near.partition_point(|block| block.stretch < stretch)];
        block.before + (block.members & below).count_ones()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use rayon::prelude::*;

    use super::{Gathering, LEAST, Ranks};

    #[test]
    fn many_threads_gather_what_one_would() {
        // Most of 2^19 addresses, each several times, in no order.
        let all: Vec<u32> = (0..LEAST as u32 * 5).map(|number| number.wrapping_mul(2_654_435_761) >> 13).collect();
        let gathering = Gathering::default();
        all.par_chunks(5_000).for_each(|chunk| gathering.add(chunk.iter().copied()));
        let expected: Vec<u32> = all.into_iter().collect::<BTreeSet<u32>>().into_iter().collect();
        assert_eq!(gathering.finish(), expected);
    }

    proptest! {
        #[test]
        fn a_rank_is_a_position(numbers in prop::collection::btree_set(prop_oneof![0_u32..99, any::<u32>(), Just(u32::MAX)], 0..200)) {
            let gathering = Gathering::default();
            let (even, odd): (Vec<u32>, Vec<u32>) = numbers.iter().rev().partition(|number| *number % 2 == 0);
            gathering.add(even.into_iter());
            gathering.add(odd.into_iter());
            let sorted = gathering.finish();
            prop_assert!(sorted.iter().eq(&numbers));
            let ranks = Ranks::new(&sorted);
            for (position, number) in (0..).zip(&numbers) {
                prop_assert_eq!(ranks.get(*number), position);
            }
        }
    }
}
