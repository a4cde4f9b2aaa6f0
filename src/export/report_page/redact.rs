//! Blanks what a report must not show: registered names, and network addresses.
//!
//! An address becomes a number that is the same throughout the report (`IP-0001`): which sessions share one still
//! shows, and nothing that could be undone by trying all addresses stands in the file. In sentences, names stand
//! between quotation marks, and everything from the first to the last of them goes.

use std::collections::HashMap;
use std::net::IpAddr;

use crate::report::{Cluster, Diagram, Finding, NodeName, Report, Timeline};

/// What stands in place of a name.
const BLANK: &str = "■■■";

/// What to blank.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Redaction {
    /// Names of people and organisations.
    pub names: bool,
    /// IP addresses and networks.
    pub ips: bool,
}

impl Redaction {
    /// What was blanked, as the page is told.
    #[must_use]
    pub fn list(self) -> Vec<&'static str> {
        [(self.names, "names"), (self.ips, "ips")].into_iter().filter_map(|(on, name)| on.then_some(name)).collect()
    }
}

/// Blanks parts of a report; the same address gets the same number for as long as it lives.
#[derive(Debug, Default)]
pub struct Redactor {
    what: Redaction,
    numbers: HashMap<String, usize>,
}

impl Redactor {
    /// A redactor that has seen nothing yet.
    #[must_use]
    pub fn new(what: Redaction) -> Self {
        Self { what, numbers: HashMap::new() }
    }

    /// Blanks a whole report. O(its size).
    pub fn report(&mut self, report: &mut Report) {
        if self.what == Redaction::default() {
            return;
        }
        report.clusters.iter_mut().for_each(|cluster| self.cluster(cluster));
        report.findings.iter_mut().for_each(|finding| self.finding(finding));
        report.diagrams.iter_mut().for_each(|diagram| self.diagram(diagram));
        report.timelines.iter_mut().for_each(|timeline| self.timeline(timeline));
        report.run.notes.iter_mut().for_each(|note| self.text(note));
    }

    /// Blanks a cluster.
    pub fn cluster(&mut self, cluster: &mut Cluster) {
        for identifier in &mut cluster.identifiers {
            self.value(&identifier.kind, &mut identifier.value);
        }
        cluster.identifiers.sort();
        cluster.cohesion.weakest.iter_mut().for_each(|node| self.node(node));
        for evidence in &mut cluster.evidence {
            self.text(&mut evidence.text);
            evidence.nodes.iter_mut().for_each(|node| self.node(node));
        }
        cluster.alternatives.iter_mut().for_each(|other| self.text(&mut other.why));
    }

    /// Blanks a finding.
    pub fn finding(&mut self, finding: &mut Finding) {
        self.text(&mut finding.text);
        finding.nodes.iter_mut().for_each(|node| self.node(node));
    }

    /// Blanks a diagram. The note of an account or a payout account is a name.
    pub fn diagram(&mut self, diagram: &mut Diagram) {
        for node in &mut diagram.nodes {
            if self.what.names && matches!(node.kind.as_str(), "account" | "bank_account") && !node.note.is_empty() {
                BLANK.clone_into(&mut node.note);
            }
            self.value(&node.kind, &mut node.value);
        }
    }

    /// Blanks a timeline.
    pub fn timeline(&mut self, timeline: &mut Timeline) {
        timeline.ips.iter_mut().for_each(|ip| self.value("ip", ip));
    }

    fn node(&mut self, node: &mut NodeName) {
        self.value(&node.0, &mut node.1);
    }

    fn value(&mut self, kind: &str, value: &mut String) {
        if self.what.ips && kind == "ip" {
            *value = self.number(value);
        }
    }

    /// The number of an address, given in order of appearance.
    fn number(&mut self, address: &str) -> String {
        let next = self.numbers.len() + 1;
        format!("IP-{:04}", self.numbers.entry(address.to_owned()).or_insert(next))
    }

    fn text(&mut self, text: &mut String) {
        if self.what.names {
            for (open, close) in [('“', '”'), ('「', '」'), ('"', '"')] {
                blank_between(text, open, close);
            }
        }
        if self.what.ips {
            *text = self.without_addresses(text);
        }
    }

    /// Replaces whatever reads as an address or a network.
    fn without_addresses(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let of_address = |c: char| c.is_ascii_hexdigit() || matches!(c, '.' | ':' | '/');
        while let Some(start) = rest.find(of_address) {
            let length = rest[start..].find(|c| !of_address(c)).unwrap_or(rest.len() - start);
            let (run, after) = rest[start..].split_at(length);
            let token = run.trim_end_matches(['.', ':', '/']);
            out.push_str(&rest[..start]);
            if is_address(token) {
                out.push_str(&self.number(token));
                out.push_str(&run[token.len()..]);
            } else {
                out.push_str(run);
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

fn is_address(token: &str) -> bool {
    let (address, length) = token.split_once('/').map_or((token, "0"), |(address, length)| (address, length));
    address.parse::<IpAddr>().is_ok() && length.parse::<u8>().is_ok_and(|length| length <= 128)
}

/// Blanks from after the first opening mark to before the last closing one.
fn blank_between(text: &mut String, open: char, close: char) {
    if let (Some(first), Some(last)) = (text.find(open), text.rfind(close)) {
        let first = first + open.len_utf8();
        if first <= last {
            text.replace_range(first..last, BLANK);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redacted(text: &str) -> String {
        let mut text = text.to_owned();
        Redactor::new(Redaction { names: true, ips: true }).text(&mut text);
        text
    }

    #[test]
    fn names_between_marks_go_whatever_they_hold() {
        assert_eq!(redacted("holder “Li ”Wei” differs from “X”"), "holder “■■■”");
        assert_eq!(redacted("名義「佐藤」が「鈴木」と"), "名義「■■■」と");
    }

    #[test]
    fn addresses_become_numbers() {
        let text = "from 203.0.113.9, 2001:db8::/64 and again 203.0.113.9. Not 12:30 or 1.5";
        assert_eq!(redacted(text), "from IP-0001, IP-0002 and again IP-0001. Not 12:30 or 1.5");
    }
}
