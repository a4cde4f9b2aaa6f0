//! Who stands in a cluster by nothing but what strangers share too, and clusters that only such a thing joins.
//!
//! An exchange is the next stop of many people's money, an exit of a VPN the door of many customers. Where most of those
//! whom such a thing joins are tied by something else too, it is the operation's own, and the others belong to it. Where
//! only a few are, it is everybody's: whoever is held by it alone is a bystander, and two operations that it joins are two.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::background::Background;
use super::conduct::Conduct;
use super::view::{Part, parts_among};
use crate::algo::components::components;
use crate::clusters::{AGREES, Bonds};
use crate::graph::Graph;
use crate::model::{AccountId, Node};
use crate::ties::{BondKind, Family, carriers};

/// Share of those whom a strangers' thing joins that must be tied by something else for it to hold the rest; and share of
/// either of two groups that such things must join to the other for both to be one.
const OWN: f64 = 0.5;

/// Parts a cluster (ascending) into the groups that hold by themselves, in the order of their first accounts, each
/// ascending; the last holds the bystanders, if there are any. The cluster as it is where no group does.
/// O(bonds of the accounts).
#[must_use]
pub(super) fn groups(bonds: &Bonds, conduct: &Conduct, accounts: &[AccountId]) -> Vec<Vec<AccountId>> {
    let parts = parts_among(bonds, accounts);
    let (open, own): (Vec<&Part>, Vec<&Part>) = parts
        .iter()
        .filter(|part| part.pair_bits >= f64::from(AGREES) && part.kind() != BondKind::Praise)
        .partition(|part| is_open(part));
    let firm = own.iter().flat_map(|part| part.pairs.iter().copied()).chain(agreeing(&open));
    let mut edges: Vec<(u32, u32)> = firm.map(|(a, b)| (a.place_in(accounts), b.place_in(accounts))).collect();
    if open.is_empty() || edges.is_empty() {
        return vec![accounts.to_vec()];
    }
    let core = Core::new(accounts, &edges);
    let inside: Vec<Inside> = open.iter().map(|part| core.inside(part)).collect();
    edges.extend(open.iter().zip(&inside).flat_map(|(part, inside)| core.owned(part, inside, conduct)));
    edges.extend(core.joined(&inside));
    let mut found: BTreeMap<u32, Vec<AccountId>> = BTreeMap::new();
    let labels = components(accounts.len(), &edges).labels;
    labels.iter().zip(accounts).for_each(|(&label, &account)| found.entry(label).or_default().push(account));
    let (mut groups, bystanders): (Vec<_>, Vec<_>) = found.into_values().partition(|group| group.len() >= 2);
    if !bystanders.is_empty() {
        groups.push(bystanders.concat());
    }
    groups
}

/// Members (of `accounts`, ascending) whom at most one kind of evidence ties to the others, one that strangers are tied by too,
/// and who show nothing by themselves: numbers are given out again, texts and pictures copied, money sent where others send it.
/// One kind alone accuses no group, and no member of one; but whoever was made in its campaign, and carries what nobody outside does, is of it: of those
/// 94 were a ring's and 14 were not, and of those made at other times whom a text held 50 and 21. `parts`: the bonds among them. O(accounts of the parts).
#[must_use]
pub(super) fn held_by_one_kind(
    graph: &Graph,
    background: &Background,
    parts: &[Part],
    conduct: &Conduct,
    accounts: &[AccountId],
) -> Vec<AccountId> {
    // A number that comes back after a ban and the number that is shared are one observation.
    let shared: FxHashMap<Node, BondKind> = parts
        .iter()
        .filter(|part| part.is_joint_use())
        .filter_map(|part| Some((part.bond.node?, part.kind())))
        .collect();
    let kind_of = |part: &Part| match (part.kind(), part.bond.node) {
        (BondKind::Return, Some(node)) => shared.get(&node).copied().unwrap_or(BondKind::Return),
        (kind, _) => kind,
    };
    let mut kinds: Vec<(AccountId, BondKind)> = parts
        .iter()
        .filter(|part| part.pair_bits >= f64::from(AGREES))
        .flat_map(|part| part.accounts.iter().map(|&account| (account, kind_of(part))))
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    let tied_by = |account: AccountId| {
        let from = kinds.partition_point(|kind| kind.0 < account);
        kinds[from..].iter().take_while(move |kind| kind.0 == account).map(|kind| kind.1)
    };
    // Whom nothing else than one such kind holds, with that kind.
    let loose = |account: AccountId| {
        let mut tied_by = tied_by(account);
        match (tied_by.next(), tied_by.next()) {
            (None, _) => Some(None),
            (Some(kind), None) if holds_nobody(kind) => Some(Some(kind)),
            _ => None,
        }
    };
    let firm: Vec<AccountId> = accounts.iter().copied().filter(|&account| loose(account).is_none()).collect();
    let near = background.campaign(graph, accounts);
    let ours = |account: AccountId| {
        near.binary_search(&account).is_ok()
            && parts.iter().any(|part| part.accounts.contains(&account) && is_their_own(graph, part, &firm, &near))
    };
    accounts
        .iter()
        .copied()
        .filter(|&account| loose(account).is_some_and(|kind| !conduct.stands_out(account, kind)) && !ours(account))
        .collect()
}

/// Members whom more holds from which on a text, number or picture that nobody outside carries is a group's own, if they are half of its carriers.
const CARRIED_BY: usize = 2;

/// Whether all who carry the text, number or picture of a part are of the group: members whom more holds (`firm`, ascending), enough of them, and
/// accounts that were made with them (`near`, ascending).
fn is_their_own(graph: &Graph, part: &Part, firm: &[AccountId], near: &[AccountId]) -> bool {
    let thing =
        matches!(part.kind(), BondKind::Portrait | BondKind::Contact | BondKind::Template | BondKind::OtherIdentifier);
    let is_of = |group: &[AccountId], account: &AccountId| group.binary_search(account).is_ok();
    let held = part.accounts.iter().filter(|account| is_of(firm, account)).count();
    thing
        && held >= CARRIED_BY
        && held * 2 >= part.accounts.len()
        && carriers(graph, part.bond) == Some(part.accounts.len())
        && part.accounts.iter().all(|account| is_of(firm, account) || is_of(near, account))
}

/// Kinds of evidence by which a stranger too stands beside an operation.
const fn holds_nobody(kind: BondKind) -> bool {
    matches!(
        kind,
        BondKind::Portrait
            | BondKind::Remittance
            | BondKind::Ip
            | BondKind::Line
            | BondKind::Exit
            | BondKind::Contact
            | BondKind::Template
            | BondKind::OtherIdentifier
            | BondKind::Praise
            | BondKind::Transfer
            | BondKind::Referral
    )
}

/// What strangers share without knowing of each other: places, payees two hops away, and stock pictures.
fn is_open(part: &Part) -> bool {
    match part.kind() {
        BondKind::Onward | BondKind::Remittance | BondKind::Ip | BondKind::Line | BondKind::Exit => true,
        BondKind::Portrait => part.bond.measure.quality < 1.0,
        _ => false,
    }
}

/// Pairs that two kinds of open things join: they may fail independently.
fn agreeing<'a>(open: &'a [&'a Part<'a>]) -> impl Iterator<Item = (AccountId, AccountId)> + 'a {
    let mut kinds: FxHashMap<(AccountId, AccountId), (Family, bool)> = FxHashMap::default();
    for part in open {
        let family = part.kind().family();
        for &pair in &part.pairs {
            let seen = kinds.entry(pair).or_insert((family, false));
            seen.1 |= seen.0 != family;
        }
    }
    kinds.into_iter().filter(|(_, (_, twice))| *twice).map(|(pair, _)| pair)
}

/// Whom of each group one thing joins.
type Inside = BTreeMap<u32, Vec<AccountId>>;

/// Groups of a cluster's accounts that more than a strangers' thing ties; the others are loose.
struct Core<'a> {
    accounts: &'a [AccountId],
    labels: Vec<u32>,
    sizes: FxHashMap<u32, usize>,
}

impl<'a> Core<'a> {
    fn new(accounts: &'a [AccountId], firm: &[(u32, u32)]) -> Self {
        let labels = components(accounts.len(), firm).labels;
        let mut sizes = FxHashMap::default();
        labels.iter().for_each(|&label| *sizes.entry(label).or_default() += 1);
        Self { accounts, labels, sizes }
    }

    /// The group of an account; none where it is loose.
    fn group(&self, account: AccountId) -> Option<u32> {
        let label = self.labels[account.place_in(self.accounts) as usize];
        (self.sizes[&label] >= 2).then_some(label)
    }

    fn inside(&self, part: &Part) -> Inside {
        let mut inside = Inside::new();
        for &account in &part.accounts {
            if let Some(group) = self.group(account) {
                inside.entry(group).or_default().push(account);
            }
        }
        inside
    }

    /// Edges from the loose accounts of a thing to the group whose own it is: most whom it joins are of that group, or show
    /// by themselves what operations do.
    fn owned(&self, part: &Part, inside: &Inside, conduct: &Conduct) -> Vec<(u32, u32)> {
        let owner = inside.iter().max_by_key(|(group, members)| (members.len(), Reverse(**group)));
        let Some((&group, members)) = owner else { return Vec::new() };
        let loose: Vec<AccountId> =
            part.accounts.iter().copied().filter(|&account| self.group(account).is_none()).collect();
        let telling = loose.iter().filter(|&&account| conduct.stands_out(account, Some(part.kind()))).count();
        if ((members.len() + telling) as f64) < OWN * part.accounts.len() as f64 {
            return Vec::new();
        }
        loose.into_iter().map(|account| (account.place_in(self.accounts), group)).collect()
    }

    /// Edges between groups of which either stands for the most part in things that join it to the other.
    fn joined(&self, inside: &[Inside]) -> Vec<(u32, u32)> {
        let mut across: BTreeMap<(u32, u32), Vec<AccountId>> = BTreeMap::new();
        for inside in inside {
            for (&one, members) in inside {
                for &other in inside.keys().filter(|&&other| other != one) {
                    across.entry((one, other)).or_default().extend(members);
                }
            }
        }
        let mostly = |&(pair, ref members): &((u32, u32), Vec<AccountId>)| {
            let distinct: FxHashSet<&AccountId> = members.iter().collect();
            distinct.len() as f64 >= OWN * self.sizes[&pair.0] as f64
        };
        across.into_iter().filter(mostly).map(|(pair, _)| pair).collect()
    }
}
