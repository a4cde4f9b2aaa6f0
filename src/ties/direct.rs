//! Direct ties between accounts: money sent (`transfer`), referrals, messages, and decisions that accounts are one.

use std::collections::BTreeMap;

use super::bond::{Bond, BondKind, Measure};
use crate::graph::Graph;
use crate::model::AccountId;
use crate::settings::Settings;
use crate::snapshot::KnownVerdict;

/// Ties between a star's hub and one account around it.
#[derive(Clone, Copy, Default)]
struct Flow {
    /// Towards the hub.
    into: u32,
    /// From the hub.
    out: u32,
}

/// Share of the accounts around a hub that mostly pay it, from which on it collects.
const COLLECTS: f64 = 0.7;
/// Money that flows in from many is a cut twice as often as pay for work.
const COLLECTED_BITS: f64 = 1.0;

/// Bonds of direct ties: each account with those that it is tied to, as a star. A star wider than the limit is context.
/// O(ties log ties).
#[must_use]
pub fn direct_bonds(graph: &Graph, settings: &Settings) -> Vec<Bond> {
    let snapshot = graph.snapshot;
    let mut stars: BTreeMap<(BondKind, AccountId), BTreeMap<AccountId, Flow>> = BTreeMap::new();
    for tie in &snapshot.ties {
        if tie.account == tie.other {
            continue;
        }
        let word = snapshot.text.get(tie.kind).to_lowercase();
        let kind = if settings.linking.money_ties.contains(&word) {
            BondKind::Transfer
        } else if settings.linking.referral_ties.contains(&word) {
            BondKind::Referral
        } else {
            BondKind::Direct
        };
        stars.entry((kind, tie.account)).or_default().entry(tie.other).or_default().out += 1;
        stars.entry((kind, tie.other)).or_default().entry(tie.account).or_default().into += 1;
    }
    let mut bonds: Vec<Bond> = stars
        .into_iter()
        .filter(|(_, others)| others.len() <= settings.linking.limit_at_least as usize)
        // A pair is a star at both of its ends; it is one bond, at the smaller.
        .filter(|((_, hub), others)| others.len() > 1 || others.keys().all(|other| other > hub))
        .map(|((kind, hub), others)| star(kind, hub, &others))
        .collect();
    bonds.extend(known_bonds(graph));
    bonds
}

fn star(kind: BondKind, hub: AccountId, others: &BTreeMap<AccountId, Flow>) -> Bond {
    let mut accounts: Vec<AccountId> = others.keys().copied().collect();
    let at = accounts.partition_point(|&other| other < hub);
    accounts.insert(at, hub);
    let place = at as u32;
    let pairs = (0..accounts.len() as u32).filter(|&other| other != place);
    let mut pairs: Vec<(u32, u32)> = pairs.map(|other| (other.min(place), other.max(place))).collect();
    pairs.sort_unstable();
    let count: u32 = others.values().map(|flow| flow.into + flow.out).sum();
    let paying = others.values().filter(|flow| flow.into > flow.out).count();
    // Whoever passes work on pays the others; a broker is paid by them.
    let collects = kind == BondKind::Transfer && paying >= 3 && paying as f64 >= COLLECTS * others.len() as f64;
    let measure = Measure {
        quality: 1.0,
        bonus: if collects { COLLECTED_BITS } else { 0.0 },
        value: f64::from(count),
        threshold: 1.0,
    };
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
