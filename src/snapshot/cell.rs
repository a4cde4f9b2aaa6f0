//! The content of one field of one row, whatever format it stands in.

use super::error::quoted;

/// The content of one field of one row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    /// Not known.
    Absent,
    Text(&'a str),
    /// Text that is not UTF-8.
    NotText(&'a [u8]),
    Integer(i64),
    Real(f64),
    Flag(bool),
    /// Seconds since 1970.
    Moment(i64),
    /// A list or an object.
    Nested,
}

/// A field of a text row: where its content stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Slot {
    Absent,
    /// Bytes of the block.
    Block(u32, u32),
    /// Bytes of the row's scratch space (unescaped).
    Scratch(u32, u32),
    Integer(i64),
    Real(f64),
    Flag(bool),
    NotText,
    Nested,
}

impl Slot {
    #[inline]
    pub fn cell<'a>(&self, block: &'a [u8], text: Option<&'a str>, scratch: &'a str) -> Cell<'a> {
        match *self {
            Slot::Block(start, end) => {
                let (start, end) = (start as usize, end as usize);
                match text.and_then(|text| text.get(start..end)) {
                    Some(text) => some_text(text),
                    None => bytes_cell(&block[start..end]),
                }
            }
            Slot::Scratch(start, end) => some_text(&scratch[start as usize..end as usize]),
            Slot::Integer(number) => Cell::Integer(number),
            Slot::Real(number) => Cell::Real(number),
            Slot::Flag(flag) => Cell::Flag(flag),
            Slot::NotText => Cell::NotText(&[]),
            Slot::Nested => Cell::Nested,
            Slot::Absent => Cell::Absent,
        }
    }
}

/// Text without the space around it; absent where nothing is left.
#[inline]
pub(crate) fn some_text(text: &str) -> Cell<'_> {
    let bytes = text.as_bytes();
    // Most text has no space at either end: look before trimming by Unicode's rules.
    let edge = |byte: Option<&u8>| byte.is_none_or(|byte| *byte <= b' ' || *byte >= 0x80);
    let text = if edge(bytes.first()) || edge(bytes.last()) { text.trim() } else { text };
    if text.is_empty() { Cell::Absent } else { Cell::Text(text) }
}

/// Bytes as text where they are UTF-8.
#[inline]
pub(crate) fn bytes_cell(bytes: &[u8]) -> Cell<'_> {
    std::str::from_utf8(bytes).map_or(Cell::NotText(bytes), some_text)
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
