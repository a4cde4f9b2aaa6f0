//! A name prepared once, so that it can be compared many times.

use super::corporate;
use super::form::Form;
use super::kana::{bank_width, normalise};
use super::readings::has_several_readings;
use super::token::{Script, Signs, Token, cut};

/// A name with the forms and keys by which it is compared. Around 150 bytes for an ordinary name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PreparedName {
    pub(super) forms: Box<[Form]>,
    pub(super) corporate: bool,
    /// It ends like a company's name, or in a family name that looks so.
    pub(super) maybe_corporate: bool,
    /// Several lawful kana forms must be expected.
    pub(super) foreign: bool,
    /// About as long as the fields that banks and passports cut.
    pub(super) cut: bool,
    /// A pseudonym that the platform put in the name's place: only that it is the same can be said of it.
    pub(super) pseudonym: Option<Box<str>>,
}

impl PreparedName {
    /// Whether nothing in the name can be compared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty() && self.pseudonym.is_none()
    }
}

/// Lengths of fields at which names are cut: 30 and 40 (bank transfers), 35 (international transfers), 30 and 39
/// (machine-readable zones of cards and passports). One less is allowed, for a space at the end or a mark cut off.
const FIELDS: [usize; 4] = [30, 35, 39, 40];

/// Prepares a name for comparison. Linear in its length; never fails.
///
/// A second form in brackets, 山田太郎(ヤマダ タロウ) or TANAKA (SMITH) HANAKO, is compared too.
#[must_use]
pub fn prepare(name: &str) -> PreparedName {
    if is_pseudonym(name.trim()) {
        return PreparedName { pseudonym: Some(name.trim().into()), ..PreparedName::default() };
    }
    let text = normalise(name).replace('<', " ");
    let (core, corporate) = corporate::strip(&text);
    let mut built = Built::default();
    let (outer, inner) = brackets(&core);
    built.add(&outer, false);
    let scripts: Vec<Script> = built.forms.iter().map(|f| f.script).collect();
    for part in &inner {
        let (tokens, _) = cut(part.inside);
        let beside = tokens.iter().all(|t| !scripts.contains(&t.script));
        if beside {
            built.add(part.inside, tokens.len() < 2 && !scripts.is_empty());
        } else {
            built.add(&part.replaced, false);
        }
    }
    let foreign = built.signs.foreign || built.forms.iter().any(|f| f.foreign || has_several_readings(f));
    let lengths = [bank_width(text.trim()), text.trim().chars().count()];
    let cut = lengths.iter().any(|n| FIELDS.iter().any(|f| n == f || n + 1 == *f));
    PreparedName {
        forms: built.forms.into_boxed_slice(),
        corporate,
        maybe_corporate: corporate::may_be(&text),
        foreign,
        cut,
        pseudonym: None,
    }
}

/// Characters from which on one word with a digit is a hash or a token; no legal name is written so.
const PSEUDONYM: usize = 8;

/// Whether the platform hands out something else in the place of a name: one word of Latin letters, digits and the signs of hashes,
/// with a digit.
fn is_pseudonym(name: &str) -> bool {
    let sign = |c: u8| c.is_ascii_alphanumeric() || b"-_:+/=.".contains(&c);
    name.len() >= PSEUDONYM && name.bytes().all(sign) && name.bytes().any(|c| c.is_ascii_digit())
}

/// A bracketed part, and the name with that part in the place of the word before it.
struct Bracketed<'a> {
    inside: &'a str,
    replaced: String,
}

/// The name without its brackets, and up to three bracketed parts. Brackets that do not match are separators.
fn brackets(name: &str) -> (String, Vec<Bracketed<'_>>) {
    let mut outer = String::with_capacity(name.len());
    let mut inner = Vec::new();
    let mut rest = name;
    while let Some(open) = rest.find('(') {
        let Some(close) = rest[open..].find(')').map(|i| i + open).filter(|_| inner.len() < 3) else { break };
        outer.push_str(&rest[..open]);
        let before = outer.trim_end();
        let kept = before.rsplit_once(' ').map_or("", |(head, _)| head);
        let inside = rest[open + 1..close].trim_start_matches('(');
        inner.push(Bracketed { inside, replaced: format!("{kept} {inside} {}", &rest[close + 1..]) });
        outer.push(' ');
        rest = &rest[close + 1..];
    }
    outer.push_str(rest);
    (outer, inner)
}

#[derive(Default)]
struct Built {
    forms: Vec<Form>,
    signs: Signs,
}

impl Built {
    fn add(&mut self, text: &str, partial: bool) {
        let (mut tokens, signs) = cut(text);
        self.signs.foreign |= signs.foreign;
        drop_titles(&mut tokens);
        let of =
            |scripts: &[Script]| -> Vec<&Token> { tokens.iter().filter(|t| scripts.contains(&t.script)).collect() };
        let han = of(&[Script::Han]);
        let kana = of(&[Script::Kana]);
        let latin = of(&[Script::Latin]);
        let other = of(&[Script::Other]);
        let native = of(&[Script::Kana, Script::Han]);
        let mixed = partial || [&native, &latin, &other].iter().filter(|g| !g.is_empty()).count() > 1;
        let family_first = signs.comma || !signs.dot;
        let mut push = |script, tokens: &[&Token], partial, family_first| {
            self.forms.extend(Form::new(script, tokens, partial, family_first));
        };
        if han.is_empty() {
            push(Script::Kana, &kana, mixed, family_first);
        } else {
            push(Script::Han, &native, mixed, true);
            if !kana.is_empty() {
                push(Script::Han, &han, true, true);
                push(Script::Kana, &kana, true, true);
            } else if let Some(run) = kana_run(&han) {
                push(Script::Kana, &[&run], true, true);
            }
        }
        push(Script::Latin, &latin, mixed, signs.comma);
        push(Script::Other, &other, mixed, signs.comma);
    }
}

/// Kana of two letters or more at the head or the end of an undivided name: 山田さくら. Kana between kanji, as in 山ノ内, are
/// part of a word with its own reading.
fn kana_run(han: &[&Token]) -> Option<Token> {
    let [token] = han else { return None };
    let is_kana = super::kana::is_kana;
    let text = token.text.as_str();
    let tail = text.rfind(|c| !is_kana(c)).map_or(text, |i| &text[i..]);
    let tail = tail.trim_start_matches(|c| !is_kana(c));
    let head = text.find(|c| !is_kana(c)).map_or(text, |i| &text[..i]);
    let run = if tail.chars().count() >= 2 { tail } else { head };
    (run.chars().count() >= 2).then(|| Token { script: Script::Kana, text: run.to_string() })
}

/// Titles and forms of address are not part of the name.
fn drop_titles(tokens: &mut Vec<Token>) {
    if let Some(last) = tokens.last_mut()
        && last.script == Script::Han
        && let Some(rest) = last.text.strip_suffix(['様', '殿'])
    {
        last.text.truncate(rest.len());
    }
    tokens.retain(|t| !t.text.is_empty());
    let latin = |t: Option<&Token>, list: &[&str]| t.is_some_and(|t| list.contains(&t.text.as_str()));
    if tokens.len() > 2 && latin(tokens.first(), &["MR", "MRS", "MS", "MISS", "DR", "PROF"]) {
        tokens.remove(0);
    }
    if tokens.len() > 2 && latin(tokens.last(), &["MR", "MRS", "MS", "JR", "SR", "II", "III", "PHD"]) {
        tokens.pop();
    }
}
