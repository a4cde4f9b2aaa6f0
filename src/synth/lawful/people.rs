//! Single people whose habits or history look like a ring's.

use crate::snapshot::{NetworkKind, Role, Status};
use crate::synth::builder::Builder;
use crate::synth::citizen::Home;
use crate::synth::label::Class;
use crate::synth::money::{COUNTRIES, HOME_COUNTRY};
use crate::synth::world::{Forwarding, Id};

/// Nothing remarkable; at a bank that merges, the class says so.
pub fn ordinary(builder: &mut Builder) {
    let mut citizen = builder.stranger();
    let account = builder.open(&citizen, Builder::lawful(Class::Ordinary));
    let country = builder.accounts[account as usize].country;
    if country != HOME_COUNTRY {
        // Declared abroad, and there.
        let first = builder.accesses.iter().rposition(|access| access.account != account).map_or(0, |at| at + 1);
        builder.accesses.truncate(first);
        let place = builder.spot(NetworkKind::Residential, false, COUNTRIES[country as usize]);
        citizen.home = Home { place, ..citizen.home };
        citizen.carrier = place;
        builder.equip(account, &citizen, [0, builder.days]);
    }
    if crate::synth::money::merged(builder.get(account, Id::Bank), builder.rates.bank_merger) {
        builder.accounts[account as usize].label = Builder::lawful(Class::BankMerger);
    }
}

/// A person who uses a VPN for most or all sessions.
pub fn private(builder: &mut Builder) -> bool {
    let citizen = builder.stranger();
    let account = builder.open(&citizen, Builder::lawful(Class::Vpn));
    let exit = *builder.rng.pick(&builder.exits);
    let weight = builder.rng.whole(30, 400) as u16;
    builder.reach(account, citizen.devices[0], exit, weight, [0, builder.days], 0);
    true
}

/// A machine sold: the seller's last session on it lies days before the buyer's first, and neither returns.
pub fn resale(builder: &mut Builder) -> bool {
    if builder.left() < 2 {
        return false;
    }
    let days = builder.days;
    let label = Builder::lawful(Class::ResoldDevice);
    let mut owner = builder.stranger();
    let mut account = builder.register(&owner, label);
    let mut machine = owner.devices[0];
    let mut from = 0;
    // One in five machines is sold twice.
    let sales = if builder.left() > 2 && builder.rng.chance(0.2) { 2 } else { 1 };
    for sale in 0..sales {
        let sold = builder.rng.whole((days / 4 * (sale + 1)).into(), (days / 4 * (sale + 2)).into()) as u16;
        builder.equip(account, &owner, [from, sold]);
        let replacement = builder.fresh();
        owner.devices[0] = replacement;
        builder.equip(account, &owner, [sold, days]);
        if sale == 0 {
            builder.accounts[account as usize].ends = days;
        }
        let gap = builder.rng.whole(1, 15) as u16;
        owner = builder.stranger();
        account = builder.register(&owner, label);
        let own = owner.devices[0];
        builder.equip(account, &owner, [0, sold + gap]);
        if owner.devices[1] == own {
            owner.devices[1] = machine;
        }
        owner.devices[0] = machine;
        owner.devices[2] = machine;
        from = sold + gap;
        machine = owner.devices[0];
    }
    builder.equip(account, &owner, [from.min(days), days]);
    true
}

/// One person with a client account and a worker account: one document, one bank account, the same machines.
pub fn two_roles(builder: &mut Builder) -> bool {
    if builder.left() < 2 {
        return false;
    }
    let label = Builder::lawful(Class::TwoRoles);
    let citizen = builder.stranger();
    let (client, worker) = (builder.open(&citizen, label), builder.open(&citizen, label));
    same_person(builder, client, worker, &[Id::Document, Id::Portrait]);
    for (id, chance) in [(Id::Bank, 0.8), (Id::Phone, 0.8), (Id::Email, 0.3)] {
        if builder.rng.chance(chance) {
            let value = builder.get(client, id);
            builder.set(worker, id, value);
        }
    }
    builder.accounts[client as usize].role = Role::Client;
    builder.accounts[worker as usize].role = Role::Worker;
    true
}

fn same_person(builder: &mut Builder, first: u32, second: u32, ids: &[Id]) {
    for &id in ids {
        let value = builder.get(first, id);
        builder.set(second, id, value);
    }
    let operator = builder.accounts[first as usize].operator;
    builder.accounts[second as usize].operator = operator;
}

/// An account closed by its owner, or suspended for a while, whose owner came back with the platform's consent, as the same person.
pub fn permitted_return(builder: &mut Builder) -> bool {
    if builder.left() < 2 {
        return false;
    }
    let label = Builder::lawful(Class::PermittedReturn);
    let citizen = builder.stranger();
    let (old, new) = (builder.open(&citizen, label), builder.open(&citizen, label));
    same_person(builder, old, new, &[Id::Document, Id::Portrait, Id::Bank]);
    for id in [Id::Phone, Id::Email, Id::Template] {
        if builder.rng.chance(0.6) {
            let value = builder.get(old, id);
            builder.set(new, id, value);
        }
    }
    let days = builder.days;
    let closed = builder.rng.whole((days / 5).into(), (days / 2).into()) as u16;
    let back = i32::from(closed) + builder.rng.day(3, 40);
    let role = builder.accounts[old as usize].role;
    // Drawn only where it may be, so that a platform without is what it was.
    let banned = builder.rates.back_after_ban > 0.0 && builder.rng.chance(builder.rates.back_after_ban);
    let row = &mut builder.accounts[old as usize];
    let ended = if banned { Status::Suspended } else { Status::Closed };
    (row.status, row.ends, row.created) = (ended, closed, row.created.min(i32::from(closed) - 5));
    let row = &mut builder.accounts[new as usize];
    (row.status, row.ends, row.created, row.role) = (Status::Active, days, back, role);
    true
}

/// A browser that never logs out: sessions of one to three days.
pub fn idle(builder: &mut Builder) -> bool {
    let citizen = builder.stranger();
    let account = builder.open(&citizen, Builder::lawful(Class::IdleSession));
    builder.accounts[account as usize].idle = true;
    true
}

/// A new legal name within the period; the bank account and the older document keep the name from before.
pub fn married(builder: &mut Builder) -> bool {
    let citizen = builder.stranger();
    let account = builder.open(&citizen, Builder::lawful(Class::Marriage));
    let person = &mut builder.people[citizen.person as usize];
    if !person.foreign {
        person.surname = builder.names.surname(&mut builder.rng);
    }
    builder.accounts[account as usize].married = builder.rng.below(builder.days.into()) as u32;
    true
}

/// One or two (siblings) who send a part of their earnings to the family abroad, in amounts as the month allows.
pub fn remittance(builder: &mut Builder) -> bool {
    let size = 1 + usize::from(builder.rng.chance(0.4));
    if builder.left() < size {
        return false;
    }
    let destination = builder.fresh();
    let forwarding = Forwarding {
        known: builder.rng.between([0.4, 0.95]) as f32,
        keep: builder.rng.between([0.4, 0.85]) as f32,
        keep_spread: builder.rng.between([0.15, 0.35]) as f32,
        hours: builder.rng.whole(12, 200) as u8,
        country: builder.rng.below(super::super::money::ABROAD) as u8,
    };
    for _ in 0..size {
        let citizen = builder.stranger();
        let account = builder.open(&citizen, Builder::lawful(Class::Remittance));
        builder.set(account, Id::Onward, destination);
        builder.accounts[account as usize].forwarding = forwarding;
    }
    true
}

/// Someone who buys crypto-assets: the payout goes on to an exchange's collecting address, which all its customers use.
pub fn exchange(builder: &mut Builder) -> bool {
    let citizen = builder.stranger();
    let account = builder.open(&citizen, Builder::lawful(Class::Exchange));
    let exchanges = (builder.wanted as f64 * builder.rates.exchange / 150.0).ceil().max(1.0);
    let collecting = (1 << 30) + (exchanges * builder.rng.unit().powi(2)) as u32;
    builder.set(account, Id::Onward, collecting);
    let keep = builder.rng.between([0.3, 0.9]) as f32;
    let row = &mut builder.accounts[account as usize];
    row.forwarding = Forwarding { known: 0.8, keep, keep_spread: 0.3, hours: 200, country: HOME_COUNTRY };
    true
}

/// Two people with one portrait: twins, or scans that were confused.
pub fn portrait_error(builder: &mut Builder) -> bool {
    if builder.left() < 2 {
        return false;
    }
    let twins = builder.rng.chance(0.5);
    let surname = if twins { Some(builder.names.surname(&mut builder.rng)) } else { None };
    let portrait = builder.fresh();
    for _ in 0..2 {
        let home = builder.home();
        let citizen = builder.citizen(home, surname);
        let account = builder.open(&citizen, Builder::lawful(Class::PortraitError));
        builder.set(account, Id::Portrait, portrait);
    }
    true
}

/// A person who moved within the first fortnight after joining: new line, new computer, the old ones never again.
pub fn new_computer(builder: &mut Builder) -> bool {
    let mut citizen = builder.stranger();
    let account = builder.register(&citizen, Builder::lawful(Class::NewComputer));
    let days = builder.days;
    let created = builder.rng.below((days / 2).into()) as u16;
    let moved = (created + builder.rng.whole(7, 14) as u16).min(days);
    builder.accounts[account as usize].created = i32::from(created);
    builder.equip(account, &citizen, [created, moved]);
    citizen.home = builder.home();
    let (computer, telephone) = (builder.fresh(), builder.fresh());
    citizen.devices = [computer, telephone, computer];
    builder.equip(account, &citizen, [moved, days]);
    true
}
