//! Writes a planned platform as a snapshot, table by table.

use std::path::Path;

use super::layouts;
use super::rng::hash;
use super::rows::{Layout, Rows};
use super::sessions::{Session, sessions};
use super::values;
use super::world::World;
use super::write::{Format, WriteError, write_table};
use super::{deals, money, registry};
use crate::progress::Progress;

/// Accounts in one block: about two hundred thousand sessions.
const BLOCK: usize = 4096;

type PerAccount = fn(&World, u32, &mut Rows);
type Whole = fn(&World, &mut Rows);

/// Tables whose rows belong to an account each.
const TABLES: [(Layout, PerAccount); 11] = [
    (layouts::ACCOUNTS, registry::accounts),
    (layouts::DOCUMENTS, registry::documents),
    (layouts::BANK_ACCOUNTS, money::bank_accounts),
    (layouts::CHANGES, registry::changes),
    (layouts::REVIEWS, deals::reviews),
    (layouts::CONTRACTS, deals::contracts),
    (layouts::WORK, deals::work),
    (layouts::PAYOUTS, money::payouts),
    (layouts::IDENTIFIERS, registry::identifiers),
    (layouts::TIES, deals::ties),
    (layouts::REPORTS, registry::reports),
];

/// Tables written at once.
const WHOLE: [(Layout, Whole); 2] = [(layouts::NETWORKS, registry::networks), (layouts::KNOWN, registry::known)];

/// Rows written of each table, in the order of writing.
pub type Written = Vec<(&'static str, u64)>;

/// Writes a platform into an existing empty directory: all fourteen tables and `truth.csv`. The bytes depend on the world and
/// the format only, not on the number of threads.
pub fn write_snapshot(
    world: &World,
    directory: &Path,
    format: Format,
    progress: &Progress,
) -> Result<Written, WriteError> {
    let blocks = world.accounts.len().div_ceil(BLOCK).max(1);
    let mut written = Vec::new();
    for (layout, fill) in TABLES {
        let stage = progress.stage(layout.name, blocks as u64);
        let make = |block: usize| {
            let mut rows = Rows::new(layout);
            for &account in block_of(world, block) {
                fill(world, account, &mut rows);
            }
            rows
        };
        let rows = write_table(directory, layout, format, blocks, &make, &|steps| stage.advance(steps))?;
        written.push((layout.name, rows));
    }
    let stage = progress.stage("logins", blocks as u64);
    let make = |block: usize| logins(world, block);
    let rows = write_table(directory, layouts::LOGINS, format, blocks, &make, &|steps| stage.advance(steps))?;
    written.push(("logins", rows));
    for (layout, fill) in WHOLE {
        let make = |_| {
            let mut rows = Rows::new(layout);
            fill(world, &mut rows);
            rows
        };
        written.push((layout.name, write_table(directory, layout, format, 1, &make, &|_| {})?));
    }
    let make = |block: usize| {
        let mut rows = Rows::new(layouts::TRUTH);
        for &account in block_of(world, block) {
            registry::truth(world, account, &mut rows);
        }
        rows
    };
    written.push(("truth", write_table(directory, layouts::TRUTH, Format::Csv, blocks, &make, &|_| {})?));
    Ok(written)
}

fn block_of(world: &World, block: usize) -> &[u32] {
    let first = (block * BLOCK).min(world.order.len());
    &world.order[first..(first + BLOCK).min(world.order.len())]
}

/// The sessions of a block; by time in some blocks, by account in others, as exports come.
fn logins(world: &World, block: usize) -> Rows {
    let mut all: Vec<Session> = Vec::new();
    for &account in block_of(world, block) {
        sessions(world, account, &mut all);
    }
    if !hash(&[world.seed, 0x0B5, block as u64]).is_multiple_of(3) {
        all.sort_by_key(|session| session.start);
    }
    let mut rows = Rows::new(layouts::LOGINS);
    for session in &all {
        rows.text(&world.account_id(session.account));
        rows.time(Some(session.start));
        rows.time(session.end);
        rows.text(&session.ip.to_string());
        rows.maybe_text(session.device.map(|device| values::device(world, device)).as_deref());
        rows.flag(session.remote);
    }
    rows
}
