//! No acknowledged decision is lost, however the server ends.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use ringtrace::casebook::{Casebook, audit};
use serde_json::json;

use crate::day::{Server, analysed, cluster_of, platform, written};

/// Posts notes until the server is gone; returns the texts that were acknowledged.
fn post_until_gone(server: &Server, ring: &str, turn: u64, sent: &AtomicU64) -> Vec<String> {
    let mut acknowledged = Vec::new();
    for at in 0.. {
        let note = format!("turn {turn} note {at}");
        let decision = json!({"action":"note","run":"monday","who":"killer","cluster":ring,"note":note});
        match server.try_post(&decision) {
            Some(reply) if reply.status == 201 => acknowledged.push(note),
            _ => break,
        }
        sent.fetch_add(1, Ordering::SeqCst);
    }
    acknowledged
}

/// Kills the server with SIGKILL in the middle of decisions, fifty times, each time after another while.
#[test]
fn nothing_acknowledged_is_lost_when_it_is_killed() {
    let directory = written(&platform());
    let run = analysed(directory.path(), "monday", &[]);
    let cases = directory.path().join("cases.db");
    let ring = cluster_of(&run, "r0").expect("the ring is found");
    let mut acknowledged: Vec<String> = Vec::new();
    for turn in 0..50u64 {
        let server = Server::start(&[&run], &cases);
        let process = server.process().to_string();
        let sent = AtomicU64::new(0);
        let kept = std::thread::scope(|scope| {
            let writer = scope.spawn(|| post_until_gone(&server, &ring, turn, &sent));
            while sent.load(Ordering::SeqCst) < 1 + turn % 5 {
                std::thread::sleep(Duration::from_micros(100));
            }
            std::thread::sleep(Duration::from_micros(turn * 137 % 2900));
            let killed = std::process::Command::new("kill").args(["-9", &process]).status().expect("kill");
            assert!(killed.success());
            writer.join().expect("it ends")
        });
        acknowledged.extend(kept);
        check(&cases, &acknowledged, turn);
    }
    assert!(acknowledged.len() >= 100, "{} were acknowledged", acknowledged.len());
}

/// Every acknowledged note is there, in order, with at most one more that was written but not answered any more.
fn check(cases: &Path, acknowledged: &[String], turn: u64) {
    let audited = audit(cases, &[]).expect("a book");
    assert_eq!(audited.breaks, Vec::<String>::new(), "turn {turn}");
    let entries = Casebook::open(cases).and_then(|book| book.entries()).expect("readable");
    let mut written = entries.iter().map(|entry| &entry.why);
    for note in acknowledged {
        assert!(written.any(|why| why == note), "turn {turn}: {note} is lost");
    }
    assert!(entries.len() as u64 <= acknowledged.len() as u64 + turn + 1, "turn {turn}: more entries than were sent");
}
