//! Pair precision and recall, by counting (never by listing pairs).

use rustc_hash::FxHashMap;

use super::Scores;

/// Scores over unordered pairs of accounts. True pairs are those within one ring, predicted pairs those within one cluster, a
/// right pair is both: with n(r,c) accounts of ring r in cluster c,
/// right = sum over r,c of C(n(r,c), 2), predicted = sum over c of C(n(c), 2), true = sum over r of C(n(r), 2).
///
/// `rings` and `clusters` have one entry for each account, `None` for an account that is alone.
#[must_use]
pub fn pairs(rings: &[Option<u32>], clusters: &[Option<u32>]) -> Scores {
    let both = rings.iter().zip(clusters).filter_map(|(ring, cluster)| Some((ring.as_ref()?, cluster.as_ref()?)));
    Scores::of(count(both), count(clusters.iter().flatten()), count(rings.iter().flatten()))
}

fn count<K: std::hash::Hash + Eq>(groups: impl Iterator<Item = K>) -> f64 {
    let mut sizes: FxHashMap<K, u64> = FxHashMap::default();
    for group in groups {
        *sizes.entry(group).or_default() += 1;
    }
    // Whole numbers: exact, whatever the order of the map.
    sizes.values().map(|&n| u128::from(n) * u128::from(n - 1) / 2).sum::<u128>() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partition_by_hand() {
        // Ring 0 = {a,b,c,d}, ring 1 = {e,f}; clusters {a,b}, {c,d,x}, nothing for e, f.
        let rings = [Some(0), Some(0), Some(0), Some(0), Some(1), Some(1), None];
        let clusters = [Some(7), Some(7), Some(8), Some(8), None, None, Some(8)];
        let scores = pairs(&rings, &clusters);
        // Right: ab, cd = 2; predicted: 1 + 3 = 4; true: 6 + 1 = 7.
        assert_eq!((scores.precision, scores.recall), (0.5, 2.0 / 7.0));
        assert!((scores.f1 - 4.0 / 11.0).abs() < 1e-12);
    }

    #[test]
    fn nothing_predicted_is_precise_and_finds_nothing() {
        let scores = pairs(&[Some(0), Some(0)], &[None, None]);
        assert_eq!((scores.precision, scores.recall, scores.f1), (1.0, 0.0, 0.0));
    }
}
