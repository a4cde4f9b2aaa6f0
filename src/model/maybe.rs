//! Values that may be absent, without the room that `Option` takes for saying so.

use std::cmp::Ordering;
use std::fmt;

use super::{Time, ValueId};

/// A type of which one value is never used as such.
pub trait HasNone: Copy + PartialOrd {
    /// What stands for an absent value.
    const NONE: Self;

    /// Whether this is what stands for an absent value.
    fn is_none(self) -> bool;
}

macro_rules! has_none {
    ($($type:ty = $none:expr, $is_none:expr;)*) => {
        $(impl HasNone for $type {
            const NONE: Self = $none;
            #[inline]
            fn is_none(self) -> bool {
                ($is_none)(self)
            }
        })*
    };
}

has_none!(
    Time = Time(u32::MAX), |time: Time| time.0 == u32::MAX;
    ValueId = ValueId(u32::MAX), |value: ValueId| value.0 == u32::MAX;
    f32 = f32::NAN, f32::is_nan;
    f64 = f64::NAN, f64::is_nan;
);

/// A value or none, in the room of the value. Compares and shows as the `Option` that it stands for.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Maybe<T>(T);

impl<T: HasNone> Maybe<T> {
    /// The value, if there is one.
    #[inline]
    #[must_use]
    pub fn get(self) -> Option<T> {
        (!self.0.is_none()).then_some(self.0)
    }

    /// What `change` makes of the value.
    #[must_use]
    pub fn map(self, change: impl FnOnce(T) -> T) -> Self {
        self.get().map(change).into()
    }
}

/// What stands for none becomes none.
impl<T: HasNone> From<Option<T>> for Maybe<T> {
    #[inline]
    fn from(value: Option<T>) -> Self {
        Self(value.unwrap_or(T::NONE))
    }
}

impl<T: HasNone> PartialEq for Maybe<T> {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<T: HasNone + Eq> Eq for Maybe<T> {}

impl<T: HasNone> PartialOrd for Maybe<T> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.get().partial_cmp(&other.get())
    }
}

impl<T: HasNone + Ord> Ord for Maybe<T> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.get().cmp(&other.get())
    }
}

impl<T: HasNone + fmt::Debug> fmt::Debug for Maybe<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Maybe, Time};

    proptest! {
        #[test]
        fn it_is_the_option_that_it_stands_for(a in prop::option::of(0..u32::MAX), b in prop::option::of(0..u32::MAX)) {
            let (a, b) = (a.map(Time), b.map(Time));
            let (x, y) = (Maybe::from(a), Maybe::from(b));
            prop_assert_eq!(x.get(), a);
            prop_assert_eq!((x == y, x.cmp(&y)), (a == b, a.cmp(&b)));
            prop_assert_eq!(format!("{x:?}"), format!("{a:?}"));
            prop_assert_eq!(size_of_val(&x), 4);
        }

        #[test]
        fn numbers_compare_as_options_do(a in prop::option::of(-9.0..9.0), b in prop::option::of(-9.0..9.0)) {
            let (x, y): (Maybe<f64>, Maybe<f64>) = (a.into(), b.into());
            prop_assert_eq!((x.get(), x.partial_cmp(&y)), (a, a.partial_cmp(&b)));
        }
    }
}
