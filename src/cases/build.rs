//! Clusters and findings to the report.

use rayon::prelude::*;

use crate::clusters::cluster_id;
use crate::detect::is_hidden;
use crate::graph::Graph;
use crate::messages::Lang;
use crate::model::{AccountId, Bits, Indicator, NodeKind, RowRef, Table};
use crate::report::{Alternative, Cluster, ClusterKind, Cohesion, Diagram, Evidence, IdentifierName, Report};
use crate::settings::Settings;
use crate::ties::Family;

use super::accounts::account_results;
use super::diagram::{ClusterGraph, diagram};
use super::evidence::Piece;
use super::findings::name_findings;
use super::found::{Findings, Group};
use super::names::{account_names, node_name, row_name, sentence};
use super::notes::{acted_upon, decided_apart, owners_beside};
use super::passing::in_passing_evidence;
use super::score::prior_bits;
use super::timeline::timeline;
use super::view::parts_among;
use super::weakest::weakest;
use super::weigh::{WeighedCase, weigh_case};

/// The parts of the report that rest on findings: clusters, findings, accounts and diagrams, in their final order. Findings
/// are taken, so that none is held both as rows and as text.
#[must_use]
pub fn build_report(mut found: Findings, settings: &Settings, lang: Lang) -> Report {
    let mut built: Vec<Built> =
        found.groups.par_iter().filter_map(|group| build_cluster(&found, settings, lang, group)).collect();
    built.sort_by(|a, b| {
        let score = |built: &Built| (built.cluster.score, built.all);
        score(b)
            .partial_cmp(&score(a))
            .unwrap_or(std::cmp::Ordering::Equal)
            .then_with(|| a.cluster.cluster.cmp(&b.cluster.cluster))
    });
    let mut cluster_of: Vec<Option<u32>> = vec![None; found.graph.accounts()];
    for (rank, built) in built.iter_mut().enumerate() {
        built.cluster.rank = rank as u64 + 1;
        built.accounts.iter().for_each(|account| cluster_of[account.index()] = Some(rank as u32));
    }
    let timelines =
        built.par_iter().map(|built| timeline(found.graph, &built.cluster.cluster, &built.accounts)).collect();
    let (mut clusters, diagrams): (Vec<Cluster>, Vec<Diagram>) =
        built.into_iter().map(|built| (built.cluster, built.diagram)).unzip();
    let accounts = account_results(&found, settings, &clusters, &cluster_of);
    let raw = std::mem::take(&mut found.raw);
    let findings = name_findings(found.graph, raw, &mut clusters, &cluster_of, lang);
    Report { clusters, findings, accounts, diagrams, timelines, ..Report::default() }
}

struct Built {
    accounts: Vec<AccountId>,
    cluster: Cluster,
    diagram: Diagram,
    /// Log-odds in bits before any bound.
    all: f64,
}

fn build_cluster(found: &Findings, settings: &Settings, lang: Lang, group: &Group) -> Option<Built> {
    let (graph, accounts) = (found.graph, group.accounts.as_slice());
    let parts = parts_among(found.bonds, accounts);
    let WeighedCase { mut pieces, alternatives: mut weighed, scored, motifs, owners } =
        weigh_case(found, settings, accounts, &parts);
    let probability = Bits(scored.bits).probability();
    if probability < settings.score.list_from {
        return None;
    }
    if probability >= settings.score.accuse_from {
        pieces.extend(in_passing_evidence(graph, found.background, accounts, &parts));
        weighed.extend(owners_beside(graph, &owners));
        weighed.extend(acted_upon(graph, &group.targets));
    }
    weighed.extend(decided_apart(found, accounts));
    let snapshot = graph.snapshot;
    let id = cluster_id(snapshot, accounts);
    let tied = ClusterGraph::new(graph, found.bonds, accounts, &parts);
    let weak = weakest(&tied);
    let name = |at: u32| node_name(snapshot, tied.nodes[at as usize]);
    let cohesion = Cohesion {
        bridges: weak.bridges as u64,
        weakest: weak.edge.map_or_else(Vec::new, |(a, b)| vec![name(a), name(b)]),
        without_weakest: weak.groups.iter().map(|group| group.iter().map(|&at| name(at).1).collect()).collect(),
    };
    let kind = if probability < settings.score.accuse_from { ClusterKind::Linked } else { kind_of(&pieces, &motifs) };
    let mut identifiers: Vec<IdentifierName> = tied.nodes[tied.accounts..]
        .iter()
        .filter(|node| node.kind != NodeKind::Account)
        .map(|&node| IdentifierName { kind: snapshot.kind_name(node.kind).to_owned(), value: snapshot.shown(node) })
        .collect();
    identifiers.sort();
    let cluster = Cluster {
        cluster: id.clone(),
        kind,
        score: probability,
        rank: 0,
        accounts: account_names(snapshot, accounts),
        identifiers,
        motifs,
        findings: Vec::new(),
        cohesion,
        prior: prior_bits(&settings.score, accounts.len()),
        alternatives: weighed
            .iter()
            .map(|weighed| Alternative {
                class: weighed.class.to_owned(),
                weight: weighed.weight,
                why: sentence(snapshot, &weighed.message, lang),
            })
            .collect(),
        evidence: pieces.iter().map(|piece| evidence(found, piece, lang)).collect(),
    };
    let diagram = diagram(graph, found.limits, &id, &tied, weak.edge);
    Some(Built { accounts: accounts.to_vec(), cluster, diagram, all: scored.odds.sum })
}

/// What kind of group the evidence makes it: its strongest family decides, and a ring's motif before identity.
fn kind_of(pieces: &[Piece], motifs: &[String]) -> ClusterKind {
    let of =
        |family: Family| pieces.iter().filter(|piece| piece.family == family).map(|piece| piece.weight).sum::<f64>();
    let total: f64 = pieces.iter().map(|piece| piece.weight).sum();
    let ring = motifs.iter().any(|motif| motif != "cloned_id" && motif != "mutual_review");
    if of(Family::Reviews) * 2.0 >= total {
        ClusterKind::MutualReview
    } else if of(Family::Identity) * 2.0 >= total && !ring {
        ClusterKind::SharedIdentity
    } else {
        ClusterKind::ProxyRing
    }
}

fn evidence(found: &Findings, piece: &Piece, lang: Lang) -> Evidence {
    let snapshot = found.graph.snapshot;
    let sentences: Vec<String> = piece.messages.iter().map(|message| sentence(snapshot, message, lang)).collect();
    let mut nodes: Vec<_> = piece.nodes.iter().map(|&node| node_name(snapshot, node)).collect();
    nodes.sort();
    let mut rows = piece.rows.clone();
    if piece.family == Family::Conduct && rows.is_empty() {
        rows = conduct_rows(found, piece);
    }
    Evidence {
        code: piece.code.to_owned(),
        weight: piece.weight,
        text: sentences.join("; "),
        accounts: account_names(snapshot, &piece.accounts),
        nodes,
        rows: rows.into_iter().map(row_name).collect(),
    }
}

/// Rows that show an indicator in a piece's accounts: those of their findings. T3 counts by access alone, whatever residence is
/// declared, so its findings cite less than it stands on.
fn conduct_rows(found: &Findings, piece: &Piece) -> Vec<RowRef> {
    if piece.code == Indicator::T3.info().code {
        return hidden_sessions(found.graph, &piece.accounts);
    }
    // Findings about single accounts come first, by account.
    let single = &found.raw[..found.single];
    let of_account = |&account: &AccountId| {
        let from = single.partition_point(|raw| raw.accounts[0] < account);
        single[from..].iter().take_while(move |raw| raw.accounts[0] == account)
    };
    let mut rows: Vec<_> = piece
        .accounts
        .iter()
        .flat_map(of_account)
        .filter(|raw| raw.indicator.info().code == piece.code)
        .flat_map(|raw| raw.rows.iter().copied())
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Rows of the sessions that hide where the work is done, ascending.
fn hidden_sessions(graph: &Graph, accounts: &[AccountId]) -> Vec<RowRef> {
    let sessions = accounts.iter().flat_map(|&account| graph.logins(account));
    let hidden = sessions.filter(|login| is_hidden(graph.snapshot, login));
    let mut rows: Vec<RowRef> = hidden.map(|login| RowRef { table: Table::Logins, row: login.row() }).collect();
    rows.sort_unstable();
    rows
}
