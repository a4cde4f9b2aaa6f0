//! Ties to clusters: pairs above the threshold, components, cuts at weak bridges, communities, stable ids.

mod ids;
mod link;
mod split;

pub use ids::cluster_id;
pub(crate) use link::{LawfulTie, ties_alone};
pub use link::{Bonds, PairTie};
pub use split::{split, TieGraph};
