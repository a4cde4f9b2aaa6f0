//! A platform with a ring, a household and a crowd, its results made by the real program, and a client for its server.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

use crate::common::{DAY, HOUR, MINUTE, NEW_YEAR, Platform};

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_ringtrace");

/// Names of people who are not related.
pub const NAMES: [&str; 6] =
    ["Amara Okafor", "Ivan Petrov", "Maria Gonzalez", "Duc Nguyen", "Emma Lindqvist", "Carlos Ferreira"];

/// Strangers, `r0`..`r4` run by one hand, `h0` and `h1` of one family, and 250 accounts on one address.
pub fn platform() -> Platform {
    let mut platform = Platform::with_strangers(300);
    for at in 0..5 {
        add_to_ring(&mut platform, &format!("r{at}"), NAMES[at as usize], at);
    }
    for id in ["h0", "h1"] {
        platform.account(id, &format!("Suzuki {id}"));
        platform.daily(id, 0..20, 20, "198.51.100.4", "d-home");
        platform.row("bank_accounts", format!("{id},bank-home,bank,Suzuki h0,JP,,"));
    }
    for at in 0..250 {
        platform.login(&format!("s{at:04}"), at * HOUR, 30, "203.0.113.200", &format!("d-own-{at:04}"));
    }
    platform.row("documents", "r0,TK1234567,passport,JP,Amara Okafor,");
    platform.row("documents", "r1,TK 1234567,passport,JP,Ivan Petrov,");
    platform
}

/// One more account on the ring's two devices and its payee.
pub fn add_to_ring(platform: &mut Platform, id: &str, name: &str, at: i64) {
    platform.account(id, name);
    for day in 0..20 {
        platform.login(id, day * DAY + 9 * HOUR + at * 8 * MINUTE, 6, "192.0.2.77", "d-ring-one");
        platform.login(id, day * DAY + 14 * HOUR + at * 8 * MINUTE, 6, "192.0.2.77", "d-ring-two");
    }
    platform.row("bank_accounts", format!("{id},bank-ring,bank,Somebody Else,JP,,"));
    platform.row(
        "payouts",
        format!("{id},bank-ring,{},500,USD,wallet-onward,{},400,US", NEW_YEAR + DAY, NEW_YEAR + DAY + HOUR),
    );
}

/// A directory with a snapshot in `snapshot/`.
pub fn written(platform: &Platform) -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a temporary directory");
    let snapshot = place.path().join("snapshot");
    std::fs::create_dir(&snapshot).expect("a writable directory");
    platform.write(&snapshot);
    place
}

pub fn run(arguments: &[&str]) -> Output {
    Command::new(PROGRAM).args(arguments).output().expect("the program starts")
}

/// Runs the program, which must succeed, and returns what it printed.
pub fn said(arguments: &[&str]) -> String {
    let output = run(arguments);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {error}");
    String::from_utf8(output.stdout).expect("text")
}

/// Analyses `snapshot/` into `name/`, and returns that directory.
pub fn analysed(place: &Path, name: &str, more: &[&str]) -> PathBuf {
    let (snapshot, out) = (place.join("snapshot"), place.join(name));
    let (snapshot, target) = (snapshot.to_string_lossy(), out.to_string_lossy());
    said(&[&["analyze", &snapshot, "--out", &target], more].concat());
    out
}

/// A server that is stopped when dropped.
pub struct Server {
    child: Child,
    pub port: u16,
    pub token: String,
    pub cookie: String,
}

impl Server {
    pub fn start(runs: &[&Path], cases: &Path) -> Self {
        let mut child = Command::new(PROGRAM)
            .arg("serve")
            .args(runs)
            .args(["--port", "0", "--cases"])
            .arg(cases)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("its output"));
        out.read_line(&mut line).expect("a line");
        let address = line.split_whitespace().nth(1).expect("an address");
        let (host, token) = address.split_once("/?token=").expect("a token");
        let port = host.rsplit_once(':').expect("a port").1.parse().expect("a port");
        let mut server = Self { child, port, token: token.to_owned(), cookie: String::new() };
        let opened = server.request("GET", &format!("/?token={token}"), &[], "");
        assert_eq!(opened.status, 303);
        let cookie = opened.header("set-cookie").expect("a cookie");
        cookie.split(';').next().expect("a pair").clone_into(&mut server.cookie);
        server
    }

    /// Sends what it is given, with a right `Host` unless one is among `headers`.
    pub fn request(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        self.try_request(method, path, headers, body).expect("an answer")
    }

    pub fn try_request(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Option<Reply> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        let mut text = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| *name == "Host") {
            text.push_str("Host: 127.0.0.1:");
            text.push_str(&self.port.to_string());
            text.push_str("\r\n");
        }
        headers.iter().for_each(|(name, value)| text.push_str(&[name, ": ", value, "\r\n"].concat()));
        stream.write_all(format!("{text}\r\n{body}").as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        Reply::parse(&answer)
    }

    pub fn get(&self, path: &str) -> Value {
        let reply = self.request("GET", path, &[("Cookie", &self.cookie)], "");
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        serde_json::from_str(&reply.body).expect("JSON")
    }

    pub fn try_post(&self, decision: &Value) -> Option<Reply> {
        let origin = format!("http://127.0.0.1:{}", self.port);
        let headers = [("Cookie", self.cookie.as_str()), ("Origin", &origin), ("Content-Type", "application/json")];
        self.try_request("POST", "/api/decisions", &headers, &decision.to_string())
    }

    pub fn decide(&self, decision: &Value) -> Value {
        let reply = self.try_post(decision).expect("an answer");
        assert_eq!(reply.status, 201, "{decision}: {}", reply.body);
        serde_json::from_str(&reply.body).expect("JSON")
    }

    /// Resident memory in bytes.
    pub fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Reply {
    /// `None` where the answer ends early.
    fn parse(bytes: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split_whitespace().nth(1)?.parse().ok()?;
        let reply = Self { status, head: head.to_owned(), body: body.to_owned() };
        let length: usize = reply.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        (reply.body.len() >= length).then_some(reply)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// The lines of an NDJSON file.
pub fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("a file");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The id of the cluster that holds an account.
pub fn cluster_of(run: &Path, account: &str) -> Option<String> {
    let clusters = lines(&run.join("clusters.ndjson"));
    let holds = |cluster: &&Value| cluster["accounts"].as_array().is_some_and(|ids| ids.iter().any(|id| id == account));
    clusters.iter().find(holds).and_then(|cluster| cluster["cluster"].as_str()).map(str::to_owned)
}
