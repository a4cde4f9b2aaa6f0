//! Sorted dictionaries: strings and IP keys to ids whose order is the values' order.

use std::borrow::Cow;
use std::cmp::Ordering;

use rayon::prelude::*;

use super::normalise::Rule;
use crate::algo::vectors::same;
use crate::model::{TextId, ValueId};

/// Strings of a block: few, so that no block of strings that fit in memory has 4 GiB.
const PER_BLOCK: usize = 32;
/// Strings that are written by one task: whole blocks.
const AT_ONCE: usize = PER_BLOCK << 10;

/// Many strings in one allocation, each in its bytes and 4. Block `b` has `PER_BLOCK` strings, of which the first begins at
/// `starts[b]`; string `i` ends `ends[i]` bytes behind the start of its block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StringTable {
    bytes: String,
    ends: Vec<u32>,
    starts: Vec<u64>,
}

impl StringTable {
    /// An empty table with room for so many strings of so many bytes together.
    #[must_use]
    pub fn with_capacity(strings: usize, bytes: usize) -> Self {
        Self {
            bytes: String::with_capacity(bytes),
            ends: Vec::with_capacity(strings),
            starts: Vec::with_capacity(strings.div_ceil(PER_BLOCK)),
        }
    }

    /// The strings of many items, in order: `length` says how many bytes the string of an item has, `write` puts them (and is told the
    /// position); it may change what is behind them in its slice. Blocks of strings are written side by side.
    ///
    /// # Panics
    /// Where a few strings together have 4 GiB, or what is written is no text.
    pub(crate) fn written<I: Sync>(
        items: &[I],
        length: impl Fn(&I) -> u32 + Sync,
        write: impl Fn(usize, &I, &mut [u8]) + Sync,
    ) -> Self {
        let lengths: Vec<usize> =
            items.par_chunks(AT_ONCE).map(|some| some.iter().map(|item| length(item) as usize).sum()).collect();
        let mut bytes = same(0, lengths.iter().sum());
        let mut ends = same(0, items.len());
        let mut starts = same(0, items.len().div_ceil(PER_BLOCK));
        let (mut rest, mut before, mut pieces) = (&mut bytes[..], 0, Vec::with_capacity(lengths.len()));
        for length in lengths {
            let (piece, behind) = std::mem::take(&mut rest).split_at_mut(length);
            pieces.push((piece, before));
            (rest, before) = (behind, before + length as u64);
        }
        let places = ends.par_chunks_mut(AT_ONCE).zip(starts.par_chunks_mut(AT_ONCE / PER_BLOCK));
        let work = items.par_chunks(AT_ONCE).zip(pieces).zip(places).enumerate();
        work.for_each(|(number, ((some, (bytes, before)), (ends, starts)))| {
            let (mut at, mut start) = (0, 0);
            for (index, item) in some.iter().enumerate() {
                if index.is_multiple_of(PER_BLOCK) {
                    start = at;
                    starts[index / PER_BLOCK] = before + start as u64;
                }
                write(number * AT_ONCE + index, item, &mut bytes[at..]);
                at += length(item) as usize;
                ends[index] = u32::try_from(at - start).expect("fewer than 4 GiB in a block of strings");
            }
        });
        Self { bytes: String::from_utf8(bytes).expect("strings"), ends, starts }
    }

    /// Gives back the memory that further strings would have used.
    pub fn shrink_to_fit(&mut self) {
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.starts.shrink_to_fit();
    }

    /// Number of strings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// String `index`.
    ///
    /// # Panics
    /// Where there is none.
    #[must_use]
    pub fn get(&self, index: usize) -> &str {
        let start = self.starts[index / PER_BLOCK] as usize;
        let from = if index.is_multiple_of(PER_BLOCK) { 0 } else { self.ends[index - 1] as usize };
        &self.bytes[start + from..start + self.ends[index] as usize]
    }

    /// Appends a string; its index is the length before.
    ///
    /// # Panics
    /// Where a few strings together have 4 GiB.
    pub fn push(&mut self, text: &str) {
        if self.len().is_multiple_of(PER_BLOCK) {
            self.starts.push(self.bytes.len() as u64);
        }
        self.bytes.push_str(text);
        let start = self.starts[self.starts.len() - 1];
        self.ends.push(u32::try_from(self.bytes.len() as u64 - start).expect("fewer than 4 GiB in a block of strings"));
    }

    /// The strings in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }

    /// Position of `text` in a sorted table. O(log n).
    #[must_use]
    pub fn find(&self, text: &str) -> Option<usize> {
        position(self.len(), text, |at| self.get(at).into())
    }
}

/// The position of `text` among `count` ascending texts.
fn position<'a>(count: usize, text: &str, get: impl Fn(usize) -> Cow<'a, str>) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        match (*get(middle)).cmp(text) {
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
            Ordering::Equal => return Some(middle),
        }
    }
    None
}

impl<'a> FromIterator<&'a str> for StringTable {
    fn from_iter<I: IntoIterator<Item = &'a str>>(items: I) -> Self {
        let mut table = Self::default();
        for item in items {
            table.push(item);
        }
        table
    }
}

/// The values of one kind of identifier: sorted by normalised form, shown as they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dictionary {
    /// As the platform stores them; where several raw forms share a key, the smallest.
    shown: StringTable,
    keys: Keys,
}

/// Where the normalised forms of values are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Keys {
    /// They are what is shown.
    #[default]
    Shown,
    /// They follow from what is shown.
    By(Rule),
    /// They depend on more.
    Held(StringTable),
}

impl Dictionary {
    /// A dictionary of values as they are `shown`, sorted by their distinct `keys`.
    #[must_use]
    pub(crate) fn new(shown: StringTable, keys: Keys) -> Self {
        Self { shown, keys }
    }

    /// Number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// The value after normalisation.
    #[must_use]
    pub fn key(&self, value: ValueId) -> Cow<'_, str> {
        match &self.keys {
            Keys::Shown => self.shown(value).into(),
            Keys::By(rule) => rule.key(self.shown(value)),
            Keys::Held(keys) => keys.get(value.index()).into(),
        }
    }

    /// The value as it came.
    #[must_use]
    pub fn shown(&self, value: ValueId) -> &str {
        self.shown.get(value.index())
    }

    /// The value with this normalised form. O(log n).
    #[must_use]
    pub fn find(&self, key: &str) -> Option<ValueId> {
        position(self.len(), key, |at| self.key(ValueId(at as u32))).map(|index| ValueId(index as u32))
    }
}

/// Free text, deduplicated and sorted by code point.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextPool(StringTable);

impl TextPool {
    /// A pool of texts that are sorted and distinct.
    #[must_use]
    pub fn new(sorted: StringTable) -> Self {
        Self(sorted)
    }

    /// The text of an id.
    #[must_use]
    pub fn get(&self, id: TextId) -> &str {
        self.0.get(id.index())
    }

    /// Number of texts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The id of a text. O(log n).
    #[must_use]
    pub fn find(&self, text: &str) -> Option<TextId> {
        self.0.find(text).map(TextId::new)
    }
}

/// What an IP address is compared by: IPv4 (and IPv4 mapped into IPv6) whole, IPv6 by its /64.
///
/// IPv4 stands in the lower half (`0..2^32`), an IPv6 /64 as its upper 64 bits with the lowest values moved out of
/// the way, so that keys order IPv4 before IPv6.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(transparent)]
pub struct IpKey(pub u64);

impl From<std::net::IpAddr> for IpKey {
    fn from(address: std::net::IpAddr) -> Self {
        match address.to_canonical() {
            std::net::IpAddr::V4(v4) => Self(u64::from(u32::from(v4))),
            std::net::IpAddr::V6(v6) => {
                let upper = (u128::from(v6) >> 64) as u64;
                // ::/32 is reserved: its /64s share one key rather than collide with IPv4.
                Self(if upper >> 32 == 0 { 1 << 32 } else { upper })
            }
        }
    }
}

impl IpKey {
    /// Whether the key stands for an IPv4 address.
    #[must_use]
    pub const fn is_v4(self) -> bool {
        self.0 >> 32 == 0
    }

    /// The network that P5 counts: IPv4 by its /24, IPv6 by its /64.
    #[must_use]
    pub const fn network(self) -> u64 {
        if self.is_v4() { self.0 & !0xff } else { self.0 }
    }
}
