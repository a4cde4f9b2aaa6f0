//! People who work together openly: agencies, offices, loyal clients, subcontractors, led teams, franchises.

use crate::snapshot::{NetworkKind, Role, Status};
use crate::synth::builder::Builder;
use crate::synth::label::Class;
use crate::synth::places::Lease;
use crate::synth::world::{Bond, COMPANY, Forwarding, Id};

/// An agency: four to forty workers, paid to the company's account; a manager signs in to some of them from the office,
/// offers are written from one template, hours begin together. Declared agencies name themselves on every account.
pub fn agency(builder: &mut Builder, class: Class) -> bool {
    let size = (4.0 * builder.rng.unit().max(0.02).powf(-0.8)).clamp(4.0, 40.0) as usize;
    let size = size.min((builder.wanted / 80).max(4));
    if builder.left() < size {
        return false;
    }
    let company = builder.fresh();
    let office = builder.network(NetworkKind::Office, 2, Lease::Preferred, false, "JP");
    let (bank, template, phone) = (builder.fresh(), builder.fresh(), builder.fresh());
    let managers: Vec<u32> = (0..=size / 8).map(|_| builder.fresh()).collect();
    let opens = builder.rng.between([8.5, 10.0]) as f32;
    let mut first = None;
    for _ in 0..size {
        let citizen = builder.stranger();
        let account = builder.open(&citizen, Builder::lawful(class));
        let weights = [builder.rng.whole(5, 80) as u16, builder.rng.whole(2, 25) as u16];
        let days = [0, builder.days];
        builder.reach(account, citizen.devices[0], office, weights[0], days, 0);
        if builder.rng.chance(0.5) {
            let manager = *builder.rng.pick(&managers);
            builder.reach(account, manager, office, weights[1], days, 0);
        }
        for (id, value, chance) in [(Id::Bank, bank, 0.95), (Id::Template, template, 0.6), (Id::Phone, phone, 0.3)] {
            if builder.rng.chance(chance) {
                builder.set(account, id, value);
            }
        }
        let row = &mut builder.accounts[account as usize];
        row.role = Role::Worker;
        (row.hour, row.weekdays) = ([opens, 0.7], true);
        if row.ids[Id::Bank as usize] == bank {
            row.holder = COMPANY | company;
        }
        if class == Class::AgencyDeclared {
            row.organisation = company;
        }
        let first = *first.get_or_insert(account);
        builder.bond(account, first, Bond::Referral);
    }
    true
}

/// An employer's office: three to eighty people who do side jobs, in office hours from the office line, on their own or on
/// desk machines.
pub fn office(builder: &mut Builder) -> bool {
    let size = (3.0 * builder.rng.unit().max(0.01).powf(-0.7)).clamp(3.0, 80.0) as usize;
    let size = size.min((builder.wanted / 80).max(3));
    if builder.left() < size {
        return false;
    }
    let office = builder.network(NetworkKind::Office, 1, Lease::Fixed, false, "JP");
    let opens = builder.rng.between([8.0, 10.0]) as f32;
    for _ in 0..size {
        let citizen = builder.stranger();
        let account = builder.open(&citizen, Builder::lawful(Class::Office));
        let desk = if builder.rng.chance(0.5) { builder.fresh() } else { citizen.devices[0] };
        let weight = builder.rng.whole(20, 150) as u16;
        builder.reach(account, desk, office, weight, [0, builder.days], 0);
        let row = &mut builder.accounts[account as usize];
        (row.hour, row.weekdays) = ([opens, 0.4], true);
    }
    true
}

/// A client and three to ten workers who are hired again and again, and praised, and sometimes praise back.
pub fn loyal_client(builder: &mut Builder) -> bool {
    let size = builder.rng.whole(4, 11);
    if builder.left() < size {
        return false;
    }
    let label = Builder::lawful(Class::LoyalClient);
    let boss = builder.stranger();
    let client = builder.open(&boss, label);
    settle(builder, client, Role::Client);
    for _ in 1..size {
        let citizen = builder.stranger();
        let worker = builder.open(&citizen, label);
        settle(builder, worker, Role::Worker);
        builder.bond(worker, client, Bond::Hires);
        if builder.rng.chance(0.3) {
            builder.bond(worker, client, Bond::Referral);
        }
        builder.bond(worker, client, Bond::Messages);
    }
    true
}

fn settle(builder: &mut Builder, account: u32, role: Role) {
    let days = builder.days;
    let row = &mut builder.accounts[account as usize];
    (row.role, row.status, row.ends) = (role, Status::Active, days);
}

/// A lead who hires two to six others on the platform, or pays them onward: each subcontractor is paid at a place of
/// their own, and the lead keeps a tenth to a quarter.
pub fn subcontractor(builder: &mut Builder) -> bool {
    let size = builder.rng.whole(3, 7);
    if builder.left() < size {
        return false;
    }
    let label = Builder::lawful(Class::Subcontractor);
    let boss = builder.stranger();
    let lead = builder.open(&boss, label);
    settle(builder, lead, Role::Both);
    let forwarding = Forwarding {
        known: builder.rng.between([0.3, 0.8]) as f32,
        keep: builder.rng.between([0.1, 0.25]) as f32,
        keep_spread: builder.rng.between([0.1, 0.4]) as f32,
        hours: builder.rng.whole(10, 100) as u8,
        country: super::super::money::HOME_COUNTRY,
    };
    let till = builder.fresh();
    builder.set(lead, Id::Onward, till);
    builder.accounts[lead as usize].forwarding = forwarding;
    for _ in 1..size {
        let citizen = builder.stranger();
        let worker = builder.open(&citizen, label);
        settle(builder, worker, Role::Worker);
        builder.bond(worker, lead, Bond::Hires);
        builder.bond(worker, lead, Bond::Messages);
        if builder.rng.chance(0.5) {
            builder.bond(lead, worker, Bond::Transfer);
        }
        // Some subcontractors buy from the supplier whom the lead buys from.
        if builder.rng.chance(0.25) {
            builder.set(worker, Id::Onward, till);
            let keep = builder.rng.between([0.3, 0.7]) as f32;
            builder.accounts[worker as usize].forwarding = Forwarding { keep, ..forwarding };
        }
    }
    true
}

/// A leader who orders from three to eight others on the platform and pays them; one text, at times a machine at the leader's
/// and a number.
pub fn led_team(builder: &mut Builder) -> bool {
    let size = builder.rng.whole(4, 9);
    if builder.left() < size {
        return false;
    }
    let label = Builder::lawful(Class::LedTeam);
    let boss = builder.stranger();
    let leader = builder.open(&boss, label);
    settle(builder, leader, Role::Both);
    let text = builder.fresh();
    let (one_machine, one_number) = (builder.rng.chance(0.4), builder.rng.chance(0.3));
    for _ in 1..size {
        let citizen = builder.stranger();
        let worker = builder.open(&citizen, label);
        settle(builder, worker, Role::Worker);
        builder.bond(worker, leader, Bond::Hires);
        builder.bond(worker, leader, Bond::Messages);
        if builder.rng.chance(0.8) {
            builder.bond(leader, worker, Bond::Transfer);
        }
        if builder.rng.chance(0.6) {
            builder.set(worker, Id::Template, text);
        }
        if one_machine && builder.rng.chance(0.7) {
            let weight = builder.rng.whole(3, 25) as u16;
            builder.reach(worker, boss.devices[0], boss.home.place, weight, [0, builder.days], 0);
        }
        if one_number && builder.rng.chance(0.5) {
            let number = builder.get(leader, Id::Phone);
            builder.set(worker, Id::Phone, number);
        }
    }
    true
}

/// Three to twelve franchisees: the brand's picture and text, and a fee of an agreed share that goes on to its house within days.
pub fn franchise(builder: &mut Builder) -> bool {
    let size = builder.rng.whole(3, 12);
    if builder.left() < size {
        return false;
    }
    let (picture, text, house) = (builder.fresh(), builder.fresh(), builder.fresh());
    // The fee is sent on, so that nearly all is kept.
    let fee = builder.rng.between([0.05, 0.15]);
    let forwarding = Forwarding {
        known: builder.rng.between([0.5, 0.95]) as f32,
        keep: (1.0 - fee) as f32,
        keep_spread: builder.rng.between([0.002, 0.02]) as f32,
        hours: builder.rng.whole(24, 120) as u8,
        country: super::super::money::HOME_COUNTRY,
    };
    for _ in 0..size {
        let citizen = builder.stranger();
        let account = builder.open(&citizen, Builder::lawful(Class::Franchise));
        settle(builder, account, Role::Worker);
        builder.set(account, Id::Portrait, picture);
        if builder.rng.chance(0.8) {
            builder.set(account, Id::Template, text);
        }
        builder.set(account, Id::Onward, house);
        builder.accounts[account as usize].forwarding = forwarding;
    }
    true
}
