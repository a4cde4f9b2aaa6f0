//! Sixteen lower-case hexadecimal digits as a number: what many devices are called by. Eight digits at a time, without a branch.

const ONES: u64 = 0x0101_0101_0101_0101;

/// The number of 16 digits `0-9a-f`; `None` for any other text.
#[inline]
pub(super) fn number(text: &[u8]) -> Option<u64> {
    let digits: &[u8; 16] = text.try_into().ok()?;
    let (halves, _) = digits.as_chunks::<8>();
    Some(u64::from(half(halves[0])?) << 32 | u64::from(half(halves[1])?))
}

/// The digits of a number.
pub(super) fn digits(number: u64) -> [u8; 16] {
    let mut text = [0; 16];
    let (halves, _) = text.as_chunks_mut::<8>();
    halves[0] = written((number >> 32) as u32);
    halves[1] = written(number as u32);
    text
}

#[inline]
fn half(digits: [u8; 8]) -> Option<u32> {
    let word = u64::from_be_bytes(digits);
    // Letters have bit 6 set, and their lower half begins at 1.
    let nibbles = ((word & (ONES * 0x0f)) + (word >> 6 & ONES) * 9) & (ONES * 0x0f);
    let pairs = (nibbles | nibbles >> 4) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs | pairs >> 8) & 0x0000_ffff_0000_ffff;
    let number = (fours | fours >> 16) as u32;
    // What is no digit is not written as it was read.
    (encoded(nibbles) == word).then_some(number)
}

#[inline]
fn written(number: u32) -> [u8; 8] {
    let fours = (u64::from(number) | u64::from(number) << 16) & 0x0000_ffff_0000_ffff;
    let pairs = (fours | fours << 8) & 0x00ff_00ff_00ff_00ff;
    encoded((pairs | pairs << 4) & (ONES * 0x0f)).to_be_bytes()
}

/// The digit of each byte of `nibbles`.
#[inline]
fn encoded(nibbles: u64) -> u64 {
    let letters = (nibbles + ONES * 6) >> 4 & ONES;
    nibbles + ONES * u64::from(b'0') + letters * u64::from(b'a' - b'0' - 10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{digits, number};

    proptest! {
        #[test]
        fn digits_are_read_as_they_are_written(value: u64) {
            let text = format!("{value:016x}");
            prop_assert_eq!(number(text.as_bytes()), Some(value));
            prop_assert_eq!(&digits(value)[..], text.as_bytes());
        }

        #[test]
        fn nothing_else_is_a_number(mut text in prop::array::uniform16(prop::sample::select(b"0123456789abcdef".to_vec())), at in 0_usize..16, byte: u8) {
            text[at] = byte;
            let is_hex = text.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            prop_assert_eq!(number(&text).is_some(), is_hex);
            prop_assert_eq!(number(&text[1..]), None);
        }
    }
}
