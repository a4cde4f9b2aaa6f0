//! An entry of the book, with the hash that stands for it.

/// An entry as it stands in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Number, from 1, without gaps.
    pub seq: u64,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Who decided.
    pub who: String,
    /// Why.
    pub why: String,
    /// On which run it was seen: the directory's name and the snapshot's moment; may be empty.
    pub run: String,
    /// The [`Decision`](super::decision::Decision) as JSON.
    pub decision: String,
    /// Hash of the entry before.
    pub previous: Hash,
    /// Hash of this one.
    pub hash: Hash,
}

/// A SHA-256 hash.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What stands before the first entry.
    pub const ZERO: Self = Self([0; 32]);

    /// A hash from bytes of any length; `None` where they are not 32.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl std::fmt::Display for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
