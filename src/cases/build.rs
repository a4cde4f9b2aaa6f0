//! Clusters and findings to the report.

use rayon::prelude::*;

use crate::clusters::{Bonds, cluster_id};
use crate::detect::{RawFinding, is_hidden};
use crate::graph::Graph;
use crate::messages::Lang;
use crate::model::{AccountId, Bits, Indicator, NodeKind, RowRef, Table};
use crate::report::{Alternative, Cluster, ClusterKind, Cohesion, Diagram, Evidence, IdentifierName, Report};
use crate::settings::Settings;
use crate::ties::{BondKind, Family, Limits, People};

use super::accounts::account_results;
use super::alternatives::{Weighed, weigh_alternatives};
use super::background::{self, Background, Trait};
use super::case::Case;
use super::conduct::{Conduct, Habit};
use super::diagram::{ClusterGraph, diagram};
use super::evidence::{Piece, gather};
use super::findings::name_findings;
use super::kinds::weigh_kinds;
use super::motifs::motifs;
use super::names::{account_names, node_name, row_name, sentence};
use super::notes::{acted_upon, decided_apart, owners_beside};
use super::owners::{owners_outside, parts_with_copies};
use super::passing::in_passing_evidence;
use super::score::{Scored, prior_bits, score};
use super::targets::Target;
use super::timeline::timeline;
use super::view::{Part, parts_among};
use super::weakest::weakest;

/// All that the passes before found.
pub struct Findings<'a> {
    /// The graph.
    pub graph: &'a Graph<'a>,
    /// Who may be related.
    pub people: &'a People,
    /// What ties accounts.
    pub bonds: &'a Bonds,
    /// From where on a value is context.
    pub limits: &'a Limits,
    /// What single accounts show.
    pub conduct: &'a Conduct,
    /// When accounts were made, and who is known to be paid.
    pub background: &'a Background,
    /// Findings of all detectors; the first `single` are about one account each, by account.
    pub raw: Vec<RawFinding>,
    /// Number of findings about single accounts.
    pub single: usize,
    /// Clusters.
    pub groups: Vec<Group>,
}

/// Accounts of one cluster, ascending, and whom it acts upon, who are none of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Its members.
    pub accounts: Vec<AccountId>,
    /// Who is tied to them by what they did.
    pub targets: Vec<Target>,
}

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

/// How likely it is that these accounts (ascending) are one operation.
pub(super) fn scored(found: &Findings, settings: &Settings, accounts: &[AccountId]) -> Scored {
    weigh_case(found, settings, accounts, &parts_among(found.bonds, accounts)).scored
}

/// A case weighed: its evidence, alternatives and score.
struct WeighedCase {
    pieces: Vec<Piece>,
    alternatives: Vec<Weighed>,
    scored: Scored,
    motifs: Vec<String>,
    /// Whose documents its accounts use, ascending; none of them is in it.
    owners: Vec<AccountId>,
}

fn weigh_case(found: &Findings, settings: &Settings, accounts: &[AccountId], parts: &[Part]) -> WeighedCase {
    let graph = found.graph;
    let owners = owners_outside(found, accounts);
    let copies = (!owners.is_empty()).then(|| parts_with_copies(found.bonds, accounts, &owners));
    let parts = copies.as_deref().unwrap_or(parts);
    let kinds = weigh_kinds(graph, found.people, found.bonds.estimates(), parts, accounts.len(), &settings.weights);
    let mut shown = found.conduct.weigh(graph, accounts, &settings.weights);
    if kinds.iter().any(|kind| kind.kind == BondKind::Bank) {
        // Whoever is paid on another's account has another's name on it: one observation, not two.
        shown.retain(|shown| shown.habit != Habit::Shows(Indicator::P2));
    }
    if kinds.iter().any(|kind| kind.kind == BondKind::Exit) {
        // Nor are a private exit and the use of exits.
        shown.retain(|shown| shown.habit != Habit::Shows(Indicator::T3));
    }
    if kinds.iter().any(|kind| matches!(kind.kind, BondKind::Reviews | BondKind::Boosting)) {
        // Nor are orders far below the market and reviews that stand on no order worth the name.
        shown.retain(|shown| shown.habit != Habit::Shows(Indicator::C4));
    }
    let case = Case {
        graph,
        people: found.people,
        conduct: found.conduct,
        accounts,
        parts,
        kinds: &kinds,
        shown: &shown,
        linking: &settings.linking,
        papers: found.bonds.papers(),
    };
    let mut alternatives = weigh_alternatives(&case, &settings.weights);
    let (like, unlike): (Vec<Trait>, Vec<Trait>) =
        found.background.weigh(graph, accounts, &settings.weights).into_iter().partition(|of| of.bits > 0.0);
    let mut pieces = gather(&case, like);
    alternatives.weighed.extend(unlike.into_iter().map(|of| Weighed {
        class: background::CODE,
        weight: of.bits,
        message: of.message,
    }));
    let scored = score(&case, &settings.score, &mut pieces, &mut alternatives);
    WeighedCase { pieces, alternatives: alternatives.weighed, scored, motifs: motifs(&case), owners }
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
        pieces.extend(in_passing_evidence(graph, accounts, &parts));
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
