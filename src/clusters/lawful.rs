//! What ties a pair lawfully, before any cluster is seen: a home, an organisation, a company that pays.

use rustc_hash::FxHashSet;

use crate::graph::Graph;
use crate::model::{AccountId, NodeKind, ValueId};
use crate::ties::{Bond, BondKind, Family, People, idle_on_companies};

/// What the platform knows of companies that pay.
pub(super) struct Lawful {
    /// Payees of companies, ascending.
    company: Vec<ValueId>,
    /// Who is registered on a company's account without being paid there.
    idle: FxHashSet<(AccountId, ValueId)>,
}

impl Lawful {
    /// `company` as [`company_payees`](crate::ties::company_payees) gives it. O(their carriers' payouts).
    pub(super) fn new(graph: &Graph, company: Vec<ValueId>) -> Self {
        Self { idle: idle_on_companies(graph, &company), company }
    }

    fn is_companys(&self, payee: ValueId) -> bool {
        self.company.binary_search(&payee).is_ok()
    }

    /// Whether a bond is explained before it is weighed: a company's payout account, or an organisation that most declare.
    pub(super) fn explains(&self, graph: &Graph, bond: &Bond) -> bool {
        if bond.kind == BondKind::Bank && bond.node.is_some_and(|node| self.is_companys(node.value)) {
            return true;
        }
        let rows = &graph.snapshot.accounts;
        let mut declared: Vec<_> = bond.accounts.iter().filter_map(|account| rows[*account].organisation).collect();
        declared.sort_unstable();
        declared.chunk_by(|a, b| a == b).any(|same| same.len() * 2 > bond.accounts.len())
    }

    /// What two accounts have in common by their home, their organisation or the company that pays them.
    pub(super) fn tie(&self, graph: &Graph, people: &People, a: AccountId, b: AccountId) -> LawfulTie {
        let rows = &graph.snapshot.accounts;
        let organisation = rows[a].organisation.is_some() && rows[a].organisation == rows[b].organisation;
        let banks = graph.links(NodeKind::BankAccount);
        LawfulTie {
            household: people.related(a, b),
            organisation,
            // To be registered on a company's account costs nothing: they are paid there, or both name an organisation besides.
            payee: banks.values_of(a).iter().any(|&bank| {
                let common = self.is_companys(bank) && banks.has(b, bank);
                common && (organisation || [a, b].into_iter().all(|account| !self.idle.contains(&(account, bank))))
            }),
        }
    }
}

/// What ties a pair lawfully, before any cluster is seen.
#[derive(Clone, Copy)]
pub(super) struct LawfulTie {
    household: bool,
    organisation: bool,
    payee: bool,
}

impl LawfulTie {
    /// Share of a family's bits that it takes back: what a home or a payee has in common by its nature. Hours in step are no part of a home. An organisation
    /// is only said: it takes back what colleagues have in common and what never ties alone; the rest is weighed of the whole group.
    pub(super) fn explains(self, family: Family) -> f32 {
        let home = matches!(family, Family::Network | Family::Machine | Family::Money | Family::Contact);
        let colleagues = matches!(family, Family::Content | Family::Origin | Family::Direct);
        let shares = [
            (self.household && home, 0.85),
            (self.organisation && colleagues, 0.95),
            (self.payee && (home || colleagues || family == Family::Timing), 0.85),
        ];
        shares.into_iter().filter(|(holds, _)| *holds).map(|(_, share)| share).fold(0.0, f32::max)
    }
}
