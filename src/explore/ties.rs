//! What ties two accounts: their common bonds, and what the analysis made of them.

use rustc_hash::FxHashMap;

use super::bonds::BondRecord;
use super::format::Section;
use super::index::Index;
use crate::model::Table;
use crate::ties::{BondKind, Family};

/// One bond between two accounts.
#[derive(Clone, Debug)]
pub struct BondPart {
    /// What they share.
    pub kind: BondKind,
    /// The nodes that it rests on, the first one first.
    pub nodes: Vec<u32>,
    /// Bits.
    pub bits: f64,
    /// What was measured: days, switches, changes of hand.
    pub value: f64,
    /// Unrelated households among all accounts of the bond.
    pub units: u32,
    /// Accounts of the bond.
    pub accounts: u32,
    /// Some input rows.
    pub rows: Vec<(Table, u32)>,
}

/// What ties two accounts.
#[derive(Clone, Debug, Default)]
pub struct PairEvidence {
    /// Bits as the analysis added them up; 0 where people decided that the two are different people.
    pub bits: f64,
    /// Bits that were taken back because the two have lawful reasons to share: a household, an agency.
    pub taken_back: f64,
    /// Whether it can tie by itself: a kind that does, or two that agree.
    pub firm: bool,
    /// Bonds, strongest first.
    pub parts: Vec<BondPart>,
}

impl Index {
    fn kind_of(bond: &BondRecord) -> Option<BondKind> {
        BondKind::ALL.get(bond.kind as usize).copied()
    }

    /// The accounts that a bond ties to one of its accounts.
    pub(super) fn partners<'a>(&'a self, bond: &'a BondRecord, account: u32) -> Box<dyn Iterator<Item = u32> + 'a> {
        if bond.whole {
            return Box::new(self.members(bond).filter(move |&other| other != account));
        }
        let member = move |at: u32| {
            let at = bond.members.0.checked_add(at)?;
            if at < bond.members.1 { self.number(Section::Members, at as usize) } else { None }
        };
        let pair = |at: u32| {
            Some((self.number(Section::Pairs, at as usize * 2)?, self.number(Section::Pairs, at as usize * 2 + 1)?))
        };
        Box::new((bond.pairs.0..bond.pairs.1).map_while(pair).filter_map(move |(a, b)| {
            let (a, b) = (member(a)?, member(b)?);
            if a == account { Some(b) } else { (b == account).then_some(a) }
        }))
    }

    /// What ties two accounts. O(bonds of the first account).
    #[must_use]
    pub fn tie(&self, a: u32, b: u32) -> PairEvidence {
        let mut parts = Vec::new();
        for at in self.bonds_of(a) {
            let Some((bond, kind)) = self.bond(at).and_then(|bond| Some((bond, Self::kind_of(&bond)?))) else {
                continue;
            };
            if bond.bits > 0.0 && self.partners(&bond, a).any(|other| other == b) {
                parts.push(BondPart {
                    kind,
                    nodes: self.nodes_of(&bond).collect(),
                    bits: f64::from(bond.bits),
                    value: f64::from(bond.value),
                    units: bond.units,
                    accounts: bond.members.1.saturating_sub(bond.members.0),
                    rows: self.bond_rows(&bond).collect(),
                });
            }
        }
        parts.sort_by(|x, y| y.bits.total_cmp(&x.bits).then((x.kind, &x.nodes).cmp(&(y.kind, &y.nodes))));
        let tied = self.tied(a);
        let found = tied.binary_search_by_key(&b, |tied| tied.account).ok().map(|at| tied[at]);
        let bits = found.map_or(0.0, |tied| f64::from(tied.bits));
        let firm = found.is_some_and(|tied| tied.firm);
        PairEvidence { bits, firm, taken_back: (raw(&parts) - bits).max(0.0), parts }
    }
}

/// Bits of the best bond of each family, added up.
fn raw(parts: &[BondPart]) -> f64 {
    let mut best: FxHashMap<Family, f64> = FxHashMap::default();
    for part in parts {
        let bits = best.entry(part.kind.family()).or_default();
        *bits = bits.max(part.bits);
    }
    best.values().sum()
}
