//! Inputs for the benches, made from a seed, and a clock of CPU time.
//!
//! Sizes are small by default; `RINGTRACE_BENCH_SCALE=full` takes those of the measured peers.
#![allow(dead_code)] // each bench uses some of it

use ringtrace::algo::Csr;

pub fn full_scale() -> bool {
    std::env::var("RINGTRACE_BENCH_SCALE").is_ok_and(|scale| scale == "full")
}

/// CPU seconds (user and system, all threads) that this process has used, to a hundredth. Linux only; 0 elsewhere.
pub fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(") ").next().unwrap_or_default();
    let ticks: f64 = after_name.split(' ').skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    ticks / 100.0
}

/// SplitMix64, so that inputs never change.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }

    /// A size with a Pareto tail, at least `least`, at most `most`.
    pub fn pareto(&mut self, least: f64, exponent: f64, most: usize) -> usize {
        ((least * (1.0 - self.unit()).powf(-1.0 / exponent)) as usize).min(most)
    }

    fn permutation(&mut self, nodes: usize) -> Vec<u32> {
        let mut ids: Vec<u32> = (0..nodes as u32).collect();
        self.shuffle(&mut ids);
        ids
    }
}

/// An edge list and its number of nodes.
pub struct Edges {
    pub nodes: usize,
    pub edges: Vec<(u32, u32)>,
}

/// The GAP Kronecker graph: `2^scale` nodes, `degree` edges each, node numbers permuted.
pub fn kron(scale: u32, degree: usize) -> Edges {
    let mut random = Random(1);
    let nodes = 1usize << scale;
    let ids = random.permutation(nodes);
    let mut edge = || {
        let (mut a, mut b) = (0usize, 0usize);
        for _ in 0..scale {
            let point = random.unit();
            let (right, down) = if point < 0.57 {
                (0, 0)
            } else if point < 0.76 {
                (1, 0)
            } else if point < 0.95 {
                (0, 1)
            } else {
                (1, 1)
            };
            (a, b) = (a << 1 | down, b << 1 | right);
        }
        (ids[a], ids[b])
    };
    let edges = (0..nodes * degree).map(|_| edge()).collect();
    Edges { nodes, edges }
}

/// Ends drawn uniformly.
pub fn urand(scale: u32, degree: usize) -> Edges {
    let mut random = Random(2);
    let nodes = 1usize << scale;
    let edges = (0..nodes * degree).map(|_| (random.below(nodes) as u32, random.below(nodes) as u32)).collect();
    Edges { nodes, edges }
}

/// Accounts and their identifiers: three links an account; groups with a Pareto tail (1.6, at most 2,000) share identifiers, 1% of accounts
/// also touch hubs by Zipf's law (1.1). Node numbers are permuted, edges shuffled.
pub fn bip(accounts: usize) -> Edges {
    let mut random = Random(3);
    let mut links: Vec<(u32, u32)> = Vec::with_capacity(accounts * 3);
    let (mut account, mut identifiers) = (0, 0);
    while account < accounts {
        let size = random.pareto(1.0, 1.6, 2000).min(accounts - account);
        // As many distinct identifiers as about half the links, every account with one of its own.
        let shared = size.div_ceil(2);
        for member in 0..size {
            links.push(((account + member) as u32, (identifiers + member) as u32));
            for _ in 0..2 {
                links.push(((account + member) as u32, (identifiers + size + random.below(shared)) as u32));
            }
        }
        account += size;
        identifiers += size + shared;
    }
    let hubs = (accounts / 10_000).max(1);
    for account in (0..accounts).step_by(100) {
        let rank = ((hubs as f64).powf(random.unit()) as usize).min(hubs - 1);
        links.push((account as u32, (identifiers + rank) as u32));
    }
    let nodes = accounts + identifiers + hubs;
    let ids = random.permutation(nodes);
    let mut edges: Vec<_> = links.iter().map(|&(a, i)| (ids[a as usize], ids[accounts + i as usize])).collect();
    random.shuffle(&mut edges);
    Edges { nodes, edges }
}

/// A weighted graph with known communities.
pub struct Planted {
    pub nodes: usize,
    pub edges: Vec<(u32, u32, f32)>,
    /// Community of each node.
    pub truth: Vec<u32>,
}

/// Communities of 10 to 500 nodes with a Pareto tail (some 55 on average); 9.2 edges a node, one in five of them to anywhere; weights in
/// 0.5..1.5; node numbers permuted.
pub fn planted_partition(nodes: usize) -> Planted {
    let mut random = Random(4);
    let mut starts = vec![0usize];
    while starts[starts.len() - 1] < nodes {
        let next = starts[starts.len() - 1] + random.pareto(24.0, 1.6, 500);
        starts.push(next.min(nodes));
    }
    let ids = random.permutation(nodes);
    let mut truth = vec![0u32; nodes];
    let mut edges = Vec::with_capacity(nodes * 10);
    for (community, w) in starts.windows(2).enumerate() {
        for v in w[0]..w[1] {
            truth[ids[v] as usize] = community as u32;
            for i in 0..9 + usize::from(v % 5 == 0) {
                let outside = random.unit() < 0.2 && i > 0;
                let u = if outside { random.below(nodes) } else { w[0] + random.below(w[1] - w[0]) };
                edges.push((ids[v], ids[u], 0.5 + random.unit() as f32));
            }
        }
    }
    Planted { nodes, edges, truth }
}

/// A power-law background with cliques and near-cliques of up to 40 nodes planted in it (3 groups for each 100 nodes).
pub fn clique_graph(nodes: usize) -> Csr {
    let mut random = Random(5);
    let mut edges: Vec<(u32, u32)> = Vec::with_capacity(nodes * 6);
    let anywhere = |random: &mut Random| ((nodes as f64) * random.unit().powi(3)) as u32;
    for v in 0..nodes as u32 {
        for _ in 0..3 {
            edges.push((v, anywhere(&mut random)));
        }
    }
    for group in 0..nodes * 3 / 100 {
        let size = random.pareto(6.0, 1.5, 40);
        let members: Vec<u32> = (0..size).map(|_| random.below(nodes) as u32).collect();
        let missing = if group % 3 == 0 { 0.12 } else { 0.0 };
        for (i, &a) in members.iter().enumerate() {
            edges.extend(members[i + 1..].iter().filter(|_| random.unit() >= missing).map(|&b| (a, b)));
        }
    }
    Csr::from_edges(nodes, &edges)
}

/// Ratings of products by users with a planted block of `side` by `side / 2`.
pub fn ratings(users: usize, products: usize, per_user: usize, side: usize) -> Vec<(u32, u32)> {
    let mut random = Random(6);
    let mut edges: Vec<(u32, u32)> = Vec::with_capacity(users * per_user + side * side / 4);
    for user in 0..users as u32 {
        edges.extend((0..per_user).map(|_| (user, ((products as f64) * random.unit().powi(4)) as u32)));
    }
    for user in 0..side as u32 {
        edges.extend(
            (0..side as u32 / 2).filter(|_| random.unit() < 0.5).map(|product| (user, product + products as u32 / 2)),
        );
    }
    random.shuffle(&mut edges);
    edges
}
