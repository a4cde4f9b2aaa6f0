//! What a generated platform must be: readable, true to its truth and its rates, the same for any number of threads, and not
//! solvable by any single kind of identifier.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use ringtrace::progress::Progress;
use ringtrace::settings::SynthSettings;
use ringtrace::synth::{Class, Format, Motif, Order, World, evaluate, plan, write_snapshot};

const END: u32 = 1_759_244_400; // 2025-10-01, midnight in Tokyo

fn world(accounts: usize, seed: u64, settings: &SynthSettings) -> World {
    plan(settings, Order { accounts, seed, rings: None }, END)
}

fn written(world: &World, format: Format) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    write_snapshot(world, directory.path(), format, &Progress::silent()).unwrap();
    directory
}

/// A CSV table as maps from column to value.
fn rows(directory: &Path, table: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(directory.join(format!("{table}.csv"))).unwrap();
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

/// Pairs (account, value) of every single kind of identifier.
fn kinds(directory: &Path) -> BTreeMap<String, Vec<(String, String)>> {
    let mut kinds: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let mut add = |kind: &str, account: &str, value: &str| {
        if !value.is_empty() {
            kinds.entry(kind.to_owned()).or_default().push((account.to_owned(), value.to_owned()));
        }
    };
    for row in rows(directory, "documents") {
        let id = &row["document_id"];
        let licence = id.len() == 12 && id.bytes().all(|b| b.is_ascii_digit());
        add("document", &row["account_id"], if licence { &id[..11] } else { id });
    }
    for row in rows(directory, "bank_accounts") {
        add("bank_account", &row["account_id"], &row["bank_account_id"]);
    }
    for row in rows(directory, "payouts") {
        add("bank_account", &row["account_id"], &row["bank_account_id"]);
        add("onward", &row["account_id"], &row["onward_id"]);
    }
    for row in rows(directory, "logins") {
        add("device", &row["account_id"], &row["device_id"]);
        let ip: std::net::IpAddr = row["ip"].parse().unwrap();
        let key = match ip {
            std::net::IpAddr::V4(ip) => ip.to_string(),
            std::net::IpAddr::V6(ip) => format!("{:?}", &ip.segments()[..4]),
        };
        add("ip", &row["account_id"], &key);
    }
    for row in rows(directory, "identifiers") {
        add(&row["kind"], &row["account_id"], &row["value"]);
    }
    for row in rows(directory, "ties") {
        // A tie is a value that its two ends share.
        let pair = format!("{}>{}", row["account_id"], row["other_id"]);
        for end in ["account_id", "other_id"] {
            add(&format!("tie:{}", row["kind"]), &row[end], &pair);
            add("ties", &row[end], &pair);
        }
    }
    kinds
}

/// Components of accounts that share values.
fn components(order: &BTreeMap<String, usize>, pairs: &[(String, String)]) -> Vec<Option<u32>> {
    fn root(parent: &mut [usize], mut at: usize) -> usize {
        while parent[at] != at {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        at
    }
    let mut parent: Vec<usize> = (0..order.len()).collect();
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (account, value) in pairs {
        let at = order[account];
        let other = *first.entry(value).or_insert(at);
        let (a, b) = (root(&mut parent, at), root(&mut parent, other));
        parent[a.max(b)] = a.min(b);
    }
    (0..order.len()).map(|at| Some(root(&mut parent, at) as u32)).collect()
}

#[test]
fn no_single_kind_of_identifier_solves_it() {
    for seed in 1..=6 {
        let world = world(5000, seed, &SynthSettings::default());
        let directory = written(&world, Format::Csv);
        let truth = evaluate::read_truth(&directory.path().join("truth.csv")).unwrap();
        let order = truth.rows().iter().enumerate().map(|(at, row)| (row.account_id.clone(), at)).collect();
        let mut seen = Vec::new();
        for (kind, pairs) in kinds(directory.path()) {
            let f1 = evaluate::pairs(truth.ring_of(), &components(&order, &pairs)).f1;
            seen.push(format!("{kind} {f1:.3}"));
            assert!(f1 < 0.3, "seed {seed}: {kind} alone reaches a pair F1 of {f1}");
        }
        println!("seed {seed}: {}", seen.join(", "));
    }
}

fn bytes(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        all.insert(path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap());
    }
    all
}

#[test]
fn one_seed_gives_one_platform_for_any_number_of_threads() {
    for format in [Format::Csv, Format::Parquet] {
        let made: Vec<_> = [1, 2]
            .into_iter()
            .map(|threads| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                pool.install(|| bytes(written(&world(9000, 4, &SynthSettings::default()), format).path()))
            })
            .collect();
        assert_eq!(made[0].len(), 15);
        assert!(made[0] == made[1], "{format:?}");
    }
    let other = bytes(written(&world(9000, 5, &SynthSettings::default()), Format::Csv).path());
    let one = bytes(written(&world(9000, 4, &SynthSettings::default()), Format::Csv).path());
    assert!(one["logins.csv"] != other["logins.csv"]);
}

/// Whether a text is a time as the snapshot wants it, not after its end.
fn is_time(text: &str) -> bool {
    text.parse::<jiff::Timestamp>().is_ok_and(|at| at.as_second() <= i64::from(END))
}

#[test]
fn every_table_has_the_columns_and_values_of_a_snapshot() {
    let world = world(3000, 9, &SynthSettings::default());
    let directory = written(&world, Format::Csv);
    let accounts = rows(directory.path(), "accounts");
    let ids: BTreeSet<_> = accounts.iter().map(|row| row["account_id"].clone()).collect();
    assert_eq!((accounts.len(), ids.len()), (3000, 3000));
    let ends = ["account_id", "other_id", "reviewer_id", "reviewee_id", "client_id", "worker_id", "reporter_id"];
    for table in ringtrace::model::Table::ALL {
        let rows = rows(directory.path(), table.name());
        assert!(!rows.is_empty(), "{} is empty", table.name());
        for row in &rows {
            for (column, value) in row.iter().filter(|(_, value)| !value.is_empty()) {
                if column.ends_with("_at") || column == "at" {
                    assert!(is_time(value), "{}.{column} = {value}", table.name());
                } else if ends.contains(&column.as_str()) {
                    assert!(ids.contains(value), "{}.{column} = {value}", table.name());
                }
            }
            for required in required(table.name()) {
                assert!(!row[*required].is_empty(), "{}.{required} is empty", table.name());
            }
        }
    }
    for row in rows(directory.path(), "networks") {
        assert!(row["cidr"].parse::<ipnet::IpNet>().is_ok(), "{}", row["cidr"]);
    }
}

const fn required(table: &str) -> &'static [&'static str] {
    match table.as_bytes() {
        b"logins" | b"work" => &["account_id", "started_at"],
        b"payouts" => &["account_id", "bank_account_id", "paid_at"],
        b"contracts" => &["contract_id", "client_id", "worker_id"],
        b"reviews" => &["reviewer_id", "reviewee_id"],
        b"identifiers" | b"known" => &["kind", "value"],
        b"networks" => &["cidr"],
        _ => &["account_id"],
    }
}

#[test]
fn the_truth_covers_every_account_once_and_names_ring_or_class() {
    let directory = written(&world(4000, 2, &SynthSettings::default()), Format::Csv);
    let truth = rows(directory.path(), "truth");
    let ids: BTreeSet<_> = truth.iter().map(|row| &row["account_id"]).collect();
    assert_eq!((truth.len(), ids.len()), (4000, 4000));
    for row in &truth {
        assert!(row["motif"].is_empty() != row["class"].is_empty(), "{row:?}");
        assert!(row["motif"].is_empty() || Motif::ALL.iter().any(|motif| motif.word() == row["motif"]));
        assert!(row["class"].is_empty() || Class::ALL.iter().any(|class| class.word() == row["class"]));
    }
    let mut sizes: BTreeMap<&String, usize> = BTreeMap::new();
    for row in truth.iter().filter(|row| !row["motif"].is_empty()) {
        *sizes.entry(&row["operator"]).or_default() += 1;
    }
    assert!(sizes.values().all(|&size| (3..=40).contains(&size)), "{sizes:?}");
}

#[test]
fn rates_lie_within_their_ranges() {
    let settings = SynthSettings::default();
    let mut ringed = Vec::new();
    for seed in 10..16 {
        let world = world(20_000, seed, &settings);
        for ((name, [low, high]), (_, rate)) in settings.ranges().into_iter().zip(world.rates.all()) {
            assert!((low..=high).contains(&rate), "{name} = {rate}");
        }
        let directory = written(&world, Format::Csv);
        let truth = rows(directory.path(), "truth");
        let share = |word: &str| truth.iter().filter(|row| row["class"] == word).count() as f64 / 20_000.0;
        for (word, [low, high]) in [
            ("household", settings.household),
            ("mobile", settings.mobile),
            ("cgnat", settings.cgnat),
            ("agency_declared", settings.agency_declared),
            ("school", settings.school),
        ] {
            // A group may overshoot by its own size.
            assert!(share(word) >= low * 0.95 && share(word) <= high * 1.05 + 0.005, "{word}: {}", share(word));
        }
        ringed.push(truth.iter().filter(|row| !row["motif"].is_empty()).count() as f64 / 20_000.0);
        let logins = std::fs::read(directory.path().join("logins.csv")).unwrap();
        let each = logins.iter().filter(|&&b| b == b'\n').count() as f64 / 20_000.0;
        assert!((40.0..=60.0).contains(&each), "{each} sessions an account");
    }
    assert!(ringed.iter().all(|share| (0.004..=0.024).contains(share)), "{ringed:?}");
}

#[test]
fn parquet_and_csv_hold_the_same_rows() {
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
    let world = world(3000, 3, &SynthSettings::default());
    let (csv, parquet) = (written(&world, Format::Csv), written(&world, Format::Parquet));
    for table in ringtrace::model::Table::ALL {
        let text = std::fs::read(csv.path().join(format!("{}.csv", table.name()))).unwrap();
        let lines = text.iter().filter(|&&b| b == b'\n').count() - 1;
        let file = std::fs::File::open(parquet.path().join(format!("{}.parquet", table.name()))).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
        let names: Vec<_> = reader.schema().fields().iter().map(|field| field.name().clone()).collect();
        let header = String::from_utf8_lossy(text.split(|&b| b == b'\n').next().unwrap()).into_owned();
        assert_eq!(names.join(","), header);
        let count: usize = reader.build().unwrap().map(|batch| batch.unwrap().num_rows()).sum();
        assert_eq!(count, lines, "{}", table.name());
    }
}

#[test]
fn a_kind_taken_away_is_gone_from_rings() {
    let shared = |without: &[&str], column: &str, table: &str| {
        let without = without.iter().map(|word| (*word).to_owned()).collect();
        let settings = SynthSettings { without, ..SynthSettings::default() };
        let directory = written(&world(8000, 6, &settings), Format::Csv);
        let truth: HashMap<String, String> = rows(directory.path(), "truth")
            .into_iter()
            .filter(|row| !row["motif"].is_empty())
            .map(|row| (row["account_id"].clone(), row["operator"].clone()))
            .collect();
        let mut holders: HashMap<(String, String), BTreeSet<String>> = HashMap::new();
        for row in rows(directory.path(), table).iter().filter(|row| !row[column].is_empty()) {
            if let Some(ring) = truth.get(&row["account_id"]) {
                let key = (ring.clone(), row[column].clone());
                holders.entry(key).or_default().insert(row["account_id"].clone());
            }
        }
        holders.values().filter(|accounts| accounts.len() > 1).count()
    };
    // Making accounts together may put them on one machine, too.
    assert!(shared(&[], "device_id", "logins") > 0);
    assert_eq!(shared(&["device", "creation"], "device_id", "logins"), 0);
    assert!(shared(&[], "bank_account_id", "bank_accounts") > 0);
    assert_eq!(shared(&["bank_account"], "bank_account_id", "bank_accounts"), 0);
    assert!(shared(&[], "document_id", "documents") > 0);
    assert_eq!(shared(&["document"], "document_id", "documents"), 0);
}

#[test]
fn hubs_are_what_half_of_all_accounts_carry() {
    let settings = SynthSettings { hubs: true, ..SynthSettings::default() };
    let directory = written(&world(2000, 1, &settings), Format::Csv);
    let kinds = kinds(directory.path());
    for (kind, least) in [("ip", 500), ("device", 500), ("bank_account", 300), ("portrait", 500), ("template", 500)] {
        let mut holders: HashMap<&str, BTreeSet<&str>> = HashMap::new();
        for (account, value) in &kinds[kind] {
            holders.entry(value).or_default().insert(account);
        }
        let most = holders.values().map(BTreeSet::len).max().unwrap_or(0);
        assert!((least..=1100).contains(&most), "{kind}: {most}");
    }
}
