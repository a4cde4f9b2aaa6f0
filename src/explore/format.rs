//! The container: sections, their table, the hash at the end.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::mpsc::{SyncSender, sync_channel};

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

/// Stands for no node, no cluster.
pub(super) const NONE: u32 = u32::MAX;
/// Numbers of a tie's record.
pub(super) const TIE: usize = 3;
/// Numbers of a bond's record.
pub(super) const BOND: usize = 10;
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

/// Bytes that are handed over at once, and how many such blocks may wait.
const BLOCK: usize = 1 << 20;
const WAITING: usize = 4;

/// Writes sections one after another, each once, in any order. Its bytes are hashed and written by another thread.
pub(super) struct Writer {
    blocks: SyncSender<Vec<u8>>,
    block: Vec<u8>,
    at: u64,
    table: [(u64, u64); SECTIONS],
    open: Option<(Section, u64)>,
}

/// Writes a whole file: what `sections` writes, then the table and the hash.
///
/// # Errors
/// Those of `sections` and of `out`.
pub(super) fn write(
    mut out: impl Write + Send,
    sections: impl FnOnce(&mut Writer) -> io::Result<()>,
) -> io::Result<()> {
    std::thread::scope(|scope| {
        let (blocks, handed) = sync_channel::<Vec<u8>>(WAITING);
        let write = move || -> io::Result<_> {
            let mut hasher = blake3::Hasher::new();
            for block in handed {
                out.write_all(&block)?;
                hasher.update(&block);
            }
            Ok((out, hasher.finalize()))
        };
        let writing = std::thread::Builder::new().spawn_scoped(scope, write)?;
        let mut writer =
            Writer { blocks, block: Vec::with_capacity(BLOCK), at: 0, table: [(0, 0); SECTIONS], open: None };
        let made = writer.bytes(MAGIC).and_then(|()| sections(&mut writer)).and_then(|()| writer.finish());
        drop(writer);
        // Why the other thread stopped says more than that it did.
        let (mut out, hash) = writing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        made?;
        out.write_all(hash.as_bytes())?;
        out.flush()
    })
}

impl Writer {
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

    pub(super) fn bytes(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        while self.block.len() + bytes.len() >= BLOCK {
            let (head, rest) = bytes.split_at(BLOCK - self.block.len());
            self.block.extend_from_slice(head);
            self.hand_over()?;
            bytes = rest;
        }
        self.block.extend_from_slice(bytes);
        Ok(())
    }

    fn hand_over(&mut self) -> io::Result<()> {
        let block = std::mem::replace(&mut self.block, Vec::with_capacity(BLOCK));
        self.blocks.send(block).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }

    /// A whole section of numbers.
    pub(super) fn numbers(&mut self, section: Section, numbers: impl IntoIterator<Item = u32>) -> io::Result<()> {
        self.begin(section);
        numbers.into_iter().try_for_each(|number| self.bytes(&number.to_le_bytes()))
    }

    /// A whole section of wide numbers.
    pub(super) fn wide(&mut self, section: Section, numbers: impl IntoIterator<Item = u64>) -> io::Result<()> {
        self.begin(section);
        numbers.into_iter().try_for_each(|number| self.bytes(&number.to_le_bytes()))
    }

    /// Writes the table.
    fn finish(&mut self) -> io::Result<()> {
        self.end();
        let table: Vec<u8> =
            self.table.iter().flat_map(|&(from, length)| [from.to_le_bytes(), length.to_le_bytes()].concat()).collect();
        self.bytes(&table)?;
        self.hand_over()
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

#[cfg(test)]
mod tests {
    use std::io::{self, ErrorKind, Write};

    use super::{BLOCK, Section, check, write};

    /// Takes so many bytes.
    struct Disk(usize);

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_is_named_and_nothing_waits() {
        let block = vec![7; BLOCK];
        for room in [0, BLOCK, 3 * BLOCK, 20 * BLOCK] {
            let many = write(Disk(room), |writer| (0..40).try_for_each(|_| writer.bytes(&block)));
            assert_eq!(many.map_err(|error| error.kind()), Err(ErrorKind::StorageFull));
        }
    }

    #[test]
    fn what_broke_off_is_no_index() {
        let whole = |made: io::Result<()>| {
            let mut bytes = Vec::new();
            let written = write(&mut bytes, |writer| {
                writer.numbers(Section::NoteOf, 0..1_000_000)?;
                made
            });
            (written.map_err(|error| error.kind()), bytes)
        };
        let (written, bytes) = whole(Ok(()));
        assert_eq!(written, Ok(()));
        let sections = check(&bytes).expect("an index");
        let (from, length) = sections[Section::NoteOf as usize];
        assert!(bytes[from..from + length].chunks(4).zip(0u32..).all(|(bytes, number)| bytes == number.to_le_bytes()));
        assert_eq!(length, 4_000_000);
        let (written, bytes) = whole(Err(ErrorKind::Other.into()));
        assert_eq!(written, Err(ErrorKind::Other));
        assert!(check(&bytes).is_err());
    }
}
