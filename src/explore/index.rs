//! A mapped index: checked when opened, and read with every access bounded, so that no file makes it panic.

use std::path::Path;

use memmap2::Mmap;
use serde::{Deserialize, Serialize};

use super::format::{BOND, IndexError, SECTIONS, Section, check};
use super::map::map;
use crate::model::Table;

/// Parts that an account plays; the byte of a node's flags says which.
pub(super) const ROLES: [&str; 6] = ["", "worker", "client", "both", "banned", "closed"];
/// Numbers of a link's record.
const LINK: usize = 7;

/// What the index says of itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Meta {
    /// Version of the program that wrote it.
    pub program: String,
    /// The snapshot's latest moment, RFC 3339.
    pub moment: String,
    /// Bits at which a pair is tied.
    pub tie_from: f64,
    /// Kinds of node, accounts first.
    pub kinds: Vec<KindInfo>,
    /// Ids of the clusters, in the order of the queue.
    pub clusters: Vec<String>,
}

/// A kind of node.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KindInfo {
    /// Its name in results.
    pub name: String,
    /// Its first node.
    pub first: u32,
    /// How many there are.
    pub count: u32,
    /// Accounts on a value above which it is context; 0 for accounts.
    pub limit: u32,
}

/// A link between an account and an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkRecord {
    /// The account.
    pub account: u32,
    /// The identifier.
    pub node: u32,
    /// First use, Unix seconds; 0 where not known.
    pub first: u32,
    /// Last use.
    pub last: u32,
    /// Uses.
    pub count: u32,
    /// Days of use.
    pub days: u32,
    /// The row of its first use, where known.
    pub row: Option<(Table, u32)>,
}

/// An opened index.
#[derive(Debug)]
pub struct Index {
    map: Mmap,
    sections: [(usize, usize); SECTIONS],
    meta: Meta,
}

impl Index {
    /// Maps and checks the index of a results directory. O(bytes): the hash is computed.
    ///
    /// # Errors
    /// The file is missing, was cut or changed, or is of another version.
    pub fn open(directory: &Path) -> Result<Self, IndexError> {
        let path = directory.join(super::FILE);
        let wrong = |what: String| IndexError { path: path.clone(), what };
        let map = map(&path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => {
                wrong("no such file; `ringtrace analyze` writes it, unless told not to".into())
            }
            _ => wrong(error.to_string()),
        })?;
        let sections = check(&map).map_err(&wrong)?;
        let (from, length) = sections[Section::Meta as usize];
        let meta: Meta = serde_json::from_slice(&map[from..from + length]).map_err(|error| wrong(error.to_string()))?;
        let index = Self { map, sections, meta };
        index.validate().map_err(wrong)?;
        Ok(index)
    }

    /// Whether the sections fit one another. What they point to is checked at each access.
    fn validate(&self) -> Result<(), String> {
        let mut next = 0u64;
        for kind in &self.meta.kinds {
            if u64::from(kind.first) != next {
                return Err(format!("the nodes of kind {} stand elsewhere than they should", kind.name));
            }
            next += u64::from(kind.count);
        }
        let (nodes, accounts) = (next as usize, self.accounts() as usize);
        let links = self.length(Section::Links) / (4 * LINK);
        let bonds = (self.length(Section::Bonds) / (4 * BOND)).max(1) - 1;
        let texts = self.length(Section::SearchNode) / 4;
        let wanted = [
            (Section::ShownAt, 8 * (nodes + 1)),
            (Section::NoteOf, 4 * nodes),
            (Section::Flags, nodes),
            (Section::Links, 4 * LINK * links),
            (Section::LinksAt, 4 * (accounts + 1)),
            (Section::Carried, 4 * links),
            (Section::CarriedAt, 4 * (nodes - accounts.min(nodes) + 1)),
            (Section::ClusterOf, 4 * accounts),
            (Section::Bonds, 4 * BOND * (bonds + 1)),
            (Section::BondsAt, 4 * (accounts + 1)),
            (Section::TiesAt, 4 * (accounts + 1)),
            (Section::SearchAt, 8 * (texts + 1)),
        ];
        let misfit = wanted.iter().find(|&&(section, length)| self.length(section) != length);
        misfit.map_or(Ok(()), |(section, _)| Err(format!("the section {section:?} does not fit the others")))
    }

    /// What the index says of itself.
    #[must_use]
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// Number of accounts: nodes below it are accounts.
    #[must_use]
    pub fn accounts(&self) -> u32 {
        self.meta.kinds.first().map_or(0, |kind| kind.count)
    }

    /// Number of nodes.
    #[must_use]
    pub fn nodes(&self) -> u32 {
        self.meta.kinds.last().map_or(0, |kind| kind.first.saturating_add(kind.count))
    }

    pub(super) fn length(&self, section: Section) -> usize {
        self.sections[section as usize].1
    }

    pub(super) fn section(&self, section: Section) -> &[u8] {
        let (from, length) = self.sections[section as usize];
        &self.map[from..from + length]
    }

    /// The number at a position; `None` beyond the section's end.
    pub(super) fn number(&self, section: Section, at: usize) -> Option<u32> {
        let bytes = self.section(section).get(at.checked_mul(4)?..)?.first_chunk::<4>()?;
        Some(u32::from_le_bytes(*bytes))
    }

    pub(super) fn wide(&self, section: Section, at: usize) -> Option<u64> {
        let bytes = self.section(section).get(at.checked_mul(8)?..)?.first_chunk::<8>()?;
        Some(u64::from_le_bytes(*bytes))
    }

    /// Text `at` of a section whose ends stand in `ends`; empty where the file is at odds with itself.
    pub(super) fn text(&self, section: Section, ends: Section, at: usize) -> &str {
        let range = || Some(self.wide(ends, at)? as usize..self.wide(ends, at + 1)? as usize);
        let bytes = range().and_then(|range| self.section(section).get(range));
        bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// A range out of a section of ends. It may reach beyond what it points into, in a file that is at odds with itself:
    /// whoever walks along it stops at the end.
    pub(super) fn range(&self, ends: Section, at: usize) -> std::ops::Range<usize> {
        let range = || Some(self.number(ends, at)? as usize..self.number(ends, at + 1)? as usize);
        range().filter(|range| range.start <= range.end).unwrap_or(0..0)
    }

    /// A node's value as shown; empty where there is no such node.
    #[must_use]
    pub fn shown(&self, node: u32) -> &str {
        self.text(Section::Shown, Section::ShownAt, node as usize)
    }

    /// A node's second line.
    #[must_use]
    pub fn note(&self, node: u32) -> &str {
        let place = self.number(Section::NoteOf, node as usize).unwrap_or(0);
        self.text(Section::Note, Section::NoteAt, place as usize)
    }

    /// A node's kind.
    #[must_use]
    pub fn kind(&self, node: u32) -> &KindInfo {
        const NOTHING: &KindInfo = &KindInfo { name: String::new(), first: 0, count: 0, limit: 0 };
        let kinds = &self.meta.kinds;
        kinds[..kinds.partition_point(|kind| kind.first <= node)]
            .iter()
            .rev()
            .find(|kind| node - kind.first < kind.count)
            .unwrap_or(NOTHING)
    }

    fn flags(&self, node: u32) -> u8 {
        self.section(Section::Flags).get(node as usize).copied().unwrap_or(0)
    }

    /// Whether a node is a hub: context, not evidence.
    #[must_use]
    pub fn hub(&self, node: u32) -> bool {
        self.flags(node) & 1 != 0
    }

    /// Whether people decided to ignore a node.
    #[must_use]
    pub fn ignored(&self, node: u32) -> bool {
        self.flags(node) & 2 != 0
    }

    /// The part that an account plays, or empty.
    #[must_use]
    pub fn role(&self, node: u32) -> &'static str {
        ROLES.get(usize::from(self.flags(node) >> 4)).copied().unwrap_or_default()
    }

    /// The position of an account's cluster in the queue.
    #[must_use]
    pub fn cluster_place(&self, account: u32) -> Option<u32> {
        let place = self.number(Section::ClusterOf, account as usize)?;
        ((place as usize) < self.meta.clusters.len()).then_some(place)
    }

    /// The id of an account's cluster, or empty.
    #[must_use]
    pub fn cluster(&self, node: u32) -> &str {
        self.cluster_place(node).map_or("", |place| &self.meta.clusters[place as usize])
    }

    fn link(&self, at: usize) -> Option<LinkRecord> {
        let number = |field: usize| self.number(Section::Links, at * LINK + field);
        let last = number(6)?;
        let table = Table::ALL.get((last >> 16) as usize).copied();
        let row = number(5)?;
        Some(LinkRecord {
            account: number(0)?,
            node: number(1)?,
            first: number(2)?,
            last: number(3)?,
            count: number(4)?,
            days: last & 0xffff,
            row: table.filter(|_| row > 0).map(|table| (table, row)),
        })
    }

    /// The links of an account, by identifier.
    pub fn links_of(&self, account: u32) -> impl Iterator<Item = LinkRecord> + '_ {
        self.range(Section::LinksAt, account as usize).map_while(|at| self.link(at))
    }

    /// The accounts that carry an identifier, ascending.
    pub fn carriers(&self, node: u32) -> impl Iterator<Item = LinkRecord> + '_ {
        let place = node.checked_sub(self.accounts());
        let range = place.map_or(0..0, |place| self.range(Section::CarriedAt, place as usize));
        range.map_while(|at| self.link(self.number(Section::Carried, at)? as usize))
    }

    /// How many accounts carry an identifier; 0 for accounts.
    #[must_use]
    pub fn degree(&self, node: u32) -> u32 {
        let place = node.checked_sub(self.accounts());
        place.map_or(0, |place| self.range(Section::CarriedAt, place as usize).len() as u32)
    }
}
