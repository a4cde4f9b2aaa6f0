//! A sparse sum by key in flat arrays: what the local move, the refinement and the aggregation all spend their time in.

/// Weights added up by key; zero for every key between uses.
pub(super) struct Sums {
    total: Vec<f64>,
    /// Keys met, in order; one that met only zero weights may stand more than once. Only the first `len` count.
    keys: Vec<u32>,
    len: usize,
}

impl Sums {
    /// For keys below `keys`.
    pub(super) fn new(keys: usize) -> Self {
        Self { total: vec![0.0; keys], keys: Vec::new(), len: 0 }
    }

    /// Adds every weight to its key, entries marked `false` being passed over.
    ///
    /// The key is always written and kept only when new, which spares a branch that nobody can predict.
    pub(super) fn add_all(&mut self, entries: impl ExactSizeIterator<Item = (u32, f32, bool)>) {
        if self.keys.len() < self.len + entries.len() {
            self.keys.resize(2 * (self.len + entries.len()), 0);
        }
        for (key, weight, counts) in entries {
            let sum = &mut self.total[key as usize];
            self.keys[self.len] = key;
            self.len += usize::from(*sum == 0.0 && counts);
            *sum += if counts { f64::from(weight) } else { 0.0 };
        }
    }

    pub(super) fn of(&self, key: u32) -> f64 {
        self.total[key as usize]
    }

    pub(super) fn keys(&self) -> &[u32] {
        &self.keys[..self.len]
    }

    /// Hands every key and its sum to `job` and forgets them. A key's second copy comes with 0.
    pub(super) fn drain(&mut self, mut job: impl FnMut(u32, f64)) {
        for &key in &self.keys[..self.len] {
            job(key, std::mem::take(&mut self.total[key as usize]));
        }
        self.len = 0;
    }
}
