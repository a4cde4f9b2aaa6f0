//! How common each kind of sharing between unrelated households is on this platform: estimated, not guessed.
//!
//! For each kind of bond (and, of what `identifiers` names, each kind of identifier) and each number of unrelated households, the share of all accounts that stand in such a bond
//! is counted exactly. It bounds what the sharing can say: if a tenth of the accounts do it, hidden operations, which
//! are about a hundredth, cannot be most of them. The likelihood ratio is the rate in operations over the rate among
//! the lawful, the operations' own part being taken out at the prior rate (one step of expectation-maximisation for a
//! two-class mixture, Dempster, Laird and Rubin 1977). With few accounts seen the table's own weight holds.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::bond::{Bond, BondKind};
use crate::model::{AccountId, KindId, NodeKind};

/// Numbers of unrelated households at which rates are counted: each row speaks for this many or more.
const STEPS: [usize; 10] = [2, 3, 4, 5, 6, 8, 12, 20, 40, 80];

/// Share of an operation's accounts that show one given kind of sharing: operators know what is looked at, and avoid
/// some of it.
const RATE_IN_OPERATIONS: f64 = 0.4;
/// Bits by which an estimate may raise the table's weight: the table already gives what rarity is worth.
const RAISE_AT_MOST: f64 = 1.5;
/// Accounts in such bonds at which table and estimate count alike.
const EVEN_AT: f64 = 20.0;

/// Rates of sharing by kind and number of unrelated households.
#[derive(Clone, Debug)]
pub struct Estimates {
    accounts: f64,
    prior: f64,
    /// Accounts in a bond of the kind of at least `STEPS[i]` unrelated households.
    sharing: BTreeMap<Shared, [u32; STEPS.len()]>,
}

/// What is shared, as far as rates go: a bond's kind, and the identifier's own where the platform names it. A payment card and a
/// browser's fingerprint are weighed by one row of the table, and are not equally common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shared {
    /// The bond's kind.
    pub kind: BondKind,
    /// The kind of identifier, of what accounts carry and the `identifiers` table names.
    pub named: Option<KindId>,
}

impl Shared {
    /// What a bond shares.
    #[must_use]
    pub fn of(bond: &Bond) -> Self {
        let carried = matches!(
            bond.kind,
            BondKind::Portrait | BondKind::Contact | BondKind::Template | BondKind::OtherIdentifier
        );
        let named = bond.node.filter(|_| carried).and_then(|node| match node.kind {
            NodeKind::Other(named) => Some(named),
            _ => None,
        });
        Self { kind: bond.kind, named }
    }
}

/// What was estimated of one kind, for `run.json`.
#[derive(Clone, Debug, Serialize)]
pub struct KindRate {
    /// Unrelated households at least.
    pub households: usize,
    /// Accounts in such a bond.
    pub accounts: u32,
    /// Bits that the rate gives.
    pub bits: f64,
}

impl Estimates {
    /// Counts accounts by the widest good bond of each kind; `units` are the bonds' unrelated households, `lawful` says
    /// which bonds are explained already (a company's payout account, a declared organisation). O(bonds).
    #[must_use]
    pub fn new(bonds: &[Bond], units: &[usize], lawful: &[bool], accounts: usize, prior: f64) -> Self {
        let mut widest: BTreeMap<Shared, FxHashMap<AccountId, usize>> = BTreeMap::new();
        for ((bond, &units), &lawful) in bonds.iter().zip(units).zip(lawful) {
            // A place's visitors are discounted by its quality already, and what was used in passing has no weight.
            if bond.kind != BondKind::Visit && !lawful && units >= 2 && bond.measure.quality >= 0.3 {
                let of_kind = widest.entry(Shared::of(bond)).or_default();
                for &account in &bond.accounts {
                    let most = of_kind.entry(account).or_default();
                    *most = (*most).max(units);
                }
            }
        }
        let count = |of_kind: FxHashMap<AccountId, usize>| {
            STEPS.map(|step| of_kind.values().filter(|&&units| units >= step).count() as u32)
        };
        let sharing = widest.into_iter().map(|(kind, of_kind)| (kind, count(of_kind))).collect();
        Self { accounts: accounts.max(2) as f64, prior, sharing }
    }

    /// The table's `bits` for sharing this between so many unrelated households, moved by what the platform shows.
    #[must_use]
    pub fn adjust(&self, shared: Shared, units: usize, bits: f64) -> f64 {
        let Some((step, seen)) = self.seen(shared, units) else { return bits };
        let weight = f64::from(seen) / (f64::from(seen) + EVEN_AT);
        let moved = self.bits(step, seen) - bits;
        (bits + weight * moved.min(RAISE_AT_MOST)).max(0.0)
    }

    /// Every rate counted, by kind; `name` gives that of a kind of identifier.
    #[must_use]
    pub fn rates<'a>(&self, name: impl Fn(KindId) -> &'a str) -> BTreeMap<String, Vec<KindRate>> {
        let of_kind = |counts: &[u32; STEPS.len()]| {
            let rows = STEPS.iter().zip(counts).filter(|(_, seen)| **seen > 0);
            rows.map(|(&step, &seen)| KindRate { households: step, accounts: seen, bits: self.bits(step, seen) })
                .collect()
        };
        let word = |shared: &Shared| match shared.named {
            Some(named) => format!("{:?}.{}", shared.kind, name(named)),
            None => format!("{:?}", shared.kind),
        };
        self.sharing.iter().map(|(shared, counts)| (word(shared), of_kind(counts))).collect()
    }

    fn seen(&self, shared: Shared, units: usize) -> Option<(usize, u32)> {
        let at = STEPS.iter().rposition(|&step| step <= units)?;
        let seen = self.sharing.get(&shared)?[at];
        (seen > 0).then_some((STEPS[at], seen))
    }

    /// log2 of the rate in operations over the rate among the lawful.
    fn bits(&self, step: usize, seen: u32) -> f64 {
        // Operations of many members are rarer than small ones, in proportion.
        let in_operations = RATE_IN_OPERATIONS * (3.0 / step as f64).min(1.0);
        let observed = f64::from(seen) / self.accounts;
        // At least a tenth of what is seen stays lawful: no kind of sharing is an operation's alone.
        let lawful = ((observed - self.prior * in_operations) / (1.0 - self.prior)).max(observed / 10.0);
        (in_operations / lawful.max(1.0 / self.accounts)).log2()
    }
}
