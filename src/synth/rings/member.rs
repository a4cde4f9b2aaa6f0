//! What one member of a ring is, and what all have in common.

use crate::synth::citizen::Citizen;
use crate::synth::world::Forwarding;

/// What one ring has in common beside its ties.
#[derive(Clone, Copy, Debug)]
pub struct Habits {
    /// Share of sessions on what is shared.
    pub usage: f64,
    /// First and last day of the operation, from the period's first.
    pub span: [i32; 2],
    /// Where the operator works from.
    pub base: u32,
    /// Seed of the ring's own clock.
    pub seed: u32,
    /// Chance on each day to keep the ring's clock.
    pub join: f64,
    /// Where earnings go.
    pub forwarding: Forwarding,
}

/// A member and what it owns.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The account.
    pub account: u32,
    /// The person it bears the name of.
    pub citizen: Citizen,
}
