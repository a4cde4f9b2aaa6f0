//! Ties that cross from one group of accounts to another: whether the two may be one.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::link::PairPart;
use crate::model::AccountId;
use crate::settings::ClusterSettings;
use crate::ties::Family;

/// Bits at which a kind of evidence counts as one of the two that must agree.
pub const AGREES: f32 = 0.5;

/// A cluster, or an account of no cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Position in the list of clusters.
    Cluster(u32),
    /// An account that stands in none.
    Loose(AccountId),
}

/// Two units whose ties to each other suffice to ask whether they are one operation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crossing {
    /// The smaller unit.
    pub a: Unit,
    /// The larger unit.
    pub b: Unit,
    /// Whether both are accused by themselves.
    pub accused: bool,
}

/// Accounts of a group from which on the ties of one of them are not the group's.
pub(super) const MANY: usize = 5;

/// What one kind of evidence says between two units.
#[derive(Clone, Copy)]
struct Across {
    /// The most that it says of any pair.
    bits: f32,
    /// Pairs of which it says something.
    pairs: usize,
    /// The account of either unit that it hangs on, where it hangs on one.
    hinges: [Option<AccountId>; 2],
}

impl Across {
    fn new(bits: f32, ends: [AccountId; 2]) -> Self {
        Self { bits, pairs: 1, hinges: ends.map(Some) }
    }

    fn add(&mut self, bits: f32, ends: [AccountId; 2]) {
        self.bits = self.bits.max(bits);
        self.pairs += 1;
        for (hinge, end) in self.hinges.iter_mut().zip(ends) {
            *hinge = hinge.filter(|hinge| *hinge == end);
        }
    }

    /// Whether it hangs on no single account of either unit.
    fn spans(&self) -> bool {
        self.hinges == [None, None]
    }
}

/// Which unit each account belongs to.
#[must_use]
pub fn homes<'a>(accounts: usize, clusters: impl Iterator<Item = &'a [AccountId]>) -> Vec<Unit> {
    let mut home: Vec<Unit> = (0..accounts).map(|at| Unit::Loose(AccountId(at as u32))).collect();
    for (at, members) in clusters.enumerate() {
        members.iter().for_each(|account| home[account.index()] = Unit::Cluster(at as u32));
    }
    home
}

/// How likely a cluster is an operation by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Too little to grow by.
    Weak,
    /// Enough to look at what is tied to it.
    Strong,
    /// It is accused.
    Accused,
}

/// Pairs of units, at least one of them strong, that two kinds of evidence or one weighty tie join, and pairs of accused
/// clusters that share anything but a place or a deal; ascending. Between accused clusters of many accounts one kind must
/// hang on no single account of either. None would have more than `largest` accounts. `of` and `sizes`: standing and accounts of each
/// cluster. O(parts).
#[must_use]
pub fn crossings(
    parts: &[PairPart],
    home: &[Unit],
    of: &[Standing],
    sizes: &[usize],
    settings: &ClusterSettings,
) -> Vec<Crossing> {
    let standing = |unit: Unit| match unit {
        Unit::Cluster(at) => of[at as usize],
        Unit::Loose(_) => Standing::Weak,
    };
    let is_strong = |unit: Unit| standing(unit) >= Standing::Strong;
    let size = |unit: Unit| match unit {
        Unit::Cluster(at) => sizes[at as usize],
        Unit::Loose(_) => 1,
    };
    // The more pairs there are between two groups, the sooner one meets by chance, and who shares a thing with strangers meets
    // many at once. An account that ended comes back as one other, so history hangs on one by its nature.
    let spans =
        |(&family, across): (&Family, &Across)| across.bits >= AGREES && (family == Family::History || across.spans());
    let mut between: FxHashMap<(Unit, Unit), BTreeMap<Family, Across>> = FxHashMap::default();
    for part in parts {
        let mut ends = [(home[part.a.index()], part.a), (home[part.b.index()], part.b)];
        ends.sort_unstable();
        let [(a, x), (b, y)] = ends;
        if a != b && (is_strong(a) || is_strong(b)) {
            let families = between.entry((a, b)).or_default();
            families
                .entry(part.family)
                .and_modify(|across| across.add(part.bits, [x, y]))
                .or_insert_with(|| Across::new(part.bits, [x, y]));
        }
    }
    let mut found: Vec<Crossing> = between
        .into_par_iter()
        .filter_map(|((a, b), families)| {
            if size(a) + size(b) > settings.largest as usize {
                return None;
            }
            let accused = standing(a) == Standing::Accused && standing(b) == Standing::Accused;
            if accused && size(a).min(size(b)) >= MANY && !families.iter().any(spans) {
                return None;
            }
            let kinds = families.values().filter(|across| across.bits >= AGREES).count();
            let bits: f64 = families.values().map(|across| f64::from(across.bits)).sum();
            let alone = families.iter().any(|(&family, across)| f64::from(across.bits) >= alone_from(family, settings));
            // Strangers' operations meet on an exit, trade with one another, buy one text, or use one broker once.
            let apart = |family: Family| matches!(family, Family::Network | Family::Direct | Family::Content);
            let firm = families.iter().filter(|part| !apart(*part.0));
            let (firm, pairs) =
                firm.fold((0.0, 0), |sum, (_, across)| (sum.0 + f64::from(across.bits), sum.1 + across.pairs));
            let both = accused && pairs >= 2 && firm >= settings.merge_accused_from;
            let joined = kinds >= 2 && bits >= settings.join_from || alone || both;
            joined.then_some(Crossing { a, b, accused })
        })
        .collect();
    found.sort_unstable_by_key(|crossing| (crossing.a, crossing.b));
    found
}

/// Bits at which one kind joins without a second. Strangers remit to one payee and pass orders on, so money asks for more.
fn alone_from(family: Family, settings: &ClusterSettings) -> f64 {
    match family {
        Family::Money => settings.merge_from * 1.35,
        _ => settings.merge_from,
    }
}
