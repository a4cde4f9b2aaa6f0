//! Mutual reviews: groups that answer one another's reviews beyond what the platform's own habits give.
//!
//! On a two-sided platform both ends of a contract review each other: reciprocity alone is lawful, and almost bipartite, so
//! that three accounts hardly ever form a triangle of it. What is measured is closure: how much likelier than the
//! platform's own transitivity the group's triangles are, and how much of its members' reviewing stays inside.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::bond::{Bond, BondKind, Measure};
use super::fees::Fees;
use crate::algo::Csr;
use crate::algo::cliques::{CliqueConfig, maximal_cliques};
use crate::algo::kcore::core_numbers;
use crate::graph::Graph;
use crate::model::{AccountId, DAY, Time};
use crate::settings::{GroupSettings, Settings};
use crate::snapshot::Review;

/// The reciprocal reviews of a snapshot.
pub struct ReciprocalGraph {
    /// Accounts with a reciprocal review, ascending; nodes of `graph` are positions here.
    pub accounts: Vec<AccountId>,
    /// An edge where two accounts reviewed each other within the window.
    pub graph: Csr,
    /// Near-cliques, each ascending, as positions in `accounts`.
    pub groups: Vec<Vec<u32>>,
    /// Share of the paths of two edges outside groups of four and more that are closed: the platform's own transitivity. Three
    /// who answer one another may be what people here do.
    pub transitivity: f64,
    /// How far cliques were searched.
    pub search: SearchCount,
    habit: Paths,
}

/// How far cliques of answered reviews were searched, for `run.json`: what a budget cut is not looked at.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct SearchCount {
    /// Maximal cliques found.
    pub cliques: u64,
    /// Accounts from which the search was given up or not begun, for want of steps.
    pub accounts_cut: u64,
}

impl ReciprocalGraph {
    /// Finds the pairs that answered each other. O(reviews log reviews).
    #[must_use]
    pub fn new(graph: &Graph, settings: &GroupSettings) -> Self {
        let mut posted: Vec<Posted> = graph.snapshot.reviews.iter().filter_map(Posted::new).collect();
        posted.par_sort_unstable();
        let window = settings.reciprocal_days * DAY;
        let pairs: Vec<(AccountId, AccountId)> = posted
            .chunk_by(|a, b| a.pair == b.pair)
            .filter(|of_pair| answered(of_pair, window))
            .map(|of_pair| of_pair[0].pair)
            .collect();
        drop(posted);
        let mut accounts: Vec<AccountId> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
        accounts.sort_unstable();
        accounts.dedup();
        let place = |account: AccountId| account.place_in(&accounts);
        let edges: Vec<(u32, u32)> = pairs.iter().map(|&(a, b)| (place(a), place(b))).collect();
        let graph = Csr::from_edges(accounts.len(), &edges);
        let (groups, search) = near_cliques(&graph, settings);
        let habit = Paths::of(&without(&graph, &groups));
        Self { accounts, graph, groups, transitivity: habit.transitivity(), search, habit }
    }
}

/// A review between two accounts; the smaller is first in `pair`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posted {
    pair: (AccountId, AccountId),
    /// Whether the larger one wrote it.
    back: bool,
    at: Time,
}

impl Posted {
    fn new(review: &Review) -> Option<Self> {
        let (a, b) = (review.reviewer, review.reviewee);
        let at = review.posted_at.get().unwrap_or_default();
        (a != b).then(|| Self { pair: (a.min(b), a.max(b)), back: a > b, at })
    }
}

/// Whether any review of a pair (ascending) was answered within so many seconds, before or after. O(n log n).
fn answered(of_pair: &[Posted], window: u32) -> bool {
    let (there, back) = of_pair.split_at(of_pair.partition_point(|posted| !posted.back));
    there.iter().any(|one| {
        let from = back.partition_point(|other| other.at.0 < one.at.0.saturating_sub(window));
        back.get(from).is_some_and(|other| other.at.0.abs_diff(one.at.0) <= window)
    })
}

/// The graph without the edges inside groups of four and more: rings must not pass for the platform's habit.
fn without(graph: &Csr, groups: &[Vec<u32>]) -> Csr {
    let mut group_of = vec![u32::MAX; graph.node_count()];
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| group.len() > 3) {
        group.iter().for_each(|&v| group_of[v as usize] = at as u32);
    }
    let crosses =
        |&(a, b): &(u32, u32)| group_of[a as usize] == u32::MAX || group_of[a as usize] != group_of[b as usize];
    let edges: Vec<(u32, u32)> = graph.edges().filter(crosses).collect();
    Csr::from_edges(graph.node_count(), &edges)
}

/// What is assumed before any path is seen: twenty paths, a tenth of them closed, as among people who choose each other.
const PATHS_ASSUMED: f64 = 20.0;
const CLOSED_ASSUMED: f64 = 2.0;

/// Paths of two edges, and how many of them are closed.
#[derive(Clone, Copy)]
struct Paths {
    all: f64,
    closed: f64,
}

impl Paths {
    fn of(graph: &Csr) -> Self {
        let (mut all, mut closed) = (0.0f64, 0.0f64);
        for v in 0..graph.node_count() as u32 {
            let near = graph.neighbors(v);
            let degree = near.len() as f64;
            all += degree * (degree - 1.0) / 2.0;
            for (at, &a) in near.iter().enumerate() {
                let after = graph.neighbors(a);
                closed += near[at + 1..].iter().filter(|b| after.binary_search(b).is_ok()).count() as f64;
            }
        }
        Self { all, closed }
    }

    /// Without those of a group of three, which must not speak for itself.
    fn without_three(self) -> Self {
        Self { all: self.all - 3.0, closed: self.closed - 3.0 }
    }

    fn transitivity(self) -> f64 {
        (self.closed + CLOSED_ASSUMED) / (self.all + PATHS_ASSUMED)
    }
}

/// Bonds of near-cliques of answered reviews.
#[must_use]
pub fn review_bonds(fees: &Fees, reciprocal: &ReciprocalGraph, settings: &Settings) -> Vec<Bond> {
    reciprocal.groups.iter().map(|members| bond(fees, reciprocal, &settings.groups, members)).collect()
}

fn bond(fees: &Fees, reciprocal: &ReciprocalGraph, settings: &GroupSettings, members: &[u32]) -> Bond {
    let graph = &reciprocal.graph;
    let inside = |v: u32| graph.neighbors(v).iter().filter(|u| members.binary_search(u).is_ok()).count() as f64;
    let edges = members.iter().map(|&v| inside(v)).sum::<f64>() / 2.0;
    let size = members.len() as f64;
    // Edges beyond a spanning tree close a triangle each; each is a coincidence of the platform's transitivity.
    let closures = (edges - (size - 1.0)).max(0.0);
    let isolation = members.iter().map(|&v| inside(v) / graph.degree(v) as f64).sum::<f64>() / size;
    let habit = if members.len() == 3 { reciprocal.habit.without_three() } else { reciprocal.habit };
    let bits = closures * (1.0 / habit.transitivity().max(1e-6)).log2().max(0.0);
    let pairs: Vec<(u32, u32)> = (0..members.len() as u32)
        .flat_map(|a| (a + 1..members.len() as u32).map(move |b| (a, b)))
        .filter(|&(a, b)| graph.has_edge(members[a as usize], members[b as usize]))
        .collect();
    let accounts: Vec<AccountId> = members.iter().map(|&at| reciprocal.accounts[at as usize]).collect();
    // A guild does real work for one another; a ring's orders are as hollow as its reviews.
    let hollow = fees.hollow(&accounts).unwrap_or(0.5);
    Bond {
        kind: BondKind::Reviews,
        node: None,
        more: Vec::new(),
        accounts,
        pairs: Some(pairs),
        measure: Measure {
            // Who reviews mostly outside is active, not in a ring; closure that is the platform's habit says nothing.
            quality: (isolation / ISOLATION).min(1.0) * (bits / CLOSURE_BITS).min(1.0) * (0.5 + hollow).min(1.0),
            bonus: 2.0 * hollow,
            value: size,
            threshold: f64::from(settings.clique_size),
        },
    }
}

/// Share of a member's answered reviews that stays in its group from which on the group is what it reviews for.
const ISOLATION: f64 = 0.35;
/// Bits of closure from which on chance is out of the question.
const CLOSURE_BITS: f64 = 20.0;

/// Maximal cliques merged while the union stays dense; ascending, disjoint but for what merging left.
fn near_cliques(graph: &Csr, settings: &GroupSettings) -> (Vec<Vec<u32>>, SearchCount) {
    let least = settings.clique_size.max(3);
    let cores = core_numbers(graph);
    // Members of a clique of k stand in the (k-1)-core; near-cliques may miss a few edges.
    let kept = cores.members(least.saturating_sub(2).max(2));
    let mut inside = vec![false; graph.node_count()];
    kept.iter().for_each(|&v| inside[v as usize] = true);
    let edges: Vec<(u32, u32)> = graph.edges().filter(|&(a, b)| inside[a as usize] && inside[b as usize]).collect();
    let dense = Csr::from_edges(graph.node_count(), &edges);
    let config =
        CliqueConfig { min_size: 3, steps_total: settings.clique_budget, steps_per_root: settings.clique_budget / 100 };
    let mut cliques: Vec<Vec<u32>> = Vec::new();
    let mut held = 0usize;
    let summary = maximal_cliques(&dense, &config, |clique| {
        if held < CLIQUES_HELD {
            held += 1;
            cliques.push(clique.to_vec());
        }
    });
    cliques.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    let search = SearchCount { cliques: summary.cliques, accounts_cut: summary.roots_cut + summary.roots_skipped };
    let mut groups = merge(graph, cliques, settings.clique_density);
    groups.retain(|group| group.len() >= least as usize);
    (groups, search)
}

/// Cliques kept for merging: past it the graph is one dense mass, of which any will do.
const CLIQUES_HELD: usize = 2_000_000;

/// Greedy: each clique, largest first, joins the first group that stays dense with it, or begins one, if its nodes are free.
fn merge(graph: &Csr, cliques: Vec<Vec<u32>>, density: f64) -> Vec<Vec<u32>> {
    let mut groups: Vec<Vec<u32>> = Vec::new();
    let mut group_of: FxHashMap<u32, u32> = FxHashMap::default();
    for clique in cliques {
        let mut near: Vec<u32> = clique.iter().filter_map(|v| group_of.get(v).copied()).collect();
        near.sort_unstable();
        near.dedup();
        let free: Vec<u32> = clique.iter().copied().filter(|v| !group_of.contains_key(v)).collect();
        if near.is_empty() {
            free.iter().for_each(|&v| {
                group_of.insert(v, groups.len() as u32);
            });
            groups.push(free);
            continue;
        }
        if free.is_empty() {
            continue;
        }
        for at in near {
            let mut union = groups[at as usize].clone();
            union.extend(&free);
            union.sort_unstable();
            if edge_density(graph, &union) >= density {
                free.iter().for_each(|&v| {
                    group_of.insert(v, at);
                });
                groups[at as usize] = union;
                break;
            }
        }
    }
    groups.sort();
    groups
}

fn edge_density(graph: &Csr, members: &[u32]) -> f64 {
    let size = members.len() as f64;
    let edges: usize = members
        .iter()
        .map(|&v| graph.neighbors(v).iter().filter(|u| **u > v && members.binary_search(u).is_ok()).count())
        .sum();
    edges as f64 / (size * (size - 1.0) / 2.0)
}
