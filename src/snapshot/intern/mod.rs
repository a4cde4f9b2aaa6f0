//! Strings to temporary ids while reading, and temporary ids to positions in sorted dictionaries at the end.

mod addresses;
mod hex;
mod interner;
mod key;
mod local;
mod part;
mod siphash;
mod sorted;
mod v4;

pub(crate) use addresses::{AddressInterner, AddressLocals, AddressMap};
pub(crate) use interner::Interner;
pub(crate) use key::Seeds;
pub(crate) use local::Locals;
pub(crate) use sorted::{TempMap, sort_only, sort_strings, sort_values};
