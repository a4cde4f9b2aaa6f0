//! What people decided: an append-only book in SQLite whose entries are chained by hashes.
//!
//! Nothing is ever changed or deleted; taking a decision back is a new entry. [`Casebook`] writes, [`audit`] checks the
//! chain, [`Standing`] says what is in force, and [`apply`] carries it into the next run.
//!
//! How each decision counts in a run:
//! - *different people* and *ignore an identifier* act on the analysis itself, as rows of the `known` table do;
//! - *confirm* and *dismiss* change no weight, since a verdict on a group is not evidence about its accounts. They mark
//!   the cluster of the same accounts in the queue. A dismissed cluster stays dismissed while it loses accounts or
//!   repeats its evidence; it is opened again when an account joins or new evidence appears ([`marks`]).

mod apply;
mod audit;
mod chain;
mod decision;
mod entry;
mod error;
mod hide;
mod marks;
mod resolved;
mod standing;
mod store;

pub use apply::{Applied, apply};
pub use audit::{AuditReport, audit, chain_breaks};
pub use chain::chain_hash;
pub use decision::{CLASSES, Decision, EvidenceMark};
pub use entry::{Entry, Hash};
pub use error::CaseError;
pub use marks::{Mark, Status, marks};
pub(crate) use resolved::Resolved;
pub use standing::{Standing, expiry};
pub use store::{Casebook, NewEntry};
