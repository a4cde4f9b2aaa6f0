//! Bridges, articulation points and 2-edge-connected components.
//!
//! A tree edge is a bridge where nothing below it reaches above it; a node is an articulation point where some child's
//! subtree does not reach above the node. One depth-first walk with an explicit stack numbers the nodes and carries the
//! lowest number reached (`low`); only one copy of the edge to the parent is skipped, so parallel edges are a cycle.
//! O(n + m) time, some 33 bytes a node. Hopcroft and Tarjan (1973); Tarjan, "A note on finding the bridges of a graph" (1974).

use super::csr::Csr;

/// An edge whose removal cuts its component in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bridge {
    /// The end with the smaller id.
    pub a: u32,
    /// The end with the larger id.
    pub b: u32,
    /// Number of nodes left on `a`'s side without this edge.
    pub a_side: u32,
    /// Number of nodes left on `b`'s side without this edge.
    pub b_side: u32,
}

/// Where a graph can be cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cuts {
    /// All bridges, ascending by `(a, b)`.
    pub bridges: Vec<Bridge>,
    /// All articulation points, ascending.
    pub articulation_points: Vec<u32>,
    /// For each node the smallest id in its 2-edge-connected component: what stays together without any bridge.
    pub blocks: Vec<u32>,
}

const UNSEEN: u32 = u32::MAX;

/// The walk's arrays, indexed by node unless stated.
struct Walk<'a> {
    graph: &'a Csr,
    /// Order of discovery; `UNSEEN` before.
    number: Vec<u32>,
    /// Smallest number reached from the subtree by at most one back edge.
    low: Vec<u32>,
    parent: Vec<u32>,
    /// Next position in the row of the node.
    cursor: Vec<u32>,
    /// Nodes in the subtree.
    size: Vec<u32>,
    is_cut: Vec<bool>,
    /// Nodes in order of discovery.
    order: Vec<u32>,
    /// `(child, root)` of tree edges that are bridges.
    bridges: Vec<(u32, u32)>,
}

/// All bridges and articulation points of `graph`, in any number of components.
pub fn cuts(graph: &Csr) -> Cuts {
    let nodes = graph.node_count();
    let mut walk = Walk {
        graph,
        number: vec![UNSEEN; nodes],
        low: vec![0; nodes],
        parent: vec![UNSEEN; nodes],
        cursor: vec![0; nodes],
        size: vec![1; nodes],
        is_cut: vec![false; nodes],
        order: Vec::with_capacity(nodes),
        bridges: Vec::new(),
    };
    for root in 0..nodes as u32 {
        if walk.number[root as usize] == UNSEEN {
            walk.explore(root);
        }
    }
    walk.finish()
}

impl Walk<'_> {
    fn discover(&mut self, v: u32) {
        self.number[v as usize] = self.order.len() as u32;
        self.low[v as usize] = self.order.len() as u32;
        self.order.push(v);
    }

    fn explore(&mut self, root: u32) {
        self.discover(root);
        let mut root_children = 0;
        let mut at = root;
        loop {
            let v = at as usize;
            let row = self.graph.neighbors(at);
            let position = self.cursor[v] as usize;
            if let Some(&u) = row.get(position) {
                self.cursor[v] += 1;
                if self.number[u as usize] == UNSEEN {
                    self.parent[u as usize] = at;
                    self.discover(u);
                    root_children += u32::from(at == root);
                    at = u;
                } else if u != self.parent[v] || (position > 0 && row[position - 1] == u) {
                    // Copies of an edge are adjacent in a sorted row: the first copy to the parent is the tree edge.
                    self.low[v] = self.low[v].min(self.number[u as usize]);
                }
            } else if at == root {
                break;
            } else {
                at = self.retreat(at, root);
            }
        }
        self.is_cut[root as usize] = root_children > 1;
    }

    /// Hands what was learnt in the subtree of `child` to its parent, which is returned.
    fn retreat(&mut self, child: u32, root: u32) -> u32 {
        let (c, parent) = (child as usize, self.parent[child as usize]);
        let p = parent as usize;
        self.low[p] = self.low[p].min(self.low[c]);
        self.size[p] += self.size[c];
        self.is_cut[p] |= parent != root && self.low[c] >= self.number[p];
        if self.low[c] > self.number[p] {
            self.bridges.push((child, root));
        }
        parent
    }

    fn finish(mut self) -> Cuts {
        // A node below a bridge starts a block of its own; all others belong to their parent's block.
        let mut top: Vec<u32> = (0..self.order.len() as u32).collect();
        let mut starts = vec![false; top.len()];
        for &(child, _) in &self.bridges {
            starts[child as usize] = true;
        }
        let mut smallest = top.clone();
        for &v in &self.order {
            let parent = self.parent[v as usize];
            if parent != UNSEEN && !starts[v as usize] {
                top[v as usize] = top[parent as usize];
            }
            let block = top[v as usize] as usize;
            smallest[block] = smallest[block].min(v);
        }
        let blocks = top.iter().map(|&t| smallest[t as usize]).collect();
        let mut bridges: Vec<Bridge> =
            self.bridges.drain(..).map(|(c, root)| bridge(&self.parent, &self.size, c, root)).collect();
        bridges.sort_unstable();
        let articulation_points = (0..self.order.len() as u32).filter(|&v| self.is_cut[v as usize]).collect();
        Cuts { bridges, articulation_points, blocks }
    }
}

fn bridge(parent: &[u32], size: &[u32], child: u32, root: u32) -> Bridge {
    let p = parent[child as usize];
    let (below, above) = (size[child as usize], size[root as usize] - size[child as usize]);
    if child < p {
        Bridge { a: child, b: p, a_side: below, b_side: above }
    } else {
        Bridge { a: p, b: child, a_side: above, b_side: below }
    }
}

/// Finds the cuts by deleting each edge and each node in turn and counting what is still reached: O(m (n + m)), for tests.
pub fn verify_cuts(graph: &Csr, found: &Cuts) -> bool {
    let nodes = graph.node_count() as u32;
    let mut bridges = Vec::new();
    for (a, b) in graph.edges().filter(|&(a, b)| graph.neighbors(a).iter().filter(|&&u| u == b).count() == 1) {
        let side = reached(graph, a, |v, u| (v, u) != (a, b) && (v, u) != (b, a));
        if !side[b as usize] {
            let other = reached(graph, b, |v, u| (v, u) != (a, b) && (v, u) != (b, a));
            let count = |side: &[bool]| side.iter().filter(|&&x| x).count() as u32;
            bridges.push(Bridge { a, b, a_side: count(&side), b_side: count(&other) });
        }
    }
    let is_cut = |v: u32| {
        let row = graph.neighbors(v);
        row.first().is_some_and(|&first| {
            let side = reached(graph, first, |_, u| u != v);
            row.iter().any(|&u| !side[u as usize])
        })
    };
    let is_bridge = |v: u32, u: u32| bridges.binary_search_by_key(&(v.min(u), v.max(u)), |b| (b.a, b.b)).is_ok();
    let block = |v: u32| reached(graph, v, |x, y| !is_bridge(x, y)).iter().position(|&x| x).map(|x| x as u32);
    bridges == found.bridges
        && (0..nodes).filter(|&v| is_cut(v)).eq(found.articulation_points.iter().copied())
        && (0..nodes).all(|v| block(v) == Some(found.blocks[v as usize]))
}

/// Which nodes can be reached from `start` along steps that `allowed` permits.
fn reached(graph: &Csr, start: u32, allowed: impl Fn(u32, u32) -> bool) -> Vec<bool> {
    let mut seen = vec![false; graph.node_count()];
    seen[start as usize] = true;
    let mut stack = vec![start];
    while let Some(v) = stack.pop() {
        for &u in graph.neighbors(v) {
            if !seen[u as usize] && allowed(v, u) {
                seen[u as usize] = true;
                stack.push(u);
            }
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_triangles_on_a_bridge() {
        let graph = Csr::from_edges(7, &[(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)]);
        let cuts = cuts(&graph);
        assert_eq!(cuts.bridges, [Bridge { a: 2, b: 3, a_side: 3, b_side: 3 }]);
        assert_eq!(cuts.articulation_points, [2, 3]);
        assert_eq!(cuts.blocks, [0, 0, 0, 3, 3, 3, 6]);
    }

    #[test]
    fn a_double_edge_is_no_bridge() {
        let edges = [(0, 1), (1, 0), (1, 2)];
        assert_eq!(cuts(&Csr::multigraph(3, &edges)).bridges, [Bridge { a: 1, b: 2, a_side: 2, b_side: 1 }]);
        assert_eq!(cuts(&Csr::from_edges(3, &edges)).bridges.len(), 2);
    }

    #[test]
    fn a_long_path_does_not_exhaust_the_stack() {
        let edges: Vec<_> = (0..300_000u32).map(|v| (v, v + 1)).collect();
        let cuts = cuts(&Csr::from_edges(300_001, &edges));
        assert_eq!((cuts.bridges.len(), cuts.articulation_points.len()), (300_000, 299_999));
    }

    proptest! {
        #[test]
        fn agrees_with_deleting_one_by_one(edges in prop::collection::vec((0u32..24, 0u32..24), 0..45)) {
            for graph in [Csr::from_edges(25, &edges), Csr::multigraph(25, &edges)] {
                prop_assert!(verify_cuts(&graph, &cuts(&graph)));
            }
        }
    }
}
