//! Moments from their written forms.

use jiff::civil::Date;
use jiff::fmt::strtime;

use super::cell::{Cell, shown};
use super::error::quoted;
use crate::model::{DAY, Time};

/// Integers from here on are milliseconds: as seconds they would be the year 5138 and later, as milliseconds 1973.
const MILLISECONDS_FROM: i64 = 100_000_000_000;

/// The moment of a cell; `format` is the mapping's own form for text.
///
/// Text is RFC 3339 (fractions of a second are dropped), a date (its first second in UTC), or an integer: Unix
/// seconds, or milliseconds from 10^11 on, as a decimal too where nothing but zeros stands behind the point: so are integers
/// written that went through a column of decimals. With a `format` that has no offset, the text is taken as UTC.
pub(crate) fn time(cell: Cell<'_>, format: Option<&str>) -> Result<Option<Time>, String> {
    let seconds = match cell {
        Cell::Absent => return Ok(None),
        Cell::Text(text) => match format {
            Some(format) => formatted(text, format)?,
            None => text_seconds(text)?,
        },
        Cell::Integer(number) => integer_seconds(number),
        Cell::Real(number) if number.fract() == 0.0 && number.abs() < 9e15 => integer_seconds(number as i64),
        Cell::Moment(seconds) => seconds,
        other => return Err(format!("{} is not a time", shown(other))),
    };
    match u32::try_from(seconds) {
        Ok(u32::MAX) | Err(_) => Err(format!("{} is before 1970 or after 2106", shown(cell))),
        Ok(seconds) => Ok(Some(Time(seconds))),
    }
}

fn integer_seconds(number: i64) -> i64 {
    if number >= MILLISECONDS_FROM { number / 1000 } else { number }
}

fn text_seconds(text: &str) -> Result<i64, String> {
    if let Some(seconds) = common_form(text.as_bytes()) {
        return Ok(seconds);
    }
    let whole = match text.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') => whole,
        _ => text,
    };
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    if !digits.is_empty() && digits.len() <= 18 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return whole.parse().map(integer_seconds).map_err(|_| bad_time(text));
    }
    if text.len() == 10 {
        let date: Date = text.parse().map_err(|_| bad_time(text))?;
        return Ok(days_since_1970(i64::from(date.year()), date.month() as i64, date.day() as i64) * i64::from(DAY));
    }
    let moment: Result<jiff::Timestamp, _> = text.parse();
    moment.map(|moment| moment.as_nanosecond().div_euclid(1_000_000_000) as i64).map_err(|_| bad_time(text))
}

fn bad_time(text: &str) -> String {
    let without_offset = text.len() >= 16 && text.parse::<jiff::civil::DateTime>().is_ok();
    if without_offset {
        return format!(
            "{} has no offset from UTC: write it with 'Z' or '+09:00', or give its form as `time` in the settings",
            quoted(text)
        );
    }
    format!("{} is not a time (RFC 3339, YYYY-MM-DD, or Unix seconds or milliseconds)", quoted(text))
}

/// `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SS` with 'Z' or a whole-minute offset: what nearly every row has.
#[inline]
fn common_form(text: &[u8]) -> Option<i64> {
    let two = |at: usize| -> Option<i64> {
        let (tens, ones) = (text[at].wrapping_sub(b'0'), text[at + 1].wrapping_sub(b'0'));
        (tens < 10 && ones < 10).then(|| i64::from(tens) * 10 + i64::from(ones))
    };
    if !matches!(text.len(), 10 | 20 | 25) || text[4] != b'-' || text[7] != b'-' {
        return None;
    }
    let (year, month, day) = (two(0)? * 100 + two(2)?, two(5)?, two(8)?);
    if !(1..=12).contains(&month) || day < 1 || day > days_in(year, month) {
        return None;
    }
    let midnight = days_since_1970(year, month, day) * i64::from(DAY);
    if text.len() == 10 {
        return Some(midnight);
    }
    if !matches!(text[10], b'T' | b't' | b' ') || text[13] != b':' || text[16] != b':' {
        return None;
    }
    let (hour, minute, second) = (two(11)?, two(14)?, two(17)?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let offset = match text[19] {
        b'Z' | b'z' if text.len() == 20 => 0,
        sign @ (b'+' | b'-') if text.len() == 25 && text[22] == b':' => {
            let (hours, minutes) = (two(20)?, two(23)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            (hours * 3600 + minutes * 60) * if sign == b'+' { 1 } else { -1 }
        }
        _ => return None,
    };
    Some(midnight + hour * 3600 + minute * 60 + second - offset)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar (years of 400 as in Hinnant's `days_from_civil`).
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn formatted(text: &str, format: &str) -> Result<i64, String> {
    let fault = |_| format!("{} does not have the form '{format}'", quoted(text));
    let parts = strtime::parse(format, text).map_err(fault)?;
    if parts.offset().is_some() {
        return parts.to_timestamp().map(jiff::Timestamp::as_second).map_err(fault);
    }
    let local = match parts.to_datetime() {
        Ok(local) => local,
        Err(_) => parts.to_date().map_err(fault)?.at(0, 0, 0, 0),
    };
    local.to_zoned(jiff::tz::TimeZone::UTC).map(|moment| moment.timestamp().as_second()).map_err(fault)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::cell::Cell;
    use super::time;
    use crate::model::Time;

    fn seconds(text: &str) -> Result<u32, String> {
        time(Cell::Text(text), None).map(|time| time.expect("a value").0)
    }

    #[test]
    fn times_in_every_form() {
        for (text, expected) in [
            ("1970-01-01", 0),
            ("2024-02-29", 1_709_164_800),
            ("2024-02-29T00:00:00Z", 1_709_164_800),
            ("2024-02-29t09:00:00+09:00", 1_709_164_800),
            ("2024-02-28 15:00:00.999-09:00", 1_709_164_800),
            ("1709164800", 1_709_164_800),
            ("1709164800.0", 1_709_164_800),
            ("1709164800999.000", 1_709_164_800),
            ("1709164800999", 1_709_164_800),
            // The rule for integers: from 10^11 on they are milliseconds.
            ("99999999999", 0),
            ("100000000000", 100_000_000),
            ("2106-02-07T06:28:14Z", u32::MAX - 1),
        ] {
            if text == "99999999999" {
                assert!(seconds(text).expect_err("beyond 2106").contains("after 2106"));
            } else {
                assert_eq!(seconds(text), Ok(expected), "{text}");
            }
        }
        for text in
            ["2023-02-29", "2024-13-01", "2024-01-01T24:00:00Z", "soon", "12:00", "-5", "2106-02-07T06:28:15Z", "1e9"]
        {
            assert!(seconds(text).is_err(), "{text}");
        }
        for text in ["1709164800.5", "1709164800.", ".0", "1709164800.0.0", "-5.0", "2024-02-29.0"] {
            assert!(seconds(text).is_err(), "{text}");
        }
        assert!(seconds("2024-01-05T10:00:00").expect_err("no offset").contains("has no offset"));
        let form = Some("%d/%m/%Y %H:%M");
        assert_eq!(time(Cell::Text("29/02/2024 00:00"), form), Ok(Some(Time(1_709_164_800))));
        assert_eq!(
            time(Cell::Text("29/02/2024 09:00 +09:00"), Some("%d/%m/%Y %H:%M %:z")),
            Ok(Some(Time(1_709_164_800)))
        );
        assert_eq!(time(Cell::Text("02/29/24"), Some("%m/%d/%y")), Ok(Some(Time(1_709_164_800))));
        assert_eq!(time(Cell::Moment(5), None), Ok(Some(Time(5))));
        assert!(time(Cell::Real(5.5), None).is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,30}", digits in "[0-9TZ:+. -]{0,30}", form in "[%a-zA-Z0-9:]{0,8}") {
            for text in [&text, &digits] {
                let _ = time(Cell::Text(text), None);
                let _ = time(Cell::Text(text), Some(&form));
            }
        }

        #[test]
        fn the_fast_form_agrees_with_the_library(seconds in 0_i64..4_294_967_294, offset in -14_i64..=14) {
            let moment = jiff::Timestamp::from_second(seconds).expect("in range");
            prop_assert_eq!(time(Cell::Text(&moment.to_string()), None), Ok(Some(Time(seconds as u32))));
            let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(offset as i8));
            let text = moment.to_zoned(zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
            prop_assert_eq!(time(Cell::Text(&text), None), Ok(Some(Time(seconds as u32))));
            let date = moment.to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
            prop_assert_eq!(time(Cell::Text(&date), None), Ok(Some(Time((seconds / 86_400 * 86_400) as u32))));
        }
    }
}
