//! People who live together, and people whose line is not theirs alone.

use crate::snapshot::NetworkKind;
use crate::synth::builder::Builder;
use crate::synth::citizen::{Citizen, Home};
use crate::synth::label::Class;
use crate::synth::places::{Lease, Place};
use crate::synth::world::{Bond, Id};

/// Two to six accounts of one household: one line and address; often a computer in common, one bank account for several,
/// a telephone or a mail address in common. Three in four bear one surname; flatmates and couples do not.
pub fn household(builder: &mut Builder, class: Class) -> bool {
    let size = *builder.rng.pick(&[2usize, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6]);
    if builder.left() < size {
        return false;
    }
    let home = builder.home();
    let surname = if builder.rng.chance(0.75) { Some(builder.names.surname(&mut builder.rng)) } else { None };
    let mut members: Vec<(u32, Citizen)> = Vec::new();
    for _ in 0..size {
        let of_family = surname.filter(|_| builder.rng.chance(0.9));
        let citizen = builder.citizen(home, of_family);
        members.push((builder.open(&citizen, Builder::lawful(class)), citizen));
    }
    share_computer(builder, &members);
    for (id, chance) in [(Id::Phone, 0.15), (Id::Email, 0.04)] {
        if builder.rng.chance(chance) {
            let value = builder.get(members[0].0, id);
            builder.set(members[1].0, id, value);
        }
    }
    if class == Class::FamilyBank {
        let (owner, value) = (members[0].1.person, builder.get(members[0].0, Id::Bank));
        for &(account, _) in &members[1..] {
            if account == members[1].0 || builder.rng.chance(0.7) {
                builder.set(account, Id::Bank, value);
                builder.accounts[account as usize].holder = owner;
            }
        }
    }
    if builder.rng.chance(0.2) {
        builder.bond(members[1].0, members[0].0, Bond::Referral);
    }
    if builder.rng.chance(0.03) {
        builder.bond(members[1].0, members[0].0, Bond::Praise);
    }
    true
}

/// Half of the households have a machine that two or more use, each for a part of their sessions.
fn share_computer(builder: &mut Builder, members: &[(u32, Citizen)]) {
    if !builder.rng.chance(0.5) {
        return;
    }
    let (computer, place) = (members[0].1.devices[0], members[0].1.home.place);
    let days = [0, builder.days];
    for &(account, _) in &members[1..] {
        if account == members[1].0 || builder.rng.chance(0.5) {
            let weight = builder.rng.whole(3, 50) as u16;
            builder.reach(account, computer, place, weight, days, 0);
        }
    }
}

/// Two people under two names at one line: a couple, siblings, colleagues. They use one machine at times, and have a number, a text or a
/// payee in common, or send each other money.
pub fn partners(builder: &mut Builder) -> bool {
    if builder.left() < 2 {
        return false;
    }
    let label = Builder::lawful(Class::Partners);
    let home = builder.home();
    let one = builder.citizen(home, None);
    // Half of the second ones are registered where they lived before.
    let address = if builder.rng.chance(0.5) { home.address } else { builder.dwelling() };
    let other = builder.citizen(Home { address, ..home }, None);
    let (first, second) = (builder.open(&one, label), builder.open(&other, label));
    if builder.rng.chance(0.7) {
        let weight = builder.rng.whole(10, 80) as u16;
        builder.reach(second, one.devices[0], home.place, weight, [0, builder.days], 0);
    }
    match builder.rng.below(4) {
        0 => {
            let number = builder.get(first, Id::Phone);
            builder.set(second, Id::Phone, number);
        }
        1 => {
            let text = builder.fresh();
            builder.set(first, Id::Template, text);
            builder.set(second, Id::Template, text);
        }
        2 => {
            let payee = builder.get(first, Id::Bank);
            builder.set(second, Id::Bank, payee);
            builder.accounts[second as usize].holder = one.person;
        }
        _ => builder.bond(first, second, Bond::Transfer),
    }
    if builder.rng.chance(0.3) {
        builder.bond(second, first, Bond::Referral);
    }
    true
}

/// An account at home behind a carrier-grade NAT: hundreds show one address.
pub fn behind_gateway(builder: &mut Builder) -> bool {
    let gateway = *builder.rng.pick(&builder.gateways);
    let shared = builder.places[gateway as usize];
    // The IPv6 /64 is the household's own, the IPv4 address is everybody's.
    let prefix = if builder.rng.chance(builder.rates.ipv6) { builder.space.prefix() } else { 0 };
    builder.places.push(Place { prefix, lease: Lease::Fixed, ..shared });
    let home = Home { place: (builder.places.len() - 1) as u32, address: builder.dwelling() };
    let citizen = builder.citizen(home, None);
    builder.open(&citizen, Builder::lawful(Class::Cgnat));
    true
}

/// An account that uses a mobile carrier only, on a telephone or a tethered computer.
pub fn on_telephone(builder: &mut Builder) -> bool {
    let carrier = *builder.rng.pick(&builder.carriers);
    let home = Home { place: carrier, address: builder.dwelling() };
    debug_assert_eq!(builder.places[carrier as usize].kind, NetworkKind::Mobile);
    let mut citizen = builder.citizen(home, None);
    citizen.carrier = carrier;
    builder.open(&citizen, Builder::lawful(Class::Mobile));
    true
}
