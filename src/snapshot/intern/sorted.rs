//! Temporary ids to positions in sorted dictionaries.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::net::Ipv4Addr;

use rayon::prelude::*;

use super::super::addresses::Addresses;
use super::super::text::{Dictionary, IpKey, StringTable};
use super::interner::{Interner, SHARD_BITS, SHARDS, Shard};
use super::key::{Key, prefix};
use crate::algo::radix::{RadixKey, radix_sort};

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
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Entry {
    prefix: Key,
    temporary: u32,
    long: u32,
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
    radix_sort(&mut entries);
    // Distinct strings of one prefix are all long.
    entries.par_chunk_by_mut(|a, b| a.prefix == b.prefix).for_each(|same| {
        if same.len() > 1 {
            same.sort_unstable_by(|a, b| text(a).cmp(text(b)));
        }
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
    let bytes = |entry: &Entry| with_text(&shards, entry, str::len);
    let mut table = StringTable::with_capacity(entries.len(), entries.iter().map(bytes).sum());
    for (position, entry) in entries.iter().enumerate() {
        map.set(entry.temporary, position as u32);
        with_text(&shards, entry, |text| table.push(text));
    }
    (table, map)
}

/// How a string of an interner is read as a value.
pub(crate) struct Reading<'a> {
    /// As the platform stores it.
    pub shown: &'a str,
    /// After normalisation.
    pub key: Cow<'a, str>,
}

/// A value on its way to its place: its key, and the position of its entry.
struct Value {
    key: Box<str>,
    entry: u32,
}

/// Distinct strings to `groups` dictionaries of values; a temporary id goes to its position within its group. `group` must not
/// descend where strings ascend: so one dictionary is made after the other, and the keys of only one are held twice.
pub(crate) fn sort_values(
    interner: Interner,
    groups: usize,
    group: impl Fn(&str) -> usize,
    read: impl Fn(&str) -> Reading<'_> + Sync,
) -> (Vec<Dictionary>, TempMap) {
    let mut shards = interner.into_shards();
    let mut map = TempMap::sized(&shards);
    let entries = sorted_entries(&mut shards);
    let group_of = |entry: &Entry| with_text(&shards, entry, &group);
    let mut dictionaries = vec![Dictionary::default(); groups];
    let mut rest = &entries[..];
    while let Some(first) = rest.first() {
        let group = group_of(first);
        let (members, behind) = rest.split_at(rest.partition_point(|entry| group_of(entry) <= group));
        dictionaries[group] = dictionary(&shards, members, &mut map, &read);
        rest = behind;
    }
    (dictionaries, map)
}

/// The dictionary of some strings, and where each of their temporary ids went.
fn dictionary(
    shards: &[Shard],
    members: &[Entry],
    map: &mut TempMap,
    read: &(impl Fn(&str) -> Reading<'_> + Sync),
) -> Dictionary {
    let value = |(entry, member): (u32, &Entry)| {
        with_text(shards, member, |text| Value { key: read(text).key.into_owned().into_boxed_str(), entry })
    };
    let mut values: Vec<Value> = (0..members.len() as u32).into_par_iter().zip(members).map(value).collect();
    values.par_sort_by(|a, b| a.key.cmp(&b.key));
    let bytes = values.iter().map(|value| value.key.len()).sum();
    let room = || StringTable::with_capacity(values.len(), bytes);
    let (mut keys, mut shown, mut differ) = (room(), room(), false);
    for same in values.chunk_by(|a, b| a.key == b.key) {
        let raw = |value: &Value| with_text(shards, &members[value.entry as usize], |text| read(text).shown.to_owned());
        let smallest = same.iter().map(raw).min().unwrap_or_default();
        for value in same {
            map.set(members[value.entry as usize].temporary, keys.len() as u32);
        }
        differ |= *smallest != *same[0].key;
        keys.push(&same[0].key);
        shown.push(&smallest);
    }
    keys.shrink_to_fit();
    shown.shrink_to_fit();
    Dictionary::new(keys, differ.then_some(shown))
}

/// An IPv6 address on its way to its place: the key of its /64, the address, and its temporary id.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Network {
    key: u64,
    low: u64,
    temporary: u32,
    /// 0, or the number from 1 on of a reserved address (`::/32`), whose upper half is not its key.
    odd: u32,
}

impl RadixKey for Network {
    fn bits(self) -> u128 {
        u128::from(self.key) << 64 | u128::from(self.low)
    }
    #[inline]
    fn byte(self, shift: u32) -> usize {
        usize::from((self.bits() >> shift) as u8)
    }
}

/// Distinct addresses, sorted by key with the smallest of each, and where each temporary id went.
///
/// IPv4 addresses are sorted on their own: 8 bytes each while they are, where an IPv6 address takes 24.
pub(crate) fn sort_addresses(interner: Interner) -> (Addresses, TempMap) {
    let mut shards = interner.into_shards();
    let mut map = TempMap::sized(&shards);
    let (mut v4, mut v6): (Vec<(u32, u32)>, Vec<Network>) = (Vec::new(), Vec::new());
    let mut odd: Vec<Key> = Vec::new();
    for (index, shard) in shards.iter_mut().enumerate() {
        for (raw, id) in shard.keys() {
            let temporary = id << SHARD_BITS | index as u32;
            let key = IpKey::from(raw.to_address());
            if key.is_v4() {
                v4.push((key.0 as u32, temporary));
            } else {
                let reserved = key.0 != raw.high;
                odd.extend(reserved.then_some(raw));
                v6.push(Network {
                    key: key.0,
                    low: raw.low,
                    temporary,
                    odd: if reserved { odd.len() as u32 } else { 0 },
                });
            }
        }
        shard.drop_slots();
    }
    let mut addresses = Addresses::default();
    addresses.reserve(v4.len(), v6.len());
    radix_sort(&mut v4);
    for (position, &(bits, temporary)) in v4.iter().enumerate() {
        map.set(temporary, position as u32);
        addresses.push(Ipv4Addr::from(bits).into());
    }
    drop(v4);
    radix_sort(&mut v6);
    for same in v6.chunk_by(|a, b| a.key == b.key) {
        for network in same {
            map.set(network.temporary, addresses.len() as u32);
        }
        let address = |network: &Network| match network.odd {
            0 => Key { high: network.key, low: network.low },
            number => odd[number as usize - 1],
        };
        let least = same.iter().map(address).min();
        least.into_iter().for_each(|least| addresses.push(least.to_address()));
    }
    (addresses, map)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

    use proptest::prelude::*;

    use super::super::{Interner, Seeds};
    use super::{IpKey, sort_addresses};
    use crate::model::ValueId;

    fn address() -> impl Strategy<Value = IpAddr> {
        // Both families, addresses that share a /64, and the reserved ones whose /64s share one key.
        let v4 = (0u32..9).prop_map(|bits| IpAddr::V4(Ipv4Addr::from(bits << 28 | bits)));
        let v6 = |upper: u64, lower: u64| IpAddr::V6(Ipv6Addr::from(u128::from(upper) << 64 | u128::from(lower)));
        let upper =
            prop::sample::select(vec![0, 1, u64::from(u32::MAX), 1 << 32, (1 << 32) + 1, 0x2001_0db8 << 32, u64::MAX]);
        prop_oneof![v4, (upper, 0u64..4).prop_map(move |(upper, lower)| v6(upper, lower))]
    }

    proptest! {
        #[test]
        fn addresses_of_one_key_are_one_and_the_smallest_is_shown(all in prop::collection::vec(address(), 0..60)) {
            let interner = Interner::of_addresses(Seeds::random());
            let mut locals = interner.locals();
            let ids: Vec<u32> = all.iter().map(|address| locals.address(*address)).collect();
            interner.resolve(&mut locals, 0).expect("room");
            let mut expected: BTreeMap<IpKey, u128> = BTreeMap::new();
            let bits = |address: IpAddr| match address {
                IpAddr::V4(v4) => u128::from(v4.to_ipv6_mapped()),
                IpAddr::V6(v6) => u128::from(v6),
            };
            for address in &all {
                let least = expected.entry(IpKey::from(*address)).or_insert(u128::MAX);
                *least = (*least).min(bits(*address));
            }
            let (sorted, map) = sort_addresses(interner);
            prop_assert!(sorted.iter().map(IpKey::from).eq(expected.keys().copied()));
            prop_assert!(sorted.iter().map(bits).eq(expected.values().copied()));
            for (address, local) in all.iter().zip(ids) {
                prop_assert_eq!(sorted.key(ValueId(map.get(locals.resolved[local as usize]))), IpKey::from(*address));
            }
        }
    }
}
