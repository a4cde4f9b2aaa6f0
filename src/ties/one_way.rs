//! Who praises whom one way, and how surprising a block of such praise is.

use super::bond::{Bond, BondKind, Measure};
use super::fees::Fees;
use super::reviews::ReciprocalGraph;
use crate::algo::butterflies::butterfly_edges;
use crate::algo::components::components;
use crate::graph::Graph;
use crate::model::AccountId;

/// Rating from which a review is praise; one without a rating counts as such.
const PRAISE: f64 = 4.0;
/// Reviewers, and accounts reviewed, of a block at least: one client with many workers is loyal, one worker with many
/// clients is good.
pub(super) const LEAST: [usize; 2] = [3, 2];
/// Bits of surprise, after the choice among all groups is paid for, from which on chance is out of the question.
const SURPRISE_BITS: f64 = 20.0;
/// Share of a reviewer's praise that goes into the block from which on the block is what it reviews for.
const FOCUS: f64 = 0.35;

/// Who praised whom: each pair once, without pairs of a group that answers its reviews.
pub(super) struct Praise {
    pub edges: Vec<(u32, u32)>,
    given: Vec<u32>,
    received: Vec<u32>,
}

impl Praise {
    pub fn new(graph: &Graph, reciprocal: &ReciprocalGraph) -> Self {
        let mut group_of = vec![u32::MAX; graph.accounts()];
        for (at, group) in reciprocal.groups.iter().enumerate() {
            group.iter().for_each(|&v| group_of[reciprocal.accounts[v as usize].index()] = at as u32);
        }
        let answered =
            |a: AccountId, b: AccountId| group_of[a.index()] != u32::MAX && group_of[a.index()] == group_of[b.index()];
        let mut edges: Vec<(u32, u32)> = graph
            .snapshot
            .reviews
            .iter()
            .filter(|review| review.reviewer != review.reviewee && !answered(review.reviewer, review.reviewee))
            .filter(|review| review.rating.get().is_none_or(|rating| f64::from(rating) >= PRAISE))
            .map(|review| (review.reviewer.0, review.reviewee.0))
            .collect();
        edges.sort_unstable();
        edges.dedup();
        let (given, received) = degrees(graph.accounts(), &edges);
        Self { edges, given, received }
    }

    /// Where blocks can be: praise by reviewers of two such accounts for accounts of three such reviewers, in parts of at most
    /// `small` reviews, and in larger parts only what two reviewers give to the same two accounts. Most of a platform is
    /// one large part without such praise, in which a sparser block does not stand out.
    pub fn core(&self, small: usize) -> Vec<(u32, u32)> {
        let mut edges = self.edges.clone();
        self.keep_core(&mut edges);
        let (mut kept, large): (Vec<_>, Vec<_>) = parts(&edges).into_iter().partition(|part| part.len() <= small);
        let mut large = large.concat();
        loop {
            let before = large.len();
            large = butterfly_edges(self.given.len(), self.received.len(), &large);
            self.keep_core(&mut large);
            if large.len() == before {
                break;
            }
        }
        kept.push(large);
        kept.concat()
    }

    /// Takes reviewers of fewer than two and accounts of fewer than three reviews out, again and again.
    fn keep_core(&self, edges: &mut Vec<(u32, u32)>) {
        let (mut given, mut received) = degrees(self.given.len(), edges);
        loop {
            let before = edges.len();
            edges.retain(|&(from, to)| {
                let stays = given[from as usize] >= LEAST[1] as u32 && received[to as usize] >= LEAST[0] as u32;
                if !stays {
                    given[from as usize] -= 1;
                    received[to as usize] -= 1;
                }
                stays
            });
            if edges.len() == before {
                return;
            }
        }
    }

    /// Bits of surprise of a block: its edges against what its degrees make likely.
    fn tail(&self, part: &[(u32, u32)], rows: &[u32], columns: &[u32]) -> f64 {
        let all = self.edges.len().max(1) as f64;
        let expected: f64 = rows.iter().map(|&v| f64::from(self.given[v as usize])).sum::<f64>()
            * columns.iter().map(|&v| f64::from(self.received[v as usize])).sum::<f64>()
            / all;
        let cells = (rows.len() * columns.len()) as f64;
        let (seen, chance) = (part.len() as f64 / cells, (expected / cells).clamp(1e-12, 1.0 - 1e-12));
        if seen <= chance {
            return 0.0;
        }
        // Upper tail of a binomial variable, by Chernoff's bound.
        let absent = if seen < 1.0 { (1.0 - seen) * ((1.0 - seen) / (1.0 - chance)).log2() } else { 0.0 };
        cells * (seen * (seen / chance).log2() + absent)
    }

    /// Whom an account praises, as edges from it; ascending.
    pub fn by(&self, account: u32) -> &[(u32, u32)] {
        let from = self.edges.partition_point(|edge| edge.0 < account);
        let until = from + self.edges[from..].partition_point(|edge| edge.0 == account);
        &self.edges[from..until]
    }

    /// The bond of a block that was chosen among all of its size. Who praises mostly others is active; who is paid for work is no shill.
    pub fn bond(&self, fees: &Fees, part: &[(u32, u32)], rows: &[u32], columns: &[u32]) -> Option<Bond> {
        let active = |counts: &[u32]| counts.iter().filter(|count| **count > 0).count();
        let chosen = choices(active(&self.given), rows.len()) + choices(active(&self.received), columns.len());
        let given: u32 = rows.iter().map(|&v| self.given[v as usize]).sum();
        let focus = part.len() as f64 / f64::from(given.max(1));
        let accounts = accounts_of(rows, columns);
        let hollow = fees.hollow(&accounts).unwrap_or(0.5);
        let holds = (focus / FOCUS).min(1.0) * (0.5 + hollow).min(1.0);
        weighed(accounts, part, columns.len(), (self.tail(part, rows, columns) - chosen, holds, hollow))
    }

    /// The bond of a block of reviewers whom something else brings together: only whom they praise was chosen. That they praise many others, and
    /// order real work, takes nothing from it.
    pub fn bond_of_those_who_share(
        &self,
        fees: &Fees,
        part: &[(u32, u32)],
        rows: &[u32],
        columns: &[u32],
    ) -> Option<Bond> {
        let active = self.received.iter().filter(|count| **count > 0).count();
        let accounts = accounts_of(rows, columns);
        let hollow = fees.hollow(&accounts).unwrap_or(0.5).max(0.5);
        let surprise = self.tail(part, rows, columns) - choices(active, columns.len());
        // What three agree in ties them to one another too: whom they praise may have bought it, and is left out then.
        let agree = if rows.len() > LEAST[1] { rows } else { &[] };
        let among = agree.iter().enumerate().flat_map(|(at, &a)| agree[at + 1..].iter().map(move |&b| (a, b)));
        let pairs: Vec<(u32, u32)> = part.iter().copied().chain(among).collect();
        weighed(accounts, &pairs, columns.len(), (surprise, 1.0, hollow))
    }
}

/// Reviewers and reviewed, ascending.
fn accounts_of(rows: &[u32], columns: &[u32]) -> Vec<AccountId> {
    let mut accounts: Vec<AccountId> = rows.iter().chain(columns).map(|&v| AccountId(v)).collect();
    accounts.sort_unstable();
    accounts.dedup();
    accounts
}

/// The bond of a block: how surprising it is, how much of that holds, and how hollow its orders are.
fn weighed(
    accounts: Vec<AccountId>,
    pairs: &[(u32, u32)],
    praised: usize,
    (surprise, holds, hollow): (f64, f64, f64),
) -> Option<Bond> {
    let place = |v: u32| AccountId(v).place_in(&accounts);
    let mut pairs: Vec<(u32, u32)> =
        pairs.iter().map(|&(from, to)| (place(from).min(place(to)), place(from).max(place(to)))).collect();
    pairs.sort_unstable();
    pairs.dedup();
    (surprise > 0.0).then(|| Bond {
        kind: BondKind::Boosting,
        node: None,
        more: Vec::new(),
        pairs: Some(pairs),
        measure: Measure {
            quality: (surprise / SURPRISE_BITS).min(1.0) * holds,
            bonus: 2.0 * hollow,
            value: praised as f64,
            threshold: LEAST[1] as f64,
        },
        accounts,
    })
}

/// Edges from and to each of `accounts`.
fn degrees(accounts: usize, edges: &[(u32, u32)]) -> (Vec<u32>, Vec<u32>) {
    let (mut given, mut received) = (vec![0; accounts], vec![0; accounts]);
    for &(from, to) in edges {
        given[from as usize] += 1;
        received[to as usize] += 1;
    }
    (given, received)
}

/// log2 of the number of ways to choose `chosen` of `of`.
fn choices(of: usize, chosen: usize) -> f64 {
    (0..chosen.min(of)).map(|at| ((of - at) as f64 / (at + 1) as f64).log2()).sum()
}

/// The connected parts of a block: greedy peeling takes blocks of like density together.
pub(super) fn parts(edges: &[(u32, u32)]) -> Vec<Vec<(u32, u32)>> {
    let mut nodes: Vec<u32> = edges.iter().flat_map(|&(from, to)| [from, to]).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let place = |v: u32| nodes.binary_search(&v).map_or(0, |at| at as u32);
    let local: Vec<(u32, u32)> = edges.iter().map(|&(from, to)| (place(from), place(to))).collect();
    let labels = components(nodes.len(), &local).labels;
    let mut parts: std::collections::BTreeMap<u32, Vec<(u32, u32)>> = std::collections::BTreeMap::new();
    for &edge in edges {
        parts.entry(labels[place(edge.0) as usize]).or_default().push(edge);
    }
    parts.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_part_is_kept_whole_and_a_large_one_where_two_agree() {
        // Six reviewers praise another pair of four accounts each: no two the same pair.
        let pairs = [(10, 11), (10, 12), (10, 13), (11, 12), (11, 13), (12, 13)];
        let mut edges: Vec<(u32, u32)> =
            (0u32..).zip(pairs).flat_map(|(from, (a, b))| [(from, a), (from, b)]).collect();
        edges.sort_unstable();
        let (given, received) = degrees(14, &edges);
        let praise = Praise { edges: edges.clone(), given, received };
        assert_eq!(praise.core(12), edges);
        assert_eq!(praise.core(11), []);
    }
}
