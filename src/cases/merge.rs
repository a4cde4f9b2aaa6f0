//! Clusters grow by accounts at their edge, and become one where the ties across them suffice and the whole explains
//! more than either.
//!
//! An operator who keeps a payee for each three accounts leaves several small clusters with little between them. Two of
//! them become one only if the joined cluster's bits are at least those of the better one: a bystander dilutes every
//! kind of evidence and makes the group larger, which takes bits away.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::clusters::{Crossing, Hallmarks, PairPart, Standing, Unit, crossings, grow, homes};
use crate::model::AccountId;
use crate::settings::Settings;

use super::candidate::{A_STORY, Candidate};
use super::found::{Findings, Group};
use super::leaving::{part_mixtures, shed, spare_owners, spare_targets};
use super::marks::family_of;
use super::prior::PlatformPrior;

/// Rounds of joining; each at least halves what can still be joined of a ring.
const ROUNDS: usize = 6;
/// Times that whoever carries two marks is looked for: those whom the first time brought in carry some, too.
const MARK_ROUNDS: usize = 2;

/// The clusters of `found`, grown and joined in rounds; each cluster ascending, in an order that depends on nothing but
/// them; and the prior that they leave, by which who is accused of them was decided at last. O(rounds x (parts + bonds of the clusters)).
#[must_use]
pub fn grow_clusters(found: &Findings, parts: &[PairPart], settings: &Settings) -> (Vec<Group>, PlatformPrior) {
    let weigh = |clusters: Vec<Vec<AccountId>>, settings: &Settings| -> Vec<Candidate> {
        clusters.into_par_iter().map(|accounts| Candidate::new(found, settings, accounts)).collect()
    };
    let mut candidates = weigh(found.groups.iter().map(|group| group.accounts.clone()).collect(), settings);
    for _ in 0..settings.clusters.growth_rounds {
        let strong: Vec<bool> =
            candidates.iter().map(|candidate| candidate.standing(settings) >= Standing::Strong).collect();
        let clusters = candidates.into_iter().map(|candidate| candidate.accounts).collect();
        let mut grown = grow(found.graph, found.bonds, parts, clusters, &strong, settings.clusters.join_from);
        grown.retain(|accounts| accounts.len() >= 2);
        candidates = merge(found, parts, settings, weigh(grown, settings));
        let marked = hallmarks(found, settings, &candidates).carried_outside();
        candidates = adopt(found, settings, candidates, &marked);
        candidates = shed(found, settings, candidates);
    }
    let prior = if settings.score.estimate_prior {
        PlatformPrior::count(settings.score.prior, candidates.iter().map(|candidate| candidate.odds))
    } else {
        PlatformPrior::fixed(settings.score.prior)
    };
    let fell = prior.prior < settings.score.prior;
    let settings = &settings.with_prior(prior.prior);
    if fell {
        candidates = weigh(candidates.into_iter().map(|candidate| candidate.accounts).collect(), settings);
    }
    // By the platform's prior fewer are accused, so that who leaves a group, and who may still join one, is asked again.
    candidates = shed(found, settings, candidates);
    // Last, so that whoever joins by a visit brings nobody else in.
    let visitors = hallmarks(found, settings, &candidates).visitors();
    candidates = adopt(found, settings, candidates, &visitors);
    for _ in 0..MARK_ROUNDS {
        let twice = hallmarks(found, settings, &candidates).marked_twice(
            |kind| family_of(found, settings, kind),
            |account, cluster| {
                found.background.began_with(found.graph, account, &candidates[cluster as usize].accounts)
            },
        );
        candidates = adopt(found, settings, candidates, &twice);
    }
    spare_owners(found, settings, &mut candidates);
    spare_targets(found, settings, &mut candidates);
    candidates = part_mixtures(found, settings, candidates);
    let group = |Candidate { accounts, targets, .. }| Group { accounts, targets };
    (candidates.into_iter().map(group).collect(), prior)
}

/// The hallmarks of the accused among `candidates`.
fn hallmarks<'a>(found: &'a Findings, settings: &Settings, candidates: &'a [Candidate]) -> Hallmarks<'a> {
    let accused = candidates
        .iter()
        .enumerate()
        .filter(|(_, candidate)| candidate.is_accused(settings))
        .map(|(at, candidate)| (at as u32, candidate.accounts.as_slice()));
    Hallmarks::new(found.graph, found.bonds, found.people, accused)
}

/// Adds each marked account to the accused cluster whose mark it carries, where that still stands with all of them, and where nobody decided
/// that it and a member are different people.
fn adopt(
    found: &Findings,
    settings: &Settings,
    mut candidates: Vec<Candidate>,
    marked: &[(AccountId, u32)],
) -> Vec<Candidate> {
    let mut joined: BTreeMap<u32, Vec<AccountId>> = BTreeMap::new();
    for &(account, cluster) in marked {
        let more = joined.entry(cluster).or_default();
        let mut members = candidates[cluster as usize].accounts.iter().chain(more.iter());
        if !members.any(|&member| found.bonds.separate(account, member)) {
            more.push(account);
        }
    }
    joined.retain(|_, more| !more.is_empty());
    let grown: Vec<(u32, Vec<AccountId>, Candidate)> = joined
        .into_par_iter()
        .map(|(cluster, more)| {
            let mut accounts = [candidates[cluster as usize].accounts.as_slice(), &more].concat();
            accounts.sort_unstable();
            (cluster, more, Candidate::new(found, settings, accounts))
        })
        .filter(|(.., whole)| whole.is_accused(settings))
        .collect();
    let mut left: FxHashSet<AccountId> = FxHashSet::default();
    for (cluster, more, whole) in grown {
        left.extend(more);
        candidates[cluster as usize] = whole;
    }
    // Who joins leaves the weak cluster it stood in.
    candidates.par_iter_mut().filter(|candidate| !candidate.is_accused(settings)).for_each(|weak| {
        if weak.accounts.iter().any(|account| left.contains(account)) {
            let stay = weak.accounts.iter().copied().filter(|account| !left.contains(account)).collect();
            *weak = Candidate::new(found, settings, stay);
        }
    });
    candidates.retain(|candidate| candidate.accounts.len() >= 2);
    candidates
}

fn merge(found: &Findings, parts: &[PairPart], settings: &Settings, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut candidates: Vec<Option<Candidate>> = candidates.into_iter().map(Some).collect();
    for _ in 0..ROUNDS {
        let standing: Vec<Candidate> = candidates.into_iter().flatten().collect();
        let joins = joins(found, parts, settings, &standing);
        candidates = standing.into_iter().map(Some).collect();
        if joins.is_empty() {
            break;
        }
        let mut taken: FxHashSet<Unit> = FxHashSet::default();
        for join in joins {
            if taken.contains(&join.a) || taken.contains(&join.b) {
                continue;
            }
            taken.extend([join.a, join.b]);
            // Clusters come before loose accounts, so the smaller unit of a join is always a cluster.
            let Unit::Cluster(first) = join.a else { continue };
            candidates[first as usize] = Some(join.whole);
            if let Unit::Cluster(second) = join.b {
                candidates[second as usize] = None;
            }
        }
    }
    candidates.into_iter().flatten().collect()
}

/// Two units made one: what it would be and how many bits it gains on the better of the two.
struct Join {
    a: Unit,
    b: Unit,
    whole: Candidate,
    gain: f64,
}

/// Every join that may be made, the most gainful first.
fn joins(found: &Findings, parts: &[PairPart], settings: &Settings, candidates: &[Candidate]) -> Vec<Join> {
    let standings: Vec<Standing> = candidates.iter().map(|candidate| candidate.standing(settings)).collect();
    let home = homes(found.graph.accounts(), candidates.iter().map(|candidate| candidate.accounts.as_slice()));
    let accounts_of = |unit: Unit| match unit {
        Unit::Cluster(at) => candidates[at as usize].accounts.clone(),
        Unit::Loose(account) => vec![account],
    };
    let bits_of = |unit: Unit| match unit {
        Unit::Cluster(at) => candidates[at as usize].odds.bits(),
        Unit::Loose(_) => f64::NEG_INFINITY,
    };
    // Bits that a story takes of a group that it keeps from being accused.
    let is_told = |unit: Unit| match unit {
        Unit::Cluster(at) if standings[at as usize] != Standing::Accused => {
            Some(candidates[at as usize].explained).filter(|&bits| bits >= A_STORY).unwrap_or(0.0)
        }
        _ => 0.0,
    };
    let sizes: Vec<usize> = candidates.iter().map(|candidate| candidate.accounts.len()).collect();
    let marks = hallmarks(found, settings, candidates);
    let mut shared = marks.shared(&sizes, settings.clusters.largest as usize);
    shared.extend(marks.shared_twice(|kind| family_of(found, settings, kind)));
    let shared = shared.into_iter().map(|(a, b)| Crossing { a: Unit::Cluster(a), b: Unit::Cluster(b), accused: true });
    let mut asked = crossings(parts, &home, &standings, &sizes, &settings.clusters);
    asked.extend(shared);
    asked.sort_unstable_by_key(|crossing| (crossing.a, crossing.b));
    asked.dedup();
    let mut joins: Vec<Join> = asked
        .into_par_iter()
        .filter_map(|crossing| {
            let mut accounts = accounts_of(crossing.a);
            let others = accounts_of(crossing.b);
            let apart = accounts.iter().any(|&a| others.iter().any(|&b| found.bonds.separate(a, b)));
            if apart {
                return None;
            }
            accounts.extend(others);
            accounts.sort_unstable();
            let whole = Candidate::new(found, settings, accounts);
            let gain = whole.odds.bits() - bits_of(crossing.a).max(bits_of(crossing.b));
            // Two accusations become one that still stands; anything else must gain by what it takes in, and not by losing a story.
            let holds = crossing.accused && whole.is_accused(settings);
            let loses_a_story = [crossing.a, crossing.b].into_iter().any(|unit| is_told(unit) > whole.explained);
            (holds || gain >= 0.0 && !loses_a_story).then_some(Join { a: crossing.a, b: crossing.b, whole, gain })
        })
        .collect();
    joins.sort_by(|x, y| y.gain.total_cmp(&x.gain).then((x.a, x.b).cmp(&(y.a, y.b))));
    joins
}
