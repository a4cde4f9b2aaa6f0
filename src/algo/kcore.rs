//! Core numbers and a degeneracy order.
//!
//! Returns for each node the largest k such that it lies in a subgraph of minimum degree k, and an order in which each
//! node has at most `degeneracy` later neighbours. Nodes stand in buckets by remaining degree; the lowest is removed and
//! its neighbours move down one bucket by a swap. O(n + m) time, 16 bytes a node.
//!
//! Batagelj and Zaveršnik, "An O(m) algorithm for cores decomposition of networks" (2003); Matula and Beck (1983).

use super::csr::Csr;

/// Core numbers and the order in which nodes were peeled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cores {
    /// Core number of each node; index is the node.
    pub core: Vec<u32>,
    /// All nodes in degeneracy order: each has at most `degeneracy` neighbours after it.
    pub order: Vec<u32>,
    /// The largest core number; 0 for a graph without edges.
    pub degeneracy: u32,
}

impl Cores {
    /// The nodes of the k-core, ascending.
    pub fn members(&self, k: u32) -> Vec<u32> {
        (0..self.core.len() as u32).filter(|&v| self.core[v as usize] >= k).collect()
    }

    /// The place of each node in `order`.
    pub fn ranks(&self) -> Vec<u32> {
        let mut rank = vec![0; self.order.len()];
        for (place, &v) in self.order.iter().enumerate() {
            rank[v as usize] = place as u32;
        }
        rank
    }
}

/// Peels `graph` from its lowest degree upwards. Deterministic: buckets are filled in order of node. Parallel edges count each.
pub fn core_numbers(graph: &Csr) -> Cores {
    let nodes = graph.node_count();
    let mut core: Vec<u32> = (0..nodes as u32).map(|v| graph.degree(v) as u32).collect();
    let (mut order, mut place, mut start) = bucket_sort(&core);
    for i in 0..nodes {
        let v = order[i];
        for &u in graph.neighbors(v) {
            if core[u as usize] <= core[v as usize] {
                continue;
            }
            // Swap u with the first node of its bucket, then let the bucket begin one later.
            let bucket = core[u as usize] as usize;
            let (at, first) = (place[u as usize], start[bucket]);
            let w = order[first as usize];
            order.swap(at as usize, first as usize);
            place[u as usize] = first;
            place[w as usize] = at;
            start[bucket] += 1;
            core[u as usize] -= 1;
        }
    }
    let degeneracy = core.iter().copied().max().unwrap_or(0);
    Cores { core, order, degeneracy }
}

/// Nodes sorted by `degree`, the place of each node in that order, and where each degree's bucket starts.
fn bucket_sort(degree: &[u32]) -> (Vec<u32>, Vec<u32>, Vec<u32>) {
    let buckets = degree.iter().copied().max().unwrap_or(0) as usize + 1;
    let mut start = vec![0u32; buckets + 1];
    for &d in degree {
        start[d as usize + 1] += 1;
    }
    for d in 1..=buckets {
        start[d] += start[d - 1];
    }
    let mut next = start.clone();
    let mut order = vec![0u32; degree.len()];
    let mut place = vec![0u32; degree.len()];
    for (v, &d) in degree.iter().enumerate() {
        order[next[d as usize] as usize] = v as u32;
        place[v] = next[d as usize];
        next[d as usize] += 1;
    }
    (order, place, start)
}

/// Checks `cores` without peeling: the fixpoint of "the largest h such that h neighbours have value h" (the h-index operator,
/// Lü, Zhou, Zhang and Stanley 2016) is the core number, and the order must keep its promise. O(rounds x m log d).
pub fn verify_cores(graph: &Csr, cores: &Cores) -> bool {
    let nodes = graph.node_count() as u32;
    let mut value: Vec<u32> = (0..nodes).map(|v| graph.degree(v) as u32).collect();
    loop {
        let next: Vec<u32> = (0..nodes)
            .map(|v| {
                let mut around: Vec<u32> = graph.neighbors(v).iter().map(|&u| value[u as usize]).collect();
                around.sort_unstable_by(|a, b| b.cmp(a));
                around.iter().zip(1..).take_while(|&(&x, h)| x >= h).count() as u32
            })
            .collect();
        if next == value {
            break;
        }
        value = next;
    }
    let rank = cores.ranks();
    let mut sorted = cores.order.clone();
    sorted.sort_unstable();
    let later = |v: u32| graph.neighbors(v).iter().filter(|&&u| rank[u as usize] > rank[v as usize]).count() as u32;
    value == cores.core
        && sorted.into_iter().eq(0..nodes)
        && (0..nodes).all(|v| later(v) <= cores.core[v as usize])
        && cores.degeneracy == cores.core.iter().copied().max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_clique_with_a_tail() {
        let graph = Csr::from_edges(7, &[(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (3, 4), (4, 5)]);
        let cores = core_numbers(&graph);
        assert_eq!(cores.core, [3, 3, 3, 3, 1, 1, 0]);
        assert_eq!(cores.degeneracy, 3);
        assert_eq!(cores.members(2), [0, 1, 2, 3]);
    }

    proptest! {
        #[test]
        fn agrees_with_the_h_index_fixpoint(edges in prop::collection::vec((0u32..30, 0u32..30), 0..250)) {
            let graph = Csr::from_edges(31, &edges);
            prop_assert!(verify_cores(&graph, &core_numbers(&graph)));
        }
    }
}
