//! The kernels, under the name that they have in the crate.

#[path = "../../../../src/algo/mod.rs"]
pub mod algo;
