//! The script that people write today, by this crate: logins to pairs of account and address, account and device; identifiers of more than
//! 50 accounts dropped; components; a CSV of `account,cluster`.
//!
//! `cargo bench --bench today -- DIRECTORY OUT.csv`. `benches/peers/today.py` runs it in turn with the script itself and compares the CSVs.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use rayon::prelude::*;
use ringtrace::algo::components::{Components, Forest};
use ringtrace::allocator::{Allocator, give_back_soon};
use ringtrace::graph::{Graph, Links};
use ringtrace::model::{AccountId, NodeKind, ValueId};
use ringtrace::progress::Progress;
use ringtrace::settings::{NetworkFiles, TableSettings};
use ringtrace::snapshot::{ReadOptions, read};

/// As in the program.
#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

/// An identifier of more accounts says nothing: the script's rule, not the program's, which weighs it.
const MOST: u32 = 50;
/// Values or accounts that one task takes.
const TASK: usize = 1 << 14;

fn main() {
    give_back_soon();
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let [directory, out] = arguments.as_slice() else {
        eprintln!("today: give a snapshot's directory and a file to write; nothing done");
        return;
    };
    let progress = Progress::silent();
    let (tables, networks) = (TableSettings::default(), NetworkFiles::default());
    let options = ReadOptions { tables: &tables, networks: &networks, strict: false };
    let snapshot = read(Path::new(directory), &options, &progress).expect("a snapshot");
    let graph = Graph::new(&snapshot, &progress);
    let kinds = [NodeKind::Ip, NodeKind::Device].map(|kind| graph.links(kind));
    let found = components(graph.accounts(), &kinds);
    let clusters = write(Path::new(out), &graph, &kinds, &found).expect("a CSV");
    for cost in progress.costs() {
        println!("  {:>7.2} s  {:>6} MiB  {}", cost.seconds, cost.peak_bytes >> 20, cost.stage);
    }
    println!("{} logins, {} accounts, {clusters} clusters", snapshot.logins.len(), graph.accounts());
}

/// Accounts joined by the values that few carry. Each of a value's carriers is joined with the first: values need no nodes.
fn components(accounts: usize, kinds: &[&Links]) -> Components {
    let forest = Forest::new(accounts);
    for links in kinds {
        let edges: Vec<(u32, u32)> = (0..links.values() as u32)
            .into_par_iter()
            .with_min_len(TASK)
            .filter(|&value| links.degree(ValueId(value)) <= MOST)
            .flat_map_iter(|value| {
                let carriers = links.carriers(ValueId(value));
                carriers.iter().skip(1).map(|other| (carriers[0].0, other.0))
            })
            .collect();
        forest.unite_all(&edges);
    }
    forest.finish()
}

/// Writes the accounts that carry any value that was kept, as the script does, and counts their clusters.
fn write(path: &Path, graph: &Graph, kinds: &[&Links], found: &Components) -> std::io::Result<usize> {
    let kept = |account: AccountId| {
        kinds.iter().any(|links| links.values_of(account).iter().any(|&value| links.degree(value) <= MOST))
    };
    let block = |from: usize| {
        let (mut text, mut clusters) = (String::with_capacity(TASK * 20), 0);
        for account in (from..graph.accounts().min(from + TASK)).map(|at| AccountId(at as u32)) {
            let cluster = found.labels[account.index()];
            if kept(account) {
                // A cluster is counted at its first account; whoever is joined with another was kept.
                clusters += usize::from(cluster == account.0);
                writeln!(text, "{},{cluster}", graph.snapshot.accounts.id(account)).expect("a text grows");
            }
        }
        (text, clusters)
    };
    let tasks: Vec<usize> = (0..graph.accounts()).step_by(TASK).collect();
    let blocks: Vec<(String, usize)> = tasks.into_par_iter().map(block).collect();
    let mut file = File::create(path)?;
    file.write_all(b"account,cluster\n")?;
    for (text, _) in &blocks {
        file.write_all(text.as_bytes())?;
    }
    Ok(blocks.iter().map(|(_, clusters)| clusters).sum())
}
