//! The form of numbered ids: a word, and a number of so many digits.

/// Digits at most: numbers below 2^30.
const MOST: usize = 9;
const ONES: u64 = 0x0101_0101_0101_0101;

/// What ids of a form have in common.
#[derive(Debug)]
pub(super) struct Form {
    /// What stands before the digits; beyond [`MOST`] of them, the first digits too.
    word: Box<[u8]>,
    /// Bytes of the whole.
    length: usize,
    /// The bits of the last eight bytes that are digits, and of the others zeros as digits.
    digits: u64,
    zeros: u64,
}

impl Form {
    /// The form of an id. One without digits has a form that no number has.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let digits = bytes.iter().rev().take(MOST).take_while(|byte| byte.is_ascii_digit()).count();
        let mask = u64::MAX >> (64 - 8 * digits.clamp(1, 8));
        let length = if digits == 0 { usize::MAX } else { bytes.len() };
        Self { word: bytes[..bytes.len() - digits].into(), length, digits: mask, zeros: !mask & (ONES * 0x30) }
    }

    /// Bytes of an id.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The number of an id; `None` where it has another form.
    #[inline]
    pub fn number(&self, text: &[u8]) -> Option<u32> {
        if text.len() != self.length || !text.starts_with(&self.word) {
            return None;
        }
        let Some((_, last)) = text.split_last_chunk::<8>() else { return plain(&text[self.word.len()..]) };
        let low = eight(u64::from_be_bytes(*last) & self.digits | self.zeros)?;
        if text.len() - self.word.len() < MOST {
            return Some(low);
        }
        Some(plain(&text[self.word.len()..=self.word.len()])? * 100_000_000 + low)
    }

    /// Puts the id of a number at the front of `to`.
    pub fn write(&self, number: u32, to: &mut [u8]) {
        let (word, digits) = to[..self.length].split_at_mut(self.word.len());
        word.copy_from_slice(&self.word);
        let mut rest = number;
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
    }
}

#[cfg(test)]
impl Form {
    /// The id of a number.
    pub fn text(&self, number: u32) -> String {
        let mut bytes = vec![0; self.length];
        self.write(number, &mut bytes);
        String::from_utf8(bytes).expect("a word and digits")
    }
}

fn plain(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
}

/// The number of eight digits, the first in the highest byte: pairs, then fours, then all.
#[inline]
fn eight(word: u64) -> Option<u32> {
    let high = ONES * 0xf0;
    if word & high != ONES * 0x30 || (word + ONES * 6) & high != ONES * 0x30 {
        return None;
    }
    let ones = word & (ONES * 0x0f);
    let pairs = (ones & 0x00ff_00ff_00ff_00ff) + (ones >> 8 & 0x00ff_00ff_00ff_00ff) * 10;
    let fours = (pairs & 0x0000_ffff_0000_ffff) + (pairs >> 16 & 0x0000_ffff_0000_ffff) * 100;
    Some((fours as u32) + (fours >> 32) as u32 * 10_000)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Form;

    proptest! {
        #[test]
        fn a_number_is_written_as_it_was_read(word in "[a-zé]{0,9}", digits in "[0-9]{1,9}", other in "[a-z]{0,2}[0-9:/]{1,10}[a-z]?") {
            let text = format!("{word}{digits}");
            let form = Form::of(&text);
            let number = form.number(text.as_bytes()).expect("its own form");
            prop_assert_eq!(number, digits.parse::<u32>().expect("nine digits"));
            prop_assert_eq!(form.text(number), text.as_str());
            for other in [format!("{word}{other}"), other] {
                let same = other.len() == text.len()
                    && other.strip_prefix(&word).is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
                prop_assert_eq!(form.number(other.as_bytes()).map(|number| form.text(number)), same.then_some(other));
            }
        }

        #[test]
        fn of_many_digits_the_first_belong_to_the_word(digits in "[0-9]{10,20}") {
            let form = Form::of(&digits);
            prop_assert_eq!(form.number(digits.as_bytes()).map(|number| form.text(number)), Some(digits.clone()));
            prop_assert_eq!(Form::of("none").number(b"none"), None);
        }
    }
}
