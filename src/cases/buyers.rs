//! Customers of an operation that sells praise: it writes to them as it writes to its own, and they are not run by it.

use std::collections::BTreeSet;

use super::view::Part;
use crate::clusters::AGREES;
use crate::graph::Graph;
use crate::model::AccountId;
use crate::ties::BondKind;

/// Share of those who praise an account, or whom it praises, that more than praise must tie: then the operation stands without it. Where nobody is
/// tied by more, whoever is praised is what the praise is for.
const STANDS: f64 = 0.5;

/// Members (of `accounts`, ascending) whom dense praise alone ties to the others, some of whom more ties, and who praise none of these back or whose
/// counterparts are tied by more for the most part; ascending. `parts`: the bonds among them. Of three makers' members held so 10 were the
/// operation's and 202 bought from it or were a club's. O(pairs of the parts + the members' reviews).
#[must_use]
pub(super) fn buyers_of_praise(graph: &Graph, parts: &[Part], accounts: &[AccountId]) -> Vec<AccountId> {
    let dense: Vec<&Part> = parts.iter().filter(|part| part.kind() == BondKind::Boosting).collect();
    if dense.is_empty() {
        return Vec::new();
    }
    let tied = |ties: fn(BondKind) -> bool| -> BTreeSet<AccountId> {
        let holding = parts.iter().filter(|part| ties(part.kind()) && part.pair_bits >= f64::from(AGREES));
        holding.flat_map(|part| &part.pairs).flat_map(|&(a, b)| [a, b]).collect()
    };
    let answered = tied(|kind| kind == BondKind::Reviews);
    let by_more = tied(|kind| !matches!(kind, BondKind::Boosting | BondKind::Praise | BondKind::Reviews));
    let buys = |&account: &AccountId| {
        if by_more.contains(&account) || answered.contains(&account) {
            return false;
        }
        let pairs = dense.iter().flat_map(|part| &part.pairs).filter(|pair| pair.0 == account || pair.1 == account);
        let counterparts: BTreeSet<AccountId> =
            pairs.flat_map(|&(a, b)| [a, b]).filter(|&other| other != account).collect();
        let written = graph.reviews.of(account, &graph.snapshot.reviews);
        let praises_back = written.iter().any(|review| counterparts.contains(&review.reviewee));
        let standing = counterparts.intersection(&by_more).count();
        standing > 0 && (!praises_back || standing as f64 >= STANDS * counterparts.len() as f64)
    };
    accounts.iter().copied().filter(buys).collect()
}
