//! What a thing that accounts carry is evidence of, and who carries too much of a group's to be whom it acts upon.

use super::found::Findings;
use crate::clusters::is_of_them;
use crate::model::{AccountId, NodeKind};
use crate::settings::Settings;
use crate::ties::{Family, KindRole, kind_role};

/// The independent kind of evidence that a kind of thing gives; none where it only explains, or says where somebody lives.
/// A machine and the line that it stands on are one.
pub(super) fn family_of(found: &Findings, settings: &Settings, kind: NodeKind) -> Option<Family> {
    match kind {
        NodeKind::Account => None,
        NodeKind::Document => Some(Family::Identity),
        NodeKind::BankAccount | NodeKind::Onward => Some(Family::Money),
        NodeKind::Device | NodeKind::Ip => Some(Family::Machine),
        NodeKind::Other(id) => match kind_role(&found.graph.snapshot.kinds[id.0 as usize], settings) {
            KindRole::Portrait => Some(Family::Identity),
            KindRole::Contact => Some(Family::Contact),
            KindRole::Template | KindRole::Other => Some(Family::Content),
            KindRole::Address => None,
        },
    }
}

/// Whether an account carries things of two kinds that are mostly `others`' (ascending), one of which nobody can put on an account of somebody else's: it is no
/// victim or customer of theirs. Of those whom a group would have named as owners of its papers or as whom it acts upon, 23 such were its own on nine
/// makers' platforms and none was anybody else's. O(carriers of its things).
pub(super) fn is_one_of(found: &Findings, settings: &Settings, account: AccountId, others: &[AccountId]) -> bool {
    is_of_them(found.graph, account, others, |kind| family_of(found, settings, kind))
}
