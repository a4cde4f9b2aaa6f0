//! `cargo bench --bench algo`: each kernel on made inputs, with the obvious rival beside it. Wall time; see `ratios` for CPU time.

mod support;

use divan::{Bencher, black_box};
use petgraph::unionfind::UnionFind;
use ringtrace::algo::Csr;
use ringtrace::algo::bridges::cuts;
use ringtrace::algo::butterflies::butterfly_edges;
use ringtrace::algo::cliques::{CliqueConfig, maximal_cliques};
use ringtrace::algo::components::{components, components_of};
use ringtrace::algo::kcore::core_numbers;
use ringtrace::algo::leiden::{LeidenConfig, Quality, leiden};
use ringtrace::algo::peel::{PeelConfig, dense_blocks};
use ringtrace::algo::radix::radix_sort;
use support::Edges;

fn main() {
    divan::main();
}

fn scaled(small: usize, full: usize) -> usize {
    if support::full_scale() { full } else { small }
}

fn edge_lists(name: &str) -> Edges {
    let scale = scaled(18, 22) as u32;
    match name {
        "bip" => support::bip(scaled(500_000, 10_000_000)),
        "kron" => support::kron(scale, 16),
        _ => support::urand(scale, 16),
    }
}

const EDGE_LISTS: [&str; 3] = ["bip", "kron", "urand"];

#[divan::bench(args = EDGE_LISTS, sample_count = 5, sample_size = 1)]
fn components_streamed(bencher: Bencher, name: &str) {
    let input = edge_lists(name);
    bencher.bench_local(|| components(input.nodes, black_box(&input.edges)).count);
}

#[divan::bench(args = EDGE_LISTS, sample_count = 5, sample_size = 1)]
fn components_petgraph_union_find(bencher: Bencher, name: &str) {
    let input = edge_lists(name);
    bencher.bench_local(|| {
        let mut sets = UnionFind::<u32>::new(input.nodes);
        for &(a, b) in black_box(&input.edges) {
            sets.union(a, b);
        }
        sets.into_labeling()
    });
}

#[divan::bench(args = EDGE_LISTS, sample_count = 5, sample_size = 1)]
fn components_of_rows(bencher: Bencher, name: &str) {
    let input = edge_lists(name);
    let graph = Csr::from_edges(input.nodes, &input.edges);
    bencher.bench_local(|| components_of(black_box(&graph)).count);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn build_rows(bencher: Bencher) {
    let input = edge_lists("kron");
    bencher.bench_local(|| Csr::from_edges(input.nodes, black_box(&input.edges)).edge_count());
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn cores(bencher: Bencher) {
    let input = edge_lists("kron");
    let graph = Csr::from_edges(input.nodes, &input.edges);
    bencher.bench_local(|| core_numbers(black_box(&graph)).degeneracy);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn bridges_and_articulation_points(bencher: Bencher) {
    let input = edge_lists("bip");
    let graph = Csr::from_edges(input.nodes, &input.edges);
    bencher.bench_local(|| cuts(black_box(&graph)).bridges.len());
}

#[divan::bench(args = ["modularity", "cpm"], sample_count = 5, sample_size = 1)]
fn communities(bencher: Bencher, quality: &str) {
    let planted = support::planted_partition(scaled(50_000, 200_000));
    let graph = Csr::from_weighted_edges(planted.nodes, &planted.edges);
    let quality = match quality {
        "cpm" => Quality::Cpm { resolution: 0.05 },
        _ => Quality::Modularity { resolution: 1.0 },
    };
    let config = LeidenConfig { quality, ..LeidenConfig::default() };
    bencher.bench_local(|| leiden(black_box(&graph), &config).count);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn cliques(bencher: Bencher) {
    let graph = support::clique_graph(scaled(100_000, 1_000_000));
    bencher.bench_local(|| maximal_cliques(black_box(&graph), &CliqueConfig::default(), |_| ()).cliques);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn peeling(bencher: Bencher) {
    let users = scaled(200_000, 2_000_000);
    let edges = support::ratings(users, users / 4, 5, 2000);
    bencher.bench_local(|| dense_blocks(users, users / 4, black_box(&edges), &PeelConfig::default()).len());
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn butterflies(bencher: Bencher) {
    let users = scaled(200_000, 2_000_000);
    let edges = support::ratings(users, users / 4, 5, 2000);
    bencher.bench_local(|| butterfly_edges(users, users / 4, black_box(&edges)));
}

fn keys() -> Vec<u64> {
    let mut random = support::Random(7);
    (0..scaled(2_000_000, 30_000_000)).map(|_| random.next() >> 40 << 32 | random.next() >> 41).collect()
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn sort_radix(bencher: Bencher) {
    let keys = keys();
    bencher.with_inputs(|| keys.clone()).bench_local_refs(|keys| radix_sort(keys));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn sort_standard(bencher: Bencher) {
    let keys = keys();
    bencher.with_inputs(|| keys.clone()).bench_local_refs(|keys| keys.sort_unstable());
}
