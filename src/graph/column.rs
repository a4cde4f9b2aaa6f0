//! A column of links: in memory or, where it would not fit, in a temporary file that is mapped.
#![allow(unsafe_code, reason = "a mapped file is the one way to hand out slices of links that are not in memory")]

use std::fs::File;
use std::io;
use std::marker::PhantomData;
use std::ops::Deref;

use bytemuck::Pod;
use memmap2::{Advice, Mmap};

/// Values that read as a slice.
#[derive(Debug)]
pub(super) enum Column<T> {
    Held(Vec<T>),
    Mapped(Mmap, PhantomData<T>),
}

impl<T: Pod> Column<T> {
    /// `count` values in a file without a name, which holds nothing else.
    pub fn mapped(file: File, count: usize) -> io::Result<Self> {
        if count == 0 {
            return Ok(Self::Held(Vec::new()));
        }
        // SAFETY: the file has no name (`tempfile_in`), so that no other process can open it, and its one handle ends
        // here: its bytes stay as they are until it is unmapped.
        let map = unsafe { Mmap::map(&file) }?;
        drop(file);
        // Links are mostly looked up, and what is read ahead for that is not used.
        map.advise(Advice::Random)?;
        if map.len() == count * size_of::<T>() {
            Ok(Self::Mapped(map, PhantomData))
        } else {
            Err(io::Error::new(io::ErrorKind::InvalidData, "no whole column"))
        }
    }
}

impl<T> Column<T> {
    pub fn on_disk(&self) -> bool {
        matches!(self, Self::Mapped(..))
    }
}

impl<T: Pod> Deref for Column<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::Held(values) => values,
            // Pages begin at multiples of any value's size, so this never fails.
            Self::Mapped(map, _) => bytemuck::cast_slice(map),
        }
    }
}
