//! GraphML (Brandes et al., Graph Drawing 2001), for NetworkX, igraph, yEd, Gephi.

use std::io::{self, Write};

use super::escape::xml;
use super::network::Network;

/// Attributes: element, name, type.
const KEYS: [(&str, &str, &str); 12] = [
    ("node", "kind", "string"),
    ("node", "value", "string"),
    ("node", "note", "string"),
    ("node", "role", "string"),
    ("node", "degree", "long"),
    ("node", "hub", "boolean"),
    ("node", "clusters", "string"),
    ("node", "score", "double"),
    ("edge", "bits", "double"),
    ("edge", "label", "string"),
    ("edge", "weakest", "boolean"),
    ("edge", "cluster", "string"),
];

/// Writes a network as GraphML: one undirected graph. The clusters of a node are joined by `;`.
pub fn write_graphml(network: &Network, mut out: impl Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns">"#)?;
    for (element, name, kind) in KEYS {
        writeln!(out, r#"<key id="{name}" for="{element}" attr.name="{name}" attr.type="{kind}"/>"#)?;
    }
    writeln!(out, r#"<graph id="ringtrace" edgedefault="undirected">"#)?;
    for node in &network.nodes {
        write!(out, r#"<node id="{}">"#, xml(&node.id))?;
        data(&mut out, "kind", &node.kind)?;
        data(&mut out, "value", &node.value)?;
        data(&mut out, "note", &node.note)?;
        data(&mut out, "role", &node.role)?;
        data(&mut out, "degree", &node.degree.to_string())?;
        data(&mut out, "hub", &node.hub.to_string())?;
        data(&mut out, "clusters", &node.clusters.join(";"))?;
        data(&mut out, "score", &node.score.to_string())?;
        writeln!(out, "</node>")?;
    }
    for (at, edge) in network.edges.iter().enumerate() {
        write!(out, r#"<edge id="e{at}" source="{}" target="{}">"#, xml(&edge.source), xml(&edge.target))?;
        data(&mut out, "bits", &edge.bits.to_string())?;
        data(&mut out, "label", &edge.label)?;
        data(&mut out, "weakest", &edge.weakest.to_string())?;
        data(&mut out, "cluster", &edge.cluster)?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</graph>\n</graphml>")?;
    out.flush()
}

/// One value; an empty one is not written.
fn data(out: &mut impl Write, key: &str, value: &str) -> io::Result<()> {
    if value.is_empty() { Ok(()) } else { write!(out, r#"<data key="{key}">{}</data>"#, xml(value)) }
}
