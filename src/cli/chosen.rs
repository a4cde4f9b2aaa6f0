//! Clusters named on the command line.

use std::collections::BTreeSet;

use super::Failure;

/// Says whether every wanted id is the id of a cluster; one that is not is answered with the nearest.
pub fn check<'a>(wanted: &[String], known: impl Iterator<Item = &'a str>) -> Result<(), Failure> {
    let known: BTreeSet<&str> = known.collect();
    let Some(id) = wanted.iter().find(|id| !known.contains(id.as_str())) else { return Ok(()) };
    let nearest = nearest(id, known.iter().copied());
    let hint = if nearest.is_empty() { "the results hold none".to_owned() } else { nearest.join(", ") };
    Err(Failure(format!("no cluster is called {id:?}; nearest: {hint}")))
}

/// The three ids with the smallest edit distance.
fn nearest<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut scored: Vec<(usize, &str)> = known.map(|other| (distance(id, other), other)).collect();
    scored.sort_unstable();
    scored.into_iter().take(3).map(|(_, other)| other).collect()
}

/// Levenshtein distance, by characters. Takes O(n m).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(64).enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let best = (diagonal + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], best);
        }
    }
    row[b.len()]
}
