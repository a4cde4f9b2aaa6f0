//! `ringtrace export`.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Failure, chosen, inputs, say, stream};
use crate::export::{
    NEO4J, NETWORK_PARQUET, Network, check_directory, check_file, network, read, write_cytoscape, write_directory,
    write_file, write_gexf, write_graphml, write_neo4j, write_network_parquet, write_stix,
};
use crate::report::Report;

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  ringtrace export results --format graphml --out rings.graphml\n  \
    ringtrace export results c-7f3a91d20b --format stix2.1 --out ring.json\n  \
    ringtrace export results --format neo4j-csv --out neo4j && neo4j-admin database import full \\\n    \
    --nodes=neo4j/nodes.csv --nodes=neo4j/clusters.csv \\\n    \
    --relationships=neo4j/ties.csv --relationships=neo4j/members.csv\n\n\
    Cells of neo4j-csv that a spreadsheet would run as formulas get a leading '.")]
pub struct ExportArgs {
    /// Results directory that `analyze` wrote.
    #[arg(value_name = "DIR")]
    pub results: PathBuf,
    /// Ids of clusters, such as c-7f3a91d20b; without any, all.
    #[arg(value_name = "CLUSTER")]
    pub clusters: Vec<String>,
    /// What to write.
    #[arg(long, value_enum)]
    pub format: ExportFormat,
    /// File to write (- for standard output), or directory for neo4j-csv and parquet.
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// Replace the file, or a directory that holds an earlier export and nothing else.
    #[arg(long)]
    pub force: bool,
}

/// A format of `export`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum ExportFormat {
    /// For NetworkX, igraph, yEd, Gephi: a file.
    Graphml,
    /// For Gephi, with colours: a file.
    Gexf,
    /// For Cytoscape and cytoscape.js: a JSON file.
    Cytoscape,
    /// For neo4j-admin import: a directory of four CSV files.
    Neo4jCsv,
    /// For threat-intelligence platforms: a bundle, a JSON file.
    #[value(name = "stix2.1")]
    Stix,
    /// For data frames: a directory of Parquet tables.
    Parquet,
}

/// Runs `export`.
pub fn run(args: &ExportArgs) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure(error.to_string());
    let own = match args.format {
        ExportFormat::Neo4jCsv => Some(NEO4J),
        ExportFormat::Parquet => Some(NETWORK_PARQUET),
        _ => None,
    };
    let standard_output = args.out == Path::new("-");
    if !standard_output {
        inputs::apart("--out", &args.out, &[("the results directory", Some(args.results.as_path()))])?;
        inputs::not_of_results("--out", &args.out, &args.results)?;
    }
    match own {
        Some(_) if standard_output => {
            return Err(Failure(
                "this format is a directory of several files: --out - cannot take it; name one".into(),
            ));
        }
        Some(own) => check_directory(&args.out, args.force, &own).map_err(|error| failed(&error))?,
        None if standard_output => {}
        None => check_file(&args.out, args.force).map_err(|error| failed(&error))?,
    }
    let mut report = read::report(&args.results).map_err(|error| failed(&error))?;
    chosen::check(&args.clusters, report.clusters.iter().map(|cluster| cluster.cluster.as_str()))?;
    if !args.clusters.is_empty() {
        keep(&mut report, &args.clusters);
    }
    let network = network(&report.clusters, &report.diagrams);
    let written = match own {
        Some(own) => write_directory(&args.out, args.force, &own, |place| match args.format {
            ExportFormat::Parquet => write_network_parquet(&report, &network, place),
            _ => write_neo4j(&network, &report.clusters, place),
        }),
        None if standard_output => {
            return stream(|out| one_file(args.format, &report, &network, out));
        }
        None => write_file(&args.out, args.force, |out| one_file(args.format, &report, &network, out)),
    };
    written.map_err(|error| failed(&error))?;
    let (nodes, edges) = (network.nodes.len(), network.edges.len());
    let clusters = report.clusters.len();
    say(format!("{clusters} clusters, {nodes} nodes, {edges} ties written to {}", args.out.display()))
}

fn one_file(format: ExportFormat, report: &Report, network: &Network, out: &mut dyn Write) -> io::Result<()> {
    match format {
        ExportFormat::Gexf => write_gexf(network, out),
        ExportFormat::Cytoscape => write_cytoscape(network, out),
        ExportFormat::Stix => write_stix(&report.run, &report.clusters, network, out),
        ExportFormat::Graphml | ExportFormat::Neo4jCsv | ExportFormat::Parquet => write_graphml(network, out),
    }
}

/// Leaves only the given clusters, with their findings and accounts. Rejected rows belong to no cluster, and stay.
fn keep(report: &mut Report, clusters: &[String]) {
    let wanted: BTreeSet<&str> = clusters.iter().map(String::as_str).collect();
    report.clusters.retain(|cluster| wanted.contains(cluster.cluster.as_str()));
    report.diagrams.retain(|diagram| wanted.contains(diagram.cluster.as_str()));
    report.findings.retain(|finding| wanted.contains(finding.cluster.as_str()));
    report.accounts.retain(|account| wanted.contains(account.cluster.as_str()));
}
