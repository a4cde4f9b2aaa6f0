//! Diagrams and reports for the tests of the exporters.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ringtrace::report::{
    AccountResult, Alternative, Cluster, ClusterKind, Cohesion, Diagram, DiagramEdge, DiagramNode, Evidence, Finding,
    IdentifierName, IndicatorRun, NodeName, Report, RowName, RunInfo, TableCount,
};
use ringtrace::snapshot::{InputFile, Reject};

/// Builds a diagram node by node; edges name nodes by value.
#[derive(Default)]
pub struct Builder {
    diagram: Diagram,
    places: BTreeMap<(String, String), u32>,
}

impl Builder {
    pub fn new(cluster: &str) -> Self {
        Self { diagram: Diagram { cluster: cluster.into(), ..Diagram::default() }, places: BTreeMap::new() }
    }

    pub fn node(&mut self, kind: &str, value: &str, note: &str, role: &str, degree: u64, hub: bool) -> u32 {
        let nodes = &mut self.diagram.nodes;
        *self.places.entry((kind.into(), value.into())).or_insert_with(|| {
            let (kind, value, note, role) = (kind.into(), value.into(), note.into(), role.into());
            nodes.push(DiagramNode { kind, value, note, role, degree, hub });
            nodes.len() as u32 - 1
        })
    }

    pub fn account(&mut self, id: &str, name: &str, role: &str) -> u32 {
        self.node("account", id, name, role, 0, false)
    }

    pub fn identifier(&mut self, kind: &str, value: &str, degree: u64) -> u32 {
        self.node(kind, value, "", "", degree, false)
    }

    pub fn tie(&mut self, a: u32, b: u32, bits: f64, label: &str) -> &mut DiagramEdge {
        self.diagram.edges.push(DiagramEdge { a, b, bits, label: label.into(), weakest: false });
        self.diagram.edges.last_mut().expect("just pushed")
    }

    pub fn build(self) -> Diagram {
        self.diagram
    }
}

/// Three accounts on two devices; the second device is the weakest tie.
pub fn small() -> Diagram {
    let mut b = Builder::new("c-02b7c19e4f");
    let accounts = ["w-10231", "w-10877", "w-11902"].map(|id| {
        let name = match id {
            "w-10231" => "佐藤 健一",
            "w-10877" => "Yuki Tanaka",
            _ => "鈴木 花子",
        };
        b.account(id, name, "")
    });
    let first = b.identifier("device", "d-9f31c0", 2);
    let second = b.identifier("device", "d-77aa02", 2);
    let document = b.identifier("document", "M1234567", 2);
    b.tie(accounts[0], first, 9.2, "N8 14 days");
    b.tie(accounts[1], first, 8.4, "N8 11 days");
    b.tie(accounts[1], second, 3.1, "P4 3 days").weakest = true;
    b.tie(accounts[2], second, 5.5, "5 days");
    b.tie(accounts[0], document, 11.8, "P3");
    b.tie(accounts[1], document, 11.8, "P3");
    b.build()
}

/// Twelve workers paid into two bank accounts, which send onward to one place.
pub fn payout_funnel() -> Diagram {
    let mut b = Builder::new("c-7f3a91d20b");
    let names = ["田中 翔", "Maria Santos", "高橋 美咲", "渡辺 大輔", "Li Wei", "伊藤 さくら"];
    let banks = ["0005-221-8843210", "0033-004-1120098"].map(|value| b.identifier("bank_account", value, 6));
    let onward = b.identifier("onward", "wallet:TQ5x…9fKc", 12);
    let devices = ["d-51aa0c", "d-51aa0d", "d-88210f"].map(|value| b.identifier("device", value, 4));
    let office = b.node("ip", "203.0.113.9", "hosting", "", 12, false);
    let carrier = b.node("ip", "100.64.3.7", "carrier address", "", 412, true);
    for i in 0..12 {
        let role = if i == 0 { "payee" } else { "" };
        let account = b.account(&format!("w-2{i:04}"), names[i % names.len()], role);
        b.tie(account, banks[i / 6], if i < 6 { 9.7 } else { 8.1 }, "N1 9 payouts");
        b.tie(account, onward, 6.4, "T2 72 h");
        b.tie(account, devices[i % 3], 5.0 + i as f64 / 4.0, &format!("{} days", 4 + i)).weakest = i == 11;
        if i % 2 == 0 {
            b.tie(account, office, 2.2, "P4 6 days");
        }
        if i % 3 == 0 {
            b.tie(account, carrier, 0.0, "");
        }
    }
    b.build()
}

/// Twenty accounts on five machines behind one address, each with documents of its own, and three hubs.
pub fn laptop_farm() -> Diagram {
    let mut b = Builder::new("c-a01f44e37c");
    let devices: Vec<u32> = (0..5).map(|i| b.identifier("device", &format!("laptop-{i:02}"), 4)).collect();
    let ip = b.node("ip", "198.51.100.44", "residential", "", 20, false);
    let hubs = [("100.64.0.1", 412), ("100.64.0.9", 2108), ("100.66.1.3", 977)]
        .map(|(value, degree)| b.node("ip", value, "carrier address", "", degree, true));
    let vpn = b.node("ip", "185.220.101.4", "VPN exit", "", 5310, true);
    let broker = b.account("w-90001", "Nakamura K.", "broker");
    b.tie(broker, ip, 7.5, "61 days");
    for i in 0..20 {
        let account = b.account(&format!("w-3{i:04}"), &format!("Worker {i}"), if i == 7 { "banned" } else { "" });
        b.tie(account, devices[i / 4], 6.0 + (i % 4) as f64, &format!("N8 {} days", 20 + i)).weakest = i == 13;
        b.tie(account, ip, 7.5, &format!("{} days", 30 + i));
        b.tie(account, hubs[i % 3], 0.0, "");
        if i % 4 == 0 {
            b.tie(account, vpn, 0.0, "");
            b.tie(account, broker, 4.0, "referral");
        }
    }
    b.build()
}

/// 500 accounts: 6 bank accounts, 60 devices, 40 addresses, a document each, 3 brokers and a hub.
pub fn large() -> Diagram {
    let mut b = Builder::new("c-5e00aa1177");
    let hub = b.node("ip", "100.64.0.1", "carrier address", "", 18_400, true);
    for i in 0..500usize {
        let role = if i < 3 { "broker" } else { "" };
        let account = b.account(&format!("w-{i:05}"), "", role);
        let bank = b.identifier("bank_account", &format!("0009-{:03}-{}", i % 6, 7_000_000 + i % 6), 84);
        let device = b.identifier("device", &format!("d-{:04x}", 40_000 + i * 7 % 60), 8);
        let ip = b.identifier("ip", &format!("203.0.113.{}", i * 13 % 40), 12);
        b.tie(account, bank, 8.8, "N1");
        b.tie(account, device, 6.1, &format!("{} days", 3 + i % 20)).weakest = i == 499;
        b.tie(account, ip, 3.3, "P4");
        if i % 3 == 0 {
            b.tie(account, hub, 0.0, "");
        }
        if i >= 480 {
            let document = b.identifier("document", &format!("DOC{:03}", i / 5), 5);
            b.tie(account, document, 11.0, "P3");
        }
    }
    b.build()
}

/// Forty accounts that all review one another, and the client who pays them.
pub fn review_clique() -> Diagram {
    let mut b = Builder::new("c-11d0c0ffee");
    let client = b.account("client-77", "有限会社サクラ", "client");
    let members: Vec<u32> = (0..14).map(|i| b.account(&format!("w-7{i:03}"), "", "")).collect();
    for (i, a) in members.iter().enumerate() {
        b.tie(*a, client, 2.0, "N2 5.0 stars");
        for (j, c) in members.iter().enumerate().skip(i + 1) {
            if (i + j) % 7 != 0 {
                b.tie(*a, *c, 3.0 + (i % 3) as f64, "reviews").weakest = false;
            }
        }
    }
    b.build()
}

/// Names that try to break out of labels, markup, attributes, and the eye.
pub const HOSTILE: [&str; 16] = [
    r#"quote " quote"#,
    r"trailing backslash \",
    r"C:\new\table \N \G \L",
    "line\nbreak\r\nand\ttab",
    "<b>bold</b><script>alert(1)</script>",
    "&amp; &lt; & &#x3c; &nbsp;",
    "\u{202e}drow sdrawkcab\u{202c} \u{2067}iso\u{2069}",
    "nul\u{0} bell\u{7} escape\u{1b}[31m \u{ffff}",
    "zero\u{200b}width\u{feff} joiner\u{200d}",
    "\"];evil [label=\"x\"];\"",
    "<<TABLE><TR><TD>x</TD></TR></TABLE>>",
    "=HYPERLINK(\"http://x\")",
    "𠮷野家 﨑 👩‍👩‍👧 ｶ)ﾘﾝｸﾞ",
    "]",
    "]]",
    "--> */ ]]> #{x} %s ${y}",
];

/// A cluster whose every text is hostile, with a name of 10,000 characters.
pub fn hostile() -> Diagram {
    let mut b = Builder::new("c-\"<&\\N>");
    let long = "長い名前x".repeat(2_000);
    let hub = b.node(HOSTILE[4], HOSTILE[9], HOSTILE[5], "", 10_000, true);
    for (i, text) in HOSTILE.iter().copied().chain([long.as_str(), " ", ""]).enumerate() {
        let account = b.account(text, text, text);
        let identifier = b.identifier(if i % 2 == 0 { text } else { "device" }, text, 2);
        b.tie(account, identifier, [3.0, f64::NAN, f64::INFINITY, -2.0][i % 4], text).weakest = i == 0;
        b.tie(account, hub, 0.0, text);
    }
    b.build()
}

/// A cluster to go with a diagram.
pub fn cluster(diagram: &Diagram, rank: u64, kind: ClusterKind) -> Cluster {
    let named = |account: bool| diagram.nodes.iter().filter(move |node| (node.kind == "account") == account);
    let accounts: Vec<String> = named(true).map(|node| node.value.clone()).collect();
    let node = |node: &DiagramNode| NodeName(node.kind.clone(), node.value.clone());
    Cluster {
        cluster: diagram.cluster.clone(),
        kind,
        score: 0.973_214,
        rank,
        identifiers: named(false)
            .map(|node| IdentifierName { kind: node.kind.clone(), value: node.value.clone() })
            .collect(),
        motifs: vec!["payout_funnel".into()],
        findings: vec!["f-02c1000000".into()],
        cohesion: Cohesion {
            bridges: 1,
            weakest: named(true).chain(named(false)).take(2).map(node).collect(),
            without_weakest: accounts.chunks(2).take(2).map(<[String]>::to_vec).collect(),
        },
        prior: -6.629,
        alternatives: vec![Alternative {
            class: "household".into(),
            weight: -2.1,
            why: "two of the names agree; the documents do not".into(),
        }],
        evidence: vec![Evidence {
            code: "P3".into(),
            weight: 9.2,
            text: "2 accounts submitted the same ID document".into(),
            accounts: accounts.iter().take(2).cloned().collect(),
            nodes: named(false).take(1).map(node).collect(),
            rows: vec![
                RowName(ringtrace::model::Table::Documents, 17),
                RowName(ringtrace::model::Table::Documents, 911),
            ],
        }],
        accounts,
    }
}

/// A report of all sample clusters.
pub fn report() -> Report {
    let diagrams = vec![small(), payout_funnel(), laptop_farm(), review_clique(), hostile()];
    let kinds = [ClusterKind::SharedIdentity, ClusterKind::ProxyRing, ClusterKind::MutualReview, ClusterKind::Linked];
    let pairs = diagrams.iter().zip(kinds.iter().cycle()).enumerate();
    let clusters: Vec<Cluster> = pairs.map(|(i, (diagram, kind))| cluster(diagram, i as u64 + 1, *kind)).collect();
    let finding = |(i, cluster): (usize, &Cluster)| Finding {
        finding: format!("f-{i:010x}"),
        indicator: "P3".into(),
        detector: "shared_identity".into(),
        cluster: cluster.cluster.clone(),
        accounts: cluster.accounts.clone(),
        nodes: cluster.cohesion.weakest.clone(),
        weight: 9.2,
        value: 2.0,
        threshold: 2.0,
        text: HOSTILE[i].into(),
        rows: vec![RowName(ringtrace::model::Table::Documents, 17)],
    };
    let account = |(i, id): (usize, &String)| AccountResult {
        account_id: id.clone(),
        component: clusters[0].accounts[0].as_str().into(),
        cluster: if i % 3 == 0 { String::new() } else { clusters[0].cluster.clone() },
        score: [0.0, 1.0, 0.973_214, 0.000_001][i % 4],
        indicators: ["P3", "N8"].into_iter().take(i % 3).map(Cow::from).collect(),
    };
    let reject = |(i, text): (usize, &&str)| Reject {
        table: "logins",
        file: format!("logins/{text}.csv"),
        row: i as u64 + 1,
        column: if i % 2 == 0 { "ip".into() } else { String::new() },
        reason: format!("not an IP address: {text}"),
    };
    Report {
        run: run(),
        findings: clusters.iter().enumerate().map(finding).collect(),
        accounts: clusters.iter().flat_map(|cluster| &cluster.accounts).enumerate().map(account).collect(),
        rejects: HOSTILE.iter().enumerate().map(reject).collect(),
        clusters,
        timelines: Vec::new(),
        diagrams,
    }
}

fn run() -> RunInfo {
    RunInfo {
        version: "0.1.0".into(),
        moment: "2026-03-31T15:00:00Z".into(),
        settings: serde_json::json!({"prior": 0.01}),
        inputs: vec![InputFile {
            path: "accounts.csv".into(),
            table: "accounts",
            bytes: 12,
            rows: 3,
            rejected: 1,
            digest: "af1349b9".into(),
        }],
        tables: BTreeMap::from([("accounts".into(), TableCount { read: 2, rejected: 1 })]),
        indicators: BTreeMap::from([(
            "P8".into(),
            IndicatorRun { ran: false, why: Some("no table reviews".into()), findings: 0 },
        )]),
        nodes: BTreeMap::from([("account".into(), 2)]),
        ..RunInfo::default()
    }
}
