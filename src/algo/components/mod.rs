//! Connected components, from edges as they stream past or from a graph in rows.
//!
//! Returns for each node the smallest id in its component. Parents stand in one atomic array and are smaller than their children; a root
//! is hooked under a smaller node by compare-and-swap, and a walk that meets a larger parent points it at the smaller node on
//! its way (Rem's splice), so no thread waits and the outcome is the same for any order of edges. O(m α(n)) work in practice, 4 bytes a node (and a bit for each
//! thread, eight at most, where a giant component is passed over).
//!
//! Rem in Dijkstra, "A Discipline of Programming" (1976); Patwary, Blair and Manne (2010); Dhulipala, Hong and Shun, "ConnectIt"
//! (VLDB 2020); Sutton, Ben-Nun and Barak, "Afforest" (IPDPS 2018) for [`components_of`].

mod forest;
mod giant;
mod queue;
mod rows;
mod sift;

pub use forest::Forest;
pub use rows::components_of;

use rayon::prelude::*;

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

/// Components of an edge list in memory. See [`Forest`] for edges that come in pieces.
///
/// # Panics
/// If an endpoint is not below `nodes`.
pub fn components(nodes: usize, edges: &[(u32, u32)]) -> Components {
    let forest = Forest::new(nodes);
    forest.unite_all(edges);
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
