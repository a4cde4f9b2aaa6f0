//! The sorted table that search looks through.

use std::io::{self, Write};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::format::{Section, Writer};
use super::texts::Texts;

/// Text as it is compared: NFKC and lower case, so that width and case do not count.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.nfkc().flat_map(char::to_lowercase).collect() }
}

/// Whether folding leaves a text as it is. May say no where it does; never yes where it does not.
fn is_folded(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

/// Texts by which nodes are found. What is shown in folded form already is not kept twice: such an entry is the node's
/// number; the others are numbers from `nodes` on, counting the further texts.
pub(super) struct SearchTable {
    nodes: u32,
    /// Values as shown, by node.
    shown: Texts,
    /// Further texts, and whose they are.
    further: Texts,
    further_node: Vec<u32>,
    entries: Vec<u32>,
}

impl SearchTable {
    /// A table for this many nodes.
    pub(super) fn new(nodes: u32) -> Self {
        Self {
            nodes,
            shown: Texts::default(),
            further: Texts::default(),
            further_node: Vec::new(),
            // Room that is not written to costs nothing; a vector that grows is held twice.
            entries: Vec::with_capacity(nodes as usize),
        }
    }

    /// Adds the next node's value.
    pub(super) fn add_shown(&mut self, text: &str) {
        let node = self.shown.len() as u32;
        self.shown.push(text);
        if text.is_empty() {
        } else if is_folded(text) {
            self.entries.push(node);
        } else {
            self.add_further(text, node);
        }
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
        self.entries.push(entry);
    }

    fn text(&self, entry: u32) -> &str {
        match entry.checked_sub(self.nodes) {
            None => self.shown.get(entry as usize),
            Some(at) => self.further.get(at as usize),
        }
    }

    /// Sorts by text, then entry. O(n log n).
    pub(super) fn sort(&mut self) {
        let mut entries = std::mem::take(&mut self.entries);
        entries.par_sort_unstable_by(|&a, &b| self.text(a).cmp(self.text(b)).then(a.cmp(&b)));
        self.entries = entries;
    }

    /// Writes the sections of the table.
    pub(super) fn write(&self, writer: &mut Writer<impl Write>) -> io::Result<()> {
        writer.begin(Section::Shown);
        self.shown.bytes().try_for_each(|bytes| writer.bytes(bytes))?;
        writer.wide(Section::ShownAt, self.shown.bounds())?;
        writer.begin(Section::Search);
        self.further.bytes().try_for_each(|bytes| writer.bytes(bytes))?;
        writer.wide(Section::SearchAt, self.further.bounds())?;
        writer.numbers(Section::SearchNode, self.further_node.iter().copied())?;
        writer.numbers(Section::SearchOrder, self.entries.iter().copied())
    }
}
