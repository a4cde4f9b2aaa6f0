//! Decisions as a run with pseudonyms may speak of them: what was decided on plain runs is still honoured, and nothing of
//! it is shown.

use super::decision::Decision;
use super::standing::Standing;
use crate::report::NodeName;
use crate::snapshot::{Pseudonyms, Snapshot};

/// Puts pseudonyms where decisions name accounts and identifiers, and leaves out what people wrote, which may name
/// anybody: it stands in the book. Does nothing where the snapshot has no pseudonyms.
pub fn hide(standing: &mut Standing, snapshot: &Snapshot) {
    let Some(pseudonyms) = &snapshot.pseudonyms else { return };
    let hidden = |kind: &str, value: &mut String| *value = pseudonym(kind, value, snapshot, pseudonyms);
    for (entry, decision) in &mut standing.entries {
        entry.why.clear();
        match decision {
            Decision::Confirm { cluster, accounts, evidence }
            | Decision::Dismiss { cluster, accounts, evidence, .. } => {
                // The id of a plain run's cluster is a hash of its accounts without a key: it could be guessed.
                if accounts.iter().any(|account| !is_pseudonym("account", account)) {
                    cluster.clear();
                }
                accounts.iter_mut().for_each(|account| hidden("account", account));
                accounts.sort_unstable();
                let nodes = evidence.iter_mut().flat_map(|mark| &mut mark.nodes);
                nodes.for_each(|NodeName(kind, value)| hidden(kind, value));
            }
            Decision::Separate { a, b, .. } => [a, b].into_iter().for_each(|account| hidden("account", account)),
            Decision::Ignore { kind, value, .. } => hidden(kind, value),
            Decision::Note { nodes, .. } => nodes.iter_mut().for_each(|NodeName(kind, value)| hidden(kind, value)),
            Decision::Undo { .. } => {}
        }
    }
}

fn is_pseudonym(kind: &str, value: &str) -> bool {
    value.strip_prefix(kind).is_some_and(|rest| rest.starts_with(':'))
}

fn pseudonym(kind: &str, value: &str, snapshot: &Snapshot, pseudonyms: &Pseudonyms) -> String {
    if is_pseudonym(kind, value) {
        return value.to_owned();
    }
    let node = snapshot.find_shown(kind, value);
    node.map_or_else(|| pseudonyms.of(kind, value), |node| snapshot.shown(node))
}
