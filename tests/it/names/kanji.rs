//! Kanji: old and exchanged forms are the same name, and kanji say nothing about how they are read.

use super::generate::{PASSPORT, zengin};
use super::{EACH, Tally, compare, people};
use ringtrace::names::NameMatch;

/// Old and exchanged forms, and the form that the data set writes.
const OLD: &[(char, &[char])] = &[
    ('辺', &['邊', '邉']),
    ('高', &['髙']),
    ('崎', &['﨑', '嵜']),
    ('斎', &['齋', '斉', '齊']),
    ('斉', &['齊', '斎']),
    ('沢', &['澤']),
    ('浜', &['濱', '濵']),
    ('広', &['廣']),
    ('国', &['國']),
    ('島', &['嶋', '嶌']),
    ('桜', &['櫻']),
    ('条', &['條']),
    ('真', &['眞']),
    ('恵', &['惠']),
    ('竜', &['龍']),
    ('徳', &['德']),
    ('瀬', &['瀨']),
    ('曽', &['曾']),
    ('来', &['來']),
    ('寿', &['壽']),
    ('栄', &['榮']),
    ('円', &['圓']),
    ('学', &['學']),
    ('実', &['實']),
    ('渋', &['澁', '澀']),
    ('蔵', &['藏']),
    ('万', &['萬']),
    ('桧', &['檜']),
    ('富', &['冨']),
    ('淵', &['渕']),
    ('吉', &['𠮷']),
    ('塚', &['\u{FA10}']),
    ('祐', &['\u{FA4F}']),
    ('神', &['\u{FA19}']),
    ('福', &['\u{FA1B}']),
    ('黒', &['黑']),
    ('館', &['舘']),
    ('峰', &['峯']),
    ('滝', &['瀧']),
    ('関', &['關']),
    ('鉄', &['鐵']),
    ('塩', &['鹽']),
    ('彦', &['彥']),
    ('郎', &['郞']),
    ('浅', &['淺']),
    ('豊', &['豐']),
    ('弥', &['彌']),
    ('穂', &['穗']),
    ('亀', &['龜']),
    ('芦', &['蘆']),
    ('佐', &['佐']),
];

#[test]
fn variant_kanji_match() {
    let (mut names, people) = people(5, 4 * EACH);
    let mut tally = Tally::default();
    for p in &people {
        let plain = p.kanji("");
        let old: String = plain
            .chars()
            .map(|c| {
                OLD.iter()
                    .find(|(new, _)| *new == c)
                    .map_or(c, |(_, forms)| forms[usize::from(names.coin()) % forms.len()])
            })
            .collect();
        if old != plain {
            tally.add(&old, &[&p.kanji(" ")], NameMatch::Match);
            tally.add(&plain, &[&old], NameMatch::Match);
        }
    }
    assert!(tally.all > 500, "{}", tally.all);
    tally.all_match(1.0, "variant kanji");
}

#[test]
fn kanji_alone_says_nothing_about_kana() {
    let (mut names, people) = people(6, EACH);
    for p in &people {
        let other = names.person();
        for holder in [zengin(&p.kana(" ")), zengin(&other.kana(" ")), other.romaji(PASSPORT)] {
            let found = compare(&holder, &[&p.kanji(" "), &p.kanji("")]);
            assert_eq!(found.verdict, NameMatch::Undetermined, "{holder} {p:?} {:?}", found.reason);
        }
    }
}

#[test]
fn kanji_that_differ_are_a_mismatch() {
    let (mut names, people) = people(7, EACH);
    let mut tally = Tally::default();
    for p in &people {
        let other = names.person();
        if other.family.0 != p.family.0 && other.given.0 != p.given.0 {
            tally.add(&other.kanji(""), &[&p.kanji(" ")], NameMatch::Mismatch);
        }
    }
    tally.mostly_mismatch("kanji");
}
