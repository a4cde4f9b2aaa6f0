//! What each indicator of a single account weighs: the one table that says so.

use crate::model::Indicator;

/// Bits of an indicator of one account, by itself. Each is common among the lawful, so each says little.
#[must_use]
pub const fn conduct_weight(indicator: Indicator) -> f64 {
    match indicator {
        // Details change for lawful reasons, but seldom thrice in a quarter.
        Indicator::P1 => 1.2,
        // Spouses and agencies are paid in another's place.
        Indicator::P2 => 0.8,
        // Mobile networks and VPNs wander.
        Indicator::P5 => 0.5,
        // Cookies idle.
        Indicator::P6 => 0.5,
        // Nobody works so long; timers do.
        Indicator::P7 => 1.5,
        // What clients notice may be a newcomer, a disability, a habit.
        Indicator::C1 | Indicator::C2 | Indicator::C3 => 0.8,
        Indicator::C4 => 0.6,
        // Machines in shifts are people in shifts.
        Indicator::C5 => 2.0,
        Indicator::C6 => 1.0,
        // Privacy is lawful, and where many seek it the platform's own rate takes it back. Of groups at even odds half and two of whose accounts
        // hide where they work, on six makers' platforms, 150 were rings' and 2 were not.
        Indicator::T3 => 2.4,
        // A new computer at a new home on one day is rare, not unheard of.
        Indicator::N5 => 1.5,
        // Pairs and groups are weighed as bonds.
        Indicator::P3
        | Indicator::P4
        | Indicator::P8
        | Indicator::T1
        | Indicator::T2
        | Indicator::N1
        | Indicator::N2
        | Indicator::N3
        | Indicator::N4
        | Indicator::N6
        | Indicator::N7
        | Indicator::N8 => 0.0,
    }
}
