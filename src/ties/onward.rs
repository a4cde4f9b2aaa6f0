//! Money two hops away (T2): whose payouts go onward to one destination, less a share that is agreed, and who just sends there too.
//!
//! A proxy keeps its share, passes the rest on within days, and does so every time. Whoever remits to a family, a landlord or an
//! exchange sends what is due or spare. So each account is held against the pattern by itself, and only those that show it,
//! or of which amounts and times are not known, are tied as T2.

use super::bond::{Bond, BondKind, plain};
use crate::graph::Graph;
use crate::model::{AccountId, HOUR, Node, ValueId};
use crate::settings::GroupSettings;
use crate::snapshot::{Onward, Payout};

/// Remittances vary with need and subcontracts with the order; a proxy keeps its agreed share: some 4 times likelier.
const CONSTANT_SHARE_BITS: f64 = 2.0;
/// How far from the share that others keep a single payout's may be, as a part of it.
const LIKE_THE_OTHERS: f64 = 0.2;
/// Share of an account's payouts to the destination that must go onward in time.
const IN_TIME: f64 = 2.0 / 3.0;

/// The bonds of those who send to one onward destination: by an agreed share, and otherwise. `company`: payees of companies,
/// ascending. O(payouts of the accounts).
pub(super) fn sent_onward(
    graph: &Graph,
    company: &[ValueId],
    settings: &GroupSettings,
    node: Node,
    accounts: Vec<AccountId>,
) -> Vec<Bond> {
    let sent: Vec<Sent> = accounts.iter().map(|&account| Sent::new(graph, settings, node, account)).collect();
    let agreed = agreed(&sent, settings);
    let mut proxy: Vec<bool> = sent.iter().zip(&agreed).map(|(sent, &agreed)| agreed || sent.known == 0).collect();
    if through_one_body(&sent, &proxy, company) {
        proxy.fill(false);
    }
    let members = |of: &[bool]| accounts.iter().zip(of).filter(|(_, of)| **of).map(|(&a, _)| a).collect::<Vec<_>>();
    let (proxies, sure) = (members(&proxy), agreed.iter().filter(|agreed| **agreed).count());
    let mut bonds = Vec::new();
    if proxies.len() >= 2 {
        let mut bond = plain(BondKind::Onward, node, proxies);
        let own = bond.accounts.len() as f64 / accounts.len() as f64;
        let one_rate = own >= MOSTLY_OWN || at_one_rate(&sent, settings);
        if sure * 2 > bond.accounts.len() && one_rate {
            bond.measure.bonus = CONSTANT_SHARE_BITS;
        }
        if accounts.len() >= CROWD {
            bond.measure.quality = ((own - A_SHOP) / (MOSTLY_OWN - A_SHOP)).clamp(0.1, 1.0);
        }
        bonds.push(bond);
    }
    if proxy.iter().any(|proxy| !proxy) {
        let mut bond = plain(BondKind::Remittance, node, accounts);
        let count = proxy.len() as u32;
        let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
        bond.pairs = Some(pairs.filter(|&(a, b)| !(proxy[a as usize] && proxy[b as usize])).collect());
        bonds.push(bond);
    }
    bonds
}

/// Senders from which on it counts how many of them keep an agreed share: some of a remitter's customers do by chance.
const CROWD: usize = 5;
/// Share of them up to which it is a remitter's shop.
const A_SHOP: f64 = 0.2;
/// Share of them from which on it is an operation's house, where each may have agreed on its own.
const MOSTLY_OWN: f64 = 0.45;

/// Whether those who keep an agreed share keep much the same: one hand agreed with all of them.
fn at_one_rate(sent: &[Sent], settings: &GroupSettings) -> bool {
    let shares: Vec<f64> = sent.iter().filter_map(|sent| sent.agreed).collect();
    shares.len() < 3 || is_constant(&shares, settings)
}

/// Whether most of the proxies are paid to one account that is a body's: then it is the firm or the cooperative that keeps and
/// sends, once. `company`: payees of companies, ascending.
fn through_one_body(sent: &[Sent], proxy: &[bool], company: &[ValueId]) -> bool {
    let of_proxies = || sent.iter().zip(proxy).filter(|(_, proxy)| **proxy).map(|(sent, _)| sent.payee);
    let mut payees: Vec<ValueId> =
        of_proxies().flatten().filter(|payee| company.binary_search(payee).is_ok()).collect();
    payees.sort_unstable();
    payees.chunk_by(|a, b| a == b).any(|run| run.len() >= 2 && run.len() * 2 > of_proxies().count())
}

/// What one account sends to a destination.
struct Sent {
    /// The account that it was paid to before, most recently.
    payee: Option<ValueId>,
    /// Payouts of which amounts and times are known.
    known: usize,
    /// Shares kept of those that went onward in time.
    kept: Vec<f64>,
    /// The share that the account keeps every time; `None` where it keeps no agreed one, or sent once only.
    agreed: Option<f64>,
}

impl Sent {
    fn new(graph: &Graph, settings: &GroupSettings, node: Node, account: AccountId) -> Self {
        let payouts = &graph.snapshot.payouts;
        let (mut known, mut kept, mut payee) = (0, Vec::new(), None);
        for row in graph.payouts.of(account, payouts) {
            let Some(onward) = payouts.onward(row).filter(|onward| onward.value == node.value) else { continue };
            payee = Some(row.bank);
            if let Some((share, in_time)) = kept_share(row, onward, settings) {
                known += 1;
                if in_time {
                    kept.push(share);
                }
            }
        }
        let sent = Self { payee, known, kept, agreed: None };
        let constant = sent.kept.len() >= 2 && sent.in_time() && is_constant(&sent.kept, settings);
        let mean = mean_and_variation(&sent.kept).map(|(mean, _)| mean);
        Self { agreed: mean.filter(|&mean| constant && in_band(mean, settings)), ..sent }
    }

    fn in_time(&self) -> bool {
        self.kept.len() as f64 >= IN_TIME * self.known as f64
    }
}

/// Which accounts keep an agreed share. Who sent once only is held against what the others keep.
fn agreed(sent: &[Sent], settings: &GroupSettings) -> Vec<bool> {
    let mut means: Vec<f64> = sent.iter().filter_map(|sent| sent.agreed).collect();
    let once = |sent: &Sent| sent.kept.len() == 1 && sent.in_time() && in_band(sent.kept[0], settings);
    if means.is_empty() {
        // All sent once: their shares are one where they hardly differ.
        let singles: Vec<f64> = sent.iter().filter(|sent| once(sent)).map(|sent| sent.kept[0]).collect();
        let alike = singles.len() >= 3 && is_constant(&singles, settings);
        return sent.iter().map(|sent| alike && once(sent)).collect();
    }
    means.sort_unstable_by(f64::total_cmp);
    let median = means[means.len() / 2];
    let like = |share: f64| (share - median).abs() <= LIKE_THE_OTHERS * median;
    sent.iter().map(|sent| sent.agreed.is_some() || once(sent) && like(sent.kept[0])).collect()
}

fn in_band(share: f64, settings: &GroupSettings) -> bool {
    (settings.t2_kept_from..=settings.t2_kept_to).contains(&share)
}

/// The share of a payout that was kept, and whether the rest went onward within the time that T2 asks; `None` where amounts or
/// times are not known.
fn kept_share(row: &Payout, onward: &Onward, settings: &GroupSettings) -> Option<(f64, bool)> {
    let (amount, sent, at) = (onward.paid.get()?, onward.amount.get()?, onward.at.get()?);
    let in_time = at >= row.paid_at && at.since(row.paid_at) <= settings.t2_hours * HOUR;
    (amount > 0.0 && sent >= 0.0).then(|| (1.0 - sent / amount, in_time))
}

/// Whether an account keeps the greater part of what it sends onward to a destination, on most payouts whose amounts are known: it pays
/// a fee there, where a proxy would keep one. O(payouts of the account).
#[must_use]
pub fn pays_a_fee(graph: &Graph, account: AccountId, to: ValueId) -> bool {
    let payouts = &graph.snapshot.payouts;
    let onward = graph.payouts.of(account, payouts).iter().filter_map(|row| payouts.onward(row));
    let known = onward.filter(|onward| onward.value == to).filter_map(|onward| {
        let (amount, sent) = (onward.paid.get()?, onward.amount.get()?);
        (amount > 0.0).then(|| sent < amount / 2.0)
    });
    let (fees, all) = known.fold((0, 0), |(fees, all), fee| (fees + usize::from(fee), all + 1));
    fees * 2 > all
}

/// Whether shares vary by less than T2 asks.
fn is_constant(shares: &[f64], settings: &GroupSettings) -> bool {
    mean_and_variation(shares).is_some_and(|(_, variation)| variation < settings.t2_variation)
}

/// Mean and coefficient of variation (standard deviation over mean, of the sample); `None` for no values or mean 0.
fn mean_and_variation(values: &[f64]) -> Option<(f64, f64)> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    if values.is_empty() || mean <= 0.0 {
        return None;
    }
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n;
    Some((mean, variance.sqrt() / mean))
}
