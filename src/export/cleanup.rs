//! Unfinished directories and files, so that nothing half-written stays behind when a run is interrupted.
//!
//! The list is global because the signal handler that empties it knows nothing of the run under way.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Attempts to remove a directory into which another thread may still be writing.
const ATTEMPTS: usize = 20;

fn list() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Notes a directory or file that must go if the program stops now.
pub fn register(path: &Path) {
    list().push(path.to_path_buf());
}

/// Forgets it: it is whole, or gone.
pub fn clear(path: &Path) {
    list().retain(|other| other != path);
}

/// Runs steps that an interrupt must not divide; [`remove_all`] waits until they are done.
///
/// `steps` gets the list itself and must not call this module.
pub(super) fn undivided<T>(steps: impl FnOnce(&mut Vec<PathBuf>) -> T) -> T {
    steps(&mut list())
}

/// Removes all that is unfinished; for the handler of Ctrl-C, which ends the program afterwards.
pub fn remove_all() {
    remove(&mut list());
}

/// As [`remove_all`], and lets nothing unfinished begin after it: for a program that ends at once.
pub fn remove_all_and_stop() {
    let mut unfinished = list();
    remove(&mut unfinished);
    // Whoever would register a directory now waits for the end of the program.
    std::mem::forget(unfinished);
}

fn remove(unfinished: &mut Vec<PathBuf>) {
    for path in unfinished.drain(..) {
        for _ in 0..ATTEMPTS {
            let removed = if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
            match removed {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    std::thread::sleep(std::time::Duration::from_millis(10));
                }
                _ => break,
            }
        }
    }
}
