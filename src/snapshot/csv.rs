//! CSV (RFC 4180): splits records, also from the middle of a file.
//!
//! A record ends at the first line feed that stands in no quoted field. A quote opens a field only at its very
//! beginning. A record whose quote is not closed, is followed by more text, or that is longer than [`LONGEST`]
//! cannot be told from what follows: its first line is rejected and splitting goes on at the next line.

use memchr::{memchr, memchr2};

use super::cell::Slot;
use super::error::ReadError;

/// Longest record in bytes. Beyond it a quote is taken to be left open.
pub(crate) const LONGEST: usize = 16 << 20;

/// Which fields of a file are kept, and where.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    /// For each field of the header: the wanted column that it is.
    keep: Vec<Option<usize>>,
    wanted: usize,
}

impl Layout {
    /// The places of the `wanted` columns in a header.
    pub fn new(header: &[String], wanted: &[String]) -> Self {
        let keep = header.iter().map(|name| wanted.iter().position(|wanted| wanted == name)).collect();
        Self { keep, wanted: wanted.len() }
    }

    /// Number of fields of the header.
    pub fn fields(&self) -> usize {
        self.keep.len()
    }
}

/// What a record turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Record {
    /// Whole; the next begins at `next`. `fields` counts its fields.
    Whole { next: usize, fields: usize },
    /// A blank line.
    Blank { next: usize },
    /// Cannot be split; the next line begins at `next`.
    Broken { next: usize, why: &'static str },
    /// The block ends before the record does.
    Cut,
}

/// Room for one record's fields.
#[derive(Default)]
pub(crate) struct Fields {
    pub slots: Vec<Slot>,
    pub scratch: String,
    scratch_bytes: Vec<u8>,
}

/// How a field ended.
enum End {
    Field(usize),
    Record(usize),
    Broken(&'static str),
    Cut,
}

/// Splits the record at `at`. `last`: the file ends where `data` ends.
pub(crate) fn split(data: &[u8], at: usize, last: bool, layout: &Layout, fields: &mut Fields) -> Record {
    if let Some(next) = blank(data, at) {
        return Record::Blank { next };
    }
    fields.slots.clear();
    fields.slots.resize(layout.wanted, Slot::Absent);
    fields.scratch.clear();
    let (mut place, mut count) = (at, 0);
    loop {
        let keep = layout.keep.get(count).copied().flatten();
        let (slot, end) = if data.get(place) == Some(&b'"') {
            quoted(data, place, last, keep.is_some(), fields)
        } else {
            plain(data, place, last)
        };
        if let Some(column) = keep {
            fields.slots[column] = slot;
        }
        count += 1;
        match end {
            End::Field(next) => place = next,
            End::Record(next) => return Record::Whole { next, fields: count },
            End::Broken(why) => return broken(data, at, last, why),
            End::Cut if data.len() - at >= LONGEST => return broken(data, at, last, "is longer than 16 MiB"),
            End::Cut => return Record::Cut,
        }
        if place - at > LONGEST {
            return broken(data, at, last, "is longer than 16 MiB: is a quote not closed?");
        }
    }
}

/// The end of a line with nothing on it.
fn blank(data: &[u8], at: usize) -> Option<usize> {
    match data.get(at..)? {
        [b'\n', ..] => Some(at + 1),
        [b'\r', b'\n', ..] => Some(at + 2),
        _ => None,
    }
}

fn plain(data: &[u8], start: usize, last: bool) -> (Slot, End) {
    let (end, ending) = match memchr2(b',', b'\n', &data[start..]) {
        Some(length) if data[start + length] == b',' => (start + length, End::Field(start + length + 1)),
        Some(length) => (start + length, End::Record(start + length + 1)),
        None if last => (data.len(), End::Record(data.len())),
        None => return (Slot::Absent, End::Cut),
    };
    // A line may end with CR LF.
    let cr = matches!(ending, End::Record(_)) && end > start && data[end - 1] == b'\r';
    (Slot::Block(start as u32, (end - usize::from(cr)) as u32), ending)
}

fn quoted(data: &[u8], open: usize, last: bool, keep: bool, fields: &mut Fields) -> (Slot, End) {
    const OPEN: &str = "has a quote that is not closed";
    let (start, mut place, mut escapes) = (open + 1, open + 1, false);
    loop {
        let Some(length) = memchr(b'"', &data[place..]) else {
            return (Slot::Absent, if last { End::Broken(OPEN) } else { End::Cut });
        };
        place += length + 1;
        match data.get(place..place + 1).map(|next| next[0]) {
            Some(b'"') => {
                escapes = true;
                place += 1;
            }
            None if !last => return (Slot::Absent, End::Cut),
            _ => break,
        }
    }
    let end = place - 1;
    let ending = match &data[place..] {
        [] => End::Record(place),
        [b',', ..] => End::Field(place + 1),
        [b'\n', ..] => End::Record(place + 1),
        [b'\r', b'\n', ..] => End::Record(place + 2),
        [b'\r'] if last => End::Record(place + 1),
        [b'\r'] => End::Cut,
        _ => End::Broken("has text after a closing quote"),
    };
    if !keep || !escapes {
        return (Slot::Block(start as u32, end as u32), ending);
    }
    (unescaped(&data[start..end], fields), ending)
}

/// A field with its doubled quotes made single, in the scratch space.
fn unescaped(field: &[u8], fields: &mut Fields) -> Slot {
    let bytes = &mut fields.scratch_bytes;
    bytes.clear();
    let mut rest = field;
    while let Some(quote) = memchr(b'"', rest) {
        bytes.extend_from_slice(&rest[..=quote]);
        rest = rest.get(quote + 2..).unwrap_or_default();
    }
    bytes.extend_from_slice(rest);
    let Ok(text) = std::str::from_utf8(bytes) else { return Slot::NotText };
    let start = fields.scratch.len();
    fields.scratch.push_str(text);
    Slot::Scratch(start as u32, fields.scratch.len() as u32)
}

fn broken(data: &[u8], at: usize, last: bool, why: &'static str) -> Record {
    match memchr(b'\n', &data[at..]) {
        Some(length) => Record::Broken { next: at + length + 1, why },
        None if last || data.len() - at >= LONGEST => Record::Broken { next: data.len(), why },
        None => Record::Cut,
    }
}

/// The header at the beginning of a file, and where the rows begin.
pub(crate) fn header(data: &[u8], last: bool, file: &str) -> Result<(Vec<String>, usize), ReadError> {
    const REPAIR: &str = "Write the columns' names on the first line, in UTF-8, separated by commas";
    let fault = |what: String| ReadError::new(file, what, REPAIR);
    if data.starts_with(&[0xff, 0xfe]) || data.starts_with(&[0xfe, 0xff]) {
        return Err(fault("the file is UTF-16; expected UTF-8".into()));
    }
    let mut at = if data.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    while let Some(next) = blank(data, at) {
        at = next;
    }
    if at == data.len() {
        return Err(fault("the file is empty; expected a header line".into()));
    }
    let every = Layout { keep: (0..MOST_COLUMNS).map(Some).collect(), wanted: MOST_COLUMNS };
    let mut fields = Fields::default();
    let (next, count) = match split(data, at, last, &every, &mut fields) {
        Record::Whole { next, fields } => (next, fields),
        Record::Broken { why, .. } => return Err(fault(format!("the header line {why}"))),
        Record::Blank { .. } | Record::Cut => return Err(fault("no header line ends in the first 16 MiB".into())),
    };
    if count > MOST_COLUMNS {
        return Err(fault(format!("the header line has {count} fields; at most {MOST_COLUMNS} are read")));
    }
    let text = std::str::from_utf8(data.get(at..next).unwrap_or_default());
    if let Err(error) = text {
        let place = error.valid_up_to() + 1;
        return Err(fault(format!("the header line is not UTF-8 (byte {place}), so that this may be no CSV file")));
    }
    // Lines of old Macs: the whole file would be one header.
    let ends = data[at..next].trim_ascii_end();
    if memchr::memchr(b'\r', ends).is_some() && memchr::memchr(b'\n', ends).is_none() {
        return Err(fault("lines end with a carriage return alone; expected line feeds".into()));
    }
    let name = |slot: &Slot| match slot.cell(data, None, &fields.scratch) {
        super::cell::Cell::Text(text) => text.to_owned(),
        _ => String::new(),
    };
    Ok((fields.slots[..count].iter().map(name).collect(), next))
}

const MOST_COLUMNS: usize = 4096;

/// Line feeds in a stretch of bytes.
pub(crate) fn lines(data: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', data).count() as u64
}
