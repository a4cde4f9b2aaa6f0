//! Maximal cliques of at least a given size, streamed to a sink, never held together.
//!
//! Nodes are renumbered in degeneracy order; each is once the first node of its cliques, the rest of which lie among its later
//! neighbours P, at most `degeneracy` many. P and the earlier neighbours X that could make a clique non-maximal become one
//! small universe of bitsets, in which Bron and Kerbosch's search runs with Tomita's pivot on an explicit stack.
//! O(d n 3^(d/3)) time for degeneracy d; roots are searched in parallel, and cliques reach the sink in order of root.
//!
//! Bron and Kerbosch (1973); Tomita, Tanaka and Takahashi (2006); Eppstein, Löffler and Strash (ISAAC 2010).

use super::csr::Csr;
use super::kcore::core_numbers;
use rayon::prelude::*;

/// What to look for, and how long.
#[derive(Clone, Debug)]
pub struct CliqueConfig {
    /// Cliques with fewer nodes are not reported; 1 reports isolated nodes, 2 lone edges.
    pub min_size: usize,
    /// Search steps (nodes added to a partial clique) spent on one root before the rest of that root is given up.
    pub steps_per_root: u64,
    /// Search steps in all; roots that come after the block that passes this limit are not searched.
    pub steps_total: u64,
}

impl Default for CliqueConfig {
    fn default() -> Self {
        Self { min_size: 3, steps_per_root: 20_000_000, steps_total: 2_000_000_000 }
    }
}

/// What a search did. Counts are of what reached the sink.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CliqueSummary {
    /// Cliques handed to the sink.
    pub cliques: u64,
    /// Nodes in the largest of them.
    pub largest: usize,
    /// Search steps taken.
    pub steps: u64,
    /// Roots whose search was given up at `steps_per_root`.
    pub roots_cut: u64,
    /// Roots not searched because `steps_total` was used up.
    pub roots_skipped: u64,
}

impl CliqueSummary {
    /// Whether every maximal clique of the asked size was reported.
    pub fn is_complete(&self) -> bool {
        self.roots_cut == 0 && self.roots_skipped == 0
    }
}

/// Roots whose cliques are collected by one task before they reach the sink.
const ROOTS_PER_BLOCK: usize = 64;
/// Blocks searched between two visits to the sink; what they find is held meanwhile.
const BLOCKS_PER_WAVE: usize = 128;

/// Hands every maximal clique of `graph` with at least `config.min_size` nodes to `sink`, its nodes ascending.
///
/// The order of cliques, and where a budget cuts, depend on the graph and the configuration alone. Parallel edges do not matter.
/// Extra memory: 16 bytes a node and 8 an edge, a bitset universe for each thread, and the cliques of one wave of roots.
pub fn maximal_cliques(graph: &Csr, config: &CliqueConfig, mut sink: impl FnMut(&[u32])) -> CliqueSummary {
    let ordered = Ordered::new(graph);
    let mut summary = CliqueSummary::default();
    let starts: Vec<usize> = (0..ordered.nodes()).step_by(ROOTS_PER_BLOCK).collect();
    let mut searched = 0;
    for wave in starts.chunks(BLOCKS_PER_WAVE) {
        let search = |workspace: &mut Workspace, &start: &usize| {
            let roots = start as u32..(start + ROOTS_PER_BLOCK).min(ordered.nodes()) as u32;
            search_block(&ordered, config, roots, workspace)
        };
        let blocks: Vec<Block> =
            wave.par_iter().with_max_len(1).map_init(|| Workspace::new(ordered.nodes()), search).collect();
        for block in blocks {
            if summary.steps >= config.steps_total {
                summary.roots_skipped = (ordered.nodes() - searched) as u64;
                return summary;
            }
            searched += block.roots;
            summary.absorb(&block);
            block.cliques().for_each(&mut sink);
        }
    }
    summary
}

impl CliqueSummary {
    fn absorb(&mut self, block: &Block) {
        self.cliques += block.ends.len() as u64;
        self.largest = self.largest.max(block.cliques().map(<[u32]>::len).max().unwrap_or(0));
        self.steps += block.steps;
        self.roots_cut += block.roots_cut;
    }
}

/// The graph renumbered by degeneracy order, each row split into earlier and later neighbours.
struct Ordered {
    /// Original id of each renumbered node.
    original: Vec<u32>,
    /// Row of `v`: `targets[offsets[v]..offsets[v + 1]]`, ascending; the later neighbours begin at `split[v]`.
    offsets: Vec<usize>,
    split: Vec<usize>,
    targets: Vec<u32>,
}

impl Ordered {
    fn new(graph: &Csr) -> Self {
        let cores = core_numbers(graph);
        let rank = cores.ranks();
        let mut offsets = Vec::with_capacity(rank.len() + 1);
        let mut split = Vec::with_capacity(rank.len());
        let mut targets: Vec<u32> = Vec::with_capacity(graph.as_slices().1.len());
        offsets.push(0);
        for (v, &old) in cores.order.iter().enumerate() {
            let start = targets.len();
            let row = graph.neighbors(old);
            targets.extend(
                row.iter().enumerate().filter(|&(i, u)| i == 0 || row[i - 1] != *u).map(|(_, &u)| rank[u as usize]),
            );
            targets[start..].sort_unstable();
            split.push(start + targets[start..].partition_point(|&u| (u as usize) < v));
            offsets.push(targets.len());
        }
        Self { original: cores.order, offsets, split, targets }
    }

    fn nodes(&self) -> usize {
        self.original.len()
    }

    fn later(&self, v: u32) -> &[u32] {
        &self.targets[self.split[v as usize]..self.offsets[v as usize + 1]]
    }

    fn earlier(&self, v: u32) -> &[u32] {
        &self.targets[self.offsets[v as usize]..self.split[v as usize]]
    }
}

/// Cliques of some consecutive roots: clique `i` is `nodes[ends[i - 1]..ends[i]]`.
#[derive(Default)]
struct Block {
    nodes: Vec<u32>,
    ends: Vec<usize>,
    steps: u64,
    roots: usize,
    roots_cut: u64,
}

impl Block {
    fn cliques(&self) -> impl Iterator<Item = &[u32]> + '_ {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.nodes[start..end])
    }
}

fn search_block(ordered: &Ordered, config: &CliqueConfig, roots: std::ops::Range<u32>, work: &mut Workspace) -> Block {
    let mut block = Block { roots: roots.len(), ..Block::default() };
    for root in roots {
        if ordered.later(root).len() + 1 < config.min_size {
            continue;
        }
        work.load(ordered, root, config.min_size);
        let mut search = Search { ordered, config, root, work, block: &mut block, steps: 0 };
        // A fixed number of words lets the compiler unroll the bitset loops; 0 means any number.
        match search.work.words {
            1 => search.run::<1>(),
            2 => search.run::<2>(),
            3..=4 => search.run::<4>(),
            _ => search.run::<0>(),
        }
        let steps = search.steps;
        block.steps += steps;
        block.roots_cut += u64::from(steps >= config.steps_per_root);
    }
    block
}

/// Scratch memory of one thread: the universe of one root as bitsets.
struct Workspace {
    /// Local number + 1 of each node of the universe; 0 elsewhere. Always cleared after use.
    local: Vec<u32>,
    /// Nodes of the universe: the later neighbours P, then the earlier ones X that could matter.
    members: Vec<u32>,
    /// How many of `members` are P.
    candidates: usize,
    /// Words of one bitset over the universe.
    words: usize,
    /// Neighbours of each member within the universe (pairs within X are left out: they are never asked for).
    adjacent: Vec<u64>,
    /// For each depth three bitsets: P, X and the branches still to try.
    levels: Vec<u64>,
    /// Local numbers of the partial clique, without the root.
    clique: Vec<u32>,
}

impl Workspace {
    fn new(nodes: usize) -> Self {
        Self {
            local: vec![0; nodes],
            members: Vec::new(),
            candidates: 0,
            words: 0,
            adjacent: Vec::new(),
            levels: Vec::new(),
            clique: Vec::new(),
        }
    }

    /// Builds the universe of `root`.
    fn load(&mut self, ordered: &Ordered, root: u32, min_size: usize) {
        let later = ordered.later(root);
        self.members.clear();
        self.members.extend_from_slice(later);
        self.candidates = later.len();
        for (i, &u) in later.iter().enumerate() {
            self.local[u as usize] = i as u32 + 1;
        }
        // A node of X bars a clique only if it is next to all of it, so next to at least `min_size - 1` nodes of P.
        let in_p =
            |w: &&u32| ordered.later(**w).iter().filter(|&&u| self.local[u as usize] != 0).count() + 1 >= min_size;
        self.members.extend(ordered.earlier(root).iter().filter(in_p));
        self.words = self.members.len().div_ceil(64).max(1);
        if self.words == 3 {
            self.words = 4;
        }
        self.adjacent.clear();
        self.adjacent.resize(self.members.len() * self.words, 0);
        for i in 0..self.members.len() {
            for &u in ordered.later(self.members[i]) {
                if let Some(j) = (self.local[u as usize] as usize).checked_sub(1) {
                    self.adjacent[i * self.words + j / 64] |= 1 << (j % 64);
                    self.adjacent[j * self.words + i / 64] |= 1 << (i % 64);
                }
            }
        }
        for &u in later {
            self.local[u as usize] = 0;
        }
    }
}

/// The search below one root.
struct Search<'a> {
    ordered: &'a Ordered,
    config: &'a CliqueConfig,
    root: u32,
    work: &'a mut Workspace,
    block: &'a mut Block,
    steps: u64,
}

impl Search<'_> {
    /// Bron and Kerbosch's search. `W` is the number of words, or 0 where it stands in the workspace.
    fn run<const W: usize>(&mut self) {
        let w = if W == 0 { self.work.words } else { W };
        self.work.clique.clear();
        self.work.levels.clear();
        self.work.levels.resize(3 * w, 0);
        fill_range(&mut self.work.levels[..w], 0, self.work.candidates);
        fill_range(&mut self.work.levels[w..2 * w], self.work.candidates, self.work.members.len());
        if self.work.candidates == 0 {
            self.emit_if(self.work.members.is_empty());
            return;
        }
        self.choose_branches::<W>(0);
        let mut depth = 0;
        loop {
            let level = &mut self.work.levels[depth * 3 * w..(depth + 1) * 3 * w];
            let Some(v) = take_lowest(&mut level[2 * w..]) else {
                if depth == 0 {
                    return;
                }
                depth -= 1;
                self.close::<W>(depth);
                continue;
            };
            self.steps += 1;
            if self.steps >= self.config.steps_per_root {
                return;
            }
            self.work.clique.push(v as u32);
            if self.descend::<W>(depth, v) {
                depth += 1;
                self.choose_branches::<W>(depth);
            } else {
                self.close::<W>(depth);
            }
        }
    }

    /// Makes the level below `depth` for the clique with `v`; `false` where there is nothing to search in it.
    fn descend<const W: usize>(&mut self, depth: usize, v: usize) -> bool {
        let w = if W == 0 { self.work.words } else { W };
        let work = &mut *self.work;
        if work.levels.len() < (depth + 2) * 3 * w {
            work.levels.resize((depth + 2) * 3 * w, 0);
        }
        let (above, below) = work.levels.split_at_mut((depth + 1) * 3 * w);
        let above = &above[depth * 3 * w..];
        let adjacent = &work.adjacent[v * w..(v + 1) * w];
        let (mut left, mut barred) = (0, 0);
        for i in 0..w {
            let (p, x) = (above[i] & adjacent[i], above[w + i] & adjacent[i]);
            (below[i], below[w + i]) = (p, x);
            left += p.count_ones() as usize;
            barred |= x;
        }
        if left == 0 {
            self.emit_if(barred == 0);
            return false;
        }
        work.clique.len() + 1 + left >= self.config.min_size
    }

    /// Takes the last node out of the partial clique; at `depth` it moves from P to X.
    fn close<const W: usize>(&mut self, depth: usize) {
        let w = if W == 0 { self.work.words } else { W };
        if let Some(v) = self.work.clique.pop() {
            let (word, bit) = (v as usize / 64, 1u64 << (v % 64));
            let level = &mut self.work.levels[depth * 3 * w..];
            level[word] &= !bit;
            level[w + word] |= bit;
        }
    }

    /// Branches at `depth`: P without the neighbours of the pivot, the node of P or X with most neighbours in P.
    fn choose_branches<const W: usize>(&mut self, depth: usize) {
        let w = if W == 0 { self.work.words } else { W };
        let (p_and_x, branches) = self.work.levels[depth * 3 * w..(depth + 1) * 3 * w].split_at_mut(2 * w);
        let (p, x) = p_and_x.split_at(w);
        let size: u32 = p.iter().map(|word| word.count_ones()).sum();
        let mut best = (0, None);
        'words: for word in 0..w {
            let mut rest = p[word] | x[word];
            while rest != 0 {
                let u = word * 64 + rest.trailing_zeros() as usize;
                let in_p = p[word] & rest & rest.wrapping_neg() != 0;
                rest &= rest - 1;
                let row = &self.work.adjacent[u * w..(u + 1) * w];
                let common: u32 = p.iter().zip(row).map(|(a, b)| (a & b).count_ones()).sum();
                if common > best.0 || best.1.is_none() {
                    best = (common, Some(u));
                    // Nothing covers more than all of P (from outside) or all but itself (from inside).
                    if common + u32::from(in_p) >= size {
                        break 'words;
                    }
                }
            }
        }
        branches.copy_from_slice(p);
        if let Some(u) = best.1 {
            let row = &self.work.adjacent[u * w..(u + 1) * w];
            branches.iter_mut().zip(row).for_each(|(branch, near)| *branch &= !near);
        }
    }

    /// Reports the partial clique with the root, if it is maximal and large enough.
    fn emit_if(&mut self, maximal: bool) {
        let size = self.work.clique.len() + 1;
        if maximal && size >= self.config.min_size {
            let start = self.block.nodes.len();
            let original = |v: u32| self.ordered.original[v as usize];
            self.block.nodes.push(original(self.root));
            self.block.nodes.extend(self.work.clique.iter().map(|&i| original(self.work.members[i as usize])));
            self.block.nodes[start..].sort_unstable();
            self.block.ends.push(self.block.nodes.len());
        }
    }
}

/// Sets the bits `from..to` of a cleared bitset.
fn fill_range(words: &mut [u64], from: usize, to: usize) {
    for bit in from..to {
        words[bit / 64] |= 1 << (bit % 64);
    }
}

fn take_lowest(words: &mut [u64]) -> Option<usize> {
    let (i, word) = words.iter_mut().enumerate().find(|(_, word)| **word != 0)?;
    let bit = word.trailing_zeros() as usize;
    *word &= *word - 1;
    Some(i * 64 + bit)
}

/// All maximal cliques with at least `min_size` nodes, found by growing every clique one node at a time and keeping those that
/// nothing extends; each ascending, all sorted. Exponential, for tests on small graphs.
pub fn naive_maximal_cliques(graph: &Csr, min_size: usize) -> Vec<Vec<u32>> {
    let nodes = graph.node_count() as u32;
    let mut found = Vec::new();
    let mut open: Vec<Vec<u32>> = (0..nodes).map(|v| vec![v]).collect();
    while let Some(clique) = open.pop() {
        let fits = |u: &u32| clique.iter().all(|&v| v != *u && graph.has_edge(v, *u));
        let last = clique[clique.len() - 1];
        if clique.len() >= min_size && !(0..nodes).any(|u| fits(&u)) {
            found.push(clique.clone());
        }
        open.extend((last + 1..nodes).filter(fits).map(|u| [clique.as_slice(), &[u]].concat()));
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
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
}
