//! Whether a place may be written to: before any work is done, and again before what stands there is replaced.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;

use super::ExportError;

/// What this program writes into a kind of directory: whatever else stands in one is somebody's, and never deleted.
#[derive(Clone, Copy, Debug)]
pub struct OwnFiles {
    /// The file by which such a directory is known.
    pub marker: &'static str,
    /// Whether a path within it, parted by `/`, is that of a file which the program writes there.
    pub file: fn(&str) -> bool,
    /// The same of a folder.
    pub folder: fn(&str) -> bool,
}

/// Says, before any work is done, whether [`write_directory`](super::write_directory) would accept the directory.
///
/// # Errors
/// It exists and `force` is not given; or it is given and the directory is neither empty nor holds the marker of `own`,
/// or holds something besides that is not of `own`; or a file stands in the way.
pub fn check_directory(directory: &Path, force: bool, own: &OwnFiles) -> Result<(), ExportError> {
    if directory.file_name().is_none() && fs::symlink_metadata(directory).is_err() {
        return Err(ExportError::BadTarget(directory.into()));
    }
    check_parents(directory)?;
    match fs::metadata(directory) {
        Ok(found) if !found.is_dir() => return Err(ExportError::NotDirectory(directory.into())),
        Err(_) if fs::symlink_metadata(directory).is_err() => return Ok(()),
        _ => {}
    }
    if !force {
        return Err(ExportError::Exists(directory.into()));
    }
    if sorted(directory).map_err(ExportError::at(directory))?.is_empty() {
        return Ok(());
    }
    if !directory.join(own.marker).is_file() {
        return Err(ExportError::NotOurs { path: directory.into(), marker: own.marker });
    }
    match foreign(directory, "", own)? {
        Some(entry) => Err(ExportError::Foreign { path: directory.into(), entry }),
        None => Ok(()),
    }
}

/// Says, before any work is done, whether [`write_file`](super::write_file) would accept the file.
///
/// # Errors
/// It exists and `force` is not given, or it is not a regular file: a directory, a device, a pipe, a broken link.
pub fn check_file(path: &Path, force: bool) -> Result<(), ExportError> {
    check_parents(path)?;
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(ExportError::Directory(path.into())),
        Ok(found) if !found.is_file() => Err(ExportError::NotRegular(path.into())),
        Ok(_) if !force => Err(ExportError::Exists(path.into())),
        // A link to nothing, or to a pipe, as /dev/stdout may be.
        Err(_) if fs::symlink_metadata(path).is_ok() => Err(ExportError::NotRegular(path.into())),
        _ => Ok(()),
    }
}

/// Refuses a place below something that is no directory.
fn check_parents(path: &Path) -> Result<(), ExportError> {
    let mut above = path.ancestors().skip(1).filter(|parent| !parent.as_os_str().is_empty());
    match above.find_map(|parent| Some((parent, fs::metadata(parent).ok()?))) {
        Some((parent, found)) if !found.is_dir() => Err(ExportError::NotDirectory(parent.into())),
        _ => Ok(()),
    }
}

/// The first entry of a directory, by name, that the program did not write.
fn foreign(directory: &Path, within: &str, own: &OwnFiles) -> Result<Option<String>, ExportError> {
    for (name, kind) in sorted(directory).map_err(ExportError::at(directory))? {
        let path = format!("{within}{}", name.to_string_lossy());
        if kind.is_dir() && (own.folder)(&path) {
            let deeper = foreign(&directory.join(&name), &format!("{path}/"), own)?;
            if deeper.is_some() {
                return Ok(deeper);
            }
        } else if !(kind.is_file() && (own.file)(&path)) {
            return Ok(Some(path)); // nor does the program make links
        }
    }
    Ok(None)
}

/// What is in a directory, by name.
fn sorted(directory: &Path) -> io::Result<Vec<(OsString, fs::FileType)>> {
    let mut entries = fs::read_dir(directory)?
        .map(|entry| entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?))))
        .collect::<io::Result<Vec<_>>>()?;
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(entries)
}
