//! The entries of the table for search in the order of their texts: lists that are sorted each in its own way, then merged.
//!
//! Texts of nodes are read from the snapshot as they are needed. Values of most kinds stand nearly in order there; IPv4 addresses
//! are compared as numbers; only kinds whose texts are costly to make are held as text, one kind after the other.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::net::{IpAddr, Ipv4Addr};

use rayon::prelude::*;

use super::table::{Block, SearchTable, is_folded};
use super::texts::Texts;
use crate::model::{Node, NodeKind, ValueId};

/// All entries, by text, then entry. O(n log n) for n texts.
pub(super) fn sorted_entries(table: &SearchTable) -> impl Iterator<Item = u32> {
    let mut lists: Vec<Vec<u32>> = table.blocks.iter().flat_map(|block| sorted_block(table, *block)).collect();
    let mut further: Vec<u32> = (0..table.further.len() as u32).collect();
    let text = |at: u32| table.further.get(at as usize);
    further.par_sort_unstable_by(|&a, &b| text(a).cmp(text(b)).then(a.cmp(&b)));
    further.iter_mut().for_each(|at| *at += table.nodes);
    lists.push(further);
    merged(table, lists)
}

/// The nodes of a block that are found by what they show, in sorted lists.
fn sorted_block(table: &SearchTable, block: Block) -> Vec<Vec<u32>> {
    let snapshot = table.snapshot;
    let all = block.first..block.first + block.count;
    match block.kind {
        _ if snapshot.pseudonyms.is_some() => vec![held(table, block.kind, block.first, all)],
        NodeKind::Ip => {
            let v4 = snapshot.addresses.iter().take_while(IpAddr::is_ipv4).count() as u32;
            let mut keyed: Vec<(u32, u32)> = snapshot
                .addresses
                .iter()
                .zip(all.clone())
                .map_while(|(address, node)| Some((key(address)?, node)))
                .collect();
            keyed.par_sort_unstable();
            // A copy: collecting from the pairs themselves would keep their room, which is twice as much.
            let v4s = keyed.iter().map(|(_, node)| *node).collect();
            drop(keyed);
            vec![v4s, held(table, block.kind, block.first, all.start + v4..all.end)]
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

/// Nodes sorted by texts that are held meanwhile.
fn held(table: &SearchTable, kind: NodeKind, first: u32, nodes: std::ops::Range<u32>) -> Vec<u32> {
    let mut texts = Texts::default();
    for node in nodes.clone() {
        texts.push(&table.snapshot.shown_text(Node { kind, value: ValueId(node - first) }));
    }
    let text = |node: u32| texts.get((node - nodes.start) as usize);
    let mut found: Vec<u32> = nodes.clone().filter(|&node| is_found_by(text(node))).collect();
    found.par_sort_unstable_by(|&a, &b| text(a).cmp(text(b)).then(a.cmp(&b)));
    found
}

/// A number that orders IPv4 addresses as their texts are ordered: a byte's text ends where a dot or nothing follows, and both come
/// before any digit, so that each byte is compared by the place of its own text among those of all bytes.
fn key(address: IpAddr) -> Option<u32> {
    let IpAddr::V4(v4) = address else { return None };
    Some(u32::from(Ipv4Addr::from(v4.octets().map(|byte| PLACES[byte as usize]))))
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

/// Merges sorted lists; each text is made once.
fn merged<'a>(table: &'a SearchTable, lists: Vec<Vec<u32>>) -> impl Iterator<Item = u32> + use<'a> {
    let mut lists: Vec<_> = lists.into_iter().map(Vec::into_iter).collect();
    let head = |list: usize, entry: u32| Reverse((text_of(table, entry), entry, list));
    let mut heads: BinaryHeap<_> =
        lists.iter_mut().enumerate().filter_map(|(list, entries)| Some(head(list, entries.next()?))).collect();
    std::iter::from_fn(move || {
        let mut top = heads.peek_mut()?;
        let Reverse((_, entry, list)) = *top;
        match lists[list].next() {
            Some(next) => *top = head(list, next),
            None => drop(std::collections::binary_heap::PeekMut::pop(top)),
        }
        Some(entry)
    })
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
    use std::net::IpAddr;

    use proptest::prelude::*;

    use super::key;

    #[test]
    fn every_byte_has_its_place() {
        let mut bytes: Vec<u8> = (0..=255).collect();
        bytes.sort_by_key(u8::to_string);
        assert!(bytes.iter().enumerate().all(|(place, byte)| usize::from(super::PLACES[*byte as usize]) == place));
    }

    proptest! {
        #[test]
        fn keys_order_addresses_as_their_texts_are_ordered(a: [u8; 4], b: [u8; 4], same in 0_usize..5) {
            let mut b = b;
            b[..same.min(4)].copy_from_slice(&a[..same.min(4)]);
            let (a, b) = (IpAddr::from(a), IpAddr::from(b));
            prop_assert_eq!(key(a).cmp(&key(b)), a.to_string().cmp(&b.to_string()));
        }
    }
}
