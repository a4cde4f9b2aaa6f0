//! The diagrams of clusters as one network: what the exports for other graph tools write.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::escape::visible;
use crate::report::{Cluster, Diagram};

/// Clusters as one network of accounts and identifiers.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// Accounts first, then identifiers; each by kind and value.
    pub nodes: Vec<NetworkNode>,
    /// By cluster in the order of the queue, then as in the diagram.
    pub edges: Vec<NetworkEdge>,
}

/// An account or an identifier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NetworkNode {
    /// `kind:value`, unique; line breaks and unseen characters are replaced by seen ones.
    pub id: String,
    /// Kind of node.
    pub kind: String,
    /// Value as the platform stores it.
    pub value: String,
    /// An account's name, a network's kind; empty where there is none.
    pub note: String,
    /// Part the account plays; empty where none stands out.
    pub role: String,
    /// Accounts on the whole platform that carry it; 0 for accounts.
    pub degree: u64,
    /// Whether it is context, not evidence.
    pub hub: bool,
    /// Ids of the clusters in whose diagram it stands.
    pub clusters: Vec<String>,
    /// Highest score of these clusters; 0 for context.
    pub score: f64,
}

/// A tie.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NetworkEdge {
    /// Id of one end.
    pub source: String,
    /// Id of the other end.
    pub target: String,
    /// Bits.
    pub bits: f64,
    /// The evidence in a word or two.
    pub label: String,
    /// Whether it is the weakest tie on which the cluster hangs.
    pub weakest: bool,
    /// Id of the cluster.
    pub cluster: String,
}

/// Joins diagrams into one network; a node that stands in several is one. `clusters` give the scores.
///
/// Edges whose ends do not exist are left out. Takes O(n log n + m) for n nodes and m edges.
pub fn network(clusters: &[Cluster], diagrams: &[Diagram]) -> Network {
    let scores: BTreeMap<&str, f64> =
        clusters.iter().map(|cluster| (cluster.cluster.as_str(), cluster.score)).collect();
    let mut found: BTreeMap<(bool, &str, &str), NetworkNode> = BTreeMap::new();
    for diagram in diagrams {
        let score = scores.get(diagram.cluster.as_str()).copied().unwrap_or_default();
        for node in &diagram.nodes {
            let key = (node.kind != "account", node.kind.as_str(), node.value.as_str());
            let entry = found.entry(key).or_insert_with(|| NetworkNode {
                id: String::new(),
                kind: node.kind.clone(),
                value: node.value.clone(),
                note: node.note.clone(),
                role: node.role.clone(),
                degree: node.degree,
                hub: node.hub,
                clusters: Vec::new(),
                score: 0.0,
            });
            entry.hub &= node.hub;
            entry.score = if node.hub { entry.score } else { entry.score.max(score) };
            if entry.clusters.last() != Some(&diagram.cluster) {
                entry.clusters.push(diagram.cluster.clone());
            }
        }
    }
    name(&mut found);
    let edges = diagrams.iter().flat_map(|diagram| edges(diagram, &found)).collect();
    Network { nodes: found.into_values().collect(), edges }
}

/// Gives each node its id; ids that would be equal are numbered.
fn name(nodes: &mut BTreeMap<(bool, &str, &str), NetworkNode>) {
    let mut taken = BTreeSet::new();
    for node in nodes.values_mut() {
        let plain: String = format!("{}:{}", node.kind, node.value).chars().map(visible).collect();
        let mut id = plain.clone();
        let mut copy = 2;
        while !taken.insert(id.clone()) {
            id = format!("{plain}~{copy}");
            copy += 1;
        }
        node.id = id;
    }
}

fn edges<'a>(
    diagram: &'a Diagram,
    nodes: &'a BTreeMap<(bool, &str, &str), NetworkNode>,
) -> impl Iterator<Item = NetworkEdge> + 'a {
    let id = |at: u32| {
        let node = diagram.nodes.get(at as usize)?;
        nodes.get(&(node.kind != "account", node.kind.as_str(), node.value.as_str())).map(|node| node.id.clone())
    };
    diagram.edges.iter().filter_map(move |edge| {
        Some(NetworkEdge {
            source: id(edge.a)?,
            target: id(edge.b)?,
            bits: edge.bits,
            label: edge.label.clone(),
            weakest: edge.weakest,
            cluster: diagram.cluster.clone(),
        })
    })
}
