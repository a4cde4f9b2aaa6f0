//! How surprising a count is, given what habits make likely.

/// Bits of surprise at `seen` events where `expected` were likely: -log2 of Chernoff's bound on P(X >= seen) for
/// X ~ Poisson(expected) (Mitzenmacher and Upfal, *Probability and Computing*, theorem 5.4); 0 where no more was seen than
/// expected.
#[must_use]
pub(super) fn surprise(seen: f64, expected: f64) -> f64 {
    if seen <= expected || seen == 0.0 {
        return 0.0;
    }
    let expected = expected.max(1e-9);
    (seen * (seen / expected).ln() - seen + expected) / std::f64::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_than_expected_is_no_surprise() {
        assert_eq!(surprise(0.0, 0.0), 0.0);
        assert_eq!(surprise(3.0, 3.0), 0.0);
        assert_eq!(surprise(2.0, 5.0), 0.0);
    }

    #[test]
    fn it_is_a_bound_on_the_tail_and_a_close_one() {
        for (seen, expected) in [(5, 1.0_f64), (8, 2.0), (20, 4.0), (3, 0.1)] {
            let mut term = (-expected).exp();
            let mut below = 0.0;
            for k in 0..seen {
                below += term;
                term *= expected / f64::from(k + 1);
            }
            let tail = -(1.0f64 - below).log2();
            let bound = surprise(f64::from(seen), expected);
            assert!(
                bound <= tail + 1e-6 && bound >= tail - 4.0,
                "{seen} of {expected}: {bound} bits, the tail has {tail}"
            );
        }
    }
}
