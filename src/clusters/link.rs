//! Pairs of accounts and what ties them: bits over all bonds, the best of each independent kind of evidence.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::graph::Graph;
use crate::model::{AccountId, Node, NodeKind, ValueId};
use crate::settings::LinkSettings;
use crate::snapshot::KnownVerdict;
use crate::ties::{Bond, Estimates, Family, People, bond_bits, company_payees, strength_of};

/// All bonds, with the bits that each says of any of its pairs, indexed by account.
pub struct Bonds {
    bonds: Vec<Bond>,
    bits: Vec<f64>,
    offsets: Vec<u32>,
    of_account: Vec<u32>,
    separate: FxHashSet<(AccountId, AccountId)>,
    company: FxHashSet<ValueId>,
    estimates: Estimates,
}

/// Two accounts that are tied.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairTie {
    /// The smaller account.
    pub a: AccountId,
    /// The larger account.
    pub b: AccountId,
    /// Bits: the best bond of each family, added up.
    pub bits: f32,
}

impl Bonds {
    /// Sorts and weighs bonds, leaving out identifiers and pairs that people decided about. O(bonds log bonds).
    #[must_use]
    pub fn new(graph: &Graph, people: &People, mut bonds: Vec<Bond>, prior: f64) -> Self {
        let (ignored, separate) = decisions(graph);
        bonds.retain(|bond| bond.node.is_none_or(|node| !ignored.contains(&node)));
        bonds.par_sort_unstable_by(|a, b| (a.kind, a.node, &a.accounts).cmp(&(b.kind, b.node, &b.accounts)));
        let units: Vec<usize> = bonds.par_iter().map(|bond| people.units(&bond.accounts)).collect();
        let estimates = Estimates::new(&bonds, &units, graph.accounts(), prior);
        let bits = bonds
            .par_iter()
            .zip(&units)
            .map(|(bond, &units)| bond_bits(bond.kind, strength_of(graph, bond, bond.accounts.len(), units), &estimates))
            .collect();
        let mut offsets = vec![0u32; graph.accounts() + 1];
        bonds.iter().flat_map(|bond| &bond.accounts).for_each(|account| offsets[account.index() + 1] += 1);
        for at in 0..graph.accounts() {
            offsets[at + 1] += offsets[at];
        }
        let mut next = offsets.clone();
        let mut of_account = vec![0u32; offsets[graph.accounts()] as usize];
        for (at, bond) in bonds.iter().enumerate() {
            for account in &bond.accounts {
                let slot = &mut next[account.index()];
                of_account[*slot as usize] = at as u32;
                *slot += 1;
            }
        }
        Self { bonds, bits, offsets, of_account, separate, company: company_payees(graph), estimates }
    }

    /// The bonds, by kind, node and accounts.
    #[must_use]
    pub fn all(&self) -> &[Bond] {
        &self.bonds
    }

    /// What each bond says of any of its pairs, in bits; same order as [`Bonds::all`].
    #[must_use]
    pub fn pair_bits(&self) -> &[f64] {
        &self.bits
    }

    /// Payout accounts that companies hold.
    #[must_use]
    pub fn company_payees(&self) -> &FxHashSet<ValueId> {
        &self.company
    }

    /// How common each kind of sharing is.
    #[must_use]
    pub fn estimates(&self) -> &Estimates {
        &self.estimates
    }

    /// Bits of a bond among `members` of its accounts, of which `units` are unrelated.
    #[must_use]
    pub fn bits(&self, graph: &Graph, bond: &Bond, members: usize, units: usize) -> f64 {
        bond_bits(bond.kind, strength_of(graph, bond, members, units), &self.estimates)
    }

    /// Positions of the bonds that an account stands in, ascending.
    #[must_use]
    pub fn of_account(&self, account: AccountId) -> &[u32] {
        &self.of_account[self.offsets[account.index()] as usize..self.offsets[account.index() + 1] as usize]
    }

    /// Whether people decided that two accounts are different people.
    #[must_use]
    pub fn separate(&self, a: AccountId, b: AccountId) -> bool {
        self.separate.contains(&(a.min(b), a.max(b)))
    }

    /// Every pair with at least `tie_from` bits that does not hang on context alone. Ascending. O(pairs log pairs).
    #[must_use]
    pub fn pairs(&self, graph: &Graph, people: &People, settings: &LinkSettings) -> Vec<PairTie> {
        let mut parts: Vec<(AccountId, AccountId, Family, f32)> = self
            .bonds
            .par_iter()
            .zip(&self.bits)
            .filter(|(_, bits)| **bits > 0.0)
            .flat_map_iter(|(bond, &bits)| bond.pairs().map(move |(a, b)| (a, b, bond.kind.family(), bits as f32)))
            .filter(|(a, b, ..)| !self.separate(*a, *b))
            .collect();
        parts.par_sort_unstable_by(|x, y| (x.0, x.1, x.2).cmp(&(y.0, y.1, y.2)).then(y.3.total_cmp(&x.3)));
        parts
            .chunk_by(|x, y| (x.0, x.1) == (y.0, y.1))
            .filter_map(|pair| {
                let lawful = self.lawful(graph, people, pair[0].0, pair[0].1);
                let best = pair.chunk_by(|x, y| x.2 == y.2).map(|family| (family[0].2, family[0].3));
                let (mut bits, mut kinds, mut firm) = (0.0, 0, false);
                for (family, most) in best {
                    let most = most * (1.0 - lawful.explains(family));
                    bits += most;
                    kinds += u32::from(most >= 0.4);
                    firm |= ties_alone(family) && most > 0.4;
                }
                let tied = f64::from(bits) >= settings.tie_from && (firm || kinds >= 2);
                tied.then_some(PairTie { a: pair[0].0, b: pair[0].1, bits })
            })
            .collect()
    }
}

/// What ties a pair lawfully, before any cluster is seen.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LawfulTie {
    /// Related by name, address or decision.
    pub household: bool,
    /// Both openly declare one organisation.
    pub organisation: bool,
    /// Both are paid through one company.
    pub payee: bool,
}

impl LawfulTie {
    /// Share of a family's bits that it takes back: what a home or an agency has in common by its nature.
    pub(crate) fn explains(self, family: Family) -> f32 {
        let home = matches!(family, Family::Network | Family::Machine | Family::Money | Family::Contact | Family::Timing);
        let agency = home || matches!(family, Family::Content | Family::Origin | Family::Direct);
        let shares = [
            (self.household && home, 0.85),
            (self.organisation && agency, 0.95),
            (self.payee && agency, 0.85),
        ];
        shares.into_iter().filter(|(holds, _)| *holds).map(|(_, share)| share).fold(0.0, f32::max)
    }
}

impl Bonds {
    fn lawful(&self, graph: &Graph, people: &People, a: AccountId, b: AccountId) -> LawfulTie {
        let rows = graph.snapshot.accounts.rows();
        let organisation = rows[a.index()].organisation;
        let banks = graph.links(NodeKind::BankAccount);
        LawfulTie {
            household: people.related(a, b),
            organisation: organisation.is_some() && organisation == rows[b.index()].organisation,
            payee: banks
                .of_account(a)
                .iter()
                .any(|link| self.company.contains(&link.value) && banks.get(b, link.value).is_some()),
        }
    }
}

/// Kinds of evidence that can tie a pair without another: the rest is what strangers also share (templates, messages,
/// a sign-up day), and ties only together with something else.
pub(crate) const fn ties_alone(family: Family) -> bool {
    match family {
        Family::Identity
        | Family::Money
        | Family::Machine
        | Family::Timing
        | Family::Network
        | Family::Contact
        | Family::History
        | Family::Reviews
        | Family::Known => true,
        Family::Content | Family::Origin | Family::Direct | Family::Conduct => false,
    }
}

fn decisions(graph: &Graph) -> (FxHashSet<Node>, FxHashSet<(AccountId, AccountId)>) {
    let mut ignored = FxHashSet::default();
    let mut separate = FxHashSet::default();
    for known in &graph.snapshot.known {
        if known.until.is_some_and(|until| until <= graph.snapshot.moment) {
            continue;
        }
        match known.verdict {
            KnownVerdict::Ignore(node) => {
                ignored.insert(node);
            }
            KnownVerdict::Separate(a, b) => {
                separate.insert((a.min(b), a.max(b)));
            }
            KnownVerdict::Same(..) => {}
        }
    }
    (ignored, separate)
}
