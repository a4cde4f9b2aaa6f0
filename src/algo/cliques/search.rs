//! Bron and Kerbosch's search below each root, on bitsets over the root's universe.

use super::CliqueConfig;
use super::ordered::Ordered;

/// Cliques of some consecutive roots: clique `i` is `nodes[ends[i - 1]..ends[i]]`.
#[derive(Default)]
pub(super) struct Block {
    nodes: Vec<u32>,
    pub ends: Vec<usize>,
    pub steps: u64,
    pub roots: usize,
    pub roots_cut: u64,
}

impl Block {
    pub(super) fn cliques(&self) -> impl Iterator<Item = &[u32]> + '_ {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.nodes[start..end])
    }
}

pub(super) fn search_block(
    ordered: &Ordered,
    config: &CliqueConfig,
    roots: std::ops::Range<u32>,
    work: &mut Workspace,
) -> Block {
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
pub(super) struct Workspace {
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
    pub(super) fn new(nodes: usize) -> Self {
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
        let needed = min_size.saturating_sub(1);
        let in_p = |w: &&u32| {
            ordered.later(**w).iter().filter(|&&u| self.local[u as usize] != 0).take(needed).count() == needed
        };
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
