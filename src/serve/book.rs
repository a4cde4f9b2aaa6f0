//! The casebook while serving: written by one hand at a time, read by all from memory.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::casebook::{CaseError, Casebook, Entry, NewEntry, Resolved, Standing, chain_breaks};

/// The entries at one moment.
#[derive(Default)]
pub struct View {
    /// Rises with each change.
    pub version: u64,
    /// All entries, in order.
    pub(crate) all: Vec<Resolved>,
    /// What is in force.
    pub standing: Standing,
    /// Whether the chain holds.
    pub verified: bool,
    /// Hash of the last entry, or empty.
    pub head: String,
}

/// The casebook, or none where decisions are not kept.
pub struct Book {
    writer: Option<Mutex<Writer>>,
    view: RwLock<Arc<View>>,
}

struct Writer {
    book: Casebook,
    seen: i32,
}

impl Book {
    /// Opens the book at `path`; `None`: there is none, and nothing can be decided.
    ///
    /// # Errors
    /// It is no casebook, or damaged.
    pub fn open(path: Option<&Path>) -> Result<Self, CaseError> {
        let Some(path) = path else {
            let view = View { verified: true, ..View::default() };
            return Ok(Self { writer: None, view: RwLock::new(Arc::new(view)) });
        };
        let book = Casebook::open(path)?;
        let view = view(&book, 1)?;
        let seen = book.version()?;
        Ok(Self { writer: Some(Mutex::new(Writer { book, seen })), view: RwLock::new(Arc::new(view)) })
    }

    /// The entries as they are now, those of other processes included.
    ///
    /// # Errors
    /// The book cannot be read any more.
    pub fn view(&self) -> Result<Arc<View>, CaseError> {
        if let Some(writer) = &self.writer {
            let mut writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
            let version = writer.book.version()?;
            if version != writer.seen {
                writer.seen = version;
                self.renew(&writer.book)?;
            }
        }
        Ok(self.current())
    }

    fn current(&self) -> Arc<View> {
        Arc::clone(&self.view.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn renew(&self, book: &Casebook) -> Result<(), CaseError> {
        let view = view(book, self.current().version + 1)?;
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(view);
        Ok(())
    }

    /// Writes an entry; it is on the disk when this returns.
    ///
    /// # Errors
    /// There is no book, the decision is refused, or the disk is.
    pub fn append(&self, new: NewEntry) -> Result<Entry, CaseError> {
        let none = || CaseError::Refused("decisions are not kept: start `ringtrace serve` with --cases FILE".into());
        let mut writer = self.writer.as_ref().ok_or_else(none)?.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = writer.book.append(new)?;
        self.renew(&writer.book)?;
        Ok(entry)
    }
}

fn view(book: &Casebook, version: u64) -> Result<View, CaseError> {
    let entries = book.entries()?;
    let verified = chain_breaks(&entries).is_empty();
    let head = entries.last().map_or_else(String::new, |entry| entry.hash.to_string());
    let all = Resolved::all(entries, book.path())?;
    let standing = Standing::from_resolved(&all);
    Ok(View { version, all, standing, verified, head })
}
