//! Logistic regression on bits, shrunk towards factors of 1 (ridge; Hoerl and Kennard 1970), by Newton's method.

use std::collections::BTreeMap;

/// What a cluster's bits were, and what it turned out to be.
#[derive(Clone, Debug)]
pub struct Example {
    /// Bits by feature.
    pub bits: BTreeMap<String, f64>,
    /// Bits of the prior.
    pub prior: f64,
    /// Whether it was one hidden operation.
    pub is_ring: bool,
}

/// What was fitted.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// What the bits of each feature are to be multiplied by.
    pub factors: BTreeMap<String, f64>,
    /// Bits to add to the prior.
    pub shift: f64,
    /// Mean log-loss in bits before: what a verdict still tells.
    pub loss_before: f64,
    /// The same after, each example judged by a fit without its fold.
    pub loss_after: f64,
}

/// Steps of Newton's method at most; the loss is convex, and a dozen suffice.
const STEPS: usize = 50;
/// Folds of the cross-validation.
const FOLDS: usize = 5;
/// Standard deviation, in bits, that the prior may be wrong by before anything is known.
const PRIOR_BITS: f64 = 2.0;

/// Fits factors; `shrinkage` is the weight of a squared deviation from 1, in verdicts. O(steps x examples x features^2).
#[must_use]
pub fn fit(examples: &[Example], shrinkage: f64) -> Fit {
    let mut names: Vec<&str> = examples.iter().flat_map(|example| example.bits.keys().map(String::as_str)).collect();
    names.sort_unstable();
    names.dedup();
    let rows: Vec<Vec<f64>> = examples
        .iter()
        .map(|example| names.iter().map(|name| example.bits.get(*name).copied().unwrap_or(0.0)).chain([1.0]).collect())
        .collect();
    let data = Data { examples, rows: &rows, shrinkage };
    let start: Vec<f64> = names.iter().map(|_| 1.0).chain([0.0]).collect();
    let all = data.newton(&start, |_| true);
    let mut loss_after = 0.0;
    for fold in 0..FOLDS {
        let held = data.newton(&start, |at| at % FOLDS != fold);
        loss_after += (fold..examples.len()).step_by(FOLDS).map(|at| data.loss(at, &held)).sum::<f64>();
    }
    let count = examples.len().max(1) as f64;
    Fit {
        factors: names.iter().zip(&all).map(|(name, factor)| ((*name).to_owned(), factor.max(0.0))).collect(),
        shift: all[names.len()],
        loss_before: (0..examples.len()).map(|at| data.loss(at, &start)).sum::<f64>() / count,
        loss_after: loss_after / count,
    }
}

struct Data<'a> {
    examples: &'a [Example],
    rows: &'a [Vec<f64>],
    shrinkage: f64,
}

impl Data<'_> {
    fn log_odds(&self, at: usize, factors: &[f64]) -> f64 {
        let bits: f64 = self.rows[at].iter().zip(factors).map(|(bits, factor)| bits * factor).sum();
        (self.examples[at].prior + bits) * std::f64::consts::LN_2
    }

    fn loss(&self, at: usize, factors: &[f64]) -> f64 {
        let z = self.log_odds(at, factors);
        let signed = if self.examples[at].is_ring { -z } else { z };
        // ln(1 + e^x), without overflow.
        (signed.max(0.0) + (-signed.abs()).exp().ln_1p()) / std::f64::consts::LN_2
    }

    /// The minimum of log-loss and penalty over the examples that `takes` names.
    fn newton(&self, start: &[f64], takes: impl Fn(usize) -> bool) -> Vec<f64> {
        let size = start.len();
        let penalty = |at: usize| if at + 1 == size { 0.5 / (PRIOR_BITS * PRIOR_BITS) } else { self.shrinkage };
        let mut factors = start.to_vec();
        for _ in 0..STEPS {
            let mut gradient: Vec<f64> = (0..size).map(|at| 2.0 * penalty(at) * (factors[at] - start[at])).collect();
            let mut hessian = vec![vec![0.0; size]; size];
            (0..size).for_each(|at| hessian[at][at] = 2.0 * penalty(at));
            for at in (0..self.rows.len()).filter(|&at| takes(at)) {
                let p = 1.0 / (1.0 + (-self.log_odds(at, &factors)).exp());
                let (error, curve) = (p - f64::from(u8::from(self.examples[at].is_ring)), p * (1.0 - p));
                let row: Vec<f64> = self.rows[at].iter().map(|bits| bits * std::f64::consts::LN_2).collect();
                for i in (0..size).filter(|&i| row[i] != 0.0) {
                    gradient[i] += error * row[i];
                    for j in 0..size {
                        hessian[i][j] += curve * row[i] * row[j];
                    }
                }
            }
            let step = solve(hessian, gradient);
            factors.iter_mut().zip(&step).for_each(|(factor, step)| *factor -= step.clamp(-1.0, 1.0));
            if step.iter().all(|step| step.abs() < 1e-9) {
                break;
            }
        }
        factors
    }
}

/// Solves a positive definite system by elimination; the penalty keeps every pivot above zero.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for pivot in 0..size {
        for row in pivot + 1..size {
            let factor = matrix[row][pivot] / matrix[pivot][pivot];
            if factor != 0.0 {
                for column in pivot..size {
                    matrix[row][column] -= factor * matrix[pivot][column];
                }
                right[row] -= factor * right[pivot];
            }
        }
    }
    for pivot in (0..size).rev() {
        let known: f64 = (pivot + 1..size).map(|column| matrix[pivot][column] * right[column]).sum();
        right[pivot] = (right[pivot] - known) / matrix[pivot][pivot];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Examples of one feature of `bits` bits whose rings are as common as `truth` times those bits make them.
    fn examples(truth: f64, count: usize) -> Vec<Example> {
        (0..count)
            .map(|at| {
                let bits = (at % 9) as f64;
                let odds = (-4.0 + truth * bits).exp2();
                let draw = (at as f64 * 0.618_033_988_75).fract();
                let bits = BTreeMap::from([("evidence.P3".to_owned(), bits)]);
                Example { bits, prior: -4.0, is_ring: draw < odds / (1.0 + odds) }
            })
            .collect()
    }

    #[test]
    fn the_factor_that_made_the_verdicts_is_found() {
        for truth in [0.5, 1.0, 1.7] {
            let found = fit(&examples(truth, 5000), 1.0);
            assert!((found.factors["evidence.P3"] - truth).abs() < 0.1, "{truth}: {found:?}");
            assert!(found.shift.abs() < 0.3, "{truth}: {found:?}");
        }
    }

    #[test]
    fn few_verdicts_change_little_and_wrong_factors_cost() {
        let few = fit(&examples(2.0, 18), 10.0);
        assert!((few.factors["evidence.P3"] - 1.0).abs() < 0.5, "{few:?}");
        let many = fit(&examples(2.0, 5000), 10.0);
        assert!(many.loss_after < many.loss_before - 0.05, "{many:?}");
    }

    #[test]
    fn elimination_solves() {
        let x = solve(vec![vec![4.0, 1.0], vec![1.0, 3.0]], vec![1.0, 2.0]);
        assert!((x[0] - 1.0 / 11.0).abs() < 1e-12 && (x[1] - 7.0 / 11.0).abs() < 1e-12);
    }
}
