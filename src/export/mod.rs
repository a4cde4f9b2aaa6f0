//! Writes a [`Report`](crate::report::Report) to files, and reads such files back.
//!
//! [`write_results`] makes the results directory: whole or not at all. Each exporter below it writes to any
//! [`std::io::Write`]. [`read`] is the way back, for the commands that work on results.

mod caption;
mod columns;
mod cytoscape;
mod directory;
mod error;
mod gexf;
mod graphml;
mod labels;
mod layout;
mod neo4j;
mod network;
mod parquet;
mod run;
mod stix;
mod style;
mod tables;
mod target;
mod uuid;
mod whole;

pub mod cleanup;
pub mod dot;
pub mod escape;
pub mod fold;
pub mod graphviz;
pub mod read;
mod records;
pub mod report_page;
pub mod view;

pub use cytoscape::write_cytoscape;
pub use directory::{
    ExportOptions, ExtraFile, NETWORK_PARQUET, RESULTS, TableFormat, check_target, diagram_file_name,
    write_network_parquet, write_results, write_results_with,
};
pub use error::{ExportError, ReadError};
pub use gexf::write_gexf;
pub use graphml::write_graphml;
pub use neo4j::{OWN as NEO4J, write_neo4j};
pub use network::{Network, NetworkEdge, NetworkNode, network};
pub use parquet::{Table, write_parquet};
pub use run::write_run;
pub use stix::write_stix;
pub use tables::{write_accounts, write_ndjson, write_rejects};
pub use target::{OwnFiles, check_directory, check_file};
pub use whole::{write_directory, write_file};
