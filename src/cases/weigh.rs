//! A group weighed: its evidence, the alternatives and the score.

use super::alternatives::{Weighed, weigh_alternatives};
use super::background::{self, Trait};
use super::case::Case;
use super::conduct::Habit;
use super::evidence::{Piece, gather};
use super::found::Findings;
use super::kinds::weigh_kinds;
use super::motifs::motifs;
use super::owners::{owners_outside, parts_with_copies};
use super::score::{Scored, score};
use super::view::{Part, parts_among};
use crate::model::{AccountId, Indicator};
use crate::settings::Settings;
use crate::ties::BondKind;

/// How likely it is that these accounts (ascending) are one operation.
pub(super) fn scored(found: &Findings, settings: &Settings, accounts: &[AccountId]) -> Scored {
    weigh_case(found, settings, accounts, &parts_among(found.bonds, accounts)).scored
}

/// A case weighed: its evidence, alternatives and score.
pub(super) struct WeighedCase {
    pub pieces: Vec<Piece>,
    pub alternatives: Vec<Weighed>,
    pub scored: Scored,
    pub motifs: Vec<String>,
    /// Whose documents its accounts use, ascending; none of them is in it.
    pub owners: Vec<AccountId>,
}

/// Weighs `accounts` (ascending), of whom `parts` are the parts of the bonds among them.
pub(super) fn weigh_case(found: &Findings, settings: &Settings, accounts: &[AccountId], parts: &[Part]) -> WeighedCase {
    let graph = found.graph;
    let owners = owners_outside(found, accounts);
    let copies = (!owners.is_empty()).then(|| parts_with_copies(found.bonds, accounts, &owners));
    let parts = copies.as_deref().unwrap_or(parts);
    let kinds = weigh_kinds(graph, found.people, found.bonds.estimates(), parts, accounts.len(), &settings.weights);
    let mut shown = found.conduct.weigh(graph, accounts, &settings.weights);
    if kinds.iter().any(|kind| kind.kind == BondKind::Bank) {
        // Whoever is paid on another's account has another's name on it: one observation, not two.
        shown.retain(|shown| shown.habit != Habit::Shows(Indicator::P2));
    }
    if kinds.iter().any(|kind| kind.kind == BondKind::Exit) {
        // Nor are a private exit and the use of exits.
        shown.retain(|shown| shown.habit != Habit::Shows(Indicator::T3));
    }
    if kinds.iter().any(|kind| matches!(kind.kind, BondKind::Reviews | BondKind::Boosting)) {
        // Nor are orders far below the market and reviews that stand on no order worth the name.
        shown.retain(|shown| shown.habit != Habit::Shows(Indicator::C4));
    }
    let case = Case {
        graph,
        people: found.people,
        conduct: found.conduct,
        accounts,
        parts,
        kinds: &kinds,
        shown: &shown,
        linking: &settings.linking,
        papers: found.bonds.papers(),
    };
    let mut alternatives = weigh_alternatives(&case, &settings.weights);
    let (like, unlike): (Vec<Trait>, Vec<Trait>) =
        found.background.weigh(graph, accounts, &settings.weights).into_iter().partition(|of| of.bits > 0.0);
    let mut pieces = gather(&case, like);
    alternatives.weighed.extend(unlike.into_iter().map(|of| Weighed {
        class: background::CODE,
        weight: of.bits,
        message: of.message,
    }));
    let scored = score(&case, &settings.score, &mut pieces, &mut alternatives);
    WeighedCase { pieces, alternatives: alternatives.weighed, scored, motifs: motifs(&case), owners }
}
