//! NDJSON: one object a line; wanted keys become slots, others are named once.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::cell::Slot;
use super::error::ReadError;

/// Room for one line's values.
#[derive(Default)]
pub(crate) struct Line {
    pub slots: Vec<Slot>,
    pub scratch: String,
}

/// Keys met in a stretch of lines.
#[derive(Default)]
pub(crate) struct Keys {
    /// Those that nobody wants; at most [`MOST_KEYS`].
    pub unknown: BTreeSet<String>,
    /// Which of the wanted were met, as bits.
    pub wanted: u64,
    /// Lines that were objects.
    pub objects: u64,
}

const MOST_KEYS: usize = 200;

/// Stops at a file that plainly is something else.
pub(crate) fn check(data: &[u8], file: &str) -> Result<(), ReadError> {
    let data = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data).trim_ascii_start();
    let what = match data {
        [b'[', ..] => "the file is a JSON list; expected one object a line",
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "the file is UTF-16; expected UTF-8",
        [0x1f, 0x8b, ..] => "the file is compressed by gzip; its name must end in .gz",
        [0x28, 0xb5, 0x2f, 0xfd, ..] => "the file is compressed by zstd; its name must end in .zst",
        [b'P', b'A', b'R', b'1', ..] => "the file is Parquet; its name must end in .parquet",
        _ => return Ok(()),
    };
    Err(ReadError::new(file, what, "Write NDJSON: a JSON object on each line, in UTF-8"))
}

/// Reads the object on a line. `base`: where the line stands in its block.
pub(crate) fn parse(
    line: &str,
    base: usize,
    wanted: &[String],
    into: &mut Line,
    keys: &mut Keys,
) -> Result<(), String> {
    into.slots.clear();
    into.slots.resize(wanted.len(), Slot::Absent);
    into.scratch.clear();
    let mut deserializer = serde_json::Deserializer::from_str(line);
    let object = ObjectSeed { line, base, wanted, into, keys: &mut *keys };
    let read = object.deserialize(&mut deserializer).and_then(|()| deserializer.end());
    keys.objects += u64::from(read.is_ok());
    read.map_err(|error| {
        let text = error.to_string();
        let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
        format!("not a JSON object: {what} (character {} of the line)", error.column())
    })
}

struct ObjectSeed<'a, 'k> {
    line: &'a str,
    base: usize,
    wanted: &'k [String],
    into: &'k mut Line,
    keys: &'k mut Keys,
}

impl<'de> DeserializeSeed<'de> for ObjectSeed<'de, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ObjectSeed<'de, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(column) = map.next_key_seed(KeySeed { wanted: self.wanted, keys: self.keys })? {
            let Some(column) = column else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let slot =
                map.next_value_seed(ValueSeed { line: self.line, base: self.base, scratch: &mut self.into.scratch })?;
            self.into.slots[column] = slot;
        }
        Ok(())
    }
}

struct KeySeed<'k> {
    wanted: &'k [String],
    keys: &'k mut Keys,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Option<usize>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        let column = self.wanted.iter().position(|wanted| wanted == key);
        match column {
            Some(column) => self.keys.wanted |= 1 << column.min(63),
            None if self.keys.unknown.len() < MOST_KEYS && !self.keys.unknown.contains(key) => {
                self.keys.unknown.insert(key.to_owned());
            }
            None => {}
        }
        Ok(column)
    }
}

struct ValueSeed<'a, 's> {
    line: &'a str,
    base: usize,
    scratch: &'s mut String,
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'de, '_> {
    type Value = Slot;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Slot, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'de, '_> {
    type Value = Slot;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a plain value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Slot, E> {
        // Text without escapes is a stretch of the line itself.
        let start = self.base + (text.as_ptr() as usize - self.line.as_ptr() as usize);
        Ok(Slot::Block(start as u32, (start + text.len()) as u32))
    }

    fn visit_str<E>(self, text: &str) -> Result<Slot, E> {
        let start = self.scratch.len();
        self.scratch.push_str(text);
        Ok(Slot::Scratch(start as u32, self.scratch.len() as u32))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Slot, E> {
        Ok(Slot::Integer(number))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Slot, E> {
        match i64::try_from(number) {
            Ok(number) => Ok(Slot::Integer(number)),
            // Beyond 2^63 it can only be an id: its digits count.
            Err(_) => self.visit_str(&number.to_string()),
        }
    }

    fn visit_f64<E>(self, number: f64) -> Result<Slot, E> {
        Ok(Slot::Real(number))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Slot, E> {
        Ok(Slot::Flag(flag))
    }

    fn visit_unit<E>(self) -> Result<Slot, E> {
        Ok(Slot::Absent)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Slot, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Slot::Nested)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Slot, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Slot::Nested)
    }
}
