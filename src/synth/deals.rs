//! Orders and what follows from them: reviews, logged work, messages and other ties.

use super::label::{Label, Motif};
use super::rng::{Rng, unit};
use super::rows::Rows;
use super::world::{Bond, World};
use crate::snapshot::Role;

const DAY: i64 = 86_400;

/// Trades with the median fee of an order in yen.
const TRADES: [(&str, f64); 10] = [
    ("web_development", 90_000.0),
    ("app_development", 150_000.0),
    ("design", 40_000.0),
    ("writing", 12_000.0),
    ("translation", 25_000.0),
    ("video", 35_000.0),
    ("data_entry", 8_000.0),
    ("marketing", 45_000.0),
    ("illustration", 20_000.0),
    ("support", 30_000.0),
];

/// A review: stars, and when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stars {
    /// 1 to 5.
    pub rating: i64,
    /// Unix seconds.
    pub at: i64,
}

/// One order.
#[derive(Clone, Debug)]
pub struct Deal {
    /// Its id.
    pub id: String,
    /// Who buys.
    pub client: u32,
    /// Who works.
    pub worker: u32,
    /// Position in the list of trades.
    pub trade: usize,
    /// Fee in yen.
    pub fee: f64,
    /// Start, Unix seconds.
    pub start: i64,
    /// What the client says of the worker.
    pub of_worker: Option<Stars>,
    /// What the worker says of the client.
    pub of_client: Option<Stars>,
}

struct Writer<'a> {
    world: &'a World,
    account: u32,
    rng: Rng,
    deals: Vec<Deal>,
}

/// The orders that are written with an account: those it works on, and those of its bonds.
#[must_use]
pub fn deals(world: &World, account: u32) -> Vec<Deal> {
    let row = &world.accounts[account as usize];
    let rng = Rng::new(&[world.seed, 0xDEA1, u64::from(account)]);
    let mut writer = Writer { world, account, rng, deals: Vec::new() };
    if row.role != Role::Client && !world.clients.is_empty() {
        writer.market();
    }
    for flow in world.bonds(account) {
        match flow.bond {
            Bond::Praise => writer.praise(flow.b),
            Bond::Hires => writer.hired(flow.b),
            Bond::Trade => writer.traded(flow.b),
            Bond::Referral | Bond::Transfer | Bond::Messages => {}
        }
    }
    writer.deals
}

impl Writer<'_> {
    /// The days on which both are there.
    fn common_days(&self, other: u32) -> Option<[i32; 2]> {
        let (a, b) = (&self.world.accounts[self.account as usize], &self.world.accounts[other as usize]);
        let days = [a.created.max(b.created).max(0), i32::from(a.ends.min(b.ends))];
        (days[0] + 2 < days[1]).then_some(days)
    }

    /// Orders from the market: some from two clients who come back, the rest from whoever buys most.
    fn market(&mut self) {
        let row = &self.world.accounts[self.account as usize];
        let alive = f64::from(i32::from(row.ends) - row.created.max(0)).max(0.0) / f64::from(self.world.days);
        let orders = self.rng.count(self.world.rates.orders * alive * self.rng.clone().spread(0.7));
        let clients = &self.world.clients;
        let mut faithful = [0u32; 2];
        for client in &mut faithful {
            *client = *self.rng.pick(clients);
        }
        for _ in 0..orders {
            let anyone = (clients.len() as f64 * self.rng.unit().powf(1.6)) as usize;
            let client = if self.rng.chance(0.35) { *self.rng.pick(&faithful) } else { clients[anyone] };
            if client == self.account {
                continue;
            }
            let Some(days) = self.common_days(client) else { continue };
            let at =
                self.world.moment(days[0], 9.0) + (self.rng.unit() * f64::from(days[1] - days[0]) * DAY as f64) as i64;
            let scale = if row.cheap { self.rng.between([0.15, 0.45]) } else { 1.0 };
            let reviewed = self.rng.chance(self.world.rates.reviewed);
            self.deal(client, self.account, at, scale, reviewed.then_some(0.62));
        }
    }

    /// Small orders both ways within weeks, all praised.
    fn praise(&mut self, other: u32) {
        let Some(days) = self.common_days(other) else { return };
        let first = self.rng.day(days[0], days[1] - 1);
        for both in [[self.account, other], [other, self.account]] {
            for _ in 0..self.rng.whole(1, 2) {
                let day = (first + self.rng.day(0, 20)).min(days[1] - 1);
                let at = self.world.moment(day, 8.0 + 14.0 * self.rng.unit());
                self.deal(both[0], both[1], at, 0.3, Some(0.97));
            }
        }
    }

    /// Order after order from one client, nearly all praised.
    fn hired(&mut self, client: u32) {
        let Some(days) = self.common_days(client) else { return };
        for _ in 0..self.rng.whole(3, 9) {
            let day = self.rng.day(days[0], days[1] - 1);
            let at = self.world.moment(day, 9.0 + 9.0 * self.rng.unit());
            self.deal(client, self.account, at, 1.0, Some(0.9));
        }
    }

    /// Up to two orders each way at any time, at the market's prices.
    fn traded(&mut self, other: u32) {
        let Some(days) = self.common_days(other) else { return };
        for both in [[self.account, other], [other, self.account]] {
            for _ in 0..self.rng.whole(0, 2) {
                let day = self.rng.day(days[0], days[1] - 1);
                let at = self.world.moment(day, 9.0 + 11.0 * self.rng.unit());
                let reviewed = self.rng.chance(0.8);
                self.deal(both[0], both[1], at, 1.0, reviewed.then_some(0.8));
            }
        }
    }

    /// `praise`: chance of five stars where the client reviews.
    fn deal(&mut self, client: u32, worker: u32, start: i64, scale: f64, praise: Option<f64>) {
        let rng = &mut self.rng;
        let own = unit(&[self.world.seed, 0x7ADE, u64::from(worker)]);
        let trade = if rng.chance(0.8) { (own * TRADES.len() as f64) as usize } else { rng.below(TRADES.len()) };
        let fee = (TRADES[trade].1 * rng.spread(0.6) * scale / 100.0).ceil() * 100.0;
        let end = self.world.end();
        let mut stars = |chance: f64, after: i64| {
            let rating = if rng.chance(chance) { 5 } else { *rng.pick(&[4, 4, 4, 3, 3, 2, 1]) };
            let at = after + (rng.between([0.2, 9.0]) * DAY as f64) as i64;
            (at < end).then_some(Stars { rating, at })
        };
        let of_worker = praise.and_then(|chance| stars(chance, start + DAY));
        let back = of_worker.and_then(|first| stars(praise.unwrap_or(0.6), first.at));
        let returned = if scale < 0.31 { 0.92 } else { self.world.rates.returned };
        let of_client = back.filter(|_| rng.chance(returned));
        let id = format!("k{:07}-{}", self.world.rank[self.account as usize], self.deals.len() + 1);
        self.deals.push(Deal { id, client, worker, trade, fee, start, of_worker, of_client });
    }
}

/// Rows of `contracts`.
pub fn contracts(world: &World, account: u32, rows: &mut Rows) {
    for deal in deals(world, account).iter().filter(|deal| deal.start < world.end()) {
        rows.text(&deal.id);
        rows.text(&world.account_id(deal.client));
        rows.text(&world.account_id(deal.worker));
        rows.text(TRADES[deal.trade].0);
        rows.number(Some(deal.fee));
        rows.text("JPY");
        rows.time(Some(deal.start));
    }
}

/// Rows of `reviews`.
pub fn reviews(world: &World, account: u32, rows: &mut Rows) {
    for deal in deals(world, account) {
        for (from, to, stars) in
            [(deal.client, deal.worker, deal.of_worker), (deal.worker, deal.client, deal.of_client)]
        {
            let Some(stars) = stars else { continue };
            rows.text(&world.account_id(from));
            rows.text(&world.account_id(to));
            rows.time(Some(stars.at));
            rows.whole(Some(stars.rating));
            rows.text(&deal.id);
        }
    }
}

/// Rows of `work`: blocks of some hours; far too many for who works for several.
pub fn work(world: &World, account: u32, rows: &mut Rows) {
    let row = &world.accounts[account as usize];
    if !row.tracker {
        return;
    }
    let mut rng = Rng::new(&[world.seed, 0x303C, u64::from(account)]);
    for deal in deals(world, account).iter().filter(|deal| deal.worker == account) {
        let days = if row.overwork { 30 } else { i64::from(rng.day(2, 12)) };
        for day in 0..days {
            let blocks = if row.overwork { 3 } else { rng.whole(1, 2) };
            let mut at = deal.start + day * DAY + (rng.unit() * 7200.0) as i64;
            for _ in 0..blocks {
                let seconds = (rng.between(if row.overwork { [4.0, 7.5] } else { [0.7, 4.0] }) * 3600.0) as i64;
                if at + seconds < world.end() {
                    rows.text(&world.account_id(account));
                    rows.time(Some(at));
                    rows.time(Some(at + seconds));
                    rows.text(&deal.id);
                }
                at += seconds + (rng.between([0.1, 2.0]) * 3600.0) as i64;
            }
        }
    }
}

/// Rows of `ties`: bonds, friends who brought one another in, messages about orders.
pub fn ties(world: &World, account: u32, rows: &mut Rows) {
    let row = &world.accounts[account as usize];
    let mut rng = Rng::new(&[world.seed, 0x71E5, u64::from(account)]);
    let last = i32::from(row.ends).max(row.created + 1);
    let mut tie = |other: u32, kind: &str, day: i32, amount: Option<f64>, rng: &mut Rng| {
        let at = world.moment(day, 24.0 * rng.unit());
        if at < world.end() {
            rows.text(&world.account_id(account));
            rows.text(&world.account_id(other));
            rows.text(kind);
            rows.time(Some(at));
            rows.number(amount);
        }
    };
    for flow in world.bonds(account) {
        match flow.bond {
            Bond::Referral => tie(flow.b, "referral", row.created, None, &mut rng),
            Bond::Transfer => {
                for _ in 0..rng.whole(1, 4) {
                    let day = rng.day(row.created.max(0), last.max(1));
                    let amount = (20_000.0 * rng.spread(0.8)).round();
                    tie(flow.b, "transfer", day, Some(amount), &mut rng);
                }
            }
            Bond::Messages => {
                for _ in 0..rng.whole(2, 8) {
                    let day = rng.day(row.created.max(0), last.max(1));
                    tie(flow.b, "message", day, None, &mut rng);
                }
            }
            Bond::Praise | Bond::Hires | Bond::Trade => {}
        }
    }
    for deal in deals(world, account) {
        if rng.chance(0.3) {
            let other = if deal.client == account { deal.worker } else { deal.client };
            let day = ((deal.start - i64::from(world.start)) / DAY) as i32;
            tie(other, "message", day, None, &mut rng);
        }
    }
    let broker = matches!(row.label, Label::Ring(Motif::BrokerStar));
    if !broker && rng.chance(0.06) {
        let friend = rng.below(world.accounts.len()) as u32;
        if friend != account {
            tie(friend, "referral", row.created, None, &mut rng);
        }
    }
}
