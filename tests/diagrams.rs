//! Diagrams: hostile text cannot break out, large clusters fold, and Graphviz draws them in seconds.

mod samples;

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use ringtrace::export::dot::{self, Heading};
use ringtrace::export::fold::{FoldConfig, fold};
use ringtrace::report::{ClusterKind, Diagram};

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
