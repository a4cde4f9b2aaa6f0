//! What accuses by itself.

use super::case::{Case, NEAR_CLIQUE};
use super::hypotheses::payee_is_member;
use crate::detect::holder_mismatch;
use crate::names::NameMatch;
use crate::ties::BondKind;

/// Bits of returns, and of those what their number adds, from which on they accuse by themselves.
const CHAIN_BITS: f64 = 5.0;
const CHAIN_BONUS: f64 = 3.0;

/// Accounts from which on a near-clique of hollow reviews accuses by itself: among fewer everybody may know everybody. Of groups of three to five that
/// share nothing else 1 was a ring's and 16 were friends or circles (four makers), of six and seven 2 and 11 (eight makers).
const MORE_THAN_FRIENDS: usize = 8;

/// Kinds that are strong in themselves: P3, T1, a near-clique of answered reviews or dense praise that stand on nothing, and
/// a payout account shared by unrelated people whose holder is none of them.
pub(super) fn is_decisive(case: &Case, kind: BondKind, bits: f64) -> bool {
    match kind {
        // A number that up to a thirtieth of the platform stands on; on a small platform rarity says no more.
        BondKind::Document | BondKind::ClonedIdentity => bits >= 5.0,
        BondKind::Portrait => bits >= 7.0,
        BondKind::Reviews => {
            let clique = case.answered(case.accounts.len()) >= NEAR_CLIQUE && case.accounts.len() >= MORE_THAN_FRIENDS;
            bits >= 6.5 && case.hollow_reviews() && clique
        }
        // Three bans and more that somebody came back from, on one thing.
        BondKind::Return => {
            bits >= CHAIN_BITS
                && case.parts.iter().any(|part| part.kind() == kind && part.bond.measure.bonus >= CHAIN_BONUS)
        }
        // Praise for sale goes one way. Where half of them answer, and nothing else ties them, they know one another: 0 rings' and 4 circles.
        BondKind::Boosting => bits >= 6.5 && case.hollow_reviews() && !case.covers_half(BondKind::Reviews),
        BondKind::Bank => bits >= 6.0 && mismatched_payees(case) * 2 >= case.accounts.len() && !payee_is_member(case),
        _ => false,
    }
}

/// Accounts paid to a shared payout account whose holder is somebody else.
fn mismatched_payees(case: &Case) -> usize {
    let snapshot = case.graph.snapshot;
    let shared: Vec<_> =
        case.parts.iter().filter(|part| part.kind() == BondKind::Bank).filter_map(|part| part.bond.node).collect();
    let paid_elsewhere = |account| {
        let rows = case.graph.bank_accounts.of(account, &snapshot.bank_accounts).iter();
        let mut rows = rows.filter(|row| shared.iter().any(|node| node.value == row.bank));
        rows.any(|row| holder_mismatch(case.graph, row) == NameMatch::Mismatch)
    };
    case.accounts.iter().filter(|&&account| paid_elsewhere(account)).count()
}
