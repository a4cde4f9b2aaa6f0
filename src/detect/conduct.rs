//! C1 to C6: what clients notice, and what shows the same without them.

use std::collections::BTreeMap;

use super::finding::{RawFinding, about, rows};
use super::hours::Clock;
use crate::graph::Graph;
use crate::messages::Message;
use crate::model::{AccountId, DAY, HOUR, Indicator, Node, NodeKind, Table, TextId, Time, ValueId};
use crate::settings::Settings;
use crate::snapshot::{Contract, PayoutKind, ReportKind};

const REPORTED: [(ReportKind, Indicator); 6] = [
    (ReportKind::UnnaturalLanguage, Indicator::C1),
    (ReportKind::RefusesVideo, Indicator::C2),
    (ReportKind::OffPlatform, Indicator::C3),
    (ReportKind::BelowMarket, Indicator::C4),
    (ReportKind::SeveralOperators, Indicator::C5),
    (ReportKind::CryptoPayment, Indicator::C6),
];

/// Reports of the same by different clients; reports without a reporter count as one client's.
pub(super) fn reports(graph: &Graph, settings: &Settings, account: AccountId, found: &mut Vec<RawFinding>) {
    let about_account = graph.reports.of(account, &graph.snapshot.reports);
    for (kind, indicator) in REPORTED {
        let same: Vec<_> = about_account.iter().filter(|report| report.kind == kind).collect();
        let mut reporters: Vec<_> = same.iter().map(|report| report.reporter).collect();
        reporters.sort_unstable();
        reporters.dedup();
        let asked = settings.accounts.c_reporters;
        if reporters.len() >= asked as usize {
            let message = Message::Reported { kind, clients: reporters.len() };
            let mut finding = about(account, indicator, reporters.len() as f64, f64::from(asked), message);
            finding.rows = rows(Table::Reports, same.iter().map(|report| report.row));
            found.push(finding);
        }
    }
}

/// Median fee by category, currency and month.
pub(super) struct Market(BTreeMap<(TextId, Option<TextId>, u32), f64>);

impl Market {
    /// O(contracts log contracts).
    pub(super) fn new(graph: &Graph) -> Self {
        let mut fees: BTreeMap<_, Vec<f64>> = BTreeMap::new();
        for contract in &graph.snapshot.contracts {
            if let (Some(key), Some(fee)) = (market(contract), contract.fee.get()) {
                fees.entry(key).or_default().push(fee);
            }
        }
        let median = |mut fees: Vec<f64>| {
            fees.sort_unstable_by(f64::total_cmp);
            let middle = fees.len() / 2;
            if fees.len() % 2 == 1 { fees[middle] } else { f64::midpoint(fees[middle - 1], fees[middle]) }
        };
        Self(fees.into_iter().map(|(key, fees)| (key, median(fees))).collect())
    }
}

/// Category, currency and calendar month (year x 12 + month) of an order.
fn market(contract: &Contract) -> Option<(TextId, Option<TextId>, u32)> {
    Some((contract.category?, contract.currency, month(contract.started_at.get()?)))
}

fn month(time: Time) -> u32 {
    let date = jiff::Timestamp::from_second(i64::from(time.0)).unwrap_or_default().to_zoned(jiff::tz::TimeZone::UTC);
    date.year() as u32 * 12 + date.month() as u32
}

/// C4 from orders far below the market.
pub(super) fn c4(
    graph: &Graph,
    settings: &Settings,
    market_of: &Market,
    account: AccountId,
    found: &mut Vec<RawFinding>,
) {
    if found.iter().any(|finding| finding.indicator == Indicator::C4) {
        return;
    }
    let limits = &settings.accounts;
    let low: Vec<&Contract> = graph
        .contracts
        .of(account, &graph.snapshot.contracts)
        .iter()
        .filter(|contract| {
            let median = market(contract).and_then(|key| market_of.0.get(&key));
            median.is_some_and(|median| contract.fee.get().is_some_and(|fee| fee < limits.c4_share * median))
        })
        .collect();
    if low.len() >= limits.c4_orders as usize {
        let message = Message::BelowMarket { orders: low.len(), share: limits.c4_share };
        let mut finding = about(account, Indicator::C4, low.len() as f64, f64::from(limits.c4_orders), message);
        finding.rows = rows(Table::Contracts, low.iter().map(|contract| contract.row));
        found.push(finding);
    }
}

/// C5 from machines that keep shifts: device and 8-hour slot tell each other.
pub(super) fn c5(graph: &Graph, settings: &Settings, clock: &Clock, account: AccountId, found: &mut Vec<RawFinding>) {
    if found.iter().any(|finding| finding.indicator == Indicator::C5) {
        return;
    }
    let limits = &settings.accounts;
    let mut seen: Vec<(ValueId, i64)> = Vec::new();
    let mut days: Vec<i64> = Vec::new();
    for login in graph.logins(account) {
        if let Some(device) = login.device() {
            let local = clock.local(login.start);
            seen.push((device, local.rem_euclid(i64::from(DAY)) / i64::from(8 * HOUR)));
            days.push(local.div_euclid(i64::from(DAY)));
        }
    }
    days.dedup();
    let mut devices: Vec<ValueId> = seen.iter().map(|(device, _)| *device).collect();
    devices.sort_unstable();
    devices.dedup();
    // Nearly every account ends here: the rest is for those that have machines to shift between.
    if devices.len() < limits.c5_devices as usize || days.len() < limits.c5_days as usize {
        return;
    }
    let mut joint: BTreeMap<(ValueId, i64), f64> = BTreeMap::new();
    seen.into_iter().for_each(|place| *joint.entry(place).or_default() += 1.0);
    let information = normalised_mutual_information(&joint);
    if information >= limits.c5_information {
        let message = Message::Shifts { devices: devices.len(), information, days: days.len() };
        let mut finding = about(account, Indicator::C5, information, limits.c5_information, message);
        finding.nodes = devices.iter().map(|&value| Node { kind: NodeKind::Device, value }).collect();
        let sessions = graph.logins(account).iter().filter(|login| login.device().is_some());
        finding.rows = rows(Table::Logins, sessions.map(|login| login.row()));
        found.push(finding);
    }
}

/// Mutual information of two variables over the geometric mean of their entropies; 0 where one does not vary.
fn normalised_mutual_information(joint: &BTreeMap<(ValueId, i64), f64>) -> f64 {
    let total: f64 = joint.values().sum();
    let mut devices: BTreeMap<ValueId, f64> = BTreeMap::new();
    let mut slots: BTreeMap<i64, f64> = BTreeMap::new();
    for (&(device, slot), &count) in joint {
        *devices.entry(device).or_default() += count / total;
        *slots.entry(slot).or_default() += count / total;
    }
    let entropy = |shares: &mut dyn Iterator<Item = f64>| -> f64 { shares.map(|share| -share * share.log2()).sum() };
    let product = entropy(&mut devices.values().copied()) * entropy(&mut slots.values().copied());
    let mutual: f64 = joint
        .iter()
        .map(|(&(device, slot), &count)| {
            let share = count / total;
            share * (share / (devices[&device] * slots[&slot])).log2()
        })
        .sum();
    if product > 1e-12 { mutual / product.sqrt() } else { 0.0 }
}

/// C6 from a payout destination that is a crypto-asset address.
pub(super) fn c6(graph: &Graph, account: AccountId, found: &mut Vec<RawFinding>) {
    if found.iter().any(|finding| finding.indicator == Indicator::C6) {
        return;
    }
    let registered = graph.bank_accounts.of(account, &graph.snapshot.bank_accounts);
    let crypto: Vec<_> = registered.iter().filter(|row| row.kind == Some(PayoutKind::Crypto)).collect();
    if !crypto.is_empty() {
        let message = Message::CryptoPayout { destinations: crypto.len() };
        let mut finding = about(account, Indicator::C6, crypto.len() as f64, 1.0, message);
        finding.nodes = crypto.iter().map(|row| Node { kind: NodeKind::BankAccount, value: row.bank }).collect();
        finding.rows = rows(Table::BankAccounts, crypto.iter().map(|row| row.row));
        found.push(finding);
    }
}
