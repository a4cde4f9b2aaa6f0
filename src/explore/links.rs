//! The part of the index that holds links, as it is written: block by block, so that no copy of all links is held.

use std::io;

use rayon::prelude::*;

use super::format::{Section, Writer};
use super::input::Places;
use crate::graph::{Graph, Links};
use crate::model::{AccountId, ValueId};

/// Accounts, or values, handled by one task; fixed, so that the cut never depends on the threads.
const PER_TASK: usize = 512;
/// Tasks whose outcome is held at once.
const TASKS: usize = 32;

/// Links of all kinds by account, then node; and each identifier's links.
pub(super) fn links(graph: &Graph, places: &Places, writer: &mut Writer) -> io::Result<()> {
    writer.begin(Section::Links);
    in_blocks(graph.accounts(), writer, |account, out| of_account(graph, places, AccountId(account), out))?;
    let mut offsets = vec![0u32; graph.accounts() + 1];
    for account in 0..graph.accounts() {
        let own = graph.kinds().iter().map(|&kind| graph.links(kind).values_of(AccountId(account as u32)).len());
        offsets[account + 1] = offsets[account] + own.sum::<usize>() as u32;
    }
    writer.numbers(Section::LinksAt, offsets.iter().copied())?;
    writer.begin(Section::Carried);
    // Where each account's links of the kind begin among those of all kinds.
    offsets.pop();
    let mut from = offsets;
    for &kind in graph.kinds() {
        let links = graph.links(kind);
        in_blocks(links.values(), writer, |value, out| of_value(links, &from, ValueId(value), out))?;
        from.iter_mut().zip(0..).for_each(|(from, account)| *from += links.values_of(AccountId(account)).len() as u32);
    }
    let degrees = graph
        .kinds()
        .iter()
        .map(|&kind| graph.links(kind))
        .flat_map(|links| (0..links.values() as u32).map(|value| links.degree(ValueId(value))));
    let ends = degrees.scan(0u32, |end, degree| {
        *end += degree;
        Some(*end)
    });
    writer.numbers(Section::CarriedAt, std::iter::once(0).chain(ends))
}

/// Writes what `records` appends for each of `count` things, in order; blocks of them in parallel, always into the same
/// buffers: what one thread frees of another's, the allocator keeps for a while.
fn in_blocks(count: usize, writer: &mut Writer, records: impl Fn(u32, &mut Vec<u8>) + Sync) -> io::Result<()> {
    let mut blocks = vec![Vec::new(); TASKS];
    for from in (0..count).step_by(PER_TASK * TASKS) {
        blocks.par_iter_mut().enumerate().for_each(|(task, block)| {
            block.clear();
            let first = from + task * PER_TASK;
            (first..count.min(first + PER_TASK)).for_each(|at| records(at as u32, block));
        });
        blocks.iter().try_for_each(|block| writer.bytes(block))?;
    }
    Ok(())
}

/// Appends numbers as the file holds them.
fn append(numbers: &[u32], out: &mut Vec<u8>) {
    numbers.iter().for_each(|number| out.extend_from_slice(&number.to_le_bytes()));
}

/// The records of an account's links.
fn of_account(graph: &Graph, places: &Places, account: AccountId, out: &mut Vec<u8>) {
    for (k, &kind) in graph.kinds().iter().enumerate() {
        let first = places.first(k);
        for known in graph.uses(kind, account) {
            let (table, row) = known.row;
            let last = u32::from(known.days) | (table as u32) << 16;
            let node = first + known.value.0;
            append(&[account.0, node, known.first.0, known.last.0, known.count, row, last], out);
        }
    }
}

/// The positions of a value's links among all; `from`: where each account's links of its kind begin.
fn of_value(links: &Links, from: &[u32], value: ValueId, out: &mut Vec<u8>) {
    for &account in links.carriers(value) {
        let place = links.values_of(account).partition_point(|known| *known < value);
        append(&[from[account.index()] + place as u32], out);
    }
}
