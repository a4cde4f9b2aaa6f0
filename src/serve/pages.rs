//! Cluster pages that were made, kept as long as there is room; what was asked for longest ago goes first.

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use rustc_hash::FxHashMap;

/// Bytes kept: some thousand clusters of usual size.
const ROOM: usize = 64 << 20;

/// Run and place in its queue.
type Key = (usize, usize);

/// The cache.
#[derive(Default)]
pub struct PageCache {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    pages: FxHashMap<Key, (u64, Bytes)>,
    bytes: usize,
    clock: u64,
}

impl PageCache {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A page that was made before.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<Bytes> {
        let mut inner = self.lock();
        inner.clock += 1;
        let clock = inner.clock;
        inner.pages.get_mut(&key).map(|(used, bytes)| {
            *used = clock;
            bytes.clone()
        })
    }

    /// Keeps a page, and lets others go where there is no room. O(pages) when some must go.
    pub fn put(&self, key: Key, page: &Bytes) {
        if page.len() > ROOM / 4 {
            return;
        }
        let mut inner = self.lock();
        inner.clock += 1;
        let clock = inner.clock;
        if let Some((_, before)) = inner.pages.insert(key, (clock, page.clone())) {
            inner.bytes -= before.len();
        }
        inner.bytes += page.len();
        while inner.bytes > ROOM {
            let oldest = inner.pages.iter().min_by_key(|(_, (used, _))| *used).map(|(key, _)| *key);
            let Some((_, gone)) = oldest.and_then(|key| inner.pages.remove(&key)) else { return };
            inner.bytes -= gone.len();
        }
    }

    /// Whether a page more might push another out.
    #[must_use]
    pub fn full(&self) -> bool {
        self.lock().bytes > ROOM - ROOM / 8
    }
}
