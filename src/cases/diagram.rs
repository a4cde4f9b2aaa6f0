//! A cluster as a graph: its accounts, the identifiers that tie them, and the direct ties between them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::clusters::Bonds;
use crate::graph::Graph;
use crate::model::{AccountId, Node, NodeKind, TextId};
use crate::report::{Diagram, DiagramEdge, DiagramNode};
use crate::snapshot::Status;
use crate::ties::{BondKind, Limits};

use super::view::Part;

/// Hubs shown as context: the ones that most of the cluster's accounts touch.
const HUBS: usize = 4;

/// Ties of a cluster as a graph on its accounts and the nodes between them.
pub struct ClusterGraph {
    /// The accounts, then the nodes; each ascending.
    pub nodes: Vec<Node>,
    /// Edges between positions of `nodes`, ascending, with bits and the kinds that make them.
    pub edges: Vec<(u32, u32, f64, Vec<BondKind>)>,
    /// Number of accounts: positions below it are accounts.
    pub accounts: usize,
}

impl ClusterGraph {
    /// Builds it from the parts of the bonds. A bond with a node makes an edge from each account to it, one without an
    /// edge for each pair.
    #[must_use]
    pub fn new(graph: &Graph, bonds: &Bonds, accounts: &[AccountId], parts: &[Part]) -> Self {
        // Whoever praises several may be one of them.
        let member =
            |node: &Node| node.kind == NodeKind::Account && accounts.binary_search(&AccountId(node.value.0)).is_ok();
        let mut between: Vec<Node> =
            parts.iter().filter_map(|part| part.bond.node).filter(|node| !member(node)).collect();
        between.sort_unstable();
        between.dedup();
        let place = |account: AccountId| account.place_in(accounts);
        let mut edges: BTreeMap<(u32, u32), (f64, Vec<BondKind>)> = BTreeMap::new();
        let mut add = |a: u32, b: u32, bits: f64, kind: BondKind| {
            let edge = edges.entry((a.min(b), a.max(b))).or_default();
            edge.0 = edge.0.max(bits);
            if !edge.1.contains(&kind) {
                edge.1.push(kind);
            }
        };
        for part in parts {
            let bits = bonds.bits(graph, part.bond, part.accounts.len(), part.accounts.len());
            match part.bond.node {
                Some(node) if member(&node) => {
                    let hub = place(AccountId(node.value.0));
                    let others = part.accounts.iter().map(|&account| place(account)).filter(|&at| at != hub);
                    others.for_each(|at| add(at, hub, bits, part.kind()));
                }
                Some(node) => {
                    let at = (accounts.len() + between.binary_search(&node).unwrap_or(0)) as u32;
                    part.accounts.iter().for_each(|&account| add(place(account), at, bits, part.kind()));
                }
                None => part.pairs.iter().for_each(|&(a, b)| add(place(a), place(b), bits, part.kind())),
            }
        }
        let nodes = accounts.iter().map(|&account| Node::from(account)).chain(between).collect();
        let edges = edges.into_iter().map(|((a, b), (bits, kinds))| (a, b, bits, kinds)).collect();
        Self { nodes, edges, accounts: accounts.len() }
    }
}

/// The diagram of a cluster; `weakest` is the edge to be marked, as positions in the cluster's graph.
#[must_use]
pub fn diagram(
    graph: &Graph,
    limits: &Limits,
    cluster: &str,
    tied: &ClusterGraph,
    weakest: Option<(u32, u32)>,
) -> Diagram {
    let mut nodes: Vec<DiagramNode> = tied.nodes.iter().map(|&node| describe(graph, node, false)).collect();
    let mut edges: Vec<DiagramEdge> = tied
        .edges
        .iter()
        .map(|(a, b, bits, kinds)| DiagramEdge {
            a: *a,
            b: *b,
            bits: super::score::rounded(*bits),
            label: kinds.iter().map(|kind| kind.code().replace('_', " ")).collect::<Vec<_>>().join(" "),
            weakest: weakest == Some((*a, *b)),
        })
        .collect();
    for (hub, touching) in hubs(graph, limits, &tied.nodes[..tied.accounts]) {
        let at = nodes.len() as u32;
        nodes.push(describe(graph, hub, true));
        edges.extend(touching.into_iter().map(|account| DiagramEdge {
            a: account,
            b: at,
            bits: 0.0,
            label: String::new(),
            weakest: false,
        }));
    }
    Diagram { cluster: cluster.to_owned(), nodes, edges }
}

/// A node as a diagram shows it.
fn describe(graph: &Graph, node: Node, hub: bool) -> DiagramNode {
    let snapshot = graph.snapshot;
    let (note, role) = note_and_role(graph, node);
    let degree = if node.kind == NodeKind::Account { 0 } else { graph.links(node.kind).degree(node.value) };
    DiagramNode {
        kind: snapshot.kind_name(node.kind).to_owned(),
        value: snapshot.shown(node),
        note: note.into_owned(),
        role: role.to_owned(),
        degree: u64::from(degree),
        hub,
    }
}

/// A node's second line and its role; names are withheld where identifiers are.
pub(crate) fn note_and_role<'a>(graph: &Graph<'a>, node: Node) -> (Cow<'a, str>, &'static str) {
    let snapshot = graph.snapshot;
    let named = |name: Option<TextId>| match name {
        Some(name) if snapshot.pseudonyms.is_none() => snapshot.text.get(name).into(),
        _ => Cow::default(),
    };
    match node.kind {
        NodeKind::Account => {
            let row = &snapshot.accounts[AccountId(node.value.0)];
            let role = match (row.status, row.role) {
                (Some(Status::Suspended), _) => "banned",
                (Some(Status::Closed), _) => "closed",
                (_, Some(role)) => role.word(),
                _ => "",
            };
            (named(row.name), role)
        }
        NodeKind::Ip => {
            let network = snapshot.addresses.network(node.value).kind;
            (network.map_or_else(Cow::default, |kind| format!("{kind:?}").to_lowercase().into()), "")
        }
        NodeKind::BankAccount => (named(holder(graph, node)), ""),
        _ => (Cow::default(), ""),
    }
}

/// The holder of a payout account, as first registered.
fn holder(graph: &Graph, node: Node) -> Option<TextId> {
    let snapshot = graph.snapshot;
    let accounts = graph.links(NodeKind::BankAccount).carriers(node.value).iter().copied();
    let rows = accounts.flat_map(|account| graph.bank_accounts.of(account, &snapshot.bank_accounts));
    rows.filter(|row| row.bank == node.value).find_map(|row| row.holder)
}

/// Identifiers above their limit that at least two of the accounts carry, with the positions of those accounts.
fn hubs(graph: &Graph, limits: &Limits, accounts: &[Node]) -> Vec<(Node, Vec<u32>)> {
    let mut touching: BTreeMap<Node, Vec<u32>> = BTreeMap::new();
    for (at, account) in accounts.iter().enumerate() {
        for &kind in graph.kinds() {
            let links = graph.links(kind);
            for &value in links.values_of(AccountId(account.value.0)) {
                if links.degree(value) > limits.of(kind) {
                    touching.entry(Node { kind, value }).or_default().push(at as u32);
                }
            }
        }
    }
    let mut hubs: Vec<(Node, Vec<u32>)> = touching.into_iter().filter(|(_, accounts)| accounts.len() >= 2).collect();
    hubs.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
    hubs.truncate(HUBS);
    hubs
}
