//! Names for the tests: real family and given names, written as banks and passports write them.
//!
//! Nothing here uses the crate, so that a mistake there is not repeated here.

use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// One person: kanji and hiragana of both names.
#[derive(Clone, Debug)]
pub struct Person {
    pub family: (String, String),
    pub given: (String, String),
}

pub struct Names {
    family: Vec<(String, String)>,
    given: Vec<(String, String)>,
    pub rng: ChaCha8Rng,
}

fn rows(text: &str) -> Vec<(String, String)> {
    text.lines().skip(1).filter_map(|l| l.split_once(',')).map(|(a, b)| (a.to_string(), b.to_string())).collect()
}

impl Names {
    pub fn new(seed: u64) -> Self {
        Self {
            family: rows(include_str!("../../../fixtures/names/family.csv")),
            given: rows(include_str!("../../../fixtures/names/given.csv")),
            rng: ChaCha8Rng::seed_from_u64(seed),
        }
    }

    pub fn person(&mut self) -> Person {
        let family = self.family.choose(&mut self.rng).expect("fixture").clone();
        Person { family, given: self.given() }
    }

    pub fn given(&mut self) -> (String, String) {
        self.given.choose(&mut self.rng).expect("fixture").clone()
    }

    pub fn style(&mut self) -> Style {
        let long = *[Long::Drop, Long::Oh, Long::Ou, Long::Oo, Long::Macron, Long::Circumflex]
            .choose(&mut self.rng)
            .expect("some");
        Style { kunrei: self.rng.random_bool(0.2), long, m: self.rng.random_bool(0.7), tch: self.rng.random_bool(0.7) }
    }

    pub fn coin(&mut self) -> bool {
        self.rng.random_bool(0.5)
    }
}

impl Person {
    pub fn kanji(&self, between: &str) -> String {
        format!("{}{between}{}", self.family.0, self.given.0)
    }

    pub fn kana(&self, between: &str) -> String {
        format!("{}{between}{}", self.family.1, self.given.1)
    }

    pub fn kana_swapped(&self, between: &str) -> String {
        format!("{}{between}{}", self.given.1, self.family.1)
    }

    pub fn romaji(&self, style: Style) -> String {
        format!("{} {}", romaji(&self.family.1, style), romaji(&self.given.1, style))
    }

    pub fn romaji_swapped(&self, style: Style) -> String {
        format!("{} {}", romaji(&self.given.1, style), romaji(&self.family.1, style))
    }
}

pub fn katakana(hiragana: &str) -> String {
    hiragana
        .chars()
        .map(|c| if ('ぁ'..='ゖ').contains(&c) { char::from_u32(c as u32 + 0x60).unwrap() } else { c })
        .collect()
}

const FULL: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンァィゥェォャュョッ";
const HALF: &str = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝｱｲｳｴｵﾔﾕﾖﾂ";
const VOICED: &str = "ガカギキグクゲケゴコザサジシズスゼセゾソダタヂチヅツデテドトバハビヒブフベヘボホヴウ";
const SEMI: &str = "パハピヒプフペヘポホ";

/// As a Zengin field holds it: half width, no small kana, marks apart, ー as `-`, ヲ as ｵ.
pub fn zengin(kana: &str) -> String {
    let mut out = String::new();
    let half = |c: char| FULL.chars().position(|f| f == c).and_then(|i| HALF.chars().nth(i));
    let base = |table: &str, c: char| {
        let chars: Vec<char> = table.chars().collect();
        chars.chunks(2).find(|p| p[0] == c).map(|p| p[1])
    };
    for c in katakana(kana).chars() {
        if let Some(h) = half(c) {
            out.push(h);
        } else if let Some(h) = base(VOICED, c).and_then(half) {
            out.push(h);
            out.push('ﾞ');
        } else if let Some(h) = base(SEMI, c).and_then(half) {
            out.push(h);
            out.push('ﾟ');
        } else {
            out.push(match c {
                'ー' => '-',
                'ヲ' => 'ｵ',
                '・' | '　' => ' ',
                other => other,
            });
        }
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Long {
    Drop,
    Oh,
    Ou,
    Oo,
    Macron,
    Circumflex,
}

#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub kunrei: bool,
    pub long: Long,
    pub m: bool,
    pub tch: bool,
}

pub const PASSPORT: Style = Style { kunrei: false, long: Long::Drop, m: true, tch: true };

const HEPBURN: &[(&str, &str)] = &[
    ("あ", "A"),
    ("い", "I"),
    ("う", "U"),
    ("え", "E"),
    ("お", "O"),
    ("か", "KA"),
    ("き", "KI"),
    ("く", "KU"),
    ("け", "KE"),
    ("こ", "KO"),
    ("さ", "SA"),
    ("し", "SHI"),
    ("す", "SU"),
    ("せ", "SE"),
    ("そ", "SO"),
    ("た", "TA"),
    ("ち", "CHI"),
    ("つ", "TSU"),
    ("て", "TE"),
    ("と", "TO"),
    ("な", "NA"),
    ("に", "NI"),
    ("ぬ", "NU"),
    ("ね", "NE"),
    ("の", "NO"),
    ("は", "HA"),
    ("ひ", "HI"),
    ("ふ", "FU"),
    ("へ", "HE"),
    ("ほ", "HO"),
    ("ま", "MA"),
    ("み", "MI"),
    ("む", "MU"),
    ("め", "ME"),
    ("も", "MO"),
    ("や", "YA"),
    ("ゆ", "YU"),
    ("よ", "YO"),
    ("ら", "RA"),
    ("り", "RI"),
    ("る", "RU"),
    ("れ", "RE"),
    ("ろ", "RO"),
    ("わ", "WA"),
    ("を", "O"),
    ("が", "GA"),
    ("ぎ", "GI"),
    ("ぐ", "GU"),
    ("げ", "GE"),
    ("ご", "GO"),
    ("ざ", "ZA"),
    ("じ", "JI"),
    ("ず", "ZU"),
    ("ぜ", "ZE"),
    ("ぞ", "ZO"),
    ("だ", "DA"),
    ("ぢ", "JI"),
    ("づ", "ZU"),
    ("で", "DE"),
    ("ど", "DO"),
    ("ば", "BA"),
    ("び", "BI"),
    ("ぶ", "BU"),
    ("べ", "BE"),
    ("ぼ", "BO"),
    ("ぱ", "PA"),
    ("ぴ", "PI"),
    ("ぷ", "PU"),
    ("ぺ", "PE"),
    ("ぽ", "PO"),
];

const KUNREI: &[(&str, &str)] = &[("SHI", "SI"), ("CHI", "TI"), ("TSU", "TU"), ("FU", "HU"), ("JI", "ZI")];

/// Romanises hiragana.
pub fn romaji(hiragana: &str, style: Style) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut double = false;
    let chars: Vec<char> = hiragana.chars().collect();
    for (i, &c) in chars.iter().enumerate() {
        match c {
            'っ' => double = true,
            'ん' => out.push("N".into()),
            'ー' => {}
            'ゃ' | 'ゅ' | 'ょ' => {
                let vowel = match c {
                    'ゃ' => 'A',
                    'ゅ' => 'U',
                    _ => 'O',
                };
                let head = out.pop().unwrap_or_default();
                let stem = head.strip_suffix('I').unwrap_or(&head);
                let hepburn = stem.ends_with("SH") || stem.ends_with("CH") || stem.ends_with('J');
                out.push(if hepburn { format!("{stem}{vowel}") } else { format!("{stem}Y{vowel}") });
            }
            _ => {
                let Some((_, latin)) = HEPBURN.iter().find(|(k, _)| k.starts_with(c)) else { continue };
                let mut latin = (*latin).to_string();
                if style.kunrei {
                    latin = KUNREI.iter().find(|(h, _)| *h == latin).map_or(latin, |(_, k)| (*k).to_string());
                }
                if double {
                    let doubled =
                        if latin.starts_with("CH") && style.tch { 'T' } else { latin.chars().next().unwrap() };
                    latin.insert(0, doubled);
                    double = false;
                }
                let before = out.last().and_then(|m| m.chars().last()).unwrap_or(' ');
                let long = i > 0 && matches!((before, c), ('O' | 'Ō' | 'Ô', 'う' | 'お') | ('U' | 'Ū' | 'Û', 'う'));
                if long { lengthen(&mut out, before, &latin, style.long) } else { out.push(latin) }
            }
        }
    }
    nasal(&out.concat(), style.m)
}

fn lengthen(out: &mut [String], before: char, latin: &str, long: Long) {
    let last = out.last_mut().expect("a vowel stands before");
    match long {
        Long::Oh if before == 'O' => last.push('H'),
        Long::Ou => last.push_str(latin),
        Long::Oo => last.push(before),
        Long::Macron | Long::Circumflex if matches!(before, 'O' | 'U') => {
            last.pop();
            last.push(match (before, long) {
                ('O', Long::Macron) => 'Ō',
                ('O', _) => 'Ô',
                (_, Long::Macron) => 'Ū',
                _ => 'Û',
            });
        }
        Long::Drop | Long::Oh | Long::Macron | Long::Circumflex => {}
    }
}

fn nasal(latin: &str, m: bool) -> String {
    let chars: Vec<char> = latin.chars().collect();
    let before_lip = |i: usize| matches!(chars.get(i + 1), Some('B' | 'M' | 'P'));
    chars.iter().enumerate().map(|(i, &c)| if m && c == 'N' && before_lip(i) { 'M' } else { c }).collect()
}
