//! The graph of one level: rows of arcs with their weights beside them, and a weight for each node.

use super::super::csr::Csr;
use super::Quality;
use super::parts::Parts;
use super::sums::Sums;

/// One direction of an edge.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Arc {
    pub to: u32,
    pub weight: f32,
}

/// A graph without self-loops. Weight inside a node never changes hands, so it need not be kept.
///
/// Row of `v`: `arcs[offsets[v]..offsets[v + 1]]`.
pub(super) struct Level {
    offsets: Vec<usize>,
    arcs: Vec<Arc>,
    /// What each node counts in the quality's second term: its strength (modularity) or the nodes in it (CPM).
    pub node_weight: Vec<f64>,
    /// The factor of that term, so that one formula serves both: gain = weight - `penalty` x node weight x community weight.
    pub penalty: f64,
}

impl Level {
    pub(super) fn of_graph(graph: &Csr, quality: Quality) -> Self {
        let (offsets, targets) = graph.as_slices();
        let mut arcs: Vec<Arc> = targets.iter().map(|&to| Arc { to, weight: 1.0 }).collect();
        let nodes = graph.node_count();
        if graph.is_weighted() {
            let weights = (0..nodes as u32).filter_map(|v| graph.weights(v)).flatten();
            arcs.iter_mut().zip(weights).for_each(|(arc, &weight)| arc.weight = weight);
        }
        let strength = |v: usize| -> f64 { arcs[offsets[v]..offsets[v + 1]].iter().map(|a| f64::from(a.weight)).sum() };
        let (node_weight, penalty) = match quality {
            Quality::Cpm { resolution } => (vec![1.0; nodes], resolution),
            Quality::Modularity { resolution } => {
                let strengths: Vec<f64> = (0..nodes).map(strength).collect();
                let total: f64 = strengths.iter().sum();
                (strengths, if total > 0.0 { resolution / total } else { 0.0 })
            }
        };
        Self { offsets: offsets.to_vec(), arcs, node_weight, penalty }
    }

    pub(super) fn nodes(&self) -> usize {
        self.node_weight.len()
    }

    pub(super) fn row(&self, v: u32) -> &[Arc] {
        &self.arcs[self.offsets[v as usize]..self.offsets[v as usize + 1]]
    }

    /// The graph whose nodes are `parts`. O(n + m): members by counting sort, weights added up in a flat array.
    pub(super) fn aggregate(&self, parts: &Parts) -> Self {
        let (starts, members) = parts.members();
        let mut sums = Sums::new(parts.count);
        let mut offsets = Vec::with_capacity(parts.count + 1);
        let mut arcs = Vec::new();
        let mut node_weight = Vec::with_capacity(parts.count);
        offsets.push(0);
        for part in 0..parts.count {
            let inside = &members[starts[part]..starts[part + 1]];
            for &v in inside {
                sums.add_all(self.row(v).iter().map(|arc| (parts.part[arc.to as usize], arc.weight, true)));
            }
            sums.drain(|to, weight| {
                if to as usize != part && weight > 0.0 {
                    arcs.push(Arc { to, weight: weight as f32 });
                }
            });
            offsets.push(arcs.len());
            node_weight.push(inside.iter().map(|&v| self.node_weight[v as usize]).sum());
        }
        Self { offsets, arcs, node_weight, penalty: self.penalty }
    }
}
