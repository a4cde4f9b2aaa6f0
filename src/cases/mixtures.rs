//! Groups within a cluster that little holds to the rest of it.

use std::collections::{BTreeMap, BTreeSet};

use super::view::{Part, parts_among};
use crate::clusters::{AGREES, Bonds};
use crate::model::AccountId;
use crate::ties::{BondKind, Family};

/// Accounts from which on some of a cluster are a group by themselves.
const A_GROUP: usize = 3;

/// The accounts (ascending) that one kind of bond ties, and the others, where both are groups and one independent kind of evidence at most ties
/// the ones to the others. O(kinds x pairs of bonds among the accounts).
#[must_use]
pub(super) fn separable(bonds: &Bonds, accounts: &[AccountId]) -> Vec<(Vec<AccountId>, Vec<AccountId>)> {
    let parts = parts_among(bonds, accounts);
    let mut of_kind: BTreeMap<BondKind, BTreeSet<AccountId>> = BTreeMap::new();
    for part in &parts {
        of_kind.entry(part.kind()).or_default().extend(&part.accounts);
    }
    let groups: BTreeSet<BTreeSet<AccountId>> = of_kind.into_values().collect();
    let split = |group: BTreeSet<AccountId>| {
        let others: Vec<AccountId> = accounts.iter().copied().filter(|account| !group.contains(account)).collect();
        let both = group.len().min(others.len()) >= A_GROUP && families_across(&parts, &group) <= 1;
        both.then(|| (group.into_iter().collect(), others))
    };
    groups.into_iter().filter_map(split).collect()
}

/// Independent kinds of evidence that tie some of the accounts to the others.
fn families_across(parts: &[Part], some: &BTreeSet<AccountId>) -> usize {
    let across = |part: &&Part| part.pairs.iter().any(|(a, b)| some.contains(a) != some.contains(b));
    let telling = parts.iter().filter(|part| part.pair_bits >= f64::from(AGREES) && part.kind() != BondKind::Visit);
    telling.filter(across).map(|part| part.kind().family()).collect::<BTreeSet<Family>>().len()
}
