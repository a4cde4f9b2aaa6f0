//! A synthetic platform with planted rings, lawful look-alikes and the truth about both; and the scoring of results
//! against a truth.
//!
//! The platform is planned first, compactly and from one seed (`plan`): people, homes, devices, accounts, rings. Its events
//! are then written block by block (`generate`), each account from a stream of its own, so that the bytes do not
//! depend on the number of threads and a hundred million sessions need no more memory than the plan and a few blocks.

mod builder;
mod citizen;
mod deals;
pub mod evaluate;
mod generate;
mod housing;
mod kana;
mod label;
mod lawful;
mod layouts;
mod money;
mod people;
mod places;
mod plan;
mod registry;
mod rings;
mod rng;
mod rows;
mod sessions;
mod values;
mod world;
mod write;

pub use generate::{Written, write_snapshot};
pub use label::{Class, Label, Motif};
pub use plan::{Order, plan};
pub use rings::Tie;
pub use world::World;
pub use write::{Format, PLATFORM, WriteError};
