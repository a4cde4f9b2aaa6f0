//! Whether two independent kinds of evidence agree, and which kind speaks alone where none does.

use std::collections::{BTreeMap, BTreeSet};

use super::alternatives::Alternatives;
use super::case::Case;
use super::conduct::{Habit, Shown};
use super::decisive::is_decisive;
use super::kinds::KindWeight;
use crate::model::{AccountId, Indicator, NodeKind};
use crate::settings::ScoreSettings;
use crate::snapshot::{Login, NetworkKind};
use crate::ties::{BondKind, Family};

/// What one independent kind of evidence leaves, and whom it ties.
#[derive(Default)]
struct Speaks {
    bits: f64,
    /// Bits before any explanation.
    said: f64,
    of: BTreeSet<AccountId>,
}

/// Accounts that two kinds must both tie to agree on them: kinds that tie other people each say nothing together.
const AGREE_ON: usize = 2;

/// Bits of either from which on one account that both tie is enough, and the same of three accounts: there any two ties meet, and nobody else is
/// drawn in. Of three whom two such kinds hold in a chain 35 were rings' and one was not.
const WEIGHTY: f64 = 4.0;
const WEIGHTY_OF_THREE: f64 = 2.5;

/// Bits of a kind, before any explanation, from which on habits agree with it: who hides where they work and sent each other money once has
/// nothing else in common (0 : 5; from here on 48 : 4).
const HOLDS: f64 = 2.0;

/// The one kind of evidence that speaks, where no second one agrees and it is not decisive in itself. A kind speaks by
/// what the best lawful explanation leaves of it: a home explains its line and its machines alike.
pub(super) fn lone_family(case: &Case, settings: &ScoreSettings, alternatives: &Alternatives) -> Option<&'static str> {
    let mut families: BTreeMap<Family, Speaks> = BTreeMap::new();
    // What only the platform knows may be a second mailbox or a course's work: it is no observation beside either.
    let reached = case.has(BondKind::Contact);
    let family = |kind: BondKind| match kind {
        BondKind::OtherIdentifier if reached => Family::Contact,
        kind => kind.family(),
    };
    // Who uses a line by turns lives or meets there, as friends and families do: no second observation beside what they share at home.
    for kind in case.kinds.iter().filter(|kind| kind.kind != BondKind::Line) {
        let speaks = families.entry(family(kind.kind)).or_default();
        speaks.bits += kind.households * alternatives.leaves(kind.kind);
        speaks.said += kind.households;
        speaks.of.extend(&kind.accounts);
    }
    let desktops = machines_are_desktops(case);
    // What came back after a ban, and how a machine is shared, are seen on the same thing as the sharing itself.
    if families.get(&Family::Machine).is_some_and(|machine| machine.bits >= settings.kind_from)
        && !case.kinds.iter().any(|kind| kind.kind == BondKind::Alternation && kind.quality >= 0.5 && !desktops)
        && !case.kinds.iter().any(|kind| matches!(kind.kind, BondKind::Synchrony | BondKind::Relay))
    {
        families.remove(&Family::Timing);
    }
    if returned_thing_is_shared(case) {
        families.remove(&Family::History);
    }
    families.retain(|_, speaks| speaks.bits >= settings.kind_from);
    // Nor are hours on a machine in a data centre, and the way to it, another observation than the machine.
    let apart = |shown: &&Shown| shown.habit != LONG_HOURS && !(desktops && ON_THE_MACHINE.contains(&shown.habit));
    let habits: Vec<&Shown> = case.shown.iter().filter(apart).collect();
    let conduct: f64 = habits.iter().map(|shown| shown.bits * alternatives.leaves_of(shown.habit)).sum();
    let shown: BTreeSet<AccountId> = habits.iter().flat_map(|shown| shown.accounts.iter().copied()).collect();
    let speaking: Vec<&Speaks> = families.values().collect();
    let weighty = if case.accounts.len() == 3 { WEIGHTY_OF_THREE } else { WEIGHTY };
    let meet = |one: &Speaks, other: &Speaks| match one.of.intersection(&other.of).count() {
        0 => false,
        common => common >= AGREE_ON || one.bits.min(other.bits) >= weighty,
    };
    let agree = speaking.iter().enumerate().any(|(at, one)| speaking[at + 1..].iter().any(|other| meet(one, other)))
        || conduct >= settings.kind_from
            && speaking.iter().any(|speaks| speaks.said >= HOLDS && !speaks.of.is_disjoint(&shown));
    let decisive = || case.kinds.iter().any(|kind| is_decisive(case, kind.kind, kind.alone));
    // Paid to one account, and beyond the accounts paid there sent on to one payee: two observations of money.
    let passed_on = || independent_money(case).is_some_and(|bits| bits >= settings.kind_from);
    if agree || decisive() || passed_on() {
        return None;
    }
    let strongest =
        families.iter().max_by(|a, b| a.1.bits.total_cmp(&b.1.bits)).map(|(family, _)| family_name(*family));
    Some(strongest.unwrap_or(if conduct >= settings.kind_from { family_name(Family::Conduct) } else { "weak" }))
}

/// A habit that agrees with nothing: who works long hours does so by themself. Of groups that one kind of evidence and this accused 9 were rings
/// and 25 were not; with another habit 56 were and none was not.
const LONG_HOURS: Habit = Habit::Shows(Indicator::P7);

/// Habits that are seen on the machine.
const ON_THE_MACHINE: [Habit; 2] = [Habit::Shows(Indicator::C5), Habit::Shows(Indicator::T3)];

/// Share of a machine's sessions from which on it is one of an employer's desktops.
const MOSTLY: f64 = 0.9;

/// Whether every machine that the case shares may be one of an employer's remote desktops, on which people take turns by trade: it
/// stands in a data centre, or is under remote control on a line that is not known for a home's. A machine at a home, or behind
/// a VPN, is somebody's.
fn machines_are_desktops(case: &Case) -> bool {
    // Whoever works on such a machine hides where.
    if !case.accounts.iter().any(|&account| case.conduct.shows(account, Indicator::T3)) {
        return false;
    }
    let addresses = &case.graph.snapshot.addresses;
    let desktop = |login: &Login| match login.ip().and_then(|ip| addresses.network(ip).kind) {
        Some(NetworkKind::Hosting) => true,
        None | Some(NetworkKind::Office | NetworkKind::Campus) => login.remote(),
        Some(_) => false,
    };
    let mut machines = case.parts.iter().filter(|part| part.kind().family() == Family::Machine).peekable();
    machines.peek().is_some()
        && machines.all(|part| {
            let device = part.bond.node.map(|node| node.value);
            let sessions = part.accounts.iter().flat_map(|&account| case.graph.logins(account));
            let (mut all, mut there) = (0usize, 0usize);
            for login in sessions.filter(|login| login.device().is_some() && login.device() == device) {
                all += 1;
                there += usize::from(desktop(login));
            }
            all > 0 && there as f64 >= MOSTLY * all as f64
        })
}

/// Bits of money passed on and of a shared payout account, whichever is less, where money passed on joins accounts that no shared payout account
/// joins: what is sent on from one account that several are paid to is one observation.
fn independent_money(case: &Case) -> Option<f64> {
    let of = |kind: BondKind| case.kinds.iter().find(|weight| weight.kind == kind);
    let (bank, onward) = (of(BondKind::Bank)?, of(BondKind::Onward)?);
    let pairs = |weight: &KindWeight| -> BTreeSet<_> {
        weight.parts.iter().flat_map(|&at| case.parts[at].pairs.iter().copied()).collect()
    };
    let (paid, sent) = (pairs(bank), pairs(onward));
    (!sent.is_subset(&paid)).then(|| bank.households.min(onward.households))
}

fn returned_thing_is_shared(case: &Case) -> bool {
    let returned = case.parts.iter().filter(|part| part.kind() == BondKind::Return).filter_map(|part| part.bond.node);
    let mut returned = returned.peekable();
    // A ban says nothing about the others on a public machine, nor about the family that one account pays. What comes
    // back beside the thing that is shared anyway is a second observation.
    returned.peek().is_some()
        && returned.all(|node| {
            node.kind != NodeKind::Document
                && case.parts.iter().any(|part| part.is_joint_use() && part.bond.node == Some(node))
        })
}

/// A family's name in the sentences.
#[must_use]
pub const fn family_name(family: Family) -> &'static str {
    match family {
        Family::Identity => "identity",
        Family::Money => "money",
        Family::Machine => "machine",
        Family::Timing => "timing",
        Family::Network => "network",
        Family::Contact => "contact",
        Family::Content => "content",
        Family::Origin => "origin",
        Family::History => "history",
        Family::Reviews => "reviews",
        Family::Direct => "direct ties",
        Family::Known => "decisions",
        Family::Conduct => "conduct",
    }
}
