//! The refinement: each community is rebuilt from single nodes into parts that are well connected within it.

use super::super::random::SplitMix64;
use super::level::{Arc, Level};
use super::parts::Parts;
use super::sums::Sums;

/// The state of the parts, indexed by part; a part has the number of its first node.
struct Refiner<'a> {
    level: &'a Level,
    labels: &'a [u32],
    part: Vec<u32>,
    /// Node weight of each part.
    weight: Vec<f64>,
    /// Edge weight from each part to the rest of its community.
    outward: Vec<f64>,
    alone: Vec<bool>,
    /// Node weight of each community.
    community_weight: Vec<f64>,
    sums: Sums,
    /// Candidates of the node at hand with their gains.
    choices: Vec<(u32, f64)>,
}

/// Refines the partition `labels` (numbers below the number of nodes).
pub(super) fn refine(level: &Level, labels: &[u32], randomness: f64, random: &mut SplitMix64) -> Parts {
    let nodes = level.nodes();
    let mut community_weight = vec![0.0; nodes];
    for (&label, &weight) in labels.iter().zip(&level.node_weight) {
        community_weight[label as usize] += weight;
    }
    let outward = |v: u32| -> f64 {
        let inside = level.row(v).iter().filter(|arc| labels[arc.to as usize] == labels[v as usize]);
        inside.map(|arc| f64::from(arc.weight)).sum()
    };
    let mut refiner = Refiner {
        level,
        labels,
        part: (0..nodes as u32).collect(),
        weight: level.node_weight.clone(),
        outward: (0..nodes as u32).map(outward).collect(),
        alone: vec![true; nodes],
        community_weight,
        sums: Sums::new(nodes),
        choices: Vec::new(),
    };
    let mut order: Vec<u32> = (0..nodes as u32).collect();
    random.shuffle(&mut order);
    for v in order {
        if refiner.alone[v as usize] && refiner.well_connected(v, v) {
            refiner.merge(v, randomness, random);
        }
    }
    refiner.number()
}

impl Refiner<'_> {
    /// Whether `part`, in the community of `v`, has as much weight to the rest of it as the quality asks.
    fn well_connected(&self, part: u32, v: u32) -> bool {
        let own = self.weight[part as usize];
        let rest = self.community_weight[self.labels[v as usize] as usize] - own;
        self.outward[part as usize] >= self.level.penalty * own * rest
    }

    /// Joins the single node `v` to a part of its community that gains, if there is one.
    fn merge(&mut self, v: u32, randomness: f64, random: &mut SplitMix64) {
        let label = self.labels[v as usize];
        let near = |arc: &Arc| (self.part[arc.to as usize], arc.weight, self.labels[arc.to as usize] == label);
        self.sums.add_all(self.level.row(v).iter().map(near));
        let cost = self.level.penalty * self.level.node_weight[v as usize];
        self.choices.clear();
        for &part in self.sums.keys() {
            let gain = self.sums.of(part) - cost * self.weight[part as usize];
            if gain >= 0.0 && self.well_connected(part, v) {
                self.choices.push((part, gain));
            }
        }
        if let Some(part) = choose(&mut self.choices, randomness, random) {
            let p = part as usize;
            self.outward[p] += self.outward[v as usize] - 2.0 * self.sums.of(part);
            self.weight[p] += self.level.node_weight[v as usize];
            self.alone[p] = false;
            self.alone[v as usize] = false;
            self.part[v as usize] = part;
        }
        self.sums.drain(|_, _| ());
    }

    fn number(self) -> Parts {
        const NONE: u32 = u32::MAX;
        let nodes = self.part.len();
        let (mut number, mut community_number) = (vec![NONE; nodes], vec![NONE; nodes]);
        let (mut part, mut community) = (self.part, Vec::new());
        let (mut count, mut communities) = (0, 0);
        for v in 0..nodes {
            let slot = &mut number[part[v] as usize];
            if *slot == NONE {
                *slot = count;
                count += 1;
                let community_slot = &mut community_number[self.labels[v] as usize];
                if *community_slot == NONE {
                    *community_slot = communities;
                    communities += 1;
                }
                community.push(*community_slot);
            }
            part[v] = *slot;
        }
        Parts { part, count: count as usize, community }
    }
}

/// Picks a choice with probability proportional to `exp(gain / randomness)`; the first best where randomness is 0.
fn choose(choices: &mut [(u32, f64)], randomness: f64, random: &mut SplitMix64) -> Option<u32> {
    // Below this many units under the best, a choice has a chance of 1 in 10^13: not worth an exponential.
    const NEGLIGIBLE: f64 = 30.0;
    let best = choices.iter().copied().reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let near = |gain: f64| best.1 - gain <= NEGLIGIBLE * randomness;
    if randomness == 0.0 || choices.iter().filter(|&&(_, gain)| near(gain)).count() == 1 {
        return Some(best.0);
    }
    let mut total = 0.0;
    for (_, gain) in choices.iter_mut() {
        total += if near(*gain) { ((*gain - best.1) / randomness).exp() } else { 0.0 };
        *gain = total;
    }
    let point = random.unit() * total;
    choices.iter().find(|&&(_, sum)| sum > point).map(|&(part, _)| part).or(Some(best.0))
}
