//! Values that stand for 'not known': what people, forms and programs write where there is nothing to write.
//!
//! Two accounts that carry one have no more in common than two that carry none.

use super::Snapshot;
use super::normalise::nfkc;
use crate::model::{Node, NodeKind};

/// Words for 'nothing', 'not known' and 'a test', in lower case and without signs at their ends.
const WORDS: [&str; 24] = [
    "",
    "n/a",
    "na",
    "nil",
    "none",
    "null",
    "nan",
    "undefined",
    "unknown",
    "unspecified",
    "not available",
    "tbd",
    "dummy",
    "test",
    "sample",
    "default",
    "未定",
    "未登録",
    "未設定",
    "不明",
    "なし",
    "無し",
    "該当なし",
    "テスト",
];
/// Digits from which on one digit repeated, or digits in their order, are no number. Small numbers are ids somewhere.
const LONG: usize = 7;

impl Snapshot {
    /// Whether a node's value says nothing: 'N/A', '000-0000-0000', 'test@example.com'. Accounts and IPs always say something.
    #[must_use]
    pub fn says_nothing(&self, node: Node) -> bool {
        match node.kind {
            NodeKind::Account | NodeKind::Ip => false,
            NodeKind::Document => {
                let number = self.raw_text(node);
                is_placeholder(&number) || is_blank_number(&number)
            }
            _ => is_placeholder(&self.raw_text(node)),
        }
    }
}

/// Whether a value stands for 'not known'. O(its length).
fn is_placeholder(value: &str) -> bool {
    let text = nfkc(value).to_lowercase();
    let is_sign = |c: char| !c.is_alphanumeric();
    let word = text.trim_matches(is_sign);
    // An address by whom it names: whole test platforms have their mail at example.com.
    let mailbox = word.split_once('@').map_or(word, |(mailbox, _)| mailbox);
    if WORDS.contains(&mailbox) {
        return true;
    }
    if text.contains(|c: char| c.is_alphabetic()) {
        return false;
    }
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    let repeated = |digits: &[u8]| digits.windows(2).all(|two| two[0] == two[1]);
    // A number that only its area or carrier code fills: 090-0000-0000.
    let zeros = digits.iter().rev().take_while(|digit| **digit == b'0').count();
    let in_order = digits.windows(2).all(|two| two[1] == two[0] + 1 || two == b"90");
    !digits.is_empty() && zeros == digits.len()
        || digits.len() >= LONG && (repeated(&digits) || in_order || zeros >= LONG)
}

/// Whether a document's number is one that somebody wrote to fill the field: A0000000, XXXXXXXX. An id of another kind may begin so somewhere.
/// O(its length).
fn is_blank_number(number: &str) -> bool {
    let signs: Vec<char> = number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    let series = signs.iter().take_while(|c| c.is_alphabetic()).count();
    let same = |signs: &[char]| signs.len() >= LONG && signs.windows(2).all(|two| two[0] == two[1]);
    let zeros = |digits: &[char]| digits.len() >= LONG - 1 && digits.iter().all(|&digit| digit == '0');
    same(&signs) || series <= 2 && zeros(&signs[series..])
}

#[cfg(test)]
mod tests {
    use super::{is_blank_number, is_placeholder};

    #[test]
    fn a_number_that_fills_the_field_is_told_from_a_documents() {
        for number in ["A0000000", "XXXXXXXX", "xxxxxxx", "TR000000", "AA-000-0000", "99999999"] {
            assert!(is_blank_number(number), "{number:?} says something");
        }
        for number in ["A0000001", "AB1234567", "XXXX", "A00000", "ABC0000000", "M-DOC0", "DOC0000"] {
            assert!(!is_blank_number(number), "{number:?} says nothing");
        }
    }

    #[test]
    fn what_stands_for_nothing_is_told_from_numbers_and_names() {
        let nothing = [
            "N/A",
            "n/a",
            "-",
            "--",
            "(none)",
            "NULL",
            "unknown",
            "Ｎ／Ａ",
            "不明",
            "未登録",
            "なし",
            "0",
            "0000",
            "000-0000-0000",
            "000000000000",
            "090-0000-0000",
            "+81 90 0000 0000",
            "00000000-0000-0000-0000-000000000000",
            "1111111111",
            "1234567890",
            "123456789012",
            "test@example.com",
            "dummy@mail.jp",
        ];
        for value in nothing {
            assert!(is_placeholder(value), "{value:?} says something");
        }
        let something = [
            "7",
            "100",
            "1000",
            "1111",
            "123456",
            "10000",
            "090-1234-5678",
            "03-1234-5670",
            "0312345679",
            "AB1234567",
            "testa@mail.jp",
            "a.b@example.com",
            "a0000000",
            "null-island cafe",
            "3f9c0000000000",
            "東京都千代田区1-1",
            "550e8400-e29b-41d4-a716-446655440000",
        ];
        for value in something {
            assert!(!is_placeholder(value), "{value:?} says nothing");
        }
    }
}
