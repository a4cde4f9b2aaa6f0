//! Passing over what lies within a giant component.

use super::{Forest, SAMPLE};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

/// The nodes known to be in the giant component, a bit each; bits are only ever added.
pub(super) struct Members {
    /// The component's root when the first bits were set: whatever hangs on it belongs to the component.
    root: u32,
    bits: Vec<AtomicU64>,
}

impl Members {
    pub(super) fn of(parent: &[AtomicU32], root: u32) -> Self {
        let word = |slots: &[AtomicU32]| {
            let bits = slots.iter().enumerate().map(|(i, slot)| u64::from(slot.load(Relaxed) == root) << i);
            AtomicU64::new(bits.fold(0, |word, bit| word | bit))
        };
        Self { root, bits: parent.par_chunks(64).with_min_len(1024).map(word).collect() }
    }

    fn contains(&self, v: u32) -> bool {
        self.bits[v as usize / 64].load(Relaxed) >> (v % 64) & 1 == 1
    }

    fn add(&self, v: u32) {
        self.bits[v as usize / 64].fetch_or(1 << (v % 64), Relaxed);
    }
}

impl Forest {
    /// The root of the component that holds both ends of three in four of `edges`, judged by a sample.
    pub(super) fn giant_of(&self, edges: &[(u32, u32)]) -> Option<u32> {
        let sample = || edges.iter().step_by(edges.len().div_ceil(SAMPLE).max(1));
        let within: Vec<u32> =
            sample().map(|&(a, b)| (self.root(a), self.root(b))).filter(|(a, b)| a == b).map(|ends| ends.0).collect();
        most_common(within).filter(|&(_, count)| count * 4 >= sample().count() * 3).map(|found| found.0)
    }

    /// As `unite_task`, passing over edges within the giant component.
    pub(super) fn unite_outside(&self, edges: &[(u32, u32)], giant: &Members) {
        for &(a, b) in edges {
            if giant.contains(a) && giant.contains(b) {
                continue;
            }
            self.unite(a, b);
            if self.load(a) == giant.root || self.load(b) == giant.root {
                giant.add(a);
                giant.add(b);
            }
        }
    }
}

/// The commonest value, the smallest of equals, and how often it stands there.
pub(super) fn most_common(mut values: Vec<u32>) -> Option<(u32, usize)> {
    values.sort_unstable();
    let runs = values.chunk_by(|a, b| a == b).map(|run| (run[0], run.len()));
    runs.reduce(|best, run| if run.1 > best.1 { run } else { best })
}
