//! Links by account turned into links by value, in stretches of values that stay in a core's cache.

use rayon::prelude::*;

use crate::algo::vectors::same;
use crate::model::{AccountId, ValueId};

/// Links of a stretch of values that are aimed at.
const STRETCH: usize = 1 << 17;
/// Stretches at most: a task writes to as many places by turns.
const STRETCHES: usize = 1 << 9;
/// Accounts whose links one task takes; fixed, so that the cut never depends on the threads.
const ACCOUNTS: usize = 1 << 13;

/// A link on its way.
#[derive(Clone, Copy)]
struct Link {
    value: ValueId,
    account: AccountId,
}

const NONE: Link = Link { value: ValueId(0), account: AccountId(0) };

/// The links of some accounts by stretch, in each by account: those of stretch `s` are `links[bounds[s]..bounds[s + 1]]`.
struct Cut {
    links: Vec<Link>,
    bounds: Vec<u32>,
}

impl Cut {
    fn of(&self, stretch: usize) -> &[Link] {
        &self.links[self.bounds[stretch] as usize..self.bounds[stretch + 1] as usize]
    }
}

/// Where the carriers of each value begin, and the carriers, ascending. Account `a` uses `values[by_account[a]..by_account[a + 1]]`.
///
/// Written directly, every link would miss two tables that no cache holds. So the links of some accounts are first put in the order of
/// stretches, and each stretch then takes its own from all of them. O(links + accounts + values).
pub(super) fn turned(values: &[ValueId], by_account: &[u32], count: usize) -> (Vec<u32>, Vec<AccountId>) {
    let width = count.div_ceil(values.len().div_ceil(STRETCH).clamp(1, STRETCHES)).max(1).next_power_of_two();
    let (shift, stretches) = (width.ilog2(), count.div_ceil(width));
    let tasks: Vec<usize> = (0..by_account.len() - 1).step_by(ACCOUNTS).collect();
    let cut = |from| cut(values, &by_account[from..by_account.len().min(from + ACCOUNTS + 1)], from, shift, stretches);
    let cuts: Vec<Cut> = tasks.into_par_iter().map(cut).collect();
    let mut by_value = same(0, count + 1);
    let mut carriers = same(AccountId(0), values.len());
    let (mut rest, mut before, mut work) = (&mut carriers[..], 0, Vec::with_capacity(stretches));
    for (stretch, ends) in by_value[1..].chunks_mut(width).enumerate() {
        let size: usize = cuts.iter().map(|cut| cut.of(stretch).len()).sum();
        let (own, behind) = std::mem::take(&mut rest).split_at_mut(size);
        work.push((stretch, before, ends, own));
        (rest, before) = (behind, before + size as u32);
    }
    work.into_par_iter().with_max_len(1).for_each(|(stretch, before, ends, own)| {
        let links = || cuts.iter().flat_map(|cut| cut.of(stretch));
        let place = |link: &Link| link.value.index() - (stretch << shift);
        links().for_each(|link| ends[place(link)] += 1);
        let mut next = 0;
        ends.iter_mut().for_each(|end| next += std::mem::replace(end, next));
        for link in links() {
            let end = &mut ends[place(link)];
            own[*end as usize] = link.account;
            *end += 1;
        }
        ends.iter_mut().for_each(|end| *end += before);
    });
    cuts.into_par_iter().for_each(drop);
    (by_value, carriers)
}

/// The links of the accounts from `first` on, which begin at `bounds`, by stretch.
fn cut(values: &[ValueId], bounds: &[u32], first: usize, shift: u32, stretches: usize) -> Cut {
    let own = |account: usize| &values[bounds[account] as usize..bounds[account + 1] as usize];
    let stretch = |value: &ValueId| (value.0 >> shift) as usize;
    let all = &values[bounds[0] as usize..bounds[bounds.len() - 1] as usize];
    let mut by_stretch = vec![0; stretches + 1];
    all.iter().for_each(|value| by_stretch[stretch(value) + 1] += 1);
    for at in 0..stretches {
        by_stretch[at + 1] += by_stretch[at];
    }
    let (mut next, mut links) = (by_stretch.clone(), vec![NONE; all.len()]);
    for account in 0..bounds.len() - 1 {
        for value in own(account) {
            let slot = &mut next[stretch(value)];
            links[*slot as usize] = Link { value: *value, account: AccountId((first + account) as u32) };
            *slot += 1;
        }
    }
    Cut { links, bounds: by_stretch }
}

#[cfg(test)]
mod tests {
    use super::turned;
    use crate::model::{AccountId, ValueId};

    #[test]
    fn many_links_are_turned_as_one_by_one() {
        let mut state = 3_u64;
        let mut below = |bound: usize| {
            state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
            (state >> 33) as usize % bound
        };
        for (accounts, values) in [(0, 0), (1, 1), (30_000, 5), (20_000, 50_000), (30_000, 300_000)] {
            let (mut by_account, mut uses) = (vec![0], Vec::new());
            let mut carriers = vec![Vec::new(); values];
            for account in 0..accounts {
                let mut own: Vec<u32> = (0..below(20)).map(|_| below(values) as u32).collect();
                own.sort_unstable();
                own.dedup();
                own.iter().for_each(|value| carriers[*value as usize].push(AccountId(account)));
                uses.extend(own.into_iter().map(ValueId));
                by_account.push(uses.len() as u32);
            }
            let (by_value, turned) = turned(&uses, &by_account, values);
            assert_eq!(turned, carriers.concat());
            let mut end = 0;
            let ends = carriers.iter().map(|own| {
                end += own.len() as u32;
                end
            });
            assert!(by_value.iter().copied().eq(std::iter::once(0).chain(ends)));
        }
    }
}
