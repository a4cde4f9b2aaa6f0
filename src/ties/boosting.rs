//! One-way boosting: a few reviewers who praise the same few accounts, more than their own habits make likely.
//!
//! FRAUDAR (Hooi et al., KDD 2016) finds the dense blocks of the graph from reviewers to reviewed: its column weights
//! 1 / ln(degree + c) keep camouflage, reviews of popular strangers, from hiding a block. A dense block is not yet a
//! strange one, so each connected part of it is weighed against the reviewers' and the reviewed accounts' own degrees,
//! and pays for having been chosen among all groups of its size.

use crate::algo::peel::{PeelConfig, dense_blocks};
use crate::graph::Graph;
use crate::settings::Settings;

use super::aside::SetAside;
use super::bond::{Bond, BondKind};
use super::fees::Fees;
use super::joint_praise::joint_praise;
use super::one_way::{LEAST, Praise, parts};
use super::reviews::ReciprocalGraph;

/// Blocks looked at: each next one is less dense.
const BLOCKS: usize = 24;

/// Reviews for each account that a cluster may have up to which a part is small.
const SMALL: usize = 8;

/// Bonds of blocks of one-way praise, and of smaller ones among those whom the bonds `shared` tie.
///
/// O(r log r + sum over reviews of the smaller degree + blocks x (c log c + r log block)) for r reviews, of which c are in the core; for the
/// smaller ones, members of the bonds x their reviews x log reviews.
#[must_use]
pub fn boosting_bonds(
    graph: &Graph,
    fees: &Fees,
    reciprocal: &ReciprocalGraph,
    shared: &[Bond],
    settings: &Settings,
) -> (Vec<Bond>, SetAside) {
    let praise = Praise::new(graph, reciprocal);
    let config = PeelConfig { max_blocks: BLOCKS, ..PeelConfig::default() };
    let mut bonds = Vec::new();
    let mut aside = SetAside::default();
    let core = praise.core(settings.clusters.largest as usize * SMALL);
    for block in dense_blocks(graph.accounts(), graph.accounts(), &core, &config) {
        let inside = |&(from, to): &(u32, u32)| {
            block.rows.binary_search(&from).is_ok() && block.columns.binary_search(&to).is_ok()
        };
        let edges: Vec<(u32, u32)> = praise.edges.iter().copied().filter(inside).collect();
        for part in parts(&edges) {
            let (rows, columns) = (ends_of(&part, |edge| edge.0), ends_of(&part, |edge| edge.1));
            let size = rows.len() + columns.len();
            if rows.len() < LEAST[0] || columns.len() < LEAST[1] {
                continue;
            }
            if size > settings.clusters.largest as usize {
                aside.add(BondKind::Boosting, size, part.len());
                continue;
            }
            bonds.extend(praise.bond(fees, &part, &rows, &columns));
        }
    }
    bonds.extend(joint_praise(&praise, fees, shared, settings));
    // Of a block found twice the one that says more.
    let order =
        |a: &Bond, b: &Bond| b.measure.quality.total_cmp(&a.measure.quality).then_with(|| a.pairs.cmp(&b.pairs));
    bonds.sort_by(|a, b| a.accounts.cmp(&b.accounts).then_with(|| order(a, b)));
    bonds.dedup_by(|a, b| a.accounts == b.accounts);
    (bonds, aside)
}

/// One end of each edge, ascending and each once.
fn ends_of(edges: &[(u32, u32)], of: fn(&(u32, u32)) -> u32) -> Vec<u32> {
    let mut ends: Vec<u32> = edges.iter().map(of).collect();
    ends.sort_unstable();
    ends.dedup();
    ends
}
