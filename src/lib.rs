//! ringtrace: a graph-based identity-linkage analyzer.
pub mod algo;
pub mod analyze;
pub mod cases;
pub mod cli;
pub mod clusters;
pub mod detect;
pub mod export;
pub mod graph;
pub mod messages;
pub mod model;
pub mod names;
pub mod progress;
pub mod report;
pub mod settings;
pub mod snapshot;
pub mod synth;
pub mod ties;
