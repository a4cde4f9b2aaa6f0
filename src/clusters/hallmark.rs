//! Hallmarks: things that belong to an accused operation, since hardly anybody else carries them.
//!
//! What a text, a machine or a payee says of two strangers is bounded by how common such sharing is. Once an operation is
//! known by other evidence, the question is another one: most carriers of the thing are its accounts, so the thing is its
//! own, and whoever else carries it most likely belongs to it (guilt by association with a known group; Tong et al., ICDM
//! 2006, random walks that end in it). Places are not asked about: strangers share them.

use rustc_hash::FxHashMap;

use super::link::Bonds;
use crate::graph::Graph;
use crate::model::{AccountId, NodeKind};
use crate::ties::{Bond, BondKind, People};

/// Share of the other carriers that are of the operation, at least.
const SHARE: f64 = 0.5;
/// Share of a tie that a home or an organisation may explain, at most.
const EXPLAINED: f32 = 0.5;

/// An account that carries a hallmark, and the position of the cluster whose it is.
pub type Marked = (AccountId, u32);

/// Accounts of no accused cluster that carry a hallmark of one; ascending, each once: of several clusters the one that
/// has most carriers. O(members of bonds).
#[must_use]
pub fn hallmarked(
    graph: &Graph,
    bonds: &Bonds,
    people: &People,
    clusters: &[Vec<AccountId>],
    accused: &[bool],
) -> Vec<Marked> {
    let mut home: Vec<Option<u32>> = vec![None; graph.accounts()];
    for (at, accounts) in clusters.iter().enumerate().filter(|(at, _)| accused[*at]) {
        accounts.iter().for_each(|account| home[account.index()] = Some(at as u32));
    }
    let mut found: Vec<(AccountId, std::cmp::Reverse<usize>, u32)> = Vec::new();
    for bond in bonds.all() {
        let Some(least) = least_members(bond.kind) else { continue };
        let mut inside: FxHashMap<u32, Vec<AccountId>> = FxHashMap::default();
        for &account in &bond.accounts {
            if let Some(cluster) = home[account.index()] {
                inside.entry(cluster).or_default().push(account);
            }
        }
        let others = carriers(graph, bond).saturating_sub(1) as f64;
        for (cluster, members) in inside {
            if members.len() < least || (members.len() as f64) < SHARE * others || members.len() < 2 && others > 1.0 {
                continue;
            }
            let lawful = |a: AccountId, b: AccountId| {
                bonds.separate(a, b) || bonds.explained(graph, people, a, b, bond.kind.family()) > EXPLAINED
            };
            let loose = bond.accounts.iter().filter(|account| home[account.index()].is_none());
            let marked = loose.filter(|&&account| !members.iter().any(|&member| lawful(account, member)));
            found.extend(marked.map(|&account| (account, std::cmp::Reverse(members.len()), cluster)));
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|marked| marked.0);
    found.into_iter().map(|(account, _, cluster)| (account, cluster)).collect()
}

/// Members that must carry a thing of this kind before it is a hallmark; `None` where it never is. A text is copied by
/// anybody once; a machine or a payee that only two accounts ever used is nobody else's.
const fn least_members(kind: BondKind) -> Option<usize> {
    match kind {
        BondKind::Template | BondKind::OtherIdentifier => Some(2),
        BondKind::Device | BondKind::Bank | BondKind::Contact | BondKind::Portrait | BondKind::Onward => Some(1),
        _ => None,
    }
}

/// Accounts of the whole platform that carry what a bond shares.
fn carriers(graph: &Graph, bond: &Bond) -> usize {
    let node = bond.node.filter(|node| node.kind != NodeKind::Account);
    node.map_or(bond.accounts.len(), |node| graph.links(node.kind).degree(node.value) as usize)
}
