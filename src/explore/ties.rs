//! What ties two accounts: their common bonds, the best of each independent kind added up, as the analysis does it.

use rustc_hash::FxHashMap;

use super::format::Section;
use super::index::{BondRecord, Index, NONE};
use crate::model::Table;
use crate::ties::{BondKind, Family};

/// One bond between two accounts.
#[derive(Clone, Debug)]
pub struct BondPart {
    /// What they share.
    pub kind: BondKind,
    /// The node, where it is one.
    pub node: Option<u32>,
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
    /// Bits: the best bond of each family, added up.
    pub bits: f64,
    /// Whether it can tie by itself: a kind that does, or two that agree.
    pub firm: bool,
    /// Bonds, strongest first.
    pub parts: Vec<BondPart>,
}

/// Bits from which a family counts as one that agrees; as when pairs are tied.
const AGREES: f64 = 0.4;

/// A neighbour by ties, with its bits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tied {
    pub account: u32,
    pub bits: f32,
    pub firm: bool,
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
        let member = move |at: Option<u32>| {
            let at = bond.members.0.checked_add(at?)?;
            if at < bond.members.1 { self.number(Section::Members, at as usize) } else { None }
        };
        Box::new((bond.pairs.0..bond.pairs.1).filter_map(move |at| {
            let a = member(self.number(Section::Pairs, at as usize * 2))?;
            let b = member(self.number(Section::Pairs, at as usize * 2 + 1))?;
            if a == account { Some(b) } else { (b == account).then_some(a) }
        }))
    }

    /// What ties two accounts, whatever people decided. O(bonds of the first account).
    #[must_use]
    pub fn tie(&self, a: u32, b: u32) -> PairEvidence {
        let mut parts = Vec::new();
        for at in self.bonds_of(a) {
            let Some((bond, kind)) = self.bond(at).and_then(|bond| Some((bond, Self::kind_of(&bond)?))) else { continue };
            if bond.bits > 0.0 && self.partners(&bond, a).any(|other| other == b) {
                parts.push(BondPart {
                    kind,
                    node: (bond.node != NONE).then_some(bond.node),
                    bits: f64::from(bond.bits),
                    value: f64::from(bond.value),
                    units: bond.units,
                    accounts: bond.members.1.saturating_sub(bond.members.0),
                    rows: self.bond_rows(&bond).collect(),
                });
            }
        }
        parts.sort_by(|x, y| y.bits.total_cmp(&x.bits).then((x.kind, x.node).cmp(&(y.kind, y.node))));
        let mut sum = Sum::default();
        parts.iter().for_each(|part| sum.add(part.kind.family(), part.bits as f32));
        PairEvidence { bits: f64::from(sum.bits()), firm: sum.firm(), parts }
    }

    /// Everybody whom a bond ties to an account, ascending; pairs that people decided about are left out.
    /// O(accounts of its bonds).
    pub(super) fn tied(&self, account: u32) -> Vec<Tied> {
        let mut sums: FxHashMap<u32, Sum> = FxHashMap::default();
        for at in self.bonds_of(account) {
            let Some((bond, kind)) = self.bond(at).and_then(|bond| Some((bond, Self::kind_of(&bond)?))) else { continue };
            if bond.bits > 0.0 {
                let partners = self.partners(&bond, account);
                partners.for_each(|other| sums.entry(other).or_default().add(kind.family(), bond.bits));
            }
        }
        let mut tied: Vec<Tied> = sums
            .into_iter()
            .filter(|(other, _)| !self.separate(account, *other))
            .map(|(account, sum)| Tied { account, bits: sum.bits(), firm: sum.firm() })
            .collect();
        tied.sort_unstable_by_key(|tied| tied.account);
        tied
    }
}

/// The best bits of each family.
#[derive(Default)]
struct Sum(Vec<(Family, f32)>);

impl Sum {
    fn add(&mut self, family: Family, bits: f32) {
        match self.0.iter_mut().find(|(known, _)| *known == family) {
            Some((_, best)) => *best = best.max(bits),
            None => self.0.push((family, bits)),
        }
    }

    /// Added up in the families' order, so that the sum never depends on the order of bonds.
    fn bits(&self) -> f32 {
        let mut families = self.0.clone();
        families.sort_unstable_by_key(|(family, _)| *family);
        families.iter().map(|(_, bits)| bits).sum()
    }

    fn firm(&self) -> bool {
        let agreeing = self.0.iter().filter(|(_, bits)| f64::from(*bits) >= AGREES).count();
        agreeing >= 2 || self.0.iter().any(|(family, _)| crate::clusters::ties_alone(*family))
    }
}
