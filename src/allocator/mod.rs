//! The program's allocator: mimalloc and, under a limit of memory, a file for large pieces that do not fit (`disk`).
//!
//! mimalloc gives back what reading and linking free in the midst, which glibc's arenas keep. It is built without huge pages: a
//! kernel that clears two megabytes at a first touch takes two to three times as long for it as for the pages that are needed
//! (`docs/scale.md`, "The sixth round").

#![allow(unsafe_code, reason = "an allocator hands out memory, and mimalloc's options are set by a function of C")]

mod disk;
mod limit;

use std::alloc::{GlobalAlloc, Layout};
use std::ffi::c_long;

use libmimalloc_sys::{mi_collect, mi_option_set_default, mi_option_t};
use mimalloc::MiMalloc;

pub use limit::{Kept, held_memory, keep_within, kept};

/// The least size of a piece that may go to the disk, and that is counted. What tables consist of is larger, but for the parts of
/// dictionaries of few values; below, a piece costs more to map than to hold.
const LARGE: usize = 1 << 15;

/// mimalloc and, once [`keep_within`] was called, a file for large pieces beyond a limit.
#[derive(Clone, Copy, Debug, Default)]
pub struct Allocator;

// SAFETY: pieces below `LARGE` are mimalloc's from beginning to end. A larger one is the file's or mimalloc's by its address
// (`disk::holds`); the file's are mapped readable and writable, begin at a page, read as zeros, and overlap no other piece. A
// piece of the file never has a size below `LARGE`: one that shrinks below moves.
unsafe impl GlobalAlloc for Allocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.size() >= LARGE
            && let Some(piece) = limit::beyond(layout)
        {
            return piece;
        }
        // SAFETY: the caller's promise.
        unsafe { MiMalloc.alloc(layout) }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if layout.size() >= LARGE
            && let Some(piece) = limit::beyond(layout)
        {
            return piece;
        }
        // SAFETY: the caller's promise.
        unsafe { MiMalloc.alloc_zeroed(layout) }
    }

    #[inline]
    unsafe fn dealloc(&self, piece: *mut u8, layout: Layout) {
        if layout.size() >= LARGE && limit::freed(piece, layout.size()) {
            return;
        }
        // SAFETY: the piece is mimalloc's, and the caller's promise.
        unsafe { MiMalloc.dealloc(piece, layout) }
    }

    #[inline]
    unsafe fn realloc(&self, piece: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if layout.size().max(size) < LARGE {
            // SAFETY: the piece is mimalloc's, and the caller's promise.
            return unsafe { MiMalloc.realloc(piece, layout, size) };
        }
        // SAFETY: the caller's promise.
        unsafe { self.resize(piece, layout, size) }
    }
}

impl Allocator {
    /// `realloc` of a piece that is large before or after.
    #[cold]
    unsafe fn resize(&self, piece: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let on_disk = disk::holds(piece);
        if on_disk && size >= LARGE && disk::fits(piece, layout.size(), size) {
            return piece;
        }
        if !on_disk && limit::stays(layout.size(), size) {
            // SAFETY: the piece is mimalloc's, and the caller's promise.
            let moved = unsafe { MiMalloc.realloc(piece, layout, size) };
            limit::resized(layout.size(), size, !moved.is_null());
            return moved;
        }
        // SAFETY: the caller promises that `size` with this alignment is a layout, and that the piece has the size of its layout;
        // both pieces are at least as long as what is copied, and apart.
        unsafe {
            let moved = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !moved.is_null() {
                std::ptr::copy_nonoverlapping(piece, moved, layout.size().min(size));
                self.dealloc(piece, layout);
            }
            moved
        }
    }
}

/// `mi_option_purge_delay` of `mimalloc.h`, for which `libmimalloc-sys` has no name.
const PURGE_DELAY: mi_option_t = 15;
/// Stages that hand memory on to one another last longer than this, and buffers that are used again do not lie idle for as long.
const MILLISECONDS: c_long = 100;

/// Freed pages go back to the system after 100 milliseconds in place of 1,000. The shorter a run, the more of its memory that is:
/// a quarter of the peak at 200,000 accounts, a fiftieth at two million. A delay that the environment gives
/// (`MIMALLOC_PURGE_DELAY`) is kept.
pub fn give_back_soon() {
    // SAFETY: sets a number in a table at an index that lies within it; no memory is handed over.
    unsafe { mi_option_set_default(PURGE_DELAY, MILLISECONDS) };
}

/// Gives freed memory back to the system now: where more is freed within the delay than a stage may hold.
pub fn give_back_now() {
    // SAFETY: takes no memory that is in use, on no thread.
    unsafe { mi_collect(true) };
}

#[cfg(test)]
mod tests {
    use std::alloc::{GlobalAlloc, Layout};

    use proptest::prelude::*;

    use super::{Allocator, LARGE, MILLISECONDS, PURGE_DELAY, disk, give_back_soon, keep_within, kept};

    #[test]
    fn the_option_is_the_delay() {
        // SAFETY: reads a number.
        let delay = || unsafe { libmimalloc_sys::mi_option_get(PURGE_DELAY) };
        let given = std::env::var("MIMALLOC_PURGE_DELAY").ok();
        let given = given.map(|text| text.parse().expect("milliseconds"));
        // No other option of mimalloc 3 is a second by default.
        assert_eq!(delay(), given.unwrap_or(1000));
        give_back_soon();
        assert_eq!(delay(), given.unwrap_or(MILLISECONDS));
    }

    /// A piece beside what it is to hold.
    struct Piece {
        at: *mut u8,
        layout: Layout,
        twin: Vec<u8>,
    }

    impl Piece {
        fn new(size: usize, align: usize, fill: u8) -> Self {
            let layout = Layout::from_size_align(size, align).expect("a layout");
            // SAFETY: no size here is 0.
            let at = unsafe { Allocator.alloc_zeroed(layout) };
            let mut piece = Self { at, layout, twin: vec![0; size] };
            piece.check();
            piece.write(fill);
            piece
        }

        /// Its bytes.
        fn bytes(&mut self) -> &mut [u8] {
            // SAFETY: the piece has this size and is written in full.
            unsafe { std::slice::from_raw_parts_mut(self.at, self.layout.size()) }
        }

        fn write(&mut self, fill: u8) {
            self.twin.fill(fill);
            self.bytes().fill(fill);
        }

        fn check(&mut self) {
            assert_eq!(self.at as usize % self.layout.align(), 0);
            let twin = std::mem::take(&mut self.twin);
            assert!(self.bytes() == twin);
            self.twin = twin;
        }

        fn resize(&mut self, size: usize, fill: u8) {
            // SAFETY: the piece and its layout belong together.
            self.at = unsafe { Allocator.realloc(self.at, self.layout, size) };
            let kept = self.layout.size().min(size);
            self.layout = Layout::from_size_align(size, self.layout.align()).expect("a layout");
            self.twin.resize(size, fill);
            // SAFETY: only bytes that were written are compared; those beyond are written first.
            unsafe { std::ptr::write_bytes(self.at.add(kept), fill, size - kept) };
            self.check();
        }
    }

    impl Drop for Piece {
        fn drop(&mut self) {
            // SAFETY: the piece and its layout belong together.
            unsafe { Allocator.dealloc(self.at, self.layout) };
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Whatever is taken, resized and freed in any order, no piece disturbs another, and all hold what vectors would.
        #[test]
        fn pieces_beyond_the_limit_hold_what_vectors_hold(
            steps in prop::collection::vec((0..6_usize, 1..9 * LARGE, 0..3_u32, any::<u8>()), 1..40),
        ) {
            keep_within(0, &std::env::temp_dir()).expect("a file");
            let mut pieces: [Option<Piece>; 6] = Default::default();
            for (place, size, what, fill) in steps {
                match (&mut pieces[place], what) {
                    (Some(piece), 0 | 1) => piece.resize(size, fill),
                    (taken @ Some(_), _) => *taken = None,
                    (free, _) => *free = Some(Piece::new(size, 1 << (size % 8), fill)),
                }
                pieces.iter_mut().flatten().for_each(Piece::check);
                let large = |piece: &Piece| disk::holds(piece.at) == (piece.layout.size() >= LARGE);
                prop_assert!(pieces.iter().flatten().all(large));
            }
            prop_assert!(!kept().disk_was_full);
        }
    }
}
