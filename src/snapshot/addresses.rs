//! The addresses of a snapshot: sorted, each in 4 bytes (IPv4) or 16 (IPv6), and what is known of their networks.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use rustc_hash::FxHashMap;

use super::IpNetwork;
use super::text::IpKey;
use crate::model::ValueId;

/// Values of the kind `ip`, ascending by key, so IPv4 before IPv6. Value `i` is `v4[i]` or, behind those, `v6[i - v4.len()]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addresses {
    v4: Vec<Ipv4Addr>,
    /// The smallest address of each /64: it is shown, and its key is the /64's.
    v6: Vec<Ipv6Addr>,
    /// What is known of networks, each once: many addresses lie in few.
    networks: Vec<IpNetwork>,
    /// For each value its position in `networks`; empty where nothing is known of any.
    network_of: Vec<u32>,
}

impl Addresses {
    /// Ascending IPv4 addresses, with room for others that are known to come.
    pub(crate) fn new(v4: Vec<Ipv4Addr>, v6: usize) -> Self {
        Self { v4, v6: Vec::with_capacity(v6), ..Self::default() }
    }

    /// Appends an address whose key is greater than those before.
    pub(crate) fn push(&mut self, address: IpAddr) {
        debug_assert!(self.is_empty() || self.key(ValueId(self.len() as u32 - 1)) < IpKey::from(address));
        match address.to_canonical() {
            IpAddr::V4(v4) => self.v4.push(v4),
            IpAddr::V6(v6) => self.v6.push(v6),
        }
    }

    /// Takes what is known of the next addresses: of all, block by block, in their order.
    pub(crate) fn push_networks(&mut self, block: &[IpNetwork], seen: &mut FxHashMap<IpNetwork, u32>) {
        self.network_of.reserve_exact(if self.network_of.is_empty() { self.len() } else { 0 });
        for network in block {
            let next = self.networks.len() as u32;
            let place = *seen.entry(*network).or_insert(next);
            if place == next {
                self.networks.push(*network);
            }
            self.network_of.push(place);
        }
    }

    /// The IPv4 addresses, ascending: the first values.
    #[must_use]
    pub fn v4(&self) -> &[Ipv4Addr] {
        &self.v4
    }

    /// Number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        self.v4.len() + self.v6.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What a value is compared by.
    #[must_use]
    pub fn key(&self, value: ValueId) -> IpKey {
        IpKey::from(self.shown(value))
    }

    /// A value as it came; of several addresses with one key the smallest.
    #[must_use]
    pub fn shown(&self, value: ValueId) -> IpAddr {
        match value.index().checked_sub(self.v4.len()) {
            None => self.v4[value.index()].into(),
            Some(behind) => self.v6[behind].into(),
        }
    }

    /// Every value as it came, in order.
    pub fn iter(&self) -> impl Iterator<Item = IpAddr> {
        self.v4.iter().map(|v4| IpAddr::V4(*v4)).chain(self.v6.iter().map(|v6| IpAddr::V6(*v6)))
    }

    /// What is known of the network that a value belongs to.
    #[must_use]
    pub fn network(&self, value: ValueId) -> IpNetwork {
        self.network_of.get(value.index()).map_or_else(IpNetwork::default, |&place| self.networks[place as usize])
    }

    /// The value with this key. O(log n).
    #[must_use]
    pub fn find(&self, key: IpKey) -> Option<ValueId> {
        let place = match u32::try_from(key.0) {
            Ok(v4) => self.v4.binary_search(&Ipv4Addr::from(v4)).ok()?,
            Err(_) => self.v4.len() + self.v6.binary_search_by_key(&key, |v6| IpKey::from(IpAddr::V6(*v6))).ok()?,
        };
        Some(ValueId(place as u32))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::net::{IpAddr, Ipv6Addr};

    use proptest::prelude::*;
    use rustc_hash::FxHashMap;

    use super::{Addresses, IpKey, IpNetwork};
    use crate::model::ValueId;

    fn address() -> impl Strategy<Value = IpAddr> {
        let v4 = any::<[u8; 4]>().prop_map(IpAddr::from);
        let upper = prop::sample::select(vec![0, 7, u64::from(u32::MAX), 1 << 32, 0x2001_0db8 << 32, u64::MAX]);
        let v6 = (upper, 1u64 << 33..u64::MAX).prop_map(|(upper, lower)| u128::from(upper) << 64 | u128::from(lower));
        prop_oneof![v4, v6.prop_map(|bits| IpAddr::V6(Ipv6Addr::from(bits)))]
    }

    proptest! {
        #[test]
        fn every_address_is_found_by_its_key_and_keeps_its_network(all in prop::collection::vec(address(), 0..60), known: bool) {
            let sorted: BTreeMap<IpKey, IpAddr> = all.iter().map(|address| (IpKey::from(*address), *address)).collect();
            let mut addresses = Addresses::new(Vec::with_capacity(sorted.len()), 0);
            sorted.values().for_each(|address| addresses.push(*address));
            prop_assert_eq!(addresses.len(), sorted.len());
            prop_assert!(addresses.iter().eq(sorted.values().copied()));
            let network = |at: usize| IpNetwork { asn: Some(at as u32 % 3), ..IpNetwork::default() };
            if known {
                let networks: Vec<IpNetwork> = (0..sorted.len()).map(network).collect();
                let mut seen = FxHashMap::default();
                networks.chunks(7).for_each(|block| addresses.push_networks(block, &mut seen));
            }
            for (at, (key, address)) in sorted.iter().enumerate() {
                let value = ValueId(at as u32);
                prop_assert_eq!(addresses.find(*key), Some(value));
                prop_assert_eq!((addresses.key(value), addresses.shown(value)), (*key, *address));
                prop_assert_eq!(addresses.network(value), if known { network(at) } else { IpNetwork::default() });
            }
            for absent in [IpKey(5), IpKey(1 << 32), IpKey(u64::MAX - 1)] {
                prop_assert_eq!(addresses.find(absent).is_some(), sorted.contains_key(&absent));
            }
        }
    }
}
