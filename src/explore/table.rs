//! The sorted table that search looks through.

use unicode_normalization::UnicodeNormalization;

use super::texts::Texts;
use crate::model::NodeKind;
use crate::snapshot::Snapshot;

/// Text as it is compared: NFKC and lower case, so that width and case do not count.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.nfkc().flat_map(char::to_lowercase).collect() }
}

/// Whether folding leaves a text as it is. May say no where it does; never yes where it does not.
pub(super) fn is_folded(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

/// Nodes of one kind whose numbers follow one another from `first` on.
#[derive(Clone, Copy)]
pub(super) struct Block {
    pub kind: NodeKind,
    pub first: u32,
    pub count: u32,
}

/// Texts by which nodes are found. What is shown in folded form already is read from the snapshot again, and not kept: such
/// an entry is the node's number; the others are numbers from `nodes` on, counting the further texts.
pub(super) struct SearchTable<'a> {
    pub snapshot: &'a Snapshot,
    /// All nodes, in order.
    pub blocks: Vec<Block>,
    /// Their number.
    pub nodes: u32,
    /// Further texts, and whose they are.
    pub further: Texts,
    pub further_node: Vec<u32>,
}

impl<'a> SearchTable<'a> {
    /// A table for these nodes.
    pub(super) fn new(snapshot: &'a Snapshot, blocks: Vec<Block>) -> Self {
        let nodes = blocks.last().map_or(0, |last| last.first + last.count);
        Self { snapshot, blocks, nodes, further: Texts::default(), further_node: Vec::new() }
    }

    /// Adds another text of a node; an empty one is left out.
    pub(super) fn add_further(&mut self, text: &str, node: u32) {
        // Entries are 32 bits wide: whatever would be beyond them cannot be found by this text.
        let Some(entry) = u32::try_from(self.further_node.len()).ok().and_then(|at| self.nodes.checked_add(at)) else {
            return;
        };
        if text.is_empty() || entry == u32::MAX {
            return;
        }
        self.further.push(&fold(text));
        self.further_node.push(node);
    }
}
