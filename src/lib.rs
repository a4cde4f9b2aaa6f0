//! ringtrace: a graph-based identity-linkage analyzer.
#![allow(missing_docs)] // until the first full pass
pub mod algo;
pub mod model;
pub mod names;
