//! What stands above a diagram: a title line, what was summarised, and a legend of what occurs in it.

use std::collections::BTreeSet;

use super::dot::Heading;
use super::escape::{Place, label, thousands};
use super::fold::View;
use super::style::{GREY, MUTED, WEAK, kind_words, style};

/// Columns of a cluster id, a motif or a kind.
const WIDTH: usize = 40;

/// The caption as an HTML-like table.
pub fn caption(cluster: &str, view: &View, heading: Option<&Heading>) -> String {
    let mut rows = vec![title(cluster, view, heading)];
    rows.push(row(&format!("<FONT COLOR=\"{MUTED}\">{}</FONT>", subtitle(view, heading))));
    rows.push(row(&legend(view)));
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

/// One row of swatches, with only what the diagram shows.
fn legend(view: &View) -> String {
    let kinds: BTreeSet<&str> = view.nodes.iter().filter(|node| !node.hub).map(|node| node.kind.as_str()).collect();
    let mut cells: Vec<String> = kinds.iter().take(12).map(|kind| swatch(kind)).collect();
    let line = |sample: &str, colour: &str, meaning: &str| {
        format!("<TD><FONT COLOR=\"{colour}\"><B>{sample}</B></FONT> {meaning}</TD>")
    };
    let context = |at: usize| view.nodes[at].hub;
    if view.edges.iter().any(|edge| !context(edge.a) && !context(edge.b)) {
        cells.push(line("━━", "#333333", "tie, wider with more bits"));
    }
    if view.edges.iter().any(|edge| edge.bundle.weakest) {
        cells.push(line("╍╍", WEAK, "weakest tie"));
    }
    if view.nodes.iter().any(|node| node.hub) {
        cells.push(line("┈┈", GREY, "context, not evidence"));
    }
    if view.nodes.iter().any(|node| node.members.len() > 1) {
        cells.push("<TD>double outline: several</TD>".to_owned());
    }
    if view.nodes.iter().any(|node| !node.role.is_empty()) {
        cells.push("<TD>thick outline: plays a part</TD>".to_owned());
    }
    let table = "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"4\" CELLPADDING=\"3\"><TR>";
    format!("{table}{}</TR></TABLE>", cells.concat())
}

fn swatch(kind: &str) -> String {
    let look = style(kind);
    let name = label(&kind_words(kind), WIDTH, Place::Html);
    format!("<TD BORDER=\"1\" BGCOLOR=\"{}\" COLOR=\"{}\">{name}</TD>", look.fill, look.line)
}
