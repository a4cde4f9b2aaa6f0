//! The page in which an investigator reads results: one self-contained file for `ringtrace report`, and the same page,
//! asking for its data, for `ringtrace serve`. `viz/API.md` documents the data; `viz/` holds the page's source.

mod columns;
mod groups;
mod layout;
mod pack;
mod page;
mod point;
mod redact;
mod stress;
mod thumb;

pub mod data;

pub use layout::place;
pub use page::{ReportOptions, ServedPage, serve_page, write_report};
pub use redact::{Redaction, Redactor};
