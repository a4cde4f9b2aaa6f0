//! Who stands in a cluster by nothing but a payee two hops away.
//!
//! An exchange or a remittance house is the next stop of many strangers' money. Where most of those who send to it are
//! tied by something else too, it is the operation's own, and the others who send to it belong to it. Where only a few
//! are, the payee is everybody's, and whoever is held by it alone is a bystander.

use super::conduct::Conduct;
use super::view::parts_among;
use crate::clusters::{AGREES, Bonds};
use crate::model::AccountId;
use crate::ties::BondKind;

/// Share of a payee's senders in the cluster that must be tied by something else for it to hold the rest.
const OWN: f64 = 0.5;

/// The accounts (ascending) of a cluster that only such a payee holds there, ascending; none where nothing but payees ties
/// the cluster. O(bonds of the accounts).
#[must_use]
pub(super) fn bystanders(bonds: &Bonds, conduct: &Conduct, accounts: &[AccountId]) -> Vec<AccountId> {
    let parts = parts_among(bonds, accounts);
    let (onward, others): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part.kind() == BondKind::Onward);
    let mut firm: Vec<AccountId> = others
        .iter()
        .filter(|part| part.pair_bits >= f64::from(AGREES))
        .flat_map(|part| part.accounts.iter().copied())
        .collect();
    firm.sort_unstable();
    firm.dedup();
    if firm.is_empty() || onward.is_empty() {
        return Vec::new();
    }
    let firm = |account: AccountId| firm.binary_search(&account).is_ok();
    let mut held: Vec<AccountId> = Vec::new();
    for part in onward {
        let tied = part.accounts.iter().filter(|&&account| firm(account) || conduct.stands_out(account)).count();
        if tied as f64 >= OWN * part.accounts.len() as f64 {
            held.extend(&part.accounts);
        }
    }
    held.sort_unstable();
    accounts.iter().copied().filter(|&account| !firm(account) && held.binary_search(&account).is_err()).collect()
}
