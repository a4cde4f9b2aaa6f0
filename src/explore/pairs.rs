//! The part of the index that says what ties accounts, as it is written.

use std::io;

use rayon::prelude::*;

use super::format::{BOND, NONE, Section, Writer};
use super::input::{IndexInput, Places};
use crate::clusters::{PairPart, pair_strength};
use crate::detect::some_bond_rows;
use crate::model::AccountId;
use crate::ties::BondKind;

/// Input rows kept of a bond.
const ROWS_OF_A_BOND: usize = 8;

/// Bonds, with their accounts, pairs, nodes and some rows; and each account's bonds.
pub(super) fn bonds(input: &IndexInput, places: &Places, writer: &mut Writer) -> io::Result<()> {
    let bonds = input.bonds;
    let all = bonds.all();
    let rows: Vec<Vec<_>> = all
        .par_iter()
        .map(|bond| {
            let first = &bond.accounts[..bond.accounts.len().min(ROWS_OF_A_BOND)];
            let mut rows = some_bond_rows(input.graph, bond, first, ROWS_OF_A_BOND);
            // A machine's accounts have thousands of sessions: of the room for them nothing is kept.
            rows.shrink_to_fit();
            rows
        })
        .collect();
    let units: Vec<u32> = all.par_iter().map(|bond| input.people.units(&bond.accounts) as u32).collect();
    let (mut member, mut pair, mut row, mut more) = (0u32, 0u32, 0u32, 0u32);
    let mut records = Vec::with_capacity(BOND * (all.len() + 1));
    for (at, bond) in all.iter().enumerate() {
        let kind = BondKind::ALL.iter().position(|kind| *kind == bond.kind).unwrap_or(0) as u32;
        let node = bond.node.map_or(NONE, |node| places.node(node));
        let (bits, value) = (bonds.pair_bits()[at] as f32, bond.measure.value as f32);
        let whole = u32::from(bond.pairs.is_none());
        records.extend([kind, node, bits.to_bits(), value.to_bits(), units[at], whole, member, pair, row, more]);
        member += bond.accounts.len() as u32;
        pair += bond.pairs.as_ref().map_or(0, Vec::len) as u32;
        row += rows[at].len() as u32;
        more += bond.more.len() as u32;
    }
    records.extend([0, NONE, 0, 0, 0, 0, member, pair, row, more]);
    writer.numbers(Section::Bonds, records)?;
    writer.numbers(Section::Members, all.iter().flat_map(|bond| bond.accounts.iter().map(|account| account.0)))?;
    writer
        .numbers(Section::Pairs, all.iter().flat_map(|bond| bond.pairs.iter().flatten().flat_map(|&(a, b)| [a, b])))?;
    writer.numbers(Section::BondRows, rows.iter().flatten().flat_map(|row| [row.table as u32, row.row]))?;
    writer.numbers(Section::MoreNodes, all.iter().flat_map(|bond| bond.more.iter().map(|&node| places.node(node))))?;
    let accounts = || (0..input.graph.accounts()).map(|account| bonds.of_account(AccountId(account as u32)));
    writer.numbers(Section::BondsOf, accounts().flatten().copied())?;
    let ends = accounts().scan(0u32, |end, own| {
        *end += own.len() as u32;
        Some(*end)
    });
    writer.numbers(Section::BondsAt, std::iter::once(0).chain(ends))
}

/// What the bonds say of each pair after all, in both directions; and the pairs that people decided about.
pub(super) fn ties(input: &IndexInput, writer: &mut Writer) -> io::Result<()> {
    let mut at = vec![0u32; input.graph.accounts() + 1];
    let pairs = || input.parts.chunk_by(|x, y| (x.a, x.b) == (y.a, y.b));
    for pair in pairs() {
        at[pair[0].a.index() + 1] += 1;
        at[pair[0].b.index() + 1] += 1;
    }
    for account in 0..input.graph.accounts() {
        at[account + 1] += at[account];
    }
    let mut next = at.clone();
    let mut ties = vec![[0u32; 3]; at[input.graph.accounts()] as usize];
    // Pairs ascend by both accounts; filled first from the larger one's side, each list ascends, too.
    let mut put = |from: AccountId, other: AccountId, pair: &[PairPart]| {
        let (bits, firm) = pair_strength(pair);
        let slot = &mut next[from.index()];
        ties[*slot as usize] = [other.0, bits.to_bits(), u32::from(firm)];
        *slot += 1;
    };
    pairs().for_each(|pair| put(pair[0].b, pair[0].a, pair));
    pairs().for_each(|pair| put(pair[0].a, pair[0].b, pair));
    writer.numbers(Section::Ties, ties.into_iter().flatten())?;
    writer.numbers(Section::TiesAt, at)?;
    let separate = input.bonds.separate_pairs();
    writer.numbers(Section::Separate, separate.into_iter().flat_map(|(a, b)| [a.0, b.0]))
}
