//! People who know each other or are in one place, and do things together on purpose: they meet, and they collect money.

use std::collections::BTreeSet;

use super::Hypothesis;
use super::hours::{PEOPLE_ELSEWHERE, works_elsewhere};
use super::signs::{MANY, OUT_OF_SIGHT, hide, pay_each_other, shares_only, shows};
use crate::cases::case::Case;
use crate::cases::kinds::{Explains, KindWeight};
use crate::detect::company_payee;
use crate::messages::{Message, Story};
use crate::model::{AccountId, ValueId};
use crate::ties::{BondKind, Family};

/// People who are on the platform at the same minutes because they meet: a break on a ward, a team's call, an evening of games, a crew off
/// watch. They know each other in the open, or share the place; machines, papers, payees and texts are each one's own.
///
/// Whoever works several accounts at one time has them share more than that: of the groups of seven makers' platforms that start together and
/// share only what is named here, 4 were rings' and 220 were not.
pub(super) fn meeting(case: &Case) -> Option<Hypothesis> {
    let meet = |kind: &KindWeight| kind.kind == BondKind::Synchrony && kind.accounts.len() >= A_MEETING;
    let all_meet = case.kinds.iter().any(meet) && case.covers_half(BondKind::Synchrony);
    let some_meet = case.has(BondKind::Synchrony);
    let friends = case.covers_half(BondKind::Referral) || case.covers_half(BondKind::Direct);
    let colleagues = case.covers_half(BondKind::Ip) && work_elsewhere(case, &BTreeSet::new());
    let known = friends || all_meet && (case.covers_half(BondKind::Transfer) || colleagues);
    let open = !hide(case) && !pay_each_other(case) && praise_is_colleagues(case);
    let at_home = case.covers_half(BondKind::Ip) && case.covers_half(BondKind::Referral);
    let theirs = if at_home { WITH_A_TEXT } else { AT_A_MEETING };
    (some_meet && known && open && shares_only(case, theirs) && machine_is_the_places(case)).then_some(Hypothesis {
        class: "acquaintances",
        plausible: 0.95,
        explains: theirs,
        message: Message::Story(Story::Meeting),
    })
}

/// What people who meet have in common.
const AT_A_MEETING: Explains = |kind| match kind {
    Some(BondKind::Synchrony | BondKind::Referral | BondKind::Direct | BondKind::Praise) => 1.0,
    // A line of the place, or the gateway of whoever they work for.
    Some(BondKind::Ip | BondKind::Line | BondKind::Exit) => 1.0,
    Some(BondKind::Reviews | BondKind::Boosting) => 0.9,
    // The machine of the place, which some of them use.
    Some(BondKind::Device | BondKind::Visit | BondKind::Transfer | BondKind::Tribute) => 0.8,
    _ => 0.0,
};

/// The same of people who have a trade in common, and its texts: who live on one line and brought one another in (0 : 25), and colleagues.
const WITH_A_TEXT: Explains = |kind| match kind {
    Some(BondKind::Template) => 0.8,
    kind => AT_A_MEETING(kind),
};

/// People from which on starting together is a meeting, whether or not they know each other beside.
const A_MEETING: usize = 3;

/// Colleagues of one trade who meet at set hours: they praise some of one another, and have a text in common. Whoever works several accounts at one time has
/// them share more: of groups with answers and a text besides the hours 2 were rings' and 18 were not.
pub(super) fn colleagues(case: &Case) -> Option<Hypothesis> {
    let keep_step = case.covers_half(BondKind::Synchrony);
    let praise = case.has(BondKind::Reviews) && case.answered(case.accounts.len()) < MANY.1;
    // Praise for sale and what members pay upwards are an operation's.
    let sells = case.has(BondKind::Boosting) || case.has(BondKind::Tribute);
    let one_text = shows(case, BondKind::Template);
    let open = !sells && !hide(case) && shares_only(case, WITH_A_TEXT) && machine_is_the_places(case);
    (keep_step && praise && one_text && open).then_some(Hypothesis {
        class: "acquaintances",
        plausible: 0.9,
        explains: WITH_A_TEXT,
        message: Message::Story(Story::Colleagues),
    })
}

/// Whether enough of them are at work on lines of their own as well, and on machines that are none of these: the machines of a farm stand side by
/// side all day, and are seen nowhere else.
fn work_elsewhere(case: &Case, machines: &BTreeSet<ValueId>) -> bool {
    let lines = case.lines().filter_map(|part| Some(part.bond.node?.value)).collect();
    let elsewhere = |&&account: &&AccountId| works_elsewhere(case, account, machines, &lines);
    let people = case.accounts.iter().filter(elsewhere).count();
    people as f64 >= PEOPLE_ELSEWHERE * case.accounts.len() as f64
}

/// What bonds of a kind stand on.
fn shared(case: &Case, of: BondKind) -> BTreeSet<ValueId> {
    let nodes = case.parts.iter().filter(|part| part.kind() == of).filter_map(|part| part.bond.node);
    nodes.map(|node| node.value).collect()
}

/// A hostel, a dormitory, a crew's quarters: people live on one line, each with a machine and a payee of their own, and are at work elsewhere too.
/// One of them lends a number to those who have none yet, one text serves several, and they send money home through one agent.
pub(super) fn quarters(case: &Case) -> Option<Hypothesis> {
    let theirs: Explains = |kind| match kind {
        Some(
            BondKind::Ip
            | BondKind::Line
            | BondKind::Origin
            | BondKind::Referral
            | BondKind::Direct
            | BondKind::Transfer,
        ) => 1.0,
        Some(BondKind::Contact | BondKind::Template | BondKind::OtherIdentifier | BondKind::Remittance) => 0.9,
        _ => 0.0,
    };
    let live_there = case.on_one_line() && work_elsewhere(case, &BTreeSet::new());
    (live_there && !hide(case) && shares_only(case, theirs)).then_some(Hypothesis {
        class: "house_share",
        plausible: 0.8,
        explains: theirs,
        message: Message::Story(Story::Quarters),
    })
}

/// People from which on a machine with a text is a workshop's; of fewer, most must have been brought in.
const A_WORKSHOP: usize = 7;
/// People from which on whoever is brought in to a machine and a text is a pupil.
const PUPILS: usize = 4;

/// A workshop: one who teaches brings pupils in, gives them a text and lets them sit at a machine. Payees, papers, numbers and hours are each one's
/// own, and whoever signs up together is a class: of groups of seven and more who share a machine and a text, and came in by one or work elsewhere
/// too, 0 were rings' and 25 were not; of four to six who were brought in, 0 and 19 (`simulation`, `worldwide`). Half of a workshop's pupils never send
/// on to one house (1 : 0).
pub(super) fn workshop(case: &Case) -> Option<Hypothesis> {
    let theirs: Explains = |kind| match kind {
        Some(BondKind::Template | BondKind::Device | BondKind::Visit | BondKind::Ip | BondKind::Line) => 1.0,
        Some(BondKind::Referral | BondKind::Direct) => 1.0,
        Some(BondKind::Remittance | BondKind::Transfer | BondKind::Praise) => 0.8,
        None => 0.5,
        _ => 0.0,
    };
    let brought_in = case.covers_half(BondKind::Referral) && case.accounts.len() >= PUPILS;
    let grown = || case.accounts.len() >= A_WORKSHOP && work_elsewhere(case, &shared(case, BondKind::Device));
    let taught = case.covers_half(BondKind::Template) && case.has(BondKind::Device) && (brought_in || grown());
    let pay_on = case.covers_half(BondKind::Remittance);
    (taught && !pay_on && !hide(case) && shares_only(case, theirs)).then_some(Hypothesis {
        class: "school",
        plausible: 0.75,
        explains: theirs,
        message: Message::Story(Story::Workshop),
    })
}

/// People from which on a number and joint sign-up are newcomers'.
const NEWCOMERS: usize = 4;

/// Newcomers: students of one house, a crew, guests of a hostel sign up in one place in a week, and who has no number yet gives the one of whoever helps
/// them: of groups of four and more that share only this, a machine and a client who praises them 0 were rings' and 13 were not.
pub(super) fn newcomers(case: &Case) -> Option<Hypothesis> {
    let theirs: Explains = |kind| match kind {
        Some(
            BondKind::Origin
            | BondKind::Contact
            | BondKind::Ip
            | BondKind::Line
            | BondKind::Referral
            | BondKind::Direct,
        ) => 1.0,
        Some(BondKind::Device | BondKind::Visit | BondKind::OtherIdentifier | BondKind::Praise) => 0.8,
        None => 0.5,
        _ => 0.0,
    };
    let arrived = case.has(BondKind::Origin) && case.has(BondKind::Contact);
    (case.accounts.len() >= NEWCOMERS && arrived && !hide(case) && shares_only(case, theirs)).then_some(Hypothesis {
        class: "school",
        plausible: 0.85,
        explains: theirs,
        message: Message::Story(Story::Newcomers),
    })
}

/// A parish, a club, a guild, the team of an event: its people bring each other in, sign up in one place, write to each other or meet, and send one
/// of them what they owe or give. Whoever pays a broker gets orders from them, or shares texts and machines with those who pay them too: of
/// the groups of two makers' platforms that collect and share only what is named here 1 was a ring's, and 73 were not.
pub(super) fn collection(case: &Case) -> Option<Hypothesis> {
    let theirs: Explains = |kind| match kind {
        Some(
            BondKind::Tribute
            | BondKind::Transfer
            | BondKind::Referral
            | BondKind::Direct
            | BondKind::Ip
            | BondKind::Line,
        ) => 1.0,
        // A cooperative's or an association's own account.
        Some(BondKind::Bank) => 1.0,
        Some(BondKind::Origin | BondKind::Synchrony) => 0.9,
        Some(BondKind::Reviews) => 0.8,
        // The number of the club, which its officers are reached at.
        Some(BondKind::Contact) => 0.9,
        _ => 0.0,
    };
    let together = [BondKind::Referral, BondKind::Direct, BondKind::Origin, BondKind::Synchrony, BondKind::Reviews];
    // A club has a number, at which its officers are reached. Who pays a broker shares one too, came in by it, or keeps step with the others.
    let number = case.kinds.iter().find(|kind| kind.kind == BondKind::Contact && kind.households >= OUT_OF_SIGHT);
    let more = [BondKind::Referral, BondKind::Synchrony, BondKind::Origin].into_iter().any(|of| case.has(of));
    let officers = |number: &KindWeight| number.accounts.len() * 2 <= case.accounts.len() && !more;
    // Some of an event's people sign up at its machine (0 : 8).
    let know_each_other = || together.into_iter().any(|of| case.covers_half(of)) || case.has(BondKind::Origin);
    let known = number.map_or_else(know_each_other, officers);
    let own = case.payees_are(|row| company_payee(case.graph, row));
    let meet = case.covers_half(BondKind::Synchrony);
    let collects = case.covers_half(BondKind::Tribute) || meet && case.has(BondKind::Tribute);
    let open = !hide(case) && case.answered(case.accounts.len()) < MANY.1;
    (known && collects && own && open && shares_only(case, theirs)).then_some(Hypothesis {
        class: "acquaintances",
        plausible: 0.85,
        explains: theirs,
        message: Message::Story(Story::Collection),
    })
}

/// Whether there is one machine at most, and it stands where most of them are.
fn machine_is_the_places(case: &Case) -> bool {
    let machines = case.parts.iter().filter(|part| part.kind() == BondKind::Device).count();
    machines == 0 || machines == 1 && case.on_one_line()
}

/// Whether they praise one another, or are praised by one client, as a team is, if at all: they write to each other, and fewer pairs answer
/// each other than in a clique.
fn praise_is_colleagues(case: &Case) -> bool {
    let praised = |kind: &KindWeight| kind.kind.family() == Family::Reviews && kind.households >= OUT_OF_SIGHT;
    !case.kinds.iter().any(praised) || case.covers_half(BondKind::Direct) && case.answered(case.accounts.len()) < MANY.1
}
