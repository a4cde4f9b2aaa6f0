//! The exact peel: the lightest node goes first, found by a heap; nodes too light for any better set go at once, by a queue.

use super::heap::NodeHeap;
use super::sweep::Sweep;
use super::{Density, NodeSet};
use std::collections::VecDeque;

/// The nodes left, renumbered in order, with rows of neighbours: `arcs[offsets[v]..offsets[v + 1]]`.
pub(super) struct Greedy {
    /// Number of each node in the whole graph.
    original: Vec<u32>,
    /// Nodes in the whole graph.
    nodes: usize,
    offsets: Vec<usize>,
    /// Neighbour and weight of the edge.
    arcs: Vec<(u32, u64)>,
    weight: Vec<u64>,
    state: Vec<State>,
    heap: NodeHeap,
    doomed: VecDeque<u32>,
    size: usize,
    total: u64,
    /// The best density known.
    best: Density,
    /// Nodes in order of removal.
    removed: Vec<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// In the heap.
    Open,
    /// In the queue: lighter than the best density known.
    Doomed,
    Removed,
}

impl Greedy {
    /// What `sweep` left; `known` is a density that some set has.
    pub(super) fn new(sweep: &Sweep, known: Density) -> Self {
        let original: Vec<u32> = (0..sweep.alive.len() as u32).filter(|&v| sweep.alive[v as usize]).collect();
        let mut number = vec![0u32; sweep.alive.len()];
        for (&v, i) in original.iter().zip(0..) {
            number[v as usize] = i;
        }
        let ends = |&(row, column): &(u32, u32)| {
            let c = sweep.rows + column as usize;
            (number[row as usize] as usize, number[c] as usize, sweep.column_weight[column as usize])
        };
        let mut offsets = vec![0usize; original.len() + 1];
        for (r, c, _) in sweep.edges.iter().map(ends) {
            offsets[r] += 1;
            offsets[c] += 1;
        }
        let mut sum = 0;
        for slot in &mut offsets {
            sum += *slot;
            *slot = sum;
        }
        let mut arcs = vec![(0, 0); sum];
        for (r, c, weight) in sweep.edges.iter().map(ends) {
            offsets[r] -= 1;
            arcs[offsets[r]] = (c as u32, weight);
            offsets[c] -= 1;
            arcs[offsets[c]] = (r as u32, weight);
        }
        let weight: Vec<u64> = original.iter().map(|&v| sweep.weight[v as usize]).collect();
        Self {
            nodes: sweep.alive.len(),
            offsets,
            arcs,
            heap: NodeHeap::new(&weight),
            weight,
            state: vec![State::Open; original.len()],
            doomed: VecDeque::new(),
            size: original.len(),
            total: sweep.total,
            best: known,
            removed: Vec::with_capacity(original.len()),
            original,
        }
    }

    /// The densest set met (the largest of equals), if one is at least as dense as what was known.
    pub(super) fn run(mut self) -> Option<NodeSet> {
        let mut removed_at_best = None;
        loop {
            while let Some(v) = self.doomed.pop_front() {
                self.remove(v);
            }
            let Some(least) = self.heap.least() else { break };
            if self.best.exceeds(self.weight[least as usize]) {
                self.remove(least);
                continue;
            }
            let now = Density { weight: self.total, size: self.size };
            if self.best.is_below(now) || (removed_at_best.is_none() && !now.is_below(self.best)) {
                self.best = now;
                removed_at_best = Some(self.removed.len());
            }
            self.remove(least);
        }
        let kept = &self.removed[removed_at_best?..];
        let mut set = NodeSet(vec![false; self.nodes]);
        for &v in kept {
            set.0[self.original[v as usize] as usize] = true;
        }
        Some(set)
    }

    fn remove(&mut self, v: u32) {
        if self.state[v as usize] == State::Open {
            self.heap.remove(v);
        }
        self.state[v as usize] = State::Removed;
        self.size -= 1;
        self.total -= self.weight[v as usize];
        self.removed.push(v);
        for i in self.offsets[v as usize]..self.offsets[v as usize + 1] {
            let (u, edge) = self.arcs[i];
            let state = self.state[u as usize];
            if state == State::Removed {
                continue;
            }
            let weight = self.weight[u as usize] - edge;
            self.weight[u as usize] = weight;
            if state == State::Open {
                if self.best.exceeds(weight) {
                    self.heap.remove(u);
                    self.state[u as usize] = State::Doomed;
                    self.doomed.push_back(u);
                } else {
                    self.heap.lower(u, weight);
                }
            }
        }
    }
}
