//! The one table of weights: what each kind of bond says, in bits, and why.
//!
//! A weight is log2 of how much likelier the sharing is if one operation runs the accounts than if the sharing is
//! lawful or chance. Lawful sharing runs inside households; each further *unrelated* household on the same thing is
//! rarer by a factor. So a bond's weight starts at `related` (one household), is `second` with a second household, and
//! grows by `further` with each one more, up to `most`: beyond it the evidence is no longer about the number.

use super::bond::{Bond, BondKind};
use super::estimates::{Estimates, Shared};
use crate::graph::Graph;
use crate::model::NodeKind;

/// A row of the table; all in bits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BondWeight {
    /// All accounts belong to one household or person.
    pub related: f64,
    /// Two unrelated households.
    pub second: f64,
    /// Each further unrelated household.
    pub further: f64,
    /// The most that the kind says.
    pub most: f64,
}

const fn row(related: f64, second: f64, further: f64, most: f64) -> BondWeight {
    BondWeight { related, second, further, most }
}

/// The weight of each kind of bond.
#[must_use]
pub const fn bond_weight(kind: BondKind) -> BondWeight {
    match kind {
        // One document has one holder. Within one person a second account of the same role is what platforms forbid;
        // under different names it has no lawful reading but a scan error.
        BondKind::Document => row(8.5, 10.0, 1.0, 13.0),
        // A misread digit seldom hits another's number, and never twice.
        BondKind::ClonedIdentity => row(1.0, 8.0, 1.5, 13.0),
        // Twins are related; a scan put on the wrong account makes two, hardly three. A picture that nobody checked may be any,
        // so by itself it stays below what is decisive.
        BondKind::Portrait => row(0.5, 3.5, 2.0, 8.0),
        // Of 54 million Japanese payment accounts checked in 2023, 130,000 were registered to a family member's
        // account and 748 were wrong: with one household it is family, each unrelated household is some 5 times rarer.
        BondKind::Bank => row(0.0, 1.2, 2.5, 9.0),
        // A bank account has one holder; how surprising other names are is the bond's own.
        BondKind::Holders => row(0.0, 0.0, 0.0, 5.0),
        // An agreed share that is kept, the rest sent on in time: subcontractors do so too.
        BondKind::Onward => row(0.0, 2.5, 1.2, 9.0),
        // Exchanges, landlords and families abroad are sent to by people who know nothing of each other.
        BondKind::Remittance => row(0.0, 0.8, 0.5, 3.0),
        // Families and couples share machines, unrelated people seldom do: a factor of 4 a household.
        BondKind::Device => row(0.0, 1.0, 2.0, 8.0),
        // Machines are sold, lent and tried out. It says whose a machine is once an operation is known, and else nothing.
        BondKind::Visit => row(0.0, 0.0, 0.0, 0.0),
        // Taking turns by the minute is one pair of hands; a family does it now and then.
        BondKind::Alternation => row(0.3, 1.5, 1.2, 6.0),
        // House shares and small offices put unrelated people behind one line: a factor of less than 2 each.
        BondKind::Ip => row(0.0, 0.4, 0.8, 5.0),
        // Who passes a line to and fro over weeks was not leased it one after another; they need not know one another.
        BondKind::Line => row(0.0, 0.4, 0.5, 4.0),
        // Customers of a VPN meet on an exit, but seldom the same few, again and again, and nobody else.
        BondKind::Exit => row(0.5, 2.0, 1.5, 6.0),
        // A phone or mailbox is personal; a couple shares one, a firm lends some.
        BondKind::Contact => row(0.0, 2.5, 1.5, 8.0),
        // Courses and ready-made profiles are copied by strangers.
        BondKind::Template => row(0.5, 2.5, 0.5, 5.0),
        // A kind that only the platform knows: weighed like a template, by rarity.
        BondKind::OtherIdentifier => row(0.0, 2.0, 0.5, 4.0),
        // Beyond chance given each one's habits: little else does it than one hand or one schedule.
        BondKind::Synchrony => row(0.5, 4.0, 0.7, 7.0),
        // Waiting for one another day after day is one hand at several machines; a couple with one desk does it too.
        BondKind::Relay => row(0.5, 4.0, 0.7, 7.0),
        // Schools and courses sign up together.
        BondKind::Origin => row(0.0, 0.8, 0.4, 3.0),
        // Coming back after a ban, under another name or the same.
        BondKind::Return => row(4.0, 5.0, 0.5, 9.0),
        // Dense groups of answered reviews do not grow by trade, which joins clients with workers.
        BondKind::Reviews => row(1.0, 2.5, 1.0, 9.0),
        // A clique of clients that hire the same few workers is a firm now and then; it pays what work costs.
        BondKind::Boosting => row(0.8, 2.0, 1.0, 10.0),
        // A loyal client rates its workers highly too, but they are seldom tied otherwise. Two of them it may know.
        BondKind::Praise => row(0.0, 0.0, 2.5, 4.0),
        // Money between accounts is a loan, a split, or an operation's treasury.
        BondKind::Transfer => row(0.0, 1.0, 0.6, 4.0),
        // Treasurers and landlords collect too; whoever passes work on pays, and is not paid. A broker takes its cut of each.
        BondKind::Tribute => row(0.0, 1.0, 1.2, 6.0),
        // Whoever knows the platform brings friends in; a broker brings in everyone.
        BondKind::Referral => row(0.0, 0.3, 0.5, 2.5),
        // Messages are what a platform is for.
        BondKind::Direct => row(0.0, 0.2, 0.2, 1.5),
        // People decided it.
        BondKind::Known => row(6.0, 6.0, 0.0, 6.0),
    }
}

/// What a bond's bits go by, beside its kind.
#[derive(Clone, Copy, Debug)]
pub struct Strength {
    /// Unrelated households that it joins, or accounts where no home explains it ([`no_relatives`]).
    pub units: usize,
    /// How much of its weight holds, 0 to 1.
    pub quality: f64,
    /// Bits beyond the table's.
    pub bonus: f64,
    /// Accounts on the whole platform that carry what is shared.
    pub carriers: usize,
    /// Accounts of the platform.
    pub accounts: usize,
}

/// Bits of a bond: the table's, moved by what the platform itself shows, and at most log2(accounts / carriers) (Fellegi
/// and Sunter 1969, with term frequencies).
#[must_use]
pub fn bond_bits(shared: Shared, strength: Strength, estimates: &Estimates) -> f64 {
    let weight = bond_weight(shared.kind);
    let base = match strength.units {
        0 | 1 => weight.related,
        units => weight.second + weight.further * (units - 2) as f64,
    };
    let base = estimates.adjust(shared, strength.units, base.min(weight.most));
    // A thing says no more than how few carry it; who answers whose reviews is no thing, and counted against the platform's own.
    let rarity = match shared.kind {
        BondKind::Reviews | BondKind::Boosting => f64::INFINITY,
        _ => (strength.accounts.max(2) as f64 / strength.carriers.max(1) as f64).log2().max(0.0),
    };
    ((base + strength.bonus).min(weight.most) * strength.quality).min(rarity)
}

/// How many count as unrelated of `members` that a kind of bond joins in so many unrelated households. A couple keeps one rhythm, and twins look alike; three
/// and more relatives in step, under one face or on papers copied from one another, who send money on less an agreed share or answer each other's
/// reviews, are no home's way: the name is then no more than what one hand gave them all.
#[must_use]
pub const fn no_relatives(kind: BondKind, members: usize, households: usize) -> usize {
    let no_home = matches!(
        kind,
        BondKind::Synchrony
            | BondKind::Relay
            | BondKind::Onward
            | BondKind::Portrait
            | BondKind::ClonedIdentity
            | BondKind::Reviews
    );
    if no_home && members > 2 { members } else { households }
}

/// All who carry the thing of a bond, its members or not; `None` where the bond is about accounts and not a thing.
#[must_use]
pub fn carriers(graph: &Graph, bond: &Bond) -> Option<usize> {
    let node = bond.node.filter(|node| node.kind != NodeKind::Account)?;
    Some(graph.links(node.kind).degree(node.value) as usize)
}

/// The strength of a bond among `members` of its accounts, in so many unrelated households (`units`).
#[must_use]
pub fn strength_of(graph: &Graph, bond: &Bond, members: usize, units: usize) -> Strength {
    Strength {
        units: no_relatives(bond.kind, members, units),
        quality: bond.measure.quality,
        bonus: bond.measure.bonus,
        carriers: carriers(graph, bond).unwrap_or(members),
        accounts: graph.accounts(),
    }
}
