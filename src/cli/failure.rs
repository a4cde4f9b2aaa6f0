//! Why a command stopped: a message for people, and the exit code.

use super::output::visible_lines;

/// A command's failure: what was wrong, where, and what to do. Exit code 1 (usage errors, 2, are clap's).
///
/// Shown, control characters of what it quotes are escaped.
#[derive(Debug, thiserror::Error)]
#[error("{}", visible_lines(.0))]
pub struct Failure(pub String);

impl Failure {
    /// A failure with the file at which it happened.
    #[must_use]
    pub fn at(path: &std::path::Path, what: impl std::fmt::Display) -> Self {
        Self(format!("{}: {what}", path.display()))
    }
}
