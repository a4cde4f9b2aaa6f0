//! The whole run on a synthetic platform: reading, tying, clustering and weighing, without writing.
//!
//! `RINGTRACE_BENCH_ACCOUNTS` sets its size (default 20,000 accounts, about a million logins).

use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::ItemsCount;
use ringtrace::analyze::analyze;
use ringtrace::messages::Lang;
use ringtrace::progress::{Progress, peak_memory};
use ringtrace::settings::{Settings, SynthSettings};
use ringtrace::snapshot::{ReadOptions, read};
use ringtrace::synth::{Format, Order, plan, write_snapshot};

/// 2025-10-01, midnight in Tokyo.
const END: u32 = 1_759_244_400;

fn main() {
    divan::main();
    eprintln!("peak memory of all: {} MiB", peak_memory() >> 20);
}

fn accounts() -> usize {
    std::env::var("RINGTRACE_BENCH_ACCOUNTS").ok().and_then(|text| text.parse().ok()).unwrap_or(20_000)
}

static PLATFORM: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let world = plan(&SynthSettings::default(), Order { accounts: accounts(), seed: 1, rings: None }, END);
    let directory = tempfile::tempdir().expect("a directory");
    write_snapshot(&world, directory.path(), Format::Parquet, &Progress::silent()).expect("the platform's files");
    directory
});

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_and_analyze(bencher: Bencher) {
    let settings = Settings::default();
    let options = ReadOptions { tables: &settings.tables, networks: &settings.networks, strict: false };
    LazyLock::force(&PLATFORM);
    bencher.counter(ItemsCount::new(accounts())).bench_local(|| {
        let snapshot = read(PLATFORM.path(), &options, &Progress::silent()).expect("a snapshot");
        analyze(&snapshot, &settings, Lang::En, &Progress::silent())
    });
}
