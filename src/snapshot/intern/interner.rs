//! A table of keys in shards: many threads look up batches, each shard under its own lock.

use std::sync::{Mutex, PoisonError};

use super::super::text::StringTable;
use super::key::{Key, Seeds};
use super::local::Locals;

/// Bits of a temporary id that name the shard.
pub(crate) const SHARD_BITS: u32 = 6;
pub(crate) const SHARDS: usize = 1 << SHARD_BITS;
const EMPTY: u32 = u32::MAX;
/// Look-ups in flight at once: their cache misses overlap.
const GROUP: usize = 16;

/// Distinct strings (or addresses) and their temporary ids: `local id within the shard << SHARD_BITS | shard`.
/// Temporary ids depend on the order of arrival and never leave the reader.
pub(crate) struct Interner {
    seeds: Seeds,
    shards: Vec<Mutex<Shard>>,
}

#[derive(Clone, Copy)]
struct Slot {
    key: Key,
    id: u32,
}

/// One shard: open addressing, at most three quarters full.
#[derive(Default)]
pub(crate) struct Shard {
    slots: Vec<Slot>,
    len: u32,
    /// Ids of the strings whose key is a hash, in order of arrival, and the strings.
    long_ids: Vec<u32>,
    long: StringTable,
}

impl Interner {
    pub fn new(seeds: Seeds) -> Self {
        Self { seeds, shards: (0..SHARDS).map(|_| Mutex::default()).collect() }
    }

    /// An empty batch for this interner.
    pub fn locals(&self) -> Locals {
        Locals::new(self.seeds)
    }

    /// The temporary id of each local id of a batch; `None` where a shard is full (2^26 strings). `first`: the shard
    /// to begin with.
    pub fn resolve(&self, batch: &Locals, first: usize) -> Option<Vec<u32>> {
        let mut ids = vec![EMPTY; batch.keys.len()];
        let hashes: Vec<u64> = batch.keys.iter().map(|key| self.seeds.slot(*key)).collect();
        let (order, bounds) = by_shard(&hashes);
        for turn in 0..SHARDS {
            // Threads begin at different shards, so that they seldom wait for one another.
            let shard = (first + turn) % SHARDS;
            let members = &order[bounds[shard]..bounds[shard + 1]];
            if !members.is_empty() {
                let mut table = self.shards[shard].lock().unwrap_or_else(PoisonError::into_inner);
                table.resolve(self.seeds, batch, &hashes, members, &mut ids)?;
                for member in members {
                    ids[*member as usize] = ids[*member as usize] << SHARD_BITS | shard as u32;
                }
            }
        }
        Some(ids)
    }

    /// The shards, when all rows are read.
    pub fn into_shards(self) -> Vec<Shard> {
        self.shards.into_iter().map(|shard| shard.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
    }
}

/// Positions by shard (the top bits of the hash), and where each shard's begin.
fn by_shard(hashes: &[u64]) -> (Vec<u32>, Vec<usize>) {
    let shard = |hash: u64| (hash >> (64 - SHARD_BITS)) as usize;
    let mut bounds = vec![0; SHARDS + 1];
    for hash in hashes {
        bounds[shard(*hash) + 1] += 1;
    }
    for index in 0..SHARDS {
        bounds[index + 1] += bounds[index];
    }
    let mut next = bounds.clone();
    let mut order = vec![0; hashes.len()];
    for (index, hash) in hashes.iter().enumerate() {
        let place = &mut next[shard(*hash)];
        order[*place] = index as u32;
        *place += 1;
    }
    (order, bounds)
}

impl Shard {
    fn resolve(
        &mut self,
        seeds: Seeds,
        batch: &Locals,
        hashes: &[u64],
        members: &[u32],
        ids: &mut [u32],
    ) -> Option<()> {
        for group in members.chunks(GROUP) {
            self.reserve(seeds)?;
            let mask = self.slots.len() - 1;
            let mut found = [Slot { key: Key::default(), id: EMPTY }; GROUP];
            for (slot, member) in found.iter_mut().zip(group) {
                *slot = self.slots[hashes[*member as usize] as usize & mask];
            }
            for (slot, member) in found.iter().zip(group) {
                let member = *member as usize;
                let key = batch.keys[member];
                ids[member] = if slot.id != EMPTY && slot.key == key {
                    slot.id
                } else {
                    let (id, new) = self.find_or_insert(key, hashes[member]);
                    if new && batch.is_text() && key.is_long() {
                        self.long_ids.push(id);
                        self.long.push(batch.long(member));
                    }
                    id
                };
            }
        }
        Some(())
    }

    /// Makes room for one group.
    fn reserve(&mut self, seeds: Seeds) -> Option<()> {
        if self.len as usize + GROUP >= 1 << (32 - SHARD_BITS) {
            return None;
        }
        if (self.len as usize + GROUP) * 4 <= self.slots.len() * 3 {
            return Some(());
        }
        let size = (self.slots.len() * 2).max(4 * GROUP);
        let old = std::mem::replace(&mut self.slots, vec![Slot { key: Key::default(), id: EMPTY }; size]);
        for slot in old.into_iter().filter(|slot| slot.id != EMPTY) {
            let mut place = seeds.slot(slot.key) as usize & (size - 1);
            while self.slots[place].id != EMPTY {
                place = (place + 1) & (size - 1);
            }
            self.slots[place] = slot;
        }
        Some(())
    }

    fn find_or_insert(&mut self, key: Key, hash: u64) -> (u32, bool) {
        let mask = self.slots.len() - 1;
        let mut place = hash as usize & mask;
        loop {
            let slot = &mut self.slots[place];
            if slot.id == EMPTY {
                *slot = Slot { key, id: self.len };
                self.len += 1;
                return (slot.id, true);
            }
            if slot.key == key {
                return (slot.id, false);
            }
            place = (place + 1) & mask;
        }
    }

    /// Number of keys.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Every key with its id within the shard, in no order.
    pub fn keys(&self) -> impl Iterator<Item = (Key, u32)> {
        self.slots.iter().filter(|slot| slot.id != EMPTY).map(|slot| (slot.key, slot.id))
    }

    /// The long strings with their ids, in order of arrival.
    pub fn long(&self) -> impl Iterator<Item = (&str, u32)> {
        self.long.iter().zip(self.long_ids.iter().copied())
    }

    /// The long string at a position of [`Self::long`].
    pub fn long_at(&self, position: usize) -> &str {
        self.long.get(position)
    }

    /// Frees the table, keeps the long strings.
    pub fn drop_slots(&mut self) {
        self.slots = Vec::new();
    }
}
