//! The members of a ring: who they pretend to be, how they behave, and how they hide.

use super::cover::cover;
use super::member::{Habits, Member};
use super::motifs::Tie;
use super::tying::tie_up;
use crate::snapshot::{NetworkKind, Role, Status};
use crate::synth::builder::Builder;
use crate::synth::citizen::Home;
use crate::synth::label::{Label, Motif};
use crate::synth::money::ABROAD;
use crate::synth::places::{Lease, Place};
use crate::synth::world::{Bond, Forwarding, Id};

/// Founds one ring.
pub fn ring(builder: &mut Builder, motif: Motif, size: usize) {
    let without = builder.settings.without.clone();
    let traits = super::drawn(&mut builder.rng, motif, &without);
    let habits = habits(builder, motif);
    let operator = builder.operator();
    let joint = traits.iter().any(|t| t.tie == Tie::Creation);
    let members: Vec<Member> =
        (0..size).map(|at| member(builder, motif, operator, &habits, (at, size), joint)).collect();
    let chained = motif == Motif::RecyclingAfterBan;
    let loose = builder.rates.ring_loose;
    let covers = cover(&mut builder.rng, size, &traits, chained, loose);
    let handed = handed_over(&covers, size);
    for (at, member) in members.iter().enumerate() {
        own_ways(builder, member, handed[at]);
    }
    for cover in &covers {
        tie_up(builder, motif, &habits, &members, cover, &handed);
    }
    camouflage(builder, &members);
}

fn handed_over(covers: &[super::cover::Cover], size: usize) -> Vec<bool> {
    let mut handed = vec![false; size];
    for cover in covers.iter().filter(|cover| cover.tie == Tie::Handover) {
        for &at in cover.fragments.iter().flatten() {
            handed[at] = true;
        }
    }
    handed
}

fn habits(builder: &mut Builder, motif: Motif) -> Habits {
    let days = i32::from(builder.days);
    let base = match builder.rng.below(4) {
        0 => *builder.rng.pick(&builder.hosts),
        1 => *builder.rng.pick(&builder.exits),
        // Operators live in homes too.
        _ => builder.home().place,
    };
    // An operation began before the period or within it, and some have ended.
    let begins = if builder.rng.chance(0.5) { -builder.rng.day(1, 400) } else { builder.rng.day(0, days / 2) };
    let ends = if builder.rng.chance(0.2) { days - builder.rng.day(0, days / 4) } else { days };
    let rng = &mut builder.rng;
    let proxy = matches!(
        motif,
        Motif::LaptopFarm | Motif::PayoutFunnel | Motif::RentedIdentity | Motif::StealthRing | Motif::BrokerStar
    );
    let forwarding = Forwarding {
        known: rng.between([0.4, 0.95]) as f32,
        keep: rng.between([0.1, 0.45]) as f32,
        keep_spread: rng.between([0.01, 0.12]) as f32,
        hours: if proxy { rng.whole(4, 72) } else { rng.whole(12, 150) } as u8,
        country: rng.below(ABROAD) as u8,
    };
    Habits {
        usage: rng.between(builder.settings.ring_use),
        span: [begins, ends],
        base,
        seed: rng.word() as u32,
        join: rng.between([0.3, 0.8]),
        forwarding,
    }
}

fn member(
    builder: &mut Builder,
    motif: Motif,
    operator: u32,
    habits: &Habits,
    at: (usize, usize),
    joint: bool,
) -> Member {
    let (at, size) = at;
    let home = front(builder);
    let citizen = builder.citizen(home, None);
    let account = builder.register(&citizen, Label::Ring(motif));
    let days = i32::from(builder.days);
    let rng = &mut builder.rng;
    let [begins, ends] = habits.span;
    let created = if joint { begins.max(0) + rng.day(0, 5) } else { begins + rng.day(0, 59) };
    let row = &mut builder.accounts[account as usize];
    row.operator = operator;
    row.created = created.min(days - 10);
    (row.status, row.ends) = (Status::Active, ends.clamp(1, days) as u16);
    row.role = match motif {
        Motif::MutualReview => *rng.pick(&[Role::Both, Role::Client, Role::Worker]),
        Motif::BrokerStar if at == 0 => Role::Both,
        _ => Role::Worker,
    };
    if motif == Motif::RecyclingAfterBan {
        // One after another: the next appears days before or after the last is banned.
        let step = f64::from(days) / size as f64;
        let begin = (step * at as f64) as i32;
        row.created = if at == 0 { -30 } else { begin + rng.day(0, 4) };
        if at + 1 < size {
            row.status = Status::Suspended;
            row.ends = ((begin + step as i32).max(row.created + 4)).min(days) as u16;
        }
    } else if rng.chance(0.08) {
        row.status = Status::Suspended;
    }
    traces(builder, motif, account);
    Member { account, citizen }
}

/// Signs that clients and the platform see on some members.
fn traces(builder: &mut Builder, motif: Motif, account: u32) {
    let rng = &mut builder.rng;
    let row = &mut builder.accounts[account as usize];
    row.remote |= match motif {
        Motif::LaptopFarm => rng.chance(0.5),
        Motif::RentedIdentity => rng.chance(0.25),
        _ => rng.chance(0.05),
    };
    row.cheap |= rng.chance(0.15);
    row.overwork |= matches!(motif, Motif::ShiftTeam | Motif::PersonaOperator) && rng.chance(0.4);
    row.tracker |= row.overwork;
    row.idle |= rng.chance(0.05);
    row.reported = rng.between([0.02, 0.25]) as f32;
    if matches!(motif, Motif::RentedIdentity | Motif::PayoutFunnel) && rng.chance(0.4) {
        row.payout_changes = rng.whole(2, 5) as u8;
    }
}

/// Where a member's own sessions come from: a VPN exit, a residential proxy, or a home.
fn front(builder: &mut Builder) -> Home {
    let draw = builder.rng.unit();
    let (vpn, proxy) = (builder.rates.ring_vpn, builder.rates.ring_proxy);
    if draw < vpn {
        return Home { place: *builder.rng.pick(&builder.exits), address: builder.dwelling() };
    }
    if draw < vpn + proxy {
        let base = builder.rng.word() as u32;
        let place = Place { base, size: 1, prefix: 0, lease: Lease::Proxy, kind: NetworkKind::Residential };
        builder.places.push(place);
        return Home { place: (builder.places.len() - 1) as u32, address: builder.dwelling() };
    }
    builder.home()
}

/// A member's own ways to the platform: the person's before the handover, the operator's afterwards, a device for each
/// account.
fn own_ways(builder: &mut Builder, member: &Member, handed: bool) {
    let days = builder.days;
    let created = builder.accounts[member.account as usize].created;
    if !handed {
        builder.equip(member.account, &member.citizen, [0, days]);
        return;
    }
    // What happened before the period left no trace in it.
    let verified = (created + 7).clamp(0, i32::from(days)) as u16;
    let owner = builder.stranger();
    builder.equip(member.account, &owner, [0, verified]);
    let mut front = member.citizen;
    front.devices[1] = front.devices[0];
    builder.equip(member.account, &front, [verified, days]);
}

/// What makes members look like anybody: templates of courses, friends, messages with strangers.
fn camouflage(builder: &mut Builder, members: &[Member]) {
    for member in members {
        if builder.rng.chance(0.05) {
            let venue = *builder.rng.pick(&builder.venues);
            let day = builder.rng.below(builder.days.into()) as u16;
            builder.reach(member.account, member.citizen.devices[0], venue, 100, [day, day + 2], 0);
        }
        if members.len() > 2 && builder.rng.chance(0.05) {
            let other = builder.rng.below(builder.accounts.len()) as u32;
            builder.bond(member.account, other, Bond::Messages);
        }
        if builder.get(member.account, Id::Template) == crate::synth::world::NONE && builder.rng.chance(0.1) {
            let value = builder.fresh();
            builder.set(member.account, Id::Template, value);
        }
    }
}
