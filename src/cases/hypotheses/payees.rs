//! Whose the payout accounts of a group are, by the names of their holders.

use crate::cases::case::Case;
use crate::model::AccountId;
use crate::names::{NameMatch, compare_holder, prepare};
use crate::ties::names_of;

/// The accounts on shared payout accounts all of whose holders bear one of these accounts' own name, where they do.
pub(super) fn paid_to_a_member(case: &Case) -> Option<Vec<AccountId>> {
    let rows = case.shared_payees().flat_map(|part| case.registered(part));
    let mut holders: Vec<_> = rows.map(|row| row.holder).collect::<Option<_>>()?;
    holders.sort_unstable();
    holders.dedup();
    let holders: Vec<_> = holders.into_iter().map(|holder| prepare(case.graph.snapshot.text.get(holder))).collect();
    let mut paid: Vec<AccountId> = case.shared_payees().flat_map(|part| part.accounts.iter().copied()).collect();
    paid.sort_unstable();
    paid.dedup();
    let bears = |&account: &AccountId| {
        let names = names_of(case.graph, account);
        let verdicts: Vec<_> = holders.iter().map(|holder| compare_holder(holder, &names).verdict).collect();
        if verdicts.contains(&NameMatch::Mismatch) {
            NameMatch::Mismatch
        } else if verdicts.contains(&NameMatch::Undetermined) {
            NameMatch::Undetermined
        } else {
            NameMatch::Match
        }
    };
    let bears: Vec<NameMatch> = paid.iter().map(bears).collect();
    // Kanji alone have no sure reading: who is the only one that may be the holder counts as the holder.
    let only_one = bears.iter().filter(|verdict| **verdict != NameMatch::Mismatch).count() == 1;
    (!holders.is_empty() && (only_one || bears.contains(&NameMatch::Match))).then_some(paid)
}

/// Whether a shared payout account's holder may be one of the cluster's own people: nothing says it is not.
pub(in crate::cases) fn payee_is_member(case: &Case) -> bool {
    let snapshot = case.graph.snapshot;
    let owners: Vec<_> = case.accounts.iter().map(|&account| names_of(case.graph, account)).collect();
    case.shared_payees().all(|part| {
        let mut holders: Vec<_> = case.registered(part).filter_map(|row| row.holder).collect();
        holders.sort_unstable();
        holders.dedup();
        holders.iter().all(|&holder| {
            let holder = prepare(snapshot.text.get(holder));
            owners.iter().any(|names| compare_holder(&holder, names).verdict != NameMatch::Mismatch)
        })
    })
}
