//! Blocks of CSV and NDJSON, cut into pieces that are parsed side by side.
//!
//! A piece begins behind some line feed, on the guess that no quoted field spans it. When all pieces are parsed, each
//! must begin exactly where the one before ended; one that does not is parsed again from there. So the rows never
//! depend on where the cuts fell.

use memchr::memchr;
use rayon::prelude::*;

use super::chunk::Chunk;
use super::csv::{self, LONGEST, Layout, lines};
use super::error::Fault;
use super::mapping::Projection;
use super::ndjson;
use super::pools::Interners;
use super::records::Record;
use super::row::RawRow;

/// How the rows of one file are parsed.
pub(crate) struct TextParser<'a> {
    pub projection: &'a Projection,
    /// The CSV header's fields; `None`: NDJSON.
    pub layout: Option<Layout>,
    pub interners: &'a Interners,
    /// Where blocks are cut.
    pub piece: usize,
}

/// What pieces are cut from.
#[derive(Clone, Copy)]
struct Whole<'a> {
    data: &'a [u8],
    /// The same as text where all of it is UTF-8.
    text: Option<&'a str>,
    /// Whether nothing follows it in the file.
    last: bool,
}

/// A parsed piece, and where its last record ended.
struct Piece<T> {
    from: usize,
    end: usize,
    chunk: Chunk<T>,
}

impl TextParser<'_> {
    /// The rows of a block, in order, and where its unfinished record begins.
    pub fn block<T: Record>(&self, data: &[u8], last: bool) -> (Vec<Chunk<T>>, usize) {
        let whole = Whole { data, text: std::str::from_utf8(data).ok(), last };
        let bounds: Vec<(usize, usize)> = self.bounds(data);
        let parse = |from: usize, until: usize| self.piece(whole, from, until);
        let pieces: Vec<Piece<T>> = bounds.par_iter().map(|&(from, until)| parse(from, until)).collect();
        let (mut chunks, mut end) = (Vec::with_capacity(pieces.len()), 0);
        for (piece, (_, until)) in pieces.into_iter().zip(bounds) {
            if end >= until {
                // The record before reaches over the whole piece.
                continue;
            }
            let piece = if piece.from == end { piece } else { parse(end, until) };
            end = piece.end;
            chunks.push(piece.chunk);
            if end < until {
                // A record that the block cuts: nothing behind it is sure.
                break;
            }
        }
        (chunks, end)
    }

    /// Where the pieces of a block begin and end.
    fn bounds(&self, data: &[u8]) -> Vec<(usize, usize)> {
        let mut bounds = Vec::new();
        let mut from = 0;
        while from < data.len() {
            let cut = (from + self.piece).min(data.len());
            let until = memchr(b'\n', &data[cut..]).map_or(data.len(), |length| cut + length + 1);
            bounds.push((from, until));
            from = until;
        }
        bounds
    }

    fn piece<T: Record>(&self, whole: Whole<'_>, from: usize, until: usize) -> Piece<T> {
        let mut chunk = Chunk::new(self.interners);
        let end = match &self.layout {
            Some(layout) => self.csv(whole, from, until, layout, &mut chunk),
            None => self.ndjson(whole, from, until, &mut chunk),
        };
        chunk.lines = lines(&whole.data[from..end]) as u32;
        Piece { from, end, chunk }
    }

    /// Parses the records that begin in `from..until`; where the last one ends.
    fn csv<T: Record>(
        &self,
        whole: Whole<'_>,
        from: usize,
        until: usize,
        layout: &Layout,
        chunk: &mut Chunk<T>,
    ) -> usize {
        let Whole { data, text, last } = whole;
        let mut fields = csv::Fields::default();
        let mut counter = LineCounter::new(data, from);
        let mut at = from;
        while at < until {
            match csv::split(data, at, last, layout, &mut fields) {
                csv::Record::Whole { next, fields: count } => {
                    if count == layout.fields() {
                        let row = RawRow::Slots { block: data, text, scratch: &fields.scratch, slots: &fields.slots };
                        chunk.push(row, self.projection, self.interners, || counter.upto(at));
                    } else {
                        let reason = format!("the row has {count} fields, the header {}", layout.fields());
                        chunk.reject(counter.upto(at), Fault::whole(reason));
                    }
                    at = next;
                }
                csv::Record::Blank { next } => at = next,
                csv::Record::Broken { next, why } => {
                    let reason = format!("the row {why}; what follows is read from the next line on");
                    chunk.reject(counter.upto(at), Fault::whole(reason));
                    at = next;
                }
                csv::Record::Cut => break,
            }
        }
        at
    }

    /// Parses the lines that begin in `from..until`; where the last one ends.
    fn ndjson<T: Record>(&self, whole: Whole<'_>, from: usize, until: usize, chunk: &mut Chunk<T>) -> usize {
        let Whole { data, text, last } = whole;
        let mut line = ndjson::Line::default();
        let mut counter = LineCounter::new(data, from);
        let mut at = from;
        while at < until {
            let end = match memchr(b'\n', &data[at..]) {
                Some(length) => at + length,
                None if last || data.len() - at > LONGEST => data.len(),
                None => break,
            };
            let place = at;
            at = (end + 1).min(data.len());
            let bytes = data[place..end].trim_ascii();
            if bytes.is_empty() {
                continue;
            }
            if bytes.len() > LONGEST {
                chunk.reject(counter.upto(place), Fault::whole("the line is longer than 16 MiB"));
                continue;
            }
            let Ok(written) = std::str::from_utf8(bytes) else {
                chunk.reject(counter.upto(place), Fault::whole("the line is not UTF-8"));
                continue;
            };
            let base = place + (bytes.as_ptr() as usize - data[place..].as_ptr() as usize);
            match ndjson::parse(written, base, &self.projection.wanted, &mut line, &mut chunk.keys) {
                Ok(()) => {
                    let row = RawRow::Slots { block: data, text, scratch: &line.scratch, slots: &line.slots };
                    chunk.push(row, self.projection, self.interners, || counter.upto(place));
                }
                Err(reason) => chunk.reject(counter.upto(place), Fault::whole(reason)),
            }
        }
        at
    }
}

/// Counts lines only as far as somebody asks.
struct LineCounter<'a> {
    data: &'a [u8],
    at: usize,
    lines: u64,
}

impl<'a> LineCounter<'a> {
    fn new(data: &'a [u8], at: usize) -> Self {
        Self { data, at, lines: 0 }
    }

    /// Lines before `place`, which never moves back.
    fn upto(&mut self, place: usize) -> u32 {
        self.lines += lines(&self.data[self.at..place]);
        self.at = place;
        self.lines as u32
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::records::AccountRow;
    use super::*;
    use crate::model::Table;

    /// Every row as text, rejected ones with their line and reason.
    fn rows(parser: &TextParser<'_>, blocks: &[&[u8]]) -> Vec<String> {
        let (mut out, mut rest, mut lines_before) = (Vec::new(), Vec::new(), 0);
        for (index, block) in blocks.iter().enumerate() {
            let data = [rest.as_slice(), block].concat();
            let (chunks, end) = parser.block::<AccountRow>(&data, index + 1 == blocks.len());
            for chunk in chunks {
                let mut found: Vec<(u32, String)> = Vec::new();
                for row in &chunk.rows {
                    let name = row.row.name.map(|name| chunk.pools.texts.text_at(name.index()));
                    found.push((row.row.row, format!("{} {name:?}", chunk.pools.accounts.text_at(row.account.0))));
                }
                for bad in &chunk.bad {
                    found.push((bad.row, format!("line {}: {:?}", lines_before + bad.line, bad.fault)));
                }
                found.sort();
                assert_eq!(found.len(), chunk.count as usize);
                out.extend(found.into_iter().map(|(_, text)| text));
                lines_before += chunk.lines;
            }
            rest = data[end..].to_vec();
        }
        assert!(rest.is_empty(), "the last block is read to its end");
        out
    }

    fn check(text: &[u8], csv: bool, piece: usize, cut: usize) {
        let interners = Interners::new();
        let header = ["account_id".to_owned(), "name".to_owned()];
        let projection = Projection::new(Table::Accounts, None, Some(&header), "f").expect("a header");
        let layout = csv.then(|| Layout::new(&header, &projection.wanted));
        let mut parser = TextParser { projection: &projection, layout, interners: &interners, piece: usize::MAX / 2 };
        let whole = rows(&parser, &[text]);
        parser.piece = piece;
        let cut = cut.min(text.len());
        assert_eq!(rows(&parser, &[text]), whole, "cut into pieces of {piece}");
        assert_eq!(rows(&parser, &[&text[..cut], &text[cut..]]), whole, "two blocks, cut at {cut}");
    }

    proptest! {
        #[test]
        fn any_cut_gives_the_same_rows(
            text in prop::collection::vec(prop::sample::select(b"\"\"\"\"\",,,\n\n\n\r ab\xc3\xa9".to_vec()), 0..120),
            piece in 1_usize..40,
            cut in 0_usize..120,
        ) {
            check(&text, true, piece, cut);
            check(&text, false, piece, cut);
        }

        #[test]
        fn any_cut_gives_the_same_lawful_rows(
            fields in prop::collection::vec(("[a-c]{1,3}", "[a-b\",\n\r ]{0,12}"), 0..20),
            piece in 1_usize..40,
            cut in 0_usize..200,
        ) {
            let csv = |id: &str, name: &str| format!("{id},\"{}\"\n", name.replace('"', "\"\""));
            let text = fields.iter().map(|(id, name)| csv(id, name)).collect::<Vec<_>>().concat();
            check(text.as_bytes(), true, piece, cut);
            let json = |id: &str, name: &str| serde_json::json!({ "account_id": id, "name": name, "x": [1, {}] }).to_string();
            let text: String = fields.iter().map(|(id, name)| json(id, name) + "\n").collect();
            check(text.as_bytes(), false, piece, cut);
        }

        #[test]
        fn splitting_agrees_with_the_csv_crate(fields in prop::collection::vec(("[a-cé]{1,3}", "[a-bé\",\n\r;]{0,12}"), 1..20)) {
            let mut writer = ::csv::Writer::from_writer(Vec::new());
            for (id, name) in &fields {
                writer.write_record([id, name]).expect("memory");
            }
            let text = writer.into_inner().expect("memory");
            let interners = Interners::new();
            let header = ["account_id".to_owned(), "name".to_owned()];
            let projection = Projection::new(Table::Accounts, None, Some(&header), "f").expect("a header");
            let layout = Some(Layout::new(&header, &projection.wanted));
            let parser = TextParser { projection: &projection, layout, interners: &interners, piece: 7 };
            let name = |name: &str| Some(name.trim()).filter(|name| !name.is_empty()).map(str::to_owned);
            let expected: Vec<String> = fields.iter().map(|(id, text)| format!("{id} {:?}", name(text))).collect();
            prop_assert_eq!(rows(&parser, &[&text]), expected);
        }
    }
}
