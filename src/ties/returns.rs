//! N4: the identifiers of a suspended or closed account come back on one made later.

use rustc_hash::FxHashMap;

use super::bond::{Bond, BondKind, Measure};
use super::limits::Limits;
use super::static_values::{KindRole, kind_role};
use crate::graph::Graph;
use crate::model::{AccountId, Node, NodeKind, ValueId};
use crate::settings::Settings;
use crate::snapshot::Status;

/// Bonds of each ended account with the accounts made after its end that carry one of its strong identifiers:
/// document, payout destination, machine or contact. What a picture says is weighed by itself (T1): stock pictures
/// come back with anybody. `company`: payees of companies, ascending.
/// O(links of ended accounts x limit).
#[must_use]
pub fn return_bonds(graph: &Graph, limits: &Limits, company: &[ValueId], settings: &Settings) -> Vec<Bond> {
    let strong: Vec<(NodeKind, f64)> =
        graph.kinds().iter().filter_map(|&kind| strength(graph, settings, kind)).collect();
    let mut bonds = Vec::new();
    // Bans that somebody came back from, by the thing that came back.
    let mut bans: FxHashMap<Node, u32> = FxHashMap::default();
    for (at, row) in graph.snapshot.accounts.listed().iter().enumerate() {
        let ended = AccountId(at as u32);
        let (Some(status @ (Status::Suspended | Status::Closed)), Some(end)) = (row.status, row.status_at) else {
            continue;
        };
        // An account that ended before it was made says when neither happened.
        if row.created_at.is_some_and(|made| made > end) {
            continue;
        }
        for &(kind, sure) in &strong {
            let links = graph.links(kind);
            for &value in links.values_of(ended) {
                // What an agency pays on stays when one of its workers is banned.
                let collected = kind == NodeKind::BankAccount && company.binary_search(&value).is_ok();
                if collected || links.degree(value) > limits.of(kind) {
                    continue;
                }
                let later = links.carriers(value).iter().copied();
                let rows = &graph.snapshot.accounts;
                let colleague = |a: AccountId| row.organisation.is_some() && rows[a].organisation == row.organisation;
                let later = later.filter(|&a| a != ended && !colleague(a));
                let later = later.filter(|&a| graph.snapshot.accounts[a].created_at.is_some_and(|t| t >= end));
                let came: Vec<AccountId> = later.collect();
                if !came.is_empty() {
                    // Who closes an account on their own may come back; a ban is what people get around.
                    let quality = if status == Status::Suspended { sure } else { 0.3 * sure };
                    // On a machine of many somebody is always new after somebody's end.
                    let others = links.degree(value).saturating_sub(1).max(1);
                    let quality = if kind == NodeKind::Device {
                        quality * (FEW_ON_IT / f64::from(others)).min(1.0)
                    } else {
                        quality
                    };
                    *bans.entry(Node { kind, value }).or_default() += u32::from(status == Status::Suspended);
                    bonds.push(bond(ended, came, kind, value, quality));
                }
            }
        }
    }
    for bond in &mut bonds {
        let Some((node, bans)) = bond.node.and_then(|node| Some((node, *bans.get(&node)?))) else { continue };
        if bans >= 2 && bans * 2 >= graph.links(node.kind).degree(node.value) {
            bond.measure.bonus = EACH_MORE_BAN * f64::from(bans - 1);
            // Each return is one hand's as surely as one alone is; that none of them is becomes the less likely.
            let sure = strong.iter().find(|(kind, _)| *kind == node.kind).map_or(0.0, |&(_, sure)| sure);
            bond.measure.quality = bond.measure.quality.max(1.0 - (1.0 - sure).powi(bans as i32));
        }
    }
    bonds
}

/// Bits for each ban after the first that somebody comes back from on one thing: a machine is sold after a ban, and not after each.
const EACH_MORE_BAN: f64 = 1.5;

/// Others on a machine up to which one that comes after an end comes because of it.
const FEW_ON_IT: f64 = 3.0;

/// Kinds that come back with the person, and how surely: a machine may have been sold meanwhile.
fn strength(graph: &Graph, settings: &Settings, kind: NodeKind) -> Option<(NodeKind, f64)> {
    let sure = match kind {
        NodeKind::Document | NodeKind::BankAccount => 1.0,
        NodeKind::Device => 0.6,
        NodeKind::Other(id) => match kind_role(&graph.snapshot.kinds[id.0 as usize], settings) {
            KindRole::Contact => 1.0,
            KindRole::Portrait | KindRole::Address | KindRole::Template | KindRole::Other => return None,
        },
        NodeKind::Account | NodeKind::Ip | NodeKind::Onward => return None,
    };
    Some((kind, sure))
}

fn bond(ended: AccountId, came: Vec<AccountId>, kind: NodeKind, value: ValueId, quality: f64) -> Bond {
    let count = came.len();
    let mut accounts = came;
    accounts.push(ended);
    accounts.sort_unstable();
    let hub = ended.place_in(&accounts);
    let pairs = (0..accounts.len() as u32).filter(|&at| at != hub).map(|at| (at.min(hub), at.max(hub)));
    let mut pairs: Vec<(u32, u32)> = pairs.collect();
    pairs.sort_unstable();
    Bond {
        kind: BondKind::Return,
        node: Some(Node { kind, value }),
        more: Vec::new(),
        accounts,
        pairs: Some(pairs),
        measure: Measure { quality, bonus: 0.0, value: count as f64, threshold: 1.0 },
    }
}
