//! The evaluation as tables for people.

use std::fmt::Write;

use super::{Evaluation, Scores};

/// A table: first column to the left, the others to the right.
fn table(out: &mut String, header: &[&str], rows: &[Vec<String>]) {
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).chain([header[at].len()]).max().unwrap_or(0);
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let mut line = |cells: &[String]| {
        let mut text = String::from("  ");
        for (at, (cell, width)) in cells.iter().zip(&widths).enumerate() {
            let gap = if at == 0 { "" } else { "  " };
            // Writing to a string cannot fail.
            let _ = if at == 0 { write!(text, "{cell:<width$}") } else { write!(text, "{gap}{cell:>width$}") };
        }
        out.push_str(text.trim_end());
        out.push('\n');
    };
    line(&header.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
    for row in rows {
        line(row);
    }
}

fn share(value: f64) -> String {
    format!("{value:.4}")
}

fn percent(value: f64) -> String {
    format!("{:.2}%", value * 100.0)
}

fn scores(name: &str, scores: Scores) -> Vec<String> {
    vec![name.to_owned(), share(scores.precision), share(scores.recall), share(scores.f1)]
}

/// The evaluation as aligned tables.
#[must_use]
pub fn as_text(of: &Evaluation) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{} accounts, {} of them in {} rings; {} clusters, {} accounts accused (score >= {})",
        of.accounts, of.ring_accounts, of.rings, of.clusters, of.accused, of.threshold
    );
    if of.unknown_accounts > 0 {
        let _ = writeln!(out, "{} clustered accounts are not in the truth and were left out", of.unknown_accounts);
    }
    out.push_str("\nAgreement\n");
    let rows = [
        scores("pairs", of.pairs),
        scores("B-cubed, all accounts", of.bcubed),
        scores("B-cubed, ring or accused", of.bcubed_ring_or_accused),
    ];
    table(&mut out, &["", "precision", "recall", "F1"], &rows);
    let _ = writeln!(out, "  average precision of account scores: {}", share(of.average_precision));
    rings(&mut out, of);
    lawful(&mut out, of);
    reliability(&mut out, of);
    largest(&mut out, of);
    out
}

fn rings(out: &mut String, of: &Evaluation) {
    let found = &of.found;
    let _ = writeln!(
        out,
        "\nRings found among the first {} clusters of the queue: {} of {} ({})",
        found.budget,
        found.found,
        of.rings,
        share(found.share)
    );
    let row = |(motif, score): (&String, &super::MotifScore)| {
        let numbers = [score.rings, score.found, score.members, score.accused].map(|n| n.to_string());
        [vec![motif.clone()], numbers.to_vec(), vec![share(score.member_recall)]].concat()
    };
    let rows: Vec<_> = found.by_motif.iter().map(row).collect();
    table(out, &["motif", "rings", "found", "members", "accused", "member recall"], &rows);
}

fn lawful(out: &mut String, of: &Evaluation) {
    let row = |name: &str, score: &super::ClassScore| {
        vec![name.to_owned(), score.accounts.to_string(), score.accused.to_string(), percent(score.share)]
    };
    out.push_str("\nLawful accounts accused\n");
    let mut rows: Vec<_> = of.lawful.by_class.iter().map(|(name, score)| row(name, score)).collect();
    rows.push(row("all lawful", &of.lawful.all));
    table(out, &["class", "accounts", "accused", "share"], &rows);
}

fn reliability(out: &mut String, of: &Evaluation) {
    out.push_str("\nClusters by score\n");
    let shown = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), share);
    let rows: Vec<_> = of
        .reliability
        .iter()
        .map(|decile| {
            let range = format!("{:.1} to {:.1}", decile.from, decile.to);
            vec![
                range,
                decile.clusters.to_string(),
                decile.rings.to_string(),
                shown(decile.share),
                shown(decile.expected),
            ]
        })
        .collect();
    table(out, &["score", "clusters", "rings", "share", "expected"], &rows);
}

fn largest(out: &mut String, of: &Evaluation) {
    if of.largest.is_empty() {
        return;
    }
    out.push_str("\nLargest clusters\n");
    let rows: Vec<_> = of
        .largest
        .iter()
        .map(|cluster| {
            let numbers = [cluster.accounts, cluster.of_one_ring].map(|n| n.to_string());
            let names = vec![cluster.cluster.clone(), cluster.kind.clone(), share(cluster.score)];
            let motif = if cluster.motif.is_empty() { "-".to_owned() } else { cluster.motif.clone() };
            [names, numbers.to_vec(), vec![motif]].concat()
        })
        .collect();
    table(out, &["cluster", "kind", "score", "accounts", "of one ring", "its motif"], &rows);
}
