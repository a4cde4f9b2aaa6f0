//! Pairs of accounts and what ties them: bits over all bonds, the best of each independent kind of evidence.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::lawful::Lawful;
use crate::graph::Graph;
use crate::model::{AccountId, Node, ValueId};
use crate::settings::{LinkSettings, Settings};
use crate::snapshot::KnownVerdict;
use crate::ties::{Bond, BondKind, Estimates, Family, PaperRates, People, Shared, bond_bits, lone_papers, strength_of};

/// All bonds, with the bits that each says of any of its pairs, indexed by account.
pub struct Bonds {
    bonds: Vec<Bond>,
    bits: Vec<f64>,
    offsets: Vec<u32>,
    of_account: Vec<u32>,
    separate: FxHashSet<(AccountId, AccountId)>,
    lawful: Lawful,
    estimates: Estimates,
    papers: PaperRates,
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
    /// Sorts and weighs bonds, leaving out identifiers and pairs that people decided about; `company` as
    /// [`company_payees`](crate::ties::company_payees) gives it. O(bonds log bonds).
    #[must_use]
    pub fn new(
        graph: &Graph,
        people: &People,
        mut bonds: Vec<Bond>,
        company: Vec<ValueId>,
        settings: &Settings,
    ) -> Self {
        let (ignored, separate) = decisions(graph);
        // A factor of 0 takes a kind out altogether: what says nothing ties nobody.
        bonds.retain(|bond| {
            let says_nothing = |node: Node| ignored.contains(&node) || graph.snapshot.says_nothing(node);
            !bond.node.is_some_and(says_nothing) && settings.weights.evidence(bond.kind.code()) > 0.0
        });
        let papers = lone_papers(graph, &mut bonds);
        bonds.par_sort_unstable_by(|a, b| (a.kind, a.node, &a.accounts).cmp(&(b.kind, b.node, &b.accounts)));
        let units: Vec<usize> = bonds.par_iter().map(|bond| people.units(&bond.accounts)).collect();
        let lawful = Lawful::new(graph, company);
        let explained: Vec<bool> = bonds.par_iter().map(|bond| lawful.explains(graph, bond)).collect();
        let estimates = Estimates::new(&bonds, &units, &explained, graph.accounts(), settings.score.prior);
        let bits = bonds
            .par_iter()
            .zip(&units)
            .map(|(bond, &units)| {
                bond_bits(Shared::of(bond), strength_of(graph, bond, bond.accounts.len(), units), &estimates)
            })
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
        Self { bonds, bits, offsets, of_account, separate, lawful, estimates, papers }
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

    /// How common each kind of sharing is.
    #[must_use]
    pub fn estimates(&self) -> &Estimates {
        &self.estimates
    }

    /// How document numbers of several accounts stand on the platform.
    #[must_use]
    pub fn papers(&self) -> PaperRates {
        self.papers
    }

    /// Bits of a bond among `members` of its accounts, of which `units` are unrelated.
    #[must_use]
    pub fn bits(&self, graph: &Graph, bond: &Bond, members: usize, units: usize) -> f64 {
        bond_bits(Shared::of(bond), strength_of(graph, bond, members, units), &self.estimates)
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

    /// Pairs of accounts that people decided are different people, the smaller first; ascending.
    #[must_use]
    pub fn separate_pairs(&self) -> Vec<(AccountId, AccountId)> {
        let mut pairs: Vec<_> = self.separate.iter().copied().collect();
        pairs.sort_unstable();
        pairs
    }

    /// Share of a family's bits between two accounts that a home, an organisation or a company payee explains, 0 to 1.
    #[must_use]
    pub fn explained(&self, graph: &Graph, people: &People, a: AccountId, b: AccountId, family: Family) -> f32 {
        self.lawful.tie(graph, people, a, b).explains(family)
    }

    /// What each bond says of each of its pairs, after what is lawful between the two is taken back: the best of each
    /// family, ascending by pair and family. O(pairs log pairs).
    #[must_use]
    pub fn pair_parts(&self, graph: &Graph, people: &People) -> Vec<PairPart> {
        let mut parts: Vec<PairPart> = self
            .bonds
            .par_iter()
            .zip(&self.bits)
            // A client's praise says something of accounts that are tied, and ties nobody.
            .filter(|(bond, bits)| **bits > 0.0 && bond.kind != BondKind::Praise)
            .flat_map_iter(|(bond, &bits)| {
                let bits = if bond.kind == BondKind::Line { bits.min(BY_TURNS_AT_MOST) } else { bits };
                bond.pairs().map(move |(a, b)| PairPart {
                    a,
                    b,
                    family: bond.kind.family(),
                    bits: bits as f32,
                    more: 0.0,
                })
            })
            .filter(|part| !self.separate(part.a, part.b))
            .collect();
        parts.par_sort_unstable_by(|x, y| {
            (x.a, x.b, x.family).cmp(&(y.a, y.b, y.family)).then(y.bits.total_cmp(&x.bits))
        });
        parts.dedup_by(|next, kept| {
            let same = (next.a, next.b, next.family) == (kept.a, kept.b, kept.family);
            if same && adds_up(kept.family) {
                kept.bits += (next.bits / 2.0).min(MORE_AT_MOST - MORE_AT_MOST.min(kept.more));
                kept.more += next.bits / 2.0;
            }
            same
        });
        parts.par_chunk_by_mut(|x, y| (x.a, x.b) == (y.a, y.b)).for_each(|pair| {
            let lawful = self.lawful.tie(graph, people, pair[0].a, pair[0].b);
            pair.iter_mut().for_each(|part| part.bits *= 1.0 - lawful.explains(part.family));
        });
        parts
    }
}

/// Every pair with at least `tie_from` bits that does not hang on context alone; ascending. O(parts).
#[must_use]
pub fn tied_pairs(parts: &[PairPart], settings: &LinkSettings) -> Vec<PairTie> {
    parts
        .chunk_by(|x, y| (x.a, x.b) == (y.a, y.b))
        .filter_map(|pair| {
            let (bits, firm) = pair_strength(pair);
            let tied = f64::from(bits) >= settings.tie_from && firm;
            tied.then_some(PairTie { a: pair[0].a, b: pair[0].b, bits })
        })
        .collect()
}

/// Bits of one pair's parts, and whether they can tie: a kind that does so alone, or two that agree.
pub(crate) fn pair_strength(pair: &[PairPart]) -> (f32, bool) {
    let firm = pair.iter().any(|part| ties_alone(part.family) && part.bits > 0.4);
    let kinds = pair.iter().filter(|part| part.bits >= 0.4).count();
    (pair.iter().map(|part| part.bits).sum(), firm || kinds >= 2)
}

/// What one kind of evidence says of a pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairPart {
    /// The smaller account.
    pub a: AccountId,
    /// The larger account.
    pub b: AccountId,
    /// The independent kind of evidence.
    pub family: Family,
    /// Bits of its best bond, and something for further ones.
    pub bits: f32,
    /// What further bonds have added.
    more: f32,
}

/// What a line that accounts use by turns says of two of them at most, in bits: however many others come there, these two may have nothing to do with
/// each other.
const BY_TURNS_AT_MOST: f64 = 0.8;

/// What further bonds of one family add to a pair at most, in bits.
const MORE_AT_MOST: f32 = 2.0;

/// Whether a second shared thing of the family is a second observation: another machine is, another address of the
/// same line is not.
const fn adds_up(family: Family) -> bool {
    matches!(family, Family::Machine | Family::Money | Family::Contact | Family::Identity | Family::Content)
}

/// Kinds of evidence that can tie a pair without another: the rest is what strangers also share (templates, messages,
/// a sign-up day), and ties only together with something else.
const fn ties_alone(family: Family) -> bool {
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
