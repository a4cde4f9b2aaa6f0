//! The queue of a run, with what changed and what was decided.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde_json::json;

use super::book::View;
use super::run::LoadedRun;
use crate::casebook::{Decision, Entry, Mark, Status, marks};
use crate::explore::Diff;

/// What became of clusters, by their id in the newer run; what is not among them did not change.
pub type Changes = FxHashMap<String, &'static str>;

/// The queue as JSON; `before`: changes against the run before, `since`: those against any earlier run.
pub fn make(
    runs: &[LoadedRun],
    at: usize,
    view: &View,
    before: &Changes,
    since: impl FnOnce(usize) -> Arc<Changes>,
) -> Vec<u8> {
    let run = &runs[at];
    let marks: FxHashMap<String, Mark> = marks(&view.standing, &run.clusters, run.moment())
        .into_iter()
        .map(|mark| (mark.cluster.clone(), mark))
        .collect();
    let notes = notes(view);
    let last = last_decision(runs, at, view);
    // Before anything was decided, what is new against the run before is what an investigator asks for.
    let base = last.map(|(base, _)| base).or_else(|| (at + 1 < runs.len()).then_some(at + 1));
    let since = base.map(since).unwrap_or_default();
    let mut rows = run.rows.clone();
    for row in &mut rows {
        if at + 1 < runs.len() {
            row.change = Some(before.get(&row.cluster).copied().unwrap_or("same").to_owned());
        }
        let mark = marks.get(&row.cluster);
        row.fresh = match mark {
            Some(mark) => !mark.changes.is_empty(),
            None => since.get(&row.cluster).is_some_and(|change| *change != "shrunk"),
        };
        row.decision = mark.map(shown).or_else(|| notes.get(&row.cluster).cloned());
    }
    let since =
        last.map(|(base, entry)| json!({ "id": entry.seq, "at": entry.at, "who": entry.who, "run": runs[base].id }));
    serde_json::to_vec(&json!({ "run": run.id, "clusters": rows, "since": since })).unwrap_or_default()
}

/// The last entry that was made on an earlier run than `at`, and that run. What is decided on this run today does not
/// count: the rest of today's new clusters stay new until tomorrow.
fn last_decision<'a>(runs: &[LoadedRun], at: usize, view: &'a View) -> Option<(usize, &'a Entry)> {
    view.all.iter().rev().find_map(|one| {
        let base = runs.iter().position(|run| run.id == one.entry.run)?;
        (base > at).then_some((base, &one.entry))
    })
}

/// What became of each cluster of the new run, by id.
pub fn changes(diff: &Diff) -> Changes {
    let mut changes = Changes::default();
    for change in &diff.changes {
        let word = if change.change == "born" { "new" } else { change.change };
        change.to.iter().for_each(|id| {
            changes.insert(id.clone(), word);
        });
    }
    changes
}

fn shown(mark: &Mark) -> serde_json::Value {
    let action = if mark.status == Status::Confirmed { "confirm" } else { "dismiss" };
    let mut value = json!({
        "id": mark.entry, "action": action, "at": mark.at, "who": mark.who, "stale": !mark.changes.is_empty(),
    });
    if !mark.class.is_empty() {
        value["class"] = mark.class.clone().into();
    }
    value
}

/// The last note of each cluster.
fn notes(view: &View) -> FxHashMap<String, serde_json::Value> {
    let notes = view.standing.entries.iter().filter_map(|(entry, decision)| match decision {
        Decision::Note { cluster: Some(cluster), .. } => {
            let value = json!({
                "id": entry.seq, "action": "note", "at": entry.at, "who": entry.who, "stale": false,
            });
            Some((cluster.clone(), value))
        }
        _ => None,
    });
    notes.collect()
}
