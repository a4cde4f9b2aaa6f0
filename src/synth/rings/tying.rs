//! Puts the edges of one kind on a ring's members.

use super::allowed;
use super::cover::Cover;
use super::member::{Habits, Member};
use super::motifs::Tie;
use crate::snapshot::Role;
use crate::synth::builder::Builder;
use crate::synth::label::Motif;
use crate::synth::world::{Bond, Id, Rhythm};

/// Ties the members of each fragment by one value or habit.
pub fn tie_up(b: &mut Builder, motif: Motif, habits: &Habits, members: &[Member], cover: &Cover, handed: &[bool]) {
    for fragment in &cover.fragments {
        let group: Vec<Member> = fragment.iter().map(|&at| members[at]).collect();
        match cover.tie {
            Tie::Shared(id) => share(b, id, &group, habits),
            Tie::Device => machine(b, motif, habits, &group, fragment, handed),
            Tie::Ip => line(b, motif, habits, &group),
            Tie::Synchrony => together(b, habits, &group),
            Tie::Creation => made_together(b, motif, &group),
            // The change of hands itself is in each member's own ways.
            Tie::Handover => {}
            Tie::Review => praise(b, &group),
            Tie::Broker => broker(b, members[0], &group),
            Tie::Client => client(b, members[0], &group),
        }
    }
}

fn share(b: &mut Builder, id: Id, group: &[Member], habits: &Habits) {
    let value = b.fresh();
    // The bank account is one member's, or a stranger's who lends it.
    let lent = id == Id::Bank && b.rng.chance(0.5);
    let holder = if lent { b.stranger().person } else { group[0].citizen.person };
    for member in group {
        b.set(member.account, id, value);
        let row = &mut b.accounts[member.account as usize];
        match id {
            Id::Bank => row.holder = holder,
            Id::Onward => row.forwarding = habits.forwarding,
            _ => {}
        }
    }
}

/// The weight of a shared way such that about `usage` of the sessions take it, against some eighty of the member's own.
fn weight(b: &mut Builder, usage: f64) -> u16 {
    let usage = (usage * b.rng.spread(0.4)).clamp(0.02, 0.9);
    (80.0 * usage / (1.0 - usage)).ceil() as u16
}

fn machine(b: &mut Builder, motif: Motif, habits: &Habits, group: &[Member], fragment: &[usize], handed: &[bool]) {
    let days = b.days;
    let device = b.fresh();
    let place = machine_place(b, motif, habits);
    let seed = habits.seed ^ device;
    let shifts: Vec<u32> = (0..3).map(|_| b.fresh()).collect();
    for (index, member) in group.iter().enumerate() {
        let row = &mut b.accounts[member.account as usize];
        let from = if handed[fragment[index]] { (row.created + 7).clamp(0, i32::from(days)) as u16 } else { 0 };
        let rhythmic = match motif {
            Motif::PersonaOperator => {
                row.rhythm = Rhythm::Rota { seed, index: index as u8, of: group.len() as u8 };
                true
            }
            Motif::ShiftTeam => {
                row.rhythm = Rhythm::Shifts { seed };
                for (shift, &machine) in shifts.iter().enumerate() {
                    b.reach(member.account, machine, place, 10, [from, days], 2 + shift as u8);
                }
                true
            }
            _ => false,
        };
        if rhythmic {
            let join = (habits.usage * 0.6 + 0.05).min(0.6) as f32;
            b.accounts[member.account as usize].join = join;
        }
        if motif != Motif::ShiftTeam {
            let weight = weight(b, habits.usage);
            b.reach(member.account, device, place, weight, [from, days], u8::from(rhythmic));
            if rhythmic {
                b.reach(member.account, device, place, weight / 3 + 1, [from, days], 0);
            }
        }
    }
}

/// Where a shared machine stands: with the operator, or elsewhere; behind a VPN exit where the ring must have no line of
/// its own.
fn machine_place(b: &mut Builder, motif: Motif, habits: &Habits) -> u32 {
    if !allowed(motif, Tie::Ip, &b.settings.without) {
        return *b.rng.pick(&b.exits);
    }
    if b.rng.chance(0.6) { habits.base } else { b.home().place }
}

fn line(b: &mut Builder, motif: Motif, habits: &Habits, group: &[Member]) {
    let days = b.days;
    let home = b.home();
    // A farm's machines stand in one dwelling, and are there more often than elsewhere.
    let usage = if motif == Motif::LaptopFarm { (habits.usage * 1.5).min(0.8) } else { habits.usage };
    for member in group {
        let weight = weight(b, usage);
        b.reach(member.account, member.citizen.devices[0], home.place, weight, [0, days], 0);
    }
}

fn together(b: &mut Builder, habits: &Habits, group: &[Member]) {
    for member in group {
        let join = (habits.join * b.rng.spread(0.2)).clamp(0.15, 0.95) as f32;
        let row = &mut b.accounts[member.account as usize];
        if row.rhythm == Rhythm::Own {
            (row.rhythm, row.join) = (Rhythm::Together { seed: habits.seed }, join);
        }
    }
}

/// Accounts are made in the same week; from one dwelling, or, by the careful, through one VPN exit.
fn made_together(b: &mut Builder, motif: Motif, group: &[Member]) {
    let own_line = motif != Motif::StealthRing && allowed(motif, Tie::Ip, &b.settings.without);
    let place = if own_line { b.home().place } else { *b.rng.pick(&b.exits) };
    let one_machine = motif != Motif::StealthRing && allowed(motif, Tie::Device, &b.settings.without);
    let device = b.fresh();
    for member in group {
        let created = b.accounts[member.account as usize].created;
        let day = created.clamp(0, i32::from(b.days)) as u16;
        let shared = one_machine && b.rng.chance(0.3);
        let device = if shared { device } else { member.citizen.devices[0] };
        if created >= 0 {
            b.reach(member.account, device, place, 900, [day, day + 2], 0);
        }
    }
}

/// Most pairs praise one another: between a half and all of them.
fn praise(b: &mut Builder, group: &[Member]) {
    let density = b.rng.between([0.5, 1.0]);
    for (at, first) in group.iter().enumerate() {
        for second in &group[at + 1..] {
            if b.rng.chance(density) {
                b.bond(first.account, second.account, Bond::Praise);
            }
        }
    }
}

fn broker(b: &mut Builder, broker: Member, group: &[Member]) {
    for member in group {
        b.bond(member.account, broker.account, Bond::Referral);
        if b.rng.chance(0.7) {
            b.bond(member.account, broker.account, Bond::Transfer);
        }
        if b.rng.chance(0.5) {
            b.bond(member.account, broker.account, Bond::Messages);
        }
    }
}

fn client(b: &mut Builder, client: Member, group: &[Member]) {
    b.accounts[client.account as usize].role = Role::Both;
    for member in group {
        b.bond(member.account, client.account, Bond::Hires);
    }
}
