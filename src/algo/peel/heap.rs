//! A heap of nodes by weight whose entries can be lowered where they stand: n entries, however many edges are peeled.

/// A 4-ary heap; the least `(weight, node)` is on top.
pub(super) struct NodeHeap {
    entries: Vec<(u64, u32)>,
    /// Where each node stands in `entries`; `GONE` where it does not.
    place: Vec<u32>,
}

const WIDTH: usize = 4;
const GONE: u32 = u32::MAX;

impl NodeHeap {
    /// All nodes of `weights`.
    pub(super) fn new(weights: &[u64]) -> Self {
        let mut entries: Vec<(u64, u32)> = weights.iter().copied().zip(0..).collect();
        entries.sort_unstable();
        let mut heap = Self { place: vec![GONE; entries.len()], entries };
        for i in 0..heap.entries.len() {
            heap.place[heap.entries[i].1 as usize] = i as u32;
        }
        heap
    }

    /// The node of least weight, the smallest of equals.
    pub(super) fn least(&self) -> Option<u32> {
        self.entries.first().map(|entry| entry.1)
    }

    /// Takes `node` out, if it is in.
    pub(super) fn remove(&mut self, node: u32) {
        let at = std::mem::replace(&mut self.place[node as usize], GONE) as usize;
        if at >= self.entries.len() {
            return;
        }
        if let Some(last) = self.entries.pop()
            && at < self.entries.len()
        {
            self.entries[at] = last;
            self.rise(at);
            self.sink(self.place[last.1 as usize] as usize);
        }
    }

    /// Lowers the weight of `node`, which must be in.
    pub(super) fn lower(&mut self, node: u32, weight: u64) {
        let at = self.place[node as usize] as usize;
        self.entries[at].0 = weight;
        self.rise(at);
    }

    fn rise(&mut self, mut at: usize) {
        let entry = self.entries[at];
        while at > 0 {
            let above = (at - 1) / WIDTH;
            if self.entries[above] <= entry {
                break;
            }
            self.put(at, self.entries[above]);
            at = above;
        }
        self.put(at, entry);
    }

    fn sink(&mut self, mut at: usize) {
        let entry = self.entries[at];
        loop {
            let first = at * WIDTH + 1;
            let children = first..(first + WIDTH).min(self.entries.len());
            let Some(least) = children.min_by_key(|&i| self.entries[i]) else { break };
            if self.entries[least] >= entry {
                break;
            }
            self.put(at, self.entries[least]);
            at = least;
        }
        self.put(at, entry);
    }

    fn put(&mut self, at: usize, entry: (u64, u32)) {
        self.entries[at] = entry;
        self.place[entry.1 as usize] = at as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn behaves_as_a_sorted_set(weights in prop::collection::vec(0u64..50, 1..60), steps in prop::collection::vec((0usize..60, 0u64..50), 0..200)) {
            let mut heap = NodeHeap::new(&weights);
            let mut weights = weights;
            let mut set: BTreeSet<(u64, u32)> = weights.iter().copied().zip(0..).collect();
            for (pick, less) in steps {
                let node = (pick % weights.len()) as u32;
                let entry = (weights[node as usize], node);
                if !set.contains(&entry) || less % 3 == 0 {
                    heap.remove(node);
                    set.remove(&entry);
                } else {
                    let lower = entry.0.saturating_sub(less);
                    heap.lower(node, lower);
                    set.remove(&entry);
                    set.insert((lower, node));
                    weights[node as usize] = lower;
                }
                prop_assert_eq!(heap.least(), set.first().map(|entry| entry.1));
            }
        }
    }
}
