//! Addresses to temporary ids, and those to positions among the sorted addresses.
//!
//! An IPv4 address is its own temporary id, so nothing is looked up while rows are read. Ids from [`OTHERS`] on are those of a
//! table: of IPv6 networks, and of the reserved IPv4 addresses that would be such ids themselves.

use std::net::{IpAddr, Ipv4Addr};

use rayon::prelude::*;

use super::super::addresses::Addresses;
use super::super::text::IpKey;
use super::interner::Interner;
use super::key::{Key, SHARD_BITS, Seeds};
use super::sorted::TempMap;
use super::split::SplitLocals;
use super::v4::{Gathering, Ranks};
use crate::algo::radix::{RadixKey, radix_sort};

/// 240.0.0.0, where the reserved IPv4 addresses begin.
const OTHERS: u32 = 0xf000_0000;

/// Distinct addresses while rows are read.
pub(crate) struct AddressInterner {
    v4: Gathering,
    others: Interner,
}

/// The addresses of a chunk of rows. A local id is the address itself, or `OTHERS` and a local id of a table.
pub(crate) struct AddressLocals(SplitLocals<OTHERS>);

impl AddressLocals {
    /// The local id of an address.
    #[inline]
    pub fn address(&mut self, address: IpAddr) -> u32 {
        match address.to_canonical() {
            IpAddr::V4(v4) if u32::from(v4) < OTHERS => self.0.own(u32::from(v4)),
            other => {
                let key = Key::address(other);
                let (local, new) = self.0.others.add(key, key.network());
                self.0.other(local, new)
            }
        }
    }

    /// How many local ids were given.
    #[inline]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Forgets the local ids from `len` on.
    pub fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    /// The temporary id of a local one, once they were looked up.
    #[inline]
    pub fn temporary(&self, local: u32) -> u32 {
        self.0.temporary(local)
    }
}

impl AddressInterner {
    pub fn new(seeds: Seeds) -> Self {
        Self { v4: Gathering::default(), others: Interner::of_addresses(seeds, u32::MAX - OTHERS) }
    }

    /// An empty batch.
    pub fn locals(&self) -> AddressLocals {
        AddressLocals(SplitLocals::new(self.others.locals()))
    }

    /// Takes a batch; `None` where a shard of the table is full. `first`: the shard to begin with.
    pub fn resolve(&self, batch: &mut AddressLocals, first: usize) -> Option<()> {
        self.v4.add(batch.0.owned());
        self.others.resolve(&mut batch.0.others, first)
    }

    /// Distinct addresses, sorted by key with the smallest of each, and where each temporary id went.
    pub fn sort(self) -> (Addresses, AddressMap) {
        let v4 = self.v4.finish();
        let mut shards = self.others.into_shards();
        let others = TempMap::sized(&shards);
        let (mut reserved, mut v6): (Vec<(u32, u32)>, Vec<Network>) = (Vec::new(), Vec::new());
        let mut odd: Vec<Key> = Vec::new();
        for (index, shard) in shards.iter_mut().enumerate() {
            for (raw, id) in shard.keys() {
                let temporary = id << SHARD_BITS | index as u32;
                let key = IpKey::from(raw.to_address());
                if key.is_v4() {
                    reserved.push((key.0 as u32, temporary));
                } else {
                    let is_odd = key.0 != raw.high;
                    odd.extend(is_odd.then_some(raw));
                    let odd = if is_odd { odd.len() as u32 } else { 0 };
                    v6.push(Network { key: key.0, low: raw.low, temporary, odd });
                }
            }
            shard.drop_slots();
        }
        let mut addresses = Addresses::new(v4.par_iter().map(|bits| Ipv4Addr::from(*bits)).collect(), v6.len());
        reserved.sort_unstable();
        for (bits, temporary) in reserved {
            others.set(temporary, addresses.len() as u32);
            addresses.push(Ipv4Addr::from(bits).into());
        }
        radix_sort(&mut v6);
        for same in v6.chunk_by(|a, b| a.key == b.key) {
            for network in same {
                others.set(network.temporary, addresses.len() as u32);
            }
            let address = |network: &Network| match network.odd {
                0 => Key { high: network.key, low: network.low },
                number => odd[number as usize - 1],
            };
            let least = same.iter().map(address).min();
            least.into_iter().for_each(|least| addresses.push(least.to_address()));
        }
        (addresses, AddressMap { v4: Ranks::new(&v4), others })
    }
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

/// Where each temporary id of an address went.
#[derive(Debug, Default)]
pub(crate) struct AddressMap {
    v4: Ranks,
    others: TempMap,
}

impl AddressMap {
    /// The position of a temporary id.
    #[inline]
    pub fn get(&self, temporary: u32) -> u32 {
        if temporary < OTHERS { self.v4.get(temporary) } else { self.others.get(temporary - OTHERS) }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

    use proptest::prelude::*;

    use super::{AddressInterner, IpKey, Seeds};
    use crate::model::ValueId;

    fn address() -> impl Strategy<Value = IpAddr> {
        // Both families, addresses that share a /64, and the reserved ones whose /64s share one key.
        let v4 = (0u32..16).prop_map(|bits| IpAddr::V4(Ipv4Addr::from(bits << 28 | bits)));
        let v6 = |upper: u64, lower: u64| IpAddr::V6(Ipv6Addr::from(u128::from(upper) << 64 | u128::from(lower)));
        let upper =
            prop::sample::select(vec![0, 1, u64::from(u32::MAX), 1 << 32, (1 << 32) + 1, 0x2001_0db8 << 32, u64::MAX]);
        prop_oneof![v4, (upper, 0u64..4).prop_map(move |(upper, lower)| v6(upper, lower))]
    }

    proptest! {
        #[test]
        fn addresses_of_one_key_are_one_and_the_smallest_is_shown(all in prop::collection::vec(address(), 0..60)) {
            let interner = AddressInterner::new(Seeds::random());
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
            let (sorted, map) = interner.sort();
            prop_assert!(sorted.iter().map(IpKey::from).eq(expected.keys().copied()));
            prop_assert!(sorted.iter().map(bits).eq(expected.values().copied()));
            for (address, local) in all.iter().zip(ids) {
                prop_assert_eq!(sorted.key(ValueId(map.get(locals.temporary(local)))), IpKey::from(*address));
            }
        }
    }
}
