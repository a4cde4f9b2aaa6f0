//! Rows of a sparse matrix under construction.

/// Rows under construction: `items[offsets[v]..offsets[v + 1]]` belong to `v`.
pub(super) struct Rows<T> {
    pub offsets: Vec<usize>,
    pub items: Vec<T>,
}

impl<T: Copy + Default + Ord + Send> Rows<T> {
    /// Counting sort of both directions of every edge that is no self-loop; `extra(i)` is what edge `i` carries.
    pub fn scatter<E: Copy>(
        nodes: usize,
        ends: impl Iterator<Item = (u32, u32)> + Clone,
        pack: impl Fn(u32, E) -> T,
        extra: impl Fn(usize) -> E,
    ) -> Self {
        assert!(u32::try_from(nodes).is_ok(), "node ids are u32");
        let mut offsets = vec![0usize; nodes + 1];
        for (a, b) in ends.clone() {
            assert!((a.max(b) as usize) < nodes, "edge ({a}, {b}) leaves the {nodes} nodes");
            if a != b {
                offsets[a as usize] += 1;
                offsets[b as usize] += 1;
            }
        }
        let mut total = 0;
        for slot in &mut offsets {
            total += *slot;
            *slot = total;
        }
        // Each offset now is the end of its row; filling from the back leaves it at the start.
        let mut items = vec![T::default(); total];
        for (i, (a, b)) in ends.enumerate().filter(|(_, (a, b))| a != b) {
            for (from, to) in [(a, b), (b, a)] {
                let slot = &mut offsets[from as usize];
                *slot -= 1;
                items[*slot] = pack(to, extra(i));
            }
        }
        Self { offsets, items }
    }

    pub fn sort(&mut self) {
        for_each_row(&self.offsets, &mut self.items, &|row| row.sort_unstable());
    }

    /// Drops each item that `same` says repeats the one kept before it in its row.
    pub fn compact(&mut self, same: impl Fn(&T, T) -> bool) {
        let mut kept = 0;
        let mut start = 0;
        for v in 0..self.offsets.len() - 1 {
            let (row_start, end) = (kept, self.offsets[v + 1]);
            for i in start..end {
                let item = self.items[i];
                if kept == row_start || !same(&self.items[kept - 1], item) {
                    self.items[kept] = item;
                    kept += 1;
                }
            }
            start = end;
            self.offsets[v + 1] = kept;
        }
        self.items.truncate(kept);
        self.items.shrink_to_fit();
    }
}

/// Runs `job` on every row, in parallel by halves of the data.
fn for_each_row<T: Send>(offsets: &[usize], items: &mut [T], job: &(impl Fn(&mut [T]) + Sync)) {
    const SEQUENTIAL: usize = 1 << 15;
    let rows = offsets.len() - 1;
    if rows <= 1 || items.len() <= SEQUENTIAL {
        let mut rest = items;
        for w in offsets.windows(2) {
            let (row, tail) = rest.split_at_mut(w[1] - w[0]);
            job(row);
            rest = tail;
        }
        return;
    }
    let middle = offsets[0] + items.len() / 2;
    let cut = offsets.partition_point(|&o| o < middle).clamp(1, rows - 1);
    let (left, right) = items.split_at_mut(offsets[cut] - offsets[0]);
    rayon::join(|| for_each_row(&offsets[..=cut], left, job), || for_each_row(&offsets[cut..], right, job));
}
