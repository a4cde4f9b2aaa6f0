//! `--memory`: what the limit covers, and when a run cannot keep to it.

use std::path::Path;

use super::Failure;
use crate::graph::Graph;
use crate::model::NodeKind;
use crate::progress::{Progress, held_memory};
use crate::snapshot::{Snapshot, Spill};

/// Bytes of a value in the analysis, beside its links, at least.
const VALUE: u64 = 4;
/// Bytes of an account in the analysis, beside its links, at least.
const ACCOUNT: u64 = 100;
/// Bytes of a link in both directions.
const LINK: u64 = 10;
/// The share of the limit that sessions may take in memory, before and while they are sorted.
const SESSIONS: u64 = 8;
/// The share of what reading leaves of the limit that links may take in memory; less than half as much is taken while they are turned.
const LINKS: u64 = 4;

/// A limit of the memory that a run takes for itself. Sessions and links beyond a share of it go to the disk; accounts, values and
/// the other tables are held in memory, and where they alone exceed the limit the run stops and says so.
#[derive(Clone, Copy, Debug)]
pub(super) struct MemoryLimit(u64);

impl MemoryLimit {
    pub fn new(bytes: u64) -> Self {
        Self(bytes)
    }

    /// Where sessions go that do not fit, beside the results.
    pub fn spill(self, out: &Path) -> Spill {
        let rows = (self.0 / SESSIONS) as usize / Spill::ROW;
        Spill { directory: beside(out).to_owned(), rows: rows.max(1) }
    }

    /// The graph, with links that do not fit in files beside the results.
    pub fn graph<'a>(self, snapshot: &'a Snapshot, out: &Path, progress: &Progress) -> Result<Graph<'a>, Failure> {
        let links = self.0.saturating_sub(held_memory()) / LINKS / LINK;
        let graph = Graph::within(snapshot, beside(out), links as usize, progress);
        graph.map_err(|error| {
            Failure(format!("{}: cannot keep links in a temporary file: {error}", beside(out).display()))
        })
    }

    /// Whether what was read, and the least that its analysis takes, fits.
    pub fn check(self, snapshot: &Snapshot) -> Result<(), Failure> {
        let (accounts, logins) = (snapshot.accounts.len(), snapshot.logins.len());
        let values = snapshot.node_kinds().into_iter().filter(|kind| *kind != NodeKind::Account);
        let values: usize = values.map(|kind| snapshot.count(kind)).sum();
        let least = held_memory() + values as u64 * VALUE + accounts as u64 * ACCOUNT;
        if least <= self.0 {
            return Ok(());
        }
        let mib = |bytes: u64| bytes.div_ceil(1 << 20);
        let place = if snapshot.logins.on_disk() { "on the disk" } else { "in memory" };
        Err(Failure(format!(
            "--memory: {} MiB do not hold this snapshot, which takes {} MiB at least: {accounts} accounts, {values} values and \
             the smaller tables are held in memory ({logins} sessions stand {place}); give more, or split the snapshot by time",
            mib(self.0),
            mib(least),
        )))
    }

    /// A warning where the analysis took more than the limit after all.
    pub fn exceeded(self) -> Option<String> {
        let held = held_memory();
        (held > self.0)
            .then(|| format!("--memory: the analysis held {} MiB, more than the limit", held.div_ceil(1 << 20)))
    }
}

/// The directory that the results are to stand in.
fn beside(out: &Path) -> &Path {
    out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
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
    use super::size;

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
