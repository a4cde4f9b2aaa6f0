//! A graph renumbered for the search.

use super::super::csr::Csr;
use super::super::kcore::core_numbers;

/// The graph renumbered by degeneracy order, each row split into earlier and later neighbours.
pub(super) struct Ordered {
    /// Original id of each renumbered node.
    pub original: Vec<u32>,
    /// Row of `v`: `targets[offsets[v]..offsets[v + 1]]`, ascending; the later neighbours begin at `split[v]`.
    offsets: Vec<usize>,
    split: Vec<usize>,
    targets: Vec<u32>,
}

impl Ordered {
    pub(super) fn new(graph: &Csr) -> Self {
        let cores = core_numbers(graph);
        let rank = cores.ranks();
        let mut offsets = Vec::with_capacity(rank.len() + 1);
        let mut split = Vec::with_capacity(rank.len());
        let mut targets: Vec<u32> = Vec::with_capacity(graph.as_slices().1.len());
        offsets.push(0);
        for (v, &old) in cores.order.iter().enumerate() {
            let start = targets.len();
            let row = graph.neighbors(old);
            targets.extend(
                row.iter().enumerate().filter(|&(i, u)| i == 0 || row[i - 1] != *u).map(|(_, &u)| rank[u as usize]),
            );
            targets[start..].sort_unstable();
            split.push(start + targets[start..].partition_point(|&u| (u as usize) < v));
            offsets.push(targets.len());
        }
        Self { original: cores.order, offsets, split, targets }
    }

    pub(super) fn nodes(&self) -> usize {
        self.original.len()
    }

    pub(super) fn later(&self, v: u32) -> &[u32] {
        &self.targets[self.split[v as usize]..self.offsets[v as usize + 1]]
    }

    pub(super) fn earlier(&self, v: u32) -> &[u32] {
        &self.targets[self.offsets[v as usize]..self.split[v as usize]]
    }
}
