//! The sorted table that search looks through.

use std::io;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::format::{Section, Writer};
use super::order::in_order;
use super::texts::Texts;
use crate::model::{Node, NodeKind, ValueId};
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
    further_node: Vec<u32>,
}

/// Nodes of which one task makes the texts, and tasks whose texts are held at once.
const PER_TASK: u32 = 2048;
const TASKS: usize = 16;

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

    /// Writes the sections of the table. O(n log n) for n texts.
    pub(super) fn write(self, writer: &mut Writer) -> io::Result<()> {
        self.write_shown(writer)?;
        writer.begin(Section::Search);
        self.further.bytes().try_for_each(|bytes| writer.bytes(bytes))?;
        writer.wide(Section::SearchAt, self.further.bounds())?;
        writer.numbers(Section::SearchNode, self.further_node.iter().copied())?;
        writer.begin(Section::SearchOrder);
        in_order(&self, |entries| entries.iter().try_for_each(|entry| writer.bytes(&entry.to_le_bytes())))
    }

    fn write_shown(&self, writer: &mut Writer) -> io::Result<()> {
        let mut lengths: Vec<u32> = Vec::with_capacity(self.nodes as usize);
        let tasks: Vec<(NodeKind, u32, u32)> = self
            .blocks
            .iter()
            .flat_map(|block| {
                let starts = (0..block.count).step_by(PER_TASK as usize);
                starts.map(|from| (block.kind, from, block.count.min(from + PER_TASK)))
            })
            .collect();
        let texts = |&(kind, from, to): &(NodeKind, u32, u32)| {
            let (mut bytes, mut lengths) = (String::new(), Vec::with_capacity(PER_TASK as usize));
            for value in (from..to).map(ValueId) {
                let before = bytes.len();
                bytes.push_str(&self.snapshot.shown_text(Node { kind, value }));
                lengths.push((bytes.len() - before) as u32);
            }
            (bytes, lengths)
        };
        writer.begin(Section::Shown);
        for tasks in tasks.chunks(TASKS) {
            for (bytes, some) in tasks.par_iter().map(texts).collect::<Vec<_>>() {
                writer.bytes(bytes.as_bytes())?;
                lengths.extend(some);
            }
        }
        let ends = lengths.into_iter().scan(0u64, |end, length| {
            *end += u64::from(length);
            Some(*end)
        });
        writer.wide(Section::ShownAt, std::iter::once(0).chain(ends))
    }
}
