//! The typed graph: accounts on one side, identifiers of every kind on the other, links between them with
//! their days of use, stored as CSR in both directions.

mod build;
mod by_account;
mod column;
mod links;
mod login_links;
mod parts;
mod spilled;
mod turn;
mod uses;

pub use build::Graph;
pub use by_account::ByAccount;
pub use links::Links;
pub use uses::Use;
