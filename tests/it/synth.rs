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

/// Some columns of a CSV table; large tables are read this way.
fn columns<const N: usize>(directory: &Path, table: &str, names: [&str; N]) -> Vec<[String; N]> {
    let mut reader = csv::Reader::from_path(directory.join(format!("{table}.csv"))).unwrap();
    let header = reader.headers().unwrap().clone();
    let at = names.map(|name| header.iter().position(|column| column == name).unwrap());
    reader.records().map(|row| row.map(|row| at.map(|at| row[at].to_owned())).unwrap()).collect()
}

/// A document or an address as it is compared.
fn compared(kind: &str, value: String) -> String {
    match (kind, value.parse::<std::net::IpAddr>()) {
        ("ip", Ok(std::net::IpAddr::V6(ip))) => format!("{:x?}", &ip.segments()[..4]),
        ("document", _) if value.len() == 12 && value.bytes().all(|b| b.is_ascii_digit()) => value[..11].to_owned(),
        _ => value,
    }
}

/// Pairs (account, value) of every single kind of identifier.
fn kinds(directory: &Path) -> BTreeMap<String, Vec<(String, String)>> {
    let mut kinds: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (kind, table, column) in [
        ("document", "documents", "document_id"),
        ("bank_account", "bank_accounts", "bank_account_id"),
        ("bank_account", "payouts", "bank_account_id"),
        ("onward", "payouts", "onward_id"),
        ("device", "logins", "device_id"),
        ("ip", "logins", "ip"),
    ] {
        let values = kinds.entry(kind.into()).or_default();
        for [account, value] in columns(directory, table, ["account_id", column]) {
            if !value.is_empty() {
                values.push((account, compared(kind, value)));
            }
        }
    }
    for [account, kind, value] in columns(directory, "identifiers", ["account_id", "kind", "value"]) {
        kinds.entry(kind).or_default().push((account, value));
    }
    for [account, other, kind] in columns(directory, "ties", ["account_id", "other_id", "kind"]) {
        // A tie is a value that its two ends share.
        let pair = format!("{account}>{other}");
        for kind in [format!("tie:{kind}"), "ties".into()] {
            let values = kinds.entry(kind).or_default();
            values.extend([(account.clone(), pair.clone()), (other.clone(), pair.clone())]);
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
    for seed in 10..14 {
        let world = world(20_000, seed, &settings);
        for ((name, [low, high]), (_, rate)) in settings.ranges().into_iter().zip(world.rates.all()) {
            assert!((low..=high).contains(&rate), "{name} = {rate}");
        }
        let directory = written(&world, Format::Csv);
        let truth = columns(directory.path(), "truth", ["class", "motif"]);
        let share = |word: &str| truth.iter().filter(|[class, _]| class == word).count() as f64 / 20_000.0;
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
        ringed.push(truth.iter().filter(|[_, motif]| !motif.is_empty()).count() as f64 / 20_000.0);
        let logins = std::fs::read(directory.path().join("logins.csv")).unwrap();
        let each = memchr::memchr_iter(b'\n', &logins).count() as f64 / 20_000.0;
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
        let lines = memchr::memchr_iter(b'\n', &text).count() - 1;
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
        let truth: HashMap<String, String> = columns(directory.path(), "truth", ["account_id", "operator", "motif"])
            .into_iter()
            .filter(|[.., motif]| !motif.is_empty())
            .map(|[account, operator, _]| (account, operator))
            .collect();
        let mut holders: HashMap<(String, String), BTreeSet<String>> = HashMap::new();
        for [account, value] in columns(directory.path(), table, ["account_id", column]) {
            if let Some(ring) = truth.get(&account).filter(|_| !value.is_empty()) {
                holders.entry((ring.clone(), value)).or_default().insert(account);
            }
        }
        holders.values().filter(|accounts| accounts.len() > 1).count()
    };
    assert!(shared(&[], "device_id", "logins") > 0);
    assert_eq!(shared(&["device"], "device_id", "logins"), 0);
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

fn generate(out: &Path, more: &[&str]) -> assert_cmd::assert::Assert {
    let mut command = assert_cmd::Command::cargo_bin("ringtrace").unwrap();
    command.args(["generate", "--accounts", "300", "--seed", "7", "--out"]).arg(out).args(more).assert()
}

#[test]
fn the_command_writes_a_directory_whole_or_not_at_all() {
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("platform");
    let shown = String::from_utf8(generate(&out, &[]).success().get_output().stdout.clone()).unwrap();
    assert!(shown.contains("300 accounts") && shown.contains("logins"), "{shown}");
    let first = bytes(&out);
    assert_eq!(first.len(), 15);
    let refused = generate(&out, &["--format", "parquet"]).code(1);
    assert!(String::from_utf8_lossy(&refused.get_output().stderr).contains("--force"));
    assert!(bytes(&out) == first);
    generate(&out, &["--force", "--threads", "1"]).success();
    assert!(bytes(&out) == first);
    // What is no generated platform is not replaced, whatever is asked.
    let other = parent.path().join("mine");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(other.join("letter.txt"), "dear").unwrap();
    generate(&other, &["--force"]).code(1);
    assert!(other.join("letter.txt").exists());
    std::fs::remove_dir_all(&other).unwrap();
    // Nothing is left beside it.
    assert_eq!(std::fs::read_dir(parent.path()).unwrap().count(), 1);
}

#[test]
fn wrong_settings_are_refused_by_name() {
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("platform");
    let settings = parent.path().join("settings.toml");
    let refused = |text: &str, more: &[&str]| {
        std::fs::write(&settings, text).unwrap();
        let more = [&["--settings", settings.to_str().unwrap()], more].concat();
        let message = String::from_utf8_lossy(&generate(&out, &more).code(1).get_output().stderr).into_owned();
        assert!(!out.exists());
        message
    };
    assert!(refused("[synth]\nhousehold = [0.4, 0.1]", &[]).contains("synth.household"));
    assert!(refused("[synth]\nhouseholds = [0.1, 0.2]", &[]).contains("households"));
    assert!(refused("[synth]\nmoment = 'yesterday'", &[]).contains("synth.moment"));
    assert!(refused("", &["--without", "luck"]).contains("luck"));
}
