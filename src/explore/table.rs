//! The sorted table that search looks through.

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Text as it is compared: NFKC and lower case, so that width and case do not count.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.nfkc().flat_map(char::to_lowercase).collect() }
}

/// Whether folding leaves a text as it is. May say no where it does; never yes where it does not.
fn is_folded(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

/// Bytes of a value as shown, for which room is made: most have fewer.
const SHOWN_BYTES: usize = 24;

/// Texts by which nodes are found. What is shown in folded form already is not kept twice: such an entry is the node's
/// number; the others are numbers from `nodes` on, counting the further texts.
pub(super) struct SearchTable {
    nodes: u32,
    /// Values as shown, one behind the other, and where each begins.
    shown: String,
    shown_at: Vec<u64>,
    /// Further texts, where each begins, and whose they are.
    further: String,
    further_at: Vec<u64>,
    further_node: Vec<u32>,
    entries: Vec<u32>,
}

impl SearchTable {
    /// A table for this many nodes.
    pub(super) fn new(nodes: u32) -> Self {
        // Room that is not written to costs nothing; a vector that grows is held twice.
        let mut shown_at = Vec::with_capacity(nodes as usize + 1);
        shown_at.push(0);
        Self {
            nodes,
            shown: String::with_capacity(nodes as usize * SHOWN_BYTES),
            shown_at,
            further: String::new(),
            further_at: vec![0],
            further_node: Vec::new(),
            entries: Vec::with_capacity(nodes as usize),
        }
    }

    /// Adds the next node's value.
    pub(super) fn add_shown(&mut self, text: &str) {
        let node = self.shown_at.len() as u32 - 1;
        self.shown.push_str(text);
        self.shown_at.push(self.shown.len() as u64);
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
        self.further.push_str(&fold(text));
        self.further_at.push(self.further.len() as u64);
        self.further_node.push(node);
        self.entries.push(entry);
    }

    fn text(&self, entry: u32) -> &str {
        let (text, ends, at) = match entry.checked_sub(self.nodes) {
            None => (&self.shown, &self.shown_at, entry as usize),
            Some(at) => (&self.further, &self.further_at, at as usize),
        };
        &text[ends[at] as usize..ends[at + 1] as usize]
    }

    /// Sorts by text, then entry. O(n log n).
    pub(super) fn sort(&mut self) {
        let mut entries = std::mem::take(&mut self.entries);
        entries.par_sort_unstable_by(|&a, &b| self.text(a).cmp(self.text(b)).then(a.cmp(&b)));
        self.entries = entries;
    }

    /// The parts of the table as the file holds them.
    pub(super) fn parts(&self) -> TableParts<'_> {
        TableParts {
            shown: &self.shown,
            shown_at: &self.shown_at,
            further: &self.further,
            further_at: &self.further_at,
            further_node: &self.further_node,
            entries: &self.entries,
        }
    }
}

/// What goes into the file.
pub(super) struct TableParts<'a> {
    pub shown: &'a str,
    pub shown_at: &'a [u64],
    pub further: &'a str,
    pub further_at: &'a [u64],
    pub further_node: &'a [u32],
    pub entries: &'a [u32],
}
