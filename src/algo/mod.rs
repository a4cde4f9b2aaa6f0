//! Graph algorithms: slices in, results out. No word of the domain is known here.
//!
//! Every result depends on the input alone: not on the number of threads, nor on the order in which they run.

pub mod bridges;
pub mod butterflies;
pub mod cliques;
pub mod components;
pub mod csr;
pub mod kcore;
pub mod leiden;
pub mod peel;
pub mod radix;
mod random;
mod rows;
pub mod vectors;

pub use csr::Csr;
