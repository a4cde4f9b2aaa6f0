//! Which nodes of a diagram stand as one until they are opened: hubs of one kind, and like with like in large clusters.

use crate::export::fold::{FoldConfig, fold};
use crate::report::Diagram;

/// Most nodes that are shown at first.
const SHOWN: usize = 300;
/// Most edges that are shown at first.
const EDGES: usize = 900;

/// A set of nodes that is shown as one.
#[derive(Clone, Debug)]
pub struct Group {
    /// The kind that all share, or `other`.
    pub kind: String,
    /// Whether it is context, not evidence.
    pub hub: bool,
    /// The part that all play, or empty.
    pub role: String,
    /// Positions in the diagram's nodes, sorted.
    pub members: Vec<u32>,
}

/// The groups of a diagram, by first member; single nodes are in none.
pub fn groups(diagram: &Diagram) -> Vec<Group> {
    let config = FoldConfig { max_nodes: SHOWN, max_edges: EDGES, wished_nodes: 120, wished_edges: 400 };
    let several = fold(diagram, &config).nodes.into_iter().filter(|node| node.members.len() > 1);
    several.map(|node| Group { kind: node.kind, hub: node.hub, role: node.role, members: node.members }).collect()
}
