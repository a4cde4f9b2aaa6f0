//! Where members whom only one kind of bond ties to an accused cluster were seen beside: addresses and machines that are mostly
//! the others', used too seldom to be a bond. It weighs nothing; it says why they are in.

use std::collections::BTreeSet;

use super::evidence::Piece;
use super::view::Part;
use crate::graph::Graph;
use crate::messages::Message;
use crate::model::{AccountId, Node, NodeKind, RowRef, Table};
use crate::ties::{BondKind, Family, carries_identity};

/// The code of this evidence.
const CODE: &str = "in_passing";
/// Carriers of a thing above which it is everybody's.
const AT_MOST: u32 = 24;

/// The evidence of `accounts` (ascending) in passing; `None` where two kinds of bond tie each of them. O(sessions of those).
pub fn in_passing_evidence(graph: &Graph, accounts: &[AccountId], parts: &[Part]) -> Option<Piece> {
    let mut kinds: Vec<BTreeSet<Family>> = vec![BTreeSet::new(); accounts.len()];
    for part in parts.iter().filter(|part| !matches!(part.kind(), BondKind::Visit | BondKind::Direct)) {
        part.accounts.iter().for_each(|account| {
            kinds[account.place_in(accounts) as usize].insert(part.kind().family());
        });
    }
    let held = accounts.iter().zip(&kinds).filter(|(_, kinds)| kinds.len() < 2).map(|(&account, _)| account);
    let (mut nodes, mut rows, mut who) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for account in held {
        let before = rows.len();
        for login in graph.logins(account) {
            let used = [(NodeKind::Ip, login.ip()), (NodeKind::Device, login.device())];
            for (kind, value) in used.into_iter().filter_map(|(kind, value)| Some((kind, value?))) {
                if shared_inside(graph, accounts, account, Node { kind, value }) {
                    nodes.insert(Node { kind, value });
                    rows.insert(RowRef { table: Table::Logins, row: login.row() });
                }
            }
        }
        if rows.len() > before {
            who.push(account);
        }
    }
    (!who.is_empty()).then(|| Piece {
        code: CODE,
        family: Family::Network,
        weight: 0.0,
        messages: vec![Message::InPassing { accounts: who.len(), places: nodes.len() }],
        accounts: who,
        nodes: nodes.into_iter().collect(),
        rows: rows.into_iter().collect(),
    })
}

/// Whether others of the cluster are at least half of the others on a thing that says something.
fn shared_inside(graph: &Graph, accounts: &[AccountId], account: AccountId, node: Node) -> bool {
    let links = graph.links(node.kind);
    let carrier = node.kind == NodeKind::Ip && !carries_identity(graph.snapshot.addresses.network(node.value).kind);
    if carrier || !(2..=AT_MOST).contains(&links.degree(node.value)) {
        return false;
    }
    let others = links.carriers(node.value).iter().filter(|&&other| other != account);
    let inside = others.clone().filter(|other| accounts.binary_search(other).is_ok()).count();
    inside * 2 >= others.count()
}
