//! Findings as the results write them: named, and each in the cluster that it is about.

use rayon::prelude::*;

use super::names::{account_names, node_name, row_name, sentence};
use super::score::rounded;
use crate::detect::RawFinding;
use crate::graph::Graph;
use crate::messages::Lang;
use crate::model::Indicator;
use crate::report::{Cluster, Finding, NodeName};

/// Names findings, adds their ids to the clusters that most of their accounts stand in, and orders them by cluster, indicator,
/// accounts and nodes.
#[must_use]
pub(super) fn name_findings(
    graph: &Graph,
    raw: Vec<RawFinding>,
    clusters: &mut [Cluster],
    cluster_of: &[Option<u32>],
    lang: Lang,
) -> Vec<Finding> {
    let snapshot = graph.snapshot;
    let home = |raw: &RawFinding| {
        let mut inside: Vec<u32> = raw.accounts.iter().filter_map(|account| cluster_of[account.index()]).collect();
        inside.sort_unstable();
        let most = inside.chunk_by(|a, b| a == b).max_by_key(|run| (run.len(), std::cmp::Reverse(run[0])))?;
        (most.len() >= raw.accounts.len().min(2)).then(|| most[0])
    };
    let name = |raw: RawFinding| {
        let cluster = home(&raw);
        let accounts = account_names(snapshot, &raw.accounts);
        let mut nodes: Vec<_> = raw.nodes.iter().map(|&node| node_name(snapshot, node)).collect();
        nodes.sort();
        let mut rows = raw.rows;
        rows.sort_unstable();
        let finding = Finding {
            finding: finding_id(raw.indicator, &accounts, &nodes),
            indicator: raw.indicator.info().code.to_owned(),
            detector: raw.detector.to_owned(),
            cluster: cluster.map_or_else(String::new, |at| clusters[at as usize].cluster.clone()),
            accounts,
            nodes,
            weight: rounded(raw.weight),
            value: rounded(raw.value),
            threshold: rounded(raw.threshold),
            text: sentence(snapshot, &raw.message, lang),
            rows: rows.into_iter().map(row_name).collect(),
        };
        (cluster.unwrap_or(u32::MAX), raw.indicator, finding)
    };
    let mut named: Vec<(u32, Indicator, Finding)> = raw.into_par_iter().map(name).collect();
    // In place: a stable sort would hold all of them twice. Those that are alike to the last word may change places.
    named.par_sort_unstable_by(|a, b| {
        (a.0, a.1, &a.2.accounts, &a.2.nodes)
            .cmp(&(b.0, b.1, &b.2.accounts, &b.2.nodes))
            .then_with(|| (&a.2.detector, &a.2.text, &a.2.rows).cmp(&(&b.2.detector, &b.2.text, &b.2.rows)))
    });
    for (cluster, _, finding) in &named {
        if let Some(cluster) = clusters.get_mut(*cluster as usize) {
            cluster.findings.push(finding.finding.clone());
        }
    }
    named.into_iter().map(|(_, _, finding)| finding).collect()
}

/// `f-` and 16 hexadecimal digits of the BLAKE3 hash of indicator, accounts and nodes: of ten million findings two share an id with a chance of
/// one in 370,000.
fn finding_id(indicator: Indicator, accounts: &[String], nodes: &[NodeName]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(indicator.info().code.as_bytes());
    for text in accounts.iter().chain(nodes.iter().flat_map(|node| [&node.0, &node.1])) {
        hasher.update(text.as_bytes());
        hasher.update(&[0]);
    }
    format!("f-{}", &hasher.finalize().to_hex()[..16])
}
