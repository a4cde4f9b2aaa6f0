//! GEXF 1.2, for Gephi, with the colours of the diagrams. NetworkX reads it too.

use std::io::{self, Write};

use super::escape::xml;
use super::network::{Network, NetworkNode};
use super::style::style;

/// Attributes of nodes: name, type.
const NODE_KEYS: [(&str, &str); 8] = [
    ("kind", "string"),
    ("value", "string"),
    ("note", "string"),
    ("role", "string"),
    ("degree", "long"),
    ("hub", "boolean"),
    ("clusters", "string"),
    ("score", "double"),
];
/// Attributes of edges: name, type. The weight stands in the edge itself.
const EDGE_KEYS: [(&str, &str); 3] = [("bits", "double"), ("weakest", "boolean"), ("cluster", "string")];

/// Writes a network as GEXF. The weight of an edge is its bits, at least 0.01, for layouts take no others.
pub fn write_gexf(network: &Network, mut out: impl Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    let spaces = r#"xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz""#;
    writeln!(out, r#"<gexf {spaces} version="1.2">"#)?;
    writeln!(out, r"<meta><creator>ringtrace {}</creator></meta>", env!("CARGO_PKG_VERSION"))?;
    writeln!(out, r#"<graph mode="static" defaultedgetype="undirected">"#)?;
    keys(&mut out, "node", &NODE_KEYS)?;
    keys(&mut out, "edge", &EDGE_KEYS)?;
    writeln!(out, "<nodes>")?;
    for node in &network.nodes {
        write_node(&mut out, node)?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    for (at, edge) in network.edges.iter().enumerate() {
        let weight = if edge.bits.is_finite() { edge.bits.max(0.01) } else { 0.01 };
        let (source, target, label) = (xml(&edge.source), xml(&edge.target), xml(&edge.label));
        write!(out, r#"<edge id="e{at}" source="{source}" target="{target}" weight="{weight}" label="{label}">"#)?;
        values(&mut out, &[edge.bits.to_string(), edge.weakest.to_string(), edge.cluster.clone()])?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")?;
    out.flush()
}

fn keys(out: &mut impl Write, element: &str, keys: &[(&str, &str)]) -> io::Result<()> {
    write!(out, r#"<attributes class="{element}">"#)?;
    for (at, (name, kind)) in keys.iter().enumerate() {
        write!(out, r#"<attribute id="{at}" title="{name}" type="{kind}"/>"#)?;
    }
    writeln!(out, "</attributes>")
}

fn write_node(out: &mut impl Write, node: &NetworkNode) -> io::Result<()> {
    write!(out, r#"<node id="{}" label="{}">"#, xml(&node.id), xml(&node.value))?;
    let row = [
        node.kind.clone(),
        node.value.clone(),
        node.note.clone(),
        node.role.clone(),
        node.degree.to_string(),
        node.hub.to_string(),
        node.clusters.join(";"),
        node.score.to_string(),
    ];
    values(out, &row)?;
    let (r, g, b) = colour(if node.hub { super::style::GREY } else { style(&node.kind).line });
    writeln!(out, r#"<viz:color r="{r}" g="{g}" b="{b}"/></node>"#)
}

fn values(out: &mut impl Write, values: &[String]) -> io::Result<()> {
    write!(out, "<attvalues>")?;
    for (at, value) in values.iter().enumerate().filter(|(_, value)| !value.is_empty()) {
        write!(out, r#"<attvalue for="{at}" value="{}"/>"#, xml(value))?;
    }
    write!(out, "</attvalues>")
}

/// `#rrggbb` as numbers.
fn colour(hex: &str) -> (u8, u8, u8) {
    let part = |from: usize| hex.get(from..from + 2).and_then(|two| u8::from_str_radix(two, 16).ok()).unwrap_or(0);
    (part(1), part(3), part(5))
}
