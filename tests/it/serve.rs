//! The server: whom it lets in, and what it answers.

use crate::day;

use std::path::Path;

use ringtrace::casebook::audit;
use serde_json::{Value, json};

use crate::day::{Server, analysed, cluster_of, platform, written};

struct Place {
    directory: tempfile::TempDir,
    run: std::path::PathBuf,
    cases: std::path::PathBuf,
}

fn place() -> Place {
    let directory = written(&platform());
    let run = analysed(directory.path(), "monday", &[]);
    let cases = directory.path().join("cases.db");
    Place { directory, run, cases }
}

fn serving(place: &Place) -> Server {
    Server::start(&[&place.run], &place.cases)
}

#[test]
fn only_who_holds_the_token_gets_in() {
    let place = place();
    let server = serving(&place);
    let cookie = ("Cookie", server.cookie.as_str());
    let status = |method: &str, path: &str, headers: &[(&str, &str)]| server.request(method, path, headers, "").status;
    assert_eq!(status("GET", "/", &[]), 401);
    assert_eq!(status("GET", "/?token=0000", &[]), 401);
    assert_eq!(status("GET", "/api/runs", &[]), 401);
    assert_eq!(status("GET", "/api/runs", &[("Cookie", "ringtrace=1")]), 401);
    assert_eq!(status("GET", "/api/runs", &[cookie]), 200);
    let token = format!("/?token={}", server.token);
    let evil = format!("evil.example:{}", server.port);
    assert_eq!(status("GET", &token, &[("Host", &evil)]), 421, "a name that was rebound to this machine");
    assert_eq!(status("GET", "/api/runs", &[cookie, ("Host", "127.0.0.1:1")]), 421);
    assert_eq!(status("GET", "/api/runs", &[cookie, ("Origin", "http://evil.example")]), 403);
    assert_eq!(status("POST", "/api/decisions", &[cookie]), 403, "no Origin");
    assert_eq!(status("POST", "/api/decisions", &[cookie, ("Origin", "null")]), 403);
    assert_eq!(
        status("DELETE", "/api/decisions", &[cookie, ("Origin", &format!("http://127.0.0.1:{}", server.port))]),
        405
    );
    assert_eq!(status("GET", "/../../etc/passwd", &[cookie]), 404);
    assert_eq!(status("GET", "/api/cluster/..%2F..%2Fetc%2Fpasswd", &[cookie]), 404);
}

#[test]
fn the_page_is_whole_and_its_policy_strict() {
    let place = place();
    let server = serving(&place);
    let page = server.request("GET", "/", &[("Cookie", &server.cookie)], "");
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("connect-src 'self'"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-eval"), "{policy}");
    for (name, value) in
        [("x-content-type-options", "nosniff"), ("cache-control", "no-store"), ("referrer-policy", "no-referrer")]
    {
        assert_eq!(page.header(name), Some(value));
    }
    assert!(page.body.contains("\"mode\":\"serve\"") && !page.body.contains(&server.token));
    let opened = server.request("GET", &format!("/?token={}", server.token), &[], "");
    let cookie = opened.header("set-cookie").expect("a cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains(&server.token));
    assert_eq!(opened.header("location"), Some("/"));
}

#[test]
fn the_answers_have_the_shapes_that_the_page_reads() {
    let place = place();
    let server = serving(&place);
    let runs = server.get("/api/runs");
    assert_eq!(runs["runs"][0]["run"], "monday");
    assert!(runs["runs"][0]["moment"].is_string() && runs["runs"][0]["clusters"].as_u64() > Some(0));
    assert!(server.get("/api/run")["run_info"]["settings"].is_object());
    let ring = cluster_of(&place.run, "r0").expect("the ring is found");
    let queue = server.get("/api/clusters?run=monday");
    let row = &queue["clusters"][0];
    assert_eq!((queue["run"].as_str(), row["cluster"].as_str()), (Some("monday"), Some(ring.as_str())));
    assert!(row["thumb"]["edges"].is_string() && row["codes"].is_array() && row.get("change").is_none());
    let page = server.get(&format!("/api/cluster/{ring}"));
    assert_eq!(page["members"].as_array().map(Vec::len), Some(5));
    assert!(page["diagram"]["nodes"][0]["x"].is_number() && page["timeline"]["lanes"].is_array());
    assert_eq!(page["decisions"], json!([]));
    let found = server.get("/api/search?q=R0");
    assert_eq!(
        found["hits"][0],
        json!({"kind":"account","value":"r0","note":day::NAMES[0],"degree":0,"cluster":ring,"rank":1})
    );
    assert_eq!(found["more"], false);
    let around = server.get("/api/neighbourhood?kind=device&value=d-ring-one");
    assert_eq!(around["node"]["degree"], 5);
    assert_eq!(around["neighbours"][0]["node"]["cluster"].as_str(), Some(ring.as_str()));
    let chain = server.get("/api/explain?a=r0&b=r3");
    assert_eq!((chain["linked"].as_bool(), chain["cluster"].as_str()), (Some(true), Some(ring.as_str())));
    assert!(chain["steps"][0]["rows"][0].is_array());
    assert_eq!(server.get("/api/explain?a=s0001&b=s0002")["linked"], false);
    let book = server.get("/api/decisions");
    assert_eq!(book, json!({"decisions":[],"verified":true,"head":""}));
    let dot = server.request("GET", &format!("/api/dot/{ring}"), &[("Cookie", &server.cookie)], "");
    assert!(
        dot.body.contains("graph ")
            && dot.header("content-type").is_some_and(|kind| kind.starts_with("text/vnd.graphviz"))
    );
    for path in [
        "/api/cluster/c-none",
        "/api/clusters?run=none",
        "/api/neighbourhood?kind=device&value=none",
        "/api/nothing",
        "/api/diff",
    ] {
        let reply = server.request("GET", path, &[("Cookie", &server.cookie)], "");
        let error: Value = serde_json::from_str(&reply.body).expect("JSON");
        assert!(reply.status == 404 && error["error"].is_string(), "{path}: {}", reply.body);
    }
    assert_eq!(server.request("GET", "/api/search", &[("Cookie", &server.cookie)], "").status, 400);
}

#[test]
fn decisions_are_written_shown_and_taken_back() {
    let place = place();
    let ring = cluster_of(&place.run, "r0").expect("the ring is found");
    let who = "調査員 A";
    {
        let server = serving(&place);
        let confirmed = server.decide(&json!({"action":"confirm","run":"monday","who":who,"cluster":ring}));
        assert_eq!((confirmed["id"].as_u64(), confirmed["action"].as_str()), (Some(1), Some("confirm")));
        let row = &server.get("/api/clusters")["clusters"][0]["decision"];
        assert_eq!((row["action"].as_str(), row["stale"].as_bool()), (Some("confirm"), Some(false)));
        server.decide(&json!({"action":"undo","run":"monday","who":who,"undoes":1,"note":"too early"}));
        assert!(server.get("/api/clusters")["clusters"][0].get("decision").is_none());
        server.decide(&json!({"action":"dismiss","run":"monday","who":who,"cluster":ring,"class":"agency"}));
        server.decide(&json!({"action":"separate","run":"monday","who":who,"nodes":[["account","r1"],["account","r0"]],"note":"met both"}));
        server.decide(
            &json!({"action":"ignore","run":"monday","who":who,"nodes":[["device","d-ring-one"]],"until":"2027-01-01"}),
        );
        server.decide(
            &json!({"action":"note","run":"monday","who":who,"cluster":ring,"note":"<script>alert(1)</script>"}),
        );
        for wrong in [
            json!({"action":"dismiss","run":"monday","who":who,"cluster":ring,"class":"guilty"}),
            json!({"action":"dismiss","run":"monday","who":who,"cluster":ring,"class":"other"}),
            json!({"action":"confirm","run":"monday","who":"","cluster":ring}),
            json!({"action":"confirm","run":"monday","who":who,"cluster":"c-none"}),
            json!({"action":"separate","run":"monday","who":who,"nodes":[["account","r1"]]}),
            json!({"action":"separate","run":"monday","who":who,"nodes":[["account","r1"],["account","nobody"]]}),
            json!({"action":"ignore","run":"monday","who":who,"nodes":[["device","d-ring-one"]]}),
            json!({"action":"undo","run":"monday","who":who,"undoes":1}),
            json!({"action":"destroy","run":"monday","who":who}),
            json!({"who":who}),
        ] {
            let reply = server.try_post(&wrong).expect("an answer");
            assert!(reply.status == 400 && reply.body.contains("error"), "{wrong}: {} {}", reply.status, reply.body);
        }
        let long = server.try_post(&json!({"action":"note","run":"monday","who":who,"note":"x".repeat(70_000)}));
        assert_eq!(long.map(|reply| reply.status), Some(413));
    }
    let server = serving(&place);
    let book = server.get("/api/decisions");
    assert_eq!(book["verified"], true);
    let all = book["decisions"].as_array().expect("a list");
    assert_eq!(all.iter().map(|one| one["id"].as_u64().unwrap_or(0)).collect::<Vec<_>>(), [6, 5, 4, 3, 2, 1]);
    assert_eq!(all[5]["undone_by"], 2);
    assert_eq!(all[2]["nodes"], json!([["account", "r0"], ["account", "r1"]]));
    assert_eq!(all[0]["note"], "<script>alert(1)</script>");
    assert_eq!((all[3]["class"].as_str(), all[3]["who"].as_str()), (Some("agency"), Some(who)));
    let page = server.get(&format!("/api/cluster/{ring}"));
    assert_eq!(page["decisions"].as_array().map(Vec::len), Some(6), "of the cluster, its accounts and identifiers");
    assert_eq!(server.get("/api/clusters")["clusters"][0]["decision"]["action"], "dismiss");
    assert!(audit(&place.cases, &[book["head"].as_str().expect("a head").to_owned()]).expect("a book").holds());
}

/// The next day's run: the ring has one more account, and the snapshot a later end.
fn tuesday(monday: &Place) -> (tempfile::TempDir, std::path::PathBuf) {
    let mut platform = platform();
    day::add_to_ring(&mut platform, "r5", day::NAMES[5], 5);
    platform.login("s0299", 40 * crate::common::DAY, 5, "198.51.100.99", "d-later");
    let written = written(&platform);
    let run = analysed(written.path(), "tuesday", &["--previous", &monday.run.to_string_lossy()]);
    (written, run)
}

#[test]
fn two_runs_show_what_changed() {
    let place = place();
    let (_later, run) = tuesday(&place);
    let server = Server::start(&[&run, &place.run], &place.cases);
    let runs = server.get("/api/runs");
    assert_eq!((runs["runs"][0]["run"].as_str(), runs["runs"][1]["run"].as_str()), (Some("tuesday"), Some("monday")));
    assert_eq!(server.get("/api/clusters")["clusters"][0]["change"], "grown");
    let diff = server.get("/api/diff");
    assert_eq!((diff["old"].as_str(), diff["new"].as_str()), (Some("monday"), Some("tuesday")));
    assert_eq!(diff["changes"][0]["accounts_added"], json!(["r5"]));
    assert_eq!(diff["changes"][0]["ties"][0]["change"], "added");
    drop(place.directory);
}

/// The row of the cluster that holds an account.
fn row(server: &Server, run: &Path, account: &str) -> Value {
    let cluster = cluster_of(run, account).expect("a cluster");
    let queue = server.get("/api/clusters?run=tuesday");
    let rows = queue["clusters"].as_array().expect("rows").iter();
    rows.clone().find(|row| row["cluster"] == cluster).expect("the row").clone()
}

#[test]
fn the_queue_tells_what_is_new_since_the_last_decision() {
    let place = place();
    let (_later, run) = tuesday(&place);
    let server = Server::start(&[&place.run, &run], &place.cases);
    let ring = cluster_of(&run, "r0").expect("the ring");
    assert_eq!(server.get("/api/clusters?run=monday")["since"], Value::Null);
    assert_eq!(row(&server, &run, "r0")["fresh"], true, "against the run before, as nothing was decided yet");

    server.decide(&json!({"action":"confirm","run":"monday","who":"A","cluster":ring}));
    let queue = server.get("/api/clusters");
    assert_eq!((queue["since"]["who"].as_str(), queue["since"]["run"].as_str()), (Some("A"), Some("monday")));
    let grown = row(&server, &run, "r0");
    assert_eq!((grown["fresh"].as_bool(), grown["decision"]["stale"].as_bool()), (Some(true), Some(true)));

    server.decide(&json!({"action":"confirm","run":"tuesday","who":"B","cluster":ring}));
    assert_eq!(row(&server, &run, "r0").get("fresh"), None, "it was decided on as it is today");
    assert_eq!(server.get("/api/clusters")["since"]["who"], "A", "today's decisions do not make today's news old");

    server.decide(
        &json!({"action":"ignore","run":"tuesday","who":"B","nodes":[["device","d-ring-one"]],"until":"2020-01-01"}),
    );
    assert_eq!(server.get("/api/decisions?run=tuesday")["decisions"][0]["expired"], true, "what has ended is listed");
}

#[test]
fn contacts_and_sentences_come_with_the_page_in_both_languages() {
    let directory = written(&platform());
    let settings = directory.path().join("settings.toml");
    std::fs::write(&settings, "[[contacts]]\nname = \"Trust desk\"\nname_ja = \"相談窓口\"\n").expect("written");
    let run = analysed(directory.path(), "own", &["--settings", &settings.to_string_lossy()]);
    let server = Server::start(&[&run], &directory.path().join("cases.db"));
    let page = server.request("GET", "/", &[("Cookie", &server.cookie)], "").body;
    assert!(page.contains("Trust desk") && page.contains("相談窓口") && !page.contains("www.npa.go.jp"));
    assert!(
        page.contains("accounts are paid to {1}") && page.contains("件のアカウントの報酬が {1} に支払われています")
    );
    let japanese = server.get("/api/explain?a=r0&b=r3&lang=ja");
    assert!(japanese["steps"][0]["text"].as_str().is_some_and(|text| text.contains("アカウント")), "{japanese}");

    let usual = place();
    let server = serving(&usual);
    let page = server.request("GET", "/", &[("Cookie", &server.cookie)], "").body;
    for office in ["www.npa.go.jp", "www.mofa.go.jp", "www.mof.go.jp", "www.meti.go.jp"] {
        assert!(page.contains(office), "{office}");
    }
}

#[test]
fn other_machines_may_ask_only_when_told() {
    let output = day::run(&["serve", "anything", "--host", "0.0.0.0"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("--allow-remote"));
    let missing = day::run(&["serve", "/no/such/results"]);
    assert!(String::from_utf8_lossy(&missing.stderr).contains("ringtrace analyze"));
}
