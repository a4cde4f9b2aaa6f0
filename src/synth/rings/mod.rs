//! Rings: groups of accounts that one operation runs and hides.

mod cover;
mod member;
mod members;
mod motifs;
mod tying;

pub use motifs::{Tie, Trait, traits};

use super::builder::Builder;
use super::label::Motif;
use super::rng::Rng;

/// Plants rings: `wanted` of them, or as many as reach the drawn share of all accounts. Returns their number.
pub fn plant(builder: &mut Builder, wanted: Option<usize>) -> u32 {
    let target = (builder.wanted as f64 * builder.rates.ring_accounts).round().max(3.0) as usize;
    let largest = match wanted {
        // On a small platform one ring must not be all that there is.
        None => (builder.rates.ring_largest as usize).min((target / 3).max(5)),
        Some(_) => (builder.rates.ring_largest as usize).min((builder.wanted / 20).max(5)),
    };
    let mut order: Vec<Motif> = Vec::new();
    let mut rings = 0;
    loop {
        let enough = wanted.map_or(builder.accounts.len() >= target, |wanted| rings as usize >= wanted);
        let size = size(&mut builder.rng, builder.rates.ring_tail, largest);
        if enough || builder.accounts.len() + size > (builder.wanted / 2).max(3) || builder.left() < size {
            return rings;
        }
        if order.is_empty() {
            order = Motif::ALL.to_vec();
            builder.rng.shuffle(&mut order);
        }
        let motif = order.pop().unwrap_or(Motif::LaptopFarm);
        let size = if motif == Motif::MutualReview { size.max(4) } else { size };
        members::ring(builder, motif, size);
        rings += 1;
    }
}

/// A Pareto size from 3 on: most rings are small, a few are not.
fn size(rng: &mut Rng, tail: f64, largest: usize) -> usize {
    let draw = 3.0 * rng.unit().max(1e-6).powf(-1.0 / tail.max(0.1));
    (draw as usize).clamp(3, largest.max(3))
}

/// Whether rings of a motif may have a kind of edge, by the settings' `without`.
fn allowed(motif: Motif, tie: Tie, without: &[String]) -> bool {
    let strongest = traits(motif).first().is_some_and(|first| first.tie == tie);
    !without.iter().any(|word| word == tie.name() || (word == "strongest" && strongest))
}

/// The traits that a ring of a motif has: at least three where the settings leave as many.
fn drawn(rng: &mut Rng, motif: Motif, without: &[String]) -> Vec<Trait> {
    let open: Vec<Trait> = traits(motif).into_iter().filter(|t| allowed(motif, t.tie, without)).collect();
    let mut kept: Vec<Trait> = open.iter().copied().filter(|t| rng.chance(t.present)).collect();
    for t in open {
        if kept.len() >= 3 {
            break;
        }
        if !kept.iter().any(|k| k.tie == t.tie) {
            kept.push(t);
        }
    }
    kept
}
