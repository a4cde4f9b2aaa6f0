use super::*;
use proptest::prelude::*;

fn collect(graph: &Csr, config: &CliqueConfig) -> (Vec<Vec<u32>>, CliqueSummary) {
    let mut all = Vec::new();
    let summary = maximal_cliques(graph, config, |clique| all.push(clique.to_vec()));
    assert_eq!(summary.cliques as usize, all.len());
    (all, summary)
}

fn sized(min_size: usize) -> CliqueConfig {
    CliqueConfig { min_size, ..CliqueConfig::default() }
}

/// `groups` groups of three; all nodes of different groups are joined: 3^groups maximal cliques (Moon and Moser 1965).
fn moon_moser(groups: u32) -> Csr {
    let nodes = 3 * groups;
    let edges: Vec<_> =
        (0..nodes).flat_map(|a| (a + 1..nodes).filter(move |b| a / 3 != b / 3).map(move |b| (a, b))).collect();
    Csr::from_edges(nodes as usize, &edges)
}

#[test]
fn the_worst_case_is_counted() {
    let (_, summary) = collect(&moon_moser(8), &sized(3));
    assert_eq!((summary.cliques, summary.largest, summary.is_complete()), (6561, 8, true));
}

#[test]
fn a_clique_wider_than_any_fixed_bitset() {
    let edges: Vec<_> = (0..300u32).flat_map(|a| (a + 1..300).map(move |b| (a, b))).collect();
    let (all, summary) = collect(&Csr::from_edges(300, &edges), &sized(3));
    assert_eq!(all, [(0..300).collect::<Vec<u32>>()]);
    assert!(summary.is_complete());
}

#[test]
fn budgets_cut_and_say_so() {
    let graph = moon_moser(8);
    let (some, cut) = collect(&graph, &CliqueConfig { steps_per_root: 50, ..sized(3) });
    assert!(!cut.is_complete() && cut.roots_cut > 0 && !some.is_empty());
    let wide = CliqueConfig { steps_total: 10, ..sized(1) };
    let many: Vec<_> = (0..1000u32).map(|i| (2 * i, 2 * i + 1)).collect();
    let (_, skipped) = collect(&Csr::from_edges(2000, &many), &wide);
    assert!(skipped.roots_skipped > 0 && !skipped.is_complete());
}

#[test]
fn order_and_budget_do_not_depend_on_threads() {
    let edges: Vec<_> = (0..9000u64).map(|i| ((i * i * 31 % 911) as u32, (i * 17 % 613) as u32)).collect();
    let graph = Csr::from_edges(911, &edges);
    for config in [sized(3), CliqueConfig { steps_per_root: 40, steps_total: 3000, ..sized(2) }] {
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            pool.install(|| collect(&graph, &config))
        };
        let one = run(1);
        assert!(!one.0.is_empty());
        assert_eq!(one, run(2));
        assert_eq!(one, run(8));
    }
}

proptest! {
    #[test]
    fn agrees_with_growing_every_clique(edges in prop::collection::vec((0u32..16, 0u32..16), 0..110), min_size in 1usize..6) {
        for graph in [Csr::from_edges(17, &edges), Csr::multigraph(17, &edges)] {
            let (mut all, summary) = collect(&graph, &sized(min_size));
            all.sort_unstable();
            prop_assert_eq!(all, naive_maximal_cliques(&graph, min_size));
            prop_assert!(summary.is_complete());
        }
    }
}
