//! Direct ties between accounts: money sent (`transfer`), referrals, messages, and decisions that accounts are one.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::aside::SetAside;
use super::bond::{Bond, BondKind, Measure};
use crate::graph::Graph;
use crate::model::{AccountId, TextId};
use crate::settings::{LinkSettings, Settings};
use crate::snapshot::KnownVerdict;

/// All ties of one kind between a hub and one account, as seen from the hub.
#[derive(Clone, Copy)]
struct End {
    kind: BondKind,
    hub: AccountId,
    other: AccountId,
    /// Ties towards the hub.
    into: u32,
    /// Ties from the hub.
    out: u32,
}

/// Accounts that pay a hub from which on it collects.
const COLLECTS_FROM: usize = 3;

/// Bonds of direct ties: each account with those that it is tied to, as a star. A star wider than the limit is context, and counted.
/// O(ties log ties).
#[must_use]
pub fn direct_bonds(graph: &Graph, settings: &Settings) -> (Vec<Bond>, SetAside) {
    let snapshot = graph.snapshot;
    let mut kinds: FxHashMap<TextId, BondKind> = FxHashMap::default();
    let mut ends: Vec<End> = Vec::with_capacity(snapshot.ties.len() * 2);
    for tie in snapshot.ties.iter().filter(|tie| tie.account != tie.other) {
        let kind =
            *kinds.entry(tie.kind).or_insert_with(|| direct_kind(snapshot.text.get(tie.kind), &settings.linking));
        ends.push(End { kind, hub: tie.account, other: tie.other, into: 0, out: 1 });
        ends.push(End { kind, hub: tie.other, other: tie.account, into: 1, out: 0 });
    }
    ends.par_sort_unstable_by_key(|end| (end.kind, end.hub, end.other));
    // Ties with the same account count as one.
    ends.dedup_by(|next, kept| {
        let same = (next.kind, next.hub, next.other) == (kept.kind, kept.hub, kept.other);
        if same {
            kept.into += next.into;
            kept.out += next.out;
        }
        same
    });
    let stars: Vec<&[End]> = ends.chunk_by(|a, b| (a.kind, a.hub) == (b.kind, b.hub)).collect();
    let limit = settings.linking.limit_at_least as usize;
    let mut bonds: Vec<Bond> = Vec::new();
    let mut aside = SetAside::default();
    for others in &stars {
        bonds.extend(tribute(others, limit));
        if others.len() > limit {
            aside.add(others[0].kind, others.len() + 1, others.len());
        } else if !is_in_a_wider_star(&stars, others) {
            bonds.push(star(others));
        }
    }
    bonds.extend(known_bonds(graph));
    (bonds, aside)
}

/// Whether a star is one pair that the star of its other end holds too: a pair is a star at both of its ends, and one bond, at the wider
/// one or, of equals, at the smaller account. `stars` ascend by kind and hub. O(log stars).
fn is_in_a_wider_star(stars: &[&[End]], others: &[End]) -> bool {
    let [end] = others else { return false };
    let at = stars.binary_search_by_key(&(end.kind, end.other), |star| (star[0].kind, star[0].hub));
    at.is_ok_and(|at| stars[at].len() > 1 || end.other < end.hub)
}

/// The kind of bond that direct ties of this word are.
#[must_use]
pub fn direct_kind(word: &str, settings: &LinkSettings) -> BondKind {
    let word = word.to_lowercase();
    if settings.money_ties.contains(&word) {
        BondKind::Transfer
    } else if settings.referral_ties.contains(&word) {
        BondKind::Referral
    } else {
        BondKind::Direct
    }
}

/// The bond of a hub with the accounts around it; they ascend.
fn star(others: &[End]) -> Bond {
    around(others[0].kind, others, 1.0)
}

/// The bond of a hub with those who pay it again and again and get nothing back: whoever passes work on pays the others, a
/// broker is paid by them. Of more payers than the limit those who pay again.
fn tribute(others: &[End], limit: usize) -> Option<Bond> {
    let paying = |end: &&End| end.kind == BondKind::Transfer && end.out == 0;
    let mut payers: Vec<End> = others.iter().filter(paying).copied().collect();
    let again = payers.iter().filter(|end| end.into >= 2).count();
    let collects = payers.len() >= COLLECTS_FROM && again * 2 >= payers.len();
    if payers.len() > limit {
        payers.retain(|end| end.into >= 2);
    }
    (collects && payers.len() <= limit).then(|| around(BondKind::Tribute, &payers, COLLECTS_FROM as f64))
}

fn around(kind: BondKind, others: &[End], threshold: f64) -> Bond {
    let hub = others[0].hub;
    let mut accounts: Vec<AccountId> = others.iter().map(|end| end.other).collect();
    let at = accounts.partition_point(|&other| other < hub);
    accounts.insert(at, hub);
    let place = at as u32;
    let pairs = (0..accounts.len() as u32).filter(|&other| other != place);
    let mut pairs: Vec<(u32, u32)> = pairs.map(|other| (other.min(place), other.max(place))).collect();
    pairs.sort_unstable();
    let count: u32 = others.iter().map(|end| end.into + end.out).sum();
    let measure = Measure { quality: 1.0, bonus: 0.0, value: f64::from(count), threshold };
    Bond { kind, node: None, more: Vec::new(), accounts, pairs: Some(pairs), measure }
}

fn known_bonds<'a>(graph: &'a Graph) -> impl Iterator<Item = Bond> + 'a {
    let moment = graph.snapshot.moment;
    graph.snapshot.known.iter().filter_map(move |known| match known.verdict {
        KnownVerdict::Same(a, b) if a != b && known.until.is_none_or(|until| until > moment) => Some(Bond {
            kind: BondKind::Known,
            node: None,
            more: Vec::new(),
            accounts: vec![a.min(b), a.max(b)],
            pairs: None,
            measure: Measure { quality: 1.0, bonus: 0.0, value: 1.0, threshold: 1.0 },
        }),
        _ => None,
    })
}
