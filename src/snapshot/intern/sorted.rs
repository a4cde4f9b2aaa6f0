//! Temporary ids to positions in sorted dictionaries.

use std::borrow::Cow;
use std::cmp::Ordering;

use rayon::prelude::*;

use super::super::text::{Dictionary, IpKey, StringTable};
use super::interner::{Interner, SHARD_BITS, SHARDS, Shard};
use super::key::{Key, prefix};

/// Where each temporary id went: `maps[shard][local id]` is the position in the sorted dictionary.
#[derive(Debug, Default)]
pub(crate) struct TempMap(Vec<Vec<u32>>);

impl TempMap {
    fn sized(shards: &[Shard]) -> Self {
        Self(shards.iter().map(|shard| vec![0; shard.len()]).collect())
    }

    /// The position of a temporary id.
    #[inline]
    pub fn get(&self, temporary: u32) -> u32 {
        self.0[temporary as usize & (SHARDS - 1)][(temporary >> SHARD_BITS) as usize]
    }

    fn set(&mut self, temporary: u32, position: u32) {
        self.0[temporary as usize & (SHARDS - 1)][(temporary >> SHARD_BITS) as usize] = position;
    }
}

/// A distinct string on its way to its place: what orders it, its temporary id, and where it stands when it is long.
#[derive(Clone, Copy)]
struct Entry {
    prefix: Key,
    temporary: u32,
    long: u32,
}

/// Every distinct string of an interner, sorted by bytes (which is code-point order).
fn sorted_entries(shards: &mut [Shard]) -> Vec<Entry> {
    let total = shards.iter().map(Shard::len).sum();
    let mut entries: Vec<Entry> = Vec::with_capacity(total);
    for (index, shard) in shards.iter_mut().enumerate() {
        let temporary = |id: u32| id << SHARD_BITS | index as u32;
        let short = shard.keys().filter(|(key, _)| !key.is_long());
        entries.extend(short.map(|(key, id)| Entry { prefix: key, temporary: temporary(id), long: u32::MAX }));
        let long = shard.long().enumerate();
        entries.extend(long.map(|(position, (text, id))| Entry {
            prefix: prefix(text),
            temporary: temporary(id),
            long: position as u32,
        }));
        shard.drop_slots();
    }
    let shards = &*shards;
    let text = |entry: &Entry| shards[entry.temporary as usize & (SHARDS - 1)].long_at(entry.long as usize);
    entries.par_sort_unstable_by(|a, b| {
        a.prefix.cmp(&b.prefix).then_with(|| match (a.long, b.long) {
            (u32::MAX, _) | (_, u32::MAX) => Ordering::Equal,
            _ => text(a).cmp(text(b)),
        })
    });
    entries
}

/// Hands the string of an entry to `take`.
fn with_text<R>(shards: &[Shard], entry: &Entry, take: impl FnOnce(&str) -> R) -> R {
    if entry.long != u32::MAX {
        return take(shards[entry.temporary as usize & (SHARDS - 1)].long_at(entry.long as usize));
    }
    let (bytes, length) = entry.prefix.short_bytes();
    // Short keys are made of strings only.
    take(std::str::from_utf8(&bytes[..length]).unwrap_or_default())
}

/// The distinct strings of an interner, sorted, and where each temporary id went.
pub(crate) fn sort_strings(interner: Interner) -> (StringTable, TempMap) {
    let mut shards = interner.into_shards();
    let mut map = TempMap::sized(&shards);
    let entries = sorted_entries(&mut shards);
    let mut table = StringTable::default();
    for (position, entry) in entries.iter().enumerate() {
        map.set(entry.temporary, position as u32);
        with_text(&shards, entry, |text| table.push(text));
    }
    (table, map)
}

/// How the strings of an interner are read as values.
pub(crate) struct Reading<'a> {
    /// The dictionary that the value belongs to.
    pub group: usize,
    /// As the platform stores it.
    pub shown: &'a str,
    /// After normalisation.
    pub key: Cow<'a, str>,
}

struct Value {
    group: usize,
    key: String,
    entry: Entry,
}

/// Distinct strings to `groups` dictionaries of values; a temporary id goes to its position within its group.
pub(crate) fn sort_values(
    interner: Interner,
    groups: usize,
    read: impl Fn(&str) -> Reading<'_> + Sync,
) -> (Vec<Dictionary>, TempMap) {
    let mut shards = interner.into_shards();
    let mut map = TempMap::sized(&shards);
    let entries = sorted_entries(&mut shards);
    let mut values: Vec<Value> = entries
        .into_par_iter()
        .map(|entry| {
            with_text(&shards, &entry, |text| {
                let reading = read(text);
                Value { group: reading.group, key: reading.key.into_owned(), entry }
            })
        })
        .collect();
    values.par_sort_by(|a, b| (a.group, &a.key).cmp(&(b.group, &b.key)));
    let mut dictionaries = vec![Dictionary::default(); groups];
    for members in values.chunk_by(|a, b| a.group == b.group) {
        let (mut keys, mut shown, mut differ) = (StringTable::default(), StringTable::default(), false);
        for same in members.chunk_by(|a, b| a.key == b.key) {
            let raw = |value: &Value| with_text(&shards, &value.entry, |text| read(text).shown.to_owned());
            let smallest = same.iter().map(raw).min().unwrap_or_default();
            for value in same {
                map.set(value.entry.temporary, keys.len() as u32);
            }
            differ |= smallest != same[0].key;
            keys.push(&same[0].key);
            shown.push(&smallest);
        }
        dictionaries[members[0].group] = Dictionary::new(keys, differ.then_some(shown));
    }
    (dictionaries, map)
}

/// Distinct addresses to sorted keys, the smallest address of each, and where each temporary id went.
pub(crate) fn sort_addresses(interner: Interner) -> (Vec<IpKey>, Vec<std::net::IpAddr>, TempMap) {
    let mut shards = interner.into_shards();
    let mut map = TempMap::sized(&shards);
    let mut entries: Vec<(IpKey, Key, u32)> = Vec::with_capacity(shards.iter().map(Shard::len).sum());
    for (index, shard) in shards.iter_mut().enumerate() {
        let all = shard.keys().map(|(key, id)| (IpKey::from(key.to_address()), key, id << SHARD_BITS | index as u32));
        entries.extend(all);
        shard.drop_slots();
    }
    entries.par_sort_unstable();
    let (mut keys, mut shown): (Vec<IpKey>, Vec<std::net::IpAddr>) = (Vec::new(), Vec::new());
    for (key, raw, temporary) in entries {
        if keys.last() != Some(&key) {
            keys.push(key);
            shown.push(raw.to_address());
        }
        map.set(temporary, keys.len() as u32 - 1);
    }
    (keys, shown, map)
}
