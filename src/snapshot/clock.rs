//! How the times of rows lie: tells an event of a wrong clock from the snapshot's last day.
//!
//! Rows are counted by stretches of 24 days. So a row costs one addition, a chunk keeps a few numbers whatever its size, and counts
//! add up in any order to the same; the newest rows themselves, kept sorted, would cost a move for each row of a table that is in
//! order of time.

use std::collections::BTreeMap;

use crate::model::Time;

/// Bits of a time within a stretch: 2^21 seconds, 24 days.
const STRETCH: u32 = 21;
/// Stretches between two times that are more than a year (364 days at least) apart.
const YEAR: u16 = 16;
/// Rows at most that a wrong clock is thought to have made.
const FEW: u64 = 16;
/// So many times as many must be older, for their time to be the snapshot's: of a handful of rows nobody can tell.
const OTHERS: u64 = 10;

/// Rows by stretch, ascending, without empty ones.
pub(crate) type Stretches = Vec<(u16, u32)>;

/// Counts times by stretch.
pub(crate) fn stretches(times: impl Iterator<Item = Time>) -> Stretches {
    let mut counts = vec![0_u32; 1 << (u32::BITS - STRETCH)];
    times.for_each(|time| counts[(time.0 >> STRETCH) as usize] += 1);
    let met = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
    met.map(|(at, count)| (at as u16, count)).collect()
}

/// A moment, and the row that it stands in.
#[derive(Clone, Debug)]
pub(crate) struct Newest {
    pub time: Time,
    pub file: String,
    pub row: u64,
}

/// The times of a table, or of all.
#[derive(Default)]
pub(crate) struct Clock {
    rows: BTreeMap<u16, u64>,
    newest: Option<Newest>,
}

impl Clock {
    /// Adds the rows of a chunk; `newest` is the newest of them, where any has a time, with its file and row.
    pub fn add(&mut self, counts: &[(u16, u32)], newest: Option<Time>, place: impl FnOnce() -> (String, u64)) {
        for (at, count) in counts {
            *self.rows.entry(*at).or_default() += u64::from(*count);
        }
        if let Some(time) = newest.filter(|time| self.latest().is_none_or(|known| *time > known)) {
            let (file, row) = place();
            self.newest = Some(Newest { time, file, row });
        }
    }

    /// Adds the rows of another table.
    pub fn merge(&mut self, other: Self) {
        if other.latest() > self.latest() {
            self.newest = other.newest;
        }
        for (at, count) in other.rows {
            *self.rows.entry(at).or_default() += count;
        }
    }

    /// The newest time.
    pub fn latest(&self) -> Option<Time> {
        self.newest.as_ref().map(|newest| newest.time)
    }

    /// What is to be said where the newest time lies more than a year after those of all but a few rows.
    pub fn note(&self) -> Option<String> {
        let Newest { time, file, row } = self.newest.as_ref()?;
        let all: u64 = self.rows.values().sum();
        let (mut late, mut alone) = (0, 0);
        let older = self.rows.keys().rev().skip(1).map(Some).chain([None]);
        for ((at, count), older) in self.rows.iter().rev().zip(older) {
            late += count;
            if late > FEW || (all - late) < OTHERS * late {
                break;
            }
            if older.is_some_and(|older| at - older >= YEAR) {
                alone = late;
            }
        }
        (alone > 0).then(|| {
            format!(
                "the newest time is {time} ({file}, row {row}), more than a year after all but {alone} of {all} rows with a time; \
                 the run counts from it as the moment of the snapshot: if a clock was wrong, correct or remove the row"
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, stretches};
    use crate::model::{DAY, Time};

    /// A clock that has read these times of one file, in chunks of 7 rows.
    fn clock(times: &[u32]) -> Clock {
        let mut clock = Clock::default();
        for (chunk, part) in times.chunks(7).enumerate() {
            let newest = part.iter().max().map(|time| Time(*time));
            let row = part.iter().position(|time| Some(Time(*time)) == newest).unwrap_or_default();
            let place = || ("logins.csv".to_owned(), (chunk * 7 + row + 1) as u64);
            clock.add(&stretches(part.iter().map(|time| Time(*time))), newest, place);
        }
        clock
    }

    const END: u32 = 1_767_225_600;

    #[test]
    fn a_wrong_clock_is_told_from_the_last_day() {
        let usual: Vec<u32> = (0..400).map(|at| END - at * DAY).collect();
        assert_eq!(clock(&usual).note(), None);
        for years in [2_u32, 20, 73] {
            let mut times = usual.clone();
            times[30] = END + years * 366 * DAY;
            let note = clock(&times).note().expect("a note");
            assert!(note.contains(&Time(times[30]).to_string()), "{note}");
            assert!(note.contains("(logins.csv, row 31)") && note.contains("all but 1 of 400 rows"), "{note}");
            // Two of them, far apart.
            times[31] = END + 366 * DAY + 40 * DAY;
            let note = clock(&times).note().expect("a note");
            assert!(note.contains("all but 2 of 400 rows"), "{note}");
        }
        let mut near = usual.clone();
        near[30] = END + 300 * DAY;
        assert_eq!(clock(&near).note(), None, "less than a year");
        let mut many = usual.clone();
        many.iter_mut().take(17).for_each(|time| *time = END + 4 * 366 * DAY);
        assert_eq!(clock(&many).note(), None, "more than a few: the platform was quiet for years");
        assert_eq!(clock(&[0, END]).note(), None, "nobody can tell");
        assert_eq!(clock(&[]).note(), None);
    }
}
