//! How many of a platform's groups are operations, counted on the platform itself.
//!
//! A group whose evidence is weak is an operation where operations are common, and coincidence where they are rare; how common
//! they are the sure groups tell. So the prior is what the scores that it leads to agree with (expectation-maximisation of the
//! share of a mixture: Dempster, Laird and Rubin 1977; empirical Bayes, Robbins 1956), begun from the prior of the settings. It only falls:
//! that many others are operations is no evidence against anybody.

use serde::Serialize;

use crate::model::Bits;
use crate::settings::PRIOR;

use super::score::{MOST, Odds, rounded};

/// Score, by the prior of the settings, from which on a group is counted: what is below shares hardly anything, and how much of it there is says
/// more of homes and carriers than of operations.
const COUNTED_FROM: f64 = 0.1;
/// Groups that the prior of the settings is worth beside the platform's own, operations and others. In the middle of six makers' platforms there are
/// about as many of each; three to two keep scores nearest to what groups turned out to be (docs/evaluation.md), and between one and two it is much the same.
const OPERATIONS: f64 = 30.0;
const OTHERS: f64 = 20.0;
/// The prior is written with six decimals, as its least value has.
const PRECISION: f64 = 1e6;
/// Rounds at most; each goes half of the way that is left.
const ROUNDS: usize = 100;
/// Bits of change under which the count stands: weights are written with three decimals.
const SETTLED: f64 = 1e-5;

/// What a platform's groups make of the prior.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PlatformPrior {
    /// Share of tied groups of three that hide one operation; a probability.
    pub prior: f64,
    /// Groups that were counted.
    pub groups: usize,
    /// Operations among them, expected.
    pub operations: f64,
}

impl Odds {
    /// Probability where the prior is moved by `bits`.
    fn moved(self, bits: f64) -> f64 {
        Bits(Self { sum: self.sum + bits, ..self }.bits().min(MOST)).probability()
    }
}

impl PlatformPrior {
    /// The prior of the settings, as it is.
    #[must_use]
    pub const fn fixed(prior: f64) -> Self {
        Self { prior, groups: 0, operations: 0.0 }
    }

    /// Counts the operations among `groups`, whose odds are by `prior`. O(rounds x groups); the order of groups says nothing.
    #[must_use]
    pub fn count(prior: f64, groups: impl Iterator<Item = Odds>) -> Self {
        let mut counted: Vec<Odds> = groups.filter(|odds| odds.moved(0.0) >= COUNTED_FROM).collect();
        // Sums of floating point numbers depend on their order.
        counted.sort_unstable_by(|a, b| a.sum.total_cmp(&b.sum).then(a.most.total_cmp(&b.most)));
        let expected = |bits: f64| counted.iter().map(|odds| odds.moved(bits)).sum::<f64>();
        let mut moved = 0.0;
        for _ in 0..ROUNDS {
            let operations = expected(moved);
            let odds = (operations + OPERATIONS) / (counted.len() as f64 - operations + OTHERS);
            let next = f64::midpoint(moved, (odds * OTHERS / OPERATIONS).log2().min(0.0));
            let settled = (next - moved).abs() < SETTLED;
            moved = next;
            if settled {
                break;
            }
        }
        let fallen = Bits(Bits::from_probability(prior).0 + moved).probability();
        let fallen = ((fallen * PRECISION).round() / PRECISION).max(*PRIOR.start());
        Self {
            prior: if moved < 0.0 { fallen } else { prior },
            groups: counted.len(),
            operations: rounded(expected(moved)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(sure: usize, doubtful: usize) -> Vec<Odds> {
        let of = |bits: f64| Odds { sum: bits, most: f64::INFINITY };
        [vec![of(8.0); sure], vec![of(-1.5); doubtful]].concat()
    }

    fn prior(sure: usize, doubtful: usize) -> PlatformPrior {
        PlatformPrior::count(0.01, groups(sure, doubtful).into_iter())
    }

    #[test]
    fn doubtful_groups_lower_it_the_more_the_fewer_are_sure() {
        let (none, few, some) = (prior(0, 100), prior(20, 100), prior(60, 100));
        assert!(none.prior < few.prior && few.prior < some.prior && some.prior < 0.01, "{none:?} {few:?} {some:?}");
        assert!(none.operations < 20.0 && some.operations > 60.0, "{none:?} {some:?}");
        assert!(prior(0, 10_000).prior > 1e-6, "within what a prior can be");
    }

    #[test]
    fn that_many_others_are_sure_raises_it_for_nobody() {
        let many = prior(400, 100);
        assert!((many.prior - 0.01).abs() < 1e-9 && many.operations > 400.0, "{many:?}");
    }

    #[test]
    fn few_groups_hardly_move_it() {
        assert!((PlatformPrior::count(0.01, std::iter::empty()).prior - 0.01).abs() < 1e-6);
        let (tiny, large) = (prior(1, 5), prior(100, 500));
        let moved = |of: PlatformPrior| (of.prior / 0.01).log2().abs();
        assert!(moved(tiny) < 0.15 && moved(large) > 2.0 * moved(tiny), "{tiny:?} {large:?}");
    }

    #[test]
    fn what_a_rule_holds_down_is_no_operation_however_much_it_shows() {
        let held = (0..100).map(|_| Odds { sum: 8.0, most: -1.0 });
        let free = (0..100).map(|_| Odds { sum: 8.0, most: f64::INFINITY });
        assert!(PlatformPrior::count(0.01, held).prior < PlatformPrior::count(0.01, free).prior);
    }

    #[test]
    fn the_order_of_groups_says_nothing() {
        let mut mixed = groups(7, 30);
        mixed.extend((0..20).map(|at| Odds { sum: f64::from(at) / 7.0 - 2.0, most: 1.0 }));
        let one = PlatformPrior::count(0.01, mixed.iter().copied());
        mixed.reverse();
        assert_eq!(one, PlatformPrior::count(0.01, mixed.into_iter()));
    }
}
