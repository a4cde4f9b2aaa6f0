//! Who shares what with whom: cuts a ring's members into fragments for each kind of edge, and sees to it that the
//! fragments together hold the ring.

use super::motifs::{Tie, Trait};
use crate::synth::rng::Rng;

/// One kind of edge of one ring: each fragment shares one value.
#[derive(Clone, Debug)]
pub struct Cover {
    /// The kind of edge.
    pub tie: Tie,
    /// Members of each fragment, by their number in the ring.
    pub fragments: Vec<Vec<usize>>,
}

/// Draws the fragments of every kind of edge of a ring of `n` members. `chained`: neighbours in the ring's own order share
/// (a banned account with its successor). `loose`: share of members that one tie alone may hold.
pub fn cover(rng: &mut Rng, n: usize, traits: &[Trait], chained: bool, loose: f64) -> Vec<Cover> {
    let mut covers: Vec<Cover> = traits.iter().map(|t| draw(rng, n, t, chained)).collect();
    for member in 0..n {
        let wanted = if rng.chance(loose) { 1 } else { 2 };
        while held(&covers, member) < wanted && enter(rng, &mut covers, member) {}
    }
    join(rng, n, &mut covers);
    covers
}

fn draw(rng: &mut Rng, n: usize, of: &Trait, chained: bool) -> Cover {
    let size = ((n as f64 * rng.between(of.reach)).round() as usize).clamp(2, n);
    let part = rng.between(of.part);
    let mut members: Vec<usize> = (0..n).filter(|_| rng.chance(part)).collect();
    if !chained {
        rng.shuffle(&mut members);
    }
    let mut fragments: Vec<Vec<usize>> = members.chunks(size).map(<[usize]>::to_vec).collect();
    if fragments.last().is_some_and(|last| last.len() < 2) {
        fragments.pop();
    }
    if fragments.is_empty() {
        fragments.push(vec![0, 1]);
    }
    Cover { tie: of.tie, fragments }
}

fn held(covers: &[Cover], member: usize) -> usize {
    covers.iter().filter(|cover| cover.fragments.iter().any(|f| f.contains(&member))).count()
}

/// Puts a member into a fragment of a kind that does not hold it yet; false where every kind does.
fn enter(rng: &mut Rng, covers: &mut [Cover], member: usize) -> bool {
    let open: Vec<usize> =
        (0..covers.len()).filter(|&c| !covers[c].fragments.iter().any(|f| f.contains(&member))).collect();
    if open.is_empty() {
        return false;
    }
    let cover = &mut covers[*rng.pick(&open)];
    let at = rng.below(cover.fragments.len());
    cover.fragments[at].push(member);
    true
}

/// Joins what the fragments leave apart: a member of the smaller part enters a fragment of the larger one, or two
/// fragments become one.
fn join(rng: &mut Rng, n: usize, covers: &mut [Cover]) {
    for _ in 0..4 * n {
        let part = parts(n, covers);
        let Some(apart) = (0..n).find(|&m| part[m] != part[0]) else { return };
        let cover = &mut covers[rng.below(covers.len())];
        let here = cover.fragments.iter().position(|f| part[f[0]] == part[0]);
        let there = cover.fragments.iter().position(|f| part[f[0]] == part[apart]);
        let holds = cover.fragments.iter().any(|f| f.contains(&apart));
        match (here, there) {
            (Some(here), _) if !holds => cover.fragments[here].push(apart),
            (Some(here), Some(there)) if cover.fragments.len() > 2 || n < 6 => {
                let moved = cover.fragments[there].clone();
                cover.fragments[here].extend(moved);
                cover.fragments.remove(there);
            }
            _ => {}
        }
    }
}

/// Smallest member of each member's part.
fn parts(n: usize, covers: &[Cover]) -> Vec<usize> {
    let mut part: Vec<usize> = (0..n).collect();
    loop {
        let before = part.clone();
        for fragment in covers.iter().flat_map(|cover| &cover.fragments) {
            let least = fragment.iter().map(|&m| part[m]).min().unwrap_or(0);
            for &m in fragment {
                part[m] = least;
            }
        }
        if part == before {
            return part;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synth::label::Motif;
    use crate::synth::rings::motifs::traits;

    #[test]
    fn every_member_is_held_and_rings_hang_together() {
        let mut whole = 0;
        for seed in 0..200 {
            let mut rng = Rng::new(&[seed]);
            let n = 3 + seed as usize % 30;
            let table = traits(Motif::ALL[seed as usize % Motif::ALL.len()]);
            let covers = cover(&mut rng, n, &table, false, 0.05);
            assert!((0..n).all(|m| held(&covers, m) >= 1));
            for fragment in covers.iter().flat_map(|c| &c.fragments) {
                let mut distinct = fragment.clone();
                distinct.sort_unstable();
                distinct.dedup();
                assert!(distinct.len() >= 2);
                assert!(fragment.iter().all(|&m| m < n));
            }
            whole += usize::from(parts(n, &covers).iter().all(|&p| p == 0));
        }
        assert!(whole >= 198, "{whole} of 200");
    }
}
