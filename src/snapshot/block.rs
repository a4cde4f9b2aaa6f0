//! A file's bytes in blocks, decompressed, with the digest of what stands on the disk.

use std::fs::File;
use std::io::{self, BufReader, Read};

use super::error::ReadError;
use super::source::{Compression, SourceFile};

/// Bytes of a block; fixed, so that nothing depends on the number of threads.
pub(crate) const BLOCK: usize = 32 << 20;
/// Room before a block's bytes for the record that the block before left unfinished.
const HEADROOM: usize = 64 << 10;

/// A file that is hashed as it is read.
struct Hashed {
    file: File,
    hasher: blake3::Hasher,
    bytes: u64,
}

impl Read for Hashed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.hasher.update(&buffer[..read]);
        self.bytes += read as u64;
        Ok(read)
    }
}

enum Decoder {
    Plain(Box<Hashed>),
    Gzip(Box<flate2::read::MultiGzDecoder<BufReader<Hashed>>>),
    Zstd(Box<zstd::Decoder<'static, BufReader<Hashed>>>),
}

/// Reads a file block by block.
pub(crate) struct BlockReader {
    decoder: Decoder,
    name: String,
    expected: &'static str,
}

/// A stretch of a file: `bytes[start..]`, with unfinished bytes of the block before already in front.
#[derive(Default)]
pub(crate) struct Block {
    bytes: Vec<u8>,
    start: usize,
    /// Whether the file ends here.
    pub last: bool,
}

impl Block {
    /// The block's bytes.
    pub fn data(&self) -> &[u8] {
        &self.bytes[self.start..]
    }

    /// Puts the unfinished end of the block before in front.
    pub fn prepend(&mut self, rest: &[u8]) {
        if rest.len() <= self.start {
            let at = self.start - rest.len();
            self.bytes[at..self.start].copy_from_slice(rest);
            self.start = at;
        } else {
            let data = [rest, self.data()].concat();
            (self.bytes, self.start) = (data, 0);
        }
    }

    /// Leaves the first `bytes` out.
    pub fn skip(&mut self, bytes: usize) {
        self.start += bytes;
    }
}

impl BlockReader {
    /// Opens a CSV or NDJSON file.
    pub fn open(source: &SourceFile<'_>) -> Result<Self, ReadError> {
        let file = File::open(&source.path).map_err(|error| ReadError::io(&source.path, "open the file", &error))?;
        let hashed = Hashed { file, hasher: blake3::Hasher::new(), bytes: 0 };
        let buffered = |hashed| BufReader::with_capacity(256 << 10, hashed);
        let (decoder, expected) = match source.compression {
            Compression::None => (Decoder::Plain(Box::new(hashed)), ""),
            Compression::Gzip => {
                (Decoder::Gzip(Box::new(flate2::read::MultiGzDecoder::new(buffered(hashed)))), "a whole gzip stream")
            }
            Compression::Zstd => {
                let decoder = zstd::Decoder::with_buffer(buffered(hashed)).map_err(|error| {
                    ReadError::new(&source.name, format!("cannot begin to decompress: {error}"), "")
                })?;
                (Decoder::Zstd(Box::new(decoder)), "a whole zstd stream")
            }
        };
        Ok(Self { decoder, name: source.name.clone(), expected })
    }

    /// Bytes of the file read so far, compressed as they stand.
    pub fn position(&self) -> u64 {
        self.hashed().bytes
    }

    /// The next block; shorter than [`BLOCK`] only at the file's end. `spare` is a block done with, to be reused.
    pub fn next(&mut self, spare: Block) -> Result<Block, ReadError> {
        let mut bytes = spare.bytes;
        bytes.clear();
        bytes.reserve(HEADROOM + BLOCK + 1);
        bytes.resize(HEADROOM, 0);
        let read = match &mut self.decoder {
            Decoder::Plain(reader) => reader.take(BLOCK as u64).read_to_end(&mut bytes),
            Decoder::Gzip(reader) => reader.take(BLOCK as u64).read_to_end(&mut bytes),
            Decoder::Zstd(reader) => reader.take(BLOCK as u64).read_to_end(&mut bytes),
        };
        match read {
            Ok(read) => Ok(Block { bytes, start: HEADROOM, last: read < BLOCK }),
            Err(error) if self.expected.is_empty() => {
                Err(ReadError::new(&self.name, format!("cannot read the file: {error}"), ""))
            }
            Err(error) => {
                let what = format!("expected {}, but: {error}", self.expected);
                Err(ReadError::new(&self.name, what, "The file is cut off or damaged: export it again"))
            }
        }
    }

    fn hashed(&self) -> &Hashed {
        match &self.decoder {
            Decoder::Plain(hashed) => hashed,
            Decoder::Gzip(decoder) => decoder.get_ref().get_ref(),
            Decoder::Zstd(decoder) => decoder.get_ref().get_ref(),
        }
    }

    /// The BLAKE3 digest of the file, read to its end.
    pub fn digest(&self) -> String {
        self.hashed().hasher.finalize().to_hex().to_string()
    }
}

/// The BLAKE3 digest of a file, read on its own.
pub(crate) fn digest_of(path: &std::path::Path) -> Result<String, ReadError> {
    let fault = |error: &io::Error| ReadError::io(path, "read the file", error);
    let mut hashed =
        Hashed { file: File::open(path).map_err(|error| fault(&error))?, hasher: blake3::Hasher::new(), bytes: 0 };
    let mut buffer = vec![0; 1 << 20];
    while hashed.read(&mut buffer).map_err(|error| fault(&error))? > 0 {}
    Ok(hashed.hasher.finalize().to_hex().to_string())
}
