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
const GROUP: usize = 32;

/// Distinct strings (or addresses) and their temporary ids: `id within the shard << SHARD_BITS | shard`.
/// Temporary ids depend on the order of arrival and never leave the reader.
pub(crate) struct Interner {
    how: How,
    shards: Vec<Mutex<Shard>>,
}

/// How keys are told apart.
#[derive(Clone, Copy)]
struct How {
    seeds: Seeds,
    /// Whether keys are addresses: of those of one network the smallest is kept for all.
    addresses: bool,
    /// Keys that a shard may hold.
    most: usize,
}

impl How {
    /// What a key is looked up by.
    #[inline]
    fn found_by(self, key: Key) -> Key {
        if self.addresses { key.network() } else { key }
    }
}

/// A key and its id in 20 bytes: the words of the key lie in halves, so that nothing is padded.
#[derive(Clone, Copy)]
struct Slot {
    halves: [u32; 4],
    id: u32,
}

const FREE: Slot = Slot { halves: [0; 4], id: EMPTY };

impl Slot {
    #[inline]
    fn new(key: Key, id: u32) -> Self {
        Self { halves: [(key.high >> 32) as u32, key.high as u32, (key.low >> 32) as u32, key.low as u32], id }
    }

    #[inline]
    fn key(&self) -> Key {
        let word = |upper: u32, lower: u32| u64::from(upper) << 32 | u64::from(lower);
        Key { high: word(self.halves[0], self.halves[1]), low: word(self.halves[2], self.halves[3]) }
    }
}

/// Bits of a hash that name the part of a shard's table.
const PART_BITS: u32 = 5;

/// One shard: a table in parts, each small enough to grow within a core's cache.
pub(crate) struct Shard {
    parts: Vec<Part>,
    len: u32,
    /// Ids of the strings whose key is a hash, in order of arrival, and the strings.
    long_ids: Vec<u32>,
    long: StringTable,
}

impl Default for Shard {
    fn default() -> Self {
        let parts = std::iter::repeat_with(Part::default).take(1 << PART_BITS).collect();
        Self { parts, len: 0, long_ids: Vec::new(), long: StringTable::default() }
    }
}

/// Open addressing by lines, nine sixteenths to three quarters full once it has grown: most keys are found in the line where they
/// are looked for first.
#[derive(Default)]
struct Part {
    lines: Vec<Line>,
    used: u32,
}

/// Slots of a line.
const WIDTH: usize = 3;

/// What a core loads at once.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Line([Slot; WIDTH]);

/// The shard of a hash: its top bits.
#[inline]
fn shard_of(hash: u64) -> usize {
    (hash >> (64 - SHARD_BITS)) as usize
}

/// The part of its shard that a hash belongs to.
#[inline]
fn part_of(hash: u64) -> usize {
    (hash << SHARD_BITS >> (64 - PART_BITS)) as usize
}

/// A hash's place in a part of `size` lines, by the bits that name neither shard nor part.
#[inline]
fn place_of(hash: u64, size: usize) -> usize {
    ((u128::from(hash << (SHARD_BITS + PART_BITS)) * size as u128) >> 64) as usize
}

impl Interner {
    /// For strings.
    pub fn new(seeds: Seeds) -> Self {
        Self::with(How { seeds, addresses: false, most: 1 << (32 - SHARD_BITS) })
    }

    /// For addresses, with ids below `most`: those of one network get one id.
    pub fn of_addresses(seeds: Seeds, most: u32) -> Self {
        Self::with(How { seeds, addresses: true, most: (most >> SHARD_BITS) as usize })
    }

    fn with(how: How) -> Self {
        Self { how, shards: (0..SHARDS).map(|_| Mutex::default()).collect() }
    }

    /// An empty batch for this interner.
    pub fn locals(&self) -> Locals {
        Locals::new(self.how.seeds)
    }

    /// Finds the temporary id of each local id of a batch; `None` where a shard is full (of strings: 2^26). `first`: the
    /// shard to begin with.
    pub fn resolve(&self, batch: &mut Locals, first: usize) -> Option<()> {
        let (mut ids, mut items) = (std::mem::take(&mut batch.resolved), std::mem::take(&mut batch.items));
        ids.clear();
        ids.resize(batch.keys.len(), EMPTY);
        let bounds = by_shard(batch, &mut items);
        for turn in 0..SHARDS {
            // Threads begin at different shards, so that they seldom wait for one another.
            let shard = (first + turn) % SHARDS;
            let members = &items[bounds[shard]..bounds[shard + 1]];
            if !members.is_empty() {
                let mut table = self.shards[shard].lock().unwrap_or_else(PoisonError::into_inner);
                table.resolve(self.how, batch, members, |local, id| {
                    ids[local as usize] = id << SHARD_BITS | shard as u32;
                })?;
            }
        }
        (batch.resolved, batch.items) = (ids, items);
        Some(())
    }

    /// The shards, when all rows are read.
    pub fn into_shards(self) -> Vec<Shard> {
        self.shards.into_iter().map(|shard| shard.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
    }
}

/// A key to be looked up: copied next to those of its shard, so that a shard reads them in a row.
#[derive(Clone, Copy, Default)]
pub(crate) struct Item {
    hash: u64,
    key: Key,
    local: u32,
}

/// The keys of a batch by shard, into `items`, and where each shard's begin.
fn by_shard(batch: &Locals, items: &mut Vec<Item>) -> [usize; SHARDS + 1] {
    let mut bounds = [0; SHARDS + 1];
    for hash in &batch.hashes {
        bounds[shard_of(*hash) + 1] += 1;
    }
    for index in 0..SHARDS {
        bounds[index + 1] += bounds[index];
    }
    let mut next = bounds;
    items.resize(batch.hashes.len(), Item::default());
    for (local, (hash, key)) in (0..).zip(batch.hashes.iter().zip(&batch.keys)) {
        let place = &mut next[shard_of(*hash)];
        items[*place] = Item { hash: *hash, key: *key, local };
        *place += 1;
    }
    bounds
}

impl Shard {
    fn resolve(&mut self, how: How, batch: &Locals, members: &[Item], mut found: impl FnMut(u32, u32)) -> Option<()> {
        for group in members.chunks(GROUP) {
            if self.len as usize + GROUP >= how.most {
                return None;
            }
            // Loads that nothing waits for: the cache misses of the group overlap.
            let warm = group.iter().fold(0, |warm, item| warm ^ self.parts[part_of(item.hash)].warm(item.hash));
            std::hint::black_box(warm);
            for item in group {
                let (id, new) = self.parts[part_of(item.hash)].find_or_insert(how, item, self.len);
                if new {
                    self.len += 1;
                    if batch.is_text() && item.key.is_long() {
                        self.long_ids.push(id);
                        self.long.push(batch.long(item.local as usize));
                    }
                }
                found(item.local, id);
            }
        }
        Some(())
    }

    /// Number of keys.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Every key with its id within the shard, in no order.
    pub fn keys(&self) -> impl Iterator<Item = (Key, u32)> {
        let slots = self.parts.iter().flat_map(|part| &part.lines).flat_map(|line| &line.0);
        slots.filter(|slot| slot.id != EMPTY).map(|slot| (slot.key(), slot.id))
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
        self.parts = Vec::new();
    }
}

impl Part {
    /// Something out of the line where a hash is looked for first.
    #[inline]
    fn warm(&self, hash: u64) -> u32 {
        self.lines.get(place_of(hash, self.lines.len())).map_or(0, |line| line.0[0].id)
    }

    /// The id of a key, which is `next` where the key is new.
    #[inline]
    fn find_or_insert(&mut self, how: How, item: &Item, next: u32) -> (u32, bool) {
        if self.used as usize * 4 >= self.lines.len() * WIDTH * 3 {
            self.grow(how);
        }
        let mut place = place_of(item.hash, self.lines.len());
        loop {
            for slot in &mut self.lines[place].0 {
                if slot.id == EMPTY {
                    *slot = Slot::new(item.key, next);
                    self.used += 1;
                    return (next, true);
                }
                if how.found_by(slot.key()) == how.found_by(item.key) {
                    if item.key < slot.key() {
                        *slot = Slot::new(item.key, slot.id);
                    }
                    return (slot.id, false);
                }
            }
            place = if place + 1 == self.lines.len() { 0 } else { place + 1 };
        }
    }

    /// By a third: a doubled table would stand half empty most of the time.
    #[cold]
    fn grow(&mut self, how: How) {
        let size = (self.lines.len() + self.lines.len() / 3).max(3);
        let old = std::mem::replace(&mut self.lines, vec![Line([FREE; WIDTH]); size]);
        for slot in old.iter().flat_map(|line| &line.0).filter(|slot| slot.id != EMPTY) {
            let mut place = place_of(how.seeds.slot(how.found_by(slot.key())), size);
            let free = loop {
                if let Some(free) = self.lines[place].0.iter_mut().find(|slot| slot.id == EMPTY) {
                    break free;
                }
                place = if place + 1 == size { 0 } else { place + 1 };
            };
            *free = *slot;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::super::sorted::sort_strings;
    use super::{Interner, Seeds};

    proptest! {
        #[test]
        fn equal_strings_and_only_they_get_one_id(
            batches in prop::collection::vec(prop::collection::vec("[ab\u{0}é]{0,3}|[a-c]{14,17}|[a-c]{15}[0-9a-cg]{1,2}", 0..200), 1..6),
        ) {
            let interner = Interner::new(Seeds::random());
            let mut seen: HashMap<u32, String> = HashMap::new();
            for (index, batch) in batches.iter().enumerate() {
                let mut locals = interner.locals();
                let ids: Vec<u32> = batch.iter().map(|text| locals.text(text)).collect();
                interner.resolve(&mut locals, index).expect("room");
                for (text, local) in batch.iter().zip(ids) {
                    let known = seen.entry(locals.resolved[local as usize]).or_insert_with(|| text.clone());
                    prop_assert_eq!(&*known, text);
                }
            }
            let distinct: std::collections::BTreeSet<&String> = batches.iter().flatten().collect();
            prop_assert_eq!(seen.len(), distinct.len());
            let (table, map) = sort_strings(interner);
            prop_assert!(table.iter().eq(distinct.iter().map(|text| text.as_str())));
            for (temporary, text) in seen {
                prop_assert_eq!(table.get(map.get(temporary) as usize), text);
            }
        }
    }
}
