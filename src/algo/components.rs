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

use super::csr::Csr;
use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

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

/// The nodes known to be in the giant component, a bit each; bits are only ever added.
struct Members {
    /// The component's root when the first bits were set: whatever hangs on it belongs to the component.
    root: u32,
    bits: Vec<AtomicU64>,
}

impl Members {
    fn of(parent: &[AtomicU32], root: u32) -> Self {
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
    fn giant_of(&self, edges: &[(u32, u32)]) -> Option<u32> {
        let sample = || edges.iter().step_by(edges.len().div_ceil(SAMPLE).max(1));
        let within: Vec<u32> =
            sample().map(|&(a, b)| (self.root(a), self.root(b))).filter(|(a, b)| a == b).map(|ends| ends.0).collect();
        most_common(within).filter(|&(_, count)| count * 4 >= sample().count() * 3).map(|found| found.0)
    }

    /// As `unite_task`, passing over edges within the giant component.
    fn unite_outside(&self, edges: &[(u32, u32)], giant: &Members) {
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
fn most_common(mut values: Vec<u32>) -> Option<(u32, usize)> {
    values.sort_unstable();
    let runs = values.chunk_by(|a, b| a == b).map(|run| (run[0], run.len()));
    runs.reduce(|best, run| if run.1 > best.1 { run } else { best })
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn groups_are_ordered_by_their_smallest_node() {
        let found = components(7, &[(5, 1), (6, 0), (1, 3)]);
        assert_eq!(found.labels, [0, 1, 2, 1, 4, 1, 0]);
        let groups: Vec<_> = found.groups().iter().map(<[u32]>::to_vec).collect();
        assert_eq!(groups, [vec![0, 6], vec![1, 3, 5], vec![2], vec![4]]);
        assert_eq!(components(0, &[]).groups().len(), 0);
    }

    #[test]
    fn a_long_path_from_its_far_end() {
        let edges: Vec<_> = (0..500_000u32).rev().map(|v| (v + 1, v)).collect();
        let found = components(500_001, &edges);
        assert_eq!(found.count, 1);
        assert!(found.labels.iter().all(|&label| label == 0));
    }

    #[test]
    fn many_threads_agree_with_one() {
        // Enough edges for many tasks, and long chains, so that threads meet in the same trees.
        let ends = |i: u32| (i.wrapping_mul(7919) % 400_000, i.wrapping_mul(104_729).wrapping_add(i / 9) % 400_000);
        let edges: Vec<_> = (0..1_200_000u32).map(ends).collect();
        let edges: Vec<_> = edges.into_iter().filter(|(a, b)| a % 50 == b % 50 || a % 1000 == 7).collect();
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            pool.install(|| (components(400_000, &edges), components_of(&Csr::from_edges(400_000, &edges))))
        };
        let (one, sampled) = run(1);
        assert_eq!(one, sampled);
        for threads in [2, 8] {
            assert_eq!(run(threads), (one.clone(), one.clone()));
        }
    }

    #[test]
    fn passing_over_a_giant_loses_nothing() {
        // A dense part, chains that reach it late or never, and enough edges for the bits to be used.
        let mut random = super::super::random::SplitMix64::new(8);
        let nodes = 3000;
        let mut edges: Vec<(u32, u32)> =
            (0..40_000).map(|_| (100 + random.below(2000) as u32, 100 + random.below(2000) as u32)).collect();
        edges.extend((2200..2900u32).map(|v| (v, v + 1)).filter(|(a, _)| a % 100 != 0));
        edges.extend([(2250, 150), (2420, 0), (0, 160), (2777, 3)]);
        random.shuffle(&mut edges);
        let forest = Forest::new(nodes);
        assert!(edges.len() > 2 * HEAD * nodes);
        forest.unite_all(&edges[..HEAD * nodes]);
        assert!(forest.giant_of(&edges[HEAD * nodes..]).is_some());
        assert!(verify_components(&edges, &components(nodes, &edges)));
    }

    proptest! {
        #[test]
        fn agrees_with_spreading_labels_and_petgraph(edges in prop::collection::vec((0u32..120, 0u32..120), 0..150)) {
            let found = components(125, &edges);
            prop_assert!(verify_components(&edges, &found));
            prop_assert_eq!(&components_of(&Csr::from_edges(125, &edges)), &found);
            let forest = Forest::new(125);
            forest.unite_stream(edges.par_iter().copied());
            prop_assert_eq!(&forest.finish(), &found);
            let mut petgraph = petgraph::unionfind::UnionFind::<u32>::new(125);
            for &(a, b) in &edges {
                petgraph.union(a, b);
            }
            let theirs = petgraph.into_labeling();
            for v in 0..125 {
                prop_assert_eq!(theirs[v], theirs[found.labels[v] as usize]);
            }
        }
    }
}
