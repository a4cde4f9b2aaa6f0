//! A small seeded generator of random numbers, and hashes that need no state.
//!
//! SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): one word of state, so that every account, ring and table can own a
//! stream of its own. What a stream yields depends on its key only, never on a thread or on what was drawn elsewhere.

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub struct Rng(u64);

/// Mixes all bits of a word (the finaliser of SplitMix64); a bijection.
#[must_use]
pub const fn mix(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

/// A hash of several words; their order counts.
#[must_use]
pub fn hash(words: &[u64]) -> u64 {
    words.iter().fold(GOLDEN, |state, &word| mix(state.wrapping_add(GOLDEN) ^ mix(word.wrapping_add(GOLDEN))))
}

/// A hash as a number in 0..1.
#[must_use]
pub fn unit(words: &[u64]) -> f64 {
    (hash(words) >> 11) as f64 / (1u64 << 53) as f64
}

/// A number below `modulus` for each number below it, each once: hides that ids were given in order.
/// `modulus` has no prime factors but 2, 3 and 5.
#[must_use]
pub fn scramble(index: u64, modulus: u64, key: u64) -> u64 {
    const PRIME: u128 = 2_654_435_761;
    ((u128::from(index) * PRIME + u128::from(key % modulus)) % u128::from(modulus)) as u64
}

impl Rng {
    /// The stream of a key.
    #[must_use]
    pub fn new(key: &[u64]) -> Self {
        Self(hash(key))
    }

    /// The next 64 bits.
    pub fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mix(self.0)
    }

    /// A number in 0..1.
    pub fn unit(&mut self) -> f64 {
        (self.word() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number below `n`; 0 where `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.word()) * n as u128) >> 64) as usize
    }

    /// A number between two ends.
    pub fn between(&mut self, range: [f64; 2]) -> f64 {
        range[0] + (range[1] - range[0]) * self.unit()
    }

    /// A whole number between two ends, both included.
    pub fn whole(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// A day, or a number of days, between two ends, both included.
    pub fn day(&mut self, low: i32, high: i32) -> i32 {
        low + i32::try_from(self.below(high.saturating_sub(low).max(0) as usize + 1)).unwrap_or(0)
    }

    /// Whether something of this probability happens.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A normal number of mean 0 and deviation 1 (Box and Muller).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * self.unit().max(1e-300).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// A log-normal number of mean 1 and the given deviation of its logarithm.
    pub fn spread(&mut self, sigma: f64) -> f64 {
        (sigma * self.normal() - sigma * sigma / 2.0).exp()
    }

    /// A Poisson number (Knuth; for means below about 30).
    pub fn count(&mut self, mean: f64) -> usize {
        let limit = (-mean.clamp(0.0, 30.0)).exp();
        let (mut product, mut count) = (self.unit(), 0);
        while product > limit {
            product *= self.unit();
            count += 1;
        }
        count
    }

    /// One of several, each as likely as the others.
    ///
    /// # Panics
    /// Where there is none.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scramble_is_a_bijection() {
        let mut seen: Vec<u64> = (0..1000).map(|i| scramble(i, 1000, 77)).collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..1000).collect::<Vec<_>>());
    }

    #[test]
    fn draws_have_the_stated_means() {
        let mut rng = Rng::new(&[1, 2]);
        let mean = |f: &mut dyn FnMut() -> f64| (0..20_000).map(|_| f()).sum::<f64>() / 20_000.0;
        assert!((mean(&mut || rng.unit()) - 0.5).abs() < 0.02);
        assert!((mean(&mut || rng.count(2.5) as f64) - 2.5).abs() < 0.1);
        assert!((mean(&mut || rng.spread(0.7)) - 1.0).abs() < 0.05);
        assert!(mean(&mut || rng.normal()).abs() < 0.05);
        assert_eq!(rng.below(0), 0);
    }
}
