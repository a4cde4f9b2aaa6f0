//! Connected components, from edges as they stream past or from a graph in rows.
//!
//! Returns for each node the smallest id in its component. Parents stand in one atomic array and only ever get smaller; the
//! larger of two roots is hooked under the smaller by compare-and-swap, and a walk that meets a larger parent points it at
//! the smaller one on its way (Rem's splice), so no thread waits and the outcome is the same for any order of edges.
//! O(m α(n)) work in practice, 4 bytes a node (and a bit, where a giant component is passed over). Edges are read in blocks whose parents are loaded together, which hides
//! most of the wait for memory.
//!
//! Rem in Dijkstra, "A Discipline of Programming" (1976); Patwary, Blair and Manne (2010); Dhulipala, Hong and Shun, "ConnectIt"
//! (VLDB 2020); Sutton, Ben-Nun and Barak, "Afforest" (IPDPS 2018) for [`components_of`].

mod giant;

use super::csr::Csr;
use giant::{Members, most_common};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// The components of a graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Components {
    /// For each node the smallest node id in its component.
    pub labels: Vec<u32>,
    /// Number of components; isolated nodes count.
    pub count: usize,
}

/// Components in a row each: nodes grouped and numbered by the smallest id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// Component `c` holds `nodes[offsets[c]..offsets[c + 1]]`; `count + 1` entries.
    pub offsets: Vec<usize>,
    /// All nodes by component, ascending within each. Components ascend by their smallest node.
    pub nodes: Vec<u32>,
}

impl Components {
    fn new(labels: Vec<u32>) -> Self {
        let count = labels.par_iter().enumerate().filter(|&(v, &label)| v as u32 == label).count();
        Self { labels, count }
    }

    /// Nodes grouped by component. O(n), by counting sort.
    pub fn groups(&self) -> Groups {
        let mut index = vec![0u32; self.labels.len()];
        let mut offsets = vec![0usize; self.count + 1];
        let mut next = 0;
        for (v, &label) in self.labels.iter().enumerate() {
            if v as u32 == label {
                index[v] = next;
                next += 1;
            }
            offsets[index[label as usize] as usize + 1] += 1;
        }
        for c in 0..self.count {
            offsets[c + 1] += offsets[c];
        }
        let mut fill = offsets.clone();
        let mut nodes = vec![0u32; self.labels.len()];
        for (v, &label) in self.labels.iter().enumerate() {
            let slot = &mut fill[index[label as usize] as usize];
            nodes[*slot] = v as u32;
            *slot += 1;
        }
        Groups { offsets, nodes }
    }
}

impl Groups {
    /// Number of components.
    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The components in order of their smallest node.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[u32]> + '_ {
        self.offsets.windows(2).map(|w| &self.nodes[w[0]..w[1]])
    }
}

/// Edges whose parents are loaded together.
const BLOCK: usize = 64;
/// Edges that one task takes.
const TASK: usize = 1 << 16;

/// Edges for each node that are taken before a giant component is looked for.
const HEAD: usize = 2;
/// Edges or nodes looked at to guess which component is the largest.
const SAMPLE: usize = 1024;

/// Components under construction: edges may be added from many threads, in any order.
#[derive(Debug)]
pub struct Forest {
    /// `parent[v] <= v`; equal where `v` is a root.
    parent: Vec<AtomicU32>,
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
    pub fn unite(&self, a: u32, b: u32) {
        let (pa, pb) = (self.load(a), self.load(b));
        if pa != pb {
            self.climb(a, b, pa, pb);
        }
    }

    /// Joins the ends of every edge, in parallel.
    ///
    /// Where edges are many and most lie within one giant component, a bit for each node in it spares the others a look at parents.
    ///
    /// # Panics
    /// If an endpoint is not a node.
    pub fn unite_all(&self, edges: &[(u32, u32)]) {
        let nodes = self.parent.len();
        let (head, tail) = edges.split_at(edges.len().min(nodes.saturating_mul(HEAD)));
        head.par_chunks(TASK).for_each(|task| self.unite_task(task));
        if tail.len() >= head.len()
            && let Some(giant) = self.giant_of(tail)
        {
            self.flatten();
            let members = Members::of(&self.parent, giant);
            tail.par_chunks(TASK).for_each(|task| self.unite_outside(task, &members));
        } else {
            tail.par_chunks(TASK).for_each(|task| self.unite_task(task));
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

    fn load(&self, v: u32) -> u32 {
        self.parent[v as usize].load(Relaxed)
    }

    fn unite_task(&self, edges: &[(u32, u32)]) {
        let mut near = [(0u32, 0u32); BLOCK];
        let mut far = [(0u32, 0u32); BLOCK];
        for block in edges.chunks(BLOCK) {
            // Loads of one round do not wait for one another; what is left to climb mostly starts from cached lines.
            for (slot, &(a, b)) in near.iter_mut().zip(block) {
                *slot = (self.load(a), self.load(b));
            }
            for (slot, &(pa, pb)) in far.iter_mut().zip(&near) {
                *slot = (self.load(pa), self.load(pb));
            }
            for ((&(pa, pb), &(ga, gb)), &(a, b)) in near.iter().zip(&far).zip(block) {
                if pa != ga {
                    self.parent[a as usize].store(ga, Relaxed);
                }
                if pb != gb {
                    self.parent[b as usize].store(gb, Relaxed);
                }
                if ga != gb {
                    self.climb(pa, pb, ga, gb);
                }
            }
        }
    }

    /// Walks from `a` and `b` (with parents `pa`, `pb` read a while ago) towards their roots, always on the side whose parent is larger.
    fn climb(&self, mut a: u32, mut b: u32, mut pa: u32, mut pb: u32) {
        while pa != pb {
            if pa < pb {
                (a, b, pa, pb) = (b, a, pb, pa);
            }
            if a == pa {
                match self.parent[a as usize].compare_exchange(a, pb, Relaxed, Relaxed) {
                    Ok(_) => return,
                    Err(now) => pa = now,
                }
            } else {
                // `a` is no root and never becomes one again, so a plain store loses nothing: what hung on `pa` is still to be united.
                self.parent[a as usize].store(pb, Relaxed);
                a = pa;
                pa = self.load(a);
            }
        }
    }

    /// Points every node at its root.
    ///
    /// Parents are smaller than their children, so a wave of consecutive nodes climbs only from parents within itself: those in
    /// earlier waves point at their roots already.
    fn flatten(&self) {
        const WAVES: usize = 16;
        let wave = self.parent.len().div_ceil(WAVES).max(TASK);
        for (i, slots) in self.parent.chunks(wave).enumerate() {
            slots.par_chunks(TASK).for_each(|task| self.flatten_task(task, (i * wave) as u32));
        }
    }

    fn root(&self, mut v: u32) -> u32 {
        loop {
            let parent = self.load(v);
            if parent == v {
                return v;
            }
            v = parent;
        }
    }

    /// Flattens some nodes of a wave; nodes before `settled` point at their roots already.
    fn flatten_task(&self, slots: &[AtomicU32], settled: u32) {
        let mut above = [(0u32, 0u32); BLOCK];
        for block in slots.chunks(BLOCK) {
            for (pair, slot) in above.iter_mut().zip(block) {
                let parent = slot.load(Relaxed);
                *pair = (parent, self.load(parent));
            }
            for (&(parent, mut root), slot) in above.iter().zip(block) {
                if root != parent {
                    if parent >= settled {
                        root = self.root(root);
                    }
                    slot.store(root, Relaxed);
                }
            }
        }
    }
}

/// Components of an edge list in memory. See [`Forest`] for edges that come in pieces.
///
/// # Panics
/// If an endpoint is not below `nodes`.
pub fn components(nodes: usize, edges: &[(u32, u32)]) -> Components {
    let forest = Forest::new(nodes);
    forest.unite_all(edges);
    forest.finish()
}

/// Rounds of the sampled start of [`components_of`]: edges taken from the front of each row.
const SAMPLED_NEIGHBORS: usize = 2;

/// Components of a graph that stands in rows already: a few edges of each node settle most of the giant component, whose nodes
/// then need not look at their other edges (Afforest). O(n + m) work, far less than m where one component is giant.
pub fn components_of(graph: &Csr) -> Components {
    let nodes = graph.node_count();
    let forest = Forest::new(nodes);
    for round in 0..SAMPLED_NEIGHBORS {
        (0..nodes as u32).into_par_iter().with_min_len(TASK / 16).for_each(|v| {
            if let Some(&u) = graph.neighbors(v).get(round) {
                forest.unite(v, u);
            }
        });
        forest.flatten();
    }
    let step = nodes.div_ceil(SAMPLE).max(1);
    let giant = most_common((0..nodes as u32).step_by(step).map(|v| forest.load(v)).collect()).map(|found| found.0);
    (0..nodes as u32).into_par_iter().with_min_len(TASK / 64).for_each(|v| {
        // An edge out of the giant is seen from its other end, which is not in it (or was joined to it by then).
        if Some(forest.load(v)) != giant {
            for &u in graph.neighbors(v).iter().skip(SAMPLED_NEIGHBORS) {
                forest.unite(v, u);
            }
        }
    });
    forest.finish()
}

/// Finds the components by spreading labels until nothing changes, and compares. O(n m) at worst, for tests.
pub fn verify_components(edges: &[(u32, u32)], found: &Components) -> bool {
    let mut labels: Vec<u32> = (0..found.labels.len() as u32).collect();
    let mut changed = true;
    while changed {
        changed = false;
        for &(a, b) in edges {
            let least = labels[a as usize].min(labels[b as usize]);
            changed |= labels[a as usize] != least || labels[b as usize] != least;
            labels[a as usize] = least;
            labels[b as usize] = least;
        }
    }
    let mut distinct = labels.clone();
    distinct.sort_unstable();
    distinct.dedup();
    labels == found.labels && distinct.len() == found.count
}

#[cfg(test)]
mod tests;
