//! What ties two accounts: their common bonds, the best of each independent kind added up, as the analysis does it.

use rustc_hash::FxHashMap;

use super::format::Section;
use super::index::{BondRecord, Index};
use crate::clusters::{LawfulTie, ties_alone};
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
    /// Bits: the best bond of each family, added up.
    pub bits: f64,
    /// Bits that were taken back because the two have lawful reasons to share: a household, an agency.
    pub taken_back: f64,
    /// Whether it can tie by itself: a kind that does, or two that agree.
    pub firm: bool,
    /// Bonds, strongest first.
    pub parts: Vec<BondPart>,
}

/// Bits from which a family counts as one that agrees; as when pairs are tied.
const AGREES: f32 = 0.4;

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
        let mut sum = Sum::new(self.lawful(a, b));
        parts.iter().for_each(|part| sum.add(part.kind.family(), part.bits as f32));
        let raw: f64 = sum.raw();
        let (bits, firm) = sum.weigh();
        PairEvidence { bits: f64::from(bits), firm, taken_back: raw - f64::from(bits), parts }
    }

    /// Everybody whom a bond ties to an account, ascending; pairs that people decided about are left out.
    /// O(accounts of its bonds).
    pub(super) fn tied(&self, account: u32) -> Vec<Tied> {
        let mut sums: FxHashMap<u32, Sum> = FxHashMap::default();
        for at in self.bonds_of(account) {
            let Some((bond, kind)) = self.bond(at).and_then(|bond| Some((bond, Self::kind_of(&bond)?))) else { continue };
            if bond.bits > 0.0 {
                let partners = self.partners(&bond, account);
                partners.for_each(|other| {
                    let sum = sums.entry(other).or_insert_with(|| Sum::new(self.lawful(account, other)));
                    sum.add(kind.family(), bond.bits);
                });
            }
        }
        let mut tied: Vec<Tied> = sums
            .into_iter()
            .filter(|(other, _)| !self.separate(account, *other))
            .map(|(account, sum)| {
                let (bits, firm) = sum.weigh();
                Tied { account, bits, firm }
            })
            .collect();
        tied.sort_unstable_by_key(|tied| tied.account);
        tied
    }
}

/// The best bits of each family between two accounts.
struct Sum {
    best: Vec<(Family, f32)>,
    lawful: LawfulTie,
}

impl Sum {
    fn new(lawful: LawfulTie) -> Self {
        Self { best: Vec::new(), lawful }
    }

    fn add(&mut self, family: Family, bits: f32) {
        match self.best.iter_mut().find(|(known, _)| *known == family) {
            Some((_, best)) => *best = best.max(bits),
            None => self.best.push((family, bits)),
        }
    }

    fn raw(&self) -> f64 {
        self.best.iter().map(|(_, bits)| f64::from(*bits)).sum()
    }

    /// Bits, and whether they can tie: as `Bonds::pairs` adds them up, in the families' order.
    fn weigh(&self) -> (f32, bool) {
        let mut best = self.best.clone();
        best.sort_unstable_by_key(|(family, _)| *family);
        let (mut bits, mut kinds, mut firm) = (0.0, 0, false);
        for (family, most) in best {
            let most = most * (1.0 - self.lawful.explains(family));
            bits += most;
            kinds += u32::from(most >= AGREES);
            firm |= ties_alone(family) && most > AGREES;
        }
        (bits, firm || kinds >= 2)
    }
}
