//! The evidence of a cluster, a piece for each kind of bond and each habit, with nodes and rows.

use crate::detect::{bond_message, bond_rows};
use crate::messages::Message;
use crate::model::{AccountId, Node, RowRef};
use crate::ties::Family;

use super::background::{self, Trait};
use super::case::Case;
use super::conduct::{Habit, Shown};

/// A piece of evidence, before names are put in.
pub struct Piece {
    /// Code of the catalogue or of the kind of bond.
    pub code: &'static str,
    /// The independent kind of evidence that it belongs to.
    pub family: Family,
    /// Bits.
    pub weight: f64,
    /// Sentences, the first about the widest bond.
    pub messages: Vec<Message>,
    /// Accounts, ascending.
    pub accounts: Vec<AccountId>,
    /// Nodes, ascending.
    pub nodes: Vec<Node>,
    /// Rows, ascending.
    pub rows: Vec<RowRef>,
}

/// Sentences kept of one kind: the widest bonds; nodes and rows are all kept.
const SENTENCES: usize = 3;

/// What the background of a group says for an accusation, if it says anything.
fn background_piece(accounts: &[AccountId], traits: Vec<Trait>) -> Option<Piece> {
    let weight: f64 = traits.iter().map(|of| of.bits).sum();
    let (mut messages, mut rows) = (Vec::new(), Vec::new());
    for of in traits {
        messages.push(of.message);
        rows.extend(of.rows);
    }
    rows.sort_unstable();
    rows.dedup();
    (!messages.is_empty()).then(|| Piece {
        code: background::CODE,
        family: Family::Conduct,
        weight,
        messages,
        accounts: accounts.to_vec(),
        nodes: Vec::new(),
        rows,
    })
}

/// Evidence of a case, strongest first, and what of its background speaks for an accusation.
#[must_use]
pub fn gather(case: &Case, background: Vec<Trait>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = case.kinds.iter().map(|kind| bond_piece(case, kind)).collect();
    pieces.extend(case.shown.iter().map(|shown| conduct_piece(case, shown)));
    pieces.extend(background_piece(case.accounts, background));
    pieces.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.code.cmp(b.code)));
    pieces
}

fn bond_piece(case: &Case, kind: &super::kinds::KindWeight) -> Piece {
    let mut widest = kind.parts.clone();
    widest.sort_by_key(|&at| (std::cmp::Reverse(case.parts[at].accounts.len()), at));
    // Two bonds may say the same of others (twice 'sessions of 2 accounts start together'): it is said once, and all are cited.
    let mut messages: Vec<Message> = Vec::new();
    for at in widest {
        let part = &case.parts[at];
        let message = bond_message(case.graph, part.bond, &part.accounts, case.people.units(&part.accounts));
        if !messages.contains(&message) {
            messages.push(message);
        }
        if messages.len() == SENTENCES {
            break;
        }
    }
    let mut nodes: Vec<Node> = kind
        .parts
        .iter()
        .flat_map(|&at| case.parts[at].bond.node.iter().chain(&case.parts[at].bond.more))
        .copied()
        .collect();
    nodes.sort_unstable();
    nodes.dedup();
    let mut rows: Vec<RowRef> = kind
        .parts
        .iter()
        .flat_map(|&at| bond_rows(case.graph, case.parts[at].bond, &case.parts[at].accounts))
        .collect();
    rows.sort_unstable();
    rows.dedup();
    Piece {
        code: kind.kind.code(),
        family: kind.kind.family(),
        weight: kind.unrelated,
        messages,
        // A paper ties an account to its owner outside, too.
        accounts: kind
            .accounts
            .iter()
            .copied()
            .filter(|account| case.accounts.binary_search(account).is_ok())
            .collect(),
        nodes,
        rows,
    }
}

fn conduct_piece(case: &Case, shown: &Shown) -> Piece {
    let (code, accounts, of) = (shown.habit.code(), shown.accounts.len(), case.accounts.len());
    let (message, rows) = match shown.habit {
        Habit::Shows(indicator) => {
            (Message::Conduct { code, accounts, of, usual: case.conduct.rate(indicator) }, Vec::new())
        }
        Habit::Reported { clients } => {
            (Message::ClientsReport { clients, accounts, of, usual: case.conduct.reported() }, shown.rows.clone())
        }
    };
    let accounts = shown.accounts.clone();
    Piece {
        code,
        family: Family::Conduct,
        weight: shown.bits,
        messages: vec![message],
        accounts,
        nodes: Vec::new(),
        rows,
    }
}
