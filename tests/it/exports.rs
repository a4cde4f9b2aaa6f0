//! Exports for other tools, each read by a tool that it is for. Where that is not installed the test says so and passes;
//! `.ci/run` installs them.

use crate::samples;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command as Process;

use assert_cmd::Command;
use ringtrace::export::{ExportOptions, Network, network, write_results};
use ringtrace::report::Report;
use serde_json::Value;

fn report() -> Report {
    let mut report = samples::report();
    let edges = report.diagrams.iter_mut().flat_map(|diagram| &mut diagram.edges);
    edges.filter(|edge| !edge.bits.is_finite()).for_each(|edge| edge.bits = 1.5);
    report
}

fn whole_network() -> Network {
    let report = report();
    network(&report.clusters, &report.diagrams)
}

/// Writes results and exports them; gives the export's place.
fn export(place: &Path, format: &str, more: &[&str]) -> PathBuf {
    let (results, out) = (place.join("results"), place.join("out"));
    if !results.exists() {
        write_results(&report(), &results, &ExportOptions::default(), &Value::Null).unwrap();
    }
    let mut command = Command::cargo_bin("ringtrace").unwrap();
    command.arg("export").arg(&results).args(["--format", format, "--out"]).arg(&out).args(more);
    command.assert().success();
    out
}

/// Runs a Python script on a file and gives the JSON that it prints; `None` where a module is missing. With
/// `RINGTRACE_PYTHON` set, as `.ci/run` does, it must be there.
fn python(modules: &str, script: &str, file: &Path) -> Option<Value> {
    let given = std::env::var_os("RINGTRACE_PYTHON");
    let program = given.clone().unwrap_or_else(|| "python3".into());
    let there = Process::new(&program).args(["-c", &format!("import {modules}")]).output();
    if !there.is_ok_and(|output| output.status.success()) {
        assert!(given.is_none(), "{} has no {modules}", program.display());
        println!("skipped: python3 with {modules} is not installed");
        return None;
    }
    let script = format!("import json, sys, {modules}\npath = sys.argv[1]\n{script}");
    let output = Process::new(&program).args(["-c", &script]).arg(file).output().expect("python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).expect("the script prints JSON"))
}

#[test]
fn a_network_joins_diagrams_and_names_each_node_once() {
    let network = whole_network();
    let ids: BTreeSet<&str> = network.nodes.iter().map(|node| node.id.as_str()).collect();
    assert_eq!(ids.len(), network.nodes.len());
    assert!(network.edges.iter().all(|edge| ids.contains(edge.source.as_str()) && ids.contains(edge.target.as_str())));
    let ties: usize = report().diagrams.iter().map(|diagram| diagram.edges.len()).sum();
    assert_eq!(network.edges.len(), ties);
    let account = network.nodes.iter().find(|node| node.id == "account:w-10231").unwrap();
    assert_eq!((account.score, account.clusters.as_slice()), (0.973_214, &["c-02b7c19e4f".to_owned()][..]));
    assert!(network.nodes.iter().filter(|node| node.hub).all(|node| node.score == 0.0), "context has no score");
}

#[test]
fn ids_that_look_alike_are_told_apart() {
    let mut b = samples::Builder::new("c-1");
    b.account("x\u{0}", "", "");
    b.account("x\u{1}", "", "");
    let diagram = b.build();
    let ids: Vec<String> = network(&[], &[diagram]).nodes.into_iter().map(|node| node.id).collect();
    assert_eq!(ids, ["account:x\u{fffd}", "account:x\u{fffd}~2"]);
}

/// What NetworkX found, compared with the network.
fn check_networkx(found: &Value) {
    let network = whole_network();
    assert_eq!(found["nodes"], network.nodes.len());
    assert_eq!(found["edges"], network.edges.len());
    assert_eq!(found["hub"], true, "a hub is a boolean");
    assert_eq!(found["bits"], 9.2);
    assert_eq!(found["clusters"], "c-02b7c19e4f");
    let values: Vec<&str> = found["values"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    for text in samples::HOSTILE.iter().filter(|text| !text.contains(|c: char| c.is_control() || c == '\u{ffff}')) {
        assert!(values.contains(text), "{text:?} came through changed");
    }
}

#[test]
fn networkx_reads_graphml() {
    let place = tempfile::tempdir().unwrap();
    let script = "
g = networkx.read_graphml(path, force_multigraph=True)
print(json.dumps({'nodes': len(g), 'edges': g.number_of_edges(), 'hub': g.nodes['ip:100.64.3.7']['hub'],
  'bits': list(g.get_edge_data('account:w-10231', 'device:d-9f31c0').values())[0]['bits'],
  'clusters': g.nodes['account:w-10231']['clusters'], 'values': [d.get('value') for _, d in g.nodes(data=True)]}))";
    if let Some(found) = python("networkx", script, &export(place.path(), "graphml", &[])) {
        check_networkx(&found);
    }
}

#[test]
fn networkx_reads_gexf() {
    let place = tempfile::tempdir().unwrap();
    let script = "
g = networkx.read_gexf(path)
print(json.dumps({'nodes': len(g), 'edges': g.number_of_edges(), 'hub': g.nodes['ip:100.64.3.7']['hub'],
  'bits': g.get_edge_data('account:w-10231', 'device:d-9f31c0').get('bits') or
    list(g.get_edge_data('account:w-10231', 'device:d-9f31c0').values())[0]['bits'],
  'clusters': g.nodes['account:w-10231']['clusters'], 'values': [d.get('value') for _, d in g.nodes(data=True)]}))";
    if let Some(found) = python("networkx", script, &export(place.path(), "gexf", &[])) {
        check_networkx(&found);
    }
}

#[test]
fn networkx_reads_cytoscape_json() {
    let place = tempfile::tempdir().unwrap();
    let script = "
g = networkx.cytoscape_graph(json.load(open(path, encoding='utf-8')))
print(json.dumps({'nodes': len(g), 'edges': g.number_of_edges(), 'hub': g.nodes['ip:100.64.3.7']['hub'],
  'bits': list(g.get_edge_data('account:w-10231', 'device:d-9f31c0').values())[0]['bits'],
  'clusters': g.nodes['account:w-10231']['clusters'][0], 'values': [d.get('name') for _, d in g.nodes(data=True)]}))";
    if let Some(found) = python("networkx", script, &export(place.path(), "cytoscape", &[])) {
        check_networkx(&found);
    }
}

#[test]
fn stix2_validates_the_bundle() {
    let place = tempfile::tempdir().unwrap();
    let out = export(place.path(), "stix2.1", &[]);
    let bundle: Value = serde_json::from_slice(&fs::read(&out).unwrap()).unwrap();
    let objects = bundle["objects"].as_array().unwrap();
    let ids: BTreeSet<&str> = objects.iter().filter_map(|object| object["id"].as_str()).collect();
    assert_eq!(ids.len(), objects.len(), "each id once");
    for object in objects {
        let listed = object["object_refs"].as_array().into_iter().flatten();
        for reference in
            ["source_ref", "target_ref", "created_by_ref"].map(|key| &object[key]).into_iter().chain(listed)
        {
            assert!(reference.is_null() || ids.contains(reference.as_str().unwrap()), "{reference} leads nowhere");
        }
    }
    let script = "
raw = json.load(open(path, encoding='utf-8'))
extension = [o['id'] for o in raw['objects'] if o['type'] == 'extension-definition']
text = lambda: stix2.properties.StringProperty(required=True)
@stix2.v21.CustomObservable('platform-identifier', [('kind', text()), ('value', text())], ['kind', 'value'], extension[0])
class Identifier: pass
bundle = stix2.parse(raw, allow_custom=False)
count = {}
for o in bundle.objects: count[o['type']] = count.get(o['type'], 0) + 1
print(json.dumps({'count': count, 'ip': stix2.IPv4Address(value='203.0.113.9').id,
  'account': stix2.UserAccount(user_id='w-10231').id,
  'device': Identifier(kind='device', value='d-9f31c0').id, 'moment': str(bundle.objects[1]['created'])}))";
    let Some(found) = python("stix2", script, &out) else { return };
    assert!(ids.contains(found["ip"].as_str().unwrap()), "an address has the id that the standard gives it");
    assert!(ids.contains(found["account"].as_str().unwrap()));
    assert!(ids.contains(found["device"].as_str().unwrap()));
    assert_eq!(found["count"]["grouping"], report().clusters.len());
    assert_eq!(found["count"]["note"], report().clusters.len() * 2);
    assert!(found["count"]["platform-identifier"].as_u64() > Some(10));
}

#[test]
fn the_same_results_give_the_same_bundle() {
    let places = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let [a, b] = places.each_ref().map(|place| fs::read(export(place.path(), "stix2.1", &[])).unwrap());
    assert_eq!(a, b);
}

#[test]
fn neo4j_files_hang_together_and_run_no_formula() {
    let place = tempfile::tempdir().unwrap();
    let out = export(place.path(), "neo4j-csv", &[]);
    let rows = |name: &str| -> Vec<csv::StringRecord> {
        let mut reader = csv::Reader::from_path(out.join(name)).unwrap();
        reader.records().map(Result::unwrap).collect()
    };
    let (nodes, ties, clusters, members) =
        (rows("nodes.csv"), rows("ties.csv"), rows("clusters.csv"), rows("members.csv"));
    let known: BTreeSet<&str> = nodes.iter().chain(&clusters).map(|row| &row[0]).collect();
    assert_eq!(known.len(), nodes.len() + clusters.len());
    assert_eq!((nodes.len(), ties.len()), (whole_network().nodes.len(), whole_network().edges.len()));
    for row in ties.iter().chain(&members) {
        assert!(known.contains(&row[0]) && known.contains(&row[1]), "{row:?} leads nowhere");
    }
    for row in nodes.iter().chain(&ties).chain(&clusters) {
        for cell in row {
            let number = cell.parse::<f64>().is_ok();
            assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?} would run");
            assert!(!cell.contains(['\n', '\r']), "{cell:?} takes several lines");
        }
    }
    assert!(nodes.iter().any(|row| &row[2] == "'=HYPERLINK(\"http://x\")"));
    assert!(nodes.iter().any(|row| &row[1] == "BankAccount"));
}

#[test]
fn parquet_tables_are_read_by_arrow() {
    let place = tempfile::tempdir().unwrap();
    let out = export(place.path(), "parquet", &[]);
    let script = "
import pyarrow.parquet as pq
read = lambda name: pq.read_table(path + '/' + name + '.parquet')
clusters, nodes = read('clusters').to_pylist(), read('nodes').to_pylist()
print(json.dumps({'rows': [read(n).num_rows for n in ('clusters', 'findings', 'accounts', 'rejects', 'nodes', 'edges')],
  'first': clusters[0], 'node': nodes[0]}))";
    let Some(found) = python("pyarrow", script, &out) else { return };
    let (report, network) = (report(), whole_network());
    let lengths = [
        report.clusters.len(),
        report.findings.len(),
        report.accounts.len(),
        report.rejects.len(),
        network.nodes.len(),
        network.edges.len(),
    ];
    assert_eq!(found["rows"], serde_json::json!(lengths));
    assert_eq!(found["first"]["evidence"][0]["rows"][1], serde_json::json!({"table": "documents", "row": 911}));
    assert_eq!(found["first"]["cohesion"]["weakest"][0]["kind"], "account");
    assert_eq!(found["node"]["hub"], false);
}

#[test]
fn a_cluster_can_be_chosen_and_what_exists_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let out = export(place.path(), "cytoscape", &["c-02b7c19e4f"]);
    let json: Value = serde_json::from_slice(&fs::read(&out).unwrap()).unwrap();
    assert_eq!(json["elements"]["nodes"].as_array().unwrap().len(), samples::small().nodes.len());
    let run = |more: &[&str]| {
        let mut command = Command::cargo_bin("ringtrace").unwrap();
        command.arg("export").arg(place.path().join("results")).args(more).arg("--out").arg(&out);
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, complaint) = run(&["--format", "gexf"]);
    assert_eq!(code, Some(1));
    assert!(complaint.contains("--force"), "{complaint}");
    assert_eq!(serde_json::from_slice::<Value>(&fs::read(&out).unwrap()).unwrap(), json, "nothing was touched");
    assert_eq!(run(&["--format", "gexf", "--force"]).0, Some(0));
    assert!(fs::read_to_string(&out).unwrap().contains("<gexf"));
    let (code, complaint) = run(&["--format", "neo4j-csv", "--force"]);
    assert_eq!(code, Some(1), "{complaint}");
    let (_, complaint) = run(&["--format", "gexf", "--force", "c-02b7c19e40"]);
    assert!(complaint.contains("nearest: c-02b7c19e4f"), "{complaint}");
}

#[test]
fn standard_output_will_do() {
    let place = tempfile::tempdir().unwrap();
    write_results(&report(), &place.path().join("results"), &ExportOptions::default(), &Value::Null).unwrap();
    let mut command = Command::cargo_bin("ringtrace").unwrap();
    command.arg("export").arg(place.path().join("results")).args(["--format", "graphml", "--out", "-"]);
    let output = command.output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("<?xml") && text.ends_with("</graphml>\n"), "nothing but the file");
}
