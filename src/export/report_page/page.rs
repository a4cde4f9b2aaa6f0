//! The page as a file, and as what `serve` answers.
//!
//! The page's own markup, style and script are built from `viz/` and stand in `viz/dist/page.html`, with a
//! content-security policy that allows just these two by their hashes and no request at all.

use std::collections::HashMap;
use std::io::{self, Write};

use super::data::{Boot, contacts, page, row, run};
use super::pack::{escaped, packed};
use super::redact::{Redaction, Redactor};
use crate::messages::{Lang, templates};
use crate::report::{AccountResult, Cluster, Diagram, Finding, Report, Timeline};

/// The built page, with marks where data goes.
const TEMPLATE: &str = include_str!("../../../viz/dist/page.html");
/// Where the page's first data stands: before its script.
const FIRST: &str = "<!--ringtrace:first-->";
/// Where the rest stands: after its script, so that the queue shows while this is still being read.
const REST: &str = "<!--ringtrace:rest-->";
/// The policy's word on requests in a report.
const NO_REQUESTS: &str = "connect-src 'none'";

/// What `serve` answers for `/`.
#[derive(Clone, Debug)]
pub struct ServedPage {
    /// The page.
    pub html: String,
    /// For the header `Content-Security-Policy`.
    pub csp: String,
}

/// How a report is made.
#[derive(Clone, Debug, Default)]
pub struct ReportOptions {
    /// Language to begin with.
    pub lang: Lang,
    /// What to blank.
    pub redaction: Redaction,
    /// Name of the run: that of its directory.
    pub name: String,
    /// Clusters at most, by rank.
    pub clusters: Option<usize>,
}

/// Writes the self-contained page. The report is taken apart as it is written.
///
/// # Errors
/// Writing failed.
pub fn write_report(mut report: Report, options: &ReportOptions, out: &mut impl Write) -> io::Result<()> {
    if let Some(most) = options.clusters {
        report.clusters.truncate(most);
    }
    Redactor::new(options.redaction).report(&mut report);
    let (head, between, tail) = parts()?;
    let found = Found::new(&report);
    write!(
        out,
        "{head}<script type=\"application/json\" id=\"data\">{}</script>\n{between}",
        escaped(&boot(&report, options))?
    )?;
    let mut index: serde_json::Map<String, serde_json::Value> = serde_json::Map::new();
    for cluster in &report.clusters {
        let parts = found.of(cluster);
        let account = |id: &str| found.accounts.get(id).copied();
        let data = packed(&page(cluster, &parts.findings, parts.diagram, parts.timeline, account))?;
        let id = attribute(&cluster.cluster);
        writeln!(out, "<script type=\"text/plain\" data-cluster=\"{id}\">{data}</script>")?;
        index.insert(cluster.cluster.clone(), words(cluster, parts.diagram).into());
    }
    writeln!(out, "<script type=\"text/plain\" id=\"index\">{}</script>", packed(&index)?)?;
    out.write_all(tail.as_bytes())
}

/// The page that asks for its data.
#[must_use]
pub fn serve_page(boot: &Boot) -> ServedPage {
    let data = escaped(boot).unwrap_or_else(|_| "{}".to_owned());
    let html = TEMPLATE
        .replacen(FIRST, &format!("<script type=\"application/json\" id=\"data\">{data}</script>"), 1)
        .replacen(REST, "", 1)
        .replacen(NO_REQUESTS, "connect-src 'self'", 1);
    let csp = html.split_once("Content-Security-Policy\" content=\"").and_then(|(_, rest)| rest.split_once('"'));
    let csp = csp.map_or_else(|| "default-src 'none'".to_owned(), |(csp, _)| format!("{csp}; frame-ancestors 'none'"));
    ServedPage { html, csp }
}

/// The template around its two marks.
fn parts() -> io::Result<(&'static str, &'static str, &'static str)> {
    let cut = |text: &'static str, mark: &str| {
        text.split_once(mark)
            .ok_or_else(|| io::Error::other(format!("viz/dist/page.html has no {mark}; build it again")))
    };
    let (head, rest) = cut(TEMPLATE, FIRST)?;
    let (between, tail) = cut(rest, REST)?;
    Ok((head, between, tail))
}

fn boot(report: &Report, options: &ReportOptions) -> Boot {
    let empty = Diagram::default();
    let diagrams: HashMap<&str, &Diagram> =
        report.diagrams.iter().map(|diagram| (diagram.cluster.as_str(), diagram)).collect();
    let diagram = |cluster: &Cluster| diagrams.get(cluster.cluster.as_str()).copied().unwrap_or(&empty);
    Boot {
        mode: "report",
        lang: if options.lang == Lang::Ja { "ja" } else { "en" }.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        redacted: options.redaction.list(),
        contacts: contacts(&report.run),
        sentences: templates(),
        user: None,
        runs: vec![run(&options.name, &report.run, report.clusters.len())],
        queue: Some(report.clusters.iter().map(|cluster| row(cluster, diagram(cluster))).collect()),
        run_info: Some(report.run.clone()),
    }
}

/// Parts of a report by cluster and account.
struct Found<'a> {
    diagrams: HashMap<&'a str, &'a Diagram>,
    timelines: HashMap<&'a str, &'a Timeline>,
    findings: HashMap<&'a str, Vec<&'a Finding>>,
    accounts: HashMap<&'a str, &'a AccountResult>,
    no_diagram: Diagram,
    no_timeline: Timeline,
}

/// The parts that belong to one cluster.
struct Parts<'a> {
    diagram: &'a Diagram,
    timeline: &'a Timeline,
    findings: Vec<&'a Finding>,
}

impl<'a> Found<'a> {
    fn new(report: &'a Report) -> Self {
        let mut findings: HashMap<&str, Vec<&Finding>> = HashMap::new();
        for finding in &report.findings {
            findings.entry(&finding.cluster).or_default().push(finding);
        }
        Self {
            diagrams: report.diagrams.iter().map(|diagram| (diagram.cluster.as_str(), diagram)).collect(),
            timelines: report.timelines.iter().map(|timeline| (timeline.cluster.as_str(), timeline)).collect(),
            findings,
            accounts: report.accounts.iter().map(|account| (account.account_id.as_str(), account)).collect(),
            no_diagram: Diagram::default(),
            no_timeline: Timeline::default(),
        }
    }

    fn of(&self, cluster: &Cluster) -> Parts<'_> {
        let id = cluster.cluster.as_str();
        Parts {
            diagram: self.diagrams.get(id).copied().unwrap_or(&self.no_diagram),
            timeline: self.timelines.get(id).copied().unwrap_or(&self.no_timeline),
            findings: self.findings.get(id).cloned().unwrap_or_default(),
        }
    }
}

/// What search looks through: accounts, identifiers, names.
fn words(cluster: &Cluster, diagram: &Diagram) -> Vec<String> {
    let mut words: Vec<String> = cluster.accounts.clone();
    words.extend(cluster.identifiers.iter().map(|identifier| identifier.value.clone()));
    words.extend(diagram.nodes.iter().map(|node| node.note.clone()).filter(|note| !note.is_empty()));
    let mut seen = std::collections::HashSet::new();
    words.retain(|word| seen.insert(word.clone()));
    words
}

/// A cluster's id as an attribute; ids are of our own making, but a results directory may have been edited.
fn attribute(id: &str) -> String {
    id.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}
