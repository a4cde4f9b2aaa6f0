//! The typed graph: accounts on one side, identifiers of every kind on the other, links between them with
//! first, last, days and count, stored as CSR in both directions.

mod build;
mod by_account;
mod links;
mod login_links;

pub use build::Graph;
pub use by_account::ByAccount;
pub use links::{Link, Links};
