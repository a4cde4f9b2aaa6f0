//! Lawful explanations: what each would explain of a cluster's evidence, how plausible it is, and what is left.
//!
//! Sharing inside households is taken back first, by names and addresses. Of the other explanations the best one counts:
//! the accounts have one history, not several. What an explanation does not predict (turns by the minute in an agency, a
//! ban in a household) it cannot take back.

use crate::messages::Message;
use crate::settings::WeightSettings;
use crate::ties::BondKind;

use super::case::Case;
use super::conduct::Habit;
use super::hypotheses::hypotheses;
use super::kinds::Explains;

/// A lawful explanation that was weighed.
pub struct Weighed {
    /// Its class in the results.
    pub class: &'static str,
    /// Bits, at most 0.
    pub weight: f64,
    /// Why.
    pub message: Message,
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
        } else if hypothesis.plausible == 0.0 {
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
