//! The score: prior, evidence and alternatives added up, and the rules that bound it.

use std::collections::{BTreeMap, BTreeSet};

use crate::detect::holder_mismatch;
use crate::messages::Message;
use crate::model::{AccountId, Bits, Indicator, NodeKind};
use crate::names::{NameMatch, compare_people};
use crate::settings::ScoreSettings;
use crate::snapshot::{Login, NetworkKind};
use crate::ties::{BondKind, Family, PaperRates, carriers, names_of};

use super::alternatives::{Alternatives, Weighed};
use super::case::{Case, NEAR_CLIQUE};
use super::conduct::{Habit, Shown};
use super::evidence::Piece;
use super::hypotheses::payee_is_member;
use super::kinds::KindWeight;
use super::view::Part;

/// Log-odds beyond which no score goes, in bits (0.999): what nobody modelled is always possible.
pub const MOST: f64 = 10.0;

/// Bits of anything else from which on papers are not alone.
const ANYTHING_ELSE: f64 = 1.0;

/// A group's log-odds in bits before any bound, and the bound of the rules.
#[derive(Clone, Copy, Debug)]
pub struct Odds {
    /// Sum of prior, evidence and alternatives. Cases of equal score are ranked by it, so that of those held by one kind of evidence the one with
    /// most of it is looked at first.
    pub sum: f64,
    /// Bits beyond which the rules let this group's score not go, whatever it shows; infinite where none of them holds it.
    pub most: f64,
}

impl Odds {
    /// Log-odds in bits within the rules, without the bound at [`MOST`].
    #[must_use]
    pub const fn bits(self) -> f64 {
        self.sum.min(self.most)
    }
}

/// A case's score in bits, and the sum before its bounds.
pub struct Scored {
    /// Log-odds in bits; the score's.
    pub bits: f64,
    /// The same before the bound at [`MOST`].
    pub odds: Odds,
    /// Bits that the best lawful story took.
    pub explained: f64,
}

/// Adds up, in the precision that is written, and adds the alternatives that keep the rules: one kind of evidence alone does not
/// accuse unless it is decisive, papers alone leave a doubt, and no score is certain.
pub fn score(case: &Case, settings: &ScoreSettings, pieces: &mut [Piece], alternatives: &mut Alternatives) -> Scored {
    pieces.iter_mut().for_each(|piece| piece.weight = rounded(piece.weight));
    let lone = lone_family(case, settings, alternatives);
    let weighed = &mut alternatives.weighed;
    weighed.iter_mut().for_each(|weighed| weighed.weight = rounded(weighed.weight));
    let prior = prior_bits(settings, case.accounts.len());
    let mut bits = prior + pieces.iter().map(|piece| piece.weight).sum::<f64>();
    bits += weighed.iter().map(|weighed| weighed.weight).sum::<f64>();
    let sum = bits;
    let mut most = f64::INFINITY;
    if let Some(family) = lone {
        most = settings.one_kind_at_most;
        if bits > most {
            let weight = rounded(most - bits);
            weighed.push(Weighed { class: "one_kind", weight, message: Message::OneKind { family } });
            bits += weight;
        }
    }
    if papers_alone(case) {
        most = most.min(rounded(case.papers.bits().0));
        let weight = rounded((most - bits).min(0.0));
        let PaperRates { alone, sharing } = case.papers;
        weighed.push(Weighed { class: "clerical_error", weight, message: Message::PapersAlone { alone, sharing } });
        bits += weight;
    }
    if bits > MOST {
        let weight = rounded(MOST - bits);
        weighed.push(Weighed { class: "unmodelled", weight, message: Message::Unmodelled });
        bits += weight;
    }
    Scored { bits, odds: Odds { sum, most }, explained: alternatives.explained }
}

/// Bits before any evidence for a group of this size; see [`ScoreSettings::size_bits`].
#[must_use]
pub fn prior_bits(settings: &ScoreSettings, accounts: usize) -> f64 {
    let doublings = (accounts.max(2) as f64 / 3.0).log2();
    rounded(Bits::from_probability(settings.prior).0 - settings.size_bits * doublings)
}

/// Weights are written with three decimals, and added up as they are written.
#[must_use]
pub fn rounded(bits: f64) -> f64 {
    (bits * 1000.0).round() / 1000.0
}

/// Whether accounts under different names, or unknown ones, share a document number and nothing else. A ban of one of them comes back with the
/// paper itself.
fn papers_alone(case: &Case) -> bool {
    let paper = |kind: BondKind| matches!(kind, BondKind::Document | BondKind::ClonedIdentity | BondKind::Return);
    let others: f64 = case.kinds.iter().filter(|kind| !paper(kind.kind)).map(|kind| kind.households.max(0.0)).sum();
    let on_paper = case.has(BondKind::Document);
    if !on_paper || others >= ANYTHING_ELSE {
        return false;
    }
    let mut names = case.accounts.iter().map(|&account| names_of(case.graph, account));
    let first = names.next().unwrap_or_default();
    !names.all(|other| compare_people(&first, &other).verdict == NameMatch::Match)
}

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
fn lone_family(case: &Case, settings: &ScoreSettings, alternatives: &Alternatives) -> Option<&'static str> {
    let mut families: BTreeMap<Family, Speaks> = BTreeMap::new();
    // What only the platform knows may be a second mailbox or a course's work: it is no observation beside either.
    let reached = case.has(BondKind::Contact);
    let family = |kind: BondKind| match kind {
        BondKind::OtherIdentifier if reached => Family::Contact,
        kind => kind.family(),
    };
    for kind in case.kinds {
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

/// Share of all who send to a house, at least, who must keep an agreed share for that alone to accuse them.
const OWN_HOUSE: f64 = 2.0 / 3.0;

/// Bits of returns, and of those what their number adds, from which on they accuse by themselves.
const CHAIN_BITS: f64 = 5.0;
const CHAIN_BONUS: f64 = 3.0;
/// Accounts from which on a near-clique of hollow reviews accuses by itself: among fewer everybody may know everybody. Of four makers' groups of
/// three to five that share nothing else 1 was a ring's, and 16 were friends or circles.
const MORE_THAN_FRIENDS: usize = 6;

/// Kinds that are strong in themselves: P3, T1, a near-clique of answered reviews or dense praise that stand on nothing, and
/// a payout account shared by unrelated people whose holder is none of them.
fn is_decisive(case: &Case, kind: BondKind, bits: f64) -> bool {
    match kind {
        // A number that up to a thirtieth of the platform stands on; on a small platform rarity says no more.
        BondKind::Document | BondKind::ClonedIdentity => bits >= 5.0,
        BondKind::Portrait => bits >= 7.0,
        BondKind::Reviews => {
            let clique = case.answered(case.accounts.len()) >= NEAR_CLIQUE && case.accounts.len() >= MORE_THAN_FRIENDS;
            bits >= 6.5 && case.hollow_reviews() && clique
        }
        // Three bans and more that somebody came back from, on one thing.
        BondKind::Return => {
            bits >= CHAIN_BITS
                && case.parts.iter().any(|part| part.kind() == kind && part.bond.measure.bonus >= CHAIN_BONUS)
        }
        BondKind::Boosting => bits >= 6.5 && case.hollow_reviews(),
        BondKind::Bank => bits >= 6.0 && mismatched_payees(case) * 2 >= case.accounts.len() && !payee_is_member(case),
        // Who is paid onward, and that each keeps its agreed share: five unrelated people are no team of subcontractors. Of a remitter's customers
        // who send two or three times up to a half seem to keep one.
        BondKind::Onward => {
            let many = case.kinds.iter().any(|kind| kind.kind == BondKind::Onward && kind.units >= 5);
            let own = |part: &Part| {
                let senders = carriers(case.graph, part.bond).unwrap_or(part.bond.accounts.len());
                part.bond.accounts.len() as f64 >= OWN_HOUSE * senders as f64
            };
            let agreed = |part: &Part| part.kind() != BondKind::Onward || part.bond.measure.bonus > 0.0 && own(part);
            bits >= 7.0 && many && case.parts.iter().all(agreed)
        }
        _ => false,
    }
}

/// Accounts paid to a shared payout account whose holder is somebody else.
fn mismatched_payees(case: &Case) -> usize {
    let snapshot = case.graph.snapshot;
    let shared: Vec<_> =
        case.parts.iter().filter(|part| part.kind() == BondKind::Bank).filter_map(|part| part.bond.node).collect();
    let paid_elsewhere = |account| {
        let rows = case.graph.bank_accounts.of(account, &snapshot.bank_accounts).iter();
        let mut rows = rows.filter(|row| shared.iter().any(|node| node.value == row.bank));
        rows.any(|row| holder_mismatch(case.graph, row) == NameMatch::Mismatch)
    };
    case.accounts.iter().filter(|&&account| paid_elsewhere(account)).count()
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
