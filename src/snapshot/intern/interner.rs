//! A table of keys in shards: many threads look up batches, each shard under its own lock.

use std::sync::{Mutex, PoisonError, TryLockError};

use super::super::text::StringTable;
use super::key::{Key, PART_BITS, SHARD_BITS, SHARDS, Seeds};
use super::local::Locals;
use super::part::{EMPTY, How, Item, Part};

/// Look-ups in flight at once: their cache misses overlap.
const AHEAD: usize = 40;

/// Distinct strings (or addresses) and their temporary ids: `id within the shard << SHARD_BITS | shard`.
/// Temporary ids depend on the order of arrival and never leave the reader.
pub(crate) struct Interner {
    how: How,
    shards: Vec<Mutex<Shard>>,
}

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

/// Parts of all shards.
const PARTS: usize = SHARDS << PART_BITS;

/// The part that a hash belongs to, among those of all shards: its top bits.
#[inline]
fn part_of(hash: u64) -> usize {
    (hash >> (64 - SHARD_BITS - PART_BITS)) as usize
}

/// The part within its shard.
#[inline]
fn within_shard(hash: u64) -> usize {
    part_of(hash) % (1 << PART_BITS)
}

impl Interner {
    /// For strings.
    pub fn new(seeds: Seeds) -> Self {
        Self::with(How { seeds, addresses: false, most: 1 << (32 - SHARD_BITS) })
    }

    /// For strings, with ids below `most`.
    pub fn limited(seeds: Seeds, most: u32) -> Self {
        Self::with(How { seeds, addresses: false, most: (most >> SHARD_BITS) as usize })
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
        batch.resolved.clear();
        if batch.keys.is_empty() {
            return Some(());
        }
        let (mut ids, mut items) = (std::mem::take(&mut batch.resolved), std::mem::take(&mut batch.items));
        ids.resize(batch.keys.len(), EMPTY);
        let bounds = by_part(batch, &mut items);
        let mut look_up = |shard: usize, table: &mut Shard| {
            let members = &items[bounds[shard << PART_BITS] as usize..bounds[(shard + 1) << PART_BITS] as usize];
            table.resolve(self.how, batch, members, |local, id| ids[local as usize] = id << SHARD_BITS | shard as u32)
        };
        // Threads begin at different shards, and what another one works at they come back to: a thread that waits sleeps, and waking
        // it takes longer than a shard.
        let mut later = Vec::new();
        for shard in (0..SHARDS).map(|turn| (first + turn) % SHARDS) {
            match self.shards[shard].try_lock() {
                Ok(mut table) => look_up(shard, &mut table)?,
                Err(TryLockError::Poisoned(table)) => look_up(shard, &mut table.into_inner())?,
                Err(TryLockError::WouldBlock) => later.push(shard),
            }
        }
        for shard in later {
            look_up(shard, &mut self.shards[shard].lock().unwrap_or_else(PoisonError::into_inner))?;
        }
        (batch.resolved, batch.items) = (ids, items);
        Some(())
    }

    /// The shards, when all rows are read.
    pub fn into_shards(self) -> Vec<Shard> {
        self.shards.into_iter().map(|shard| shard.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
    }
}

/// The keys of a batch by part, into `items`, and where each part's begin.
fn by_part(batch: &Locals, items: &mut Vec<Item>) -> Vec<u32> {
    let mut bounds = vec![0; PARTS + 1];
    for hash in &batch.hashes {
        bounds[part_of(*hash) + 1] += 1;
    }
    for index in 0..PARTS {
        bounds[index + 1] += bounds[index];
    }
    let mut next = bounds.clone();
    items.resize(batch.hashes.len(), Item::default());
    for (local, (hash, key)) in (0..).zip(batch.hashes.iter().zip(&batch.keys)) {
        let place = &mut next[part_of(*hash)];
        items[*place as usize] = Item { hash: *hash, key: *key, local };
        *place += 1;
    }
    bounds
}

impl Shard {
    /// Keys of the shard, part after part.
    fn resolve(&mut self, how: How, batch: &Locals, members: &[Item], mut found: impl FnMut(u32, u32)) -> Option<()> {
        // So many lines are on their way at any time: asked for in groups, those of a group came all at once, and late.
        let warm = |parts: &[Part], item: &Item| parts[within_shard(item.hash)].warm(item.hash);
        members.iter().take(AHEAD).for_each(|item| warm(&self.parts, item));
        for (at, item) in members.iter().enumerate() {
            if let Some(later) = members.get(at + AHEAD) {
                warm(&self.parts, later);
            }
            if self.len as usize + 1 >= how.most {
                return None;
            }
            let (id, new) = self.parts[within_shard(item.hash)].find_or_insert(how, item, self.len);
            if new {
                self.len += 1;
                if batch.is_text() && item.key.is_long() {
                    self.long_ids.push(id);
                    self.long.push(batch.long(item.local as usize));
                }
            }
            found(item.local, id);
        }
        Some(())
    }

    /// Number of keys.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Every key with its id within the shard, in no order.
    pub fn keys(&self) -> impl Iterator<Item = (Key, u32)> {
        self.parts.iter().flat_map(Part::keys)
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

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;
    use rayon::prelude::*;

    use super::super::sorted::sort_strings;
    use super::{Interner, Seeds};

    #[test]
    fn threads_that_meet_at_every_shard_agree() {
        let interner = Interner::new(Seeds::random());
        let texts: Vec<String> = (0..20_000).map(|number| format!("d{number}")).collect();
        // All begin at the same shard, so that most find it taken.
        let batches: Vec<Vec<u32>> = (0..8_usize)
            .into_par_iter()
            .map(|batch| {
                let mut locals = interner.locals();
                let ids: Vec<u32> = texts[batch * 1_000..][..10_000].iter().map(|text| locals.text(text)).collect();
                interner.resolve(&mut locals, 0).expect("room");
                ids.into_iter().map(|local| locals.resolved[local as usize]).collect()
            })
            .collect();
        let (table, map) = sort_strings(interner);
        assert_eq!(table.len(), 17_000);
        for (batch, ids) in batches.iter().enumerate() {
            for (text, id) in texts[batch * 1_000..].iter().zip(ids) {
                assert_eq!(table.get(map.get(*id) as usize), text);
            }
        }
    }

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
