//! Passing over what lies within a giant component.

use super::forest::{Forest, SAMPLE};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// The nodes known to be in the giant component, a bit each.
#[derive(Clone)]
pub(super) struct Members(Vec<u64>);

impl Members {
    /// The nodes that hang on `root`, in a flat forest.
    pub(super) fn of(parent: &[AtomicU32], root: u32) -> Self {
        let word = |slots: &[AtomicU32]| {
            let bits = slots.iter().enumerate().map(|(i, slot)| u64::from(slot.load(Relaxed) == root) << i);
            bits.fold(0, |word, bit| word | bit)
        };
        Self(parent.par_chunks(64).with_min_len(1024).map(word).collect())
    }

    pub(super) fn contains(&self, v: u32) -> bool {
        self.0[v as usize / 64] >> (v % 64) & 1 == 1
    }

    pub(super) fn insert(&mut self, v: u32) {
        self.0[v as usize / 64] |= 1 << (v % 64);
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
}

/// The commonest value, the smallest of equals, where it is half of `looked_at` or more.
pub(super) fn most_common(mut values: Vec<u32>, looked_at: usize) -> Option<u32> {
    values.sort_unstable();
    let runs = values.chunk_by(|a, b| a == b);
    let longest = runs.reduce(|best, run| if run.len() > best.len() { run } else { best })?;
    (longest.len() * 2 >= looked_at).then_some(longest[0])
}
