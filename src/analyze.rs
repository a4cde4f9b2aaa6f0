//! The stages in order: a snapshot in, a report out.

use std::collections::BTreeMap;

use crate::cases::{Background, Conduct, Findings, Group, build_report, by_shown, grow_clusters};
use crate::clusters::{Bonds, PairPart, TieGraph, split, tied_pairs};
use crate::detect::{account_findings, bond_findings, cluster_findings};
use crate::graph::Graph;
use crate::messages::Lang;
use crate::model::{AccountId, Indicator, NodeKind, Table, ValueId};
use crate::progress::Progress;
use crate::report::{IndicatorRun, Report, RunInfo, TableCount};
use crate::settings::Settings;
use crate::snapshot::Snapshot;
use crate::ties::{
    Bond, Fees, HolderRates, Limits, People, ReciprocalGraph, SetAside, boosting_bonds, company_payees, device_bonds,
    direct_bonds, holder_bonds, ip_bonds, line_bonds, origin_bonds, pairs_near, praise_bonds, relay_bonds,
    return_bonds, review_bonds, static_bonds, synchrony_bonds,
};

/// Finds, weighs and ranks the groups of a snapshot.
///
/// Deterministic: the same snapshot and settings give the same report for any number of threads.
#[must_use]
pub fn analyze(snapshot: &Snapshot, settings: &Settings, lang: Lang, progress: &Progress) -> Report {
    analyze_with(snapshot, settings, lang, progress, |_, report| report)
}

/// What an analysis rests on: for whoever needs more than the report, as the index for exploring does.
#[derive(Clone, Copy)]
pub struct Found<'a> {
    /// The graph.
    pub graph: &'a Graph<'a>,
    /// What ties accounts.
    pub bonds: &'a Bonds,
    /// Who may be related.
    pub people: &'a People,
    /// From where on a value is context.
    pub limits: &'a Limits,
    /// What each kind of evidence says of each pair, ascending by pair.
    pub parts: &'a [PairPart],
}

/// Like [`analyze`], and hands the report with what it rests on to `finish`.
pub fn analyze_with<T>(
    snapshot: &Snapshot,
    settings: &Settings,
    lang: Lang,
    progress: &Progress,
    finish: impl FnOnce(Found, Report) -> T,
) -> T {
    analyze_graph(&Graph::new(snapshot, progress), settings, lang, progress, finish)
}

/// Like [`analyze_with`], from a graph that was built before, where links may stand on the disk.
pub fn analyze_graph<T>(
    graph: &Graph,
    settings: &Settings,
    lang: Lang,
    progress: &Progress,
    finish: impl FnOnce(Found, Report) -> T,
) -> T {
    let snapshot = graph.snapshot;
    let limits = Limits::derive(graph, &settings.linking);
    let people = staged(progress, "Names and addresses", || People::new(graph, settings));
    let company = staged(progress, "Payees of companies", || company_payees(graph));
    let reciprocal = staged(progress, "Reviews both ways", || ReciprocalGraph::new(graph, &settings.groups));

    let (bonds, aside, holders) = all_bonds(graph, &people, &limits, &reciprocal, &company, settings, progress);
    let bonds = staged(progress, "Weighing ties", || Bonds::new(graph, &people, bonds, company, settings));
    let parts = staged(progress, "Tying pairs", || bonds.pair_parts(graph, &people));
    let clusters = staged(progress, "Splitting clusters", || {
        split(&TieGraph::new(&tied_pairs(&parts, &settings.linking)), &settings.clusters)
    });
    let groups = clusters.into_iter().map(|accounts| Group { accounts, ..Group::default() }).collect();

    let mut raw = staged(progress, "Single accounts", || account_findings(graph, settings));
    let single = raw.len();
    let conduct = staged(progress, "Rates of conduct", || Conduct::new(graph, settings, &raw));
    let background = staged(progress, "Ages of accounts", || Background::new(graph));
    let mut found = Findings {
        graph,
        people: &people,
        bonds: &bonds,
        limits: &limits,
        conduct: &conduct,
        background: &background,
        raw: Vec::new(),
        single,
        groups,
    };
    let (grown, prior) = staged(progress, "Growing clusters", || grow_clusters(&found, &parts, settings));
    found.groups = grown;
    raw.extend(staged(progress, "Shared things", || bond_findings(graph, &people, &bonds, ROWS_OF_A_FINDING)));
    let mut cluster_of: Vec<Option<u32>> = vec![None; graph.accounts()];
    for (at, group) in found.groups.iter().enumerate() {
        group.accounts.iter().for_each(|account| cluster_of[account.index()] = Some(at as u32));
    }
    raw.extend(staged(progress, "Praise within clusters", || {
        cluster_findings(graph, &settings.groups, |account: AccountId| cluster_of[account.index()])
    }));

    let mut run = run_info(graph, settings, &limits, &reciprocal, &conduct, &bonds);
    run.estimated.insert("payees.of_relatives".into(), serde_json::json!(holders));
    run.estimated.insert("set_aside".into(), serde_json::json!(aside));
    run.estimated.insert("score.prior".into(), serde_json::json!(prior));
    count_findings(&mut run, snapshot, raw.iter().map(|raw| raw.indicator));
    found.raw = raw;
    let report = staged(progress, "Weighing evidence", || build_report(found, &settings.with_prior(prior.prior), lang));
    run.found.insert("clusters".into(), report.clusters.len() as u64);
    run.found.insert("findings".into(), report.findings.len() as u64);
    let accused = report.clusters.iter().filter(|cluster| cluster.score >= settings.score.accuse_from);
    run.found.insert("clusters_in_queue".into(), accused.clone().count() as u64);
    run.found.insert("accounts_in_queue".into(), accused.map(|cluster| cluster.accounts.len() as u64).sum());
    let mut report = Report { run, rejects: snapshot.rejects.clone(), ..report };
    if snapshot.pseudonyms.is_some() {
        by_shown(&mut report);
    }
    finish(Found { graph, bonds: &bonds, people: &people, limits: &limits, parts: &parts }, report)
}

/// Rows cited by a finding about a pair or group: its evidence in a cluster cites all of them.
const ROWS_OF_A_FINDING: usize = 100;

fn staged<T>(progress: &Progress, name: &str, work: impl FnOnce() -> T) -> T {
    let _stage = progress.stage(name, 0);
    work()
}

fn all_bonds(
    graph: &Graph,
    people: &People,
    limits: &Limits,
    reciprocal: &ReciprocalGraph,
    company: &[ValueId],
    settings: &Settings,
    progress: &Progress,
) -> (Vec<Bond>, SetAside, HolderRates) {
    let mut bonds = staged(progress, "Shared documents and payees", || static_bonds(graph, limits, company, settings));
    let (named, holders) = staged(progress, "Holders of payees", || holder_bonds(graph, people, limits));
    bonds.extend(named);
    bonds.extend(staged(progress, "Shared devices", || device_bonds(graph, limits, &settings.linking)));
    bonds.extend(staged(progress, "Shared addresses", || ip_bonds(graph, limits, &settings.linking)));
    bonds.extend(staged(progress, "Moving lines", || line_bonds(graph, limits, &settings.linking)));
    let near = staged(progress, "Pairs near each other", || pairs_near(graph, settings));
    let mut aside = SetAside::default();
    let mut counted = |bonds: &mut Vec<Bond>, (found, wide): (Vec<Bond>, SetAside)| {
        bonds.extend(found);
        aside.extend(wide);
    };
    counted(&mut bonds, staged(progress, "Sessions in step", || synchrony_bonds(graph, &near, settings)));
    counted(&mut bonds, staged(progress, "Sessions one after another", || relay_bonds(graph, &near, settings)));
    drop(near);
    bonds.extend(staged(progress, "Common beginnings", || origin_bonds(graph, limits, settings)));
    bonds.extend(staged(progress, "Returns after an end", || return_bonds(graph, limits, company, settings)));
    let fees = Fees::new(graph);
    bonds.extend(staged(progress, "Mutual reviews", || review_bonds(&fees, reciprocal, settings)));
    let boosting = staged(progress, "One-way praise", || boosting_bonds(graph, &fees, reciprocal, &bonds, settings));
    counted(&mut bonds, boosting);
    counted(&mut bonds, staged(progress, "Direct ties", || direct_bonds(graph, settings)));
    let praise = staged(progress, "Praise of those who share", || praise_bonds(graph, &bonds, settings));
    bonds.extend(praise);
    (bonds, aside, holders)
}

fn run_info(
    graph: &Graph,
    settings: &Settings,
    limits: &Limits,
    reciprocal: &ReciprocalGraph,
    conduct: &Conduct,
    bonds: &Bonds,
) -> RunInfo {
    let snapshot = graph.snapshot;
    let mut estimated = BTreeMap::new();
    for (kind, limit) in limits.all() {
        estimated.insert(format!("limit.{}", snapshot.kind_name(kind)), serde_json::json!(limit));
    }
    estimated.insert("reviews.transitivity".into(), serde_json::json!(reciprocal.transitivity));
    estimated.insert("reviews.search".into(), serde_json::json!(reciprocal.search));
    let rates: BTreeMap<&str, f64> = Indicator::ALL
        .iter()
        .filter(|&&indicator| crate::detect::conduct_weight(indicator) > 0.0)
        .map(|&indicator| (indicator.info().code, conduct.rate(indicator)))
        .collect();
    estimated.insert("conduct.rates".into(), serde_json::json!(rates));
    let mut by_kind: BTreeMap<String, u64> = BTreeMap::new();
    for bond in bonds.all() {
        *by_kind.entry(format!("{:?}", bond.kind)).or_default() += 1;
    }
    estimated.insert(
        "sharing.rates".into(),
        serde_json::json!(bonds.estimates().rates(|named| snapshot.kind_name(NodeKind::Other(named)))),
    );
    estimated.insert("documents.of_several".into(), serde_json::json!(bonds.papers()));
    estimated.insert("bonds".into(), serde_json::json!(by_kind));
    let count = |kind: NodeKind| (snapshot.kind_name(kind).to_owned(), snapshot.count(kind) as u64);
    RunInfo {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        moment: snapshot.moment.to_string(),
        settings: serde_json::to_value(settings).unwrap_or_default(),
        inputs: snapshot.inputs.clone(),
        tables: table_counts(snapshot),
        indicators: BTreeMap::new(),
        nodes: snapshot.node_kinds().into_iter().map(count).collect(),
        links: graph
            .kinds()
            .iter()
            .map(|&kind| (snapshot.kind_name(kind).to_owned(), graph.links(kind).len() as u64))
            .collect(),
        estimated,
        found: BTreeMap::new(),
        notes: snapshot.notes.iter().cloned().chain(limits_of_nothing(snapshot, settings)).collect(),
    }
}

/// Notes about fixed limits of kinds that the snapshot does not have: a word that was misspelt, or a table that is absent.
fn limits_of_nothing(snapshot: &Snapshot, settings: &Settings) -> Vec<String> {
    let kinds = snapshot.node_kinds();
    let names: Vec<&str> = kinds.iter().map(|&kind| snapshot.kind_name(kind)).collect();
    let strange = settings.linking.limits.keys().filter(|kind| !names.contains(&kind.as_str()));
    let note =
        |kind| format!("[linking] limits speaks of {kind}, a kind that is not here: here are {}", names.join(", "));
    strange.map(note).collect()
}

fn table_counts(snapshot: &Snapshot) -> BTreeMap<String, TableCount> {
    let mut counts: BTreeMap<String, TableCount> = BTreeMap::new();
    for table in Table::ALL.into_iter().filter(|&table| snapshot.has(table)) {
        counts.insert(table.name().to_owned(), TableCount::default());
    }
    for input in &snapshot.inputs {
        let count = counts.entry(input.table.to_owned()).or_default();
        count.read += input.rows - input.rejected;
        count.rejected += input.rejected;
    }
    counts
}

/// Which indicators ran, by the tables and columns that were there, and how many findings each made.
fn count_findings(run: &mut RunInfo, snapshot: &Snapshot, found: impl Iterator<Item = Indicator>) {
    for &indicator in Indicator::ALL {
        let why = snapshot.lacks(indicator);
        run.indicators.insert(indicator.info().code.to_owned(), IndicatorRun { ran: why.is_none(), why, findings: 0 });
    }
    for indicator in found {
        if let Some(run) = run.indicators.get_mut(indicator.info().code) {
            run.findings += 1;
        }
    }
}
