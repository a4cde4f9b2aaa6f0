//! Average precision of a ranking with ties.

/// Average precision: the sum over distinct scores, from the highest, of (recall here - recall before) x precision here. Accounts of one score
/// are one step, so that their order does not matter. 1 where nothing is sought.
#[must_use]
pub fn average_precision(scored: &[(f64, bool)]) -> f64 {
    let mut order: Vec<(f64, bool)> = scored.to_vec();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let sought = order.iter().filter(|(_, sought)| *sought).count();
    if sought == 0 {
        return 1.0;
    }
    let (mut seen, mut right, mut sum) = (0usize, 0usize, 0.0);
    for step in order.chunk_by(|a, b| a.0 == b.0) {
        let here = step.iter().filter(|(_, sought)| *sought).count();
        seen += step.len();
        right += here;
        sum += here as f64 * (right as f64 / seen as f64);
    }
    sum / sought as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_rankings() {
        assert_eq!(average_precision(&[(0.9, true), (0.8, true), (0.1, false)]), 1.0);
        let mixed = average_precision(&[(0.9, true), (0.8, false), (0.7, true), (0.1, false)]);
        assert!((mixed - (0.5 + 0.5 * 2.0 / 3.0)).abs() < 1e-12);
        // All tied: the base rate.
        assert!((average_precision(&[(0.0, true), (0.0, false), (0.0, false), (0.0, false)]) - 0.25).abs() < 1e-12);
    }
}
