//! Whether two independent kinds of evidence agree, and which kind speaks alone where none does.

use std::collections::{BTreeMap, BTreeSet};

use super::alternatives::Alternatives;
use super::case::Case;
use super::conduct::{Habit, Shown};
use super::decisive::is_decisive;
use super::hypotheses::machines_are_desktops;
use super::kinds::KindWeight;
use crate::model::{AccountId, Indicator, NodeKind};
use crate::settings::ScoreSettings;
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

/// Bits of either from which on one account that both tie is enough.
const WEIGHTY: f64 = 4.0;

/// The same of three accounts, where any two ties meet and nobody else is drawn in: of three whom two such kinds hold in a chain 35 were rings' and one was
/// not, and of those with 2 to 2.5 bits 28 and none. Kinds that tell a place (a line, a sign-up) are not two there: they were others' in 4 of 6.
const WEIGHTY_OF_THREE: f64 = 2.0;
const WEIGHTY_PLACE_OF_THREE: f64 = 2.5;

/// Bits of a kind, before any explanation, from which on habits agree with it: who hides where they work and sent each other money once has
/// nothing else in common (0 : 5; from here on 48 : 4).
const HOLDS: f64 = 2.0;

/// Accounts from which on habits agree with a kind only where a third of the group shows one: of a dozen two who hide, or whose details change, are no
/// group's habit (13 : 14; from a third on 20 : 5).
const A_CROWD: usize = 6;
const OF_A_CROWD: f64 = 1.0 / 3.0;

/// The one kind of evidence that speaks, where no second one agrees and it is not decisive in itself. A kind speaks by
/// what the best lawful explanation leaves of it: a home explains its line and its machines alike.
pub(super) fn lone_family(case: &Case, settings: &ScoreSettings, alternatives: &Alternatives) -> Option<&'static str> {
    let desktops = machines_are_desktops(case);
    let families = speaking(case, settings, alternatives, desktops);
    let habits = Habits::of(case, alternatives, desktops);
    let kinds: Vec<(&Family, &Speaks)> = families.iter().collect();
    let two_meet = |(at, one): (usize, &_)| kinds[at + 1..].iter().any(|other| meet(case.accounts.len(), *one, *other));
    let agree = kinds.iter().enumerate().any(two_meet)
        || kinds.iter().any(|kind| habits.agree_with(*kind, case.accounts.len(), settings.kind_from));
    let decisive = || case.kinds.iter().any(|kind| is_decisive(case, kind.kind, kind.alone));
    // Paid to one account, and beyond the accounts paid there sent on to one payee: two observations of money.
    let passed_on = || independent_money(case).is_some_and(|bits| bits >= settings.kind_from);
    if agree || decisive() || passed_on() {
        return None;
    }
    let strongest =
        families.iter().max_by(|a, b| a.1.bits.total_cmp(&b.1.bits)).map(|(family, _)| family_name(*family));
    let conduct = habits.bits() >= settings.kind_from;
    Some(strongest.unwrap_or(if conduct { family_name(Family::Conduct) } else { "weak" }))
}

/// The kinds that say enough by themselves, each without what is seen on the things of another.
fn speaking(
    case: &Case,
    settings: &ScoreSettings,
    alternatives: &Alternatives,
    desktops: bool,
) -> BTreeMap<Family, Speaks> {
    let mut families: BTreeMap<Family, Speaks> = BTreeMap::new();
    // What only the platform knows may be a second mailbox or a course's work: it is no observation beside either, nor beside the hours of several.
    let reached = case.has(BondKind::Contact);
    let made_apart = !case.has(BondKind::Origin);
    let in_step = case.has(BondKind::Synchrony) && made_apart && case.accounts.len() >= A_CREW;
    let family = |kind: BondKind| match kind {
        BondKind::OtherIdentifier if reached => Family::Contact,
        BondKind::OtherIdentifier if in_step => Family::Timing,
        kind => kind.family(),
    };
    // Who uses a line by turns lives or meets there, as friends and families do: no second observation beside what they share at home.
    let heard = |kind: &&KindWeight| match kind.kind {
        BondKind::Line => false,
        BondKind::Praise => !may_be_a_teams_client(case),
        _ => true,
    };
    for kind in case.kinds.iter().filter(heard) {
        let speaks = families.entry(family(kind.kind)).or_default();
        speaks.bits += kind.households * alternatives.leaves(kind.kind);
        speaks.said += kind.households;
        speaks.of.extend(&kind.accounts);
    }
    // What came back after a ban, and how a machine is shared, are seen on the same thing as the sharing itself.
    if families.get(&Family::Machine).is_some_and(|machine| machine.bits >= settings.kind_from)
        && !case.kinds.iter().any(|kind| is_apart_from_machines(kind, desktops))
    {
        families.remove(&Family::Timing);
    }
    if returned_thing_is_shared(case) {
        families.remove(&Family::History);
    }
    families.retain(|_, speaks| speaks.bits >= settings.kind_from);
    families
}

/// Whether the client who praises several of them may be their team's: where a share is agreed and sent on, and nobody is paid to one account, it
/// was a ring's in 2 of 15 groups that shared nothing else.
fn may_be_a_teams_client(case: &Case) -> bool {
    case.has(BondKind::Onward) && !case.has(BondKind::Bank)
}

/// Whether timing is another observation than the machine on which people take turns, if they share one.
fn is_apart_from_machines(kind: &KindWeight, desktops: bool) -> bool {
    match kind.kind {
        BondKind::Alternation => kind.quality >= 0.5 && !desktops,
        BondKind::Synchrony => true,
        BondKind::Relay => kind.accounts.len() > A_COUPLE,
        _ => false,
    }
}

/// Whether two kinds tie the same people, in a group of so many.
fn meet(size: usize, one: (&Family, &Speaks), other: (&Family, &Speaks)) -> bool {
    let place = |family: &Family| matches!(family, Family::Network | Family::Origin);
    let weighty = match size {
        3 if place(one.0) || place(other.0) => WEIGHTY_PLACE_OF_THREE,
        3 => WEIGHTY_OF_THREE,
        _ => WEIGHTY,
    };
    let common = one.1.of.intersection(&other.1.of).count();
    common >= AGREE_ON || common > 0 && one.1.bits.min(other.1.bits) >= weighty
}

/// What single accounts show that may agree with a kind of evidence: each habit, what the best lawful explanation leaves of its bits, and who shows it.
struct Habits<'a>(Vec<(Habit, f64, &'a [AccountId])>);

impl<'a> Habits<'a> {
    fn of(case: &'a Case, alternatives: &Alternatives, desktops: bool) -> Self {
        // Hours on a machine in a data centre, and the way to it, are no other observation than the machine.
        let apart = |shown: &&Shown| shown.habit != LONG_HOURS && !(desktops && ON_THE_MACHINE.contains(&shown.habit));
        let left = |shown: &'a Shown| {
            (shown.habit, shown.bits * alternatives.leaves_of(shown.habit), shown.accounts.as_slice())
        };
        Self(case.shown.iter().filter(apart).map(left).collect())
    }

    fn bits(&self) -> f64 {
        self.0.iter().map(|habit| habit.1).sum()
    }

    /// Whether those that are another observation than a kind of evidence say at least so many bits, are shown by enough of a group of this size, and by
    /// somebody whom the kind ties.
    fn agree_with(&self, (&family, speaks): (&Family, &Speaks), size: usize, kind_from: f64) -> bool {
        let beside = || self.0.iter().filter(|habit| family != Family::Money || habit.0 != PAID_IN_CRYPTO);
        let bits: f64 = beside().map(|habit| habit.1).sum();
        let shown: BTreeSet<AccountId> = beside().flat_map(|habit| habit.2.iter().copied()).collect();
        let common = size < A_CROWD || shown.len() as f64 >= OF_A_CROWD * size as f64;
        speaks.said >= HOLDS && bits >= kind_from && common && !speaks.of.is_disjoint(&shown)
    }
}

/// A habit that agrees with nothing: who works long hours does so by themself. Of groups that one kind of evidence and this accused 9 were rings
/// and 25 were not; with another habit 56 were and none was not.
const LONG_HOURS: Habit = Habit::Shows(Indicator::P7);

/// How money is paid out is seen on the payouts: beside what payouts show it was an operation's in 4 of 12 groups.
const PAID_IN_CRYPTO: Habit = Habit::Shows(Indicator::C6);

/// Accounts from which on hours in step and a thing whose meaning only the platform knows are one observation: a crew, a guild or a client's people have a purse,
/// a tool or a contact of their own (3 : 26, the lawful all of one maker's), and came each by themself (made at one place 2 : 0).
const A_CREW: usize = 4;

/// Accounts up to which those who share a machine and wait for one another elsewhere too are a couple, or somebody and who helps them: of
/// groups of two and three with nothing else 5 were rings' and 12 were not.
const A_COUPLE: usize = 2;

/// Habits that are seen on the machine.
const ON_THE_MACHINE: [Habit; 2] = [Habit::Shows(Indicator::C5), Habit::Shows(Indicator::T3)];

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

#[cfg(test)]
mod tests {
    use super::*;

    /// A kind of so many bits on these accounts.
    fn of(bits: f64, accounts: &[u32]) -> Speaks {
        Speaks { bits, said: bits, of: accounts.iter().map(|&at| AccountId(at)).collect() }
    }

    fn meet_of(size: usize, families: [Family; 2], bits: f64, common: bool) -> bool {
        let (one, other) = (of(bits, &[0, 1]), of(bits, if common { &[0, 1] } else { &[1, 2] }));
        meet(size, (&families[0], &one), (&families[1], &other))
    }

    #[test]
    fn two_kinds_meet_on_two_accounts_or_weigh_enough_on_one() {
        let kinds = [Family::Money, Family::Contact];
        assert!(meet_of(5, kinds, 1.0, true));
        assert!(!meet_of(5, kinds, 3.9, false));
        assert!(meet_of(5, kinds, 4.0, false));
        let apart = meet(5, (&Family::Money, &of(9.0, &[0, 1])), (&Family::Contact, &of(9.0, &[2, 3])));
        assert!(!apart, "they tie other people");
    }

    #[test]
    fn of_three_less_is_enough_but_of_what_one_place_shows() {
        assert!(meet_of(3, [Family::Money, Family::Contact], 2.0, false));
        assert!(!meet_of(3, [Family::Money, Family::Contact], 1.9, false));
        for place in [Family::Origin, Family::Network] {
            assert!(!meet_of(3, [Family::Contact, place], 2.4, false));
            assert!(!meet_of(3, [place, Family::Contact], 2.4, false));
            assert!(meet_of(3, [Family::Contact, place], 2.5, false));
        }
    }
    fn weight(kind: BondKind, accounts: u32, quality: f64) -> KindWeight {
        let accounts = (0..accounts).map(AccountId).collect();
        KindWeight { kind, unrelated: 4.0, households: 4.0, alone: 4.0, units: 2, accounts, quality, parts: Vec::new() }
    }

    #[test]
    fn a_couple_who_take_turns_everywhere_are_one_observation_and_three_are_two() {
        assert!(!is_apart_from_machines(&weight(BondKind::Relay, 2, 1.0), false));
        assert!(is_apart_from_machines(&weight(BondKind::Relay, 3, 1.0), false));
        assert!(is_apart_from_machines(&weight(BondKind::Synchrony, 2, 1.0), true));
        assert!(is_apart_from_machines(&weight(BondKind::Alternation, 2, 0.5), false));
        assert!(!is_apart_from_machines(&weight(BondKind::Alternation, 2, 0.5), true));
    }

    #[test]
    fn habits_of_a_few_of_many_agree_with_nothing_nor_the_way_of_payment_with_money() {
        let accounts: Vec<AccountId> = (0..6).map(AccountId).collect();
        let agree = |habit: Habit, shown: usize, family: Family, size: usize| {
            Habits(vec![(habit, 2.0, &accounts[..shown])]).agree_with((&family, &of(HOLDS, &[0, 1])), size, 1.0)
        };
        let hides = Habit::Shows(Indicator::T3);
        assert!(agree(hides, 1, Family::Contact, 5));
        assert!(!agree(hides, 1, Family::Contact, 6));
        assert!(agree(hides, 2, Family::Contact, 6));
        assert!(agree(hides, 2, Family::Money, 6));
        assert!(!agree(PAID_IN_CRYPTO, 6, Family::Money, 6));
        assert!(agree(PAID_IN_CRYPTO, 6, Family::Contact, 6));
        // Who hides shares nothing with whom the kind ties.
        let others = Habits(vec![(hides, 2.0, &accounts[3..])]);
        assert!(!others.agree_with((&Family::Contact, &of(HOLDS, &[0, 1])), 5, 1.0));
    }
}
