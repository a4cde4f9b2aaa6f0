use super::super::csr::Csr;
use super::*;
use proptest::prelude::*;

#[test]
fn groups_are_ordered_by_their_smallest_node() {
    let found = components(7, &[(5, 1), (6, 0), (1, 3)]);
    assert_eq!(found.labels, [0, 1, 2, 1, 4, 1, 0]);
    let groups: Vec<_> = found.groups().iter().map(<[u32]>::to_vec).collect();
    assert_eq!(groups, [vec![0, 6], vec![1, 3, 5], vec![2], vec![4]]);
    assert_eq!(components(0, &[]).groups().len(), 0);
}

#[test]
fn a_long_path_from_its_far_end() {
    let edges: Vec<_> = (0..500_000u32).rev().map(|v| (v + 1, v)).collect();
    let found = components(500_001, &edges);
    assert_eq!(found.count, 1);
    assert!(found.labels.iter().all(|&label| label == 0));
}

#[test]
fn many_threads_agree_with_one() {
    // Enough edges for many tasks, and long chains, so that threads meet in the same trees.
    let ends = |i: u32| (i.wrapping_mul(7919) % 400_000, i.wrapping_mul(104_729).wrapping_add(i / 9) % 400_000);
    let edges: Vec<_> = (0..1_200_000u32).map(ends).collect();
    let edges: Vec<_> = edges.into_iter().filter(|(a, b)| a % 50 == b % 50 || a % 1000 == 7).collect();
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| (components(400_000, &edges), components_of(&Csr::from_edges(400_000, &edges))))
    };
    let (one, sampled) = run(1);
    assert_eq!(one, sampled);
    for threads in [2, 8] {
        assert_eq!(run(threads), (one.clone(), one.clone()));
    }
}

/// A dense part of two thirds of the nodes, and chains that reach it late, under a smaller id, or never.
fn giant_and_chains(nodes: u32) -> Vec<(u32, u32)> {
    let mut random = super::super::random::SplitMix64::new(8);
    let dense = nodes / 3 * 2;
    let mut end = || 100 + random.below(dense as usize) as u32;
    let mut edges: Vec<(u32, u32)> = (0..nodes * 13).map(|_| (end(), end())).collect();
    edges.extend((dense + 200..nodes - 100).map(|v| (v, v + 1)).filter(|(a, _)| a % 100 != 0));
    edges.extend([(dense + 250, 150), (dense + 420, 0), (0, 160), (dense + 777, 3)]);
    random.shuffle(&mut edges);
    edges
}

#[test]
fn passing_over_a_giant_loses_nothing() {
    let nodes = 3000;
    let edges = giant_and_chains(nodes as u32);
    let forest = Forest::new(nodes);
    forest.unite_all(&edges[..nodes]);
    assert!(forest.giant_of(&edges[nodes..]).is_some());
    let found = components(nodes, &edges);
    assert!(verify_components(&edges, &found));
    assert_eq!(components_of(&Csr::from_edges(nodes, &edges)), found);
}

#[test]
fn threads_with_bits_of_their_own_agree() {
    let nodes = 60_000;
    let edges = giant_and_chains(nodes as u32);
    let plain = Forest::new(nodes);
    plain.unite_queued(edges.iter().copied());
    let plain = plain.finish();
    for threads in [1, 2, 3, 12] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        assert_eq!(pool.install(|| components(nodes, &edges)), plain);
    }
}

#[test]
fn edges_within_the_only_component_are_not_looked_at() {
    let nodes = 2000;
    let mut edges: Vec<(u32, u32)> = (1..nodes as u32).map(|v| (v / 2, v)).collect();
    edges.extend((0..400_000u32).map(|i| (i % 2000, i / 7 % 2000)));
    // No node, and a panic if it were met.
    edges.push((0, 1 << 20));
    let found = components(nodes, &edges);
    assert_eq!((found.count, found.labels), (1, vec![0; nodes]));
}

proptest! {
    #[test]
    fn agrees_with_spreading_labels_and_petgraph(edges in prop::collection::vec((0u32..120, 0u32..120), 0..150)) {
        let found = components(125, &edges);
        prop_assert!(verify_components(&edges, &found));
        prop_assert_eq!(&components_of(&Csr::from_edges(125, &edges)), &found);
        let forest = Forest::new(125);
        forest.unite_stream(edges.par_iter().copied());
        prop_assert_eq!(&forest.finish(), &found);
        let mut petgraph = petgraph::unionfind::UnionFind::<u32>::new(125);
        for &(a, b) in &edges {
            petgraph.union(a, b);
        }
        let theirs = petgraph.into_labeling();
        for v in 0..125 {
            prop_assert_eq!(theirs[v], theirs[found.labels[v] as usize]);
        }
    }
}
