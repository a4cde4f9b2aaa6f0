//! The typed graph: accounts on one side, identifiers of every kind on the other, links between them with
//! first, last, days and count, stored as CSR in both directions.

mod by_account;
mod build;
mod links;
mod login_links;

pub use by_account::ByAccount;
pub use build::Graph;
pub use links::{Link, Links};
