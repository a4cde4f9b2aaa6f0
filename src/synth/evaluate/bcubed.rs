//! B-cubed (Bagga and Baldwin 1998; Amigó et al. 2009): precision and recall for each account, then their means.

use rustc_hash::FxHashMap;

use super::Scores;

/// B-cubed over the accounts that `counted(in_ring, in_cluster)` picks. An account alone is a group of one. For account i with
/// ring R and cluster C: precision(i) = |R and C| / |C|, recall(i) = |R and C| / |R|; the scores are the means over the
/// accounts counted, and F1 is that of the means.
#[must_use]
pub fn bcubed(rings: &[Option<u32>], clusters: &[Option<u32>], counted: impl Fn(bool, bool) -> bool) -> Scores {
    let mut in_ring: FxHashMap<u32, u64> = FxHashMap::default();
    let mut in_cluster: FxHashMap<u32, u64> = FxHashMap::default();
    let mut in_both: FxHashMap<(u32, u32), u64> = FxHashMap::default();
    for (&ring, &cluster) in rings.iter().zip(clusters) {
        if let Some(ring) = ring {
            *in_ring.entry(ring).or_default() += 1;
        }
        if let Some(cluster) = cluster {
            *in_cluster.entry(cluster).or_default() += 1;
        }
        if let Some(both) = ring.zip(cluster) {
            *in_both.entry(both).or_default() += 1;
        }
    }
    let (mut precision, mut recall, mut accounts) = (0.0, 0.0, 0u64);
    for (&ring, &cluster) in rings.iter().zip(clusters) {
        if !counted(ring.is_some(), cluster.is_some()) {
            continue;
        }
        let both = ring.zip(cluster).map_or(1, |pair| in_both[&pair]) as f64;
        precision += both / cluster.map_or(1, |c| in_cluster[&c]) as f64;
        recall += both / ring.map_or(1, |r| in_ring[&r]) as f64;
        accounts += 1;
    }
    let mean = |sum: f64| if accounts > 0 { sum / accounts as f64 } else { 1.0 };
    Scores::from_shares(mean(precision), mean(recall))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partition_by_hand() {
        let rings = [Some(0), Some(0), Some(0), Some(0), Some(1), Some(1), None];
        let clusters = [Some(7), Some(7), Some(8), Some(8), None, None, Some(8)];
        let scores = bcubed(&rings, &clusters, |_, _| true);
        // Precision: 1, 1, 2/3, 2/3, 1, 1, 1/3; recall: 1/2 four times, 1/2 twice, 1.
        assert!((scores.precision - (4.0 + 4.0 / 3.0 + 1.0 / 3.0) / 7.0).abs() < 1e-12);
        assert!((scores.recall - 4.0 / 7.0).abs() < 1e-12);
        let none = bcubed(&rings, &[None; 7], |ring, cluster| ring || cluster);
        assert_eq!(none.precision, 1.0);
        assert!((none.recall - (4.0 / 4.0 + 2.0 / 2.0) / 6.0).abs() < 1e-12);
    }
}
