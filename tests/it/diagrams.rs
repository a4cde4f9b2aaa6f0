//! Diagrams: hostile text cannot break out, large clusters fold, and Graphviz draws them in seconds.

use crate::samples;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use ringtrace::export::dot::{self, Heading};
use ringtrace::export::fold::{FoldConfig, fold};
use ringtrace::export::graphviz::{GraphvizError, Picture, draw};
use ringtrace::export::view::View;
use ringtrace::report::{ClusterKind, Diagram, DiagramEdge, DiagramNode};

fn print(diagram: &Diagram) -> String {
    let heading = Heading::from(&samples::cluster(diagram, 3, ClusterKind::ProxyRing));
    dot::print(diagram, Some(&heading), &FoldConfig::default())
}

/// What `dot` makes of a file, or `None` with a note where it is not installed.
fn graphviz(text: &str, format: &str) -> Option<Vec<u8>> {
    let mut command = Command::new("dot");
    command.arg(format!("-T{format}")).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        println!("skipped: Graphviz is not installed");
        return None;
    };
    let mut input = child.stdin.take().expect("a pipe");
    let text = text.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("dot ends");
    writer.join().expect("a thread").expect("dot reads all");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "dot refused: {complaint}");
    assert!(!complaint.contains("syntax error") && !complaint.contains("Error"), "dot complained: {complaint}");
    Some(output.stdout)
}

#[test]
fn graphviz_draws_every_sample() {
    for (name, diagram) in all() {
        let started = Instant::now();
        let Some(svg) = graphviz(&print(&diagram), "svg") else { return };
        println!("{name}: {:?}", started.elapsed());
        assert!(started.elapsed() < Duration::from_secs(10), "{name} took {:?}", started.elapsed());
        assert!(String::from_utf8(svg).expect("UTF-8").contains("</svg>"), "{name}");
        if let Ok(place) = std::env::var("RINGTRACE_SAMPLES") {
            let png = graphviz(&print(&diagram), "png").expect("dot is there");
            std::fs::write(format!("{place}/{name}.png"), png).expect("a file");
            std::fs::write(format!("{place}/{name}.dot"), print(&diagram)).expect("a file");
        }
    }
}

fn all() -> Vec<(&'static str, Diagram)> {
    vec![
        ("small", samples::small()),
        ("payout_funnel", samples::payout_funnel()),
        ("laptop_farm", samples::laptop_farm()),
        ("large", samples::large()),
        ("review_clique", samples::review_clique()),
        ("hostile", samples::hostile()),
        ("empty", Diagram::default()),
    ]
}

/// Laws of folding: every node stands in one node of the picture, no tie is lost, the picture is small.
fn check_fold(name: &str, diagram: &Diagram, view: &View) {
    let config = FoldConfig::default();
    let mut members: Vec<u32> = view.nodes.iter().flat_map(|node| node.members.iter().copied()).collect();
    members.sort_unstable();
    assert_eq!(members, (0..diagram.nodes.len() as u32).collect::<Vec<_>>(), "{name}: every node once");
    let drawn: usize = view.edges.iter().map(|edge| edge.bundle.ties).sum();
    let inner: usize = view.nodes.iter().filter_map(|node| node.inner.as_ref()).map(|inner| inner.ties).sum();
    let given = diagram.edges.iter().filter(|edge| edge.a != edge.b).count();
    assert_eq!(drawn + inner, given, "{name}: every tie once");
    assert!(view.nodes.len() <= config.max_nodes, "{name}: {} nodes", view.nodes.len());
    assert!(view.edges.windows(2).all(|pair| (pair[0].a, pair[0].b) < (pair[1].a, pair[1].b)), "{name}: sorted");
    assert_eq!(view.accounts + view.identifiers, diagram.nodes.len(), "{name}");
}

#[test]
fn samples_fold_by_the_laws() {
    for (name, diagram) in all() {
        check_fold(name, &diagram, &fold(&diagram, &FoldConfig::default()));
    }
}

#[test]
fn a_small_diagram_stays_as_it_is() {
    let diagram = samples::payout_funnel();
    let view = fold(&diagram, &FoldConfig::default());
    assert_eq!(view.nodes.len(), diagram.nodes.len());
    assert!(!view.summarised && view.nodes.iter().all(|node| node.members.len() == 1));
}

#[test]
fn hubs_of_one_kind_become_one_node() {
    let view = fold(&samples::laptop_farm(), &FoldConfig::default());
    let hubs: Vec<_> = view.nodes.iter().filter(|node| node.hub).collect();
    assert_eq!(hubs.iter().map(|hub| hub.members.len()).collect::<Vec<_>>(), [3, 1]);
    assert_eq!(hubs[0].degree, (412, 2108));
    let text = print(&samples::laptop_farm());
    assert!(text.contains("context: 3 × carrier address") && text.contains("412 to 2,108 accounts each"));
    assert!(!view.summarised);
}

#[test]
fn a_large_cluster_keeps_what_matters_single() {
    let diagram = samples::large();
    let view = fold(&diagram, &FoldConfig::default());
    assert!(view.summarised && view.nodes.len() <= 34, "{} nodes", view.nodes.len());
    let single = |kind: &str| view.nodes.iter().filter(|node| node.kind == kind && node.members.len() == 1).count();
    assert_eq!(single("bank_account"), 6, "each ties a sixth of the accounts");
    assert_eq!(view.nodes.iter().filter(|node| node.role == "broker" && node.members.len() == 1).count(), 3);
    let weakest: Vec<_> = view.edges.iter().filter(|edge| edge.bundle.weakest).collect();
    assert_eq!(weakest.len(), 1);
    assert_eq!(weakest[0].bundle.ties, 1);
    let ends = [weakest[0].a, weakest[0].b].map(|end| view.nodes[end].value.clone());
    assert!(ends.contains(&"w-00499".to_owned()), "{ends:?}");
}

#[test]
fn twins_fold_exactly() {
    let mut b = samples::Builder::new("c-1");
    let device = b.identifier("device", "d-1", 70);
    for i in 0..70 {
        let account = b.account(&format!("a{i:02}"), "", "");
        b.tie(account, device, 5.0, "3 days");
    }
    let view = fold(&b.build(), &FoldConfig::default());
    assert_eq!(view.nodes.iter().map(|node| node.members.len()).collect::<Vec<_>>(), [1, 70]);
    assert_eq!((view.edges[0].bundle.ties, view.edges[0].bundle.label.as_str()), (70, "3 days"));
}

#[test]
fn more_kinds_than_a_page_holds_still_fit() {
    let mut b = samples::Builder::new("c-1");
    let account = b.account("a", "", "");
    for i in 0..500 {
        let identifier = b.identifier(&format!("kind{i}"), "x", 2);
        b.tie(account, identifier, 1.0, &format!("word{i}"));
    }
    let diagram = b.build();
    check_fold("kinds", &diagram, &fold(&diagram, &FoldConfig::default()));
}

#[test]
fn a_hundred_thousand_members_fold_in_seconds() {
    let mut diagram = Diagram { cluster: "c-1".into(), ..Diagram::default() };
    let node = |kind: &str, i: usize| DiagramNode {
        kind: kind.into(),
        value: format!("{kind}{i}"),
        note: String::new(),
        role: String::new(),
        degree: 3,
        hub: false,
    };
    diagram.nodes.extend((0..100_000).map(|i| node("account", i)));
    diagram.nodes.extend((0..30_000).map(|i| node("device", i)));
    let edge = |a: u32, b: u32| DiagramEdge { a, b, bits: 4.0, label: format!("{} days", a % 9), weakest: a == 7 };
    let step = |i: u32| [edge(i, 100_000 + i * 7 % 30_000), edge(i, 100_000 + i * 11 % 30_000)];
    diagram.edges.extend((0..100_000).flat_map(step));
    let started = Instant::now();
    check_fold("huge", &diagram, &fold(&diagram, &FoldConfig::default()));
    assert!(started.elapsed() < Duration::from_mins(1), "{:?}", started.elapsed());
}

#[test]
fn edges_that_lead_nowhere_are_left_out() {
    let mut diagram = samples::small();
    let count = diagram.edges.len();
    diagram.edges.push(DiagramEdge { a: 0, b: 99, bits: 1.0, label: String::new(), weakest: false });
    diagram.edges.push(DiagramEdge { a: 1, b: 1, bits: 1.0, label: String::new(), weakest: false });
    assert_eq!(fold(&diagram, &FoldConfig::default()).edges.len(), count);
}

#[test]
fn hostile_names_stay_text() {
    let diagram = samples::hostile();
    let Some(json) = graphviz(&print(&diagram), "json") else { return };
    let json: serde_json::Value = serde_json::from_slice(&json).expect("json");
    let objects = json["objects"].as_array().expect("objects");
    let nodes: Vec<_> = objects.iter().filter(|object| object["shape"].is_string()).collect();
    assert_eq!(nodes.len(), diagram.nodes.len(), "no name made a node of its own");
    assert!(nodes.iter().all(|node| node["name"].as_str().is_some_and(|name| name.starts_with('n'))));
    let svg = String::from_utf8(graphviz(&print(&diagram), "svg").expect("dot is there")).expect("UTF-8");
    assert!(!svg.contains("<script") && svg.contains("&lt;script&gt;"), "markup is text");
    assert!(!svg.contains("ringtrace \\L") && !svg.contains("new\\table n"), "\\N and \\G are not replaced");
    assert!(!svg.contains(['\u{202e}', '\u{2067}', '\u{0}', '\u{1b}', '\u{ffff}']), "nothing turns or hides text");
    assert!(svg.contains("(10,000 characters)"), "a long name says its length");
    assert!(svg.len() < 200_000, "a long name does not fill the file");
}

#[test]
fn an_edge_is_as_wide_as_its_evidence() {
    let text = print(&samples::small());
    assert!(text.contains("penwidth=\"5.5\"") && text.contains("penwidth=\"2\""), "{text}");
    let weakest: Vec<&str> = text.lines().filter(|line| line.contains("(weakest)")).collect();
    assert_eq!(weakest.len(), 1);
    assert!(weakest[0].contains("dashed"), "{}", weakest[0]);
}

#[test]
fn mutual_reviews_stand_in_a_circle() {
    assert!(print(&samples::review_clique()).contains("neato"));
    assert!(!print(&samples::laptop_farm()).contains("neato"));
}

#[test]
fn ties_that_differ_are_not_told_at_every_account() {
    let mut b = samples::Builder::new("c-0000000001");
    let members: Vec<u32> = (0..12).map(|at| b.account(&format!("w-{at}"), "", "worker")).collect();
    for (i, a) in members.iter().enumerate() {
        for (j, c) in members.iter().enumerate().skip(i + 1) {
            b.tie(*a, *c, 3.0, ["N7", "reviews", "referrals"][(i * 5 + j) % 3]).weakest = false;
        }
    }
    let text = print(&b.build());
    assert!(!text.contains("each tie"), "{text}");
    let labelled = text.lines().filter(|line| line.contains(" -- ") && line.contains(" label=\"")).count();
    assert_eq!(labelled, 12, "{text}");
    assert!(text.contains("only the strongest ties are labelled"), "{text}");
}

fn any_diagram() -> impl Strategy<Value = Diagram> {
    let kind = prop::sample::select(vec!["account", "device", "ip", "bank_account", "odd kind", ""]);
    let role = prop::sample::select(vec!["", "", "", "broker", "<i>"]);
    let node = (kind, ".{0,60}", role, any::<bool>(), 0u64..5000).prop_map(|(kind, value, role, hub, degree)| {
        let hub = hub && degree > 4000;
        DiagramNode { kind: kind.into(), note: value.chars().rev().collect(), value, role: role.into(), degree, hub }
    });
    let edge = (0u32..200, 0u32..200, -5.0..30.0f64, ".{0,12}", 0u8..40)
        .prop_map(|(a, b, bits, label, weakest)| DiagramEdge { a, b, bits, label, weakest: weakest == 0 });
    let parts = (".{0,20}", prop::collection::vec(node, 0..160), prop::collection::vec(edge, 0..400));
    parts.prop_map(|(cluster, nodes, edges)| {
        let count = nodes.len() as u32;
        let edges = edges.into_iter().filter(|edge| edge.a < count && edge.b < count).collect();
        Diagram { cluster, nodes, edges }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn any_diagram_folds_by_the_laws(diagram in any_diagram()) {
        check_fold("any", &diagram, &fold(&diagram, &FoldConfig::default()));
    }
}

/// A diagram as the report promises: ties join an account with something else.
fn lawful(mut diagram: Diagram) -> Diagram {
    let Diagram { nodes, edges, .. } = &mut diagram;
    let account = |at: u32| nodes[at as usize].kind == "account";
    edges.retain(|edge| edge.a != edge.b && (account(edge.a) || account(edge.b)));
    diagram
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 100, failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn graphviz_draws_any_lawful_diagram(diagram in any_diagram()) {
        graphviz(&print(&lawful(diagram)), "svg");
    }

    #[test]
    fn any_diagram_at_all_is_drawn_in_the_end(diagram in any_diagram()) {
        let drawn = draw(Path::new("dot"), &print(&diagram), Picture::Svg, Duration::from_mins(1));
        prop_assert!(matches!(drawn, Ok(_) | Err(GraphvizError::Missing(_))), "{}", drawn.unwrap_err());
    }
}
