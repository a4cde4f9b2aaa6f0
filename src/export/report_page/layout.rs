//! Where the nodes of a cluster stand in the page's diagram. The same diagram always gives the same places.
//!
//! - Small clusters read best in columns: who the accounts say they are, the accounts, what they use.
//! - Few accounts that are mostly tied to one another (mutual reviews) stand in a circle.
//! - Everything else is laid out by stress: distances in the drawing follow distances in the graph.

use std::f64::consts::TAU;

use serde::Serialize;

use super::columns::columns;
use super::groups::{Group, groups};
use super::point::{Point, tenth, to_margins};
use super::stress::{StressConfig, stress};
use crate::report::{Diagram, DiagramEdge, DiagramNode};

/// Nodes that are placed at most; the rest stand in the table only.
pub const PLACED: usize = 2000;
/// Nodes of one column at most; taller drawings are worse than a layout by stress.
const COLUMN: usize = 18;
/// Accounts of a circle at most, and fewest ties among them that make one.
const CIRCLE: usize = 30;
const CIRCLE_TIES: usize = 6;
/// Wished distance of neighbouring nodes in a layout by stress, pixels.
const SPACING: f64 = 34.0;
/// The same where groups stand as one node.
const FOLDED_SPACING: f64 = 92.0;
/// Distance of members in an open group, roughly, pixels.
const MEMBER_SPACING: f64 = 15.0;
/// Turn from one seed of a sunflower to the next, radians.
const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;

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
    /// Places for as long as a group is closed, where they differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folded: Option<Folded>,
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

/// Places with groups closed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Folded {
    /// Width of the drawing with all groups closed.
    pub width: f64,
    /// Height likewise.
    pub height: f64,
    /// A place for each node; of a member, where it stands when only its group opens.
    pub places: Vec<(f64, f64)>,
    /// The groups' centres.
    #[serde(skip)]
    pub centres: Vec<(f64, f64)>,
}

/// Places a diagram. Edges whose ends do not exist are left out. Takes O(n² + nm) for n nodes (at most
/// `PLACED` of them) and m edges.
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
    let closed = layout == "stress" && !groups.is_empty();
    let folded = closed.then(|| folded(diagram.nodes.len(), &edges, &groups, |v| diagram.nodes[v].hub));
    let centre = |at: usize| {
        let members = &groups[at].members;
        let sum = members.iter().map(|v| points[*v as usize]).fold((0.0, 0.0), |sum, p| (sum.0 + p.0, sum.1 + p.1));
        let mean = (tenth(sum.0 / members.len() as f64), tenth(sum.1 / members.len() as f64));
        folded.as_ref().map_or(mean, |folded| folded.centres[at])
    };
    let placed_groups = (0..groups.len()).map(|at| {
        let ((x, y), Group { kind, hub, role, members }) = (centre(at), groups[at].clone());
        PlacedGroup { x, y, kind, hub, role, members }
    });
    let placed_groups = placed_groups.collect();
    let node = |(node, &(x, y)): (&DiagramNode, &Point)| PlacedNode { node: node.clone(), x: tenth(x), y: tenth(y) };
    let nodes = diagram.nodes.iter().zip(&points).map(node).collect();
    PlacedDiagram { layout, width, height, nodes, edges, groups: placed_groups, folded, unplaced }
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

/// Layout by stress of at most [`PLACED`] nodes; the rest, by position, come second.
fn by_stress(diagram: &Diagram, edges: &[DiagramEdge]) -> (Vec<Point>, Vec<u32>) {
    let kept = kept(diagram, edges);
    let mut place = vec![u32::MAX; diagram.nodes.len()];
    kept.iter().enumerate().for_each(|(at, v)| place[*v as usize] = at as u32);
    let ends = edges.iter().map(|edge| (place[edge.a as usize], place[edge.b as usize]));
    let pairs: Vec<(u32, u32)> = ends.filter(|&(a, b)| a != u32::MAX && b != u32::MAX).collect();
    let hubs: Vec<bool> = kept.iter().map(|v| diagram.nodes[*v as usize].hub).collect();
    let mut points = vec![(0.0, 0.0); diagram.nodes.len()];
    for (v, point) in kept.iter().zip(spread_out(&hubs, &pairs, SPACING)) {
        points[*v as usize] = point;
    }
    let unplaced = (0..diagram.nodes.len() as u32).filter(|v| place[*v as usize] == u32::MAX).collect();
    (points, unplaced)
}

/// Layout by stress in which hubs, which are context, stand outside.
fn spread_out(hubs: &[bool], edges: &[(u32, u32)], spacing: f64) -> Vec<Point> {
    let mut place = vec![u32::MAX; hubs.len()];
    let inner: Vec<usize> = (0..hubs.len()).filter(|v| !hubs[*v]).collect();
    inner.iter().enumerate().for_each(|(at, v)| place[*v] = at as u32);
    let ends = edges.iter().map(|&(a, b)| (place[a as usize], place[b as usize]));
    let pairs: Vec<(u32, u32)> = ends.filter(|&(a, b)| a != u32::MAX && b != u32::MAX).collect();
    let found = stress(inner.len(), &pairs, &StressConfig { spacing, ..StressConfig::default() });
    let mut points = vec![(0.0, 0.0); hubs.len()];
    inner.iter().zip(found).for_each(|(v, point)| points[*v] = point);
    place_hubs(hubs, edges, &mut points, spacing);
    points
}

/// The drawing with all groups closed, laid out by itself: each group is one node of it. A member's place is where it
/// stands when its group opens, on a sunflower's spiral around the group's.
fn folded(count: usize, edges: &[DiagramEdge], groups: &[Group], hub: impl Fn(usize) -> bool) -> Folded {
    let mut body = vec![usize::MAX; count];
    for (at, group) in groups.iter().enumerate() {
        group.members.iter().for_each(|v| body[*v as usize] = at);
    }
    let mut hubs: Vec<bool> = groups.iter().map(|group| group.hub).collect();
    for v in 0..count {
        if body[v] == usize::MAX {
            body[v] = hubs.len();
            hubs.push(hub(v));
        }
    }
    let ends = edges.iter().map(|edge| (body[edge.a as usize] as u32, body[edge.b as usize] as u32));
    let mut pairs: Vec<(u32, u32)> = ends.filter(|(a, b)| a != b).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut centres = spread_out(&hubs, &pairs, FOLDED_SPACING);
    let (width, height) = to_margins(&mut centres, "stress");
    let mut places: Vec<Point> = body.iter().map(|at| centres[*at]).collect();
    for group in groups {
        for (at, v) in group.members.iter().enumerate() {
            let (radius, angle) = (MEMBER_SPACING * (at as f64 + 0.5).sqrt(), at as f64 * GOLDEN_ANGLE);
            let place = &mut places[*v as usize];
            *place = (place.0 + radius * angle.cos(), place.1 + radius * angle.sin());
        }
    }
    places.iter_mut().for_each(|place| *place = (tenth(place.0), tenth(place.1)));
    let centres = centres[..groups.len()].iter().map(|centre| (tenth(centre.0), tenth(centre.1))).collect();
    Folded { width, height, places, centres }
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
fn place_hubs(hubs: &[bool], edges: &[(u32, u32)], points: &mut [Point], spacing: f64) {
    let radius = points.iter().map(|point| point.0.hypot(point.1)).fold(60.0, f64::max) + 1.2 * spacing;
    let mut sums = vec![(0.0, 0.0); hubs.len()];
    for &(a, b) in edges {
        for (hub, other) in [(a as usize, b as usize), (b as usize, a as usize)] {
            sums[hub] = (sums[hub].0 + points[other].0, sums[hub].1 + points[other].1);
        }
    }
    let mut order: Vec<(f64, usize)> =
        (0..hubs.len()).filter(|v| hubs[*v]).map(|v| (f64::atan2(sums[v].1, sums[v].0), v)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let first = order.first().map_or(0.0, |hub| hub.0);
    for (at, (_, hub)) in order.iter().enumerate() {
        let angle = first + TAU * at as f64 / order.len() as f64;
        points[*hub] = (radius * angle.cos(), radius * angle.sin());
    }
}
