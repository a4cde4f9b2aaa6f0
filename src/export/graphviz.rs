//! Graphviz' own `dot` as a child process: found, fed, timed, stopped.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A picture's format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Picture {
    /// Scalable, with tooltips and text that can be searched.
    Svg,
    /// Pixels.
    Png,
}

impl Picture {
    /// Graphviz' name of the format, and the file's extension.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}

/// Why Graphviz drew nothing.
#[derive(Debug, thiserror::Error)]
pub enum GraphvizError {
    /// There is no `dot`.
    #[error(
        "Graphviz is not installed: no `{0}` was found. Install it:\n  \
         Debian, Ubuntu  sudo apt install graphviz fonts-noto-cjk\n  \
         Fedora          sudo dnf install graphviz google-noto-sans-cjk-fonts\n  \
         macOS           brew install graphviz\n  \
         Windows         winget install Graphviz.Graphviz\n\
         or write DOT files, which need no Graphviz: --format dot"
    )]
    Missing(String),
    /// It took too long.
    #[error("Graphviz took longer than {0} s and was stopped; write --format dot and lay it out with another tool")]
    TimedOut(u64),
    /// It stopped with an error.
    #[error("Graphviz stopped: {0}")]
    Failed(String),
    /// The system refused.
    #[error("Graphviz: {0}")]
    Io(#[from] std::io::Error),
}

/// Says whether `program` can be run, so that a missing Graphviz is told once and not for each picture.
///
/// # Errors
/// [`GraphvizError::Missing`], or what the system said.
pub fn check(program: &Path) -> Result<(), GraphvizError> {
    let mut command = Command::new(program);
    command.arg("-V").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.status() {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(GraphvizError::Missing(program.display().to_string()))
        }
        Err(error) => Err(error.into()),
    }
}

/// Arguments that are tried in turn: where Graphviz loses its way among curves or ranks, a plainer picture is drawn.
const ATTEMPTS: [&[&str]; 3] = [&[], &["-Gsplines=line"], &["-Kneato", "-Gsplines=line", "-Goverlap=scale"]];

/// Draws a DOT file. A child is killed after `limit`; one that fails is tried again with a plainer layout.
///
/// # Errors
/// See [`GraphvizError`]; of several failures, the first.
pub fn draw(program: &Path, dot: &str, picture: Picture, limit: Duration) -> Result<Vec<u8>, GraphvizError> {
    let mut first = None;
    for attempt in ATTEMPTS {
        match draw_once(program, dot, picture, limit, attempt) {
            Err(GraphvizError::Failed(said)) => {
                first.get_or_insert(said);
            }
            other => return other,
        }
    }
    Err(GraphvizError::Failed(first.unwrap_or_default()))
}

fn draw_once(
    program: &Path,
    dot: &str,
    picture: Picture,
    limit: Duration,
    arguments: &[&str],
) -> Result<Vec<u8>, GraphvizError> {
    let mut command = Command::new(program);
    command.arg(format!("-T{}", picture.name())).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => GraphvizError::Missing(program.display().to_string()),
        _ => error.into(),
    })?;
    let (input, output, errors) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    // Each pipe has its own thread: a full one would stop the child for ever.
    thread::scope(|scope| {
        scope.spawn(move || input.map(|mut pipe| pipe.write_all(dot.as_bytes())));
        let output = scope.spawn(move || drain(output));
        let errors = scope.spawn(move || drain(errors));
        let status = wait(&mut child, limit)?;
        let (output, errors) = (output.join().unwrap_or_default(), errors.join().unwrap_or_default());
        if status.success() && !output.is_empty() {
            return Ok(output);
        }
        let said = String::from_utf8_lossy(&errors);
        Err(GraphvizError::Failed(if said.trim().is_empty() { status.to_string() } else { said.trim().to_owned() }))
    })
}

fn drain(pipe: Option<impl Read>) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        // What was read until an error is still worth showing.
        let _ = pipe.read_to_end(&mut bytes);
    }
    bytes
}

/// Waits for the child, and kills it when its time is over.
fn wait(child: &mut Child, limit: Duration) -> Result<ExitStatus, GraphvizError> {
    let started = Instant::now();
    let mut pause = Duration::from_millis(2);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if started.elapsed() >= limit {
            child.kill()?;
            child.wait()?;
            return Err(GraphvizError::TimedOut(limit.as_secs()));
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(40));
    }
}
