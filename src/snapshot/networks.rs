//! What is known of addresses: ranges from the `networks` table before databases.

use std::net::IpAddr;

use ipnet::IpNet;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::error::ReadError;
use super::maxmind::Database;
use super::records::NetworkRow;
use super::{Addresses, IpNetwork, NetworkKind};
use crate::model::ValueId;

impl NetworkKind {
    /// The words that the table takes, in the order of the kinds.
    pub const WORDS: [&str; 9] =
        ["residential", "mobile", "cgnat", "office", "campus", "public", "hosting", "vpn", "tor"];
    const ALL: [Self; 9] = [
        Self::Residential,
        Self::Mobile,
        Self::Cgnat,
        Self::Office,
        Self::Campus,
        Self::Public,
        Self::Hosting,
        Self::Vpn,
        Self::Tor,
    ];

    /// The kind of a word; case does not count.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let index = Self::WORDS.iter().position(|known| word.trim().eq_ignore_ascii_case(known))?;
        Some(Self::ALL[index])
    }

    /// The word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// What ranges say, IPv4 and IPv6 apart (`::/0` says nothing of IPv4).
#[derive(Debug, Default)]
pub(crate) struct Ranges {
    v4: Flat,
    v6: Flat,
}

impl Ranges {
    /// From rows in the table's order; of several rows for one range the first that says something of a field counts. O(n log n).
    pub fn new(rows: &[NetworkRow]) -> Self {
        let of = |four: bool| Flat::new(rows.iter().filter(|row| matches!(row.range, IpNet::V4(_)) == four));
        Self { v4: of(true), v6: of(false) }
    }

    /// What the narrowest range that holds the address says. O(log n).
    pub fn find(&self, address: IpAddr) -> Option<IpNetwork> {
        if address.is_ipv4() { &self.v4 } else { &self.v6 }.find(bits(address))
    }
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => u128::from(u32::from(v4)),
        IpAddr::V6(v6) => u128::from(v6),
    }
}

/// Nested ranges as disjoint ones: from `starts[i]` up to `starts[i+1]` the row `rows[i]` holds, if any.
#[derive(Debug, Default)]
struct Flat {
    starts: Vec<u128>,
    rows: Vec<Option<IpNetwork>>,
}

impl Flat {
    fn new<'a>(rows: impl Iterator<Item = &'a NetworkRow>) -> Self {
        let mut sorted: Vec<(u128, u128, IpNetwork)> = rows
            .map(|row| {
                let network = IpNetwork { kind: row.kind, asn: row.asn, country: row.country, place: None };
                (bits(row.range.network()), bits(row.range.broadcast()), network)
            })
            .collect();
        // Wider ranges first, so that narrower ones open within them; stable, so that the first row stays first.
        sorted.sort_by_key(|range| (range.0, std::cmp::Reverse(range.1)));
        sorted.dedup_by(|later, first| {
            let same = (later.0, later.1) == (first.0, first.1);
            if same {
                first.2.complete(later.2);
            }
            same
        });
        let (mut made, mut open) = (Self::default(), Vec::<(u128, IpNetwork)>::new());
        for (start, end, network) in sorted {
            made.close(&mut open, Some(start));
            made.from(start, Some(network));
            open.push((end, network));
        }
        made.close(&mut open, None);
        made
    }

    /// Closes the open ranges that end before `start`, or all.
    fn close(&mut self, open: &mut Vec<(u128, IpNetwork)>, start: Option<u128>) {
        while let Some((end, _)) = open.last().copied() {
            if start.is_some_and(|start| end >= start) {
                return;
            }
            open.pop();
            if let Some(after) = end.checked_add(1) {
                self.from(after, open.last().map(|(_, network)| *network));
            }
        }
    }

    fn from(&mut self, start: u128, network: Option<IpNetwork>) {
        if self.starts.last() == Some(&start) {
            self.starts.pop();
            self.rows.pop();
        }
        self.starts.push(start);
        self.rows.push(network);
    }

    fn find(&self, address: u128) -> Option<IpNetwork> {
        let index = self.starts.partition_point(|start| *start <= address);
        self.rows.get(index.checked_sub(1)?).copied().flatten()
    }
}

/// Addresses looked up together: what is known of them is held only until it is taken.
const BLOCK: usize = 1 << 16;

/// Looks up what is known of each address: ranges before databases, earlier databases before later ones, field by field.
pub(crate) fn look_up(addresses: &mut Addresses, ranges: &Ranges, databases: &[Database]) -> Result<(), ReadError> {
    let one = |address: IpAddr| {
        let mut known = ranges.find(address).unwrap_or_default();
        for database in databases {
            let more = database.find(address)?;
            known.kind = known.kind.or(more.kind);
            known.asn = known.asn.or(more.asn);
            known.country = known.country.or(more.country);
            known.place = known.place.or(more.place);
        }
        Ok(known)
    };
    let (count, mut seen) = (addresses.len(), FxHashMap::default());
    for from in (0..count).step_by(BLOCK) {
        let block = from as u32..count.min(from + BLOCK) as u32;
        let of = |value: u32| one(addresses.shown(ValueId(value)));
        let found: Result<Vec<IpNetwork>, ReadError> = block.clone().into_par_iter().map(of).collect();
        // Again in order where one fails: the message must not depend on the threads.
        let found = found.or_else(|_| block.map(of).collect::<Result<_, _>>())?;
        addresses.push_networks(&found, &mut seen);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

    use ipnet::IpNet;
    use proptest::prelude::*;

    use super::{NetworkRow, Ranges};

    proptest! {
        #[test]
        fn the_longest_prefix_wins(
            ranges in prop::collection::vec((0_u32..64, 26_u8..=32, any::<bool>()), 0..30),
            addresses in prop::collection::vec((0_u32..70, any::<bool>()), 1..30),
        ) {
            let place = |low: u32, four: bool| -> IpAddr {
                if four { Ipv4Addr::from(0x0a00_0000 + low).into() } else { Ipv6Addr::from(u128::from(low) << 64).into() }
            };
            let rows: Vec<NetworkRow> = ranges
                .iter()
                .enumerate()
                .map(|(index, &(low, length, four))| {
                    let length = if four { length } else { length + 32 };
                    let range = IpNet::new(place(low, four), length).expect("a length").trunc();
                    NetworkRow { range, kind: None, asn: Some(index as u32), country: None, row: index as u32 }
                })
                .collect();
            let flat = Ranges::new(&rows);
            for (low, four) in addresses {
                let address = place(low, four);
                let holding = rows.iter().filter(|row| row.range.contains(&address));
                // The longest; of equal ranges the first row.
                let expected = holding.max_by_key(|row| (row.range.prefix_len(), std::cmp::Reverse(row.row)));
                prop_assert_eq!(flat.find(address).and_then(|found| found.asn), expected.and_then(|row| row.asn));
            }
        }
    }
}
