//! Edges outside a giant component, sifted out of all.

use super::forest::{Forest, TASK};
use super::giant::Members;
use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering::Relaxed};

/// Edges that are looked at in one go.
const BLOCK: usize = 1024;
/// Edges that wait to be united: so many that those on their way are seldom few.
const WAITING: usize = 4096;
/// Most copies of the bits.
const COPIES: usize = 8;

impl Forest {
    /// Joins the ends of `edges`, passing over those within the component of the root `giant`.
    pub(super) fn unite_outside(&self, edges: &[(u32, u32)], giant: u32) {
        self.flatten();
        let members = Members::of(&self.parent, giant);
        let (next, other) = (AtomicUsize::new(0), AtomicU32::new(0));
        let tasks = edges.len().div_ceil(TASK);
        let copies = rayon::current_num_threads().min(COPIES).min(tasks);
        (0..copies).into_par_iter().with_max_len(1).for_each(|_| {
            let mut sieve =
                Sieve { forest: self, giant, members: members.clone(), waiting: Vec::with_capacity(WAITING + BLOCK) };
            // Once all nodes are one component the other edges have nothing to say.
            while self.is_split(giant, &other) {
                let from = next.fetch_add(1, Relaxed) * TASK;
                if from >= edges.len() {
                    break;
                }
                sieve.pass(&edges[from..edges.len().min(from + TASK)]);
            }
        });
    }

    /// Whether there is a component beside that of `giant`. No node before `other` is a root of one, which stays so: all calls
    /// together look once at each node.
    fn is_split(&self, giant: u32, other: &AtomicU32) -> bool {
        let (root, nodes) = (self.root(giant), self.parent.len() as u32);
        let found = (other.load(Relaxed)..nodes).find(|&v| v != root && self.load(v) == v);
        other.store(found.unwrap_or(nodes), Relaxed);
        found.is_some()
    }
}

/// One thread's sieve. The bits are its own, since threads that write to the same ones slow one another down.
struct Sieve<'a> {
    forest: &'a Forest,
    giant: u32,
    members: Members,
    waiting: Vec<(u32, u32)>,
}

impl Sieve<'_> {
    fn pass(&mut self, edges: &[(u32, u32)]) {
        let mut passed = [(0u32, 0u32); BLOCK];
        for block in edges.chunks(BLOCK) {
            let mut count = 0;
            // Written always and kept where it counts: cheaper than a branch that is hard to foresee.
            for &(a, b) in block {
                passed[count] = (a, b);
                count += usize::from(!(self.members.contains(a) & self.members.contains(b)));
            }
            for &(a, b) in &passed[..count] {
                self.keep(a, b);
            }
            if self.waiting.len() >= WAITING {
                self.settle();
            }
        }
        self.settle();
    }

    /// Has an edge wait. A node at an edge to the giant belongs to it from now on, and is to hang on its root, whatever other end led there.
    fn keep(&mut self, a: u32, b: u32) {
        let edge = match (self.members.contains(a), self.members.contains(b)) {
            (true, true) => return,
            (true, false) => (self.giant, b),
            (false, true) => (self.giant, a),
            (false, false) => (a, b),
        };
        if edge.0 == self.giant {
            self.members.insert(edge.1);
        }
        self.waiting.push(edge);
    }

    fn settle(&mut self) {
        self.forest.unite_queued(self.waiting.drain(..));
    }
}
