//! Pseudonyms: what stands for an identifier where a run must not show it.
//!
//! A pseudonym is the kind and 20 hexadecimal digits of HMAC-SHA-256 over the value, with a key of its own for each kind,
//! derived from the key file: `document:9f3a…`. 80 bits keep two of 10^9 values apart with odds of a million to one. It is
//! made of what the program compares (after normalisation), so that one thing has one pseudonym, on every day and in
//! every spelling; without the key it can be neither reversed nor guessed.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit, Mac};
use rustc_hash::FxHashMap;
use sha2::Sha256;

use super::Snapshot;
use crate::model::{AccountId, Node, NodeKind, ValueId};

/// Shortest key in bytes.
const SHORTEST: usize = 16;
/// Longest key file in bytes: what is longer is no key.
const LONGEST: u64 = 1 << 20;
/// Bytes of a pseudonym's hash.
const BYTES: usize = 10;
/// What stands for a name.
pub const WITHHELD: &str = "…";

/// Why a key file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}: {what}; make one with `head -c 32 /dev/urandom | xxd -p -c 64 > KEYFILE`", path.display())]
pub struct KeyError {
    /// The file.
    pub path: PathBuf,
    /// What was wrong.
    pub what: String,
}

/// The key of a run's pseudonyms.
#[derive(Clone)]
pub struct Pseudonyms {
    key: Vec<u8>,
}

impl std::fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pseudonyms(the key is not shown)")
    }
}

fn mac(key: &[u8], text: &[u8]) -> [u8; 32] {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return [0; 32] };
    mac.update(text);
    mac.finalize().into_bytes().into()
}

impl Pseudonyms {
    /// Pseudonyms under a key.
    ///
    /// # Errors
    /// The key has fewer than 16 bytes.
    pub fn new(key: &[u8]) -> Result<Self, String> {
        if key.len() < SHORTEST {
            return Err(format!("the key has {} bytes; it needs at least {SHORTEST}", key.len()));
        }
        Ok(Self { key: key.to_vec() })
    }

    /// Reads the key: the bytes of the file, but for line ends at its end.
    ///
    /// # Errors
    /// The file cannot be read, or holds too little.
    pub fn load(path: &Path) -> Result<Self, KeyError> {
        let wrong = |what: String| KeyError { path: path.to_path_buf(), what };
        let length = std::fs::metadata(path).map_err(|error| wrong(error.to_string()))?.len();
        if length > LONGEST {
            return Err(wrong("longer than a mebibyte: this is no key".into()));
        }
        let bytes = std::fs::read(path).map_err(|error| wrong(error.to_string()))?;
        let end = bytes.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r')).map_or(0, |at| at + 1);
        Self::new(&bytes[..end]).map_err(wrong)
    }

    /// The pseudonym of a value (normalised) of a kind.
    #[must_use]
    pub fn of(&self, kind: &str, value: &str) -> String {
        use std::fmt::Write;
        let hash = mac(&mac(&self.key, kind.as_bytes()), value.as_bytes());
        let mut text = format!("{kind}:");
        hash[..BYTES].iter().for_each(|byte| {
            let _ = write!(text, "{byte:02x}");
        });
        text
    }
}

impl Snapshot {
    /// A node's value as results show it: as the platform stores it, or its pseudonym.
    #[must_use]
    pub fn shown(&self, node: Node) -> String {
        self.shown_text(node).into_owned()
    }

    /// Like [`Self::shown`], borrowed where the snapshot holds the text.
    pub(crate) fn shown_text(&self, node: Node) -> Cow<'_, str> {
        match &self.pseudonyms {
            Some(pseudonyms) => pseudonyms.of(self.kind_name(node.kind), &self.compared(node)).into(),
            None => self.raw_text(node),
        }
    }

    /// An account's id as results show it.
    #[must_use]
    pub fn account_shown(&self, account: AccountId) -> Cow<'_, str> {
        match &self.pseudonyms {
            Some(_) => self.shown(account.into()).into(),
            None => self.accounts.id(account).into(),
        }
    }

    /// A node's value as the platform stores it.
    #[must_use]
    pub fn raw(&self, node: Node) -> String {
        self.raw_text(node).into_owned()
    }

    pub(super) fn raw_text(&self, node: Node) -> Cow<'_, str> {
        match node.kind {
            NodeKind::Account => self.accounts.id(AccountId(node.value.0)).into(),
            NodeKind::Ip => self.addresses.shown(node.value).to_string().into(),
            kind => self.dictionary(kind).map_or("", |values| values.shown(node.value)).into(),
        }
    }

    /// A node's value as it is compared.
    fn compared(&self, node: Node) -> String {
        match node.kind {
            NodeKind::Account => self.accounts.id(AccountId(node.value.0)).to_owned(),
            NodeKind::Ip => format!("{:016x}", self.addresses.key(node.value).0),
            kind => self.dictionary(kind).map_or_else(String::new, |values| values.key(node.value).into_owned()),
        }
    }

    /// The node that results show as `value`: by its value in any spelling, or by its pseudonym where the snapshot has
    /// them. O(log n), for a pseudonym O(n) over its kind.
    #[must_use]
    pub fn find_shown(&self, kind: &str, value: &str) -> Option<Node> {
        if self.pseudonyms.is_some() && value.strip_prefix(kind).is_some_and(|rest| rest.starts_with(':')) {
            return self.find_pseudonyms(&[(kind, value)]).remove(value);
        }
        super::known::node(kind, value, self).ok()
    }

    /// The nodes behind pseudonyms, given with their kinds; those that are found, in one pass over each kind.
    #[must_use]
    pub fn find_pseudonyms(&self, wanted: &[(&str, &str)]) -> FxHashMap<String, Node> {
        let mut found = FxHashMap::default();
        let Some(pseudonyms) = &self.pseudonyms else { return found };
        for kind in self.node_kinds() {
            let name = self.kind_name(kind);
            let here: Vec<&str> = wanted.iter().filter(|(kind, _)| *kind == name).map(|(_, value)| *value).collect();
            for value in 0..if here.is_empty() { 0 } else { self.count(kind) as u32 } {
                let node = Node { kind, value: ValueId(value) };
                let pseudonym = pseudonyms.of(name, &self.compared(node));
                if here.contains(&pseudonym.as_str()) {
                    found.insert(pseudonym, node);
                }
            }
        }
        found
    }

    /// Puts pseudonyms in the place of everything that results show, and takes values out of the notes and rejects that
    /// reading has left.
    pub fn pseudonymise(&mut self, pseudonyms: Pseudonyms) {
        self.rejects.iter_mut().for_each(|reject| reject.reason = unquoted(&reject.reason));
        self.notes.iter_mut().for_each(|note| *note = unquoted(note));
        self.pseudonyms = Some(pseudonyms);
    }
}

/// A message without what it quotes: everything from the first quotation mark to the last is one ellipsis, since a
/// quoted value may itself hold quotation marks.
fn unquoted(message: &str) -> String {
    match (message.find('\''), message.rfind('\'')) {
        (Some(from), Some(to)) if from < to => format!("{}'{WITHHELD}'{}", &message[..from], &message[to + 1..]),
        _ => message.to_owned(),
    }
}
