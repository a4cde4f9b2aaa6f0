//! A small picture of a cluster for the queue: path data in a box of 64 by 40.

use std::fmt::Write;

use serde::Serialize;

use super::point::tenth;
use crate::export::fold::{FoldConfig, fold};
use crate::export::style::style;
use crate::export::view::View;
use crate::report::Diagram;

/// Width and height of the box.
const BOX: (f64, f64) = (64.0, 40.0);

/// Path data: nodes are lines without length, which a stroke makes dots.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Thumb {
    /// Ties.
    pub edges: String,
    /// Accounts.
    pub accounts: String,
    /// Identifiers.
    pub identifiers: String,
    /// Context.
    pub hubs: String,
}

/// Draws a cluster, folded until it fits.
pub fn thumb(diagram: &Diagram) -> Thumb {
    let config = FoldConfig { max_nodes: 26, max_edges: 70, wished_nodes: 20, wished_edges: 50 };
    let view = fold(diagram, &config);
    let points = points(&view);
    let mut thumb = Thumb::default();
    for edge in &view.edges {
        let ((ax, ay), (bx, by)) = (points[edge.a], points[edge.b]);
        let _ = write!(thumb.edges, "M{ax} {ay}L{bx} {by}");
    }
    for (node, (x, y)) in view.nodes.iter().zip(&points) {
        let path = match (node.kind.as_str(), node.hub) {
            ("account", _) => &mut thumb.accounts,
            (_, true) => &mut thumb.hubs,
            _ => &mut thumb.identifiers,
        };
        let _ = write!(path, "M{x} {y}h0");
    }
    thumb
}

fn points(view: &View) -> Vec<(f64, f64)> {
    let account = |v: usize| view.nodes[v].kind == "account";
    let among = view.edges.iter().filter(|edge| account(edge.a) && account(edge.b)).count();
    if among >= 3 && 2 * among > view.edges.len() { circle(view.nodes.len()) } else { columns(view) }
}

fn circle(count: usize) -> Vec<(f64, f64)> {
    let point = |at: usize| {
        let angle = std::f64::consts::TAU * (at as f64 / count as f64 - 0.25);
        (tenth(BOX.0 / 2.0 + 16.0 * angle.cos()), tenth(BOX.1 / 2.0 + 16.0 * angle.sin()))
    };
    (0..count).map(point).collect()
}

fn columns(view: &View) -> Vec<(f64, f64)> {
    let column = |kind: &str| match kind {
        "account" => 1,
        kind if style(kind).left => 0,
        _ => 2,
    };
    let columns: Vec<usize> = view.nodes.iter().map(|node| column(&node.kind)).collect();
    let total = [0, 1, 2].map(|at| columns.iter().filter(|column| **column == at).count());
    let across = match (total[0], total[2]) {
        (0, _) => [0.0, 18.0, 46.0],
        (_, 0) => [18.0, 46.0, 0.0],
        _ => [8.0, 32.0, 56.0],
    };
    let mut seen = [0; 3];
    let mut point = |at: &usize| {
        seen[*at] += 1;
        (across[*at], tenth(BOX.1 * (f64::from(seen[*at]) - 0.5) / total[*at] as f64))
    };
    columns.iter().map(&mut point).collect()
}
