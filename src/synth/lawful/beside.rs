//! People who stand beside a ring, or look like one, by what they know nothing of: a number given out again, a picture or a text
//! from the same shelf, one exchange, a digit misread; and friends.

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
    let rings: Vec<u32> = (0..builder.accounts.len() as u32)
        .filter(|&account| matches!(builder.accounts[account as usize].label, Label::Ring(_)))
        .collect();
    if rings.is_empty() || builder.left() == 0 {
        return false;
    }
    let of = *builder.rng.pick(&rings);
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
