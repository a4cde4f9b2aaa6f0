//! The file in memory. The one place of this module that needs `unsafe`: reading 200 MB into a buffer before the first
//! answer takes 0.2 s and as much memory in each process, mapping takes neither.
#![allow(unsafe_code)]

use std::fs::File;
use std::io;
use std::path::Path;

use memmap2::Mmap;

/// Maps a file.
pub(super) fn map(path: &Path) -> io::Result<Mmap> {
    let file = File::open(path)?;
    // SAFETY: the program never writes to an index in place: results are written beside their place and renamed into it,
    // so that a mapped file keeps its bytes until it is unmapped. Nobody else has a reason to write to it.
    unsafe { Mmap::map(&file) }
}
