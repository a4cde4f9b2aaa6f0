//! A layered layout with accounts in the middle: identities left, means right.
//!
//! The order in a column follows the barycentres of the neighbours, swept back and forth, and the sweep with the
//! fewest crossings is kept (Sugiyama, Tagawa and Toda 1981). Heights then move towards the neighbours as far as the
//! order allows.

use super::point::Point;
use crate::export::style::style;
use crate::report::{Diagram, DiagramEdge};

/// Distance of the columns' centres, pixels.
const ACROSS: f64 = 330.0;
/// Distance of neighbours in a column, pixels.
const DOWN: f64 = 50.0;
/// Sweeps over the columns.
const SWEEPS: usize = 12;

/// Places in columns; `None` where a column would hold more than `most`.
pub fn columns(diagram: &Diagram, edges: &[DiagramEdge], most: usize) -> Option<Vec<Point>> {
    let column = |v: usize| match diagram.nodes[v].kind.as_str() {
        "account" => 1,
        kind if style(kind).left => 0,
        _ => 2,
    };
    let count = diagram.nodes.len();
    let column: Vec<usize> = (0..count).map(column).collect();
    let mut neighbours = vec![Vec::new(); count];
    for edge in edges.iter().filter(|edge| column[edge.a as usize] != column[edge.b as usize]) {
        neighbours[edge.a as usize].push(edge.b as usize);
        neighbours[edge.b as usize].push(edge.a as usize);
    }
    let layers: [Vec<usize>; 3] = [0, 1, 2].map(|at| {
        let mut layer: Vec<usize> = (0..count).filter(|v| column[*v] == at).collect();
        // Hubs last: they are opened downwards and are not what the eye should meet first.
        layer.sort_by_key(|v| (diagram.nodes[*v].hub, *v));
        layer
    });
    if layers.iter().any(|layer| layer.len() > most) {
        return None;
    }
    let layers = ordered(diagram, layers, &neighbours);
    let heights = heights(&layers, &neighbours, count);
    let first = usize::from(layers[0].is_empty());
    Some((0..count).map(|v| ((column[v] - first.min(column[v])) as f64 * ACROSS, heights[v])).collect())
}

/// Sweeps, and keeps the order with the fewest crossings.
fn ordered(diagram: &Diagram, start: [Vec<usize>; 3], neighbours: &[Vec<usize>]) -> [Vec<usize>; 3] {
    let (mut best, mut layers) = (start.clone(), start);
    let mut fewest = crossings(&best, neighbours);
    for sweep in 0..SWEEPS {
        for at in if sweep % 2 == 0 { [1, 0, 2] } else { [0, 2, 1] } {
            let places = places(&layers, neighbours.len());
            let centre = |v: usize| {
                let around = &neighbours[v];
                let sum: f64 = around.iter().map(|u| places[*u]).sum();
                if around.is_empty() { places[v] } else { sum / around.len() as f64 }
            };
            layers[at].sort_by(|a, b| {
                let hubs = diagram.nodes[*a].hub.cmp(&diagram.nodes[*b].hub);
                hubs.then(centre(*a).total_cmp(&centre(*b))).then(a.cmp(b))
            });
        }
        let found = crossings(&layers, neighbours);
        if found < fewest {
            (best, fewest) = (layers.clone(), found);
        }
    }
    best
}

/// Place of each node in its column, 0 to 1.
fn places(layers: &[Vec<usize>; 3], count: usize) -> Vec<f64> {
    let mut places = vec![0.5; count];
    for layer in layers {
        for (at, v) in layer.iter().enumerate() {
            places[*v] = (at as f64 + 0.5) / layer.len() as f64;
        }
    }
    places
}

/// Crossings of edges between neighbouring columns. O(m²) for at most a few hundred edges.
fn crossings(layers: &[Vec<usize>; 3], neighbours: &[Vec<usize>]) -> usize {
    let places = places(layers, neighbours.len());
    let mut total = 0;
    for side in [&layers[0], &layers[2]] {
        let edges: Vec<(f64, f64)> =
            side.iter().flat_map(|v| neighbours[*v].iter().map(|u| (places[*v], places[*u]))).collect();
        for (at, a) in edges.iter().enumerate() {
            total += edges[..at].iter().filter(|b| (a.0 - b.0) * (a.1 - b.1) < 0.0).count();
        }
    }
    total
}

/// Heights: each column centred, then each node drawn towards its neighbours without passing another.
fn heights(layers: &[Vec<usize>; 3], neighbours: &[Vec<usize>], count: usize) -> Vec<f64> {
    let tallest = layers.iter().map(Vec::len).max().unwrap_or(0) as f64;
    let mut heights = vec![0.0; count];
    for layer in layers {
        let top = (tallest - layer.len() as f64) / 2.0;
        layer.iter().enumerate().for_each(|(at, v)| heights[*v] = (top + at as f64) * DOWN);
    }
    let longest = (0..3).max_by_key(|at| (layers[*at].len(), *at == 1)).unwrap_or(1);
    for _ in 0..8 {
        for (_, layer) in layers.iter().enumerate().filter(|(at, _)| *at != longest) {
            let wished: Vec<f64> = layer.iter().map(|v| mean(&neighbours[*v], &heights, heights[*v])).collect();
            for (v, height) in layer.iter().zip(apart(&wished)) {
                heights[*v] = height;
            }
        }
    }
    heights
}

fn mean(of: &[usize], heights: &[f64], otherwise: f64) -> f64 {
    if of.is_empty() { otherwise } else { of.iter().map(|v| heights[*v]).sum::<f64>() / of.len() as f64 }
}

/// The heights nearest to those wished that keep the order and [`DOWN`] between neighbours: isotonic regression by
/// pooling adjacent violators.
fn apart(wished: &[f64]) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (at, wish) in wished.iter().enumerate() {
        let mut pool = (wish - at as f64 * DOWN, 1);
        while let Some(&(sum, size)) = pools.last() {
            if sum / size as f64 <= pool.0 / pool.1 as f64 {
                break;
            }
            pool = (pool.0 + sum, pool.1 + size);
            pools.pop();
        }
        pools.push(pool);
    }
    let values = pools.iter().flat_map(|&(sum, size)| std::iter::repeat_n(sum / size as f64, size));
    values.enumerate().map(|(at, value)| value + at as f64 * DOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_keep_order_and_distance() {
        let placed = apart(&[100.0, 0.0, 10.0, 400.0]);
        assert!(placed.windows(2).all(|pair| pair[1] - pair[0] >= DOWN - 1e-9), "{placed:?}");
        assert!((placed[3] - 400.0).abs() < 1e-9);
    }
}
