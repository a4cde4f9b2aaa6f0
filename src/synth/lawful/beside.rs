//! People who stand beside a ring, or look like one, by what they know nothing of: a number given out again, a picture or a text
//! from the same shelf, one exchange, a digit misread, a document that was copied; and friends and circles.

use crate::snapshot::{Role, Status};
use crate::synth::builder::Builder;
use crate::synth::label::{Class, Label};
use crate::synth::world::{Bond, Forwarding, Id, NONE};

/// Two to six friends: one brought the others in, they write to each other and copied one profile.
pub fn friends(builder: &mut Builder) -> bool {
    let size = builder.rng.whole(2, 6);
    if builder.left() < size {
        return false;
    }
    let text = builder.fresh();
    let mut first = None;
    for _ in 0..size {
        let citizen = builder.stranger();
        let account = builder.open(&citizen, Builder::lawful(Class::Friends));
        builder.set(account, Id::Template, text);
        let Some(first) = first else {
            first = Some(account);
            continue;
        };
        if builder.rng.chance(0.7) {
            builder.bond(account, first, Bond::Referral);
        }
        builder.bond(account, first, Bond::Messages);
    }
    true
}

/// Two people under one document number: a digit was misread, or a scan stands on the wrong account.
pub fn document_error(builder: &mut Builder) -> bool {
    if builder.left() < 2 {
        return false;
    }
    let citizens = [builder.stranger(), builder.stranger()];
    let [one, other] = citizens.map(|citizen| builder.open(&citizen, Builder::lawful(Class::DocumentError)));
    let document = builder.get(one, Id::Document);
    builder.set(other, Id::Document, document);
    true
}

/// A stranger with one thing that a ring has too; false where there is no ring.
pub fn bystander(builder: &mut Builder) -> bool {
    let Some(of) = ring_member(builder) else { return false };
    let id = *builder.rng.pick(&[Id::Phone, Id::Portrait, Id::Template, Id::Onward]);
    let citizen = builder.stranger();
    let account = builder.open(&citizen, Builder::lawful(Class::Bystander));
    let value = builder.get(of, id);
    if value == NONE {
        return true;
    }
    builder.set(account, id, value);
    if id == Id::Onward {
        // What is spare goes there, when it is.
        let (keep, spread) = (builder.rng.between([0.3, 0.8]) as f32, builder.rng.between([0.2, 0.5]) as f32);
        let hours = builder.rng.whole(12, 200) as u8;
        let row = &mut builder.accounts[account as usize];
        row.forwarding = Forwarding { known: 0.8, keep, keep_spread: spread, hours, ..row.forwarding };
    }
    true
}

/// Five to twenty people who know each other: each orders from some of the others and is ordered from, at the market's prices;
/// some brought others in, and some copied a text.
pub fn circle(builder: &mut Builder) -> bool {
    let size = builder.rng.whole(5, 20).min((builder.wanted / 60).max(5));
    if builder.left() < size {
        return false;
    }
    let text = builder.fresh();
    let density = builder.rng.between([0.2, 0.5]);
    let mut members: Vec<u32> = Vec::with_capacity(size);
    for _ in 0..size {
        let citizen = builder.stranger();
        let account = builder.open(&citizen, Builder::lawful(Class::Circle));
        let days = builder.days;
        let row = &mut builder.accounts[account as usize];
        (row.role, row.status, row.ends) = (Role::Both, Status::Active, days);
        if builder.rng.chance(0.3) {
            builder.set(account, Id::Template, text);
        }
        if !members.is_empty() && builder.rng.chance(0.4) {
            let host = *builder.rng.pick(&members);
            builder.bond(account, host, Bond::Referral);
        }
        for &other in &members {
            if builder.rng.chance(density) {
                builder.bond(account, other, Bond::Trade);
            }
        }
        members.push(account);
    }
    true
}

/// Somebody who was here a season before, and whose document a ring has a copy of; false where no ring is left to copy it.
pub fn document_victim(builder: &mut Builder) -> bool {
    let label = Builder::lawful(Class::DocumentVictim);
    // A document has one owner. Victims are founded last, one after the other.
    let victims = builder.accounts.iter().rev().take_while(|account| account.label == label);
    let owned: Vec<u32> = victims.map(|victim| victim.ids[Id::Document as usize]).collect();
    let drawn = (0..8).filter_map(|_| ring_member(builder).map(|of| builder.get(of, Id::Document))).collect::<Vec<_>>();
    let Some(document) = drawn.into_iter().find(|document| !owned.contains(document)) else { return false };
    let of_document = builder.accounts.iter().filter(|account| account.ids[Id::Document as usize] == document);
    let Some(copied) = of_document.map(|account| account.created).min() else { return false };
    let citizen = builder.stranger();
    let account = builder.open(&citizen, label);
    builder.set(account, Id::Document, document);
    let (days, before) = (builder.days, builder.rng.day(120, 900));
    let row = &mut builder.accounts[account as usize];
    row.created = row.created.min(copied - before);
    (row.status, row.ends) = (Status::Active, days);
    true
}

/// Any member of any ring, where there is room for somebody beside them. Rings are planted first, so theirs are the first accounts.
fn ring_member(builder: &mut Builder) -> Option<u32> {
    let members = builder.accounts.partition_point(|account| matches!(account.label, Label::Ring(_)));
    (members > 0 && builder.left() > 0).then(|| builder.rng.below(members) as u32)
}
