//! What lawful stories ask of a group alike: whether it hides, and whether it shares more than the story has.

use crate::cases::case::Case;
use crate::cases::kinds::Explains;
use crate::model::Indicator;
use crate::ties::BondKind;

/// Bits from which on a kind of evidence is more than coincidence: what a story does not predict, and shows so, ends it.
pub(super) const TELLING: f64 = 2.0;

/// Bits of what shows one hand, or money out of sight, from which on a team is not in the open.
pub(super) const OUT_OF_SIGHT: f64 = 0.8;

/// Of many people each knows fewer: a group from this size on is no circle from this share of all pairs on.
pub(super) const MANY: (usize, f64) = (10, 2.0 / 3.0);

/// Bits of money between them, by the platform's own rate, from which on it is more than the tips and shares of friends.
const A_TRADE: f64 = 1.5;

/// Whether more money goes between them than between people who know each other on this platform.
pub(super) fn pay_each_other(case: &Case) -> bool {
    case.kinds.iter().any(|kind| kind.kind == BondKind::Transfer && kind.alone >= A_TRADE)
}

/// Whether every kind of weight is one that a story explains.
pub(super) fn shares_only(case: &Case, theirs: Explains) -> bool {
    case.kinds.iter().all(|kind| theirs(Some(kind.kind)) > 0.0 || kind.households < OUT_OF_SIGHT)
}

/// Whether a kind of evidence says so much that it is not in the open.
pub(super) fn shows(case: &Case, kind: BondKind) -> bool {
    case.kinds.iter().any(|weight| weight.kind == kind && weight.households >= OUT_OF_SIGHT)
}

/// Whether half of them hide where they work.
pub(super) fn hide(case: &Case) -> bool {
    let hidden = case.accounts.iter().filter(|&&account| case.conduct.shows(account, Indicator::T3)).count();
    hidden * 2 >= case.accounts.len()
}
