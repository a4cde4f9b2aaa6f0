//! Files and directories that appear whole or not at all: written beside their place, and renamed into it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::{ExportError, cleanup};

/// Says, before any work is done, whether [`write_directory`] would accept the directory.
///
/// # Errors
/// It exists and `force` is not given; or it is given and the directory is neither empty nor holds `marker`, the file
/// by which this program knows its own.
pub fn check_directory(directory: &Path, force: bool, marker: &'static str) -> Result<(), ExportError> {
    if fs::symlink_metadata(directory).is_err() {
        return if directory.file_name().is_some() { Ok(()) } else { Err(ExportError::BadTarget(directory.into())) };
    }
    if !force {
        return Err(ExportError::Exists(directory.into()));
    }
    let empty = fs::read_dir(directory).map_err(ExportError::at(directory))?.next().is_none();
    let ours = empty || directory.join(marker).is_file();
    if ours { Ok(()) } else { Err(ExportError::NotOurs { path: directory.into(), marker }) }
}

/// Makes a directory that `write` fills, whole or not at all. With `force` an existing one that holds `marker` is
/// moved aside, replaced, and then deleted. What is unfinished is registered with [`cleanup`], and removed on error.
///
/// # Errors
/// Those of [`check_directory`] and of `write`, and whatever the file system refuses.
pub fn write_directory(
    directory: &Path,
    force: bool,
    marker: &'static str,
    write: impl FnOnce(&Path) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    check_directory(directory, force, marker)?;
    let target = real_path(directory)?;
    let unfinished = Unfinished::beside(&target, "partial")?;
    write(&unfinished.path)?;
    sync(&unfinished.path)?;
    check_directory(directory, force, marker)?;
    unfinished.take_place_of(&target)
}

/// Says, before any work is done, whether [`write_file`] would accept the file.
///
/// # Errors
/// It exists and `force` is not given, or it is a directory.
pub fn check_file(path: &Path, force: bool) -> Result<(), ExportError> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Err(ExportError::Directory(path.into())),
        Ok(_) if !force => Err(ExportError::Exists(path.into())),
        _ => Ok(()),
    }
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
    let temporary = builder.tempfile_in(parent).map_err(ExportError::at(parent))?;
    let unfinished = temporary.path().to_path_buf();
    cleanup::register(&unfinished);
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
