//! CSV and NDJSON files, block by block: one is parsed while the next is read.

use super::block::{Block, BlockReader};
use super::csv::{self, Layout, lines};
use super::error::ReadError;
use super::loading::{Context, Loading};
use super::mapping::Projection;
use super::ndjson;
use super::records::Record;
use super::source::{Format, SourceFile};
use super::text_parser::TextParser;

/// Bytes of a piece; fixed, so that nothing depends on the number of threads.
const PIECE: usize = 4 << 20;

/// Reads a file into a table; `advance` hears of the bytes done.
pub(crate) fn read<T: Record>(
    file: &SourceFile<'_>,
    context: &Context<'_>,
    table: &mut Loading<T>,
    advance: &(dyn Fn(u64) + Sync),
) -> Result<(), ReadError> {
    let mut reader = BlockReader::open(file)?;
    let mut block = reader.next(Block::default())?;
    let (projection, layout) = if file.format == Format::Csv {
        let (header, next) = csv::header(block.data(), block.last, &file.name)?;
        let projection = Projection::new(T::TABLE, file.mapping, Some(&header), &file.name)?;
        table.begin(file, lines(&block.data()[..next]));
        table.unknown_columns(&projection, &header);
        block.skip(next);
        let layout = Layout::new(&header, &projection.wanted);
        (projection, Some(layout))
    } else {
        ndjson::check(block.data(), &file.name)?;
        if block.data().starts_with(b"\xef\xbb\xbf") {
            block.skip(3);
        }
        table.begin(file, 0);
        (Projection::new(T::TABLE, file.mapping, None, &file.name)?, None)
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
