//! Components under construction.

use super::Components;
use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// Edges or nodes that one task takes.
pub(super) const TASK: usize = 1 << 16;
/// Edges or nodes looked at to guess which component is the largest.
pub(super) const SAMPLE: usize = 1024;

/// Components under construction: edges may be added from many threads, in any order.
#[derive(Debug)]
pub struct Forest {
    /// `parent[v] <= v`; equal where `v` is a root.
    pub(super) parent: Vec<AtomicU32>,
}

impl Forest {
    /// `nodes` nodes, each alone.
    ///
    /// # Panics
    /// If `nodes` does not fit `u32`.
    pub fn new(nodes: usize) -> Self {
        let nodes = u32::try_from(nodes).expect("node ids are u32");
        Self { parent: (0..nodes).into_par_iter().map(AtomicU32::new).collect() }
    }

    /// Joins the components of `a` and `b`.
    ///
    /// # Panics
    /// If `a` or `b` is not a node.
    pub fn unite(&self, mut a: u32, mut b: u32) {
        let (mut pa, mut pb) = (self.load(a), self.load(b));
        // Towards the roots, always on the side whose parent is larger.
        while pa != pb {
            if pa < pb {
                (a, b, pa, pb) = (b, a, pb, pa);
            }
            if a == pa {
                match self.hook(a, pb) {
                    Ok(()) => return,
                    Err(now) => pa = now,
                }
            } else {
                self.splice(a, pb);
                a = pa;
                pa = self.load(a);
            }
        }
    }

    /// Joins the ends of every edge, in parallel.
    ///
    /// Where edges are many and half of them lie within one giant component, a bit for each node in it spares those a look at parents.
    ///
    /// # Panics
    /// If an endpoint is not a node. Edges that follow when all nodes are one component already are not looked at.
    pub fn unite_all(&self, edges: &[(u32, u32)]) {
        let mut rest = edges;
        let mut piece = (self.parent.len() / 8).max(SAMPLE);
        while !rest.is_empty() {
            // Bits cost a look at every node, so they must serve for many edges.
            if rest.len() >= self.parent.len() / 2
                && let Some(giant) = self.giant_of(rest)
            {
                return self.unite_outside(rest, giant);
            }
            let (head, tail) = rest.split_at(piece.min(rest.len()));
            head.par_chunks(TASK).for_each(|task| self.unite_queued(task.iter().copied()));
            rest = tail;
            // Looked for again after each quarter more: a giant grows fast once there is one.
            piece = piece.max((edges.len() - rest.len()) / 4);
        }
    }

    /// As [`Forest::unite_all`], for edges that are made on the way.
    pub fn unite_stream(&self, edges: impl ParallelIterator<Item = (u32, u32)>) {
        edges.for_each(|(a, b)| self.unite(a, b));
    }

    /// The smallest id in the component of each node.
    pub fn finish(self) -> Components {
        self.flatten();
        Components::new(self.parent.into_iter().map(AtomicU32::into_inner).collect())
    }

    pub(super) fn load(&self, v: u32) -> u32 {
        self.parent[v as usize].load(Relaxed)
    }

    /// Hangs the root `v` under the smaller node `under`; the parent of `v` where it is a root no longer.
    pub(super) fn hook(&self, v: u32, under: u32) -> Result<(), u32> {
        self.parent[v as usize].compare_exchange(v, under, Relaxed, Relaxed).map(drop)
    }

    /// Points `v`, which is no root, at a smaller node that is to be in its component.
    ///
    /// A plain store is enough, though others may have pointed `v` elsewhere meanwhile: whoever replaces a parent goes on to unite the one
    /// that it read with the one that it wrote, so all that `v` ever hung on ends in one component.
    pub(super) fn splice(&self, v: u32, smaller: u32) {
        self.parent[v as usize].store(smaller, Relaxed);
    }

    pub(super) fn root(&self, mut v: u32) -> u32 {
        loop {
            let parent = self.load(v);
            if parent == v {
                return v;
            }
            v = parent;
        }
    }

    /// Points every node at its root.
    ///
    /// Parents are smaller than their children, so going up the nodes, those before point at their roots already: one look a
    /// node. Only parents within the same wave of nodes but another task's are climbed from.
    pub(super) fn flatten(&self) {
        const WAVES: usize = 16;
        let wave = self.parent.len().div_ceil(WAVES).max(TASK);
        for (i, slots) in self.parent.chunks(wave).enumerate() {
            let wave_start = i * wave;
            slots.par_chunks(TASK).enumerate().for_each(|(j, task)| self.flatten_task(task, wave_start, j * TASK));
        }
    }

    /// Flattens the nodes of a task, `before` nodes after the start of their wave.
    fn flatten_task(&self, slots: &[AtomicU32], wave_start: usize, before: usize) {
        for slot in slots {
            let parent = slot.load(Relaxed);
            // One comparison: two of them are a branch that is hard to foresee.
            let others = parent.wrapping_sub(wave_start as u32) < before as u32;
            let root = if others { self.root(parent) } else { self.load(parent) };
            slot.store(root, Relaxed);
        }
    }
}
