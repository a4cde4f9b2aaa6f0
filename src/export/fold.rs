//! What a picture of a cluster can show: hubs collapsed, and large clusters summarised by folding like with like.
//!
//! Folding goes from exact to coarse and stops as soon as the picture is small enough:
//! 1. hubs of one kind become one marked node;
//! 2. twins (same kind and role, the same neighbours) become one node, until nothing changes;
//! 3. the identifiers that tie most accounts, the accounts with a role and the weakest tie stay themselves; all others
//!    are coloured by kind and role, refined by their neighbours' colours (Weisfeiler and Leman 1968, one or two
//!    rounds, sets in place of multisets), and each colour becomes a node; with fewer and fewer that stay themselves,
//!    until the summary is small, or at least fits;
//! 4. one node for each kind.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::escape::shorten;
use super::view::{Bundle, View, ViewEdge, ViewNode};
use crate::report::{Diagram, DiagramEdge, DiagramNode};

/// When a diagram is summarised.
#[derive(Clone, Copy, Debug)]
pub struct FoldConfig {
    /// Most nodes that are shown singly. A page holds about this many.
    pub max_nodes: usize,
    /// Most edges that are shown singly; beyond, lines cover one another.
    pub max_edges: usize,
    /// Nodes that a summary should have at most, where a colouring allows it.
    pub wished_nodes: usize,
    /// Edges that a summary should have at most, where a colouring allows it.
    pub wished_edges: usize,
}

impl Default for FoldConfig {
    fn default() -> Self {
        Self { max_nodes: 60, max_edges: 240, wished_nodes: 34, wished_edges: 72 }
    }
}

/// Class of each node of the diagram; equal classes become one node of the picture.
type Classes = Vec<u32>;

/// Folds a diagram until it fits. Edges whose ends do not exist are left out.
///
/// Takes O(rounds x (n + m log m)) with at most some twenty rounds for n nodes and m edges.
pub fn fold(diagram: &Diagram, config: &FoldConfig) -> View {
    let graph = Graph::new(diagram);
    let mut classes = graph.hubs_by_kind();
    let mut summarised = false;
    if !graph.fits(&classes, config.max_nodes, config.max_edges) {
        summarised = true;
        classes = graph.twins(classes);
        if !graph.fits(&classes, config.max_nodes, config.max_edges) {
            classes = graph.coarse(config);
        }
    }
    graph.view(&classes, summarised)
}

/// How far a colouring is refined by the colours of neighbours.
#[derive(Clone, Copy)]
enum Depth {
    /// Not at all.
    None,
    /// Once, for accounts only.
    Accounts,
    /// Once.
    One,
    /// Twice.
    Two,
}

/// A diagram with what folding asks of it.
struct Graph<'a> {
    nodes: &'a [DiagramNode],
    edges: Vec<&'a DiagramEdge>,
    neighbours: Vec<Vec<u32>>,
    on_weakest: Vec<bool>,
}

impl<'a> Graph<'a> {
    fn new(diagram: &'a Diagram) -> Self {
        let count = diagram.nodes.len();
        let whole = |edge: &&DiagramEdge| (edge.a as usize) < count && (edge.b as usize) < count && edge.a != edge.b;
        let edges: Vec<&DiagramEdge> = diagram.edges.iter().filter(whole).collect();
        let (mut neighbours, mut on_weakest) = (vec![Vec::new(); count], vec![false; count]);
        for edge in &edges {
            neighbours[edge.a as usize].push(edge.b);
            neighbours[edge.b as usize].push(edge.a);
            on_weakest[edge.a as usize] |= edge.weakest;
            on_weakest[edge.b as usize] |= edge.weakest;
        }
        Self { nodes: &diagram.nodes, edges, neighbours, on_weakest }
    }

    /// Numbers nodes by key in the order of first appearance, so that equal keys share a class.
    fn classes<K: Hash + Eq>(&self, key: impl Fn(usize) -> K) -> Classes {
        let mut known: FxHashMap<K, u32> = FxHashMap::default();
        let mut class = |v: usize| {
            let next = known.len() as u32;
            *known.entry(key(v)).or_insert(next)
        };
        (0..self.nodes.len()).map(&mut class).collect()
    }

    fn hubs_by_kind(&self) -> Classes {
        self.classes(|v| {
            let node = &self.nodes[v];
            if node.hub { (None, Some((&node.kind, &node.note))) } else { (Some(v), None) }
        })
    }

    fn fits(&self, classes: &Classes, max_nodes: usize, max_edges: usize) -> bool {
        let nodes = classes.iter().max().map_or(0, |last| *last as usize + 1);
        if nodes > max_nodes {
            return false;
        }
        let mut pairs = BTreeSet::new();
        self.edges.iter().filter_map(|edge| ends(edge, classes)).all(|pair| {
            pairs.insert(pair);
            pairs.len() <= max_edges
        })
    }

    /// The classes of a node's neighbours, as a sorted set. Context tells nobody apart.
    fn around(&self, v: usize, classes: &Classes) -> Vec<u32> {
        let evident = self.neighbours[v].iter().filter(|u| !self.nodes[**u as usize].hub);
        let mut around: Vec<u32> = evident.map(|u| classes[*u as usize]).collect();
        around.sort_unstable();
        around.dedup();
        around
    }

    /// What must agree before two nodes may fold: none but hubs and what hangs on no weakest tie.
    fn look(&self, v: usize) -> (&str, &str, bool, &str, Option<usize>) {
        let node = &self.nodes[v];
        let note = if node.hub { node.note.as_str() } else { "" };
        (&node.kind, &node.role, node.hub, note, self.on_weakest[v].then_some(v))
    }

    /// Folds nodes with the same look and the same neighbours, again until nothing changes. Classes only ever merge,
    /// for nodes that agreed in a finer numbering agree in a coarser one.
    fn twins(&self, mut classes: Classes) -> Classes {
        loop {
            let next = self.classes(|v| (self.look(v), self.around(v, &classes)));
            if next.iter().max() == classes.iter().max() {
                return classes;
            }
            classes = next;
        }
    }

    /// The finest colouring that fits, of those that keep fewer and fewer nodes themselves.
    fn coarse(&self, config: &FoldConfig) -> Classes {
        let order = self.by_importance();
        let sizes = [(config.wished_nodes, config.wished_edges), (config.max_nodes, config.max_edges)];
        for (max_nodes, max_edges) in sizes {
            for kept in [24, 16, 12, 8, 5, 3, 1, 0] {
                for depth in [Depth::Two, Depth::One, Depth::Accounts, Depth::None] {
                    let classes = self.colours(order.iter().take(kept), depth);
                    if self.fits(&classes, max_nodes, max_edges) {
                        return classes;
                    }
                }
            }
        }
        let kinds: BTreeSet<&str> = self.nodes.iter().map(|node| node.kind.as_str()).collect();
        let many = kinds.len() > config.max_nodes;
        self.classes(|v| {
            let node = &self.nodes[v];
            if many { (node.kind == "account", "") } else { (false, node.kind.as_str()) }
        })
    }

    /// Colours nodes by their look, with those in `kept` alone, refined to a depth.
    fn colours<'b>(&self, kept: impl Iterator<Item = &'b usize>, depth: Depth) -> Classes {
        let mut alone = vec![false; self.nodes.len()];
        kept.for_each(|v| alone[*v] = true);
        let classes = self.classes(|v| (self.look(v), alone[v].then_some(v)));
        let refine = |classes: Classes| self.classes(|v| (classes[v], self.around(v, &classes)));
        match depth {
            Depth::None => classes,
            Depth::Accounts => self.classes(|v| {
                let account = self.nodes[v].kind == "account";
                (classes[v], account.then(|| self.around(v, &classes)))
            }),
            Depth::One => refine(classes),
            Depth::Two => refine(refine(classes)),
        }
    }

    /// Nodes that deserve to stay themselves, the most important first: accounts that play a part, then identifiers
    /// that tie at least one in twenty of the accounts, by how many they tie.
    fn by_importance(&self) -> Vec<usize> {
        let accounts = self.nodes.iter().filter(|node| node.kind == "account").count();
        let deserves = |v: &usize| match &self.nodes[*v] {
            node if node.hub => false,
            node if node.kind == "account" => !node.role.is_empty(),
            _ => self.neighbours[*v].len() >= (accounts / 20).max(3),
        };
        let mut order: Vec<usize> = (0..self.nodes.len()).filter(deserves).collect();
        order.sort_by_key(|v| (self.nodes[*v].kind != "account", std::cmp::Reverse(self.neighbours[*v].len()), *v));
        order
    }

    fn view(&self, classes: &Classes, summarised: bool) -> View {
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); classes.iter().max().map_or(0, |last| *last as usize + 1)];
        classes.iter().enumerate().for_each(|(v, class)| members[*class as usize].push(v as u32));
        members.sort();
        let mut place = vec![0; self.nodes.len()];
        members.iter().enumerate().for_each(|(at, nodes)| nodes.iter().for_each(|v| place[*v as usize] = at));
        let mut bundles: BTreeMap<(usize, usize), Vec<&DiagramEdge>> = BTreeMap::new();
        for edge in &self.edges {
            let (a, b) = (place[edge.a as usize], place[edge.b as usize]);
            bundles.entry((a.min(b), a.max(b))).or_default().push(edge);
        }
        let mut nodes: Vec<ViewNode> = members.into_iter().map(|members| self.node(members)).collect();
        let mut edges = Vec::with_capacity(bundles.len());
        for ((a, b), ties) in bundles {
            let bundle = bundle(&ties);
            if a == b { nodes[a].inner = Some(bundle) } else { edges.push(ViewEdge { a, b, bundle }) }
        }
        let accounts = self.nodes.iter().filter(|node| node.kind == "account").count();
        View { nodes, edges, accounts, identifiers: self.nodes.len() - accounts, summarised }
    }

    fn node(&self, members: Vec<u32>) -> ViewNode {
        let all: Vec<&DiagramNode> = members.iter().map(|v| &self.nodes[*v as usize]).collect();
        let shared = |field: fn(&DiagramNode) -> &String| {
            let agreed = all.iter().all(|node| field(node) == field(all[0]));
            if agreed { field(all[0]).clone() } else { String::new() }
        };
        let range = |values: &mut dyn Iterator<Item = u64>| {
            values.fold((u64::MAX, 0), |(low, high), value| (low.min(value), high.max(value)))
        };
        let reach = range(&mut members.iter().map(|v| self.neighbours[*v as usize].len() as u64));
        let kind = shared(|node| &node.kind);
        ViewNode {
            kind: if kind.is_empty() { "other".to_owned() } else { kind },
            value: examples(&all),
            note: shared(|node| &node.note),
            role: shared(|node| &node.role),
            degree: range(&mut all.iter().map(|node| node.degree)),
            reach: (reach.0 as usize, reach.1 as usize),
            hub: all.iter().all(|node| node.hub),
            members,
            inner: None,
        }
    }
}

/// The classes at an edge's ends, smaller first; `None` where they are one.
fn ends(edge: &DiagramEdge, classes: &Classes) -> Option<(u32, u32)> {
    let (a, b) = (classes[edge.a as usize], classes[edge.b as usize]);
    (a != b).then_some((a.min(b), a.max(b)))
}

/// The value of one node, or the first three of several.
fn examples(nodes: &[&DiagramNode]) -> String {
    if let [node] = nodes {
        return node.value.clone();
    }
    let first: Vec<_> = nodes.iter().take(3).map(|node| shorten(&node.value, 16)).collect();
    format!("{}{}", first.join(", "), if nodes.len() > 3 { ", …" } else { "" })
}

fn bundle(ties: &[&DiagramEdge]) -> Bundle {
    Bundle {
        ties: ties.len(),
        bits: ties.iter().map(|tie| tie.bits).fold(f64::NEG_INFINITY, f64::max),
        label: super::labels::merge(ties.iter().map(|tie| tie.label.as_str())),
        weakest: ties.iter().any(|tie| tie.weakest),
    }
}
