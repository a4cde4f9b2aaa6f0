//! Family names: keys by which two people may share one, and family names with several readings.

use super::fold;
use super::form::Form;
use super::prepare::PreparedName;
use super::readings::SEVERAL_READINGS;
use super::romaji;
use super::token::Script;

/// Common Japanese family names of one kanji, by which an undivided name of three or more may begin.
const SINGLE: &str =
    "林森原東南北西関菅辻堀谷泉星岡島堤萩桑畑榊柳牧椿楠桂角境杉滝峰堺橘梶浜辺塙管旭宮乾岸沖谷窪黒平続城千今";

/// Keys of the family name: two people who share a key may share it. Sorted, without repeats; empty for a company.
///
/// Kana and Latin meet in one key (サトウ, SATO and SATOH are `SATO`); kanji have keys of their own, in standard form. Where
/// the family name cannot be told from the given one, there are several keys: both ends of a Latin name, whose order
/// varies, and beginnings of an undivided one. A shared key is a hint, not a finding.
#[must_use]
pub fn family_keys(name: &PreparedName) -> Vec<String> {
    let mut keys = Vec::new();
    keys.extend(name.pseudonym.as_deref().map(str::to_owned));
    if !name.corporate {
        for form in &name.forms {
            form_keys(form, &mut keys);
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Whether two divided names agree in their last part, in one script: the given name, where the family name stands first. A hint, not a
/// finding: it says that one person may have changed their family name.
#[must_use]
pub fn share_given_name(a: &PreparedName, b: &PreparedName) -> bool {
    let alike = |one: &Form| b.forms.iter().any(|other| one.script == other.script && given(one) == given(other));
    a.forms.iter().any(|one| given(one).is_some() && alike(one))
}

/// The last part of a divided form whose family name stands first.
fn given(form: &Form) -> Option<&str> {
    let parts = form.own();
    (parts.parts() >= 2 && form.family_first).then(|| parts.part(parts.parts() - 1))
}

fn form_keys(form: &Form, keys: &mut Vec<String>) {
    match form.script {
        // A part in kana beside kanji is the given name.
        Script::Kana if form.partial => {}
        Script::Han if form.key.parts() == 1 && !form.partial => undivided_kanji(form.key.text(), keys),
        Script::Han => keys.push(form.key.part(0).to_string()),
        Script::Other if form.key.parts() == 1 && form.key.text().starts_with(is_hangul) => {
            keys.extend(form.key.text().chars().next().map(String::from));
        }
        Script::Kana if form.cv.parts() == 1 => undivided_kana(form.cv.text(), keys),
        Script::Kana | Script::Latin | Script::Other => ends(form, keys),
    }
}

/// Undivided names in Hangul begin with a family name of one syllable.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}')
}

/// First token, and the last too unless the order is known.
fn ends(form: &Form, keys: &mut Vec<String>) {
    let tokens = form.own();
    let last = tokens.parts().saturating_sub(1);
    for i in if form.family_first { vec![0] } else { vec![0, last] } {
        let token = tokens.part(i);
        // An initial is no family name.
        if form.script != Script::Latin || token.len() > 1 {
            sound_keys(form.script, token, keys);
        }
    }
}

fn sound_keys(script: Script, token: &str, keys: &mut Vec<String>) {
    match script {
        Script::Kana => keys.push(fold::folded_key(token, true)),
        Script::Latin => {
            let mut cv = String::new();
            if romaji::push_cv(token, &mut cv) == romaji::Reading::Japanese {
                // OHISHI is オオイシ, OHARA is オハラ or オオハラ: with its H and without.
                keys.extend([true, false].map(|keep| fold::folded_key(&cv, keep)));
            } else {
                keys.push(token.to_string());
            }
        }
        Script::Han | Script::Other => keys.push(token.to_string()),
    }
}

/// Beginnings of two and three kanji, as most family names have; of one only for names known to be so.
fn undivided_kanji(text: &str, keys: &mut Vec<String>) {
    let count = text.chars().count();
    let mut prefix = |n: usize| keys.push(text.chars().take(n).collect());
    if count <= 2 || text.starts_with(|c| SINGLE.contains(c) || SEVERAL_READINGS.contains(c)) {
        prefix(1);
    }
    if count >= 3 {
        prefix(2);
    }
    if count >= 4 {
        prefix(3);
    }
}

/// Beginnings of three and four kana; shorter ones would tie half of all names.
fn undivided_kana(cv: &str, keys: &mut Vec<String>) {
    let ends: Vec<usize> = cv
        .bytes()
        .enumerate()
        .filter(|(_, c)| matches!(c, b'A' | b'I' | b'U' | b'E' | b'O' | b'n'))
        .map(|(i, _)| i + 1)
        .collect();
    for n in [3, 4] {
        // At least two kana of given name must be left.
        if ends.len() >= n + 2 {
            keys.push(fold::folded_key(&cv[..ends[n - 1]], true));
        }
    }
}
