//! A file of one JSON object a line, read a line at a time when it is asked for.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::de::DeserializeOwned;

use crate::export::ReadError;

/// Where each line of a file stands.
pub struct Lines {
    path: PathBuf,
    file: Mutex<File>,
    ends: Vec<u64>,
}

impl Lines {
    /// Finds the lines. O(bytes).
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        let wrong = |error: std::io::Error| ReadError::file(path, error);
        let file = File::open(path).map_err(wrong)?;
        let mut reader = BufReader::with_capacity(1 << 18, &file);
        let mut ends = vec![0];
        let mut at = 0;
        loop {
            let buffer = reader.fill_buf().map_err(wrong)?;
            if buffer.is_empty() {
                break;
            }
            ends.extend(memchr::memchr_iter(b'\n', buffer).map(|place| at + place as u64 + 1));
            at += buffer.len() as u64;
            let length = buffer.len();
            reader.consume(length);
        }
        if ends.last() != Some(&at) {
            ends.push(at);
        }
        Ok(Self { path: path.to_path_buf(), file: Mutex::new(file), ends })
    }

    /// Reads line `at` (0-based). O(bytes of the line).
    ///
    /// # Errors
    /// There is no such line, or it is not what is expected.
    pub fn read<T: DeserializeOwned>(&self, at: usize) -> Result<T, ReadError> {
        let line = at as u64 + 1;
        let (Some(&from), Some(&to)) = (self.ends.get(at), self.ends.get(at + 1)) else {
            return Err(ReadError::line(&self.path, line, "the file ends before this line"));
        };
        let mut bytes = vec![0; (to - from) as usize];
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            let read = file.seek(SeekFrom::Start(from)).and_then(|_| file.read_exact(&mut bytes));
            read.map_err(|error| ReadError::line(&self.path, line, error))?;
        }
        serde_json::from_slice(&bytes).map_err(|error| ReadError::line(&self.path, line, error))
    }
}
