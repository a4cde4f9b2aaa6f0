//! CSV files for `neo4j-admin database import full`, typed by their headers.
//!
//! Such files are also opened in spreadsheets, so that cells which would run as formulas are defused by a leading `'`,
//! and line breaks are replaced by `↵`. The id keeps the value behind `kind:`, where it runs as nothing.

use std::io::{self, Write};
use std::path::Path;

use super::escape::{spreadsheet, visible};
use super::network::Network;
use super::target::OwnFiles;
use super::whole::file;
use super::{ExportError, escape};
use crate::report::Cluster;

/// What such a directory holds.
pub const OWN: OwnFiles = OwnFiles {
    marker: "nodes.csv",
    file: |path| matches!(path, "nodes.csv" | "ties.csv" | "clusters.csv" | "members.csv"),
    folder: |_| false,
};

/// Writes `nodes.csv`, `ties.csv`, `clusters.csv` and `members.csv` into an empty directory.
///
/// # Errors
/// Whatever the file system refuses.
pub fn write_neo4j(network: &Network, clusters: &[Cluster], directory: &Path) -> Result<(), ExportError> {
    file(&directory.join(OWN.marker), |out| nodes(network, out))?;
    file(&directory.join("ties.csv"), |out| ties(network, out))?;
    file(&directory.join("clusters.csv"), |out| write_clusters(clusters, out))?;
    file(&directory.join("members.csv"), |out| members(network, out))
}

/// A cell of text.
fn cell(text: &str) -> String {
    spreadsheet(&text.chars().map(visible).collect::<String>()).into_owned()
}

/// Several texts in one cell, as Neo4j parts them.
fn cells(texts: &[String]) -> String {
    cell(&texts.join(";"))
}

/// A kind as a Neo4j label: `bank_account` is `BankAccount`.
fn label(kind: &str) -> String {
    let words = kind.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let label: String = words
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
        })
        .collect();
    if label.is_empty() { "Other".to_owned() } else { escape::shorten(&label, 60).into_owned() }
}

fn nodes(network: &Network, out: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    let header =
        ["id:ID", ":LABEL", "value", "note", "role", "degree:long", "hub:boolean", "clusters:string[]", "score:double"];
    writer.write_record(header)?;
    for node in &network.nodes {
        writer.write_record([
            cell(&node.id),
            label(&node.kind),
            cell(&node.value),
            cell(&node.note),
            cell(&node.role),
            node.degree.to_string(),
            node.hub.to_string(),
            cells(&node.clusters),
            node.score.to_string(),
        ])?;
    }
    writer.flush()
}

fn ties(network: &Network, out: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    let header = [":START_ID", ":END_ID", ":TYPE", "bits:double", "label", "weakest:boolean", "cluster"];
    writer.write_record(header)?;
    let context: std::collections::BTreeSet<&str> =
        network.nodes.iter().filter(|node| node.hub).map(|node| node.id.as_str()).collect();
    for edge in &network.edges {
        let hub = context.contains(edge.source.as_str()) || context.contains(edge.target.as_str());
        writer.write_record([
            cell(&edge.source),
            cell(&edge.target),
            if hub { "CONTEXT" } else { "TIED_TO" }.to_owned(),
            edge.bits.to_string(),
            cell(&edge.label),
            edge.weakest.to_string(),
            cell(&edge.cluster),
        ])?;
    }
    writer.flush()
}

fn write_clusters(clusters: &[Cluster], out: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["id:ID", ":LABEL", "kind", "score:double", "rank:long", "motifs:string[]"])?;
    for cluster in clusters {
        writer.write_record([
            cell(&cluster.cluster),
            "Cluster".to_owned(),
            cluster.kind.name().to_owned(),
            cluster.score.to_string(),
            cluster.rank.to_string(),
            cells(&cluster.motifs),
        ])?;
    }
    writer.flush()
}

fn members(network: &Network, out: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record([":START_ID", ":END_ID", ":TYPE"])?;
    for node in network.nodes.iter().filter(|node| node.kind == "account") {
        for cluster in &node.clusters {
            writer.write_record([cell(&node.id), cell(cluster), "MEMBER_OF".to_owned()])?;
        }
    }
    writer.flush()
}
