//! One file for each family of indicators; [`account_findings`] and [`bond_findings`] run them all.

mod access;
mod bonds;
mod changes;
mod conduct;
mod finding;
mod handover;
mod hours;
mod money;
mod networks;
mod reviews;
mod rows;
mod weights;

pub(crate) use access::is_hidden;
pub use bonds::bond_findings;
pub(crate) use bonds::{bond_message, two_roles};
pub use finding::RawFinding;
pub use money::{company_payee, holder_mismatch};
pub use reviews::cluster_findings;
pub(crate) use rows::{bond_rows, in_turn, some_bond_rows, some_in_turn};
pub use weights::conduct_weight;

use rayon::prelude::*;

use crate::graph::Graph;
use crate::model::AccountId;
use crate::settings::Settings;

/// Findings about single accounts, by account, then in the catalogue's order. O(rows).
#[must_use]
pub fn account_findings(graph: &Graph, settings: &Settings) -> Vec<RawFinding> {
    let common = changes::CommonDays::new(graph, &settings.accounts);
    let market = conduct::Market::new(graph);
    let clock = hours::Clock::new(graph, settings);
    (0..graph.accounts() as u32)
        .into_par_iter()
        .with_min_len(256)
        .flat_map_iter(|at| {
            let account = AccountId(at);
            let mut found = Vec::new();
            changes::p1(graph, settings, &common, account, &mut found);
            money::p2(graph, account, &mut found);
            networks::p5(graph, settings, account, &mut found);
            hours::p6(graph, settings, account, &mut found);
            hours::p7(graph, settings, &clock, account, &mut found);
            conduct::reports(graph, settings, account, &mut found);
            conduct::c4(graph, settings, &market, account, &mut found);
            conduct::c5(graph, settings, &clock, account, &mut found);
            conduct::c6(graph, account, &mut found);
            access::t3(graph, settings, account, &mut found);
            handover::n5(graph, settings, account, &mut found);
            found
        })
        .collect()
}
