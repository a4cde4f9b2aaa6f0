//! The sessions of one account: its own habits, and the clock that it keeps with others.

use std::net::IpAddr;

use super::places::Visit;
use super::rng::{Rng, hash, unit};
use super::world::{Access, Account, Rhythm, World};

/// One session.
#[derive(Clone, Copy, Debug)]
pub struct Session {
    /// Who.
    pub account: u32,
    /// Start, Unix seconds.
    pub start: i64,
    /// End; `None` where the log does not say.
    pub end: Option<i64>,
    /// Address shown.
    pub ip: IpAddr,
    /// Device, `None` where the log does not say.
    pub device: Option<u64>,
    /// Remote control, where the platform looked.
    pub remote: Option<bool>,
}

/// A session before it is known from where.
struct Plan {
    start: i64,
    seconds: f64,
    rhythm: u8,
}

/// All sessions of an account, day by day. Depends on the seed and the account only.
pub fn sessions(world: &World, account: u32, out: &mut Vec<Session>) {
    let row = &world.accounts[account as usize];
    let ways = world.ways(account);
    let mut rng = Rng::new(&[world.seed, 0x5E55, u64::from(account)]);
    let last = i32::from(row.ends.min(world.days));
    for day in row.created.max(0)..last {
        let mut plans = kept_times(world, row, day, &mut rng);
        let week_end = (i64::from(world.start) / 86_400 + i64::from(day)) % 7;
        let free = row.weekdays && (week_end == 2 || week_end == 3);
        let mut own = rng.count(f64::from(row.rate) * if free { 0.25 } else { 1.0 });
        if day == row.created {
            own = own.max(1);
        }
        plans.extend((0..own).map(|_| own_time(world, row, day, &mut rng)));
        for plan in plans {
            if let Some(session) = session(world, account, ways, day, &plan, &mut rng) {
                out.push(session);
            }
        }
    }
}

fn own_time(world: &World, row: &Account, day: i32, rng: &mut Rng) -> Plan {
    let hour = (f64::from(row.hour[0]) + f64::from(row.hour[1]) * rng.normal()).rem_euclid(24.0);
    let seconds = if row.idle && rng.chance(0.15) {
        rng.between([16.0, 70.0]) * 3600.0
    } else {
        (55.0 * 60.0 * rng.spread(0.9)).clamp(20.0, 11.0 * 3600.0)
    };
    Plan { start: world.moment(day, hour), seconds, rhythm: 0 }
}

/// The sessions of a day at the times that the group keeps.
fn kept_times(world: &World, row: &Account, day: i32, rng: &mut Rng) -> Vec<Plan> {
    let joins = |rng: &mut Rng| rng.chance(f64::from(row.join));
    match row.rhythm {
        Rhythm::Own => Vec::new(),
        Rhythm::Together { seed } => {
            let clock = [world.seed, u64::from(seed), day as u64];
            let moments = hash(&[clock[0], clock[1], clock[2], 1]) % 4;
            (0..moments)
                .filter_map(|moment| {
                    if !joins(rng) {
                        return None;
                    }
                    let hour = 7.0 + 16.0 * unit(&[clock[0], clock[1], clock[2], 2 + moment]);
                    let late = rng.normal().abs().min(3.0) * 150.0;
                    let seconds = (50.0 * 60.0 * rng.spread(0.8)).clamp(60.0, 40_000.0);
                    Some(Plan { start: world.moment(day, hour) + late as i64, seconds, rhythm: 0 })
                })
                .collect()
        }
        Rhythm::Rota { seed, index, of } => {
            if !joins(rng) {
                return Vec::new();
            }
            let of_day = |salt: u64| [world.seed, u64::from(seed), day as u64, salt];
            let turn = |i: u64| hash(&of_day(100 + i));
            let mine = turn(index.into());
            let before = (0..u64::from(of)).filter(|&i| turn(i) < mine).count();
            let slot = 25.0 + 40.0 * unit(&of_day(1));
            let hour = 8.0 + 6.0 * unit(&of_day(2)) + before as f64 * slot / 60.0;
            let seconds = (slot - rng.between([1.0, 8.0])) * 60.0;
            vec![Plan { start: world.moment(day, hour), seconds, rhythm: 1 }]
        }
        Rhythm::Shifts { seed } => (0..3u8)
            .filter_map(|shift| {
                if !joins(rng) {
                    return None;
                }
                let late = 1.5 * unit(&[world.seed, u64::from(seed), day as u64, u64::from(shift)]);
                let hour = 8.0 * f64::from(shift) + late + rng.between([0.0, 0.2]);
                let seconds = rng.between([3.0, 6.5]) * 3600.0;
                Some(Plan { start: world.moment(day, hour), seconds, rhythm: 2 + shift })
            })
            .collect(),
        Rhythm::Opening { opens, rest } => {
            let today = (i64::from(world.start) / 86_400 + i64::from(day)).rem_euclid(7) as u8;
            if today == rest || today == (rest + 1) % 7 || !joins(rng) {
                return Vec::new();
            }
            let hour = f64::from(opens) + rng.between([0.0, 7.0]);
            let seconds = rng.between([0.3, 1.5]) * 3600.0;
            vec![Plan { start: world.moment(day, hour), seconds, rhythm: 1 }]
        }
    }
}

fn session(world: &World, account: u32, ways: &[Access], day: i32, plan: &Plan, rng: &mut Rng) -> Option<Session> {
    let way = choose(ways, day as u16, plan.rhythm, rng)?;
    let (mut place, mut device) = (way.place, u64::from(way.device));
    if let Some((hub, machine)) = world.hub
        && unit(&[world.seed, 0x40B, u64::from(account)]) < 0.5
        && rng.chance(0.05)
    {
        (place, device) = (hub, u64::from(machine));
    }
    // A cleared browser store is a new device id.
    let cleared = unit(&[world.seed, 0xC1EA, device]);
    if cleared < world.rates.device_churn && f64::from(day) > cleared / world.rates.device_churn * f64::from(world.days)
    {
        device |= 1 << 40;
    }
    let visit = Visit { seed: world.seed, account: account.into(), day: day as u64, device };
    let ip = world.places[place as usize].address(visit, &world.places, &world.homes, rng);
    let end = plan.start + plan.seconds as i64;
    let known = !rng.chance(world.rates.no_end);
    let row = &world.accounts[account as usize];
    let seen = hash(&[world.seed, 0x5EE]).is_multiple_of(2);
    let remote = row.remote && rng.chance(0.3);
    (plan.start < world.end()).then_some(Session {
        account,
        start: plan.start,
        end: (known && end <= world.end()).then_some(end),
        ip,
        device: (!rng.chance(world.rates.no_device)).then_some(device),
        remote: if remote { Some(true) } else { seen.then_some(false) },
    })
}

/// One of the ways open on a day, as likely as its weight says.
fn choose<'a>(ways: &'a [Access], day: u16, rhythm: u8, rng: &mut Rng) -> Option<&'a Access> {
    let open = |way: &&Access| way.from <= day && day < way.until && way.rhythm == rhythm;
    let total: usize = ways.iter().filter(open).map(|way| usize::from(way.weight)).sum();
    let mut draw = rng.below(total);
    ways.iter().filter(open).find(|way| {
        let here = draw < usize::from(way.weight);
        draw = draw.saturating_sub(way.weight.into());
        here
    })
}
