//! Reading a snapshot and linking its accounts, once, with what each stage cost: for files too large to read five times over.
//!
//! `cargo bench --bench linking -- DIRECTORY [REPEATS]`. Prints wall and CPU seconds and peak memory; `benches/peers/linking.py` runs it
//! in turn with DuckDB and Polars.

use std::path::Path;
use std::time::Instant;

use rayon::prelude::*;
use ringtrace::allocator::{Allocator, give_back_soon};
use ringtrace::graph::{Graph, Use};
use ringtrace::model::{AccountId, NodeKind};
use ringtrace::progress::{Progress, peak_memory};
use ringtrace::settings::{NetworkFiles, TableSettings};
use ringtrace::snapshot::{ReadOptions, read};

/// As in the program.
#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

fn main() {
    give_back_soon();
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let Some(directory) = arguments.first() else {
        eprintln!("linking: give a snapshot's directory; nothing done");
        return;
    };
    for _ in 0..arguments.get(1).and_then(|text| text.parse().ok()).unwrap_or(1) {
        link(Path::new(directory));
    }
}

fn link(directory: &Path) {
    let (started, before, progress) = (Instant::now(), cpu_seconds(), Progress::silent());
    let (tables, networks) = (TableSettings::default(), NetworkFiles::default());
    let options = ReadOptions { tables: &tables, networks: &networks, strict: false };
    let snapshot = read(directory, &options, &progress).expect("a snapshot");
    let graph = Graph::new(&snapshot, &progress);
    // First, last and count are read from the rows for whoever asks: here for every link.
    let uses: u64 = [NodeKind::Ip, NodeKind::Device].map(|kind| count_uses(&graph, kind)).iter().sum();
    let (wall, cpu) = (started.elapsed().as_secs_f64(), cpu_seconds() - before);
    for cost in progress.costs() {
        println!("  {:>7.2} s  {:>6} MiB  {}", cost.seconds, cost.peak_bytes >> 20, cost.stage);
    }
    let (logins, peak) = (snapshot.logins.len(), peak_memory() >> 20);
    let [ips, devices] = [NodeKind::Ip, NodeKind::Device].map(|kind| graph.links(kind).len());
    println!("  {uses} uses of addresses and devices");
    println!("{logins} logins, {ips} IP links, {devices} device links: wall {wall:.2} cpu {cpu:.2} peak_mib {peak}");
}

/// Uses of all links of a kind, from what the graph says of each: first, last and count.
fn count_uses(graph: &Graph, kind: NodeKind) -> u64 {
    let of = |uses: &mut Vec<Use>, account: u32| {
        graph.uses_into(kind, AccountId(account), uses);
        let each = uses.iter().map(|known| {
            assert!(known.first <= known.last && u32::from(known.days) <= known.count, "{known:?}");
            u64::from(known.count)
        });
        each.sum::<u64>()
    };
    (0..graph.accounts() as u32).into_par_iter().with_min_len(1024).map_init(Vec::new, of).sum()
}

/// User and system seconds of this process (Linux; 0 elsewhere).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}
