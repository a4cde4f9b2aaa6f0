//! CSV and NDJSON files: blocks cut into pieces that are parsed side by side.
//!
//! A piece begins behind some line feed, on the guess that no quoted field spans it. When all pieces are parsed, each
//! must begin exactly where the one before ended; one that does not is parsed again from there. So the rows never
//! depend on where the cuts fell.

use memchr::memchr;
use rayon::prelude::*;

use super::block::{Block, BlockReader};
use super::chunk::Chunk;
use super::collect::Interners;
use super::csv::{self, LONGEST, Layout, lines};
use super::error::{Fault, ReadError};
use super::load::{Context, Loading};
use super::mapping::Projection;
use super::ndjson;
use super::records::Record;
use super::row::RawRow;
use super::source::{Format, SourceFile};

/// Bytes of a piece; fixed, so that nothing depends on the number of threads.
pub(crate) const PIECE: usize = 1 << 20;

/// How the rows of one file are parsed.
pub(crate) struct TextParser<'a> {
    pub projection: &'a Projection,
    /// The CSV header's fields; `None`: NDJSON.
    pub layout: Option<Layout>,
    pub interners: &'a Interners,
    /// Where blocks are cut.
    pub piece: usize,
}

/// A parsed piece, and where its last record ended.
struct Piece<T> {
    from: usize,
    end: usize,
    chunk: Chunk<T>,
}

/// Reads a file into a table; `advance` hears of the bytes done.
pub(crate) fn read<T: Record>(
    file: &SourceFile<'_>,
    context: &Context<'_>,
    table: &mut Loading<T>,
    advance: &(dyn Fn(u64) + Sync),
) -> Result<(), ReadError> {
    let mut reader = BlockReader::open(file)?;
    let mut block = reader.next(Block::default())?;
    let (projection, layout) = match file.format {
        Format::Csv => {
            let (header, next) = csv::header(block.data(), block.last, &file.name)?;
            let projection = Projection::new(T::TABLE, file.mapping, Some(&header), &file.name)?;
            table.begin(file, lines(&block.data()[..next]));
            table.unknown_columns(&projection, &header);
            block.skip(next);
            let layout = Layout::new(&header, &projection.wanted);
            (projection, Some(layout))
        }
        _ => {
            ndjson::check(block.data(), &file.name)?;
            if block.data().starts_with(b"\xef\xbb\xbf") {
                block.skip(3);
            }
            table.begin(file, 0);
            (Projection::new(T::TABLE, file.mapping, None, &file.name)?, None)
        }
    };
    let parser = TextParser { projection: &projection, layout, interners: context.interners, piece: PIECE };
    let (mut spare, mut done) = (Block::default(), 0);
    loop {
        let last = block.last;
        let reuse = std::mem::take(&mut spare);
        let ahead = || if last { Ok(None) } else { reader.next(reuse).map(Some) };
        let (ahead, (chunks, end)) = rayon::join(ahead, || parser.block::<T>(block.data(), last));
        table.commit(chunks, context)?;
        advance(reader.position() - done);
        done = reader.position();
        let Some(mut next) = ahead? else { break };
        next.prepend(&block.data()[end..]);
        spare = std::mem::replace(&mut block, next);
    }
    table.end(&projection, reader.digest())
}

impl TextParser<'_> {
    /// The rows of a block, in order, and where its unfinished record begins.
    pub fn block<T: Record>(&self, data: &[u8], last: bool) -> (Vec<Chunk<T>>, usize) {
        let text = std::str::from_utf8(data).ok();
        let bounds: Vec<(usize, usize)> = self.bounds(data);
        let parse = |from: usize, until: usize| self.piece(data, text, from, until, last);
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

    fn piece<T: Record>(&self, data: &[u8], text: Option<&str>, from: usize, until: usize, last: bool) -> Piece<T> {
        let mut chunk = Chunk::new(self.interners);
        let end = match &self.layout {
            Some(layout) => self.csv(data, text, from, until, last, layout, &mut chunk),
            None => self.ndjson(data, text, from, until, last, &mut chunk),
        };
        chunk.lines = lines(&data[from..end]) as u32;
        Piece { from, end, chunk }
    }

    #[allow(clippy::too_many_arguments, reason = "a piece is a place in a block")]
    fn csv<T: Record>(
        &self,
        data: &[u8],
        text: Option<&str>,
        from: usize,
        until: usize,
        last: bool,
        layout: &Layout,
        chunk: &mut Chunk<T>,
    ) -> usize {
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

    fn ndjson<T: Record>(
        &self,
        data: &[u8],
        text: Option<&str>,
        from: usize,
        until: usize,
        last: bool,
        chunk: &mut Chunk<T>,
    ) -> usize {
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
