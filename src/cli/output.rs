//! Standard output.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, Write};

use super::Failure;
use crate::export::escape;

/// Prints a line, or lines that end with one. A reader who has seen enough and left (`| head`) is no failure.
pub(super) fn say(text: impl Display) -> Result<(), Failure> {
    let mut text = text.to_string();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure(format!("standard output: {error}"))),
        _ => Ok(()),
    }
}

/// Text of the platform's, for a line that people read: a character that would be unseen, or change what a terminal shows, is
/// escaped, as line breaks are.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, |c| escape::visible(c) != c)
}

/// The same for several lines of ours that quote such text.
pub(super) fn visible_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |c| c != '\n' && escape::visible(c) != c)
}

fn escaped(text: &str, which: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&which) {
        return text.into();
    }
    let mut out = String::new();
    for c in text.chars() {
        if which(c) { out.extend(c.escape_unicode()) } else { out.push(c) }
    }
    out.into()
}

/// Streams what `write` writes, flushed; whoever left is no failure here either.
///
/// # Errors
/// Standard output takes no more, as on a full disk.
pub(super) fn stream(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = io::BufWriter::with_capacity(1 << 18, io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure(format!("standard output: {error}"))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{visible, visible_lines};

    #[test]
    fn what_moves_a_terminal_is_escaped() {
        assert_eq!(visible("a\u{1b}[31m\u{7}\0\u{202e}\u{2066}\n"), "a\\u{1b}[31m\\u{7}\\u{0}\\u{202e}\\u{2066}\\u{a}");
        assert_eq!(visible("Ünï 山田 \\ \"'"), "Ünï 山田 \\ \"'");
        assert_eq!(visible_lines("one\ntwo\r\u{9b}"), "one\ntwo\\u{d}\\u{9b}");
    }
}
