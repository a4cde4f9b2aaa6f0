//! One person with several accounts.

use super::Hypothesis;
use super::payees::payee_is_member;
use crate::cases::case::Case;
use crate::cases::kinds::Explains;
use crate::detect::two_roles;
use crate::messages::{Message, Story};
use crate::model::{AccountId, NodeKind};
use crate::names::{NameMatch, compare_people};
use crate::snapshot::{Role, Status};
use crate::ties::{BondKind, Family, may_be_one_person, names_of, registered_names_of};

/// Whoever has several accounts by right has no reason to review them.
const ALL_BUT_REVIEWS: Explains =
    |kind| if matches!(kind, Some(BondKind::Reviews | BondKind::Boosting)) { 0.0 } else { 1.0 };

/// One person's client and worker account, or accounts that ended before the next was made.
pub(super) fn one_person(case: &Case) -> Vec<Hypothesis> {
    let accounts = case.accounts;
    if let Some(again) = registered_again(case) {
        return vec![again];
    }
    if accounts.len() != 2 {
        return Vec::new();
    }
    let names = names_of_both(case);
    if names == NameMatch::Mismatch {
        return renamed(case).into_iter().collect();
    }
    let everything: Explains = |kind| match kind.map(BondKind::family) {
        // One's own two roles have no reason to review each other, nor to return from a ban.
        Some(Family::Reviews | Family::History) => 0.0,
        _ => 1.0,
    };
    let rows = &case.graph.snapshot.accounts;
    let mut list = Vec::new();
    let both = accounts.iter().any(|&account| rows[account].role == Some(Role::Both));
    if two_roles(case.graph, accounts) && !both {
        list.push(Hypothesis {
            class: "two_roles",
            plausible: 0.98,
            explains: everything,
            message: Message::Story(Story::OnePersonTwoRoles),
        });
    }
    // One paper for both makes nobody another's namesake: what each calls itself must agree too, but for a trade name in another role.
    if registered_names(case) == NameMatch::Mismatch {
        list.extend(renamed(case));
    } else if one_ended_first(case, Status::Closed) {
        list.push(Hypothesis {
            class: "re_registration",
            plausible: 0.95,
            explains: ALL_BUT_REVIEWS,
            message: Message::Story(Story::ReRegistration),
        });
    } else if one_ended_first(case, Status::Suspended) && one_document(case) {
        // Under one's own name and document nothing is hidden: whether the ban allows it is the platform's to know.
        list.push(Hypothesis {
            class: "re_registration",
            plausible: 0.9,
            explains: ALL_BUT_REVIEWS,
            message: Message::Story(Story::ReturnUnderOwnName),
        });
    } else if names == NameMatch::Match && one_document(case) {
        list.push(Hypothesis {
            class: "re_registration",
            plausible: 0.9,
            explains: ALL_BUT_REVIEWS,
            message: Message::Story(Story::SecondAccount),
        });
    }
    list
}

/// Whether one of the two accounts of a case came to this end before the other was made.
fn one_ended_first(case: &Case, status: Status) -> bool {
    let rows = &case.graph.snapshot.accounts;
    let row = |at: usize| &rows[case.accounts[at]];
    let before = |old: usize, new: usize| {
        row(old).status == Some(status)
            && matches!((row(old).status_at, row(new).created_at), (Some(end), Some(made)) if made >= end)
    };
    before(0, 1) || before(1, 0)
}

/// One person under a new name (a marriage, a naturalisation): on one document under the same given name, or the account under the old one was
/// closed by its owner before the other was made. Nothing was banned, so that nothing is got round.
fn renamed(case: &Case) -> Option<Hypothesis> {
    if !one_document(case) {
        return None;
    }
    let message = if one_ended_first(case, Status::Closed) {
        Story::Renamed
    } else if names_of_both(case) == NameMatch::Match
        && may_be_one_person(case.graph, case.accounts[0], case.accounts[1])
    {
        Story::NewFamilyName
    } else {
        return None;
    };
    Some(Hypothesis {
        class: "re_registration",
        plausible: 0.85,
        explains: ALL_BUT_REVIEWS,
        message: Message::Story(message),
    })
}

/// Whether the registered names of the two accounts of a case agree.
pub(super) fn registered_names(case: &Case) -> NameMatch {
    let [a, b] = [0, 1].map(|at| registered_names_of(case.graph, case.accounts[at]));
    compare_people(&a, &b).verdict
}

/// Whether the names of the two accounts of a case agree.
fn names_of_both(case: &Case) -> NameMatch {
    let [a, b] = [0, 1].map(|at| names_of(case.graph, case.accounts[at]));
    compare_people(&a, &b).verdict
}

/// One person who signed up twice more after the first account had ended, each time under the same name and document and
/// paid to themselves. More than that is a habit.
fn registered_again(case: &Case) -> Option<Hypothesis> {
    let accounts = case.accounts;
    if accounts.len() != 3 || !one_document(case) || !payee_is_member(case) {
        return None;
    }
    let names: Vec<_> = accounts.iter().map(|&account| names_of(case.graph, account)).collect();
    // Where names are missing, one payee for all says that they are one person's.
    let one_payee = case.kinds.iter().any(|kind| kind.kind == BondKind::Bank && kind.accounts.len() == accounts.len());
    let one_name = names.iter().all(|other| match compare_people(&names[0], other).verdict {
        NameMatch::Match => true,
        NameMatch::Undetermined => one_payee,
        NameMatch::Mismatch => false,
    });
    let rows = &case.graph.snapshot.accounts;
    let first = accounts.iter().copied().min_by_key(|account| (rows[*account].created_at, *account))?;
    let end = rows[first].status_at.filter(|_| rows[first].status != Some(Status::Active))?;
    let after = |account: AccountId| rows[account].created_at.is_some_and(|made| made >= end);
    (one_name && accounts.iter().all(|&account| account == first || after(account))).then_some(Hypothesis {
        class: "re_registration",
        plausible: 0.9,
        explains: ALL_BUT_REVIEWS,
        message: Message::Story(Story::ReturnUnderOwnName),
    })
}

/// Whether all accounts of a case stand on one document.
fn one_document(case: &Case) -> bool {
    let documents = case.graph.links(NodeKind::Document);
    documents
        .values_of(case.accounts[0])
        .iter()
        .any(|&document| case.accounts.iter().all(|&account| documents.has(account, document)))
}
