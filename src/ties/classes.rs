//! Classes of what shares a key, by union and find.

use rustc_hash::FxHashMap;

/// The class of each of so many lists of keys, as the position of its first: those that share a key, directly or through others.
pub(super) fn classes<'a>(lists: usize, keys: impl Fn(usize) -> &'a [u64]) -> Vec<u32> {
    let mut parent: Vec<u32> = (0..lists as u32).collect();
    let mut first: FxHashMap<u64, u32> = FxHashMap::default();
    for at in 0..lists {
        for &key in keys(at) {
            let other = *first.entry(key).or_insert(at as u32);
            join(&mut parent, at as u32, other);
        }
    }
    (0..lists as u32).map(|at| root(&parent, at)).collect()
}

/// How many classes there are.
pub(super) fn count(classes: &[u32]) -> usize {
    classes.iter().enumerate().filter(|&(at, &first)| at == first as usize).count()
}

/// The first of the class of a position.
pub(super) fn root(parent: &[u32], mut at: u32) -> u32 {
    while parent[at as usize] != at {
        at = parent[at as usize];
    }
    at
}

/// Makes two positions of one class.
pub(super) fn join(parent: &mut [u32], a: u32, b: u32) {
    let (a, b) = (root(parent, a), root(parent, b));
    let (low, high) = (a.min(b), a.max(b));
    parent[high as usize] = low;
}
