//! People under one roof, and papers that stand on the wrong account.

use super::Hypothesis;
use super::payees::payee_is_member;
use super::persons::registered_names;
use super::signs::{OUT_OF_SIGHT, hide, pay_each_other, shares_only};
use crate::cases::case::Case;
use crate::cases::conduct::Habit;
use crate::cases::kinds::Explains;
use crate::messages::{Message, Story};
use crate::model::Indicator;
use crate::names::NameMatch;
use crate::ties::{BondKind, Family, carriers};

/// Bits of other evidence from which on a scan on the wrong account is no longer the likelier story.
const BEYOND_AN_ERROR: f64 = 0.4;

/// Two people with nothing in common but one document number or picture: a digit misread, a scan put on the wrong account.
/// A document that serves three, or two who share anything else, is no slip of the pen.
pub(super) fn clerical_error(case: &Case) -> Option<Hypothesis> {
    let identity = |kind: BondKind| kind.family() == Family::Identity;
    let (papers, others): (Vec<_>, Vec<_>) = case.kinds.iter().partition(|kind| identity(kind.kind));
    let alone = case.accounts.len() == 2
        && papers.iter().all(|kind| kind.parts.iter().all(|&at| carried_by_two(case, at)))
        && others.iter().all(|kind| kind.households < BEYOND_AN_ERROR);
    let explains: Explains = |kind| if kind.map(BondKind::family) == Some(Family::Identity) { 1.0 } else { 0.0 };
    (alone && !papers.is_empty() && registered_names(case) != NameMatch::Match).then_some(Hypothesis {
        class: "clerical_error",
        plausible: 0.75,
        explains,
        message: Message::Story(Story::ClericalError),
    })
}

fn carried_by_two(case: &Case, part: usize) -> bool {
    carriers(case.graph, case.parts[part].bond).is_none_or(|carriers| carriers == 2)
}

/// Bits of evidence that homes do not have from which on a shared home is the less likely story.
const BEYOND_A_HOME: f64 = 3.0;

/// A couple with two names, a house share: a home is seen, and few are in it.
pub(super) fn house_share(case: &Case, units: usize) -> Option<Hypothesis> {
    let home = case.covers_half(BondKind::Ip);
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
        Some(BondKind::Ip | BondKind::Line) => 1.0,
        Some(BondKind::Device | BondKind::Contact | BondKind::OtherIdentifier) => 0.8,
        Some(BondKind::Bank | BondKind::Remittance | BondKind::Alternation) => 0.6,
        // Money two hops away and sessions in step are no part of a home.
        Some(BondKind::Onward | BondKind::Synchrony | BondKind::Relay | BondKind::Transfer | BondKind::Referral) => 0.3,
        _ => 0.0,
    };
    // In a home the payout account is one of its members'; a funnel's is somebody else's.
    let bank = case.has(BondKind::Bank);
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

/// Bits of what two who live together do not share from which on that is no longer their story.
const BEYOND_TWO: f64 = 0.8;

/// Two who live or work together under their own papers: a couple with two names, siblings, partners in one trade. They sit at one
/// machine or line; a number, a text, a payee that may be theirs, and money from one to the other are then one observation. Of pairs that
/// nothing else tied, on six makers' platforms, three were a ring's and sixty were not.
pub(super) fn two_together(case: &Case) -> Option<Hypothesis> {
    let explains: Explains = |kind| match kind {
        Some(
            BondKind::Ip | BondKind::Line | BondKind::Device | BondKind::Visit | BondKind::Contact | BondKind::Bank,
        ) => 1.0,
        Some(BondKind::Template | BondKind::OtherIdentifier) => 1.0,
        Some(BondKind::Transfer | BondKind::Referral | BondKind::Direct) => 1.0,
        Some(BondKind::Alternation) => 0.6,
        None => 0.5,
        _ => 0.0,
    };
    let together = [BondKind::Device, BondKind::Ip].iter().any(|&kind| case.covers_half(kind));
    // Or one lent the other a number and a text (2 : 11), which is said less surely.
    let reported = case.shown.iter().any(|shown| matches!(shown.habit, Habit::Reported { .. }));
    let lent = !reported && [BondKind::Contact, BondKind::Template].iter().all(|&kind| case.covers_half(kind));
    let beyond: f64 = case.kinds.iter().map(|kind| kind.households * (1.0 - explains(Some(kind.kind)))).sum();
    // At home nobody hides where they work.
    let theirs =
        case.accounts.len() == 2 && (together || lent) && beyond < BEYOND_TWO && payee_is_member(case) && !hide(case);
    theirs.then_some(Hypothesis {
        class: "house_share",
        plausible: if together { 0.8 } else { 0.5 },
        explains,
        message: Message::Story(Story::TwoTogether),
    })
}

/// People of one home with one payee, at least and at most.
const ONE_PURSE: std::ops::RangeInclusive<usize> = 4..=6;
/// Accounts that are worked in shifts, from which on it is no home's story.
const IN_SHIFTS: usize = 2;

/// Bits of what came back after an account's end from which on more than one came back.
const ONE_RETURN: f64 = 4.0;

/// A home of several names, or people whom one of them looks after, with one purse: a payout account that may be one of theirs, machines, a line and a
/// number, and nothing else. Whoever runs accounts for others hides where, or has them worked in shifts: of groups of four to six that share only
/// this 31 were rings' where they hide; where nothing of the kind shows 8 were, and 39 were not.
pub(super) fn one_purse(case: &Case) -> Option<Hypothesis> {
    let theirs: Explains = |kind| match kind {
        Some(
            BondKind::Ip | BondKind::Line | BondKind::Device | BondKind::Visit | BondKind::Contact | BondKind::Bank,
        ) => 1.0,
        // Who closed an account goes on with the purse; one brings the others in, and a customer of their shop praises them.
        Some(BondKind::OtherIdentifier | BondKind::Return | BondKind::Referral | BondKind::Praise) => 0.7,
        None => 0.5,
        _ => 0.0,
    };
    let machines = case.has(BondKind::Device);
    let paid = case.shared_payees().next().is_some() && payee_is_member(case);
    let in_shifts = case.accounts.iter().filter(|&&account| case.conduct.shows(account, Indicator::C5)).count();
    // One who closed an account came back, not one after another.
    let again = case.kinds.iter().any(|kind| kind.kind == BondKind::Return && kind.households >= ONE_RETURN);
    let hides = case.habit(Indicator::T3) >= OUT_OF_SIGHT;
    let open = !again && !hides && in_shifts < IN_SHIFTS && shares_only(case, theirs);
    (ONE_PURSE.contains(&case.accounts.len()) && machines && paid && open).then_some(Hypothesis {
        class: "house_share",
        plausible: 0.8,
        explains: theirs,
        message: Message::Story(Story::OnePurse),
    })
}

/// Share of a group that one address and its line must house for the address to be what its people have in common.
const HOUSED: f64 = 2.0 / 3.0;

/// People of several families at one address: a house share, a dormitory, a home for people in need. They share what a home has, in the open, and one may
/// collect what they owe. One face or text for several, hours in step and money sent on are no part of a home, though a house full of machines that
/// others work has an address too.
pub(super) fn one_address(case: &Case, units: usize) -> Option<Hypothesis> {
    let theirs: Explains = |kind| match kind {
        Some(
            BondKind::Ip | BondKind::Line | BondKind::Device | BondKind::Visit | BondKind::Contact | BondKind::Bank,
        ) => 1.0,
        Some(BondKind::Referral | BondKind::Direct | BondKind::Transfer | BondKind::Tribute) => 1.0,
        Some(BondKind::OtherIdentifier | BondKind::Remittance | BondKind::Origin | BondKind::Praise) => 0.9,
        Some(BondKind::Return | BondKind::Reviews) => 0.8,
        None => 0.5,
        _ => 0.0,
    };
    let housed = || case.housed().len() as f64 >= HOUSED * case.accounts.len() as f64;
    // What two of a house do, a couple or colleagues, is no house's.
    let beyond = case.kinds.iter().any(|kind| {
        let many = kind.accounts.len() > 2 && kind.accounts.len() * 3 >= case.accounts.len();
        // One follows another who left; not one after another whom the platform banned.
        let again = kind.kind == BondKind::Return && kind.households >= ONE_RETURN;
        many && (again || theirs(Some(kind.kind)) == 0.0 && kind.households >= OUT_OF_SIGHT)
    });
    (units > 1 && !hide(case) && !beyond && housed()).then(|| Hypothesis {
        class: "house_share",
        plausible: if payee_is_member(case) { 0.9 } else { 0.6 },
        explains: theirs,
        message: Message::Story(Story::OneAddress),
    })
}

/// Members of a wide family, at least and at most; of each three at most two are no relatives of one another by name or address.
const A_FAMILY: (std::ops::RangeInclusive<usize>, f64) = (3..=10, 2.0 / 3.0);
/// Bits of what families do not share from which on it is no family's story.
const BEYOND_A_FAMILY: f64 = 0.8;

/// A wide family: a third and more of its people are related by name or address, the others are in-laws and daughters. They share machines,
/// numbers, payees, cards, whom they send to and who brought whom in, and go on with what one of them leaves. Of accused groups of three to
/// twelve that are related so far and share nothing else, on seven makers' platforms, 7 were rings' and 43 were not; a common text,
/// paper, hour or praise makes it the other way round.
pub(super) fn wide_family(case: &Case, units: usize) -> Option<Hypothesis> {
    let explains: Explains = |kind| match kind.map(BondKind::family) {
        Some(Family::Machine) => 1.0,
        Some(Family::Contact | Family::Network | Family::Direct | Family::History) => 1.0,
        Some(Family::Money) if kind != Some(BondKind::Tribute) => 1.0,
        Some(_) if matches!(kind, Some(BondKind::OtherIdentifier | BondKind::Referral)) => 1.0,
        None => 0.3,
        _ => 0.0,
    };
    let size = case.accounts.len();
    let related = A_FAMILY.0.contains(&size) && units as f64 <= A_FAMILY.1 * size as f64;
    let beyond: f64 = case.kinds.iter().map(|kind| kind.households * (1.0 - explains(Some(kind.kind)))).sum();
    // Two who send their parents what is agreed are siblings; three and more are proxies.
    let proxies = case.kinds.iter().any(|kind| kind.kind == BondKind::Onward && kind.accounts.len() > 2);
    let open = !proxies && !hide(case) && !pay_each_other(case);
    (related && open && beyond < BEYOND_A_FAMILY).then_some(Hypothesis {
        class: "household",
        plausible: 0.85,
        explains,
        message: Message::Story(Story::WideFamily),
    })
}
