//! Layout by stress: distances in the drawing follow distances in the graph.
//!
//! Pairs of nodes are moved towards their wished distance one after another, in an order shuffled by a fixed seed, with
//! steps that shrink from round to round (Zheng, Pawar and Goodman 2018, "Graph drawing by stochastic gradient
//! descent"). Then nodes that overlap are pushed apart.

use std::collections::VecDeque;

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::point::Point;

/// How a layout by stress is made.
#[derive(Clone, Copy, Debug)]
pub struct StressConfig {
    /// Rounds over all pairs.
    pub rounds: usize,
    /// Smallest step, as a share of the way, with which the last round moves.
    pub last_step: f64,
    /// Wished distance of nearest neighbours, pixels.
    pub spacing: f64,
}

impl Default for StressConfig {
    fn default() -> Self {
        Self { rounds: 18, last_step: 0.1, spacing: 30.0 }
    }
}

/// Places `count` nodes, centred at the origin. Takes O(n(n + m)) for the distances and O(n²) for each round.
pub fn stress(count: usize, edges: &[(u32, u32)], config: &StressConfig) -> Vec<Point> {
    let distances = distances(count, edges);
    let mut points = spiral(count);
    let mut pairs: Vec<(u32, u32)> = (0..count as u32).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
    let far = distances.iter().copied().max().unwrap_or(1).max(1);
    let (first, last) = (f64::from(far) * f64::from(far), config.last_step);
    let decay = (first / last).ln() / (config.rounds.max(2) - 1) as f64;
    let mut random = ChaCha8Rng::seed_from_u64(0x7269_6e67);
    for round in 0..config.rounds {
        let step = first * (-decay * round as f64).exp();
        // A new order every few rounds, and the way back in between, is as good as a new one each time.
        if round % 4 == 0 {
            pairs.shuffle(&mut random);
        } else {
            pairs.reverse();
        }
        for &(a, b) in &pairs {
            let (a, b) = (a as usize, b as usize);
            let wished = f64::from(distances[a * count + b]);
            draw_together(&mut points, a, b, wished, (step / (wished * wished)).min(1.0));
        }
    }
    centred(&mut points);
    spread(&mut points, config.spacing);
    push_apart(&mut points, config.spacing);
    centred(&mut points);
    points
}

/// Moves two nodes by a share of the way to their wished distance.
fn draw_together(points: &mut [Point], a: usize, b: usize, wished: f64, share: f64) {
    let (x, y) = (points[a].0 - points[b].0, points[a].1 - points[b].1);
    let length = x.hypot(y).max(1e-6);
    let by = share * (length - wished) / (2.0 * length);
    points[a] = (points[a].0 - by * x, points[a].1 - by * y);
    points[b] = (points[b].0 + by * x, points[b].1 + by * y);
}

/// Steps between all nodes, breadth first; unreachable pairs count as one more than the longest way.
fn distances(count: usize, edges: &[(u32, u32)]) -> Vec<u16> {
    let mut neighbours = vec![Vec::new(); count];
    for &(a, b) in edges {
        neighbours[a as usize].push(b);
        neighbours[b as usize].push(a);
    }
    let mut distances = vec![u16::MAX; count * count];
    let mut queue = VecDeque::new();
    for (from, row) in distances.chunks_mut(count.max(1)).enumerate() {
        row[from] = 0;
        queue.push_back(from as u32);
        while let Some(v) = queue.pop_front() {
            for &u in &neighbours[v as usize] {
                if row[u as usize] == u16::MAX {
                    row[u as usize] = row[v as usize] + 1;
                    queue.push_back(u);
                }
            }
        }
    }
    let longest = distances.iter().copied().filter(|steps| *steps != u16::MAX).max().unwrap_or(0);
    distances.iter_mut().filter(|steps| **steps == u16::MAX).for_each(|steps| *steps = longest + 1);
    distances
}

/// A start without symmetry: points along a sunflower's spiral.
fn spiral(count: usize) -> Vec<Point> {
    let golden = std::f64::consts::PI * (3.0 - 5.0_f64.sqrt());
    let point = |at: usize| {
        let (radius, angle) = ((at as f64 + 0.5).sqrt() * 0.5, at as f64 * golden);
        (radius * angle.cos(), radius * angle.sin())
    };
    (0..count).map(point).collect()
}

fn centred(points: &mut [Point]) {
    let count = points.len().max(1) as f64;
    let sum = points.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
    points.iter_mut().for_each(|point| *point = (point.0 - sum.0 / count, point.1 - sum.1 / count));
}

/// Scales so that the median distance to the nearest other node is the spacing, within what a screen can hold.
fn spread(points: &mut [Point], spacing: f64) {
    if points.len() < 2 {
        return;
    }
    let mut nearest: Vec<f64> = (0..points.len())
        .map(|a| {
            let others = (0..points.len()).filter(|b| *b != a);
            others.map(|b| (points[a].0 - points[b].0).hypot(points[a].1 - points[b].1)).fold(f64::INFINITY, f64::min)
        })
        .collect();
    nearest.sort_by(f64::total_cmp);
    let widest = points.iter().map(|point| point.0.hypot(point.1)).fold(1e-6, f64::max);
    let most = spacing * (points.len() as f64).sqrt() * 0.9;
    let scale = (spacing / nearest[nearest.len() / 2].max(1e-6)).clamp(spacing, (most / widest).max(spacing));
    points.iter_mut().for_each(|point| *point = (point.0 * scale, point.1 * scale));
}

/// Pushes nodes that stand closer than two thirds of the spacing apart, a few rounds, by cells of that size.
fn push_apart(points: &mut [Point], spacing: f64) {
    let least = spacing * 0.66;
    for _ in 0..30 {
        let cell = |point: Point| ((point.0 / least).floor() as i64, (point.1 / least).floor() as i64);
        let mut cells: std::collections::BTreeMap<(i64, i64), Vec<usize>> = std::collections::BTreeMap::new();
        points.iter().enumerate().for_each(|(v, point)| cells.entry(cell(*point)).or_default().push(v));
        let mut moved = false;
        for a in 0..points.len() {
            let (column, row) = cell(points[a]);
            let around = (-1..=1).flat_map(|x| (-1..=1).map(move |y| (column + x, row + y)));
            let close: Vec<usize> = around.filter_map(|at| cells.get(&at)).flatten().copied().collect();
            for b in close.into_iter().filter(|b| *b < a) {
                let apart = (points[a].0 - points[b].0).hypot(points[a].1 - points[b].1);
                if apart < least {
                    if apart < 1e-3 {
                        points[a].0 += least * 0.1 * (1.0 + (a % 7) as f64);
                    }
                    draw_together(points, a, b, least, 1.0);
                    moved = true;
                }
            }
        }
        if !moved {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_drawn_long() {
        let edges: Vec<(u32, u32)> = (0..9).map(|v| (v, v + 1)).collect();
        let points = stress(10, &edges, &StressConfig::default());
        let length = |a: usize, b: usize| (points[a].0 - points[b].0).hypot(points[a].1 - points[b].1);
        assert!(length(0, 9) > 6.0 * length(4, 5), "{} and {}", length(0, 9), length(4, 5));
    }

    #[test]
    fn no_two_nodes_cover_one_another() {
        let edges: Vec<(u32, u32)> = (1..400).map(|v| (0, v)).collect();
        let config = StressConfig::default();
        let points = stress(400, &edges, &config);
        let close = (0..400).flat_map(|a| (0..a).map(move |b| (a, b))).filter(|&(a, b): &(usize, usize)| {
            (points[a].0 - points[b].0).hypot(points[a].1 - points[b].1) < config.spacing * 0.4
        });
        assert!(close.count() < 8);
        assert_eq!(points, stress(400, &edges, &config));
    }

    #[test]
    fn nothing_and_one_are_drawn() {
        assert!(stress(0, &[], &StressConfig::default()).is_empty());
        assert_eq!(stress(1, &[], &StressConfig::default()).len(), 1);
    }
}
