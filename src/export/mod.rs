//! Writes a [`Report`](crate::report::Report) to files, and reads such files back.
//!
//! [`write_results`] makes the results directory: whole or not at all. Each exporter below it writes to any
//! [`std::io::Write`]. [`read`] is the way back, for the commands that work on results.

mod caption;
mod columns;
mod directory;
mod error;
mod parquet;
mod run;
mod style;
mod tables;

pub mod cleanup;
pub mod dot;
pub mod escape;
pub mod fold;
pub mod read;
pub mod report_page;

pub use directory::{
    ExportOptions, ExtraFile, TableFormat, check_target, diagram_file_name, write_results, write_results_with,
};
pub use error::{ExportError, ReadError};
pub use parquet::{Table, write_parquet};
pub use run::write_run;
pub use tables::{write_accounts, write_ndjson, write_rejects};
