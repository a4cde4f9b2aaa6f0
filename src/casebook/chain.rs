//! The hash that chains entries: SHA-256 over the hash before and every field of the entry.

use sha2::{Digest, Sha256};

use super::entry::{Entry, Hash};

/// The hash of an entry that follows one with hash `previous`.
///
/// Hashed are a label, `previous`, the number as 8 bytes, and each text after its length in 8 bytes (little-endian),
/// in the order number, at, who, why, run, decision: no two different entries give the same bytes.
#[must_use]
pub fn chain_hash(previous: Hash, entry: &Entry) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(b"ringtrace casebook 1\n");
    hasher.update(previous.0);
    hasher.update(entry.seq.to_le_bytes());
    for text in [&entry.at, &entry.who, &entry.why, &entry.run, &entry.decision] {
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    Hash(hasher.finalize().into())
}
