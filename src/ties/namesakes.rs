//! Family names that strangers share by chance: where four in ten bear one name, two who share a machine and the name are no relatives by that.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Share of all accounts from which on a name is counted: of a rarer one two meet by chance only among more than 350 accounts.
const COMMON: f64 = 0.001;
/// Chance from which on so many of one name are nothing to be surprised at: the level at which a coincidence is taken for one.
const LEVEL: f64 = 0.05;

/// The names that many accounts bear, as keys, with the share of all accounts that bears each.
pub(super) struct Namesakes {
    shares: FxHashMap<u64, f64>,
}

impl Namesakes {
    /// Counts the keys of all accounts, each account's once. O(keys).
    pub(super) fn count(keys: &[Vec<u64>]) -> Self {
        let all = keys.len() as f64;
        let mut flat: Vec<u64> = keys
            .par_iter()
            .flat_map_iter(|own| {
                own.iter().enumerate().filter(|&(at, key)| !own[..at].contains(key)).map(|(_, &key)| key)
            })
            .collect();
        flat.par_sort_unstable();
        let counted = flat.chunk_by(|one, other| one == other).map(|same| (same[0], same.len() as f64 / all));
        Self { shares: counted.filter(|&(_, share)| share >= COMMON).collect() }
    }

    /// Whether a key is nobody's family because of its being common: so many of a group of that size bear it by chance alone, one time in twenty or
    /// more (the upper tail of the binomial distribution). O(bearing).
    pub(super) fn by_chance(&self, key: u64, group: usize, bearing: usize) -> bool {
        self.shares.get(&key).is_some_and(|&share| tail(share, group, bearing) >= LEVEL)
    }

    /// Whether any key may meet by chance.
    pub(super) fn are_known(&self) -> bool {
        !self.shares.is_empty()
    }
}

/// Chance that at least `least` of `among` hit, each with the same `chance`.
fn tail(chance: f64, among: usize, least: usize) -> f64 {
    if chance >= 1.0 {
        return 1.0;
    }
    let odds = chance / (1.0 - chance);
    let mut term = (1.0 - chance).powi(among as i32);
    let mut below = 0.0;
    for hits in 0..least.min(among + 1) {
        below += term;
        term *= odds * (among - hits) as f64 / (hits + 1) as f64;
    }
    1.0 - below
}

#[cfg(test)]
mod tests {
    use super::{Namesakes, tail};

    #[test]
    fn the_tail_is_that_of_the_binomial_distribution() {
        assert!((tail(0.5, 2, 2) - 0.25).abs() < 1e-12);
        assert!((tail(0.4, 3, 1) - (1.0 - 0.216)).abs() < 1e-12);
        assert!((tail(0.3, 5, 0) - 1.0).abs() < 1e-12);
        assert!(tail(0.3, 5, 6).abs() < 1e-12);
    }

    #[test]
    fn a_common_name_says_little_of_many_and_much_of_few() {
        // Of 1,000 accounts 400 bear one name, 12 another and 2 a third.
        let mut keys = vec![vec![1]; 400];
        keys.extend(vec![vec![2, 2]; 12]);
        keys.extend(vec![vec![3]; 2]);
        keys.resize(1000, Vec::new());
        let names = Namesakes::count(&keys);
        assert!(names.by_chance(1, 10, 4) && !names.by_chance(1, 4, 4), "all four of a home are a family");
        assert!(!names.by_chance(2, 6, 2) && names.by_chance(2, 40, 2));
        assert!(!names.by_chance(3, 10, 2));
    }
}
