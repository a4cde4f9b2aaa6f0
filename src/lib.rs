//! ringtrace: a graph-based identity-linkage analyzer.
#![allow(missing_docs)] // until the first full pass
pub mod algo;
pub mod cli;
pub mod analyze;
pub mod casebook;
pub mod cases;
pub mod clusters;
pub mod detect;
pub mod explore;
pub mod export;
pub mod graph;
pub mod messages;
pub mod model;
pub mod names;
pub mod progress;
pub mod report;
pub mod serve;
pub mod settings;
pub mod snapshot;
pub mod synth;
pub mod ties;
