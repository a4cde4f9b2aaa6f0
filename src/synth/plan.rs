//! Plans a platform: rates from the seed, rings, lawful accounts, and the order in which ids were given.

use super::builder::Builder;
use super::places::{Lease, Place};
use super::rng::{Rng, hash};
use super::world::{Id, World};
use super::{lawful, rings};
use crate::settings::SynthSettings;
use crate::snapshot::{NetworkKind, Role};

/// What to generate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// Accounts in all.
    pub accounts: usize,
    /// Seed: the same seed gives the same bytes.
    pub seed: u64,
    /// Number of rings; `None` for as many as reach the drawn share of accounts.
    pub rings: Option<usize>,
}

/// Plans the platform of an order. `end` is the period's end: midnight in Tokyo, Unix seconds.
#[must_use]
pub fn plan(settings: &SynthSettings, order: Order, end: u32) -> World {
    let rates = settings.draw(|name, range| {
        let key: u64 = name.bytes().fold(order.seed, |key, byte| hash(&[key, byte.into()]));
        Rng::new(&[key, 0x4A7E]).between(range)
    });
    let mut builder = Builder::new(settings, rates, order.accounts, order.seed);
    let rings = rings::plant(&mut builder, order.rings);
    lawful::populate(&mut builder);
    finish(builder, order.seed, end, rings)
}

fn finish(mut builder: Builder, seed: u64, end: u32, rings: u32) -> World {
    let accounts = builder.accounts.len();
    builder.accesses.sort_by_key(|access| access.account);
    builder.flows.sort_unstable();
    builder.flows.dedup();
    let mut access_offsets = vec![0u32; accounts + 1];
    for access in &builder.accesses {
        access_offsets[access.account as usize + 1] += 1;
    }
    for at in 0..accounts {
        access_offsets[at + 1] += access_offsets[at];
    }
    let hub = builder.settings.hubs.then(|| hubs(&mut builder));
    let mut order: Vec<u32> = (0..accounts as u32).collect();
    Rng::new(&[seed, 0x0DE4]).shuffle(&mut order);
    let mut rank = vec![0; accounts];
    for (at, &account) in order.iter().enumerate() {
        rank[account as usize] = at as u32;
    }
    // In the order of ids, which is random: who buys most is then nobody in particular.
    let buys = |&account: &u32| builder.accounts[account as usize].role != Role::Worker;
    let clients = order.iter().copied().filter(buys).collect();
    World {
        seed,
        settings: builder.settings.clone(),
        start: end - u32::from(builder.days) * 86_400,
        days: builder.days,
        rates: builder.rates,
        names: builder.names,
        people: builder.people,
        accounts: builder.accounts,
        accesses: builder.accesses,
        access_offsets,
        places: builder.places,
        homes: builder.homes,
        ranges: builder.space.ranges,
        flows: builder.flows,
        clients,
        order,
        rank,
        rings,
        hub,
    }
}

/// The worst case for cost: one address and one machine that half of all accounts show now and then, and values that
/// thousands have in common.
fn hubs(builder: &mut Builder) -> (u32, u32) {
    let values: [(Id, f64); 5] =
        [(Id::Bank, 0.25), (Id::Phone, 0.3), (Id::Portrait, 0.5), (Id::Template, 0.4), (Id::Onward, 0.2)];
    let marks: Vec<u32> = values.iter().map(|_| builder.fresh()).collect();
    for account in 0..builder.accounts.len() as u32 {
        for ((id, share), &value) in values.iter().zip(&marks) {
            let ring = matches!(builder.accounts[account as usize].label, super::label::Label::Ring(_));
            if !ring && builder.rng.chance(*share) {
                builder.set(account, *id, value);
            }
        }
    }
    let base = builder.space.single(NetworkKind::Cgnat, "JP");
    builder.places.push(Place { base, size: 1, prefix: 0, lease: Lease::Fixed, kind: NetworkKind::Cgnat });
    ((builder.places.len() - 1) as u32, builder.fresh())
}
