//! The container: sections, their table, the hash at the end.

use std::io::{self, Write};
use std::path::PathBuf;

/// First bytes of the file; the last two digits are the version.
pub(super) const MAGIC: &[u8; 8] = b"RTEXPL01";
/// Bytes of a hash.
const HASH: usize = 32;

/// What a section holds. The number stands in the file: never renumber.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
#[allow(missing_docs, reason = "the table of the module's head")]
pub enum Section {
    Meta,
    Shown,
    ShownAt,
    Note,
    NoteAt,
    NoteOf,
    Flags,
    Links,
    LinksAt,
    Carried,
    CarriedAt,
    ClusterOf,
    Bonds,
    Members,
    Pairs,
    BondRows,
    BondsOf,
    BondsAt,
    Separate,
    MoreNodes,
    Ties,
    TiesAt,
    Search,
    SearchAt,
    SearchNode,
    SearchOrder,
}

/// Number of sections.
pub(super) const SECTIONS: usize = Section::SearchOrder as usize + 1;
/// Bytes of the table: for each section its start and its length.
const TABLE: usize = SECTIONS * 16;

/// Why an index cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}: {what}", path.display())]
pub struct IndexError {
    /// The file.
    pub path: PathBuf,
    /// What was wrong, and what to do.
    pub what: String,
}

/// Writes sections one after another, each once, in any order.
pub(super) struct Writer<W: Write> {
    out: W,
    hasher: blake3::Hasher,
    at: u64,
    table: [(u64, u64); SECTIONS],
    open: Option<(Section, u64)>,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(out: W) -> io::Result<Self> {
        let mut writer = Self { out, hasher: blake3::Hasher::new(), at: 0, table: [(0, 0); SECTIONS], open: None };
        writer.bytes(MAGIC)?;
        Ok(writer)
    }

    /// Ends the section under way and begins another.
    pub(super) fn begin(&mut self, section: Section) {
        self.end();
        self.open = Some((section, self.at));
    }

    fn end(&mut self) {
        if let Some((section, from)) = self.open.take() {
            self.table[section as usize] = (from, self.at - from);
        }
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.hasher.update(bytes);
        self.at += bytes.len() as u64;
        Ok(())
    }

    /// A whole section of numbers.
    pub(super) fn numbers(&mut self, section: Section, numbers: impl IntoIterator<Item = u32>) -> io::Result<()> {
        self.begin(section);
        let mut buffer = Vec::with_capacity(1 << 16);
        for number in numbers {
            buffer.extend_from_slice(&number.to_le_bytes());
            if buffer.len() >= 1 << 16 {
                self.bytes(&buffer)?;
                buffer.clear();
            }
        }
        self.bytes(&buffer)
    }

    /// A whole section of wide numbers.
    pub(super) fn wide(&mut self, section: Section, numbers: impl IntoIterator<Item = u64>) -> io::Result<()> {
        self.numbers(section, numbers.into_iter().flat_map(|number| [number as u32, (number >> 32) as u32]))
    }

    /// Writes table and hash.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.end();
        let table: Vec<u8> =
            self.table.iter().flat_map(|&(from, length)| [from.to_le_bytes(), length.to_le_bytes()].concat()).collect();
        self.bytes(&table)?;
        let hash = *self.hasher.finalize().as_bytes();
        self.out.write_all(&hash)?;
        self.out.flush()
    }
}

/// Checks the container and returns where each section stands. O(bytes).
pub(super) fn check(bytes: &[u8]) -> Result<[(usize, usize); SECTIONS], String> {
    if bytes.get(..6) != Some(&MAGIC[..6]) {
        return Err("this is no index of a run".into());
    }
    if bytes.get(..8) != Some(MAGIC) {
        return Err("the index is of another version; run `ringtrace analyze` again".into());
    }
    if bytes.len() < MAGIC.len() + TABLE + HASH {
        return Err("the file ends early; run `ringtrace analyze` again".into());
    }
    let (body, hash) = bytes.split_at(bytes.len() - HASH);
    if blake3::hash(body).as_bytes().as_slice() != hash {
        return Err("the file was cut or changed since it was written; run `ringtrace analyze` again".into());
    }
    let table = &body[body.len() - TABLE..];
    let end = body.len() - TABLE;
    let mut sections = [(0, 0); SECTIONS];
    for (section, row) in sections.iter_mut().zip(table.chunks_exact(16)) {
        let number = |at: usize| row[at..at + 8].try_into().map_or(u64::MAX, u64::from_le_bytes);
        let (from, length) = (number(0), number(8));
        let fits = from.checked_add(length).is_some_and(|to| to <= end as u64);
        if !fits {
            return Err("a section lies outside the file".into());
        }
        *section = (from as usize, length as usize);
    }
    Ok(sections)
}
