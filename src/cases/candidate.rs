//! A group that may be accused.

use super::found::{Findings, Target};
use super::score::{Odds, Scored};
use super::weigh::scored;
use crate::clusters::Standing;
use crate::model::{AccountId, Bits};
use crate::settings::Settings;

/// Bits that a lawful story takes from which on a group is not joined to another where the story is lost: two groups that are each explained, a
/// class and a parish, are together one that nothing explains.
pub(super) const A_STORY: f64 = 6.0;

/// A cluster: its accounts ascending, the odds that it is one operation, the bits that its best lawful story took, and whom it acts upon.
pub(super) struct Candidate {
    pub(super) accounts: Vec<AccountId>,
    pub(super) odds: Odds,
    pub(super) explained: f64,
    pub(super) targets: Vec<Target>,
}

impl Candidate {
    pub(super) fn new(found: &Findings, settings: &Settings, accounts: Vec<AccountId>) -> Self {
        let Scored { odds, explained, .. } = scored(found, settings, &accounts);
        Self { accounts, odds, explained, targets: Vec::new() }
    }

    pub(super) fn standing(&self, settings: &Settings) -> Standing {
        match Bits(self.odds.bits()).probability() {
            score if score >= settings.score.accuse_from => Standing::Accused,
            score if score >= settings.clusters.grow_from => Standing::Strong,
            _ => Standing::Weak,
        }
    }

    pub(super) fn is_accused(&self, settings: &Settings) -> bool {
        self.standing(settings) == Standing::Accused
    }
}
