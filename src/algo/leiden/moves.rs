//! The fast local move: nodes go one by one to the neighbouring community (or to one of their own) that gains most.

use super::super::random::SplitMix64;
use super::level::Level;
use super::sums::Sums;

/// Scratch arrays of the local move, long enough for the largest level.
pub(super) struct Mover {
    /// Node weight of each community.
    weight: Vec<f64>,
    /// Number of nodes of each community.
    size: Vec<u32>,
    /// Weight from the node at hand to each community.
    sums: Sums,
    /// Communities without nodes, for nodes that are best alone.
    empty: Vec<u32>,
    /// Ring of the nodes to visit.
    queue: Vec<u32>,
    queued: Vec<bool>,
}

/// A gain must beat the present one by this share of the terms compared: rounding alone must not move a node for ever.
const ROUNDING: f64 = 1e-12;

impl Mover {
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            weight: vec![0.0; nodes],
            size: vec![0; nodes],
            sums: Sums::new(nodes),
            empty: Vec::new(),
            queue: Vec::new(),
            queued: vec![false; nodes],
        }
    }

    /// Moves nodes until none gains; returns the number of moves. `labels` holds numbers below the number of nodes.
    pub(super) fn run(&mut self, level: &Level, labels: &mut [u32], random: &mut SplitMix64) -> u64 {
        self.prepare(level, labels, random);
        let nodes = level.nodes();
        let (mut head, mut waiting, mut moves) = (0, nodes, 0);
        while waiting > 0 {
            let v = self.queue[head];
            head = if head + 1 == nodes { 0 } else { head + 1 };
            waiting -= 1;
            self.queued[v as usize] = false;
            let from = labels[v as usize];
            let to = self.best(level, labels, v);
            if to == from {
                continue;
            }
            labels[v as usize] = to;
            moves += 1;
            for arc in level.row(v) {
                let u = arc.to as usize;
                if labels[u] != to && !self.queued[u] {
                    self.queued[u] = true;
                    let tail = head + waiting;
                    self.queue[if tail >= nodes { tail - nodes } else { tail }] = arc.to;
                    waiting += 1;
                }
            }
        }
        moves
    }

    fn prepare(&mut self, level: &Level, labels: &[u32], random: &mut SplitMix64) {
        let nodes = level.nodes();
        self.weight[..nodes].fill(0.0);
        self.size[..nodes].fill(0);
        for (&label, &weight) in labels.iter().zip(&level.node_weight) {
            self.weight[label as usize] += weight;
            self.size[label as usize] += 1;
        }
        self.empty.clear();
        self.empty.extend((0..nodes as u32).rev().filter(|&c| self.size[c as usize] == 0));
        self.queue.clear();
        self.queue.extend(0..nodes as u32);
        random.shuffle(&mut self.queue);
        self.queued[..nodes].fill(true);
    }

    /// Finds the best community for `v` and accounts for the move there.
    fn best(&mut self, level: &Level, labels: &[u32], v: u32) -> u32 {
        let from = labels[v as usize];
        let own = level.node_weight[v as usize];
        let cost = level.penalty * own;
        self.sums.add_all(level.row(v).iter().map(|arc| (labels[arc.to as usize], arc.weight, true)));
        self.weight[from as usize] -= own;
        let mut best = from;
        let mut best_gain = self.sums.of(from) - cost * self.weight[from as usize];
        let weight = &self.weight;
        self.sums.drain(|label, sum| {
            let gain = sum - cost * weight[label as usize];
            if gain > best_gain + ROUNDING * sum {
                (best, best_gain) = (label, gain);
            }
        });
        if self.size[from as usize] > 1
            && best_gain < -ROUNDING * cost * self.weight[best as usize]
            && let Some(&alone) = self.empty.last()
        {
            best = alone;
        }
        self.weight[best as usize] += own;
        if best != from {
            self.record(from, best);
        }
        best
    }

    /// Keeps sizes and the list of empty communities right when a node goes from one to the other.
    fn record(&mut self, from: u32, to: u32) {
        if self.size[to as usize] == 0 {
            self.empty.pop();
        }
        self.size[to as usize] += 1;
        self.size[from as usize] -= 1;
        if self.size[from as usize] == 0 {
            // Rounding may have left a trace.
            self.weight[from as usize] = 0.0;
            self.empty.push(from);
        }
    }
}
