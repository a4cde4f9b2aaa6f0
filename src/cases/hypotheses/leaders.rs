//! Teams with one at their head, who pays the others in the open: by orders on the platform, or by wages.

use std::collections::{BTreeMap, BTreeSet};

use super::Hypothesis;
use super::payees::payee_is_member;
use super::signs::{OUT_OF_SIGHT, shares_only};
use crate::cases::case::Case;
use crate::cases::kinds::Explains;
use crate::cases::view::ties_inside;
use crate::messages::{Message, Story};
use crate::model::{AccountId, NodeKind};
use crate::snapshot::Tie;
use crate::ties::{BondKind, Family, direct_kind};

/// A team that one of its people leads on the platform itself: orders work from most of the others there, and pays them. They may share
/// texts, a number and a machine of the workplace, and be paid on an account that may be theirs. Who also brought them in may be a broker, and
/// is none here. Of 2,000 accused rings on six makers'
/// platforms nine have such a leader, each with praise, relays or money two hops away beside.
pub(super) fn team_with_a_leader(case: &Case) -> Option<Hypothesis> {
    let hidden = case.kinds.iter().any(|kind| {
        let one_hand = matches!(kind.kind.family(), Family::Identity | Family::Timing | Family::History)
            || matches!(kind.kind, BondKind::Onward | BondKind::Remittance | BondKind::Tribute)
            || matches!(kind.kind, BondKind::Reviews | BondKind::Boosting | BondKind::Referral);
        one_hand && kind.households >= OUT_OF_SIGHT
    });
    if hidden || !has_a_leader(case) || !payee_is_member(case) {
        return None;
    }
    let explains: Explains = |kind| match kind {
        Some(BondKind::Direct | BondKind::Transfer | BondKind::Praise | BondKind::Ip | BondKind::Line) => 1.0,
        Some(BondKind::Template | BondKind::OtherIdentifier) => 1.0,
        Some(BondKind::Device | BondKind::Visit | BondKind::Contact | BondKind::Bank) => 0.9,
        None => 0.5,
        _ => 0.0,
    };
    Some(Hypothesis {
        class: "subcontract",
        plausible: 0.75,
        explains,
        message: Message::Story(Story::TeamWithALeader),
    })
}

/// Whether one account ordered work from at least half of the others, and money went between it and each of these.
fn has_a_leader(case: &Case) -> bool {
    let contracts = &case.graph.snapshot.contracts;
    let transfers = case.parts.iter().filter(|part| part.kind() == BondKind::Transfer);
    let paid: BTreeSet<(AccountId, AccountId)> = transfers.flat_map(|part| part.pairs.iter().copied()).collect();
    let clients_of = |worker: AccountId| -> BTreeSet<AccountId> {
        let own = case.graph.contracts.of(worker, contracts).iter().map(|contract| contract.client);
        own.filter(|&client| client != worker && paid.contains(&(client.min(worker), client.max(worker)))).collect()
    };
    let mut led: BTreeMap<AccountId, usize> = BTreeMap::new();
    for client in case.accounts.iter().flat_map(|&worker| clients_of(worker)) {
        *led.entry(client).or_default() += 1;
    }
    let inside = led.iter().filter(|(client, _)| case.accounts.binary_search(client).is_ok());
    inside.map(|(_, &workers)| workers).max().is_some_and(|workers| workers * 2 >= case.accounts.len() - 1)
}

/// Share of the others whom a contractor pays, at least.
const ON_THE_PAYROLL: f64 = 0.8;

/// A contractor: payouts come to one account that may be theirs, and they pay each of the others and are paid by none. In an operation money goes
/// up: of the groups of two makers' platforms and our own in which one pays the others like that 0 were rings', and 69 were not.
pub(super) fn contractor(case: &Case) -> Option<Hypothesis> {
    let theirs: Explains = |kind| match kind {
        Some(
            BondKind::Bank | BondKind::Transfer | BondKind::Direct | BondKind::Praise | BondKind::Ip | BondKind::Line,
        ) => 1.0,
        Some(BondKind::Template | BondKind::Referral) => 1.0,
        // Of what they are paid, some pass on what they owe; and the payee stays when somebody leaves.
        Some(BondKind::Onward | BondKind::Remittance | BondKind::Return) => 0.9,
        None => 0.5,
        _ => 0.0,
    };
    let came_back = case.parts.iter().filter(|part| part.kind() == BondKind::Return);
    let payee_stays = came_back.filter_map(|part| part.bond.node).all(|node| node.kind == NodeKind::BankAccount);
    (payee_stays && shares_only(case, theirs) && has_a_payroll(case) && payee_is_member(case)).then_some(Hypothesis {
        class: "subcontract",
        plausible: 0.9,
        explains: theirs,
        message: Message::Story(Story::Contractor),
    })
}

/// Whether one account sends money to nearly all of the others, two at least, and gets none from these.
fn has_a_payroll(case: &Case) -> bool {
    let sent = money_sent(case);
    let mut paid: BTreeMap<AccountId, usize> = BTreeMap::new();
    for &(from, _) in sent.iter().filter(|&&(from, to)| !sent.contains(&(to, from))) {
        *paid.entry(from).or_default() += 1;
    }
    let most = paid.values().copied().max().unwrap_or(0);
    most >= 2 && most as f64 >= ON_THE_PAYROLL * (case.accounts.len() - 1) as f64
}

/// Who of a case sent money to whom of it. O(ties of its accounts).
fn money_sent(case: &Case) -> BTreeSet<(AccountId, AccountId)> {
    let snapshot = case.graph.snapshot;
    let is_money = |tie: &&Tie| direct_kind(snapshot.text.get(tie.kind), case.linking) == BondKind::Transfer;
    ties_inside(snapshot, case.accounts).filter(is_money).map(|tie| (tie.account, tie.other)).collect()
}
