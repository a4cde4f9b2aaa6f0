//! What ties accounts, as an opened index holds it: bonds, what they say of each pair, and pairs that people told apart.

use super::format::{BOND, NONE, Section, TIE};
use super::index::Index;
use crate::model::Table;

/// What ties accounts.
#[derive(Clone, Copy, Debug)]
pub(super) struct BondRecord {
    pub kind: u32,
    pub node: u32,
    pub bits: f32,
    pub value: f32,
    pub units: u32,
    pub whole: bool,
    pub members: (u32, u32),
    pub pairs: (u32, u32),
    pub rows: (u32, u32),
    pub more: (u32, u32),
}

/// A neighbour by ties, with its bits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tied {
    pub account: u32,
    pub bits: f32,
    pub firm: bool,
}

impl Index {
    /// Positions of the bonds that an account stands in.
    pub(super) fn bonds_of(&self, account: u32) -> impl Iterator<Item = u32> + '_ {
        self.range(Section::BondsAt, account as usize).map_while(|at| self.number(Section::BondsOf, at))
    }

    pub(super) fn bond(&self, at: u32) -> Option<BondRecord> {
        let number = |field: usize| self.number(Section::Bonds, at as usize * BOND + field);
        Some(BondRecord {
            kind: number(0)?,
            node: number(1)?,
            bits: f32::from_bits(number(2)?),
            value: f32::from_bits(number(3)?),
            units: number(4)?,
            whole: number(5)? == 1,
            members: (number(6)?, number(BOND + 6)?),
            pairs: (number(7)?, number(BOND + 7)?),
            rows: (number(8)?, number(BOND + 8)?),
            more: (number(9)?, number(BOND + 9)?),
        })
    }

    /// Some input rows of a bond.
    pub(super) fn bond_rows(&self, bond: &BondRecord) -> impl Iterator<Item = (Table, u32)> + '_ {
        let row = |at: u32| {
            let table = Table::ALL.get(self.number(Section::BondRows, at as usize * 2)? as usize)?;
            Some((*table, self.number(Section::BondRows, at as usize * 2 + 1)?))
        };
        (bond.rows.0..bond.rows.1).map_while(row)
    }

    /// The accounts of a bond, ascending.
    pub(super) fn members(&self, bond: &BondRecord) -> impl Iterator<Item = u32> + '_ {
        (bond.members.0..bond.members.1).map_while(|at| self.number(Section::Members, at as usize))
    }

    /// The nodes that a bond rests on: its own first.
    pub(super) fn nodes_of(&self, bond: &BondRecord) -> impl Iterator<Item = u32> + '_ {
        let more = (bond.more.0..bond.more.1).map_while(|at| self.number(Section::MoreNodes, at as usize));
        Some(bond.node).filter(|&node| node != NONE).into_iter().chain(more)
    }

    /// Everybody whom bonds tie to an account, with what they say after all; ascending.
    pub(super) fn tied(&self, account: u32) -> Vec<Tied> {
        let tied = |at: usize| {
            let number = |field: usize| self.number(Section::Ties, at * TIE + field);
            Some(Tied { account: number(0)?, bits: f32::from_bits(number(1)?), firm: number(2)? == 1 })
        };
        self.range(Section::TiesAt, account as usize).map_while(tied).collect()
    }

    /// Whether people decided that two accounts are different people.
    #[must_use]
    pub fn separate(&self, a: u32, b: u32) -> bool {
        let wanted = (a.min(b), a.max(b));
        let pair =
            |at: usize| Some((self.number(Section::Separate, 2 * at)?, self.number(Section::Separate, 2 * at + 1)?));
        let (mut low, mut high) = (0, self.length(Section::Separate) / 8);
        while low < high {
            let middle = low.midpoint(high);
            match pair(middle).map(|found| found.cmp(&wanted)) {
                Some(std::cmp::Ordering::Less) => low = middle + 1,
                Some(std::cmp::Ordering::Equal) => return true,
                _ => high = middle,
            }
        }
        false
    }
}
