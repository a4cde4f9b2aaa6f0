//! What an index is made of, and where the nodes of each kind begin in it.

use std::io;

use super::format::NONE;
use crate::clusters::{Bonds, PairPart};
use crate::graph::Graph;
use crate::model::{Node, NodeKind};
use crate::report::Cluster;
use crate::ties::{Limits, People};

/// What an index is made of.
#[derive(Clone, Copy)]
pub struct IndexInput<'a> {
    /// The graph.
    pub graph: &'a Graph<'a>,
    /// What ties accounts.
    pub bonds: &'a Bonds,
    /// Who may be related.
    pub people: &'a People,
    /// From where on a value is context.
    pub limits: &'a Limits,
    /// What each kind of evidence says of each pair, ascending by pair.
    pub parts: &'a [PairPart],
    /// Bits at which a pair is tied.
    pub tie_from: f64,
    /// The clusters as they are reported, with their final ids.
    pub clusters: &'a [Cluster],
}

/// Where each kind's nodes begin.
pub(super) struct Places {
    kinds: Vec<(NodeKind, u32)>,
    /// Number of nodes.
    pub total: u32,
}

impl Places {
    pub fn new(graph: &Graph) -> io::Result<Self> {
        let mut kinds = vec![(NodeKind::Account, 0)];
        let mut next = graph.accounts();
        for &kind in graph.kinds() {
            kinds.push((kind, next as u32));
            next += graph.links(kind).values();
        }
        let links: usize = graph.kinds().iter().map(|&kind| graph.links(kind).len()).sum();
        let too_many = || io::Error::other("the graph has 2^32 nodes or links or more: too many for an index");
        let total = u32::try_from(next.max(links)).map_err(|_| too_many())?;
        if total == NONE { Err(too_many()) } else { Ok(Self { kinds, total: next as u32 }) }
    }

    pub fn node(&self, node: Node) -> u32 {
        let first = self.kinds.iter().find(|(kind, _)| *kind == node.kind).map_or(0, |(_, first)| *first);
        first + node.value.0
    }

    /// The first node of the graph's `k`th kind of identifier.
    pub fn first(&self, k: usize) -> u32 {
        self.kinds[k + 1].1
    }

    /// Every kind with its nodes, in the file's order.
    pub fn blocks(&self) -> Vec<(NodeKind, std::ops::Range<u32>)> {
        let ends = self.kinds.iter().skip(1).map(|&(_, first)| first).chain([self.total]);
        self.kinds.iter().zip(ends).map(|(&(kind, first), end)| (kind, 0..end - first)).collect()
    }
}
