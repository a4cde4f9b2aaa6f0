//! P5: many networks, or a speed that nobody travels.

use super::finding::{RawFinding, about, rows};
use crate::graph::Graph;
use crate::messages::Message;
use crate::model::{AccountId, Indicator, MINUTE, Table};
use crate::settings::Settings;
use crate::snapshot::Login;

/// What P5 counts: the autonomous system where known (a carrier moves its customers between networks), else the
/// /24 or /64.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Network {
    System(u32),
    Range(u64),
}

pub(super) fn p5(graph: &Graph, settings: &Settings, account: AccountId, found: &mut Vec<RawFinding>) {
    let limits = &settings.accounts;
    let snapshot = graph.snapshot;
    let sessions: Vec<(&Login, Network)> = graph
        .logins(account)
        .iter()
        .filter_map(|login| {
            let ip = login.ip()?;
            let range = Network::Range(snapshot.addresses.key(ip).network());
            Some((login, snapshot.addresses.network(ip).asn.map_or(range, Network::System)))
        })
        .collect();
    let window = limits.p5_minutes * MINUTE;
    let mut best: (usize, std::ops::Range<usize>) = (0, 0..0);
    // How often each network is in the window, so that an account of very many sessions costs no more for each.
    let mut within: Vec<(Network, u32)> = Vec::new();
    let mut from = 0;
    for until in 0..sessions.len() {
        while sessions[until].0.start.since(sessions[from].0.start) > window {
            if let Ok(at) = within.binary_search_by_key(&sessions[from].1, |(network, _)| *network) {
                within[at].1 -= 1;
                if within[at].1 == 0 {
                    within.remove(at);
                }
            }
            from += 1;
        }
        match within.binary_search_by_key(&sessions[until].1, |(network, _)| *network) {
            Ok(at) => within[at].1 += 1,
            Err(at) => within.insert(at, (sessions[until].1, 1)),
        }
        if within.len() > best.0 {
            best = (within.len(), from..until + 1);
        }
    }
    if best.0 >= limits.p5_networks as usize {
        let message = Message::P5Networks { networks: best.0, minutes: limits.p5_minutes };
        let mut finding = about(account, Indicator::P5, best.0 as f64, f64::from(limits.p5_networks), message);
        finding.rows = rows(Table::Logins, sessions[best.1].iter().map(|(login, _)| login.row()));
        found.push(finding);
        return;
    }
    if let Some((speed, a, b)) = fastest(graph, &sessions)
        && speed > limits.p5_speed
    {
        let message = Message::P5Speed { speed };
        let mut finding = about(account, Indicator::P5, speed, limits.p5_speed, message);
        finding.rows = rows(Table::Logins, [a, b]);
        found.push(finding);
    }
}

/// The greatest speed between consecutive sessions in km/h, and their rows. Distances under 100 km are the databases' error.
fn fastest(graph: &Graph, sessions: &[(&Login, Network)]) -> Option<(f64, u32, u32)> {
    let placed = sessions.iter().filter_map(|(login, _)| {
        let place = graph.snapshot.addresses.network(login.ip()?).place?;
        Some((login.start, login.end().unwrap_or(login.start), place, login.row()))
    });
    let placed: Vec<_> = placed.collect();
    let legs = placed.windows(2).filter_map(|pair| {
        let kilometres = distance(pair[0].2, pair[1].2);
        let hours = f64::from(pair[1].0.since(pair[0].1.min(pair[1].0)).max(MINUTE)) / 3600.0;
        (kilometres >= 100.0).then_some((kilometres / hours, pair[0].3, pair[1].3))
    });
    legs.reduce(|best, leg| if leg.0 > best.0 { leg } else { best })
}

/// Great-circle distance in kilometres between places in hundredths of a degree.
fn distance(a: (i16, i16), b: (i16, i16)) -> f64 {
    let radians = |hundredths: i16| (f64::from(hundredths) / 100.0).to_radians();
    let (lat_a, lat_b) = (radians(a.0), radians(b.0));
    let half = ((lat_b - lat_a) / 2.0).sin().powi(2)
        + lat_a.cos() * lat_b.cos() * ((radians(b.1) - radians(a.1)) / 2.0).sin().powi(2);
    2.0 * 6371.0 * half.sqrt().asin()
}
