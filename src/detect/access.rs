//! T3: most sessions from hosting or VPN ranges, or under remote control, away from the declared residence.

use super::finding::{RawFinding, about, rows};
use crate::graph::Graph;
use crate::messages::Message;
use crate::model::{AccountId, Indicator, Table};
use crate::settings::Settings;
use crate::snapshot::{Login, NetworkKind, Snapshot};

/// Whether a session hides where the work is done.
pub(crate) fn is_hidden(snapshot: &Snapshot, login: &Login) -> bool {
    let kind = login.ip().and_then(|ip| snapshot.addresses.network(ip).kind);
    login.remote() || matches!(kind, Some(NetworkKind::Hosting | NetworkKind::Vpn | NetworkKind::Tor))
}

pub(super) fn t3(graph: &Graph, settings: &Settings, account: AccountId, found: &mut Vec<RawFinding>) {
    let snapshot = graph.snapshot;
    let sessions = graph.logins(account);
    let residence = snapshot.accounts[account].country.map(|country| snapshot.text.get(country).to_ascii_uppercase());
    // A network whose country is not known cannot contradict; remote control hides the place by itself.
    let elsewhere = |login: &&Login| {
        let network = login.ip().and_then(|ip| snapshot.addresses.network(ip).country);
        match (&residence, network) {
            (Some(residence), Some(network)) => residence.as_bytes() != network.as_slice(),
            _ => login.remote(),
        }
    };
    let hidden: Vec<&Login> = sessions.iter().filter(|login| is_hidden(snapshot, login)).filter(elsewhere).collect();
    let share = hidden.len() as f64 / sessions.len().max(1) as f64;
    if !hidden.is_empty() && share >= settings.accounts.t3_share {
        let message = Message::T3 { share, sessions: hidden.len(), declared: residence.is_some() };
        let mut finding = about(account, Indicator::T3, share, settings.accounts.t3_share, message);
        finding.rows = rows(Table::Logins, hidden.iter().map(|login| login.row()));
        found.push(finding);
    }
}
