//! The index: it says what the graph says, finds what is looked for, and no file makes it fail but with words.

use crate::day;

use std::path::Path;

use proptest::prelude::*;
use ringtrace::analyze::analyze_with;
use ringtrace::explore::{FILE, Index, IndexInput, explain, fold, write_index};
use ringtrace::graph::{Graph, Use};
use ringtrace::messages::Lang;
use ringtrace::model::{AccountId, NodeKind};
use ringtrace::progress::Progress;
use ringtrace::settings::Settings;

use crate::common::Platform;

/// The index of a platform, in a directory of its own; `also` sees what it was made of.
fn indexed<T>(platform: &Platform, also: impl FnOnce(&IndexInput, &Index) -> T) -> (tempfile::TempDir, T) {
    let settings = Settings::default();
    let snapshot = platform.snapshot(&settings);
    let place = tempfile::tempdir().expect("a temporary directory");
    let answer = analyze_with(&snapshot, &settings, Lang::En, &Progress::silent(), |found, report| {
        let input = IndexInput {
            graph: found.graph,
            bonds: found.bonds,
            people: found.people,
            limits: found.limits,
            parts: found.parts,
            tie_from: settings.linking.tie_from,
            clusters: &report.clusters,
        };
        let mut bytes = Vec::new();
        write_index(&input, &mut bytes).expect("writing to memory");
        std::fs::write(place.path().join(FILE), bytes).expect("a writable directory");
        also(&input, &Index::open(place.path()).expect("an index"))
    });
    (place, answer)
}

/// Every account's uses of the values of a kind.
fn uses(graph: &Graph, kind: NodeKind) -> Vec<(AccountId, Use)> {
    let accounts = (0..graph.accounts() as u32).map(AccountId);
    accounts.flat_map(|account| graph.uses(kind, account).into_iter().map(move |known| (account, known))).collect()
}

#[test]
fn uses_are_what_the_rows_say() {
    indexed(&day::platform(), |input, _| {
        let (graph, snapshot) = (input.graph, input.graph.snapshot);
        let logins =
            snapshot.logins.iter().filter_map(|(account, row)| Some((account, row.ip()?, row.start, row.row())));
        let documents = snapshot.documents.iter();
        let documents =
            documents.map(|row| (row.account, row.document, row.submitted_at.get().unwrap_or_default(), row.row));
        for (kind, rows) in [(NodeKind::Ip, logins.collect::<Vec<_>>()), (NodeKind::Document, documents.collect())] {
            let found = uses(graph, kind);
            for (account, known) in &found {
                let own = rows.iter().filter(|row| (row.0, row.1) == (*account, known.value));
                let mut times: Vec<_> = own.clone().map(|row| row.2).collect();
                times.sort_unstable();
                assert_eq!((Some(&known.first), Some(&known.last)), (times.first(), times.last()));
                assert_eq!(known.count as usize, times.len());
                times.dedup_by_key(|time| time.day());
                assert_eq!(usize::from(known.days), times.len());
                assert!(own.clone().any(|row| (row.2, row.3) == (known.first, known.row.1)), "{known:?}");
            }
            assert_eq!(found.iter().map(|(_, known)| known.count as usize).sum::<usize>(), rows.len());
            assert!(!found.is_empty());
        }
    });
}

#[test]
fn every_node_and_link_of_the_graph_is_there() {
    indexed(&day::platform(), |input, index| {
        let (graph, snapshot) = (input.graph, input.graph.snapshot);
        assert_eq!(index.accounts() as usize, graph.accounts());
        for (kind, info) in snapshot.node_kinds().into_iter().zip(&index.meta().kinds) {
            assert_eq!((info.name.as_str(), info.count as usize), (snapshot.kind_name(kind), snapshot.count(kind)));
            if kind == NodeKind::Account {
                continue;
            }
            for (account, known) in uses(graph, kind) {
                let node = info.first + known.value.0;
                assert_eq!(index.degree(node), graph.links(kind).degree(known.value));
                let here: Vec<_> = index.links_of(account.0).filter(|record| record.node == node).collect();
                let [record] = here[..] else { panic!("one link, not {here:?}") };
                let expected = (known.first.0, known.last.0, known.count, u32::from(known.days));
                assert_eq!((record.first, record.last, record.count, record.days), expected);
                assert!(record.row.is_some(), "a row for {record:?}");
                assert!(index.carriers(node).any(|carrier| carrier == record));
            }
        }
    });
}

#[test]
fn pairs_are_tied_as_the_analysis_ties_them() {
    indexed(&day::platform(), |input, index| {
        let settings = Settings::default();
        let pairs = ringtrace::clusters::tied_pairs(input.parts, &settings.linking);
        assert!(pairs.len() >= 10, "the ring is tied");
        let mut found = Vec::new();
        for a in 0..index.accounts() {
            for b in a + 1..index.accounts() {
                let tie = index.tie(a, b);
                if tie.firm && tie.bits >= settings.linking.tie_from {
                    found.push((AccountId(a), AccountId(b), tie.bits as f32));
                }
            }
        }
        let expected: Vec<_> = pairs.iter().map(|pair| (pair.a, pair.b, pair.bits)).collect();
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!((found.0, found.1), (expected.0, expected.1));
            assert!((found.2 - expected.2).abs() < 1e-4);
        }
    });
}

#[test]
fn anything_is_found_by_value_name_or_part() {
    let mut platform = day::platform();
    platform.account("ｗｉｄｅ-１", "田中 太郎");
    platform.login("s0001", 0, 5, "2001:db8:1:2:3:4:5:6", "D-Upper");
    indexed(&platform, |_, index| {
        let first = |query: &str| {
            let found = index.find_all(query, 10);
            found.nodes.first().map(|&node| (index.kind(node).name.clone(), index.shown(node).to_owned()))
        };
        let node = |kind: &str, value: &str| Some((kind.to_owned(), value.to_owned()));
        assert_eq!(first("r0"), node("account", "r0"));
        assert_eq!(first("  WIDE-1 "), node("account", "ｗｉｄｅ-１"));
        assert_eq!(first("田中"), node("account", "ｗｉｄｅ-１"));
        assert_eq!(first("太郎"), node("account", "ｗｉｄｅ-１"), "a part of a name");
        assert_eq!(first("d-upper"), node("device", "D-Upper"));
        assert_eq!(first("192.0.2.77"), node("ip", "192.0.2.77"));
        assert_eq!(first("2001:db8:1:2:ffff::1"), node("ip", "2001:db8:1:2:3:4:5:6"), "another address of the /64");
        assert_eq!(first("ring-o"), node("device", "d-ring-one"), "a part of a value");
        assert_eq!(first("bank-r"), node("bank_account", "bank-ring"));
        assert_eq!(first("no such thing"), None);
        assert_eq!(first("   "), None);
        let whole = index.find_all("ring-one", 10).nodes.len();
        assert_eq!((whole, index.find_all("d-ring-one", 10).nodes.len()), (1, 1), "a whole value is that one only");
        let many = index.find_all("s0", 20);
        assert!(many.more && many.nodes.len() == 20);
        assert!(many.nodes.windows(2).all(|pair| index.shown(pair[0]) < index.shown(pair[1])));
        for at in 0..index.nodes() {
            let kind = &index.kind(at).name;
            assert_eq!(index.find(kind, index.shown(at)), Some(at), "{kind} {}", index.shown(at));
        }
    });
}

#[test]
fn neighbourhoods_show_bits_hubs_and_rows() {
    indexed(&day::platform(), |_, index| {
        let node = |kind: &str, value: &str| index.find(kind, value).expect("it is there");
        let around = index.neighbours(node("account", "r0"));
        let strongest = &around.neighbours[0];
        assert!(strongest.bits > 0.0 && !strongest.label.is_empty() && !strongest.rows.is_empty(), "{strongest:?}");
        assert!(around.neighbours.windows(2).all(|pair| pair[0].bits >= pair[1].bits));
        assert!(around.neighbours.iter().any(|next| next.node.value == "TK 1234567" && next.bits > 5.0));
        let hub = index.neighbours(node("ip", "203.0.113.200"));
        assert!(hub.node.hub && hub.node.degree == 250);
        assert_eq!((hub.neighbours.len(), hub.more), (200, 50));
        let device = index.neighbours(node("device", "d-ring-one"));
        let accounts: Vec<&str> = device.neighbours.iter().map(|next| next.node.value.as_str()).collect();
        assert_eq!(accounts, ["r0", "r1", "r2", "r3", "r4"]);
        assert!(device.neighbours.iter().all(|next| !next.node.cluster.is_empty()));
    });
}

#[test]
fn a_chain_is_the_widest_there_is() {
    indexed(&day::platform(), |_, index| {
        let account = |id: &str| index.find("account", id).expect("it is there");
        let linked = explain(index, account("r0"), account("r4"), Lang::En);
        assert!(linked.linked && linked.bits >= 3.0 && !linked.cluster.is_empty(), "{linked:?}");
        let weakest = linked.steps.iter().map(|step| step.bits).fold(f64::INFINITY, f64::min);
        assert!((weakest - linked.bits).abs() < 1e-3);
        assert_eq!(linked.steps[0].from.1, "r0");
        assert_eq!(linked.steps.last().expect("a step").to.1, "r4");
        assert!(linked.steps.windows(2).all(|pair| pair[0].to == pair[1].from));
        assert!(linked.steps.iter().all(|step| !step.text.is_empty() && !step.rows.is_empty()));

        let crowd = explain(index, account("s0001"), account("s0002"), Lang::En);
        assert!(!crowd.linked && crowd.steps.is_empty() && crowd.bits == 0.0);
        assert!(crowd.reasons[0].contains("203.0.113.200") && crowd.reasons[0].contains("hub of 250"), "{crowd:?}");
        let nothing = explain(index, account("s0298"), account("s0299"), Lang::En);
        assert!(nothing.reasons[0].contains("share nothing"), "{nothing:?}");
        let itself = explain(index, account("r0"), account("r0"), Lang::En);
        assert!(!itself.linked && itself.reasons[0].contains("one account"));
        let japanese = explain(index, account("s0298"), account("s0299"), Lang::Ja);
        assert!(japanese.reasons[0].contains("共通するもの"));
    });
}

#[test]
fn decisions_and_lawful_reasons_are_named() {
    let mut platform = day::platform();
    platform.row("known", "account,r0,separate,r1,,");
    platform.row("known", "device,d-ring-one,ignore,,,");
    platform.row("known", "device,d-ring-two,ignore,,,");
    indexed(&platform, |_, index| {
        let account = |id: &str| index.find("account", id).expect("it is there");
        let apart = explain(index, account("r0"), account("r1"), Lang::En);
        assert!(apart.reasons.iter().any(|reason| reason.contains("different people")), "{apart:?}");
        assert!(apart.steps.iter().all(|step| (step.from.1.as_str(), step.to.1.as_str()) != ("r0", "r1")));
        assert!(
            apart.reasons.iter().any(|reason| reason.contains("d-ring-one") && reason.contains("decided to ignore"))
        );
        assert!(index.describe(index.find("device", "d-ring-one").expect("it is there")).hub, "context, not evidence");
    });
    let mut platform = day::platform();
    for (id, name) in [("g0", "Hana Kimura"), ("g1", "Bruno Costa")] {
        platform.row("accounts", format!("{id},{name},,worker,JP,2025-01-01,active,,Honest Agency"));
        platform.row("identifiers", format!("{id},template,house-style,"));
    }
    // An organisation takes back colleagues' texts, not a number of their own.
    for (id, name) in [("n0", "Rosa Lind"), ("n1", "Ivan Petrov")] {
        platform.row("accounts", format!("{id},{name},,worker,JP,2025-01-01,active,,Another Agency"));
        platform.row("identifiers", format!("{id},phone,03-1234-5678,"));
    }
    indexed(&platform, |_, index| {
        let account = |id: &str| index.find("account", id).expect("it is there");
        let agency = explain(index, account("g0"), account("g1"), Lang::En);
        assert!(!agency.linked && agency.reasons.iter().any(|reason| reason.contains("lawful reasons")), "{agency:?}");
        assert!(explain(index, account("n0"), account("n1"), Lang::En).linked);
        let home = explain(index, account("h0"), account("h1"), Lang::En);
        assert!(!home.linked && home.reasons.iter().any(|reason| reason.contains("household")), "{home:?}");
    });
}

#[test]
fn a_machine_that_ties_nobody_says_why() {
    let mut platform = day::platform();
    // Sold after a month; used once by a guest.
    for (id, days) in [("s0290", 0..30), ("s0291", 60..90), ("s0292", 5..6)] {
        let machine = if id == "s0292" { "d-lent" } else { "d-sold" };
        platform.daily(id, days, 9, &format!("61.7.{}.1", &id[3..]), machine);
    }
    platform.daily("s0293", 0..30, 14, "61.7.93.1", "d-lent");
    indexed(&platform, |_, index| {
        let why = |a: &str, b: &str, lang| {
            let account = |id: &str| index.find("account", id).expect("it is there");
            explain(index, account(a), account(b), lang).reasons.join("; ")
        };
        let sold = why("s0290", "s0291", Lang::En);
        assert!(sold.contains("d-sold, but one after the other, until 20") && sold.contains(" and from 20"), "{sold}");
        let lent = why("s0292", "s0293", Lang::En);
        assert!(lent.contains("d-lent, but one of them on 1 day(s) only"), "{lent}");
        assert!(why("s0290", "s0291", Lang::Ja).contains("使用期間が重なりません"));
        assert!(why("s0292", "s0293", Lang::Ja).contains("一方の利用は1日だけ"));
    });
}

/// Brute force over all simple paths of a small graph: the best width within the hops.
fn naive(index: &Index, path: &mut Vec<u32>, to: u32, hops: usize, width: f64) -> f64 {
    let last = path[path.len() - 1];
    if last == to {
        return width;
    }
    if hops == 0 {
        return f64::NEG_INFINITY;
    }
    let mut best = f64::NEG_INFINITY;
    for next in 0..index.accounts() {
        let tie = index.tie(last, next);
        if path.contains(&next) || !tie.firm || tie.bits < index.meta().tie_from || index.separate(last, next) {
            continue;
        }
        path.push(next);
        best = best.max(naive(index, path, to, hops - 1, width.min(tie.bits)));
        path.pop();
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Accounts on random phones, mailboxes and payees: no naive search finds a wider chain.
    #[test]
    fn no_wider_chain_exists(uses in prop::collection::vec((0u8..9, 0u8..7, 0u8..3), 4..24)) {
        let mut platform = Platform::with_strangers(120);
        for (account, value, kind) in uses {
            let id = format!("s{account:04}");
            match kind {
                0 => platform.row("identifiers", format!("{id},phone,phone{value},")),
                1 => platform.row("identifiers", format!("{id},email,mail{value}@example.com,")),
                _ => platform.row("bank_accounts", format!("{id},bank{value},bank,,JP,,")),
            };
        }
        indexed(&platform, |_, index| {
            for a in 0..9 {
                for b in a + 1..9 {
                    let expected = naive(index, &mut vec![a], b, ringtrace::explore::HOPS, f64::INFINITY);
                    let found = explain(index, a, b, Lang::En);
                    assert_eq!(found.linked, expected.is_finite(), "{found:?}");
                    if found.linked {
                        assert!((found.bits - expected).abs() < 2e-3, "{found:?}, expected {expected}");
                    }
                }
            }
        });
    }
}

#[test]
fn the_same_graph_gives_the_same_bytes() {
    let bytes = |platform: &Platform, threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let (place, ()) = pool.install(|| indexed(platform, |_, _| ()));
        std::fs::read(place.path().join(FILE)).expect("the index")
    };
    let platform = day::platform();
    let mut shuffled = platform.clone();
    // Row numbers are data; the tables whose order says nothing else keep them apart: only links change places.
    shuffled.tables.get_mut("identifiers").into_iter().for_each(|rows| rows.reverse());
    let once = bytes(&platform, 1);
    assert_eq!(once, bytes(&platform, 4));
    assert_eq!(once, bytes(&shuffled, 2));
}

/// Opens whatever stands in a file and asks everything; a refusal is an answer.
fn survives(place: &Path, bytes: &[u8]) -> bool {
    std::fs::write(place.join(FILE), bytes).expect("a writable directory");
    let Ok(index) = Index::open(place) else { return false };
    let nodes = index.nodes().min(400);
    let some = (0..nodes).step_by(11);
    for node in some.chain([u32::MAX, index.nodes()]) {
        let _ = (index.hit(node), index.neighbours(node), index.separate(node, 0));
    }
    let _ = (index.find_all("r", 10), index.find_all("203.0.113.200", 10), index.find("account", "r0"));
    let _ = (
        explain(&index, 0, 1, Lang::En),
        explain(&index, 300, 301, Lang::Ja),
        explain(&index, nodes, u32::MAX, Lang::En),
    );
    true
}

/// Puts the right hash under changed bytes.
fn forged(mut bytes: Vec<u8>) -> Vec<u8> {
    let body = bytes.len() - 32;
    let hash = blake3::hash(&bytes[..body]);
    bytes[body..].copy_from_slice(hash.as_bytes());
    bytes
}

#[test]
fn no_file_makes_it_panic() {
    let (place, ()) = indexed(&day::platform(), |_, _| ());
    let bytes = std::fs::read(place.path().join(FILE)).expect("the index");
    assert!(survives(place.path(), &bytes));
    for length in (0..bytes.len()).step_by(bytes.len() / 40 + 1).chain([1, 7, 8, 9, bytes.len() - 1]) {
        assert!(!survives(place.path(), &bytes[..length]), "cut at {length}");
    }
    for at in (0..bytes.len()).step_by(bytes.len() / 60 + 1) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x55;
        assert!(!survives(place.path(), &changed), "changed at {at}");
    }
    // With a right hash the lies stand deeper; whatever they say, there is no panic.
    let mut seed = 7u64;
    let mut accepted = 0;
    for _ in 0..100 {
        let mut changed = bytes.clone();
        for _ in 0..=(seed % 40) {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = (seed >> 20) as usize % (changed.len() - 32);
            changed[at] = (seed >> 12) as u8;
        }
        accepted += u32::from(survives(place.path(), &forged(changed)));
    }
    assert!(accepted > 15, "some lies get past the first checks: {accepted}");
}

#[test]
fn folding_makes_width_and_case_one() {
    assert_eq!(fold("ＡＢＣ-Ｄ"), "abc-d");
    assert_eq!(fold("ﾀﾅｶ"), "タナカ");
    assert_eq!(fold("Straße É"), "straße é");
}
