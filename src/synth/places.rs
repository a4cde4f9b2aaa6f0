//! Where sessions come from: lines, carriers, offices, exits; and which address each shows at a moment.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::rng::{Rng, hash};
use crate::snapshot::NetworkKind;

/// A pool of leased lines that is being filled.
#[derive(Debug)]
pub struct Pool {
    pub(super) base: u32,
    pub(super) size: u32,
    pub(super) days: u16,
    pub(super) lines: Vec<u32>,
}

/// How a place's IPv4 address is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lease {
    /// The same address always.
    Fixed,
    /// One of a pool, leased for some days, and leased to others afterwards: position in the pool, days of a lease.
    Leased {
        /// Position of the line in its pool.
        line: u32,
        /// Length of a lease in days.
        days: u16,
    },
    /// A gateway's address, another in each session.
    PerSession,
    /// One of the few that each user prefers.
    Preferred,
    /// The address of some dwelling, another every few days: a residential proxy.
    Proxy,
}

/// A place that sessions come from. Sixteen to twenty-four bytes; there are millions.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// First IPv4 address.
    pub base: u32,
    /// Number of addresses, a power of two where leased.
    pub size: u32,
    /// Number of the /64 within the IPv6 space of the kind, 0 for none.
    pub prefix: u32,
    /// How the address is chosen.
    pub lease: Lease,
    /// What kind of network it is.
    pub kind: NetworkKind,
}

/// A range that the `networks` table may list.
#[derive(Clone, Debug)]
pub struct Range {
    /// First address.
    pub base: u32,
    /// Number of addresses, a power of two.
    pub size: u32,
    /// What kind of network it is.
    pub kind: NetworkKind,
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// Autonomous system.
    pub asn: u32,
}

/// Gives out address space: each kind of network has its own part. The addresses are invented, and any likeness to the
/// customers of a real network is chance.
#[derive(Debug, Default)]
pub struct Space {
    next: [u64; 10],
    singles: [u64; 10],
    prefixes: u32,
    /// Ranges given out so far.
    pub ranges: Vec<Range>,
}

const fn start(kind: NetworkKind, abroad: bool) -> (usize, u32) {
    match kind {
        NetworkKind::Residential if abroad => (9, 0x7100_0000),
        NetworkKind::Residential => (0, 0x3C00_0000),
        NetworkKind::Mobile => (1, 0x3160_0000),
        NetworkKind::Cgnat => (2, 0x6A80_0000),
        NetworkKind::Office => (3, 0xCA00_0000),
        NetworkKind::Campus => (4, 0x8500_0000),
        NetworkKind::Public => (5, 0xD200_0000),
        NetworkKind::Hosting => (6, 0x2D00_0000),
        NetworkKind::Vpn => (7, 0xB900_0000),
        NetworkKind::Tor => (8, 0xC100_0000),
    }
}

impl Space {
    /// The next `size` addresses (rounded up to a power of two) of a kind.
    pub fn range(&mut self, kind: NetworkKind, size: usize, country: &'static str) -> Range {
        let size = size.max(1).next_power_of_two() as u32;
        let (slot, first) = start(kind, country != "JP");
        let at = self.next[slot].next_multiple_of(u64::from(size));
        self.next[slot] = at + u64::from(size);
        let base = first.wrapping_add(at as u32);
        let asn = 64_512 + (hash(&[slot as u64, u64::from(base >> 14)]) % 900) as u32;
        let range = Range { base, size, kind, country, asn };
        self.ranges.push(range.clone());
        range
    }

    /// One address of a kind; 256 of them share a range.
    pub fn single(&mut self, kind: NetworkKind, country: &'static str) -> u32 {
        let (slot, _) = start(kind, country != "JP");
        if self.singles[slot].is_multiple_of(256) {
            self.singles[slot] = u64::from(self.range(kind, 256, country).base);
        }
        self.singles[slot] += 1;
        (self.singles[slot] - 1) as u32
    }

    /// The next IPv6 /64.
    pub fn prefix(&mut self) -> u32 {
        self.prefixes += 1;
        self.prefixes
    }
}

/// What decides which address of a place a session shows.
#[derive(Clone, Copy, Debug)]
pub struct Visit {
    /// The platform's seed.
    pub seed: u64,
    /// Who visits.
    pub account: u64,
    /// The day, from the period's first.
    pub day: u64,
    /// The device, 0 for none.
    pub device: u64,
}

impl Place {
    /// The address that a session from here shows. `homes` are the dwellings that residential proxies borrow.
    pub fn address(&self, visit: Visit, places: &[Self], homes: &[u32], rng: &mut Rng) -> IpAddr {
        if self.prefix > 0 && rng.chance(0.5) {
            return self.v6(visit, rng);
        }
        let span = u64::from(self.size.max(1));
        let offset = match self.lease {
            Lease::Fixed => 0,
            Lease::Leased { line, days } => {
                // One permutation of the pool for each lease period: never two lines on one address at a time.
                let period = visit.day / u64::from(days.max(1));
                let key = hash(&[visit.seed, u64::from(self.base), period]);
                (u64::from(line).wrapping_mul(key | 1).wrapping_add(key >> 32)) & (span - 1)
            }
            Lease::PerSession => rng.word() % span,
            Lease::Preferred => hash(&[visit.seed, visit.account, 7, rng.below(3) as u64]) % span,
            Lease::Proxy => return self.borrowed(visit, places, homes, rng),
        };
        IpAddr::V4(Ipv4Addr::from(self.base.wrapping_add(offset as u32)))
    }

    fn borrowed(&self, visit: Visit, places: &[Self], homes: &[u32], rng: &mut Rng) -> IpAddr {
        let pick = hash(&[visit.seed, visit.account, visit.day / 3, u64::from(self.base), 11]) as usize;
        let home = homes.get(pick % homes.len().max(1)).and_then(|&home| places.get(home as usize));
        match home {
            Some(home) if home.lease != Lease::Proxy => home.address(visit, places, homes, rng),
            _ => IpAddr::V4(Ipv4Addr::from(self.base)),
        }
    }

    /// A /64 of the line (of the session, in a mobile network) with a privacy address for each device and day (RFC 8981).
    fn v6(&self, visit: Visit, rng: &mut Rng) -> IpAddr {
        let roaming = self.lease == Lease::PerSession;
        let line = if roaming { u64::from(self.prefix) << 16 | rng.word() & 0xFFFF } else { u64::from(self.prefix) };
        let first = 0x2400_4000_u128 + self.kind as u128;
        let network = first << 96 | u128::from(line as u32) << 64;
        let host = hash(&[visit.seed, visit.device, visit.day, u64::from(self.prefix)]);
        IpAddr::V6(Ipv6Addr::from(network | u128::from(host)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(day: u64) -> Visit {
        Visit { seed: 3, account: 1, day, device: 9 }
    }

    #[test]
    fn leased_lines_never_share_an_address_at_one_time_and_move_on() {
        let line = |line| Place {
            base: 256,
            size: 64,
            prefix: 0,
            lease: Lease::Leased { line, days: 5 },
            kind: NetworkKind::Residential,
        };
        let mut rng = Rng::new(&[1]);
        for day in [0, 4, 5, 60] {
            let mut seen: Vec<_> = (0..64).map(|l| line(l).address(visit(day), &[], &[], &mut rng)).collect();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), 64, "day {day}");
        }
        let at = |day, rng: &mut Rng| line(3).address(visit(day), &[], &[], rng);
        assert_eq!(at(0, &mut rng), at(4, &mut rng));
        assert!((0..40).any(|period| at(0, &mut rng) != at(period * 5, &mut rng)));
    }

    #[test]
    fn space_is_given_out_once() {
        let mut space = Space::default();
        let a = space.range(NetworkKind::Vpn, 100, "JP");
        let b = space.range(NetworkKind::Vpn, 3, "JP");
        assert_eq!((a.size, b.size), (128, 4));
        assert!(b.base >= a.base + a.size);
        assert_ne!(space.single(NetworkKind::Office, "JP"), space.single(NetworkKind::Office, "JP"));
    }
}
