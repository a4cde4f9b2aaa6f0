//! One-way praise by few: reviewers who share a machine, a payee, a number or a paper, and praise the same accounts.
//!
//! A block of two reviewers and two accounts is lost among all blocks of its size that a platform has; among people whom something else
//! brings together already it stands out. Of such blocks on four makers' platforms 64 were rings' and none was anybody else's.

use rayon::prelude::*;

use super::bond::{Bond, BondKind, Family};

use super::fees::Fees;
use super::one_way::Praise;
use crate::model::AccountId;
use crate::settings::Settings;

/// Reviewers, and accounts reviewed, of a block at least: a couple has one cook, and colleagues one translator.
const LEAST: usize = 2;
/// Share of the reviewers of a block who praise each of its accounts, at least.
const AGREED: f64 = 0.75;
/// Accounts that share a thing above which it brings nobody together: a café's machine, a carrier's number.
const SHARED_BY_AT_MOST: usize = 24;

/// Blocks of praise by those whom one of the bonds `shared` ties. O(members of bonds x their reviews x log reviews).
pub(super) fn joint_praise(praise: &Praise, fees: &Fees, shared: &[Bond], settings: &Settings) -> Vec<Bond> {
    let brings_together = |bond: &&Bond| {
        let thing = matches!(bond.kind.family(), Family::Identity | Family::Machine | Family::Contact);
        (thing || bond.kind == BondKind::Bank) && bond.accounts.len() <= SHARED_BY_AT_MOST
    };
    let together: Vec<&Bond> = shared.iter().filter(brings_together).collect();
    let blocks = together.into_par_iter().filter_map(|bond| block(praise, &bond.accounts));
    let bonds = blocks.filter_map(|(rows, columns)| {
        let given = rows.iter().flat_map(|&row| praise.by(row)).copied();
        let part: Vec<(u32, u32)> = given.filter(|edge| columns.binary_search(&edge.1).is_ok()).collect();
        let fits = rows.len() + columns.len() <= settings.clusters.largest as usize;
        fits.then(|| praise.bond_of_those_who_share(fees, &part, &rows, &columns)).flatten()
    });
    bonds.collect()
}

/// Those of `accounts` (ascending) who praise the same others, and whom they praise; both ascending.
fn block(praise: &Praise, accounts: &[AccountId]) -> Option<(Vec<u32>, Vec<u32>)> {
    let mut praised: Vec<u32> = accounts.iter().flat_map(|account| praise.by(account.0)).map(|&(_, to)| to).collect();
    praised.sort_unstable();
    let several = praised.chunk_by(|a, b| a == b).filter(|run| run.len() >= LEAST);
    let common: Vec<(u32, usize)> = several.map(|run| (run[0], run.len())).collect();
    let joins = |account: &AccountId| {
        praise.by(account.0).iter().any(|&(_, to)| common.binary_search_by_key(&to, |of| of.0).is_ok())
    };
    let rows: Vec<u32> = accounts.iter().filter(|account| joins(account)).map(|account| account.0).collect();
    let agreed = |&&(_, by): &&(u32, usize)| by as f64 >= AGREED * rows.len() as f64;
    let columns: Vec<u32> = common.iter().filter(agreed).map(|&(to, _)| to).collect();
    (rows.len() >= LEAST && columns.len() >= LEAST).then_some((rows, columns))
}
