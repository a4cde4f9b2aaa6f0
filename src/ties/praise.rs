//! N2: one client that rates several workers highly within days, where the workers share something already.
//!
//! A client that likes what it gets hires many, and rates them all; that says nothing. Where those it praises in one go share a
//! payee, a machine or a number beside, the praise is one more thing they have in common. It ties nobody by itself.

use rayon::prelude::*;

use super::bond::{Bond, BondKind, Measure};
use crate::algo::components::components;
use crate::graph::Graph;
use crate::model::{AccountId, DAY, Node, NodeKind, Time, ValueId};
use crate::settings::{GroupSettings, Settings};
use crate::snapshot::Review;

/// Accounts in a bond above which it joins no workers for praise: a carrier's address, a course.
const SHARED_BY_AT_MOST: usize = 24;

/// Reviews of one client within the days of N2, by the most workers.
pub(crate) struct Spree<'a> {
    /// The reviews, by time.
    pub reviews: Vec<&'a Review>,
    /// Whom they praise, ascending.
    pub workers: Vec<AccountId>,
    /// Their mean rating.
    pub mean: f64,
}

/// The stretch of days in which a client rates the most workers, at least as many and as highly as N2 asks.
/// O(n log n + reviews in the widest stretch x n).
pub(crate) fn spree<'a>(settings: &GroupSettings, reviews: impl Iterator<Item = &'a Review>) -> Option<Spree<'a>> {
    let rated = reviews.filter(|review| review.posted_at.get().is_some() && review.rating.get().is_some());
    let mut rated: Vec<&Review> = rated.filter(|review| review.reviewer != review.reviewee).collect();
    if rated.len() < settings.n2_workers as usize {
        return None;
    }
    let at = |review: &Review| review.posted_at.get().unwrap_or_default();
    rated.sort_unstable_by_key(|review| (at(review), review.reviewee, review.row));
    let window = settings.n2_days * DAY;
    let mut best: Option<Spree> = None;
    for from in 0..rated.len() {
        let begun: Time = at(rated[from]);
        let until = rated.partition_point(|review| at(review) <= begun.plus(window));
        let run = &rated[from..until];
        // A stretch of fewer reviews praises no more workers.
        if run.len() < best.as_ref().map_or(settings.n2_workers as usize, |best| best.workers.len() + 1) {
            continue;
        }
        let mut workers: Vec<AccountId> = run.iter().map(|review| review.reviewee).collect();
        workers.sort_unstable();
        workers.dedup();
        let sum: f64 = run.iter().filter_map(|review| review.rating.get()).map(f64::from).sum();
        let mean = sum / run.len() as f64;
        let more = workers.len() > best.as_ref().map_or(0, |best| best.workers.len());
        if more && workers.len() >= settings.n2_workers as usize && mean >= settings.n2_rating {
            best = Some(Spree { reviews: run.to_vec(), workers, mean });
        }
    }
    best
}

/// Bonds of the workers that a client praises within days and that `shared` joins, in groups of as many as N2 asks.
/// O(reviews log reviews + members of bonds).
#[must_use]
pub fn praise_bonds(graph: &Graph, shared: &[Bond], settings: &Settings) -> Vec<Bond> {
    let least = settings.groups.n2_workers as usize;
    let praised: Vec<(AccountId, Vec<AccountId>)> = (0..graph.accounts() as u32)
        .into_par_iter()
        .with_min_len(1024)
        .filter_map(|client| {
            let client = AccountId(client);
            let reviews = graph.reviews.of(client, &graph.snapshot.reviews).iter();
            spree(&settings.groups, reviews).map(|spree| (client, spree.workers))
        })
        .collect();
    let mut asked = vec![false; graph.accounts()];
    praised.iter().flat_map(|(_, workers)| workers).for_each(|worker| asked[worker.index()] = true);
    let joins = |bond: &Bond| bond.accounts.len() <= SHARED_BY_AT_MOST && is_a_thing(bond.kind);
    let mut carried: Vec<(AccountId, u32)> = (shared.iter().enumerate())
        .filter(|(_, bond)| joins(bond))
        .flat_map(|(at, bond)| bond.accounts.iter().map(move |&account| (account, at as u32)))
        .filter(|(account, _)| asked[account.index()])
        .collect();
    carried.par_sort_unstable();
    let bonds = praised.into_par_iter().flat_map_iter(|(client, workers)| {
        let groups = linked(&workers, &carried).into_iter().filter(|group| group.len() >= least).collect::<Vec<_>>();
        groups.into_iter().map(move |accounts| Bond {
            kind: BondKind::Praise,
            node: Some(Node { kind: NodeKind::Account, value: ValueId(client.0) }),
            more: Vec::new(),
            measure: Measure { quality: 1.0, bonus: 0.0, value: accounts.len() as f64, threshold: least as f64 },
            accounts,
            pairs: None,
        })
    });
    bonds.collect()
}

/// Kinds of bond that say more than that people met on the platform.
const fn is_a_thing(kind: BondKind) -> bool {
    !matches!(
        kind,
        BondKind::Reviews
            | BondKind::Boosting
            | BondKind::Praise
            | BondKind::Direct
            | BondKind::Referral
            | BondKind::Visit
            | BondKind::Remittance
    )
}

/// Groups of `workers` (ascending) that bonds join, each ascending; `carried` has the bonds of each account, ascending.
fn linked(workers: &[AccountId], carried: &[(AccountId, u32)]) -> Vec<Vec<AccountId>> {
    let mut here: Vec<(u32, u32)> = Vec::new();
    for (place, &worker) in workers.iter().enumerate() {
        let from = carried.partition_point(|&(account, _)| account < worker);
        let own = carried[from..].iter().take_while(|&&(account, _)| account == worker);
        here.extend(own.map(|&(_, bond)| (bond, place as u32)));
    }
    here.sort_unstable();
    let edges: Vec<(u32, u32)> =
        here.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| (pair[0].1, pair[1].1)).collect();
    let groups = components(workers.len(), &edges);
    groups.groups().iter().map(|group| group.iter().map(|&at| workers[at as usize]).collect()).collect()
}
