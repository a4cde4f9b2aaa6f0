//! Who may be related: family names, addresses and decisions, so that sharing inside a household weighs little.
//!
//! Only equality of family-name keys counts, never which name it is: renaming everyone consistently changes nothing.

use rayon::prelude::*;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

use super::clans::clans;
use super::classes::{classes, count, join, root};
use super::namesakes::Namesakes;
use crate::graph::Graph;
use crate::model::{AccountId, KindId, Node, NodeKind, ValueId};
use crate::names::{NameMatch, PreparedName, compare_people, family_keys, prepare, share_given_name};
use crate::settings::Settings;
use crate::snapshot::{KnownVerdict, Snapshot};

/// Family-name keys and addresses of every account, hashed.
///
/// Keys of account `a` are `keys[offsets[a]..offsets[a+1]]`, sorted; `offsets` has n+1 entries.
pub struct People {
    offsets: Vec<u32>,
    keys: Vec<u64>,
    same: Vec<(AccountId, AccountId)>,
    namesakes: Namesakes,
}

impl People {
    /// Gathers the keys. O(links log links), nearly all of them for names that are no family's.
    #[must_use]
    pub fn new(graph: &Graph, settings: &Settings) -> Self {
        let snapshot = graph.snapshot;
        let mut lists: Vec<Vec<u64>> = (0..graph.accounts())
            .into_par_iter()
            .with_min_len(1024)
            .map(|at| name_keys(graph, AccountId(at as u32)))
            .collect();
        let namesakes = Namesakes::count(&lists);
        // A name that is no family's relates nobody; each of its accounts is then a family of its own.
        for (account, clan) in clans(graph, &lists) {
            let name = lists[account.index()].iter_mut().find(|key| **key == clan);
            name.into_iter().for_each(|key| *key = hash(&(clan, account)));
        }
        let addresses = &settings.linking.address_kinds;
        let homes: Vec<(NodeKind, Vec<bool>)> =
            address_kinds(snapshot, addresses).map(|kind| (kind, homes(graph, kind, &lists))).collect();
        lists.par_iter_mut().enumerate().with_min_len(1024).for_each(|(at, keys)| {
            for (kind, homes) in &homes {
                let values = graph.links(*kind).values_of(AccountId(at as u32)).iter();
                keys.extend(values.filter(|value| homes[value.index()]).map(|value| hash(&(*kind, *value))));
            }
            keys.sort_unstable();
            keys.dedup();
        });
        let mut offsets = Vec::with_capacity(lists.len() + 1);
        offsets.push(0);
        let mut keys = Vec::new();
        for list in lists {
            keys.extend(list);
            offsets.push(keys.len() as u32);
        }
        let same = snapshot.known.iter().filter(|known| known.until.is_none_or(|until| until > snapshot.moment));
        let same = same.filter_map(|known| match known.verdict {
            KnownVerdict::Same(a, b) => Some((a, b)),
            _ => None,
        });
        Self { offsets, keys, same: same.collect(), namesakes }
    }

    /// Keys of an account.
    #[must_use]
    pub fn keys(&self, account: AccountId) -> &[u64] {
        &self.keys[self.offsets[account.index()] as usize..self.offsets[account.index() + 1] as usize]
    }

    /// Whether two accounts share a family name, an address or a decision.
    #[must_use]
    pub fn related(&self, a: AccountId, b: AccountId) -> bool {
        let other = self.keys(b);
        let common = |key: &&u64| other.binary_search(key).is_ok() && !self.namesakes.by_chance(**key, 2, 2);
        self.keys(a).iter().any(|key| common(&key)) || self.same.contains(&(a.min(b), a.max(b)))
    }

    /// Number of unrelated households among accounts: classes of those that share a key, directly or through others.
    /// O(keys of the accounts).
    #[must_use]
    pub fn units(&self, accounts: &[AccountId]) -> usize {
        count(&self.households(accounts))
    }

    /// The household of each account, as the position of its first member.
    #[must_use]
    pub fn households(&self, accounts: &[AccountId]) -> Vec<u32> {
        let by_chance = self.by_chance(accounts);
        let mut parent = if by_chance.is_empty() {
            classes(accounts.len(), |at| self.keys(accounts[at]))
        } else {
            let own = |&account: &AccountId| self.keys(account).iter().copied().filter(|key| !by_chance.contains(key));
            let lists: Vec<Vec<u64>> = accounts.iter().map(|account| own(account).collect()).collect();
            classes(accounts.len(), |at| &lists[at])
        };
        for &(a, b) in &self.same {
            if let (Ok(a), Ok(b)) = (accounts.binary_search(&a), accounts.binary_search(&b)) {
                join(&mut parent, a as u32, b as u32);
            }
        }
        (0..accounts.len() as u32).map(|at| root(&parent, at)).collect()
    }

    /// The names that so many of these accounts bear by chance.
    fn by_chance(&self, accounts: &[AccountId]) -> Vec<u64> {
        if !self.namesakes.are_known() {
            return Vec::new();
        }
        let mut keys: Vec<u64> = accounts.iter().flat_map(|&account| self.keys(account)).copied().collect();
        keys.sort_unstable();
        let shared = keys.chunk_by(|one, other| one == other).filter(|same| same.len() > 1);
        shared
            .filter(|same| self.namesakes.by_chance(same[0], accounts.len(), same.len()))
            .map(|same| same[0])
            .collect()
    }
}

/// The kinds of identifier that say where somebody lives, by what the platform calls them (`names`, in lower case).
pub fn address_kinds<'a>(snapshot: &'a Snapshot, names: &'a [String]) -> impl Iterator<Item = NodeKind> + 'a {
    let is_address = |kind: &usize| names.contains(&snapshot.kinds[*kind].to_lowercase());
    (0..snapshot.kinds.len()).filter(is_address).map(|kind| NodeKind::Other(KindId(kind as u16)))
}

/// Keys of an account's family names, and of a paper that it shares with one other account of the same person, hashed.
fn name_keys(graph: &Graph, account: AccountId) -> Vec<u64> {
    let snapshot = graph.snapshot;
    let row = &snapshot.accounts[account];
    let mut keys: Vec<u64> = [row.name, row.name_kana]
        .into_iter()
        .flatten()
        .flat_map(|name| family_keys(&prepare(snapshot.text.get(name))))
        .map(|key| hash(&key))
        .collect();
    // One person's second account: the same document, and no other name on it.
    let documents = graph.links(NodeKind::Document);
    for &document in documents.values_of(account).iter().filter(|document| documents.degree(**document) == 2) {
        let pair = documents.carriers(document);
        if may_be_one_person(graph, pair[0], pair[1]) {
            keys.push(hash(&(NodeKind::Document, document)));
        }
    }
    keys
}

/// Family names at one address, at most, for it to be a home: a couple's, or those of parents and a married child. More are a house share, a
/// dormitory or a house full of machines: who lives there is no relative by that.
const NAMES_AT_HOME: usize = 2;

/// Which addresses are a home: so few families live there, by the keys of their names. Whose name says nothing may be of any of them.
/// O(links of the kind).
fn homes(graph: &Graph, kind: NodeKind, names: &[Vec<u64>]) -> Vec<bool> {
    let links = graph.links(kind);
    (0..links.values())
        .into_par_iter()
        .with_min_len(1024)
        .map(|value| {
            let value = ValueId(value as u32);
            if graph.snapshot.says_nothing(Node { kind, value }) {
                return false;
            }
            let carriers = links.carriers(value);
            carriers.len() <= NAMES_AT_HOME
                || families(carriers.iter().map(|carrier| &names[carrier.index()][..])) <= NAMES_AT_HOME
        })
        .collect()
}

/// How many families there are among accounts with these keys: classes of those that share one; none for who has no key.
fn families<'a>(names: impl Iterator<Item = &'a [u64]>) -> usize {
    let named: Vec<&[u64]> = names.filter(|keys| !keys.is_empty()).collect();
    count(&classes(named.len(), |at| named[at]))
}

/// Whether two accounts on one paper may be one person's: no name of theirs speaks against it, nor what the two call themselves, but for a new
/// family name. That one paper bears one name says nothing.
#[must_use]
pub fn may_be_one_person(graph: &Graph, a: AccountId, b: AccountId) -> bool {
    let differ =
        |one: &[PreparedName], other: &[PreparedName]| compare_people(one, other).verdict == NameMatch::Mismatch;
    let [first, second] = [registered_names_of(graph, a), registered_names_of(graph, b)];
    let given_name_stays = || first.iter().any(|one| second.iter().any(|other| share_given_name(one, other)));
    !differ(&names_of(graph, a), &names_of(graph, b)) && (!differ(&first, &second) || given_name_stays())
}

/// The names under which an account is registered, whatever its documents say.
#[must_use]
pub fn registered_names_of(graph: &Graph, account: AccountId) -> Vec<PreparedName> {
    let row = &graph.snapshot.accounts[account];
    [row.name, row.name_kana].into_iter().flatten().map(|name| prepare(graph.snapshot.text.get(name))).collect()
}

/// The names that are known of an account: registered name, its kana, and those on its documents.
#[must_use]
pub fn names_of(graph: &Graph, account: AccountId) -> Vec<PreparedName> {
    let snapshot = graph.snapshot;
    let row = &snapshot.accounts[account];
    let documents = graph.documents.of(account, &snapshot.documents).iter().filter_map(|document| document.name);
    let mut ids: Vec<_> = [row.name, row.name_kana].into_iter().flatten().chain(documents).collect();
    let mut seen = Vec::new();
    ids.retain(|id| {
        !seen.contains(id) && {
            seen.push(*id);
            true
        }
    });
    ids.into_iter().map(|name| prepare(snapshot.text.get(name))).collect()
}

fn hash(item: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    item.hash(&mut hasher);
    hasher.finish()
}
