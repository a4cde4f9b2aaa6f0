//! `evaluate` on partitions with known values, from files and as laws.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, Int64Array, ListBuilder, RecordBatch, StringArray, StringBuilder};
use proptest::prelude::*;
use ringtrace::synth::evaluate::{Evaluation, ResultCluster, Results, Truth, TruthRow};
use ringtrace::synth::evaluate::{as_text, evaluate, read_results, read_truth};

fn cluster(rank: u64, kind: &str, score: f64, accounts: &[&str]) -> ResultCluster {
    let accounts = accounts.iter().map(|&id| id.to_owned()).collect();
    ResultCluster { cluster: format!("c-{rank:010x}"), kind: kind.into(), score, rank, accounts }
}

/// Two rings (a1..a4 a laptop farm, b1..b3 a stealth ring) among ten lawful accounts: six at home, four elsewhere.
fn truth() -> Truth {
    let row = |account: &str, operator: &str, motif: &str, class: &str| TruthRow {
        account_id: account.into(),
        operator: operator.into(),
        motif: motif.into(),
        class: class.into(),
    };
    let mut rows = Vec::new();
    rows.extend(["a1", "a2", "a3", "a4"].map(|id| row(id, "r1", "laptop_farm", "")));
    rows.extend(["b1", "b2", "b3"].map(|id| row(id, "r2", "stealth_ring", "")));
    rows.extend(["h1", "h2", "h3", "h4", "h5", "h6"].map(|id| row(id, id, "", "household")));
    // One person's two roles: one operator, but no pair that must be found.
    rows.extend(["t1", "t2"].map(|id| row(id, "p7", "", "two_roles")));
    rows.extend(["o1", "o2"].map(|id| row(id, id, "", "ordinary")));
    Truth::new(rows)
}

fn results() -> Results {
    let clusters = vec![
        cluster(1, "proxy_ring", 0.95, &["a1", "a2", "a3", "h1"]),
        cluster(2, "linked", 0.9, &["b1", "b2", "b3"]),
        cluster(3, "shared_identity", 0.6, &["t1", "t2"]),
        cluster(4, "proxy_ring", 0.2, &["h2", "h3"]),
    ];
    let score = |id: &str, score: f64| (id.to_owned(), score);
    let scores = vec![score("a1", 0.95), score("a2", 0.95), score("a3", 0.95), score("h1", 0.95), score("t1", 0.6)];
    Results { clusters, scores }
}

#[test]
fn a_known_case() {
    let of = evaluate(&results(), &truth(), 0.5);
    assert_eq!((of.accounts, of.ring_accounts, of.rings, of.clusters, of.accused), (17, 7, 2, 4, 6));
    // Right: three pairs of a; predicted: 6 + 1; true: 6 + 3.
    assert_eq!((of.pairs.precision, of.pairs.recall), (3.0 / 7.0, 3.0 / 9.0));
    // Precision: 3/4 for a1..a3, 1/4 for h1, 1/2 for t1 and t2, 1 for the eleven others.
    assert!((of.bcubed.precision - (2.25 + 0.25 + 1.0 + 11.0) / 17.0).abs() < 1e-12);
    // Recall: 3/4 for a1..a3, 1/4 for a4, 1/3 for each b, 1 for the ten lawful.
    assert!((of.bcubed.recall - (2.25 + 0.25 + 1.0 + 10.0) / 17.0).abs() < 1e-12);
    // Ring or accused: a1..a4, b1..b3, h1, t1, t2.
    assert!((of.bcubed_ring_or_accused.precision - (2.25 + 0.25 + 1.0 + 4.0) / 10.0).abs() < 1e-12);
    // The queue holds linked clusters too: both rings are found among the first three.
    assert_eq!((of.found.budget, of.found.found, of.found.share), (3, 2, 1.0));
    let farm = &of.found.by_motif["laptop_farm"];
    assert_eq!((farm.rings, farm.found, farm.members, farm.accused, farm.member_recall), (1, 1, 4, 3, 0.75));
    assert_eq!(of.found.by_motif["stealth_ring"].member_recall, 0.0);
    assert_eq!((of.lawful.all.accounts, of.lawful.all.accused), (10, 3));
    assert_eq!(of.lawful.by_class["household"].share, 1.0 / 6.0);
    assert_eq!(of.lawful.by_class["two_roles"].share, 1.0);
    let top = &of.reliability[9];
    assert_eq!((top.clusters, top.rings, top.share), (2, 2, Some(1.0)));
    assert!((top.expected.unwrap() - 0.925).abs() < 1e-12);
    assert_eq!((of.largest[0].accounts, of.largest[0].of_one_ring), (4, 3));
    assert_eq!(of.largest[0].motif, "laptop_farm");
}

#[test]
fn the_threshold_decides_who_is_accused() {
    assert_eq!(evaluate(&results(), &truth(), 0.1).accused, 8);
    assert_eq!(evaluate(&results(), &truth(), 0.99).accused, 0);
}

#[test]
fn a_budget_leaves_out_what_stands_behind_it() {
    let mut results = results();
    results.clusters[1].rank = 9;
    results.clusters.push(cluster(2, "linked", 0.8, &["o1", "o2"]));
    let of = evaluate(&results, &truth(), 0.5);
    assert_eq!((of.found.budget, of.found.found), (3, 1));
    // Half of the members, but more than half strangers: not found.
    let diluted =
        Results { clusters: vec![cluster(1, "proxy_ring", 0.9, &["a1", "a2", "h1", "h2", "h3"])], scores: vec![] };
    assert_eq!(evaluate(&diluted, &truth(), 0.5).found.found, 0);
}

fn write_files(directory: &Path, results: &Results) {
    let line = |c: &ResultCluster| {
        serde_json::json!({"cluster": c.cluster, "kind": c.kind, "score": c.score, "rank": c.rank, "accounts": c.accounts,
            "motifs": ["x"], "evidence": []})
        .to_string()
    };
    let lines: Vec<_> = results.clusters.iter().map(line).collect();
    std::fs::write(directory.join("clusters.ndjson"), lines.join("\n")).unwrap();
    let mut table = String::from("account_id,component,cluster,score,indicators\n");
    for (account, score) in &results.scores {
        writeln!(table, "{account},a1,c-1,{score},P3;N7").unwrap();
    }
    std::fs::write(directory.join("accounts.csv"), table).unwrap();
}

fn write_parquet(path: &Path, columns: Vec<(&str, ArrayRef)>) {
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let file = std::fs::File::create(path).unwrap();
    let mut writer = parquet::arrow::ArrowWriter::try_new(file, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

fn write_tables(directory: &Path, results: &Results) {
    let text = |f: &dyn Fn(&ResultCluster) -> String| -> ArrayRef {
        Arc::new(results.clusters.iter().map(|c| Some(f(c))).collect::<StringArray>())
    };
    let mut lists = ListBuilder::new(StringBuilder::new());
    for cluster in &results.clusters {
        for id in &cluster.accounts {
            lists.values().append_value(id);
        }
        lists.append(true);
    }
    let scores: Float64Array = results.clusters.iter().map(|c| c.score).collect::<Vec<_>>().into();
    let ranks: Int64Array = results.clusters.iter().map(|c| i64::try_from(c.rank).unwrap()).collect::<Vec<_>>().into();
    let columns = vec![
        ("rank", Arc::new(ranks) as ArrayRef),
        ("cluster", text(&|c| c.cluster.clone())),
        ("kind", text(&|c| c.kind.clone())),
        ("score", Arc::new(scores)),
        ("accounts", Arc::new(lists.finish())),
    ];
    write_parquet(&directory.join("clusters.parquet"), columns);
    let accounts: StringArray = results.scores.iter().map(|(id, _)| Some(id.clone())).collect();
    let scores: Float64Array = results.scores.iter().map(|(_, score)| *score).collect::<Vec<_>>().into();
    let columns = vec![("account_id", Arc::new(accounts) as ArrayRef), ("score", Arc::new(scores) as ArrayRef)];
    write_parquet(&directory.join("accounts.parquet"), columns);
}

#[test]
fn files_and_their_parquet_twins_are_read_alike() {
    let (plain, tables) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write_files(plain.path(), &results());
    write_tables(tables.path(), &results());
    assert_eq!(read_results(plain.path()).unwrap(), results());
    assert_eq!(read_results(tables.path()).unwrap(), results());
}

#[test]
fn a_broken_file_is_named_with_its_line() {
    let directory = tempfile::tempdir().unwrap();
    write_files(directory.path(), &results());
    let lines = directory.path().join("clusters.ndjson");
    std::fs::write(
        &lines,
        "{\"cluster\":\"c-1\",\"kind\":\"linked\",\"score\":0.1,\"rank\":1,\"accounts\":[]}\n{oops\n",
    )
    .unwrap();
    let message = read_results(directory.path()).unwrap_err().to_string();
    assert!(message.contains("clusters.ndjson") && message.contains("line 2"), "{message}");
    let truth = directory.path().join("truth.csv");
    std::fs::write(&truth, "account_id,operator,motif,class\n").unwrap();
    assert!(read_truth(&truth).unwrap_err().to_string().contains("no rows"));
}

#[test]
fn a_truth_says_one_thing_of_an_account() {
    let directory = tempfile::tempdir().unwrap();
    let truth = directory.path().join("truth.csv");
    let read = |rows: &str| {
        std::fs::write(&truth, format!("account_id,operator,motif,class\na2,o2,funnel,\na1,o1,funnel,\n{rows}"))
            .unwrap();
        read_truth(&truth)
    };
    assert_eq!(read("a1,o1,funnel,\na2,o2,funnel,\n").unwrap().len(), 2, "the same twice");
    for (row, said) in [("a1,o2,funnel,", "operator \"o2\" and motif \"funnel\""), ("a1,o1,,family", "motif \"\"")] {
        let message = read(&format!("a3,o3,,\n{row}\n")).unwrap_err().to_string();
        for words in ["truth.csv: line 5: the account \"a1\"", said, "operator \"o1\" and motif \"funnel\" on line 3"] {
            assert!(message.contains(words), "no {words} in: {message}");
        }
    }
}

#[test]
fn the_command_prints_tables_and_stable_json() {
    let directory = tempfile::tempdir().unwrap();
    write_files(directory.path(), &results());
    let path = directory.path().join("truth.csv");
    let mut text = String::from("account_id,operator,motif,class\n");
    for row in truth().rows() {
        writeln!(text, "{},{},{},{}", row.account_id, row.operator, row.motif, row.class).unwrap();
    }
    std::fs::write(&path, text).unwrap();
    let run = |format: &str| {
        let mut command = assert_cmd::Command::cargo_bin("ringtrace").unwrap();
        command.arg("evaluate").arg(directory.path()).arg("--truth").arg(&path).args(["--format", format]);
        let output = command.assert().success().get_output().stdout.clone();
        String::from_utf8(output).unwrap()
    };
    let expected = evaluate(&results(), &truth(), 0.5);
    assert_eq!(run("text"), as_text(&expected));
    assert_eq!(run("json").trim_end(), serde_json::to_string_pretty(&expected).unwrap());
    assert!(run("text").contains("B-cubed, all accounts"));
}

/// A truth of `rings` (number of each account's ring, 0 for lawful) and results that repeat `labels`.
fn case(rings: &[u8], labels: &[u8]) -> (Vec<TruthRow>, Results) {
    let row = |(at, ring): (usize, &u8)| TruthRow {
        account_id: format!("u{at:03}"),
        operator: if *ring > 0 { format!("r{ring}") } else { format!("p{at}") },
        motif: if *ring > 0 { "laptop_farm".into() } else { String::new() },
        class: if *ring > 0 { String::new() } else { "ordinary".into() },
    };
    let rows: Vec<TruthRow> = rings.iter().enumerate().map(row).collect();
    let members = |label: u8| -> Vec<&str> {
        rows.iter().zip(labels).filter(|(_, l)| **l == label).map(|(row, _)| row.account_id.as_str()).collect()
    };
    let clusters: Vec<ResultCluster> = (1..=6)
        .filter(|&label| members(label).len() > 1)
        .map(|label| cluster(u64::from(label), "proxy_ring", 1.0 - f64::from(label) / 20.0, &members(label)))
        .collect();
    let scores = clusters.iter().flat_map(|c| c.accounts.iter().map(|id| (id.clone(), c.score))).collect();
    (rows, Results { clusters, scores })
}

fn run(rows: &[TruthRow], results: &Results) -> Evaluation {
    evaluate(results, &Truth::new(rows.to_vec()), 0.5)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_perfect_prediction_scores_one(rings in proptest::collection::vec(0u8..6, 2..60)) {
        // A ring of one is no ring.
        let lone = |ring: u8| rings.iter().filter(|&&r| r == ring).nth(1).is_none();
        let rings: Vec<u8> = rings.iter().map(|&ring| if lone(ring) { 0 } else { ring }).collect();
        let (rows, results) = case(&rings, &rings);
        let of = run(&rows, &results);
        for scores in [of.pairs, of.bcubed, of.bcubed_ring_or_accused] {
            prop_assert_eq!((scores.precision, scores.recall, scores.f1), (1.0, 1.0, 1.0));
        }
        prop_assert_eq!((of.average_precision, of.found.share, of.lawful.all.accused), (1.0, 1.0, 0));
    }

    #[test]
    fn order_does_not_matter(
        rings in proptest::collection::vec(0u8..6, 2..60),
        labels in proptest::collection::vec(0u8..6, 60),
        turn in 0usize..60,
    ) {
        let (mut rows, mut results) = case(&rings, &labels);
        let before = run(&rows, &results);
        let turned = turn % rows.len();
        rows.rotate_left(turned);
        results.clusters.reverse();
        results.scores.reverse();
        for cluster in &mut results.clusters {
            cluster.accounts.reverse();
        }
        prop_assert_eq!(before, run(&rows, &results));
    }

    #[test]
    fn scores_are_shares(
        rings in proptest::collection::vec(0u8..6, 2..60),
        labels in proptest::collection::vec(0u8..6, 60),
    ) {
        let (rows, results) = case(&rings, &labels);
        let of = run(&rows, &results);
        for scores in [of.pairs, of.bcubed, of.bcubed_ring_or_accused] {
            for value in [scores.precision, scores.recall, scores.f1] {
                prop_assert!((0.0..=1.0).contains(&value));
            }
        }
        prop_assert!((0.0..=1.0 + 1e-9).contains(&of.average_precision));
    }

    #[test]
    fn pairs_agree_with_counting_them_one_by_one(
        rings in proptest::collection::vec(0u8..5, 2..40),
        labels in proptest::collection::vec(0u8..5, 40),
    ) {
        let group = |label: u8| (label > 0).then_some(u32::from(label));
        let truth: Vec<_> = rings.iter().map(|&r| group(r)).collect();
        let found: Vec<_> = labels[..rings.len()].iter().map(|&l| group(l)).collect();
        let (mut right, mut predicted, mut real) = (0, 0, 0);
        for i in 0..truth.len() {
            for j in 0..i {
                let (t, p) = (truth[i].is_some() && truth[i] == truth[j], found[i].is_some() && found[i] == found[j]);
                (right, predicted, real) = (right + i32::from(t && p), predicted + i32::from(p), real + i32::from(t));
            }
        }
        let scores = ringtrace::synth::evaluate::pairs(&truth, &found);
        if predicted > 0 { prop_assert_eq!(scores.precision, f64::from(right) / f64::from(predicted)); }
        if real > 0 { prop_assert_eq!(scores.recall, f64::from(right) / f64::from(real)); }
    }
}
