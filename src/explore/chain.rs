//! The strongest chain of evidence between two accounts.
//!
//! A chain is as strong as its weakest step, so that the strongest one is the widest path (Pollack 1960) over pairs of
//! tied accounts. With at most [`HOPS`] steps it is found layer by layer: after layer `h` every account has the best
//! width of all chains of `h` steps or fewer. Of equally strong chains the shortest counts, then the one whose accounts
//! come first.

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::bonds::Tied;
use super::index::Index;
use super::neighbours::row_name;
use super::reasons::{self, Weak};
use super::ties::BondPart;
use crate::detect::{in_turn, some_in_turn};
use crate::messages::{Lang, Message};
use crate::model::Table;
use crate::report::{NodeName, RowName};

/// Steps of a chain at most.
pub const HOPS: usize = 6;
/// Accounts whose ties are looked at when a chain of real ties is sought.
const BUDGET: usize = 5_000;
/// The same for chains that are too weak to count, which are only mentioned.
const WEAK_BUDGET: usize = 400;
/// Bits below which a step is not even mentioned.
const LEAST: f32 = 0.2;
/// Sentences and rows of a step.
const SENTENCES: usize = 3;
const ROWS: usize = 12;

/// One step of a chain.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// From this account
    pub from: NodeName,
    /// to this one.
    pub to: NodeName,
    /// What ties them, in bits.
    pub bits: f64,
    /// Code of the strongest evidence.
    pub code: String,
    /// What ties them, in words.
    pub text: String,
    /// The nodes that they share.
    pub nodes: Vec<NodeName>,
    /// Some of the input rows.
    pub rows: Vec<RowName>,
}

/// Why two accounts are linked, or why not.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// One account.
    pub a: String,
    /// The other.
    pub b: String,
    /// The cluster that holds both, or empty.
    pub cluster: String,
    /// Whether a chain of ties joins them, each strong enough to count.
    pub linked: bool,
    /// Bits of the chain's weakest step; 0 where they are not linked.
    pub bits: f64,
    /// The chain; empty where they are not linked.
    pub steps: Vec<Step>,
    /// Why they are not linked; also what was left out of account: hubs and decisions.
    pub reasons: Vec<String>,
}

/// Explains two accounts, given as nodes of the index. O(ties within [`HOPS`] steps), bounded.
#[must_use]
pub fn explain(index: &Index, a: u32, b: u32, lang: Lang) -> Explanation {
    let counts = |tied: &Tied| tied.firm && f64::from(tied.bits) >= index.meta().tie_from;
    let chain = if a == b { None } else { widest(index, a, b, BUDGET, counts) };
    let weak = match &chain {
        None if a != b => widest(index, a, b, WEAK_BUDGET, |tied| tied.bits >= LEAST).map(|chain| weak(index, &chain)),
        _ => None,
    };
    let steps: Vec<Step> = chain
        .as_ref()
        .map(|chain| chain.accounts.windows(2).map(|pair| step(index, pair[0], pair[1], lang)).collect())
        .unwrap_or_default();
    let same = index.cluster(a) == index.cluster(b);
    Explanation {
        a: index.shown(a).to_owned(),
        b: index.shown(b).to_owned(),
        cluster: if same { index.cluster(a).to_owned() } else { String::new() },
        linked: chain.is_some(),
        bits: chain.map_or(0.0, |chain| rounded(f64::from(chain.width))),
        steps,
        reasons: reasons::of(index, a, b, weak.as_ref(), HOPS, lang),
    }
}

/// A path and its width.
struct Chain {
    accounts: Vec<u32>,
    width: f32,
}

/// The widest path of at most [`HOPS`] steps over the ties that count.
fn widest(index: &Index, from: u32, to: u32, budget: usize, counts: impl Fn(&Tied) -> bool) -> Option<Chain> {
    let mut ties: FxHashMap<u32, Vec<Tied>> = FxHashMap::default();
    let mut best: FxHashMap<u32, f32> = FxHashMap::from_iter([(from, f32::INFINITY)]);
    // For each layer: who was reached better than before, from whom, how well; by account.
    let mut layers: Vec<Vec<(u32, u32, f32)>> = vec![vec![(from, from, f32::INFINITY)]];
    let mut looked = 0;
    for hop in 1..=HOPS {
        let mut reached: FxHashMap<u32, (u32, f32)> = FxHashMap::default();
        for &(account, _, width) in &layers[hop - 1] {
            let enough = best.get(&to).copied().unwrap_or(f32::NEG_INFINITY);
            if account == to || width <= enough {
                continue;
            }
            let known = ties.contains_key(&account);
            if !known && looked == budget {
                continue;
            }
            looked += usize::from(!known);
            for tied in ties.entry(account).or_insert_with(|| index.tied(account)).iter().filter(|tied| counts(tied)) {
                let through = width.min(tied.bits);
                if through > best.get(&tied.account).copied().unwrap_or(f32::NEG_INFINITY) && through > enough {
                    let slot = reached.entry(tied.account).or_insert((account, through));
                    if through > slot.1 {
                        *slot = (account, through);
                    }
                }
            }
        }
        let mut layer: Vec<(u32, u32, f32)> =
            reached.into_iter().map(|(account, (before, width))| (account, before, width)).collect();
        layer.sort_unstable_by_key(|step| step.0);
        layer.iter().for_each(|&(account, _, width)| {
            best.insert(account, width);
        });
        if layer.is_empty() {
            break;
        }
        layers.push(layer);
    }
    trace(&layers, to)
}

/// Walks back from the layer in which `to` was reached best.
fn trace(layers: &[Vec<(u32, u32, f32)>], to: u32) -> Option<Chain> {
    let find = |layer: usize, account: u32| {
        layers[layer].binary_search_by_key(&account, |step| step.0).ok().map(|at| layers[layer][at])
    };
    // A later layer holds an account only where it was reached better.
    let (mut layer, (_, mut before, width)) =
        (1..layers.len()).rev().find_map(|layer| Some((layer, find(layer, to)?)))?;
    let mut accounts = vec![to];
    while layer > 0 {
        accounts.push(before);
        layer -= 1;
        before = find(layer, before)?.1;
    }
    accounts.reverse();
    Some(Chain { accounts, width })
}

/// The weakest step of a chain that does not count.
fn weak(index: &Index, chain: &Chain) -> Weak {
    let steps = chain.accounts.windows(2).map(|pair| (pair[0], pair[1], index.tie(pair[0], pair[1]).bits));
    let (a, b, bits) = steps.min_by(|x, y| x.2.total_cmp(&y.2)).unwrap_or_default();
    Weak { a, b, bits, steps: chain.accounts.len() - 1 }
}

fn step(index: &Index, a: u32, b: u32, lang: Lang) -> Step {
    let evidence = index.tie(a, b);
    let sentences: Vec<String> =
        evidence.parts.iter().take(SENTENCES).map(|part| sentence(index, part, lang)).collect();
    let mut nodes: Vec<u32> = evidence.parts.iter().flat_map(|part| part.nodes.iter().copied()).collect();
    nodes.sort_unstable();
    nodes.dedup();
    // In turn, so that each sentence has rows of its own.
    let rows = some_in_turn(evidence.parts.iter().map(|part| part_rows(index, part, [a, b])).collect(), ROWS);
    Step {
        from: index.name(a),
        to: index.name(b),
        bits: rounded(evidence.bits),
        code: evidence.parts.first().map_or_else(String::new, |part| part.kind.code().to_owned()),
        text: sentences.join("; "),
        nodes: nodes.into_iter().map(|node| index.name(node)).collect(),
        rows: rows.into_iter().map(|(table, row)| row_name(table, row)).collect(),
    }
}

/// The rows by which two accounts have a part of what ties them: those that link them to its nodes in turn, or its own.
fn part_rows(index: &Index, part: &BondPart, ends: [u32; 2]) -> Vec<(Table, u32)> {
    if part.nodes.is_empty() {
        return part.rows.clone();
    }
    let linking = |account: u32| {
        let links = index.links_of(account).filter(|link| part.nodes.contains(&link.node));
        links.filter_map(|link| link.row).collect::<Vec<_>>()
    };
    in_turn(ends.map(linking).into())
}

fn sentence(index: &Index, part: &BondPart, lang: Lang) -> String {
    let message = Message::Bond {
        kind: part.kind,
        accounts: part.accounts as usize,
        shown: part.nodes.first().map_or_else(String::new, |&node| index.shown(node).to_owned()),
        value: part.value,
        units: part.units as usize,
    };
    message.text(lang)
}

pub(super) fn rounded(bits: f64) -> f64 {
    (bits * 1000.0).round() / 1000.0
}
