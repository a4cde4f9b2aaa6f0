//! A refinement of a partition, and the nodes of each of its parts.

/// A refinement of a partition: every part lies within one community.
pub(super) struct Parts {
    /// Part of each node, numbered from 0 by the first node.
    pub part: Vec<u32>,
    /// Number of parts.
    pub count: usize,
    /// Community of each part, renumbered from 0 by first appearance.
    pub community: Vec<u32>,
}

impl Parts {
    /// Nodes by part: part `p` is `nodes[starts[p]..starts[p + 1]]`, ascending.
    pub(super) fn members(&self) -> (Vec<usize>, Vec<u32>) {
        let mut starts = vec![0usize; self.count + 1];
        for &part in &self.part {
            starts[part as usize] += 1;
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut nodes = vec![0u32; self.part.len()];
        for (v, &part) in self.part.iter().enumerate().rev() {
            let slot = &mut starts[part as usize];
            *slot -= 1;
            nodes[*slot] = v as u32;
        }
        (starts, nodes)
    }
}
