//! The algorithms on small real graphs, against answers that networkx gave (`oracle.csv`) and against known departments.
//!
//! The graphs are not part of the crate. They are looked for in the folder that `RINGTRACE_SHARED` names, else in `../shared/data`
//! beside the checkout; without them these tests say so and pass.

use ringtrace::algo::Csr;
use ringtrace::algo::bridges::cuts;
use ringtrace::algo::cliques::{CliqueConfig, maximal_cliques};
use ringtrace::algo::components::{components, components_of};
use ringtrace::algo::kcore::{core_numbers, verify_cores};
use ringtrace::algo::leiden::{LeidenConfig, Quality, leiden, quality_of};
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

fn graphs_dir() -> Option<PathBuf> {
    let shared = std::env::var_os("RINGTRACE_SHARED").map(PathBuf::from);
    let places = match &shared {
        Some(given) => vec![given.join("data/graphs"), given.join("graphs")],
        None => vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/graphs"))],
    };
    let found = places.into_iter().find(|place| place.join("oracle.csv").is_file());
    if found.is_none() {
        println!("SKIPPED: no real graphs here; set RINGTRACE_SHARED to the folder that holds data/graphs");
    }
    found
}

/// A graph file as edges over `0..nodes`, ids in ascending order of the numbers in the file.
struct Loaded {
    nodes: usize,
    edges: Vec<(u32, u32)>,
    /// The number that each node had in the file.
    names: Vec<u32>,
}

fn load(path: &Path) -> Loaded {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    if path.extension().is_some_and(|e| e == "graph") { metis(&text) } else { edge_list(&text) }
}

fn numbers(line: &str) -> impl Iterator<Item = u32> + '_ {
    line.split_whitespace().map(|word| word.parse().expect("a number"))
}

/// METIS: `nodes edges [format]`, then a line of neighbours (from 1) for each node; format 1 puts a weight after each.
fn metis(text: &str) -> Loaded {
    let mut lines = text.lines().filter(|line| !line.starts_with('%'));
    let header: Vec<u32> = numbers(lines.next().expect("a header")).collect();
    let step = if header.get(2).is_some_and(|format| format % 10 == 1) { 2 } else { 1 };
    let rows = (0..header[0]).zip(lines);
    let edges = rows.flat_map(|(v, line)| numbers(line).step_by(step).map(move |u| (v, u - 1))).collect();
    Loaded { nodes: header[0] as usize, edges, names: (1..=header[0]).collect() }
}

fn edge_list(text: &str) -> Loaded {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let pairs: Vec<(u32, u32)> =
        lines.map(|line| numbers(line).take(2).collect::<Vec<_>>()).map(|w| (w[0], w[1])).collect();
    let mut names: Vec<u32> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
    names.sort_unstable();
    names.dedup();
    let id: HashMap<u32, u32> = names.iter().zip(0..).map(|(&name, id)| (name, id)).collect();
    let edges = pairs.iter().map(|(a, b)| (id[a], id[b])).collect();
    Loaded { nodes: names.len(), edges, names }
}

/// A row of the oracle by column; an empty cell was not computed.
fn oracle(dir: &Path) -> Vec<(String, HashMap<String, usize>)> {
    let mut reader = csv::Reader::from_path(dir.join("oracle.csv")).expect("oracle.csv");
    let header = reader.headers().expect("a header").clone();
    let row = |record: csv::StringRecord| {
        let cells = header.iter().zip(record.iter()).skip(1).filter(|(_, cell)| !cell.is_empty());
        let cells = cells.map(|(name, cell)| (name.to_owned(), cell.parse().expect("a count"))).collect();
        (record[0].to_owned(), cells)
    };
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

fn triangles(graph: &Csr) -> usize {
    let common = |(a, b): (u32, u32)| {
        graph.neighbors(a).iter().filter(|&&c| c > b && graph.neighbors(b).binary_search(&c).is_ok()).count()
    };
    graph.edges().map(common).sum()
}

/// Every count of the oracle that this crate can make.
fn measure(loaded: &Loaded, with_cliques: bool) -> HashMap<&'static str, usize> {
    let graph = Csr::from_edges(loaded.nodes, &loaded.edges);
    assert_eq!(graph.validate(), Ok(()));
    let found = components(loaded.nodes, &loaded.edges);
    assert_eq!(components_of(&graph), found);
    let cores = core_numbers(&graph);
    assert!(verify_cores(&graph, &cores));
    let cuts = cuts(&graph);
    for bridge in &cuts.bridges {
        let label = found.labels[bridge.a as usize];
        let whole = found.labels.iter().filter(|&&other| other == label).count();
        assert_eq!((bridge.a_side + bridge.b_side) as usize, whole);
    }
    let loops: BTreeSet<u32> = loaded.edges.iter().filter(|(a, b)| a == b).map(|e| e.0).collect();
    let mut counts = HashMap::from([
        ("nodes", graph.node_count()),
        ("self_loops", loops.len()),
        ("edges_undirected_dedup", graph.edge_count() + loops.len()),
        ("components", found.count),
        ("largest_component", found.groups().iter().map(<[u32]>::len).max().unwrap_or(0)),
        ("triangles", triangles(&graph)),
        ("max_core", cores.degeneracy as usize),
        ("bridges", cuts.bridges.len()),
        ("articulation_points", cuts.articulation_points.len()),
    ]);
    if with_cliques {
        let config = CliqueConfig { min_size: 1, ..CliqueConfig::default() };
        let summary = maximal_cliques(&graph, &config, |clique| assert!(clique.is_sorted()));
        assert!(summary.is_complete());
        counts.extend([("maximal_cliques", summary.cliques as usize), ("max_clique", summary.largest)]);
    }
    counts
}

#[test]
fn real_graphs_give_the_counts_of_networkx() {
    let Some(dir) = graphs_dir() else { return };
    let rows = oracle(&dir);
    assert!(rows.len() >= 10, "the oracle has a row for each of ten graphs");
    let mut wrong = Vec::new();
    for (file, expected) in &rows {
        let counts = measure(&load(&dir.join(file)), expected.contains_key("maximal_cliques"));
        for (name, count) in counts {
            if expected[name] != count {
                wrong.push(format!("{file}: {name} is {}, got {count}", expected[name]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Normalised mutual information of two partitions, by the arithmetic mean of their entropies.
fn nmi(a: &[u32], b: &[u32]) -> f64 {
    let total = a.len() as f64;
    let entropy = |counts: Vec<f64>| -> f64 { counts.iter().map(|c| -c / total * (c / total).ln()).sum() };
    let count = |keys: Vec<(u32, u32)>| -> Vec<f64> {
        let mut counts = HashMap::<_, f64>::new();
        for key in keys {
            *counts.entry(key).or_default() += 1.0;
        }
        counts.into_values().collect()
    };
    let one = entropy(count(a.iter().map(|&x| (x, 0)).collect()));
    let two = entropy(count(b.iter().map(|&x| (x, 0)).collect()));
    let both = entropy(count(a.iter().copied().zip(b.iter().copied()).collect()));
    2.0 * (one + two - both) / (one + two)
}

#[test]
fn leiden_sees_the_departments_of_an_institution() {
    let Some(dir) = graphs_dir() else { return };
    let mail = load(&dir.join("email-Eu-core.txt"));
    let labels = fs::read_to_string(dir.join("email-Eu-core-department-labels.txt")).expect("department labels");
    let department: HashMap<u32, u32> =
        labels.lines().map(|line| numbers(line).collect::<Vec<_>>()).map(|w| (w[0], w[1])).collect();
    let truth: Vec<u32> = mail.names.iter().map(|name| department[name]).collect();
    let graph = Csr::from_edges(mail.nodes, &mail.edges);
    // The published modularity maximum of this graph is about 0.43; departments are finer than it, so a larger resolution fits them better.
    for (resolution, least_nmi) in [(1.0, 0.50), (4.0, 0.65)] {
        let quality = Quality::Modularity { resolution };
        let found = leiden(&graph, &LeidenConfig { quality, ..LeidenConfig::default() });
        let agreement = nmi(&found.labels, &truth);
        println!(
            "resolution {resolution}: {} communities, quality {:.4}, NMI {agreement:.3}",
            found.count, found.quality
        );
        assert!(agreement > least_nmi, "NMI {agreement} at resolution {resolution}");
        assert!(found.quality > quality_of(&graph, &truth, quality), "worth more than the departments themselves");
        assert_eq!(found.split, 0);
    }
}

#[test]
fn known_modularity_of_small_networks_is_reached() {
    let Some(dir) = graphs_dir() else { return };
    // Best known values: Brandes et al. (2008) give 0.4198 for karate (proved); jazz 0.4451; PGP giant component 0.8866 (Aloise et al. 2010 and later).
    for (file, best, slack) in
        [("karate.graph", 0.4198, 0.0005), ("jazz.graph", 0.4451, 0.001), ("PGPgiantcompo.graph", 0.8866, 0.004)]
    {
        let loaded = load(&dir.join(file));
        let graph = Csr::from_edges(loaded.nodes, &loaded.edges);
        let found = leiden(&graph, &LeidenConfig::default());
        println!("{file}: modularity {:.4} of {best}, {} passes", found.quality, found.passes);
        assert!(found.quality > best - slack && found.quality < best + 0.001, "{file}: {}", found.quality);
    }
}
