//! What identifiers are compared by, for each kind.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Whether a kind of document is a driving licence (or not known, so that it may be one).
pub(crate) fn is_licence(kind: &str) -> bool {
    let word: String = kind.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    matches!(word.as_str(), "drivinglicence" | "drivinglicense" | "driverslicence" | "driverslicense" | "driverlicense")
}

/// A document's number with a mark of whether it may be a licence's.
pub(crate) fn document_string(text: &str, licence: bool) -> String {
    [if licence { "L" } else { "-" }, text].concat()
}

/// An identifier's value with the temporary number of its kind in front.
pub(crate) fn identifier_string(text: &str, kind: u16) -> String {
    // Numbers stay below 0xd800, where every number is a character.
    let mut string = String::with_capacity(text.len() + 3);
    string.push(char::from_u32(u32::from(kind)).unwrap_or_default());
    string.push_str(text);
    string
}

/// Reads back what [`identifier_string`] made.
pub(crate) fn identifier_parts(string: &str) -> (u16, &str) {
    let mut characters = string.chars();
    let kind = characters.next().map_or(0, |character| character as u32 as u16);
    (kind, characters.as_str())
}

/// Reads back what [`document_string`] made: whether it may be a licence's number, and the number.
pub(crate) fn document_parts(string: &str) -> (bool, &str) {
    let (mark, shown) = string.split_at(1.min(string.len()));
    (mark == "L", shown)
}

/// What [`document_string`] made, normalised.
pub(crate) fn document_key(string: &str) -> Cow<'_, str> {
    let (may_be_licence, shown) = document_parts(string);
    document(shown, may_be_licence)
}

/// A document's number: width, case, spaces and hyphens do not count. A Japanese driving licence has twelve digits, the
/// last of which counts its reissues; it is left out where the kind is a licence or not known.
pub(crate) fn document(number: &str, may_be_licence: bool) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
    let key: Cow<'_, str> = if number.bytes().all(is_plain) {
        Cow::Borrowed(number)
    } else {
        let kept: String = number.nfkc().filter(|c| !c.is_whitespace() && !is_hyphen(*c)).collect();
        // A number of nothing but hyphens stays itself.
        Cow::Owned(if kept.is_empty() { number.to_owned() } else { kept.to_uppercase() })
    };
    if may_be_licence && key.len() == 12 && key.bytes().all(|byte| byte.is_ascii_digit()) {
        return match key {
            Cow::Borrowed(key) => Cow::Borrowed(&key[..11]),
            Cow::Owned(key) => Cow::Owned(key[..11].to_owned()),
        };
    }
    key
}

/// Hyphens, dashes and minus signs, as they come in numbers.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}' | '\u{ff70}' | '\u{fe63}' | '\u{ff0d}')
}

/// What identifiers of a kind are compared by, where it follows from the value alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    Email,
    Phone,
    Address,
    Plain,
}

impl Rule {
    /// The rule of a kind, by its name.
    pub fn of(kind: &str) -> Self {
        match kind {
            "email" | "e-mail" => Self::Email,
            "phone" => Self::Phone,
            "address" => Self::Address,
            _ => Self::Plain,
        }
    }

    /// What a value is compared by.
    pub fn key(self, value: &str) -> Cow<'_, str> {
        match self {
            Self::Email => Cow::Owned(nfkc(value).to_lowercase()),
            Self::Phone => phone(value),
            Self::Address => address(value),
            Self::Plain => nfkc(value),
        }
    }
}

/// A phone number as '+' and digits: a Japanese national number (0 and nine or ten digits) gets its +81, the
/// international prefix 010 becomes '+'. What has letters, or under 5 or over 15 digits, is no number and stays.
pub(crate) fn phone(value: &str) -> Cow<'_, str> {
    let text: String = value.nfkc().collect();
    let separator = |c: char| c.is_whitespace() || is_hyphen(c) || matches!(c, '.' | '(' | ')' | '/');
    let international = text.trim_start_matches(separator).starts_with('+');
    // '+81 (0)90': the zero is for those who dial within the country.
    let text = if international { text.replacen("(0)", "", 1) } else { text };
    if text.chars().any(|c| !(c.is_ascii_digit() || c == '+' || separator(c))) {
        return nfkc(value);
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if !(5..=15).contains(&digits.len()) {
        return nfkc(value);
    }
    if international {
        // '+81 090' is +81 90, dialled by no one but often written.
        let digits = digits.strip_prefix("810").map_or(digits.clone(), |rest| format!("81{rest}"));
        return Cow::Owned(format!("+{digits}"));
    }
    if let Some(abroad) = digits.strip_prefix("010").filter(|rest| rest.len() >= 8 && !rest.starts_with('0')) {
        return Cow::Owned(format!("+{abroad}"));
    }
    match digits.strip_prefix('0') {
        Some(rest) if matches!(rest.len(), 9 | 10) && !rest.starts_with('0') => Cow::Owned(format!("+81{rest}")),
        _ => Cow::Owned(digits),
    }
}

/// An address without regard to width, case, and runs of space.
fn address(value: &str) -> Cow<'_, str> {
    let text = crate::names::nfkc(value).to_lowercase();
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Compatibility characters as their plain ones (full-width letters, half-width kana), without space at the ends.
pub(crate) fn nfkc(value: &str) -> Cow<'_, str> {
    if value.is_ascii() {
        return Cow::Borrowed(value.trim());
    }
    let text = crate::names::nfkc(value);
    match text.trim() {
        "" => Cow::Borrowed(value),
        trimmed if trimmed == value => Cow::Borrowed(value),
        trimmed => Cow::Owned(trimmed.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Rule, document, phone};
    use proptest::prelude::*;

    #[test]
    fn a_licence_loses_its_count_of_reissues() {
        assert_eq!(document("123456789012", true), "12345678901");
        assert_eq!(document("１２３４-5678 9012", true), "12345678901");
        assert_eq!(document("123456789012", false), "123456789012");
        assert_eq!(document("12345678901", true), "12345678901");
        assert_eq!(document("tk 123-4567", false), "TK1234567");
    }

    #[test]
    fn phones_meet_however_they_are_written() {
        for written in [
            "090-1234-5678",
            "+81 90 1234 5678",
            "+81 (0)90 1234 5678",
            "０９０−１２３４−５６７８",
            "+81 090-1234-5678",
        ] {
            assert_eq!(phone(written), "+819012345678", "{written}");
        }
        assert_eq!(phone("03-1234-5678"), "+81312345678");
        assert_eq!(phone("702-919-1300"), "7029191300");
        assert_eq!(phone("010 1 702 919 1300"), "+17029191300");
        assert_eq!(phone("a94f"), "a94f");
    }

    #[test]
    fn emails_and_addresses_lose_case() {
        assert_eq!(Rule::of("email").key("Kusha123@Hmail.com"), "kusha123@hmail.com");
        assert_eq!(Rule::of("address").key("Ｔokyo  1－2"), "tokyo 1-2");
        assert_eq!(Rule::of("template").key("Ab"), "Ab");
    }

    proptest! {
        #[test]
        fn normalising_twice_is_normalising_once(value in "\\PC{0,24}", kind in "email|phone|address|template") {
            let rule = Rule::of(&kind);
            let once = rule.key(&value).into_owned();
            let twice = rule.key(&once).into_owned();
            // '+' and digits of a phone number stay; all else is idempotent by NFKC and case mapping but for
            // the few characters whose lower case decomposes.
            if value.is_ascii() {
                prop_assert_eq!(&once, &twice);
            }
            let number = document(&value, false).into_owned();
            prop_assert!(value.is_empty() || !number.is_empty());
        }
    }
}
