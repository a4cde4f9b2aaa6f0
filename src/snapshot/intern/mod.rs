//! Strings to temporary ids while reading, and temporary ids to positions in sorted dictionaries at the end.

mod accounts;
mod addresses;
mod form;
mod hex;
mod interner;
mod key;
mod local;
mod numbers;
mod part;
mod prefetch;
mod siphash;
mod sorted;
mod split;
mod v4;

pub(crate) use accounts::{AccountInterner, AccountLocals, AccountMap};
pub(crate) use addresses::{AddressInterner, AddressLocals, AddressMap};
pub(crate) use interner::Interner;
pub(crate) use key::Seeds;
pub(crate) use local::Locals;
pub(crate) use sorted::{TempMap, sort_only, sort_strings, sort_values};
