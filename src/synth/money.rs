//! Payout destinations, payouts, and where the money goes next.

use super::rng::{Rng, unit};
use super::rows::Rows;
use super::values::bank;
use super::world::{Account, COMPANY, Id, NONE, World};
use crate::snapshot::Role;

/// Countries of residence and of onward payments; those abroad first.
pub const COUNTRIES: [&str; 13] = ["US", "GB", "VN", "PH", "KR", "TW", "IN", "DE", "BR", "SG", "TH", "CN", "JP"];
/// Number of countries abroad.
pub const ABROAD: usize = 12;
/// Position of the platform's own country.
pub const HOME_COUNTRY: u8 = 12;

/// Whether a payout account is at the bank that merges within the period.
#[must_use]
pub fn merged(bank: u32, share: f64) -> bool {
    unit(&[u64::from(bank), 0x4E26]) < share
}

/// The day of the merger.
#[must_use]
pub fn merger_day(world: &World) -> i32 {
    (f64::from(world.days) * (0.3 + 0.4 * unit(&[world.seed, 0x4E27]))) as i32
}

/// A payout destination while it was in force.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The token.
    pub id: String,
    /// Since when, Unix seconds.
    pub added: i64,
    /// Until when; `None` for the present one.
    pub removed: Option<i64>,
    /// Whether it is the account's present one, under the holder of the plan.
    pub present: bool,
}

/// All payout destinations of an account, oldest first.
#[must_use]
pub fn destinations(world: &World, account: u32) -> Vec<Destination> {
    let row = &world.accounts[account as usize];
    let mut rng = Rng::new(&[world.seed, 0xBA4C, u64::from(account)]);
    let mut since = world.moment(row.created, 12.0 + 48.0 * rng.unit());
    let mut all = Vec::new();
    let first = row.created.max(0);
    let span = f64::from((i32::from(row.ends) - first).max(1));
    for change in 0..row.payout_changes {
        let share = (f64::from(change) + rng.unit()) / f64::from(row.payout_changes);
        let until = world.moment(first, 12.0 + 24.0 * span * share * 0.9).max(since + 3600);
        let id = bank(world, (1 << 34) + u64::from(account) * 16 + u64::from(change), false);
        all.push(Destination { id, added: since, removed: Some(until), present: false });
        since = until;
    }
    let own = row.ids[Id::Bank as usize];
    let merge = world.moment(merger_day(world), 3.0);
    if merged(own, world.rates.bank_merger) && merge < world.end() {
        if since < merge {
            all.push(Destination {
                id: bank(world, own.into(), false),
                added: since,
                removed: Some(merge),
                present: true,
            });
            since = merge;
        }
        all.push(Destination { id: bank(world, own.into(), true), added: since, removed: None, present: true });
    } else {
        all.push(Destination { id: bank(world, own.into(), false), added: since, removed: None, present: true });
    }
    all.retain(|destination| destination.added < world.end());
    all
}

/// The holder's name as the bank has it.
#[must_use]
pub fn holder(world: &World, row: &Account, present: bool) -> String {
    let of = if present { row.holder } else { row.person };
    if of & COMPANY != 0 {
        return world.names.company(of & !COMPANY).1;
    }
    // A bank keeps the name from before a marriage until someone tells it.
    world.names.spelled(world.people[of as usize], true).holder
}

/// Rows of `bank_accounts`.
pub fn bank_accounts(world: &World, account: u32, rows: &mut Rows) {
    let row = &world.accounts[account as usize];
    if row.role == Role::Client && unit(&[world.seed, 0xC11, account.into()]) < 0.6 && !row.shares_bank() {
        return;
    }
    let kind_draw = unit(&[world.seed, 0xB1D, u64::from(row.ids[Id::Bank as usize])]);
    let rare = if matches!(row.label, super::label::Label::Ring(_)) { 0.12 } else { 0.03 };
    for destination in destinations(world, account) {
        let kind = match () {
            // A company is paid on a bank account in its name.
            () if !destination.present || row.holder & COMPANY != 0 || kind_draw >= rare => "bank",
            () if kind_draw < rare / 2.0 => "money_transfer",
            () => "crypto",
        };
        rows.text(&world.account_id(account));
        rows.text(&destination.id);
        rows.text(kind);
        rows.maybe_text((kind != "crypto").then(|| holder(world, row, destination.present)).as_deref());
        rows.text("JP");
        rows.time(Some(destination.added));
        rows.time(destination.removed);
    }
}

/// Rows of `payouts`: every two weeks or every month.
pub fn payouts(world: &World, account: u32, rows: &mut Rows) {
    let row = &world.accounts[account as usize];
    if row.role == Role::Client {
        return;
    }
    let destinations = destinations(world, account);
    let mut rng = Rng::new(&[world.seed, 0x9A10, u64::from(account)]);
    let step = if rng.chance(0.4) { 14 } else { 30 };
    let mean = 40_000.0 * rng.spread(0.9);
    let mut day = row.created.max(0) + rng.day(5, step);
    while day < i32::from(row.ends) {
        let at = world.moment(day, 10.0 + rng.unit());
        day += step;
        let Some(to) = destinations.iter().rev().find(|destination| destination.added <= at) else { continue };
        let amount = (mean * rng.spread(0.5)).round();
        rows.text(&world.account_id(account));
        rows.text(&to.id);
        rows.time(Some(at));
        rows.number(Some(amount));
        rows.text("JPY");
        onward(world, account, (at, amount), &mut rng, rows);
    }
}

fn onward(world: &World, account: u32, (at, amount): (i64, f64), rng: &mut Rng, rows: &mut Rows) {
    let row = &world.accounts[account as usize];
    let target = row.ids[Id::Onward as usize];
    let forwarding = row.forwarding;
    let sent = at + 3600 + (f64::from(forwarding.hours) * 3600.0 * rng.unit()) as i64;
    let known = if target == NONE { world.rates.onward_known } else { f64::from(forwarding.known) };
    if !rng.chance(known) || sent >= world.end() {
        rows.maybe_text(None);
        rows.time(None);
        rows.number(None);
        rows.maybe_text(None);
        return;
    }
    let kept = f64::from(forwarding.keep) * (1.0 + f64::from(forwarding.keep_spread) * rng.normal());
    let own = target == NONE;
    let value = if own { u64::from(account) | 1 << 33 } else { u64::from(target) };
    rows.text(&format!("ow-{:012x}", super::rng::hash(&[world.seed, 0x0A, value]) >> 16));
    rows.time(Some(sent));
    rows.number(Some((amount * (1.0 - kept.clamp(0.0, 0.95))).round()));
    rows.text(COUNTRIES[forwarding.country as usize]);
}
