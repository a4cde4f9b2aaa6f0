//! Whom a group acts upon: accounts that it pays, praises, hires or copies, and that did nothing towards it.
//!
//! Nobody chooses who sends them money, praises them, writes to them, or takes their text, picture, number or bank account for its own. Whoever is
//! tied to a group by such things alone may be its customer, its victim, or somebody whom it wants to be blamed.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::deeds::Deeds;
use super::found::{Findings, Target};
use super::view::{Part, parts_among, tied_by};
use crate::algo::components::components;
use crate::clusters::AGREES;
use crate::graph::Graph;
use crate::messages::Deed;
use crate::model::AccountId;
use crate::settings::LinkSettings;
use crate::snapshot::Status;

/// Share of a group's accounts that its targets of one kin are at most: what is done to more of them than that goes on inside the group.
const AT_MOST: f64 = 1.0 / 3.0;

/// A group without whom it acts upon.
pub(super) struct Parted {
    /// Who did something towards another of them, ascending.
    pub(super) others: Vec<AccountId>,
    /// Whom they act upon.
    pub(super) targets: Vec<Target>,
}

/// Parts `accounts` (ascending) from whom they act upon, and from those whom only these hold there: the customers of a shop where the others buy too. Nobody
/// is a target who was made in the group's campaign (13 : 2 on six makers' platforms) or whom the platform ended. Of the others,
/// on platforms that served no choice, 23 were an operation's and 22 were not. O(pairs of bonds among the accounts).
#[must_use]
pub(super) fn part_targets(found: &Findings, settings: &LinkSettings, accounts: &[AccountId]) -> Parted {
    let parts = parts_among(found.bonds, accounts);
    let towards = Towards::new(found, settings, accounts, &parts);
    let passive = passive(&towards, accounts);
    let others = without(accounts, &passive);
    let spared = |target: &Target| {
        target.accounts.len() as f64 <= AT_MOST * accounts.len() as f64
            && target.accounts.iter().all(|&account| is_active(found.graph, account))
            && !is_of_their_campaign(found, &others, target)
    };
    let targets: Vec<Target> = passive.into_iter().filter(spared).collect();
    let mut others = without(accounts, &targets);
    let by_others = |account: AccountId| others.binary_search(&account).is_ok();
    let to_others = towards.tied.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
    let (held, loose): (Vec<_>, Vec<_>) = to_others.partition(|&(_, to)| by_others(to));
    let held: FxHashSet<AccountId> = held.into_iter().map(|(account, _)| account).collect();
    let loose: FxHashSet<AccountId> = loose.into_iter().map(|(account, _)| account).collect();
    others.retain(|account| held.contains(account) || !loose.contains(account));
    Parted { others, targets }
}

/// Accounts, with those that they are tied to both ways, that did nothing towards the others.
fn passive(towards: &Towards, accounts: &[AccountId]) -> Vec<Target> {
    let place = |account: AccountId| account.place_in(accounts);
    let both = towards.tied.iter().filter(|&&(a, b)| towards.acts(a, b) && towards.acts(b, a));
    let both: Vec<(u32, u32)> = both.map(|&(a, b)| (place(a), place(b))).collect();
    let labels = components(accounts.len(), &both).labels;
    let label = |account: AccountId| labels[place(account) as usize];
    let across = towards.tied.iter().filter(|&&(a, b)| label(a) != label(b));
    let mut acts: FxHashSet<u32> = FxHashSet::default();
    let mut done: BTreeMap<u32, BTreeMap<Deed, f64>> = BTreeMap::new();
    for (one, other) in across.flat_map(|&(a, b)| [(a, b), (b, a)]) {
        if towards.acts(one, other) {
            acts.insert(label(one));
        } else {
            let deeds = done.entry(label(one)).or_default();
            towards.suffered(one, other).for_each(|(deed, bits)| *deeds.entry(deed).or_default() += bits);
        }
    }
    let of = |of: u32| accounts.iter().copied().filter(|&account| label(account) == of).collect();
    let passive = done.into_iter().filter(|(label, _)| !acts.contains(label));
    passive.map(|(label, deeds)| Target { accounts: of(label), deed: most(deeds) }).collect()
}

/// Those of `accounts` who are no target.
fn without(accounts: &[AccountId], targets: &[Target]) -> Vec<AccountId> {
    let is_one = |account: &AccountId| targets.iter().any(|target| target.accounts.binary_search(account).is_ok());
    accounts.iter().copied().filter(|account| !is_one(account)).collect()
}

fn most(deeds: BTreeMap<Deed, f64>) -> Deed {
    let most = deeds.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    most.map_or(Deed::Wrote, |(deed, _)| deed)
}

fn is_active(graph: &Graph, account: AccountId) -> bool {
    graph.snapshot.accounts[account].status.is_none_or(|status| status == Status::Active)
}

/// Whether an account of a target's was made with the others: an operation's first accounts have what the later ones use.
fn is_of_their_campaign(found: &Findings, others: &[AccountId], target: &Target) -> bool {
    let mut all = [others, &target.accounts].concat();
    all.sort_unstable();
    let near = found.background.campaign(found.graph, &all);
    target.accounts.iter().any(|account| near.binary_search(account).is_ok())
}

/// What one account did towards another, and what was done to it, in bits.
#[derive(Default)]
struct Between {
    did: f64,
    suffered: Vec<(Deed, f64)>,
}

/// What each account did towards each other that something ties it to.
struct Towards {
    between: FxHashMap<(AccountId, AccountId), Between>,
    /// Pairs that are tied at all, once each, ascending.
    tied: Vec<(AccountId, AccountId)>,
}

impl Towards {
    fn new(found: &Findings, settings: &LinkSettings, accounts: &[AccountId], parts: &[Part]) -> Self {
        let tied = tied_by(parts.iter());
        let mut deeds = Deeds::new(found, settings, accounts, parts, &tied);
        let mut between: FxHashMap<(AccountId, AccountId), Between> = FxHashMap::default();
        for part in parts {
            for &(a, b) in &part.pairs {
                for (one, other) in [(a, b), (b, a)] {
                    let between = between.entry((one, other)).or_default();
                    match deeds.suffered(part, one, other) {
                        Some(deed) => between.suffered.push((deed, part.pair_bits)),
                        None => between.did += part.pair_bits,
                    }
                }
            }
        }
        Self { between, tied }
    }

    /// Whether what the one did itself ties it to the other.
    fn acts(&self, one: AccountId, other: AccountId) -> bool {
        self.between.get(&(one, other)).is_some_and(|between| between.did >= f64::from(AGREES))
    }

    fn suffered(&self, one: AccountId, other: AccountId) -> impl Iterator<Item = (Deed, f64)> + '_ {
        self.between.get(&(one, other)).into_iter().flat_map(|between| between.suffered.iter().copied())
    }
}
