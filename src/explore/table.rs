//! The sorted table that search looks through.

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Text as it is compared: NFKC and lower case, so that width and case do not count.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.nfkc().flat_map(char::to_lowercase).collect() }
}

/// Folded texts in one piece of memory, with whose they are.
#[derive(Default)]
pub(super) struct SearchTable {
    text: String,
    entries: Vec<(u64, u32, u32)>,
}

impl SearchTable {
    /// Adds a text of a node; empty ones are left out.
    pub(super) fn add(&mut self, text: &str, node: u32) {
        let from = self.text.len() as u64;
        if text.is_ascii() {
            self.text.extend(text.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            self.text.push_str(&fold(text));
        }
        let length = self.text.len() as u64 - from;
        if length > 0 && length <= u64::from(u32::MAX) {
            self.entries.push((from, length as u32, node));
        }
    }

    fn slice(&self, entry: &(u64, u32, u32)) -> &str {
        &self.text[entry.0 as usize..entry.0 as usize + entry.1 as usize]
    }

    /// Sorts by text, then node, each pair once. O(n log n).
    pub(super) fn sort(&mut self) {
        let mut entries = std::mem::take(&mut self.entries);
        entries.par_sort_unstable_by(|a, b| self.slice(a).cmp(self.slice(b)).then(a.2.cmp(&b.2)));
        entries.dedup_by(|a, b| a.2 == b.2 && self.slice(a) == self.slice(b));
        self.entries = entries;
    }

    /// Texts and nodes in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, u32)> + Clone {
        self.entries.iter().map(|entry| (self.slice(entry), entry.2))
    }
}
