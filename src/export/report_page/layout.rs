//! Where the nodes of a cluster stand in the page's diagram. The same diagram always gives the same places.
//!
//! - Small clusters read best in columns: who the accounts say they are, the accounts, what they use.
//! - Few accounts that are mostly tied to one another (mutual reviews) stand in a circle.
//! - Everything else is laid out by stress: distances in the drawing follow distances in the graph.

use std::f64::consts::TAU;

use serde::Serialize;

use super::columns::columns;
use super::groups::{Group, groups};
use super::stress::{StressConfig, stress};
use crate::report::{Diagram, DiagramEdge, DiagramNode};

/// Nodes that are placed at most; the rest stand in the table only.
pub const PLACED: usize = 2000;
/// Nodes of one column at most; taller drawings are worse than a layout by stress.
const COLUMN: usize = 18;
/// Accounts of a circle at most, and fewest ties among them that make one.
const CIRCLE: usize = 30;
const CIRCLE_TIES: usize = 6;
/// Room around the drawing, pixels.
const MARGIN: f64 = 60.0;
/// Wished distance of neighbouring nodes in a layout by stress, pixels.
const SPACING: f64 = 34.0;

/// A diagram with places.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlacedDiagram {
    /// `columns`, `round` or `stress`.
    pub layout: &'static str,
    /// Width of the drawing in pixels at scale 1.
    pub width: f64,
    /// Height likewise.
    pub height: f64,
    /// The nodes, in the diagram's order.
    pub nodes: Vec<PlacedNode>,
    /// The edges between positions of `nodes`.
    pub edges: Vec<DiagramEdge>,
    /// Nodes that are shown as one until opened.
    pub groups: Vec<PlacedGroup>,
    /// Positions of nodes that have no place.
    pub unplaced: Vec<u32>,
}

/// A node and its centre.
#[derive(Clone, Debug, Serialize)]
pub struct PlacedNode {
    /// The node.
    #[serde(flatten)]
    pub node: DiagramNode,
    /// Centre, pixels from the left.
    pub x: f64,
    /// Centre, pixels from the top.
    pub y: f64,
}

/// A group and its centre.
#[derive(Clone, Debug, Serialize)]
pub struct PlacedGroup {
    /// Centre, pixels from the left.
    pub x: f64,
    /// Centre, pixels from the top.
    pub y: f64,
    /// The kind that all members share, or `other`.
    pub kind: String,
    /// Whether it is context, not evidence.
    pub hub: bool,
    /// The part that all members play, or empty.
    pub role: String,
    /// Positions in `nodes`, sorted.
    pub members: Vec<u32>,
}

/// A place, and how places were found.
pub(super) type Point = (f64, f64);

/// Places a diagram. Edges whose ends do not exist are left out. Takes O(n² + nm) for n nodes (at most
/// [`PLACED`] of them) and m edges.
#[must_use]
pub fn place(diagram: &Diagram) -> PlacedDiagram {
    let count = diagram.nodes.len() as u32;
    let whole = |edge: &&DiagramEdge| edge.a < count && edge.b < count && edge.a != edge.b;
    let edges: Vec<DiagramEdge> = diagram.edges.iter().filter(whole).cloned().collect();
    let groups = groups(diagram);
    let (layout, mut points, unplaced) = if let Some(points) = in_columns(diagram, &edges, &groups) {
        ("columns", points, Vec::new())
    } else if let Some(points) = in_circle(diagram, &edges, &groups) {
        ("round", points, Vec::new())
    } else {
        let (points, unplaced) = by_stress(diagram, &edges);
        ("stress", points, unplaced)
    };
    let (width, height) = to_margins(&mut points, layout);
    let centre = |group: &Group| {
        let placed = group.members.iter().filter(|v| unplaced.binary_search(v).is_err());
        let placed: Vec<Point> = placed.map(|v| points[*v as usize]).collect();
        let count = placed.len().max(1) as f64;
        let sum = placed.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
        (sum.0 / count, sum.1 / count)
    };
    let placed_groups = groups.iter().map(|group| {
        let (x, y) = centre(group);
        let Group { kind, hub, role, members } = group.clone();
        PlacedGroup { x: tenth(x), y: tenth(y), kind, hub, role, members }
    });
    let groups = placed_groups.collect();
    let node = |(node, &(x, y)): (&DiagramNode, &Point)| PlacedNode { node: node.clone(), x: tenth(x), y: tenth(y) };
    let nodes = diagram.nodes.iter().zip(&points).map(node).collect();
    PlacedDiagram { layout, width, height, nodes, edges, groups, unplaced }
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Moves the drawing to its margins; returns its width and height.
fn to_margins(points: &mut [Point], layout: &str) -> Point {
    let bound = |of: fn(&Point) -> f64| {
        points.iter().map(of).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)))
    };
    let ((left, right), (top, bottom)) = (bound(|p| p.0), bound(|p| p.1));
    if points.is_empty() {
        return (2.0 * MARGIN, 2.0 * MARGIN);
    }
    let across = if layout == "columns" { MARGIN + 40.0 } else { MARGIN + 20.0 };
    let down = if layout == "columns" { 36.0 } else { MARGIN };
    for point in points.iter_mut() {
        *point = (point.0 - left + across, point.1 - top + down);
    }
    (tenth(right - left + 2.0 * across), tenth(bottom - top + 2.0 * down))
}

fn ties_among_accounts(diagram: &Diagram, edges: &[DiagramEdge]) -> (usize, usize) {
    let account = |v: u32| diagram.nodes[v as usize].kind == "account";
    let evident = edges.iter().filter(|edge| !hub(diagram, edge));
    let among = evident.clone().filter(|edge| account(edge.a) && account(edge.b)).count();
    (among, evident.count())
}

fn hub(diagram: &Diagram, edge: &DiagramEdge) -> bool {
    diagram.nodes[edge.a as usize].hub || diagram.nodes[edge.b as usize].hub
}

fn in_columns(diagram: &Diagram, edges: &[DiagramEdge], groups: &[Group]) -> Option<Vec<Point>> {
    let (among, evident) = ties_among_accounts(diagram, edges);
    let few = diagram.nodes.len() <= 3 * COLUMN && groups.iter().all(|group| group.hub);
    let apart = among < CIRCLE_TIES || 2 * among <= evident;
    if few && apart { columns(diagram, edges, COLUMN) } else { None }
}

/// Accounts in a circle, what ties them within it.
fn in_circle(diagram: &Diagram, edges: &[DiagramEdge], groups: &[Group]) -> Option<Vec<Point>> {
    let (among, evident) = ties_among_accounts(diagram, edges);
    let accounts = diagram.nodes.iter().take_while(|node| node.kind == "account").count();
    let others = diagram.nodes.len() - accounts;
    let fits = (3..=CIRCLE).contains(&accounts) && others <= accounts && groups.iter().all(|group| group.hub);
    if !fits || among < CIRCLE_TIES || 2 * among <= evident {
        return None;
    }
    let radius = (accounts as f64 * 78.0 / TAU).max(130.0);
    let on = |at: f64, of: f64, radius: f64| {
        let angle = TAU * at / of - TAU / 4.0;
        (radius * angle.cos(), radius * angle.sin())
    };
    let mut points: Vec<Point> = (0..accounts).map(|at| on(at as f64, accounts as f64, radius)).collect();
    points.extend((0..others).map(|at| on(at as f64 + 0.5, others.max(1) as f64, radius * 0.4)));
    Some(points)
}

/// Layout by stress of at most [`PLACED`] nodes; hubs are context and stand outside.
fn by_stress(diagram: &Diagram, edges: &[DiagramEdge]) -> (Vec<Point>, Vec<u32>) {
    let kept = kept(diagram, edges);
    let mut place = vec![u32::MAX; diagram.nodes.len()];
    let inner: Vec<u32> = kept.iter().copied().filter(|v| !diagram.nodes[*v as usize].hub).collect();
    inner.iter().enumerate().for_each(|(at, v)| place[*v as usize] = at as u32);
    let pairs: Vec<(u32, u32)> = edges
        .iter()
        .map(|edge| (place[edge.a as usize], place[edge.b as usize]))
        .filter(|&(a, b)| a != u32::MAX && b != u32::MAX)
        .collect();
    let found = stress(inner.len(), &pairs, &StressConfig { spacing: SPACING, ..StressConfig::default() });
    let mut points = vec![(0.0, 0.0); diagram.nodes.len()];
    for (v, point) in inner.iter().zip(&found) {
        points[*v as usize] = *point;
    }
    place_hubs(diagram, edges, &mut points);
    let mut placed = vec![false; diagram.nodes.len()];
    kept.iter().for_each(|v| placed[*v as usize] = true);
    let unplaced = (0..diagram.nodes.len() as u32).filter(|v| !placed[*v as usize]).collect();
    (points, unplaced)
}

/// Nodes that are placed: those with most ties, ties of equal number by position.
fn kept(diagram: &Diagram, edges: &[DiagramEdge]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..diagram.nodes.len() as u32).collect();
    if order.len() > PLACED {
        let mut ties = vec![0_u32; order.len()];
        for edge in edges {
            ties[edge.a as usize] += 1;
            ties[edge.b as usize] += 1;
        }
        order.sort_by_key(|v| (std::cmp::Reverse(ties[*v as usize]), *v));
        order.truncate(PLACED);
        order.sort_unstable();
    }
    order
}

/// Puts each hub outside the drawing, evenly, in the order of the directions in which their accounts lie.
fn place_hubs(diagram: &Diagram, edges: &[DiagramEdge], points: &mut [Point]) {
    let radius = points.iter().map(|point| point.0.hypot(point.1)).fold(60.0, f64::max) + 70.0;
    let mut hubs: Vec<(f64, usize)> = Vec::new();
    for hub in (0..points.len()).filter(|v| diagram.nodes[*v].hub) {
        let ends = edges.iter().filter_map(|edge| match (edge.a as usize == hub, edge.b as usize == hub) {
            (true, _) => Some(points[edge.b as usize]),
            (_, true) => Some(points[edge.a as usize]),
            _ => None,
        });
        let sum = ends.fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
        hubs.push((f64::atan2(sum.1, sum.0), hub));
    }
    hubs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let count = hubs.len() as f64;
    let first = hubs.first().map_or(0.0, |hub| hub.0);
    for (at, (_, hub)) in hubs.iter().enumerate() {
        let angle = first + TAU * at as f64 / count;
        points[*hub] = (radius * angle.cos(), radius * angle.sin());
    }
}
