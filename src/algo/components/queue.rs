//! Uniting the ends of many edges with their waits for memory overlapped.

use super::forest::Forest;

/// Edges on their way at a time.
const OPEN: usize = 128;

impl Forest {
    /// Joins the ends of every edge.
    ///
    /// Each edge is a pair of nodes to be united, and takes one step a round: the parent of the larger node is looked up; if it is a root, it is
    /// hooked under the smaller node, whatever that is; otherwise its parent takes its place. So the smaller node is not looked at
    /// before it is the larger one, which it often never becomes, and the loads of a round do not wait for one another.
    /// Trees grow deeper than with both ends looked up, which costs nothing where components are small, and
    /// flattening takes one look a node at any depth.
    pub(super) fn unite_queued(&self, edges: impl IntoIterator<Item = (u32, u32)>) {
        let mut edges = edges.into_iter().fuse();
        let mut open = [(0u32, 0u32); OPEN];
        let mut parents = [0u32; OPEN];
        let mut count = 0;
        loop {
            for (slot, (a, b)) in open[count..].iter_mut().zip(&mut edges) {
                *slot = (a.max(b), a.min(b));
                count += 1;
            }
            if count == 0 {
                return;
            }
            for (parent, &(high, _)) in parents[..count].iter_mut().zip(&open) {
                *parent = self.load(high);
            }
            count = self.step(&mut open, &parents[..count]);
        }
    }

    /// One step of each open pair; how many, moved to the front, stay open.
    fn step(&self, open: &mut [(u32, u32); OPEN], parents: &[u32]) -> usize {
        let mut kept = 0;
        for (i, &parent) in parents.iter().enumerate() {
            let (high, low) = open[i];
            if parent == high {
                if high != low && self.hook(high, low).is_err() {
                    open[kept] = (high, low);
                    kept += 1;
                }
                continue;
            }
            if parent > low {
                self.splice(high, low);
            }
            open[kept] = (parent.max(low), parent.min(low));
            kept += usize::from(parent != low);
        }
        kept
    }
}
