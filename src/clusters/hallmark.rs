//! Hallmarks: things that belong to an accused operation, since hardly anybody else carries them.
//!
//! What a text, a machine or a payee says of two strangers is bounded by how common such sharing is. Once an operation is
//! known by other evidence, the question is another one: most carriers of the thing are its accounts, so the thing is its
//! own, and whoever else carries it most likely belongs to it (guilt by association with a known group; Tong et al., ICDM
//! 2006, random walks that end in it). Places are not asked about: strangers share them. A machine that is the operation's by
//! days also tells of those who were on it in passing.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::crossing::MANY;
use super::link::Bonds;
use crate::graph::Graph;
use crate::model::{AccountId, NodeKind, Time, ValueId};
use crate::ties::{Bond, BondKind, Family, People, carriers, in_passing};

/// Share of the other carriers that are of the operation, at least.
pub(super) const SHARE: f64 = 0.5;
/// Share of all days on a machine that are the operation's, at least, for a visit to say something: more than a place's.
const OWN_DAYS: f64 = 2.0 / 3.0;
/// Members who only passed by on a machine from which on it is where an operation opens accounts.
const OPENED_BY: usize = 3;
/// Share of a tie that a home or an organisation may explain, at most.
const EXPLAINED: f32 = 0.5;

/// What can tell whose a thing is.
pub struct Hallmarks<'a> {
    pub(super) graph: &'a Graph<'a>,
    bonds: &'a Bonds,
    people: &'a People,
    /// The accused cluster of each account.
    pub(super) home: Vec<Option<u32>>,
    /// The accounts of the accused clusters, in these' order.
    pub(super) accused: Vec<AccountId>,
    /// Positions of the bonds that the accused stand in, ascending.
    theirs: Vec<u32>,
}

/// The carriers of one thing: those of each accused cluster, in the clusters' order, and the number of all.
struct Carriers {
    inside: BTreeMap<u32, Vec<AccountId>>,
    all: usize,
}

impl<'a> Hallmarks<'a> {
    /// The hallmarks of the `accused` clusters, each by its position and accounts. O(accounts + bonds of the accused).
    #[must_use]
    pub fn new(
        graph: &'a Graph<'a>,
        bonds: &'a Bonds,
        people: &'a People,
        accused: impl Iterator<Item = (u32, &'a [AccountId])>,
    ) -> Self {
        let mut home = vec![None; graph.accounts()];
        let (mut members, mut theirs) = (Vec::new(), Vec::new());
        for (at, accounts) in accused {
            members.extend_from_slice(accounts);
            for &account in accounts {
                home[account.index()] = Some(at);
                theirs.extend_from_slice(bonds.of_account(account));
            }
        }
        theirs.sort_unstable();
        theirs.dedup();
        Self { graph, bonds, people, home, accused: members, theirs }
    }

    /// Accounts of no accused cluster that carry a hallmark of one, each with the position of the cluster whose it is;
    /// ascending, each once: of several clusters the one with most carriers. O(members of bonds).
    #[must_use]
    pub fn carried_outside(&self) -> Vec<(AccountId, u32)> {
        let mut found: Vec<(AccountId, Reverse<usize>, u32)> = Vec::new();
        for (bond, least) in self.owned() {
            let Carriers { inside, all } = self.carriers(bond);
            let others = all.saturating_sub(1);
            for (cluster, members) in inside {
                let few = members.len() < least || members.len() < 2 && others > 1;
                if few || (members.len() as f64) < SHARE * others as f64 {
                    continue;
                }
                let loose = bond.accounts.iter().copied().filter(|account| self.home[account.index()].is_none());
                let marked = loose.filter(|&account| !members.iter().any(|&member| self.lawful(bond, account, member)));
                found.extend(marked.map(|account| (account, Reverse(members.len()), cluster)));
            }
        }
        most_carriers(found)
    }

    /// Accounts of no accused cluster that were in passing on machines of one, on two days or at two of them: at least two of its members
    /// were on it, most days on it are theirs, and they had it before and after, so that it was not sold, or three of them only passed by as well.
    /// Ascending, each once, with the position of the cluster. O(sessions of those on the machines).
    #[must_use]
    pub fn visitors(&self) -> Vec<(AccountId, u32)> {
        let links = self.graph.links(NodeKind::Device);
        let mut found: Vec<(AccountId, Reverse<usize>, u32)> = Vec::new();
        let mut seen_once = Vec::new();
        let visits = self.theirs.iter().map(|&at| &self.bonds.all()[at as usize]);
        for bond in visits.filter(|bond| bond.kind == BondKind::Visit) {
            let Some(device) = bond.node.map(|node| node.value) else { continue };
            let days = |accounts: &[AccountId]| -> u32 {
                accounts.iter().map(|&account| u32::from(links.days(account, device))).sum()
            };
            let asked = OWN_DAYS * f64::from(days(links.carriers(device)));
            for (cluster, members) in self.carriers(bond).inside {
                if members.len() < 2 || f64::from(days(&members)) < asked {
                    continue;
                }
                let Some((first, last)) = self.span(&members, device) else { continue };
                // Nobody lives on a machine that several only passed by: accounts were opened there, and it was not sold.
                let opened =
                    members.len() >= OPENED_BY && members.iter().all(|&member| in_passing(self.graph, member, device));
                let amid = |account: AccountId| {
                    self.span(&[account], device).is_some_and(|(from, until)| first < from && until < last)
                };
                let marked = bond.accounts.iter().copied().filter(|&account| {
                    self.home[account.index()].is_none()
                        && in_passing(self.graph, account, device)
                        && (opened || amid(account))
                        && !members.iter().any(|&member| self.lawful(bond, account, member))
                });
                // A machine is lent once; who was there on two days, or at two machines, was no guest.
                let marked = marked.map(|account| (account, Reverse(members.len()), cluster));
                let twice = |&(account, ..): &(AccountId, _, _)| links.days(account, device) >= 2;
                let (again, once): (Vec<_>, Vec<_>) = marked.partition(twice);
                found.extend(again);
                seen_once.extend(once);
            }
        }
        seen_once.sort_unstable_by_key(|&(account, _, cluster)| (account, cluster));
        let at_two = seen_once.chunk_by(|a, b| (a.0, a.2) == (b.0, b.2)).filter(|machines| machines.len() >= 2);
        found.extend(at_two.map(|machines| machines[0]));
        most_carriers(found)
    }

    /// When the first and the last session of these accounts on a machine begin.
    fn span(&self, accounts: &[AccountId], device: ValueId) -> Option<(Time, Time)> {
        let starts = accounts.iter().flat_map(|&account| {
            let here = self.graph.logins(account).iter().filter(|login| login.device() == Some(device));
            here.map(|login| login.start)
        });
        Some((starts.clone().min()?, starts.max()?))
    }

    /// Pairs of accused clusters, the smaller position first, that own one thing together; ascending. `sizes`: accounts of each cluster.
    ///
    /// The more accounts two have, the sooner one of each meets one of the other, on a machine that was sold or under a number that was given up.
    /// So of two that have more than `largest` together several of either must carry it, and it must be nobody's trade: a text is sold to many.
    /// Of what is nobody's trade most must be on accused clusters, on these two or on others; and no company excuses it, as it kept neither from
    /// being accused.
    /// O(members of bonds).
    #[must_use]
    pub fn shared(&self, sizes: &[usize], largest: usize) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        for &at in &self.theirs {
            let bond = &self.bonds.all()[at as usize];
            let (least, joins_many) = (least_members(bond.kind), joins_many(bond.kind));
            if least.is_none() && !joins_many {
                continue;
            }
            let Carriers { inside, all } = self.carriers(bond);
            let accused: usize = inside.values().map(Vec::len).sum();
            for (a, ours) in &inside {
                for (b, theirs) in inside.range(a + 1..) {
                    let [x, y] = [(a, ours), (b, theirs)].map(|(at, carriers)| (sizes[*at as usize], carriers.len()));
                    let several = |(size, carriers): (usize, usize)| carriers >= 2 || size < MANY;
                    let fits = match least {
                        _ if x.0 + y.0 > largest => joins_many && several(x) && several(y),
                        // Anybody copies a text once: one of many here and one of many there do not make two groups one.
                        Some(least) => least == 1 || several(x) || several(y),
                        None => false,
                    };
                    let owners = if joins_many { accused } else { ours.len() + theirs.len() };
                    let owned = fits && owners as f64 >= SHARE * all as f64;
                    let lawful = |x, y| if joins_many { self.people.related(x, y) } else { self.lawful(bond, x, y) };
                    let all_lawful = || ours.iter().all(|&x| theirs.iter().any(|&y| lawful(x, y)));
                    if owned && !all_lawful() {
                        found.push((*a, *b));
                    }
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Bonds of things that can be a hallmark, and the members that must carry one.
    fn owned(&self) -> impl Iterator<Item = (&'a Bond, usize)> {
        let bonds = self.bonds.all();
        self.theirs.iter().filter_map(|&at| {
            let bond = &bonds[at as usize];
            Some((bond, least_members(bond.kind)?))
        })
    }

    fn carriers(&self, bond: &Bond) -> Carriers {
        let mut inside: BTreeMap<u32, Vec<AccountId>> = BTreeMap::new();
        for &account in &bond.accounts {
            if let Some(cluster) = self.home[account.index()] {
                inside.entry(cluster).or_default().push(account);
            }
        }
        Carriers { inside, all: carriers(self.graph, bond).unwrap_or(bond.accounts.len()) }
    }

    /// Whether a home, an organisation or a decision keeps what two accounts share from meaning anything.
    fn lawful(&self, bond: &Bond, a: AccountId, b: AccountId) -> bool {
        self.explained(a, b, bond.kind.family())
    }

    pub(super) fn explained(&self, a: AccountId, b: AccountId, family: Family) -> bool {
        self.bonds.separate(a, b) || self.bonds.explained(self.graph, self.people, a, b, family) > EXPLAINED
    }
}

/// Each account once, with the cluster of which most carry what it carries.
pub(super) fn most_carriers(mut found: Vec<(AccountId, Reverse<usize>, u32)>) -> Vec<(AccountId, u32)> {
    found.sort_unstable();
    found.dedup_by_key(|marked| marked.0);
    found.into_iter().map(|(account, _, cluster)| (account, cluster)).collect()
}

/// Members that must carry a thing of this kind before it is a hallmark; `None` where it never is. A text is copied by
/// anybody once; a machine or a payee that only two accounts ever used is nobody else's. Strangers remit to one payee two hops
/// away.
const fn least_members(kind: BondKind) -> Option<usize> {
    match kind {
        BondKind::Template | BondKind::OtherIdentifier => Some(2),
        BondKind::Device | BondKind::Bank | BondKind::Contact | BondKind::Portrait => Some(1),
        _ => None,
    }
}

/// Whether a thing of this kind, carried by several of either, makes two large groups one.
const fn joins_many(kind: BondKind) -> bool {
    matches!(
        kind,
        BondKind::Device
            | BondKind::Bank
            | BondKind::Contact
            | BondKind::Portrait
            | BondKind::Document
            | BondKind::ClonedIdentity
    )
}
