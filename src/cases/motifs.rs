//! Motifs: the shapes of operations that the notices describe, recognised from a cluster's evidence.

use crate::model::Indicator;
use crate::ties::BondKind;

use super::case::Case;

/// The motifs that a cluster shows, sorted.
#[must_use]
pub fn motifs(case: &Case) -> Vec<String> {
    let size = case.accounts.len();
    let kind = |kind: BondKind| case.kinds.iter().find(|weight| weight.kind == kind);
    let covers =
        |of: BondKind, share: f64| kind(of).is_some_and(|weight| weight.accounts.len() as f64 >= share * size as f64);
    let units = |of: BondKind| kind(of).map_or(0, |weight| weight.units);
    let showing =
        |indicator: Indicator| case.accounts.iter().filter(|&&account| case.conduct.shows(account, indicator)).count();
    let strong = covers(BondKind::Device, 0.3)
        || covers(BondKind::Ip, 0.3)
        || covers(BondKind::Line, 0.3)
        || covers(BondKind::Document, 0.3)
        || covers(BondKind::Bank, 0.3);
    let houses_many = [BondKind::Ip, BondKind::Line].into_iter().any(|of| units(of) >= 4 && covers(of, 0.5));
    let found = [
        ("laptop_farm", houses_many && !covers(BondKind::Alternation, 0.5)),
        ("payout_funnel", units(BondKind::Bank) >= 3 || (units(BondKind::Onward) >= 3 && strong)),
        ("rented_identity", showing(Indicator::N5) >= 2 && showing(Indicator::N5) * 4 >= size),
        ("shift_team", covers(BondKind::Device, 0.5) && showing(Indicator::C5) + showing(Indicator::P7) >= 2),
        ("persona_operator", units(BondKind::Alternation) >= 2 && covers(BondKind::Alternation, 0.5)),
        ("mutual_review", covers(BondKind::Reviews, 0.5) || covers(BondKind::Boosting, 0.5)),
        ("recycling_after_ban", kind(BondKind::Return).is_some_and(|weight| weight.quality > 0.5)),
        (
            "broker_star",
            [BondKind::Transfer, BondKind::Tribute].into_iter().any(|of| units(of) >= 4 && covers(of, 0.5)),
        ),
        (
            "cloned_id",
            [BondKind::ClonedIdentity, BondKind::Portrait]
                .into_iter()
                .any(|of| kind(of).is_some_and(|weight| weight.alone >= 2.0)),
        ),
        (
            "stealth_ring",
            !strong
                && (covers(BondKind::Onward, 0.5)
                    || covers(BondKind::Synchrony, 0.5)
                    || covers(BondKind::Relay, 0.5)
                    || covers(BondKind::Template, 0.5)),
        ),
    ];
    let mut names: Vec<String> =
        found.into_iter().filter(|(_, found)| *found).map(|(name, _)| name.to_owned()).collect();
    names.sort();
    names
}
