//! The neighbourhood of a node, step by step.

use serde::Serialize;

use super::index::{Index, LinkRecord};
use crate::report::{NodeName, RowName};

/// Neighbours shown at once.
const SHOWN: usize = 200;

/// Accounts on a value beyond which nothing but their number is of interest: it ties nobody.
const CROWD: u32 = 5_000;

/// A node as a neighbourhood shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Neighbour {
    /// Kind of node.
    pub kind: String,
    /// Its value as shown.
    pub value: String,
    /// A second line.
    pub note: String,
    /// The part that an account plays.
    pub role: String,
    /// Accounts that carry it; 0 for accounts.
    pub degree: u32,
    /// Whether it is context, not evidence.
    pub hub: bool,
    /// The cluster of an account, or empty.
    pub cluster: String,
}

/// A neighbour, and what joins it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Joined {
    /// The neighbour.
    pub node: Neighbour,
    /// Bits of the strongest bond along the link; 0 where it is no evidence.
    pub bits: f64,
    /// Codes, days, uses.
    pub label: String,
    /// Input rows.
    pub rows: Vec<RowName>,
}

/// A node and its neighbours.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Neighbourhood {
    /// The node.
    pub node: Neighbour,
    /// Its neighbours, strongest first.
    pub neighbours: Vec<Joined>,
    /// How many were left out.
    pub more: usize,
}

/// A neighbour before it is described.
struct Step {
    node: u32,
    bits: f64,
    codes: Vec<&'static str>,
    link: Option<LinkRecord>,
    rows: Vec<RowName>,
}

impl Index {
    /// A node as a neighbourhood shows it.
    #[must_use]
    pub fn describe(&self, node: u32) -> Neighbour {
        Neighbour {
            kind: self.kind(node).name.clone(),
            value: self.shown(node).to_owned(),
            note: self.note(node).to_owned(),
            role: self.role(node).to_owned(),
            degree: self.degree(node),
            hub: self.hub(node) || self.ignored(node),
            cluster: self.cluster(node).to_owned(),
        }
    }

    /// A node's kind and value.
    #[must_use]
    pub fn name(&self, node: u32) -> NodeName {
        NodeName(self.kind(node).name.clone(), self.shown(node).to_owned())
    }

    /// The identifiers and tied accounts of an account, or the accounts that carry an identifier.
    /// O(links and bonds of the node).
    #[must_use]
    pub fn neighbours(&self, node: u32) -> Neighbourhood {
        let crowd = self.degree(node) > CROWD;
        let mut steps = match node < self.accounts() {
            true => self.of_account(node),
            false if crowd => self.carriers(node).take(SHOWN).map(carrier).collect(),
            false => self.of_identifier(node),
        };
        steps.sort_by(|a, b| b.bits.total_cmp(&a.bits).then(a.node.cmp(&b.node)));
        let all = if crowd { self.degree(node) as usize } else { steps.len() };
        let more = all.saturating_sub(SHOWN);
        steps.truncate(SHOWN);
        let neighbours = steps.into_iter().map(|step| self.join(step)).collect();
        Neighbourhood { node: self.describe(node), neighbours, more }
    }

    fn of_account(&self, account: u32) -> Vec<Step> {
        let mut steps: Vec<Step> = self.links_of(account).map(linked).collect();
        // Nodes ascend, as links do; ties to accounts without a node between come behind them.
        let carried = steps.len();
        for at in self.bonds_of(account) {
            let Some(bond) = self.bond(at).filter(|bond| bond.bits > 0.0) else { continue };
            let Some(kind) = crate::ties::BondKind::ALL.get(bond.kind as usize) else { continue };
            let strengthen = |step: &mut Step| {
                step.bits = step.bits.max(f64::from(bond.bits));
                if !step.codes.contains(&kind.code()) {
                    step.codes.push(kind.code());
                }
            };
            let mut along = false;
            for node in self.nodes_of(&bond) {
                if let Ok(at) = steps[..carried].binary_search_by_key(&node, |step| step.node) {
                    strengthen(&mut steps[at]);
                    along = true;
                }
            }
            if along {
                continue;
            }
            for other in self.partners(&bond, account) {
                let at = steps[carried..].iter().position(|step| step.node == other).unwrap_or_else(|| {
                    let rows = self.bond_rows(&bond).map(|(table, row)| row_name(table, row)).collect();
                    steps.push(Step { node: other, bits: 0.0, codes: Vec::new(), link: None, rows });
                    steps.len() - 1 - carried
                });
                strengthen(&mut steps[carried + at]);
            }
        }
        steps
    }

    fn of_identifier(&self, node: u32) -> Vec<Step> {
        let mut steps: Vec<Step> = self.carriers(node).map(carrier).collect();
        // The bonds of the node are the bonds of those who carry it.
        let mut seen = Vec::new();
        for at in 0..steps.len().min(SHOWN) {
            for bond in self.bonds_of(steps[at].node) {
                if !seen.contains(&bond)
                    && self.bond(bond).is_some_and(|bond| self.nodes_of(&bond).any(|other| other == node))
                {
                    seen.push(bond);
                }
            }
        }
        for bond in seen.into_iter().filter_map(|at| self.bond(at)) {
            let Some(kind) = crate::ties::BondKind::ALL.get(bond.kind as usize) else { continue };
            for account in self.members(&bond) {
                if let Ok(at) = steps.binary_search_by_key(&account, |step| step.node) {
                    steps[at].bits = steps[at].bits.max(f64::from(bond.bits));
                    if !steps[at].codes.contains(&kind.code()) {
                        steps[at].codes.push(kind.code());
                    }
                }
            }
        }
        steps
    }

    fn join(&self, step: Step) -> Joined {
        let mut label: Vec<String> = step.codes.iter().map(|code| code.replace('_', " ")).collect();
        if let Some(link) = step.link {
            if link.count > 1 {
                label.push(format!("{} days", link.days));
                label.push(format!("{} ×", link.count));
            }
            if self.ignored(link.node) {
                label.push("ignored by decision".into());
            }
        }
        let bits = (step.bits * 1000.0).round() / 1000.0;
        Joined { node: self.describe(step.node), bits, label: label.join(" "), rows: step.rows }
    }
}

fn linked(link: LinkRecord) -> Step {
    let rows = link.row.map(|(table, row)| row_name(table, row)).into_iter().collect();
    Step { node: link.node, bits: 0.0, codes: Vec::new(), link: Some(link), rows }
}

fn carrier(link: LinkRecord) -> Step {
    Step { node: link.account, ..linked(link) }
}

pub(super) fn row_name(table: crate::model::Table, row: u32) -> RowName {
    RowName(table, row)
}
