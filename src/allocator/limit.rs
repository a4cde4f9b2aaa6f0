//! Which large pieces go to the disk: those that would take the process beyond half of its limit.
//!
//! Two counts are kept to, since each misses something: what large pieces in memory add up to (not the small ones), and what is
//! resident (not what was taken and is not touched yet).

use std::alloc::Layout;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

use super::LARGE;
use super::disk;

/// Bytes of large pieces in memory.
static HELD: AtomicU64 = AtomicU64::new(0);
/// Bytes beyond which no large piece stays in memory; all ones where there is no limit.
static ROOM: AtomicU64 = AtomicU64::new(u64::MAX);
/// The most that was seen resident when a large piece was asked for.
static MOST_RESIDENT: AtomicU64 = AtomicU64::new(0);
/// Whether the disk had no room for a piece.
static REFUSED: AtomicBool = AtomicBool::new(false);

/// What a run under a limit has kept where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The most bytes of memory that were seen held (without mapped files).
    pub most_in_memory: u64,
    /// The most bytes that stood on the disk at one time.
    pub most_on_disk: u64,
    /// Whether the disk could not take all that did not fit, so that memory held it.
    pub disk_was_full: bool,
}

/// From now on large pieces beyond half of `limit` (bytes) go to a file without a name in `directory`, where the
/// program's allocator is [`super::Allocator`]. What is smaller stays in memory. A second call changes the limit, not the directory.
///
/// # Errors
/// If there can be no file in the directory, or no addresses are left for it.
pub fn keep_within(limit: u64, directory: &Path) -> io::Result<()> {
    disk::open(directory)?;
    ROOM.store(limit / 2, Relaxed);
    Ok(())
}

/// What was kept where since the limit was set.
pub fn kept() -> Kept {
    Kept {
        most_in_memory: MOST_RESIDENT.load(Relaxed).max(held_memory()),
        most_on_disk: disk::most(),
        disk_was_full: REFUSED.load(Relaxed),
    }
}

/// A piece on the disk, filled with zeros, where this one does not fit in memory; else it is counted as held.
#[cold]
pub(super) fn beyond(layout: Layout) -> Option<*mut u8> {
    let size = layout.size() as u64;
    if layout.align() <= disk::ALIGN && !fits(size) {
        let piece = disk::take(layout.size());
        if piece.is_some() {
            return piece;
        }
        REFUSED.store(true, Relaxed);
    }
    HELD.fetch_add(size, Relaxed);
    None
}

/// Frees a large piece of the disk; one in memory is counted out, and is the caller's to free.
#[cold]
pub(super) fn freed(piece: *mut u8, size: usize) -> bool {
    let on_disk = disk::holds(piece);
    if on_disk {
        disk::give_back(piece, size);
    } else {
        HELD.fetch_sub(size as u64, Relaxed);
    }
    on_disk
}

/// Whether a piece in memory may change its size there.
pub(super) fn stays(from: usize, to: usize) -> bool {
    to <= from || fits((to - from) as u64)
}

/// Counts a piece that changed its size in memory.
pub(super) fn resized(from: usize, to: usize, done: bool) {
    let large = |size: usize| if size >= LARGE { size as u64 } else { 0 };
    if done {
        HELD.fetch_add(large(to), Relaxed);
        HELD.fetch_sub(large(from), Relaxed);
    }
}

fn fits(size: u64) -> bool {
    let room = ROOM.load(Relaxed);
    if room == u64::MAX {
        return true;
    }
    let resident = held_memory();
    MOST_RESIDENT.fetch_max(resident, Relaxed);
    HELD.load(Relaxed).max(resident) + size <= room
}

/// Memory that this process holds now, mapped files aside, in bytes; 0 where the system does not say. Takes no memory.
#[must_use]
pub fn held_memory() -> u64 {
    let mut text = [0; 128];
    let Ok(length) = File::open("/proc/self/statm").and_then(|mut file| file.read(&mut text)) else { return 0 };
    let mut pages = text[..length].split(|byte| *byte == b' ').skip(1).map(number);
    let (all, of_files) = (pages.next().unwrap_or(0), pages.next().unwrap_or(0));
    all.saturating_sub(of_files) * rustix::param::page_size() as u64
}

fn number(digits: &[u8]) -> u64 {
    digits.iter().fold(0, |number, digit| number * 10 + u64::from(digit.wrapping_sub(b'0').min(9)))
}
