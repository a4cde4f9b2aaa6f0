//! Names that too many share to be a family's: to give all accounts one family name costs whoever makes them nothing.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::classes::classes;
use crate::graph::Graph;
use crate::model::{AccountId, Node, NodeKind, ValueId};

/// Accounts of one family, at most. Of the makers' lawful families none has more than six on one platform; two more are a margin.
const FAMILY_AT_MOST: usize = 8;

/// Accounts of one name that are more than a family has and share anything but an IP address, directly or through others; of each such thing half the
/// carriers and more bear the name. Each with the name's key, ascending by account and key. `names`: the keys of each account.
/// O(links log links).
pub(super) fn clans(graph: &Graph, names: &[Vec<u64>]) -> Vec<(AccountId, u64)> {
    let kinds = graph.kinds().iter().filter(|kind| !matches!(kind, NodeKind::Account | NodeKind::Ip));
    let mut together: Vec<(u64, Vec<AccountId>)> = kinds.flat_map(|&kind| namesakes(graph, kind, names)).collect();
    together.par_sort_unstable();
    together.dedup();
    let mut found: Vec<(AccountId, u64)> = together
        .par_chunk_by(|one, other| one.0 == other.0)
        .flat_map_iter(|groups| {
            let key = groups[0].0;
            many_of(groups).into_iter().map(move |account| (account, key))
        })
        .collect();
    found.par_sort_unstable();
    found
}

/// For each value of a kind the carriers who share a name, where they are half of all its carriers or more.
fn namesakes(graph: &Graph, kind: NodeKind, names: &[Vec<u64>]) -> Vec<(u64, Vec<AccountId>)> {
    let links = graph.links(kind);
    (0..links.values())
        .into_par_iter()
        .with_min_len(1024)
        .flat_map_iter(|value| {
            let value = ValueId(value as u32);
            let carriers = links.carriers(value);
            let mut keys = Vec::new();
            if carriers.len() > 1 && !graph.snapshot.says_nothing(Node { kind, value }) {
                keys.extend(carriers.iter().flat_map(|&one| names[one.index()].iter().map(move |&key| (key, one))));
                keys.sort_unstable();
            }
            let groups = keys.chunk_by(|one, other| one.0 == other.0);
            let theirs = groups.filter(|same| same.len() > 1 && same.len() * 2 >= carriers.len());
            theirs.map(|same| (same[0].0, same.iter().map(|&(_, one)| one).collect())).collect::<Vec<_>>()
        })
        .collect()
}

/// The accounts of groups that overlap, where together they are more than a family.
fn many_of(groups: &[(u64, Vec<AccountId>)]) -> Vec<AccountId> {
    let mut accounts: Vec<AccountId> = groups.iter().flat_map(|(_, accounts)| accounts.iter().copied()).collect();
    accounts.sort_unstable();
    accounts.dedup();
    if accounts.len() <= FAMILY_AT_MOST {
        return Vec::new();
    }
    let mut groups_of: FxHashMap<AccountId, Vec<u64>> = FxHashMap::default();
    for (at, (_, group)) in groups.iter().enumerate() {
        group.iter().for_each(|account| groups_of.entry(*account).or_default().push(at as u64));
    }
    let class = classes(accounts.len(), |at| &groups_of[&accounts[at]]);
    let mut sizes: FxHashMap<u32, usize> = FxHashMap::default();
    class.iter().for_each(|class| *sizes.entry(*class).or_default() += 1);
    let many = accounts.iter().zip(&class).filter(|(_, class)| sizes[class] > FAMILY_AT_MOST);
    many.map(|(account, _)| *account).collect()
}
