//! A cluster's own part of the bonds.

use rustc_hash::FxHashMap;

use crate::clusters::{AGREES, Bonds};
use crate::model::AccountId;
use crate::snapshot::{Snapshot, Tie};
use crate::ties::{Bond, BondKind};

/// What is left of a bond among a cluster's accounts.
pub struct Part<'a> {
    /// The bond.
    pub bond: &'a Bond,
    /// Its accounts in the cluster that it ties to another one there, ascending.
    pub accounts: Vec<AccountId>,
    /// What the bond says of any of its pairs, in bits.
    pub pair_bits: f64,
    /// The pairs that it ties there.
    pub pairs: Vec<(AccountId, AccountId)>,
}

/// The parts of all bonds among `accounts` (ascending), by kind, node and accounts. O(bonds of the accounts).
#[must_use]
pub fn parts_among<'a>(bonds: &'a Bonds, accounts: &[AccountId]) -> Vec<Part<'a>> {
    let mut touched: Vec<u32> = accounts.iter().flat_map(|&account| bonds.of_account(account)).copied().collect();
    touched.sort_unstable();
    let twice = touched.chunk_by(|a, b| a == b).filter(|run| run.len() >= 2).map(|run| run[0]);
    twice.filter_map(|at| part(bonds, at as usize, accounts)).collect()
}

fn part<'a>(bonds: &'a Bonds, at: usize, accounts: &[AccountId]) -> Option<Part<'a>> {
    let bond = &bonds.all()[at];
    let inside = |account: &AccountId| accounts.binary_search(account).is_ok();
    let pairs: Vec<(AccountId, AccountId)> =
        bond.pairs().filter(|(a, b)| inside(a) && inside(b) && !bonds.separate(*a, *b)).collect();
    let mut members: Vec<AccountId> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
    members.sort_unstable();
    members.dedup();
    (members.len() >= 2).then_some(Part { bond, accounts: members, pair_bits: bonds.pair_bits()[at], pairs })
}

/// Pairs that the parts together tie, once each, ascending. O(pairs of the parts).
#[must_use]
pub fn tied_by<'a>(parts: impl Iterator<Item = &'a Part<'a>>) -> Vec<(AccountId, AccountId)> {
    let mut bits: FxHashMap<(AccountId, AccountId), f64> = FxHashMap::default();
    for part in parts {
        for &pair in &part.pairs {
            *bits.entry(pair).or_default() += part.pair_bits;
        }
    }
    let tied = bits.into_iter().filter(|&(_, bits)| bits >= f64::from(AGREES));
    let mut tied: Vec<_> = tied.map(|(pair, _)| pair).collect();
    tied.sort_unstable();
    tied
}

/// Direct ties from one of `accounts` (ascending) to another of them. O(ties of the accounts).
pub fn ties_inside<'a>(snapshot: &'a Snapshot, accounts: &'a [AccountId]) -> impl Iterator<Item = &'a Tie> {
    let sent = accounts.iter().flat_map(|&account| snapshot.ties_from(account));
    sent.filter(|tie| tie.other != tie.account && accounts.binary_search(&tie.other).is_ok())
}

impl Part<'_> {
    /// What the bond shares.
    #[must_use]
    pub fn kind(&self) -> BondKind {
        self.bond.kind
    }

    /// Whether it ties those who use a thing together: neither who came after the end of another, nor who passed by.
    #[must_use]
    pub fn is_joint_use(&self) -> bool {
        !matches!(self.kind(), BondKind::Return | BondKind::Visit)
    }
}
