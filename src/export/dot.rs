//! A cluster's diagram in Graphviz DOT: what people say they are on the left, their accounts in the middle, what
//! they use on the right.
//!
//! The file is built as a syntax tree and printed by `graphviz-rust`, which escapes nothing; every label goes through
//! [`escape::label`]. The diagram renders with `dot` without further arguments.

use std::fmt::Display;

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::caption;
use super::escape::{self, Place, thousands};
use super::fold::{FoldConfig, fold};
use super::labels;
use super::layout::{ACCOUNTS, Layout, layout};
use super::style::{FONTS, GREY, LINE, MUTED, WEAK, kind_words, kinds_words, style};
use super::view::{View, ViewEdge, ViewNode};
use crate::report::Diagram;

pub use super::caption::Heading;

/// Columns of a value in a node.
const VALUE_WIDTH: usize = 34;
/// Columns of a line in small type.
const SMALL_WIDTH: usize = 52;
/// Columns of an edge's label.
const LABEL_WIDTH: usize = 48;
/// Columns of a tooltip.
const TOOLTIP_WIDTH: usize = 200;

/// The diagram as a DOT file, folded where it is large.
pub fn print(diagram: &Diagram, heading: Option<&Heading>, config: &FoldConfig) -> String {
    let view = fold(diagram, config);
    let graph = graph(&diagram.cluster, &view, heading);
    let mut text = graph.print(PrinterContext::default().with_semi());
    text.push('\n');
    text
}

/// An attribute whose value is one word or number of ours.
fn plain(name: &str, value: impl Display) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), Id::Escaped(format!("\"{value}\"")))
}

/// An attribute with text from the platform.
fn quoted(name: &str, text: &str, width: usize) -> Attribute {
    plain(name, escape::label(text, width, Place::Quoted))
}

/// An attribute with an HTML-like label whose text is escaped already.
fn html(name: &str, markup: &str) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), Id::Html(format!("<{markup}>")))
}

fn graph(cluster: &str, view: &View, heading: Option<&Heading>) -> Graph {
    let (layout, labels) = (layout(view), labels::place(view));
    let mut whole = vec![
        plain("bgcolor", "white"),
        plain("pad", 0.3),
        plain("outputorder", "edgesfirst"),
        plain("fontname", FONTS),
        plain("fontsize", 11),
        plain("labelloc", "t"),
        plain("labeljust", "l"),
        html("label", &caption::caption(cluster, view, &labels, heading)),
    ];
    whole.extend(match layout {
        Layout::Columns(_) => vec![plain("rankdir", "LR"), plain("nodesep", 0.16), plain("ranksep", ranksep(view))],
        Layout::Round(_) => vec![plain("layout", "neato"), plain("splines", "line")],
    });
    let mut stmts = vec![
        Stmt::GAttribute(GraphAttributes::Graph(whole)),
        Stmt::GAttribute(GraphAttributes::Node(vec![plain("fontname", FONTS), plain("fontsize", 11)])),
        Stmt::GAttribute(GraphAttributes::Edge(vec![
            plain("fontname", FONTS),
            plain("fontsize", 9),
            plain("fontcolor", MUTED),
            plain("color", LINE),
        ])),
    ];
    for (at, node) in view.nodes.iter().enumerate() {
        let mut attributes = node_attributes(node, labels.nodes[at].as_deref());
        if let Layout::Round(places) = &layout {
            attributes.push(plain("pos", format!("{:.3},{:.3}!", places[at].0, places[at].1)));
        }
        stmts.push(Stmt::Node(Node::new(node_id(at), attributes)));
    }
    stmts.extend(account_column(&layout));
    let edges = view.edges.iter().zip(&labels.edges);
    stmts.extend(edges.map(|(edge, label)| Stmt::Edge(self::edge(view, &layout, edge, label.as_deref()))));
    Graph::Graph { id: Id::Escaped("\"ringtrace\"".to_owned()), strict: false, stmts }
}

/// Room between the columns in inches: more lines need more of it to part.
fn ranksep(view: &View) -> f64 {
    match view.edges.len() {
        0..=12 => 0.9,
        13..=40 => 1.3,
        _ => 1.8,
    }
}

fn node_id(at: usize) -> NodeId {
    NodeId(Id::Plain(format!("n{at}")), None)
}

/// Keeps the accounts in one column.
fn account_column(layout: &Layout) -> Option<Stmt> {
    let Layout::Columns(columns) = layout else { return None };
    let accounts = (0..columns.len()).filter(|at| columns[*at] == ACCOUNTS);
    let mut stmts = vec![Stmt::Attribute(plain("rank", "same"))];
    stmts.extend(accounts.map(|at| Stmt::Node(Node::new(node_id(at), Vec::new()))));
    Some(Stmt::Subgraph(Subgraph { id: Id::Plain("accounts".to_owned()), stmts }))
}

/// A node's look; `shared` is what all its ties say.
fn node_attributes(node: &ViewNode, shared: Option<&str>) -> Vec<Attribute> {
    let look = style(&node.kind);
    let mut attributes = vec![
        plain("shape", look.shape),
        html("label", &node_label(node, shared)),
        quoted("tooltip", &tooltip(node), TOOLTIP_WIDTH),
        plain("margin", look.margin),
        plain("height", 0.3),
    ];
    if node.hub {
        attributes.extend([plain("style", "filled,dashed"), plain("fillcolor", "#f2f2f2"), plain("color", GREY)]);
    } else {
        attributes.extend([plain("style", look.form), plain("fillcolor", look.fill), plain("color", look.line)]);
    }
    if node.members.len() > 1 {
        attributes.push(plain("peripheries", 2));
    }
    if !node.role.is_empty() {
        attributes.push(plain("penwidth", 2.6));
    }
    attributes
}

/// Kind, value, and what else is known, a line each.
fn node_label(node: &ViewNode, shared: Option<&str>) -> String {
    let text = |text: &str| escape::label(text, VALUE_WIDTH, Place::Html);
    let small = |line: &str| {
        let line = escape::label(line, SMALL_WIDTH, Place::Html);
        format!("<FONT POINT-SIZE=\"9\" COLOR=\"{MUTED}\">{line}</FONT>")
    };
    let bold = |line: &str| format!("<B>{}</B>", text(line));
    let count = thousands(node.members.len() as u64);
    let single = node.members.len() == 1;
    let what = if node.hub && !node.note.is_empty() { node.note.clone() } else { kind_words(&node.kind) };
    let mut lines = vec![match (node.hub, single) {
        (true, true) => small(&format!("context: {what}")),
        (true, false) => small(&format!("context: {count} × {what}")),
        (false, true) => small(&what),
        (false, false) => bold(&format!("{count} {}", kinds_words(&node.kind))),
    }];
    if !node.value.is_empty() {
        lines.push(if single { text(&node.value) } else { small(&node.value) });
    }
    if !node.note.is_empty() && !node.hub {
        lines.push(small(&node.note));
    }
    if !node.role.is_empty() {
        lines.push(bold(&node.role.replace('_', " ")));
    }
    lines.extend(reach(node).map(|line| small(&line)));
    lines.extend(shared.map(|label| small(&format!("each tie: {label}"))));
    lines.extend(node.inner.as_ref().map(|inner| small(&format!("{} among them", labels::words(inner)))));
    lines.join("<BR/>")
}

/// How many accounts an identifier ties.
fn reach(node: &ViewNode) -> Option<String> {
    let span = |(low, high): (u64, u64)| {
        if low == high { thousands(low) } else { format!("{} to {}", thousands(low), thousands(high)) }
    };
    if node.hub {
        let each = if node.members.len() > 1 { " each" } else { "" };
        return (node.degree.1 > 0).then(|| format!("{} accounts{each}", span(node.degree)));
    }
    if node.kind == "account" || node.members.len() == 1 {
        return None;
    }
    let reach = (node.reach.0 as u64, node.reach.1 as u64);
    Some(format!("each on {} of these accounts", span(reach)))
}

fn tooltip(node: &ViewNode) -> String {
    let text = format!("{}: {}", kind_words(&node.kind), node.value);
    if node.degree.1 > 0 && node.members.len() == 1 {
        return format!("{text}; carried by {} accounts of the platform", thousands(node.degree.1));
    }
    text
}

/// Width of a line in points: 0.8 at no evidence, growing by the bits, 6.5 at most; times `scale`.
fn pen_width(bits: f64, scale: f64) -> f64 {
    let width = if bits.is_finite() { (0.8 + 0.4 * bits).clamp(0.8, 6.5) } else { 0.8 };
    (width * scale * 10.0).round() / 10.0
}

fn edge(view: &View, layout: &Layout, edge: &ViewEdge, label: Option<&str>) -> Edge {
    let (bundle, from, to) = (&edge.bundle, &view.nodes[edge.a], &view.nodes[edge.b]);
    let mut attributes = Vec::new();
    if labels::is_context(view, edge) {
        attributes.extend([plain("style", "dotted"), plain("color", "#9a9a9a"), plain("penwidth", 1)]);
    } else {
        // On a circle every line crosses many others.
        let scale = if matches!(layout, Layout::Round(_)) { 0.6 } else { 1.0 };
        attributes.push(plain("penwidth", pen_width(bundle.bits, scale)));
    }
    if bundle.weakest {
        attributes.extend([plain("style", "dashed"), plain("color", WEAK), plain("fontcolor", WEAK)]);
    }
    let (mut a, mut b) = (edge.a, edge.b);
    let mut within = false;
    if let Layout::Columns(columns) = layout {
        within = columns[a] == columns[b];
        if columns[a] > columns[b] {
            (a, b) = (b, a);
        }
    }
    if within {
        attributes.push(plain("constraint", "false"));
    }
    if let Some(label) = label {
        // Graphviz 2.43 stumbles over labelled edges within a rank, but not over labels that it places afterwards.
        let kind = if within { "xlabel" } else { "label" };
        let text = if bundle.weakest { format!("{label} (weakest)") } else { label.to_owned() };
        attributes.push(plain(kind, format!(" {} ", escape::label(&text, LABEL_WIDTH, Place::Quoted))));
    }
    let words = labels::words(bundle);
    let evidence = if words.is_empty() { String::new() } else { format!(": {words}") };
    let bits = if bundle.bits.is_finite() { format!(", {:.1} bits", bundle.bits) } else { String::new() };
    attributes.push(quoted("tooltip", &format!("{} — {}{evidence}{bits}", from.value, to.value), TOOLTIP_WIDTH));
    Edge { ty: EdgeTy::Pair(Vertex::N(node_id(a)), Vertex::N(node_id(b))), attributes }
}
