//! The data that the page reads, as `viz/API.md` fixes it, and how it is made from results.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::layout::{PlacedDiagram, place};
use super::thumb::{Thumb, thumb};
use crate::messages::Template;
use crate::report::{AccountResult, Cluster, ClusterKind, Diagram, Finding, RunInfo, Timeline};
use crate::settings::Contact;

/// What the page is told first.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Boot {
    /// `report` or `serve`.
    pub mode: &'static str,
    /// `en` or `ja`, to begin with.
    pub lang: String,
    /// Version of the program.
    pub version: String,
    /// What was blanked: `names`, `ips`.
    pub redacted: Vec<&'static str>,
    /// Whom to report to, as the settings say.
    pub contacts: serde_json::Value,
    /// Every sentence of the results with its blanks, in English and Japanese, for switching the language.
    pub sentences: Vec<Template>,
    /// Who decides, where that is known (`serve`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// The run shown (`report`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<Run>,
    /// The queue (`report`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queue: Option<Vec<Row>>,
    /// `run.json` without what was measured (`report`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run_info: Option<RunInfo>,
}

/// A run in a few words.
#[derive(Clone, Debug, Serialize)]
pub struct Run {
    /// Its id: the name of its directory, made unique.
    pub run: String,
    /// The snapshot's latest moment, RFC 3339.
    pub moment: String,
    /// Version of the program that made it.
    pub version: String,
    /// The platform's time zone, IANA.
    pub time_zone: String,
    /// Clusters listed.
    pub clusters: usize,
    /// Score from which a cluster is put up for review.
    pub accuse_from: f64,
    /// Counts of what was found.
    pub found: BTreeMap<String, u64>,
    /// What else the reader should know.
    pub notes: Vec<String>,
}

/// A line of the queue.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The cluster's id.
    pub cluster: String,
    /// Place in the queue, from 1.
    pub rank: u64,
    /// 0 to 1.
    pub score: f64,
    /// The score as log-odds in bits.
    pub bits: f64,
    /// What kind of group it is.
    pub kind: ClusterKind,
    /// Motifs recognised.
    pub motifs: Vec<String>,
    /// Number of accounts.
    pub accounts: usize,
    /// Number of identifiers that tie them.
    pub identifiers: usize,
    /// The three weightiest kinds of evidence.
    pub codes: Vec<String>,
    /// Class of the weightiest lawful explanation, or empty.
    pub lawful: String,
    /// A small picture.
    pub thumb: Thumb,
    /// Against the run before (`serve`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// The last decision in force (`serve`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<serde_json::Value>,
    /// Whether it came or changed since the last decision on an earlier run, and stands undecided (`serve`).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub fresh: bool,
}

/// Everything about one cluster.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// The line of `clusters.ndjson`.
    pub cluster: Cluster,
    /// Findings that stand in it.
    pub findings: Vec<Finding>,
    /// Its accounts, in its order.
    pub members: Vec<Member>,
    /// Its diagram with places.
    pub diagram: PlacedDiagram,
    /// Its sessions, start and end as differences.
    pub timeline: Sessions,
    /// Decisions about it (`serve`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decisions: Option<serde_json::Value>,
}

/// An account of a cluster.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Member {
    /// The account.
    pub account: String,
    /// Its registered name, or empty.
    pub name: String,
    /// The part it plays, or empty.
    pub role: String,
    /// Smallest account of its connected component.
    pub component: String,
    /// 0 to 1.
    pub score: f64,
    /// Codes of its indicators.
    pub indicators: Vec<Cow<'static, str>>,
    /// Sessions in all.
    pub sessions: u64,
}

/// A timeline, packed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Sessions {
    /// Devices that sessions name by position.
    pub devices: Vec<String>,
    /// Addresses that sessions name by position.
    pub ips: Vec<String>,
    /// A lane for each account.
    pub lanes: Vec<PackedLane>,
}

/// Sessions of one account.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PackedLane {
    /// The account.
    pub account: String,
    /// Sessions in all; fewer may follow: the last ones.
    pub total: u64,
    /// Seconds since the start before (the first: Unix time), seconds of length, device, address.
    pub sessions: Vec<(u32, u32, i32, i32)>,
}

/// Sessions of a cluster that a page takes at most; each account keeps at least [`FEWEST`] of its last ones.
const MOST: usize = 40_000;
/// Sessions that each account may keep in any case.
const FEWEST: usize = 20;

/// A run in a few words; `id` is the name under which it goes.
#[must_use]
pub fn run(id: &str, info: &RunInfo, clusters: usize) -> Run {
    let setting = |pointer: &str| info.settings.pointer(pointer);
    Run {
        run: id.to_owned(),
        moment: info.moment.clone(),
        version: info.version.clone(),
        time_zone: setting("/time_zone").and_then(|zone| zone.as_str()).unwrap_or("UTC").to_owned(),
        clusters,
        accuse_from: setting("/score/accuse_from").and_then(serde_json::Value::as_f64).unwrap_or(0.5),
        found: info.found.clone(),
        notes: info.notes.clone(),
    }
}

/// The reporting contacts of the settings; the notice's own where the run is older than they are.
#[must_use]
pub fn contacts(info: &RunInfo) -> serde_json::Value {
    match info.settings.get("contacts") {
        Some(list @ serde_json::Value::Array(_)) => list.clone(),
        _ => serde_json::json!(Contact::of_the_notice()),
    }
}

/// A line of the queue. O(n log n + m) in the diagram.
#[must_use]
pub fn row(cluster: &Cluster, diagram: &Diagram) -> Row {
    let mut weights: Vec<(&str, f64)> = Vec::new();
    for evidence in &cluster.evidence {
        match weights.iter_mut().find(|(code, _)| *code == evidence.code) {
            Some(weight) => weight.1 += evidence.weight,
            None => weights.push((&evidence.code, evidence.weight)),
        }
    }
    weights.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    let lawful = cluster
        .alternatives
        .iter()
        .filter(|other| !matches!(other.class.as_str(), "one_kind" | "unmodelled" | "background"));
    let lawful = lawful.min_by(|a, b| a.weight.total_cmp(&b.weight)).filter(|other| other.weight < 0.0);
    Row {
        cluster: cluster.cluster.clone(),
        rank: cluster.rank,
        score: cluster.score,
        bits: log_odds(cluster.score),
        kind: cluster.kind,
        motifs: cluster.motifs.clone(),
        accounts: cluster.accounts.len(),
        identifiers: cluster.identifiers.len(),
        codes: weights.iter().take(3).filter(|weight| weight.1 > 0.0).map(|weight| weight.0.to_owned()).collect(),
        lawful: lawful.map_or_else(String::new, |other| other.class.clone()),
        thumb: thumb(diagram),
        change: None,
        decision: None,
        fresh: false,
    }
}

/// log2(p / (1 - p)), to three decimals, within what a page can show.
fn log_odds(score: f64) -> f64 {
    let score = score.clamp(1e-9, 1.0 - 1e-9);
    ((score / (1.0 - score)).log2() * 1000.0).round() / 1000.0
}

/// Everything about one cluster; `account` finds a line of `accounts.csv`.
#[must_use]
pub fn page<'a>(
    cluster: &Cluster,
    findings: &[&Finding],
    diagram: &Diagram,
    timeline: &Timeline,
    account: impl Fn(&str) -> Option<&'a AccountResult>,
) -> Page {
    Page {
        cluster: cluster.clone(),
        findings: findings.iter().map(|finding| (*finding).clone()).collect(),
        members: members(cluster, diagram, timeline, account),
        diagram: place(diagram),
        timeline: sessions(timeline),
        decisions: None,
    }
}

fn members<'a>(
    cluster: &Cluster,
    diagram: &Diagram,
    timeline: &Timeline,
    account: impl Fn(&str) -> Option<&'a AccountResult>,
) -> Vec<Member> {
    let drawn = diagram.nodes.iter().filter(|node| node.kind == "account");
    let drawn: BTreeMap<&str, _> = drawn.map(|node| (node.value.as_str(), node)).collect();
    let lanes: BTreeMap<&str, u64> = timeline.lanes.iter().map(|lane| (lane.account.as_str(), lane.total)).collect();
    let member = |id: &String| {
        let (row, node) = (account(id), drawn.get(id.as_str()));
        Member {
            account: id.clone(),
            name: node.map_or_else(String::new, |node| node.note.clone()),
            role: node.map_or_else(String::new, |node| node.role.clone()),
            component: row.map_or_else(String::new, |row| row.component.to_string()),
            score: row.map_or(0.0, |row| row.score),
            indicators: row.map_or_else(Vec::new, |row| row.indicators.clone()),
            sessions: lanes.get(id.as_str()).copied().unwrap_or(0),
        }
    };
    cluster.accounts.iter().map(member).collect()
}

/// Packs a timeline; where a cluster has very many sessions, each account keeps an equal number of its last ones.
fn sessions(timeline: &Timeline) -> Sessions {
    let kept = (MOST / timeline.lanes.len().max(1)).max(FEWEST);
    let lanes = timeline.lanes.iter().map(|lane| {
        let last = &lane.sessions[lane.sessions.len().saturating_sub(kept)..];
        let mut before = 0;
        let packed = last.iter().map(|&(start, end, device, ip)| {
            let gap = start.saturating_sub(before);
            before = start;
            (gap, end.saturating_sub(start), device, ip)
        });
        PackedLane { account: lane.account.clone(), total: lane.total, sessions: packed.collect() }
    });
    Sessions { devices: timeline.devices.clone(), ips: timeline.ips.clone(), lanes: lanes.collect() }
}
