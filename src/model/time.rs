//! Times: whole seconds since 1970 in UTC, in 32 bits (until February 2106).

/// One minute in seconds.
pub const MINUTE: u32 = 60;
/// One hour in seconds.
pub const HOUR: u32 = 60 * MINUTE;
/// One day in seconds.
pub const DAY: u32 = 24 * HOUR;

/// A moment: seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(transparent)]
pub struct Time(pub u32);

/// A calendar day in UTC: days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day(pub u32);

impl Time {
    /// The UTC day on which the moment lies.
    #[must_use]
    pub const fn day(self) -> Day {
        Day(self.0 / DAY)
    }

    /// Seconds from `earlier` to `self`; 0 where `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> u32 {
        self.0.saturating_sub(earlier.0)
    }

    /// The moment `seconds` later, at most the end of the range.
    #[must_use]
    pub const fn plus(self, seconds: u32) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}

impl std::fmt::Display for Time {
    /// RFC 3339 in UTC.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let moment = jiff::Timestamp::from_second(i64::from(self.0)).map_err(|_| std::fmt::Error)?;
        write!(f, "{moment}")
    }
}
