//! The sessions, sorted: in memory or, where they would not fit, in a temporary file that is mapped.
#![allow(unsafe_code, reason = "a mapped file is the one way to hand out slices of sessions that are not in memory")]

use std::fs::File;
use std::io;
use std::ops::Deref;

use memmap2::Mmap;

use super::tables::Login;

/// All sessions, sorted by account, start, IP, device, end, row. Reads as a slice.
#[derive(Debug)]
pub struct Logins(Held);

#[derive(Debug)]
enum Held {
    Memory(Vec<Login>),
    Disk(Mmap),
}

impl Logins {
    /// Sessions in a file without a name, which holds nothing but sorted rows and at least one.
    pub(crate) fn mapped(file: &File) -> io::Result<Self> {
        // SAFETY: the file has no name (`tempfile_in`), so that no other process can open it, and its one handle here is
        // not written to again: its bytes stay as they are until it is unmapped.
        let map = unsafe { Mmap::map(file) }?;
        if map.is_empty() || !map.len().is_multiple_of(size_of::<Login>()) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "no whole rows"));
        }
        Ok(Self(Held::Disk(map)))
    }

    /// Whether the rows stand on the disk.
    #[must_use]
    pub fn on_disk(&self) -> bool {
        matches!(self.0, Held::Disk(_))
    }
}

impl Default for Logins {
    fn default() -> Self {
        Self(Held::Memory(Vec::new()))
    }
}

impl From<Vec<Login>> for Logins {
    fn from(rows: Vec<Login>) -> Self {
        Self(Held::Memory(rows))
    }
}

impl<'a> IntoIterator for &'a Logins {
    type Item = &'a Login;
    type IntoIter = std::slice::Iter<'a, Login>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Deref for Logins {
    type Target = [Login];

    #[inline]
    fn deref(&self) -> &[Login] {
        match &self.0 {
            Held::Memory(rows) => rows,
            Held::Disk(map) => bytemuck::cast_slice(map),
        }
    }
}
