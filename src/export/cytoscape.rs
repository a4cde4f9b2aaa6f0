//! Cytoscape's JSON (`.cyjs`), for Cytoscape and cytoscape.js. NetworkX reads it too, and finds nodes by `value`, so
//! that `value` repeats the id here and the identifier itself is `name`.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::network::{Network, NetworkEdge, NetworkNode};

/// Writes a network as Cytoscape JSON, an element a line.
pub fn write_cytoscape(network: &Network, mut out: impl Write) -> io::Result<()> {
    let program = concat!("ringtrace ", env!("CARGO_PKG_VERSION"));
    writeln!(out, r#"{{"format_version":"1.0","generated_by":"{program}","target_cytoscapejs_version":"~3.0","#)?;
    writeln!(out, r#""data":{{"name":"ringtrace"}},"directed":false,"multigraph":true,"elements":{{"nodes":["#)?;
    list(&mut out, network.nodes.iter().map(node))?;
    writeln!(out, r#"],"edges":["#)?;
    list(&mut out, network.edges.iter().enumerate().map(edge))?;
    writeln!(out, "]}}}}")?;
    out.flush()
}

fn list(out: &mut impl Write, items: impl Iterator<Item = Value>) -> io::Result<()> {
    for (at, item) in items.enumerate() {
        out.write_all(if at > 0 { b",\n" } else { b"" })?;
        serde_json::to_writer(&mut *out, &item)?;
    }
    writeln!(out)
}

fn node(node: &NetworkNode) -> Value {
    json!({
        "data": {
            "id": node.id,
            "value": node.id,
            "name": node.value,
            "kind": node.kind,
            "note": node.note,
            "role": node.role,
            "degree": node.degree,
            "hub": node.hub,
            "clusters": node.clusters,
            "score": node.score,
        }
    })
}

fn edge((at, edge): (usize, &NetworkEdge)) -> Value {
    json!({
        "data": {
            "id": format!("e{at}"),
            "key": at,
            "source": edge.source,
            "target": edge.target,
            "bits": edge.bits,
            "label": edge.label,
            "weakest": edge.weakest,
            "cluster": edge.cluster,
        }
    })
}
