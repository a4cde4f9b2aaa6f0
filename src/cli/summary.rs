//! What a run says at its end: what was read, rejected and found, the ten highest clusters, where to look next.

use std::fmt::Write;
use std::path::Path;

use crate::report::{Cluster, ClusterKind, Report};
use crate::settings::Settings;
use crate::snapshot::Snapshot;

/// Clusters in a line each.
const SHOWN: usize = 10;

/// The summary, as text of at most 100 columns where names allow.
#[must_use]
pub fn summary(snapshot: &Snapshot, report: &Report, settings: &Settings, out: &Path) -> String {
    let mut text = String::new();
    let read: u64 = report.run.tables.values().map(|table| table.read).sum();
    let _ = writeln!(
        text,
        "Read      {} rows of {} tables: {} accounts, {} sessions",
        grouped(read),
        report.run.tables.len(),
        grouped(snapshot.accounts.len() as u64),
        grouped(snapshot.logins.len() as u64),
    );
    if !report.rejects.is_empty() {
        let _ = writeln!(text, "Rejected  {} rows: see rejects.csv", grouped(report.rejects.len() as u64));
    }
    for note in &report.run.notes {
        let _ = writeln!(text, "Note      {note}");
    }
    let off: Vec<&str> =
        report.run.indicators.iter().filter(|(_, run)| !run.ran).map(|(code, _)| code.as_str()).collect();
    if !off.is_empty() {
        let _ = writeln!(text, "Off       {} (their tables are absent)", off.join(", "));
    }
    let queue: Vec<&Cluster> =
        report.clusters.iter().filter(|cluster| cluster.score >= settings.score.accuse_from).collect();
    let accounts: usize = queue.iter().map(|cluster| cluster.accounts.len()).sum();
    let _ = writeln!(
        text,
        "Found     {} clusters with {} accounts to review; {} more below {:.0}%; {} findings",
        grouped(queue.len() as u64),
        grouped(accounts as u64),
        grouped((report.clusters.len() - queue.len()) as u64),
        settings.score.accuse_from * 100.0,
        grouped(report.findings.len() as u64),
    );
    if !queue.is_empty() {
        let _ = writeln!(text, "\nrank  score  accounts  cluster       kind             why");
    }
    for cluster in queue.iter().take(SHOWN) {
        let _ = writeln!(
            text,
            "{:>4}  {:.3}  {:>8}  {}  {:<15}  {}",
            cluster.rank,
            cluster.score,
            cluster.accounts.len(),
            cluster.cluster,
            kind_word(cluster.kind),
            why(cluster),
        );
    }
    let _ = writeln!(text, "\nResults   {}", out.display());
    if let Some(first) = queue.first() {
        let _ = writeln!(text, "Next      ringtrace serve {} --cases cases.db", out.display());
        let _ = writeln!(text, "          ringtrace render {} {} --format svg", out.display(), first.cluster);
    }
    text
}

/// A cluster's motifs, or its strongest evidence where it has none.
fn why(cluster: &Cluster) -> String {
    if cluster.motifs.is_empty() {
        let codes: Vec<&str> = cluster.evidence.iter().take(3).map(|evidence| evidence.code.as_str()).collect();
        codes.join(", ").replace('_', " ")
    } else {
        cluster.motifs.join(", ").replace('_', " ")
    }
}

const fn kind_word(kind: ClusterKind) -> &'static str {
    match kind {
        ClusterKind::SharedIdentity => "shared identity",
        ClusterKind::ProxyRing => "proxy ring",
        ClusterKind::MutualReview => "mutual review",
        ClusterKind::Linked => "linked",
    }
}

/// A number with its thousands apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
