//! The page of `ringtrace report`: one file, nothing of the platform's unescaped, the same bytes each time.

use std::io::Read;

use crate::samples::{HOSTILE, hostile, laptop_farm, large, payout_funnel, report, review_clique, small};
use flate2::read::GzDecoder;
use ringtrace::export::report_page::data::{Boot, page, row};
use ringtrace::export::report_page::{Redaction, ReportOptions, place, serve_page, write_report};
use ringtrace::export::{ExportOptions, write_results};
use ringtrace::report::{Diagram, DiagramEdge, DiagramNode, Lane, Report, Timeline};
use serde_json::Value;

fn written(report: Report, options: &ReportOptions) -> String {
    let mut bytes = Vec::new();
    write_report(report, options, &mut bytes).expect("writes to memory");
    String::from_utf8(bytes).expect("UTF-8")
}

/// Decodes base64, as the page does.
fn from_base64(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut out = Vec::new();
    for four in text.trim_end_matches('=').as_bytes().chunks(4) {
        let bits = four.iter().fold(0_u32, |bits, c| bits << 6 | u32::from(value(*c))) << (6 * (4 - four.len()));
        out.extend_from_slice(&bits.to_be_bytes()[1..four.len()]);
    }
    out
}

/// The data of a report: first what stands plainly, then what is packed, in order.
fn data(html: &str) -> (Value, Vec<Value>) {
    let block = |mark: &str| {
        let rest = html.split_once(mark).expect("the block").1;
        rest.split_once("</script>").expect("its end").0.to_owned()
    };
    let boot = serde_json::from_str(&block("<script type=\"application/json\" id=\"data\">")).expect("JSON");
    let packed = html.split("<script type=\"text/plain\"").skip(1).map(|part| {
        let text = part.split_once('>').expect("a tag").1.split_once("</script>").expect("its end").0;
        let mut json = String::new();
        GzDecoder::new(&from_base64(text)[..]).read_to_string(&mut json).expect("gzip");
        serde_json::from_str(&json).expect("JSON")
    });
    (boot, packed.collect())
}

#[test]
fn everything_is_in_one_file_and_nothing_is_fetched() {
    let html = written(report(), &ReportOptions::default());
    assert!(html.contains("default-src 'none'") && html.contains("connect-src 'none'"));
    assert!(!html.contains("unsafe-inline") && !html.contains("unsafe-eval"));
    for fetched in ["src=\"http", "href=\"http", "@import", "url(http", "fetch(\"http"] {
        assert!(!html.contains(fetched), "{fetched}");
    }
    let (boot, packed) = data(&html);
    assert_eq!(boot["mode"], "report");
    assert_eq!(boot["queue"].as_array().map(Vec::len), Some(5));
    assert_eq!(packed.len(), 6, "five clusters and the index");
    for (row, page) in boot["queue"].as_array().expect("a list").iter().zip(&packed) {
        assert_eq!(row["cluster"], page["cluster"]["cluster"]);
        let sum = page["cluster"]["prior"].as_f64().expect("a number");
        assert!(sum < 0.0);
    }
}

#[test]
fn hostile_text_ends_no_block() {
    let html = written(report(), &ReportOptions::default());
    let scripts = html.matches("<script").count();
    assert_eq!(scripts, html.matches("</script>").count());
    assert_eq!(scripts, 1 + 1 + 5 + 1, "data, program, clusters, index");
    let (_, packed) = data(&html);
    let index = packed.last().expect("the index").to_string();
    let long = "長い名前x".repeat(2_000);
    for text in HOSTILE.iter().copied().chain([long.as_str()]) {
        let quoted = serde_json::to_string(text).expect("writes");
        assert!(index.contains(&quoted), "{quoted}");
    }
}

#[test]
fn the_same_results_give_the_same_bytes() {
    let options = ReportOptions { name: "run".into(), ..ReportOptions::default() };
    assert_eq!(written(report(), &options), written(report(), &options));
}

#[test]
fn what_is_blanked_is_nowhere() {
    let mut report = report();
    let farm = report.diagrams[2].cluster.clone();
    report.timelines.push(Timeline { cluster: farm, ips: vec!["198.51.100.44".into()], ..Timeline::default() });
    report.clusters[2].evidence[0].text = "3 accounts on 198.51.100.44; holder “Nakamura K.” differs".into();
    let options = ReportOptions { redaction: Redaction { names: true, ips: true }, ..ReportOptions::default() };
    let (boot, packed) = data(&written(report, &options));
    let all = format!("{boot}{}", Value::Array(packed));
    for secret in ["198.51.100.44", "185.220.101.4", "203.0.113.9", "Nakamura", "田中 翔", "Maria Santos", "Worker 3"]
    {
        assert!(!all.contains(secret), "{secret}");
    }
    assert!(all.contains("IP-0001"));
    assert!(all.contains("3 accounts on IP-"));
    assert_eq!(boot["redacted"], serde_json::json!(["names", "ips"]));
}

/// Every place is a number within the drawing, and no two nodes of columns or a circle stand on one another.
fn check_places(diagram: &Diagram) {
    let placed = place(diagram);
    assert_eq!(placed.nodes.len(), diagram.nodes.len());
    let mut seen = Vec::new();
    for (v, node) in placed.nodes.iter().enumerate().filter(|(v, _)| !placed.unplaced.contains(&(*v as u32))) {
        assert!(
            (0.0..=placed.width).contains(&node.x) && (0.0..=placed.height).contains(&node.y),
            "node {v}: {node:?}"
        );
        seen.push((node.x.to_bits(), node.y.to_bits()));
    }
    let count = seen.len();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), count, "{}: two nodes at one place", placed.layout);
    let mut members: Vec<u32> = placed.groups.iter().flat_map(|group| group.members.clone()).collect();
    let total = members.len();
    members.sort_unstable();
    members.dedup();
    assert_eq!(members.len(), total, "a node is in one group at most");
    let shown = placed.nodes.len() - total + placed.groups.len();
    assert!(shown <= 300, "{shown} nodes at first");
    let again = serde_json::to_string(&place(diagram)).expect("writes");
    assert_eq!(serde_json::to_string(&placed).expect("writes"), again);
}

#[test]
fn diagrams_have_places() {
    for diagram in [small(), payout_funnel(), laptop_farm(), review_clique(), hostile(), large(), Diagram::default()] {
        check_places(&diagram);
    }
    assert_eq!(place(&small()).layout, "columns");
    assert_eq!(place(&review_clique()).layout, "round");
    let placed = place(&large());
    assert_eq!(placed.layout, "stress");
    assert!(placed.folded.is_some());
}

#[test]
fn beyond_two_thousand_nodes_the_table_holds_the_rest() {
    let node = |kind: &str, at: usize| DiagramNode {
        kind: kind.into(),
        value: format!("{kind}-{at}"),
        note: String::new(),
        role: String::new(),
        degree: 2,
        hub: false,
    };
    let nodes: Vec<DiagramNode> = (0..2_300).map(|at| node("account", at)).chain([node("device", 0)]).collect();
    let tie = |a: u32| DiagramEdge { a, b: 2_300, bits: 3.0, label: String::new(), weakest: false };
    let diagram = Diagram { cluster: "c-1".into(), nodes, edges: (0..2_300).map(tie).collect() };
    let placed = place(&diagram);
    assert_eq!(placed.unplaced.len(), 301);
    assert!(!placed.unplaced.contains(&2_300), "the device ties most");
    check_places(&diagram);
}

#[test]
fn sessions_are_packed_as_differences() {
    let cluster = report().clusters.remove(0);
    let lane = Lane { account: "a".into(), total: 9, sessions: vec![(100, 160, 0, 1), (150, 155, -1, 0)] };
    let timeline = Timeline { lanes: vec![lane], ..Timeline::default() };
    let made = page(&cluster, &[], &small(), &timeline, |_| None);
    assert_eq!(made.timeline.lanes[0].sessions, [(100, 60, 0, 1), (50, 5, -1, 0)]);
    assert_eq!(row(&cluster, &small()).lawful, "household");
}

#[test]
fn the_served_page_asks_only_its_own_server() {
    let boot = Boot { mode: "serve", lang: "en".into(), ..Boot::default() };
    let served = serve_page(&boot);
    assert!(served.csp.contains("connect-src 'self'") && served.csp.contains("frame-ancestors 'none'"));
    assert!(served.csp.contains("script-src 'sha256-") && !served.csp.contains("unsafe"));
    assert!(served.html.contains(served.csp.trim_end_matches("; frame-ancestors 'none'")));
    assert!(!served.html.contains("<!--ringtrace:"));
}

#[test]
fn the_command_writes_a_whole_file_and_replaces_none_unasked() {
    let directory = tempfile::tempdir().expect("a directory");
    let results = directory.path().join("results");
    let mut report = report();
    // JSON has no such numbers, and a results directory therefore neither.
    let edges = report.diagrams.iter_mut().flat_map(|diagram| &mut diagram.edges);
    edges.filter(|edge| !edge.bits.is_finite()).for_each(|edge| edge.bits = 0.0);
    report.timelines = report
        .clusters
        .iter()
        .map(|cluster| Timeline { cluster: cluster.cluster.clone(), ..Timeline::default() })
        .collect();
    write_results(&report, &results, &ExportOptions::default(), &Value::Null).expect("results");
    let out = directory.path().join("report.html");
    let run = |more: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("ringtrace").expect("the program");
        command.arg("report").arg(&results).arg("--out").arg(&out).args(more).assert()
    };
    run(&[]).success();
    run(&[]).failure();
    run(&["--force", "--clusters", "2", "--lang", "ja", "--redact", "names,ips"]).success();
    let (boot, packed) = data(&std::fs::read_to_string(&out).expect("the file"));
    assert_eq!((boot["lang"].as_str(), packed.len()), (Some("ja"), 3));
    let left: Vec<_> = std::fs::read_dir(directory.path()).expect("a directory").collect();
    assert_eq!(left.len(), 2, "no temporary file stays");
    std::fs::write(results.join("run.json"), "{").expect("writes");
    run(&["--force"]).failure();
}
