//! What single accounts show, as evidence about a group: more of it than the platform's own rate gives.

use rayon::prelude::*;

use crate::detect::{RawFinding, conduct_weight, is_hidden};
use crate::graph::Graph;
use crate::model::{AccountId, Indicator, RowRef};
use crate::settings::{Settings, WeightSettings};
use crate::ties::BondKind;

use super::complaints::{complaints, usual};
use super::kinds::Explains;

/// Share of an operation's accounts that show a habit of it: fewer than half, since operators differ and hide.
const RATE_IN_OPERATIONS: f64 = 0.3;
/// Habits of single accounts together say no more than this: they are common among the lawful, and not independent.
const MOST: f64 = 4.0;
/// The same with access that hides where it comes from (T3): a marriage or a busy month brings several habits at once, and not this one.
const MOST_HIDDEN: f64 = 6.0;

/// Bits of a habit that makes an account stand out by itself, and the share of all accounts that may show it. What clients report is none: of those
/// whom one kind of evidence holds beside an operation and of whom they report it, 9 were its, 14 were not.
const STANDS_OUT: f64 = 1.2;
const RARE: f64 = 0.05;

/// Share of an operation's accounts that clients report for what no lawful habit is: of the makers' rings 4 to 11 %, of all
/// others 0.2 to 0.8 %.
const REPORTED_IN_OPERATIONS: f64 = 0.08;
/// Bits that such reports say at most: clients may be mistaken together.
const REPORTED: f64 = 3.0;

/// What is weighed of a group as its conduct.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Habit {
    /// Several members show an indicator of single accounts.
    Shows(Indicator),
    /// Several clients report several members.
    Reported {
        /// Different clients.
        clients: usize,
    },
}

impl Habit {
    /// The code under which it is reported.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Shows(indicator) => indicator.info().code,
            Self::Reported { .. } => "client_reports",
        }
    }

    /// How much of it a lawful explanation explains: what its accounts do, not what clients complain of.
    pub(super) fn explained(self, explains: Explains) -> f64 {
        match self {
            Self::Shows(_) => explains(None),
            Self::Reported { .. } => 0.0,
        }
    }
}

/// A habit of a group: who shows it, and what that says.
pub struct Shown {
    /// The habit.
    pub habit: Habit,
    /// Who shows it, ascending.
    pub accounts: Vec<AccountId>,
    /// Bits.
    pub bits: f64,
    /// The reports' rows, ascending; of an indicator its findings have them.
    pub rows: Vec<RowRef>,
}

/// Which accounts show which conduct, and how common each is on the platform.
pub struct Conduct {
    flags: Vec<u32>,
    rates: Vec<f64>,
    reported: f64,
}

impl Conduct {
    /// Counts the findings about single accounts. T3 counts here by access alone, whatever residence is declared.
    #[must_use]
    pub fn new(graph: &Graph, settings: &Settings, findings: &[RawFinding]) -> Self {
        let mut flags = vec![0u32; graph.accounts()];
        for finding in findings {
            if finding.indicator != Indicator::T3 && conduct_weight(finding.indicator) > 0.0 {
                flags[finding.accounts[0].index()] |= 1 << finding.indicator as u32;
            }
        }
        flags.par_iter_mut().enumerate().for_each(|(at, flags)| {
            let sessions = graph.logins(AccountId(at as u32));
            let hidden = sessions.iter().filter(|login| is_hidden(graph.snapshot, login)).count();
            if hidden > 0 && hidden as f64 >= settings.accounts.t3_share * sessions.len() as f64 {
                *flags |= 1 << Indicator::T3 as u32;
            }
        });
        let accounts = graph.accounts().max(1) as f64;
        let rates = Indicator::ALL
            .iter()
            .map(|&indicator| {
                let count = flags.iter().filter(|flags| *flags & (1 << indicator as u32) != 0).count() as f64;
                (count + 1.0) / (accounts + 2.0)
            })
            .collect();
        Self { flags, rates, reported: usual(graph) }
    }

    /// Whether an account shows an indicator.
    #[must_use]
    pub fn shows(&self, account: AccountId, indicator: Indicator) -> bool {
        self.flags[account.index()] & (1 << indicator as u32) != 0
    }

    /// Whether an account that at most one kind of bond ties to a group shows a habit that tells something by itself: of some weight, rare, and no
    /// part of that bond, since whoever shares an exit hides behind it.
    #[must_use]
    pub fn stands_out(&self, account: AccountId, beside: Option<BondKind>) -> bool {
        let apart = |indicator: Indicator| indicator != Indicator::T3 || beside != Some(BondKind::Exit);
        let telling = |indicator: Indicator| conduct_weight(indicator) >= STANDS_OUT && self.rate(indicator) < RARE;
        let tells = |indicator: Indicator| telling(indicator) && apart(indicator) && self.shows(account, indicator);
        Indicator::ALL.iter().copied().any(tells)
    }

    /// Share of all accounts that show an indicator.
    #[must_use]
    pub fn rate(&self, indicator: Indicator) -> f64 {
        self.rates[indicator as usize]
    }

    /// Share of all accounts of which a client reports what no lawful habit is.
    #[must_use]
    pub const fn reported(&self) -> f64 {
        self.reported
    }

    /// Bits of each indicator about a group: a likelihood ratio of the counts, never more than its weight for one
    /// account, or four times it for several, and all together at most `MOST`, with T3 `MOST_HIDDEN`. Absence never speaks.
    #[must_use]
    pub fn weigh(&self, graph: &Graph, accounts: &[AccountId], factors: &WeightSettings) -> Vec<Shown> {
        let mut parts = Vec::new();
        for &indicator in Indicator::ALL.iter().filter(|&&indicator| conduct_weight(indicator) > 0.0) {
            let showing: Vec<AccountId> = accounts.iter().copied().filter(|&a| self.shows(a, indicator)).collect();
            if showing.is_empty() {
                continue;
            }
            let (k, n) = (showing.len() as f64, accounts.len() as f64);
            let bits = likelihood(k, n, RATE_IN_OPERATIONS, self.rate(indicator));
            // Among a dozen habits one account of several shows some by chance.
            let alone = if k < 2.0 && n > 1.0 { 0.5 } else { 1.0 };
            // A habit that most of the group shows says more than one that a few of many show.
            let shown = if k * 2.0 >= n { k.min(4.0) } else { k.min(2.0) * 2.0 * k / n };
            let most = conduct_weight(indicator) * shown * alone;
            let habit = Habit::Shows(indicator);
            parts.push(Shown {
                habit,
                accounts: showing,
                bits: bits.clamp(0.0, most) * factors.evidence(habit.code()),
                rows: Vec::new(),
            });
        }
        if let Some(found) = complaints(graph, accounts) {
            let (k, n) = (found.accounts.len() as f64, accounts.len() as f64);
            let habit = Habit::Reported { clients: found.clients };
            let bits = likelihood(k, n, REPORTED_IN_OPERATIONS, self.reported).clamp(0.0, REPORTED);
            let bits = bits * factors.evidence(habit.code());
            parts.push(Shown { habit, accounts: found.accounts, bits, rows: found.rows });
        }
        bound(&mut parts, MOST, |habit| habit != Habit::Shows(Indicator::T3));
        bound(&mut parts, MOST_HIDDEN, |_| true);
        parts.retain(|part| part.bits > 0.0);
        parts
    }

    /// Score of an account that stands in no cluster: the prior and what it shows itself. One account alone never
    /// reaches even odds.
    #[must_use]
    pub fn lone_score(&self, account: AccountId, prior: f64) -> f64 {
        let bits: f64 = Indicator::ALL.iter().filter(|&&i| self.shows(account, i)).map(|&i| conduct_weight(i)).sum();
        let prior = crate::model::Bits::from_probability(prior);
        (prior + crate::model::Bits(bits.min(MOST))).probability().min(0.49)
    }
}

/// Scales the habits that count to at most so many bits together.
fn bound(parts: &mut [Shown], most: f64, counts: impl Fn(Habit) -> bool) {
    let total: f64 = parts.iter().filter(|part| counts(part.habit)).map(|part| part.bits).sum();
    if total > most {
        parts.iter_mut().filter(|part| counts(part.habit)).for_each(|part| part.bits *= most / total);
    }
}

/// Log-likelihood ratio in bits that `k` of `n` accounts show what a share `here` of an operation's accounts does and `usual`
/// of all.
fn likelihood(k: f64, n: f64, here: f64, usual: f64) -> f64 {
    let usual = usual.min(here);
    k * (here / usual).log2() + (n - k) * ((1.0 - here) / (1.0 - usual)).log2()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Habit;
    use crate::detect::conduct_weight;
    use crate::model::Indicator;
    use crate::settings::EVIDENCE_CODES;
    use crate::ties::BondKind;

    #[test]
    fn settings_know_every_code_that_is_weighed_and_no_other() {
        let conduct = Indicator::ALL.iter().filter(|&&indicator| conduct_weight(indicator) > 0.0);
        let conduct = conduct.map(|indicator| indicator.info().code);
        let conduct = conduct.chain([Habit::Reported { clients: 2 }.code(), crate::cases::background::CODE]);
        let weighed: BTreeSet<&str> = BondKind::ALL.iter().map(|kind| kind.code()).chain(conduct).collect();
        assert_eq!(weighed, EVIDENCE_CODES.into_iter().collect());
    }
}
