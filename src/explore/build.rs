//! Writes the index from the graph and its bonds.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::io::{self, Write};

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::format::{NONE, Section, Writer, write};
use super::index::{KindInfo, Meta, ROLES};
use super::input::{IndexInput, Places};
use super::links::links;
use super::pairs::{bonds, ties};
use super::table::{Block, SearchTable, is_folded};
use crate::cases::note_and_role;
use crate::model::{AccountId, Node, NodeKind, ValueId};
use crate::snapshot::{KnownVerdict, StringTable};
use crate::ties::carries_identity;

/// Nodes described by one task.
const NODES_PER_TASK: usize = 8192;

/// Writes the index. O(nodes log nodes + links + bonds).
///
/// # Errors
/// Writing fails, or the graph has 2^32 nodes or links or more.
pub fn write_index(input: &IndexInput, out: impl Write + Send) -> io::Result<()> {
    let places = Places::new(input.graph)?;
    write(out, |writer| {
        meta(input, &places, writer)?;
        nodes(input, &places, writer)?;
        links(input.graph, &places, writer)?;
        clusters(input, writer)?;
        bonds(input, &places, writer)?;
        ties(input, writer)
    })
}

fn meta(input: &IndexInput, places: &Places, writer: &mut Writer) -> io::Result<()> {
    let snapshot = input.graph.snapshot;
    let kind = |(kind, range): (NodeKind, std::ops::Range<u32>)| KindInfo {
        name: snapshot.kind_name(kind).to_owned(),
        first: places.node(Node { kind, value: ValueId(0) }),
        count: range.end,
        limit: if kind == NodeKind::Account { 0 } else { input.limits.of(kind) },
    };
    let meta = Meta {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        moment: snapshot.moment.to_string(),
        tie_from: input.tie_from,
        kinds: places.blocks().into_iter().map(kind).collect(),
        clusters: input.clusters.iter().map(|cluster| cluster.cluster.clone()).collect(),
    };
    writer.begin(Section::Meta);
    writer.bytes(&serde_json::to_vec(&meta)?)
}

/// Nodes that people decided to ignore, as long as that lasts.
fn ignored(input: &IndexInput) -> FxHashSet<Node> {
    let snapshot = input.graph.snapshot;
    let lasting = snapshot.known.iter().filter(|known| known.until.is_none_or(|until| until > snapshot.moment));
    lasting
        .filter_map(|known| match known.verdict {
            KnownVerdict::Ignore(node) => Some(node),
            _ => None,
        })
        .collect()
}

/// Whether a value is context, not evidence.
fn is_hub(input: &IndexInput, node: Node) -> bool {
    let carrier =
        node.kind == NodeKind::Ip && !carries_identity(input.graph.snapshot.addresses.network(node.value).kind);
    node.kind != NodeKind::Account
        && (carrier || input.graph.links(node.kind).degree(node.value) > input.limits.of(node.kind))
}

fn nodes(input: &IndexInput, places: &Places, writer: &mut Writer) -> io::Result<()> {
    let ignored = ignored(input);
    let block = |(kind, range): (NodeKind, std::ops::Range<u32>)| {
        let first = places.node(Node { kind, value: ValueId(0) });
        Block { kind, first, count: range.end }
    };
    let mut search = SearchTable::new(input.graph.snapshot, places.blocks().into_iter().map(block).collect());
    let count = places.total as usize;
    let mut flags = Vec::with_capacity(count);
    let mut notes = Pool::default();
    writer.begin(Section::NoteOf);
    for (kind, range) in places.blocks() {
        for from in range.clone().step_by(NODES_PER_TASK) {
            let to = range.end.min(from + NODES_PER_TASK as u32);
            let described: Vec<About> = (from..to)
                .into_par_iter()
                .map(|value| About::new(input, &ignored, Node { kind, value: ValueId(value) }))
                .collect();
            let mut note_of = Vec::with_capacity(described.len() * size_of::<u32>());
            for (about, value) in described.into_iter().zip(from..) {
                let node = Node { kind, value: ValueId(value) };
                note_of.extend(notes.place(&about.note).to_le_bytes());
                flags.push(about.flags);
                if let Some(shown) = &about.to_fold {
                    search.add_further(shown, places.node(node));
                }
                if kind == NodeKind::Account {
                    names(input, node, &about.note, &mut search);
                }
            }
            writer.bytes(&note_of)?;
        }
    }
    writer.begin(Section::Flags);
    writer.bytes(&flags)?;
    notes.write(writer)?;
    drop(notes);
    drop(flags);
    search.write(writer)
}

/// What the index says of a node.
struct About<'a> {
    note: Cow<'a, str>,
    flags: u8,
    /// What it shows, where that is looked for in another form.
    to_fold: Option<Cow<'a, str>>,
}

impl<'a> About<'a> {
    fn new(input: &IndexInput<'a>, ignored: &FxHashSet<Node>, node: Node) -> Self {
        let (note, role) = note_and_role(input.graph, node);
        let role = ROLES.iter().position(|known| *known == role).unwrap_or(0) as u8;
        let flags = u8::from(is_hub(input, node)) | u8::from(ignored.contains(&node)) << 1 | role << 4;
        let snapshot = input.graph.snapshot;
        // Addresses are shown in small letters, and are costly to make.
        let folded = node.kind == NodeKind::Ip && snapshot.pseudonyms.is_none();
        let to_fold = (!folded).then(|| snapshot.shown_text(node)).filter(|shown| !is_folded(shown));
        Self { note, flags, to_fold }
    }
}

/// Names by which an account is found; its number is its node's.
fn names(input: &IndexInput, node: Node, note: &str, search: &mut SearchTable) {
    search.add_further(note, node.value.0);
    let snapshot = input.graph.snapshot;
    if snapshot.pseudonyms.is_none()
        && let Some(kana) = snapshot.accounts[AccountId(node.value.0)].name_kana
    {
        search.add_further(snapshot.text.get(kana), node.value.0);
    }
}

/// Texts that recur, each once, in the order of their first use. The first is empty.
struct Pool {
    texts: StringTable,
    /// Positions in `texts`, found by the hash of the text.
    places: HashTable<u32>,
}

impl Default for Pool {
    fn default() -> Self {
        Self { texts: StringTable::from_iter([""]), places: HashTable::new() }
    }
}

impl Pool {
    fn place(&mut self, text: &str) -> u32 {
        // Most nodes have none.
        if text.is_empty() {
            return 0;
        }
        let texts = &self.texts;
        let hash = |text: &str| FxBuildHasher.hash_one(text);
        let found = self.places.entry(
            hash(text),
            |&place| texts.get(place as usize) == text,
            |&place| hash(texts.get(place as usize)),
        );
        match found {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                let place = texts.len() as u32;
                free.insert(place);
                self.texts.push(text);
                place
            }
        }
    }

    fn write(&self, writer: &mut Writer) -> io::Result<()> {
        writer.begin(Section::Note);
        for text in self.texts.iter() {
            writer.bytes(text.as_bytes())?;
        }
        let ends = self.texts.iter().scan(0u64, |end, text| {
            *end += text.len() as u64;
            Some(*end)
        });
        writer.wide(Section::NoteAt, std::iter::once(0).chain(ends))
    }
}

fn clusters(input: &IndexInput, writer: &mut Writer) -> io::Result<()> {
    let snapshot = input.graph.snapshot;
    let mut place: FxHashMap<String, u32> = FxHashMap::default();
    for (at, cluster) in input.clusters.iter().enumerate() {
        cluster.accounts.iter().for_each(|account| {
            place.insert(account.clone(), at as u32);
        });
    }
    let of = |account: usize| place.get(&*snapshot.account_shown(AccountId(account as u32))).copied().unwrap_or(NONE);
    writer.numbers(Section::ClusterOf, (0..input.graph.accounts()).map(of))
}

#[cfg(test)]
mod tests {
    use super::Pool;

    #[test]
    fn a_text_has_one_place_in_the_order_of_first_use() {
        let mut pool = Pool::default();
        let places: Vec<u32> = ["b", "", "a", "b", "a", "é"].iter().map(|text| pool.place(text)).collect();
        assert_eq!(places, [1, 0, 2, 1, 2, 3]);
        (0..1000).for_each(|number: u32| assert_eq!(pool.place(&number.to_string()), 4 + number));
        (0..1000).for_each(|number: u32| assert_eq!(pool.place(&number.to_string()), 4 + number));
    }
}
