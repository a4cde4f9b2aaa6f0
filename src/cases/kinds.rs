//! What each kind of bond says about a cluster: bonds of a kind that chain into one another count as one.
//!
//! A chain of machines shared by two each is as many coincidences as one machine shared by all of them, so a kind's
//! weight goes by the unrelated households that its bonds join together.

use crate::graph::Graph;
use crate::model::AccountId;
use crate::settings::WeightSettings;
use crate::ties::{BondKind, Estimates, Family, People, Shared, Strength, bond_bits, carriers, no_relatives};

use super::view::Part;

/// How much of a kind of evidence a lawful explanation explains, 0 to 1; `None` asks about conduct.
pub(super) type Explains = fn(Option<BondKind>) -> f64;

/// What one kind of bond says about a cluster, in bits.
pub struct KindWeight {
    /// The kind.
    pub kind: BondKind,
    /// As if all accounts were unrelated.
    pub unrelated: f64,
    /// With family names and addresses taken into account; at most `unrelated`.
    pub households: f64,
    /// The same as the tables say it, before fitted factors and other kinds of its family.
    pub alone: f64,
    /// Unrelated households that it joins, in its largest chain.
    pub units: usize,
    /// Accounts that it ties, ascending.
    pub accounts: Vec<AccountId>,
    /// Mean quality of its bonds.
    pub quality: f64,
    /// Positions of its parts.
    pub parts: Vec<usize>,
}

/// Share of a cluster's accounts from which on a kind of evidence speaks for all of it.
const COVERS: f64 = 0.5;
/// A second kind of the same family adds less than half of its bits: it would often fail together with the first.
const SECOND: f64 = 0.4;

/// Weighs each kind of bond present in a cluster of `size` accounts, in the kinds' order.
#[must_use]
pub fn weigh_kinds(
    graph: &Graph,
    people: &People,
    estimates: &Estimates,
    parts: &[Part],
    size: usize,
    factors: &WeightSettings,
) -> Vec<KindWeight> {
    let mut weights: Vec<KindWeight> = BondKind::ALL
        .into_iter()
        .filter_map(|kind| {
            let of_kind: Vec<usize> = (0..parts.len()).filter(|&at| parts[at].kind() == kind).collect();
            (!of_kind.is_empty()).then(|| weigh_kind(graph, people, estimates, parts, kind, of_kind, size))
        })
        .map(|mut weight| {
            let factor = factors.evidence(weight.kind.code());
            weight.unrelated *= factor;
            weight.households *= factor;
            weight
        })
        .collect();
    dampen_seconds(&mut weights);
    weights
}

/// Within a family the best kind counts whole, the others a part.
fn dampen_seconds(weights: &mut [KindWeight]) {
    let mut best: std::collections::BTreeMap<Family, (f64, BondKind)> = std::collections::BTreeMap::new();
    for weight in weights.iter() {
        let entry = best.entry(weight.kind.family()).or_insert((weight.households, weight.kind));
        if weight.households > entry.0 {
            *entry = (weight.households, weight.kind);
        }
    }
    for weight in weights {
        if best[&weight.kind.family()].1 != weight.kind {
            weight.unrelated *= SECOND;
            weight.households *= SECOND;
        }
    }
}

fn weigh_kind(
    graph: &Graph,
    people: &People,
    estimates: &Estimates,
    parts: &[Part],
    kind: BondKind,
    of_kind: Vec<usize>,
    size: usize,
) -> KindWeight {
    let mut accounts: Vec<AccountId> = of_kind.iter().flat_map(|&at| &parts[at].accounts).copied().collect();
    accounts.sort_unstable();
    accounts.dedup();
    let (mut unrelated, mut households, mut units, mut quality) = (0.0, 0.0, 0, 0.0);
    for chain in chains(parts, &of_kind, &accounts) {
        let members = chain.accounts;
        let carriers = chain
            .parts
            .iter()
            .map(|&at| carriers(graph, parts[at].bond).unwrap_or(parts[at].accounts.len()))
            .min()
            .unwrap_or(members.len());
        let mean = |of: fn(&Part) -> f64| {
            let (sum, weight) = chain.parts.iter().fold((0.0, 0.0), |(sum, weight), &at| {
                let part = &parts[at];
                (sum + of(part) * part.accounts.len() as f64, weight + part.accounts.len() as f64)
            });
            sum / weight
        };
        let mean_quality = mean(|part| part.bond.measure.quality);
        let bonus = mean(|part| part.bond.measure.bonus) + repeated(kind, chain.parts.len(), members.len());
        let bits = |units| {
            let strength = Strength { units, quality: mean_quality, bonus, carriers, accounts: graph.accounts() };
            // Where kinds of identifier chain, the commonest of them says how much.
            let of = chain.parts.iter().map(|&at| bond_bits(Shared::of(parts[at].bond), strength, estimates));
            of.fold(f64::INFINITY, f64::min)
        };
        let joined = people.units(&members);
        let share = members.len() as f64 / accounts.len() as f64;
        unrelated += share * bits(members.len());
        households += share * bits(no_relatives(kind, members.len(), joined));
        quality += share * mean_quality;
        units = units.max(joined);
    }
    let coverage = (accounts.len() as f64 / size as f64 / COVERS).min(1.0);
    KindWeight {
        kind,
        unrelated: unrelated * coverage,
        households: (households * coverage).min(unrelated * coverage),
        alone: (households * coverage).min(unrelated * coverage),
        units,
        accounts,
        quality,
        parts: of_kind,
    }
}

/// Bits for sharing more things than it takes to join the accounts: a second machine is a second coincidence, though a
/// dependent one.
fn repeated(kind: BondKind, things: usize, accounts: usize) -> f64 {
    let counts =
        matches!(kind, BondKind::Device | BondKind::Bank | BondKind::Contact | BondKind::Onward | BondKind::Template);
    if counts { (things as f64 / (accounts - 1) as f64).log2().clamp(0.0, 2.0) } else { 0.0 }
}

/// Accounts that bonds of one kind join, directly or through one another.
struct Chain {
    accounts: Vec<AccountId>,
    parts: Vec<usize>,
}

fn chains(parts: &[Part], of_kind: &[usize], accounts: &[AccountId]) -> Vec<Chain> {
    let place = |account: AccountId| account.place_in(accounts);
    let edges: Vec<(u32, u32)> =
        of_kind.iter().flat_map(|&at| parts[at].pairs.iter().map(|&(a, b)| (place(a), place(b)))).collect();
    let labels = crate::algo::components::components(accounts.len(), &edges).labels;
    let mut chains: std::collections::BTreeMap<u32, Chain> = std::collections::BTreeMap::new();
    for (at, &label) in labels.iter().enumerate() {
        let chain = chains.entry(label).or_insert(Chain { accounts: Vec::new(), parts: Vec::new() });
        chain.accounts.push(accounts[at]);
    }
    for &at in of_kind {
        let mut labels_here: Vec<u32> =
            parts[at].accounts.iter().map(|&account| labels[place(account) as usize]).collect();
        labels_here.sort_unstable();
        labels_here.dedup();
        for label in labels_here {
            if let Some(chain) = chains.get_mut(&label) {
                chain.parts.push(at);
            }
        }
    }
    chains.into_values().collect()
}
