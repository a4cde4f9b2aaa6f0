//! Sorted dictionaries: strings and IP keys to ids whose order is the values' order.

use crate::model::{TextId, ValueId};

/// Many strings in one allocation. String `i` is `bytes[offsets[i]..offsets[i+1]]`; `offsets` has n+1 entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StringTable {
    bytes: String,
    offsets: Vec<u64>,
}

impl Default for StringTable {
    fn default() -> Self {
        Self { bytes: String::new(), offsets: vec![0] }
    }
}

impl StringTable {
    /// An empty table with room for so many strings of so many bytes together.
    #[must_use]
    pub fn with_capacity(strings: usize, bytes: usize) -> Self {
        let mut offsets = Vec::with_capacity(strings + 1);
        offsets.push(0);
        Self { bytes: String::with_capacity(bytes), offsets }
    }

    /// Gives back the memory that further strings would have used.
    pub fn shrink_to_fit(&mut self) {
        self.bytes.shrink_to_fit();
        self.offsets.shrink_to_fit();
    }

    /// Number of strings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.offsets.len() - 1
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
        &self.bytes[self.offsets[index] as usize..self.offsets[index + 1] as usize]
    }

    /// Appends a string; its index is the length before.
    pub fn push(&mut self, text: &str) {
        self.bytes.push_str(text);
        self.offsets.push(self.bytes.len() as u64);
    }

    /// The strings in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }

    /// Position of `text` in a sorted table. O(log n).
    #[must_use]
    pub fn find(&self, text: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle).cmp(text) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }
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
    keys: StringTable,
    /// As the platform stores it; where several raw forms share a key, the smallest. `None`: the keys themselves.
    shown: Option<StringTable>,
}

impl Dictionary {
    /// A dictionary of `keys` (sorted, distinct) whose raw forms are `shown` (same length), or the keys themselves.
    #[must_use]
    pub fn new(keys: StringTable, shown: Option<StringTable>) -> Self {
        debug_assert!(shown.as_ref().is_none_or(|shown| shown.len() == keys.len()));
        Self { keys, shown }
    }

    /// Number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The value after normalisation.
    #[must_use]
    pub fn key(&self, value: ValueId) -> &str {
        self.keys.get(value.index())
    }

    /// The value as it came.
    #[must_use]
    pub fn shown(&self, value: ValueId) -> &str {
        self.shown.as_ref().unwrap_or(&self.keys).get(value.index())
    }

    /// The value with this normalised form. O(log n).
    #[must_use]
    pub fn find(&self, key: &str) -> Option<ValueId> {
        self.keys.find(key).map(|index| ValueId(index as u32))
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
