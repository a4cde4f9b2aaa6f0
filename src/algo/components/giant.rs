//! Passing over what lies within a giant component.

use super::forest::{Forest, SAMPLE};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// Edges that are sifted at a time.
const PASSED: usize = 4096;

/// The nodes known to be in the giant component, a bit each.
pub(super) struct Members(Vec<u64>);

impl Members {
    /// The nodes that hang on `root`. Bits do not follow what is united later: threads that write to them slow one another down.
    pub(super) fn of(parent: &[AtomicU32], root: u32) -> Self {
        let word = |slots: &[AtomicU32]| {
            let bits = slots.iter().enumerate().map(|(i, slot)| u64::from(slot.load(Relaxed) == root) << i);
            bits.fold(0, |word, bit| word | bit)
        };
        Self(parent.par_chunks(64).with_min_len(1024).map(word).collect())
    }

    fn contains(&self, v: u32) -> bool {
        self.0[v as usize / 64] >> (v % 64) & 1 == 1
    }
}

impl Forest {
    /// The root of the component that holds both ends of half of `edges`, judged by a sample.
    pub(super) fn giant_of(&self, edges: &[(u32, u32)]) -> Option<u32> {
        let sample = || edges.iter().step_by(edges.len().div_ceil(SAMPLE).max(1));
        let within: Vec<u32> =
            sample().map(|&(a, b)| (self.root(a), self.root(b))).filter(|(a, b)| a == b).map(|ends| ends.0).collect();
        most_common(within, sample().count())
    }

    /// As `unite_queued`, passing over edges within the giant component.
    pub(super) fn unite_outside(&self, edges: &[(u32, u32)], giant: &Members) {
        let mut passed = vec![(0u32, 0u32); PASSED];
        for block in edges.chunks(PASSED) {
            let mut count = 0;
            // Written always and kept where it counts: cheaper than a branch that is hard to foresee.
            for &(a, b) in block {
                passed[count] = (a, b);
                count += usize::from(!(giant.contains(a) & giant.contains(b)));
            }
            self.unite_queued(passed[..count].iter().copied());
        }
    }
}

/// The commonest value, the smallest of equals, where it is half of `looked_at` or more.
pub(super) fn most_common(mut values: Vec<u32>, looked_at: usize) -> Option<u32> {
    values.sort_unstable();
    let runs = values.chunk_by(|a, b| a == b);
    let longest = runs.reduce(|best, run| if run.len() > best.len() { run } else { best })?;
    (longest.len() * 2 >= looked_at).then_some(longest[0])
}
