//! Files and directories that appear whole or not at all: written beside their place, and renamed into it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::target::{OwnFiles, check_directory, check_file};
use super::{ExportError, cleanup};

/// Makes a directory that `write` fills, whole or not at all. With `force` an existing one that holds nothing but what is
/// of `own` is moved aside, replaced, and then deleted. What is unfinished is registered with [`cleanup`], and removed on error.
///
/// # Errors
/// Those of [`check_directory`] and of `write`, and whatever the file system refuses.
pub fn write_directory(
    directory: &Path,
    force: bool,
    own: &OwnFiles,
    write: impl FnOnce(&Path) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    check_directory(directory, force, own)?;
    let target = real_path(directory)?;
    let unfinished = Unfinished::beside(&target, "partial")?;
    write(&unfinished.path)?;
    sync(&unfinished.path)?;
    check_directory(directory, force, own)?;
    unfinished.take_place_of(&target)
}

/// Makes a file that `write` fills, whole or not at all; an existing one is refused without `force`.
///
/// # Errors
/// The file exists and `force` is not given, or the file system refuses.
pub fn write_file(
    path: &Path,
    force: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), ExportError> {
    check_file(path, force)?;
    let target = real_path(path)?;
    let parent = target.parent().ok_or_else(|| ExportError::BadTarget(path.into()))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".partial-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666)); // less the umask
    }
    // Made and registered in one step, so that an interrupt in between leaves nothing.
    let made = cleanup::undivided(|unfinished| {
        let temporary = builder.tempfile_in(parent)?;
        unfinished.push(temporary.path().to_path_buf());
        Ok::<_, io::Error>(temporary)
    });
    let temporary = made.map_err(ExportError::at(parent))?;
    let unfinished = temporary.path().to_path_buf();
    let written = fill(temporary, path, &target, force, write);
    cleanup::clear(&unfinished);
    written
}

/// Fills a temporary file and lets it take its place.
fn fill(
    temporary: tempfile::NamedTempFile,
    path: &Path,
    target: &Path,
    force: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), ExportError> {
    let mut out = BufWriter::with_capacity(1 << 18, temporary);
    write(&mut out).and_then(|()| out.flush()).map_err(ExportError::at(path))?;
    let temporary = out.into_inner().map_err(io::IntoInnerError::into_error).map_err(ExportError::at(path))?;
    temporary.as_file().sync_all().map_err(ExportError::at(path))?;
    let persisted = if force { temporary.persist(target) } else { temporary.persist_noclobber(target) };
    persisted.map(drop).map_err(|error| ExportError::Io { path: path.into(), source: error.error })
}

/// Where the directory really is: a link is followed, and parents that do not exist are made.
fn real_path(directory: &Path) -> Result<PathBuf, ExportError> {
    if let Ok(path) = directory.canonicalize() {
        return Ok(path);
    }
    let name = directory.file_name().ok_or_else(|| ExportError::BadTarget(directory.into()))?;
    let parent = directory.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(ExportError::at(parent))?;
    Ok(parent.canonicalize().map_err(ExportError::at(parent))?.join(name))
}

/// A directory that is removed when dropped, unless it took its place.
struct Unfinished {
    path: PathBuf,
}

impl Unfinished {
    /// Makes an empty directory with a name of its own beside `target`.
    fn beside(target: &Path, what: &str) -> Result<Self, ExportError> {
        let parent = target.parent().ok_or_else(|| ExportError::BadTarget(target.into()))?;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let mut builder = tempfile::Builder::new();
        let prefix = format!(".{name}.{what}-");
        builder.prefix(&prefix);
        #[cfg(unix)]
        {
            // The default is 0700; who may read the results is for the umask to say.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o777));
        }
        // Made and registered in one step, so that an interrupt in between leaves nothing.
        let made = cleanup::undivided(|unfinished| {
            let path = builder.tempdir_in(parent)?.keep();
            unfinished.push(path.clone());
            Ok::<_, std::io::Error>(path)
        });
        Ok(Self { path: made.map_err(ExportError::at(parent))? })
    }

    /// Renames to `target`; what stood there goes, but comes back if the renaming fails.
    fn take_place_of(self, target: &Path) -> Result<(), ExportError> {
        let old = if target.exists() { Some(Self::beside(target, "old")?) } else { None };
        let aside = old.as_ref().map(|old| old.path.join("results"));
        let swapped = cleanup::undivided(|unfinished| {
            if let Some(aside) = &aside {
                fs::rename(target, aside)?;
            }
            let renamed = fs::rename(&self.path, target);
            if renamed.is_ok() {
                unfinished.retain(|path| *path != self.path);
            } else if let Some(aside) = &aside
                && fs::rename(aside, target).is_err()
            {
                // The old results must not be deleted with the place where they are hidden.
                unfinished.retain(|path| !aside.starts_with(path));
            }
            renamed
        });
        if let Some(old) = old.filter(|_| swapped.is_err())
            && aside.is_some_and(|aside| aside.exists())
        {
            std::mem::forget(old);
        }
        swapped.map_err(ExportError::at(target))?;
        target.parent().map_or(Ok(()), sync)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Gone already where it took its place; what cannot be removed now, nobody else can remove either.
        let _ = fs::remove_dir_all(&self.path);
        cleanup::clear(&self.path);
    }
}

/// Makes a directory's entries durable, where the system can.
pub(super) fn sync(directory: &Path) -> Result<(), ExportError> {
    if cfg!(unix) {
        File::open(directory).and_then(|file| file.sync_all()).map_err(ExportError::at(directory))?;
    }
    Ok(())
}

/// Writes one file, buffered, and makes it durable.
pub(super) fn file(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> Result<(), ExportError> {
    let attempt = || {
        let mut out = BufWriter::with_capacity(1 << 18, File::create(path)?);
        write(&mut out)?;
        out.flush()?;
        out.get_ref().sync_all()
    };
    attempt().map_err(ExportError::at(path))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::super::cleanup;
    use super::write_file;

    #[test]
    fn a_file_is_not_made_before_it_can_be_noted_as_unfinished() {
        let place = tempfile::tempdir().expect("a temporary directory");
        let path = place.path().join("page.html");
        std::thread::scope(|scope| {
            // As while the handler of Ctrl-C removes what is unfinished: what begins now it would not see.
            let writing = cleanup::undivided(|_| {
                let writing = scope.spawn(|| write_file(&path, false, |out| out.write_all(b"whole")));
                std::thread::sleep(Duration::from_millis(200));
                let entries = fs::read_dir(place.path()).expect("the directory").count();
                assert_eq!(entries, 0, "a file that nobody would remove");
                writing
            });
            writing.join().expect("no panic").expect("a file");
        });
        assert_eq!(fs::read(&path).expect("the file"), b"whole");
    }
}
