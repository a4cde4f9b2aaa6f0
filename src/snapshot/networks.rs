//! What is known of addresses: ranges from the `networks` table, and MaxMind DB files.

use std::net::IpAddr;
use std::path::Path;

use ipnet::IpNet;
use maxminddb::Reader;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::block::digest_of;
use super::error::ReadError;
use super::records::{NetworkRow, country_code};
use super::source::relative;
use super::{Addresses, InputFile, IpNetwork, NetworkKind};
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

/// What MaxMind's databases say of an address, whichever of them it is.
#[derive(Default, Deserialize)]
#[serde(default)]
struct MaxMindRecord<'a> {
    autonomous_system_number: Option<u32>,
    #[serde(borrow)]
    country: Option<CountryField<'a>>,
    location: Option<Location>,
    #[serde(borrow)]
    traits: Option<Traits<'a>>,
    connection_type: Option<&'a str>,
    is_anonymous: Option<bool>,
    is_anonymous_vpn: Option<bool>,
    is_hosting_provider: Option<bool>,
    is_public_proxy: Option<bool>,
    is_residential_proxy: Option<bool>,
    is_tor_exit_node: Option<bool>,
}

/// `country` is an object in MaxMind's databases and a code in some others.
#[derive(Deserialize)]
#[serde(untagged)]
enum CountryField<'a> {
    Code(&'a str),
    Object { iso_code: Option<&'a str> },
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Location {
    latitude: Option<f64>,
    longitude: Option<f64>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Traits<'a> {
    autonomous_system_number: Option<u32>,
    connection_type: Option<&'a str>,
    user_type: Option<&'a str>,
    is_anonymous: Option<bool>,
    is_anonymous_proxy: Option<bool>,
    is_anonymous_vpn: Option<bool>,
    is_hosting_provider: Option<bool>,
    is_public_proxy: Option<bool>,
    is_residential_proxy: Option<bool>,
    is_tor_exit_node: Option<bool>,
}

impl MaxMindRecord<'_> {
    fn network(&self) -> IpNetwork {
        let default = Traits::default();
        let traits = self.traits.as_ref().unwrap_or(&default);
        let country = match &self.country {
            Some(CountryField::Code(code) | CountryField::Object { iso_code: Some(code) }) => country_code(code),
            _ => None,
        };
        let place = self.location.as_ref().and_then(|location| {
            let (latitude, longitude) = (location.latitude?, location.longitude?);
            let within = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
            within.then(|| ((latitude * 100.0).round() as i16, (longitude * 100.0).round() as i16))
        });
        IpNetwork {
            kind: self.kind(traits),
            asn: self.autonomous_system_number.or(traits.autonomous_system_number),
            country,
            place,
        }
    }

    /// What hides an address says more than what it hangs on.
    fn kind(&self, traits: &Traits<'_>) -> Option<NetworkKind> {
        let either = |a: Option<bool>, b: Option<bool>| a == Some(true) || b == Some(true);
        let vpn = either(self.is_anonymous_vpn, traits.is_anonymous_vpn)
            || either(self.is_public_proxy, traits.is_public_proxy)
            || either(self.is_residential_proxy, traits.is_residential_proxy);
        if either(self.is_tor_exit_node, traits.is_tor_exit_node) {
            Some(NetworkKind::Tor)
        } else if vpn {
            Some(NetworkKind::Vpn)
        } else if either(self.is_hosting_provider, traits.is_hosting_provider) {
            Some(NetworkKind::Hosting)
        } else if either(self.is_anonymous, traits.is_anonymous) || traits.is_anonymous_proxy == Some(true) {
            Some(NetworkKind::Vpn)
        } else {
            traits
                .user_type
                .and_then(user_kind)
                .or_else(|| self.connection_type.or(traits.connection_type).and_then(connection_kind))
        }
    }
}

fn user_kind(word: &str) -> Option<NetworkKind> {
    Some(match word {
        "cellular" => NetworkKind::Mobile,
        "business" | "government" | "military" => NetworkKind::Office,
        "college" | "school" => NetworkKind::Campus,
        "cafe" | "library" | "traveler" => NetworkKind::Public,
        "hosting" | "content_delivery_network" => NetworkKind::Hosting,
        "consumer_privacy_network" => NetworkKind::Vpn,
        "residential" | "dialup" => NetworkKind::Residential,
        _ => return None,
    })
}

fn connection_kind(word: &str) -> Option<NetworkKind> {
    Some(match word {
        "Cellular" => NetworkKind::Mobile,
        "Corporate" => NetworkKind::Office,
        "Cable/DSL" | "Dialup" | "Satellite" => NetworkKind::Residential,
        _ => return None,
    })
}

/// An open MaxMind DB file.
pub(crate) struct Database {
    name: String,
    reader: Reader<Vec<u8>>,
}

impl Database {
    /// Opens a file, and says what was read.
    pub fn open(directory: &Path, path: &str) -> Result<(Self, InputFile), ReadError> {
        let whole = directory.join(path);
        let name = relative(directory, &whole);
        let bytes = std::fs::metadata(&whole).map_err(|error| ReadError::io(&whole, "open the file", &error))?.len();
        let reader = Reader::open_readfile(&whole).map_err(|error| damaged(&name, &error))?;
        let digest = digest_of(&whole)?;
        let input = InputFile { path: name.clone(), table: "networks", bytes, rows: 0, rejected: 0, digest };
        Ok((Self { name, reader }, input))
    }

    /// What the file says of an address.
    fn find(&self, address: IpAddr) -> Result<IpNetwork, ReadError> {
        let fault = |error: &dyn std::fmt::Display| damaged(&self.name, &format!("{error} (looking up {address})"));
        if address.is_ipv6() && self.reader.metadata().ip_version == 4 {
            return Ok(IpNetwork::default());
        }
        let found = self.reader.lookup(address).map_err(|error| fault(&error))?;
        let record: Option<MaxMindRecord<'_>> = found.decode().map_err(|error| fault(&error))?;
        Ok(record.map_or_else(IpNetwork::default, |record| record.network()))
    }
}

fn damaged(name: &str, error: &dyn std::fmt::Display) -> ReadError {
    let what = format!("expected a whole MaxMind DB file, but: {error}");
    ReadError::new(name, what, "Download it again, or leave it out of `mmdb` under [networks]")
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
