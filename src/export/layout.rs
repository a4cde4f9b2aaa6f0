//! Where things stand in a diagram, as far as Graphviz is not left to decide.
//!
//! Most clusters are accounts and identifiers, and read best in columns. Where accounts are mostly tied to one another
//! (mutual reviews), a circle shows who is tied to whom.

use std::f64::consts::TAU;

use super::style::style;
use super::view::{View, ViewEdge, ViewNode};

/// How a picture is laid out.
#[derive(Clone, Debug, PartialEq)]
pub enum Layout {
    /// From left to right: column of each node.
    Columns(Vec<u8>),
    /// Fixed places in inches, x to the right and y upwards.
    Round(Vec<(f64, f64)>),
}

/// Column of identifiers that say who somebody is.
const IDENTITIES: u8 = 0;
/// Column of accounts to which many others are tied.
const CENTRES: u8 = 1;
/// Column of accounts.
pub const ACCOUNTS: u8 = 2;
/// Column of what accounts use.
const MEANS: u8 = 3;

/// Fewest ties among accounts that make a circle.
const ROUND_TIES: usize = 8;

/// Chooses the layout. Takes O(n log n + m).
pub fn layout(view: &View) -> Layout {
    let columns = columns(view);
    let same = view.edges.iter().filter(|edge| columns[edge.a] == ACCOUNTS && columns[edge.b] == ACCOUNTS).count();
    let evident = view.edges.iter().filter(|edge| !view.nodes[edge.a].hub && !view.nodes[edge.b].hub).count();
    if same >= ROUND_TIES && 2 * same > evident {
        Layout::Round(round(view, &columns))
    } else {
        Layout::Columns(columns)
    }
}

fn columns(view: &View) -> Vec<u8> {
    let centres = centres(view);
    let column = |(at, node): (usize, &ViewNode)| match node.kind.as_str() {
        "account" if centres[at] => CENTRES,
        "account" => ACCOUNTS,
        kind if style(kind).left => IDENTITIES,
        _ => MEANS,
    };
    view.nodes.iter().enumerate().map(column).collect()
}

/// Accounts with a part to play that are tied to several others, none of them a centre: a broker, a client.
fn centres(view: &View) -> Vec<bool> {
    let mut ties = vec![Vec::new(); view.nodes.len()];
    for edge in &view.edges {
        if view.nodes[edge.a].kind == "account" && view.nodes[edge.b].kind == "account" {
            ties[edge.a].push(edge.b);
            ties[edge.b].push(edge.a);
        }
    }
    let mut order: Vec<usize> = (0..ties.len()).filter(|at| !view.nodes[*at].role.is_empty()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(ties[*at].len()));
    let mut centres = vec![false; ties.len()];
    for at in order {
        centres[at] = !ties[at].is_empty() && ties[at].iter().all(|other| !centres[*other]);
    }
    centres
}

/// Accounts on a circle, a single centre in its middle, everything else on a wider circle near what it is tied to.
fn round(view: &View, columns: &[u8]) -> Vec<(f64, f64)> {
    let inner: Vec<usize> = (0..columns.len()).filter(|at| columns[*at] == ACCOUNTS).collect();
    let one_centre = (0..columns.len()).filter(|at| columns[*at] == CENTRES).take(2).count() == 1;
    let step = TAU / inner.len().max(1) as f64;
    let mut angles = vec![0.0; columns.len()];
    inner.iter().enumerate().for_each(|(turn, at)| angles[*at] = TAU / 4.0 - step * turn as f64);
    let mut outer: Vec<(f64, usize)> = (0..columns.len())
        .filter(|at| columns[*at] != ACCOUNTS && !(columns[*at] == CENTRES && one_centre))
        .map(|at| (mean_angle(view, at, &angles, columns), at))
        .collect();
    outer.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let first = outer.first().map_or(0.0, |(angle, _)| *angle);
    for (turn, (_, at)) in outer.iter().enumerate() {
        angles[*at] = first + TAU * turn as f64 / outer.len() as f64;
    }
    let radius = (inner.len() as f64 * 1.15 / TAU).max(1.7);
    let wide = (outer.len() as f64 * 1.4 / TAU).max(radius + 1.5);
    let place = |at: usize| match columns[at] {
        ACCOUNTS => (radius * 1.15 * angles[at].cos(), radius * angles[at].sin()),
        CENTRES if one_centre => (0.0, 0.0),
        _ => (wide * 1.15 * angles[at].cos(), wide * angles[at].sin()),
    };
    (0..columns.len()).map(place).collect()
}

/// The direction in which a node's accounts lie.
fn mean_angle(view: &View, at: usize, angles: &[f64], columns: &[u8]) -> f64 {
    let other = |edge: &ViewEdge| if edge.a == at { edge.b } else { edge.a };
    let tied = view.edges.iter().filter(|edge| edge.a == at || edge.b == at).map(other);
    let (mut x, mut y) = (0.0, 0.0);
    for account in tied.filter(|other| columns[*other] == ACCOUNTS) {
        x += angles[account].cos();
        y += angles[account].sin();
    }
    y.atan2(x)
}
