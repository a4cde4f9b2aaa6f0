//! One bank account under the names of several people: a bank account has one holder, so that somebody says what is not so.

use serde::Serialize;

use super::bond::{Bond, BondKind, among_pairs};
use super::chance::surprise;
use super::limits::Limits;
use super::people::People;

use crate::graph::Graph;
use crate::model::{AccountId, Node, NodeKind, TextId, ValueId};
use crate::names::{NameMatch, PreparedName, compare_people, prepare, share_given_name};
use crate::snapshot::PayoutKind;

/// Of the Japanese payment accounts that were checked in 2023 130,000 were registered to a family member's account and 748 to a wrong one: the share
/// of registrations of a shared account that name another than its holder, before the platform is counted, and how many that weighs.
const BEFORE: (f64, f64) = (748.0 / 130_000.0, 100.0);
/// Share of operations with one bank account that put the accounts' own names beside it, so that no holder differs from the account's name.
const IN_OPERATIONS: f64 = 0.2;
/// Bits that it says at most.
const MOST: f64 = 5.0;
/// Holders that are compared with one another; of a bank account under more names than that the most frequent are.
const COMPARED: usize = 64;

/// How people of one family name or address, who share a bank account by right, register its holder. Where each of them puts their own name the field
/// is filled by habit and says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HolderRates {
    /// Registrations beside another of the same bank account.
    pub related: u32,
    /// Those that name somebody else than the others do.
    pub differing: u32,
}

impl HolderRates {
    /// Probability that one more lawful registration names another holder; at least what was found of all Japan, since couples of two names, of
    /// whom nobody knows that they are relatives, share accounts too.
    #[must_use]
    pub fn rate(self) -> f64 {
        let (rate, weight) = BEFORE;
        ((f64::from(self.differing) + weight * rate) / (f64::from(self.related) + weight)).max(rate)
    }

    /// Bits by which `differing` of `named` registrations say that one hand made them: how surprising so many slips are, less how seldom
    /// operations do it.
    fn bits(self, differing: usize, named: usize) -> f64 {
        let slips = surprise(differing as f64, named as f64 * self.rate());
        (slips + IN_OPERATIONS.log2()).clamp(0.0, MOST)
    }
}

/// The registrations of one bank account by holder.
struct Registered {
    bank: ValueId,
    /// Who names whom, by account.
    named: Vec<(AccountId, usize)>,
    /// Whether two holders are two people, by their places; a square.
    differ: Vec<Vec<bool>>,
}

impl Registered {
    /// Who registered it, ascending.
    fn accounts(&self) -> Vec<AccountId> {
        self.named.iter().map(|&(account, _)| account).collect()
    }

    /// Registrations that differ from the name that most others agree with.
    fn differing(&self) -> usize {
        let agree = |holder: usize| self.named.iter().filter(|&&(_, other)| !self.differ[holder][other]).count();
        self.named.len() - (0..self.differ.len()).map(agree).max().unwrap_or(0)
    }
}

/// A bond of each bank account that is registered under several people's names, among those whose names differ, and the rate at which relatives do so.
/// O(registrations of shared bank accounts), and the squares of their holders.
#[must_use]
pub fn holder_bonds(graph: &Graph, people: &People, limits: &Limits) -> (Vec<Bond>, HolderRates) {
    if !graph.kinds().contains(&NodeKind::BankAccount) {
        return (Vec::new(), HolderRates::default());
    }
    let (links, limit) = (graph.links(NodeKind::BankAccount), limits.of(NodeKind::BankAccount));
    let shared = (0..links.values() as u32).map(ValueId).filter(|&bank| (2..=limit).contains(&links.degree(bank)));
    let mut rates = HolderRates::default();
    let mut several = Vec::new();
    for bank in shared {
        let Some(registered) = registered(graph, bank) else { continue };
        let differing = registered.differing();
        if people.units(&registered.accounts()) == 1 {
            rates.related += registered.named.len() as u32 - 1;
            rates.differing += differing as u32;
        } else if differing > 0 {
            several.push(registered);
        }
    }
    let bonds = several.into_iter().filter_map(|registered| {
        let bits = rates.bits(registered.differing(), registered.named.len());
        if bits <= 0.0 {
            return None;
        }
        let mut pairs = Vec::new();
        for (a, &(_, one)) in registered.named.iter().enumerate() {
            let others = registered.named.iter().enumerate().skip(a + 1);
            pairs.extend(
                others.filter(|&(_, &(_, other))| registered.differ[one][other]).map(|(b, _)| (a as u32, b as u32)),
            );
        }
        let node = Node { kind: NodeKind::BankAccount, value: registered.bank };
        let mut bond = among_pairs(BondKind::Holders, node, &registered.accounts(), &pairs);
        bond.measure.bonus = bits;
        bond.measure.value = people_named(&registered) as f64;
        Some(bond)
    });
    (bonds.collect(), rates)
}

/// People under whose names it stands, no two of them one: holders are taken in order, each that differs from all before.
fn people_named(registered: &Registered) -> usize {
    let mut people: Vec<usize> = Vec::new();
    for holder in 0..registered.differ.len() {
        if people.iter().all(|&other| registered.differ[holder][other]) {
            people.push(holder);
        }
    }
    people.len()
}

/// Who names which holder of a bank account, where two do.
fn registered(graph: &Graph, bank: ValueId) -> Option<Registered> {
    let snapshot = graph.snapshot;
    let mut named: Vec<(AccountId, TextId)> = Vec::new();
    for &account in graph.links(NodeKind::BankAccount).carriers(bank) {
        let rows = graph.bank_accounts.of(account, &snapshot.bank_accounts).iter();
        // Whoever pays out through an agent or to a wallet is named beside it, and holds no account there.
        let rows = rows.filter(|row| row.bank == bank && row.kind.is_none_or(|kind| kind == PayoutKind::Bank));
        // Of an account that changed what it names only the last counts: people marry.
        let last = rows.filter(|row| row.holder.is_some()).max_by_key(|row| (row.added_at, row.holder));
        named.extend(last.and_then(|row| Some((account, row.holder?))));
    }
    let mut texts: Vec<TextId> = named.iter().map(|&(_, holder)| holder).collect();
    texts.sort_unstable();
    texts.dedup();
    if named.len() < 2 {
        return None;
    }
    let count = |text: TextId| named.iter().filter(|&&(_, holder)| holder == text).count();
    texts.sort_by_cached_key(|&text| (std::cmp::Reverse(count(text)), text));
    texts.truncate(COMPARED);
    let names: Vec<PreparedName> = texts.iter().map(|&text| prepare(snapshot.text.get(text))).collect();
    let differ = names.iter().map(|one| names.iter().map(|other| are_two(one, other)).collect()).collect();
    let place = |text: TextId| texts.iter().position(|&other| other == text);
    let named = named.into_iter().filter_map(|(account, holder)| Some((account, place(holder)?))).collect();
    Some(Registered { bank, named, differ })
}

/// Whether two holders are two people: their names differ, and not in the family name alone.
fn are_two(one: &PreparedName, other: &PreparedName) -> bool {
    let verdict = compare_people(std::slice::from_ref(one), std::slice::from_ref(other)).verdict;
    verdict == NameMatch::Mismatch && !share_given_name(one, other)
}
