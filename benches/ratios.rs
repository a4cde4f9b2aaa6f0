//! `cargo bench --bench ratios`: ours and the rival in turn, medians of five, CPU seconds and wall seconds, as a Markdown table.
//!
//! CPU time is what a busy machine still measures; a ratio above 1 means that ours is faster.

mod support;

use petgraph::unionfind::UnionFind;
use rayon::slice::ParallelSliceMut;
use ringtrace::algo::components::components;
use ringtrace::algo::radix::radix_sort;
use std::hint::black_box;
use std::time::Instant;
use support::{Edges, cpu_seconds};

#[derive(Clone, Copy)]
struct Cost {
    cpu: f64,
    wall: f64,
}

fn cost(job: &mut dyn FnMut()) -> Cost {
    let (cpu, wall) = (cpu_seconds(), Instant::now());
    job();
    Cost { cpu: cpu_seconds() - cpu, wall: wall.elapsed().as_secs_f64() }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Runs every job once, then five rounds of all in turn, and prints a line for each; the last is the rival.
type Job<'a> = (&'a str, Box<dyn FnMut() + 'a>);

fn compare(title: &str, jobs: &mut [Job]) {
    let mut costs: Vec<Vec<Cost>> = vec![Vec::new(); jobs.len()];
    for round in 0..6 {
        for (costs, (_, job)) in costs.iter_mut().zip(jobs.iter_mut()) {
            let cost = cost(job);
            if round > 0 {
                costs.push(cost);
            }
        }
    }
    let of = |i: usize, part: fn(&Cost) -> f64| median(costs[i].iter().map(part).collect());
    let rival = jobs.len() - 1;
    for (i, (name, _)) in jobs.iter().enumerate() {
        let (cpu, wall) = (of(i, |c| c.cpu), of(i, |c| c.wall));
        let (cpu_ratio, wall_ratio) = (of(rival, |c| c.cpu) / cpu.max(0.001), of(rival, |c| c.wall) / wall);
        println!("| {title} | {name} | {cpu:.2} | {wall:.2} | {cpu_ratio:.2} | {wall_ratio:.2} |");
    }
}

fn petgraph_labels(input: &Edges) -> Vec<u32> {
    let mut sets = UnionFind::<u32>::new(input.nodes);
    for &(a, b) in &input.edges {
        sets.union(a, b);
    }
    sets.into_labeling()
}

fn main() {
    let full = support::full_scale();
    let scale = if full { 22 } else { 19 };
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a thread pool");
    let (one, two) = (pool(1), pool(2));
    println!("| input | what | CPU s | wall s | CPU ratio | wall ratio |\n|---|---|---|---|---|---|");
    let only = std::env::var("RINGTRACE_BENCH_ONLY").unwrap_or_default();
    let inputs: [(&str, &dyn Fn() -> Edges); 3] = [
        ("bip", &|| support::bip(if full { 10_000_000 } else { 1_000_000 })),
        ("kron", &|| support::kron(scale, 16)),
        ("urand", &|| support::urand(scale, 16)),
    ];
    for (name, make) in inputs.iter().filter(|(name, _)| name.contains(&only)) {
        let input = make();
        let run = |pool: &rayon::ThreadPool| {
            black_box(pool.install(|| components(input.nodes, &input.edges)));
        };
        compare(
            name,
            &mut [
                ("components, 1 thread", Box::new(|| run(&one))),
                ("components, 2 threads", Box::new(|| run(&two))),
                ("petgraph UnionFind", Box::new(|| drop(black_box(petgraph_labels(&input))))),
            ],
        );
    }
    if "sort".contains(&only) {
        let mut random = support::Random(7);
        let count = if full { 30_000_000 } else { 3_000_000 };
        let keys: Vec<u64> = (0..count).map(|_| random.next() >> 40 << 32 | random.next() >> 41).collect();
        let sorted = |sort: &dyn Fn(&mut Vec<u64>)| {
            let mut copy = keys.clone();
            sort(&mut copy);
            black_box(copy);
        };
        compare(
            "sort (with a copy of the keys)",
            &mut [
                ("radix, 1 thread", Box::new(|| sorted(&|keys| one.install(|| radix_sort(keys))))),
                ("radix, 2 threads", Box::new(|| sorted(&|keys| two.install(|| radix_sort(keys))))),
                ("rayon, 2 threads", Box::new(|| sorted(&|keys| two.install(|| keys.par_sort_unstable())))),
                ("sort_unstable", Box::new(|| sorted(&|keys| keys.sort_unstable()))),
            ],
        );
    }
}
