//! The fuzz targets on seeded, mutated inputs, for a bounded time on any toolchain. `FUZZ_SECONDS` bounds all targets
//! together (default 5), `FUZZ_SEED` chooses other inputs; a failure names the seed and the file with the input.

use crate::support;
use crate::targets;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::support::{csv_text, ndjson_text, parquet_bytes, platform};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Mutated inputs that every target gets.
const AT_LEAST: u64 = 8;

/// Runs a target on mutations of the seeds until its share of the time is over.
fn fuzz(name: &str, seeds: &[Vec<u8>]) {
    let (_, run) = targets::ALL.into_iter().find(|target| target.0 == name).expect("a target");
    let time = Duration::from_secs(number("FUZZ_SECONDS", 5)) / targets::ALL.len() as u32;
    let (begin, first) = (Instant::now(), number("FUZZ_SEED", 0) << 32);
    for seed in seeds {
        attempt(name, run, seed, "a seed as it is");
    }
    let mut tried = 0;
    // A few in any case: a machine that does other work may need all the time for the seeds.
    while tried < AT_LEAST || begin.elapsed() < time {
        let mut random = ChaCha8Rng::seed_from_u64(first + tried);
        let input = mutated(seeds, &mut random);
        attempt(name, run, &input, &format!("FUZZ_SEED={} input {tried}", first >> 32));
        tried += 1;
    }
    targets::tidy();
    println!("{name}: {tried} inputs in {:.1} s", begin.elapsed().as_secs_f64());
}

fn attempt(name: &str, run: fn(&[u8]), input: &[u8], which: &str) {
    if let Err(panic) = std::panic::catch_unwind(|| run(input)) {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{name}"));
        let _ = std::fs::write(&path, input);
        eprintln!("{name} fails on {which}; the input is in {}", path.display());
        std::panic::resume_unwind(panic);
    }
}

/// What breaks readers: ends of lines and strings, numbers at limits, marks of formats, text in strange forms.
const TOKENS: [&[u8]; 34] = [
    b"\"",
    b"\"\"",
    b",",
    b"\n",
    b"\r\n",
    b"\r",
    b"\0",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b"null",
    b"-0",
    b"1e999",
    b"18446744073709551616",
    b"-9223372036854775808",
    b"NaN",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"PAR1",
    b"\x1f\x8b\x08",
    b"\x28\xb5\x2f\xfd",
    "\u{202e}".as_bytes(),
    "ｶﾞ".as_bytes(),
    "ﾞ".as_bytes(),
    "ー".as_bytes(),
    "齋藤".as_bytes(),
    "株式会社".as_bytes(),
    "e\u{301}".as_bytes(),
    b"9999-12-31T23:59:60Z",
    b"::ffff:1.2.3.4/128",
    b"\xed\xa0\x80",
];

/// A seed after one to eight changes; one in sixteen is noise instead.
fn mutated(seeds: &[Vec<u8>], random: &mut ChaCha8Rng) -> Vec<u8> {
    if random.random_ratio(1, 16) {
        let length = random.random_range(0..600);
        return (0..length).map(|_| random.random()).collect();
    }
    let mut bytes = seeds[random.random_range(0..seeds.len())].clone();
    for _ in 0..random.random_range(1..=8) {
        change(&mut bytes, seeds, random);
    }
    bytes.truncate(1 << 16);
    bytes
}

fn change(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], random: &mut ChaCha8Rng) {
    let at = random.random_range(0..=bytes.len());
    let to = random.random_range(at..=bytes.len().min(at + 64));
    match random.random_range(0..8) {
        0 if at < bytes.len() => bytes[at] ^= 1 << random.random_range(0..8),
        1 if at < bytes.len() => bytes[at] = random.random(),
        2 => drop(bytes.drain(at..to)),
        3 => {
            let piece = bytes[at..to].to_vec();
            let place = random.random_range(0..=bytes.len());
            bytes.splice(place..place, piece);
        }
        4 => bytes.truncate(at),
        5 => {
            let other = &seeds[random.random_range(0..seeds.len())];
            let from = random.random_range(0..=other.len());
            bytes.splice(at..to, other[from..other.len().min(from + 64)].iter().copied());
        }
        _ => drop(bytes.splice(at..at, TOKENS[random.random_range(0..TOKENS.len())].iter().copied())),
    }
}

/// Each table in a format, behind the byte that chooses the table.
fn tables(written: impl Fn(&support::Sheet) -> Vec<u8>) -> Vec<Vec<u8>> {
    platform().iter().enumerate().map(|(at, sheet)| [vec![at as u8], written(sheet)].concat()).collect()
}

#[test]
fn csv() {
    fuzz("csv", &tables(|sheet| csv_text(sheet).into_bytes()));
}

#[test]
fn ndjson() {
    fuzz("ndjson", &tables(|sheet| ndjson_text(sheet).into_bytes()));
}

#[test]
fn parquet() {
    fuzz("parquet", &tables(parquet_bytes));
}

#[test]
fn settings() {
    let defaults = toml::to_string(&ringtrace::settings::Settings::default()).expect("TOML");
    let demo = include_bytes!("../../fixtures/demo.toml").to_vec();
    let mapped = include_bytes!("../../fixtures/senzing_truthset/settings.toml").to_vec();
    fuzz("settings", &[defaults.into_bytes(), demo, mapped, Vec::new()]);
}

#[test]
fn names() {
    let pairs = [
        "山田 太郎\nヤマダ タロウ",
        "YAMADA TARO\nﾔﾏﾀﾞ ﾀﾛｳ",
        "株式会社山田商店\nｶ)ﾔﾏﾀﾞｼﾖｳﾃﾝ",
        "齋藤　瑛太\n斎藤 瑛太",
        "Ōno Jun'ichi\nOHNO JUNICHI",
        "Nguyễn Văn An\nグエン バン アン",
        "O'Neil, Ann\nMc Donald",
    ];
    fuzz("names", &pairs.map(|pair| pair.as_bytes().to_vec()));
}

#[test]
fn dot() {
    let mut random = ChaCha8Rng::seed_from_u64(7);
    let mut seeds = vec![b"a\"b\\c<d>&e;{f}[g]|h\n".repeat(40)];
    for length in [200, 1000, 4000] {
        seeds.push((0..length).map(|_| random.random_range(0..128)).collect());
        seeds.push((0..length).map(|_| random.random()).collect());
    }
    fuzz("dot", &seeds);
}

/// The scanner of the target `dot` would be worth nothing if it let everything pass.
#[test]
fn the_scanner_of_dot_sees_what_is_wrong() {
    for sound in ["graph { a [label=\"x \\\" <\"]; }", "graph { a -- b [label=<<b>x &amp; y</b><br/>>]; }"] {
        assert_eq!(targets::scan(sound), Ok(()), "{sound}");
    }
    for wrong in [
        "graph { a [label=\"x\"y\"]; }",
        "graph { a [label=<<b>x>]; }",
        "graph { a [label=<x & y>]; }",
        "graph {",
        "graph { a [label=\"\u{7}\"]; }",
        "graph { a [label=<<script>x</script>>]; }",
        "graph { é; }",
        "graph {}}",
    ] {
        assert!(targets::scan(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn evaluation() {
    let truth = b"\0account_id,operator,motif,class\nA1,o1,shift_team,\nA2,o1,shift_team,\nA3,p3,,household\n".to_vec();
    let cluster = b"{\"cluster\":\"c-1\",\"kind\":\"linked\",\"score\":0.7,\"rank\":1,\"accounts\":[\"A1\",\"A3\"]}\n";
    let scores = b"\x02account_id,component,cluster,score,indicators\nA1,A1,c-1,0.7,\nA2,A1,,0,P1;P2\n".to_vec();
    let tables = [3, 4].map(|which| [vec![which], parquet_bytes(&platform()[0])].concat());
    fuzz("evaluation", &[&[truth, [b"\x01".as_slice(), cluster].concat(), scores], tables.as_slice()].concat());
}

#[test]
fn results() {
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo-expected");
    let head = |name: &str, bytes: usize| {
        let text = std::fs::read(expected.join(name)).expect("the demo's results");
        text[..text.len().min(bytes)].to_vec()
    };
    let files = ["run.json", "clusters.ndjson", "findings.ndjson", "accounts.csv", "rejects.csv"];
    let mut seeds: Vec<Vec<u8>> =
        files.iter().enumerate().map(|(at, name)| [vec![at as u8], head(name, 40_000)].concat()).collect();
    seeds.push(b"\x05{\"cluster\":\"c-1\",\"nodes\":[],\"edges\":[{\"a\":0,\"b\":9,\"bits\":1,\"label\":\"\",\"weakest\":false}]}\n".to_vec());
    seeds.push(b"\x06{\"cluster\":\"c-1\",\"rows\":[]}\n".to_vec());
    seeds.extend([7, 8, 9, 10].map(|which| [vec![which], parquet_bytes(&platform()[0])].concat()));
    fuzz("results", &seeds);
}
