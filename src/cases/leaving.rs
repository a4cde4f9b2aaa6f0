//! Who leaves a group again: bystanders, customers, owners of documents, whom it acts upon, and those who have a story of their own.

use rayon::prelude::*;

use super::buyers::buyers_of_praise;
use super::bystanders::{groups, held_by_one_kind};
use super::candidate::{A_STORY, Candidate};
use super::found::{Findings, Target};
use super::marks::is_one_of;
use super::mixtures::separable;
use super::owners::owners;
use super::targets::{Parted, part_targets};
use super::view::parts_among;
use crate::model::AccountId;
use crate::settings::Settings;

/// Parts every cluster into the groups that hold by themselves; bystanders are a cluster of their own, to be judged by
/// what they share.
#[must_use]
pub(super) fn shed(found: &Findings, settings: &Settings, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let parted = candidates.into_par_iter().map(|candidate| {
        let mut groups = groups(found.bonds, found.conduct, &candidate.accounts);
        if candidate.is_accused(settings) {
            let parts = parts_among(found.bonds, &candidate.accounts);
            let mut held = held_by_one_kind(found.graph, found.background, &parts, found.conduct, &candidate.accounts);
            held.extend(buyers_of_praise(found.graph, &parts, &candidate.accounts));
            held.sort_unstable();
            held.dedup();
            groups.iter_mut().for_each(|group| group.retain(|account| held.binary_search(account).is_err()));
            groups.push(held);
            groups.retain(|group| !group.is_empty());
        }
        if groups.len() == 1 {
            return vec![candidate];
        }
        let whole = groups.into_iter().filter(|accounts| accounts.len() >= 2);
        whole.map(|accounts| Candidate::new(found, settings, accounts)).collect()
    });
    parted.collect::<Vec<Vec<Candidate>>>().into_iter().flatten().collect()
}

/// Takes the people whose documents an accused cluster uses out of it.
pub(super) fn spare_owners(found: &Findings, settings: &Settings, candidates: &mut [Candidate]) {
    candidates.par_iter_mut().filter(|candidate| candidate.is_accused(settings)).for_each(|candidate| {
        let mut owners = owners(found, &candidate.accounts);
        owners.retain(|&owner| !is_one_of(found, settings, owner, &candidate.accounts));
        let others: Vec<AccountId> =
            candidate.accounts.iter().copied().filter(|account| owners.binary_search(account).is_err()).collect();
        if !owners.is_empty() && others.len() >= 2 {
            *candidate = Candidate::new(found, settings, others);
        }
    });
}

/// Takes whom a cluster acts upon out of it, where the others stand accused without them: an account that they pay or copy neither is one of them nor makes
/// them any less suspect. A lawful story that is told of all of them stays. Where the others do not stand accused, what is done to one account is what they do: a collector, or whom praise is for.
pub(super) fn spare_targets(found: &Findings, settings: &Settings, candidates: &mut [Candidate]) {
    candidates.par_iter_mut().for_each(|candidate| {
        let Parted { others, targets } = part_targets(found, &settings.linking, &candidate.accounts);
        if targets.is_empty() || others.len() < 2 {
            return;
        }
        let of_them =
            |target: &Target| target.accounts.iter().any(|&account| is_one_of(found, settings, account, &others));
        let (theirs, targets): (Vec<Target>, Vec<Target>) = targets.into_iter().partition(of_them);
        if !theirs.is_empty() {
            let mut whole =
                [others.clone(), theirs.iter().flat_map(|target| target.accounts.clone()).collect()].concat();
            whole.sort_unstable();
            let whole = Candidate::new(found, settings, whole);
            if whole.is_accused(settings) {
                *candidate = Candidate { targets, ..whole };
                return;
            }
        }
        let targets = [targets, theirs].concat();
        let others = Candidate::new(found, settings, others);
        let keeps_its_story = candidate.is_accused(settings) || others.explained >= candidate.explained;
        if others.is_accused(settings) && keeps_its_story {
            *candidate = Candidate { targets, ..others };
        }
    });
}

/// Parts accused clusters that stand on a mixture: some of the accounts have a lawful story by themselves, and the others are not accused
/// without them. A class and a crew that send money to one agent are no operation, though no story tells of both.
#[must_use]
pub(super) fn part_mixtures(found: &Findings, settings: &Settings, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let parted = candidates.into_par_iter().map(|candidate| {
        if !candidate.is_accused(settings) {
            return vec![candidate];
        }
        for (some, others) in separable(found.bonds, &candidate.accounts) {
            let some = Candidate::new(found, settings, some);
            if some.explained < A_STORY || some.is_accused(settings) {
                continue;
            }
            let others = Candidate::new(found, settings, others);
            if !others.is_accused(settings) {
                return vec![some, others].into_iter().filter(|part| part.accounts.len() >= 2).collect();
            }
        }
        vec![candidate]
    });
    parted.collect::<Vec<Vec<Candidate>>>().into_iter().flatten().collect()
}
