//! Ties to clusters: pairs above the threshold, components, cuts at weak bridges, communities, stable ids.

mod crossing;
mod grow;
mod hallmark;
mod ids;
mod lawful;
mod link;
mod marks;
mod split;

pub use crossing::{AGREES, Crossing, Standing, Unit, crossings, homes};
pub use grow::grow;
pub use hallmark::Hallmarks;
pub use ids::cluster_id;
pub(crate) use link::pair_strength;
pub use link::{Bonds, PairPart, PairTie, tied_pairs};
pub use marks::{is_mostly_theirs, is_of_them};
pub use split::{TieGraph, split};
