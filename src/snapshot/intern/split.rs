//! Local ids of which most stand for themselves, below `OTHERS`; from `OTHERS` on they are those of a table.

use super::local::Locals;

/// The ids of a chunk of rows.
pub(super) struct SplitLocals<const OTHERS: u32> {
    /// Local ids in order of arrival; those of `others` each once.
    seen: Vec<u32>,
    /// What does not stand for itself.
    pub others: Locals,
}

impl<const OTHERS: u32> SplitLocals<OTHERS> {
    pub fn new(others: Locals) -> Self {
        Self { seen: Vec::new(), others }
    }

    /// The local id of what stands for itself; below `OTHERS`.
    #[inline]
    pub fn own(&mut self, id: u32) -> u32 {
        if self.seen.last() != Some(&id) {
            self.seen.push(id);
        }
        id
    }

    /// The local id of what `others` has at `local`; `new` where it was just added there.
    #[inline]
    pub fn other(&mut self, local: u32, new: bool) -> u32 {
        if new {
            self.seen.push(OTHERS | local);
        }
        OTHERS | local
    }

    /// Those that stand for themselves, in order of arrival.
    pub fn owned(&self) -> impl Iterator<Item = u32> {
        self.seen.iter().copied().filter(|local| *local < OTHERS)
    }

    /// How many local ids were given.
    #[inline]
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    /// Forgets the local ids from `len` on.
    pub fn truncate(&mut self, len: usize) {
        let first = self.seen[len..].iter().find(|local| **local >= OTHERS);
        if let Some(first) = first {
            self.others.truncate((first - OTHERS) as usize);
        }
        self.seen.truncate(len);
    }

    /// The temporary id of a local one, once they were looked up.
    #[inline]
    pub fn temporary(&self, local: u32) -> u32 {
        if local < OTHERS { local } else { OTHERS | self.others.resolved[(local - OTHERS) as usize] }
    }
}
