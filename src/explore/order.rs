//! The entries of the table for search in the order of their texts: lists that are sorted each in its own way, then merged.
//!
//! Texts of nodes are read from the snapshot as they are needed. Values of most kinds stand nearly in order there; IPv4 addresses
//! are put in order byte by byte; texts that are costly to make are held, some of them at a time.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::io;
use std::net::Ipv4Addr;
use std::ops::Range;

use rayon::prelude::*;

use super::table::{Block, SearchTable, is_folded};
use super::texts::Texts;
use crate::model::{Node, NodeKind, ValueId};

/// Every so-many-th entry of a list parts all lists into pieces, of which a few are merged at once.
const APART: usize = 1 << 16;
const PIECES: usize = 8;

/// Hands all entries to `take`, by text, then entry, many at a time. O(n log n) for n texts.
pub(super) fn in_order(table: &SearchTable, mut take: impl FnMut(&[u32]) -> io::Result<()>) -> io::Result<()> {
    let mut lists: Vec<Vec<u32>> = table.blocks.iter().flat_map(|block| sorted_block(table, *block)).collect();
    let mut further: Vec<u32> = (0..table.further.len() as u32).collect();
    let text = |at: u32| table.further.get(at as usize);
    further.par_sort_unstable_by(|&a, &b| text(a).cmp(text(b)).then(a.cmp(&b)));
    further.iter_mut().for_each(|at| *at += table.nodes);
    lists.push(further);
    let pieces = pieces(table, &lists);
    for some in pieces.chunks(PIECES) {
        let merged: Vec<Vec<u32>> = some.par_iter().map(|piece| merged(table, piece)).collect();
        merged.iter().try_for_each(|entries| take(entries))?;
    }
    Ok(())
}

/// Sorted lists cut into pieces: all that is in one comes before all that is in the next. O(cuts x lists log n).
fn pieces<'a>(table: &SearchTable, lists: &'a [Vec<u32>]) -> Vec<Vec<&'a [u32]>> {
    let mut cuts: Vec<u32> = lists.iter().flat_map(|list| list.iter().step_by(APART)).copied().collect();
    let key = |entry: u32| (text_of(table, entry), entry);
    cuts.sort_by_cached_key(|&entry| key(entry));
    let mut rest: Vec<&[u32]> = lists.iter().map(Vec::as_slice).collect();
    let mut pieces: Vec<Vec<&[u32]>> = Vec::with_capacity(cuts.len() + 1);
    for cut in cuts {
        let before = key(cut);
        let head = |list: &mut &'a [u32]| {
            // The list is cut itself before it goes on for longer.
            let near = &list[..list.len().min(APART)];
            let (head, tail) = list.split_at(near.partition_point(|&entry| key(entry) < before));
            *list = tail;
            head
        };
        pieces.push(rest.iter_mut().map(head).filter(|list| !list.is_empty()).collect());
    }
    pieces.push(rest);
    pieces
}

/// The nodes of a block that are found by what they show, in sorted lists.
fn sorted_block(table: &SearchTable, block: Block) -> Vec<Vec<u32>> {
    let snapshot = table.snapshot;
    let all = block.first..block.first + block.count;
    match block.kind {
        _ if snapshot.pseudonyms.is_some() => held(table, block.kind, block.first, all),
        NodeKind::Ip => {
            let v4 = snapshot.addresses.v4();
            let mut nodes = Vec::with_capacity(v4.len());
            v4_by_text(v4, block.first, 0, &mut nodes);
            let mut lists = held(table, block.kind, block.first, all.start + v4.len() as u32..all.end);
            lists.push(nodes);
            lists
        }
        kind => {
            let text = |node: u32| snapshot.shown_text(Node { kind, value: ValueId(node - block.first) });
            let mut nodes: Vec<u32> = all.filter(|&node| is_found_by(&text(node))).collect();
            nodes.par_sort_unstable_by(|&a, &b| text(a).cmp(&text(b)).then(a.cmp(&b)));
            vec![nodes]
        }
    }
}

/// Whether a node is found by what it shows as it stands: not by nothing, and not by what is to be folded.
fn is_found_by(shown: &str) -> bool {
    !shown.is_empty() && is_folded(shown)
}

/// Nodes whose texts are held at once.
const HELD: u32 = 1 << 20;

/// Lists of nodes, each sorted by texts that are held meanwhile.
fn held(table: &SearchTable, kind: NodeKind, first: u32, nodes: Range<u32>) -> Vec<Vec<u32>> {
    let of_some = |from: u32| {
        let mut texts = Texts::default();
        let some = from..nodes.end.min(from.saturating_add(HELD));
        for node in some.clone() {
            texts.push(&table.snapshot.shown_text(Node { kind, value: ValueId(node - first) }));
        }
        let text = |node: u32| texts.get((node - from) as usize);
        let mut found: Vec<u32> = some.filter(|&node| is_found_by(text(node))).collect();
        found.par_sort_unstable_by(|&a, &b| text(a).cmp(text(b)).then(a.cmp(&b)));
        found
    };
    nodes.clone().step_by(HELD as usize).map(of_some).collect()
}

/// Appends the nodes of distinct addresses that ascend and share their first `shared` bytes, in the order of their texts. A byte's text
/// ends where a dot or nothing follows, and both come before any digit: so addresses stand as the texts of their bytes do, and
/// those of one byte stand together already. O(addresses).
fn v4_by_text(addresses: &[Ipv4Addr], first: u32, shared: usize, nodes: &mut Vec<u32>) {
    if addresses.len() == 1 {
        nodes.push(first);
        return;
    }
    let byte = |address: &Ipv4Addr| address.octets()[shared];
    let mut from = first;
    let runs = addresses.chunk_by(|a, b| byte(a) == byte(b)).map(|run| {
        from += run.len() as u32;
        (PLACES[byte(&run[0]) as usize], from - run.len() as u32, run)
    });
    let mut runs: Vec<(u8, u32, &[Ipv4Addr])> = runs.collect();
    runs.sort_unstable_by_key(|(place, ..)| *place);
    runs.into_iter().for_each(|(_, first, run)| v4_by_text(run, first, shared + 1, nodes));
}

/// The place of each byte's decimal text among those of all bytes.
const PLACES: [u8; 256] = {
    let mut places = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut other = 0;
        while other < 256 {
            places[byte] += is_before(other, byte) as u8;
            other += 1;
        }
        byte += 1;
    }
    places
};

/// Whether the decimal text of `a` comes before that of `b`.
const fn is_before(a: usize, b: usize) -> bool {
    let (mut wide_a, mut wide_b) = (a, b);
    while wide_a != 0 && wide_a < 100 {
        wide_a *= 10;
    }
    while wide_b != 0 && wide_b < 100 {
        wide_b *= 10;
    }
    // Filled up with zeros the shorter of two texts comes first where they are equal.
    wide_a < wide_b || wide_a == wide_b && a < b
}

/// Sorted lists merged; each text is made once. O(n log lists).
fn merged(table: &SearchTable, lists: &[&[u32]]) -> Vec<u32> {
    let mut merged = Vec::with_capacity(lists.iter().map(|list| list.len()).sum());
    let mut lists: Vec<_> = lists.iter().map(|list| list.iter().copied()).collect();
    let head = |list: usize, entry: u32| Reverse((text_of(table, entry), entry, list));
    let mut heads: BinaryHeap<_> =
        lists.iter_mut().enumerate().filter_map(|(list, entries)| Some(head(list, entries.next()?))).collect();
    while let Some(mut top) = heads.peek_mut() {
        let Reverse((_, entry, list)) = *top;
        merged.push(entry);
        match lists[list].next() {
            Some(next) => *top = head(list, next),
            None => drop(PeekMut::pop(top)),
        }
    }
    merged
}

/// The text of an entry.
fn text_of<'a>(table: &'a SearchTable, entry: u32) -> Cow<'a, str> {
    if let Some(at) = entry.checked_sub(table.nodes) {
        return table.further.get(at as usize).into();
    }
    let block = table.blocks[table.blocks.partition_point(|block| block.first + block.count <= entry)];
    table.snapshot.shown_text(Node { kind: block.kind, value: ValueId(entry - block.first) })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::net::Ipv4Addr;

    use proptest::prelude::*;

    use super::v4_by_text;

    #[test]
    fn every_byte_has_its_place() {
        let mut bytes: Vec<u8> = (0..=255).collect();
        bytes.sort_by_key(u8::to_string);
        assert!(bytes.iter().enumerate().all(|(place, byte)| usize::from(super::PLACES[*byte as usize]) == place));
    }

    proptest! {
        #[test]
        fn addresses_stand_as_their_texts(bytes in proptest::collection::btree_set(any::<[u8; 4]>(), 0..50), few: bool) {
            let narrow = |[a, b, c, d]: [u8; 4]| if few { [a % 3, b % 3, c % 12, d] } else { [a, b, c, d] };
            let addresses: BTreeSet<Ipv4Addr> = bytes.into_iter().map(|bytes| narrow(bytes).into()).collect();
            let addresses: Vec<Ipv4Addr> = addresses.into_iter().collect();
            let mut nodes = Vec::new();
            v4_by_text(&addresses, 7, 0, &mut nodes);
            let mut expected: Vec<u32> = (7..7 + addresses.len() as u32).collect();
            expected.sort_by_key(|node| addresses[*node as usize - 7].to_string());
            prop_assert_eq!(nodes, expected);
        }
    }
}
