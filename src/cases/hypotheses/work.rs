//! People who work, trade or learn together: subcontractors, friends, circles, classes, offices.

use std::collections::BTreeSet;

use super::Hypothesis;
use super::hours::{Uses, shared_machines};
use super::signs::{MANY, TELLING, hide, shares_only, shows};
use crate::cases::case::{Case, NEAR_CLIQUE};
use crate::cases::kinds::Explains;
use crate::cases::view::Part;
use crate::messages::{Message, Story};
use crate::model::{AccountId, DAY, NodeKind};
use crate::snapshot::NetworkKind;
use crate::ties::{BondKind, Family};

/// Unrelated people up to which those who share orders are a team.
const TEAM: f64 = 6.0;

/// Money passed on inside a team: one takes the order, others do it, and nothing else is shared. Each of them speaks for themself: of accused groups
/// half of which use one text, and that pass money on, 90 were rings' and 1 was not.
pub(super) fn subcontract(case: &Case, units: usize) -> Option<Hypothesis> {
    let money =
        case.kinds.iter().any(|kind| matches!(kind.kind, BondKind::Onward | BondKind::Remittance | BondKind::Transfer));
    // Who passes orders on has no need to share machines, lines, numbers or a payee with the others, to make their accounts, or to hide
    // where they work: of groups at even odds that pass money on and share a payee 108 were rings' and 8 were not.
    let made_together = case.covers_half(BondKind::Origin);
    let hidden = hide(case)
        || case.kinds.iter().any(|kind| match kind.kind {
            BondKind::Bank => kind.units >= 2,
            BondKind::Ip | BondKind::Line => kind.households >= 1.0,
            BondKind::Origin => made_together && kind.households >= 1.0,
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
    let agreed_share = shows(case, BondKind::Onward);
    let one_text = agreed_share
        && case.accounts.len() > 2
        && shows(case, BondKind::Template)
        && case.covers_half(BondKind::Template);
    (money && !one_text).then_some(Hypothesis {
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

/// Friends on one platform: they brought each other in, praise, pay and write to one another, and two of them have a machine in common. An
/// operation makes its accounts apart: of four to six that praise each other and share only what is named here 0 were a ring's and 11 were
/// not; where nobody brought anybody in 23 were and 2 were not.
pub(super) fn friends(case: &Case, units: usize) -> Option<Hypothesis> {
    let theirs: Explains = |kind| match kind {
        Some(BondKind::Referral | BondKind::Direct | BondKind::Ip | BondKind::Line) => 1.0,
        Some(BondKind::Reviews | BondKind::Praise | BondKind::Transfer) => 0.9,
        Some(BondKind::Template | BondKind::OtherIdentifier | BondKind::Device | BondKind::Visit) => 0.8,
        _ => 0.0,
    };
    let praise = case.has(BondKind::Reviews);
    let brought = case.covers_half(BondKind::Referral);
    let few = units as f64 <= TEAM;
    (praise && brought && few && !hide(case) && shares_only(case, theirs)).then_some(Hypothesis {
        class: "acquaintances",
        plausible: 0.85,
        explains: theirs,
        message: Message::Story(Story::Acquaintances),
    })
}

/// Bits of what a community does not share from which on it is none.
const BEYOND_A_CIRCLE: f64 = 0.8;

/// A course, or a circle of one trade: its people order from one another and praise it. They share texts and who brought whom
/// in, and nothing that one hand needs; and nobody knows everybody. They came each by themself: made at one place within days (10 : 0) they are a class at
/// most, which is another story.
pub(super) fn circle(case: &Case) -> Option<Hypothesis> {
    let beyond = case.kinds.iter().any(|kind| {
        let theirs = matches!(
            kind.kind.family(),
            Family::Reviews | Family::Content | Family::Origin | Family::Direct | Family::Network
        ) || kind.kind == BondKind::Transfer;
        !theirs && kind.households >= BEYOND_A_CIRCLE || kind.kind == BondKind::Origin && kind.households >= TELLING
    });
    let praise = case.kinds.iter().any(|kind| kind.kind.family() == Family::Reviews);
    // Orders that are made up for the praise of a few are no trade.
    let praised = Praised::of(case);
    let boosted = case.hollow_reviews() && (praised.is_one_way(case) || praised.is_dense());
    let reviewers = case.kinds.iter().find(|kind| kind.kind == BondKind::Reviews).map_or(0, |kind| kind.accounts.len());
    // Of three each knows both of the others (0 : 17), unless the orders are made up.
    let knows_all = match reviewers {
        0..=3 => case.hollow_reviews(),
        _ => case.answered(reviewers) >= if reviewers >= MANY.0 { MANY.1 } else { NEAR_CLIQUE },
    };
    if !praise || beyond || boosted || knows_all {
        return None;
    }
    let explains: Explains = |kind| match kind.map(BondKind::family) {
        Some(Family::Origin | Family::Direct | Family::Network) => 1.0,
        Some(Family::Reviews | Family::Content) => 0.8,
        Some(Family::Money) if kind == Some(BondKind::Transfer) => 0.6,
        None => 0.3,
        _ => 0.0,
    };
    Some(Hypothesis { class: "acquaintances", plausible: 0.8, explains, message: Message::Story(Story::Circle) })
}

/// Share of all pairs from which on dense praise is no circle's: each of its people knows fewer than half of the others.
const HALF_OF_ALL: f64 = 0.5;

/// Who praises whom where dense praise ties some of a case.
struct Praised {
    /// Pairs that dense praise ties.
    boosted: BTreeSet<(AccountId, AccountId)>,
    /// These and those who answer each other's reviews.
    all: BTreeSet<(AccountId, AccountId)>,
}

impl Praised {
    fn of(case: &Case) -> Self {
        let pairs = |of: BondKind| {
            let parts = case.parts.iter().filter(move |part| part.kind() == of);
            parts.flat_map(|part| part.pairs.iter().copied()).collect::<BTreeSet<_>>()
        };
        let boosted = pairs(BondKind::Boosting);
        let all = boosted.union(&pairs(BondKind::Reviews)).copied().collect();
        Self { boosted, all }
    }

    /// Whether praise that is paid for shows: half of the pairs and more praise one way only. In a circle whoever praises is praised.
    fn is_one_way(&self, case: &Case) -> bool {
        let reviews = |from: AccountId, to: AccountId| {
            case.graph.reviews.of(from, &case.graph.snapshot.reviews).iter().any(|review| review.reviewee == to)
        };
        let answered = self.boosted.iter().filter(|&&(a, b)| reviews(a, b) && reviews(b, a)).count();
        !self.boosted.is_empty() && answered * 2 <= self.boosted.len()
    }

    /// Whether there is dense praise, and most of all whom it and answers tie praise one another.
    fn is_dense(&self) -> bool {
        let people: BTreeSet<AccountId> = self.all.iter().flat_map(|&(a, b)| [a, b]).collect();
        let pairs = people.len() * people.len().saturating_sub(1) / 2;
        !self.boosted.is_empty() && self.all.len() as f64 >= HALF_OF_ALL * pairs as f64
    }
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

/// A class that signed up together: many, from one place, and nothing personal shared.
pub(super) fn school(case: &Case) -> Option<Hypothesis> {
    let together = case.has(BondKind::Origin);
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
    let in_one_room = campus || case.on_one_line();
    if !in_one_room && outlasts_a_course(case) && !machines_are_the_schools(case) {
        return None;
    }
    // Who signs up in one place for a course, and stays on one line, learns on a campus: elsewhere 12 were rings' and 2 were not.
    if !campus && case.covers_half(BondKind::Origin) && shows(case, BondKind::Ip) {
        return None;
    }
    let explains = if in_one_room { IN_CLASS } else { APART };
    let plausible = if campus { 0.95 } else { 0.8 };
    Some(Hypothesis {
        class: "school",
        plausible,
        explains,
        message: Message::School { accounts: case.accounts.len() },
    })
}

/// Seconds from one's first to one's last session on a machine beyond which it is not lent for a course: of those who signed up together and
/// share a machine, nobody lawful on seven makers' platforms had it for longer than six weeks, and 31 of 32 rings had.
const A_COURSE: u32 = 60 * DAY;

/// Whether two and more of them have used one machine for longer than a course lasts.
fn outlasts_a_course(case: &Case) -> bool {
    let machines = case.parts.iter().filter(|part| part.kind() == BondKind::Device);
    machines.filter_map(|part| Some((part, part.bond.node?.value))).any(|(part, device)| {
        let long = |account: AccountId| {
            let here = case.graph.logins(account).iter().filter(|login| login.device() == Some(device));
            let (first, last) = (here.clone().map(|login| login.start).min(), here.map(|login| login.start).max());
            first.zip(last).is_some_and(|(first, last)| last.since(first) > A_COURSE)
        };
        part.accounts.iter().filter(|&&account| long(account)).count() >= 2
    })
}

/// Whether the machines of those half of whom were made in one place are that place's, where they come back to now and then: of groups of
/// four and more that share nothing personal 1 was a ring's and 50 were not; the machines of 7 other rings went from line to line.
fn machines_are_the_schools(case: &Case) -> bool {
    let machines = shared_machines(case);
    case.covers_half(BondKind::Origin) && Uses::of(case, &machines).are_a_rooms(case, &machines)
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
        Some(BondKind::Ip | BondKind::Line) => 1.0,
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
