//! What stands above a diagram: a title line, what was summarised, and a legend of what occurs in it.

use std::collections::BTreeSet;

use super::escape::{Place, label, thousands};
use super::labels::{Labels, is_context};
use super::style::{GREY, LINE, MUTED, WEAK, kind_words, style};
use super::view::View;
use crate::report::Cluster;

/// What stands above a diagram, from its cluster.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Kind of cluster.
    pub kind: String,
    /// 0 to 1.
    pub score: f64,
    /// Place in the queue.
    pub rank: u64,
    /// Motifs recognised.
    pub motifs: Vec<String>,
    /// Accounts in the cluster, shown or not.
    pub accounts: usize,
}

impl From<&Cluster> for Heading {
    fn from(cluster: &Cluster) -> Self {
        Self {
            kind: cluster.kind.name().to_owned(),
            score: cluster.score,
            rank: cluster.rank,
            motifs: cluster.motifs.clone(),
            accounts: cluster.accounts.len(),
        }
    }
}

/// Columns of a cluster id, a motif or a kind.
const WIDTH: usize = 40;

/// Kinds in a row of the legend.
const SWATCHES: usize = 6;
/// Kinds of line in a row of the legend.
const LINES: usize = 4;
/// What stands between two of them.
const SPACE: &str = " &#160;&#160; ";

/// The caption as an HTML-like table.
pub fn caption(cluster: &str, view: &View, labels: &Labels, heading: Option<&Heading>) -> String {
    let mut rows = vec![title(cluster, view, heading)];
    rows.push(row(&format!("<FONT COLOR=\"{MUTED}\">{}</FONT>", subtitle(view, heading))));
    rows.extend(swatches(view).chunks(SWATCHES).map(|cells| row(&swatch_row(cells))));
    rows.extend(lines(view, labels).chunks(LINES).map(|parts| row(&parts.join(SPACE))));
    format!("<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"3\">{}</TABLE>", rows.concat())
}

fn row(cell: &str) -> String {
    format!("<TR><TD ALIGN=\"LEFT\">{cell}</TD></TR>")
}

fn words(text: &str) -> String {
    label(&text.replace('_', " "), WIDTH, Place::Html)
}

fn title(cluster: &str, view: &View, heading: Option<&Heading>) -> String {
    let mut parts = vec![format!("<B>{}</B>", label(cluster, WIDTH, Place::Html))];
    if let Some(heading) = heading {
        parts.push(words(&heading.kind));
        parts.push(format!("score {}", score(heading.score)));
        parts.push(format!("rank {}", thousands(heading.rank)));
    }
    let accounts = heading.map_or(view.accounts, |heading| heading.accounts);
    parts.push(format!("{} accounts", thousands(accounts as u64)));
    row(&format!("<FONT POINT-SIZE=\"15\">{}</FONT>", parts.join(" · ")))
}

/// A score to two places, without promising certainty that rounding alone makes.
fn score(score: f64) -> String {
    if score > 0.995 && score < 1.0 { "&gt; 0.99".to_owned() } else { format!("{score:.2}") }
}

fn subtitle(view: &View, heading: Option<&Heading>) -> String {
    let mut parts = Vec::new();
    if let Some(heading) = heading.filter(|heading| !heading.motifs.is_empty()) {
        let motifs: Vec<String> = heading.motifs.iter().take(6).map(|motif| words(motif)).collect();
        parts.push(motifs.join(", "));
    }
    parts.push(format!("{} identifiers", thousands(view.identifiers as u64)));
    if view.summarised {
        parts.push("summarised: members with the same ties are one node with a count".to_owned());
    }
    parts.push("ties for review, not a finding of fact".to_owned());
    parts.join(" · ")
}

/// A swatch for each kind that the diagram shows; one alone explains itself.
fn swatches(view: &View) -> Vec<String> {
    let kinds: BTreeSet<&str> = view.nodes.iter().filter(|node| !node.hub).map(|node| node.kind.as_str()).collect();
    let shown = if kinds.len() > 1 { 2 * SWATCHES } else { 0 };
    kinds.iter().take(shown).map(|kind| swatch(kind)).collect()
}

/// Samples of the lines and outlines that the diagram shows.
fn lines(view: &View, labels: &Labels) -> Vec<String> {
    let line = |sample: &str, colour: &str, meaning: &str| {
        format!("<FONT COLOR=\"{colour}\"><B>{sample}</B></FONT> {meaning}")
    };
    let common = labels.common.as_ref().map(|common| format!("without label: {}", label(common, WIDTH, Place::Html)));
    let entries = [
        (view.edges.iter().any(|edge| !is_context(view, edge)), line("━━", LINE, "tie, wider with more bits")),
        (common.is_some(), line("━━", LINE, &common.unwrap_or_default())),
        (view.edges.iter().any(|edge| edge.bundle.weakest), line("╍╍", WEAK, "weakest tie")),
        (view.nodes.iter().any(|node| node.hub), line("┈┈", GREY, "context, not evidence")),
        (view.nodes.iter().any(|node| node.members.len() > 1), "double outline: several".to_owned()),
        (view.nodes.iter().any(|node| !node.role.is_empty()), "thick outline: plays a part".to_owned()),
        (labels.omitted, "only the strongest ties are labelled".to_owned()),
    ];
    entries.into_iter().filter(|(shown, _)| *shown).map(|(_, entry)| entry).collect()
}

fn swatch_row(cells: &[String]) -> String {
    let table = "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"4\" CELLPADDING=\"3\"><TR>";
    format!("{table}{}</TR></TABLE>", cells.concat())
}

fn swatch(kind: &str) -> String {
    let look = style(kind);
    let name = label(&kind_words(kind), WIDTH, Place::Html);
    format!("<TD BORDER=\"1\" BGCOLOR=\"{}\" COLOR=\"{}\">{name}</TD>", look.fill, look.line)
}
