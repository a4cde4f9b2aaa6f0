//! Search: a value or name, exact, by its beginning, or by a part of it.

use memchr::memmem;
use rustc_hash::FxHashSet;
use serde::Serialize;

use super::format::{NONE, Section};
use super::index::Index;
use super::table::fold;
use crate::snapshot::IpKey;

/// Characters from which on a part of a value is looked for: less is in everything.
const SHORTEST_PART: usize = 3;
/// The same where letters carry more (kana, kanji).
const SHORTEST_PART_WIDE: usize = 2;

/// What a search found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// Kind of node.
    pub kind: String,
    /// Its value as shown.
    pub value: String,
    /// A second line: a name, a network's kind.
    pub note: String,
    /// Accounts that carry it; 0 for accounts.
    pub degree: u32,
    /// The cluster of an account, or empty.
    pub cluster: String,
    /// That cluster's rank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
}

/// Nodes found, best first, and whether there are more.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Nodes, each once.
    pub nodes: Vec<u32>,
    /// Whether there are more.
    pub more: bool,
}

impl Index {
    /// Text and node of the entry at a place of the sorted table.
    fn entry(&self, at: usize) -> (&str, u32) {
        let number = self.number(Section::SearchOrder, at).unwrap_or(NONE);
        match number.checked_sub(self.nodes()) {
            None => (self.shown(number), number),
            Some(further) => self.further(further as usize),
        }
    }

    /// A text beside the values as shown, and whose it is.
    fn further(&self, at: usize) -> (&str, u32) {
        let node = self.number(Section::SearchNode, at).unwrap_or(NONE);
        (self.text(Section::Search, Section::SearchAt, at), node)
    }

    fn entries(&self) -> usize {
        self.section(Section::SearchOrder).len() / 4
    }

    /// First entry that is not before `wanted`. O(log n).
    fn lower_bound(&self, wanted: &str) -> usize {
        let (mut low, mut high) = (0, self.entries());
        while low < high {
            let middle = low.midpoint(high);
            if self.entry(middle).0 < wanted { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The node of a kind that is shown as `value`. O(log n).
    #[must_use]
    pub fn find(&self, kind: &str, value: &str) -> Option<u32> {
        let folded = fold(value);
        let from = self.lower_bound(&folded);
        (from..self.entries())
            .map(|at| self.entry(at))
            .take_while(|(text, _)| *text == folded)
            .map(|(_, node)| node)
            .find(|&node| self.kind(node).name == kind && self.shown(node) == value)
    }

    /// Searches values and names: exact ones first, then those that begin with `query`; where nothing is exactly that,
    /// then those that hold it. At most `most`. O(log n + hits), and for parts one pass over all texts.
    #[must_use]
    pub fn find_all(&self, query: &str, most: usize) -> Found {
        let folded = fold(query.trim());
        let mut seen = FxHashSet::default();
        let mut found = Found::default();
        if folded.is_empty() {
            return found;
        }
        let mut add = |node: u32| {
            if node < self.nodes() && seen.insert(node) {
                found.more |= found.nodes.len() == most;
                if found.nodes.len() < most {
                    found.nodes.push(node);
                }
            }
            found.more
        };
        let from = self.lower_bound(&folded);
        let prefixed =
            (from..self.entries()).map(|at| self.entry(at)).take_while(|(text, _)| text.starts_with(&folded));
        let mut exact = false;
        for (text, node) in prefixed {
            exact |= text == folded;
            if add(node) {
                return found;
            }
        }
        if let Some(node) = self.address(query.trim()) {
            add(node);
        }
        let letters = folded.chars().count();
        let wide = folded.chars().any(|c| c as u32 >= 0x3000);
        // Whoever gives a whole value wants that one, and the pass takes tens of milliseconds on a large run.
        if !exact && letters >= if wide { SHORTEST_PART_WIDE } else { SHORTEST_PART } {
            self.parts(&folded, add);
        }
        found
    }

    /// Hands over the nodes whose values or further texts hold `folded`, in the file's order, until `add` says that it
    /// is enough.
    fn parts(&self, folded: &str, mut add: impl FnMut(u32) -> bool) {
        let enough = self.matches(Section::Shown, Section::ShownAt, folded, |at| add(at as u32));
        if !enough {
            self.matches(Section::Search, Section::SearchAt, folded, |at| add(self.further(at).1));
        }
    }

    /// Goes through the texts of a section that hold `wanted`; says whether `add` had enough.
    fn matches(&self, texts: Section, ends: Section, wanted: &str, mut add: impl FnMut(usize) -> bool) -> bool {
        let (mut at, mut from) = (0, 0);
        for place in memmem::find_iter(self.section(texts), wanted.as_bytes()) {
            if place < from {
                continue;
            }
            at = self.covering(ends, place, at);
            let Some(end) = self.wide(ends, at + 1) else { return false };
            // A match across the border of two texts is none.
            if place + wanted.len() <= end as usize {
                from = end as usize;
                if add(at) {
                    return true;
                }
            }
        }
        false
    }

    /// The text that covers a byte, at or behind text `low`.
    fn covering(&self, ends: Section, byte: usize, low: usize) -> usize {
        let (mut low, mut high) = (low, self.section(ends).len() / 8);
        while low + 1 < high {
            let middle = low.midpoint(high);
            let starts = self.wide(ends, middle).unwrap_or(u64::MAX);
            if starts as usize <= byte { low = middle } else { high = middle }
        }
        low
    }

    /// An address by what it is compared by: any address of an IPv6 /64 finds the one that is shown.
    fn address(&self, text: &str) -> Option<u32> {
        let wanted = IpKey::from(text.parse::<std::net::IpAddr>().ok()?);
        let kind = self.meta().kinds.iter().find(|kind| kind.name == "ip")?;
        let key = |node: u32| self.shown(node).parse::<std::net::IpAddr>().ok().map(IpKey::from);
        let (mut low, mut high) = (kind.first, kind.first + kind.count);
        while low < high {
            let middle = low.midpoint(high);
            match key(middle)?.cmp(&wanted) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// A node as a search shows it.
    #[must_use]
    pub fn hit(&self, node: u32) -> Hit {
        Hit {
            kind: self.kind(node).name.clone(),
            value: self.shown(node).to_owned(),
            note: self.note(node).to_owned(),
            degree: self.degree(node),
            cluster: self.cluster(node).to_owned(),
            rank: self.cluster_place(node).map(|place| place + 1),
        }
    }
}
