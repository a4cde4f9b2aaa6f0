//! The one table of what each motif's rings share, how often, and among how many of their members.

use crate::synth::label::Motif;
use crate::synth::world::Id;

/// A kind of edge within a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// One value of an identifier on several accounts.
    Shared(Id),
    /// Sessions on one machine.
    Device,
    /// Sessions from one line.
    Ip,
    /// Sessions that start in the same minutes.
    Synchrony,
    /// Made in the same days from one address.
    Creation,
    /// Given to the operator after verification.
    Handover,
    /// Mutual praise.
    Review,
    /// Brought in by, and sending money to, one of them.
    Broker,
    /// Hired and praised by one of them.
    Client,
}

impl Tie {
    /// The name in `synth.without`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shared(Id::Document) => "document",
            Self::Shared(Id::Bank) => "bank_account",
            Self::Shared(Id::Phone) => "phone",
            Self::Shared(Id::Email) => "email",
            Self::Shared(Id::Address) => "address",
            Self::Shared(Id::Portrait) => "portrait",
            Self::Shared(Id::Template) => "template",
            Self::Shared(Id::Onward) => "onward",
            Self::Device => "device",
            Self::Ip => "ip",
            Self::Synchrony => "synchrony",
            Self::Creation => "creation",
            Self::Handover => "handover",
            Self::Review => "review",
            Self::Broker => "broker",
            Self::Client => "client",
        }
    }

    /// Every name that `synth.without` takes, `strongest` beside them.
    pub const NAMES: [&'static str; 16] = [
        "document",
        "bank_account",
        "phone",
        "email",
        "address",
        "portrait",
        "template",
        "onward",
        "device",
        "ip",
        "synchrony",
        "creation",
        "handover",
        "review",
        "broker",
        "client",
    ];
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Trait {
    /// The kind of edge.
    pub tie: Tie,
    /// Chance that a ring of the motif has it.
    pub present: f64,
    /// Share of the members that one value serves; a ring has as many values as it takes. A careful operator does not
    /// put all accounts on one machine or one bank account, and platforms stop those who do.
    pub reach: [f64; 2],
    /// Share of the members that take part at all.
    pub part: [f64; 2],
}

const fn of(tie: Tie, present: f64, reach: [f64; 2], part: [f64; 2]) -> Trait {
    Trait { tie, present, reach, part }
}

/// Few members on one value.
const FEW: [f64; 2] = [0.15, 0.35];
/// A good part of the members on one value.
const SOME: [f64; 2] = [0.25, 0.5];
/// All on one value.
const ALL: [f64; 2] = [1.0, 1.0];
/// Some take part.
const LOW: [f64; 2] = [0.4, 0.7];
/// Most take part.
const HIGH: [f64; 2] = [0.65, 0.95];

use Id::{Address, Bank, Document, Email, Onward, Phone, Portrait, Template};
use Tie::{Broker, Client, Creation, Device, Handover, Ip, Review, Shared, Synchrony};

/// What rings of a motif share. The first line is the kind of edge that gives the motif away most.
#[must_use]
pub fn traits(motif: Motif) -> Vec<Trait> {
    match motif {
        Motif::LaptopFarm => vec![
            of(Ip, 1.0, ALL, HIGH),
            of(Synchrony, 0.7, ALL, HIGH),
            of(Device, 0.6, FEW, LOW),
            of(Handover, 0.5, ALL, LOW),
            of(Shared(Onward), 0.6, SOME, HIGH),
            of(Shared(Bank), 0.4, FEW, LOW),
            of(Shared(Address), 0.4, SOME, LOW),
            of(Shared(Template), 0.4, SOME, LOW),
        ],
        Motif::PayoutFunnel => vec![
            of(Shared(Bank), 1.0, SOME, HIGH),
            of(Shared(Onward), 0.9, SOME, HIGH),
            of(Ip, 0.4, SOME, LOW),
            of(Device, 0.4, FEW, LOW),
            of(Shared(Phone), 0.4, FEW, LOW),
            of(Shared(Template), 0.4, SOME, LOW),
            of(Synchrony, 0.3, ALL, LOW),
        ],
        Motif::RentedIdentity => vec![
            of(Device, 0.9, SOME, HIGH),
            of(Handover, 1.0, ALL, HIGH),
            of(Ip, 0.6, SOME, HIGH),
            of(Shared(Onward), 0.7, SOME, HIGH),
            of(Shared(Bank), 0.4, FEW, LOW),
            of(Shared(Template), 0.5, SOME, LOW),
            of(Synchrony, 0.3, ALL, LOW),
        ],
        Motif::ShiftTeam => vec![
            of(Device, 1.0, SOME, HIGH),
            of(Ip, 0.9, ALL, HIGH),
            of(Shared(Bank), 0.4, FEW, LOW),
            of(Shared(Onward), 0.5, SOME, LOW),
            of(Shared(Template), 0.5, SOME, HIGH),
            of(Shared(Phone), 0.3, FEW, LOW),
        ],
        Motif::PersonaOperator => vec![
            of(Device, 1.0, SOME, HIGH),
            of(Ip, 0.8, SOME, HIGH),
            of(Shared(Template), 0.7, SOME, HIGH),
            of(Shared(Portrait), 0.5, FEW, LOW),
            of(Shared(Bank), 0.4, FEW, LOW),
            of(Shared(Phone), 0.4, FEW, LOW),
            of(Shared(Email), 0.2, FEW, LOW),
            of(Creation, 0.3, ALL, HIGH),
        ],
        Motif::MutualReview => vec![
            of(Review, 1.0, ALL, HIGH),
            of(Ip, 0.6, SOME, HIGH),
            of(Device, 0.5, FEW, LOW),
            of(Creation, 0.5, ALL, HIGH),
            of(Shared(Bank), 0.4, FEW, LOW),
            of(Shared(Template), 0.5, SOME, LOW),
            of(Synchrony, 0.3, ALL, LOW),
        ],
        Motif::RecyclingAfterBan => vec![
            of(Device, 0.9, SOME, HIGH),
            of(Shared(Bank), 0.6, FEW, HIGH),
            of(Ip, 0.7, SOME, HIGH),
            of(Shared(Phone), 0.5, FEW, LOW),
            of(Shared(Portrait), 0.4, FEW, LOW),
            of(Shared(Template), 0.6, SOME, HIGH),
            of(Shared(Document), 0.2, FEW, LOW),
        ],
        Motif::BrokerStar => vec![
            of(Broker, 1.0, ALL, HIGH),
            of(Client, 0.7, ALL, HIGH),
            of(Shared(Onward), 0.7, SOME, HIGH),
            of(Ip, 0.5, SOME, LOW),
            of(Device, 0.5, FEW, LOW),
            of(Shared(Bank), 0.4, FEW, LOW),
            of(Shared(Template), 0.5, SOME, LOW),
        ],
        Motif::ClonedId => vec![
            of(Shared(Document), 0.9, FEW, HIGH),
            of(Shared(Portrait), 0.7, FEW, HIGH),
            of(Ip, 0.6, SOME, HIGH),
            of(Device, 0.5, FEW, LOW),
            of(Creation, 0.5, ALL, HIGH),
            of(Shared(Bank), 0.4, FEW, LOW),
            of(Shared(Template), 0.4, SOME, LOW),
        ],
        Motif::StealthRing => vec![
            of(Shared(Onward), 1.0, SOME, HIGH),
            of(Synchrony, 0.9, ALL, HIGH),
            of(Shared(Template), 0.8, SOME, HIGH),
            of(Handover, 0.7, ALL, HIGH),
            of(Creation, 0.7, ALL, HIGH),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stealth_rings_share_no_device_line_or_document() {
        let shared = traits(Motif::StealthRing);
        assert!(!shared.iter().any(|t| matches!(t.tie, Tie::Device | Tie::Ip | Tie::Shared(Id::Document | Id::Bank))));
    }

    #[test]
    fn every_motif_has_enough_kinds_of_edge_left_without_its_strongest() {
        for &motif in Motif::ALL {
            let table = traits(motif);
            assert!(table.len() >= 5, "{motif:?}");
            assert!(table.iter().all(|t| Tie::NAMES.contains(&t.tie.name())));
            assert!(table[1..].iter().map(|t| t.present).sum::<f64>() >= 2.0, "{motif:?}");
        }
    }
}
