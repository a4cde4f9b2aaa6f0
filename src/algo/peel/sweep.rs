//! Peeling by whole sweeps over an edge list: each drops every node under a threshold, then the edges at them.

use super::{Density, NodeSet};

/// What is left of a graph.
pub(super) struct Sweep<'a> {
    pub rows: usize,
    /// Weight of an edge to each column.
    pub column_weight: &'a [u64],
    /// Edges between nodes that are left.
    pub edges: Vec<(u32, u32)>,
    /// Weight of the edges at each node (rows, then columns) to nodes that are left.
    pub weight: Vec<u64>,
    pub alive: Vec<bool>,
    pub size: usize,
    pub total: u64,
}

/// The densest set that a peel in layers met.
pub(super) struct Layered {
    pub set: NodeSet,
    pub density: Density,
}

impl<'a> Sweep<'a> {
    pub(super) fn new(rows: usize, column_weight: &'a [u64], edges: &[(u32, u32)]) -> Self {
        let nodes = rows + column_weight.len();
        let mut weight = vec![0; nodes];
        let mut total = 0;
        for &(row, column) in edges {
            let edge = column_weight[column as usize];
            weight[row as usize] += edge;
            weight[rows + column as usize] += edge;
            total += edge;
        }
        Self { rows, column_weight, edges: edges.to_vec(), weight, alive: vec![true; nodes], size: nodes, total }
    }

    pub(super) fn density(&self) -> Density {
        Density { weight: self.total, size: self.size.max(1) }
    }

    /// Drops every node lighter than the average again and again: at least one goes each time unless all weigh the same, and
    /// nearly always a large share.
    pub(super) fn layers(mut self) -> Layered {
        let mut best = Layered { set: NodeSet(self.alive.clone()), density: self.density() };
        while self.size > 0 {
            // Weights add up to twice the total, so this keeps a node only above the average.
            self.drop_lighter(Density { weight: self.total.saturating_mul(2).saturating_add(1), size: self.size });
            if best.density.is_below(self.density()) {
                best = Layered { set: NodeSet(self.alive.clone()), density: self.density() };
            }
        }
        best
    }

    /// Drops nodes that no set denser than `bound` can hold, until a sweep finds few of them. The rest is for the exact peel, which
    /// touches only what changes.
    pub(super) fn keep_denser_than(&mut self, bound: Density) {
        const WORTHWHILE: usize = 16;
        loop {
            let before = self.edges.len();
            self.drop_lighter(bound);
            if before - self.edges.len() <= before / WORTHWHILE {
                return;
            }
        }
    }

    fn drop_lighter(&mut self, bound: Density) {
        for (alive, &weight) in self.alive.iter_mut().zip(&self.weight).filter(|(alive, _)| **alive) {
            if bound.exceeds(weight) {
                *alive = false;
                self.size -= 1;
            }
        }
        let (alive, weight, rows) = (&self.alive, &mut self.weight, self.rows);
        let (column_weight, total) = (self.column_weight, &mut self.total);
        self.edges.retain(|&(row, column)| {
            let (r, c) = (row as usize, rows + column as usize);
            let keep = alive[r] && alive[c];
            if !keep {
                let lost = column_weight[column as usize];
                weight[r] -= lost;
                weight[c] -= lost;
                *total -= lost;
            }
            keep
        });
    }
}
