//! Agencies, firms and teams that collect for their people, declared or not.

use std::collections::BTreeSet;

use super::Hypothesis;
use super::hours::machines_keep_office_hours;
use super::payees::{paid_to_a_member, payee_is_member};
use super::signs::{OUT_OF_SIGHT, TELLING, hide, shows};
use crate::cases::case::Case;
use crate::cases::kinds::{Explains, KindWeight};
use crate::cases::view::Part;
use crate::detect::{company_payee, holder_mismatch};
use crate::messages::{Message, Refutation, Story};
use crate::model::{AccountId, Indicator, TextId};
use crate::names::NameMatch;
use crate::snapshot::BankAccount;
use crate::ties::{BondKind, Family, is_paid_on, pays_a_fee};

/// What an agency's office does: one payee, one office, common machines, common texts, sign-up together.
pub(super) const AGENCY: Explains = |kind| match kind.map(BondKind::family) {
    // A firm's clients hire several of its people.
    Some(Family::Reviews) if kind == Some(BondKind::Praise) => 1.0,
    Some(Family::Money | Family::Network | Family::Content | Family::Origin | Family::Direct) => 1.0,
    Some(Family::Machine | Family::Contact) => 0.9,
    Some(Family::Timing | Family::History) | None => 0.5,
    _ => 0.0,
};

/// An agency that its people declare. To declare one costs nothing, so that it holds only where nothing speaks against it; what does is said.
pub(super) fn declared_agency(case: &Case) -> Option<Hypothesis> {
    let (name, members) = most_declared(case)?;
    let share = members.len() as f64 / case.accounts.len() as f64;
    if members.len() < 2 || share < 0.5 {
        return None;
    }
    let name = case.graph.snapshot.text.get(name).to_owned();
    let (plausible, message) = match against_an_agency(case) {
        Some(why) => (0.0, Message::AgencyRefuted { name, why }),
        None => ((0.95 * share / 0.9).min(0.95), Message::AgencyDeclared { name }),
    };
    Some(Hypothesis { class: "agency", plausible, explains: AGENCY, message })
}

/// What speaks against an agency that is only declared: another hand works the accounts, or money is sent on less an agreed share by people who
/// neither bring one another in nor pay one another (27 : 0; of those who do 2 : 2); or half of them pay one of them, and money goes on to one house
/// besides (8 : 0). Whom a company pays may sit behind that company's exit.
fn against_an_agency(case: &Case) -> Option<Refutation> {
    let known = || case.covers_half(BondKind::Referral) || case.covers_half(BondKind::Transfer);
    let unpaid = || paid_openly(case).len() * 2 < case.accounts.len();
    worked_by_one(case).or_else(|| {
        if case.covers_half(BondKind::Tribute) && shows(case, BondKind::Remittance) {
            Some(Refutation::Collected)
        } else if shows(case, BondKind::Onward) && !known() {
            Some(Refutation::AgreedShare)
        } else {
            (hide(case) && unpaid()).then_some(Refutation::Hidden)
        }
    })
}

/// What no agency's people do: show one face or paper under several identities (8 : 0), or work in step, half of them, beyond their hours (15 : 0).
fn worked_by_one(case: &Case) -> Option<Refutation> {
    if are_forged(case) { Some(Refutation::OneIdentity) } else { in_step(case).then_some(Refutation::InStep) }
}

fn are_forged(case: &Case) -> bool {
    case.kinds.iter().any(|kind| kind.kind.family() == Family::Identity && kind.households >= TELLING)
}

fn in_step(case: &Case) -> bool {
    shows(case, BondKind::Synchrony) && case.covers_half(BondKind::Synchrony)
}

/// The organisation that most of a case's accounts declare, and these accounts.
fn most_declared(case: &Case) -> Option<(TextId, Vec<AccountId>)> {
    let rows = &case.graph.snapshot.accounts;
    let declares = |&account: &AccountId| Some((rows[account].organisation?, account));
    let mut declared: Vec<(TextId, AccountId)> = case.accounts.iter().filter_map(declares).collect();
    declared.sort_unstable();
    let most = declared.chunk_by(|a, b| a.0 == b.0).max_by_key(|run| run.len())?;
    Some((most[0].0, most.iter().map(|&(_, account)| account).collect()))
}

/// Share of a group that a company pays from which on its hours may be what keeps them in step: a floor, a centre or a desk begins when its rota says.
const ON_ITS_ROTA: f64 = 0.75;

/// An agency that not all declare: the shared payout account is a company's. Whoever is not paid there may say that they are of it. No agency's
/// people hide where they work (6 : 0).
pub(super) fn paying_company(case: &Case) -> Option<Hypothesis> {
    if are_forged(case) || hide(case) {
        return None;
    }
    let mut open = paid_openly(case);
    let on_a_rota = open.len() as f64 >= ON_ITS_ROTA * case.accounts.len() as f64;
    if open.is_empty() || in_step(case) && !on_a_rota {
        return None;
    }
    open.extend(most_declared(case).into_iter().flat_map(|(_, members)| members));
    let share = open.len() as f64 / case.accounts.len() as f64;
    (share >= 0.5).then_some(Hypothesis {
        class: "agency",
        // Who is new, or paid elsewhere too, belongs to the firm that pays most of the others.
        plausible: 0.9 * (share / 0.75).min(1.0),
        explains: AGENCY,
        message: Message::Story(Story::AgencyPayee),
    })
}

/// Accounts that are paid on a shared account which is a company's.
fn paid_openly(case: &Case) -> BTreeSet<AccountId> {
    case.shared_payees().flat_map(|part| paid_by_a_company(case, part)).collect()
}

/// Registrations that name a company from which on it is known whose the payout account is.
const NAME_IT: usize = 2;

/// Accounts of a part that are paid on a company's account: who registered it so, and where several did and nobody another holder, whoever left
/// the holder out.
fn paid_by_a_company(case: &Case, part: &Part) -> Vec<AccountId> {
    let rows = || case.registered(part);
    let is_company = |row: &&BankAccount| company_payee(case.graph, row);
    let named = rows().filter(|row| row.checked_holder().is_some()).count();
    let company = rows().filter(is_company).count();
    let known = company >= NAME_IT && company == named;
    let paid = rows()
        .filter(|row| is_company(row) || known && row.checked_holder().is_none())
        .filter(|row| is_paid_on(case.graph, row.account, row.bank));
    paid.map(|row| row.account).collect()
}

/// Unrelated people whom one of them pays, up to which that is a team's way.
const PAID_BY_ONE: f64 = 8.0;

/// A team that one of its people leads in the open: paid on the account that bears this member's own name, who brought the others
/// in, pays them or writes to them; with their own machines, papers and hours, and praised by no one client who rates them all. Each of its people came by
/// themself (made at one place within days: 23 : 0) and is reached at a number of their own (30 : 2), and they do not hide where they work (28 : 0). An
/// operation that collects under an own name still works the others' accounts, and a common line is where it does.
pub(super) fn team_of_one(case: &Case, units: usize) -> Option<Hypothesis> {
    let hidden = hide(case)
        || case.kinds.iter().any(|kind| {
            let worked = matches!(kind.kind.family(), Family::Identity | Family::Machine | Family::Timing)
                || matches!(kind.kind, BondKind::Onward | BondKind::Tribute | BondKind::Praise);
            let made = matches!(kind.kind, BondKind::Contact | BondKind::Origin);
            worked && kind.households >= 1.0 || made && kind.households >= TELLING
        });
    let open = [BondKind::Direct, BondKind::Transfer, BondKind::Referral];
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

/// A team or an agency that nobody declared: its people bring one another in or pay one another on the platform, and share
/// texts, a payee, a place; each keeps a number (where most are reached at one 9 : 0), machines, papers and hours, and nobody sends the money on or
/// collects it.
pub(super) fn team_in_the_open(case: &Case, units: usize) -> Option<Hypothesis> {
    let out_of_sight = case.kinds.iter().any(|kind| shows_one_hand(kind.kind) && kind.households >= OUT_OF_SIGHT);
    let hiding = case.habit(Indicator::T3) >= OUT_OF_SIGHT;
    let (brought, paying) = (case.covers_half(BondKind::Referral), case.covers_half(BondKind::Transfer));
    let most = |part: &Part| part.kind() == BondKind::Contact && part.accounts.len() * 2 > case.accounts.len();
    let one_number = shows(case, BondKind::Contact) && case.parts.iter().any(most);
    if out_of_sight || hiding || one_number || !(brought || paying) {
        return None;
    }
    // Whose the payee is must show, unless all else does.
    if shows(case, BondKind::Bank) && paid_to_a_member(case).is_none() && !(brought && paying && payee_is_member(case))
    {
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

/// Unrelated people from which on a common face is a brand's; of fewer, each must pay a fee.
const A_BRAND: usize = 4;

/// A franchise: a picture, texts and a number that clients see, and a fee that most pass on to one payee. Whoever runs the accounts
/// of others works them, too: as soon as a machine, a paper, a payee, timing, history or praise is shared it is none, nor where they hide (4 : 0; of 43 lawful groups with
/// a brand nobody did), nor where half of them are on one line (2 : 0): each has a shop of their own.
pub(super) fn franchise(case: &Case, units: usize) -> Option<Hypothesis> {
    let seen = |kind: BondKind| {
        matches!(kind.family(), Family::Content | Family::Contact | Family::Origin | Family::Direct | Family::Network)
            || matches!(kind, BondKind::Portrait | BondKind::Remittance | BondKind::Transfer)
    };
    let beyond = case.kinds.iter().any(|kind| !seen(kind.kind) && kind.households >= OUT_OF_SIGHT);
    // Where no sessions are known, nobody knows whose the machines are.
    let known = case.accounts.iter().filter(|&&account| !case.graph.logins(account).is_empty()).count();
    let brand = case.covers_half(BondKind::Portrait) && case.covers_half(BondKind::Remittance);
    if beyond
        || case.habit(Indicator::T3) >= OUT_OF_SIGHT
        || case.covers_half(BondKind::Ip)
        || !brand
        || (units < A_BRAND && !all_pay_a_fee(case))
        || known * 2 < case.accounts.len()
    {
        return None;
    }
    let explains: Explains = |kind| match kind {
        Some(BondKind::Portrait | BondKind::Remittance | BondKind::Template | BondKind::OtherIdentifier) => 1.0,
        Some(BondKind::Contact | BondKind::Ip | BondKind::Line | BondKind::Referral | BondKind::Direct) => 1.0,
        Some(BondKind::Transfer) => 0.8,
        None => 0.5,
        _ => 0.0,
    };
    Some(Hypothesis { class: "agency", plausible: 0.7, explains, message: Message::Story(Story::Franchise) })
}

/// Whether all pay a fee to one house, and keep the greater part themselves: with proxies it is the other way round.
fn all_pay_a_fee(case: &Case) -> bool {
    let houses = case.parts.iter().filter(|part| part.kind() == BondKind::Remittance && part.accounts == case.accounts);
    houses
        .filter_map(|part| part.bond.node)
        .any(|house| case.accounts.iter().all(|&account| pays_a_fee(case.graph, account, house.value)))
}

/// People on one payout account at one place from which on a firm is the likelier story, where nobody knows the holder.
const A_FIRM: usize = 7;
/// The same where they have a text in common as well, and nothing else (0 : 13).
const A_FIRM_WITH_A_TEXT: usize = 4;
/// Share of them that both must serve.
const NEARLY_ALL: f64 = 0.75;

/// Many who are all paid on one account of which the holder cannot be compared (names are missing, or pseudonyms), at one place, at machines
/// that keep office hours, brought in by one of them, or with nothing else in common that agencies have not and in the open. An operation splits what it is
/// paid; a firm has no reason to. Where no holder was known, of groups of the last kind from seven accounts on 1 was a ring's and 32 were not; of
/// smaller ones 16 and 13.
pub(super) fn perhaps_a_firm(case: &Case) -> Option<Hypothesis> {
    let size = case.accounts.len();
    let serves =
        |part: &Part, kind: BondKind| part.kind() == kind && part.accounts.len() as f64 >= NEARLY_ALL * size as f64;
    let paid = case.parts.iter().find(|part| serves(part, BondKind::Bank))?;
    let unknown = case.registered(paid).all(|row| holder_mismatch(case.graph, row) == NameMatch::Undetermined);
    let place = || case.parts.iter().any(|part| serves(part, BondKind::Ip)) || machines_keep_office_hours(case);
    // Or one of them brought all the others in, as the founder of a cooperative does.
    let founded = || case.parts.iter().any(|part| serves(part, BondKind::Referral));
    let hiding = || [Indicator::T3, Indicator::C6].into_iter().any(|habit| case.habit(habit) >= OUT_OF_SIGHT);
    let plain = || {
        let seen = |kind: &KindWeight| {
            kind.kind != BondKind::Praise && shows_one_hand(kind.kind) && kind.households >= OUT_OF_SIGHT
        };
        !case.kinds.iter().any(seen) && !hiding()
    };
    let many = size >= A_FIRM && (place() || founded() || plain());
    let weighty = case.kinds.iter().filter(|kind| kind.households >= OUT_OF_SIGHT).map(|kind| kind.kind);
    let some = size >= A_FIRM_WITH_A_TEXT && weighty.eq([BondKind::Bank, BondKind::Template]) && !hiding();
    (unknown && (many || some)).then_some(Hypothesis {
        class: "agency",
        plausible: 0.6,
        explains: AGENCY,
        message: Message::Story(Story::PerhapsAFirm),
    })
}

/// What shows one hand, or money out of sight: no part of an agency's day, nor of a team's in the open.
fn shows_one_hand(kind: BondKind) -> bool {
    matches!(kind.family(), Family::Identity | Family::Machine | Family::Timing | Family::History | Family::Reviews)
        || matches!(kind, BondKind::Onward | BondKind::Remittance | BondKind::Tribute)
}
