//! A cluster's diagram in Graphviz DOT: what people say they are on the left, their accounts in the middle, what
//! they use on the right.
//!
//! The file is built as a syntax tree and printed by `graphviz-rust`, which escapes nothing; every label goes through
//! [`escape::label`]. The diagram renders with `dot` without further arguments.

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::caption;
use super::escape::{self, Place, thousands};
use super::fold::{Bundle, FoldConfig, View, ViewEdge, ViewNode, fold};
use super::style::{FONTS, GREY, MUTED, WEAK, kind_words, kinds_words, style};
use crate::report::{Cluster, Diagram};

/// Columns of a value in a node.
const VALUE_WIDTH: usize = 34;
/// Columns of an edge's label.
const LABEL_WIDTH: usize = 40;
/// Columns of a tooltip.
const TOOLTIP_WIDTH: usize = 200;
/// Beyond this many edges with evidence, only the strongest are labelled; the others keep their tooltip.
const MAX_LABELS: usize = 48;

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

/// The diagram as a DOT file, folded where it is large.
pub fn print(diagram: &Diagram, heading: Option<&Heading>, config: &FoldConfig) -> String {
    let view = fold(diagram, config);
    let graph = graph(&diagram.cluster, &view, heading);
    let mut text = graph.print(PrinterContext::default().with_semi());
    text.push('\n');
    text
}

/// An attribute whose value is one word or number of ours.
pub(super) fn plain(name: &str, value: impl ToString) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), Id::Escaped(format!("\"{}\"", value.to_string())))
}

/// An attribute with text from the platform.
fn quoted(name: &str, text: &str, width: usize) -> Attribute {
    plain(name, escape::label(text, width, Place::Quoted))
}

/// An attribute with an HTML-like label whose text is escaped already.
pub(super) fn html(name: &str, markup: &str) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), Id::Html(format!("<{markup}>")))
}

fn graph(cluster: &str, view: &View, heading: Option<&Heading>) -> Graph {
    let mut stmts = vec![
        Stmt::GAttribute(GraphAttributes::Graph(vec![
            plain("rankdir", "LR"),
            plain("bgcolor", "white"),
            plain("pad", 0.3),
            plain("nodesep", 0.16),
            plain("ranksep", if view.edges.len() > MAX_LABELS { 1.8 } else { 0.9 }),
            plain("outputorder", "edgesfirst"),
            plain("fontname", FONTS),
            plain("fontsize", 11),
            plain("labelloc", "t"),
            plain("labeljust", "l"),
            html("label", &caption::caption(cluster, view, heading)),
        ])),
        Stmt::GAttribute(GraphAttributes::Node(vec![plain("fontname", FONTS), plain("fontsize", 11)])),
        Stmt::GAttribute(GraphAttributes::Edge(vec![
            plain("fontname", FONTS),
            plain("fontsize", 9),
            plain("fontcolor", MUTED),
            plain("color", "#333333"),
        ])),
    ];
    stmts.extend(view.nodes.iter().enumerate().map(|(at, node)| Stmt::Node(self::node(at, node))));
    stmts.push(account_column(view));
    let labelled = labelled(view);
    stmts.extend(view.edges.iter().zip(labelled).map(|(edge, labelled)| Stmt::Edge(self::edge(view, edge, labelled))));
    Graph::Graph { id: Id::Escaped("\"ringtrace\"".to_owned()), strict: false, stmts }
}

fn node_id(at: usize) -> NodeId {
    NodeId(Id::Plain(format!("n{at}")), None)
}

/// Keeps the accounts in one column.
fn account_column(view: &View) -> Stmt {
    let accounts = view.nodes.iter().enumerate().filter(|(_, node)| node.kind == "account");
    let mut stmts = vec![Stmt::Attribute(plain("rank", "same"))];
    stmts.extend(accounts.map(|(at, _)| Stmt::Node(Node::new(node_id(at), Vec::new()))));
    Stmt::Subgraph(Subgraph { id: Id::Plain("accounts".to_owned()), stmts })
}

fn node(at: usize, node: &ViewNode) -> Node {
    let look = style(&node.kind);
    let mut attributes = vec![
        plain("shape", look.shape),
        html("label", &node_label(node)),
        quoted("tooltip", &tooltip(node), TOOLTIP_WIDTH),
        plain("margin", "0.12,0.05"),
        plain("height", 0.3),
    ];
    if node.hub {
        attributes.extend([plain("style", "filled,dashed"), plain("fillcolor", "#f2f2f2"), plain("color", GREY)]);
    } else {
        let rounded = if node.kind == "account" { "filled,rounded" } else { "filled" };
        attributes.extend([plain("style", rounded), plain("fillcolor", look.fill), plain("color", look.line)]);
    }
    if node.members.len() > 1 {
        attributes.push(plain("peripheries", 2));
    }
    if !node.role.is_empty() {
        attributes.push(plain("penwidth", 2.6));
    }
    Node::new(node_id(at), attributes)
}

/// `kind`, value, and what else is known, a line each.
fn node_label(node: &ViewNode) -> String {
    let text = |text: &str| escape::label(text, VALUE_WIDTH, Place::Html);
    let small = |line: &str| format!("<FONT POINT-SIZE=\"8.5\" COLOR=\"{MUTED}\">{line}</FONT>");
    let count = node.members.len();
    let mut lines = Vec::new();
    lines.push(match (node.hub, count) {
        (true, 1) => small(&format!(
            "context: {}",
            text(&kind_words(if node.note.is_empty() { &node.kind } else { &node.note }))
        )),
        (true, _) => small(&format!(
            "context: {} × {}",
            thousands(count as u64),
            text(&kind_words(if node.note.is_empty() { &node.kind } else { &node.note }))
        )),
        (false, 1) => small(&text(&kind_words(&node.kind))),
        (false, _) => format!("<B>{} {}</B>", thousands(count as u64), text(&kinds_words(&node.kind))),
    });
    if !node.value.is_empty() {
        let value = text(&node.value);
        lines.push(if count == 1 { value } else { small(&value) });
    }
    if !node.note.is_empty() && !node.hub {
        lines.push(small(&text(&node.note)));
    }
    if !node.role.is_empty() {
        lines.push(format!("<B>{}</B>", text(&node.role.replace('_', " "))));
    }
    lines.extend(reach(node).map(|line| small(&line)));
    if let Some(inner) = &node.inner {
        lines.push(small(&text(&format!("{} among them", bundle_words(inner)))));
    }
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
    let mut text = format!("{}: {}", kind_words(&node.kind), node.value);
    if node.degree.1 > 0 && node.members.len() == 1 {
        text.push_str(&format!("; carried by {} accounts of the platform", thousands(node.degree.1)));
    }
    text
}

/// Which edges carry their label in the picture: all, or where they are many the weakest tie and the strongest.
fn labelled(view: &View) -> Vec<bool> {
    let evident = |edge: &ViewEdge| !is_context(view, edge) && !edge.bundle.label.is_empty();
    let mut order: Vec<usize> = (0..view.edges.len()).filter(|at| evident(&view.edges[*at])).collect();
    order.sort_by(|a, b| {
        let (a, b) = (&view.edges[*a].bundle, &view.edges[*b].bundle);
        b.weakest.cmp(&a.weakest).then(b.bits.total_cmp(&a.bits))
    });
    let mut labelled = vec![false; view.edges.len()];
    order.into_iter().take(MAX_LABELS).for_each(|at| labelled[at] = true);
    labelled
}

fn is_context(view: &View, edge: &ViewEdge) -> bool {
    view.nodes[edge.a].hub || view.nodes[edge.b].hub
}

/// The evidence of an edge in words.
fn bundle_words(bundle: &Bundle) -> String {
    match (bundle.ties, bundle.label.as_str()) {
        (1, label) => label.to_owned(),
        (ties, "") => format!("{} ties", thousands(ties as u64)),
        (ties, label) => format!("{label} · {} ties", thousands(ties as u64)),
    }
}

/// Width of a line in points: 1 at no evidence, growing by the bits, 6.5 at most.
fn pen_width(bits: f64) -> f64 {
    let width = if bits.is_finite() { (0.8 + 0.4 * bits).clamp(0.8, 6.5) } else { 0.8 };
    (width * 10.0).round() / 10.0
}

fn edge(view: &View, edge: &ViewEdge, labelled: bool) -> Edge {
    let (bundle, from, to) = (&edge.bundle, &view.nodes[edge.a], &view.nodes[edge.b]);
    let words = bundle_words(bundle);
    let mut attributes = Vec::new();
    if is_context(view, edge) {
        attributes.extend([plain("style", "dotted"), plain("color", "#9a9a9a"), plain("penwidth", 1)]);
    } else {
        attributes.push(plain("penwidth", pen_width(bundle.bits)));
    }
    if bundle.weakest {
        attributes.extend([plain("style", "dashed"), plain("color", WEAK), plain("fontcolor", WEAK)]);
    }
    if labelled {
        let text = if bundle.weakest { format!("{words} (weakest)") } else { words.clone() };
        attributes.push(quoted("label", &format!(" {text} "), LABEL_WIDTH));
    }
    let evidence = if words.is_empty() { String::new() } else { format!(": {words}") };
    let bits = if bundle.bits.is_finite() { format!(", {:.1} bits", bundle.bits) } else { String::new() };
    attributes.push(quoted("tooltip", &format!("{} — {}{evidence}{bits}", from.value, to.value), TOOLTIP_WIDTH));
    let (a, b) = if style(&to.kind).left && from.kind == "account" { (edge.b, edge.a) } else { (edge.a, edge.b) };
    Edge { ty: EdgeTy::Pair(Vertex::N(node_id(a)), Vertex::N(node_id(b))), attributes }
}
