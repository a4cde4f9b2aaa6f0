//! Ids carried from run to run: by the largest overlap; of equal ones by the smallest account id in it. What was split and
//! merged is noted.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::compare::{Overlap, overlaps};
use crate::report::{Cluster, Report};

/// Notes about carried ids in a run.
const NOTES: usize = 100;

/// Gives clusters the ids that they had in the previous run, and notes what was split and merged.
///
/// Everything in the report that names a cluster is renamed with it. An id of its own that another cluster carries is
/// replaced by one derived from it. O(accounts).
pub fn carry_ids(report: &mut Report, previous: &[Cluster]) {
    let overlaps = overlaps(previous, &report.clusters);
    let mut old_taken = vec![false; previous.len()];
    let mut carried: Vec<Option<&str>> = vec![None; report.clusters.len()];
    for pair in &overlaps {
        if !old_taken[pair.old] && carried[pair.new].is_none() {
            old_taken[pair.old] = true;
            carried[pair.new] = Some(&previous[pair.old].cluster);
        }
    }
    let mut taken: FxHashSet<String> = carried.iter().flatten().map(|&id| id.to_owned()).collect();
    let mut renamed: FxHashMap<String, String> = FxHashMap::default();
    for (cluster, carried) in report.clusters.iter().zip(&carried) {
        let id = match carried {
            Some(id) => (*id).to_owned(),
            None => free_id(&cluster.cluster, &taken),
        };
        taken.insert(id.clone());
        renamed.insert(cluster.cluster.clone(), id);
    }
    rename(report, &renamed);
    let notes = carry_notes(previous, &report.clusters, &overlaps);
    let more = notes.len().saturating_sub(NOTES);
    report.run.notes.extend(notes.into_iter().take(NOTES));
    if more > 0 {
        report.run.notes.push(format!("clusters: {more} more were merged or split"));
    }
}

/// The id itself where it is free, else the first free one derived from it.
fn free_id(id: &str, taken: &FxHashSet<String>) -> String {
    let derived = |turn: u32| {
        let hash = blake3::hash(format!("{id}\0{turn}").as_bytes());
        format!("c-{}", &hash.to_hex()[..10])
    };
    let mut candidates = std::iter::once(id.to_owned()).chain((1..=u32::MAX).map(derived));
    candidates.find(|id| !taken.contains(id)).unwrap_or_else(|| id.to_owned())
}

fn rename(report: &mut Report, renamed: &FxHashMap<String, String>) {
    let apply = |id: &mut String| {
        if let Some(new) = renamed.get(id) {
            id.clone_from(new);
        }
    };
    report.clusters.iter_mut().for_each(|cluster| apply(&mut cluster.cluster));
    report.findings.iter_mut().for_each(|finding| apply(&mut finding.cluster));
    report.accounts.iter_mut().for_each(|account| apply(&mut account.cluster));
    report.diagrams.iter_mut().for_each(|diagram| apply(&mut diagram.cluster));
    report.timelines.iter_mut().for_each(|timeline| apply(&mut timeline.cluster));
}

fn carry_notes(previous: &[Cluster], clusters: &[Cluster], overlaps: &[Overlap]) -> Vec<String> {
    let mut before: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    let mut after: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for pair in overlaps {
        before.entry(pair.new).or_default().push(&previous[pair.old].cluster);
        after.entry(pair.old).or_default().push(&clusters[pair.new].cluster);
    }
    let merged = before
        .iter()
        .filter(|(_, from)| from.len() > 1)
        .map(|(&at, from)| format!("clusters: {} holds what were {}", clusters[at].cluster, from.join(", ")));
    let split = after
        .iter()
        .filter(|(_, to)| to.len() > 1)
        .map(|(&at, to)| format!("clusters: {} was split into {}", previous[at].cluster, to.join(", ")));
    merged.chain(split).collect()
}
