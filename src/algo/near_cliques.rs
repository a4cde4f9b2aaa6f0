//! Overlapping cliques merged into near-cliques.
//!
//! A group in which a few pairs are missing holds a great many maximal cliques that differ by a node or two; what a reader wants is
//! the group. Cliques are taken one by one as they are found: one that lies within a group is dropped, one that overlaps a group
//! enough and leaves it dense enough joins it, any other starts a group. At the end groups are merged among themselves by the
//! same rule, largest first, until nothing changes. Greedy and deterministic: the result depends on the graph and the order
//! of cliques alone. Memory: the groups, not the cliques. A clique of size s costs O(s x groups of its nodes) to place.
//!
//! Related: clique percolation (Palla et al., Nature 2005), which joins without a limit on density.

use super::csr::Csr;

/// When cliques belong together.
#[derive(Clone, Debug)]
pub struct NearCliqueConfig {
    /// Share of pairs that must be joined in a merged group.
    pub min_density: f64,
    /// Share of the smaller of two sets that both must hold.
    pub min_overlap: f64,
    /// Nodes at most in a merged group. A single clique may be larger.
    pub max_size: usize,
    /// Groups at most; cliques that would start another are counted and left out.
    pub max_groups: usize,
}

impl Default for NearCliqueConfig {
    fn default() -> Self {
        Self { min_density: 0.85, min_overlap: 0.5, max_size: 500, max_groups: 1_000_000 }
    }
}

/// A group in which nearly all pairs are joined.
#[derive(Clone, Debug, PartialEq)]
pub struct NearClique {
    /// Its nodes, ascending.
    pub nodes: Vec<u32>,
    /// Joined pairs among them.
    pub edges: usize,
    /// Cliques that were merged into it or lay within it.
    pub cliques: usize,
}

impl NearClique {
    /// Share of pairs that are joined; 1 for a single node.
    pub fn density(&self) -> f64 {
        density(self.edges, self.nodes.len())
    }
}

/// The groups, and what did not fit.
#[derive(Clone, Debug, PartialEq)]
pub struct NearCliques {
    /// Groups by size, largest first, then by their nodes.
    pub groups: Vec<NearClique>,
    /// Cliques left out because of `max_groups`.
    pub left_out: usize,
}

fn density(edges: usize, nodes: usize) -> f64 {
    if nodes < 2 { 1.0 } else { edges as f64 / (nodes * (nodes - 1) / 2) as f64 }
}

/// Groups under construction.
pub struct NearCliqueMerger<'a> {
    graph: &'a Csr,
    config: NearCliqueConfig,
    /// `None` where a group was merged into another.
    groups: Vec<Option<NearClique>>,
    /// Groups that hold each node.
    groups_of: Vec<Vec<u32>>,
    left_out: usize,
    /// Scratch: a group for each node that it shares with the set at hand.
    shared: Vec<u32>,
}

/// A group that a set could join.
struct Candidate {
    group: u32,
    overlap: usize,
}

impl<'a> NearCliqueMerger<'a> {
    /// No groups yet. `graph` must be the one whose cliques will be added.
    pub fn new(graph: &'a Csr, config: &NearCliqueConfig) -> Self {
        let groups_of = vec![Vec::new(); graph.node_count()];
        Self { graph, config: config.clone(), groups: Vec::new(), groups_of, left_out: 0, shared: Vec::new() }
    }

    /// Takes a clique of the graph, its nodes ascending.
    pub fn add(&mut self, clique: &[u32]) {
        let pairs = clique.len() * clique.len().saturating_sub(1) / 2;
        let candidates = self.candidates(clique, None);
        if let Some(whole) = candidates.iter().find(|c| c.overlap == clique.len()) {
            if let Some(group) = &mut self.groups[whole.group as usize] {
                group.cliques += 1;
            }
            return;
        }
        for candidate in candidates {
            if let Some(merged) = self.union(candidate.group, clique, 1) {
                self.replace(candidate.group, merged);
                return;
            }
        }
        if self.groups.len() >= self.config.max_groups {
            self.left_out += 1;
            return;
        }
        let id = self.groups.len() as u32;
        for &v in clique {
            self.groups_of[v as usize].push(id);
        }
        self.groups.push(Some(NearClique { nodes: clique.to_vec(), edges: pairs, cliques: 1 }));
    }

    /// Merges the groups among themselves and returns them.
    pub fn finish(mut self) -> NearCliques {
        while self.merge_round() {}
        let mut groups: Vec<NearClique> = self.groups.into_iter().flatten().collect();
        groups.sort_unstable_by(|a, b| b.nodes.len().cmp(&a.nodes.len()).then_with(|| a.nodes.cmp(&b.nodes)));
        NearCliques { groups, left_out: self.left_out }
    }

    /// One attempt for each group, largest first, to take in others; whether any did.
    fn merge_round(&mut self) -> bool {
        let mut order: Vec<u32> =
            (0..self.groups.len() as u32).filter(|&g| self.groups[g as usize].is_some()).collect();
        let size = |g: &u32| self.groups[*g as usize].as_ref().map_or(0, |group| group.nodes.len());
        order.sort_by_key(|g| std::cmp::Reverse(size(g)));
        let mut changed = false;
        for id in order {
            while self.absorb_one(id) {
                changed = true;
            }
        }
        changed
    }

    /// Merges into group `id` the first of its candidates that fits.
    fn absorb_one(&mut self, id: u32) -> bool {
        let Some(nodes) = self.groups[id as usize].as_ref().map(|group| group.nodes.clone()) else { return false };
        for candidate in self.candidates(&nodes, Some(id)) {
            let Some(other) = self.groups[candidate.group as usize].clone() else { continue };
            if let Some(merged) = self.union(id, &other.nodes, other.cliques) {
                for &v in &other.nodes {
                    self.groups_of[v as usize].retain(|&g| g != candidate.group);
                }
                self.groups[candidate.group as usize] = None;
                self.replace(id, merged);
                return true;
            }
        }
        false
    }

    /// Groups other than `except` that share enough nodes with `nodes`, by overlap, largest first, then by number.
    fn candidates(&mut self, nodes: &[u32], except: Option<u32>) -> Vec<Candidate> {
        self.shared.clear();
        self.shared.extend(nodes.iter().flat_map(|&v| &self.groups_of[v as usize]).filter(|&&g| Some(g) != except));
        self.shared.sort_unstable();
        let enough = |run: &&[u32]| {
            let size = self.groups[run[0] as usize].as_ref().map_or(0, |group| group.nodes.len());
            size > 0 && run.len() as f64 >= self.config.min_overlap * size.min(nodes.len()) as f64
        };
        let runs = self.shared.chunk_by(|a, b| a == b).filter(enough);
        let mut found: Vec<Candidate> = runs.map(|run| Candidate { group: run[0], overlap: run.len() }).collect();
        found.sort_by_key(|candidate| std::cmp::Reverse(candidate.overlap));
        found
    }

    /// Group `id` with `nodes` added, if the configuration allows it.
    fn union(&self, id: u32, nodes: &[u32], cliques: usize) -> Option<NearClique> {
        let group = self.groups[id as usize].as_ref()?;
        let new: Vec<u32> = nodes.iter().copied().filter(|v| group.nodes.binary_search(v).is_err()).collect();
        let size = group.nodes.len() + new.len();
        if size > self.config.max_size && !new.is_empty() {
            return None;
        }
        let mut merged = NearClique { cliques: group.cliques + cliques, ..group.clone() };
        for v in new {
            merged.edges += merged.nodes.iter().filter(|&&u| self.graph.has_edge(u, v)).count();
            merged.nodes.push(v);
        }
        merged.nodes.sort_unstable();
        (density(merged.edges, size) >= self.config.min_density).then_some(merged)
    }

    fn replace(&mut self, id: u32, merged: NearClique) {
        for &v in &merged.nodes {
            let groups = &mut self.groups_of[v as usize];
            if !groups.contains(&id) {
                groups.push(id);
            }
        }
        self.groups[id as usize] = Some(merged);
    }
}

/// Checks groups against the graph and the cliques that went in: nodes ascending, edges as counted pair by pair, dense and small
/// enough unless a single clique, and every clique within a group where none was left out. For tests.
pub fn verify_near_cliques(graph: &Csr, config: &NearCliqueConfig, cliques: &[Vec<u32>], found: &NearCliques) -> bool {
    let sound = |group: &NearClique| {
        let pairs =
            group.nodes.iter().enumerate().flat_map(|(i, &a)| group.nodes[i + 1..].iter().map(move |&b| (a, b)));
        let edges = pairs.filter(|&(a, b)| graph.has_edge(a, b)).count();
        group.nodes.is_sorted_by(|a, b| a < b)
            && edges == group.edges
            && group.density() >= config.min_density
            && (group.nodes.len() <= config.max_size || group.density() == 1.0)
    };
    let covered = |clique: &Vec<u32>| {
        found.groups.iter().any(|group| clique.iter().all(|v| group.nodes.binary_search(v).is_ok()))
    };
    let taken: usize = found.groups.iter().map(|group| group.cliques).sum();
    found.groups.iter().all(sound)
        && taken + found.left_out == cliques.len()
        && (found.left_out > 0 || cliques.iter().all(covered))
}

#[cfg(test)]
mod tests {
    use super::super::cliques::{CliqueConfig, maximal_cliques};
    use super::*;
    use proptest::prelude::*;

    fn run(graph: &Csr, config: &NearCliqueConfig) -> (Vec<Vec<u32>>, NearCliques) {
        let (mut cliques, mut merger) = (Vec::new(), NearCliqueMerger::new(graph, config));
        maximal_cliques(graph, &CliqueConfig::default(), |clique| {
            cliques.push(clique.to_vec());
            merger.add(clique);
        });
        (cliques, merger.finish())
    }

    /// All pairs among `nodes` but those `(a, b)` with `a + b` a multiple of `hole`.
    fn near_clique(nodes: std::ops::Range<u32>, hole: u32) -> Vec<(u32, u32)> {
        let end = nodes.end;
        nodes.flat_map(|a| (a + 1..end).map(move |b| (a, b))).filter(|(a, b)| (a + b) % hole != 0).collect()
    }

    #[test]
    fn two_groups_full_of_holes_are_two_groups() {
        let mut edges = near_clique(0..20, 13);
        edges.extend(near_clique(30..45, 11));
        edges.push((3, 33));
        let graph = Csr::from_edges(45, &edges);
        let (cliques, found) = run(&graph, &NearCliqueConfig::default());
        assert!(cliques.len() > 50, "{} cliques", cliques.len());
        let groups: Vec<_> = found.groups.iter().map(|g| g.nodes.clone()).collect();
        assert_eq!(groups, [(0..20).collect::<Vec<u32>>(), (30..45).collect()]);
        assert!(found.groups.iter().all(|g| g.density() >= 0.85));
    }

    #[test]
    fn limits_are_kept() {
        let graph = Csr::from_edges(20, &near_clique(0..20, 13));
        let small = NearCliqueConfig { max_size: 16, ..NearCliqueConfig::default() };
        let (cliques, found) = run(&graph, &small);
        assert!(verify_near_cliques(&graph, &small, &cliques, &found));
        assert!(found.groups.len() > 1 && found.groups.iter().all(|g| g.nodes.len() <= 16));
        let few = NearCliqueConfig { max_groups: 1, ..small };
        let (cliques, found) = run(&graph, &few);
        assert!(found.left_out > 0 && verify_near_cliques(&graph, &few, &cliques, &found));
    }

    proptest! {
        #[test]
        fn groups_are_dense_and_cover_every_clique(edges in prop::collection::vec((0u32..18, 0u32..18), 0..140), max_size in 3usize..20) {
            let graph = Csr::from_edges(18, &edges);
            let config = NearCliqueConfig { max_size, ..NearCliqueConfig::default() };
            let (cliques, found) = run(&graph, &config);
            prop_assert!(verify_near_cliques(&graph, &config, &cliques, &found));
        }
    }
}
