//! From one run to the next: decisions honoured, ids carried, changes told; and the commands that say so.

use crate::day;

use ringtrace::casebook::{Casebook, Decision, EvidenceMark, NewEntry};
use ringtrace::explore::{carry_ids, compare};
use ringtrace::report::{AccountResult, Cluster, ClusterKind, Cohesion, Diagram, Finding, Report, Timeline};
use serde_json::Value;

use crate::day::{analysed, cluster_of, lines, platform, run, said, written};

fn decide(path: &std::path::Path, decision: Decision) {
    let entry = NewEntry { who: "A".into(), why: "seen".into(), run: "monday".into(), decision };
    Casebook::open(path).and_then(|mut book| book.append(entry)).expect("taken");
}

fn ignore(value: &str, until: &str) -> Decision {
    Decision::Ignore { kind: "device".into(), value: value.into(), until: until.into() }
}

#[test]
fn decisions_count_on_the_next_run_as_known_ones_do() {
    let place = written(&platform());
    let cases = place.path().join("cases.db");
    let file = cases.to_string_lossy().into_owned();
    for at in 1..5 {
        decide(&cases, Decision::Separate { a: "r0".into(), b: format!("r{at}"), until: None });
    }
    decide(&cases, ignore("d-ring-one", "2020-01-01"));
    decide(&cases, ignore("d-none", "2030-01-01"));
    let plain = analysed(place.path(), "plain", &[]);
    let ring = cluster_of(&plain, "r0").expect("the ring is found");
    assert_eq!(Some(ring), cluster_of(&plain, "r4"));
    let honoured = analysed(place.path(), "honoured", &["--cases", &file]);
    assert_eq!(cluster_of(&honoured, "r0"), None, "r0 is a different person from all others");
    assert!(cluster_of(&honoured, "r1").is_some());
    let run: Value = serde_json::from_slice(&std::fs::read(honoured.join("run.json")).expect("a file")).expect("JSON");
    let notes = run["notes"].to_string();
    assert!(notes.contains("ignore device d-ring-one") && notes.contains("ended on 2020-01-01"), "{notes}");
    assert!(notes.contains("d-none") && notes.contains("no effect"), "{notes}");

    let mut known = platform();
    (1..5).for_each(|at| {
        known.row("known", format!("account,r0,separate,r{at},,"));
    });
    let same = written(&known);
    let known = analysed(same.path(), "known", &[]);
    let accounts = |run: &std::path::Path| -> Vec<Value> {
        lines(&run.join("clusters.ndjson")).iter().map(|cluster| cluster["accounts"].clone()).collect()
    };
    assert_eq!(accounts(&known), accounts(&honoured));

    let explained = said(&["explain", &honoured.to_string_lossy(), "r0", "r1"]);
    assert!(explained.contains("not linked") && explained.contains("different people"), "{explained}");
}

#[test]
fn a_dismissal_stands_the_next_day_until_something_is_new() {
    let place = written(&platform());
    let cases = place.path().join("cases.db");
    let file = cases.to_string_lossy().into_owned();
    let monday = analysed(place.path(), "monday", &[]);
    let clusters = ringtrace::export::read::clusters(&monday).expect("clusters");
    let ring = clusters.iter().find(|cluster| cluster.accounts.contains(&"r0".to_owned())).expect("the ring");
    decide(
        &cases,
        Decision::Dismiss {
            cluster: ring.cluster.clone(),
            class: "agency".into(),
            accounts: ring.accounts.clone(),
            evidence: EvidenceMark::of(ring),
            until: None,
        },
    );
    let marks = |run: &std::path::Path| lines(&run.join("decisions.ndjson"));
    let again = analysed(place.path(), "again", &["--cases", &file]);
    assert_eq!(
        (marks(&again)[0]["status"].as_str(), marks(&again)[0]["class"].as_str()),
        (Some("dismissed"), Some("agency"))
    );

    let mut tuesday = platform();
    day::add_to_ring(&mut tuesday, "r5", day::NAMES[5], 5);
    let later = written(&tuesday);
    let previous = monday.to_string_lossy().into_owned();
    let grown = analysed(later.path(), "tuesday", &["--cases", &file, "--previous", &previous]);
    assert_eq!(cluster_of(&grown, "r5"), Some(ring.cluster.clone()), "the id is carried");
    assert_eq!(marks(&grown)[0]["status"], "reopened");
    assert!(marks(&grown)[0]["changes"][0].as_str().is_some_and(|change| change.contains("r5")));
    for file in ["diagrams.ndjson", "timelines.ndjson"] {
        assert!(lines(&grown.join(file)).iter().any(|line| line["cluster"] == ring.cluster.as_str()), "{file}");
    }
    let told = said(&["diff", &previous, &grown.to_string_lossy()]);
    assert!(told.contains("1 grown") && told.contains("+ r5") && told.contains("added: "), "{told}");
    let json: Value =
        serde_json::from_str(&said(&["diff", &previous, &grown.to_string_lossy(), "--format", "json"])).expect("JSON");
    assert_eq!(json["changes"][0]["change"], "grown");
    let none = said(&["diff", &previous, &previous]);
    assert!(none.contains("the same") && !none.contains("grown"), "{none}");
}

#[test]
fn the_commands_answer_and_refuse_in_words() {
    let place = written(&platform());
    let run_directory = analysed(place.path(), "monday", &[]);
    let results = run_directory.to_string_lossy().into_owned();
    let linked = said(&["explain", &results, "r0", "r3"]);
    assert!(linked.contains("are linked") && linked.contains("bits") && linked.contains("rows: "), "{linked}");
    let crowd = said(&["explain", &results, "s0001", "s0002"]);
    assert!(crowd.contains("not linked") && crowd.contains("hub of 250"), "{crowd}");
    let japanese = said(&["explain", &results, "r0", "r3", "--lang", "ja"]);
    assert!(japanese.contains("つながっています"), "{japanese}");
    let json: Value =
        serde_json::from_str(&said(&["explain", &results, "r0", "r3", "--format", "json"])).expect("JSON");
    assert_eq!(json["linked"], true);
    let nobody = run(&["explain", &results, "r0", "R1"]);
    assert!(!nobody.status.success());
    assert!(String::from_utf8_lossy(&nobody.stderr).contains("similar: r1"));

    let bare = analysed(place.path(), "bare", &["--no-index"]);
    assert!(!bare.join("explore.idx").exists());
    let refused = run(&["explain", &bare.to_string_lossy(), "r0", "r1"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("explore.idx"));

    let cases = place.path().join("cases.db");
    decide(&cases, ignore("d", "2030-01-01"));
    let file = cases.to_string_lossy().into_owned();
    let audited = said(&["audit", &file]);
    let head = audited.lines().find_map(|line| line.strip_prefix("Head")).expect("a head").trim().to_owned();
    said(&["audit", &file, "--seen", &head]);
    let other = run(&["audit", &file, "--seen", "abcdef"]);
    assert!(!other.status.success() && String::from_utf8_lossy(&other.stdout).contains("Broken"));
    assert!(!run(&["analyze", &results, "--out", "x", "--cases", "/no/such.db"]).status.success());
    assert!(!run(&["diff", &results, "/no/such/run"]).status.success());
}

fn cluster(id: &str, accounts: &[&str]) -> Cluster {
    Cluster {
        cluster: id.into(),
        kind: ClusterKind::Linked,
        score: 0.5,
        rank: 1,
        accounts: accounts.iter().map(ToString::to_string).collect(),
        identifiers: Vec::new(),
        motifs: Vec::new(),
        findings: Vec::new(),
        cohesion: Cohesion::default(),
        prior: 0.0,
        alternatives: Vec::new(),
        evidence: Vec::new(),
    }
}

/// A report in which every part names its clusters.
fn report(clusters: &[Cluster]) -> Report {
    let named = || clusters.iter().map(|cluster| cluster.cluster.clone());
    let account = |cluster: String| AccountResult {
        account_id: String::new(),
        component: "".into(),
        cluster,
        score: 0.0,
        indicators: Vec::new(),
    };
    let finding = |cluster: String| Finding {
        finding: String::new(),
        indicator: String::new(),
        detector: String::new(),
        cluster,
        accounts: Vec::new(),
        nodes: Vec::new(),
        weight: 0.0,
        value: 0.0,
        threshold: 0.0,
        text: String::new(),
        rows: Vec::new(),
    };
    Report {
        clusters: clusters.to_vec(),
        accounts: named().map(account).collect(),
        findings: named().map(finding).collect(),
        diagrams: named().map(|cluster| Diagram { cluster, ..Diagram::default() }).collect(),
        timelines: named().map(|cluster| Timeline { cluster, ..Timeline::default() }).collect(),
        ..Report::default()
    }
}

fn carried(previous: &[Cluster], now: &[Cluster]) -> (Vec<String>, Vec<String>) {
    let mut report = report(now);
    carry_ids(&mut report, previous);
    let ids: Vec<String> = report.clusters.iter().map(|cluster| cluster.cluster.clone()).collect();
    assert_eq!(ids, report.accounts.iter().map(|row| row.cluster.clone()).collect::<Vec<_>>());
    assert_eq!(ids, report.findings.iter().map(|row| row.cluster.clone()).collect::<Vec<_>>());
    assert_eq!(ids, report.diagrams.iter().map(|row| row.cluster.clone()).collect::<Vec<_>>());
    assert_eq!(ids, report.timelines.iter().map(|row| row.cluster.clone()).collect::<Vec<_>>());
    let distinct: std::collections::BTreeSet<&String> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "no two clusters share an id");
    (ids, report.run.notes)
}

#[test]
fn an_id_goes_with_the_largest_overlap() {
    let old = [cluster("c-x", &["a", "b", "c", "d", "e"]), cluster("c-y", &["m", "n"])];
    let (ids, notes) = carried(
        &old,
        &[cluster("c-1", &["a", "b", "c", "z"]), cluster("c-2", &["d", "e"]), cluster("c-3", &["m", "q"])],
    );
    assert_eq!(ids, ["c-x", "c-2", "c-3"], "one account of two is not the same group");
    assert!(notes.iter().any(|note| note == "clusters: c-x was split into c-x, c-2"), "{notes:?}");
    let (ids, notes) = carried(&old, &[cluster("c-4", &["a", "b", "c", "d", "e", "m", "n"])]);
    assert_eq!(ids, ["c-x"]);
    assert!(notes.iter().any(|note| note == "clusters: c-x holds what were c-x, c-y"), "{notes:?}");
    let halves = [cluster("c-5", &["c", "d"]), cluster("c-6", &["a", "b"])];
    assert_eq!(
        carried(&[cluster("c-x", &["a", "b", "c", "d"])], &halves).0,
        ["c-5", "c-x"],
        "of equals the first account decides"
    );
    let taken = [cluster("c-7", &["d", "e", "f"]), cluster("c-x", &["a", "b"])];
    let (ids, _) = carried(&[cluster("c-x", &["a", "b", "d", "e", "f"])], &taken);
    assert_eq!(ids[0], "c-x");
    assert!(ids[1] != "c-x" && ids[1].starts_with("c-"), "its own id is another's now");
}

#[test]
fn every_change_has_its_name() {
    let old = [
        cluster("c-same", &["a1", "a2"]),
        cluster("c-grown", &["b1", "b2"]),
        cluster("c-shrunk", &["d1", "d2", "d3"]),
        cluster("c-one", &["e1", "e2"]),
        cluster("c-two", &["f1", "f2"]),
        cluster("c-split", &["g1", "g2", "g3", "g4"]),
        cluster("c-gone", &["h1", "h2"]),
    ];
    let new = [
        cluster("n-same", &["a1", "a2"]),
        cluster("n-grown", &["b1", "b2", "b3"]),
        cluster("n-shrunk", &["d1", "d2"]),
        cluster("n-merged", &["e1", "e2", "f1", "f2"]),
        cluster("n-left", &["g1", "g2"]),
        cluster("n-right", &["g3", "g4"]),
        cluster("n-born", &["k1", "k2"]),
    ];
    let diff = compare(&old, &new, None);
    let mut told: Vec<(&str, usize, usize)> =
        diff.changes.iter().map(|change| (change.change, change.from.len(), change.to.len())).collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [("born", 0, 1), ("gone", 1, 0), ("grown", 1, 1), ("merged", 2, 1), ("shrunk", 1, 1), ("split", 1, 2)]
    );
    assert_eq!(diff.same, 1);
    let back = compare(&new, &old, None);
    assert_eq!(back.changes.iter().filter(|change| change.change == "merged").count(), 1, "a split seen backwards");
}
