//! Lawful explanations: what each would explain of a cluster's evidence, how plausible it is, and what is left.
//!
//! Sharing inside households is taken back first, by names and addresses. Of the other explanations the best one counts:
//! the accounts have one history, not several. What an explanation does not predict (turns by the minute in an agency, a
//! ban in a household) it cannot take back.

use std::collections::BTreeSet;

use crate::graph::Graph;
use crate::messages::Message;
use crate::model::{AccountId, Indicator};
use crate::settings::{LinkSettings, WeightSettings};
use crate::snapshot::BankAccount;
use crate::ties::{BondKind, PaperRates, People};

use super::conduct::{Conduct, Habit, Shown};
use super::hypotheses::{Explains, hypotheses};
use super::kinds::KindWeight;
use super::view::Part;

/// A lawful explanation that was weighed.
pub struct Weighed {
    /// Its class in the results.
    pub class: &'static str,
    /// Bits, at most 0.
    pub weight: f64,
    /// Why.
    pub message: Message,
}

/// All that a hypothesis may look at.
pub struct Case<'a> {
    /// The graph.
    pub graph: &'a Graph<'a>,
    /// Who may be related.
    pub people: &'a People,
    /// What single accounts show.
    pub conduct: &'a Conduct,
    /// The cluster's accounts, ascending.
    pub accounts: &'a [AccountId],
    /// Bonds among them.
    pub parts: &'a [Part<'a>],
    /// What each kind of bond says.
    pub kinds: &'a [KindWeight],
    /// What single accounts show, as conduct of the group.
    pub shown: &'a [Shown],
    /// What words of direct ties mean.
    pub linking: &'a LinkSettings,
    /// How document numbers of several accounts stand on the platform.
    pub papers: PaperRates,
}

/// Bonus of reviews of which three quarters stand on no order worth the name: friends' orders vary.
const HOLLOW: f64 = 1.5;
/// Share of all pairs that answer each other's reviews from which on a group is a near-clique: of a community each knows a few.
pub const NEAR_CLIQUE: f64 = 0.85;

impl Case<'_> {
    /// Whether there are bonds of a kind.
    #[must_use]
    pub fn has(&self, of: BondKind) -> bool {
        self.kinds.iter().any(|kind| kind.kind == of)
    }

    /// Bits of an indicator that single accounts show, as conduct of the group.
    #[must_use]
    pub fn habit(&self, indicator: Indicator) -> f64 {
        let shown = self.shown.iter().filter(|shown| shown.habit == Habit::Shows(indicator));
        shown.map(|shown| shown.bits).sum()
    }

    /// Whether bonds of a kind tie at least half of the accounts.
    #[must_use]
    pub fn covers_half(&self, of: BondKind) -> bool {
        self.kinds.iter().any(|kind| kind.kind == of && kind.accounts.len() * 2 >= self.accounts.len())
    }

    /// The pairs of accounts that answered each other's reviews, of all pairs of so many accounts.
    #[must_use]
    pub fn answered(&self, accounts: usize) -> f64 {
        let parts = self.parts.iter().filter(|part| part.kind() == BondKind::Reviews);
        let pairs: BTreeSet<_> = parts.flat_map(|part| part.pairs.iter().copied()).collect();
        pairs.len() as f64 / (accounts * accounts.saturating_sub(1) / 2).max(1) as f64
    }

    /// Whether most of the reviews that tie them stand on no order worth the name.
    #[must_use]
    pub fn hollow_reviews(&self) -> bool {
        let reviews = |part: &&Part| matches!(part.kind(), BondKind::Reviews | BondKind::Boosting);
        let mut bonds = self.parts.iter().filter(reviews).map(|part| part.bond).peekable();
        bonds.peek().is_some() && bonds.all(|bond| bond.measure.bonus >= HOLLOW)
    }

    /// The parts that share a payout account.
    pub fn shared_payees(&self) -> impl Iterator<Item = &Part<'_>> {
        self.parts.iter().filter(|part| part.kind() == BondKind::Bank)
    }

    /// The rows by which a part's accounts registered the payout account that it shares, by account.
    pub fn registered<'a>(&'a self, part: &'a Part) -> impl Iterator<Item = &'a BankAccount> {
        let rows = |&account: &AccountId| self.graph.bank_accounts.of(account, &self.graph.snapshot.bank_accounts);
        let shared = part.bond.node.map(|node| node.value);
        part.accounts.iter().flat_map(rows).filter(move |row| Some(row.bank) == shared)
    }

    /// Whether whose every shared payout account is, is known from its registrations, and each of them is as a story needs it. Of one that
    /// nobody registered nothing is known.
    pub fn payees_are(&self, theirs: impl Fn(&BankAccount) -> bool) -> bool {
        self.shared_payees().all(|part| {
            let mut rows = self.registered(part).peekable();
            rows.peek().is_some() && rows.all(&theirs)
        })
    }
}

/// The lawful explanations of a case, and what the best of them leaves of each kind of evidence.
pub struct Alternatives {
    /// All that were weighed.
    pub weighed: Vec<Weighed>,
    /// How much of what it explains the best one takes back, 0 to 1, and what it explains.
    best: Option<(f64, Explains)>,
    /// Bits that the best one took.
    pub explained: f64,
}

impl Alternatives {
    /// Share of a kind's bits that the best explanation leaves.
    #[must_use]
    pub fn leaves(&self, kind: BondKind) -> f64 {
        self.left(|explains| explains(Some(kind)))
    }

    /// Share of a habit's bits that it leaves.
    #[must_use]
    pub fn leaves_of(&self, habit: Habit) -> f64 {
        self.left(|explains| habit.explained(explains))
    }

    fn left(&self, explained: impl Fn(Explains) -> f64) -> f64 {
        self.best.map_or(1.0, |(share, explains)| 1.0 - (share * explained(explains)).min(1.0))
    }
}

/// Household first, then the best of the other hypotheses; the rest with weight 0 and why they do not suffice.
#[must_use]
pub fn weigh_alternatives(case: &Case, factors: &WeightSettings) -> Alternatives {
    let units = case.people.units(case.accounts);
    let related: f64 = case.kinds.iter().map(|kind| kind.households - kind.unrelated).sum();
    let mut weighed = Vec::new();
    if related < -0.0005 {
        let message = Message::Household { units, accounts: case.accounts.len() };
        weighed.push(Weighed { class: "household", weight: related, message });
    }
    let left: f64 = total(case);
    let hypotheses = hypotheses(case, units);
    let explained: Vec<f64> = hypotheses
        .iter()
        .map(|hypothesis| hypothesis.explained(case, factors.alternative(hypothesis.class)).min(left.max(0.0)))
        .collect();
    let best = (0..hypotheses.len()).max_by(|&a, &b| explained[a].total_cmp(&explained[b]).then(b.cmp(&a)));
    let best_share = best.filter(|&at| explained[at] > 0.0005).map(|at| {
        let hypothesis = &hypotheses[at];
        (hypothesis.plausible * factors.alternative(hypothesis.class), hypothesis.explains)
    });
    for (at, hypothesis) in hypotheses.into_iter().enumerate() {
        let (class, message) = (hypothesis.class, hypothesis.message);
        if Some(at) == best && explained[at] > 0.0005 {
            weighed.push(Weighed { class, weight: -explained[at], message });
        } else if explained[at] > 0.0005 {
            let message = Message::NotSufficient { class, left: left - explained[at] };
            weighed.push(Weighed { class, weight: 0.0, message });
        }
    }
    let explained = best.map_or(0.0, |at| explained[at]);
    Alternatives { weighed, best: best_share, explained }
}

/// Bits of all evidence after households were taken back.
fn total(case: &Case) -> f64 {
    case.kinds.iter().map(|kind| kind.households).sum::<f64>() + case.shown.iter().map(|part| part.bits).sum::<f64>()
}
