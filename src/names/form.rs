//! One written form of a name, with the keys by which it is compared.

use super::fold;
use super::kana;
use super::romaji::{self, Reading};
use super::token::{Script, Token};

/// Tokens of a form joined without spaces, with the places where they meet.
///
/// A text of more than 255 bytes or eight tokens counts as undivided: no real name is so long, and the places fit
/// into a byte each.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Tokens {
    text: Box<str>,
    cuts: [u8; 7],
    parts: u8,
}

impl Tokens {
    pub fn new<S: AsRef<str>>(tokens: &[S]) -> Self {
        let mut text = String::new();
        let mut ends = Vec::with_capacity(tokens.len());
        for token in tokens.iter().filter(|t| !t.as_ref().is_empty()) {
            text.push_str(token.as_ref());
            ends.push(text.len());
        }
        ends.pop();
        let mut cuts = [0; 7];
        let divided = u8::try_from(text.len()).is_ok() && ends.len() <= cuts.len();
        if divided {
            cuts.iter_mut().zip(&ends).for_each(|(cut, &end)| *cut = end as u8);
        }
        let parts = u8::from(!text.is_empty()) + if divided { ends.len() as u8 } else { 0 };
        Self { text: text.into_boxed_str(), cuts, parts }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Number of tokens.
    pub fn parts(&self) -> usize {
        usize::from(self.parts)
    }

    /// Where tokens meet, in bytes.
    pub fn cuts(&self) -> impl Iterator<Item = usize> + '_ {
        self.cuts.iter().take(self.parts().saturating_sub(1)).map(|&c| usize::from(c))
    }

    /// The tokens, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.parts()).map(|i| self.part(i))
    }

    /// The token at `i`; empty past the end.
    pub fn part(&self, i: usize) -> &str {
        if i >= self.parts() {
            return "";
        }
        let start = if i == 0 { 0 } else { usize::from(self.cuts[i - 1]) };
        let end = if i + 1 == self.parts() { self.text.len() } else { usize::from(self.cuts[i]) };
        self.text.get(start..end).unwrap_or("")
    }
}

/// One written form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Form {
    pub script: Script,
    /// Only a part of the name stands in this script (山田 さくら: さくら).
    pub partial: bool,
    /// The first token is the family name.
    pub family_first: bool,
    /// Some token is readable only as an adapted foreign name, or not at all.
    pub foreign: bool,
    /// Long vowels are marked, so they are compared more freely.
    pub long: bool,
    /// Letters of a Latin form, characters of kanji and other scripts; empty for kana.
    pub key: Tokens,
    /// Consonants and vowels of kana, or of a Latin form that can be read so.
    pub cv: Tokens,
    /// [`fold::consonants`] of `cv`.
    pub consonants: u64,
}

impl Form {
    /// The form of tokens of one script; `None` when nothing is left of them.
    pub fn new(script: Script, tokens: &[&Token], partial: bool, family_first: bool) -> Option<Self> {
        let texts: Vec<&str> = tokens.iter().map(|t| t.text.as_str()).collect();
        let (key, cv, foreign) = match script {
            Script::Kana => (Tokens::default(), kana_cv(&texts), false),
            Script::Latin => {
                let (cv, foreign) = latin_cv(&texts);
                let letters: Vec<String> = texts.iter().map(|t| t.replace(':', "")).collect();
                (Tokens::new(&letters), cv, foreign)
            }
            Script::Han | Script::Other => (Tokens::new(&texts), Tokens::default(), false),
        };
        if key.is_empty() && cv.is_empty() {
            return None;
        }
        let (consonants, long) = (fold::consonants(cv.text()), cv.text().contains(':'));
        Some(Self { script, partial, family_first, foreign, long, key, cv, consonants })
    }

    /// The tokens by which the form's own script is compared.
    pub fn own(&self) -> &Tokens {
        if self.script == Script::Kana { &self.cv } else { &self.key }
    }
}

fn kana_cv(texts: &[&str]) -> Tokens {
    let parts: Vec<String> = texts
        .iter()
        .map(|t| {
            let mut out = String::new();
            kana::push_cv(t, &mut out);
            out
        })
        .collect();
    Tokens::new(&parts)
}

/// Syllables of the tokens, initials left out; empty when a token has none. The flag says that not all are Japanese.
fn latin_cv(texts: &[&str]) -> (Tokens, bool) {
    let mut foreign = false;
    let mut readable = true;
    let mut parts = Vec::with_capacity(texts.len());
    for text in texts.iter().filter(|t| !is_initial(t, texts.len())) {
        let mut out = String::new();
        let reading = romaji::push_cv(text, &mut out);
        foreign |= reading != Reading::Japanese;
        readable &= reading != Reading::None;
        parts.push(out);
    }
    (if readable { Tokens::new(&parts) } else { Tokens::default() }, foreign)
}

/// A single letter, save that of a name of two tokens one may be a vowel: 王 is `O`, 江 is `E`.
fn is_initial(token: &str, of: usize) -> bool {
    token.len() == 1 && !(of <= 2 && matches!(token, "A" | "I" | "U" | "E" | "O"))
}
