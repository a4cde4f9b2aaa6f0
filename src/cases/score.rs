//! The score: prior, evidence and alternatives added up, and the rules that bound it.

use super::agreement::lone_family;
use super::alternatives::{Alternatives, Weighed};
use super::case::Case;
use super::evidence::Piece;
use crate::messages::Message;
use crate::model::Bits;
use crate::names::{NameMatch, compare_people};
use crate::settings::ScoreSettings;
use crate::ties::{BondKind, PaperRates, names_of};

/// Log-odds beyond which no score goes, in bits (0.999): what nobody modelled is always possible.
pub const MOST: f64 = 10.0;

/// Bits of anything else from which on papers are not alone.
const ANYTHING_ELSE: f64 = 1.0;

/// Bits that papers alone are doubted by beyond what the platform's numbers say: misreadings and mixed-up scans come in batches, so that no count of the
/// others foretells them. Of groups that papers alone accused at odds up to 3 : 2, on eleven makers' platforms, 4 were rings' and 24 were not; at
/// higher ones 46 and 23.
const DOUBT: f64 = 0.6;

/// A group's log-odds in bits before any bound, and the bound of the rules.
#[derive(Clone, Copy, Debug)]
pub struct Odds {
    /// Sum of prior, evidence and alternatives. Cases of equal score are ranked by it, so that of those held by one kind of evidence the one with
    /// most of it is looked at first.
    pub sum: f64,
    /// Bits beyond which the rules let this group's score not go, whatever it shows; infinite where none of them holds it.
    pub most: f64,
}

impl Odds {
    /// Log-odds in bits within the rules, without the bound at [`MOST`].
    #[must_use]
    pub const fn bits(self) -> f64 {
        self.sum.min(self.most)
    }
}

/// A case's score in bits, and the sum before its bounds.
pub struct Scored {
    /// Log-odds in bits; the score's.
    pub bits: f64,
    /// The same before the bound at [`MOST`].
    pub odds: Odds,
    /// Bits that the best lawful story took.
    pub explained: f64,
}

/// Adds up, in the precision that is written, and adds the alternatives that keep the rules: one kind of evidence alone does not
/// accuse unless it is decisive, papers alone leave a doubt, and no score is certain.
pub fn score(case: &Case, settings: &ScoreSettings, pieces: &mut [Piece], alternatives: &mut Alternatives) -> Scored {
    pieces.iter_mut().for_each(|piece| piece.weight = rounded(piece.weight));
    let lone = lone_family(case, settings, alternatives);
    let weighed = &mut alternatives.weighed;
    weighed.iter_mut().for_each(|weighed| weighed.weight = rounded(weighed.weight));
    let papers = papers_alone(case);
    let prior = prior_bits(settings, case.accounts.len());
    let mut bits = prior + pieces.iter().map(|piece| piece.weight).sum::<f64>();
    bits += weighed.iter().map(|weighed| weighed.weight).sum::<f64>();
    let doubt = if papers { DOUBT } else { 0.0 };
    bits -= doubt;
    let sum = bits;
    let mut most = f64::INFINITY;
    if let Some(family) = lone {
        most = settings.one_kind_at_most;
        if bits > most {
            let weight = rounded(most - bits);
            weighed.push(Weighed { class: "one_kind", weight, message: Message::OneKind { family } });
            bits += weight;
        }
    }
    if papers {
        most = most.min(rounded(case.papers.bits().0 - doubt));
        let beyond = rounded((most - bits).min(0.0));
        let PaperRates { alone, sharing } = case.papers;
        let message = Message::PapersAlone { alone, sharing };
        weighed.push(Weighed { class: "clerical_error", weight: rounded(beyond - doubt), message });
        bits += beyond;
    }
    if bits > MOST {
        let weight = rounded(MOST - bits);
        weighed.push(Weighed { class: "unmodelled", weight, message: Message::Unmodelled });
        bits += weight;
    }
    Scored { bits, odds: Odds { sum, most }, explained: alternatives.explained }
}

/// Bits before any evidence for a group of this size; see [`ScoreSettings::size_bits`].
#[must_use]
pub fn prior_bits(settings: &ScoreSettings, accounts: usize) -> f64 {
    let doublings = (accounts.max(2) as f64 / 3.0).log2();
    rounded(Bits::from_probability(settings.prior).0 - settings.size_bits * doublings)
}

/// Weights are written with three decimals, and added up as they are written.
#[must_use]
pub fn rounded(bits: f64) -> f64 {
    (bits * 1000.0).round() / 1000.0
}

/// Whether accounts under different names, or unknown ones, share a document number and nothing else. A ban of one of them comes back with the
/// paper itself.
fn papers_alone(case: &Case) -> bool {
    let paper = |kind: BondKind| matches!(kind, BondKind::Document | BondKind::ClonedIdentity | BondKind::Return);
    let others: f64 = case.kinds.iter().filter(|kind| !paper(kind.kind)).map(|kind| kind.households.max(0.0)).sum();
    let on_paper = case.has(BondKind::Document);
    if !on_paper || others >= ANYTHING_ELSE {
        return false;
    }
    let mut names = case.accounts.iter().map(|&account| names_of(case.graph, account));
    let first = names.next().unwrap_or_default();
    !names.all(|other| compare_people(&first, &other).verdict == NameMatch::Match)
}
