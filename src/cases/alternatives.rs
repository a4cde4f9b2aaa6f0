//! Lawful explanations: what each would explain of a cluster's evidence, how plausible it is, and what is left.
//!
//! Sharing inside households is taken back first, by names and addresses. Of the other explanations the best one counts:
//! the accounts have one history, not several. What an explanation does not predict (turns by the minute in an agency, a
//! ban in a household) it cannot take back.

use crate::detect::{company_payee, two_roles};
use crate::graph::Graph;
use crate::messages::Message;
use crate::model::{AccountId, Indicator, NodeKind};
use crate::names::{NameMatch, compare_holder, compare_people, prepare};
use crate::settings::WeightSettings;
use crate::snapshot::{NetworkKind, Role, Status};
use crate::ties::{BondKind, Family, People, names_of};

use super::conduct::Conduct;
use super::kinds::KindWeight;
use super::view::Part;

/// A lawful explanation that was weighed.
pub struct Weighed {
    /// Its class in the results.
    pub class: &'static str,
    /// Bits, at most 0.
    pub weight: f64,
    /// Why.
    pub message: Message,
}

/// All that a hypothesis may look at.
pub struct Case<'a> {
    /// The graph.
    pub graph: &'a Graph<'a>,
    /// Who may be related.
    pub people: &'a People,
    /// What single accounts show.
    pub conduct: &'a Conduct,
    /// The cluster's accounts, ascending.
    pub accounts: &'a [AccountId],
    /// Bonds among them.
    pub parts: &'a [Part<'a>],
    /// What each kind of bond says.
    pub kinds: &'a [KindWeight],
    /// Bits of conduct by indicator.
    pub shown: &'a [(Indicator, Vec<AccountId>, f64)],
}

/// How much of a kind of evidence a hypothesis explains, 0 to 1; `None` asks about conduct.
type Explains = fn(Option<BondKind>) -> f64;

/// The lawful explanations of a case, and what the best of them leaves of each kind of evidence.
pub struct Alternatives {
    /// All that were weighed.
    pub weighed: Vec<Weighed>,
    /// How much of what it explains the best one takes back, 0 to 1, and what it explains.
    best: Option<(f64, Explains)>,
}

impl Alternatives {
    /// Share of a kind's bits that the best explanation leaves; `None` asks about conduct.
    #[must_use]
    pub fn leaves(&self, kind: Option<BondKind>) -> f64 {
        self.best.map_or(1.0, |(share, explains)| 1.0 - (share * explains(kind)).min(1.0))
    }
}

/// Household first, then the best of the other hypotheses; the rest with weight 0 and why they do not suffice.
#[must_use]
pub fn weigh_alternatives(case: &Case, factors: &WeightSettings) -> Alternatives {
    let units = case.people.units(case.accounts);
    let related: f64 = case.kinds.iter().map(|kind| kind.households - kind.unrelated).sum();
    let mut weighed = Vec::new();
    if related < -0.0005 {
        let message = Message::Household { units, accounts: case.accounts.len() };
        weighed.push(Weighed { class: "household", weight: related, message });
    }
    let left: f64 = total(case);
    let hypotheses = hypotheses(case, units);
    let explained: Vec<f64> = hypotheses
        .iter()
        .map(|hypothesis| (hypothesis.explained(case) * factors.alternative(hypothesis.class)).min(left.max(0.0)))
        .collect();
    let best = (0..hypotheses.len()).max_by(|&a, &b| explained[a].total_cmp(&explained[b]).then(b.cmp(&a)));
    let best_share = best.filter(|&at| explained[at] > 0.0005).map(|at| {
        let hypothesis = &hypotheses[at];
        (hypothesis.plausible * factors.alternative(hypothesis.class), hypothesis.explains)
    });
    for (at, hypothesis) in hypotheses.into_iter().enumerate() {
        let (class, message) = (hypothesis.class, hypothesis.message);
        if Some(at) == best && explained[at] > 0.0005 {
            weighed.push(Weighed { class, weight: -explained[at], message });
        } else if explained[at] > 0.0005 {
            let message = Message::NotSufficient { class, left: left - explained[at] };
            weighed.push(Weighed { class, weight: 0.0, message });
        }
    }
    Alternatives { weighed, best: best_share }
}

/// Bits of all evidence after households were taken back.
fn total(case: &Case) -> f64 {
    case.kinds.iter().map(|kind| kind.households).sum::<f64>() + case.shown.iter().map(|part| part.2).sum::<f64>()
}

struct Hypothesis {
    class: &'static str,
    /// Plausibility, 0 to 1.
    plausible: f64,
    explains: Explains,
    message: Message,
}

impl Hypothesis {
    fn explained(&self, case: &Case) -> f64 {
        let bonds = case.kinds.iter().map(|kind| kind.households * (self.explains)(Some(kind.kind)));
        let conduct = case.shown.iter().map(|(indicator, _, bits)| {
            let payee = *indicator == Indicator::P2 && (self.explains)(Some(BondKind::Bank)) > 0.0;
            if payee { *bits } else { bits * (self.explains)(None) }
        });
        self.plausible * (bonds.sum::<f64>() + conduct.sum::<f64>())
    }
}

fn hypotheses(case: &Case, units: usize) -> Vec<Hypothesis> {
    let mut list = Vec::new();
    list.extend(one_person(case));
    list.extend(house_share(case, units));
    list.extend(declared_agency(case));
    list.extend(paying_company(case));
    list.extend(subcontract(case));
    list.extend(school(case));
    list.extend(workplace(case));
    list
}

/// One person's client and worker account, or an account closed before the next was made.
fn one_person(case: &Case) -> Vec<Hypothesis> {
    let accounts = case.accounts;
    if accounts.len() != 2
        || compare_people(&names_of(case.graph, accounts[0]), &names_of(case.graph, accounts[1])).verdict
            == NameMatch::Mismatch
    {
        return Vec::new();
    }
    let everything: Explains = |kind| match kind.map(BondKind::family) {
        // One's own two roles have no reason to review each other, nor to return from a ban.
        Some(Family::Reviews | Family::History) => 0.0,
        _ => 1.0,
    };
    let rows = case.graph.snapshot.accounts.rows();
    let row = |at: usize| &rows[accounts[at].index()];
    let mut list = Vec::new();
    let both = accounts.iter().any(|&account| rows[account.index()].role == Some(Role::Both));
    if two_roles(case.graph, accounts) && !both {
        list.push(Hypothesis {
            class: "two_roles",
            plausible: 0.98,
            explains: everything,
            message: Message::OnePersonTwoRoles,
        });
    }
    let closed_before = |old: usize, new: usize| {
        row(old).status == Some(Status::Closed)
            && matches!((row(old).status_at, row(new).created_at), (Some(end), Some(made)) if made >= end)
    };
    if closed_before(0, 1) || closed_before(1, 0) {
        let all_but_reviews: Explains =
            |kind| if matches!(kind, Some(BondKind::Reviews | BondKind::Boosting)) { 0.0 } else { 1.0 };
        list.push(Hypothesis {
            class: "re_registration",
            plausible: 0.95,
            explains: all_but_reviews,
            message: Message::ReRegistration,
        });
    }
    list
}

/// Bits of evidence that homes do not have from which on a shared home is the less likely story.
const BEYOND_A_HOME: f64 = 3.0;

/// A couple with two names, a house share: a home is seen, and few are in it.
fn house_share(case: &Case, units: usize) -> Option<Hypothesis> {
    let home =
        case.kinds.iter().any(|kind| kind.kind == BondKind::Ip && kind.accounts.len() * 2 >= case.accounts.len());
    let plausible = match units {
        0..=2 => 0.8,
        3 => 0.75,
        4 => 0.7,
        5 => 0.6,
        6 => 0.5,
        7 => 0.3,
        8 => 0.2,
        _ => return None,
    };
    let explains: Explains = |kind| match kind {
        Some(BondKind::Ip) => 1.0,
        Some(BondKind::Device | BondKind::Contact) => 0.8,
        Some(BondKind::Bank | BondKind::Alternation) => 0.6,
        // Money two hops away and sessions in step are no part of a home.
        Some(BondKind::Onward | BondKind::Synchrony | BondKind::Transfer | BondKind::Referral) => 0.3,
        _ => 0.0,
    };
    // In a home the payout account is one of its members'; a funnel's is somebody else's.
    let bank = case.kinds.iter().any(|kind| kind.kind == BondKind::Bank);
    let plausible = match (home, bank && !payee_is_member(case)) {
        (_, true) => plausible * 0.3,
        (true, false) => plausible,
        (false, false) => plausible * 0.7,
    };
    // A shared home is the first guess until something speaks that homes do not have.
    let beyond: f64 =
        case.kinds.iter().filter(|kind| explains(Some(kind.kind)) < 0.5).map(|kind| kind.households).sum();
    let plausible = if beyond >= BEYOND_A_HOME { plausible * 0.5 } else { plausible };
    Some(Hypothesis { class: "house_share", plausible, explains, message: Message::HouseholdWeak { units } })
}

/// Whether a shared payout account's holder may be one of the cluster's own people: nothing says it is not.
pub(super) fn payee_is_member(case: &Case) -> bool {
    let snapshot = case.graph.snapshot;
    let owners: Vec<_> = case.accounts.iter().map(|&account| names_of(case.graph, account)).collect();
    case.parts.iter().filter(|part| part.kind() == BondKind::Bank).all(|part| {
        let rows =
            part.accounts.iter().flat_map(|&account| case.graph.bank_accounts.of(account, &snapshot.bank_accounts));
        let mut holders: Vec<_> = rows
            .filter(|row| part.bond.node.is_some_and(|node| node.value == row.bank))
            .filter_map(|row| row.holder)
            .collect();
        holders.sort_unstable();
        holders.dedup();
        holders.iter().all(|&holder| {
            let holder = prepare(snapshot.text.get(holder));
            owners.iter().any(|names| compare_holder(&holder, names).verdict != NameMatch::Mismatch)
        })
    })
}

/// Money passed on inside a team: one takes the order, others do it, and nothing else is shared.
fn subcontract(case: &Case) -> Option<Hypothesis> {
    let money = case.kinds.iter().any(|kind| matches!(kind.kind, BondKind::Onward | BondKind::Transfer));
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
    let onward = case.parts.iter().filter(|part| matches!(part.kind(), BondKind::Onward | BondKind::Transfer));
    let agreed = onward.clone().filter(|part| part.bond.measure.bonus > 0.0).count() * 2 > onward.count();
    let explains: Explains = |kind| match kind {
        Some(BondKind::Onward | BondKind::Transfer | BondKind::Direct) => 1.0,
        Some(BondKind::Template | BondKind::Referral) => 0.4,
        _ => 0.0,
    };
    // An agreed share that never varies is a proxy's, less often a subcontractor's.
    let plausible = 0.7 * if hidden { 0.4 } else { 1.0 } * if agreed { 0.5 } else { 1.0 };
    money.then_some(Hypothesis { class: "subcontract", plausible, explains, message: Message::Subcontract })
}

/// What an agency's office does: one payee, one office, common machines, common texts, sign-up together.
const AGENCY: Explains = |kind| match kind.map(BondKind::family) {
    Some(Family::Money | Family::Network | Family::Content | Family::Origin | Family::Direct) => 1.0,
    Some(Family::Machine | Family::Contact) => 0.8,
    Some(Family::Timing) | None => 0.5,
    _ => 0.0,
};

fn declared_agency(case: &Case) -> Option<Hypothesis> {
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
fn paying_company(case: &Case) -> Option<Hypothesis> {
    let snapshot = case.graph.snapshot;
    let banks = case.parts.iter().filter(|part| part.kind() == BondKind::Bank);
    let mut paid: Vec<AccountId> = banks
        .flat_map(|part| {
            part.accounts.iter().copied().filter(|&account| {
                let rows = case.graph.bank_accounts.of(account, &snapshot.bank_accounts).iter();
                let mut rows = rows.filter(|row| part.bond.node.is_some_and(|node| node.value == row.bank));
                rows.any(|row| company_payee(case.graph, row))
            })
        })
        .collect();
    paid.sort_unstable();
    paid.dedup();
    let share = paid.len() as f64 / case.accounts.len() as f64;
    (share >= 0.5).then_some(Hypothesis {
        class: "agency",
        plausible: 0.9 * share,
        explains: AGENCY,
        message: Message::AgencyPayee,
    })
}

/// A class that signed up together: many, from one place, and nothing personal shared.
fn school(case: &Case) -> Option<Hypothesis> {
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
    let explains: Explains = |kind| match kind.map(BondKind::family) {
        Some(Family::Origin | Family::Network) => 1.0,
        Some(Family::Content | Family::Timing | Family::Machine) => 0.8,
        Some(Family::Direct) => 0.5,
        _ => 0.0,
    };
    let plausible = if campus { 0.95 } else { 0.8 };
    Some(Hypothesis {
        class: "school",
        plausible,
        explains,
        message: Message::School { accounts: case.accounts.len() },
    })
}

/// An office, a coworking space, a café: the address is known to be one, or visitors show it.
fn workplace(case: &Case) -> Option<Hypothesis> {
    let office = case.parts.iter().any(|part| on_network(case, part, NetworkKind::Office));
    let quality =
        case.kinds.iter().filter(|kind| kind.kind == BondKind::Ip).map(|kind| kind.quality).fold(1.0, f64::min);
    if !office && quality > 0.6 {
        return None;
    }
    let explains: Explains = |kind| match kind {
        Some(BondKind::Ip) => 1.0,
        Some(BondKind::Alternation | BondKind::Origin) => 0.6,
        Some(BondKind::Device | BondKind::Template | BondKind::OtherIdentifier | BondKind::Synchrony) => 0.3,
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
