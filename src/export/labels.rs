//! Which evidence is written where, so that a label is read once and not twenty times.

use std::collections::BTreeMap;

use super::escape::thousands;
use super::view::{Bundle, View, ViewEdge};

/// Most labels on edges; the others keep their tooltip.
const MAX_LABELS: usize = 40;
/// Most of them on ties among accounts, which cross one another: more cannot be told apart.
const MAX_AMONG: usize = 12;
/// From so many ties with one label on, the label stands once, at the node that they share.
const SHARED: usize = 3;
/// From so many ties on, labels that differ stand at the node as a span where the picture has too many.
const SPANNED: usize = 8;
/// From so many ties among accounts with one label on, the label stands once, in the legend.
const COMMON: usize = 8;

/// The words of a picture's ties.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// At each edge, where it is labelled.
    pub edges: Vec<Option<String>>,
    /// At each node: what all its ties say.
    pub nodes: Vec<Option<String>>,
    /// What ties without a label say.
    pub common: Option<String>,
    /// Whether some labels were left out.
    pub omitted: bool,
}

/// Whether an edge is context: one of its ends is a hub.
pub fn is_context(view: &View, edge: &ViewEdge) -> bool {
    view.nodes[edge.a].hub || view.nodes[edge.b].hub
}

/// The evidence of an edge in words.
pub fn words(bundle: &Bundle) -> String {
    match (bundle.ties, bundle.label.as_str()) {
        (1, label) => label.to_owned(),
        (ties, "") => format!("{} ties", thousands(ties as u64)),
        (ties, label) => format!("{label} · {} ties", thousands(ties as u64)),
    }
}

/// Places the labels. The weakest tie keeps its own. Takes O(m log m).
pub fn place(view: &View) -> Labels {
    let mut labels = Labels { nodes: vec![None; view.nodes.len()], ..Labels::default() };
    let evident = |edge: &ViewEdge| !is_context(view, edge) && !words(&edge.bundle).is_empty();
    let mut open: Vec<bool> = view.edges.iter().map(evident).collect();
    labels.edges = open.iter().zip(&view.edges).map(|(open, edge)| open.then(|| words(&edge.bundle))).collect();
    share(view, &mut labels, &mut open, false);
    common(view, &mut labels, &mut open);
    if labels.edges.iter().flatten().count() > MAX_LABELS {
        share(view, &mut labels, &mut open, true);
    }
    thin(view, &mut labels);
    labels
}

/// Moves a label that all ties of a node repeat to the node; with `spans` also labels that differ, where there are
/// many. An account without a part to play is no such node, nor one whose ties say different things: it would be as wide as
/// they are long, over its neighbours.
fn share(view: &View, labels: &mut Labels, open: &mut [bool], spans: bool) {
    let mut around: Vec<Vec<usize>> = vec![Vec::new(); view.nodes.len()];
    for (at, edge) in view.edges.iter().enumerate().filter(|(at, edge)| open[*at] && edge.bundle.ties == 1) {
        around[edge.a].push(at);
        around[edge.b].push(at);
    }
    let fewest = if spans { SPANNED } else { SHARED };
    let stands_out = |node: &usize| view.nodes[*node].kind != "account" || !view.nodes[*node].role.is_empty();
    let mut order: Vec<usize> = (0..around.len()).filter(|node| around[*node].len() >= fewest).collect();
    order.retain(stands_out);
    order.sort_by_key(|node| (view.nodes[*node].kind == "account", std::cmp::Reverse(around[*node].len()), *node));
    for node in order {
        let ties: Vec<usize> = around[node].iter().copied().filter(|at| open[*at]).collect();
        let label = |at: &usize| view.edges[*at].bundle.label.as_str();
        let same = ties.iter().all(|at| label(at) == label(&ties[0]));
        if ties.len() < fewest || (!same && !spans) {
            continue;
        }
        let (text, agree) = merged(ties.iter().map(label));
        if !agree && view.nodes[node].kind == "account" {
            continue;
        }
        labels.nodes[node] = Some(text);
        for at in ties {
            open[at] = false;
            if !view.edges[at].bundle.weakest {
                labels.edges[at] = None;
            }
        }
    }
}

/// Whether an edge stands between two accounts.
fn is_among(view: &View, edge: &ViewEdge) -> bool {
    [edge.a, edge.b].into_iter().all(|node| view.nodes[node].kind == "account")
}

/// Moves the label that most ties among accounts repeat to the legend.
fn common(view: &View, labels: &mut Labels, open: &mut [bool]) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let among = |edge: &ViewEdge| is_among(view, edge) && edge.bundle.ties == 1 && !edge.bundle.weakest;
    let among: Vec<usize> = (0..open.len()).filter(|at| open[*at] && among(&view.edges[*at])).collect();
    for at in &among {
        *counts.entry(&view.edges[*at].bundle.label).or_default() += 1;
    }
    let Some((label, count)) = counts.into_iter().max_by_key(|(_, count)| *count) else { return };
    if count < COMMON {
        return;
    }
    labels.common = Some(label.to_owned());
    for at in among.into_iter().filter(|at| view.edges[*at].bundle.label == label) {
        open[at] = false;
        labels.edges[at] = None;
    }
}

/// Keeps the weakest tie's label and those of the strongest ties.
fn thin(view: &View, labels: &mut Labels) {
    let mut order: Vec<usize> = (0..labels.edges.len()).filter(|at| labels.edges[*at].is_some()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (&view.edges[*a].bundle, &view.edges[*b].bundle);
        b.weakest.cmp(&a.weakest).then(b.bits.total_cmp(&a.bits))
    });
    let (mut kept, mut among) = (0, 0);
    for at in order {
        let crosses = is_among(view, &view.edges[at]);
        if kept < MAX_LABELS && !(crosses && among == MAX_AMONG) {
            kept += 1;
            among += usize::from(crosses);
        } else {
            labels.edges[at] = None;
            labels.omitted = true;
        }
    }
}

/// One label for several: the one on which they agree, with spans where only numbers differ (`N8 3 to 22 days`),
/// else the first three.
pub fn merge<'a>(labels: impl IntoIterator<Item = &'a str>) -> String {
    merged(labels).0
}

/// As [`merge`], and whether they agree.
fn merged<'a>(labels: impl IntoIterator<Item = &'a str>) -> (String, bool) {
    let distinct: std::collections::BTreeSet<&str> = labels.into_iter().filter(|label| !label.is_empty()).collect();
    if distinct.len() > 1
        && let Some(span) = span(&distinct)
    {
        return (span, true);
    }
    let mut merged = distinct.iter().take(3).copied().collect::<Vec<_>>().join(", ");
    if distinct.len() > 3 {
        merged.push_str(", …");
    }
    (merged, distinct.len() < 2)
}

fn span(labels: &std::collections::BTreeSet<&str>) -> Option<String> {
    let mut rows = labels.iter().map(|label| label.split(' ').collect::<Vec<_>>());
    let first = rows.next()?;
    let mut spans: Vec<Option<(u64, u64)>> = first.iter().map(|word| word.parse().ok().map(|n: u64| (n, n))).collect();
    for row in rows {
        if row.len() != first.len() {
            return None;
        }
        for ((word, same), span) in row.iter().zip(&first).zip(&mut spans) {
            match (word.parse::<u64>(), span) {
                (Ok(n), Some((low, high))) => (*low, *high) = ((*low).min(n), (*high).max(n)),
                _ if word == same => {}
                _ => return None,
            }
        }
    }
    let word = |(word, span): (&&str, &Option<(u64, u64)>)| match span {
        Some((low, high)) if low != high => format!("{low} to {high}"),
        _ => (*word).to_owned(),
    };
    Some(first.iter().zip(&spans).map(word).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::merge;

    #[test]
    fn labels_that_differ_in_numbers_become_a_span() {
        assert_eq!(merge(["N8 3 days", "N8 22 days", "N8 7 days"]), "N8 3 to 22 days");
        assert_eq!(merge(["P3", "P3", ""]), "P3");
        assert_eq!(merge(["P3", "N1", "T2", "P4"]), "N1, P3, P4, …");
        assert_eq!(merge(["N8 3 days", "P4 3 days"]), "N8 3 days, P4 3 days");
        assert_eq!(merge([]), "");
    }
}
