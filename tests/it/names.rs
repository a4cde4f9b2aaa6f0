//! Names: true pairs and false ones, made from real Japanese names and counted; rules and properties in files of their own.

mod generate;
mod kanji;
mod properties;
mod rules;

use generate::{Names, PASSPORT, Person, katakana, romaji, zengin};
use ringtrace::names::{NameComparison, NameMatch, PreparedName, compare_holder, prepare};

fn compare(holder: &str, owner: &[&str]) -> NameComparison {
    let owner: Vec<PreparedName> = owner.iter().map(|n| prepare(n)).collect();
    compare_holder(&prepare(holder), &owner)
}

fn verdict(holder: &str, owner: &[&str]) -> NameMatch {
    compare(holder, owner).verdict
}

/// Counts verdicts over many pairs and keeps the first that were not expected.
#[derive(Default)]
struct Tally {
    all: usize,
    matched: usize,
    mismatched: usize,
    odd: Vec<String>,
}

impl Tally {
    fn add(&mut self, holder: &str, owner: &[&str], expected: NameMatch) {
        let found = compare(holder, owner);
        self.all += 1;
        self.matched += usize::from(found.verdict == NameMatch::Match);
        self.mismatched += usize::from(found.verdict == NameMatch::Mismatch);
        if found.verdict != expected && self.odd.len() < 20 {
            self.odd.push(format!("{holder} | {owner:?}: {:?}", found.reason));
        }
    }

    fn all_match(&self, least: f64, what: &str) {
        println!("{what}: {} pairs, {} match, {} mismatch {:#?}", self.all, self.matched, self.mismatched, self.odd);
        assert_eq!(self.mismatched, 0, "{what}: {:#?}", self.odd);
        assert!(
            self.matched as f64 >= least * self.all as f64,
            "{what}: {} of {} {:#?}",
            self.matched,
            self.all,
            self.odd
        );
    }

    fn mostly_mismatch(&self, what: &str) {
        println!("{what}: {} pairs, {} match, {} mismatch {:#?}", self.all, self.matched, self.mismatched, self.odd);
        assert!(
            self.mismatched as f64 >= 0.97 * self.all as f64,
            "{what}: {} of {} {:#?}",
            self.mismatched,
            self.all,
            self.odd
        );
    }
}

const EACH: usize = 1_000;

fn people(seed: u64, count: usize) -> (Names, Vec<Person>) {
    let mut names = Names::new(seed);
    let people = (0..count).map(|_| names.person()).collect();
    (names, people)
}

#[test]
fn bank_kana_matches_registered_kana() {
    let (mut names, people) = people(1, EACH);
    let mut tally = Tally::default();
    for p in &people {
        let holder = if names.coin() { p.kana(" ") } else { p.kana("") };
        let holder = if names.coin() { p.kana_swapped(if names.coin() { " " } else { "" }) } else { holder };
        let registered =
            if names.coin() { p.kana("　") } else { katakana(&p.kana(if names.coin() { " " } else { "" })) };
        tally.add(&zengin(&holder), &[&p.kanji(" "), &registered], NameMatch::Match);
        tally.add(&katakana(&holder), &[&p.kanji(""), &registered], NameMatch::Match);
    }
    tally.all_match(1.0, "bank kana");
}

#[test]
fn cut_holders_match() {
    let (mut names, people) = people(2, EACH);
    let mut tally = Tally::default();
    for p in &people {
        let mut long = p.kana(" ");
        while zengin(&long).chars().count() <= 42 {
            long = format!("{long} {}", names.given().1);
        }
        let field = if names.coin() { 30 } else { 40 };
        let cut: String = zengin(&long).chars().take(field).collect();
        tally.add(&cut, &[&katakana(&long)], NameMatch::Match);
        tally.add(&cut, &[&romaji_words(&long)], NameMatch::Match);
    }
    tally.all_match(0.99, "cut");
}

fn romaji_words(kana: &str) -> String {
    kana.split(' ').map(|w| romaji(w, PASSPORT)).collect::<Vec<_>>().join(" ")
}

#[test]
fn romaji_matches_kana_in_both_directions() {
    let (mut names, people) = people(3, EACH);
    let mut tally = Tally::default();
    for p in &people {
        let style = names.style();
        let latin = if names.coin() { p.romaji(style) } else { p.romaji_swapped(style) };
        let holder = if names.coin() { zengin(&p.kana(" ")) } else { zengin(&p.kana("")) };
        tally.add(&holder, &[&p.kanji(" "), &latin], NameMatch::Match);
        tally.add(&latin, &[&p.kanji(" "), &katakana(&p.kana(" "))], NameMatch::Match);
        tally.add(&latin.replace(' ', ""), &[&katakana(&p.kana(" "))], NameMatch::Match);
    }
    tally.all_match(0.999, "romaji and kana");
}

#[test]
fn romaji_matches_romaji() {
    let (mut names, people) = people(4, EACH);
    let mut tally = Tally::default();
    for p in &people {
        let (one, other) = (names.style(), names.style());
        tally.add(&p.romaji_swapped(one), &[&p.romaji(other)], NameMatch::Match);
        tally.add(&p.romaji(PASSPORT).to_lowercase(), &[&p.romaji(other)], NameMatch::Match);
    }
    tally.all_match(0.999, "romaji and romaji");
}

/// A person who differs from `p` in the given name, the family name, or both.
fn stranger(names: &mut Names, p: &Person, i: usize) -> Person {
    loop {
        let mut q = names.person();
        match i % 3 {
            0 => q.family = p.family.clone(),
            1 => q.given = p.given.clone(),
            _ => {}
        }
        if q.kana("") != p.kana("") {
            return q;
        }
    }
}

#[test]
fn different_people_are_told_apart() {
    let (mut names, people) = people(8, 2 * EACH);
    let (mut kana, mut mixed, mut latin) = (Tally::default(), Tally::default(), Tally::default());
    for (i, p) in people.iter().enumerate() {
        let q = stranger(&mut names, p, i);
        let (style, between) = (names.style(), if names.coin() { " " } else { "" });
        let owner = [p.kanji(" "), katakana(&p.kana(" "))];
        kana.add(&zengin(&q.kana(between)), &[&owner[0], &owner[1]], NameMatch::Mismatch);
        mixed.add(&zengin(&q.kana(between)), &[&owner[0], &p.romaji(style)], NameMatch::Mismatch);
        mixed.add(&q.romaji_swapped(style), &[&owner[0], &owner[1]], NameMatch::Mismatch);
        latin.add(&q.romaji_swapped(style), &[&owner[0], &p.romaji(PASSPORT)], NameMatch::Mismatch);
    }
    kana.mostly_mismatch("kana");
    mixed.mostly_mismatch("kana and Latin");
    latin.mostly_mismatch("Latin");
}
