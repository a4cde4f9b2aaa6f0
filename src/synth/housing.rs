//! The networks of a platform under construction: carriers, providers, venues, and the lines of dwellings.

use super::builder::Builder;
use super::citizen::Home;
use super::places::{Lease, Place, Pool};
use crate::snapshot::NetworkKind;

impl Builder<'_> {
    fn place(&mut self, place: Place) -> u32 {
        self.places.push(place);
        (self.places.len() - 1) as u32
    }

    /// A range of addresses used in a given way.
    pub fn network(&mut self, kind: NetworkKind, size: usize, lease: Lease, v6: bool, country: &'static str) -> u32 {
        let range = self.space.range(kind, size, country);
        let prefix = if v6 { self.space.prefix() } else { 0 };
        self.place(Place { base: range.base, size: range.size, prefix, lease, kind })
    }

    /// One fixed address.
    pub fn spot(&mut self, kind: NetworkKind, v6: bool, country: &'static str) -> u32 {
        let base = self.space.single(kind, country);
        let prefix = if v6 { self.space.prefix() } else { 0 };
        self.place(Place { base, size: 1, prefix, lease: Lease::Fixed, kind })
    }

    /// How many networks it takes when each serves so many of a share of all accounts.
    fn shared_by(&self, share: f64, each: f64) -> usize {
        ((self.wanted as f64 * share / each.max(1.0)).ceil() as usize).max(1)
    }

    /// Carriers, gateways, exits, venues and hosting machines, as many as the platform's size asks for.
    pub fn found_networks(&mut self) {
        let sharing = self.rates.carrier_sharing;
        // Nearly everyone has a telephone: a gateway of four addresses serves four times `sharing`.
        for _ in 0..self.shared_by(1.0, sharing * 4.0) {
            let carrier = self.network(NetworkKind::Mobile, 4, Lease::PerSession, true, "JP");
            self.carriers.push(carrier);
        }
        for _ in 0..self.shared_by(self.rates.cgnat, sharing) {
            let gateway = self.spot(NetworkKind::Cgnat, false, "JP");
            self.gateways.push(gateway);
        }
        for _ in 0..self.shared_by(self.rates.vpn, 200.0).max(3) {
            let exits = (200.0 * 3.0 / self.rates.exit_sharing.max(1.0)).ceil() as usize;
            let exit = self.network(NetworkKind::Vpn, exits, Lease::Preferred, false, "JP");
            self.exits.push(exit);
        }
        for _ in 0..self.shared_by(0.05, 40.0).max(2) {
            let venue = self.spot(NetworkKind::Public, false, "JP");
            self.venues.push(venue);
            for _ in 0..3 {
                let device = self.fresh();
                self.public_devices.push(device);
            }
        }
        for _ in 0..self.shared_by(0.01, 10.0).max(4) {
            let host = self.network(NetworkKind::Hosting, 4, Lease::Preferred, false, "JP");
            self.hosts.push(host);
        }
    }

    /// A dwelling: a line of its own, static or leased again and again, and a postal address.
    pub fn home(&mut self) -> Home {
        let v6 = self.rng.chance(self.rates.ipv6);
        let place = if self.rng.chance(self.rates.dynamic_lines) {
            self.leased_line(v6)
        } else {
            self.spot(NetworkKind::Residential, v6, "JP")
        };
        self.homes.push(place);
        Home { place, address: self.dwelling() }
    }

    fn leased_line(&mut self, v6: bool) -> u32 {
        if self.pool.as_ref().is_none_or(|pool| pool.lines.is_empty()) {
            let range = self.space.range(NetworkKind::Residential, 256, "JP");
            let mut lines: Vec<u32> = (0..range.size).collect();
            self.rng.shuffle(&mut lines);
            lines.truncate((f64::from(range.size) * self.rates.pool_density).ceil() as usize);
            let days = *self.rng.pick(&[1u16, 3, 7, 14, 30, 60]);
            self.pool = Some(Pool { base: range.base, size: range.size, days, lines });
        }
        let prefix = if v6 { self.space.prefix() } else { 0 };
        let Some(Pool { base, size, days, lines }) = self.pool.as_mut() else { return 0 };
        let lease = Lease::Leased { line: lines.pop().unwrap_or(0), days: *days };
        let place = Place { base: *base, size: *size, prefix, lease, kind: NetworkKind::Residential };
        self.place(place)
    }

    /// A postal address; without the room number a building of some dozens has but one.
    pub fn dwelling(&mut self) -> u32 {
        if self.rng.chance(self.rates.no_room) {
            let buildings = (self.wanted / 100).max(4);
            return (1 << 30) + self.rng.below(buildings) as u32;
        }
        self.fresh()
    }
}
