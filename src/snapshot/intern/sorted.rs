//! Temporary ids to positions in sorted dictionaries.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;

use rayon::prelude::*;

use super::super::normalise::Rule;
use super::super::text::{Dictionary, Keys, StringTable};
use super::interner::{Interner, Shard};
use super::key::{Key, SHARD_BITS, SHARDS, prefix};
use crate::algo::radix::{RadixKey, radix_sort};
use crate::algo::vectors::joined;

/// Where each temporary id went: that of number `id` of a shard to `positions[starts[shard] + id]`.
#[derive(Debug, Default)]
pub(crate) struct TempMap {
    starts: Vec<u32>,
    /// Many threads write them, each position once.
    positions: Vec<AtomicU32>,
}

impl TempMap {
    pub(super) fn sized(shards: &[Shard]) -> Self {
        let mut all = 0;
        let mut start = |shard: &Shard| {
            all += shard.len();
            (all - shard.len()) as u32
        };
        let starts = shards.iter().map(&mut start).collect();
        Self { starts, positions: (0..all).into_par_iter().map(|_| AtomicU32::new(0)).collect() }
    }

    #[inline]
    fn place(&self, temporary: u32) -> usize {
        (self.starts[temporary as usize & (SHARDS - 1)] + (temporary >> SHARD_BITS)) as usize
    }

    /// The position of a temporary id.
    #[inline]
    pub fn get(&self, temporary: u32) -> u32 {
        self.positions[self.place(temporary)].load(Relaxed)
    }

    #[inline]
    pub(super) fn set(&self, temporary: u32, position: u32) {
        self.positions[self.place(temporary)].store(position, Relaxed);
    }
}

/// A distinct string on its way to its place: what orders it, its temporary id, and what the prefix does not say.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Entry {
    prefix: Key,
    pub(super) temporary: u32,
    /// Where a long string stands in its shard; of 16 digits `LAST` and the last; else `NONE`.
    rest: u32,
}

const NONE: u32 = u32::MAX;
const LAST: u32 = 1 << 31;

impl Entry {
    /// Of a key that holds its string.
    fn held(key: Key, temporary: u32) -> Self {
        match key.held() {
            (bytes, 16) => Self { prefix: prefix(&bytes), temporary, rest: LAST | u32::from(bytes[15]) },
            _ => Self { prefix: key, temporary, rest: NONE },
        }
    }

    /// Its string, which may be put together in `room`.
    pub(super) fn text<'a>(&self, shards: &'a [Shard], room: &'a mut [u8; 16]) -> &'a str {
        if self.rest < LAST {
            return shards[self.temporary as usize & (SHARDS - 1)].long_at(self.rest as usize);
        }
        let (bytes, length) = self.prefix.held();
        *room = bytes;
        let held = if self.rest == NONE {
            &room[..length]
        } else {
            room[15] = self.rest as u8;
            &room[..]
        };
        // Keys are made of strings only.
        std::str::from_utf8(held).unwrap_or_default()
    }
}

impl Entry {
    /// Bytes of its string.
    #[inline]
    pub(super) fn length(&self, shards: &[Shard]) -> usize {
        match self.rest {
            NONE => self.prefix.held().1,
            LAST.. => 16,
            rest => shards[self.temporary as usize & (SHARDS - 1)].long_at(rest as usize).len(),
        }
    }

    /// Puts its string at the front of `to`; of a short one what is behind it may change, too.
    #[inline]
    pub(super) fn write(&self, shards: &[Shard], to: &mut [u8]) {
        let length = self.length(shards);
        if self.rest < LAST {
            to[..length].copy_from_slice(self.text(shards, &mut [0; 16]).as_bytes());
            return;
        }
        let (mut bytes, _) = self.prefix.held();
        if self.rest != NONE {
            bytes[15] = self.rest as u8;
        }
        // A copy of a fixed length is one instruction.
        match to.first_chunk_mut() {
            Some(whole) => *whole = bytes,
            None => to[..length].copy_from_slice(&bytes[..length]),
        }
    }
}

/// By prefix alone: what follows is compared afterwards, within the few that share one.
impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        self.prefix.cmp(&other.prefix)
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl RadixKey for Entry {
    fn bits(self) -> u128 {
        u128::from(self.prefix.high) << 64 | u128::from(self.prefix.low)
    }
    #[inline]
    fn byte(self, shift: u32) -> usize {
        usize::from((self.bits() >> shift) as u8)
    }
}

/// Every distinct string of an interner, sorted by bytes (which is code-point order).
pub(super) fn sorted_entries(shards: &mut [Shard]) -> Vec<Entry> {
    let of_shard = |(index, shard): (usize, &mut Shard)| {
        let temporary = |id: u32| id << SHARD_BITS | index as u32;
        let mut entries = Vec::with_capacity(shard.len());
        let short = shard.keys().filter(|(key, _)| !key.is_long());
        entries.extend(short.map(|(key, id)| Entry::held(key, temporary(id))));
        let long = shard.long().enumerate();
        entries.extend(long.map(|(position, (text, id))| Entry {
            prefix: prefix(text.as_bytes()),
            temporary: temporary(id),
            rest: position as u32,
        }));
        shard.drop_slots();
        entries
    };
    let mut entries = joined(shards.par_iter_mut().enumerate().with_max_len(1).map(of_shard).collect());
    let shards = &*shards;
    radix_sort(&mut entries);
    // Distinct strings of one prefix all have 16 bytes or more.
    entries.par_chunk_by_mut(|a, b| a.prefix == b.prefix).for_each(|same| {
        if same.len() > 1 {
            same.sort_unstable_by(|a, b| a.text(shards, &mut [0; 16]).cmp(b.text(shards, &mut [0; 16])));
        }
    });
    entries
}

/// Hands the string of an entry to `take`.
fn with_text<R>(shards: &[Shard], entry: &Entry, take: impl FnOnce(&str) -> R) -> R {
    take(entry.text(shards, &mut [0; 16]))
}

/// The distinct strings of an interner, sorted, and where each temporary id went.
pub(crate) fn sort_strings(interner: Interner) -> (StringTable, TempMap) {
    let mut shards = interner.into_shards();
    let map = TempMap::sized(&shards);
    let entries = sorted_entries(&mut shards);
    let length = |entry: &Entry| entry.length(&shards) as u32;
    let write = |position: usize, entry: &Entry, to: &mut [u8]| {
        map.set(entry.temporary, position as u32);
        entry.write(&shards, to);
    };
    (StringTable::written(&entries, length, write), map)
}

/// Where each temporary id went among the distinct strings of an interner, sorted; the strings are not kept.
pub(crate) fn sort_only(interner: Interner) -> TempMap {
    let mut shards = interner.into_shards();
    let map = TempMap::sized(&shards);
    let entries = sorted_entries(&mut shards);
    entries.par_iter().enumerate().for_each(|(position, entry)| map.set(entry.temporary, position as u32));
    map
}

/// A value on its way to its place: its key, and the position of its entry.
struct Value {
    key: Box<str>,
    entry: u32,
}

/// Distinct strings to a dictionary for each of `rules` (`None`: the keys cannot be made of what is shown alone); a temporary
/// id goes to its position within its group. `group` must not descend where strings ascend: so one dictionary is made after the
/// other, and the keys of only one are held meanwhile. `shown` is a string's value as the platform stores it, `key` the same after
/// normalisation.
pub(crate) fn sort_values(
    interner: Interner,
    rules: &[Option<Rule>],
    group: impl Fn(&str) -> usize,
    shown: impl Fn(&str) -> &str + Sync,
    key: impl Fn(&str) -> Cow<'_, str> + Sync,
) -> (Vec<Dictionary>, TempMap) {
    let mut shards = interner.into_shards();
    let map = TempMap::sized(&shards);
    let entries = sorted_entries(&mut shards);
    let group_of = |entry: &Entry| with_text(&shards, entry, &group);
    let mut dictionaries = vec![Dictionary::default(); rules.len()];
    let mut rest = &entries[..];
    while let Some(first) = rest.first() {
        let group = group_of(first);
        let (members, behind) = rest.split_at(rest.partition_point(|entry| group_of(entry) <= group));
        dictionaries[group] = dictionary(&shards, members, rules[group], &map, (&shown, &key));
        rest = behind;
    }
    (dictionaries, map)
}

/// The dictionary of some strings, and where each of their temporary ids went.
fn dictionary(
    shards: &[Shard],
    members: &[Entry],
    rule: Option<Rule>,
    map: &TempMap,
    (shown, key): (&(impl Fn(&str) -> &str + Sync), &(impl Fn(&str) -> Cow<'_, str> + Sync)),
) -> Dictionary {
    let value = |(entry, member): (u32, &Entry)| {
        with_text(shards, member, |text| Value { key: key(text).into_owned().into_boxed_str(), entry })
    };
    let mut values: Vec<Value> = (0..members.len() as u32).into_par_iter().zip(members).map(value).collect();
    values.par_sort_by(|a, b| a.key.cmp(&b.key));
    let bytes = |member: &Entry| with_text(shards, member, |text| shown(text).len());
    let mut table = StringTable::with_capacity(members.len(), members.par_iter().map(bytes).sum());
    let (mut keys, mut differ) = (StringTable::default(), false);
    for (position, same) in values.chunk_by(|a, b| a.key == b.key).enumerate() {
        let member = |value: &Value| &members[value.entry as usize];
        same.iter().for_each(|value| map.set(member(value).temporary, position as u32));
        let mut add = |text: &str| {
            differ |= *text != *same[0].key;
            table.push(text);
        };
        if let [one] = same {
            with_text(shards, member(one), |text| add(shown(text)));
        } else {
            let raw = |value: &Value| with_text(shards, member(value), |text| shown(text).to_owned());
            add(&same.iter().map(raw).min().unwrap_or_default());
        }
        if rule.is_none() {
            keys.push(&same[0].key);
        }
    }
    table.shrink_to_fit();
    keys.shrink_to_fit();
    let keys = match rule {
        _ if !differ => Keys::Shown,
        Some(rule) => Keys::By(rule),
        None => Keys::Held(keys),
    };
    Dictionary::new(table, keys)
}
