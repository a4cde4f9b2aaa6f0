//! Values from their written forms: times, addresses, numbers, words.

use std::net::IpAddr;

use jiff::civil::Date;
use jiff::fmt::strtime;

use super::error::quoted;
use super::row::Cell;
use crate::model::{DAY, Time};

/// Integers from here on are milliseconds: as seconds they would be the year 5138 and later, as milliseconds 1973.
const MILLISECONDS_FROM: i64 = 100_000_000_000;

/// The moment of a cell; `format` is the mapping's own form for text.
///
/// Text is RFC 3339 (fractions of a second are dropped), a date (its first second in UTC), or an integer: Unix
/// seconds, or milliseconds from 10^11 on. With a `format` that has no offset, the text is taken as UTC.
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
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !digits.is_empty() && digits.len() <= 18 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().map(integer_seconds).map_err(|_| bad_time(text));
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
        return parts.to_timestamp().map(|moment| moment.as_second()).map_err(fault);
    }
    let local = match parts.to_datetime() {
        Ok(local) => local,
        Err(_) => parts.to_date().map_err(fault)?.at(0, 0, 0, 0),
    };
    local.to_zoned(jiff::tz::TimeZone::UTC).map(|moment| moment.timestamp().as_second()).map_err(fault)
}

/// The address of a cell.
pub(crate) fn address(cell: Cell<'_>) -> Result<Option<IpAddr>, String> {
    match cell {
        Cell::Absent => Ok(None),
        Cell::Text(text) => match text.parse::<IpAddr>() {
            Ok(address) => Ok(Some(address.to_canonical())),
            Err(_) => Err(format!("{} is not an IP address (v4 or v6)", quoted(text))),
        },
        other => Err(format!("{} is not an IP address (v4 or v6)", shown(other))),
    }
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

/// Yes or no; `None` within where the word is neither.
pub(crate) fn flag(cell: Cell<'_>) -> Option<Option<bool>> {
    const YES: [&str; 5] = ["true", "1", "yes", "t", "y"];
    const NO: [&str; 5] = ["false", "0", "no", "f", "n"];
    match cell {
        Cell::Absent => Some(None),
        Cell::Flag(flag) => Some(Some(flag)),
        Cell::Integer(0) => Some(Some(false)),
        Cell::Integer(1) => Some(Some(true)),
        Cell::Text(text) if YES.iter().any(|word| text.eq_ignore_ascii_case(word)) => Some(Some(true)),
        Cell::Text(text) if NO.iter().any(|word| text.eq_ignore_ascii_case(word)) => Some(Some(false)),
        _ => None,
    }
}

/// A cell as a reason quotes it.
pub(crate) fn shown(cell: Cell<'_>) -> String {
    match cell {
        Cell::Absent => "nothing".into(),
        Cell::Text(text) => quoted(text),
        Cell::NotText(bytes) => quoted(&String::from_utf8_lossy(bytes)),
        Cell::Integer(number) => number.to_string(),
        Cell::Real(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Moment(seconds) => jiff::Timestamp::from_second(seconds).map_or(seconds.to_string(), |t| t.to_string()),
        Cell::Nested => "a list or object".into(),
    }
}
