//! Places where strangers share a line: shared offices, cafés, schools, support centres.

use crate::snapshot::NetworkKind;
use crate::synth::builder::Builder;
use crate::synth::label::Class;
use crate::synth::world::{Id, Rhythm};

/// A shared office: five to sixty regulars, one to four days a week, on their own machines; everyone is seen at home too.
pub fn coworking(builder: &mut Builder) -> bool {
    let size = builder.rng.whole(5, 60).min((builder.wanted / 100).max(5));
    if builder.left() < size {
        return false;
    }
    let venue = builder.spot(NetworkKind::Public, false, "JP");
    for _ in 0..size {
        let citizen = builder.stranger();
        let account = builder.open(&citizen, Builder::lawful(Class::Coworking));
        let weight = builder.rng.whole(10, 120) as u16;
        let joined = if builder.rng.chance(0.6) { 0 } else { builder.rng.below(builder.days.into()) as u16 };
        builder.reach(account, citizen.devices[0], venue, weight, [joined, builder.days], 0);
        let hour = builder.rng.between([9.0, 14.0]) as f32;
        let row = &mut builder.accounts[account as usize];
        (row.hour, row.weekdays) = ([hour, 1.5], true);
    }
    true
}

/// Guests of a café: one to four visits; a third of them on one of the café's machines, as strangers do all day.
pub fn cafe(builder: &mut Builder) -> bool {
    let size = builder.rng.whole(10, 100).min((builder.wanted / 100).max(5));
    if builder.left() < size {
        return false;
    }
    let venue = builder.spot(NetworkKind::Public, false, "JP");
    let machines: Vec<u32> = (0..builder.rng.whole(2, 12)).map(|_| builder.fresh()).collect();
    for _ in 0..size {
        let citizen = builder.stranger();
        let account = builder.open(&citizen, Builder::lawful(Class::Cafe));
        for _ in 0..builder.rng.whole(1, 4) {
            let day = builder.rng.below(builder.days.into()) as u16;
            let machine = if builder.rng.chance(0.33) { *builder.rng.pick(&machines) } else { citizen.devices[0] };
            builder.reach(account, machine, venue, 400, [day, day + 1], 0);
        }
    }
    true
}

/// A class: fifteen to forty accounts made at school in one week, on its machines or their own; then everyone works at
/// home, with the course's template, and a few come back.
pub fn school(builder: &mut Builder) -> bool {
    let size = builder.rng.whole(15, 40).min((builder.wanted / 60).max(5));
    if builder.left() < size {
        return false;
    }
    let campus = builder.spot(NetworkKind::Campus, false, "JP");
    let machines: Vec<u32> = (0..size.div_ceil(3)).map(|_| builder.fresh()).collect();
    let template = builder.fresh();
    let week = builder.rng.below((builder.days as usize).saturating_sub(20)) as u16;
    for _ in 0..size {
        let citizen = builder.stranger();
        let account = builder.register(&citizen, Builder::lawful(Class::School));
        let day = week + builder.rng.below(6) as u16;
        builder.accounts[account as usize].created = i32::from(day);
        let machine = if builder.rng.chance(0.6) { *builder.rng.pick(&machines) } else { citizen.devices[0] };
        builder.reach(account, machine, campus, 100, [day, day + 7], 0);
        builder.equip(account, &citizen, [day + 2, builder.days]);
        if builder.rng.chance(0.2) {
            builder.reach(account, citizen.devices[0], campus, 10, [day, builder.days], 0);
        }
        if builder.rng.chance(0.7) {
            builder.set(account, Id::Template, template);
        }
    }
    true
}

/// A support centre: five to twenty-five people who take turns on its two to six machines in its opening hours, with its number on
/// some accounts and its text on half; two in three are at work at home as well.
pub fn support_centre(builder: &mut Builder) -> bool {
    let size = builder.rng.whole(5, 25).min((builder.wanted / 60).max(5));
    if builder.left() < size {
        return false;
    }
    let line = builder.spot(NetworkKind::Office, false, "JP");
    let machines: Vec<u32> = (0..builder.rng.whole(2, 6)).map(|_| builder.fresh()).collect();
    let (number, text) = (builder.fresh(), builder.fresh());
    let rhythm = Rhythm::Opening { opens: builder.rng.whole(8, 10) as u8, rest: builder.rng.below(7) as u8 };
    for _ in 0..size {
        let citizen = builder.stranger();
        let account = builder.open(&citizen, Builder::lawful(Class::SupportCentre));
        for &machine in &machines {
            let weight = builder.rng.whole(1, 10) as u16;
            builder.reach(account, machine, line, weight, [0, builder.days], 1);
        }
        for (id, value, chance) in [(Id::Phone, number, 0.3), (Id::Template, text, 0.5)] {
            if builder.rng.chance(chance) {
                builder.set(account, id, value);
            }
        }
        let at_home = builder.rng.chance(0.65);
        let join = builder.rng.between([0.15, 0.5]) as f32;
        let row = &mut builder.accounts[account as usize];
        (row.rhythm, row.join) = (rhythm, join);
        row.rate *= if at_home { 0.5 } else { 0.02 };
    }
    true
}
