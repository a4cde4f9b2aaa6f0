//! Memory that is a file: pieces at addresses that were set aside, each mapped to its own part of a file without a name.
//!
//! The system writes such pages out and takes them back as it needs memory, as it does with any file's. A piece stands in the
//! file where it stands among the addresses, and neither is used twice: the file has holes where pieces were freed.

use std::ffi::c_void;
use std::fs::File;
use std::io;
use std::path::Path;
use std::ptr;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use rustix::fs::{FallocateFlags, fallocate};
use rustix::mm::{Advice, MapFlags, ProtFlags, madvise, mmap, mmap_anonymous};

/// What pieces are aligned to, in bytes, at least: the smallest page of any system.
pub(super) const ALIGN: usize = 1 << 12;
/// Addresses that are set aside, in bytes: half of the largest file of ext4. What a run takes and frees, all added up, is less.
const REGION: usize = 1 << 43;

static REGION_OF_FILE: OnceLock<Region> = OnceLock::new();
/// Bytes of the region that were handed out, freed ones included.
static NEXT: AtomicUsize = AtomicUsize::new(0);
/// Bytes on the disk, and the most that there were.
static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

struct Region {
    file: File,
    base: usize,
    /// Bytes of a page.
    page: usize,
}

/// Makes the file and sets addresses aside, where that was not done before.
pub(super) fn open(directory: &Path) -> io::Result<()> {
    if REGION_OF_FILE.get().is_some() {
        return Ok(());
    }
    let file = tempfile::tempfile_in(directory)?;
    // SAFETY: new addresses, at none that are in use; nothing can be read or written there.
    let base = unsafe { mmap_anonymous(ptr::null_mut(), REGION, ProtFlags::empty(), unused()) }?;
    // Of two threads that come here at once the second one's file is closed, and its addresses stay unused.
    REGION_OF_FILE.get_or_init(|| Region { file, base: base as usize, page: rustix::param::page_size() });
    Ok(())
}

/// Whether a piece is the file's.
#[inline]
pub(super) fn holds(piece: *const u8) -> bool {
    REGION_OF_FILE.get().is_some_and(|region| (piece as usize).wrapping_sub(region.base) < REGION)
}

/// The most bytes that stood on the disk at one time.
pub(super) fn most() -> u64 {
    MOST.load(Relaxed) as u64
}

/// A new piece of zeros; `None` where there is no file, or the disk has no room for it.
pub(super) fn take(size: usize) -> Option<*mut u8> {
    let region = REGION_OF_FILE.get()?;
    let length = size.checked_next_multiple_of(region.page).filter(|length| *length <= REGION)?;
    let at = NEXT.fetch_update(Relaxed, Relaxed, |next| Some(next + length).filter(|end| *end <= REGION)).ok()?;
    // The room on the disk first: a page that could not be written would end the process.
    if fallocate(&region.file, FallocateFlags::empty(), at as u64, length as u64).is_err() {
        // What there was of it, so that the results can be written.
        punch(region, at, length);
        return None;
    }
    let (address, flags) =
        ((region.base + at) as *mut c_void, MapFlags::SHARED | MapFlags::FIXED | MapFlags::NORESERVE);
    // SAFETY: the addresses lie in the region and were handed out to nobody else, as `NEXT` only grows; the file's room is there,
    // and no other process can open it, as it has no name.
    let mapped = unsafe { mmap(address, length, ProtFlags::READ | ProtFlags::WRITE, flags, &region.file, at as u64) };
    if mapped.is_err() {
        punch(region, at, length);
        return None;
    }
    // SAFETY: advice on pages that were just mapped.
    let _ = unsafe { madvise(address, length, Advice::Random) };
    MOST.fetch_max(NOW.fetch_add(length, Relaxed) + length, Relaxed);
    Some(address.cast())
}

/// Frees a piece that [`holds`] answers for.
pub(super) fn give_back(piece: *mut u8, size: usize) {
    let Some(region) = REGION_OF_FILE.get() else { return };
    let (at, length) = (piece as usize - region.base, size.next_multiple_of(region.page));
    // SAFETY: the piece is freed, so that nobody reads or writes these addresses again, and they stay set aside. Where the system
    // refuses, they stay mapped to a hole of the file.
    let _ = unsafe { mmap_anonymous(piece.cast(), length, ProtFlags::empty(), unused() | MapFlags::FIXED) };
    punch(region, at, length);
    NOW.fetch_sub(length, Relaxed);
}

/// Whether a piece can have another size where it is; pages that it needs no more are given back.
pub(super) fn fits(piece: *mut u8, from: usize, to: usize) -> bool {
    let Some(region) = REGION_OF_FILE.get() else { return false };
    let (before, after) = (from.next_multiple_of(region.page), to.next_multiple_of(region.page));
    if after < before {
        give_back(piece.wrapping_add(after), before - after);
    }
    after <= before
}

/// Gives a part of the file back to the disk. Where it cannot be, it is given back with the file.
fn punch(region: &Region, at: usize, length: usize) {
    let hole = FallocateFlags::PUNCH_HOLE | FallocateFlags::KEEP_SIZE;
    let _ = fallocate(&region.file, hole, at as u64, length as u64);
}

fn unused() -> MapFlags {
    MapFlags::PRIVATE | MapFlags::NORESERVE
}

#[cfg(test)]
mod tests {
    use std::slice;

    use super::{fits, give_back, holds, most, open, take};

    #[test]
    fn pieces_are_zeros_apart_and_freed_in_part() {
        open(&std::env::temp_dir()).expect("a file");
        let page = rustix::param::page_size();
        let size = 64 * page + 5;
        let (a, b) = (take(size).expect("room"), take(size).expect("room"));
        assert!(holds(a) && holds(b) && !holds(std::ptr::from_ref(&size).cast()));
        // SAFETY: both pieces have this size, and nobody else has them.
        let (a_bytes, b_bytes) = unsafe { (slice::from_raw_parts_mut(a, size), slice::from_raw_parts_mut(b, size)) };
        assert!(a_bytes.iter().chain(&*b_bytes).all(|byte| *byte == 0));
        a_bytes.fill(1);
        b_bytes.fill(2);
        assert!(a_bytes.iter().all(|byte| *byte == 1));
        assert!(fits(a, size, size + page - 5) && !fits(a, size, size + page));
        assert!(fits(a, size, page));
        assert!(a_bytes[..page].iter().all(|byte| *byte == 1), "what is left stays");
        give_back(a, page);
        assert!(b_bytes.iter().all(|byte| *byte == 2), "the other piece stays");
        give_back(b, size);
        assert!(most() >= 2 * 65 * page as u64);
        assert!(take(usize::MAX).is_none());
    }
}
