//! What a document number says by itself, and numbers that are no paper's: what forms and people put where they have none. Their text may tell
//! ([`Snapshot::says_nothing`](crate::snapshot::Snapshot::says_nothing)), but not where it is hashed.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::bond::{Bond, BondKind, Family};
use crate::graph::Graph;
use crate::model::{AccountId, Bits, Node, TextId};
use crate::snapshot::Document;

/// What each reason leaves of P3 and T1 where the number is no paper's.
const NO_PAPER: f64 = 0.1;
/// What is left of them where the accounts of a number share nothing else, and most such numbers here are no operation's: 3 to 6 bits of 17
/// bring the prior to the odds of [`PaperRates::bits`].
const IN_DOUBT: f64 = 0.25;

/// Accounts to each name that stands on a number from which on it is a paper's: whoever puts a number that is none puts their own name.
const TO_EACH_NAME: usize = 3;

/// The rows by which accounts submitted a document.
fn rows_of<'a>(graph: &'a Graph, node: Node, accounts: &'a [AccountId]) -> Vec<&'a Document> {
    let rows = accounts.iter().flat_map(|&account| graph.documents.of(account, &graph.snapshot.documents));
    rows.filter(|row| row.document == node.value).collect()
}

/// Whether the rows of a number stand under few names for so many accounts, as one paper's do, and those of two that were forged from it.
fn bear_few_names(rows: &[&Document], accounts: usize) -> bool {
    let mut names: Vec<TextId> = rows.iter().filter_map(|row| row.name).collect();
    let known = names.len();
    names.sort_unstable();
    names.dedup();
    known * 2 > accounts && names.len() * TO_EACH_NAME <= known
}

/// Accounts with one document number from which on some would share something else, were it one operation's.
const SEVERAL: usize = 3;
/// Accounts from which on that is asked whatever the number stands under.
const ON_ONE_PAPER: usize = 10;
/// Share of them that must share something else, and no fewer than [`SEVERAL`].
const SHARE_MORE: f64 = 1.0 / 3.0;

/// Whether a number stands under different kinds of paper, or different issuers: no paper is both, so it is one that forms or people put where
/// they have none, or a forger's.
fn are_of_several_papers(rows: &[&Document]) -> bool {
    let several = |words: Vec<TextId>| words.windows(2).any(|two| two[0] != two[1]);
    several(rows.iter().filter_map(|row| row.kind).collect())
        || several(rows.iter().filter_map(|row| row.country).collect())
}

/// How many numbers of three accounts and more stand on the platform under several names: the rest of the evidence about those whose accounts
/// share nothing else. Misreadings, placeholders and scans on the wrong account put strangers under one number; accounts of one operation
/// mostly share more than their paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PaperRates {
    /// Numbers whose accounts share nothing else.
    pub alone: u32,
    /// Numbers of which two accounts and more share something else too.
    pub sharing: u32,
}

/// Operations' numbers whose accounts share nothing else, to each whose accounts do: on the platforms of six makers 33 to 190.
const ALONE_TO_SHARING: f64 = 0.2;
/// Probability that a number under several names is an operation's before the platform is counted: the notice's first sign, and no slip of the
/// pen makes it thrice; and how many numbers that weighs.
const BEFORE: (f64, f64) = (0.85, 4.0);

impl PaperRates {
    /// Log-odds in bits that a number is an operation's, whose accounts share nothing else: those that operations should have, by what they have
    /// of the others, among all that there are (empirical Bayes; Robbins 1956).
    #[must_use]
    pub fn bits(self) -> Bits {
        let expected = ALONE_TO_SHARING * f64::from(self.sharing);
        let (probability, weight) = BEFORE;
        Bits::from_probability((expected + weight * probability) / (expected.max(f64::from(self.alone)) + weight))
    }
}

/// Takes most from a document that many accounts have, or several under different kinds of paper or issuers, of which few share anything else
/// with one another: what people and forms put where they have no number (its text may be hashed, so that it cannot be told by that), unless
/// it stands under few names. Counts the others. O(members of bonds).
pub fn lone_papers(graph: &Graph, bonds: &mut [Bond]) -> PaperRates {
    let several =
        |bond: &Bond| bond.kind == BondKind::Document && bond.node.is_some() && bond.accounts.len() >= SEVERAL;
    let papers: Vec<usize> = (0..bonds.len()).filter(|&at| several(&bonds[at])).collect();
    let tied = tied_otherwise(bonds, &papers);
    let mut rates = PaperRates::default();
    let mut alone: FxHashSet<Node> = FxHashSet::default();
    for at in papers {
        let Some(node) = bonds[at].node else { continue };
        let size = bonds[at].accounts.len();
        let rows = rows_of(graph, node, &bonds[at].accounts);
        let reasons = if bear_few_names(&rows, size) {
            0
        } else {
            i32::from(size >= ON_ONE_PAPER) + i32::from(are_of_several_papers(&rows))
        };
        let sharing = bonds[at].accounts.iter().filter(|account| tied.contains(&(at as u32, **account))).count();
        if reasons > 0 && (sharing as f64) < (SHARE_MORE * size as f64).max(SEVERAL as f64) {
            let same = |bond: &&mut Bond| bond.node == Some(node) && bond.kind.family() == Family::Identity;
            bonds.iter_mut().filter(same).for_each(|bond| bond.measure.quality *= NO_PAPER.powi(reasons));
        } else if sharing == 0 && !bears_one_name(&rows) {
            rates.alone += 1;
            alone.insert(node);
        } else if !bears_one_name(&rows) {
            rates.sharing += 1;
        }
    }
    // Even odds accuse nobody either.
    if rates.bits().0 <= 0.0 {
        let doubtful = |bond: &&mut Bond| {
            bond.kind.family() == Family::Identity && bond.node.is_some_and(|node| alone.contains(&node))
        };
        bonds.iter_mut().filter(doubtful).for_each(|bond| bond.measure.quality *= IN_DOUBT);
    }
    rates
}

/// Which accounts share something else with another account of the same document.
fn tied_otherwise(bonds: &[Bond], papers: &[usize]) -> FxHashSet<(u32, AccountId)> {
    let mut of: FxHashMap<AccountId, Vec<u32>> = FxHashMap::default();
    for &at in papers {
        bonds[at].accounts.iter().for_each(|&account| of.entry(account).or_default().push(at as u32));
    }
    let mut tied: FxHashSet<(u32, AccountId)> = FxHashSet::default();
    if papers.is_empty() {
        return tied;
    }
    for bond in bonds.iter().filter(|bond| bond.kind.family() != Family::Identity && bond.kind != BondKind::Return) {
        let mut here: Vec<(u32, AccountId)> = bond
            .accounts
            .iter()
            .filter_map(|account| of.get_key_value(account))
            .flat_map(|(&account, papers)| papers.iter().map(move |&paper| (paper, account)))
            .collect();
        here.sort_unstable();
        here.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() >= 2).for_each(|run| tied.extend(run));
    }
    tied
}

/// Whether one name is all that stands on a number.
fn bears_one_name(rows: &[&Document]) -> bool {
    let mut names = rows.iter().filter_map(|row| row.name);
    names.next().is_some_and(|first| names.all(|name| name == first))
}
