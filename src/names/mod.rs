//! Names: does the holder of a bank account agree with what is known of the account's owner?
//!
//! The answer is one of three, and the third is meant: *undetermined* is said wherever the two names cannot be
//! compared (kanji has no derivable reading; a foreign name has several lawful kana forms; a company is paid).
//! Only what can be compared and differs is a mismatch. No rule knows a nationality; a script that cannot be compared
//! is never held against anyone.
//!
//! - `kana`: Unicode normalisation, bank kana, each kana as consonant and vowel.
//! - `variants`: kanji that are written in several forms.
//! - `romaji`: Latin letters read as Japanese syllables (Hepburn as on passports, Kunrei, Nihon-shiki).
//! - `fold`: the comparison with long vowels folded.
//! - `corporate`: marks of companies and other bodies, by position.
//! - [`prepare`]: one name, prepared once. [`compare_holder`] and [`compare_people`]: the verdict.
//! - [`family_keys`]: by which two people may share a family name.
//!
//! Rules for bank kana follow the character set of the Japanese Zengin transfer format (no small kana, `-` for ー,
//! legal forms abbreviated as `ｶ)`); those for romaji follow the Hepburn table of Japan's passport rules and the
//! Kunrei-shiki Cabinet notice of 1954.

mod compare;
mod corporate;
mod fold;
mod form;
mod kana;
mod latin;
mod pair;
mod parts;
mod prepare;
mod readings;
mod reason;
mod romaji;
mod surname;
mod token;
mod turn;
mod variants;

pub use compare::{NameComparison, compare_holder, compare_people, is_corporate};
pub(crate) use kana::nfkc;
pub use kana::normalise;
pub use prepare::{PreparedName, prepare};
pub use reason::{NameMatch, NameReason};
pub use surname::{family_keys, share_given_name};
