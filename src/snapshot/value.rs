//! Values from their written forms: addresses, numbers, words.

use std::net::IpAddr;

use super::cell::{Cell, shown};
use super::error::quoted;

/// The address of a cell.
pub(crate) fn address(cell: Cell<'_>) -> Result<Option<IpAddr>, String> {
    match cell {
        Cell::Absent => Ok(None),
        Cell::Text(text) => match v4(text.as_bytes()).map_or_else(|| text.parse(), Ok) {
            Ok(address) => Ok(Some(address.to_canonical())),
            Err(_) => Err(format!("{} is not an IP address (v4 or v6)", quoted(text))),
        },
        other => Err(format!("{} is not an IP address (v4 or v6)", shown(other))),
    }
}

/// Four decimal numbers without leading zeros: what nearly every address is.
#[inline]
pub(crate) fn v4(text: &[u8]) -> Option<IpAddr> {
    let (mut octets, mut place) = ([0_u8; 4], 0);
    for (index, octet) in octets.iter_mut().enumerate() {
        let (mut number, mut digits) = (0_u32, 0);
        while let Some(digit) = text.get(place).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10) {
            number = number * 10 + u32::from(digit);
            digits += 1;
            place += 1;
            if digits > 3 || (digits > 1 && number < 10) {
                return None;
            }
        }
        *octet = u8::try_from(number).ok().filter(|_| digits > 0)?;
        if index < 3 {
            if text.get(place) != Some(&b'.') {
                return None;
            }
            place += 1;
        }
    }
    (place == text.len()).then(|| IpAddr::from(octets))
}

/// The finite number of a cell.
pub(crate) fn number(cell: Cell<'_>) -> Result<Option<f64>, String> {
    let number = match cell {
        Cell::Absent => return Ok(None),
        Cell::Integer(number) => number as f64,
        Cell::Real(number) => number,
        Cell::Text(text) => {
            text.parse().map_err(|_| format!("{} is not a number (digits, with '.' before decimals)", quoted(text)))?
        }
        other => return Err(format!("{} is not a number", shown(other))),
    };
    if number.is_finite() {
        // One zero: -0 and 0 are the same amount and must sort as one.
        Ok(Some(number + 0.0))
    } else {
        Err(format!("{} is not a finite number", shown(cell)))
    }
}

/// A word that a column does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Strange;

/// Yes or no, where known.
pub(crate) fn flag(cell: Cell<'_>) -> Result<Option<bool>, Strange> {
    const YES: [&str; 5] = ["true", "1", "yes", "t", "y"];
    const NO: [&str; 5] = ["false", "0", "no", "f", "n"];
    match cell {
        Cell::Absent => Ok(None),
        Cell::Flag(flag) => Ok(Some(flag)),
        Cell::Integer(0) => Ok(Some(false)),
        Cell::Integer(1) => Ok(Some(true)),
        Cell::Text(text) if YES.iter().any(|word| text.eq_ignore_ascii_case(word)) => Ok(Some(true)),
        Cell::Text(text) if NO.iter().any(|word| text.eq_ignore_ascii_case(word)) => Ok(Some(false)),
        _ => Err(Strange),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::cell::Cell;
    use super::{Strange, address, flag, number};

    #[test]
    fn numbers_and_flags() {
        assert_eq!(number(Cell::Text("-0")), Ok(Some(0.0)));
        for text in ["NaN", "inf", "1,5", "0x1", ""] {
            assert!(number(Cell::Text(text)).is_err(), "{text}");
        }
        assert_eq!(flag(Cell::Text("Yes")), Ok(Some(true)));
        assert_eq!(flag(Cell::Integer(0)), Ok(Some(false)));
        assert_eq!(flag(Cell::Text("?")), Err(Strange));
    }

    proptest! {
        #[test]
        fn no_text_makes_a_reader_panic(text in "\\PC{0,30}", digits in "[0-9:+. -]{0,30}") {
            for text in [&text, &digits] {
                let _ = address(Cell::Text(text));
                let _ = number(Cell::Text(text));
                let _ = flag(Cell::Text(text));
            }
        }

        #[test]
        fn the_fast_address_agrees_with_the_library(octets in prop::array::uniform4("[0-9]{0,4}"), tail in "[.: ]?") {
            let text = octets.join(".") + &tail;
            let expected = text.parse::<std::net::Ipv4Addr>().ok().map(std::net::IpAddr::V4);
            prop_assert_eq!(super::v4(text.as_bytes()), expected);
        }
    }
}
