//! People who work or learn together: subcontractors, agencies, classes, offices.

use std::collections::BTreeSet;

use super::homes::{paid_to_a_member, payee_is_member};
use super::{Explains, Hypothesis};
use crate::cases::alternatives::{Case, NEAR_CLIQUE};
use crate::cases::conduct::Habit;
use crate::cases::view::Part;
use crate::detect::{company_payee, holder_mismatch};
use crate::messages::{Message, Story};
use crate::model::{AccountId, Indicator, NodeKind};
use crate::names::NameMatch;
use crate::snapshot::NetworkKind;
use crate::ties::{BondKind, Family};

/// Unrelated people up to which those who share orders are a team.
const TEAM: f64 = 6.0;

/// Money passed on inside a team: one takes the order, others do it, and nothing else is shared.
pub(super) fn subcontract(case: &Case, units: usize) -> Option<Hypothesis> {
    let money =
        case.kinds.iter().any(|kind| matches!(kind.kind, BondKind::Onward | BondKind::Remittance | BondKind::Transfer));
    // Who passes orders on has no need to share machines, numbers or a payee with the others.
    let hidden = case.kinds.iter().any(|kind| match kind.kind {
        BondKind::Bank => kind.units >= 3,
        kind_of => {
            let telling = matches!(
                kind_of.family(),
                Family::Identity | Family::Machine | Family::Timing | Family::History | Family::Contact
            );
            telling && kind.households >= 1.0
        }
    });
    let onward = case.parts.iter().filter(|part| part.kind() == BondKind::Onward);
    let agreed = onward.clone().filter(|part| part.bond.measure.bonus > 0.0).count() * 2 > onward.count();
    let explains: Explains = |kind| match kind {
        Some(BondKind::Onward | BondKind::Remittance | BondKind::Transfer | BondKind::Direct) => 1.0,
        Some(BondKind::Praise) => 1.0,
        Some(BondKind::Template | BondKind::Referral) => 0.4,
        _ => 0.0,
    };
    // One who passes orders on has a team; whoever has more people than that is a firm, and is declared or paid as one.
    let team = (TEAM / units as f64).min(1.0);
    // A team works in the open: its people write to each other, and are paid. An operation keeps its accounts apart.
    let in_the_open = (case.covers_half(BondKind::Direct) || case.covers_half(BondKind::Transfer))
        && !case.covers_half(BondKind::Tribute);
    // An agreed share that never varies is a proxy's, less often a subcontractor's.
    let agreed = match (agreed, in_the_open) {
        (false, _) => 1.0,
        (true, true) => 0.9,
        (true, false) => 0.5,
    };
    let plausible = 0.7 * team * if hidden { 0.4 } else { 1.0 } * agreed;
    money.then_some(Hypothesis {
        class: "subcontract",
        plausible,
        explains,
        message: Message::Story(Story::Subcontract),
    })
}

/// Bits of what friends do not share from which on they are the less likely story.
const BEYOND_FRIENDS: f64 = 1.0;

/// Friends: one brings the others in, they write to each other, copy a profile, do an order for one another.
pub(super) fn acquaintances(case: &Case, units: usize) -> Option<Hypothesis> {
    if !case.covers_half(BondKind::Referral) && !case.covers_half(BondKind::Direct) {
        return None;
    }
    let explains: Explains = |kind| match kind {
        Some(BondKind::Referral | BondKind::Direct) => 1.0,
        Some(BondKind::Template | BondKind::OtherIdentifier) => 0.8,
        Some(BondKind::Praise) => 0.5,
        Some(BondKind::Transfer) => 0.4,
        _ => 0.0,
    };
    let others = case.kinds.iter().filter(|kind| explains(Some(kind.kind)) < 0.5);
    let beyond: f64 = others.map(|kind| kind.households).sum();
    let circle = (TEAM / units as f64).min(1.0);
    let plausible = 0.8 * circle * if beyond >= BEYOND_FRIENDS { 0.5 } else { 1.0 };
    Some(Hypothesis { class: "acquaintances", plausible, explains, message: Message::Story(Story::Acquaintances) })
}

/// Bits of what a community does not share from which on it is none.
const BEYOND_A_CIRCLE: f64 = 0.8;
/// Of many people each knows fewer: a group from this size on is no circle from this share of all pairs on.
const MANY: (usize, f64) = (10, 2.0 / 3.0);

/// A course, or a circle of one trade: its people order from one another and praise it. They share texts and who brought whom
/// in, and nothing that one hand needs; and nobody knows everybody.
pub(super) fn circle(case: &Case) -> Option<Hypothesis> {
    let beyond = case.kinds.iter().any(|kind| {
        let theirs = matches!(kind.kind.family(), Family::Reviews | Family::Content | Family::Origin | Family::Direct)
            || kind.kind == BondKind::Transfer;
        !theirs && kind.households >= BEYOND_A_CIRCLE
    });
    let praise = case.kinds.iter().any(|kind| kind.kind.family() == Family::Reviews);
    // Orders that are made up for the praise of a few are no trade.
    let boosted = case.hollow_reviews() && case.kinds.iter().any(|kind| kind.kind == BondKind::Boosting);
    let reviewers = case.kinds.iter().find(|kind| kind.kind == BondKind::Reviews).map_or(0, |kind| kind.accounts.len());
    let most = if reviewers >= MANY.0 { MANY.1 } else { NEAR_CLIQUE };
    if !praise || beyond || boosted || case.answered(reviewers) >= most {
        return None;
    }
    let explains: Explains = |kind| match kind.map(BondKind::family) {
        Some(Family::Origin | Family::Direct) => 1.0,
        Some(Family::Reviews | Family::Content) => 0.8,
        Some(Family::Money) if kind == Some(BondKind::Transfer) => 0.6,
        None => 0.3,
        _ => 0.0,
    };
    Some(Hypothesis { class: "acquaintances", plausible: 0.8, explains, message: Message::Story(Story::Circle) })
}

/// What an agency's office does: one payee, one office, common machines, common texts, sign-up together.
const AGENCY: Explains = |kind| match kind.map(BondKind::family) {
    // A firm's clients hire several of its people.
    Some(Family::Reviews) if kind == Some(BondKind::Praise) => 1.0,
    Some(Family::Money | Family::Network | Family::Content | Family::Origin | Family::Direct) => 1.0,
    Some(Family::Machine | Family::Contact) => 0.9,
    Some(Family::Timing | Family::History) | None => 0.5,
    _ => 0.0,
};

pub(super) fn declared_agency(case: &Case) -> Option<Hypothesis> {
    let snapshot = case.graph.snapshot;
    let mut declared: Vec<_> = case.accounts.iter().filter_map(|&a| snapshot.accounts[a].organisation).collect();
    declared.sort_unstable();
    let most = declared.chunk_by(|a, b| a == b).max_by_key(|run| run.len())?;
    let share = most.len() as f64 / case.accounts.len() as f64;
    (most.len() >= 2 && share >= 0.5).then(|| Hypothesis {
        class: "agency",
        plausible: (0.95 * share / 0.9).min(0.95),
        explains: AGENCY,
        message: Message::AgencyDeclared { name: snapshot.text.get(most[0]).to_owned() },
    })
}

/// An agency that nobody declared: the shared payout account is a company's.
pub(super) fn paying_company(case: &Case) -> Option<Hypothesis> {
    let rows = case.shared_payees().flat_map(|part| case.registered(part));
    let mut paid: Vec<AccountId> = rows.filter(|row| company_payee(case.graph, row)).map(|row| row.account).collect();
    paid.sort_unstable();
    paid.dedup();
    let share = paid.len() as f64 / case.accounts.len() as f64;
    (share >= 0.5).then_some(Hypothesis {
        class: "agency",
        // Who is new, or paid elsewhere too, belongs to the firm that pays most of the others.
        plausible: 0.9 * (share / 0.75).min(1.0),
        explains: AGENCY,
        message: Message::Story(Story::AgencyPayee),
    })
}

/// Unrelated people whom one of them pays, up to which that is a team's way.
const PAID_BY_ONE: f64 = 8.0;

/// A team that one of its people leads in the open: paid on the account that bears this member's own name, who brought the others
/// in, pays them or writes to them, or sits with them; with their own machines, papers and hours. An operation that collects
/// under an own name still works the others' accounts.
pub(super) fn team_of_one(case: &Case, units: usize) -> Option<Hypothesis> {
    let hidden = case.kinds.iter().any(|kind| {
        let worked = matches!(kind.kind.family(), Family::Identity | Family::Machine | Family::Timing)
            || matches!(kind.kind, BondKind::Onward | BondKind::Tribute);
        worked && kind.households >= 1.0
    });
    let open = [BondKind::Direct, BondKind::Transfer, BondKind::Referral, BondKind::Ip];
    let beside: BTreeSet<AccountId> = case
        .kinds
        .iter()
        .filter(|kind| open.contains(&kind.kind))
        .flat_map(|kind| kind.accounts.iter().copied())
        .collect();
    if hidden || beside.len() * 2 < case.accounts.len() {
        return None;
    }
    let paid = paid_to_a_member(case)?;
    let explains: Explains = |kind| match kind.map(BondKind::family) {
        Some(Family::Reviews) if kind == Some(BondKind::Praise) => 1.0,
        Some(Family::Money | Family::Network | Family::Direct) => 1.0,
        Some(Family::Content | Family::Contact | Family::Origin) => 0.9,
        Some(Family::History) | None => 0.3,
        _ => 0.0,
    };
    let share = paid.len() as f64 / case.accounts.len() as f64;
    (share >= 0.5).then_some(Hypothesis {
        class: "agency",
        plausible: 0.8 * (PAID_BY_ONE / units as f64).min(1.0),
        explains,
        message: Message::Story(Story::TeamOfOne),
    })
}

/// Bits of what shows one hand, or money out of sight, from which on a team is not in the open.
const OUT_OF_SIGHT: f64 = 0.8;

/// A team or an agency that nobody declared: its people bring one another in or pay one another on the platform, and share a
/// number, texts, a payee, a place; each keeps machines, papers and hours, and nobody sends the money on or collects it.
pub(super) fn team_in_the_open(case: &Case, units: usize) -> Option<Hypothesis> {
    let out_of_sight = case.kinds.iter().any(|kind| {
        let one_hand = matches!(
            kind.kind.family(),
            Family::Identity | Family::Machine | Family::Timing | Family::History | Family::Reviews
        ) || matches!(kind.kind, BondKind::Onward | BondKind::Remittance | BondKind::Tribute);
        one_hand && kind.households >= OUT_OF_SIGHT
    });
    let hidden = Habit::Shows(Indicator::T3);
    let hiding = case.shown.iter().any(|shown| shown.habit == hidden && shown.bits >= OUT_OF_SIGHT);
    let (brought, paying) = (case.covers_half(BondKind::Referral), case.covers_half(BondKind::Transfer));
    if out_of_sight || hiding || !(brought || paying) {
        return None;
    }
    // Whose the payee is must show, unless all else does.
    let collects = case.kinds.iter().any(|kind| kind.kind == BondKind::Bank && kind.households >= OUT_OF_SIGHT);
    if collects && paid_to_a_member(case).is_none() && !(brought && paying && payee_is_member(case)) {
        return None;
    }
    let explains: Explains = |kind| match kind.map(BondKind::family) {
        Some(Family::Origin | Family::Direct | Family::Network) => 1.0,
        Some(Family::Content | Family::Contact) => 0.9,
        Some(Family::Money) => 0.8,
        None => 0.5,
        _ => 0.0,
    };
    Some(Hypothesis {
        class: "agency",
        // Brokers, too, pay those whom they use; whom they brought in they seldom say.
        plausible: if brought && paying { 0.55 } else { 0.4 } * (PAID_BY_ONE / units as f64).min(1.0),
        explains,
        message: Message::Story(Story::TeamInTheOpen),
    })
}

/// What a class in one room has in common.
const IN_CLASS: Explains = |kind| match kind.map(BondKind::family) {
    Some(Family::Origin | Family::Network) => 1.0,
    Some(Family::Content | Family::Machine) => 0.8,
    Some(Family::Timing) if kind != Some(BondKind::Relay) => 0.8,
    Some(Family::Direct) => 0.5,
    _ => 0.0,
};
/// The same of people who only signed up together: their hours are their own.
const APART: Explains = |kind| match kind.map(BondKind::family) {
    Some(Family::Timing) => 0.2,
    _ => IN_CLASS(kind),
};

/// People on one payout account at one place from which on a firm is the likelier story, where nobody knows the holder.
const A_FIRM: usize = 8;
/// Share of them that both must serve.
const NEARLY_ALL: f64 = 0.75;

/// Many at one place, all paid on one account of which the holder cannot be compared: names are missing, or pseudonyms.
/// An operation splits what it is paid; a firm has no reason to.
pub(super) fn perhaps_a_firm(case: &Case) -> Option<Hypothesis> {
    let size = case.accounts.len();
    let serves =
        |part: &Part, kind: BondKind| part.kind() == kind && part.accounts.len() as f64 >= NEARLY_ALL * size as f64;
    let paid = case.parts.iter().find(|part| serves(part, BondKind::Bank))?;
    let unknown = case.registered(paid).all(|row| holder_mismatch(case.graph, row) == NameMatch::Undetermined);
    let place = case.parts.iter().any(|part| serves(part, BondKind::Ip));
    (size >= A_FIRM && place && unknown).then_some(Hypothesis {
        class: "agency",
        plausible: 0.6,
        explains: AGENCY,
        message: Message::Story(Story::PerhapsAFirm),
    })
}

/// A class that signed up together: many, from one place, and nothing personal shared.
pub(super) fn school(case: &Case) -> Option<Hypothesis> {
    let together = case.kinds.iter().any(|kind| kind.kind == BondKind::Origin);
    let campus = case.parts.iter().any(|part| on_network(case, part, NetworkKind::Campus));
    let personal: f64 = case
        .kinds
        .iter()
        .filter(|kind| {
            matches!(kind.kind.family(), Family::Identity | Family::Money | Family::Contact | Family::History)
        })
        .map(|kind| kind.households)
        .sum();
    if !(together || campus) || personal >= 1.0 {
        return None;
    }
    // Lessons keep people in one room and at its machines. Who starts together elsewhere is no class.
    let explains = if campus || case.covers_half(BondKind::Ip) { IN_CLASS } else { APART };
    let plausible = if campus { 0.95 } else { 0.8 };
    Some(Hypothesis {
        class: "school",
        plausible,
        explains,
        message: Message::School { accounts: case.accounts.len() },
    })
}

/// An office, a coworking space, a café: the address is known to be one, or visitors show it.
pub(super) fn workplace(case: &Case) -> Option<Hypothesis> {
    let office = case.parts.iter().any(|part| on_network(case, part, NetworkKind::Office));
    let quality =
        case.kinds.iter().filter(|kind| kind.kind == BondKind::Ip).map(|kind| kind.quality).fold(1.0, f64::min);
    if !office && quality > 0.6 {
        return None;
    }
    let explains: Explains = |kind| match kind {
        Some(BondKind::Ip) => 1.0,
        Some(BondKind::Alternation | BondKind::Origin) => 0.6,
        Some(
            BondKind::Device | BondKind::Template | BondKind::OtherIdentifier | BondKind::Synchrony | BondKind::Relay,
        ) => 0.3,
        _ => 0.0,
    };
    Some(Hypothesis {
        class: "place",
        plausible: if office { 0.9 } else { 0.7 },
        explains,
        message: Message::Place { quality },
    })
}

fn on_network(case: &Case, part: &Part, kind: NetworkKind) -> bool {
    part.bond.node.is_some_and(|node| {
        node.kind == NodeKind::Ip && case.graph.snapshot.addresses.network(node.value).kind == Some(kind)
    })
}
