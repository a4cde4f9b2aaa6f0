//! People whom one of them helps: at the helper's own machine, now and then, and by the helper's payee, text and number.

use std::collections::BTreeSet;

use super::Hypothesis;
use super::hours::works_elsewhere;
use super::signs::{hide, shares_only, shows};
use crate::cases::case::Case;
use crate::cases::kinds::Explains;
use crate::messages::{Message, Story};
use crate::model::{AccountId, NodeKind, ValueId};
use crate::names::{NameMatch, compare_holder, prepare};
use crate::snapshot::BankAccount;
use crate::ties::{BondKind, names_of};

/// How much more than anybody else the helper is at a machine that is theirs, in days.
const OWNER: f64 = 1.25;
/// Share of the helper's sessions that are on it, at least, where others are there more often.
const THEIR_OWN: f64 = 2.0 / 3.0;
/// Share of the others who work elsewhere too, at least.
const HELPED_ELSEWHERE: f64 = 0.75;

/// A carer, a coach, a neighbour who knows computers: the others come to the helper's own machine now and then, and work on machines and lines of
/// their own besides. Their texts are the helper's, so may be the number, the payee and a fee; papers and hours are each one's own. Of the
/// groups of two makers' platforms that share only this 2 were rings', and 72 were not. Few of those who are helped owe the helper a fee: where half
/// of a group or more send on to one house, 16 groups that this was told of were rings' and 2 were not; and where half are reached at one number and
/// use one text besides the machine 9 were and 1 was not.
pub(super) fn helper(case: &Case) -> Option<Hypothesis> {
    let theirs: Explains = |kind| match kind {
        Some(
            BondKind::Device | BondKind::Visit | BondKind::Ip | BondKind::Line | BondKind::Template | BondKind::Bank,
        ) => 1.0,
        Some(BondKind::Referral | BondKind::Direct) => 1.0,
        Some(BondKind::Remittance | BondKind::Contact | BondKind::OtherIdentifier | BondKind::Praise) => 0.9,
        // Who is helped sits down after whom the helper helped before.
        Some(BondKind::Alternation) => 0.7,
        None => 0.5,
        _ => 0.0,
    };
    let pay_on = case.covers_half(BondKind::Remittance);
    let number_and_text = case.covers_half(BondKind::Contact) && shows(case, BondKind::Template);
    let helped = !hide(case) && !pay_on && !number_and_text && shares_only(case, theirs) && is_helped(case);
    helped.then_some(Hypothesis {
        class: "acquaintances",
        plausible: 0.85,
        explains: theirs,
        message: Message::Story(Story::Helper),
    })
}

/// Whether there is one machine that they share, and a helper whose machine it is: who is there more than any other, or hardly anywhere else
/// and whose name the payees bear; and nearly all of the others work elsewhere as well.
fn is_helped(case: &Case) -> bool {
    let shared = case.parts.iter().filter(|part| matches!(part.kind(), BondKind::Device | BondKind::Alternation));
    let machines: BTreeSet<ValueId> = shared.filter_map(|part| Some(part.bond.node?.value)).collect();
    let mut at = machines.iter();
    let (Some(&machine), None) = (at.next(), at.next()) else { return false };
    let helps = |helper: AccountId| {
        let lines = lines_of(case, helper, machine);
        let others = || case.accounts.iter().filter(|&&account| account != helper);
        let elsewhere = others().filter(|&&account| works_elsewhere(case, account, &machines, &lines)).count();
        payees_bear_the_name_of(case, helper) && elsewhere as f64 >= HELPED_ELSEWHERE * others().count() as f64
    };
    let paid = case.shared_payees().next().is_some();
    let at_home = |account: &AccountId| {
        let sessions = case.graph.logins(*account);
        let here = sessions.iter().filter(|login| login.device() == Some(machine)).count();
        here as f64 >= THEIR_OWN * sessions.len() as f64 && here > 0
    };
    owner(case, machine).is_some_and(helps) || paid && case.accounts.iter().copied().filter(at_home).any(helps)
}

/// The account of the case that is on a machine on more days than any other, by far.
fn owner(case: &Case, machine: ValueId) -> Option<AccountId> {
    let links = case.graph.links(NodeKind::Device);
    let carriers = links.carriers(machine).iter();
    let mut days: Vec<_> = carriers.map(|&account| (links.days(account, machine), account)).collect();
    days.sort_unstable();
    let (most, owner) = days.pop()?;
    let next = days.last().map_or(0, |&(next, _)| next);
    (f64::from(most) >= OWNER * f64::from(next) && case.accounts.binary_search(&owner).is_ok()).then_some(owner)
}

/// The lines on which an account uses a machine.
fn lines_of(case: &Case, account: AccountId, machine: ValueId) -> BTreeSet<ValueId> {
    let here = case.graph.logins(account).iter().filter(|login| login.device() == Some(machine));
    here.filter_map(|login| login.ip()).collect()
}

/// Whether every shared payout account bears an account's own name.
fn payees_bear_the_name_of(case: &Case, account: AccountId) -> bool {
    let snapshot = case.graph.snapshot;
    let own = names_of(case.graph, account);
    let bears = |row: &BankAccount| {
        let holder = row.holder.map(|holder| prepare(snapshot.text.get(holder)));
        holder.is_some_and(|holder| compare_holder(&holder, &own).verdict == NameMatch::Match)
    };
    case.payees_are(bears)
}
