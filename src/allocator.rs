//! The program's allocator, and how soon it gives freed memory back.
//!
//! mimalloc gives back what reading and linking free in the midst, which glibc's arenas keep. It is built without huge pages: a
//! kernel that clears two megabytes at a first touch takes two to three times as long for it as for the pages that are needed
//! (`docs/scale.md`, "The sixth round").

#![allow(unsafe_code, reason = "mimalloc's options are set by a function of C")]

use std::ffi::c_long;

use libmimalloc_sys::{mi_collect, mi_option_set_default, mi_option_t};
pub use mimalloc::MiMalloc as Allocator;

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
    use super::{MILLISECONDS, PURGE_DELAY, give_back_soon};

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
}
