//! Text from the platform, made safe for a diagram or a spreadsheet. Nothing reaches a file of ours unescaped.
//!
//! Names are chosen by the people under investigation: they hold quotes, markup, characters that turn the reading
//! direction or show nothing, and are sometimes 10,000 characters long.

/// Where a label stands in a DOT file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// Inside a double-quoted string.
    Quoted,
    /// Inside an HTML-like label.
    Html,
}

/// A label for a DOT file: shortened to `width` columns, harmless characters only, escaped for its place.
///
/// Graphviz replaces `\N`, `\G`, `\l` ... in labels; in HTML-like ones even where the backslash is a character
/// reference, and in tooltips a second time after the escapes are gone. A character that shows nothing therefore
/// follows each backslash and parts it from what would be read with it.
pub fn label(text: &str, width: usize, place: Place) -> String {
    let mut out = String::with_capacity(text.len().min(4 * width) + 2);
    for c in shorten(text, width).chars().map(visible) {
        match (c, place) {
            ('&', _) => out.push_str("&amp;"),
            ('<', _) => out.push_str("&lt;"),
            ('>', _) => out.push_str("&gt;"),
            ('"', Place::Quoted) => out.push_str("\\\""),
            ('\\', Place::Quoted) => out.extend(['\\', '\\', WORD_JOINER]),
            ('"', Place::Html) => out.push_str("&quot;"),
            // The lexer holds back a last `]`, which may begin `]]>`, and then finds the element empty.
            (']', Place::Html) => out.push_str("&#93;"),
            ('\\', Place::Html) => out.extend(['\\', WORD_JOINER]),
            _ => out.push(c),
        }
    }
    if out.is_empty() && place == Place::Html {
        out.push(' '); // an element without content is a syntax error
    }
    out
}

/// Shows nothing and joins what it stands between.
const WORD_JOINER: char = '\u{2060}';

/// What stands for a character: itself, `↵` for a line break, U+FFFD for what would be unseen or change the rest.
pub fn visible(c: char) -> char {
    match c {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\u{21b5}',
        '\t' => ' ',
        c if c.is_control() || is_deceptive(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

/// Direction marks, characters without width that only deceive, and those that XML does not allow.
/// Joiners (U+200C, U+200D) stay: Indic scripts and Persian need them.
fn is_deceptive(c: char) -> bool {
    matches!(c,
        '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{ad}' | '\u{180e}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
        | '\u{e0000}'..='\u{e007f}')
}

/// Columns that a character takes: 2 for East Asian wide forms, else 1.
fn columns(c: char) -> usize {
    let wide = matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}');
    if wide { 2 } else { 1 }
}

/// From so many characters on, a shortened text says how long it was.
const LONG: usize = 80;

/// Cuts out the middle of a text wider than `width` columns; of a long one it says the length.
pub fn shorten(text: &str, width: usize) -> std::borrow::Cow<'_, str> {
    if text.len() <= width || text.chars().map(columns).sum::<usize>() <= width {
        return text.into();
    }
    let fitting = |chars: &mut dyn Iterator<Item = char>, room: usize| -> usize {
        let mut used = 0;
        chars.take_while(|c| (used += columns(*c), used <= room).1).map(char::len_utf8).sum()
    };
    let head = fitting(&mut text.chars(), width * 2 / 3);
    let tail = fitting(&mut text.chars().rev(), width / 3);
    let cut = format!("{}…{}", &text[..head], &text[text.len() - tail..]);
    match text.chars().count() {
        count if count > LONG => format!("{cut} ({} characters)", thousands(count as u64)).into(),
        _ => cut.into(),
    }
}

/// Text for XML, in an element or an attribute. Characters that XML cannot hold become U+FFFD.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

/// A count with commas: `10,000`.
pub fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A cell for a CSV file that will be opened in a spreadsheet: one that would run as a formula gets a leading `'`
/// (OWASP, "CSV Injection").
pub fn spreadsheet(cell: &str) -> std::borrow::Cow<'_, str> {
    let dangerous = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if dangerous { format!("'{cell}").into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_characters_are_escaped_for_their_place() {
        assert_eq!(label(r#"C:\new "x" & <b>"#, 99, Place::Quoted), "C:\\\\\u{2060}new \\\"x\\\" &amp; &lt;b&gt;");
        assert_eq!(label(r#"\N "x" & <b>"#, 99, Place::Html), "\\\u{2060}N &quot;x&quot; &amp; &lt;b&gt;");
        assert_eq!(label("a\r\nb\u{202e}c\u{0}\u{ffff}", 99, Place::Html), "a↵↵b\u{fffd}c\u{fffd}\u{fffd}");
        assert_eq!(label("ends with \\", 99, Place::Quoted), "ends with \\\\\u{2060}");
    }

    #[test]
    fn long_text_loses_its_middle_and_keeps_its_length() {
        let long: String = "x".repeat(10_000);
        assert_eq!(shorten(&long, 9), "xxxxxx…xxx (10,000 characters)");
        assert_eq!(shorten("株式会社リングトレース", 12), "株式会社…ース");
        assert_eq!(shorten("short", 5), "short");
    }

    #[test]
    fn formulas_are_defused() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            assert_eq!(spreadsheet(cell), format!("'{cell}"));
        }
        assert_eq!(spreadsheet("a=1"), "a=1");
    }

    #[test]
    fn counts_have_commas() {
        assert_eq!([1, 999, 1000, 1_234_567].map(thousands), ["1", "999", "1,000", "1,234,567"]);
    }
}
