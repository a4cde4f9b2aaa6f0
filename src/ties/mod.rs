//! What ties accounts: for each kind of evidence the groups that share it ("bonds"), and what each says in bits.

mod bond;
mod boosting;
mod chance;
mod devices;
mod direct;
mod estimates;
mod fees;
mod ips;
mod limits;
mod lines;
mod origin;
mod payees;
mod people;
mod returns;
mod reviews;
mod static_values;
mod synchrony;
mod weights;

pub use bond::{Bond, BondKind, Family, Measure};
pub use boosting::boosting_bonds;
pub use devices::device_bonds;
pub use direct::direct_bonds;
pub use estimates::{Estimates, KindRate};
pub use fees::Fees;
pub use ips::{carries_identity, ip_bonds};
pub use limits::{KindLimit, Limits};
pub use lines::line_bonds;
pub use origin::origin_bonds;
pub use payees::company_payees;
pub use people::{People, names_of};
pub use returns::return_bonds;
pub use reviews::{ReciprocalGraph, review_bonds};
pub use static_values::{KindRole, kind_role, static_bonds};
pub use synchrony::synchrony_bonds;
pub use weights::{BondWeight, Strength, bond_bits, bond_weight, carriers, strength_of};
