//! The strings of one chunk of rows, to be looked up together.

use super::key::{Key, Seeds};
use super::part::Item;

/// Slots of the cache that spares a repeated string its look-up.
const CACHE: usize = 128;

/// Distinct-ish strings of a chunk: local id `i` has key `keys[i]` and, where the key is a hash, the bytes
/// `bytes[ends[i-1]..ends[i]]`. A string seen again soon gets its id again; one seen again later may get another.
pub(crate) struct Locals {
    seeds: Seeds,
    pub keys: Vec<Key>,
    /// Where each key goes in a table.
    pub hashes: Vec<u64>,
    pub ends: Vec<u32>,
    pub bytes: String,
    /// Temporary ids by local id, once they were looked up.
    pub resolved: Vec<u32>,
    /// Scratch space of the look-up.
    pub items: Vec<Item>,
    cache: Vec<(Key, u32)>,
}

impl Locals {
    pub fn new(seeds: Seeds) -> Self {
        Self {
            seeds,
            keys: Vec::new(),
            hashes: Vec::new(),
            ends: Vec::new(),
            bytes: String::new(),
            resolved: Vec::new(),
            items: Vec::new(),
            cache: Vec::new(),
        }
    }

    /// The local id of a string.
    #[inline]
    pub fn text(&mut self, text: &str) -> u32 {
        let key = self.seeds.key(text);
        let (local, new) = self.add(key, key);
        if new {
            if key.is_long() {
                self.bytes.push_str(text);
            }
            self.ends.push(self.bytes.len() as u32);
        }
        local
    }

    /// Adds a key that is looked up by `found_by`; returns its local id, and whether that is new.
    #[inline]
    pub fn add(&mut self, key: Key, found_by: Key) -> (u32, bool) {
        if self.cache.is_empty() {
            // An id that no key has yet: an unused slot never matches.
            self.cache.resize(CACHE, (Key::default(), u32::MAX));
        }
        let hash = self.seeds.slot(found_by);
        let place = &mut self.cache[hash as usize % CACHE];
        if place.0 == key && place.1 != u32::MAX {
            return (place.1, false);
        }
        let local = self.keys.len() as u32;
        *place = (key, local);
        self.keys.push(key);
        self.hashes.push(hash);
        (local, true)
    }

    /// Number of local ids.
    #[inline]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether the keys stand for strings (not for addresses).
    pub fn is_text(&self) -> bool {
        !self.ends.is_empty()
    }

    /// Forgets the local ids from `len` on.
    pub fn truncate(&mut self, len: usize) {
        if len == self.keys.len() {
            return;
        }
        self.keys.truncate(len);
        self.hashes.truncate(len);
        self.ends.truncate(len);
        self.bytes.truncate(self.ends.last().map_or(0, |end| *end as usize));
        self.cache.clear();
    }

    /// The bytes behind a long key.
    pub fn long(&self, local: usize) -> &str {
        let start = if local == 0 { 0 } else { self.ends[local - 1] as usize };
        &self.bytes[start..self.ends[local] as usize]
    }
}

#[cfg(test)]
impl Locals {
    /// The string of a local id.
    pub fn text_at(&self, local: usize) -> String {
        let key = self.keys[local];
        if key.is_long() {
            return self.long(local).to_owned();
        }
        let (bytes, length) = key.held();
        String::from_utf8(bytes[..length].to_vec()).expect("a string's bytes")
    }
}
