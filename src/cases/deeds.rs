//! Who did what among the accounts of a group: of each bond, whether an account had a part in it or others did it to that account.

use rustc_hash::{FxHashMap, FxHashSet};

use super::found::Findings;
use super::owners::OWNED_BEFORE;
use super::view::{Part, ties_inside};
use crate::graph::Graph;
use crate::messages::Deed;
use crate::model::{AccountId, Node, NodeKind, Time};
use crate::settings::LinkSettings;
use crate::snapshot::Tie;
use crate::ties::{BondKind, direct_kind};

/// Who did what among the accounts of a group.
pub(super) struct Deeds<'a> {
    found: &'a Findings<'a>,
    /// Who sent money to whom.
    paid: FxHashSet<(AccountId, AccountId)>,
    /// Who came by whom, and who brought in whom.
    came: FxHashSet<(AccountId, AccountId)>,
    /// Who reviewed whom, but for workers who answer those that ordered from them.
    reviewed: FxHashSet<(AccountId, AccountId)>,
    /// Who reviewed anybody so.
    reviewers: FxHashSet<AccountId>,
    /// The one account that gathers what others of them send.
    collector: Option<AccountId>,
    /// Who had a value by a season before anybody else.
    first: FxHashMap<(AccountId, Node), bool>,
}

impl<'a> Deeds<'a> {
    /// What the tables say of `accounts` (ascending), of whom `parts` are the bonds and `tied` (ascending) the pairs that these tie. O(rows of the accounts).
    pub(super) fn new(
        found: &'a Findings<'a>,
        settings: &LinkSettings,
        accounts: &[AccountId],
        parts: &[Part],
        tied: &[(AccountId, AccountId)],
    ) -> Self {
        let graph = found.graph;
        let inside: Vec<&Tie> = ties_inside(graph.snapshot, accounts).collect();
        let of_kind = |kind: BondKind| {
            inside.iter().filter(move |tie| direct_kind(graph.snapshot.text.get(tie.kind), settings) == kind)
        };
        let paid = of_kind(BondKind::Transfer).map(|tie| (tie.account, tie.other)).collect();
        let came = of_kind(BondKind::Referral).flat_map(|tie| {
            let made = graph.snapshot.accounts[tie.other].created_at;
            let then = made.zip(tie.at.get()).is_none_or(|(made, at)| at.since(made) < OWNED_BEFORE);
            [Some((tie.account, tie.other)), then.then_some((tie.other, tie.account))].into_iter().flatten()
        });
        let reviewed: FxHashSet<(AccountId, AccountId)> =
            accounts.iter().flat_map(|&account| praised_by(graph, accounts, account)).collect();
        Self {
            found,
            collector: collector(parts, &paid, tied),
            paid,
            came: came.collect(),
            reviewers: reviewed.iter().map(|pair| pair.0).collect(),
            reviewed,
            first: FxHashMap::default(),
        }
    }

    /// What of a bond was done to the one account, where it did nothing for it itself.
    pub(super) fn suffered(&mut self, part: &Part, one: AccountId, other: AccountId) -> Option<Deed> {
        let (deed, did) = match part.kind() {
            BondKind::Transfer => (Deed::Paid, self.paid.contains(&(one, other))),
            BondKind::Tribute => (Deed::Paid, self.paid.contains(&(one, other)) || self.collector == Some(one)),
            BondKind::Praise | BondKind::Boosting => (Deed::Praised, self.reviewers.contains(&one)),
            BondKind::Reviews => (Deed::Hired, self.reviewed.contains(&(one, other))),
            BondKind::Referral => (Deed::Claimed, self.came.contains(&(one, other))),
            BondKind::Direct => (Deed::Wrote, false),
            kind => (Deed::Copied, !(can_be_copied(kind) && self.had_first(part, one))),
        };
        (!did).then_some(deed)
    }

    fn had_first(&mut self, part: &Part, account: AccountId) -> bool {
        let Some(node) = part.bond.node.filter(|node| !matches!(node.kind, NodeKind::Device | NodeKind::Ip)) else {
            return false;
        };
        let graph = self.found.graph;
        *self.first.entry((account, node)).or_insert_with(|| had_first(graph, account, node))
    }
}

/// Whom of `accounts` (ascending) an account reviewed that never ordered from it, or from which it ordered too: whoever works for somebody and
/// is asked what they were like answers.
fn praised_by(graph: &Graph, accounts: &[AccountId], account: AccountId) -> Vec<(AccountId, AccountId)> {
    let contracts = &graph.snapshot.contracts;
    let orders = |client: AccountId, worker: AccountId| {
        graph.contracts.of(worker, contracts).iter().any(|contract| contract.client == client)
    };
    let written = graph.reviews.of(account, &graph.snapshot.reviews).iter().map(|review| review.reviewee);
    let inside = written.filter(|&other| other != account && accounts.binary_search(&other).is_ok());
    let praised = inside.filter(|&other| !orders(other, account) || orders(account, other));
    praised.map(|other| (account, other)).collect()
}

/// Whether a bond may stand on a value that anybody can put on an account of theirs.
const fn can_be_copied(kind: BondKind) -> bool {
    matches!(
        kind,
        BondKind::Document
            | BondKind::ClonedIdentity
            | BondKind::Portrait
            | BondKind::Bank
            | BondKind::Holders
            | BondKind::Contact
            | BondKind::Template
            | BondKind::OtherIdentifier
            | BondKind::Return
    )
}

/// The account that the group pays again and again and hardly anybody else does; none where several are paid so. Who is tied to nobody but the one that
/// they pay is not of the group. Of 13 on five makers' platforms each was an operation's head.
fn collector(
    parts: &[Part],
    paid: &FxHashSet<(AccountId, AccountId)>,
    tied: &[(AccountId, AccountId)],
) -> Option<AccountId> {
    let mut ties: FxHashMap<AccountId, usize> = FxHashMap::default();
    tied.iter().flat_map(|&(a, b)| [a, b]).for_each(|account| *ties.entry(account).or_default() += 1);
    let is_tied_beside = |account: AccountId, hub: AccountId| {
        let to_hub = tied.binary_search(&(account.min(hub), account.max(hub))).is_ok();
        ties.get(&account).is_some_and(|&ties| ties > usize::from(to_hub))
    };
    let gathers = |part: &Part| {
        part.accounts.iter().copied().find(|&hub| {
            let payers = part.accounts.iter().filter(|&&other| paid.contains(&(other, hub)));
            payers.filter(|&&other| is_tied_beside(other, hub)).count() * 2 >= part.bond.accounts.len()
        })
    };
    let mut hubs = parts.iter().filter(|part| part.kind() == BondKind::Tribute).filter_map(gathers);
    hubs.next().filter(|_| hubs.next().is_none())
}

/// Whether an account is known to have had the value [`OWNED_BEFORE`] every other carrier, and to get no pay of theirs where it is a bank account.
fn had_first(graph: &Graph, account: AccountId, node: Node) -> bool {
    let since = |account: AccountId| {
        let uses = graph.uses(node.kind, account);
        uses.iter().find(|used| used.value == node.value).map(|used| used.first).filter(|&first| first > Time(0))
    };
    let mine = since(account);
    let mut others = graph.links(node.kind).carriers(node.value).iter().copied().filter(|&other| other != account);
    let payouts = &graph.snapshot.payouts;
    let paid_there = |other: AccountId| {
        payouts.is_empty() || graph.payouts.of(other, payouts).iter().any(|payout| payout.bank == node.value)
    };
    others.all(|other| {
        mine.zip(since(other)).is_some_and(|(mine, theirs)| theirs.since(mine) >= OWNED_BEFORE)
            && (node.kind != NodeKind::BankAccount || !paid_there(other))
    })
}
