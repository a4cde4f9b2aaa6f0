//! `--memory`: what the limit covers, and when a run cannot keep to it.

use std::io;
use std::path::Path;

use super::Failure;
use crate::allocator::{Kept, held_memory, keep_within, kept};
use crate::graph::Graph;
use crate::progress::Progress;
use crate::snapshot::{Snapshot, Spill};

/// Bytes of a link in both directions.
const LINK: u64 = 10;
/// The share of the limit that sessions may take in memory, before and while they are sorted.
const SESSIONS: u64 = 8;
/// The share of what reading leaves of the limit that links may take in memory; less than half as much is taken while they are turned.
const LINKS: u64 = 4;

/// A limit of the memory that a run takes for itself. Sessions and links beyond a share of it are sorted on the disk; of everything
/// else the large pieces beyond half of it stand there.
#[derive(Clone, Copy, Debug)]
pub(super) struct MemoryLimit<'a> {
    bytes: u64,
    /// Where files without names go: beside the results.
    directory: &'a Path,
}

impl<'a> MemoryLimit<'a> {
    /// The limit for a run whose results are to stand in `out`, in force from now on.
    pub fn begin(bytes: u64, out: &'a Path) -> Result<Self, Failure> {
        let limit = Self { bytes, directory: beside(out) };
        keep_within(bytes, limit.directory).map_err(|error| limit.failure("data", &error))?;
        Ok(limit)
    }

    /// Where sessions go that do not fit.
    pub fn spill(self) -> Spill {
        let rows = (self.bytes / SESSIONS) as usize / Spill::ROW;
        Spill { directory: self.directory.to_owned(), rows: rows.max(1) }
    }

    /// The graph, with links that do not fit in files.
    pub fn graph<'s>(self, snapshot: &'s Snapshot, progress: &Progress) -> Result<Graph<'s>, Failure> {
        let links = self.bytes.saturating_sub(held_memory()) / LINKS / LINK;
        Graph::within(snapshot, self.directory, links as usize, progress).map_err(|error| self.failure("links", &error))
    }

    fn failure(self, what: &str, error: &io::Error) -> Failure {
        Failure(format!(
            "{}: cannot keep {what} in a temporary file: {error}; give --out a place with room for it",
            self.directory.display()
        ))
    }

    /// The limit and what was kept where so far, in bytes, for `run.json`.
    pub fn kept(self) -> serde_json::Value {
        let Kept { most_in_memory, most_on_disk, .. } = kept();
        serde_json::json!({ "limit": self.bytes, "most_in_memory": most_in_memory, "most_on_disk": most_on_disk })
    }

    /// A warning where the run took more than the limit after all.
    pub fn exceeded(self) -> Option<String> {
        let kept = kept();
        let why = if kept.disk_was_full {
            format!("{} had no room for what does not fit", self.directory.display())
        } else {
            "pieces that are too small for the disk stay in memory".to_owned()
        };
        (kept.most_in_memory > self.bytes).then(|| {
            format!("--memory: the run held {} MiB, more than the limit: {why}", kept.most_in_memory.div_ceil(1 << 20))
        })
    }
}

/// The directory that the results are to stand in or, where it is to be made with them, the nearest that is there.
fn beside(out: &Path) -> &Path {
    out.ancestors().skip(1).find(|above| above.is_dir()).unwrap_or(Path::new("."))
}

/// Bytes of a size such as `8GiB`, `500MB` or `2g`.
pub(super) fn size(text: &str) -> Result<u64, String> {
    let text = text.trim();
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let scale = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1.0,
        "kb" => 1e3,
        "mb" => 1e6,
        "gb" => 1e9,
        "tb" => 1e12,
        "k" | "kib" => f64::from(1 << 10),
        "m" | "mib" => f64::from(1 << 20),
        "g" | "gib" => f64::from(1 << 30),
        "t" | "tib" => (1u64 << 40) as f64,
        _ => return Err(format!("{unit} is no unit; write a size such as 8GiB or 500MB")),
    };
    let bytes = number.parse::<f64>().map_err(|_| "write a size such as 8GiB or 500MB".to_owned())? * scale;
    if bytes < 1.0 { Err("a size must be more than nothing".into()) } else { Ok(bytes as u64) }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{beside, size};

    #[test]
    fn files_go_beside_the_results_or_to_the_nearest_directory_that_is_there() {
        let place = tempfile::tempdir().expect("a temporary directory");
        assert_eq!(beside(&place.path().join("results")), place.path());
        assert_eq!(beside(&place.path().join("new/deep/results")), place.path());
        assert_eq!(beside(Path::new("results")), Path::new("."));
        assert_eq!(beside(Path::new("surely/not/there")), Path::new("."));
    }

    #[test]
    fn sizes_are_read_in_both_kinds_of_unit() {
        assert_eq!(size("8GiB"), Ok(8 << 30));
        assert_eq!(size("1.5 g"), Ok(3 << 29));
        assert_eq!(size("500MB"), Ok(500_000_000));
        assert_eq!(size("4096"), Ok(4096));
        for wrong in ["", "GiB", "8 parsecs", "0", "-1GiB"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
