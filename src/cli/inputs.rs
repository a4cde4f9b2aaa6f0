//! What a command was given to read is not what it replaces.

use std::path::{Path, PathBuf};

use super::Failure;
use crate::export::RESULTS;

/// Refuses `--out` (or whatever `option` is called) where one of the inputs is it, or lies inside it: with --force it would be deleted.
///
/// # Errors
/// Names the first such input, as the command line calls it.
pub(super) fn apart(option: &str, out: &Path, inputs: &[(&str, Option<&Path>)]) -> Result<(), Failure> {
    let given = inputs.iter().filter_map(|&(what, path)| Some((what, path?)));
    for (what, path) in given {
        if let Some(how) = places(path).iter().find_map(|place| lies(place, out)) {
            let what =
                format!("{what} {how} {option} {}, which would be replaced; choose another {option}", out.display());
            return Err(Failure::at(path, what));
        }
    }
    Ok(())
}

/// Refuses a file that is to be written over one of the files of the results that are read.
///
/// # Errors
/// The file is one of those that `analyze` wrote.
pub(super) fn not_of_results(option: &str, out: &Path, results: &Path) -> Result<(), Failure> {
    let Ok(results) = results.canonicalize() else { return Ok(()) };
    let own = |place: &PathBuf| {
        let within = place.strip_prefix(&results).ok().map(|path| path.to_string_lossy().replace('\\', "/"));
        within.is_some_and(|path| (RESULTS.file)(&path))
    };
    if places(out).iter().any(own) {
        let what = format!("is a file of the results that are read; choose another {option}");
        return Err(Failure::at(out, what));
    }
    Ok(())
}

/// Where a path leads, and where its name stands: of a link these are two places.
fn places(path: &Path) -> Vec<PathBuf> {
    let parent = path.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent });
    let named = parent.zip(path.file_name()).and_then(|(parent, name)| Some(parent.canonicalize().ok()?.join(name)));
    path.canonicalize().ok().into_iter().chain(named).collect()
}

/// How a place lies to `out`, where it would go with it.
fn lies(place: &Path, out: &Path) -> Option<&'static str> {
    let out = out.canonicalize().ok()?;
    let inside = place.starts_with(&out);
    inside.then_some(if *place == out { "is" } else { "lies inside" })
}
