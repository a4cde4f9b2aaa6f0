//! What a string is compared by: itself where it has at most 15 bytes or 16 hexadecimal digits, else a keyed 128-bit hash.

use std::hash::{BuildHasher, RandomState};

use super::hex;
use super::siphash::siphash128;

/// 128 bits that stand for a string or an address.
///
/// A string of up to 15 bytes stands for itself: its bytes in order from the top, zeros, and its length in the
/// lowest byte; so short keys order as their strings do. 16 hexadecimal digits stand as their number, with `HEX` in the lowest
/// byte. Any longer string stands as its SipHash-128 under a key drawn for each run, with `LONG` in the lowest byte: 120 bits
/// that nobody can aim at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(crate) struct Key {
    pub high: u64,
    pub low: u64,
}

/// Bits of a temporary id that name the shard.
pub(crate) const SHARD_BITS: u32 = 6;
pub(crate) const SHARDS: usize = 1 << SHARD_BITS;
/// Bits of a hash that name the part of a shard's table.
pub(super) const PART_BITS: u32 = 5;

/// Longest string that is its own key.
pub(crate) const SHORT: usize = 15;
const LONG: u64 = 0xff;
const HEX: u64 = 0xfe;

/// The run's secret: nobody who writes an input can know which strings would collide.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seeds {
    strings: [u64; 2],
    slots: [u64; 2],
}

impl Seeds {
    /// From the system's randomness. Results do not depend on it.
    pub fn random() -> Self {
        let draw = |n: u64| RandomState::new().hash_one(n);
        Self { strings: [draw(1), draw(2)], slots: [draw(3), draw(4)] }
    }

    /// The key of a string.
    #[inline]
    pub fn key(&self, text: &str) -> Key {
        let bytes = text.as_bytes();
        if bytes.len() > SHORT {
            if let Some(number) = hex::number(bytes) {
                return Key { high: number, low: HEX };
            }
            let [low, high] = siphash128(self.strings, bytes);
            return Key { high, low: low | LONG };
        }
        let (high, low) = padded(bytes);
        Key { high, low: low | bytes.len() as u64 }
    }

    /// Where a key goes in a table: 64 well-mixed bits.
    #[inline]
    pub fn slot(&self, key: Key) -> u64 {
        let product = u128::from(key.high ^ self.slots[0]) * u128::from(key.low ^ self.slots[1]);
        let folded = (product as u64) ^ ((product >> 64) as u64);
        folded ^ (folded >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// Up to 15 bytes as two big-endian words, zeros behind.
#[inline]
fn padded(bytes: &[u8]) -> (u64, u64) {
    if let Some((head, tail)) = bytes.split_first_chunk::<8>() {
        return (u64::from_be_bytes(*head), upto7(tail));
    }
    (upto7(bytes), 0)
}

/// Up to 7 bytes as a big-endian word, zeros behind.
#[inline]
fn upto7(bytes: &[u8]) -> u64 {
    // Overlapping reads instead of a copy of unknown length.
    match bytes.len() {
        0 => 0,
        1..=3 => {
            let n = bytes.len();
            let (first, middle, last) = (bytes[0], bytes[n / 2], bytes[n - 1]);
            (u64::from(first) << 56)
                | (u64::from(middle) << (56 - 8 * (n / 2)))
                | (u64::from(last) << (56 - 8 * (n - 1)))
        }
        n => {
            let head = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
            let tail = u32::from_be_bytes([bytes[n - 4], bytes[n - 3], bytes[n - 2], bytes[n - 1]]);
            (u64::from(head) << 32) | (u64::from(tail) << (64 - 8 * n))
        }
    }
}

impl Key {
    /// Whether the key is the hash of a longer string. Not for keys of addresses.
    #[inline]
    pub fn is_long(self) -> bool {
        self.low & 0xff == LONG
    }

    /// The key of an address: the address itself.
    #[inline]
    pub fn address(address: std::net::IpAddr) -> Self {
        let bits = match address {
            std::net::IpAddr::V4(v4) => u128::from(v4.to_ipv6_mapped()),
            std::net::IpAddr::V6(v6) => u128::from(v6),
        };
        Self { high: (bits >> 64) as u64, low: bits as u64 }
    }

    /// What an address is looked up by: the upper half alone, since addresses of one /64 are one value. Where it is zero (IPv4,
    /// and some reserved addresses) the whole.
    #[inline]
    pub fn network(self) -> Self {
        Self { high: self.high, low: if self.high == 0 { self.low } else { 0 } }
    }

    /// The address of an address's key.
    pub fn to_address(self) -> std::net::IpAddr {
        let bits = u128::from(self.high) << 64 | u128::from(self.low);
        std::net::IpAddr::V6(std::net::Ipv6Addr::from(bits)).to_canonical()
    }

    /// The bytes of the string that a key holds, and how many count.
    pub fn held(self) -> ([u8; 16], usize) {
        if self.low & 0xff == HEX {
            return (hex::digits(self.high), 16);
        }
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.high.to_be_bytes());
        bytes[8..].copy_from_slice(&self.low.to_be_bytes());
        let length = (self.low & 0xff) as usize;
        bytes[15] = 0;
        (bytes, length.min(SHORT))
    }
}

/// What orders strings fast: the first 15 bytes, then the length up to 16; equal only where both are longer.
pub(crate) fn prefix(bytes: &[u8]) -> Key {
    let (high, low) = padded(&bytes[..bytes.len().min(SHORT)]);
    Key { high, low: low | bytes.len().min(SHORT + 1) as u64 }
}

#[cfg(test)]
mod tests {
    use super::{Seeds, prefix};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_short_key_holds_its_string_and_its_order(a in "\\PC{0,5}", b in "[a-c\u{0}]{0,15}") {
            let seeds = Seeds::random();
            for text in [&a, &b] {
                if text.len() <= super::SHORT {
                    let (bytes, length) = seeds.key(text).held();
                    prop_assert_eq!(&bytes[..length], text.as_bytes());
                }
            }
            if a.len() <= super::SHORT {
                prop_assert_eq!(seeds.key(&a).cmp(&seeds.key(&b)), a.cmp(&b));
            }
        }

        #[test]
        fn prefixes_never_contradict_the_order(a in "[ab\u{0}]{0,20}", b in "[ab\u{0}]{0,20}") {
            let order = prefix(a.as_bytes()).cmp(&prefix(b.as_bytes()));
            prop_assert!(order.is_eq() || order == a.cmp(&b));
            prop_assert!(order.is_ne() || a == b || (a.len() > 15 && b.len() > 15));
        }
    }
}
