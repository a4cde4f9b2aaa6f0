//! DOT: whatever the platform's text is, the file has the structure that was meant.

use arbitrary::{Arbitrary, Unstructured};
use ringtrace::export::dot::print;
use ringtrace::export::fold::FoldConfig;
use ringtrace::report::{Diagram, DiagramEdge, DiagramNode};

/// Builds a diagram from the bytes, prints it, and reads it with a scanner of the language's rules.
pub fn dot(data: &[u8]) {
    if let Ok(diagram) = diagram(&mut Unstructured::new(data)) {
        let text = print(&diagram, None, &FoldConfig::default());
        if let Err(what) = scan(&text) {
            panic!("{what} in:\n{text}");
        }
    }
}

/// A diagram of any content, but with edges between nodes that exist.
pub fn diagram(u: &mut Unstructured<'_>) -> arbitrary::Result<Diagram> {
    const KINDS: [&str; 5] = ["account", "device", "ip", "bank_account", "phone"];
    let mut nodes = Vec::new();
    for _ in 0..u.int_in_range(1..=80)? {
        let kind = if u.ratio(1, 8)? { String::arbitrary(u)? } else { (*u.choose(&KINDS)?).to_owned() };
        let (value, note, role) = (String::arbitrary(u)?, String::arbitrary(u)?, String::arbitrary(u)?);
        nodes.push(DiagramNode { kind, value, note, role, degree: u.arbitrary()?, hub: u.arbitrary()? });
    }
    let last = nodes.len() as u32 - 1;
    let mut edges = Vec::new();
    for _ in 0..u.int_in_range(0..=120)? {
        let (a, b) = (u.int_in_range(0..=last)?, u.int_in_range(0..=last)?);
        let (bits, label, weakest) = (u.arbitrary()?, String::arbitrary(u)?, u.arbitrary()?);
        edges.push(DiagramEdge { a, b, bits, label, weakest });
    }
    Ok(Diagram { cluster: String::arbitrary(u)?, nodes, edges })
}

/// Tags of Graphviz' HTML-like labels.
const TAGS: [&str; 16] =
    ["b", "br", "font", "hr", "i", "img", "o", "s", "sub", "sup", "table", "td", "tr", "u", "vr", "html"];

/// Reads DOT by its lexical rules: strings end where they should, labels are well-formed, braces match, and no control
/// character is left. Returns what is wrong.
pub fn scan(text: &str) -> Result<(), String> {
    let mut rest = text;
    let mut depth = 0i64;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '"' => rest = after_string(rest)?,
            '<' => rest = after_label(rest)?,
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            '\n' | ' ' | '=' | ',' | ';' | '-' | '>' | '_' | '.' => {}
            c if c.is_ascii_alphanumeric() => {}
            c => return Err(format!("{c:?} outside of strings")),
        }
        if depth < 0 {
            return Err("a bracket too many".into());
        }
    }
    if depth == 0 { Ok(()) } else { Err("an open bracket".into()) }
}

fn visible(c: char) -> Result<(), String> {
    if c.is_control() && c != '\n' { Err(format!("the control character {c:?}")) } else { Ok(()) }
}

/// What follows a quoted string; `rest` begins after its first quote.
fn after_string(rest: &str) -> Result<&str, String> {
    let mut characters = rest.char_indices();
    while let Some((at, c)) = characters.next() {
        visible(c)?;
        match c {
            '"' => return Ok(&rest[at + 1..]),
            '\\' => drop(characters.next()),
            _ => {}
        }
    }
    Err("a string that does not end".into())
}

/// What follows an HTML-like label; `rest` begins after its first '<'.
fn after_label(mut rest: &str) -> Result<&str, String> {
    let mut open: Vec<&str> = Vec::new();
    while let Some(c) = rest.chars().next() {
        visible(c)?;
        rest = &rest[c.len_utf8()..];
        match c {
            '>' if open.is_empty() => return Ok(rest),
            '>' => return Err("a bare '>'".into()),
            '&' => {
                let name = rest.split(';').next().unwrap_or_default();
                let known = !name.is_empty() && name.len() < 12 && name.len() < rest.len();
                if !known || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#') {
                    return Err("a bare '&'".into());
                }
            }
            '<' => {
                let end = rest.find('>').ok_or("a tag that does not end")?;
                let tag = &rest[..end];
                rest = &rest[end + 1..];
                let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
                if !TAGS.contains(&name.to_ascii_lowercase().as_str()) {
                    return Err(format!("the tag <{tag}>"));
                }
                if tag.starts_with('/') {
                    if open.pop() != Some(name) {
                        return Err(format!("</{name}> without its beginning"));
                    }
                } else if !tag.ends_with('/') {
                    open.push(name);
                }
            }
            _ => {}
        }
    }
    Err("a label that does not end".into())
}
