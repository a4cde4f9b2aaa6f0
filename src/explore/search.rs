//! Writes the table that search looks through.

use std::io;

use rayon::prelude::*;

use super::format::{Section, Writer};
use super::order::in_order;
use super::table::SearchTable;
use crate::model::{Node, NodeKind, ValueId};

/// Nodes of which one task makes the texts, and tasks whose texts are held at once.
const PER_TASK: u32 = 2048;
const TASKS: usize = 16;

impl SearchTable<'_> {
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
