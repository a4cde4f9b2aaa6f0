//! A group under examination: what its accounts share and show, and what lawful stories and the score ask of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::Graph;
use crate::model::{AccountId, Indicator, Node};
use crate::settings::LinkSettings;
use crate::snapshot::BankAccount;
use crate::ties::{BondKind, PaperRates, People, address_kinds};

use super::conduct::{Conduct, Habit, Shown};
use super::kinds::KindWeight;
use super::view::Part;

/// All that a hypothesis may look at.
pub struct Case<'a> {
    /// The graph.
    pub graph: &'a Graph<'a>,
    /// Who may be related.
    pub people: &'a People,
    /// What single accounts show.
    pub conduct: &'a Conduct,
    /// The cluster's accounts, ascending.
    pub accounts: &'a [AccountId],
    /// Bonds among them.
    pub parts: &'a [Part<'a>],
    /// What each kind of bond says.
    pub kinds: &'a [KindWeight],
    /// What single accounts show, as conduct of the group.
    pub shown: &'a [Shown],
    /// What words of direct ties mean.
    pub linking: &'a LinkSettings,
    /// How document numbers of several accounts stand on the platform.
    pub papers: PaperRates,
}

/// Bonus of reviews of which three quarters stand on no order worth the name: friends' orders vary.
const HOLLOW: f64 = 1.5;
/// Share of all pairs that answer each other's reviews from which on a group is a near-clique: of a community each knows a few.
pub const NEAR_CLIQUE: f64 = 0.85;

impl Case<'_> {
    /// Whether there are bonds of a kind.
    #[must_use]
    pub fn has(&self, of: BondKind) -> bool {
        self.kinds.iter().any(|kind| kind.kind == of)
    }

    /// Bits of an indicator that single accounts show, as conduct of the group.
    #[must_use]
    pub fn habit(&self, indicator: Indicator) -> f64 {
        let shown = self.shown.iter().filter(|shown| shown.habit == Habit::Shows(indicator));
        shown.map(|shown| shown.bits).sum()
    }

    /// Whether bonds of a kind tie at least half of the accounts.
    #[must_use]
    pub fn covers_half(&self, of: BondKind) -> bool {
        self.kinds.iter().any(|kind| kind.kind == of && kind.accounts.len() * 2 >= self.accounts.len())
    }

    /// Whether at least half of the accounts use lines on the same days, or one line by turns: who comes to many lines lives on none.
    #[must_use]
    pub fn on_one_line(&self) -> bool {
        let one = |part: &Part| part.kind() == BondKind::Line && part.accounts.len() * 2 >= self.accounts.len();
        self.covers_half(BondKind::Ip) || self.parts.iter().any(one)
    }

    /// The parts that share a line, on the same days or by turns.
    pub fn lines(&self) -> impl Iterator<Item = &Part<'_>> {
        self.parts.iter().filter(|part| matches!(part.kind(), BondKind::Ip | BondKind::Line))
    }

    /// The pairs of accounts that answered each other's reviews, of all pairs of so many accounts.
    #[must_use]
    pub fn answered(&self, accounts: usize) -> f64 {
        let parts = self.parts.iter().filter(|part| part.kind() == BondKind::Reviews);
        let pairs: BTreeSet<_> = parts.flat_map(|part| part.pairs.iter().copied()).collect();
        pairs.len() as f64 / (accounts * accounts.saturating_sub(1) / 2).max(1) as f64
    }

    /// Whether most of the reviews that tie them stand on no order worth the name.
    #[must_use]
    pub fn hollow_reviews(&self) -> bool {
        let reviews = |part: &&Part| matches!(part.kind(), BondKind::Reviews | BondKind::Boosting);
        let mut bonds = self.parts.iter().filter(reviews).map(|part| part.bond).peekable();
        bonds.peek().is_some() && bonds.all(|bond| bond.measure.bonus >= HOLLOW)
    }

    /// The accounts that gave the address which most of them gave, and those who are on a line with two of these; ascending.
    #[must_use]
    pub fn housed(&self) -> BTreeSet<AccountId> {
        let mut at: BTreeMap<Node, BTreeSet<AccountId>> = BTreeMap::new();
        for kind in address_kinds(self.graph.snapshot, &self.linking.address_kinds) {
            for &account in self.accounts {
                let nodes = self.graph.links(kind).values_of(account).iter().map(|&value| Node { kind, value });
                for node in nodes.filter(|&node| !self.graph.snapshot.says_nothing(node)) {
                    at.entry(node).or_default().insert(account);
                }
            }
        }
        let mut housed = at.into_values().rev().max_by_key(BTreeSet::len).unwrap_or_default();
        let theirs =
            self.lines().filter(|line| line.accounts.iter().filter(|account| housed.contains(account)).count() >= 2);
        let on_them: Vec<AccountId> = theirs.flat_map(|line| line.accounts.iter().copied()).collect();
        housed.extend(on_them);
        housed
    }

    /// The parts that share a payout account.
    pub fn shared_payees(&self) -> impl Iterator<Item = &Part<'_>> {
        self.parts.iter().filter(|part| part.kind() == BondKind::Bank)
    }

    /// The rows by which a part's accounts registered the payout account that it shares, by account.
    pub fn registered<'a>(&'a self, part: &'a Part) -> impl Iterator<Item = &'a BankAccount> {
        let rows = |&account: &AccountId| self.graph.bank_accounts.of(account, &self.graph.snapshot.bank_accounts);
        let shared = part.bond.node.map(|node| node.value);
        part.accounts.iter().flat_map(rows).filter(move |row| Some(row.bank) == shared)
    }

    /// Whether whose every shared payout account is, is known from its registrations, and each of them is as a story needs it. Of one that
    /// nobody registered nothing is known.
    pub fn payees_are(&self, theirs: impl Fn(&BankAccount) -> bool) -> bool {
        self.shared_payees().all(|part| {
            let mut rows = self.registered(part).peekable();
            rows.peek().is_some() && rows.all(&theirs)
        })
    }
}
