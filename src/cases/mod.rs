//! Findings to cases: evidence weighed against lawful alternatives, score, rank, weakest tie.

mod accounts;
mod alternatives;
mod background;
mod build;
mod buyers;
mod bystanders;
mod case;
mod complaints;
mod conduct;
mod diagram;
mod evidence;
mod findings;
mod hypotheses;
mod kinds;
mod merge;
mod mixtures;
mod motifs;
mod names;
mod order;
mod owners;
mod passing;
mod prior;
mod score;
mod timeline;
mod view;
mod weakest;

pub use background::Background;
pub use build::{Findings, build_report};
pub use conduct::Conduct;
pub(crate) use diagram::note_and_role;
pub use merge::grow_clusters;
pub use order::by_shown;
pub use prior::PlatformPrior;
