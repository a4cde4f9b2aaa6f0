//! Days on which an account was seen somewhere, as bits: joint use and turns of two accounts.

use crate::settings::LinkSettings;
use crate::snapshot::Login;

/// A set of days as bits from `base` on; days are put in ascending.
#[derive(Default)]
pub(super) struct DaySet {
    base: u32,
    words: Vec<u64>,
}

impl DaySet {
    /// The days on which these sessions begin.
    pub(super) fn new<'a>(logins: impl Iterator<Item = &'a Login>) -> Self {
        let mut set = Self::default();
        logins.for_each(|login| set.insert(login.start.day().0));
        set
    }

    /// Puts in a day that lies before none put in before.
    pub(super) fn insert(&mut self, day: u32) {
        if self.words.is_empty() {
            self.base = day / 64 * 64;
        }
        let at = (day - self.base) as usize;
        if at / 64 >= self.words.len() {
            self.words.resize(at / 64 + 1, 0);
        }
        self.words[at / 64] |= 1 << (at % 64);
    }

    pub(super) fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// How often one takes over from the other, day by day; days of both say nothing. O(days / 64 + changes).
    pub(super) fn turns(&self, other: &Self) -> u32 {
        let (mut turns, mut last) = (0, None);
        let words = |set: &Self| (set.base / 64, set.base / 64 + set.words.len() as u32);
        let (from, until) = (words(self).0.min(words(other).0), words(self).1.max(words(other).1));
        let word = |set: &Self, at: u32| {
            at.checked_sub(set.base / 64).and_then(|at| set.words.get(at as usize)).copied().unwrap_or(0)
        };
        for at in from..until {
            let (a, b) = (word(self, at), word(other, at));
            let mut rest = a ^ b;
            while rest != 0 {
                let day = rest.trailing_zeros();
                let ours = a >> day & 1 == 1;
                turns += u32::from(last.is_some_and(|last| last != ours));
                last = Some(ours);
                rest &= rest - 1;
            }
        }
        turns
    }

    /// Whether the two sets share `recurring_days` days within `recurring_window_days`.
    pub(super) fn recurs_with(&self, other: &Self, settings: &LinkSettings) -> bool {
        let (early, late) = if self.base <= other.base { (self, other) } else { (other, self) };
        let skip = ((late.base - early.base) / 64) as usize;
        let both = early.words.iter().skip(skip).zip(&late.words).map(|(a, b)| a & b);
        let joint: Vec<u64> = both.collect();
        let needed = settings.recurring_days as usize;
        if joint.iter().map(|word| word.count_ones() as usize).sum::<usize>() < needed {
            return false;
        }
        let mut days = Vec::new();
        for (at, &word) in joint.iter().enumerate() {
            let mut rest = word;
            while rest != 0 {
                days.push(at as u32 * 64 + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
        days.windows(needed.max(1)).any(|run| run[run.len() - 1] - run[0] < settings.recurring_window_days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(of: &[u32]) -> DaySet {
        let mut set = DaySet::default();
        of.iter().for_each(|&day| set.insert(day));
        set
    }

    /// Turns counted day by day.
    fn naive(a: &[u32], b: &[u32]) -> u32 {
        let mut last = None;
        let mut turns = 0;
        for day in 0..1000 {
            let (ours, theirs) = (a.contains(&day), b.contains(&day));
            if ours != theirs {
                turns += u32::from(last.is_some_and(|last| last != ours));
                last = Some(ours);
            }
        }
        turns
    }

    #[test]
    fn a_lease_passes_on_once_and_a_line_to_and_fro() {
        let (first, then) = (days(&[1, 5, 9, 100]), days(&[300, 310, 400]));
        assert_eq!(first.turns(&then), 1);
        assert_eq!(then.turns(&first), 1);
        let (ours, theirs) = (days(&[1, 70, 200, 330]), days(&[3, 64, 128, 300, 340]));
        assert_eq!(ours.turns(&theirs), 7);
    }

    #[test]
    fn turns_are_as_counted_day_by_day() {
        // Any spread of days, from words of one another's or none.
        for seed in 1..60u32 {
            let pick = |by: u32| (0..1000u32).filter(|day| (day * by * seed + seed) % 37 < 2).collect::<Vec<_>>();
            let (a, b) = (pick(7), pick(11));
            assert_eq!(days(&a).turns(&days(&b)), naive(&a, &b), "seed {seed}");
        }
    }

    #[test]
    fn days_of_both_are_no_turns() {
        assert_eq!(days(&[1, 2, 3]).turns(&days(&[1, 2, 3])), 0);
        assert_eq!(days(&[1, 2, 3, 9]).turns(&days(&[1, 2, 3, 20])), 1);
    }
}
